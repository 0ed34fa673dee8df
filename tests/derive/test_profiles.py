"""Profiles of the lecture's entries against facts worked out by hand, and against sampling."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import flint
import mpmath
import pytest
import sympy as sp

from symact.activations import activation, taught
from symact.core.activation import Activation, x
from symact.core.number import Number
from symact.derive.build import profile
from symact.derive.profile import Profile, RangeSet
from symact.kernel.balls import Ball, enclose, precision

Y = "1.199678640257733833916369848641141944261"  # y tanh y = 1
HALF = "1.0998393201288669169581849243205709721"

# name: range, its ends attained, sup and inf of the slope with attained, monotone, convex,
# symmetry, smoothness, Lipschitz constant
FACTS: dict[str, tuple] = {
    "sigmoid": ("0", "1", "oo", "1/4+", "0-", "strictly increasing", "neither", "none", "oo"),
    "tanh": ("-1", "1", "oo", "1+", "0-", "strictly increasing", "neither", "odd", "oo"),
    "softplus": ("0", "oo", "oo", "1-", "0-", "strictly increasing", "convex", "none", "oo"),
    "linear": ("-oo", "oo", "oo", "1+", "1+", "strictly increasing", "affine", "odd", "oo"),
    "relu": ("0+", "oo", "0", "1+", "0+", "nondecreasing", "convex", "none", "0"),
    "leaky_relu": ("-oo", "oo", "0", "1+", "1/100+", "strictly increasing", "convex", "none", "0"),
    "prelu": ("-oo", "oo", "0", "1+", "1/4+", "strictly increasing", "convex", "none", "0"),
    "elu": ("-1", "oo", "1", "1+", "0-", "strictly increasing", "convex", "none", "1"),
    "hard_sigmoid": ("0+", "1+", "0", "1/6+", "0+", "nondecreasing", "neither", "none", "0"),
    "hardswish": ("-3/8+", "oo", "0", "3/2-", "-1/2-", "none", "neither", "none", "0"),
    "softsign": ("-1", "1", "1", "1+", "0-", "strictly increasing", "neither", "odd", "1"),
    "step": ("0+", "1+", "-1", "0+", "0+", "nondecreasing", "neither", "none", "-1"),
}


def shown(number: Number, *, attained: bool) -> str:
    return f"{number.exact}{'+' if attained else ''}"


@pytest.fixture(scope="module")
def profiles() -> dict[str, Profile]:
    return {name: profile(entry) for name, entry in taught().items()}


@pytest.mark.parametrize("name", FACTS)
def test_facts_worked_out_by_hand(profiles: dict[str, Profile], name: str) -> None:
    """Range, slopes, shape and smoothness, exact, with the ends attained or not."""
    low, high, _, top, bottom, order, bend, symmetry, smoothness = FACTS[name]
    p = profiles[name]

    assert shown(p.range.infimum.number, attained=p.range.infimum.attained) == low
    assert shown(p.range.supremum.number, attained=p.range.supremum.attained) == high
    slopes = p.derivative_range
    assert shown(slopes.supremum.number, attained=slopes.supremum.attained) == top.rstrip("-")
    lowest = shown(slopes.infimum.number, attained=slopes.infimum.attained)
    assert lowest == (bottom[:-1] if bottom.endswith("-") else bottom)
    assert (p.monotone, p.convex, p.symmetry, p.smoothness) == (order, bend, symmetry, smoothness)
    assert set(p.status.values()) == {"proved"}
    assert p.reasons == {}


@pytest.mark.parametrize("name", list(taught()))
def test_everything_asked_of_the_lecture_is_proved(profiles: dict[str, Profile], name: str) -> None:
    """No field of any entry is unknown, and theorems stand behind it."""
    assert set(profiles[name].status.values()) == {"proved"}
    assert profiles[name].theorems


def test_sigmoid_and_tanh_have_their_largest_slope_at_zero(profiles: dict[str, Profile]) -> None:
    """1/4 at 0 and 1 at 0."""
    for name, value in (("sigmoid", sp.Rational(1, 4)), ("tanh", sp.S.One)):
        top = profiles[name].derivative_range.supremum
        assert (top.number.exact, [p.exact for p in top.at]) == (value, [0])


def test_swish_has_its_minimum_at_a_value_of_lambert_w(profiles: dict[str, Profile]) -> None:
    """The gradient is zero exactly once, at -1 - W(1/e), where the value is -W(1/e)."""
    p = profiles["swish"]
    w = sp.LambertW(sp.exp(-1))
    (point,) = p.critical_points.points

    assert (point.at.exact, point.value.exact) == (-1 - w, -w)
    assert p.range.infimum.number.exact == -w
    assert p.derivative_range.supremum.number.decimal[:22] == HALF[:22]
    (at,) = p.derivative_range.supremum.at
    assert abs(mpmath.mpf(at.decimal) - 2 * mpmath.mpf(Y)) < mpmath.mpf(10) ** -14
    assert p.traits["gradient_can_be_zero"] is True


def test_gelu_is_steepest_at_the_square_root_of_two(profiles: dict[str, Profile]) -> None:
    """(1 + erf 1)/2 + 1/(e sqrt pi), in closed form."""
    top = profiles["gelu"].derivative_range.supremum
    truth = (1 + sp.erf(1)) / 2 + sp.exp(-1) / sp.sqrt(sp.pi)

    assert [p.exact for p in top.at] == [sp.sqrt(2)]
    assert sp.expand(top.number.exact - truth) == 0


OUTPUTS = {
    "sigmoid": "s*(1 - s)",
    "tanh": "1 - t**2",
    "softplus": "1 - exp(-y)",
    "linear": "1",
    "softsign": "(1 - Abs(y))**2",
    "swish": "None",
    "gelu": "None",
}


@pytest.mark.parametrize("name", OUTPUTS)
def test_derivatives_through_the_output(profiles: dict[str, Profile], name: str) -> None:
    """The textbook forms, and none where the output does not determine the slope."""
    assert str(profiles[name].derivative.through_output) == OUTPUTS[name]


def test_kinks_have_one_sided_slopes_and_conventions(profiles: dict[str, Profile]) -> None:
    """ReLU: 0 and 1 at 0, and what frameworks return as a convention."""
    (kink,) = profiles["relu"].kinks

    assert (kink.smoothness, kink.kind) == (0, "corner")
    assert (kink.derivative_left.exact, kink.derivative_right.exact) == (0, 1)
    assert {c.framework: c.value for c in kink.conventions}["PyTorch"] == 0


PARAMETERS = [
    ("leaky_relu", {"alpha": Fraction(1, 10)}, "1/10", "0"),
    ("leaky_relu", {"alpha": Fraction(1, 50)}, "1/50", "0"),
    ("elu", {"alpha": 2}, "0", "0"),
    ("prelu", {"alpha": -1}, "-1", "0"),
    ("prelu", {"alpha": 1}, "1", "oo"),
]


@pytest.mark.parametrize(("name", "values", "lowest", "smoothness"), PARAMETERS)
def test_parameters_change_the_answers(
    name: str, values: dict[str, Fraction], lowest: str, smoothness: str
) -> None:
    """The lecture's leaks, ELU with a corner, PReLU as |x| and as the identity."""
    p = profile(activation(name, **values))

    assert str(p.derivative_range.infimum.number.exact) == lowest
    assert p.smoothness == smoothness


TYPED = [
    "x*tanh(x)", "x - tanh(x)", "exp(-x**2)", "x**2*exp(-x**2)", "atan(x)", "x/sqrt(1 + x**2)",
    "Abs(x) + x/2", "Max(x, -x/10)", "Max(Min(x, 6), 0)", "exp(-Abs(x))", "x*Abs(x)", "x**3",
    "Piecewise((x - 1/2, x > 1/2), (x + 1/2, x < -1/2), (0, True))",
    "Piecewise((x, (x > 1/2) | (x < -1/2)), (0, True))", "log(1 + x**2)", "sign(x)",
    "Heaviside(x)", "exp(x) - 1 - x", "x**4 - x**2", "tanh(x)**2", "cosh(x)", "erf(x)**2",
    "x*erf(log(1 + exp(x)))", "(x + sqrt(x**2 + 4))/2", "log(cosh(x))", "1/(1 + x**2)",
]  # fmt: skip


def samples() -> list[flint.fmpq]:
    near = [flint.fmpq(k, 16) for k in range(-160, 161)]
    return near + [flint.fmpq(s * 10**k) for k in (2, 3) for s in (1, -1)]


def contradictions(p: Profile) -> list[str]:
    """What sampling finds against a profile: it may refute, it never confirms."""
    found = []
    f = p.activation.function
    with precision(600):
        values = {q: ball_at(f, q) for q in samples()}
        found += outside(p.range, values, "range")
        if p.symmetry in {"odd", "even"}:
            sign = -1 if p.symmetry == "odd" else 1
            found += [
                f"symmetry at {q}"
                for q, v in values.items()
                if -q in values and not v.overlaps(values[-q] * sign)
            ]
        found += order(p, values)
    return found


def ball_at(f: sp.Expr, q: flint.fmpq) -> Ball:
    """The value at a rational point, through SymPy's substitution."""
    return enclose(f.subs(x, sp.Rational(int(q.p), int(q.q))).doit())


def outside(values: RangeSet | None, balls: dict[flint.fmpq, Ball], name: str) -> list[str]:
    if values is None:
        return []
    low, high = values.infimum, values.supremum
    found = []
    for q, v in balls.items():
        if low.number.is_finite and v < Ball(low.number.decimal) - Ball("1e-20"):
            found.append(f"{name}: below at {q}")
        if high.number.is_finite and v > Ball(high.number.decimal) + Ball("1e-20"):
            found.append(f"{name}: above at {q}")
    return found


def order(p: Profile, balls: dict[flint.fmpq, Ball]) -> list[str]:
    rising = {"strictly increasing", "nondecreasing"}
    falling = {"strictly decreasing", "nonincreasing"}
    ordered = sorted(balls)
    found = []
    for a, b in pairwise(ordered):
        if p.monotone in rising and balls[b] < balls[a]:
            found.append(f"falls between {a} and {b}")
        if p.monotone in falling and balls[b] > balls[a]:
            found.append(f"rises between {a} and {b}")
    return found


@pytest.mark.parametrize("text", TYPED)
def test_sampling_finds_nothing_against_a_typed_function(text: str) -> None:
    """Range, symmetry and monotonicity survive 325 sampled points; everything is answered."""
    p = profile(Activation.from_text(text, name="f"))

    assert p.range is not None, p.reasons
    assert contradictions(p) == []


def test_sampling_catches_planted_errors(profiles: dict[str, Profile]) -> None:
    """Negative control: a narrowed range, a wrong symmetry and a wrong direction are seen."""
    p = profiles["tanh"]
    high = replace(p.range.supremum, number=Number(sp.Rational(1, 2), "0.5"))

    assert contradictions(replace(p, range=replace(p.range, supremum=high)))
    assert contradictions(replace(p, symmetry="even"))
    assert contradictions(replace(p, monotone="strictly decreasing"))
    assert contradictions(p) == []


UNDECIDED = ["sin(x**2)", "log(1 + log(1 + log(1 + x**2)))"]


@pytest.mark.parametrize("text", UNDECIDED)
def test_what_is_not_decided_is_unknown_with_a_reason(text: str) -> None:
    """Outside the kernel's functions nothing is claimed."""
    p = profile(Activation.from_text(text, name="f"))

    assert p.status["range"] == "unknown"
    assert p.range is None
    assert p.reasons["range"]


def test_poles_split_the_domain() -> None:
    """1/x is not monotone, and has two branches."""
    p = profile(Activation.from_text("1/x", name="f"))

    assert len(p.domain) == 2
    assert p.monotone == "none"
    assert p.symmetry == "odd"
