r"""Derivatives without what is differentiated, as in ``\\frac{d}{dx} = 2x``."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from symact.check.context import Context
from symact.check.linear.keys import key_of
from symact.check.linear.layers import LOSSES
from symact.check.sides import variable_of
from symact.reading.held import tree as t
from symact.reading.held.exchange import exchanged

_OUTPUTS = frozenset(("y", "f", "g", "a"))  # letters for the output of the function at hand


def as_meant(left: t.Tree, right: t.Tree, context: Context) -> tuple[t.Tree, t.Tree] | None:
    """The equation about what can only be differentiated; None for any other one.

    That is the only loss of a page, or the function of its section; so is a letter without a
    meaning that usually stands for an output.
    """
    match left:
        case t.Derivative(operand=t.Symbol(name=""), variables=(variable, *_)):
            losses = [name for name in context.formulas if name in LOSSES]
            here = left.operand.span
            if len(losses) == 1:
                return replace(left, operand=t.Symbol(losses[0], here)), right
            if not context.title or losses:
                return None
            called = t.Call(t.Symbol(context.title, here), (variable,), here)
            return replace(left, operand=called), right
        case t.Derivative(operand=t.Symbol() as output, variables=(t.Symbol() as at,)):
            pass
        case t.Prime(operand=t.Symbol() as output):
            at = t.Symbol(_argument_in(right, output, context), output.span)
        case _:
            return None
    if output.name not in _OUTPUTS or not _is_of_title(output, context):
        return None
    value = t.Call(t.Symbol(context.title, output.span), (at,), output.span)
    if isinstance(left, t.Prime):
        slope: t.Tree = replace(value, primes=left.order, span=left.span)
    else:
        slope = t.Derivative(value, (at,), left.span)
    return slope, exchanged(right, partial(_with_value, output.name, value))


def with_name(tree: t.Tree, old: str, new: str) -> t.Tree:
    """The formula in which a function has another name."""

    def change(part: t.Tree) -> t.Tree | None:
        match part:
            case t.Symbol(name=name, indices=()) if name == old:
                return replace(part, name=new)
            case _:
                return None

    return exchanged(tree, change)


def _with_value(name: str, value: t.Call, part: t.Tree) -> t.Tree | None:
    """The value in place of the letter that stands for it."""
    match part:
        case t.Symbol(name=found, indices=()) if found == name:
            return replace(value, span=part.span)
        case _:
            return None


def _argument_in(right: t.Tree, output: t.Symbol, context: Context) -> str:
    """The letter of the variable of which an output is a function."""
    name = variable_of((right,), context)
    return "x" if name == output.name else name


def _is_of_title(symbol: t.Symbol, context: Context) -> bool:
    """Whether a letter without a meaning may stand for the function of its section."""
    key = key_of(symbol)
    known = key in context.values or key in context.formulas or key in context.functions
    return bool(context.title) and not known and not symbol.indices and key not in context.numbers
