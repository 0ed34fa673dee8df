"""The course of a function: where it rises and falls, stretch by stretch, each one proved."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import final

import sympy as sp

from symact.core.activation import x
from symact.core.claims import Limit, SignChart, Value
from symact.core.errors import SymactError
from symact.derive.closed_forms import name_of_zero
from symact.derive.pieces import Break, Piece, Pieces
from symact.kernel.balls import Ball, precision
from symact.kernel.certificates import ChartCertificate, LimitCertificate, TailData
from symact.kernel.chart import chart
from symact.kernel.expansions import guarded_limit
from symact.kernel.field import Fraction, Poly, Rational, Tower
from symact.kernel.identities import singularities
from symact.kernel.reals import (
    INFINITY,
    MINUS_INFINITY,
    Real,
    closed_form,
    compare,
    root,
    tidy,
    value_at,
)
from symact.kernel.signs import Signs, UndecidedError, find_limit
from symact.kernel.tails import End, scale_of
from symact.kernel.theorem import Theorem, prove, sympy_end
from symact.kernel.translate import field_of, named


@final
@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """An open interval on which the function is monotone.

    Attributes:
        direction: +1 rises strictly, -1 falls strictly, 0 is constant.
        left: the limit at the lower end.
        right: the limit at the upper end.
    """

    lower: Real
    upper: Real
    direction: int
    left: Real
    right: Real


@final
@dataclass(frozen=True, slots=True, eq=False)
class Spot:
    """A point between two stretches, and the value there; None where there is none."""

    at: Real
    value: Real | None
    is_break: bool


@final
@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """The stretches of a function in order, and the spots between them: one fewer."""

    stretches: tuple[Stretch, ...]
    spots: tuple[Spot, ...]


@final
@dataclass(slots=True)
class Local:
    """One smooth piece with its tower, its derivatives, and what has been proved about it.

    The memo tables hold results of pure functions of the piece; they change no answer.
    """

    piece: Piece
    tower: Tower
    derivatives: list[Fraction]
    charts: dict[int, ChartCertificate | None] = field(default_factory=dict)
    zeros: dict[int, tuple[Real, ...]] = field(default_factory=dict)
    theorems: list[Theorem] = field(default_factory=list)

    @staticmethod
    def of(piece: Piece) -> Local:
        """The piece with its tower."""
        tower, (element,) = field_of(piece.expression)
        return Local(piece, tower, [element])

    @property
    def on(self) -> tuple[sp.Expr, sp.Expr]:
        """The interval, as claims name it."""
        return sympy_end(self.piece.lower, upper=False), sympy_end(self.piece.upper, upper=True)

    def derivative(self, order: int) -> Fraction:
        """The derivative of an order, in the tower."""
        while len(self.derivatives) <= order:
            self.derivatives.append(self.tower.derivative(self.derivatives[-1]))
        return self.derivatives[order]

    def vanishes(self, order: int) -> bool:
        """Whether the derivative of an order is identically 0 on the piece."""
        return self.tower.is_zero(self.derivative(order))

    def chart(self, order: int) -> ChartCertificate:
        """The proved sign chart of the derivative of an order, which must not vanish identically.

        Raises:
            UndecidedError, UnsupportedError: with the reason.
        """
        known = self.charts.get(order)
        if known is not None:
            return known
        element = self.derivative(order)
        found = chart(self.tower, element, self.piece.lower, self.piece.upper)
        cells = tuple((sympy_end(a, upper=False), sympy_end(b, upper=True)) for a, b in found.cells)
        claim = SignChart(self.piece.expression, order, self.on, cells, found.signs)
        self.theorems.append(prove(claim, found))
        self.charts[order] = found
        return found

    def zeros_of(self, order: int) -> tuple[Real, ...]:
        """The zeros of the derivative of an order, in closed form where one is proved."""
        if order not in self.zeros:
            found = self.chart(order)
            signs = Signs(self.tower)
            self.zeros[order] = tuple(
                self._zero(signs, owner(signs, found, cell), cell) for cell in found.cells
            )
        return self.zeros[order]

    def _zero(self, signs: Signs, poly: Poly, cell: tuple[Rational, Rational]) -> Real:
        number = root(signs, poly, cell)
        if number.exact is None:
            name = name_of_zero(self.tower, poly, cell)
            if name is not None:
                return closed_form(name)
        return number

    def value(self, order: int, at: Real) -> Real:
        """The value of the derivative of an order at a point of the piece."""
        number = value_at(self.tower, self.derivative(order), at)
        if number.exact is not None and at.exact is not None:
            claim = Value(self.piece.expression, order, at.exact, number.exact)
            self.theorems.append(prove(claim))
        return number

    def limit(self, order: int, *, upper: bool) -> Real:
        """The limit of the derivative of an order at an end of the piece.

        Raises:
            UndecidedError, UnsupportedError: with the reason.
        """
        at = self.piece.upper if upper else self.piece.lower
        element = self.derivative(order)
        if at is not None and self._is_regular(element, at):
            return self.value(order, closed_form(sp.Rational(int(at.p), int(at.q))))
        found, data = find_limit(Signs(self.tower), element, End(at, -1 if upper else 1))
        certificate = LimitCertificate(self.piece.lower, self.piece.upper, upper, data)
        if isinstance(found, int):
            number = INFINITY if found > 0 else MINUS_INFINITY
        elif isinstance(found, sp.Expr):
            number = closed_form(tidy(found))
        else:
            return _enclosed(self.tower, element, End(at, -1 if upper else 1), data)
        claim = Limit(self.piece.expression, order, self.on, upper, number.exact)
        self.theorems.append(prove(claim, certificate))
        return number

    def _is_regular(self, element: Fraction, at: Rational) -> bool:
        signs = Signs(self.tower)
        polys = [*singularities(self.tower, element.num * element.den), element.den]
        return all(signs.at(poly, at) != 0 for poly in polys)


def owner(signs: Signs, certificate: ChartCertificate, cell: tuple[Rational, Rational]) -> Poly:
    """The factor whose zero a cell holds."""
    for poly, _ in certificate.factors:
        for own in certificate.node(poly).cells:
            if own == cell:
                return poly
            inside = own[0] <= cell[0] and cell[1] <= own[1]
            if inside and signs.at(poly, cell[0]) * signs.at(poly, cell[1]) <= 0:
                return poly
    raise UndecidedError("a zero belongs to no factor")


def _enclosed(tower: Tower, element: Fraction, end: End, data: TailData) -> Real:
    """A limit that is known by enclosures only."""

    def enclosure(bits: int) -> Ball:
        with precision(bits + 64):
            found = guarded_limit(scale_of(tower, data.start, data.order), end, element)
        if isinstance(found, int | sp.Expr):
            raise SymactError("a limit changed its kind with the precision")
        return found

    return Real(None, enclosure)


def curve(pieces: Pieces, locals_: tuple[Local, ...], order: int) -> Curve:
    """The course of the derivative of an order; at breaks its value is that of order 0 or none."""
    stretches: list[Stretch] = []
    spots: list[Spot] = []
    for index, local in enumerate(locals_):
        if index:
            spots.append(_at_break(pieces.breaks[index - 1], locals_, index, order))
        part, inner = _course(local, order)
        stretches.extend(part)
        spots.extend(inner)
    return Curve(tuple(stretches), tuple(spots))


def _course(local: Local, order: int) -> tuple[list[Stretch], list[Spot]]:
    lower, upper = (
        closed_form(end)
        if end not in (sp.oo, -sp.oo)
        else (INFINITY if end > 0 else MINUS_INFINITY)
        for end in local.on
    )
    left, right = local.limit(order, upper=False), local.limit(order, upper=True)
    if local.vanishes(order + 1):
        return [Stretch(lower, upper, 0, left, right)], []
    certificate = local.chart(order + 1)
    zeros = local.zeros_of(order + 1)
    values = _mirrored(local, order, [local.value(order, zero) for zero in zeros])
    edges = [lower, *zeros, upper]
    heights = [left, *values, right]
    stretches = [
        Stretch(edges[i], edges[i + 1], sign, heights[i], heights[i + 1])
        for i, sign in enumerate(certificate.signs)
    ]
    spots = [Spot(zero, value, False) for zero, value in zip(zeros, values, strict=True)]
    return stretches, spots


def _mirrored(local: Local, order: int, values: list[Real]) -> list[Real]:
    """The values, equal ones as one number where the derivative is even and they have no name."""
    lower, upper = local.on
    if len(values) < 2 or lower != -upper or all(v.exact is not None for v in values):
        return values
    expression = named(local.derivative(order), local.tower.names)
    tower, (left, right) = field_of(expression, expression.subs(x, -x))
    if not tower.is_zero(left - right):
        return values
    half = (len(values) + 1) // 2
    return values[:half] + list(reversed(values[: len(values) - half]))


def place(value: sp.Expr) -> Real:
    """A rational number or an end of the line, as a place."""
    ends = {sp.oo: INFINITY, -sp.oo: MINUS_INFINITY}
    return ends.get(value) or closed_form(value)


def _at_break(middle: Break, locals_: tuple[Local, ...], index: int, order: int) -> Spot:
    at = closed_form(sp.Rational(int(middle.at.p), int(middle.at.q)))
    if middle.value is None:
        return Spot(at, None, True)
    value = closed_form(tidy(middle.value))
    left, right = locals_[index - 1], locals_[index]
    heights = [left.limit(0, upper=True), value, right.limit(0, upper=False)]
    if order == 0:
        return Spot(at, value, True)
    if any(not h.is_finite or compare(h, value) for h in heights):
        return Spot(at, None, True)
    for k in range(1, order + 1):
        slopes = left.limit(k, upper=True), right.limit(k, upper=False)
        if not slopes[0].is_finite or compare(*slopes):
            return Spot(at, None, True)
    return Spot(at, slopes[0], True)
