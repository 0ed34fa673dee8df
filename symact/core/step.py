"""One node of a derivation."""

from dataclasses import dataclass
from typing import final


@final
@dataclass(frozen=True, slots=True)
class Step:
    """One line of a derivation as a textbook sets it: ``lhs = rhs``, and why.

    Attributes:
        lhs: LaTeX of the left side; empty when the line continues the one above.
        rhs: LaTeX of the right side.
        why: the rule, in words that may hold mathematics between dollar signs.
        rule: the rule's permanent kebab-case name.
        premises: the steps that this one rests on.
    """

    lhs: str
    rhs: str
    why: str
    rule: str
    premises: tuple["Step", ...] = ()
