"""Pages from blocks, and from several texts inside one file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import final

from symact.core.span import Source
from symact.reading.pages.macros import macros_in
from symact.reading.pages.page import Block, Language, Page

_BETWEEN = "\n\n"

# The blocks of a range of a text, and where marks of quotation stand in it.
Reader = Callable[[str, int, int], tuple[tuple[Block, ...], tuple[int, ...]]]


@final
@dataclass(frozen=True, slots=True)
class Part:
    """A text inside a file.

    Attributes:
        text: with escapes decoded.
        offsets: for each character the place in the file at which it is written, and one more.
        owner: the words that name what the text belongs to, as a heading would.
    """

    text: str
    offsets: tuple[int, ...]
    owner: str = ""


def page_of(name: str, text: str, reader: Reader, offsets: Sequence[int] | None = None) -> Page:
    """The page of a text that is read as a whole."""
    blocks, quotes = reader(text, 0, len(text))
    return Page(
        Source(name, _without_quotes(text, blocks, quotes)), blocks, offsets, macros_in(text)
    )


def page_of_parts(name: str, parts: Iterable[Part], reader: Reader) -> Page:
    """The page of several texts of one file, each read by itself."""
    texts: list[str] = []
    offsets: list[int] = []
    ranges: list[tuple[int, int]] = []
    owners: list[str] = []
    for part in parts:
        if texts:
            texts.append(_BETWEEN)
            offsets.append(offsets[-1])
        start = len(offsets)
        texts.append(part.text)
        offsets += part.offsets
        ranges.append((start, start + len(part.text)))
        owners.append(part.owner)
    text = "".join(texts)
    blocks: list[Block] = []
    quotes: list[int] = []
    for start, end in ranges:
        found, marks = reader(text, start, end)
        first = len(blocks)
        blocks += [b if b.header is None else replace(b, header=b.header + first) for b in found]
        quotes += marks
    source = Source(name, _without_quotes(text, blocks, quotes))
    starts = tuple(start for start, _ in ranges)
    where = tuple(offsets) or (0,)
    return Page(source, tuple(blocks), where, macros_in(text), starts, tuple(owners))


def _without_quotes(text: str, blocks: Sequence[Block], quotes: Sequence[int]) -> str:
    """A text with spaces for the marks of quotation inside formulas."""
    if not quotes:
        return text
    marks = iter([*quotes, len(text)])
    mark = next(marks)
    kept, position = [], 0
    for run in (run for block in blocks for cell in block.cells for run in cell):
        while mark < run.start:
            mark = next(marks)
        while mark < run.end:
            if run.language is not Language.PROSE:
                kept += [text[position:mark], " "]
                position = mark + 1
            mark = next(marks)
    return "".join([*kept, text[position:]])
