"""What an equation gives a name: a function, a formula, a value, or the entries of a vector."""

from __future__ import annotations

from dataclasses import replace

from symact.activations.rectifiers import SELU_ALPHA, SELU_SCALE
from symact.check.context import Context
from symact.check.definitions import Head, define, head_of
from symact.check.entries import as_entries, entry_defined
from symact.check.figures import functions_of, is_linear
from symact.check.glance import decimal_in
from symact.check.judge.numbers import rounded
from symact.check.judge.outcome import unknown
from symact.check.linear.component_page import is_softmax
from symact.check.linear.evaluate import evaluate
from symact.check.linear.keys import key_of
from symact.check.linear.layers import LOSSES
from symact.check.linear.values import Misfit, Value
from symact.check.pairs import judge_equality
from symact.check.report import ClaimKind, Judgement
from symact.check.unclear import UnclearError
from symact.core.errors import SymactError
from symact.core.verdict import Status
from symact.reading.held import tree as t
from symact.reading.held.walk import every, names_in

_CONSTANTS = {
    "alpha": (SELU_ALPHA,),
    "lambda": (SELU_SCALE,),
    "scale": (SELU_SCALE,),
    "gamma": (SELU_SCALE,),
}


def introduced(
    left: t.Tree, right: t.Tree, context: Context, condition: t.Tree | None
) -> tuple[Judgement | None, Context] | None:
    """A definition's verdict and the context after it; None where the left side defines nothing."""
    head = head_of(left)
    before = context
    if (entry := entry_defined(left, right)) is not None and not is_softmax(entry):
        formula = as_entries(right, frozenset((entry.name,)))
        return None, context.with_entry(entry.name, key_of(entry), formula)
    if head is None or (condition is not None and head.arguments):
        return None
    if head.arguments and is_softmax(head.symbol):
        usual = judge_equality(left, right, context)[1]
        if usual.status is Status.PROVED:
            return usual, context
    if not head.arguments:
        value = _value_of(right, context)
        if value is not None:
            return _assigned(head, value, right, context)
        same = _as_known(head, left, right, context)
        if same is not None and same[0].status is Status.PROVED:
            return same
        context = _with_formula(head, right, context)
    try:
        defined = define(head, right, context)
    except UnclearError:
        if head.arguments:
            return _forgotten(head, right, context)
        if head.name in before.formulas or not _is_formula(right):
            # Another formula for a name is no claim about the first one.
            return None if context is before else (None, context)
        return None, context.forgetting(head.name).with_formula(head.name, right)
    if defined is None:
        return (None, context) if context.redefined != before.redefined else None
    return defined.judgement, defined.context


def _as_known(
    head: Head, left: t.Tree, right: t.Tree, context: Context
) -> tuple[Judgement, Context] | None:
    """The verdict on a letter that has a value already, or on an entry of the softmax."""
    if head.name in context.values:
        # Given again, it is certain to be meant.
        again = context.with_value(head.name, context.values[head.name])
        return judge_equality(left, right, context)[1], again
    named = _as_softmax(head.symbol, right, context)
    return None if named is None else (named, _with_formula(head, right, context))


def _as_softmax(symbol: t.Symbol, right: t.Tree, context: Context) -> Judgement | None:
    """The proof that an entry is one of the softmax that the words name, or None."""
    if "softmax" not in context.words or len(symbol.indices) != 1:
        return None
    logits = [
        n
        for n in every(right)
        if isinstance(n, t.Symbol) and n.name != symbol.name and _index(n) == _index(symbol) != ""
    ]
    if not logits or not any(isinstance(n, t.BigOperator) for n in every(right)):
        return None
    vector = replace(logits[0], indices=())
    whole = t.Call(t.Symbol("softmax", symbol.span), (vector,), symbol.span)
    entry = t.Indexed(whole, symbol.indices, symbol.span)
    found = judge_equality(entry, right, context)[1]
    return replace(found, note="an entry of the softmax") if found.status is Status.PROVED else None


def _index(symbol: t.Symbol) -> str:
    """The letter of the only index of an entry, or nothing."""
    match symbol.indices:
        case (t.Symbol(name=name, indices=()),):
            return name
        case _:
            return ""


def _with_formula(head: Head, right: t.Tree, context: Context) -> Context:
    """The context in which a name has a formula; one that is shown to be the same is no new one."""
    known = context.formulas.get(head.name)
    if known is None:
        return context.with_formula(head.name, right)
    if _is_literal(right) or head.symbol.name in names_in(right):
        return context
    if judge_equality(known, right, context)[1].status is Status.PROVED:
        return context
    return context.with_another_formula(head.name, right)


def _forgotten(
    head: Head, right: t.Tree, context: Context
) -> tuple[Judgement | None, Context] | None:
    """What is left of a definition that is not understood: the name means nothing from here on."""
    known = context.function(head.name)
    if known is not None and known.origin not in {"document", "assumed"}:
        return None
    found = judge_equality(head.symbol, right, context)[1]
    code = found.code if found.status is Status.UNKNOWN else "SA243"
    reason = found.reason or "this definition is not understood"
    after = context.forgetting(head.name)
    if len(head.arguments) == 1:
        after = after.with_shape(head.name, head.arguments[0].name, right)
    return unknown(reason, code or "SA243"), after


def _assigned(
    head: Head, value: Value, right: t.Tree, context: Context
) -> tuple[Judgement | None, Context] | None:
    """What a name that gets a number, a vector or a matrix means from here on.

    Where the document has a formula for it, that is a claim; None lets the chain judge it.
    """
    formula = context.formulas.get(head.name)
    if formula is not None:
        kind, found = judge_equality(formula, right, context)
        # A letter may be set to another number, and a formula may have been written loosely.
        wrong = kind is ClaimKind.MATRIX and found.code == "SA209"
        if found.status is Status.PROVED or (found.status is Status.REFUTED and wrong):
            return found, context.with_number(head.name, value)
    if not _is_literal(right) and head.name not in context.computed:
        context = context.with_computed(head.name, right)
    if head.name in context.numbers:
        same = judge_equality(head.symbol, right, context)[1]
        if same.status is Status.PROVED and not _is_literal(right):
            return same, context
        return None, context.with_number(head.name, value)
    if len(head.symbol.name) > 1 and context.function(head.name) is not None:
        return None
    if (known := _as_constant(head, right, context)) is not None:
        return known, context.with_number(head.name, value)
    if head.name in LOSSES and not _is_literal(right):
        context = context.with_formula(head.name, right)  # it may be differentiated
    return None, context.with_number(head.name, value)


def _as_constant(head: Head, right: t.Tree, context: Context) -> Judgement | None:
    """The proof that a letter has the value of a constant of SELU where SELU is named, or None.

    A letter may be set to any value: that it has another one is no error.
    """
    text = decimal_in(right)
    if text is None or "selu" not in (context.title, *context.hints):
        return None
    found = [rounded(constant, text, loose=True) for constant in _CONSTANTS.get(head.name, ())]
    good = next((f for f in found if f.status is Status.PROVED), None)
    return None if good is None else replace(good, note="a constant of SELU, rounded")


def _is_literal(tree: t.Tree) -> bool:
    """Whether a formula is given data: a number, a vector or a matrix of numbers."""
    match tree:
        case t.Number():
            return True
        case t.Negative(operand=inside) | t.Transpose(operand=inside):
            return _is_literal(inside)
        case t.Matrix(rows=rows):
            return all(_is_literal(entry) for row in rows for entry in row)
        case t.Bracket(items=items):
            return all(_is_literal(item) for item in items)
        case _:
            return False


def _is_formula(tree: t.Tree) -> bool:
    """Whether a name may stand for a formula in vectors, whose value comes later."""
    if isinstance(tree, t.Indexed):  # softmax(z)_i
        return isinstance(tree.operand, t.Call)
    return isinstance(
        tree, t.Sum | t.Product | t.Call | t.Transpose | t.Quotient | t.Negative | t.BigOperator
    )


def _value_of(tree: t.Tree, context: Context) -> Value | None:
    """The number, vector or matrix that a formula is, if it is one and nothing else."""
    if not (_is_literal(tree) or is_linear(tree, context) or _is_constant(tree)):
        return None
    try:
        found = evaluate(tree, context.numbers, functions_of(context))
    except (SymactError, RecursionError):
        return None
    return None if isinstance(found, Misfit) else found


def _is_constant(tree: t.Tree) -> bool:
    known = {"e", "pi"}
    return not any(isinstance(n, t.Symbol) and n.name not in known for n in every(tree))


def learned(
    left: t.Tree, right: t.Tree, context: Context, judgement: Judgement, *, starts: bool
) -> Context:
    """The context with the value that a chain ends in for the name with which it began."""
    if not starts or judgement.status is Status.REFUTED:
        return context
    head = head_of(left)
    if head is None or head.arguments or key_of(head.symbol) in context.numbers:
        return context
    is_new = head.name not in context.formulas and head.symbol.name not in names_in(right)
    if is_new and (_is_named_gradient(right) or _says_what(judgement)):
        return context.with_formula(head.name, right)
    value = _value_of(right, context)
    return context if value is None else context.with_number(head.name, value)


def _says_what(judgement: Judgement) -> bool:
    """Whether an equation is open because it may only say what a name stands for."""
    return judgement.reason.startswith(("it may say what", "it gives a letter a value"))


def _is_named_gradient(tree: t.Tree) -> bool:
    r"""Whether a name is given to the gradient of a loss, as in ``G_Y = \partial L/\partial Y``."""
    return isinstance(tree, t.Derivative) and names_in(tree.operand) <= LOSSES
