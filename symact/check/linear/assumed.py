r"""Gradients of layers whose loss is left open, with only those definitions that bear on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import sympy as sp

from symact.check.linear.component_page import named, split_key
from symact.check.linear.gradients import judge_gradient
from symact.check.linear.keys import key_of
from symact.check.linear.layers import LOSSES
from symact.check.report import Judgement
from symact.core.verdict import Status
from symact.reading.held import tree as t
from symact.reading.held.exchange import exchanged
from symact.reading.held.tree import Tree
from symact.reading.held.walk import every

_OTHER_LOSSES = frozenset({"l", "Error", "error", "CE", "BCE", "MSE", "H"})


def layer_gradient(
    left: Tree,
    right: Tree,
    definitions: Mapping[str, Tree],
    functions: Mapping[str, sp.Expr],
) -> Judgement | None:
    """A proof of the gradient of a loss in something of a layer, under any letters; or None.

    Definitions that do not depend on that in which the gradient is taken have no influence on it:
    they are left out, for one that is not understood would stop the proof.
    """
    ends = _ends(left)
    if ends is None or not definitions:
        return None
    loss, variable = ends
    wholes = {k: d for k, d in definitions.items() if not split_key(k)[1]}
    bearing = _depending(wholes, variable)
    named = {k: d for k, d in definitions.items() if _is_slope_of(d, loss)}
    if not bearing:
        return None
    left, right, *rows = (_with_loss(tree, loss) for tree in (left, right, *bearing.values()))
    made = dict(zip((_renamed(k, loss) for k in bearing), rows, strict=True))
    made |= {k: _with_loss(d, loss) for k, d in named.items()}
    found = judge_gradient(left, right, made, functions)
    return found if found.status is Status.PROVED else None


def _ends(tree: Tree) -> tuple[t.Symbol, t.Symbol] | None:
    """The loss and the quantity of a gradient; None for any other formula."""
    match tree:
        case t.Derivative(operand=t.Symbol() as loss, variables=(t.Symbol() as variable,)):
            pass
        case t.Gradient(operand=t.Symbol() as loss, variable=t.Symbol() as variable):
            pass
        case _:
            return None
    is_loss = loss.name in LOSSES | _OTHER_LOSSES and not loss.indices and loss.label is None
    return (loss, variable) if is_loss else None


def _depending(definitions: Mapping[str, Tree], variable: t.Symbol) -> dict[str, Tree]:
    """The definitions of what depends on a quantity, in their order."""
    own = _names(variable)
    reached = set(own)
    while True:
        new = {k for k, d in definitions.items() if k not in reached and _mentioned(d) & reached}
        if not new:
            return {k: d for k, d in definitions.items() if k in reached - own}
        reached |= new


def _mentioned(tree: Tree) -> set[str]:
    return {name for n in every(tree) if isinstance(n, t.Symbol) for name in _names(n)}


def _names(symbol: t.Symbol) -> set[str]:
    """The keys of a quantity, and of the whole of which it is an entry."""
    name, letters = named(symbol)
    # A capital below a letter is a name, as in W_Q.
    return {key_of(symbol)} if any(i.isupper() for i in letters) else {key_of(symbol), name}


def _is_slope_of(tree: Tree, loss: t.Symbol) -> bool:
    """Whether a definition gives a name to a gradient of the loss."""
    ends = _ends(tree)
    return ends is not None and key_of(ends[0]) == key_of(loss)


def _with_loss(tree: Tree, loss: t.Symbol) -> Tree:
    """The formula with the usual letter for the loss."""

    def change(part: Tree) -> Tree | None:
        is_loss = isinstance(part, t.Symbol) and key_of(part) == key_of(loss)
        return replace(part, name="L", style="") if is_loss and isinstance(part, t.Symbol) else None

    return exchanged(tree, change)


def _renamed(key: str, loss: t.Symbol) -> str:
    return "L" if key == key_of(loss) else key
