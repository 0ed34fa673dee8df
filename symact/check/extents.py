"""How far the values of a function reach: memberships, inequalities, limits and extrema."""

from __future__ import annotations

from dataclasses import replace

import sympy as sp

from symact.activations.catalogue import entry_of
from symact.check.conditions import assumptions_of
from symact.check.context import Context, resolved
from symact.check.factors import per_factor
from symact.check.glance import decimal_in, slope_in
from symact.check.judge.assumptions import Assumptions
from symact.check.judge.equality import equal
from symact.check.judge.extrema import extremum
from symact.check.judge.inequalities import compare
from symact.check.judge.limits import limit
from symact.check.judge.numbers import rounded
from symact.check.judge.outcome import proved, refuted, unknown, worst
from symact.check.judge.ranges import has_range
from symact.check.linear.keys import key_of
from symact.check.meaning import Meaning, swapped
from symact.check.report import ClaimKind, Judgement
from symact.check.sides import sides_of, variable_of
from symact.check.unclear import UnclearError
from symact.check.usual_names import letter
from symact.core.activation import x
from symact.core.verdict import Status
from symact.reading.held import tree as t
from symact.reading.held.operators import one_sided
from symact.reading.held.walk import every, names_in

_ORDERED = frozenset(("<", "<=", ">", ">=", "!="))
_LETTERS = (t.Symbol, t.Number, t.Negative, t.Quotient)
Found = tuple[ClaimKind, Judgement]


def judge_extent(
    operands: tuple[t.Tree, ...],
    operators: tuple[str, ...],
    context: Context,
    condition: t.Tree | None,
) -> Found | None:
    """What a relation that is no equation says, and whether it holds; None for nothing."""
    try:
        match operands, operators:
            case (t.Symbol() as name, t.Numbers(), (t.Bracket() | t.Operation()) as values), (
                ":", "->",
            ):  # fmt: skip
                return _codomain(name, values, context)
            case (value, (t.Bracket() | t.Numbers()) as values), ("in",):
                return _membership(value, values, context, condition)
            case (value, target), ("->",):
                return _tendency(value, target, context, condition)
        if (one := per_factor(operands, operators)) is not None:
            return _by_factors(_inequalities(*one, context, condition))
        if operators and set(operators) <= _ORDERED:
            return _inequalities(operands, operators, context, condition)
    except UnclearError as error:
        return ClaimKind.RANGE, unknown(str(error), error.code)
    return None


def _by_factors(found: Found | None) -> Found:
    """The verdict on a product, of which one on a factor is known: only a proof carries over."""
    if found is not None and found[1].status is Status.PROVED and not found[1].code:
        return found[0], proved("; ".join(n for n in ("factor by factor", found[1].note) if n))
    return ClaimKind.RANGE, unknown("the factors are not shown to keep within the bounds")


def function_of(tree: t.Tree, context: Context) -> tuple[sp.Expr, int, str, bool]:
    """A function as an expression in x, how often it is differentiated, and its variable.

    Whether its meaning was only assumed comes last.

    Raises:
        UnclearError: where it is not known, or constant.
    """
    slope = slope_in(tree)
    inside, order = slope or (tree, 0)
    name = variable_of((tree,), context)
    meaning = Meaning(context.without_value(name), name)
    value = resolved(meaning.scalar(inside), meaning.context)
    variable = letter(name)
    if variable not in value.free_symbols:
        if len(value.free_symbols) != 1:
            raise UnclearError(
                "SA242", "of which variable this is a function is not said", tree.span
            )
        variable = next(iter(value.free_symbols))
    return swapped(value, variable), order, variable.name, bool(meaning.assumed)


def claimed(tree: t.Tree, context: Context) -> sp.Expr | str:
    """A number as an end or a value: exact, or a decimal as it is written.

    Raises:
        UnclearError: where it is none.
    """
    text = decimal_in(tree)
    if text is not None and "." in text:
        return text
    return resolved(Meaning(context).scalar(tree), context)


def careful(found: Judgement, *, assumed: bool) -> Judgement:
    """The verdict, but open where the function was only assumed."""
    if assumed and found.status is Status.REFUTED:
        return unknown("the function is not defined here; with its usual meaning it fails", "SA242")
    return found


# -- sets -------------------------------------------------------------------------------------


def _codomain(name: t.Symbol, values: t.Tree, context: Context) -> Found:
    """``f : R -> (0, 1)``, which says that all values lie in the set."""
    function = context.function(name.name)
    if function is None:
        raise UnclearError("SA242", f"{name.name} is not defined here", name.span)
    found = judge_interval(function.expression, 0, values, context, role="codomain", tight=False)
    return ClaimKind.RANGE, careful(found, assumed=function.origin == "assumed")


def judge_interval(
    f: sp.Expr, order: int, values: t.Tree, context: Context, *, role: str, tight: bool
) -> Judgement:
    """Whether a function has a set as its range, or has all its values in it.

    Raises:
        UnclearError: for a set that is not an interval.
    """
    if isinstance(values, t.Numbers) and values.letter == "R" and not values.dimensions:
        return has_range(f, -sp.oo, sp.oo, False, False, order=order, role=role, tight=tight)
    if not isinstance(values, t.Bracket) or len(values.items) != 2 or values.opening not in "([]":
        raise UnclearError("SA245", "a set that is no interval", values.span)
    lower, upper = (claimed(item, context) for item in values.items)
    if (upper == sp.oo and values.closing == "]") or (lower == -sp.oo and values.opening == "["):
        raise UnclearError("SA107", "an infinity belongs to no interval of numbers", values.span)
    return has_range(
        f, lower, upper, values.opening == "[", values.closing == "]",
        order=order, role=role, tight=tight,
    )  # fmt: skip


def _membership(
    value: t.Tree, values: t.Tree, context: Context, condition: t.Tree | None
) -> Found | None:
    """``f(x) in (0, 1)``; of a letter it is a declaration."""
    if isinstance(value, t.Symbol) and context.function(value.name) is None:
        return None
    if isinstance(values, t.Numbers) and values.dimensions:
        return None
    if condition is not None:
        raise UnclearError("SA245", "a set of values under a condition", value.span)
    f, order, _, assumed = function_of(value, context)
    found = judge_interval(f, order, values, context, role="codomain", tight=False)
    return ClaimKind.RANGE, careful(found, assumed=assumed)


# -- inequalities -----------------------------------------------------------------------------


def _inequalities(
    operands: tuple[t.Tree, ...],
    operators: tuple[str, ...],
    context: Context,
    condition: t.Tree | None,
) -> Found | None:
    """A chain of inequalities, all of which must hold; between letters alone it is a condition."""
    if not any(_takes_function(o) for o in operands):
        return None
    verdicts = []
    for left, operator, right in zip(operands[:-1], operators, operands[1:], strict=True):
        verdicts.append(_inequality(left, operator, right, context, condition))
    return ClaimKind.RANGE, worst(verdicts)


def _takes_function(tree: t.Tree) -> bool:
    """Whether a formula holds a function of something; what holds none is a condition."""
    kinds = t.Call | t.Prime | t.Derivative | t.Extremum
    return any(isinstance(node, kinds) for node in every(tree))


def _inequality(
    left: t.Tree, operator: str, right: t.Tree, context: Context, condition: t.Tree | None
) -> Judgement:
    flat, sign = (left, right), operator
    if isinstance(left, t.Extremum) and left.kind in {"sup", "max"} and operator in {"<", "<="}:
        flat, sign = (left.operand, right), "<="
    if isinstance(left, t.Extremum) and left.kind in {"inf", "min"} and operator in {">", ">="}:
        flat, sign = (left.operand, right), ">="
    if sign != operator and operator in {"<", ">"}:
        return unknown("a strict bound of a supremum")
    sides = sides_of(*flat, context, condition)
    found = compare(sides.left, sides.right, sign, sides.assumptions)
    others = (sides.left.free_symbols | sides.right.free_symbols) - {x}
    if found.status is Status.REFUTED and others:
        return unknown("it may hold for some values of its letters", "SA242")
    if found.status is Status.REFUTED and condition is None and _needs_condition(flat, context):
        return unknown("it may be a condition: it holds at some places only")
    return careful(found, assumed=bool(sides.assumed))


def _needs_condition(trees: tuple[t.Tree, t.Tree], context: Context) -> bool:
    """Whether an inequality may only restrict its letters, as ``f'(x) > 0`` in a sentence does."""
    del context
    numbers = [isinstance(tree, t.Number) and tree.text == "0" for tree in trees]
    return any(numbers)


# -- limits and extrema -----------------------------------------------------------------------


def _tendency(
    value: t.Tree, target: t.Tree, context: Context, condition: t.Tree | None
) -> Found | None:
    """``f(x) -> 1`` under ``x -> oo``; without it nothing is said."""
    match condition:
        case t.Relation(operands=(variable, point), operators=("->",)):
            if not names_in(variable) & _scalars_in(value):
                return None  # a sequence, or a limit in another letter
            place, side = one_sided(point)
            return judge_limit(t.Limit(value, variable, place, side, value.span), target, context)
        case None:
            return _mapped(value, target, context)
        case _:
            return None


def _mapped(value: t.Tree, target: t.Tree, context: Context) -> Found | None:
    """``swish(1) -> 0.7311``, a function at a number with its value; None for anything else."""
    text = decimal_in(target)
    if not isinstance(value, t.Call) or text is None:
        return None
    number = resolved(Meaning(context).scalar(value), context)
    entry = entry_of(value.function.name)
    if number.free_symbols and entry is not None and len(value.arguments) == 1:
        # Without its parameters it is meant with their usual values.
        number = entry.function.subs(
            x, resolved(Meaning(context).scalar(value.arguments[0]), context)
        )
    if number.free_symbols:
        return None
    name = context.function(key_of(value.function))
    assumed = name is not None and name.origin == "assumed"
    return ClaimKind.NUMERIC, careful(rounded(number, text, loose=True), assumed=assumed)


def _scalars_in(tree: t.Tree) -> frozenset[str]:
    """The letters of a formula that have no index."""
    plain = (n for n in every(tree) if isinstance(n, t.Symbol) and not n.indices)
    indices = {m.name for n in every(tree) if isinstance(n, t.Symbol) for i in n.indices
               for m in every(i) if isinstance(m, t.Symbol)}  # fmt: skip
    return frozenset(n.name for n in plain) - indices


def judge_limit(tree: t.Limit, right: t.Tree, context: Context) -> Found:
    """Whether a limit has a value.

    Raises:
        UnclearError: where the function, the place or the value is not known.
    """
    if isinstance(right, t.Limit):
        return ClaimKind.LIMIT, _same_limits(tree, right, context)
    if (both := _at_both_ends(tree)) is not None:
        verdicts = [judge_limit(one, right, context)[1] for one in both]
        return ClaimKind.LIMIT, worst(verdicts)
    if (constant := _constant_limit(tree, right, context)) is not None:
        return ClaimKind.LIMIT, constant
    f, order, name, assumed = function_of(tree.operand, context)
    if isinstance(tree.variable, t.Symbol) and tree.variable.name != name:
        raise UnclearError("SA245", "a limit in another letter", tree.span)
    place = resolved(Meaning(context).scalar(tree.target), context)
    found = limit(f, order, place, tree.side, claimed(right, context))
    return ClaimKind.LIMIT, careful(found, assumed=assumed)


def _at_both_ends(tree: t.Limit) -> tuple[t.Limit, t.Limit] | None:
    r"""The two limits that ``|x| \to \infty`` or ``x \to \pm\infty`` stands for, or None."""
    match tree.variable, tree.target:
        case t.Absolute(inside=variable), t.Symbol(name="infty") as far:
            pass
        case variable, t.Operation(name="plus or minus", operands=(far,)):
            pass
        case _:
            return None
    low = t.Negative(far, far.span)
    here = replace(tree, variable=variable)
    return replace(here, target=low), replace(here, target=far)


def _constant_limit(tree: t.Limit, right: t.Tree, context: Context) -> Judgement | None:
    """The verdict on the limit of what does not vary, as ``h/h``; None for what does."""
    if not isinstance(tree.variable, t.Symbol):
        return None
    meaning = Meaning(context, tree.variable.name)
    value = resolved(meaning.scalar(tree.operand), context)
    if letter(tree.variable.name) in value.free_symbols:
        return None
    return equal(value, resolved(meaning.scalar(right), context))


def _same_limits(left: t.Limit, right: t.Limit, context: Context) -> Judgement:
    """Whether two limits are the same since what they are taken of is."""
    meaning = Meaning(context)
    places = [meaning.scalar(side.target) for side in (left, right)]
    if places[0] == places[1] and left.side == right.side:
        sides = sides_of(left.operand, right.operand, context)
        near = Assumptions()
        if places[0].is_Rational and left.side:
            is_above = left.side == "+"
            near = Assumptions(lower=places[0]) if is_above else Assumptions(upper=places[0])
        if equal(sides.left, sides.right, near).status is Status.PROVED:
            return proved()
    return unknown("whether these two limits agree is not decided")


def judge_extremum(
    tree: t.Extremum, right: t.Tree, context: Context, condition: t.Tree | None = None
) -> Found:
    """Whether an extremum has a value, or is taken at a place.

    Args:
        condition: the place, as in ``x = 0``; nothing is said under another one.

    Raises:
        UnclearError: where the function or the value is not known.
    """
    f, order, _, assumed = function_of(tree.operand, context)
    assumptions = _domain(tree, context)
    at: sp.Expr | str | None = None
    value: sp.Expr | str | None = None
    if condition is not None:
        at = claimed(_place(condition), context)
    if tree.kind.startswith("arg"):
        at = claimed(right, context)
    else:
        value = claimed(right, context)
        if isinstance(right, t.Call) and _is_same_function(right, tree.operand):
            at = claimed(right.arguments[0], context)
        if not isinstance(value, str) and value.free_symbols - f.free_symbols:
            raise UnclearError("SA242", "a value that is not known", right.span)
    found = extremum(f, tree.kind, order, value, at, assumptions)
    is_wrong_value = found.status is Status.REFUTED and found.code == "SA206" and at is None
    if is_wrong_value and _swapped_kind(tree.kind):
        found = _lenient(found, tree, f, order, value)
    return ClaimKind.EXTREMUM, careful(found, assumed=assumed)


def _place(condition: t.Tree) -> t.Tree:
    """The place that a condition names.

    Raises:
        UnclearError: for a condition that says something else.
    """
    match condition:
        case t.Relation(operands=(t.Symbol(), place), operators=("=" | "~",)):
            return place
        case _:
            raise UnclearError("SA245", "an extremum under a condition", condition.span)


def _is_same_function(right: t.Call, operand: t.Tree) -> bool:
    """Whether a value is that of the function whose extremum it is, so that its place is named."""
    if not isinstance(operand, t.Call) or len(right.arguments) != 1:
        return False
    return (right.function.name, right.primes) == (operand.function.name, operand.primes)


def _swapped_kind(kind: str) -> bool:
    return kind in {"max", "min"}


def _lenient(
    found: Judgement, tree: t.Extremum, f: sp.Expr, order: int, value: sp.Expr | str | None
) -> Judgement:
    """A refutation of a maximum that is only a supremum says so."""
    other = {"max": "sup", "min": "inf"}[tree.kind]
    as_bound = extremum(f, other, order, value, None)
    if as_bound.status is Status.PROVED:
        return refuted("SA206", f"it is the {other}, and it is not attained", right=found.right)
    return found


def _domain(tree: t.Extremum, context: Context) -> Assumptions:
    """The interval below an extremum."""
    if tree.variable is None or tree.domain is None or isinstance(tree.domain, t.Numbers):
        return Assumptions()
    name = variable_of((tree,), context)
    member = t.Relation((tree.variable, tree.domain), ("in",), (tree.span,), tree.span)
    return assumptions_of(member, Meaning(context, name), letter(name))[0]
