"""Cases in braces, as they are typed: ``f(x) = {1 if x > 0, 0 otherwise}``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from symact.reading.held import tree as t
from symact.reading.held.statements import Item, Statement

_OPENS = re.compile(r"=\s*\{")
_OTHERWISE = re.compile(r"\s*,?\s*(?:otherwise|else|elsewhere|sonst|sinon)\s*\}", re.IGNORECASE)


def with_cases(items: Sequence[Item]) -> Sequence[Item]:
    """The items, of which those that are cases in one pair of braces are one statement."""
    match items:
        case (Statement(operators=("=",), operands=(head, value)) as first, *rest) if rest:
            pass
        case _:
            return items
    if head is None or value is None or not _OPENS.search(_between(head, value)):
        return items
    rows = _rows(value, first.condition, rest)
    if rows is None:
        return items
    ends = (part.span.end for row in rows for part in row if part is not None)
    whole = t.Cases(tuple(rows), replace(value.span, end=max(ends)))
    return (replace(first, operands=(head, whole), condition=None),)


def _rows(
    value: t.Tree, condition: t.Tree | None, rest: Sequence[Item]
) -> list[tuple[t.Tree, t.Tree | None]] | None:
    """The values with their conditions; None where something else stands in the braces."""
    rows: list[tuple[t.Tree, t.Tree | None]] = [(value, condition)]
    for item in rest:
        if not isinstance(item, Statement):
            return None
        last_value, last_condition = rows[-1]
        match item.operands, item.operators:
            case (tree,), () if tree is not None and last_condition is not None:
                rows.append((tree, item.condition))
            case (left, right), (sign,) if last_condition is None and None not in (left, right):
                sides = tuple(o for o in item.operands if o is not None)
                relation = t.Relation(sides, (sign,), item.operator_spans, item.span)
                rows[-1] = (last_value, relation)
            case _:
                return None
    is_complete = all(c is not None for _, c in rows[:-1]) and len(rows) > 1
    last, condition = rows[-1]
    is_closed = condition is not None or _OTHERWISE.match(_behind(last)) is not None
    return rows if is_complete and is_closed else None


def _between(left: t.Tree, right: t.Tree) -> str:
    return left.span.source.text[left.span.end : right.span.start]


def _behind(tree: t.Tree) -> str:
    return tree.span.source.text[tree.span.end :][:30]


__all__ = ["with_cases"]
