r"""Definitions for every layer l, put in for the layers of which a claim speaks: l + 1, l - 1."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from symact.reading.held import tree as t
from symact.reading.held.tree import Tree
from symact.reading.held.walk import every

_LABEL = re.compile(r"(?<=\^\()([A-Za-z])(?=\))")


def for_layers(trees: tuple[Tree, ...], definitions: Mapping[str, Tree]) -> Mapping[str, Tree]:
    """The definitions, and those of layer l again for every layer l + k that the claim names.

    Args:
        trees: the claim.
        definitions: right sides by the keys of `keys.key_of`, as ``z^(l)_i``.
    """
    named = {layer for tree in trees for node in every(tree) if (layer := _layer(node))}
    found = dict(definitions)
    for key, tree in definitions.items():
        match = _LABEL.search(key)
        if match is None:
            continue
        letter = match[1]
        for step in sorted(step for name, step in named if name == letter and step):
            shifted = _LABEL.sub(f"{letter}{step:+d}", key, count=1)
            found.setdefault(shifted, _shifted(tree, letter, step))
    return found


def _layer(node: Tree) -> tuple[str, int] | None:
    """The letter of a layer, and how far behind it the layer of a symbol lies."""
    return _step(node.label) if isinstance(node, t.Symbol) and node.label is not None else None


def _step(label: Tree) -> tuple[str, int] | None:
    match label:
        case t.Symbol(name=name, indices=(), label=None) if len(name) == 1:
            return name, 0
        case t.Sum(terms=((1, t.Symbol(name=name, indices=())), (sign, t.Number(text=text)))):
            return (name, sign * int(text)) if text.isdecimal() else None
    return None


def _shifted(tree: Tree, letter: str, step: int) -> Tree:
    """A formula with all layers of one letter moved."""
    changed: dict[str, Any] = {
        field.name: _part(getattr(tree, field.name), letter, step) for field in fields(tree)
    }
    moved: Tree = type(tree)(**changed)
    if isinstance(moved, t.Symbol) and moved.label is not None:
        layer = _step(moved.label)
        if layer is not None and layer[0] == letter:
            return replace(moved, label=_label(moved.label, letter, layer[1] + step))
    return moved


def _part(value: object, letter: str, step: int) -> object:
    if isinstance(value, tuple):
        return tuple(_part(item, letter, step) for item in value)
    return _shifted(value, letter, step) if isinstance(value, Tree) else value


def _label(old: Tree, letter: str, step: int) -> Tree:
    symbol = t.Symbol(letter, old.span)
    if not step:
        return symbol
    sign = 1 if step > 0 else -1
    return t.Sum(((1, symbol), (sign, t.Number(str(abs(step)), old.span))), old.span)
