"""What symact says about a text that it cannot accept."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import final

from symact.core.span import Span

_WIDEST = 120  # of the line that is shown
_BEFORE = 50  # of that, before the place of which it speaks
_LONGEST = 300


class Severity(Enum):
    """How much a diagnostic weighs."""

    ERROR = "error"
    WARNING = "warning"
    REMARK = "remark"


@final
@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A coded message with its place and the way to mend it.

    Attributes:
        code: permanent, never reused; ``SA1..`` reading, ``SA2..`` claims, ``SA3..`` domains,
            ``SA6..`` dense layers, ``SA7..`` files.
        message: one clause, lower case, no full stop; cut where a text quoted in it is long.
        help: an instruction, or empty.
    """

    code: str
    message: str
    span: Span | None = None
    help: str = ""
    notes: tuple[str, ...] = ()
    severity: Severity = Severity.ERROR

    def __post_init__(self) -> None:
        object.__setattr__(self, "message", _cut(self.message))
        object.__setattr__(self, "help", _cut(self.help))

    def render(self) -> str:
        r"""The diagnostic as plain text, with the line it speaks of and the span underlined.

        Example:
            >>> from symact.core.span import Source
            >>> span = Span(Source("a.md", "b = [1, x]"), 8, 9)
            >>> print(Diagnostic("SA101", "not a number", span, help="write 3 or 1/2").render())
            a.md:1:9: error[SA101]: not a number
              |
            1 | b = [1, x]
              |         ^
              = help: write 3 or 1/2
        """
        head = f"{self.severity.value}[{self.code}]: {self.message}"
        if self.span is None:
            extra = [f"  = note: {note}" for note in self.notes]
            return "\n".join([head, *extra, *([f"  = help: {self.help}"] if self.help else [])])
        line, column = self.span.line, self.span.column
        tail = [f"note: {note}" for note in self.notes]
        if self.help:
            tail.append(f"help: {self.help}")
        return "\n".join(
            [f"{self.span.source.name}:{line}:{column}: {head}", *framed(self.span, tail, line)]
        )


def framed(span: Span, tail: Sequence[str] = (), number: int | None = None) -> list[str]:
    """The line in which a span begins, with the span underlined and words below it.

    Args:
        tail: the words, a row for each.
        number: what the line is called; its number in the source by default.

    Example:
        >>> from symact.core.span import Source
        >>> for row in framed(Span(Source("a.md", "b = [1, x]"), 8, 9), ["help: write 3"]):
        ...     print(row)
          |
        1 | b = [1, x]
          |         ^
          = help: write 3
    """
    line, column = span.source.line_column(span.start)
    text, before = _window(span.source.line_text(line).rstrip("\r"), column - 1)
    number = line if number is None else number
    gutter = " " * len(str(number))
    width = max(1, min(span.end - span.start, len(text) - before))
    blanks = " " * _cells(text[:before])
    return [
        f"{gutter} |",
        f"{number} | {text}",
        f"{gutter} | {blanks}{'^' * max(1, _cells(text[before : before + width]))}",
        *(f"{gutter} = {row}" for row in tail),
    ]


def _cells(text: str) -> int:
    """How many columns of a terminal a text takes.

    Example:
        >>> _cells("σ(x)"), _cells("函数")
        (4, 4)
    """
    return sum(
        0 if unicodedata.combining(c) else 1 + (unicodedata.east_asian_width(c) in {"W", "F"})
        for c in text
    )


def _cut(text: str) -> str:
    """A text short enough for a message."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 60]} … {text[-40:]}"


def _window(text: str, at: int) -> tuple[str, int]:
    """The part of a line around a place, fit for a terminal, and where the place is in it.

    Example:
        >>> _window("x + y", 4)
        ('x + y', 4)
        >>> shown, before = _window("x + " * 1000 + "y", 4000)
        >>> len(shown) < 120, shown[before]
        (True, 'y')
    """
    # What would move the cursor or turn the direction of writing is shown as one odd character.
    start = 0 if len(text) <= _WIDEST else max(0, at - _BEFORE)
    part = text[start : start + _WIDEST].replace("\t", " ")
    shown = "".join(c if c.isprintable() else "\ufffd" for c in part)
    if start:
        shown = "…" + shown[1:]
    if start + _WIDEST < len(text):
        shown = shown[:-1] + "…"
    return shown, at - start
