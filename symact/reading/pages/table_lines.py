"""Lines of drawn tables, and where their columns are when wide characters stand in them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple


class TableLine(NamedTuple):
    """A line with its end, and where it begins."""

    start: int
    text: str


class Cut(NamedTuple):
    """One line of a cell, and where it begins."""

    text: str
    start: int


def table_lines(raw: str) -> Iterator[TableLine]:
    """The lines of a text."""
    start = 0
    for text in raw.splitlines(keepends=True):
        yield TableLine(start, text)
        start += len(text)


def cut_at(text: str, columns: Sequence[int]) -> list[int] | None:
    """The characters that stand at some columns, in order; None where a wide one covers a column.

    Example:
        >>> cut_at("| a | b |", [0, 4, 8]), cut_at("| 导 | b |", [0, 5, 9])
        ([0, 4, 8], [0, 4, 8])
    """
    if text.isascii():
        return list(columns)
    places: dict[int, int] = {}
    width = 0
    for at, character in enumerate(text):
        if unicodedata.combining(character):
            continue
        places[width] = at
        width += 1 + (unicodedata.east_asian_width(character) in {"W", "F"})
    places[width] = len(text)
    found = [places.get(column, len(text) if column > width else -1) for column in columns]
    return None if -1 in found else found
