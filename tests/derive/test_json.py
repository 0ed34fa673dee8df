"""The JSON of a profile has the documented shape, and its numbers are what they say."""

import json

import mpmath
import pytest

from symact.activations import catalogue, taught
from symact.core.activation import Activation
from symact.derive.build import profile
from symact.derive.serialise import to_dict
from symact.kernel.balls import Ball, enclose, precision
from symact.reading.expression import read_expression

KEYS = {
    "schema", "name", "expression", "latex", "parameters", "domain", "derivative", "range",
    "derivative_range", "limits", "derivative_limits", "zeros", "fixed_points", "critical_points",
    "local_extrema", "inflection_points", "plateaus", "kinks", "monotone", "convex", "symmetry",
    "smoothness", "lipschitz", "monotone_pieces", "convex_pieces", "asymptotes", "symmetries",
    "derivative_integral", "traits", "status", "reasons",
}  # fmt: skip


def numbers(data: object) -> list[dict]:
    """Every NUMBER in a piece of JSON."""
    if isinstance(data, dict):
        own = [data] if {"exact", "decimal"} <= set(data) else []
        return own + [n for value in data.values() for n in numbers(value)]
    if isinstance(data, list):
        return [n for value in data for n in numbers(value)]
    return []


@pytest.mark.parametrize("name", list(taught()))
def test_shape_and_numbers(name: str) -> None:
    """The keys are there, JSON survives, exact values read back to their decimals."""
    data = json.loads(json.dumps(to_dict(profile(catalogue()[name]))))

    assert set(data) == KEYS
    assert data["schema"] == "symact.profile/1"
    found = numbers(data)
    assert found
    for number in found:
        if number["decimal"] in {"oo", "-oo"}:
            assert number["exact"] == number["decimal"]
            continue
        assert len(number["decimal"].replace("-", "").replace(".", "").lstrip("0")) >= 20 or (
            float(number["decimal"]) == 0
        )
        if number["exact"] is not None:
            with precision(300):
                truth = enclose(read_expression(number["exact"]))
                gap = abs(truth - Ball(number["decimal"]))
                assert gap < abs(truth) * Ball("1e-21") + Ball("1e-40")


def test_decimals_without_closed_form_are_right_to_twenty_digits() -> None:
    """GELU's minimum against a root found with 60 digits."""
    mpmath.mp.dps = 60
    try:
        root = mpmath.findroot(
            lambda t: mpmath.ncdf(t) + t * mpmath.npdf(t), mpmath.mpf("-0.7517915")
        )
        value = root * mpmath.ncdf(root)
        data = to_dict(profile(catalogue()["gelu"]))
        lowest = data["range"]["infimum"]
        assert abs(mpmath.mpf(lowest["decimal"]) - value) < mpmath.mpf(10) ** -24
        assert abs(mpmath.mpf(lowest["at"][0]["decimal"]) - root) < mpmath.mpf(10) ** -24
    finally:
        mpmath.mp.dps = 15


def test_unknown_fields_are_null_with_a_reason() -> None:
    """Nothing is filled in."""
    data = to_dict(profile(Activation.from_text("sin(x)", name="f")))

    for name, status in data["status"].items():
        if status == "unknown" and name != "derivative":
            assert data[name] is None
            assert data["reasons"][name]
