"""The graph as a whole: asymptotes, symmetry, shapes, the integral of f', Clarke's subdifferential.

Facts worked out by hand, and every statement about the catalogue against plain floating point.
"""

from dataclasses import replace
from functools import cache
from itertools import pairwise

import mpmath
import pytest
import sympy as sp

from symact.activations import activation, catalogue, names
from symact.core.activation import Activation, Convention, x
from symact.core.claims import Identity, Limit
from symact.core.errors import SymactError
from symact.core.number import Number
from symact.derive.build import profile
from symact.derive.cases import cases
from symact.derive.centres import is_mirrored
from symact.derive.corners import is_subgradient
from symact.derive.local import Local
from symact.derive.pieces import pieces_of
from symact.derive.profile import Asymptote, Profile
from symact.documents.card import card
from symact.documents.graph import line_equation
from symact.kernel.check_chart import RejectedError
from symact.kernel.theorem import prove
from symact.render import render

# Two numbers to hold the same line apart from rounding.
NEAR = mpmath.mpf("1e-7")
SLOW = {"sinlu", "phish", "ssu", "dsu"}
SUBJECTS = [name for name in names() if name not in SLOW | {"maxsig"}]


@cache
def known(name: str) -> Profile:
    return profile(activation(name))


@cache
def typed(text: str) -> Profile:
    return profile(Activation.from_text(text, name="f"))


def value(number: Number | None) -> mpmath.mpf | None:
    if number is None:
        return None
    return mpmath.mpf({"oo": "inf", "-oo": "-inf"}.get(number.decimal, number.decimal))


def exact(number: Number | None) -> str | None:
    return None if number is None else str(number.exact)


def line(each: Asymptote | None) -> str | None:
    if each is None:
        return None
    text = str(each.slope.exact * x + each.intercept.exact)
    return f"{text}!" if each.reached else text


# -- facts -----------------------------------------------------------------------------------

# name: the lines at both ends (! where the function is equal to it from some place on), the
# centre, the axis, and the integral of the derivative
FACTS = {
    "sigmoid": ("0", "1", ("0", "1/2"), None, "1"),
    "tanh": ("-1", "1", ("0", "0"), None, "2"),
    "softplus": ("0", "x", None, None, "oo"),
    "swish": ("0", "x", None, None, "oo"),
    "gelu": ("0", "x", None, None, "oo"),
    "mish": ("0", "x", None, None, "oo"),
    "linear": ("x!", "x!", ("0", "0"), None, "oo"),
    "relu": ("0!", "x!", None, None, "oo"),
    "leaky_relu": ("x/100!", "x!", None, None, "oo"),
    "elu": ("-1", "x!", None, None, "oo"),
    "relu6": ("0!", "6!", ("3", "3"), None, "6"),
    "hard_sigmoid": ("0!", "1!", ("0", "1/2"), None, "1"),
    "hard_tanh": ("-1!", "1!", ("0", "0"), None, "2"),
    "step": ("0!", "1!", None, None, "0"),
    "absolute_value": ("-x!", "x!", None, "0", None),
    "quadratic": (None, None, None, "0", None),
    "squ": (None, None, None, "-1/2", None),
    "cubic": (None, None, ("0", "0"), None, "oo"),
    "exponential": ("0", None, None, None, "oo"),
    "atlu": ("-1/pi", "x - 1/pi", None, None, "oo"),
    "x_arctan": ("-pi*x/2 - 1", "pi*x/2 - 1", None, "0", None),
    "bent_identity": ("x/2 - 1/2", "3*x/2 - 1/2", None, None, "oo"),
    "tanh_shrink": ("x + 1", "x - 1", ("0", "0"), None, "oo"),
    "log_sigmoid": ("x", "0", None, None, "oo"),
    "soft_clipping": ("0", "1", ("1/2", "1/2"), None, "1"),
    "laplace_attention": ("0", "1", ("sqrt(2)/2", "1/2"), None, "1"),
    "dsilu": ("0", "1", ("0", "1/2"), None, "1"),
    "gaussian": ("0", "0", None, "0", "0"),
    "arctan": ("-pi/2", "pi/2", ("0", "0"), None, "pi"),
    "asinh": (None, None, ("0", "0"), None, "oo"),
    "penalised_tanh": ("-1/4", "1", None, None, "5/4"),
    "sine": (None, None, ("0", "0"), "pi/2", None),
    "snake": (None, None, ("pi/4", "1/2 + pi/4"), None, "oo"),
    "minsin": ("x!", None, None, None, None),
    "sinc": ("0", "0", None, "0", "0"),
}


@pytest.mark.parametrize("name", FACTS)
def test_facts_worked_out_by_hand(name: str) -> None:
    """The whole graph of what a course teaches, exactly."""
    p, (left, right, centre, axis, integral) = known(name), FACTS[name]

    assert (line(p.asymptotes.left), line(p.asymptotes.right)) == (left, right)
    found = p.symmetries.centre
    assert (found and (exact(found.at), exact(found.value))) == centre
    assert exact(p.symmetries.axis) == axis
    assert exact(p.derivative_integral.value) == integral
    assert p.asymptotes.vertical == ()


SHAPES = {
    "sigmoid": [("-oo", "0", "convex"), ("0", "oo", "concave")],
    "softplus": [("-oo", "oo", "convex")],
    "gelu": [("-oo", "-sqrt(2)", "concave"), ("-sqrt(2)", "sqrt(2)", "convex"),
             ("sqrt(2)", "oo", "concave")],
    "relu": [("-oo", "0", "affine"), ("0", "oo", "affine")],
    "elu": [("-oo", "0", "convex"), ("0", "oo", "affine")],
    "hardswish": [("-oo", "-3", "affine"), ("-3", "3", "convex"), ("3", "oo", "affine")],
    "laplacian_coordinate": [("-oo", "0", "convex"), ("0", "oo", "convex")],
    "xielu": [("-oo", "oo", "convex")],
    "linear": [("-oo", "oo", "affine")],
    "signed_sqrt": [("-oo", "0", "convex"), ("0", "oo", "concave")],
    "cubic": [("-oo", "0", "concave"), ("0", "oo", "convex")],
}  # fmt: skip


@pytest.mark.parametrize("name", SHAPES)
def test_shapes_worked_out_by_hand(name: str) -> None:
    """Strictly convex, strictly concave, straight: two convex pieces join at a corner upwards."""
    found = known(name).convex_pieces

    assert [(exact(q.interval.lower), exact(q.interval.upper), q.shape) for q in found.pieces] == (
        SHAPES[name]
    )
    assert not found.infinite


def test_a_corner_upwards_joins_convex_pieces_and_one_downwards_does_not() -> None:
    """The max of two convex functions is convex; the min of them has two pieces."""
    upwards = typed("Max(exp(x), exp(-x))").convex_pieces
    downwards = typed("Min(exp(x), exp(-x))").convex_pieces

    assert [q.shape for q in upwards.pieces] == ["convex"]
    assert [q.shape for q in downwards.pieces] == ["convex", "convex"]


def test_pieces_of_a_wave_are_those_of_one_period() -> None:
    """The sine is concave on (0, pi), convex on (pi, 2 pi), and so on for ever."""
    p = known("sine")

    assert p.convex_pieces.infinite
    assert exact(p.convex_pieces.period) == "2*pi"
    assert [(exact(q.interval.lower), q.shape) for q in p.convex_pieces.pieces] == [
        ("0", "concave"), ("pi", "convex"),
    ]  # fmt: skip
    assert [(exact(q.interval.lower), q.direction) for q in p.monotone_pieces.pieces] == [
        ("-pi/2", 1), ("pi/2", -1),
    ]  # fmt: skip
    assert p.symmetries.infinite
    assert len(known("cosid").monotone_pieces.pieces) == 1
    assert not known("cosid").monotone_pieces.infinite


@pytest.mark.parametrize(
    ("text", "places", "centre"),
    [
        ("1/x", [("0", "-oo", "oo")], ("0", "0")),
        ("x**2/(x - 1)", [("1", "-oo", "oo")], ("1", "2")),
        ("1/x**2", [("0", "oo", "oo")], None),
        ("log(x)", [("0", None, "-oo")], None),
        ("log(x/(1 - x))", [("0", None, "-oo"), ("1", "oo", None)], ("1/2", "0")),
        ("exp(1/x)", [("0", "0", "oo")], None),
        ("atan(1/x)", [], ("0", "0")),
        ("x**3 - 3*x**2 + x", [], ("1", "-1")),
        ("1/(1 + exp(1 - 3*x))", [], ("1/3", "1/2")),
        ("(x - 1)*exp(-Abs(x - 1))", [], ("1", "0")),
        ("Piecewise((1, x > 0), (1/2, Eq(x, 0)), (0, True))", [], ("0", "1/2")),
    ],
)
def test_poles_and_centres_of_typed_functions(text: str, places: list, centre: tuple) -> None:
    """Vertical asymptotes with the limits on both sides, and centres away from 0."""
    p = typed(text)

    assert [tuple(map(exact, (q.at, q.left, q.right))) for q in p.asymptotes.vertical] == places
    found = p.symmetries.centre
    assert (found and (exact(found.at), exact(found.value))) == centre


def test_axes_of_typed_functions() -> None:
    """Away from 0, at a place without turns nearby, and none for a bump that leans."""
    assert exact(typed("exp(-(x - 1)**2)").symmetries.axis) == "1"
    assert exact(typed("log(1 + exp(2*x - 1)) - x").symmetries.axis) == "1/2"
    assert exact(typed("Abs(x - 2)").symmetries.axis) == "2"
    assert typed("exp(-x**2)*(1 + x/4)**2").symmetries.axis is None
    assert typed("x**4 - 2*x**3").symmetries.axis is None


# -- subdifferentials ------------------------------------------------------------------------

CORNERS = {
    "relu": [("0", "1")],
    "absolute_value": [("-1", "1")],
    "hardswish": [("-1/2", "0"), ("1", "3/2")],
    "hard_tanh": [("0", "1"), ("0", "1")],
    "elu": [("1", "1")],
    "step": [None],
    "signed_sqrt": [None],
    "hard_shrink": [None, None],
}


@pytest.mark.parametrize("name", CORNERS)
def test_subdifferentials(name: str) -> None:
    """The interval of slopes at a corner; none at a jump or where the slope is unbounded."""
    spans = [k.subdifferential for k in known(name).kinks]

    assert [s and (exact(s.lower), exact(s.upper)) for s in spans] == CORNERS[name]


def test_no_subdifferential_at_the_edge_of_the_domain_or_in_a_gap() -> None:
    """Neither a half line nor a hole has slopes on both sides of a value."""
    assert [k.subdifferential for k in typed("sqrt(x)").kinks] == [None]
    assert [k.subdifferential for k in typed("1/x").kinks] == [None]


def test_what_frameworks_return_is_a_subgradient_or_said_not_to_be() -> None:
    """All conventions of the catalogue at corners lie inside; a planted one does not."""
    told = [
        is_subgradient(c.value, k)
        for name in SUBJECTS
        for k in known(name).kinks or ()
        if k.kind == "corner"
        for c in k.conventions
    ]
    assert len(told) > 30
    assert all(told)
    planted = Convention("Mistaken", sp.S.Zero, sp.Integer(2), "nowhere")
    wrong = profile(replace(catalogue()["relu"], conventions=(planted,)))
    assert is_subgradient(planted.value, wrong.kinks[0]) is False
    assert "What Mistaken returns lies outside Clarke's subdifferential [0, 1]." in words(wrong)


# -- against floating point -------------------------------------------------------------------


def plain(name: str):
    f = sp.lambdify(x, activation(name).function, "mpmath")

    def at(place: mpmath.mpf) -> mpmath.mpf:
        return mpmath.mpf(f(mpmath.mpf(place)))

    return at


def misses(f, each: Asymptote | None, side: int) -> bool:
    """Whether a line is refuted: the distance does not shrink far out."""
    if each is None:
        return False
    far = [side * mpmath.mpf(10) ** k for k in (1, 2, 3)]
    gaps = [abs(f(t) - value(each.slope) * t - value(each.intercept)) for t in far]
    return gaps[-1] > NEAR and gaps[-1] > gaps[0] / 20


@pytest.mark.parametrize("name", SUBJECTS)
def test_asymptotes_against_floats(name: str) -> None:
    """Far out the function is where its asymptote is."""
    with mpmath.workdps(60):
        p, f = known(name), plain(name)
        assert not misses(f, p.asymptotes.left, -1)
        assert not misses(f, p.asymptotes.right, 1)


def test_a_planted_asymptote_is_refuted() -> None:
    """A line a little higher is seen by sampling, and rejected by the kernel."""
    p, f = known("atlu"), plain("atlu")
    right = p.asymptotes.right
    wrong = replace(right, intercept=Number(-sp.Rational(3, 10), "-0.3"))
    with mpmath.workdps(60):
        assert misses(f, wrong, 1)

    (piece,) = pieces_of(activation("atlu").function - x).pieces
    local = Local.of(piece)
    local.limit(0, upper=True)
    (theorem,) = local.theorems
    claim = theorem.claim
    assert isinstance(claim, Limit)
    assert claim.value == -1 / sp.pi
    with pytest.raises(RejectedError):
        prove(replace(claim, value=sp.Rational(-3, 10)), theorem.certificate)


@pytest.mark.parametrize("name", SUBJECTS)
def test_symmetries_against_floats(name: str) -> None:
    """Mirrored points of the graph; and no centre or axis is overlooked at 0."""
    with mpmath.workdps(40):
        found, f = known(name).symmetries, plain(name)
        steps = [mpmath.mpf(t) for t in ("0", "0.3", "1.7", "4.1")]
        if found.centre is not None:
            a, b = value(found.centre.at), value(found.centre.value)
            assert all(abs(f(a + t) + f(a - t) - 2 * b) < 1e-20 for t in steps)
        if found.axis is not None:
            a = value(found.axis)
            assert all(abs(f(a + t) - f(a - t)) < 1e-20 for t in steps)
        if found.centre is None:
            sums = [f(t) + f(-t) for t in steps]
            assert max(sums) - min(sums) > 1e-20
        if found.axis is None:
            assert any(abs(f(t) - f(-t)) > 1e-20 for t in steps)


def test_a_planted_centre_is_refuted() -> None:
    """The sigmoid about (0, 0), (1, 1/2), and the line x = 0; and the true one for comparison."""
    s = pieces_of(activation("sigmoid").function)

    assert is_mirrored(s, -1, sp.S.Zero, sp.Rational(1, 2))
    assert not is_mirrored(s, -1, sp.S.Zero, sp.S.Zero)
    assert not is_mirrored(s, -1, sp.S.One, sp.Rational(1, 2))
    assert not is_mirrored(s, 1, sp.S.Zero, sp.S.Zero)
    with pytest.raises(SymactError):
        prove(Identity(1 / (1 + sp.exp(x)), -1 / (1 + sp.exp(-x)), (-sp.oo, sp.oo)))


@pytest.mark.parametrize("name", SUBJECTS)
def test_shapes_against_floats(name: str) -> None:
    """The middle of a chord lies above, on, or below the graph."""
    with mpmath.workdps(60):
        f = plain(name)
        for piece in known(name).convex_pieces.pieces:
            low, high = value(piece.interval.lower), value(piece.interval.upper)
            low = max(low, min(high, mpmath.mpf(5)) - 10) if mpmath.isinf(low) else low
            high = low + 10 if mpmath.isinf(high) else high
            width = high - low
            for share in ("0.2", "0.5", "0.8"):
                middle, step = low + width * mpmath.mpf(share), width / 10
                bow = f(middle - step) + f(middle + step) - 2 * f(middle)
                # So far out that all 60 digits agree, a strict bow cannot be seen.
                assert {"convex": bow > -1e-50, "concave": bow < 1e-50, "affine": abs(bow) < 1e-50}[
                    piece.shape
                ], (piece, share)


INTEGRATED = ["sigmoid", "tanh", "erf", "arctan", "hard_sigmoid", "loglog", "penalised_tanh"]


@pytest.mark.parametrize("name", INTEGRATED)
def test_the_integral_against_quadrature(name: str) -> None:
    """The derivative, summed up by quadrature."""
    f = plain(name)
    slope = lambda t: mpmath.diff(f, t)  # noqa: E731
    edges = [-400, -40, -3.0001, 0, 3.0001, 40, 400]
    total = sum(mpmath.quad(slope, [a + 1e-6, b - 1e-6]) for a, b in pairwise(edges))

    assert abs(total - value(known(name).derivative_integral.value)) < 0.01


def test_densities() -> None:
    """Distribution functions have a density for derivative; others miss by sign, mass or jump."""
    yes = ("sigmoid", "probit", "cauchit", "hard_sigmoid", "loglog", "soft_clipping", "clip")
    no = ("tanh", "relu", "step", "dsilu", "gaussian", "sine", "relu6")

    assert all(known(name).traits["derivative_is_density"] is True for name in yes)
    assert all(known(name).traits["derivative_is_density"] is False for name in no)


# -- for all values of the parameters ----------------------------------------------------------


def test_the_graph_for_all_parameters() -> None:
    """ELU's asymptote moves with alpha, and a clipped ramp is symmetric about its middle."""
    found = {case.when: case.profile for case in cases(activation("elu"))}
    assert set(found) == {"alpha < 1", "alpha = 1", "alpha > 1"}
    assert line(found["alpha > 1"].asymptotes.left) == "-alpha"
    (kink,) = found["alpha < 1"].kinks
    assert (exact(kink.subdifferential.lower), exact(kink.subdifferential.upper)) == ("alpha", "1")

    (case,) = cases(activation("bounded_relu"))
    centre = case.profile.symmetries.centre
    assert (exact(centre.at), exact(centre.value)) == ("a/2", "a/2")
    assert exact(case.profile.derivative_integral.value) == "a"


# -- on the page -------------------------------------------------------------------------------


def words(p: Profile) -> str:
    return " ".join(render(card(p), "text").decode().split()).replace("│ ", "")


def test_the_card_says_it_in_a_line_each() -> None:
    """What a lecturer would say, and nothing where a function is its own asymptote."""
    assert "Asymptotes. y = 0 as x → −∞ and y = x as x → ∞." in words(known("gelu"))
    assert "convex for −√2 < x < √2" in words(known("gelu"))
    assert "symmetric about the point (0, 1/2)" in words(known("sigmoid"))
    assert "The gradient is a probability density." in words(known("sigmoid"))
    assert "Asymptote. y = 0 as x → ±∞." in words(known("gaussian"))
    assert "Asymptote" not in words(known("relu"))
    assert "probability" not in words(known("tanh"))


def test_an_equation_with_a_sum_for_its_slope_is_bracketed() -> None:
    """(1 - 1/e) x is no 1 - 1/e x."""
    slope = Number(1 - sp.exp(-1), "0.6321205588285576784044762")
    moved = Asymptote(slope, Number(sp.S.Zero, "0"), reached=False)

    assert line_equation(moved).endswith(r"\right) x")
