"""Held formulas with some of their parts exchanged for others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

from symact.reading.held.tree import Tree


def exchanged(tree: Tree, change: Callable[[Tree], Tree | None]) -> Tree:
    """The formula in which each part for which *change* has another one is that other one.

    Args:
        change: what stands in place of a part; None where its own parts are looked at.

    Example:
        >>> from symact.core.span import Source, Span
        >>> from symact.reading.held.tree import Negative, Number, Symbol
        >>> here = Span(Source("a", ""), 0, 0)
        >>> one = lambda part: Number("1", here) if isinstance(part, Symbol) else None
        >>> exchanged(Negative(Symbol("x", here), here), one).operand.text
        '1'
    """
    other = change(tree)
    if other is not None:
        return other
    parts = {f.name: _parts(getattr(tree, f.name), change) for f in fields(tree)}
    new: dict[str, Any] = {k: v for k, v in parts.items() if v is not getattr(tree, k)}
    return replace(tree, **new) if new else tree


def _parts(value: object, change: Callable[[Tree], Tree | None]) -> object:
    if isinstance(value, tuple):
        new = tuple(_parts(item, change) for item in value)
        return value if all(a is b for a, b in zip(new, value, strict=True)) else new
    return exchanged(value, change) if isinstance(value, Tree) else value
