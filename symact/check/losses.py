"""Which left sides are gradients of a loss."""

from __future__ import annotations

from symact.check.context import Context
from symact.reading.held import tree as t

_LOSSES = frozenset(("L", "J", "E", "C", "l", "ell", "loss", "Loss", "cost"))
_QUANTITIES = frozenset(("W", "w", "b", "x", "X", "z", "Z", "a", "A", "y", "h", "H"))


def is_gradient(tree: t.Tree, context: Context) -> bool:
    """Whether a left side is the gradient of a loss in something of a layer."""
    match tree:
        case t.Derivative(operand=t.Symbol() as of, variables=(t.Symbol() as variable,)):
            return _is_loss(of) and _is_quantity(variable, context)
        case t.Gradient(operand=t.Symbol() as of):
            return _is_loss(of)
        case t.Symbol(name=name, style="differential"):
            return len(name) == 2 and name[1] in _QUANTITIES
        case t.Symbol(name="delta"):
            return bool(context.formulas)
        case _:
            return False


def _is_loss(symbol: t.Symbol) -> bool:
    return symbol.name in _LOSSES


def _is_quantity(symbol: t.Symbol, context: Context) -> bool:
    """Whether a letter is a weight, a bias or a vector of a layer that the document has defined."""
    known = any(n in context.formulas for n in ("z", "Z", "y", "a", "A", "h", "hat y"))
    return known and symbol.name in _QUANTITIES
