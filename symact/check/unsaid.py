r"""Derivatives without what is differentiated, as in ``\\frac{d}{dx} = 2x``."""

from __future__ import annotations

from dataclasses import replace

from symact.check.context import Context
from symact.check.linear.layers import LOSSES
from symact.reading.held import tree as t


def with_operand(tree: t.Tree, context: Context) -> t.Tree | None:
    """The derivative of what can only be meant; None for any other formula.

    That is the only loss of a page, or the function of its section.
    """
    match tree:
        case t.Derivative(operand=t.Symbol(name=""), variables=(variable, *_)):
            pass
        case _:
            return None
    losses = [name for name in context.formulas if name in LOSSES]
    here = tree.operand.span
    if len(losses) == 1:
        return replace(tree, operand=t.Symbol(losses[0], here))
    if context.title and not losses:
        return replace(tree, operand=t.Call(t.Symbol(context.title, here), (variable,), here))
    return None
