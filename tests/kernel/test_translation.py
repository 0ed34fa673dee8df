"""The translation into towers, against enclosures that share no code with it."""

from collections.abc import Callable

import flint
import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from symact.core.activation import x
from symact.core.errors import UnsupportedError
from symact.kernel.balls import Ball, enclose, evaluate, point, precision, values
from symact.kernel.field import Fraction, Tower
from symact.kernel.translate import field_of

LEAVES = [x, x + 1, 2 * x, -x / 3, x**2, sp.Integer(2), sp.sqrt(2) * x, sp.pi * x / 4]
UNARY: list[Callable[[sp.Expr], sp.Expr]] = [
    lambda u: sp.exp(u / 4),
    sp.tanh,
    lambda u: sp.sinh(u / 4),
    lambda u: sp.cosh(u / 4),
    sp.erf,
    sp.erfc,
    sp.atan,
    lambda u: sp.log(1 + sp.exp(u / 4)),
    lambda u: 1 / (1 + sp.exp(-u / 4)),
    lambda u: sp.sqrt(1 + u**2),
    lambda u: sp.log(2 + u**2),
    sp.asinh,
]
expressions = st.recursive(
    st.sampled_from(LEAVES),
    lambda inner: st.one_of(
        st.builds(lambda f, u: f(u), st.sampled_from(UNARY), inner),
        st.builds(lambda a, b: a + b, inner, inner),
        st.builds(lambda a, b: a * b, inner, inner),
        st.builds(lambda a, b: a / (1 + b**2), inner, inner),
    ),
    max_leaves=4,
)


def ball(tower: Tower, element: Fraction, q: flint.fmpq) -> Ball:
    """The value of an element at a rational point."""
    known = values(tower, point(q))
    return evaluate(element.num, known) / evaluate(element.den, known)


@settings(max_examples=120, deadline=None, derandomize=True)
@given(expression=expressions, q=st.integers(-12, 12))
def test_values_and_slopes_overlap_the_enclosures(expression: sp.Expr, q: int) -> None:
    """What the tower says of a function and its derivative agrees with direct evaluation."""
    at = flint.fmpq(q, 5)
    try:
        tower, (element,) = field_of(expression)
    except UnsupportedError:
        return
    with precision(400):
        truth = enclose(expression, point(at))
        slope = enclose(sp.diff(expression, x), point(at))
        if truth.is_finite():
            assert ball(tower, element, at).overlaps(truth)
        if slope.is_finite():
            assert ball(tower, tower.derivative(element), at).overlaps(slope)


def test_a_wrong_translation_would_be_caught() -> None:
    """Negative control: the value of another function does not overlap."""
    tower, (element,) = field_of(sp.tanh(x))
    with precision(400):
        assert not ball(tower, element, flint.fmpq(1)).overlaps(
            enclose(sp.tanh(2 * x), point(flint.fmpq(1)))
        )


TRUE = [
    (sp.log(1 + sp.exp(-x)), sp.log(1 + sp.exp(x)) - x),
    (sp.exp(2 * x), sp.exp(x) ** 2),
    (sp.exp(x / 2) * sp.exp(x / 3), sp.exp(5 * x / 6)),
    (sp.tanh(x), (sp.exp(x) - sp.exp(-x)) / (sp.exp(x) + sp.exp(-x))),
    (sp.cosh(x) ** 2 - sp.sinh(x) ** 2, sp.S.One),
    (sp.tanh(sp.log(1 + sp.exp(x))), 1 - 2 / ((1 + sp.exp(x)) ** 2 + 1)),
    (sp.erf(-x), -sp.erf(x)),
    (sp.sqrt(1 + x**2) ** 2, 1 + x**2),
    (1 / (x + sp.sqrt(1 + x**2)), sp.sqrt(1 + x**2) - x),
    (sp.exp(x + 1), sp.E * sp.exp(x)),
    (sp.sqrt(6) * x, sp.sqrt(2) * sp.sqrt(3) * x),
    (sp.log(sp.exp(x) + sp.exp(-x)), sp.log(1 + sp.exp(2 * x)) - x),
]


@pytest.mark.parametrize(("left", "right"), TRUE)
def test_true_identities_have_the_normal_form_zero(left: sp.Expr, right: sp.Expr) -> None:
    """Algebraic dependencies are removed while the tower is built."""
    tower, (a, b) = field_of(left, right)

    assert tower.is_zero(a - b)


@pytest.mark.parametrize(("left", "right"), TRUE)
def test_near_identities_have_not(left: sp.Expr, right: sp.Expr) -> None:
    """Negative control: a difference of 1e-40 is a difference."""
    tower, (a, b) = field_of(left, right + sp.Rational(1, 10**40) * x)

    assert not tower.is_zero(a - b)


def test_tanh_40_is_not_1() -> None:
    """A float comparison would call these equal."""
    tower, (a, b) = field_of(x + sp.tanh(40), x + 1)

    assert not tower.is_zero(a - b)


@pytest.mark.parametrize(
    "expression",
    [
        sp.atan(sp.exp(x)) + sp.atan(sp.exp(-x)) - sp.pi / 2,
        sp.atan(1 + x**2) + sp.atan(1 / (1 + x**2)) - sp.pi / 2,
        sp.log(x + sp.sqrt(1 + x**2)) + sp.log(sp.sqrt(1 + x**2) - x),
    ],
)
def test_functions_of_inverse_arguments_are_not_independent(expression):
    tower, (element,) = field_of(expression)
    assert tower.is_zero(element)


def test_the_arctangent_of_an_inverse_of_unknown_sign_is_left_alone():
    # atan(x) + atan(1/x) is pi/2 for x > 0 only.
    tower, (element,) = field_of(sp.atan(x) + sp.atan(1 / x) - sp.pi / 2)
    assert not tower.is_zero(element)
