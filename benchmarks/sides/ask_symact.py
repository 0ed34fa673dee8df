"""Asks symact, in a process of its own: ``ask_symact.py QUESTION EXPRESSION``.

symact has one answer, the profile; each question reads its part of it.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from symact.core.activation import Activation
from symact.derive.build import profile
from symact.derive.serialise import to_dict

_PARTS = {
    "range": ("range",),
    "attained": ("range",),
    "largest_slope": ("derivative_range",),
    "smallest_slope": ("derivative_range",),
    "stationary": ("critical_points", "plateaus"),
}


def _exact(data: Any) -> bool:
    """Whether every number in a part of the profile has a closed form."""
    if isinstance(data, dict):
        if "exact" in data and data["exact"] is None:
            return False
        return all(_exact(value) for value in data.values())
    return all(map(_exact, data)) if isinstance(data, list) else True


def _stationary(data: dict[str, Any]) -> dict[str, Any]:
    critical = data["critical_points"]
    points = [p["at"]["decimal"] for p in critical["points"]]
    if critical["family"] is not None:
        points = _of_family(critical["family"])
    elif critical["infinite"]:
        return {"none": "infinitely many, and no formula for them"}
    spans = [p["interval"] for p in data["plateaus"]]
    return {
        "points": points,
        "intervals": [[s["lower"]["decimal"], s["upper"]["decimal"]] for s in spans],
        "infinite": critical["infinite"],
    }


def _of_family(family: str) -> list[str]:
    """The members of a family in k that lie within 20 of the origin."""
    import sympy as sp  # noqa: PLC0415

    formula = sp.parse_expr(family)
    values = [formula.subs("k", k).evalf(30) for k in range(-60, 61)]
    return [str(v) for v in values if abs(v) < 20]


def answer(question: str, expression: str) -> dict[str, Any]:
    """What the profile says, and the part of the profile that says it."""
    data: dict[str, Any] = to_dict(profile(Activation.from_text(expression, name="f")))
    parts = {name: data[name] for name in _PARTS[question]}
    said = json.dumps(parts)
    reasons = [data["reasons"][name] for name in parts if data["status"].get(name) != "proved"]
    if reasons:
        return {"said": reasons[0], "none": "unknown"}
    if question == "stationary":
        found = _stationary(data)
    elif question == "range":
        found = {
            "intervals": [
                {
                    "lower": i["lower"]["decimal"],
                    "upper": i["upper"]["decimal"],
                    "lower_closed": i["lower_closed"],
                    "upper_closed": i["upper_closed"],
                }
                for i in data["range"]["intervals"]
            ]
        }
    elif question == "attained":
        found = {"attained": [data["range"][end]["attained"] for end in ("infimum", "supremum")]}
    else:
        end = "supremum" if question == "largest_slope" else "infimum"
        found = {"value": data["derivative_range"][end]["decimal"]}
    return {"said": said, "exact": _exact(parts), **found}


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(answer(*sys.argv[1:])))
