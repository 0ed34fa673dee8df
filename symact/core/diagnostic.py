"""What symact says about a text that it cannot accept."""

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
        code: permanent, never reused; ``SA1..`` reading, ``SA3..`` domains, ``SA6..`` dense layers,
            ``SA7..`` files.
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
        text, before = _window(self.span.source.line_text(line), column - 1)
        gutter = " " * len(str(line))
        width = max(1, min(self.span.end - self.span.start, len(text) - before))
        rows = [
            f"{self.span.source.name}:{line}:{column}: {head}",
            f"{gutter} |",
            f"{line} | {text}",
            f"{gutter} | {' ' * before}{'^' * width}",
            *(f"{gutter} = note: {note}" for note in self.notes),
        ]
        if self.help:
            rows.append(f"{gutter} = help: {self.help}")
        return "\n".join(rows)


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
    shown = "".join(c if c.isprintable() else "\ufffd" for c in text[start : start + _WIDEST])
    if start:
        shown = "…" + shown[1:]
    if start + _WIDEST < len(text):
        shown = shown[:-1] + "…"
    return shown, at - start
