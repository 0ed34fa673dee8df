"""The NumPy functions: accurate against Arb, finite, silent, and honest at kinks and ends."""

import importlib.util
import runpy
from pathlib import Path

import numpy as np
import pytest
import sympy as sp
from flint import arb

from symact.activations import activation, taught
from symact.core import InputError, x
from symact.numeric import numeric

_spec = importlib.util.spec_from_file_location(
    "arb_reference", Path(__file__).with_name("arb_reference.py")
)
_reference = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_reference)

# Measured at the points below, f, f' and f'' alike: median 3e-16, largest 7.6e-14 (swish with the
# decimal beta 1.702 at x = -316: the rounding of beta x, times x).
TOLERANCE = (2e-13, 2e-13, 2e-13)
SMALLEST = 1e-305  # below it doubles have fewer digits; an error of this size is as good as none
MAGNITUDES = [
    1e-300, 1e-30, 1e-12, *np.logspace(-8, 3, 67), 16.5, 36.9, 37.1, 708.3, 709.5, 745.2, 999.9,
]  # fmt: skip
POINTS = np.array(sorted([*MAGNITUDES, *(-m for m in MAGNITUDES)]))

USERS = {
    "mish": x * sp.tanh(sp.log(1 + sp.exp(x))),
    "softsign": x / (1 + sp.Abs(x)),
    "bump": x**2 * sp.exp(-(x**2)),
    "arctan": sp.atan(x),
    "isru": x / sp.sqrt(1 + x**2),
    "log-sigmoid": -sp.log(1 + sp.exp(-x)),
    "logistic of 3x": 1 / (1 + sp.exp(-3 * x)),
    "swish 1.702": x / (1 + sp.exp(-sp.Rational(851, 500) * x)),
    "gauss": sp.exp(-(x**2)),
}
EVERY = {name: entry.function for name, entry in taught().items()} | USERS


def assert_accurate(function, expression, order, tolerance):
    """The values come without a warning and within a relative tolerance of Arb's enclosures."""
    computed = function(POINTS)
    worst, where = 0.0, 0.0
    for place, got in zip(POINTS, computed, strict=True):
        ball = _reference.enclosures(expression, place, order)[order]
        assert np.isfinite(got), f"not finite at {place}"
        off = float(abs(arb(float(got)) - ball).upper())
        size = float(abs(ball).mid()) or 0.0
        error = 0.0 if off <= SMALLEST else off / max(size, SMALLEST)
        if error > worst:
            worst, where = error, place
    assert worst <= tolerance, f"relative error {worst:.1e} at x = {where!r}"
    return worst


@pytest.mark.parametrize("order", [0, 1, 2])
@pytest.mark.parametrize("name", EVERY)
def test_agrees_with_arb_at_sixty_digits(name, order):
    """Every entry of the lecture and some expressions of a user's own, f, f' and f''."""
    function = numeric(EVERY[name])
    computed = (function.f, function.df, function.d2f)[order]
    assert_accurate(computed, EVERY[name], order, TOLERANCE[order])


@pytest.mark.parametrize("name", ["sigmoid", "softplus", "gelu", "swish", "elu"])
def test_a_naive_form_is_caught(name):
    """The plain translation of the same formula fails the same check: the check can see."""
    expression = EVERY[name]
    naive = sp.lambdify(x, expression, ["scipy", "numpy"])
    with pytest.raises((AssertionError, RuntimeWarning), match=r"error|finite|encountered"):
        assert_accurate(naive, expression, 0, TOLERANCE[0])


LIMITS = {
    "sigmoid": (0, 1), "tanh": (-1, 1), "softplus": (0, np.inf), "swish": (0, np.inf),
    "mish": (0, np.inf), "linear": (-np.inf, np.inf), "relu": (0, np.inf),
    "leaky_relu": (-np.inf, np.inf), "prelu": (-np.inf, np.inf), "elu": (-1, np.inf),
    "selu": (-1.7580993408473768, np.inf), "gelu": (0, np.inf), "gelu_tanh": (0, np.inf),
    "hard_sigmoid": (0, 1), "hardswish": (0, np.inf), "softsign": (-1, 1), "step": (0, 1),
    "bump": (0, 0), "arctan": (-np.pi / 2, np.pi / 2), "isru": (-1, 1), "gauss": (0, 0),
    "log-sigmoid": (-np.inf, 0), "logistic of 3x": (0, 1), "swish 1.702": (0, np.inf),
}  # fmt: skip


def test_every_entry_has_its_limits_written_down():
    """The table above leaves nothing out."""
    assert set(EVERY) == set(LIMITS)


@pytest.mark.parametrize("name", EVERY)
def test_ends_of_the_line(name):
    """Limits at the two ends, NaN kept, finite at 1e300, and the derivatives' limits finite."""
    function = numeric(EVERY[name])
    ends = function.f([-np.inf, np.inf, np.nan])
    np.testing.assert_allclose(ends, [*LIMITS[name], np.nan], rtol=1e-15, atol=0)
    for each in (function.f, function.df, function.d2f):
        assert np.isfinite(each([-1e300, -1e160, 1e160, 1e300])).all()
        assert np.isnan(each(np.nan))
    assert np.isfinite(function.df([-np.inf, np.inf])).all()
    np.testing.assert_array_equal(function.d2f([-np.inf, np.inf]), 0)


@pytest.mark.parametrize("name", EVERY)
def test_regions_meet(name):
    """Where two formulas meet, and one step to either side, there is no hole and no jump."""
    function = numeric(EVERY[name])
    ends = {
        float(word)
        for line in function.source.splitlines()
        if "here = " in line
        for word in line.replace("(", " ").replace(")", " ").split()
        if word.replace(".", "").replace("-", "").isdigit()
    }
    places = np.array(sorted(ends))
    around = function.f(
        np.stack([np.nextafter(places, -np.inf), places, np.nextafter(places, 9e9)])
    )
    assert np.isfinite(around).all()
    if name != "step":
        np.testing.assert_allclose(around[0], around[2], rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize("name", ["sigmoid", "relu", "gelu", "isru"])
@pytest.mark.parametrize("shape", [(), (0,), (3,), (2, 3), (2, 0, 1)])
def test_shape_and_type_are_kept(name, shape):
    """float64 out, whatever number comes in, and the shape as it came."""
    function = numeric(EVERY[name])
    for each in (function.f, function.df, function.d2f):
        for kind in (np.float64, np.float32, np.int64):
            result = each(np.ones(shape, dtype=kind))
            assert result.shape == shape
            assert result.dtype == np.float64


KINKS = [
    ("relu", 0, (0, np.nan, np.nan)),
    ("leaky_relu", 0, (0, np.nan, np.nan)),
    ("elu", 0, (0, 1, np.nan)),
    ("selu", 0, (0, np.nan, np.nan)),
    ("softsign", 0, (0, 1, np.nan)),
    ("hardswish", -3, (0, np.nan, np.nan)),
    ("hard_sigmoid", 3, (1, np.nan, np.nan)),
    ("step", 0, (1, np.nan, np.nan)),
    ("tanh", 0, (0, 1, 0)),
]


@pytest.mark.parametrize(("name", "place", "values"), KINKS)
def test_a_derivative_that_does_not_exist_is_nan(name, place, values):
    """At a kink f' is NaN, and nowhere else."""
    function = numeric(name)
    computed = [float(each(place)) for each in (function.f, function.df, function.d2f)]
    np.testing.assert_array_equal(computed, values)
    assert np.isfinite(function.df([np.nextafter(place, -9), np.nextafter(place, 9)])).all()


@pytest.mark.parametrize("name", ["sigmoid", "gelu", "hardswish", "softsign", "mish"])
def test_source_is_the_function(name, tmp_path):
    """The Python text, run as a module of its own, gives the same doubles."""
    function = numeric(EVERY[name])
    path = tmp_path / "generated.py"
    path.write_text(function.source, encoding="utf-8")
    module = runpy.run_path(str(path))
    for label in ("f", "df", "d2f"):
        np.testing.assert_array_equal(module[label](POINTS), getattr(function, label)(POINTS))


NESTED = [x * sp.tanh(sp.exp(x)), sp.exp(-sp.exp(-x)), x * sp.erf(sp.log(1 + sp.exp(x)))]


@pytest.mark.parametrize("expression", NESTED, ids=str)
def test_an_exponential_in_an_exponential_is_finite(expression):
    """Far out, where the inner exponential is infinite, the value is the settled one."""
    function = numeric(expression)
    far = [-1e300, -1000.0, -50.0, 50.0, 1000.0, 1e300]
    assert np.isfinite(function.f(far)).all()
    np.testing.assert_allclose(function.df(far)[:3], 0, atol=1e-18)
    slope = 0 if expression == NESTED[1] else 1
    np.testing.assert_allclose(function.df(far)[3:], slope, atol=1e-18)
    np.testing.assert_allclose(function.d2f(far), 0, atol=1e-18)


def test_unknown_name_is_refused():
    """A name that is not in the catalogue is a diagnostic, not a KeyError."""
    with pytest.raises(InputError) as refused:
        numeric("sigmoyd")
    assert refused.value.diagnostic.code == "SA303"


def test_parameters_are_heard():
    """The parameters' values in force are the ones computed with."""
    chosen = activation("leaky_relu").with_parameters(alpha=sp.Rational(1, 10))
    assert float(numeric(chosen).f(-2)) == pytest.approx(-0.2)


def test_outside_the_domain_is_nan_and_silent():
    """log x has no value left of 0."""
    np.testing.assert_array_equal(numeric(sp.log(x)).f([-1.0, 1.0]), [np.nan, 0.0])
