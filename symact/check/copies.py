"""Formulas that a page holds twice: as they are shown, and behind that as they were typed."""

from __future__ import annotations

from dataclasses import replace

from symact.reading.held import tree as t
from symact.reading.held.statements import Statement

_JOINING = frozenset((*"+-−*/·×⋅(,^_{", ""))  # signs that make what follows a part of a formula


def without_copy(statement: Statement) -> Statement:
    r"""The statement once, where its text was copied from a page that holds it twice.

    In ``f(x)=max(0,x)f(x) = \max(0, x)`` the middle ends with the left side, which nothing joins
    to what stands before it.
    """
    match statement.operands:
        case (t.Call() | t.Prime() | t.Derivative() as first, middle, last):
            before, copy, behind = _shown(middle).rpartition(_shown(first))
            if copy and not behind and before[-1:] not in _JOINING:
                rest = statement.operators[1:]
                return replace(statement, operands=(first, last), operators=rest)
    return statement


def _shown(tree: t.Tree | None) -> str:
    return "" if tree is None else "".join(tree.span.text.split())


__all__ = ["without_copy"]
