"""Approximations of functions: proved where a bound of the difference is small everywhere."""

import math
from fractions import Fraction

import pytest
import sympy as sp

from symact.check.document import check_text
from symact.check.judge.closeness import largest_gap
from symact.core.activation import x

GELU = r"\operatorname{GELU}(x) \approx "
ROOT = r"\sqrt{\frac{2}{\pi}}"


def verdict(text: str) -> tuple[str, str]:
    (claim,) = check_text("notes.md", f"${text}$").claims
    return claim.judgement.status.value, claim.judgement.note


@pytest.mark.parametrize(
    ("formula", "bound"),
    [
        (rf"0.5x\left(1+\tanh\left({ROOT}(x+0.044715x^3)\right)\right)", "0.00052"),
        (r"x \sigma(1.702x)", "0.023"),
    ],
)
def test_known_approximations_are_proved_with_their_error(formula: str, bound: str) -> None:
    assert verdict(GELU + formula) == ("proved", f"the two differ by at most {bound} for all x")


@pytest.mark.parametrize(
    "text",
    [
        GELU + rf"0.5x\left(1+\tanh\left({ROOT}(x+0.44715x^3)\right)\right)",  # a digit is lost
        GELU + r"x \sigma(1.2x)",
        r"\tanh(x) \approx x",
        r"\sigma(x) \approx \frac{1}{2} + \frac{x}{4}",
        r"\sigma(x) \approx 1",
    ],
)
def test_what_is_not_near_everywhere_is_not_proved(text: str) -> None:
    assert verdict(text)[0] == "unknown"


SIGMOID = 1 / (1 + sp.exp(-x))


@pytest.mark.parametrize(
    ("f", "g"),
    [
        (SIGMOID, sp.erf(x / 2) / 2 + sp.Rational(1, 2)),
        (sp.tanh(x), 2 * sp.atan(x) / sp.pi),
        (sp.exp(-(x**2)), 1 / sp.cosh(x) ** 2),
        (x * SIGMOID, sp.S.Half * x * (1 + sp.erf(x / 2))),
    ],
)
def test_the_bound_holds_and_is_near_what_occurs(f: sp.Expr, g: sp.Expr) -> None:
    """Sampling may only show that a bound is wrong, or larger than needed."""
    bound = largest_gap(f, g)
    assert bound is not None
    gap = sp.lambdify(x, f - g, [{"erf": math.erf}, "math"])
    largest = max(abs(gap(k / 50)) for k in range(-1000, 1001))
    assert largest <= bound <= Fraction(largest) * Fraction(13, 10)


@pytest.mark.parametrize("f", [sp.Abs(x), sp.Max(0, x), sp.sqrt(x**2 + 1), x, sp.log(x**2 + 1)])
def test_no_bound_is_told_where_none_is_shown(f: sp.Expr) -> None:
    assert largest_gap(f, sp.S.Zero) is None
