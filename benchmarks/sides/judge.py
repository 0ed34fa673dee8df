"""Whether an answer agrees with the recorded facts to ten digits and more."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from sides.questions import Answer, Function

RIGHT, WRONG, NONE = "right", "wrong", "none"
_DIGITS = Decimal("1e-10")


def verdict(function: Function, question: str, answer: Answer) -> str:
    """``right``, ``wrong``, or ``none`` for an answer that says nothing."""
    if "none" in answer:
        return NONE
    return RIGHT if _JUDGES[question](function.facts, answer) else WRONG


def same(said: str, fact: str) -> bool:
    """Whether two numbers agree to ten digits, relative to the larger of 1 and the fact."""
    if "oo" in {said.lstrip("-"), fact.lstrip("-")}:
        return said == fact
    known = Decimal(fact)
    return abs(Decimal(said) - known) <= _DIGITS * max(Decimal(1), abs(known))


def _ranges(facts: dict[str, Any]) -> list[list[dict[str, Any]]]:
    """The range, and a second reading where the function can be extended."""
    return [facts["range"], *([facts["extended"]] if "extended" in facts else [])]


def _range(facts: dict[str, Any], answer: Answer) -> bool:
    for truth in _ranges(facts):
        if "ends" in answer:
            low, high = answer["ends"]
            if same(low, truth[0]["lower"]) and same(high, truth[-1]["upper"]):
                return True
        elif _same_spans(_bounds(answer["intervals"]), _bounds(truth)):
            return True
    return False


def _bounds(intervals: Sequence[dict[str, Any]]) -> list[list[str]]:
    return [[i["lower"], i["upper"]] for i in intervals]


def _same_spans(said: Sequence[Sequence[str]], fact: Sequence[Sequence[str]]) -> bool:
    return len(said) == len(fact) and all(
        same(a, b)
        for one, two in zip(said, fact, strict=True)
        for a, b in zip(one, two, strict=True)
    )


def _attained(facts: dict[str, Any], answer: Answer) -> bool:
    return any(
        answer["attained"] == [truth[0]["lower_closed"], truth[-1]["upper_closed"]]
        for truth in _ranges(facts)
    )


def _stationary(facts: dict[str, Any], answer: Answer) -> bool:
    """The same points in the window, the same intervals up to their ends, as many beyond."""
    truth = facts["stationary"]
    window = Decimal(truth.get("window", "Infinity"))
    either = truth.get("either", [])
    said = [p for p in answer["points"] if abs(Decimal(p)) < window]
    said = [p for p in said if not any(same(p, e) for e in either)]
    # A point at the end of an interval or inside it says nothing more.
    said = [p for p in said if not any(_in(p, span) for span in truth["intervals"])]
    found = sorted(said, key=Decimal)
    return (
        len(found) == len(truth["points"])
        and all(same(a, b) for a, b in zip(found, truth["points"], strict=True))
        and _same_spans(answer["intervals"], truth["intervals"])
        and answer["infinite"] == truth["infinite"]
    )


def _in(point: str, span: Sequence[str]) -> bool:
    return (
        Decimal(span[0].replace("oo", "Infinity"))
        <= Decimal(point)
        <= Decimal(span[1].replace("oo", "Infinity"))
    )


_JUDGES = {
    "range": _range,
    "largest_slope": lambda facts, a: same(a["value"], facts["largest_slope"]),
    "smallest_slope": lambda facts, a: same(a["value"], facts["smallest_slope"]),
    "stationary": _stationary,
    "attained": _attained,
}
