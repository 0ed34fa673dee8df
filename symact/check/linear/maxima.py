r"""Largest entries as numbers of their own, for what holds whatever they are."""

from __future__ import annotations

from symact.check.linear.keys import key_of
from symact.reading.held import tree as t
from symact.reading.held.exchange import exchanged
from symact.reading.held.tree import Tree

_MAX = frozenset({"max", "Max"})


def without_maxima(tree: Tree) -> Tree:
    r"""The formula with a letter in place of each ``\max(x)`` and ``\max_k x_k``.

    Example:
        >>> from symact.core.span import Source, Span
        >>> here = Span(Source("a", ""), 0, 0)
        >>> largest = t.Call(t.Symbol("max", here), (t.Symbol("x", here),), here)
        >>> without_maxima(t.Negative(largest, here)).operand.name
        'largest x'
    """
    return exchanged(tree, _letter)


def _letter(tree: Tree) -> Tree | None:
    match tree:
        case t.Call(function=t.Symbol(name=name), arguments=(t.Symbol(indices=()) as whole,)) if (
            name in _MAX and not tree.primes and not tree.is_inverse
        ):
            return t.Symbol(f"largest {key_of(whole)}", tree.span)
        case t.Extremum(
            kind="max", operand=t.Symbol(indices=()) as whole, variable=None, domain=None
        ):
            return t.Symbol(f"largest {key_of(whole)}", tree.span)
        case t.Extremum(
            kind="max",
            operand=t.Symbol(indices=(t.Symbol(name=index),)) as entry,
            variable=t.Symbol(name=letter),
            domain=None,
        ) if index == letter:
            return t.Symbol(f"largest {entry.name}", tree.span)
    return None
