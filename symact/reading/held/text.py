"""A formula's characters with the place in the document from which each of them comes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import final

from symact.core.span import Source, Span
from symact.reading.held.addresses import decoded, is_in_address

# A capital sigma, on the keyboard, in front of an index or of what is summed.
_TYPED_SUM = re.compile(r"Σ(?=\s*(?:[_ᵢⱼₖₙₘ(\[]|[^\W\d_]))")


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


def as_typed(text: Text) -> Text:
    """The text of the keyboard with the signs that are meant: Σ for a sum, =< for at most.

    Example:
        >>> as_typed(text_of(Source("a", "Σ x_i =< 2"), 0, 10)).chars
        '∑ x_i <= 2'
    """
    if "Σ" not in text.chars and "=<" not in text.chars:
        return text
    return replace(text, chars=_TYPED_SUM.sub("∑", text.chars.replace("=<", "<=")))
