"""Verdicts on one relation between two formulas, by what kind of relation it is."""

from __future__ import annotations

from symact.check.caution import guarded, unless_solved
from symact.check.context import Context
from symact.check.extents import judge_extremum, judge_limit
from symact.check.figures import are_known, functions_of, is_linear, judge_number, judge_numeric
from symact.check.glance import (
    slope_in,
)
from symact.check.judge.equality import equal
from symact.check.judge.outcome import unknown
from symact.check.linear.gradients import judge_gradient
from symact.check.losses import is_gradient
from symact.check.report import ClaimKind, Judgement
from symact.check.sides import Sides, sides_of
from symact.check.slopes import by_default, holds_generally, judge_antiderivative, judge_slope
from symact.check.unclear import UnclearError
from symact.core.verdict import Status
from symact.reading.held import tree as t


def judge_equality(
    left: t.Tree,
    right: t.Tree,
    context: Context,
    condition: t.Tree | None = None,
    *,
    approximate: bool = False,
    is_step: bool = False,
) -> tuple[ClaimKind, Judgement]:
    """What sort of statement ``left = right`` is, and whether it holds.

    Args:
        condition: under which it is stated.
        approximate: whether only ``\\approx`` is claimed.
        is_step: whether it goes on a chain, so that it is meant for all values of its letters.
    """
    kind, found = _judged(left, right, context, condition, approximate=approximate)
    if found.status is Status.UNKNOWN and (general := holds_generally(left, right, context)):
        return kind, general
    restricted = condition is not None and kind is not ClaimKind.IDENTITY
    if found.status is Status.REFUTED and not restricted:
        found = unless_solved(left, right, kind, found, is_step=is_step)
    return kind, found


def _judged(
    left: t.Tree, right: t.Tree, context: Context, condition: t.Tree | None, *, approximate: bool
) -> tuple[ClaimKind, Judgement]:
    """The verdict on an equation for all values of its letters."""
    if isinstance(left, t.Limit | t.Extremum):
        return _extent(left, right, context)
    if isinstance(left, t.BigOperator) and left.kind == "int" and left.upper is None:
        return ClaimKind.IDENTITY, judge_antiderivative(left, right, context)
    if is_gradient(left, context):
        whole = {k: v for k, v in context.formulas.items() if "_" not in k}
        found = judge_gradient(left, right, whole, functions_of(context))
        if found.status is not Status.UNKNOWN:
            return ClaimKind.GRADIENT, found
    if is_linear(left, context) or is_linear(right, context):
        return ClaimKind.MATRIX, judge_numeric(left, right, context, approximate=approximate)
    if (slope := slope_in(left)) is not None:
        found = judge_slope(left, slope, right, context, condition)
        if approximate and found.status is not Status.PROVED:
            found = unknown("how close an approximation of a derivative must be is not said")
        return ClaimKind.DERIVATIVE, found
    if (slope := slope_in(right)) is not None and slope_in(left) is None:
        if not isinstance(left, t.Number):
            return _judged(right, left, context, condition, approximate=approximate)
    try:
        sides = sides_of(left, right, context, condition)
    except UnclearError as error:
        return _fallback(left, right, context, error, approximate=approximate)
    if sides.are_numbers:
        return ClaimKind.NUMERIC, judge_number(left, right, sides, context, approximate=approximate)
    valued = are_known(sides, context)
    if valued is not None:
        return ClaimKind.NUMERIC, judge_numeric(left, right, context, approximate=approximate)
    if approximate:
        found = equal(sides.left, sides.right, sides.assumptions)
        if found.status is not Status.PROVED:
            found = unknown("how close an approximation of a function must be is not said")
        return ClaimKind.APPROXIMATION, found
    if _is_assignment(sides):
        return ClaimKind.IDENTITY, unknown("it gives a letter a value", "SA242")
    found = guarded(equal(sides.left, sides.right, sides.assumptions), sides, (left, right))
    return ClaimKind.IDENTITY, by_default(found, sides, (left, right), None)


def _extent(
    left: t.Limit | t.Extremum, right: t.Tree, context: Context
) -> tuple[ClaimKind, Judgement]:
    """The verdict on the value of a limit or an extremum."""
    is_limit = isinstance(left, t.Limit)
    try:
        if isinstance(left, t.Limit):
            return judge_limit(left, right, context)
        return judge_extremum(left, right, context)
    except UnclearError as error:
        kind = ClaimKind.LIMIT if is_limit else ClaimKind.EXTREMUM
        return kind, unknown(str(error), error.code)


def _fallback(
    left: t.Tree, right: t.Tree, context: Context, error: UnclearError, *, approximate: bool
) -> tuple[ClaimKind, Judgement]:
    """The verdict where a side is no formula in numbers: perhaps it is one in vectors."""
    found = judge_numeric(left, right, context, approximate=approximate)
    if found.status is not Status.UNKNOWN:
        return ClaimKind.MATRIX, found
    return ClaimKind.IDENTITY, unknown(str(error), error.code)


def _is_assignment(sides: Sides) -> bool:
    """Whether one side is a letter alone that the other side does not hold."""
    for one, other in ((sides.left, sides.right), (sides.right, sides.left)):
        if one.is_Symbol and one not in other.free_symbols:
            return True
    return False
