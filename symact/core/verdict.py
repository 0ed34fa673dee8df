"""The three outcomes of a question."""

from dataclasses import dataclass
from enum import Enum
from typing import NoReturn, final


class Status(Enum):
    """Proved, refuted, or honestly unknown."""

    PROVED = "proved"
    REFUTED = "refuted"
    UNKNOWN = "unknown"

    def __bool__(self) -> NoReturn:
        """Refuse: a third value has no place in a two-way branch."""
        raise TypeError("a verdict has three values; compare it with Status.PROVED")


@final
@dataclass(frozen=True, slots=True)
class Verdict:
    """A status with its reason.

    Example:
        >>> bool(Verdict(Status.UNKNOWN, "not decided within 4096 bits"))
        Traceback (most recent call last):
        ...
        TypeError: a verdict has three values; compare its status with Status.PROVED
    """

    status: Status
    reason: str = ""

    def __bool__(self) -> NoReturn:
        """Refuse: a third value has no place in a two-way branch."""
        raise TypeError("a verdict has three values; compare its status with Status.PROVED")
