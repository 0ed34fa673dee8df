"""NumPy functions whose cases have no exact search: the case is decided at every point."""

import runpy

import numpy as np
import pytest
import sympy as sp
from hypothesis import given
from hypothesis import strategies as st

from symact.core import x
from symact.numeric import numeric
from symact.numeric.pointwise import pointwise

sin, cos = sp.sin(x), sp.cos(x)
FUNCTIONS = {
    "fast": sp.Max(0, sp.sin(50 * x)),
    "rectified": sp.Abs(sin),
    "drifting": x / 2 + sp.Abs(sin),
    "square": sp.sign(sin) * sp.exp(-(x**2)),
    "gated": sp.Min(1, 2 * cos) / (1 + sp.exp(-x)),
    "three": sp.Max(sin, cos, x / 10),
    "nested": sp.Abs(sp.Abs(sin) - sp.Rational(1, 2)),
    "root": sp.sqrt(sp.Abs(sin)),
    "step": sp.Heaviside(sin) * x,
    "both": sp.Piecewise((x * sin, (sin > 0) & (cos >= 0)), (x, True)),
    "either": sp.Piecewise((1, sin > 0), (cos, (cos < 0) | (x > 100)), (2, True)),
    "far logarithm": sp.Abs(sp.log(sp.Abs(x)) - 5),
    "far cubic": sp.Abs(x**3 - sp.sqrt(2) * x**2 - 1000000),
    "far exponential": sp.Max(0, sp.exp(-x) - sp.exp(-60)) / (1 + sp.exp(-x)),
    "wall": sp.Abs(sp.exp(x) - 1) / (1 + sp.exp(x)),
    "cubed": sp.Abs(sin) ** 3,
    "open": sp.Piecewise((sin, sin > 0)),
}
PLACES = [0.01, 0.5, 1.0, 2.2, 4.9417, 10.3, 41.7, 99.9, 333.3, 740.5, 12345.6]
POINTS = np.array([*PLACES, *(-place for place in PLACES)])


def truth(expression, place, order):
    """A derivative at a place: the case chosen by the exact conditions, then 40 digits."""
    at = sp.Rational(place)
    return float(sp.N(sp.diff(chosen(expression, at), x, order).subs(x, at), 40))


def chosen(node, at):
    """The formula in force at a rational place, by substituting it into every condition."""
    if not node.args:
        return node
    if isinstance(node, sp.Piecewise):
        hits = (value for value, holds in node.args if holds == True or holds.subs(x, at) == True)  # noqa: E712
        return chosen(next(hits, sp.nan), at)
    args = [chosen(arg, at) for arg in node.args]
    match node:
        case sp.Max() | sp.Min():
            pick = max if isinstance(node, sp.Max) else min
            return pick(args, key=lambda arg: sp.N(arg.subs(x, at), 40))
        case sp.Abs() | sp.sign() | sp.Heaviside():
            positive = sp.N(args[0].subs(x, at), 40) > 0
            table = {sp.Abs: (-args[0], args[0]), sp.sign: (-1, 1), sp.Heaviside: (0, 1)}
            return sp.sympify(table[node.func][bool(positive)])
    return node.func(*args)


@pytest.mark.parametrize("order", [0, 1, 2])
@pytest.mark.parametrize("name", FUNCTIONS)
def test_agrees_with_forty_digits_far_out(name, order):
    """Also past the fortieth unit, and where two kinks lie closer than a step of any grid."""
    function = numeric(FUNCTIONS[name])
    computed = (function.f, function.df, function.d2f)[order](POINTS)
    wanted = [truth(FUNCTIONS[name], place, order) for place in POINTS]
    np.testing.assert_allclose(computed, wanted, rtol=1e-9, atol=1e-9)


def test_a_case_decided_wrongly_is_caught():
    """The same comparison fails for the function with one case turned around."""
    turned = numeric(sp.Min(0, sp.sin(50 * x))).f(POINTS)
    wanted = [truth(FUNCTIONS["fast"], place, 0) for place in POINTS]
    with pytest.raises(AssertionError):
        np.testing.assert_allclose(turned, wanted, rtol=1e-9, atol=1e-9)


@given(st.floats(-1e6, 1e6))
def test_the_rectified_sine_is_that_of_numpy(place):
    """At every double."""
    assert numeric(sp.Abs(sin)).f(place) == abs(np.sin(place))


def test_a_kink_has_no_slope_and_a_tie_of_one_slope_has():
    """At 0 the two sides of |sin x| differ; those of max(sin x, sin x + x^3 cos x) do not."""
    assert np.isnan(numeric(sp.Abs(sin)).df(0.0))
    cubed = numeric(FUNCTIONS["cubed"])
    assert (cubed.df(0.0), cubed.d2f(0.0)) == (0.0, 0.0)
    smooth = numeric(sp.Max(sin, sin + x**3 * cos))
    assert (smooth.df(0.0), smooth.d2f(0.0)) == (1.0, 0.0)


@pytest.mark.parametrize("name", ["fast", "both", "three"])
def test_source_is_the_function(name, tmp_path):
    """The Python text, run as a module of its own, gives the same doubles."""
    function = numeric(FUNCTIONS[name])
    path = tmp_path / "generated.py"
    path.write_text(function.source, encoding="utf-8")
    module = runpy.run_path(str(path))
    for label in ("f", "df", "d2f"):
        np.testing.assert_array_equal(module[label](POINTS), getattr(function, label)(POINTS))


def test_what_has_no_case_is_left_alone():
    """Sines and products outside every case stay as they are."""
    assert pointwise(x * sin + sp.exp(x)) == x * sin + sp.exp(x)
