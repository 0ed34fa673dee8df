"""Losses: which left sides are their gradients, and how they are written with their arguments."""

from __future__ import annotations

from dataclasses import replace

from symact.check.context import Context
from symact.reading.held import tree as t
from symact.reading.held.exchange import exchanged
from symact.reading.held.statements import Statement

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


# Names of losses that are so with one argument too, and those that are with several.
_ALWAYS = frozenset(("J", "CE", "BCE", "MSE", "NLL", "Loss", "loss", "Cost", "cost"))
_OF_SEVERAL = _ALWAYS | {"L", "E", "C", "H", "ell", "XE", "l"}


def with_bare_losses(statement: Statement) -> Statement:
    r"""The statement in which a loss with its arguments, ``L(\hat y, y)``, is the loss alone."""
    operands = tuple(None if o is None else exchanged(o, _bare) for o in statement.operands)
    return replace(statement, operands=operands)


def _bare(tree: t.Tree) -> t.Tree | None:
    match tree:
        case t.Call(function=head, arguments=arguments, primes=0, is_inverse=False):
            names = _ALWAYS if len(arguments) == 1 else _OF_SEVERAL
            plain = all(isinstance(a, t.Symbol) for a in arguments)
            return replace(head, span=tree.span) if plain and head.name in names else None
        case _:
            return None
