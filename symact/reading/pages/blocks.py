"""Blocks from ranges of a document: the runs in them, and displays in blocks of their own."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import final

from symact.reading.pages.bare import bare_latex, bare_lines
from symact.reading.pages.cell_parts import cell_parts
from symact.reading.pages.doubles import doubles_in
from symact.reading.pages.inline import Dialect, Piece, pieces_in, runs_between, stands_alone
from symact.reading.pages.page import Block, Kind, Language, Run
from symact.reading.pages.triples import triples_in

_ENDINGS = " \t\r\n.,;:!?。，；、"


@final
@dataclass(frozen=True, slots=True)
class Sheet:
    """A text on which blocks are found.

    Attributes:
        text: as long as the document, with spaces for what is not read.
        holes: the ranges of what is not read, in order.
        blocks: what has been found so far.
    """

    text: str
    dialect: Dialect
    holes: tuple[tuple[int, int], ...] = ()
    blocks: list[Block] = field(default_factory=list)

    def runs(self, start: int, end: int, pieces: list[Piece] | None = None) -> tuple[Run, ...]:
        """The runs of a range."""
        if pieces is None:
            pieces = pieces_in(self.text, start, end, self.dialect)
        first = max(0, bisect_left(self.holes, (start, start)) - 1)
        last = bisect_left(self.holes, (end, end))
        return runs_between(self.text, start, end, pieces, self.holes[first:last])


def add_block(sheet: Sheet, kind: Kind, start: int, end: int, level: int = 0) -> None:
    """Add a block of one cell; displays that stand on their own lines become blocks themselves."""
    start, end = trimmed(sheet.text, start, end)
    if start >= end:
        return
    pieces = pieces_in(sheet.text, start, end, sheet.dialect)
    if not sheet.dialect.strict:
        pieces = _with_bare(sheet, kind, start, end, pieces)
    current, waiting = start, 0
    for i, piece in enumerate(pieces if kind is not Kind.HEADING else []):
        if not piece.displayed or not stands_alone(
            sheet.text, piece.start, piece.end, (start, end)
        ):
            continue
        if kind is Kind.ITEM and not sheet.text[start : piece.start].strip():
            continue  # an item that is a formula
        _add_part(sheet, kind, (current, piece.start), pieces[waiting:i], level)
        if current < piece.start:
            kind, level = (Kind.PARAGRAPH, 0) if kind is Kind.ITEM else (kind, level)
        after = _line_end(sheet.text, piece.end, end)
        _add_part(sheet, Kind.DISPLAY, (piece.start, after), [piece], 0)
        current, waiting = after, i + 1
    _add_part(sheet, kind, (current, end), pieces[waiting:], level)


def _with_bare(sheet: Sheet, kind: Kind, start: int, end: int, pieces: list[Piece]) -> list[Piece]:
    """The pieces, and the formulas of which the delimiters are missing."""
    found = [
        Piece((Run(Language.LATEX, triple.start, triple.end),), triple.first, triple.last)
        for triple in (*triples_in(sheet.text, start, end), *doubles_in(sheet.text, start, end))
        if not any(p.start < triple.last and triple.first < p.end for p in pieces)
    ]
    pieces = sorted([*pieces, *found], key=lambda piece: piece.start)
    if kind is Kind.HEADING:
        return pieces
    whole = None if pieces else bare_latex(sheet.text, start, end)
    if whole is not None and whole[0] > start:  # in brackets on lines of their own
        return [Piece((Run(Language.LATEX, *whole),), start, end)]
    taken = [(piece.start, piece.end) for piece in pieces]
    lines = list(bare_lines(sheet.text, start, end, taken))
    if whole is not None and not lines:
        return [Piece((Run(Language.LATEX, *whole),), start, end)]
    shown = [Piece((Run(Language.LATEX, a, b),), a, b, displayed=True) for a, b in lines]
    return sorted([*pieces, *shown], key=lambda piece: piece.start)


def _add_part(
    sheet: Sheet, kind: Kind, at: tuple[int, int], pieces: list[Piece], level: int
) -> None:
    start, end = trimmed(sheet.text, *at)
    runs = sheet.runs(start, end, pieces) if start < end else ()
    if not runs or _is_only_punctuation(sheet.text, runs):
        return
    if kind is Kind.PARAGRAPH and _is_formula(sheet.text, runs):
        kind = Kind.DISPLAY
    sheet.blocks.append(Block(kind, (runs,), start, end, level))


def _is_only_punctuation(text: str, runs: tuple[Run, ...]) -> bool:
    return all(
        run.language is Language.PROSE and not text[run.start : run.end].strip(_ENDINGS)
        for run in runs
    )


def _is_formula(text: str, runs: tuple[Run, ...]) -> bool:
    """Whether a paragraph is one formula, perhaps with punctuation."""
    formulas = [run for run in runs if run.language is not Language.PROSE]
    rest = (text[run.start : run.end] for run in runs if run.language is Language.PROSE)
    return len(formulas) == 1 and not any(part.strip(_ENDINGS + "*_") for part in rest)


def _line_end(text: str, start: int, end: int) -> int:
    at = text.find("\n", start, end)
    return end if at < 0 else at


def add_row(
    sheet: Sheet, cells: Sequence[tuple[int, int]], start: int, end: int, header: int | None
) -> None:
    """Add a row of a table."""
    ranges = [trimmed(sheet.text, *cell) for cell in cells]
    runs = tuple(_cell_runs(sheet, a, b) for a, b in ranges)
    sheet.blocks.append(Block(Kind.ROW, runs, start, end, header=header))


def _cell_runs(sheet: Sheet, start: int, end: int) -> tuple[Run, ...]:
    """The runs of a cell, which may hold directives with formulas."""
    if ".." not in sheet.text[start:end]:
        return sheet.runs(start, end) if start < end else ()
    return tuple(
        run
        for part in cell_parts(sheet.text, start, end)
        for run in (
            (Run(Language.LATEX, part.start, part.end),)
            if part.is_formula
            else sheet.runs(part.start, part.end)
        )
    )


def add_code(sheet: Sheet, start: int, end: int, runs: tuple[Run, ...] = ()) -> None:
    """Add a block of code."""
    if start < end:
        sheet.blocks.append(Block(Kind.CODE, (runs,), start, end))


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A range without the spaces at its ends.

    A form feed or a backspace stays: it may be what is left of a command.
    """
    while start < end and text[start] in " \t\r\n\u00a0\u3000":
        start += 1
    while end > start and text[end - 1] in " \t\r\n\u00a0\u3000":
        end -= 1
    return start, end
