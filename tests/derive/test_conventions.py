"""Where conventions bite: 0/0 at kinks, holes, open ends, jumps at ends, and bounded angles.

Each row was worked out by hand from the conventions of a profile; several of them were once wrong.
"""

from functools import cache
from itertools import pairwise

import mpmath
import pytest
import sympy as sp

from symact.core.activation import Activation
from symact.core.number import Interval, Number
from symact.derive.build import profile
from symact.derive.cases import cases
from symact.derive.profile import Profile


@cache
def profile_of(text: str) -> Profile:
    return profile(Activation.from_text(text, name="f"))


def shown(number: Number | None) -> str:
    return "none" if number is None else str(number.exact or 0)


def set_of(intervals: tuple[Interval, ...]) -> str:
    """Intervals in the usual notation."""
    return " U ".join(
        f"{'[' if i.lower_closed else '('}{shown(i.lower)}, {shown(i.upper)}"
        f"{']' if i.upper_closed else ')'}"
        for i in intervals
    )


HOLE = "(-oo, 0) U (0, oo)"


@pytest.mark.parametrize(
    ("text", "domain", "values"),
    [
        ("Abs(x)/x", HOLE, "[-1, -1] U [1, 1]"),
        ("x/Abs(x)", HOLE, "[-1, -1] U [1, 1]"),
        ("sign(x)/x", HOLE, "(0, oo)"),
        ("(Abs(x) + x)/x", HOLE, "[0, 0] U [2, 2]"),
        ("Max(x, 0)/x", HOLE, "[0, 0] U [1, 1]"),
        ("sign(x)*Abs(x)/x", HOLE, "[1, 1]"),
        ("Abs(x**2 - 1)/(x - 1)", "(-oo, 1) U (1, oo)", "(-oo, 0] U (2, oo)"),
        ("exp(Abs(x)/x)", HOLE, "[exp(-1), exp(-1)] U [E, E]"),
        ("Min(1, 1/Abs(x))", HOLE, "(0, 1]"),
        ("1/Max(0, x)", "(0, oo)", "(0, oo)"),
        ("log(Max(0, x))", "(0, oo)", "(-oo, oo)"),
        ("1/(1 + exp(1/x))", HOLE, "(0, 1/2) U (1/2, 1)"),
        ("sin(x - pi)/(x - pi)", "(-oo, oo)", ""),
        ("tanh(x)/x", "(-oo, oo)", "(0, 1]"),
        ("log(x)*Heaviside(x)", "(0, oo)", "(-oo, oo)"),
        ("sqrt(x - 1)*Heaviside(x - 1)", "[1, oo)", "[0, oo)"),
        ("Heaviside(x)*sqrt(1 + x**2)", "(-oo, oo)", ""),
        ("tanh(Abs(x))/Abs(x)", "(-oo, oo)", "(0, 1]"),
        ("Piecewise((tanh(x)/x, Abs(x) < 4), (2, True))", "(-oo, oo)", ""),
        ("x**2*log(x**2)", HOLE, "[-exp(-1), oo)"),
    ],
)
def test_values_where_a_formula_divides_by_nothing(text: str, domain: str, values: str) -> None:
    """A quotient 0/0 has no value, unless it is one of analytic functions, which are filled."""
    p = profile_of(text)

    assert set_of(p.domain) == domain
    if values:
        assert set_of(p.range.intervals) == values


@pytest.mark.parametrize(
    ("text", "constant"),
    [
        ("Piecewise((x, x > 0))", 1),
        ("Piecewise((x, x < 0), (x + 5, x > 1))", 1),
        ("Piecewise((1, x < 0), (1, x > 1))", 0),
        ("x**2/Abs(x)", 1),
        ("x*atan(1/x)", sp.pi / 2),
        ("exp(-1/x**2)", 3 * sp.sqrt(6) * sp.exp(sp.Rational(-3, 2)) / 2),
        # Jumps, also at an end that belongs to the domain, and slopes without bound.
        ("Piecewise((1, Eq(x, 0)), (x, x > 0))", sp.oo),
        ("Abs(x)/x", sp.oo),
        ("sqrt(Abs(x))", sp.oo),
    ],
)
def test_the_lipschitz_constant_looks_at_slopes_and_jumps(text: str, constant: sp.Expr) -> None:
    found = profile_of(text).lipschitz

    assert found is not None
    assert sp.simplify(found.exact - constant) == 0 if constant != sp.oo else found.exact == sp.oo


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("Piecewise((x**2, (x >= 0) & (x < 1)), (3, Eq(x, 1)))", "convex"),
        ("Piecewise((x, (x > 0) & (x < 1)), (0, Eq(x, 1)))", "concave"),
        ("Piecewise((x**2, (x >= 0) & (x < 1)), (0, Eq(x, 1)))", "neither"),
        ("Piecewise((x**2, x != 0), (1, True))", "neither"),
        ("Piecewise((x, x < 0), (x, x > 1))", "neither"),
    ],
)
def test_a_value_at_a_closed_end_may_lie_above_a_convex_graph(text: str, shape: str) -> None:
    assert profile_of(text).convex == shape


@pytest.mark.parametrize(
    ("text", "where"),
    [("x*Abs(x)", "kink"), ("exp(-Abs(x)**(3/2))", "kink"), ("x**3", "smooth")],
)
def test_a_critical_point_at_a_smooth_join_is_at_a_kink(text: str, where: str) -> None:
    (point,) = profile_of(text).critical_points.points

    assert (point.at.exact, point.where) == (0, where)


def test_the_derivative_says_nothing_in_gaps_and_something_at_smooth_joins() -> None:
    assert str(profile_of("Piecewise((exp(x), x < 0))").derivative.expression) == (
        "Piecewise((exp(x), x < 0))"
    )
    elu = profile_of("Piecewise((x, x > 0), (exp(x) - 1, True))").derivative
    assert elu.expression.subs(sp.Symbol("x", real=True), 0) == 1
    relu = profile_of("Max(0, x)").derivative.expression
    assert relu.subs(sp.Symbol("x", real=True), 0) is sp.S.NaN


@pytest.mark.parametrize(
    ("text", "centred"),
    [("x/cosh(x)", True), ("sin(x) + sin(3*x)/3", True), ("tanh(x) + 1", False), ("x**2", False)],
)
def test_what_is_centred_about_nothing(text: str, centred: bool) -> None:
    assert profile_of(text).traits["zero_centred"] is centred


@pytest.mark.parametrize(
    "text",
    ["Piecewise((1, Eq(x, 0)))", "sqrt(x) + sqrt(-x)"],
)
def test_a_function_on_single_points_has_no_slope(text: str) -> None:
    p = profile_of(text)

    assert p.status["range"] == "proved"
    assert p.status["derivative_range"] == p.status["lipschitz"] == "unknown"


@pytest.mark.parametrize(
    "text",
    ["Max(0, log(Abs(x)))", "Max(-1, log(Abs(x)))", "Min(5, 1/sign(x))", "Min(1, coth(Abs(x)))",
     "Piecewise((1/Abs(x), 1/Abs(x) < 1), (1, True))", "Min(tanh(x), 1/2)",
     "Max(-1, Min(1, sin(x)*2)) if Abs(x) < 2 else 0"],
)  # fmt: skip
def test_what_once_ended_in_a_traceback(text: str) -> None:
    assert profile_of(text).status["range"] == "proved"


@pytest.mark.parametrize(
    ("text", "kinks"),
    [
        ("Piecewise((Abs(sin(x)), Abs(x) <= 4), (0, True))", 5),
        ("Piecewise((Max(0, sin(x)), (x >= -4) & (x <= 7)), (0, True))", 6),
    ],
)
def test_a_window_bounds_the_breakpoints_of_a_sine(text: str, kinks: int) -> None:
    assert len(profile_of(text).kinks) == kinks


# -- sampling may refute ------------------------------------------------------------------

BOUNDED_ANGLES = {
    "sin(tanh(x))": lambda t: mpmath.sin(mpmath.tanh(t)),
    "x*sin(pi/2/(1 + exp(-x)))": lambda t: t * mpmath.sin(mpmath.pi / 2 / (1 + mpmath.exp(-t))),
    "sin(pi*tanh(x))": lambda t: mpmath.sin(mpmath.pi * mpmath.tanh(t)),
    "cos(3*atan(x))": lambda t: mpmath.cos(3 * mpmath.atan(t)),
    "sin(2*tanh(x)) + cos(tanh(x)/2)": lambda t: (
        mpmath.sin(2 * mpmath.tanh(t)) + mpmath.cos(mpmath.tanh(t) / 2)
    ),
}
WAVES = {
    "(x + cos(x))/(1 + exp(-x))": lambda t: (t + mpmath.cos(t)) / (1 + mpmath.exp(-t)),
    "(x + sin(x))/(1 + exp(-x))": lambda t: (t + mpmath.sin(t)) / (1 + mpmath.exp(-t)),
    "tanh(x)*sin(x)": lambda t: mpmath.tanh(t) * mpmath.sin(t),
    "sin(x - pi)/(x - pi)": lambda t: mpmath.sinc(t - mpmath.pi),
    "cos(x)*exp(-Abs(x))": lambda t: mpmath.cos(t) * mpmath.exp(-abs(t)),
    "sin(x)/(exp(x) + 1)": lambda t: mpmath.sin(t) / (mpmath.exp(t) + 1),
    "tanh(x) + sin(x)": lambda t: mpmath.tanh(t) + mpmath.sin(t),
    "erf(x) + cos(x)": lambda t: mpmath.erf(t) + mpmath.cos(t),
    "sin(sin(x))": lambda t: mpmath.sin(mpmath.sin(t)),
    "cos(5*x)*exp(-x**2/2)": lambda t: mpmath.cos(5 * t) * mpmath.exp(-(t**2) / 2),
}
GRID = [mpmath.mpf(k) / 8 + mpmath.mpf(1) / 61 for k in range(-160, 161)]


def decimal(number: Number) -> mpmath.mpf:
    return mpmath.mpf(number.decimal.replace("oo", "inf"))


@pytest.mark.parametrize("text", [*BOUNDED_ANGLES, *WAVES])
def test_sines_against_samples(text: str) -> None:
    """No sample lies outside a proved set, and finite sets of turns are those of the samples."""
    p, f = profile_of(text), {**BOUNDED_ANGLES, **WAVES}[text]
    with mpmath.workdps(40):
        heights = [f(t) for t in GRID]
        slopes = [mpmath.diff(f, t) for t in GRID]
    for found, values in ((p.range, heights), (p.derivative_range, slopes)):
        if found is not None:
            low, high = decimal(found.infimum.number), decimal(found.supremum.number)
            assert all(low - mpmath.mpf("1e-20") <= v <= high + mpmath.mpf("1e-20") for v in values)
    assert p.status["derivative_range"] == "proved"
    extrema = p.local_extrema
    assert extrema is not None
    if not extrema.infinite:
        turns = sum(a * b < 0 for a, b in pairwise(slopes))
        assert turns == len(extrema.points)


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("x + sin(x) - exp(-x)", "strictly increasing"),
        ("-x - sin(x) - atan(x)", "strictly decreasing"),
        ("x + 2*sin(x) - exp(-x)", "none"),
    ],
)
def test_the_direction_of_a_wave_follows_from_its_slopes(text: str, direction: str) -> None:
    assert profile_of(text).monotone == direction


def test_a_constant_in_disguise_does_not_rise() -> None:
    """Negative control: the slope is 0 on the left, and 1 on the right."""
    one = "sin(x)**2 + cos(x)**2"
    p = profile_of(f"Piecewise((x + {one}, x > 0), ({one}, True))")

    assert p.monotone != "strictly increasing"


def test_a_bounded_wave_has_its_fixed_points_among_its_values() -> None:
    (point,) = profile_of("exp(sin(x))").fixed_points.points

    with mpmath.workdps(30):
        at = mpmath.findroot(lambda t: mpmath.exp(mpmath.sin(t)) - t, 2.2)
        assert abs(decimal(point) - at) < mpmath.mpf("1e-20")


@pytest.mark.parametrize("text", BOUNDED_ANGLES)
def test_bounded_angles_leave_nothing_unknown(text: str) -> None:
    assert set(profile_of(text).status.values()) == {"proved"}


@pytest.mark.parametrize(
    ("text", "smoothness"),
    [
        ("Piecewise((exp(-1/x), x > 0), (0, True))", "oo"),
        ("Piecewise((exp(-1/(1 - x**2)), Abs(x) < 1), (0, True))", "oo"),
        ("Piecewise((exp(-1/x**2), Ne(x, 0)), (0, True))", "oo"),
        # Not flat: powers, another value, another side.
        ("Piecewise((x**5, x > 0), (0, True))", "4"),
        ("Piecewise((exp(-1/x), x > 0), (1, True))", "-1"),
        ("Piecewise((exp(-1/x), x > 0), (x**3, True))", "2"),
    ],
)
def test_a_join_of_all_orders_is_no_kink(text: str, smoothness: str) -> None:
    p = profile_of(text)

    assert p.smoothness == smoothness
    assert (p.kinks == ()) is (smoothness == "oo")


def test_a_bend_without_a_closed_form_is_told_by_a_comparison() -> None:
    p = profile_of("x/(1 + Abs(x**5 - x - 1))")

    assert p.status["derivative"] == "proved"
    assert "x**5 - x > 1" in str(p.derivative.expression)


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("(1 - cos(x))/x", "2*pi*k"),
        ("sin(x)**3/x", "pi*k"),
        ("(1 + cos(pi*x))/(1 - x**2)", "2*k + 1"),
        ("sin(x)**2/(x - pi)", "pi*k"),
        # Filled by another value than 0, or not filled: no zero there.
        ("(1 - cos(x))/x**2", "2*pi*k, k != 0"),
        ("sin(x)/x", "pi*k, k != 0"),
    ],
)
def test_a_hole_that_is_filled_by_0_is_a_zero(text: str, family: str) -> None:
    assert profile_of(text).zeros.family == family


def test_a_derivative_that_cannot_be_written_is_unknown() -> None:
    """What a place without a closed form bounds is printed by no formula."""
    p = profile_of("Max(0, Max(exp(x) - 3, x))")

    assert p.status["derivative"] == "unknown"
    assert p.reasons["derivative"] == "a bend has no closed form"
    assert p.status["range"] == "proved"


@pytest.mark.parametrize(
    ("text", "family", "points"),
    [
        ("x*cos(x)", "pi*k + pi/2, 0", ["-pi/2", "0", "pi/2"]),
        ("x*sin(x)", "pi*k", ["0", "pi"]),
        ("sin(x)/x", "pi*k, k != 0", ["pi"]),
    ],
)
def test_zeros_of_products_are_one_family(text: str, family: str, points: list[str]) -> None:
    zeros = profile_of(text).zeros

    assert zeros is not None
    assert zeros.infinite
    assert (zeros.family, [str(p.exact) for p in zeros.points]) == (family, points)


@pytest.mark.parametrize("text", ["x**a", "(1 + x)**a", "x**(1/a)"])
def test_a_base_that_may_be_negative_has_no_symbolic_exponent(text: str) -> None:
    """For whole exponents the domain is another one, so that nothing holds for all values."""
    found = cases(Activation.from_text(text, name="f", parameters={"a": "(0, oo)"}))

    assert all(case.profile.domain == () for case in found)
    assert all("exponent" in case.profile.reasons["range"] for case in found)
    (kept,) = cases(Activation.from_text("Abs(x)**a", name="f", parameters={"a": "(0, oo)"}))
    assert kept.profile.symmetry == "even"
