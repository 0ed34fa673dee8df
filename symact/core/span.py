"""Places in a text."""

from dataclasses import dataclass
from typing import final


@final
@dataclass(frozen=True, slots=True)
class Source:
    r"""A text with the name under which its reader knows it.

    Example:
        >>> Source("notes.md", "one\ntwo").line_column(5)
        (2, 2)
    """

    name: str
    text: str

    def line_column(self, offset: int) -> tuple[int, int]:
        """Line and column of a character offset, both counted from 1."""
        before = self.text[:offset]
        return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1

    def line_text(self, line: int) -> str:
        """The text of line number *line*, counted from 1, without its line end."""
        lines = self.text.split("\n")
        return lines[line - 1] if 0 < line <= len(lines) else ""


@final
@dataclass(frozen=True, slots=True)
class Span:
    """The half-open range of characters ``[start, end)`` of a source."""

    source: Source
    start: int
    end: int

    @property
    def line(self) -> int:
        """The line on which the span starts, counted from 1."""
        return self.source.line_column(self.start)[0]

    @property
    def column(self) -> int:
        """The column at which the span starts, counted from 1."""
        return self.source.line_column(self.start)[1]

    @property
    def text(self) -> str:
        """The characters of the span."""
        return self.source.text[self.start : self.end]
