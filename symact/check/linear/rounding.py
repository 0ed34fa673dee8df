"""Two numbers compared by what the digits of each of them state."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from math import isfinite
from typing import final

from symact.check.linear.entries import Entry, Exact, ball_of, ball_of_exact, symbolic
from symact.core.errors import UnsupportedError
from symact.core.verdict import Status
from symact.derive.verdicts import WHOLE_LINE, identity_verdict
from symact.kernel.balls import Ball, sign_of

LADDER = (192, 1024, 4096)
LEEWAY = 10  # units of the last place within which another way of rounding may explain a difference
COARSE = 2  # so few places that ten units are a gross error; there a twentieth of the value counts
MOST = Fraction(5, 100)  # of a decimal, by which rounding may change it behind an equals sign
NEAR = Fraction(1, 20)
TIGHT = Fraction(1, 200)
MAX_SHOWN = 60
MAX_SHOWN_BITS = 200

ROUNDED = "the last digits differ by no more than another way of rounding explains"
FROM_ROUNDED = "the numbers it is computed from are rounded, and may explain the difference"
TO_INTEGER = "a whole number stands where the value is none; it may be a rounded one"


@final
@dataclass(frozen=True, slots=True)
class Comparison:
    """Whether two numbers agree.

    Attributes:
        reason: why that is unknown.
        note: a remark on an agreement by rounding.
    """

    status: Status
    reason: str = ""
    note: str = ""


_PROVED = Comparison(Status.PROVED)
_REFUTED = Comparison(Status.REFUTED)


def compared(left: Entry, right: Entry, *, approximate: bool = False) -> Comparison:
    """Whether two numbers agree, a number in digits to the rounding that its digits state.

    Args:
        approximate: whether only ``≈`` is claimed, so that a whole number may be a rounded one.

    Example:
        >>> from symact.check.linear.entries import entry, written
        >>> third = entry(Fraction(1, 3))
        >>> [compared(third, written(text)).status.value for text in ("0.333", "0.334", "0.433")]
        ['proved', 'unknown', 'refuted']
    """
    difference = sign_of_difference(left.exact, right.exact)
    if difference == 0:
        return _PROVED
    stated = _stated(left, right)
    if left.is_written and right.is_written and stated is not None:
        return _of_written(left, right, approximate=approximate)
    if stated is not None:
        other = left if stated is right else right
        return _with_digits(other, stated, approximate=approximate)
    if difference is None:
        return Comparison(Status.UNKNOWN, "the two numbers are too close to be told apart")
    if left.is_written != right.is_written:
        whole, other = (left, right) if left.is_written else (right, left)
        return _with_whole(other, whole, approximate=approximate)
    return _of_computed(left, right, approximate=approximate)


def sign_of_difference(left: Exact, right: Exact) -> int | None:
    """The sign of a difference, 0 where the numbers are proved equal, None where undecided."""
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return (left > right) - (left < right)
    if left == right:
        return 0
    try:
        for bits in LADDER:
            sign = sign_of(ball_of_exact(left, bits) - ball_of_exact(right, bits))
            if sign:
                return sign
            if bits == LADDER[0] and _is_identity(left, right):
                return 0
    except UnsupportedError:
        return None
    return None


def round_to(value: Exact, places: int) -> str | None:
    """A number rounded to *places* digits behind the point; None where they are not found.

    Example:
        >>> import sympy as sp
        >>> round_to(Fraction(2, 3), 4), round_to(sp.exp(-1), 3)
        ('0.6667', '0.368')
    """
    if not -MAX_SHOWN <= places <= MAX_SHOWN:
        return None
    if not isinstance(value, Fraction):
        ball = ball_of_exact(value, 512)
        if not ball.is_finite() or not ball.rad() < Ball(10) ** (-places - 12):
            return None
        mid = ball.mid().str(MAX_SHOWN + places + 20, radius=False)
        exact = Fraction(mid)
    else:
        exact = value
    scaled = exact * Fraction(10) ** places
    if abs(scaled) > 10**MAX_SHOWN:
        return None
    # Half a unit rounds away from 0, as on paper.
    whole = (abs(scaled) + Fraction(1, 2)).__floor__()
    sign = "-" if scaled < 0 and whole else ""
    number = Decimal(whole).scaleb(-places, Context(prec=MAX_SHOWN + 20, rounding=ROUND_HALF_UP))
    return f"{sign}{number:f}"


def long_told(value: Exact) -> str | None:
    """A rational number with too many digits to be shown, in scientific notation.

    None for one that is short.

    Example:
        >>> long_told(Fraction(10) ** 400), long_told(Fraction(1, 3))
        ('1.00000000000000e+400', None)
    """
    if not isinstance(value, Fraction):
        return None
    if max(value.numerator.bit_length(), value.denominator.bit_length()) <= MAX_SHOWN_BITS:
        return None
    return str(ball_of_exact(value).mid().str(15, radius=False))


def _is_identity(left: Exact, right: Exact) -> bool:
    verdict = identity_verdict(symbolic(left), symbolic(right), WHOLE_LINE)
    return verdict.status is Status.PROVED


def _of_written(left: Entry, right: Entry, *, approximate: bool) -> Comparison:
    """Two numbers in digits: the right one may be the left one rounded."""
    coarse, fine = (right, left) if right.unit > left.unit or not right.unit else (left, right)
    if not coarse.unit:
        return _with_whole(fine, coarse, approximate=approximate)
    result = _with_digits(fine, coarse, approximate=approximate)
    if coarse is left and result.status is Status.PROVED and not approximate:
        return Comparison(Status.UNKNOWN, "the right side states more digits than the left one")
    return result


def _stated(left: Entry, right: Entry) -> Entry | None:
    """The side whose digits state a rounding: of two, the one with fewer places."""
    sides = [side for side in (right, left) if side.is_written and side.places is not None]
    return min(sides, key=lambda side: side.places or 0, default=None)


def _with_digits(other: Entry, stated: Entry, *, approximate: bool) -> Comparison:
    unit, text = stated.unit, stated.exact
    assert isinstance(text, Fraction)  # noqa: S101
    half = _within(other.exact, text, unit / 2)
    if half and not approximate and _apart(ball_of(other), text, MOST * abs(text)):
        return Comparison(Status.UNKNOWN, "equal after much rounding only")
    if half:
        return Comparison(Status.PROVED, note="to the digits that are written")
    if half is None:
        return Comparison(Status.UNKNOWN, "the value lies at the edge of the rounding")
    if other.loose is None and isinstance(other.exact, Fraction):
        scaled = other.exact / unit
        # Nothing needed rounding, so that no rounding explains a difference.
        if scaled.denominator == 1:
            return _REFUTED
    elif other.loose is not None and not _apart(other.loose, text, unit / 2):
        return Comparison(Status.UNKNOWN, FROM_ROUNDED)
    leeway = _leeway(other, unit, stated.places or 0)
    near = ball_of(other)
    if _apart(near, text, leeway):
        return _REFUTED
    return Comparison(Status.UNKNOWN, ROUNDED)


def _leeway(other: Entry, unit: Fraction, places: int) -> Fraction:
    if places > COARSE:
        return LEEWAY * unit
    size = _size(other)
    return max(unit, min(LEEWAY * unit, NEAR * size))


def _with_whole(other: Entry, whole: Entry, *, approximate: bool) -> Comparison:
    text = whole.exact
    assert isinstance(text, Fraction)  # noqa: S101
    if approximate and _within(other.exact, text, Fraction(1, 2)):
        return Comparison(Status.PROVED, note="to the digits that are written")
    is_short = other.loose is None and isinstance(other.exact, Fraction)
    if is_short and not approximate and not other.is_written:
        return _REFUTED if _size(other) < 10 or _is_whole(other) else _near_whole(other, text)
    return _near_whole(other, text)


def _near_whole(other: Entry, text: Fraction) -> Comparison:
    leeway = max(Fraction(1, 2), NEAR * abs(text))
    if _apart(ball_of(other), text, leeway):
        return _REFUTED
    return Comparison(Status.UNKNOWN, TO_INTEGER)


def _of_computed(left: Entry, right: Entry, *, approximate: bool) -> Comparison:
    if left.loose is None and right.loose is None:
        if not approximate and isinstance(left.exact, Fraction) == isinstance(
            right.exact, Fraction
        ):
            return _REFUTED
        # Decimals of one place are exact beside numbers in digits, and rounded beside e^x.
        gap = ball_of_exact(left.exact) - ball_of_exact(right.exact)
        far = abs(gap) > _ball(2 * NEAR * max(_size(left), _size(right)))
        return _REFUTED if far else Comparison(Status.UNKNOWN, ROUNDED)
    one, two = ball_of(left), ball_of(right)
    if right.loose is not None and _is_tight(right) and two.contains(ball_of_exact(left.exact)):
        return Comparison(Status.PROVED, note="to the rounding of the decimals on the right")
    gap = one - two
    if not gap.is_finite() or gap.contains(0):
        return Comparison(Status.UNKNOWN, FROM_ROUNDED)
    far = abs(gap) > _ball(NEAR * max(_size(left), _size(right)))
    return _REFUTED if far else Comparison(Status.UNKNOWN, ROUNDED)


def _within(value: Exact, text: Fraction, distance: Fraction) -> bool | None:
    """Whether a number lies within a distance; None where the enclosure does not tell."""
    if isinstance(value, Fraction):
        return abs(value - text) <= distance
    for bits in LADDER:
        gap = abs(ball_of_exact(value, bits) - _ball(text)) - _ball(distance)
        if sign_of(gap):
            return bool(gap < 0)
    return None


def _apart(near: Ball, text: Fraction, distance: Fraction) -> bool:
    """Whether every number of a ball lies farther than a distance."""
    gap = abs(near - _ball(text))
    return bool(gap.is_finite() and gap > _ball(distance))


def _is_tight(side: Entry) -> bool:
    ball = ball_of(side)
    return bool(ball.is_finite() and ball.rad() <= _ball(TIGHT) * abs(ball.mid()))


def _is_whole(side: Entry) -> bool:
    return isinstance(side.exact, Fraction) and side.exact.denominator == 1


def _size(side: Entry) -> Fraction:
    """About the absolute value, for a bound of no more than a guess."""
    if isinstance(side.exact, Fraction):
        return abs(side.exact)
    size = float(abs(ball_of_exact(side.exact)).mid())
    return Fraction(size) if isfinite(size) else Fraction(10) ** 400


def _ball(value: Fraction) -> Ball:
    return ball_of_exact(value)
