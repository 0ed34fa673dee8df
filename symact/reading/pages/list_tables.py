"""Tables that are written as lists of lists, as in MyST and reStructuredText."""

from __future__ import annotations

import re

from symact.reading.pages.blocks import Sheet, add_row
from symact.reading.pages.lines import lines_of

_ROW = re.compile(r"[*-][ \t]+(?P<cell>[*-])(?:[ \t]+|$)")
_CELL = re.compile(r"[*-](?:[ \t]+|$)")
_HEADERS = re.compile(r"^[ \t]*:header-rows:[ \t]*(?P<count>\d)", re.MULTILINE)


def add_list_table(sheet: Sheet, start: int, end: int) -> None:
    """Add the rows of a list of lists; the first is their header where its options say so."""
    text = sheet.text
    begin = text.rfind("\n", 0, start) + 1
    start = start if text[begin:start].strip() else begin  # its indent counts
    headers = _HEADERS.search(text, start, end)
    first = len(sheet.blocks) if headers and headers["count"] == "1" else None
    for cells in _rows(text, start, end):
        header = first if first is not None and len(sheet.blocks) > first else None
        if header is not None and len(sheet.blocks[header].cells) != len(cells):
            header = None
        add_row(sheet, cells, cells[0][0], cells[-1][1], header)


def _rows(text: str, start: int, end: int) -> list[list[tuple[int, int]]]:
    """The cells of each row; lines that begin no cell go on with the one before."""
    rows: list[list[tuple[int, int]]] = []
    column = margin = -1
    for line in lines_of(text, start, end):
        row = _ROW.match(text, line.start, line.end)
        if row and margin in {-1, line.indent}:  # a list in a cell stands further to the right
            margin = line.indent
            column = line.indent + row.start("cell") - line.start
            rows.append([(row.end(), line.end)])
            continue
        cell = _CELL.match(text, line.start, line.end)
        if cell and rows and line.indent == column:
            rows[-1].append((cell.end(), line.end))
        elif rows and not line.is_blank:
            rows[-1][-1] = (rows[-1][-1][0], line.end)
    return rows
