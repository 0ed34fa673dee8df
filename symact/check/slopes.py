"""Verdicts on derivatives: of known functions, of any functions, and as antiderivatives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import sympy as sp

from symact.check.abstract import as_letters, is_abstract
from symact.check.caution import guarded
from symact.check.context import Context, resolved
from symact.check.glance import (
    is_constant,
)
from symact.check.judge.derivatives import derivative_of, right_form, slopes_of
from symact.check.judge.equality import equal
from symact.check.judge.outcome import proved, unknown
from symact.check.linear.keys import key_of
from symact.check.meaning import Meaning, swapped
from symact.check.parameters import as_usual
from symact.check.report import Judgement
from symact.check.sides import Sides, sides_of, variable_of
from symact.check.unclear import UnclearError
from symact.check.usual_names import letter
from symact.core.activation import x
from symact.core.errors import SymactError
from symact.core.verdict import Status
from symact.derive.rules import derivative
from symact.reading.held import tree as t
from symact.reading.held.exchange import exchanged
from symact.reading.held.walk import every

WRONG_OUTPUT = "SA221"
_OUTPUTS = frozenset(
    ("y", "a", "s", "o", "h", "t", "f", "g", "out", "hat y", "p")
)  # letters of outputs


def judge_slope(
    left: t.Tree,
    slope: tuple[t.Tree, int],
    right: t.Tree,
    context: Context,
    condition: t.Tree | None,
) -> Judgement:
    """Whether the right side is the derivative that the left side names."""
    match left:
        case t.Derivative(operand=t.Symbol() as inside, variables=(t.Symbol() as variable,)):
            name = key_of(variable)
            through = _through(inside, name, right, context) if name in context.values else None
            if through is not None:
                return through
    found = _judged(left, slope, right, context, condition)
    if found.status is Status.REFUTED and (why := _holds_otherwise(left, right, context)):
        return unknown(why)
    if found.status is Status.REFUTED and isinstance(left, t.Prime) and _has_letters(left, context):
        return unknown("in which letter it is differentiated is not said")
    return found


def _judged(
    left: t.Tree,
    slope: tuple[t.Tree, int],
    right: t.Tree,
    context: Context,
    condition: t.Tree | None,
) -> Judgement:
    """The same for a derivative in a letter that stands for itself."""
    inside, order = slope
    name = variable_of((left, right), context)
    if isinstance(left, t.Call) and isinstance(left.arguments[0], t.Symbol):
        name = key_of(left.arguments[0])
    hidden = context.values.get(name)
    inner = context.without_value(name)
    try:
        meaning = Meaning(inner, name)
        variable = letter(name)
        f = resolved(meaning.scalar(inside), inner)
        if hidden is not None and f.free_symbols & hidden.free_symbols:
            raise UnclearError("SA245", f"a derivative in {name}, which has a value", left.span)
        if f == variable and isinstance(left, t.Prime):
            raise UnclearError("SA107", f"a new value of {name}, or its derivative", left.span)
        if variable not in f.free_symbols and (f.free_symbols or not is_constant(inside)):
            raise UnclearError("SA242", f"how this depends on {name} is not said", left.span)
        sides = sides_of(inside, right, inner, condition)
        claimed = resolved(meaning.scalar(right), inner)
    except UnclearError as error:
        return unknown(str(error), error.code)
    if hidden is not None and claimed.free_symbols & hidden.free_symbols:
        return unknown(f"{name} stands for an expression, and both occur")
    f, claimed = swapped(f, variable), swapped(claimed, variable)
    found = derivative_of(f, claimed, order, sides.assumptions)
    if found.status is Status.REFUTED and _is_of_the_last(claimed, order, context):
        found = unknown("it holds for the function that was defined last")
    if found.status is Status.UNKNOWN and f.free_symbols - claimed.free_symbols - {x}:
        found = _of_letters(f, claimed, order, sides) or found
    assumed = sides.assumed | meaning.assumed
    sides = replace(sides, left=f, right=claimed, variable=name, assumed=assumed)
    if found.status is Status.REFUTED and order == 1 and _is_in_output(f, claimed):
        reason = "it holds with the output in place of the input"
        found = replace(found, reason=reason, code=WRONG_OUTPUT)
        if name in _OUTPUTS:
            found = unknown(f"it holds where {name} is the output", WRONG_OUTPUT)
    if found.status is Status.REFUTED and found.right is not None and variable != x:
        found = replace(found, right=_right_in(variable, f, order) or found.right)
    found = guarded(found, sides, (left, right))
    said = frozenset((context.title, *context.hints))
    return as_usual(found, sides, (left, right), order, said)


def _through(inside: t.Symbol, name: str, right: t.Tree, context: Context) -> Judgement | None:
    r"""The verdict on ``\frac{df}{du}`` for an intermediate u that has a value; None without one.

    It is the quotient of the derivatives of f and of u in the variable of both. Where f is given
    by a formula, u has to be its only letter: else another one may be held fixed.
    """
    own = context.values.get(key_of(inside))
    if own is not None and own.free_symbols != {letter(name)}:
        return None
    try:
        hidden = resolved(context.values[name], context)
        if len(hidden.free_symbols) != 1:
            return None
        (variable,) = hidden.free_symbols
        meaning = Meaning(context, variable.name)
        f, u, claimed = (
            swapped(resolved(side, context), variable)
            for side in (meaning.scalar(inside), hidden, meaning.scalar(right))
        )
        slopes = derivative(f), derivative(u)
        if f.free_symbols != {x} or slopes[1] == 0:
            return unknown("what this depends on is not certain")
        found = equal(slopes[0], claimed * slopes[1])
    except (UnclearError, SymactError):
        return None
    if found.status is Status.PROVED:
        return proved(f"{inside.name} as a function of {variable}")
    if found.status is Status.REFUTED and own is not None:
        against = equal(slopes[0] / slopes[1], claimed)
        if against.status is Status.REFUTED:
            reason = "the derivative in the intermediate is another function"
            return replace(against, code="SA203", reason=reason)
    return unknown("what this depends on is not certain")


def _has_letters(left: t.Prime, context: Context) -> bool:
    """Whether what is differentiated is a name for an expression in several letters."""
    match left.operand:
        case t.Symbol() as top:
            own = context.values.get(key_of(top))
            return own is not None and len(own.free_symbols) > 1
        case _:
            return False


def _holds_otherwise(left: t.Tree, right: t.Tree, context: Context) -> str:
    """Why a derivative that fails may be meant in another way; empty where it may not."""
    match left:
        case t.Derivative(
            operand=t.Symbol() as top, variables=(t.Symbol() as by,), is_partial=partly
        ):
            pass
        case _:
            return ""
    inner = any(isinstance(n, t.Derivative) and n.is_partial for n in every(right))
    if inner and not partly:
        return "partial and total derivatives stand beside each other"
    own = context.values.get(key_of(top))
    if own is None:
        return ""
    try:
        claimed = Meaning(replace(context, values={}), key_of(by)).scalar(right)
        held = sp.diff(own, letter(key_of(by)))
        if equal(held, claimed).status is Status.PROVED:
            return "it holds with the other letters held fixed"
    except (UnclearError, SymactError):
        return ""
    return ""


def _right_in(variable: sp.Symbol, f: sp.Expr, order: int) -> str | None:
    """The right derivative in the letter of the document."""
    try:
        return right_form(swapped(slopes_of(f, order)[-1], variable))
    except SymactError:
        return None


def _is_of_the_last(claimed: sp.Expr, order: int, context: Context) -> bool:
    """Whether an expression is proved to be a derivative of the last function."""
    subject = context.subject
    if subject is None:
        return False
    return derivative_of(subject.expression, claimed, order).status is Status.PROVED


def _of_letters(f: sp.Expr, claimed: sp.Expr, order: int, sides: Sides) -> Judgement | None:
    """The proof for a function with letters that its derivative no longer holds, or None."""
    try:
        slope = f
        for _ in range(order):
            slope = derivative(slope)
        found = equal(slope, claimed, sides.assumptions)
    except SymactError:
        return None
    return found if found.status is Status.PROVED else None


def _is_in_output(f: sp.Expr, claimed: sp.Expr) -> bool:
    """Whether a claimed derivative is right once its variable is read as the output."""
    try:
        composed = claimed.subs(x, f)
        return equal(derivative(f), composed).status is Status.PROVED
    except SymactError:
        return False


def holds_generally(left: t.Tree, right: t.Tree, context: Context) -> Judgement | None:
    """The proof of a rule that holds for any functions of some names; None where there is none."""
    left, right = (exchanged(side, partial(_spelled_out, context)) for side in (left, right))
    free = frozenset(
        head.name
        for head in _heads(left, right)
        if len(head.name) == 1 and context.function(head.name) is None and not head.indices
        and head.name not in context.values
    )  # fmt: skip
    if not free:
        return None
    name = variable_of((left, right), context)
    name = "x" if name in free else name
    plain = context.without_value(name)
    meaning = Meaning(plain, name, free)
    try:
        sides = [resolved(meaning.scalar(tree), plain) for tree in (left, right)]
    except (UnclearError, SymactError):
        return None
    if not all(map(is_abstract, sides)):
        return None
    found = equal(*(swapped(as_letters(side), letter(name)) for side in sides))
    return proved("for any functions") if found.status is Status.PROVED else None


def _spelled_out(context: Context, tree: t.Tree) -> t.Tree | None:
    """A value of a function, or its derivative, by the formula in functions that defines it."""
    match tree:
        case t.Call(function=head, arguments=(t.Symbol(name=name) as inner,), is_inverse=False):
            shape = context.shapes.get(key_of(head))
            if shape is None or shape[0] != name or tree.primes > 1:
                return None
            return t.Derivative(shape[1], (inner,), tree.span) if tree.primes else shape[1]
        case _:
            return None


def _heads(*trees: t.Tree) -> Iterator[t.Symbol]:
    """The names that are applied or differentiated in some formulas."""
    for tree in trees:
        for node in every(tree):
            match node:
                case t.Call(function=head):
                    yield head
                case t.Prime(operand=t.Symbol() as head) | t.Derivative(operand=t.Symbol() as head):
                    yield head


def judge_antiderivative(left: t.BigOperator, right: t.Tree, context: Context) -> Judgement:
    """Whether an integral without bounds is right: whether the derivative leads back."""
    if not isinstance(left.index, t.Symbol) or left.lower is not None:
        return unknown("an integral with bounds", "SA245")
    try:
        meaning = Meaning(context, key_of(left.index))
        variable = letter(meaning.variable)
        inside, found = (swapped(meaning.scalar(tree), variable) for tree in (left.operand, right))
        # The constant of integration is any number.
        found = found.subs({letter(name): 0 for name in ("C", "c", "const")})
    except UnclearError as error:
        return unknown(str(error), error.code)
    judged = derivative_of(found, inside)
    if judged.status is Status.REFUTED:
        return unknown("the derivative of the right side is another function")
    return judged
