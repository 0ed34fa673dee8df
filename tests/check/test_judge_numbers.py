"""Numbers as they are written: rounding, cutting off, and plain error."""

import pytest
import sympy as sp

from symact.check.judge.numbers import number_equal, parse, rounded, rounded_interval
from symact.core.errors import UnsupportedError
from symact.core.verdict import Status

PROVED, REFUTED, UNKNOWN = Status.PROVED, Status.REFUTED, Status.UNKNOWN
SIGMOID_2 = 1 / (1 + sp.exp(-2))  # 0.880797...
SWISH_MIN = -sp.LambertW(sp.exp(-1))  # -0.278464...
QUARTER = sp.Rational(1, 4)


@pytest.mark.parametrize(
    ("value", "text", "loose", "status", "code"),
    [
        (SIGMOID_2, "0.8808", False, PROVED, ""),
        (SIGMOID_2, "0.881", False, PROVED, ""),
        (SIGMOID_2, "0.88", True, PROVED, ""),
        (SIGMOID_2, ".9", True, PROVED, ""),
        (SIGMOID_2, "0.8807", False, UNKNOWN, "SA243"),  # cut off
        (SIGMOID_2, "0.8812", False, UNKNOWN, "SA243"),  # near
        (SIGMOID_2, "0.8908", False, REFUTED, "SA211"),
        (SIGMOID_2, "0.7808", True, REFUTED, "SA213"),
        (SIGMOID_2, "0.8908", True, UNKNOWN, "SA243"),  # 1 % off, said loosely
        (SIGMOID_2, "-0.8808", False, REFUTED, "SA211"),
        (SIGMOID_2, "1", False, UNKNOWN, "SA243"),
        (SIGMOID_2, "1", True, PROVED, ""),
        (SIGMOID_2, "2", False, REFUTED, "SA211"),
        (SWISH_MIN, "-0.278", False, PROVED, ""),
        (SWISH_MIN, "\u22120.278", False, PROVED, ""),
        (SWISH_MIN, "0.278", False, REFUTED, "SA211"),
        (QUARTER, "0.25", False, PROVED, ""),
        (QUARTER, "0.250", False, PROVED, ""),
        (QUARTER, "0.3", False, UNKNOWN, "SA243"),
        (QUARTER, "0.3", True, PROVED, ""),
        (QUARTER, "0.2", True, UNKNOWN, "SA243"),
        (QUARTER, "0.2", False, UNKNOWN, "SA243"),
        (sp.Rational(27, 100), "0.3", False, UNKNOWN, "SA243"),
        (sp.Rational(27, 100), "0.3", True, PROVED, ""),
        (QUARTER, "0.5", False, REFUTED, "SA211"),
        (QUARTER, "0.26", False, UNKNOWN, "SA243"),
        (QUARTER, "2.5e-1", False, PROVED, ""),
        (sp.Integer(4), "5", False, REFUTED, "SA211"),
        (sp.Integer(4), "4", False, PROVED, ""),
        (sp.S.Zero, "0.0", False, PROVED, ""),
        (sp.exp(-20), "2e-9", True, PROVED, ""),
        (sp.exp(-20), "1e-9", True, UNKNOWN, "SA243"),
        (sp.exp(-20), "2.1e-6", True, REFUTED, "SA213"),
        (sp.pi, "3.14159265358979323846264338327950288", False, PROVED, ""),
        (sp.pi, "3.14159265358979323846264338327950388", False, REFUTED, "SA211"),
    ],
)
def test_decimals(value: sp.Expr, text: str, loose: bool, status: Status, code: str) -> None:
    found = rounded(value, text, loose=loose)
    assert (found.status, found.code) == (status, code), found
    if status is not PROVED:
        assert found.right


@pytest.mark.parametrize("text", ["", ".", "1,5", "0x1", "nan", "1e999999", "1" * 80, "1/2"])
def test_what_is_no_decimal_is_unsupported(text: str) -> None:
    with pytest.raises(UnsupportedError):
        parse(text)
    assert rounded(sp.S.One, text).status is UNKNOWN


def test_an_interval_is_refuted_as_a_whole_only() -> None:
    low, high = sp.Rational(7, 10), sp.Rational(8, 10)
    assert rounded_interval(low, high, "0.75").status is UNKNOWN
    assert rounded_interval(low, high, "1").status is UNKNOWN
    assert rounded_interval(low, high, "1", loose=True).status is PROVED
    assert rounded_interval(low, high, "2.00").status is REFUTED
    assert rounded_interval(-high, high, "0.01").status is UNKNOWN
    # Far from both ends, and between them.
    assert rounded_interval(-sp.S.One, sp.S.One, "0.00").status is UNKNOWN


def test_exact_constants() -> None:
    assert number_equal(sp.sqrt(2) * sp.sqrt(3), sp.sqrt(6)).status is PROVED
    assert number_equal(sp.log(8), 3 * sp.log(2)).status is PROVED
    assert number_equal(sp.exp(1), sp.Rational(2718281828459045, 10**15)).status is REFUTED
    assert number_equal(sp.tan(sp.pi / 4), sp.S.One).status is PROVED
    found = number_equal(sp.log(2), sp.Rational(7, 10))
    assert found.code == "SA211"
    assert found.counterexample is not None
    assert found.counterexample.left == "0.693147180560"


def test_what_has_no_real_value_is_not_decided() -> None:
    undefined = sp.log(-sp.S.One, evaluate=False)
    assert number_equal(undefined, sp.S.One).status is UNKNOWN
    assert rounded(undefined, "1.0").status is UNKNOWN
