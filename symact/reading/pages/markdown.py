"""The blocks of Markdown, in the dialects of GitHub, Jekyll, Jupyter, Quarto and R Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import final

from symact.reading.pages.blocks import Sheet, add_block, add_code
from symact.reading.pages.code import add_fence, looks_like_program
from symact.reading.pages.holes import Fences, fences, markdown_holes, unquoted
from symact.reading.pages.inline import MARKDOWN, Dialect
from symact.reading.pages.lines import Displays, Line
from symact.reading.pages.page import Block, Kind
from symact.reading.pages.tables import bar_table, tab_table

_ATX = re.compile(r"(?P<marks>#{1,6})(?:[ \t]+|$)")
_CLOSING = re.compile(r"[ \t]#+$")
_UNDERLINE = re.compile(r"=={1,200}|---{1,200}")
_RULE = re.compile(r"(?:[-*_][ \t]*){3,200}")
_BOLD = re.compile(r"(?:\*\*(?P<stars>[^*\n]{1,120})\*\*|__(?P<lows>[^_\n]{1,120})__)[ \t]*[:.]?")
_HTML_HEADING = re.compile(r"<h(?P<level>[1-6])(?:\s[^<>\n]{0,300})?>", re.IGNORECASE)
_BULLET = re.compile(r"(?:[-*+•‣◦▪●·–]|\d{1,4}[.)]|\(?(?:[a-z]|[ivx]{1,4}|\d{1,3})\))(?:[ \t]+|$)")
_INTERRUPTS = re.compile(r"(?:[-*+•]|1[.)])[ \t]+\S")
_TASK = re.compile(r"\[[ xX]\][ \t]+")
_DIV = re.compile(r":{3,}")
_BOLD_LEVEL = 7
_CODE_INDENT = 4
_DISPLAY = re.compile(r"\$\$|\\\\?\[|\\begin\s?\{")


@final
@dataclass(slots=True)
class _Reading:
    """A text that is being read line by line."""

    sheet: Sheet
    lines: list[Line]
    displays: Displays
    fences: Fences
    indents: list[int] = field(default_factory=list)

    def text(self, i: int) -> str:
        return self.sheet.text[self.lines[i].start : self.lines[i].end]

    def matches(self, pattern: re.Pattern[str], i: int) -> re.Match[str] | None:
        return pattern.match(self.sheet.text, self.lines[i].start, self.lines[i].end)


_Rule = Callable[[_Reading, int], "int | None"]


def markdown_blocks(
    text: str, start: int, end: int, dialect: Dialect = MARKDOWN
) -> tuple[tuple[Block, ...], tuple[int, ...]]:
    r"""The blocks of a range of Markdown, and the places of its marks of quotation.

    Example:
        >>> blocks, _ = markdown_blocks("# Tanh\n\n$$x$$", 0, 13)
        >>> [(block.kind.value, block.level) for block in blocks]
        [('heading', 1), ('display', 0)]
    """
    lines, quotes = unquoted(text, start, end)
    fenced = fences(text, lines)
    holes = markdown_holes(
        text, start, end, [(lines[a], lines[b]) for a, (b, _) in fenced.blocks.items()]
    )
    view = _blanked(text, quotes, holes)
    lines = [replace(line, **_shrunk(view, line)) for line in lines] if holes else lines
    reading = _Reading(Sheet(view, dialect, tuple(holes)), lines, Displays(view, lines), fenced)
    i = 0
    while i < len(lines):
        i = next(after for rule in _RULES if (after := rule(reading, i)) is not None)
    return tuple(reading.sheet.blocks), tuple(quotes)


def _blanked(text: str, quotes: list[int], holes: list[tuple[int, int]]) -> str:
    """A text with spaces for what is not read; its line ends stay."""
    if not quotes and not holes:
        return text
    ranges = sorted([*((at, at + 1) for at in quotes), *holes])
    kept, position = [], 0
    for start, end in ranges:
        first = max(start, position)
        kept.append(text[position:first])
        kept.append("".join(c if c == "\n" else " " for c in text[first:end]))
        position = max(position, end)
    return "".join([*kept, text[position:]])


def _shrunk(view: str, line: Line) -> dict[str, int]:
    """Start and end of a line of which parts have become spaces."""
    start, end = line.start, line.end
    while start < end and view[start] == " ":
        start += 1
    while end > start and view[end - 1] == " ":
        end -= 1
    return {"start": start, "end": end}


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
    if last > i + 1 or (last == i + 1 and last < len(reading.lines)):
        start = min(reading.lines[i].end + 1, len(reading.sheet.text))
        closed = _is_closed(reading, i, last)
        end = reading.lines[last - closed].end if last - closed > i else start
        first = reading.lines[i + 1]
        add_fence(reading.sheet, info, min(start, first.start), max(end, min(start, first.start)))
    return last + 1


def _is_closed(reading: _Reading, i: int, last: int) -> bool:
    mark = reading.text(i)[:3]
    return last > i and reading.text(last).startswith(mark) and not reading.text(last).strip("`~")


def _heading(reading: _Reading, i: int) -> int | None:
    match = reading.matches(_ATX, i)
    html = None if match else reading.matches(_HTML_HEADING, i)
    if match is None and html is None:
        return None
    line = reading.lines[i]
    if html is not None:
        level, end = int(html["level"]), line.end
        add_block(reading.sheet, Kind.HEADING, html.end(), end, level)
    elif match is not None:
        closing = _CLOSING.search(reading.sheet.text, match.end(), line.end)
        end = closing.start() if closing else line.end
        add_block(reading.sheet, Kind.HEADING, match.end(), end, len(match["marks"]))
    reading.indents = []
    return i + 1


def _rule(reading: _Reading, i: int) -> int | None:
    line = reading.lines[i]
    if _RULE.fullmatch(reading.sheet.text, line.start, line.end) or reading.matches(_DIV, i):
        return i + 1
    return None


def _bars(reading: _Reading, i: int) -> int | None:
    return bar_table(reading.sheet, reading.lines, i)


def _tabs(reading: _Reading, i: int) -> int | None:
    return tab_table(reading.sheet, reading.lines, i)


def _item(reading: _Reading, i: int) -> int | None:
    match = reading.matches(_BULLET, i)
    if match is None:
        return None
    line = reading.lines[i]
    while reading.indents and reading.indents[-1] > line.indent:
        reading.indents.pop()
    if not reading.indents or line.indent - reading.indents[-1] > 1:
        reading.indents.append(line.indent)
    level = len(reading.indents)
    start = match.end()
    text = reading.sheet.text
    for pattern in (_BULLET, _TASK):
        inner = pattern.match(text, start, line.end)
        start = inner.end() if inner and inner.end() < line.end else start
    last = _gathered(reading, i)
    add_block(reading.sheet, Kind.ITEM, start, reading.lines[last].end, level)
    return last + 1


def _indented(reading: _Reading, i: int) -> int | None:
    """Code that is indented; formulas that are indented are taken for displays."""
    if reading.indents or reading.lines[i].indent < _CODE_INDENT:
        return None
    if i > 0 and not reading.lines[i - 1].is_blank:
        return None
    last = i
    while last + 1 < len(reading.lines) and (
        reading.lines[last + 1].indent >= _CODE_INDENT and not reading.lines[last + 1].is_blank
    ):
        last += 1
    start, end = reading.lines[i].start, reading.lines[last].end
    if not looks_like_program(reading.sheet.text, start, end):
        return None
    if _DISPLAY.search(reading.sheet.text, start, end):
        return None
    add_code(reading.sheet, start, end)
    return last + 1


def _paragraph(reading: _Reading, i: int) -> int:
    line = reading.lines[i]
    if line.indent == 0:
        reading.indents = []
    if _is_underlined(reading, i):
        level = 1 if reading.text(i + 1)[0] == "=" else 2
        add_block(reading.sheet, Kind.HEADING, line.start, line.end, level)
        return i + 2
    bold = reading.matches(_BOLD, i)
    if bold and bold.end() == line.end:
        group = "stars" if bold["stars"] else "lows"
        add_block(reading.sheet, Kind.HEADING, bold.start(group), bold.end(group), _BOLD_LEVEL)
        return i + 1
    last = _gathered(reading, i)
    add_block(reading.sheet, Kind.PARAGRAPH, line.start, reading.lines[last].end)
    return last + 1


def _is_underlined(reading: _Reading, i: int) -> bool:
    if i + 1 >= len(reading.lines) or reading.displays.last_line(i) > i:
        return False
    following = reading.lines[i + 1]
    if following.quoted != reading.lines[i].quoted:
        return False
    return _UNDERLINE.fullmatch(reading.sheet.text, following.start, following.end) is not None


def _gathered(reading: _Reading, i: int) -> int:
    """The last line of the paragraph or item that begins on a line."""
    last = reading.displays.last_line(i)
    while last + 1 < len(reading.lines) and not _begins_block(reading, last + 1):
        last = reading.displays.last_line(last + 1)
    return last


def _begins_block(reading: _Reading, i: int) -> bool:
    line, before = reading.lines[i], reading.lines[i - 1]
    if line.is_blank or _is_fence(reading, i) or line.quoted != before.quoted:
        return True
    if any(reading.matches(pattern, i) for pattern in (_ATX, _HTML_HEADING, _INTERRUPTS, _DIV)):
        return True
    if reading.indents and reading.matches(_BULLET, i):
        return True
    bold = reading.matches(_BOLD, i)
    if bold and bold.end() == line.end:
        return True
    if i + 1 < len(reading.lines) and "|" in reading.text(i) and "|" in reading.text(i + 1):
        rule = reading.text(i + 1)
        return not rule.strip("|:- \t")
    return _RULE.fullmatch(reading.sheet.text, line.start, line.end) is not None


_RULES: tuple[_Rule, ...] = (
    _blank, _fence, _heading, _rule, _bars, _tabs, _item, _indented, _paragraph,
)  # fmt: skip
