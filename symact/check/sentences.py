"""The sentences of a block, with every formula as one character that stands for what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import final

from symact.check.phrases import FIRST
from symact.core.span import Source, Span
from symact.reading.held.names import Names
from symact.reading.held.statements import Item, statements
from symact.reading.held.text import text_of
from symact.reading.pages.page import Language, Page, Run

_ENDS = re.compile(
    r"(?<=[.!?])\s+(?=[A-ZÀ-ÞĀ-žА-Я가-힣\u3040-\u30ff\u4e00-\u9fff\ue000-\uf8ff*])|(?<=[。！？；])|\n\s*(?:[-*+•]|\d+[.)])\s+|\n\s*\n|"
    r"\n(?=[ \t*_]*[^\W\d](?:[^\n:：.,;，。；()\ue000-\uf8ff]{1,22})[ \t*_]*[:：])"
)
_MOST = 6000
_BACK = 400  # characters before a sentence in which its paragraph is looked for
_BREAK = re.compile(r"\n\s*\n|\n\s*(?:[-*+•>#|]|\d+[.)])\s")


@final
@dataclass(frozen=True, slots=True)
class Sentence:
    """Words with formulas in them.

    Attributes:
        text: the words; each formula is one character.
        offsets: where in the page each character comes from, and one more for the end.
        formulas: what each formula says, in the order of their characters.
        runs: the ranges of the formulas.
    """

    source: Source
    text: str
    offsets: Sequence[int]
    formulas: tuple[tuple[Item, ...], ...]
    runs: tuple[Run, ...]

    def span(self, start: int, end: int) -> Span:
        """The place in the page of some characters."""
        first = self.offsets[start]
        last = self.offsets[end - 1]
        for run in self.runs:
            if run.start == last:
                last = run.end - 1
        return Span(self.source, first, max(last + 1, first))

    def paragraph_before(self) -> str:
        """What stands before the sentence in its paragraph."""
        start = self.offsets[0]
        return _BREAK.split(self.source.text[max(0, start - _BACK) : start])[-1]

    def formula(self, character: str) -> tuple[Item, ...]:
        """What a formula's character stands for."""
        return self.formulas[ord(character) - FIRST]


def sentences_of(runs: Sequence[Run], page: Page, names: Names) -> Iterator[Sentence]:
    """The sentences of some runs in order."""
    text: list[str] = []
    offsets: list[int] = []
    formulas: list[tuple[Item, ...]] = []
    kept: list[Run] = []
    for run in runs:
        if run.language is Language.PROSE:
            text.append(page.source.text[run.start : run.end])
            offsets.extend(range(run.start, run.end))
        elif len(formulas) < _MOST:
            text.append(chr(FIRST + len(formulas)))
            offsets.append(run.start)
            plain = run.language is Language.PLAIN
            formulas.append(
                statements(text_of(page.source, run.start, run.end), names, plain=plain)
            )
            kept.append(run)
    whole = "".join(text)
    offsets.append((runs[-1].end) if runs else 0)
    start = 0
    for match in _ENDS.finditer(whole):
        if match.start() > start:
            yield _sentence(whole, offsets, formulas, kept, start, match.start(), page)
        start = match.end()
    if start < len(whole):
        yield _sentence(whole, offsets, formulas, kept, start, len(whole), page)


def _sentence(  # noqa: PLR0913, PLR0917 -- a cut through all that belongs to a text
    whole: str, offsets: list[int], formulas: list[tuple[Item, ...]], runs: list[Run],
    start: int, end: int, page: Page,
) -> Sentence:  # fmt: skip
    return Sentence(
        page.source, whole[start:end], offsets[start : end + 1], tuple(formulas), tuple(runs)
    )
