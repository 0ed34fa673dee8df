"""Tables of reStructuredText that are drawn, written anew as lists of lists with all places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple, final

from symact.reading.pages.simple_tables import simple_table
from symact.reading.pages.table_lines import Cut, TableLine, cut_at, table_lines

_BORDER = re.compile(r"[ \t]*\+(?:[-=]+\+)+\s*$")
_MOST_COLUMNS = 20
_MATH = re.compile(r"[\\$=`]|math::")


class _Piece(NamedTuple):
    """Some characters, and where they come from; those that are added come from one place."""

    text: str
    start: int
    is_added: bool = False


@final
@dataclass(frozen=True, slots=True)
class Drawn:
    """A table: its rows, the lines of each of their cells, and how many rows are its head.

    Attributes:
        head: None where no line in it says so.
    """

    rows: Sequence[Sequence[Sequence[Cut]]]
    head: int | None


def linearised(raw: str) -> tuple[str, list[int]] | None:
    r"""The text with its drawn tables as lists, and each character's offset; None without any.

    Tables with cells that span others are left as they are.

    Example:
        >>> bar = "+---+---+\n"
        >>> text, places = linearised(f"{bar}| f | g |\n{bar}| 1 | 2 |\n{bar}")
        >>> [line.strip() for line in text.splitlines() if line.strip()][2:]
        ['* - f', '- g', '* - 1', '- 2']
        >>> places[text.index("- g") + 2]
        16
    """
    pieces: list[_Piece] = []
    lines = list(table_lines(raw))
    at = found = 0
    while at < len(lines):
        drawn = _drawn(lines, at)
        if drawn is None:
            pieces.append(_Piece(lines[at].text, lines[at].start))
            at += 1
            continue
        table, end = drawn
        pieces += _as_list(table, lines[at].start)
        at, found = end, found + 1
    if not found:
        return None
    text = "".join(piece.text for piece in pieces)
    offsets = [
        piece.start if piece.is_added else piece.start + k
        for piece in pieces
        for k in range(len(piece.text))
    ]
    return text, [*offsets, len(raw)]


def _drawn(lines: Sequence[TableLine], at: int) -> tuple[Drawn, int] | None:
    """The table that begins at a line, and the line behind it; None where none does."""
    simple = simple_table(lines, at)
    if simple is not None:
        return Drawn(simple.rows, simple.head), simple.end
    end = _grid_end(lines, at)
    table = None if end is None else _grid(lines[at:end])
    return None if table is None or end is None else (table, end)


def _grid_end(lines: Sequence[TableLine], at: int) -> int | None:
    """Where the table ends that begins at a line; None where none does."""
    if not _BORDER.match(lines[at].text):
        return None
    end = at
    while end < len(lines) and lines[end].text.lstrip(" \t")[:1] in {"+", "|"}:
        end += 1
    while end > at and not _BORDER.match(lines[end - 1].text):
        end -= 1
    return end if end - at > 2 else None


def _grid(lines: Sequence[TableLine]) -> Drawn | None:
    """The cells of each row, line for line; None for a table with joined cells."""
    bars = [k for k, c in enumerate(lines[0].text) if c == "+"]
    if len(bars) < 2 or len(bars) > _MOST_COLUMNS:
        return None
    rows: list[list[list[Cut]]] = []
    head: int | None = None
    cells: list[list[Cut]] = [[] for _ in bars[1:]]
    for line in lines[1:]:
        if _BORDER.match(line.text):
            if [k for k, c in enumerate(line.text) if c == "+"] != bars:
                return None
            rows.append(cells)
            cells = [[] for _ in bars[1:]]
            head = len(rows) if "=" in line.text and head is None else head
            continue
        places = cut_at(line.text, bars)
        if places is None or any(line.text[k : k + 1] != "|" for k in places):
            return None
        for cell, (low, high) in zip(cells, pairwise(places), strict=True):
            cell.append(Cut(line.text[low + 1 : high].rstrip(), line.start + low + 1))
    return Drawn(rows, head) if rows else None


def _as_list(table: Drawn, place: int) -> Iterator[_Piece]:
    """The pieces of a list table."""
    in_words = not any(_MATH.search(line.text) for cell in table.rows[0] for line in cell)
    has_head = table.head == 1 if table.head is not None else in_words
    options = "   :header-rows: 1\n" if has_head else ""
    yield _Piece(f"\n.. list-table::\n{options}\n", place, is_added=True)
    for row in table.rows[table.head if table.head and table.head > 1 else 0 :]:
        for number, cell in enumerate(row):
            yield _Piece("   * - " if number == 0 else "     - ", place, is_added=True)
            yield from _cell(cell, place)
    yield _Piece("\n", place, is_added=True)


def _cell(lines: Sequence[Cut], place: int) -> Iterator[_Piece]:
    """The lines of a cell below each other, as far to the right as they stand.

    A line's end has its place behind the line, so that a range that ends there ends in its column.
    """
    shown = [number for number, line in enumerate(lines) if line.text.strip()]
    kept = lines[shown[0] : shown[-1] + 1] if shown else []
    margin = min((len(p.text) - len(p.text.lstrip()) for p in kept if p.text.strip()), default=0)
    for number, line in enumerate(kept):
        if number and line.text.strip():
            yield _Piece("       ", line.start + margin, is_added=True)
        yield _Piece(line.text[margin:], line.start + margin)
        yield _Piece("\n", line.start + len(line.text), is_added=True)
    if not kept:
        yield _Piece("\n", place, is_added=True)
