"""What came of verifying a certificate: a finding for every part of the file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import sympy as sp

from symact.core.verdict import Status

SCHEMA = "symact.verification/1"
WORDS = {Status.PROVED: "verified", Status.REFUTED: "rejected", Status.UNKNOWN: "not re-checked"}


@final
@dataclass(frozen=True, slots=True)
class Finding:
    """What was found about one part of a file.

    Attributes:
        place: where the part stands, such as ``statements.range.supremum.exact``.
        status: proved again, refuted, or unknown, which is said as ``not re-checked``.
        line: the line of the place.
    """

    place: str
    status: Status
    reason: str = ""
    line: int | None = None


@final
@dataclass(frozen=True, slots=True)
class Report:
    """The findings about one certificate.

    Attributes:
        function: the function that the file is about, as the verifier reads it.
        label: the name that the file gives it, which is not checked.
    """

    function: sp.Expr
    label: str
    findings: tuple[Finding, ...]

    def count(self, status: Status) -> int:
        """How many findings have a status."""
        return sum(finding.status is status for finding in self.findings)

    def of(self, place: str) -> tuple[Finding, ...]:
        """The findings about a part and the parts inside it."""
        inside = tuple(f"{place}{mark}" for mark in ".[")
        return tuple(f for f in self.findings if f.place == place or f.place.startswith(inside))

    def to_dict(self) -> dict[str, object]:
        """The JSON form."""
        return {
            "schema": SCHEMA,
            "function": str(self.function),
            "label": self.label,
            "counts": {word: self.count(status) for status, word in WORDS.items()},
            "findings": [
                {"place": f.place, "status": WORDS[f.status], "reason": f.reason, "line": f.line}
                for f in self.findings
            ],
        }
