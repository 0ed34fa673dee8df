"""What a document is to the checker: blocks in order, each of runs of prose and of formulas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import final

from symact.core.span import Source


class Language(Enum):
    """In what a run is written."""

    PROSE = "prose"
    LATEX = "latex"  # between delimiters of mathematics
    PLAIN = "plain"  # Unicode or keyboard mathematics without delimiters, or in a code span


class Kind(Enum):
    """What a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"  # of a table
    DISPLAY = "display"  # a displayed formula that stands by itself
    CODE = "code"


@final
@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one language: the half-open range ``[start, end)`` of the page's text.

    Delimiters of mathematics are outside of it; the backslashes of LaTeX are inside.
    """

    language: Language
    start: int
    end: int


@final
@dataclass(frozen=True, slots=True)
class Block:
    """A block of a document.

    Attributes:
        cells: one sequence of runs; a table row has one for each of its cells.
        level: of a heading, from 1; of an item, how deep it is, from 1; else 0.
        header: for a table row the index in ``Page.blocks`` of its header row, or None.
    """

    kind: Kind
    cells: tuple[tuple[Run, ...], ...]
    start: int
    end: int
    level: int = 0
    header: int | None = None


@final
@dataclass(frozen=True, slots=True)
class Page:
    """A document that has been taken apart.

    Attributes:
        source: the text that all ranges are of: the file itself, or for a notebook or a program
            the text of its cells or docstrings, with a blank line between any two.
        offsets: for each character of the text its offset in the file, and one more for the end;
            None where the text is the file.
        parts: where in the text the docstrings of a program begin, each of which stands alone.
        owners: the words that name what each of them belongs to.
        macros: the macros that the document defines: name with backslash, number of arguments,
            replacement.
    """

    source: Source
    blocks: tuple[Block, ...]
    offsets: Sequence[int] | None = None
    macros: tuple[tuple[str, int, str], ...] = ()
    parts: tuple[int, ...] = ()
    owners: tuple[str, ...] = ()

    def file_offset(self, offset: int) -> int:
        """The offset in the file of a character of the text."""
        return offset if self.offsets is None else self.offsets[offset]
