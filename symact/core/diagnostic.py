"""What symact says about a text that it cannot accept."""

from dataclasses import dataclass
from enum import Enum
from typing import final

from symact.core.span import Span


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
        code: permanent, never reused; ``SA1..`` reading, ``SA3..`` domains, ``SA6..`` dense layers.
        message: one clause, lower case, no full stop.
        help: an instruction, or empty.
    """

    code: str
    message: str
    span: Span | None = None
    help: str = ""
    notes: tuple[str, ...] = ()
    severity: Severity = Severity.ERROR

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
        text = self.span.source.line_text(line)
        gutter = " " * len(str(line))
        width = max(1, min(self.span.end - self.span.start, len(text) - column + 1))
        rows = [
            f"{self.span.source.name}:{line}:{column}: {head}",
            f"{gutter} |",
            f"{line} | {text}",
            f"{gutter} | {' ' * (column - 1)}{'^' * width}",
            *(f"{gutter} = note: {note}" for note in self.notes),
        ]
        if self.help:
            rows.append(f"{gutter} = help: {self.help}")
        return "\n".join(rows)
