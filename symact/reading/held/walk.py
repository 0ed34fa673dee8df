"""Walks through a held formula: what it mentions, without knowing what any of it means."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import get_args

from symact.reading.held.tree import Symbol, Tree

_PARTS: dict[type, tuple[str, ...]] = {
    kind: tuple(f.name for f in fields(kind) if "span" not in f.name) for kind in get_args(Tree)
}


def children(tree: Tree) -> Iterator[Tree]:
    """The parts of a tree, one level deep, in the order of its fields."""
    for name in _PARTS[type(tree)]:
        yield from _trees(getattr(tree, name))


def _trees(value: object) -> Iterator[Tree]:
    if isinstance(value, tuple):
        for item in value:
            yield from _trees(item)
    elif isinstance(value, Tree):
        yield value


def every(tree: Tree) -> Iterator[Tree]:
    """The tree and everything in it."""
    yield tree
    for child in children(tree):
        yield from every(child)


def names_in(tree: Tree) -> frozenset[str]:
    """The names of all symbols in a tree, functions included."""
    return frozenset(node.name for node in every(tree) if isinstance(node, Symbol))
