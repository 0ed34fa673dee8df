"""Statements that hold where a label is 1, as the label of the right class is."""

from __future__ import annotations

from symact.reading.held import tree as t
from symact.reading.held.exchange import exchanged

REASON = "it holds where the label is 1, as that of the right class is"
_LABELS = frozenset(("y", "Y", "t", "T"))


def with_label_one(tree: t.Tree) -> t.Tree:
    """The formula in which the labels with an index are 1.

    Example:
        >>> from symact.core.span import Source, Span
        >>> here = Span(Source("a", ""), 0, 0)
        >>> with_label_one(t.Symbol("y", here, (t.Symbol("i", here),))).text
        '1'
    """

    def change(part: t.Tree) -> t.Tree | None:
        match part:
            case t.Symbol(name=name, indices=(_,), style="") if name in _LABELS:
                return t.Number("1", part.span)
            case _:
                return None

    return exchanged(tree, change)
