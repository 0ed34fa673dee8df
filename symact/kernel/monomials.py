"""Monomials: the growth of functions near an end, with bounds that hold from a start on.

Near an end the variable is written with one that tends to infinity: ``x = y``, ``x = -y``,
``x = a + 1/y`` or ``x = a - 1/y``. A monomial is

    y**p * log(y)**q * log(log(y))**r * exp(c1 m1 + ... + ck mk)

where the m are monomials themselves that grow, faster than log(y) does, in falling order. So
``exp(exp(y))`` and ``exp(-y**2/2)`` are monomials. A monomial that tends to 0 is bounded by its
value at ``start`` as soon as it is seen to fall from there on.

With parameters no start serves all their values. There what is shown is that for every value of
the parameters some start does: what tends to 0 is 0 in the bounds, and the factors of it, which
are finite numbers once the parameters are chosen, are 1. Only signs that hold for all values of
the parameters decide.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction as Q
from functools import cmp_to_key
from typing import TypeAlias, TypeVar, final

import flint

from symact.core.errors import SymactError
from symact.kernel.balls import Ball, sign_of
from symact.kernel.constants import Constants
from symact.kernel.field import Fraction, Tower, constant

Coefficient: TypeAlias = "Fraction | Ball"
T = TypeVar("T")


class FartherOutError(SymactError):
    """The bounds do not hold from this start on; a larger one may do."""


class FinerError(SymactError):
    """The series was cut too early; more terms may decide."""


@final
@dataclass(frozen=True, slots=True)
class Monomial:
    """``y**power * log(y)**logs * log(log(y))**loglogs * exp(sum of c * m)``, see the module."""

    exponent: tuple[tuple[Monomial, Fraction], ...] = ()
    power: Q | int = 0
    logs: Q | int = 0
    loglogs: Q | int = 0
    _hash: int = field(init=False, compare=False, repr=False, default=0)

    def __post_init__(self) -> None:
        value = hash((self.exponent, self.power, self.logs, self.loglogs))
        object.__setattr__(self, "_hash", value)

    def __hash__(self) -> int:
        """Remembered, because a monomial is a key in every table of a computation."""
        return self._hash


UNIT = Monomial()
LOG = Monomial(logs=1)
LOGLOG = Monomial(loglogs=1)


class Growth:
    """The comparison of monomials, and their bounds, for one tower and one start.

    The tables remember results of pure functions; they change no answer.
    """

    def __init__(self, tower: Tower, start: int) -> None:
        self.constants = Constants(tower)
        self.start = start
        self.is_formal = tower.has_parameters
        self.y = Ball(start)
        self._signs: dict[Fraction, int] = {}
        self._growths: dict[Monomial, int] = {}
        self._suprema: dict[Monomial, Ball] = {}
        self._products: dict[tuple[Monomial, Monomial, int], Monomial] = {}
        self._known: dict[Monomial, Monomial] = {}

    # -- coefficients ----------------------------------------------------------------------

    def ball(self, c: Coefficient) -> Ball:
        """The enclosure of a coefficient."""
        return self.constants.ball(c) if isinstance(c, Fraction) else c

    def bound(self, c: Coefficient) -> Ball:
        """A bound of the absolute value of a coefficient."""
        return Ball(1) if self.is_formal else abs(self.ball(c))

    def is_zero(self, c: Coefficient) -> bool:
        """Whether a coefficient is 0, exactly."""
        if isinstance(c, Fraction):
            return self.constants.is_zero(c)
        if sign_of(c):
            return False
        raise FinerError("a coefficient that is not known exactly may be 0")

    def sign(self, c: Coefficient) -> int:
        """The sign of a coefficient that is not 0."""
        if not isinstance(c, Fraction):
            sign = sign_of(c)
        elif c in self._signs:
            sign = self._signs[c]
        else:
            sign = self._signs[c] = sign_of(self.ball(c)) or self._sign_for_all(c)
        if not sign:
            raise FinerError("the sign of a coefficient is not decided at this precision")
        return sign

    def _sign_for_all(self, c: Fraction) -> int:
        if not self.constants.tower.has_parameters:
            return 0
        # Deciding it needs charts, which need the growth of monomials.
        from symact.kernel.parameters import sign_for_all  # noqa: PLC0415

        return sign_for_all(self.constants.name(c))

    def ratio(self, c: Coefficient, d: Coefficient) -> Ball:
        """The enclosure of ``c/d``, taken of the exact quotient where both are exact."""
        if self.is_formal:
            return Ball(1)
        if isinstance(c, Fraction) and isinstance(d, Fraction):
            return self.ball(c / d)
        return self.ball(c) / self.ball(d)

    def times(self, c: Coefficient, d: Coefficient) -> Coefficient:
        """The product of two coefficients, exact when both are."""
        if isinstance(c, Fraction) and isinstance(d, Fraction):
            return self.constants.reduced(c * d)
        return self.ball(c) * self.ball(d)

    def plus(self, c: Coefficient, d: Coefficient) -> Coefficient:
        """The sum of two coefficients, exact when both are."""
        if isinstance(c, Fraction) and isinstance(d, Fraction):
            return c + d
        return self.ball(c) + self.ball(d)

    def reciprocal(self, c: Coefficient) -> Coefficient:
        """The inverse of a coefficient that is seen not to be 0."""
        self.sign(c)
        return constant(1) / c if isinstance(c, Fraction) else 1 / c

    # -- monomials -------------------------------------------------------------------------

    def product(self, m: Monomial, n: Monomial, sign: int = 1) -> Monomial:
        """The product ``m * n``, or the quotient ``m / n`` for sign -1."""
        if not n.exponent and not m.exponent:
            return self._product(m, n, sign)
        key = (m, n, sign)
        if key not in self._products:
            found = self._product(m, n, sign)
            # One object for equal monomials: comparing them is then comparing identities.
            self._products[key] = self._known.setdefault(found, found)
        return self._products[key]

    def _product(self, m: Monomial, n: Monomial, sign: int) -> Monomial:
        exponent = m.exponent
        if n.exponent:
            merged = dict(m.exponent)
            for inner, c in n.exponent:
                merged[inner] = merged.get(inner, constant(0)) + (c if sign > 0 else -c)
            exponent = tuple(self.falling((n, c) for n, c in merged.items() if not self.is_zero(c)))
        return Monomial(
            exponent,
            m.power + sign * n.power,
            m.logs + sign * n.logs,
            m.loglogs + sign * n.loglogs,
        )

    def falling(self, terms: Iterable[tuple[Monomial, T]]) -> list[tuple[Monomial, T]]:
        """The terms, those of largest growth first."""

        def order(a: tuple[Monomial, T], b: tuple[Monomial, T]) -> int:
            return -self.growth(self.product(a[0], b[0], -1))

        return sorted(terms, key=cmp_to_key(order))

    def growth(self, m: Monomial) -> int:
        """+1 when the monomial tends to infinity, -1 when to 0, and 0 for the monomial 1."""
        if m.exponent:
            if m not in self._growths:
                self._growths[m] = self.sign(m.exponent[0][1])
            return self._growths[m]
        for exponent in (m.power, m.logs, m.loglogs):
            if exponent:
                return 1 if exponent > 0 else -1
        return 0

    def supremum(self, m: Monomial) -> Ball:
        """A bound of a monomial that does not grow, for every y from the start on.

        Raises:
            FartherOutError: when it is not seen to decrease from the start on.
        """
        if m not in self._suprema:
            growth = self.growth(m)
            if growth > 0:
                raise FinerError("a bound was asked of a monomial that grows")
            self._suprema[m] = Ball(1) if growth == 0 else self._vanishing(m)
        return self._suprema[m]

    def _vanishing(self, m: Monomial) -> Ball:
        return Ball(0) if self.is_formal else self._bound(m)

    def _bound(self, m: Monomial) -> Ball:
        """The bound of a monomial that tends to 0.

        The logarithm of the monomial is a sum of terms. The first, at most ``-a h(y)`` with h
        rising, outweighs those that grow: each of them is at most its ratio to h at the start,
        times h. The others fall by themselves, so that the sum is at most its value at the start.
        """
        if self.start < SLOW and (m.logs > 0 or m.loglogs):
            raise FartherOutError("logarithms are compared farther out")
        log = self.y.log()
        # log t <= t/2 for t = log(log(y)), so that a growing log(log(y)) counts as half a log(y).
        slow = ball_of(max(m.logs, 0) + Q(max(m.loglogs, 0)) / 2)
        slower = slow * log.log() / log
        falling = ball_of(min(m.logs, 0)) * log.log()
        if m.exponent:
            rate, height, rest = self._exponential(m)
            if m.power > 0 or m.logs > 0 or m.loglogs > 0:
                first = m.exponent[0][0]
                rate -= (ball_of(max(m.power, 0)) + slower) * self._ratio(LOG, first)
            falling += rest + ball_of(min(m.power, 0)) * log
        elif m.power:
            rate, height = ball_of(-m.power) - slower, log
        elif m.logs:
            rate, height = ball_of(-m.logs - Q(max(m.loglogs, 0)) / 2), log.log()
            falling = Ball(0)
        else:
            rate, height = ball_of(-m.loglogs), log.log().log()
        if not rate > 0:
            raise FartherOutError("a monomial does not decrease yet")
        if m.loglogs < 0 and (m.exponent or m.power or m.logs):
            falling += ball_of(m.loglogs) * log.log().log()
        return (falling - rate * height).exp().upper()

    def _exponential(self, m: Monomial) -> tuple[Ball, Ball, Ball]:
        """The rate and the height of the first term in the exponent, and what falls beside it."""
        (first, c), *others = m.exponent
        self._ratio(UNIT, first)
        rate, rest = -self.ball(c), Ball(0)
        for inner, d in others:
            if self.sign(d) > 0:
                rate -= self.ball(d) * self._ratio(inner, first)
            else:
                self._ratio(UNIT, inner)
                rest += self.ball(d) * self.value(inner)
        return rate, self.value(first), rest

    def _ratio(self, m: Monomial, n: Monomial) -> Ball:
        """A bound of ``m/n``, which tends to 0 and so shows that n outgrows m."""
        return self.supremum(self.product(m, n, -1))

    def value(self, m: Monomial) -> Ball:
        """The value of a monomial at the start."""
        exponent = sum((self.ball(c) * self.value(inner) for inner, c in m.exponent), Ball(0))
        log = self.y.log()
        result = exponent.exp() * power_of(self.y, m.power)
        if m.logs:
            result *= power_of(log, m.logs)
        if m.loglogs:
            result *= power_of(log.log(), m.loglogs)
        return result


def share_of(value: Q) -> Q | int:
    """An exponent, as a plain integer where it is one: those are compared much faster."""
    return value.numerator if value.denominator == 1 else value


# From this y on log(log(y)) is at least 1 and its ratio to log(y) falls.
SLOW = 16


def ball_of(q: Q | int) -> Ball:
    """The ball of a rational number."""
    return Ball(flint.fmpq(q.numerator, q.denominator))


def power_of(y: Ball, q: Q | int) -> Ball:
    """A rational power of a positive ball."""
    return y**q.numerator if q.denominator == 1 else (y.log() * ball_of(q)).exp()
