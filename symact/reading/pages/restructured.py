"""The blocks of reStructuredText, as in ``.rst`` files and docstrings, with Markdown's formulas."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import final

from symact.reading.pages.blocks import Sheet, add_block, add_code, add_row
from symact.reading.pages.code import add_fence, plain_lines
from symact.reading.pages.grid_tables import linearised
from symact.reading.pages.holes import Fences, fences
from symact.reading.pages.inline import RESTRUCTURED
from symact.reading.pages.lines import Displays, Line, lines_of
from symact.reading.pages.list_tables import add_list_table
from symact.reading.pages.page import Block, Kind, Language, Page, Run
from symact.reading.pages.parts import page_of
from symact.reading.pages.plain_words import words

_DIRECTIVE = re.compile(r"\.\.[ \t]+(?P<name>[A-Za-z][\w:-]{0,40})::[ \t]*")
_EXPLICIT = re.compile(r"\.\.(?:[ \t]|$)")
_NOTE = re.compile(r"\.\.[ \t]+\[[^\]]{1,60}\][ \t]*")
_OPTION = re.compile(r":[A-Za-z][\w-]{0,40}:")
_RULED = re.compile(r"([-=`:'\"~^_*+#<>.])\1{2,400}")
_TABLE_RULE = re.compile(r"=+(?:[ \t]+=+)+")
_GRID_RULE = re.compile(r"\+(?:[-=]+\+)+")
_BULLET = re.compile(r"(?:[-*+•]|\(?(?:\d{1,4}|[a-z]|#)[.)])[ \t]+(?=\S)")
_ATX = re.compile(r"(?P<marks>#{1,6})[ \t]+(?=\S)")
_CODE = words("""code code-block sourcecode doctest testcode testoutput testsetup plot ipython
    prompt raw
    literalinclude graphviz mermaid tikz autofunction autoclass automodule toctree image figure
    highlight include currentmodule module index bibliography""")


@final
@dataclass(slots=True)
class _Reading:
    """A text that is being read line by line."""

    sheet: Sheet
    lines: list[Line]
    displays: Displays
    fences: Fences
    adornments: list[str] = field(default_factory=list)
    indents: list[int] = field(default_factory=list)

    def text(self, i: int) -> str:
        return self.sheet.text[self.lines[i].start : self.lines[i].end]

    def matches(self, pattern: re.Pattern[str], i: int) -> re.Match[str] | None:
        return pattern.match(self.sheet.text, self.lines[i].start, self.lines[i].end)

    def body(self, i: int) -> int:
        """The line behind the lines that are indented more than line *i*."""
        k = last = i + 1
        while k < len(self.lines) and (
            self.lines[k].is_blank or self.lines[k].indent > self.lines[i].indent
        ):
            k += 1
            last = last if self.lines[k - 1].is_blank else k
        return last


_Rule = Callable[[_Reading, int], "int | None"]


def read_restructured(name: str, raw: str) -> Page:
    """The page of a file of reStructuredText."""
    table = linearised(raw)
    if table is not None:
        return page_of(name, table[0], restructured_blocks, table[1])
    return page_of(name, raw, restructured_blocks)


def restructured_blocks(
    text: str, start: int, end: int
) -> tuple[tuple[Block, ...], tuple[int, ...]]:
    r"""The blocks of a range of reStructuredText; it has no marks of quotation.

    Example:
        >>> text = "Tanh\n====\n\n.. math::\n\n   f(x) = x"
        >>> [block.kind.value for block in restructured_blocks(text, 0, len(text))[0]]
        ['heading', 'display']
    """
    lines = lines_of(text, start, end)
    reading = _Reading(Sheet(text, RESTRUCTURED), lines, Displays(text, lines), fences(text, lines))
    i = 0
    while i < len(lines):
        i = next(after for rule in _RULES if (after := rule(reading, i)) is not None)
    return tuple(reading.sheet.blocks), ()


def _blank(reading: _Reading, i: int) -> int | None:
    return i + 1 if reading.lines[i].is_blank else None


def _is_fence(reading: _Reading, i: int) -> bool:
    return i in reading.fences.blocks or i in reading.fences.edges


def _fence(reading: _Reading, i: int) -> int | None:
    if i in reading.fences.edges:
        return i + 1
    if i not in reading.fences.blocks:
        return None
    last, info = reading.fences.blocks[i]
    if last > i + 1:
        add_fence(reading.sheet, info, reading.lines[i + 1].start, reading.lines[last - 1].end)
    return last + 1


def _doctest(reading: _Reading, i: int) -> int | None:
    if not reading.text(i).startswith(">>>"):
        return None
    k = i
    while k < len(reading.lines) and not reading.lines[k].is_blank:
        k += 1
    add_code(reading.sheet, reading.lines[i].start, reading.lines[k - 1].end)
    return k


def _directive(reading: _Reading, i: int) -> int | None:
    match = reading.matches(_DIRECTIVE, i)
    if match is None:
        return None
    if match["name"] == "math":
        after = reading.body(i)
        _math(reading, i, match.end(), after)
        return after
    if match["name"] == "list-table":
        after = reading.body(i)
        if after > i + 1:
            add_list_table(reading.sheet, *_range(reading, i + 1, after))
        return after
    if match["name"] in _CODE:
        after = reading.body(i)
        if after > i + 1:
            add_code(reading.sheet, *_range(reading, i + 1, after))
        return after
    add_block(reading.sheet, Kind.PARAGRAPH, match.end(), reading.lines[i].end)
    return i + 1


def _range(reading: _Reading, first: int, after: int) -> tuple[int, int]:
    while first < after - 1 and reading.lines[first].is_blank:
        first += 1
    return reading.lines[first].start, reading.lines[after - 1].end


def _math(reading: _Reading, i: int, start: int, after: int) -> None:
    """The displays of a directive: one for each part between blank lines."""
    text = reading.sheet.text
    first: int | None = start if start < reading.lines[i].end else None
    last = reading.lines[i].end
    for k in range(i + 1, after):
        line = reading.lines[k]
        if reading.matches(_OPTION, k) or (first is None and line.is_blank):
            continue
        if line.is_blank and first is not None:
            part = text[first:last]
            if part.count(r"\begin{") <= part.count(r"\end{"):
                _display(reading, first, last)
                first = None
        elif not line.is_blank:
            first, last = (line.start if first is None else first), line.end
    if first is not None:
        _display(reading, first, last)


def _display(reading: _Reading, start: int, end: int) -> None:
    run = Run(Language.LATEX, start, end)
    reading.sheet.blocks.append(Block(Kind.DISPLAY, ((run,),), start, end))


def _explicit(reading: _Reading, i: int) -> int | None:
    """A comment or a target is not read; a footnote is prose."""
    note = reading.matches(_NOTE, i)
    if note:
        add_block(
            reading.sheet, Kind.PARAGRAPH, note.end(), reading.lines[_gathered(reading, i)].end
        )
        return _gathered(reading, i) + 1
    return reading.body(i) if reading.matches(_EXPLICIT, i) else None


def _title(reading: _Reading, i: int) -> int | None:
    """A section's title, with a line under it and perhaps one above it."""
    over = _adornment(reading, i)
    at = i + 1 if over else i
    if at + 1 >= len(reading.lines) or reading.lines[at].is_blank:
        return i + 1 if over else None
    under = _adornment(reading, at + 1)
    if not under or (over and over != under) or _adornment(reading, at):
        return i + 1 if over else None
    line, ruler = reading.lines[at], reading.lines[at + 1]
    if ruler.end - ruler.start < min(line.end - line.start, len("---")):
        return None
    style = over + under
    if style not in reading.adornments:
        reading.adornments.append(style)
    level = reading.adornments.index(style) + 1
    reading.indents = []
    add_block(reading.sheet, Kind.HEADING, line.start, line.end, level)
    return at + 2


def _adornment(reading: _Reading, i: int) -> str:
    line = reading.lines[i]
    match = _RULED.fullmatch(reading.sheet.text, line.start, line.end)
    return match.group(1) if match else ""


def _atx(reading: _Reading, i: int) -> int | None:
    """A heading of Markdown, which docstrings have too."""
    match = reading.matches(_ATX, i)
    if match is None:
        return None
    add_block(reading.sheet, Kind.HEADING, match.end(), reading.lines[i].end, len(match["marks"]))
    return i + 1


def _table(reading: _Reading, i: int) -> int | None:
    """A simple table that could not be taken apart: which cell its words are in is not certain."""
    line = reading.lines[i]
    if not _TABLE_RULE.fullmatch(reading.sheet.text, line.start, line.end):
        return None
    k, rules = i + 1, 1
    while k < len(reading.lines) and not (rules > 1 and reading.lines[k].is_blank):
        rules += bool(reading.matches(_TABLE_RULE, k))
        k += 1
    return k if rules > 1 else i + 1


def _grid(reading: _Reading, i: int) -> int | None:
    text, line = reading.sheet.text, reading.lines[i]
    if _GRID_RULE.fullmatch(text, line.start, line.end):
        return i + 1
    content = reading.text(i)
    if not (content.startswith("| ") and content.endswith(" |")):
        return None
    beside = (k for k in (i - 1, i + 1) if 0 <= k < len(reading.lines))
    if any(reading.text(k).startswith("| ") for k in beside):
        return i + 1  # a line of a cell that has several, in a table that is not drawn straight
    bars = [line.start + m.start() for m in re.finditer(r"(?<!\S)\|(?!\S)", content)]
    cells = [(a + 1, b) for a, b in pairwise(bars)]
    add_row(reading.sheet, cells, line.start, line.end, None)
    return i + 1


def _item(reading: _Reading, i: int) -> int | None:
    match = reading.matches(_BULLET, i)
    if match is None:
        return None
    line = reading.lines[i]
    while reading.indents and reading.indents[-1] > line.indent:
        reading.indents.pop()
    if not reading.indents or line.indent > reading.indents[-1] + 1:
        reading.indents.append(line.indent)
    last = _gathered(reading, i)
    level = len(reading.indents)
    add_block(reading.sheet, Kind.ITEM, match.end(), reading.lines[last].end, level)
    return last + 1


def _paragraph(reading: _Reading, i: int) -> int:
    last = _gathered(reading, i)
    add_block(reading.sheet, Kind.PARAGRAPH, reading.lines[i].start, reading.lines[last].end)
    if reading.lines[i].indent == 0:
        reading.indents = []
    if not reading.text(last).endswith("::"):
        return last + 1
    # What is indented after two colons is literal.
    outer = reading.lines[last].indent
    k = last + 1
    while k < len(reading.lines) and (reading.lines[k].is_blank or reading.lines[k].indent > outer):
        k += 1
    while k > last + 1 and reading.lines[k - 1].is_blank:
        k -= 1
    if k > last + 1:
        start, end = _range(reading, last + 1, k)
        add_code(reading.sheet, start, end, plain_lines(reading.sheet.text, start, end))
    return k


def _gathered(reading: _Reading, i: int) -> int:
    """The last line of the paragraph or item that begins on a line."""
    last = reading.displays.last_line(i)
    while last + 1 < len(reading.lines) and not _begins_block(reading, last + 1):
        last = reading.displays.last_line(last + 1)
    return last


def _begins_block(reading: _Reading, i: int) -> bool:
    line = reading.lines[i]
    if line.is_blank or _is_fence(reading, i) or reading.text(i).startswith(">>>"):
        return True
    if any(reading.matches(pattern, i) for pattern in (_DIRECTIVE, _EXPLICIT, _ATX, _GRID_RULE)):
        return True
    if reading.matches(_BULLET, i) and (reading.indents or reading.text(i - 1).endswith(":")):
        return True
    return i + 1 < len(reading.lines) and bool(_adornment(reading, i + 1))


_RULES: tuple[_Rule, ...] = (
    _blank, _fence, _doctest, _directive, _explicit, _table, _grid, _title, _atx, _item, _paragraph,
)  # fmt: skip
