"""Simple tables of reStructuredText: columns below double bars, cells of one line or several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import final

from symact.reading.pages.table_lines import Cut, TableLine, cut_at

_RULE = re.compile(r"[ \t]*=+(?:[ \t]+=+)+\s*$")
_SPAN = re.compile(r"[ \t]*-[- \t]*$")
_MOST_LINES = 400
_MOST_COLUMNS = 20


@final
@dataclass(frozen=True, slots=True)
class Simple:
    """A simple table, how many of its rows are the head, and the line behind it."""

    rows: Sequence[Sequence[Sequence[Cut]]]
    head: int
    end: int


def simple_table(lines: Sequence[TableLine], at: int) -> Simple | None:
    """The simple table that begins at a line; None where none does, or it has joined cells.

    A line whose first column is blank goes on with the row above it.
    """
    if not _RULE.match(lines[at].text):
        return None
    rules = _rules(lines, at)
    if rules is None:
        return None
    columns = [match.span() for match in re.finditer(r"=+", lines[at].text)]
    if len(columns) > _MOST_COLUMNS:
        return None
    rows: list[list[list[Cut]]] = []
    head = 0
    for number in range(at + 1, rules[-1]):
        if number == rules[0]:
            head = len(rows)
            continue
        line = lines[number]
        cuts = _cuts(line, columns)
        if cuts is None or _SPAN.match(line.text):
            return None
        is_first = len(rows) in {0, head} and bool(line.text.strip())
        if cuts[0].text.strip() or is_first:
            rows.append([[cut] for cut in cuts])
        elif len(rows) > head:
            for cell, cut in zip(rows[-1], cuts, strict=True):
                cell.append(cut)
    return Simple(rows, head, rules[-1] + 1) if rows else None


def _rules(lines: Sequence[TableLine], at: int) -> list[int] | None:
    """The lines of the rules behind the first one: at the end, and perhaps below the head."""
    found: list[int] = []
    for number in range(at + 1, min(at + _MOST_LINES, len(lines))):
        if not _RULE.match(lines[number].text):
            continue
        if lines[number].text.rstrip() != lines[at].text.rstrip():
            return None
        found.append(number)
        ends = number + 1 >= len(lines) or not lines[number + 1].text.strip()
        if ends or len(found) > 1:
            return found if ends else None
    return None


def _cuts(line: TableLine, columns: Sequence[tuple[int, int]]) -> list[Cut] | None:
    """A line cut between its columns; None where it writes between them."""
    text = line.text.rstrip("\r\n")
    if "\t" in text:
        return None
    starts = cut_at(text, [start for start, _ in columns])
    ends = cut_at(text, [end for _, end in columns])
    if starts is None or ends is None or text[: starts[0]].strip():
        return None
    if any(text[end:start].strip() for end, start in zip(ends, starts[1:], strict=False)):
        return None
    bounds = [*starts, max(starts[-1], len(text))]
    return [Cut(text[low:high].rstrip(), line.start + low) for low, high in pairwise(bounds)]
