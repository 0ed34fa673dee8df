"""Each row of the table of rules against the first Taylor coefficient of Arb."""

from dataclasses import replace

import pytest
import sympy as sp
from flint import arb, arb_series, ctx
from hypothesis import given, settings
from hypothesis import strategies as st

from symact.core import Activation, x
from symact.core.errors import UnsupportedError
from symact.derive.notation import unfold
from symact.derive.rules import OUTER, derivative, smooth_derivative
from symact.derive.steps import checked_lines

# Power series of each head, from arithmetic that knows nothing of our table.
SERIES = {
    "exp": lambda s: s.exp(),
    "ln": lambda s: s.log(),
    "tanh": lambda s: (s.exp() - (-s).exp()) / (s.exp() + (-s).exp()),
    "sinh": lambda s: (s.exp() - (-s).exp()) / 2,
    "cosh": lambda s: (s.exp() + (-s).exp()) / 2,
    "sin": lambda s: s.sin(),
    "cos": lambda s: s.cos(),
    "tan": lambda s: s.tan(),
    "cot": lambda s: 1 / s.tan(),
    "sec": lambda s: 1 / s.cos(),
    "csc": lambda s: 1 / s.sin(),
    "arctan": lambda s: s.atan(),
    "arcsin": lambda s: s.asin(),
    "arccos": lambda s: s.acos(),
    "arsinh": lambda s: (s + (1 + s * s).sqrt()).log(),
    "artanh": lambda s: ((1 + s) / (1 - s)).log() / 2,
    "arcosh": lambda s: (s + (s * s - 1).sqrt()).log(),
    "erf": lambda s: s.erf(),
    "erfc": lambda s: s.erfc(),
    "lambert": lambda s: s.lambertw(),
    "sech": lambda s: 2 / (s.exp() + (-s).exp()),
    "coth": lambda s: (s.exp() + (-s).exp()) / (s.exp() - (-s).exp()),
    "sigma": lambda s: 1 / (1 + (-s).exp()),
    "Phi": lambda s: (1 + (s / arb(2).sqrt()).erf()) / 2,
    "phi": lambda s: (-s * s / 2).exp() / (2 * arb.pi()).sqrt(),
}
FRACTIONS = (sp.Rational(1, 7), sp.Rational(2, 5), sp.Rational(5, 9), sp.Rational(12, 13))
DIGITS = 40


def points(on):
    """Rational points inside the set on which a rule is valid."""
    window = sp.Intersection(on, sp.Interval(-4, 5))
    low, high = (sp.Rational(str(end.evalf(8))) for end in (window.inf, window.sup))
    return [p for p in (low + f * (high - low) for f in FRACTIONS) if p in on]


def first_coefficient(row, point):
    """The Taylor coefficient of order one of the row's function, as a ball."""
    with ctx.workprec(200):
        at = arb(int(point.p)) / int(point.q)
        series = SERIES[row.name](arb_series([at, 1], prec=2))
        return series[1]


def agrees(row):
    """Whether a row's slope is the first Taylor coefficient at every sample point."""
    for point in points(row.on):
        value = unfold(row.slope(point)).evalf(DIGITS)
        with ctx.workprec(200):
            gap = first_coefficient(row, point) - arb(str(value))
            if not abs(gap) < arb("1e-30"):
                return False
    return True


@pytest.mark.parametrize("row", OUTER, ids=[row.name for row in OUTER])
def test_each_row_is_true(row):
    """The slope in the table is the slope of the function."""
    assert len(points(row.on)) >= 3
    assert agrees(row)


def test_a_wrong_row_is_caught():
    """The test above has teeth: a sign or a factor planted wrongly fails it."""
    for row in OUTER:
        assert not agrees(replace(row, slope=lambda u, right=row.slope: -right(u)))
        assert not agrees(replace(row, slope=lambda u, right=row.slope: right(u) + u / 10**6 + 1))


def test_codes_and_names_are_unique():
    """Codes are permanent, so no two rows share one."""
    assert len({row.code for row in OUTER}) == len({row.name for row in OUTER}) == len(OUTER)


def test_unknown_heads_are_refused():
    """A function without a row is no guess."""
    with pytest.raises(UnsupportedError):
        derivative(sp.gamma(x))


PIECES = [
    (sp.Max(0, x), -1, 0),
    (sp.Max(0, x), 1, 1),
    (sp.Abs(x), -3, -1),
    (sp.sign(x) * x**2, -3, 6),
    (sp.Heaviside(x) * x, 2, 1),
    (sp.Min(6, sp.Max(0, x)), 7, 0),
    (sp.Abs(sp.tanh(x)), 0, None),
    (sp.Abs(x**2 - 2), 1, -2),
    (sp.Abs(sp.Abs(x) - 1), -2, -1),
]


@pytest.mark.parametrize(("expression", "at", "slope"), PIECES)
def test_pieces(expression, at, slope):
    """Piece by piece, and nothing said at a bend."""
    value = derivative(expression).subs(x, at)
    assert value is sp.nan if slope is None else value == slope


HEADS = st.sampled_from([sp.exp, sp.tanh, sp.atan, sp.erf, sp.sin, sp.cosh, sp.asinh])
NUMBERS = st.sampled_from([sp.Integer(2), sp.Rational(1, 3), sp.Integer(-1)])


def _grow(children):
    return st.one_of(
        st.builds(lambda h, a: h(a), HEADS, children),
        st.builds(lambda a, b: a + b, children, children),
        st.builds(lambda a, b: a * b, children, children),
        st.builds(lambda a: sp.log(1 + sp.exp(a)), children),
        st.builds(lambda a: sp.sqrt(1 + a**2), children),
        st.builds(lambda a: a / (1 + a**2), children),
    )


SMOOTH = st.recursive(st.one_of(st.just(x), NUMBERS), _grow, max_leaves=4)


@settings(max_examples=40, deadline=None)
@given(SMOOTH)
def test_compositions_agree_with_an_independent_derivative(expression):
    """Two ways to differentiate give one value."""
    at = sp.Rational(3, 11)
    ours = smooth_derivative(expression).subs(x, at).evalf(30)
    theirs = sp.diff(expression, x).subs(x, at).evalf(30)
    assert abs(ours - theirs) <= 1e-20 * (1 + abs(theirs))


@settings(max_examples=30, deadline=None)
@given(SMOOTH)
def test_any_composition_is_derived_truly(expression):
    """The rules are general: a random composition gets a derivation without a false line."""
    entry = Activation(name="f", title="f", notation="f", expression=expression)
    for line in checked_lines(entry):
        at = sp.Rational(3, 11)
        value, target = (e.subs(x, at).evalf(30) for e in (line.value, line.target))
        assert abs(value - target) <= 1e-18 * (1 + abs(target)), line.step
