"""A formula's characters with the place in the document from which each of them comes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import final

from symact.core.span import Source, Span
from symact.reading.held.addresses import decoded, is_in_address


@final
@dataclass(frozen=True, slots=True)
class Text:
    """Characters to read, which mending and macros may have changed.

    Attributes:
        origins: for each character, and for the end, its offset in the source.
    """

    source: Source
    chars: str
    origins: Sequence[int]

    def span(self, start: int, end: int) -> Span:
        """The place in the document of the characters ``[start, end)``."""
        first = self.origins[start]
        last = self.origins[end - 1] + 1 if end > start else first
        return Span(self.source, first, max(last, min(self.origins[end], last + 1), first))


def text_of(source: Source, start: int, end: int) -> Text:
    """A range of a document as it stands.

    Example:
        >>> text = text_of(Source("notes.md", "so $x^2$"), 4, 7)
        >>> text.chars, text.span(0, 1).start
        ('x^2', 4)
    """
    if is_in_address(source.text, start):
        return Text(source, *decoded(source.text, start, end))
    return Text(source, source.text[start:end], range(start, end + 1))
