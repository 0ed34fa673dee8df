r"""Row breaks that lost one of their two backslashes: told by the table that they make."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import final

from symact.reading.repair_draft import Draft, Edit, worded
from symact.reading.repair_rules import ALIGNED, CASES, ROWS

_SCAN = re.compile(
    r"""\\(?P<side>begin|end)\s*\{(?P<name>[A-Za-z]{1,20}\*?)\}
      | (?P<row>\\\\)
      | (?P<hard>\\(?=[ \t]*\r?\n|[0-9\-−+=(]|\.[0-9]|&\s*[=<>]
                     |\[\s*-?[0-9.]+\s*(?:em|ex|pt|mm|cm|in|mu)\s*\]))
      | (?P<letter>\\(?=[A-Za-z](?![A-Za-z])))
      | (?P<soft>\\(?=[ \t\r]))
      | \\(?:[A-Za-z]+|.)
      | (?P<cell>&)
      | (?P<sign>[{}()])
      """,
    re.VERBOSE | re.DOTALL,
)
_COLUMNS = re.compile(r"\s*(?:\[[tcb]\]\s*)?\{([^{}]{0,40})\}")
_RELATION = re.compile(r"[=<>≤≥≠≈]|\\(?:leq?|geq?|neq?|approx|equiv|to|in)(?![A-Za-z])")
_BLANK = re.compile(r"(?:\s|\\[ ,;:!]|\\q?quad(?![A-Za-z])|\\hline)*")
_SPACING = re.compile(r"[,;:]\s*\Z")
_DIGIT_LAST = re.compile(r"[0-9]\s*\Z")
_DIGIT_FIRST = re.compile(r"\\\s*[0-9]")
_REASON = "a row break lost one of its backslashes"


@final
@dataclass(slots=True)
class _Level:
    """An environment that is being read."""

    name: str
    start: int
    columns: int = 0
    has_rows: bool = False
    braces: int = 0
    brackets: int = 0
    cells: list[int] = field(default_factory=list)
    breaks: list[tuple[int, str]] = field(default_factory=list)


def row_edits(draft: Draft) -> Iterator[Edit]:
    r"""What to change between the rows of matrices, cases and aligned lines.

    Example:
        >>> text = r"\begin{bmatrix}1&-1\0&2\end{bmatrix}"
        >>> [e.start for e in row_edits(Draft(text, tuple(range(len(text) + 1))))]
        [19]
    """
    tables = _tables(draft.text)
    certain = bool(draft.notes) or any(
        kind == "hard" for level, _ in tables for _, kind in level.breaks
    )
    for level, end in tables:
        for place in _breaks(draft.text, level, end, certain=certain):
            yield Edit(place, place + 1, "\\\\", _REASON)


def _tables(text: str) -> list[tuple[_Level, int]]:
    """The environments with rows, each with its end; none where they do not nest."""
    marks = worded(text)
    stack: list[_Level] = []
    found: list[tuple[_Level, int]] = []
    for match in _SCAN.finditer(text):
        if match["side"] == "begin":
            stack.append(_level(text, match))
        elif match["side"]:
            if not stack or stack[-1].name != match["name"]:
                return []
            level = stack.pop()
            if level.name in ROWS and level.breaks and not level.has_rows:
                found.append((level, match.start()))
        elif match["hard"] and match.string[match.end()] == "(" and "\\)" in text:
            continue
        elif stack and not marks[match.start()] and match.start() >= stack[-1].start:
            _note(stack[-1], match)
    return [] if stack else found


def _level(text: str, match: re.Match[str]) -> _Level:
    columns = _COLUMNS.match(text, match.end()) if match["name"].startswith("array") else None
    if columns is None:
        return _Level(match["name"], match.end())
    return _Level(match["name"], columns.end(), len(re.findall("[lcr]", columns[1])))


def _note(level: _Level, match: re.Match[str]) -> None:
    kind, place = match.lastgroup, match.start()
    if kind == "sign":
        level.braces += {"{": 1, "}": -1}.get(match.group(), 0)
        level.brackets = max(0, level.brackets + {"(": 1, ")": -1}.get(match.group(), 0))
    elif level.braces == 0 and kind == "row":
        level.has_rows = True
    elif level.braces == 0 and kind == "cell":
        level.cells.append(place)
        level.brackets = 0
    elif level.braces == 0 and kind and (kind == "hard" or not level.brackets):
        level.breaks.append((place, kind))


def _breaks(text: str, level: _Level, end: int, *, certain: bool) -> Sequence[int]:
    """The places of the row breaks, or none where the rows would make no table."""
    for chosen in _choices(text, level, certain=certain):
        if chosen and _is_table(text, level, end, chosen, certain=certain):
            return chosen
    return ()


def _choices(text: str, level: _Level, *, certain: bool) -> Iterator[list[int]]:
    """Which backslashes may be row breaks, the most first."""
    # A letter may be a macro's name, as long as nothing shows that backslashes are lost.
    breaks = [(place, kind) for place, kind in level.breaks if certain or kind != "letter"]
    # A comma and a blank with a backslash may be a list, as in `a,\ b`.
    lists = {
        place
        for place, kind in breaks
        if kind == "soft" and _SPACING.search(text[max(level.start, place - 8) : place])
    }
    if certain or level.name in CASES:
        yield [place for place, _ in breaks]
    yield [place for place, _ in breaks if place not in lists]
    yield [place for place, kind in breaks if kind != "soft"]
    yield [place for place, kind in breaks if kind == "hard"]


def _is_table(text: str, level: _Level, end: int, breaks: Sequence[int], *, certain: bool) -> bool:
    """Whether rows with these breaks have equally many cells, and none of them is empty."""
    starts = [level.start, *(place + 1 for place in breaks)]
    ends = [*breaks, end]
    rows = [_cells(level, start, stop) for start, stop in zip(starts, ends, strict=True)]
    if len(rows) > 2 and _is_blank(text, rows[-1]):
        rows.pop()
    widths = {len(row) for row in rows}
    if len(rows) < 2 or len(widths) != 1:
        return False
    (width,) = widths
    if width > (2 if level.name in CASES else level.columns or width):
        return False
    if level.name in ALIGNED:
        return (certain or width > 1) and all(_is_line(text, row) for row in rows)
    if not certain and not _is_told(text, level, breaks, width):
        return False
    return not any(_is_blank(text, [cell]) for row in rows for cell in row)


def _is_told(text: str, level: _Level, breaks: Sequence[int], width: int) -> bool:
    """Whether the cells alone show that their rows were broken."""
    if level.name in CASES or level.columns:
        return width == (level.columns or 2) > 1
    # Between two numbers there is no product without a sign.
    return width > 1 and any(
        _DIGIT_LAST.search(text[max(level.start, place - 8) : place])
        and _DIGIT_FIRST.match(text, place)
        for place in breaks
    )


def _cells(level: _Level, start: int, stop: int) -> list[tuple[int, int]]:
    """The ranges of the cells of a row."""
    signs = [cell for cell in level.cells if start <= cell < stop]
    return list(pairwise([start - 1, *signs, stop]))


def _is_blank(text: str, cells: Sequence[tuple[int, int]]) -> bool:
    return all(_BLANK.fullmatch(text, first + 1, last) for first, last in cells)


def _is_line(text: str, cells: Sequence[tuple[int, int]]) -> bool:
    """Whether a line of an alignment holds a relation and what stands right of it."""
    first, last = cells[0][0] + 1, cells[-1][1]
    relation = _RELATION.search(text, first, last)
    if relation is None or _BLANK.fullmatch(text, relation.end(), last):
        return False
    # A line that begins with nothing goes on with the line before: the relation comes at once.
    if len(cells) > 1 and _is_blank(text, cells[:1]):
        return _BLANK.fullmatch(text, cells[1][0] + 1, relation.start()) is not None
    return True
