"""Verdicts on one relation between two formulas, by what kind of relation it is."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from typing import TypeAlias

from symact.check.cancelled import cancelled
from symact.check.caution import guarded, unless_lone, unless_loose, unless_solved
from symact.check.context import Context
from symact.check.entries import is_of_entry
from symact.check.extents import judge_extremum, judge_limit
from symact.check.figures import (
    are_known,
    functions_of,
    is_linear,
    judge_number,
    judge_numeric,
    with_numbers,
)
from symact.check.glance import (
    slope_in,
)
from symact.check.judge.closeness import largest_gap
from symact.check.judge.equality import equal
from symact.check.judge.outcome import DOMAIN, KINK_ONLY, proved, unknown
from symact.check.linear.components import Meant, applies, judge_components
from symact.check.linear.gradients import judge_gradient
from symact.check.linear.keys import key_of
from symact.check.linear.layers import LOSSES
from symact.check.losses import is_gradient
from symact.check.one_hot import REASON, with_label_one
from symact.check.parameters import as_usual
from symact.check.redefinitions import unless_recurrent, unless_redefined
from symact.check.report import ClaimKind, Judgement
from symact.check.roots import judge_root, rounded_place, taken_at
from symact.check.shape_statements import product_of_shapes
from symact.check.sides import Sides, sides_of
from symact.check.slopes import holds_generally, judge_antiderivative, judge_slope
from symact.check.unclear import UnclearError
from symact.check.unsaid import as_meant, with_name
from symact.check.usual import by_usual_rules
from symact.core.verdict import Status
from symact.reading.held import tree as t
from symact.reading.held.walk import names_in

Found: TypeAlias = "tuple[ClaimKind, Judgement]"

_OF_NAMED = "it holds for the function that the words name"
_FOR = r"\b(?:for|für|pour|para|per) (?:the )?{}[ ]?[,:]"
_FOR_ALL = re.compile(r"(?:\\forall|∀|\bfor (?:all|every|any))[\s$\\({]*$", re.IGNORECASE)
_NEAR = 30  # characters before a condition
_ENDS = 2  # of an interval
_SMALL_GAP = Fraction(1, 40)  # between a function and what is called an approximation of it


def judge_equality(
    left: t.Tree,
    right: t.Tree,
    context: Context,
    condition: t.Tree | None = None,
    *,
    approximate: bool = False,
    is_step: bool = False,
) -> Found:
    r"""What sort of statement ``left = right`` is, and whether it holds.

    Args:
        condition: under which it is stated.
        approximate: whether only ``\approx`` is claimed.
        is_step: whether it goes on a chain, so that it is meant for all values of its letters.
    """
    if is_of_entry(left, context.vectorial):
        return ClaimKind.DERIVATIVE, unknown("in which entry is not said", "SA107")
    if not is_step and (fit := product_of_shapes(left, right)) is not None:
        return ClaimKind.SHAPE, fit
    left, right, condition = taken_at(left, right, condition)
    if (place := rounded_place(condition)) is not None:
        return judge_root(left, right, context, place, approximate=approximate)
    if (meant := as_meant(left, right, context)) is not None:
        # Nothing but a proof, for it is not said what is differentiated.
        kind, found = judge_equality(*meant, context, condition, is_step=is_step)
        is_proved = found.status is Status.PROVED
        return kind, found if is_proved else unknown("what is differentiated is not said", "SA242")
    kind, found = _judged(left, right, context, condition, approximate=approximate, is_step=is_step)
    if slope_in(left) is not None or slope_in(right) is not None or is_gradient(left, context):
        found = unless_redefined(found, (left, right), context)
        found = unless_recurrent(found, (left,), context)
    if found.status is Status.UNKNOWN and (general := holds_generally(left, right, context)):
        return kind, general
    if found.status is Status.UNKNOWN:
        usual = by_usual_rules(left, right, context, condition, found)
        is_gradient_of = usual is not None and kind is ClaimKind.MATRIX
        return (ClaimKind.GRADIENT if is_gradient_of else kind), usual or found
    if found.status is not Status.REFUTED:
        if found.status is Status.PROVED and _fails_of_the_named(left, right, context, condition):
            return kind, unknown("it does not hold for the function that the words name")
        return kind, found
    if _holds_of_the_named(left, right, context, condition):
        return kind, unknown(_OF_NAMED)
    hot = (with_label_one(left), with_label_one(right))
    if hot != (left, right) and _holds(*hot, context, condition):
        return kind, unknown(REASON)
    of_letters = condition is not None and bool(names_in(condition) & names_in(left))
    if not of_letters or (kind is ClaimKind.IDENTITY and not _is_for_all(condition)):
        found = unless_solved(left, right, kind, found, is_step=is_step)
    return kind, unless_loose(left, right, kind, found)


def _is_for_all(condition: t.Tree | None) -> bool:
    """Whether a condition is quantified, so that the equation is none to be solved."""
    if condition is None:
        return False
    before = condition.span.source.text[: condition.span.start]
    return bool(_FOR_ALL.search(before[-_NEAR:]))


def _fails_of_the_named(
    left: t.Tree, right: t.Tree, context: Context, condition: t.Tree | None
) -> bool:
    """Whether the derivative of a function with a formula fails for all that the words name."""
    match left:
        case t.Call(function=head, primes=primes) if primes and head.name in context.functions:
            pass
        case _:
            return False
    names = [n for n in context.hints if re.search(_FOR.format(re.escape(n)), context.words)]
    return bool(names) and not any(
        _holds(with_name(left, head.name, n), with_name(right, head.name, n), context, condition)
        for n in names
    )


def _holds_of_the_named(
    left: t.Tree, right: t.Tree, context: Context, condition: t.Tree | None
) -> bool:
    """Whether a derivative of an output that fails holds for the function named just before."""
    match left:
        case t.Call(function=head, primes=primes) if primes:
            names = dict.fromkeys(n for n in (*context.hints, context.title) if n)
            pairs = [(with_name(left, head.name, n), with_name(right, head.name, n)) for n in names]
            return any(_holds(one, other, context, condition) for one, other in pairs)
        case t.Derivative(operand=t.Symbol() as top) | t.Prime(operand=t.Symbol() as top):
            pass
        case _:
            return False
    key = key_of(top)
    free = replace(
        context.without_value(key),
        formulas={k: f for k, f in context.formulas.items() if k != key},
    )
    for name in dict.fromkeys((*context.hints, context.title)):
        meant = as_meant(left, right, replace(free, title=name)) if name else None
        if meant is not None and _holds(*meant, free, condition):
            return True
    return False


def _holds(left: t.Tree, right: t.Tree, context: Context, condition: t.Tree | None) -> bool:
    found = _judged(left, right, context, condition, approximate=False, is_step=True)[1]
    return found.status is Status.PROVED


def _judged(
    left: t.Tree,
    right: t.Tree,
    context: Context,
    condition: t.Tree | None,
    *,
    approximate: bool,
    is_step: bool,
) -> Found:
    """The verdict on an equation for all values of its letters."""
    found = _by_form(left, right, context, condition, is_step=is_step)
    if found is not None:
        return found
    if is_linear(left, context) or is_linear(right, context):
        return ClaimKind.MATRIX, judge_numeric(left, right, context, approximate=approximate)
    if (slope := slope_in(left)) is not None:
        judged = judge_slope(left, slope, right, context, condition)
        if approximate and judged.status is not Status.PROVED:
            judged = unknown("how close an approximation of a derivative must be is not said")
        return ClaimKind.DERIVATIVE, judged
    if slope_in(right) is not None and not isinstance(left, t.Number):
        return _judged(right, left, context, condition, approximate=approximate, is_step=is_step)
    try:
        sides = sides_of(left, right, context, condition)
    except UnclearError as error:
        return _fallback(left, right, context, error, approximate=approximate)
    return _by_value(left, right, sides, context, approximate=approximate)


def _kind_of(left: t.Tree, context: Context) -> ClaimKind:
    """What sort of statement one in components is, by its left side."""
    if is_gradient(left, context):
        return ClaimKind.GRADIENT
    return ClaimKind.IDENTITY if slope_in(left) is None else ClaimKind.DERIVATIVE


def _by_form(
    left: t.Tree, right: t.Tree, context: Context, condition: t.Tree | None, *, is_step: bool
) -> Found | None:
    """The verdict on what its form alone shows to be no equation between plain values."""
    if _are_sets(left, right):
        return ClaimKind.IDENTITY, unknown("an interval, a point or a list", "SA107")
    if isinstance(left, t.Limit | t.Extremum):
        return _extent(left, right, context, condition)
    if isinstance(left, t.BigOperator) and left.kind == "int" and left.upper is None:
        return ClaimKind.IDENTITY, judge_antiderivative(left, right, context)
    if applies(left, right, context.formulas):
        found = judge_components(left, right, context.formulas, functions_of(context), condition,
                                 Meant(totals=context.totals, is_step=is_step))  # fmt: skip
        kind = _kind_of(left, context)
        if kind is ClaimKind.IDENTITY:
            found = unless_lone(left, right, found)
        if found.status is not Status.UNKNOWN:
            return kind, found
    if is_gradient(left, context):
        whole = {k: v for k, v in context.formulas.items() if "_" not in k}
        found = judge_gradient(left, right, whole, functions_of(context))
        if found.status is Status.UNKNOWN and whole.keys() & LOSSES:
            # With its value written in numbers a loss may be any function of the last layer.
            open_loss = {k: v for k, v in whole.items() if k not in LOSSES}
            found = judge_gradient(left, right, open_loss, functions_of(context))
        if found.status is not Status.UNKNOWN:
            return ClaimKind.GRADIENT, found
    return None


def _by_value(
    left: t.Tree, right: t.Tree, sides: Sides, context: Context, *, approximate: bool
) -> Found:
    """The verdict on two sides whose values are known."""
    if sides.are_numbers:
        found = judge_number(left, right, sides, context, approximate=approximate)
        return ClaimKind.NUMERIC, _with_domain(found, left, right, sides, context)
    if are_known(sides, context) is not None:
        valued = with_numbers(sides, context, names_in(left) | names_in(right))
        if valued is not None:
            found = judge_number(left, right, valued, context, approximate=approximate)
            if found.status is Status.PROVED:
                return ClaimKind.NUMERIC, found
        # A letter may have another value by now, so that only this may refute.
        found = judge_numeric(left, right, context, approximate=approximate)
        if found.status is not Status.UNKNOWN:
            return ClaimKind.NUMERIC, found
        general = equal(sides.left, sides.right, sides.assumptions)
        is_general = general.status is Status.PROVED and not general.code
        return ClaimKind.NUMERIC, general if is_general else found
    found = equal(sides.left, sides.right, sides.assumptions)
    if approximate:
        return ClaimKind.APPROXIMATION, _approximated(found, sides)
    if _is_assignment(sides):
        return ClaimKind.IDENTITY, unknown("it gives a letter a value", "SA242")
    if found.status is Status.PROVED and found.code == KINK_ONLY:
        found = unknown(found.note, KINK_ONLY)  # of values, unlike slopes, that is no remark
    found = _with_domain(found, left, right, sides, context)
    found = guarded(found, sides, (left, right))
    said = frozenset((context.title, *context.hints))
    return ClaimKind.IDENTITY, as_usual(found, sides, (left, right), None, said)


def _approximated(found: Judgement, sides: Sides) -> Judgement:
    """The verdict on an approximation of a function, which is good if it is so everywhere."""
    if found.status is Status.PROVED:
        return found
    if sides.assumptions.is_whole:
        gap = largest_gap(sides.left, sides.right)
        if gap is not None and gap <= _SMALL_GAP:
            return proved(f"the two differ by at most {float(gap):g} for all {sides.variable}")
        if gap is not None:
            reason = f"the two differ by up to {float(gap):g}; how close they must be is not said"
            return unknown(reason)
    return unknown("how close an approximation of a function must be is not said")


def _with_domain(
    found: Judgement, left: t.Tree, right: t.Tree, sides: Sides, context: Context
) -> Judgement:
    """What is proved, with a remark where one side as it is written has no value."""
    if found.status is not Status.PROVED or found.code:
        return found
    said = cancelled((left, right), sides, context)
    return proved("; ".join(n for n in (found.note, said) if n), code=DOMAIN) if said else found


def _are_sets(left: t.Tree, right: t.Tree) -> bool:
    """Whether one side may be an interval: two numbers between brackets that are not a list's."""
    brackets = [s for s in (left, right) if isinstance(s, t.Bracket) and len(s.items) == _ENDS]
    marks = {s.opening + s.closing for s in brackets}
    return bool(brackets) and (len(marks) > 1 or bool(marks & {"(]", "[)", "][", "]]"}))


def _extent(
    left: t.Limit | t.Extremum, right: t.Tree, context: Context, condition: t.Tree | None
) -> Found:
    """The verdict on the value of a limit or an extremum."""
    is_limit = isinstance(left, t.Limit)
    try:
        if isinstance(left, t.Limit):
            return judge_limit(left, right, context)
        return judge_extremum(left, right, context, condition)
    except UnclearError as error:
        kind = ClaimKind.LIMIT if is_limit else ClaimKind.EXTREMUM
        return kind, unknown(str(error), error.code)


def _fallback(
    left: t.Tree, right: t.Tree, context: Context, error: UnclearError, *, approximate: bool
) -> Found:
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
