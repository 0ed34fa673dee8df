"""A formula on an open interval: its derivatives, their zeros, values and limits, from theorems."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import final

import sympy as sp

from symact.core.activation import x
from symact.core.errors import SymactError
from symact.kernel.balls import Ball, enclose, precision
from symact.kernel.certificates import Cell, ChartCertificate
from symact.kernel.check_chart import require
from symact.kernel.field import Fraction, Poly, Tower, fraction
from symact.kernel.flat import tends_flat
from symact.kernel.reals import Real, closed_form, root, through, value_at
from symact.kernel.signs import Signs
from symact.kernel.tails import End
from symact.kernel.theorem import rational_end
from symact.kernel.translate import field_of, named
from symact.reading.expression import read_expression
from symact.verify.evidence import MissingError
from symact.verify.part import Part, is_analytic_at, real

NAMING_BITS = 128


@final
@dataclass(frozen=True, slots=True)
class Frame:
    """A derivative with respect to the place, as claims name it and as an element of a tower."""

    of: sp.Expr
    order: int
    tower: Tower
    element: Fraction


@final
@dataclass(frozen=True, slots=True, eq=False)
class Zero:
    """A zero of a derivative, as the t of the map and as a place."""

    t: Real
    place: Real


@final
@dataclass(slots=True)
class Formula:
    """An expression that is analytic on an open interval.

    Attributes:
        cuts: the t between which the conditions of the function with cases keep their signs.

    The lists and tables hold results of pure functions; they change no answer.
    """

    part: Part
    expression: sp.Expr
    cuts: tuple[sp.Expr, ...] = ()
    _frames: list[Frame] = field(default_factory=list)
    _zeros: dict[int, tuple[Zero, ...]] = field(default_factory=dict)
    _limits: dict[tuple[int, bool], Real] = field(default_factory=dict)

    def frame(self, order: int) -> Frame:
        """The derivative of an order."""
        if not self._frames:
            written = self.part.written(self.expression)
            tower, (element,) = field_of(written)
            self._frames.append(Frame(written, 0, tower, element))
        while len(self._frames) <= order:
            self._frames.append(self._next(self._frames[-1]))
        return self._frames[order]

    def _next(self, last: Frame) -> Frame:
        if self.part.place == x:
            return Frame(last.of, last.order + 1, last.tower, last.tower.derivative(last.element))
        # Under a map the derivative in t is divided by that of the map.
        tower, (element, stretch) = field_of(last.of, sp.diff(self.part.place, x))
        slope = tower.derivative(element) / stretch
        slope = fraction(tower.reduce(slope.num), tower.reduce(slope.den))
        # As it is read from a file, so that claims about it are found.
        of = read_expression(str(named(slope, tower.names)))
        tower, (element,) = field_of(of)
        return Frame(of, 0, tower, element)

    def vanishes(self, order: int) -> bool:
        """Whether the derivative of an order is identically 0."""
        frame = self.frame(order)
        return frame.tower.is_zero(frame.element)

    def chart(self, order: int) -> ChartCertificate:
        """The signs of the derivative of an order, which must not vanish identically.

        Raises:
            MissingError: when no theorem gives them.
        """
        frame = self.frame(order)
        return self.part.evidence.chart(frame.of, frame.order, self.part.on)

    def is_flat(self, *, upper: bool) -> bool:
        """Whether all derivatives tend to 0 at an end; False means that this is not shown."""
        if self.part.place != x:
            return self.vanishes(1)
        frame, end = self.frame(1), rational_end(self.part.on[upper])
        try:
            return tends_flat(frame.tower, frame.element, End(end, -1 if upper else 1))
        except SymactError:
            return False

    def zeros(self, order: int) -> tuple[Zero, ...]:
        """The zeros of the derivative of an order: it has no poles, for the formula is analytic."""
        if order not in self._zeros:
            found = self.chart(order)
            poles = any(power < 0 and found.node(poly).cells for poly, power in found.factors)
            require(not poles, "a derivative of an analytic formula has a pole")
            self._zeros[order] = tuple(self._zero(order, found, cell) for cell in found.cells)
        return self._zeros[order]

    def _zero(self, order: int, chart: ChartCertificate, cell: Cell) -> Zero:
        frame = self.frame(order)
        signs = Signs(frame.tower)
        poly = _owner(signs, chart, cell)
        t = root(signs, poly, cell)
        if t.exact is None:
            where = frame.tower, poly, cell
            named_ = self.part.evidence.zeros(frame.of, frame.order, where)
            inside = [at for at in named_ if _lies_in(at, cell)]
            # The cell holds one zero: a place in it at which the derivative is 0 is that zero.
            t = closed_form(inside[0]) if inside else t
        return Zero(t, t if self.part.place == x else through(self.part.place, t))

    def value(self, order: int, zero: Zero) -> Real:
        """The value of the derivative of an order at a place inside."""
        frame = self.frame(order)
        return value_at(frame.tower, frame.element, zero.t)

    def limit(self, order: int, *, upper: bool) -> Real:
        """The limit of the derivative of an order at an end.

        Raises:
            MissingError: when no theorem gives it and the formula is singular there.
        """
        key = order, upper
        if key not in self._limits:
            self._limits[key] = self._limit(order, upper=upper)
        return self._limits[key]

    def _limit(self, order: int, *, upper: bool) -> Real:
        frame = self.frame(order)
        t = self.part.on[upper]
        if t not in (sp.oo, -sp.oo) and is_analytic_at(self.part.written(self.expression), t):
            return self.value(order, Zero(closed_form(t), closed_form(t)))
        value = self.part.evidence.limit(frame.of, frame.order, self.part.on, at_upper=upper)
        return real(value)


def _owner(signs: Signs, chart: ChartCertificate, cell: Cell) -> Poly:
    """The factor whose sign changes in a cell, and which therefore has the zero there."""
    for poly, power in chart.factors:
        ends = signs.at(poly, cell[0]), signs.at(poly, cell[1])
        if power > 0 and (ends[0] * ends[1] < 0 or (cell[0] == cell[1] and not ends[0])):
            return poly
    raise MissingError("no factor has the zero of a cell")


def _lies_in(at: sp.Expr, cell: Cell) -> bool:
    with precision(NAMING_BITS):
        try:
            ball = enclose(at)
        except SymactError:
            return False
        return bool(ball.is_finite() and Ball(cell[0]) <= ball and ball <= Ball(cell[1]))
