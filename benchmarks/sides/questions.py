"""The thirty functions, the five questions, and what an answer is made of.

An answer is a dict with the words of the system under ``said`` and one of

- ``none``: why there is no answer (an error, an unevaluated call, *unknown*),
- ``intervals``: a set of values, each interval as ``lower, upper, lower_closed, upper_closed``,
- ``ends``: the infimum and the supremum of the range, nothing said about anything else,
- ``value``: a number,
- ``attained``: for the two ends of the range, whether f takes the value,
- ``points`` and ``intervals``, ``infinite``: the stationary points.

Numbers are decimal strings with at least as many digits as the system gave, ``oo`` or ``-oo``.
``exact`` says whether the numbers came as closed forms.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias, final

Answer: TypeAlias = dict[str, Any]

QUESTIONS = {
    "range": "the infimum and the supremum of f, and the gaps where the system gives a set",
    "largest_slope": "the supremum of f' where it exists",
    "smallest_slope": "the infimum of f' where it exists",
    "stationary": "all real x with f'(x) = 0",
    "attained": "for each finite end of the range, whether f takes that value",
}


@final
@dataclass(frozen=True, slots=True)
class Function:
    """One function in three spellings, with the facts about it."""

    name: str
    expression: str
    giac: str
    maxima: str
    facts: dict[str, Any]


def thirty() -> dict[str, Function]:
    """The functions of ``thirty.json`` by name."""
    entries = json.loads((Path(__file__).parents[1] / "thirty.json").read_text())
    spelled = ("name", "expression", "giac", "maxima")
    return {
        entry["name"]: Function(
            **{key: entry[key] for key in spelled},
            facts={key: value for key, value in entry.items() if key not in spelled},
        )
        for entry in entries
    }


def none(said: str, why: str) -> Answer:
    """No answer."""
    return {"said": said, "none": why}
