"""The search for a place at which two sides differ: it may refute, and never confirms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from typing import final

import flint
import sympy as sp

from symact.check.judge.assumptions import NONE, Assumptions, letters, places, settings
from symact.check.judge.enclosures import is_smooth_near, plain, value, written
from symact.check.report import Counterexample
from symact.core.activation import x
from symact.kernel.balls import Ball, precision, sign_of

BITS = 128
# The places that are looked at before a proof is tried, and after it fails.
FEW = 6
MANY = 40
# A share of the value by which the two sides plainly differ, to be seen in a dozen digits.
PLAIN = flint.fmpq(1, 10**9)
_COUNTS = (12, 25, 50, 100)


@final
@dataclass(frozen=True, slots=True)
class Search:
    """What a search came upon.

    Attributes:
        found: a place at which the two sides differ.
        met: whether both sides have a value at some place.
        partly: values of letters of which nothing is said, for which the two sides differ, while
            for others no difference was found.
    """

    found: Counterexample | None
    met: bool
    partly: str = ""


def separate(
    left: sp.Expr, right: sp.Expr, assumptions: Assumptions = NONE
) -> Counterexample | None:
    """A rational place at which enclosures of the two sides are disjoint, or None.

    Where a side has no value, or at the edge of a case, nothing is compared.

    Example:
        >>> separate(sp.sqrt(x**2), x)
        Counterexample(at=(('x', '-1'),), left='1', right='-1')
        >>> separate(sp.log(x**2), 2 * sp.log(x)) is None
        True
    """
    return search(plain(left), plain(right), assumptions, count=MANY).found


def search(
    left: sp.Expr,
    right: sp.Expr,
    assumptions: Assumptions = NONE,
    *,
    count: int = FEW,
    smooth: tuple[sp.Expr, ...] = (),
) -> Search:
    """A search through the first places of the list.

    Args:
        smooth: functions that have to be analytic around a place for it to count; none for all
            places at which both sides have values.
    """
    symbols = letters(left, right, assumptions.lower, assumptions.upper)
    open_letters = [s for s in symbols if assumptions.domain_of(s) is None]
    met, found, same = False, [], False
    for setting in settings(symbols, assumptions):
        with precision(BITS):
            place, here = _place(left, right, assumptions, setting, count, smooth)
        met = met or here
        if place is not None:
            at = {x: place, **{s: _rational(q) for s, q in setting.items()}}
            counter = example(left, right, at)
            found += [] if counter is None else [counter]
            if not open_letters and found:
                break
        elif here and open_letters:
            # For these values no difference is seen, so that others refute nothing.
            same = True
            if count <= FEW:
                break
    if same and found:
        names = {str(s) for s in open_letters}
        return Search(None, met, ", ".join(f"{s} = {q}" for s, q in found[0].at if s in names))
    return Search(found[0] if found else None, met)


def _place(
    left: sp.Expr,
    right: sp.Expr,
    assumptions: Assumptions,
    setting: Mapping[sp.Symbol, Fraction],
    count: int,
    smooth: tuple[sp.Expr, ...],
) -> tuple[sp.Rational | None, bool]:
    """A place at which the sides differ, and whether both have a value anywhere."""
    met, near = False, None
    values = {s: _ball(_rational(q)) for s, q in setting.items()}
    for q in islice(places(assumptions, values), count):
        at = {**values, x: _ball(q)}
        one = value(left, at, strict=True)
        if not one.is_finite():
            continue
        other = value(right, at, strict=True)
        if not other.is_finite():
            continue
        if smooth and not all(is_smooth_near(f, at) for f in smooth):
            continue
        met = True
        gap = one - other
        if not sign_of(gap):
            continue
        if abs(gap) > abs(one) * PLAIN:
            return q, True
        near = q if near is None else near
    return near, met


def example(
    left: sp.Expr, right: sp.Expr, at: Mapping[sp.Symbol, sp.Expr]
) -> Counterexample | None:
    """The counterexample at exact places; None where digits of a value are not found."""
    has_x = x in left.free_symbols | right.free_symbols
    named = tuple((str(s), str(q)) for s, q in at.items() if has_x or s != x)
    shown = None
    for count in _COUNTS:
        one, other = (written(side, at, count) or _zero(side, at) for side in (left, right))
        if one is None or other is None:
            return None
        shown = Counterexample(named, one, other)
        if one != other:
            break
    return shown


def _zero(expression: sp.Expr, at: Mapping[sp.Symbol, sp.Expr]) -> str | None:
    """The digit 0 where the value is proved to be 0, of which no digits are known."""
    from symact.kernel.cases import value_at  # noqa: PLC0415

    others = {s: q for s, q in at.items() if s != x}
    return "0" if value_at(expression.xreplace(others), at[x]) == 0 else None


def _rational(q: Fraction) -> sp.Rational:
    return sp.Rational(q.numerator, q.denominator)


def _ball(q: sp.Rational) -> Ball:
    return Ball(flint.fmpq(int(q.p), int(q.q)))
