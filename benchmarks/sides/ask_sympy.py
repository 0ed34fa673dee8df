"""Asks SymPy, in a process of its own: ``ask_sympy.py QUESTION EXPRESSION``."""

from __future__ import annotations

import json
import sys
from typing import Any

import sympy as sp
from sympy.calculus.util import function_range, maximum, minimum, stationary_points

x = sp.Symbol("x", real=True)
_WINDOW = sp.Interval(-20, 20)


def _call(question: str, f: sp.Expr) -> Any:
    """The call that a user of SymPy would make."""
    slope = sp.diff(f, x)
    return {
        "range": lambda: function_range(f, x, sp.S.Reals),
        "attained": lambda: function_range(f, x, sp.S.Reals),
        "largest_slope": lambda: maximum(slope, x, sp.S.Reals),
        "smallest_slope": lambda: minimum(slope, x, sp.S.Reals),
        "stationary": lambda: stationary_points(f, x, sp.S.Reals),
    }[question]()


def _number(value: sp.Expr) -> str:
    if value in {sp.oo, -sp.oo}:
        return str(value)
    return str(sp.N(value, 30))


def _intervals(values: sp.Set) -> list[dict[str, Any]] | None:
    """The intervals of a set in increasing order, or None for another kind of set."""
    found = []
    for part in values.args if isinstance(values, sp.Union) else (values,):
        if isinstance(part, sp.Interval):
            found.append((part.start, part.end, not part.left_open, not part.right_open))
        elif isinstance(part, sp.FiniteSet):
            found += [(p, p, True, True) for p in part]
        else:
            return None
    return [
        {"lower": _number(a), "upper": _number(b), "lower_closed": bool(c), "upper_closed": bool(d)}
        for a, b, c, d in sorted(found, key=lambda part: part[0])
    ]


def _points(places: sp.Set) -> dict[str, Any] | None:
    near = places.intersect(_WINDOW)
    parts = _intervals(places if places.is_FiniteSet else near)
    if parts is None and near is not sp.S.EmptySet:
        return None
    parts = parts or []
    return {
        "points": [p["lower"] for p in parts if p["lower"] == p["upper"]],
        "intervals": [[p["lower"], p["upper"]] for p in parts if p["lower"] != p["upper"]],
        "infinite": not (places.is_FiniteSet or places is sp.S.EmptySet),
    }


def answer(question: str, expression: str) -> dict[str, Any]:
    """What SymPy says, and what that means."""
    f = sp.parse_expr(expression, local_dict={"x": x})
    try:
        result = _call(question, f)
    except Exception as error:  # noqa: BLE001 -- whatever it is, it is no answer
        return {"said": f"{type(error).__name__}: {error}"[:300], "none": "error"}
    said = str(result)
    found: dict[str, Any] | None
    if question == "stationary":
        found = _points(result)
    elif question in {"range", "attained"}:
        parts = [] if result is sp.S.EmptySet else _intervals(result)
        if parts is None:
            found = None
        elif question == "range":
            found = {"intervals": parts}
        else:
            ends = [parts[0]["lower_closed"], parts[-1]["upper_closed"]] if parts else []
            found = {"attained": ends}
    else:
        found = {"value": _number(result)} if result.is_number else None
    return (
        {"said": said, "none": "unevaluated"}
        if found is None
        else {"said": said, "exact": not result.has(sp.Float), **found}
    )


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(answer(*sys.argv[1:])))
