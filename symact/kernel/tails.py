"""Series: what a function does near an end of an interval, with a proved remainder.

A series is a finite sum of monomials with coefficients, in falling order of growth, and a
remainder: a monomial times a factor whose absolute value is at most a given bound for *every*
y >= ``start``. The bound is rigorous because a quotient of two monomials that falls from
``start`` on is at most its value there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import final

from symact.kernel.balls import Ball
from symact.kernel.field import Rational, Tower, constant
from symact.kernel.monomials import (
    UNIT,
    Coefficient,
    FartherOutError,
    FinerError,
    Growth,
    Monomial,
)

NOTHING = constant(0)


@final
@dataclass(frozen=True, slots=True)
class End:
    """An end of an interval, and the side from which it is approached.

    Attributes:
        at: the rational point; None at an infinite end.
        side: +1 when x comes from above ``at``, or goes to minus infinity; -1 when x comes from
            below ``at``, or goes to plus infinity. It is the direction away from the end.
    """

    at: Rational | None
    side: int


@final
@dataclass(frozen=True, slots=True)
class Series:
    """Terms in decreasing order of growth, and a bound on what they leave out."""

    terms: tuple[tuple[Monomial, Coefficient], ...]
    rest: tuple[Monomial, Ball] | None = None


class Scale(Growth):
    """Series with a given number of terms, over one tower, valid from one start on."""

    def __init__(self, tower: Tower, start: int, order: int) -> None:
        super().__init__(tower, start)
        self.order = order
        # The series of generators near each end, as `expansions` finds them.
        self.generators: dict[End, dict[int, Series]] = {}

    # -- series ----------------------------------------------------------------------------

    def series(
        self,
        terms: dict[Monomial, Coefficient],
        rests: list[tuple[Monomial, Ball]] | None = None,
    ) -> Series:
        """Terms in order, those below the remainder absorbed by it."""
        ordered = self.falling((m, c) for m, c in terms.items() if not self.is_zero(c))
        rests = list(rests or [])
        limit = 8 * self.order
        if len(ordered) > limit:
            rests.extend((m, self.bound(c).upper()) for m, c in ordered[limit:])
            ordered = ordered[:limit]
        if not rests:
            return Series(tuple(ordered))
        top = self.falling(rests)[0][0]
        bound = Ball(0)
        kept = []
        for m, c in ordered:
            if self.growth(self.product(m, top, -1)) > 0:
                kept.append((m, c))
            else:
                rests.append((m, self.bound(c).upper()))
        for m, r in rests:
            bound += r * self.supremum(self.product(m, top, -1))
        return Series(tuple(kept), (top, bound.upper()))

    def add(self, s: Series, t: Series, factor: Coefficient | None = None) -> Series:
        """``s + factor * t``."""
        terms = dict(s.terms)
        for m, c in t.terms:
            value = c if factor is None else self.times(c, factor)
            terms[m] = self.plus(terms[m], value) if m in terms else value
        rests = [r for r in (s.rest,) if r]
        if t.rest:
            size = Ball(1) if factor is None else self.bound(factor)
            rests.append((t.rest[0], (t.rest[1] * size).upper()))
        return self.series(terms, rests)

    def multiply(self, s: Series, t: Series) -> Series:
        """The product of two series."""
        terms: dict[Monomial, Coefficient] = {}
        for m, c in s.terms:
            for n, d in t.terms:
                key, value = self.product(m, n), self.times(c, d)
                terms[key] = self.plus(terms[key], value) if key in terms else value
        # s t - S T = s (t - T) + T (s - S), where S and T are the finite sums.
        rests = self._rest_times(s, t.rest) + self._rest_times(Series(t.terms), s.rest)
        return self.series(terms, rests)

    def _rest_times(
        self, s: Series, rest: tuple[Monomial, Ball] | None
    ) -> list[tuple[Monomial, Ball]]:
        lead = leading_monomial(s)
        if rest is None or lead is None:
            return []
        return [(self.product(lead, rest[0]), (self.size(s) * rest[1]).upper())]

    def size(self, s: Series) -> Ball:
        """A bound of the series divided by its leading monomial, from the start on."""
        lead = leading_monomial(s) or UNIT
        total = Ball(0)
        for m, c in s.terms:
            total += self.bound(c) * self.supremum(self.product(m, lead, -1))
        if s.rest:
            total += s.rest[1] * self.supremum(self.product(s.rest[0], lead, -1))
        return total.upper()

    def lead(self, s: Series) -> tuple[Monomial, Coefficient]:
        """The leading term.

        Raises:
            FinerError: when only the remainder is left.
        """
        if not s.terms:
            raise FinerError("all terms cancel")
        return s.terms[0]

    def power_series(
        self,
        delta: Series,
        coefficients: Callable[[int], Coefficient],
        tail: Callable[[Ball], Ball],
    ) -> Series:
        """``sum of coefficients(k) * delta**k`` for k below the order, and a remainder.

        Args:
            delta: a series that tends to 0.
            coefficients: the Taylor coefficients.
            tail: given a bound d of ``|delta|``, a bound of the sum of the absolute values of the
                left-out terms, divided by ``d**order``.
        """
        result = self.series({UNIT: coefficients(0)})
        lead = leading_monomial(delta)
        if lead is None:
            return result
        if self.growth(lead) >= 0:
            raise FinerError("a small quantity is not seen to be small")
        relative = self.size(delta)
        bound = (relative * self.supremum(lead)).upper()
        if not bound < 1:
            raise FartherOutError("a small quantity is not below 1 yet")
        power = Series(((UNIT, constant(1)),))
        left = UNIT
        for k in range(1, self.order):
            power = self.multiply(power, delta)
            left = self.product(left, lead)
            if coefficients(k) != NOTHING:
                result = self.add(result, power, coefficients(k))
        rest = (self.product(left, lead), (relative**self.order * tail(bound)).upper())
        return self.series(dict(result.terms), [r for r in (result.rest, rest) if r])

    def inverse(self, s: Series) -> Series:
        """``1 / s``."""
        m, c = self.lead(s)
        delta = self.relative(s)
        geometric = self.power_series(delta, lambda k: constant((-1) ** k), lambda d: 1 / (1 - d))
        unit = Series(((self.product(UNIT, m, -1), self.reciprocal(c)),))
        return self.multiply(geometric, unit)

    def relative(self, s: Series) -> Series:
        """The small series d with ``s = leading term * (1 + d)``."""
        m, c = self.lead(s)
        unit = Series(((self.product(UNIT, m, -1), self.reciprocal(c)),))
        below = Series(s.terms[1:], s.rest)
        return self.multiply(below, unit)


def leading_monomial(s: Series) -> Monomial | None:
    """The monomial that bounds the series; None for the series 0."""
    if s.terms:
        return s.terms[0][0]
    return s.rest[0] if s.rest else None


def scale_of(tower: Tower, start: int, order: int) -> Scale:
    """The setting in which bounds hold from ``y = start`` on, at the working precision."""
    return Scale(tower, start, order)
