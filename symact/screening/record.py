"""What is found about a candidate: the nouns of a screening."""

from dataclasses import dataclass, field
from typing import Any, final

PROVED, UNKNOWN, UNREADABLE = "proved", "unknown", "unreadable"


@final
@dataclass(frozen=True, slots=True)
class Candidate:
    """A function that somebody proposes, with the place where it is written.

    Attributes:
        latex: how the author writes it, shown in place of our own typesetting; it is not read.
        column: where the expression starts in its line, counted from 1.
    """

    expression: str
    name: str = ""
    latex: str = ""
    file: str = "<text>"
    line: int = 1
    column: int = 1


@final
@dataclass(frozen=True, slots=True)
class Outcome:
    """What is found about an expression under given limits; it knows no name and no place.

    Attributes:
        main: the columns of the comparison, by name.
        reasons: why a field is unknown, by field.
        profile: the profile in the schema ``symact.profile/1``, where there is one.
        message: what is wrong with a text that is not readable; it has a code and a mend.
        offset: where in the expression, counted from 0.
        lasting: whether the same candidate would end in the same way again; false for a process
            that died of something else than its limits.
    """

    status: str
    seconds: float = 0.0
    main: dict[str, Any] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    profile: dict[str, Any] | None = None
    code: str = ""
    message: str = ""
    help: str = ""
    offset: int = 0
    lasting: bool = True


@final
@dataclass(frozen=True, slots=True)
class Record:
    """A candidate with its outcome: one line of the result."""

    candidate: Candidate
    outcome: Outcome

    @property
    def status(self) -> str:
        """``proved``, ``unknown`` or ``unreadable``."""
        return self.outcome.status

    @property
    def name(self) -> str:
        """The name that the author gave, else one made of the place."""
        return self.candidate.name or f"line {self.candidate.line}"


def failed(reason: str, seconds: float = 0.0, *, lasting: bool = True) -> Outcome:
    """The outcome of a candidate of which nothing is known, for one reason."""
    return Outcome(UNKNOWN, seconds, reasons={"profile": reason}, lasting=lasting)


def unreadable(message: str, mend: str, offset: int = 0, code: str = "SA724") -> Outcome:
    """The outcome of a text that is no candidate."""
    return Outcome(UNREADABLE, code=code, message=message, help=mend, offset=offset)
