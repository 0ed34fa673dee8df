"""What a permanent code stands for."""

from dataclasses import dataclass
from typing import final

from symact.core.diagnostic import Severity


@final
@dataclass(frozen=True, slots=True)
class Code:
    """A permanent code with its explanation.

    Attributes:
        code: never reused for anything else.
        title: a few words, lower case, no full stop.
        text: several sentences, one line.
        wrong: an example that has the fault.
        right: the same example without it.
        severity: ERROR for what is wrong, WARNING for what is not judged, REMARK for the rest.
    """

    code: str
    title: str
    text: str
    wrong: str
    right: str
    severity: Severity = Severity.ERROR
