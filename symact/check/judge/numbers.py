"""Statements about numbers: exact equality, and decimals as they are written."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias, final

import flint
import sympy as sp

from symact.check.judge.enclosures import number_text, plain
from symact.check.judge.equality import digits_of, equal
from symact.check.judge.outcome import honest, proved, refuted, unknown
from symact.check.report import Counterexample, Judgement
from symact.core.errors import UnsupportedError
from symact.core.number import Number
from symact.core.typeset import tex
from symact.core.verdict import Status
from symact.kernel.balls import Ball, enclose, precision, sign_of
from symact.kernel.reals import closed_form, compare
from symact.kernel.signs import UndecidedError

WRONG, OFF = "SA211", "SA213"
BITS = (128, 512, 2048)
MAX_LENGTH, MAX_EXPONENT = 60, 400
# How far a number may be off before it is called wrong: in units of the last place, and as a share.
FAR = 10, Fraction(2, 100)
ROUGH = 1, Fraction(1, 10)
# How far a decimal behind a sign of equality may be off, as a share, though it is rounded rightly.
COARSE = Fraction(5, 100)
_DECIMAL = re.compile(r"([+-]?)(\d+)?(?:\.(\d*))?(?:[eE]([+-]?\d+))?")

Enclosure: TypeAlias = Callable[[int], Ball]


@final
@dataclass(frozen=True, slots=True)
class Written:
    """A decimal as it is written.

    Attributes:
        unit: one in the last place that is written.
        is_whole: whether no decimals are written, so that the number may be meant exactly.
        is_order: whether it is one digit with a power of ten, which tells a size only.
    """

    value: Fraction
    unit: Fraction
    is_whole: bool
    is_order: bool


def parse(text: str) -> Written:
    """A decimal such as ``0.25``, ``-0.278`` or ``1e-9``.

    Raises:
        UnsupportedError: for another text, or one that is too long.

    Example:
        >>> parse("-0.278").unit
        Fraction(1, 1000)
    """
    found = _DECIMAL.fullmatch(text.strip().replace("\u2212", "-"))
    if found is None or len(text) > MAX_LENGTH or not (found[2] or found[3]):
        raise UnsupportedError("not a decimal number")
    sign, whole, decimals, power = found[1], found[2] or "", found[3] or "", int(found[4] or 0)
    if abs(power) > MAX_EXPONENT:
        raise UnsupportedError("a power of ten that is too large")
    unit = Fraction(10) ** (power - len(decimals))
    value = int(whole + decimals) * unit * (-1 if sign == "-" else 1)
    digits = (whole + decimals).lstrip("0")
    is_whole = found[3] is None and found[4] is None
    return Written(value, unit, is_whole, found[4] is not None and len(digits) <= 1)


@honest
def number_equal(value: sp.Expr, claimed: sp.Expr) -> Judgement:
    """Whether two exact constants are one number.

    Example:
        >>> number_equal(1 / (1 + sp.exp(-sp.log(3))), sp.Rational(3, 4)).status
        <Status.PROVED: 'proved'>
        >>> number_equal(sp.tanh(1), sp.Rational(3, 4)).counterexample.left
        '0.761594155956'
    """
    value, claimed = plain(value), plain(claimed)
    if value.free_symbols or claimed.free_symbols:
        return equal(value, claimed)
    if sp.oo in (value, claimed) or -sp.oo in (value, claimed):
        return proved() if value == claimed else unknown("an infinity is no number")
    if compare(closed_form(value), closed_form(claimed)) == 0:
        with precision(BITS[0]):
            if not enclose(value).is_finite() and not value.is_Rational:
                raise UndecidedError("a constant has no real value that is found")
        return proved()
    example = Counterexample((), digits_of(value), digits_of(claimed))
    return refuted(WRONG, "the two numbers differ", example, right=shown(value))


def shown(value: sp.Expr) -> str:
    """A constant in LaTeX: exact where that is short, else in 12 proved digits."""
    return tex(value) if value.count_ops() <= 6 else digits_of(value)


@honest
def rounded(value: sp.Expr, text: str, *, loose: bool = False) -> Judgement:
    """Whether a constant rounds to a decimal as it is written.

    Args:
        loose: whether it stands after a sign of approximation.

    Example:
        >>> s = 1 / (1 + sp.exp(-2))
        >>> rounded(s, "0.8808").status, rounded(s, "0.88").status
        (<Status.PROVED: 'proved'>, <Status.PROVED: 'proved'>)
        >>> rounded(s, "0.8812").status, rounded(s, "0.9808").code
        (<Status.UNKNOWN: 'unknown'>, 'SA211')
    """
    value = plain(value)
    if value.free_symbols:
        raise UnsupportedError("the value depends on a letter")
    return _rounded(Measured.of(value), parse(text), text, loose=loose)


@honest
def rounded_interval(low: sp.Expr, high: sp.Expr, text: str, *, loose: bool = False) -> Judgement:
    """The same for a value that lies between two numbers, as one computed from rounded ones does.

    It is refuted only if every number between them is.

    Example:
        >>> third, half = sp.Rational(1, 3), sp.Rational(1, 2)
        >>> rounded_interval(third, half, "0.41").status, rounded_interval(third, half, "0.9").code
        (<Status.UNKNOWN: 'unknown'>, 'SA211')
    """
    written = parse(text)
    ends = [_rounded(Measured.of(plain(e)), written, text, loose=loose) for e in (low, high)]
    if all(e.status is Status.PROVED for e in ends):
        return ends[0]
    sides = {Measured.of(plain(e)).side(written.value) for e in (low, high)}
    if all(e.status is Status.REFUTED for e in ends) and sides in ({1}, {-1}):
        return ends[0]
    return unknown("the value is known between two bounds only, and they do not decide")


@final
@dataclass(frozen=True, slots=True)
class Measured:
    """A number with its enclosures, and itself where it is rational.

    Attributes:
        exact: a closed form; None for a number of which digits are known only.
    """

    exact: sp.Expr | None
    enclosure: Enclosure

    @staticmethod
    def of(value: sp.Expr) -> Measured:
        """An exact constant."""
        return Measured(value, closed_form(value).enclosure)

    def distance(self, other: Fraction, bits: int) -> Ball:
        """How far it is from a rational number."""
        with precision(bits):
            return abs(self.enclosure(bits) - _ball(other))

    def exceeds(
        self, other: Fraction, limit: Fraction, share: Fraction = Fraction(0)
    ) -> bool | None:
        """Whether it is farther from a number than a limit, and than a share of itself."""
        if self.exact is not None and self.exact.is_Rational:
            own = Fraction(int(self.exact.p), int(self.exact.q))
            gap = abs(own - other)
            return gap > limit and gap > share * abs(own)
        for bits in BITS:
            with precision(bits):
                own, gap = self.enclosure(bits), self.distance(other, bits)
                signs = [sign_of(gap - _ball(limit)), sign_of(gap - _ball(share) * abs(own))]
            if -1 in signs:
                return False
            if 0 not in signs:
                return True
        return None

    def side(self, other: Fraction) -> int:
        """On which side of a number it lies; 0 where that is open."""
        with precision(BITS[1]):
            return sign_of(self.enclosure(BITS[1]) - _ball(other))

    def digits(self) -> str:
        """Proved digits of it."""
        for bits in BITS:
            with precision(bits):
                text = number_text(self.enclosure(bits))
            if text is not None:
                return text
        return "0" if self.exact == 0 else str(self.exact)


def measured(number: Number) -> Measured:
    """A number of a profile: its closed form, or the interval that its digits span."""
    if number.exact is not None:
        return Measured.of(number.exact)
    mantissa, _, power = number.decimal.lower().partition("e")
    unit = Fraction(10) ** (int(power or 0) - len(mantissa.partition(".")[2]))
    middle = Fraction(number.decimal)
    return Measured(None, lambda _: _ball(middle - unit).union(_ball(middle + unit)))


def _ball(q: Fraction) -> Ball:
    return Ball(flint.fmpq(q.numerator, q.denominator))


def _rounded(value: Measured, written: Written, text: str, *, loose: bool) -> Judgement:
    right = value.digits()
    if value.exact is not None and value.exact == sp.Rational(
        written.value.numerator, written.value.denominator
    ):
        return proved()
    half, tiny = written.unit / 2, written.unit / 10**6
    beyond = value.exceeds(written.value, half)
    whole = written.is_whole and not loose
    away = abs(written.value) > 0 and value.side(written.value) == (1 if written.value > 0 else -1)
    if beyond is False and away and value.exceeds(written.value, half - tiny) is not False:
        return unknown(f"half of the last digit is cut off: the value is {right}", right=right)
    if beyond is False and not loose and value.exceeds(written.value, tiny, COARSE):
        return unknown(f"equal after much rounding only: the value is {right}", right=right)
    if beyond is False and not whole:
        return proved(f"to the digits that are written; more of them: {right}")
    if beyond is False:
        return unknown(f"equal after rounding only: the value is {right}", right=right)
    if beyond and (_is_wrong(value, written, loose=loose) or whole):
        code = OFF if loose else WRONG
        example = Counterexample((), right, text)
        return refuted(code, f"the value is {right}", example, right=right)
    return unknown(f"the last digits are not those of the value, which is {right}", right=right)


def _is_wrong(value: Measured, written: Written, *, loose: bool) -> bool:
    """Whether neither rounding nor cutting off, nor rounding on the way, explains the decimal."""
    units, share = FAR
    if loose:
        return value.exceeds(written.value, units * written.unit, share) is True
    if value.exceeds(written.value, units * written.unit):
        return True
    units, share = ROUGH
    return (
        not written.is_order and value.exceeds(written.value, units * written.unit, share) is True
    )


@honest
def matches(number: Number, text: str) -> Judgement:
    """Whether a number of a profile rounds to a decimal as it is written."""
    return _rounded(measured(number), parse(text), text, loose=False)
