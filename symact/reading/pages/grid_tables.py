"""Grid tables of reStructuredText, written anew as lists of lists with every character's place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

_BORDER = re.compile(r"[ \t]*\+(?:[-=]+\+)+[ \t]*$")
_MOST_COLUMNS = 20
_MATH = re.compile(r"[\\$=`]|math::")


class _Line(NamedTuple):
    start: int
    text: str


class _Piece(NamedTuple):
    """Some characters, and where they come from; those that are added come from one place."""

    text: str
    start: int
    is_added: bool = False


def linearised(raw: str) -> tuple[str, list[int]] | None:
    r"""The text with its grid tables as list tables, and each character's offset; None without any.

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
    lines = list(_lines(raw))
    at = found = 0
    while at < len(lines):
        end = _table_end(lines, at)
        rows = None if end is None else _rows(lines[at:end])
        if end is None or not rows:
            pieces.append(_Piece(lines[at].text, lines[at].start))
            at += 1
            continue
        pieces += _as_list(rows, lines[at].start)
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


def _lines(raw: str) -> Iterator[_Line]:
    start = 0
    for text in raw.splitlines(keepends=True):
        yield _Line(start, text)
        start += len(text)


def _table_end(lines: Sequence[_Line], at: int) -> int | None:
    """Where the table ends that begins at a line; None where none does."""
    if not _BORDER.match(lines[at].text):
        return None
    end = at
    while end < len(lines) and lines[end].text.lstrip(" \t")[:1] in {"+", "|"}:
        end += 1
    while end > at and not _BORDER.match(lines[end - 1].text):
        end -= 1
    return end if end - at > 2 else None


def _rows(lines: Sequence[_Line]) -> list[list[list[_Piece]]] | None:
    """The cells of each row as pieces, one for each line; None for a table with joined cells."""
    bars = [k for k, c in enumerate(lines[0].text) if c == "+"]
    if len(bars) < 2 or len(bars) > _MOST_COLUMNS:
        return None
    rows: list[list[list[_Piece]]] = []
    cells: list[list[_Piece]] = [[] for _ in bars[1:]]
    for line in lines[1:]:
        if _BORDER.match(line.text):
            if [k for k, c in enumerate(line.text) if c == "+"] != bars:
                return None
            rows.append(cells)
            cells = [[] for _ in bars[1:]]
            continue
        if any(line.text[k : k + 1] != "|" for k in bars):
            return None
        for cell, (low, high) in zip(cells, pairwise(bars), strict=True):
            cell.append(_Piece(line.text[low + 1 : high].rstrip(), line.start + low + 1))
    return rows


def _as_list(rows: Sequence[list[list[_Piece]]], place: int) -> Iterator[_Piece]:
    """The pieces of a list table."""
    has_head = not any(_MATH.search(line.text) for cell in rows[0] for line in cell)
    options = "   :header-rows: 1\n" if has_head else ""
    yield _Piece(f"\n.. list-table::\n{options}\n", place, is_added=True)
    for row in rows:
        for number, cell in enumerate(row):
            yield _Piece("   * - " if number == 0 else "     - ", place, is_added=True)
            yield from _cell(cell, place)
    yield _Piece("\n", place, is_added=True)


def _cell(lines: Sequence[_Piece], place: int) -> Iterator[_Piece]:
    """The lines of a cell below each other, as far to the right as they stand."""
    kept = [line for line in lines if line.text.strip()]
    margin = min((len(p.text) - len(p.text.lstrip()) for p in kept), default=0)
    for number, line in enumerate(kept):
        place = line.start + margin
        if number:
            yield _Piece("       ", place, is_added=True)
        yield _Piece(line.text[margin:], place)
        yield _Piece("\n", place, is_added=True)
    if not kept:
        yield _Piece("\n", place, is_added=True)
