"""What is said where the meaning of a formula is not known."""

from __future__ import annotations

from symact.core.diagnostic import Diagnostic
from symact.core.errors import SymactError
from symact.core.span import Span


class UnclearError(SymactError):
    """What a formula means is not known; with the code, the reason and the place."""

    def __init__(self, code: str, reason: str, span: Span | None = None) -> None:
        super().__init__(reason)
        self.code = code
        self.span = span

    @property
    def diagnostic(self) -> Diagnostic:
        """What to say of it."""
        return Diagnostic(self.code, str(self), self.span)


def undefined(name: str, span: Span | None) -> UnclearError:
    """The refusal of a name that nothing has defined."""
    return UnclearError("SA242", f"{name} is not defined here", span)
