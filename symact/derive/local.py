"""One smooth piece of a function: its derivatives, their zeros, values and limits, each proved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import final

import sympy as sp

from symact.core.activation import x
from symact.core.claims import Derivative, Limit, SignChart, Value
from symact.core.errors import SymactError, UnsupportedError
from symact.core.isolated import Isolated
from symact.derive.closed_forms import name_of_zero
from symact.derive.domains import Piece, owner, simple_name
from symact.derive.regions import Region, end_place
from symact.kernel.balls import Ball, precision
from symact.kernel.certificates import ChartCertificate, LimitCertificate, TailData
from symact.kernel.chart import chart
from symact.kernel.check_chart import RejectedError
from symact.kernel.expansions import guarded_limit
from symact.kernel.field import Fraction, Poly, Rational, Tower, fraction
from symact.kernel.identities import singularities
from symact.kernel.reals import (
    INFINITY,
    MINUS_INFINITY,
    Real,
    closed_form,
    root,
    tidy,
    value_at,
)
from symact.kernel.signs import Signs, find_limit
from symact.kernel.tails import End, scale_of
from symact.kernel.theorem import Theorem, prove, sympy_end
from symact.kernel.translate import field_of, named


@final
@dataclass(slots=True)
class Local:
    """One smooth piece with its tower, its derivatives, and what has been proved about it.

    The tower is one in the t of the piece's region. The memo tables hold results of pure
    functions of the piece; they change no answer.
    """

    piece: Piece
    expressions: list[sp.Expr]
    frames: list[tuple[Tower, Fraction]]
    charts: dict[int, ChartCertificate | None] = field(default_factory=dict)
    zeros: dict[int, tuple[Real, ...]] = field(default_factory=dict)
    theorems: list[Theorem] = field(default_factory=list)
    parameters: dict[int, Real] = field(default_factory=dict)
    limits: dict[tuple[int, bool], Real] = field(default_factory=dict)
    linked: int = 0

    @staticmethod
    def of(piece: Piece) -> Local | None:
        """The piece with its tower; None where the function has no value."""
        if piece.expression is None:
            return None
        written = piece.region.written(piece.expression)
        tower, (element,) = field_of(written)
        return Local(piece, [written], [(tower, element)])

    @property
    def region(self) -> Region:
        """The region of the piece."""
        return self.piece.region

    @property
    def on(self) -> tuple[sp.Expr, sp.Expr]:
        """The interval in t, as claims name it."""
        return sympy_end(self.region.left, upper=False), sympy_end(self.region.right, upper=True)

    @property
    def ends(self) -> tuple[Real, Real]:
        """The ends of the piece."""
        return end_place(self.region.lower), end_place(self.region.upper)

    def frame(self, order: int) -> tuple[Tower, Fraction]:
        """The derivative of an order with respect to the place, and the tower that holds it."""
        while len(self.frames) <= order:
            tower, element = self.frames[-1]
            if self.region.is_plain:
                self.frames.append((tower, tower.derivative(element)))
            else:
                self._map_on()
        return self.frames[order]

    def _map_on(self) -> None:
        """The next derivative on a mapped region: that in t, divided by that of the map."""
        tower, (element, stretch) = field_of(self.expressions[-1], sp.diff(self.region.map, x))
        slope = tower.derivative(element) / stretch
        slope = fraction(tower.reduce(slope.num), tower.reduce(slope.den))
        self.expressions.append(named(slope, tower.names))
        tower, (element,) = field_of(self.expressions[-1])
        self.frames.append((tower, element))

    def derivative(self, order: int) -> sp.Expr:
        """The derivative of an order as an expression in the place."""
        tower, element = self.frame(order)
        return named(element, tower.names).xreplace({x: self.region.inverse})

    def vanishes(self, order: int) -> bool:
        """Whether the derivative of an order is identically 0 on the piece."""
        tower, element = self.frame(order)
        return tower.is_zero(element)

    def subject(self, order: int) -> tuple[sp.Expr, int]:
        """The function and the order of its derivative that a claim about an order names.

        On a mapped region the derivative is written in t, and theorems of their own say that it
        is the derivative of the one before, divided by that of the map.
        """
        if self.region.is_plain:
            return self.expressions[0], order
        self.frame(order)
        for k in range(self.linked + 1, order + 1):
            slope = self.expressions[k] * sp.diff(self.region.map, x)
            self.theorems.append(prove(Derivative(self.expressions[k - 1], slope, self.on)))
            self.linked = k
        return self.expressions[order], 0

    def chart(self, order: int) -> ChartCertificate:
        """The proved sign chart of the derivative of an order, which must not vanish identically.

        Raises:
            UndecidedError, UnsupportedError: with the reason.
        """
        known = self.charts.get(order)
        if known is not None:
            return known
        tower, element = self.frame(order)
        found = chart(tower, element, self.region.left, self.region.right)
        cells = tuple((sympy_end(a, upper=False), sympy_end(b, upper=True)) for a, b in found.cells)
        claim = SignChart(*self.subject(order), self.on, cells, found.signs)
        self.theorems.append(prove(claim, found))
        self.charts[order] = found
        return found

    def zeros_of(self, order: int) -> tuple[Real, ...]:
        """The zeros of the derivative of an order, in closed form where one is proved."""
        if order not in self.zeros:
            found = self.chart(order)
            signs = Signs(self.frame(order)[0])
            self.zeros[order] = tuple(
                self._zero(signs, owner(signs, found, cell), cell) for cell in found.cells
            )
        return self.zeros[order]

    def _zero(self, signs: Signs, poly: Poly, cell: tuple[Rational, Rational]) -> Real:
        t = root(signs, poly, cell)
        if t.exact is None:
            name = simple_name(self.region, signs.tower, poly, cell, t)
            name = name_of_zero(signs.tower, poly, cell) if name is None else name
            t = t if name is None else closed_form(name)
        place = self.region.place(t)
        self.parameters[id(place)] = t
        return place

    def value(self, order: int, at: Real) -> Real:
        """The value of the derivative of an order at a place of the piece."""
        t = self.parameters.get(id(at)) or self.region.parameter(at)
        return self._value(order, t)

    def _value(self, order: int, t: Real) -> Real:
        number = value_at(*self.frame(order), t)
        if number.exact is not None and t.exact is not None:
            of, within = self.subject(order)
            try:
                self.theorems.append(prove(Value(of, within, t.exact, number.exact)))
            except RejectedError:
                # The form was tidied beyond what the kernel shows; the enclosures stay.
                return Real(None, number.enclosure)
        return number

    def limit(self, order: int, *, upper: bool) -> Real:
        """The limit of the derivative of an order at an end of the piece.

        Raises:
            UndecidedError, UnsupportedError: with the reason.
        """
        key = (order, upper)
        if key not in self.limits:
            self.limits[key] = self._limit(order, upper=upper)
        return self.limits[key]

    def _limit(self, order: int, *, upper: bool) -> Real:
        region = self.region
        at = region.right if upper else region.left
        tower, element = self.frame(order)
        signs = Signs(tower)
        if at is not None and _is_regular(signs, element, at):
            return self._value(order, closed_form(sp.Rational(int(at.p), int(at.q))))
        found, data = find_limit(signs, element, End(at, -1 if upper else 1))
        certificate = LimitCertificate(region.left, region.right, upper, data)
        if isinstance(found, int):
            number = INFINITY if found > 0 else MINUS_INFINITY
        elif isinstance(found, sp.Expr):
            number = closed_form(tidy(found))
        else:
            return _enclosed(tower, element, End(at, -1 if upper else 1), data)
        claim = Limit(*self.subject(order), self.on, upper, number.exact)
        self.theorems.append(prove(claim, certificate))
        return number


def _is_regular(signs: Signs, element: Fraction, at: Rational) -> bool:
    within = [poly for u in signs.tower.positive for poly in (u.num, u.den)]
    polys = [*singularities(signs.tower, element.num * element.den), element.den, *within]
    return all(signs.at(poly, at) != 0 for poly in polys)


def _enclosed(tower: Tower, element: Fraction, end: End, data: TailData) -> Real:
    """A limit that is known by enclosures only."""

    def enclosure(bits: int) -> Ball:
        with precision(bits + 64):
            found = guarded_limit(scale_of(tower, data.start, data.order), end, element)
        if isinstance(found, int | sp.Expr):
            raise SymactError("a limit changed its kind with the precision")
        return found

    return Real(None, enclosure)


def derivative_of_pieces(locals_: Sequence[Local | None]) -> sp.Expr:
    """The derivative piece by piece, as the kernel has it, without the points between."""
    branches = [
        (local.derivative(1), sp.And(local.region.lower < x, x < local.region.upper))
        for local in locals_
        if local is not None
    ]
    if not branches:
        return sp.S.NaN
    if any(part.has(Isolated) for row in branches for part in row):
        raise UnsupportedError("a bend has no closed form")
    return branches[0][0] if len(locals_) == 1 else sp.Piecewise(*branches)
