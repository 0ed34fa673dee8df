r"""Sums whose index is not written, where only one letter can be it: ``\sum y_i \log p_i``."""

from __future__ import annotations

from dataclasses import replace

from symact.reading.held import tree as t
from symact.reading.held.exchange import exchanged
from symact.reading.held.statements import Statement
from symact.reading.held.walk import every

_INDICES = frozenset("ijklmnqr")


def with_indices(statement: Statement) -> Statement:
    """The statement in which each sum over entries with one index has that index."""
    if not any(isinstance(n, t.BigOperator) for o in statement.operands if o for n in every(o)):
        return statement
    operands = tuple(None if o is None else exchanged(o, _indexed) for o in statement.operands)
    return replace(statement, operands=operands)


def _indexed(tree: t.Tree) -> t.Tree | None:
    match tree:
        case t.BigOperator(kind="sum", index=None, lower=None, upper=None, operand=inside):
            letters = {
                index.name: index
                for node in every(inside)
                if isinstance(node, t.Symbol)
                for index in node.indices
                if isinstance(index, t.Symbol) and index.name in _INDICES
            }
            return replace(tree, index=next(iter(letters.values()))) if len(letters) == 1 else None
    return None


__all__ = ["with_indices"]
