"""A certificate altered anywhere: what is verified all the same is true."""

import json
import sys
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
import sympy as sp
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
from alterations import altered
from certified import data_of, is_verified, places, text_of
from truth import claims_no_more, holds, same_slope

from symact.core.activation import Activation
from symact.core.errors import InputError
from symact.core.verdict import Status
from symact.derive.build import profile
from symact.derive.certify import certificate_of
from symact.reading.expression import read_expression
from symact.verify import check
from symact.verify.check import verify
from symact.verify.content import function_of, theorem_of

NAMES = (
    "sigmoid", "swish", "gelu", "relu", "elu", "softsign", "step", "gaussian", "hardswish",
    "Max(x**2 - 2, 0)", "x*log(x)", "Piecewise((x**2, Abs(x) < 2), (0, True))",
)  # fmt: skip


@cache
def original(name: str) -> dict[str, Any]:
    return json.loads(text_of(name))


@cache
def truth_of(function: sp.Expr) -> dict[str, Any]:
    """The statements of a function that an alteration led to, derived anew."""
    return certificate_of(profile(Activation("f", "f", "f", function)))["statements"]


def lies(name: str, data: dict[str, Any]) -> list[str]:
    """The parts of altered data that are verified and not true."""
    try:
        report = verify(json.dumps(data), name)
    except InputError:
        return []
    first = original(name)
    same = report.function == function_of(first)
    found = []
    for index, entry in enumerate(data["theorems"]):
        if is_verified(report, f"theorems[{index}]") and entry not in first["theorems"]:
            claim = theorem_of(entry).claim
            known = any(theorem_of(t).claim == claim for t in first["theorems"])
            found += [] if known or holds(claim) else [f"theorems[{index}]"]
    for part, stated in data["statements"].items():
        if not is_verified(report, f"statements.{part}"):
            continue
        if same and stated == first["statements"].get(part):
            continue
        if not _is_true(report.function, part, stated, first["statements"] if same else None):
            found.append(f"statements.{part}")
    return found


def _is_true(function: sp.Expr, part: str, stated: Any, known: dict[str, Any] | None) -> bool:
    if part == "derivative":
        return same_slope(function, read_expression(stated))
    if part == "through_output":
        letter = sp.Symbol(stated["letter"], real=True)
        slope = read_expression(stated["expression"], symbols=[letter])
        return same_slope(function, slope.subs(letter, function))
    return claims_no_more(stated, (known or truth_of(function))[part])


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(random=st.randoms(use_true_random=False))
def test_what_is_verified_is_true(name: str, random: Random) -> None:
    """One or two changes: rejected, unreadable, left open, or still true."""
    data = altered(data_of(name), random)
    if random.random() < 0.3:
        data = altered(data, random)

    assert lies(name, data) == []


def test_the_property_can_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: a verifier that believes the statements is caught."""
    monkeypatch.setattr(check, "problems", lambda *_: iter(()))
    random = Random(1)  # noqa: S311 -- no secret

    assert any(lies("swish", altered(data_of("swish"), random)) for _ in range(40))


def test_what_is_not_altered_is_no_lie() -> None:
    """The property holds of the certificates themselves."""
    assert [lies(name, data_of(name)) for name in NAMES] == [[]] * len(NAMES)


def test_changes_of_statements_are_noticed() -> None:
    """Changes of the statements alone: hardly one is a mere way of writing."""
    random = Random(2)  # noqa: S311 -- no secret
    noticed = 0
    for _ in range(60):
        statements = altered({"statements": original("relu")["statements"]}, random)
        data = {**data_of("relu"), **statements}
        noticed += bool(places(verify(json.dumps(data)), Status.REFUTED))
        assert lies("relu", data) == []
    assert noticed > 48
