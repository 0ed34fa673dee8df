"""Equations that are stated for one place, which may be rounded."""

from __future__ import annotations

import sympy as sp

from symact.check.caution import guarded_names
from symact.check.context import Context
from symact.check.glance import decimal_in, slope_in
from symact.check.judge.numbers import rounded
from symact.check.judge.outcome import unknown
from symact.check.judge.roots import root_near
from symact.check.report import ClaimKind, Judgement
from symact.check.sides import Sides, sides_of
from symact.check.unclear import UnclearError
from symact.core.activation import x
from symact.core.verdict import Status
from symact.reading.held import tree as t
from symact.reading.held.walk import names_in

_FAR = 0.05  # between values of which none is a rounding of the other
_COUNTING = frozenset("ijklmn")  # letters of indices
_IN_NUMBERS = frozenset({"e", "pi", "ln", "log", "exp", "sqrt"})


def taken_at(
    left: t.Tree, right: t.Tree, condition: t.Tree | None
) -> tuple[t.Tree, t.Tree, t.Tree | None]:
    """An equation for a derivative at one place as one between values there, without a condition.

    Any other equation and its condition stay as they are.
    """
    match condition:
        case t.Relation(operands=(t.Symbol() as letter, number), operators=("=",)):
            pass
        case _:
            return left, right, condition
    counts = letter.name in _COUNTING and isinstance(number, t.Symbol)
    is_number = names_in(number) <= _IN_NUMBERS
    if slope_in(left) is None or not is_number or counts:
        return left, right, condition
    sides = (
        t.At(side, letter, number, side.span) if letter.name in names_in(side) else side
        for side in (left, right)
    )
    return next(sides), next(sides), None


def rounded_place(condition: t.Tree | None) -> tuple[str, str] | None:
    r"""The letter and the decimal of ``x \\approx -1.28``; None for another condition."""
    match condition:
        case t.Relation(operands=(t.Symbol(name=name), number), operators=("~",)):
            text = decimal_in(number)
            return None if text is None else (name, text)
        case _:
            return None


def judge_root(
    left: t.Tree,
    right: t.Tree,
    context: Context,
    place: tuple[str, str],
    *,
    approximate: bool = False,
) -> tuple[ClaimKind, Judgement]:
    """Whether two sides are equal at a place that rounds to the given one.

    Args:
        approximate: whether only an approximate value is claimed.
    """
    name, text = place
    kind = ClaimKind.IDENTITY if slope_in(left) is None else ClaimKind.DERIVATIVE
    try:
        sides = sides_of(left, right, context)
    except UnclearError as error:
        return kind, unknown(str(error), error.code)
    if sides.variable != name:
        return kind, unknown(f"the place is one of {name}, and the equation is in another letter")
    decimal = decimal_in(right)
    if decimal is not None and "." in decimal:
        # The value may be rounded too: it is that at the place as it is written.
        value = _at_place(sides.left, text, decimal)
        if value.status is Status.PROVED:
            return ClaimKind.NUMERIC, guarded_names(value, sides)
    found = root_near(sides.left - sides.right, text)
    is_loose = approximate or decimal is not None
    if found.status is Status.REFUTED and is_loose and not _is_far(sides, text):
        return kind, unknown("the place and the value may both be rounded")
    return kind, guarded_names(found, sides)


def _at_place(f: sp.Expr, place: str, decimal: str) -> Judgement:
    if f.free_symbols != {x}:
        return unknown("the function has other letters")
    return rounded(f.subs(x, sp.Rational(place)), decimal, loose=True)


def _is_far(sides: Sides, place: str) -> bool:
    """Whether the two sides differ at the place by more than any rounding explains."""
    if (sides.left - sides.right).free_symbols != {x}:
        return False
    gap = abs((sides.left - sides.right).subs(x, sp.Rational(place)).evalf(15))
    return bool(gap > _FAR)
