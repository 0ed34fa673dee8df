r"""What a function does near an end of an interval, with a proved remainder.

Near an end the variable is written with one that tends to infinity: ``x = y``, ``x = -y``,
``x = a + 1/y`` or ``x = a - 1/y``. A series is a finite sum of monomials

    y**p * log(y)**q * exp(c1 y + ... + ck y**k)

in decreasing order of growth, and a remainder: a monomial times a factor whose absolute value is
at most a given bound for *every* y >= ``start``. The bound is rigorous because a quotient of two
monomials that decreases from ``start`` on is at most its value there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction as Q
from functools import cmp_to_key
from typing import TypeAlias, final

import flint

from symact.core.errors import SymactError
from symact.kernel.balls import Ball, evaluate, sign_of, values
from symact.kernel.field import Fraction, Rational, Tower, constant

Coefficient: TypeAlias = "Fraction | Ball"


class FartherOutError(SymactError):
    """The bounds do not hold from this start on; a larger one may do."""


class FinerError(SymactError):
    """The series was cut too early; more terms may decide."""


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
class Monomial:
    """``y**power * log(y)**logs * exp(sum of c * y**k)``, the exponent's terms by falling k."""

    exponent: tuple[tuple[Q, Fraction], ...] = ()
    power: Q = Q(0)
    logs: int = 0


UNIT = Monomial()


@final
@dataclass(frozen=True, slots=True)
class Series:
    """Terms in decreasing order of growth, and a bound on what they leave out."""

    terms: tuple[tuple[Monomial, Coefficient], ...]
    rest: tuple[Monomial, Ball] | None = None


@final
@dataclass(frozen=True, slots=True)
class Scale:
    """The setting of a computation: the tower's constants, the start and the number of terms."""

    tower: Tower
    constants: tuple[Ball, ...]
    start: Ball
    order: int

    def ball(self, c: Coefficient) -> Ball:
        """The enclosure of a coefficient."""
        if isinstance(c, Fraction):
            return evaluate(c.num, self.constants) / evaluate(c.den, self.constants)
        return c

    def is_zero(self, c: Coefficient) -> bool:
        """Whether a coefficient is 0, exactly."""
        if isinstance(c, Fraction):
            return self.tower.is_zero(c)
        if sign_of(c):
            return False
        raise FinerError("a coefficient that is not known exactly may be 0")

    def sign(self, c: Coefficient) -> int:
        """The sign of a coefficient that is not 0."""
        sign = sign_of(self.ball(c))
        if not sign:
            raise FinerError("the sign of a coefficient is not decided at this precision")
        return sign

    def times(self, c: Coefficient, d: Coefficient) -> Coefficient:
        """The product of two coefficients, exact when both are."""
        if isinstance(c, Fraction) and isinstance(d, Fraction):
            return c * d
        return self.ball(c) * self.ball(d)

    def plus(self, c: Coefficient, d: Coefficient) -> Coefficient:
        """The sum of two coefficients, exact when both are."""
        if isinstance(c, Fraction) and isinstance(d, Fraction):
            return c + d
        return self.ball(c) + self.ball(d)

    # -- monomials -------------------------------------------------------------------------

    def product(self, m: Monomial, n: Monomial, sign: int = 1) -> Monomial:
        """The product ``m * n``, or the quotient ``m / n`` for sign -1."""
        if not n.exponent:
            exponent = m.exponent
        else:
            merged = dict(m.exponent)
            for degree, c in n.exponent:
                merged[degree] = merged.get(degree, constant(0)) + (c if sign > 0 else -c)
            exponent = tuple(
                (degree, merged[degree])
                for degree in sorted(merged, reverse=True)
                if not self.tower.is_zero(merged[degree])
            )
        return Monomial(exponent, m.power + sign * n.power, m.logs + sign * n.logs)

    def growth(self, m: Monomial) -> int:
        """+1 when the monomial tends to infinity, -1 when to 0, and 0 for the monomial 1."""
        if m.exponent:
            return self.sign(m.exponent[0][1])
        for exponent in (m.power, m.logs):
            if exponent:
                return 1 if exponent > 0 else -1
        return 0

    def supremum(self, m: Monomial) -> Ball:
        """A bound of a monomial that does not grow, for every y from the start on.

        Raises:
            FartherOutError: when it is not seen to decrease from the start on.
        """
        growth = self.growth(m)
        if growth > 0:
            raise FinerError("a bound was asked of a monomial that grows")
        if growth == 0:
            return Ball(1)
        y, log = self.start, self.start.log()
        # y times the logarithmic derivative is sum k c y**k + power + logs/log y: it is negative
        # from the start on when its leading term outweighs the positive part of all others there.
        weights = [(k, ball_of(k) * self.ball(c)) for k, c in m.exponent]
        weights.append((Q(0), ball_of(m.power)))
        lead, weight = weights[0]
        slack = sum(
            (w * power_of(y, k - lead) for k, w in weights[1:] if not w < 0),
            Ball(max(m.logs, 0)) / log,
        )
        if lead == 0 and m.power == 0:
            weight, slack = Ball(m.logs), Ball(0)
        if not weight + slack < 0:
            raise FartherOutError("a monomial does not decrease yet")
        exponent = sum((self.ball(c) * power_of(y, k) for k, c in m.exponent), Ball(0))
        return (exponent.exp() * power_of(y, m.power) * log**m.logs).upper()

    # -- series ----------------------------------------------------------------------------

    def series(
        self,
        terms: dict[Monomial, Coefficient],
        rests: list[tuple[Monomial, Ball]] | None = None,
    ) -> Series:
        """Terms in order, those below the remainder absorbed by it."""

        def falling(m: Monomial, n: Monomial) -> int:
            return -self.growth(self.product(m, n, -1))

        key = cmp_to_key(falling)
        ordered = [(m, terms[m]) for m in sorted(terms, key=key)]
        ordered = [(m, c) for m, c in ordered if not self.is_zero(c)]
        rests = list(rests or [])
        limit = 8 * self.order
        if len(ordered) > limit:
            rests.extend((m, abs(self.ball(c)).upper()) for m, c in ordered[limit:])
            ordered = ordered[:limit]
        if not rests:
            return Series(tuple(ordered))
        top = min((m for m, _ in rests), key=key)
        bound = Ball(0)
        kept = []
        for m, c in ordered:
            if self.growth(self.product(m, top, -1)) > 0:
                kept.append((m, c))
            else:
                rests.append((m, abs(self.ball(c)).upper()))
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
            size = Ball(1) if factor is None else abs(self.ball(factor))
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
            total += abs(self.ball(c)) * self.supremum(self.product(m, lead, -1))
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
        self, delta: Series, coefficients: Callable[[int], Rational], tail: Callable[[Ball], Ball]
    ) -> Series:
        """``sum of coefficients(k) * delta**k`` for k below the order, and a remainder.

        Args:
            delta: a series that tends to 0.
            coefficients: the Taylor coefficients.
            tail: given a bound d of ``|delta|``, a bound of the sum of the absolute values of the
                left-out terms, divided by ``d**order``.
        """
        result = (
            Series(((UNIT, constant(coefficients(0))),)) if coefficients(0) != 0 else Series(())
        )
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
            if coefficients(k) != 0:
                result = self.add(result, power, constant(coefficients(k)))
        rest = (self.product(left, lead), (relative**self.order * tail(bound)).upper())
        return self.series(dict(result.terms), [r for r in (result.rest, rest) if r])

    def inverse(self, s: Series) -> Series:
        """``1 / s``."""
        m, c = self.lead(s)
        delta = self._relative(s)
        geometric = self.power_series(delta, lambda k: flint.fmpq((-1) ** k), lambda d: 1 / (1 - d))
        inverse = constant(1) / c if isinstance(c, Fraction) else 1 / c
        return self.multiply(geometric, Series(((self.product(UNIT, m, -1), inverse),)))

    def _relative(self, s: Series) -> Series:
        """The small series d with ``s = leading term * (1 + d)``."""
        m, c = self.lead(s)
        inverse = constant(1) / c if isinstance(c, Fraction) else 1 / c
        unit = Series(((self.product(UNIT, m, -1), inverse),))
        below = Series(s.terms[1:], s.rest)
        return self.multiply(below, unit)


def ball_of(q: Q) -> Ball:
    """The ball of a rational number."""
    return Ball(flint.fmpq(q.numerator, q.denominator))


def power_of(y: Ball, q: Q) -> Ball:
    """A rational power of a positive ball."""
    return y**q.numerator if q.denominator == 1 else (y.log() * ball_of(q)).exp()


def leading_monomial(s: Series) -> Monomial | None:
    """The monomial that bounds the series; None for the series 0."""
    if s.terms:
        return s.terms[0][0]
    return s.rest[0] if s.rest else None


def scale_of(tower: Tower, start: int, order: int) -> Scale:
    """The setting in which bounds hold from ``y = start`` on, at the working precision."""
    return Scale(tower, tuple(values(tower, Ball(1))), Ball(start), order)
