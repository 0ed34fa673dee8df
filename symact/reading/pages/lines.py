"""Lines of a document, and the displays of mathematics that go over several of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import final

from symact.reading.pages.inline import ENVIRONMENT

_TAB = 4
_FURTHEST = 300  # lines of one display
_OPENER = re.compile(rf"{ENVIRONMENT.pattern}|(?P<slashes>\\{{1,2}})\[|\\.|\$\$|(?P<ticks>`+)")


@final
@dataclass(frozen=True, slots=True)
class Line:
    """A line without its end.

    Attributes:
        start: of its first character that is no space.
        end: behind its last character that is no space.
        indent: the column of its first character that is no space.
        quoted: how many marks of quotation stand before it.
    """

    start: int
    end: int
    indent: int
    quoted: int = 0

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands on it."""
        return self.start >= self.end


def lines_of(text: str, start: int, end: int) -> list[Line]:
    r"""The lines of a range.

    Example:
        >>> [(line.start, line.end, line.indent) for line in lines_of("a\n  b \n", 0, 7)]
        [(0, 1, 0), (4, 5, 2)]
    """
    found = []
    position = start
    while position < end:
        stop = text.find("\n", position, end)
        stop = end if stop < 0 else stop
        found.append(line_at(text, position, stop))
        position = stop + 1
    return found


def line_at(text: str, start: int, stop: int, quoted: int = 0) -> Line:
    """One line of a text, from the place where its text may begin."""
    first, indent = start, 0
    while first < stop and text[first] in " \t\r\u00a0":
        indent += _TAB - indent % _TAB if text[first] == "\t" else 1
        first += 1
    last = stop
    while last > first and text[last - 1] in " \t\r\u00a0":
        last -= 1
    return Line(first, last, indent, quoted)


@final
@dataclass(slots=True)
class Displays:
    """Finds where displays end; remembers up to which line a closer is known to be missing."""

    text: str
    lines: list[Line]
    missing: dict[str, int] = field(default_factory=dict)

    def last_line(self, i: int) -> int:
        """The line on which the displays end that begin on line *i*, or *i* itself."""
        position = self.lines[i].start
        while (match := _OPENER.search(self.text, position, self.lines[i].end)) is not None:
            position = match.end()
            if match["ticks"]:
                close = self.text.find(match["ticks"], position, self.lines[i].end)
                position = position if close < 0 else close + len(match["ticks"])
                continue
            closer = _closer(match)
            if not closer:
                continue
            # Only what opens at an end of its line is a display that may have blank lines in it.
            edge = match.start() == self.lines[i].start or position >= self.lines[i].end
            on = self._line_with(closer, position, i, may_skip=edge or match["name"] is not None)
            if on >= 0:
                position = self.text.find(closer, position) + len(closer)
                i = on
        return i

    def _line_with(self, closer: str, position: int, i: int, *, may_skip: bool) -> int:
        """The line on which a closer stands, from a place on line *i* on, or -1."""
        if self.missing.get(closer, -1) > i:
            return -1
        for k in range(i, min(len(self.lines), i + _FURTHEST)):
            line = self.lines[k]
            if k > i and line.is_blank and not may_skip:
                return -1
            if k > i and _breaks(self.text, line):
                break
            if self.text.find(closer, max(position, line.start), line.end) >= 0:
                return k
        else:
            k = min(len(self.lines), i + _FURTHEST)
        self.missing[closer] = k
        return -1


def _closer(match: re.Match[str]) -> str:
    if match["name"]:
        return f"\\end{{{match['name']}}}"
    if match["slashes"]:
        return f"{match['slashes']}]"
    return "$$" if match.group() == "$$" else ""


def _breaks(text: str, line: Line) -> bool:
    """Whether a line cannot be inside a display: a heading, a fence."""
    return text.startswith(("```", "~~~", "# ", "## ", "### ", "#### "), line.start)
