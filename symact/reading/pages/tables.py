"""Rows of tables: with bars as on GitHub, or with tabs as copied from a web page."""

from __future__ import annotations

import re

from symact.reading.pages.blocks import Sheet, add_row
from symact.reading.pages.inline import pieces_in
from symact.reading.pages.lines import Line
from symact.reading.pages.page import Block, Language

_RULE = re.compile(r"\|?[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*+\|?")
_DASHES = re.compile(r"[-\t |:=]+")
_FEWEST_TABS = 2


def bar_table(sheet: Sheet, lines: list[Line], i: int) -> int | None:
    """Read the table with bars that begins on a line; the line behind it, or None if none does."""
    if "|" not in sheet.text[lines[i].start : lines[i].end]:
        return None
    ruled = i + 1 < len(lines) and _is_rule(sheet.text, lines[i + 1])
    if not ruled and not (_is_framed(sheet, lines, i) and _is_framed(sheet, lines, i + 1)):
        return None
    columns = 0
    header = len(sheet.blocks) if ruled else None
    k = i
    while k < len(lines) and not lines[k].is_blank and lines[k].quoted == lines[i].quoted:
        line = lines[k]
        if "|" not in sheet.text[line.start : line.end]:
            break
        if not _is_rule(sheet.text, line):
            cells = _bar_cells(sheet, line, columns)
            columns = columns or len(cells)
            add_row(sheet, cells, line.start, line.end, header if k > i else None)
        k += 1
    return k


def tab_table(sheet: Sheet, lines: list[Line], i: int) -> int | None:
    """Read the lines with tabs from a line on; the line behind them, or None if there is none."""
    first = len(sheet.blocks)
    k = i
    while k < len(lines) and not lines[k].is_blank:
        line = lines[k]
        cells = _cells(sheet, line, "\t")
        if len(cells) <= _FEWEST_TABS:
            break
        if not _DASHES.fullmatch(sheet.text, line.start, line.end):
            header = first if len(sheet.blocks) > first and _is_in_words(sheet, first) else None
            add_row(sheet, cells, line.start, line.end, header)
        k += 1
    return k if k > i else None


def _is_rule(text: str, line: Line) -> bool:
    return _RULE.fullmatch(text, line.start, line.end) is not None and (
        "|" in text[line.start : line.end]
    )


def _is_framed(sheet: Sheet, lines: list[Line], i: int) -> bool:
    if i >= len(lines) or lines[i].end - lines[i].start < len("|a|"):
        return False
    text, line = sheet.text, lines[i]
    return text[line.start] == "|" and text[line.end - 1] == "|"


def _is_in_words(sheet: Sheet, row: int) -> bool:
    block: Block = sheet.blocks[row]
    return all(run.language is Language.PROSE for cell in block.cells for run in cell)


def _bar_cells(sheet: Sheet, line: Line, columns: int) -> list[tuple[int, int]]:
    """The cells of a row; bars inside formulas count only where the columns come out with them."""
    text = sheet.text
    start = line.start + (text[line.start] == "|")
    ends_with_bar = text[line.end - 1] == "|" and line.end - 1 > start
    inner = Line(start, line.end - ends_with_bar, line.indent)
    cells = _cells(sheet, inner, "|")
    if columns and len(cells) != columns:
        bare = _split(text, inner, "|", [])
        return bare if len(bare) == columns else cells
    return cells


def _cells(sheet: Sheet, line: Line, mark: str) -> list[tuple[int, int]]:
    if mark not in sheet.text[line.start : line.end]:
        return [(line.start, line.end)]
    pieces = pieces_in(sheet.text, line.start, line.end, sheet.dialect)
    return _split(sheet.text, line, mark, [(piece.start, piece.end) for piece in pieces])


def _split(text: str, line: Line, mark: str, kept: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """A line cut at a mark that is not escaped and does not stand in a range that is kept."""
    cells = []
    first = position = line.start
    ranges = iter([*kept, (line.end, line.end)])
    start, end = next(ranges)
    while (at := text.find(mark, position, line.end)) >= 0:
        while end <= at and start < line.end:
            start, end = next(ranges)
        if start <= at < end:
            position = end
        else:
            position = at + 1
            if text[at - 1] != "\\" or at == line.start:
                cells.append((first, at))
                first = position
    return [*cells, (first, line.end)]
