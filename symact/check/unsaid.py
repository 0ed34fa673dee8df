r"""Derivatives without what is differentiated, as in ``\\frac{d}{dx} = 2x``."""

from __future__ import annotations

from dataclasses import replace

from symact.check.context import Context
from symact.check.linear.keys import key_of
from symact.check.linear.layers import LOSSES
from symact.check.sides import variable_of
from symact.reading.held import tree as t

_OUTPUTS = frozenset(("y", "f", "g", "a"))  # letters for the output of the function at hand


def with_operand(tree: t.Tree, right: t.Tree, context: Context) -> t.Tree | None:
    """The derivative of what can only be meant; None for any other formula.

    That is the only loss of a page, or the function of its section.
    """
    match tree:
        case t.Derivative(operand=t.Symbol(name=""), variables=(variable, *_)):
            pass
        case t.Derivative(operand=t.Symbol(name=name) as output, variables=(t.Symbol() as at,)):
            if name not in _OUTPUTS or not _is_of_title(output, context):
                return None
            called = t.Call(t.Symbol(context.title, output.span), (at,), output.span)
            return replace(tree, operand=called)
        case t.Prime(operand=t.Symbol(name=name) as output, order=order):
            if name not in _OUTPUTS or not _is_of_title(output, context):
                return None
            variable = t.Symbol(variable_of((right,), context), output.span)
            return t.Call(t.Symbol(context.title, output.span), (variable,), tree.span, order)
        case _:
            return None
    losses = [name for name in context.formulas if name in LOSSES]
    here = tree.operand.span
    if len(losses) == 1:
        return replace(tree, operand=t.Symbol(losses[0], here))
    if context.title and not losses:
        return replace(tree, operand=t.Call(t.Symbol(context.title, here), (variable,), here))
    return None


def _is_of_title(symbol: t.Symbol, context: Context) -> bool:
    """Whether a letter without a meaning may stand for the function of its section."""
    key = key_of(symbol)
    known = key in context.values or key in context.formulas or key in context.functions
    return bool(context.title) and not known and not symbol.indices and key not in context.numbers
