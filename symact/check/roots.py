"""Equations that are stated for one place, which may be rounded."""

from __future__ import annotations

from symact.check.caution import guarded_names
from symact.check.context import Context
from symact.check.glance import decimal_in, slope_in
from symact.check.judge.outcome import unknown
from symact.check.judge.roots import root_near
from symact.check.report import ClaimKind, Judgement
from symact.check.sides import sides_of
from symact.check.unclear import UnclearError
from symact.reading.held import tree as t
from symact.reading.held.walk import names_in

_COUNTING = frozenset("ijklmn")  # letters of indices


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
    if slope_in(left) is None or letter.name in names_in(number) or counts:
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
    left: t.Tree, right: t.Tree, context: Context, place: tuple[str, str]
) -> tuple[ClaimKind, Judgement]:
    """Whether two sides are equal at a place that rounds to the given one."""
    name, text = place
    kind = ClaimKind.IDENTITY if slope_in(left) is None else ClaimKind.DERIVATIVE
    try:
        sides = sides_of(left, right, context)
    except UnclearError as error:
        return kind, unknown(str(error), error.code)
    if sides.variable != name:
        return kind, unknown(f"the place is one of {name}, and the equation is in another letter")
    return kind, guarded_names(root_near(sides.left - sides.right, text), sides)
