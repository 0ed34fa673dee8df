"""To which of two formulas a condition between them belongs."""

from __future__ import annotations

import re
from enum import Enum


class Attachment(Enum):
    """To which formula a condition belongs that stands behind one and before another."""

    BEFORE = "before"
    BEHIND = "behind"
    UNCLEAR = "unclear"


_NEW_LINE = re.compile(r"\A[*_`$)）]*[ \t]*\n")
_CAPITAL = re.compile(r"\A[\s*_`$)]*[A-Z]")
_COMMA = re.compile(r"\A[*_`$)]*\s*[,，]")
_ENDS = re.compile(r"\A[\s*_`$)）]*(?:[.;!?。；！？]|\Z)")
_COLON = re.compile(r"\A[\s*_`$]*[:：]")
_GOES_ON = re.compile(
    r"\A[\s*_`$]*[,，]?\s*(?:it|we|this|that|the|its|one|you|then|so|which)\b|\A[\s*_`$]*[,，][\s*_`$]*\Z",
    re.IGNORECASE,
)


def attachment(between: str, behind: str, *, is_last: bool) -> Attachment:
    r"""To which formula a condition belongs, by the words before it and behind it.

    Args:
        between: the words from the first formula to the condition.
        behind: those behind the condition.
        is_last: whether no formula follows them.

    Example:
        >>> attachment(" for ", ".", is_last=True).value
        'before'
        >>> attachment("\nAt ", ": ", is_last=False).value
        'behind'
        >>> attachment(", at ", " it is ", is_last=False).value
        'unclear'
    """
    begins = bool(_NEW_LINE.match(between) or _CAPITAL.match(between))
    if begins and _COLON.match(behind):
        return Attachment.BEHIND
    if begins and _CAPITAL.match(between):
        return Attachment.UNCLEAR
    if _ENDS.match(behind) and (is_last or behind.strip()):
        return Attachment.BEFORE
    if (begins or _COMMA.match(between)) and _GOES_ON.match(behind):
        return Attachment.UNCLEAR
    return Attachment.BEFORE


__all__ = ["Attachment", "attachment"]
