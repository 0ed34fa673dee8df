"""Where a hasty judge would be wrong: domains, kinks, letters, and what nobody can decide."""

from fractions import Fraction

import pytest
import sympy as sp

from symact.check.judge.assumptions import Assumptions
from symact.check.judge.derivatives import derivative_of, slope_at
from symact.check.judge.equality import equal
from symact.check.judge.extrema import extremum
from symact.check.judge.inequalities import compare
from symact.check.judge.limits import limit
from symact.check.judge.points import separate
from symact.check.judge.properties import property_holds
from symact.check.judge.ranges import has_range
from symact.core.activation import REALS, Domain, x
from symact.core.verdict import Status

PROVED, REFUTED, UNKNOWN = Status.PROVED, Status.REFUTED, Status.UNKNOWN
a, b = sp.symbols("a b", real=True)
sigmoid = 1 / (1 + sp.exp(-x))
relu = sp.Max(0, x)
step = sp.Piecewise((1, x > 0), (0, True))


def _held(head, *args):  # type: ignore[no-untyped-def]
    return head(*args, evaluate=False)


@pytest.mark.parametrize(
    ("left", "right", "words"),
    [
        (_held(sp.Pow, _held(sp.Pow, x, sp.S.Half), 2), x, "left side has no value for x < 0"),
        (_held(sp.Mul, x**2, 1 / x), x, "left side has no value at x = 0"),
        (sp.log(x**2), 2 * sp.log(x), "right side has no value for x <= 0"),
        ((x**2 - 1) / (x - 1), x + 1, "left side has no value at x = 1"),
        (sp.exp(sp.log(x)) + 0 * x, x, ""),
        (sp.log(x * (x - 1)), sp.log(x) + sp.log(x - 1), "right side has no value for x <= 1"),
    ],
)
def test_a_change_of_domain_is_a_remark(left: sp.Expr, right: sp.Expr, words: str) -> None:
    found = equal(left, right)
    assert found.status is PROVED
    assert (found.code == "SA231") is bool(words)
    assert words in found.note


def test_nothing_is_proved_where_the_sides_never_meet() -> None:
    assert equal(sp.log(x), sp.log(-x)).status is UNKNOWN
    assert equal(sp.sqrt(x - 3), sp.sqrt(2 - x)).status is UNKNOWN


def test_a_difference_at_the_edge_of_a_case_is_a_remark_unless_asked_for() -> None:
    other = sp.Piecewise((1, x >= 0), (0, True))
    found = equal(step, other)
    assert (found.status, found.code) == (PROVED, "SA230")
    assert separate(step, other) is None
    strict = equal(step, other, strict_points=(sp.S.Zero,))
    assert (strict.status, strict.code) == (REFUTED, "SA201")
    assert strict.counterexample is not None
    assert strict.counterexample.at == (("x", "0"),)


def test_a_letter_of_which_nothing_is_said_may_be_negative() -> None:
    assert equal(sp.Abs(a), a).status is UNKNOWN
    assert equal(sp.sqrt(a**2 * x**2), a * sp.Abs(x)).status is UNKNOWN
    positive = Assumptions(domains=((a, Domain(Fraction(0))),))
    assert equal(sp.Abs(a), a, positive).status is PROVED
    whole = Assumptions(domains=((a, REALS),))
    assert equal(sp.Abs(a), a, whole).status is REFUTED
    negative = Assumptions(domains=((a, Domain(None, Fraction(0))),))
    assert equal(sp.Abs(a), -a, negative).status is PROVED


def test_a_letter_may_lie_below_or_above_1() -> None:
    leaky = sp.Piecewise((x, x > 0), (a * x, True))
    assert equal(sp.Max(x, a * x), leaky).status is UNKNOWN
    below = Assumptions(domains=((a, Domain(Fraction(0), Fraction(1), False, True)),))
    above = Assumptions(domains=((a, Domain(Fraction(1))),))
    assert equal(sp.Max(x, a * x), leaky, below).status is PROVED
    assert equal(sp.Max(x, a * x), leaky, above).status is REFUTED
    slope = sp.Piecewise((1, x > 0), (a, True))
    assert derivative_of(sp.Max(x, a * x), slope, 1, below).status is PROVED
    assert derivative_of(sp.Max(x, a * x), slope).status is UNKNOWN


def test_letters_are_never_taken_to_be_positive_behind_the_back() -> None:
    whole = Assumptions(domains=((a, REALS),))
    assert has_range(a * sp.tanh(x), -a, a, False, False, assumptions=whole).status is UNKNOWN
    assert compare(a * x**2, sp.S.Zero, ">=", whole).status is not PROVED
    assert has_range(a * sp.tanh(x), -a, a, False, False).status is PROVED


def test_an_interval_bounds_what_is_compared() -> None:
    right = Assumptions(lower=sp.S.Zero)
    assert equal(relu, x, right).status is PROVED
    assert equal(relu, x).status is REFUTED
    assert equal(relu, x, Assumptions(lower=sp.sqrt(2), upper=sp.pi)).status is PROVED
    narrow = Assumptions(lower=sp.Rational(1, 1000), upper=sp.Rational(2, 1000))
    assert equal(relu, x + sp.Rational(1, 10**6), narrow).status is REFUTED
    assert compare(x**3, x, "<", Assumptions(lower=sp.S.Zero, upper=sp.S.One)).status is PROVED
    assert compare(x**3, x, "<", Assumptions(lower=sp.S.Zero)).status is REFUTED
    closed = Assumptions((), sp.S.Zero, sp.S.One, True, True)
    assert compare(x**3, x, "<", closed).status is REFUTED
    assert compare(x**3, x, "<=", closed).status is PROVED


def test_the_logarithm_has_no_slope_where_it_has_no_value() -> None:
    assert derivative_of(sp.log(x), 1 / sp.Abs(x)).status is PROVED
    assert derivative_of(sp.log(x), 1 / x).status is PROVED
    assert derivative_of(sp.log(sp.Abs(x)), 1 / x).status is PROVED
    assert derivative_of(sp.log(sp.Abs(x)), 1 / sp.Abs(x)).status is REFUTED
    assert derivative_of(sp.sqrt(x), 1 / (2 * sp.sqrt(x))).code == ""


def test_kinks_are_remarks_with_what_frameworks_return() -> None:
    for given in (step, sp.Piecewise((1, x >= 0), (0, True)), sp.Heaviside(x)):
        found = derivative_of(relu, given)
        assert (found.status, found.code) == (PROVED, "SA230")
        assert found.convention is not None
        assert "PyTorch, JAX and Keras return 0" in found.convention
    assert derivative_of(relu, sp.Piecewise((1, x > 0), (0, x < 0))).code == ""
    at_zero = slope_at(relu, 1, sp.S.Zero, sp.S.Zero)
    assert (at_zero.status, at_zero.code) == (UNKNOWN, "SA230")
    assert slope_at(relu, 1, sp.S.Zero, sp.Integer(2)).status is REFUTED


def test_a_derivative_that_exists_at_a_join_has_one_value() -> None:
    elu = sp.Piecewise((x, x > 0), (sp.exp(x) - 1, True))
    good = sp.Piecewise((1, x > 0), (sp.exp(x), True))
    assert derivative_of(elu, good).code == ""
    bad = sp.Piecewise((1, x > 0), (sp.exp(x), x < 0), (0, True))
    assert derivative_of(elu, bad).status is REFUTED
    assert slope_at(elu, 1, sp.S.Zero, sp.S.One).status is PROVED
    second = sp.Piecewise((0, x > 0), (sp.exp(x), True))
    found = derivative_of(elu, second, 2)
    assert (found.status, found.code) == (PROVED, "SA230")


def test_what_is_outside_the_kernel_is_unknown() -> None:
    for found in (
        equal(sp.gamma(x), x),
        derivative_of(sp.gamma(x), sp.gamma(x)),
        property_holds(sp.tanh(x), "beautiful"),
        equal(sp.floor(x), x),
    ):
        assert (found.status, found.code) == (UNKNOWN, "SA245")
        assert found.reason
    assert has_range(sp.gamma(x), sp.S.Zero, sp.oo, False, False).status is UNKNOWN
    assert limit(sp.gamma(x), 0, sp.oo, "", sp.oo).status is UNKNOWN


def test_more_than_is_claimed_is_not_refuted() -> None:
    assert compare(sigmoid, sp.Integer(2), "<=").status is PROVED
    assert has_range(sigmoid, -sp.S.One, sp.S.One, True, True, role="within").status is UNKNOWN
    loose = has_range(sigmoid, -sp.S.One, sp.S.One, True, True, role="within", tight=False)
    assert loose.status is PROVED
    assert has_range(sigmoid, sp.S.Zero, sp.S.One, True, True, role="codomain").status is PROVED
    assert has_range(relu, sp.S.Zero, sp.oo, True, True).note


def test_an_extremum_nearby_is_not_one_of_all_values() -> None:
    cubic = x**3 - 3 * x
    assert extremum(cubic, "max", 0, sp.Integer(2), -sp.S.One).status is UNKNOWN
    assert extremum(cubic, "max", 0, sp.Integer(3)).status is REFUTED
    assert extremum(sp.sin(x), "argmax", 0, None, sp.pi / 2).status is PROVED
    assert extremum(sp.sin(x), "argmax", 0, None, 5 * sp.pi / 2).status is PROVED
    assert extremum(sp.sin(x), "argmax", 0, None, sp.pi).status is REFUTED
    assert extremum(sp.exp(x), "inf", 0, sp.S.Zero).status is PROVED
    assert extremum(sp.exp(x), "min", 0, sp.S.Zero).status is REFUTED
    assert extremum(relu, "min", 0, sp.S.Zero, sp.Integer(3)).status is REFUTED


def test_soft_words_are_left_open() -> None:
    elu = sp.Piecewise((x, x > 0), (sp.exp(x) - 1, True))
    assert property_holds(elu, "smooth").status is UNKNOWN
    assert property_holds(relu, "zero-centred").status is REFUTED
    leaky = sp.Piecewise((x, x > 0), (x / 10 + 0, True))
    swish = x * sigmoid
    assert property_holds(swish, "zero-centred").status is UNKNOWN
    assert property_holds(leaky, "zero-centred").status is PROVED
    assert property_holds(relu, "saturates").status is UNKNOWN
    assert property_holds(relu, "increasing").note == "not strictly"
    assert property_holds(relu, "increasing", (-sp.oo, sp.S.Zero)).status is UNKNOWN
    assert property_holds(swish, "increasing", (sp.S.Zero, sp.oo)).status is PROVED
    assert property_holds(swish, "increasing", (-sp.Integer(2), sp.oo)).status is REFUTED
    assert property_holds(sp.log(x), "differentiable").status is UNKNOWN
    assert property_holds(1 / x, "continuous").status is UNKNOWN
    assert property_holds(sp.S.Zero * x, "odd").status is PROVED


def test_a_tiny_difference_is_seen() -> None:
    near = sp.Rational(79788456080286535588, 10**20)
    assert equal(sp.sqrt(2 / sp.pi) * x, near * x).status is REFUTED
    assert equal(sp.exp(x), sp.exp(x) + sp.Rational(1, 10**25)).status is REFUTED


def test_hostile_sizes_end() -> None:
    deep = x
    for _ in range(150):
        deep = sp.tanh(deep)
    assert equal(deep, x).status in (REFUTED, UNKNOWN)
    assert equal(x ** sp.Integer(10) ** 6, x).status in (REFUTED, UNKNOWN)


def test_powers_of_negative_bases_are_left_open() -> None:
    left = (2 * x + sp.Heaviside(x)) ** (2 * x + sp.Heaviside(x))
    assert equal(left, (2 * x + 1) ** (2 * x + 1)).status is UNKNOWN
    assert equal(x**x, sp.exp(x * sp.log(x))).status is PROVED
    assert equal(x**a * x**b, x ** (a + b)).status is PROVED


def test_a_constant_without_a_real_value_is_no_number() -> None:
    f = sp.Abs(sp.atanh(sp.pi) * sp.erf(x))
    assert has_range(f, sp.S.Zero, sp.S.Zero, True, True).status is UNKNOWN
    assert equal(f, 2 * f).status is UNKNOWN
    assert compare(x * sp.log(-sp.S(2)), x, "<").status is UNKNOWN


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (sp.exp(x), sp.exp(x) + sp.Rational(1, 10**25)),
        (sp.erf((a + 4) * sp.tan(x)), sp.erf(5 * sp.tan(x))),
        (sp.tanh(40 * x), sp.tanh(41 * x)),
    ],
)
def test_the_two_values_of_a_counterexample_are_seen_to_differ(
    left: sp.Expr, right: sp.Expr
) -> None:
    found = equal(left, right)
    assert found.counterexample is not None
    assert found.counterexample.left != found.counterexample.right
