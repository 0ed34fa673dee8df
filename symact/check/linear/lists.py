"""Vectors and matrices that are typed as lists: which items stand in which row."""

from __future__ import annotations

import re
from typing import TypeAlias

from symact.core.errors import UnsupportedError
from symact.core.span import Span
from symact.reading.held import tree as t
from symact.reading.held.tree import Tree

Items: TypeAlias = tuple[Tree, ...]

_NUMBER = r"[-+−]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?"
_SPACED = re.compile(rf"\[\s*{_NUMBER}(?:(?:\s+|\s*;\s*){_NUMBER})+\s*\]")
_TOKEN = re.compile(rf"{_NUMBER}|;")
MAX_TEXT = 20_000


def rows_of(tree: t.Bracket) -> tuple[Items, ...] | None:
    """The rows of a matrix; None for a list of numbers in one line.

    ``[[1, 2], [3, 4]]``, ``[1, 2; 3, 4]`` and NumPy's ``[[1 2] [3 4]]`` have two rows.

    Raises:
        UnsupportedError: for an interval, a set, and lists among numbers.
    """
    if (tree.opening, tree.closing) not in (("(", ")"), ("[", "]")):
        raise UnsupportedError("an interval or a set is no vector")
    inner = [_inner(item) for item in tree.items]
    rows = [row for row in inner if row is not None]
    if rows:
        if len(rows) != len(inner):
            raise UnsupportedError("a list of numbers and lists")
        return tuple(rows)
    return _by_semicolons(tree)


def spaced(tree: Tree) -> tuple[Items, ...] | None:
    """The rows of ``[1 -2]`` or ``[1 2; 3 4]``, in which only spaces stand between the numbers.

    None for any other formula, as for ``[1 - 2]``, which is a difference.
    """
    text = tree.span.text
    if not text.startswith("[") or len(text) > MAX_TEXT or not _SPACED.fullmatch(text):
        return None
    rows: list[list[Tree]] = [[]]
    for match in _TOKEN.finditer(text):
        if match.group() == ";":
            rows.append([])
        else:
            start = tree.span.start + match.start()
            rows[-1].append(_number(match.group(), Span(tree.span.source, start, start + 1)))
    return tuple(map(tuple, rows))


def refuse_unclear(tree: t.Product) -> None:
    """Refuse numbers side by side, which are a list or a mixed number and not a product.

    Raises:
        UnsupportedError: for ``1 2`` and for ``1 1/2``.
    """
    for left, sign, right in zip(tree.factors, tree.signs, tree.factors[1:], strict=False):
        if sign or not isinstance(left, t.Number) or left.span.text != left.text:
            continue
        is_bare = isinstance(right, t.Number) and right.span.text == right.text
        is_fraction = (
            isinstance(right, t.Quotient)
            and isinstance(right.numerator, t.Number)
            and isinstance(right.denominator, t.Number)
            and not right.span.text.startswith(("(", "["))
        )
        if is_bare or is_fraction:
            raise UnsupportedError("two numbers stand side by side")


def _inner(item: Tree) -> Items | None:
    if isinstance(item, t.Bracket):
        return item.items
    found = spaced(item)
    return found[0] if found is not None and len(found) == 1 else None


def _by_semicolons(tree: t.Bracket) -> tuple[Items, ...] | None:
    text, rows = tree.span.source.text, [[tree.items[0]]]
    for before, item in zip(tree.items, tree.items[1:], strict=False):
        if ";" in text[before.span.end : item.span.start]:
            rows.append([])
        rows[-1].append(item)
    return None if len(rows) == 1 else tuple(map(tuple, rows))


def _number(text: str, place: Span) -> Tree:
    digits = text.lstrip("+-−")
    number = t.Number(digits, place)
    return t.Negative(number, place) if text[0] in "-−" else number
