"""Exact real numbers with what their digits state: the entries of vectors and matrices."""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypeAlias, final

import flint
import sympy as sp

from symact.core.activation import x
from symact.core.errors import UnsupportedError
from symact.kernel.balls import Ball, enclose, precision, segment

Exact: TypeAlias = Fraction | sp.Expr

BITS = 192
MAX_DIGITS = 400
MAX_BITS = 40_000
MAX_POWER = 1_000
MAX_OPERATIONS = 1_500


@final
@dataclass(frozen=True, slots=True)
class Entry:
    """A real number.

    Attributes:
        exact: its value as written: a fraction, or a constant expression that is irrational.
        loose: a ball with the number that is meant where *exact* comes from rounded decimals;
            None where nothing was rounded.
        places: how many digits stand behind the point of a number written in digits, fewer by
            its exponent; None for one without a point, and for one that is computed.
        is_written: whether it is one number in digits.
    """

    exact: Exact
    loose: Ball | None = None
    places: int | None = None
    is_written: bool = False

    @property
    def unit(self) -> Fraction:
        """One unit of the last digit behind the point; 0 for a number without a point."""
        return Fraction(0) if self.places is None else Fraction(10) ** -self.places


def entry(value: int | Fraction | sp.Expr) -> Entry:
    """A number of which nothing was rounded.

    Example:
        >>> entry(sp.exp(0)).exact, entry(sp.exp(1)).exact
        (Fraction(1, 1), E)
    """
    return Entry(_tidy(value))


def written(text: str, *, is_given: bool = False) -> Entry:
    """A number in digits; from two places behind the point on it may be a rounded one.

    Args:
        text: digits, perhaps with a point and an exponent.
        is_given: whether it is known to mean exactly what it says.

    Raises:
        UnsupportedError: for what is too long, or no number.

    Example:
        >>> number = written("0.250")
        >>> number.exact, number.places, number.loose is None
        (Fraction(1, 4), 3, False)
        >>> written("0.5").loose is None, written("3").places
        (True, None)
        >>> written("2e-5").places
        5
    """
    digits, _, power = text.lower().partition("e")
    if len(text) > MAX_DIGITS or len(power) > 4:
        raise UnsupportedError("a number is too long")
    try:
        exact = Fraction(text)
    except (ValueError, ZeroDivisionError):
        raise UnsupportedError(f"'{text[:40]}' is no number in digits") from None
    if "." not in digits:
        # One digit with a power of ten tells a size; as a factor it is meant exactly.
        is_small = power.startswith("-")
        return Entry(exact, places=-int(power) if is_small else None, is_written=True)
    places = len(digits.partition(".")[2]) - int(power or 0)
    number = Entry(exact, places=places, is_written=True)
    if is_given or places < 2:
        return number
    return replace(number, loose=_around(exact, number.unit / 2))


def rounded(number: Entry, slack: Fraction) -> Entry:
    """The number as one that may stand for any other within *slack* of it."""
    ball = ball_of(number) + _around(Fraction(0), slack)
    return replace(number, loose=ball)


def given(number: Entry) -> Entry:
    """The number as one that means exactly what it says."""
    return replace(number, loose=None)


def add(a: Entry, b: Entry) -> Entry:
    """The sum."""
    return _combined(a, b, operator.add)


def subtract(a: Entry, b: Entry) -> Entry:
    """The difference."""
    return _combined(a, b, operator.sub)


def multiply(a: Entry, b: Entry) -> Entry:
    """The product."""
    return _combined(a, b, operator.mul)


def divide(a: Entry, b: Entry) -> Entry:
    """The quotient.

    Raises:
        UnsupportedError: for a division by 0, or by what cannot be told from 0.
    """
    if b.exact == 0:
        raise UnsupportedError("a division by 0")
    if not isinstance(b.exact, Fraction) and ball_of_exact(b.exact).contains(0):
        raise UnsupportedError("a division by what may be 0")
    return _combined(a, b, operator.truediv)


def negative(a: Entry) -> Entry:
    """The number with the other sign; it keeps the digits in which it is written."""
    return replace(a, exact=-a.exact, loose=None if a.loose is None else -a.loose)


def power(base: Entry, exponent: Entry) -> Entry:
    """A power with a real value.

    Raises:
        UnsupportedError: for one that is too large, or not real.
    """
    if exponent.exact == 1:
        return base
    loose = None
    if base.loose is not None or exponent.loose is not None:
        loose = _ball_power(ball_of(base), exponent)
    a, n = base.exact, exponent.exact
    if isinstance(n, Fraction) and n.denominator == 1 and abs(n) <= MAX_POWER:
        if a == 0 and n <= 0:
            raise UnsupportedError("a power of 0 that has no value")
        if isinstance(a, Fraction):
            size = max(a.numerator.bit_length(), a.denominator.bit_length())
            if size * abs(n) > MAX_BITS:
                raise UnsupportedError("a power is too large")
            return Entry(a ** int(n), loose)
    elif isinstance(n, Fraction) and (abs(n) > MAX_POWER or n.denominator > MAX_POWER):
        raise UnsupportedError("a power is too large")
    if (a == 0) or (not (isinstance(n, Fraction) and n.denominator == 1) and _is_negative(a)):
        raise UnsupportedError("a power that has no real value")
    return Entry(_tidy(sp.Pow(symbolic(a), symbolic(n))), loose)


def root(radicand: Entry, degree: int) -> Entry:
    """The real root of a number that is not negative.

    Raises:
        UnsupportedError: for a negative number.
    """
    if radicand.exact == 0:
        return entry(0)
    return power(radicand, entry(Fraction(1, degree)))


def absolute(a: Entry) -> Entry:
    """The absolute value."""
    loose = None if a.loose is None else abs(a.loose)
    if isinstance(a.exact, Fraction):
        return Entry(abs(a.exact), loose)
    return Entry(-a.exact if _is_negative(a.exact) else a.exact, loose)


def larger(a: Entry, b: Entry) -> Entry:
    """The larger of two numbers."""
    chosen = b if _is_negative(subtract(a, b).exact) else a
    if a.loose is None and b.loose is None:
        return Entry(chosen.exact)
    left, right = ball_of(a), ball_of(b)
    return Entry(chosen.exact, left.max(right))


def applied(function: sp.Expr, a: Entry) -> Entry:
    """The value of a function of ``x``.

    Raises:
        UnsupportedError: where it has no real value, as at a kink of a derivative.

    Example:
        >>> applied(1 / (1 + sp.exp(-x)), entry(0)).exact
        Fraction(1, 2)
    """
    if function.free_symbols - {x}:
        raise UnsupportedError("a function depends on a parameter without a value")
    value = function.subs(x, symbolic(a.exact))
    loose = None if a.loose is None else image(function, a.loose)
    return Entry(_tidy(value), loose)


def image(function: sp.Expr, at: Ball) -> Ball:
    """A ball with the values of a function on a ball; not finite where none is known."""
    try:
        with precision(BITS):
            return _image(function, at)
    except UnsupportedError:
        return Ball("nan")


def ball_of(a: Entry) -> Ball:
    """The enclosure of what is meant."""
    return ball_of_exact(a.exact) if a.loose is None else a.loose


def ball_of_exact(value: Exact, bits: int = BITS) -> Ball:
    """The enclosure of an exact value."""
    with precision(bits):
        if isinstance(value, Fraction):
            return Ball(_fmpq(value))
        return enclose(value)


def symbolic(value: Exact) -> sp.Expr:
    """An exact value as a SymPy expression."""
    if isinstance(value, Fraction):
        return sp.Rational(value.numerator, value.denominator)
    return value


def _is_negative(value: Exact) -> bool:
    if isinstance(value, Fraction):
        return value < 0
    ball = ball_of_exact(value)
    if ball.contains(0):
        raise UnsupportedError("the sign of a number is not decided")
    return bool(ball < 0)


def _combined(a: Entry, b: Entry, operation: Callable[..., object]) -> Entry:
    loose = None
    if a.loose is not None or b.loose is not None:
        with precision(BITS):
            loose = operation(ball_of(a), ball_of(b))
    left, right = a.exact, b.exact
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        result = operation(left, right)
        if result.denominator.bit_length() > MAX_BITS or result.numerator.bit_length() > MAX_BITS:  # type: ignore[attr-defined]
            raise UnsupportedError("a number grows too large")
        return Entry(result, loose)
    return Entry(_tidy(operation(symbolic(left), symbolic(right))), loose)


def _tidy(value: object) -> Exact:
    """The value as a fraction where it is rational."""
    if isinstance(value, int | Fraction):
        return Fraction(value)
    if not isinstance(value, sp.Expr):
        raise UnsupportedError("a function has no real value where it is taken")
    expression = value
    if expression.is_Rational:
        return Fraction(int(expression.p), int(expression.q))
    if expression.has(sp.oo, -sp.oo, sp.zoo, sp.nan, sp.I) or not expression.is_number:
        raise UnsupportedError("a function has no real value where it is taken")
    if expression.count_ops() > MAX_OPERATIONS:
        raise UnsupportedError("a number needs too many operations")
    return expression


def _ball_power(base: Ball, exponent: Entry) -> Ball:
    n = exponent.exact
    with precision(BITS):
        if exponent.loose is None and isinstance(n, Fraction) and n.denominator == 1:
            return base ** int(n) if abs(n) <= MAX_POWER else Ball("nan")
        return (ball_of(exponent) * base.log()).exp()


def _around(middle: Fraction, slack: Fraction) -> Ball:
    with precision(BITS):
        return segment(_fmpq(middle - slack), _fmpq(middle + slack))


def _fmpq(value: Fraction) -> flint.fmpq:
    return flint.fmpq(value.numerator, value.denominator)


def _image(function: sp.Expr, at: Ball) -> Ball:
    if function.is_Add or function.is_Mul:
        parts = [_image(part, at) for part in function.args]
        total = parts[0]
        for part in parts[1:]:
            total = total + part if function.is_Add else total * part
        return total
    if isinstance(function, sp.Max | sp.Min):
        parts = [_image(part, at) for part in function.args]
        total = parts[0]
        for part in parts[1:]:
            total = total.max(part) if isinstance(function, sp.Max) else total.min(part)
        return total
    if isinstance(function, sp.Piecewise):
        return _image_of_pieces(function, at)
    return enclose(function, at)


def _image_of_pieces(function: sp.Piecewise, at: Ball) -> Ball:
    """The values of all pieces whose conditions may hold somewhere on the ball."""
    reached: Ball | None = None
    for expression, condition in function.args:
        if condition.has(sp.Or, sp.And, sp.Not):
            raise UnsupportedError("a condition of several parts")
        holds = True if condition == sp.true else _holds(condition, at)
        if holds is not False:
            part = _image(expression, at)
            reached = part if reached is None else reached.union(part)
        if holds is True:
            break
    return Ball("nan") if reached is None else reached


def _holds(condition: sp.Basic, at: Ball) -> bool | None:
    """Whether a comparison holds on the whole ball (True), or nowhere on it (False)."""
    if not isinstance(
        condition, sp.StrictLessThan | sp.LessThan | sp.StrictGreaterThan | sp.GreaterThan
    ):
        raise UnsupportedError("a condition that is no inequality")
    difference = _image(condition.lts, at) - _image(condition.gts, at)
    if difference < 0:
        return True
    return False if difference > 0 else None
