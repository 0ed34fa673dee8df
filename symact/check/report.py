"""What a check says: a verdict for every claim of a document, with its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import final

from symact.core.diagnostic import Diagnostic
from symact.core.span import Span
from symact.core.verdict import Status

SCHEMA = "symact.check/1"


class ClaimKind(Enum):
    """What sort of statement a claim is."""

    DEFINITION = "definition"
    IDENTITY = "identity"
    DERIVATIVE = "derivative"
    STEP = "derivation-step"
    RANGE = "range"
    EXTREMUM = "extremum"
    LIMIT = "limit"
    PROPERTY = "property"
    MATRIX = "matrix-arithmetic"
    SHAPE = "shape"
    NUMERIC = "numeric-evaluation"
    GRADIENT = "gradient"
    APPROXIMATION = "approximation"


@final
@dataclass(frozen=True, slots=True)
class Counterexample:
    """A place at which the two sides of a claim differ, with both values.

    Attributes:
        at: the value of each variable, as exact text: ``{"x": "1"}``.
        left: the value of the left side, in proved digits.
        right: that of the right side.
    """

    at: tuple[tuple[str, str], ...]
    left: str
    right: str


@final
@dataclass(frozen=True, slots=True)
class Judgement:
    """The outcome for one statement, before it has a place.

    Attributes:
        status: proved, refuted or unknown.
        reason: why it is unknown, or what is wrong; one clause, lower case, no full stop.
        code: the permanent code of what was found; empty for what is proved without remark.
        right: the right statement in LaTeX, where it is known.
        convention: for a difference only at a kink, what frameworks return there.
        note: a remark that goes with a proved statement, such as a changed domain.
    """

    status: Status
    reason: str = ""
    code: str = ""
    counterexample: Counterexample | None = None
    right: str | None = None
    convention: str | None = None
    note: str = ""


@final
@dataclass(frozen=True, slots=True)
class Checked:
    """A claim of a document with its verdict.

    Attributes:
        span: in the text of the page.
        start: offset in the file.
        end: offset in the file of the first character after it.
        repaired: whether the text had to be mended to be read.
    """

    kind: ClaimKind
    span: Span
    start: int
    end: int
    judgement: Judgement
    repaired: bool = False


@final
@dataclass(frozen=True, slots=True)
class Report:
    """Everything a check says of one document.

    Attributes:
        file: its name.
        claims: in the order of the document.
        diagnostics: what could not be read, and what was mended.
        raw: the text of the file, to which the offsets belong; empty where it is not at hand.
        offsets: as of the page: the offset in the file of each character of its text.
        ignored: how many claims and diagnostics the settings or a comment hide.
    """

    file: str
    claims: tuple[Checked, ...]
    diagnostics: tuple[Diagnostic, ...] = field(default=())
    raw: str = field(default="", repr=False)
    offsets: Sequence[int] | None = field(default=None, repr=False)
    ignored: int = 0

    def count(self, status: Status) -> int:
        """How many claims have this status."""
        return Counter(claim.judgement.status for claim in self.claims)[status]
