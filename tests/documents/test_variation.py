"""Variation tables and arguments: what they say agrees with the function itself, sampled."""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import mpmath
import pytest
import sympy as sp

from symact.activations import activation, taught
from symact.core.activation import Activation, x
from symact.derive.build import profile
from symact.derive.variation import Course, Lane, course
from symact.documents.argument import argument_document
from symact.documents.certificates import certificate_document
from symact.documents.model import Height, Line, Math, Station, Variation
from symact.documents.variation import variation, variation_document
from symact.render import render

TYPED = [
    "1/x",
    "x**2/(1 + x**2)",
    "sqrt(x)",
    "sqrt(x**2 - 1)",
    "sqrt(1 - x**2)",
    "log(x)",
    "exp(-1/x)",
    "x**3",
    "Max(x, x**2 - 2)",
    "x*log(2 - exp(-x**2))",
    "Piecewise((x, Abs(x) > 1/2), (0, True))",
    "Piecewise((exp(x), x < 0), (2, True))",
    "sin(x)",
    "x + sin(x)",
]
OPEN = ["tan(x)", "Max(-1, Min(1, sin(x)))", "Abs(x**3 - 3*x + 1)", "x**x"]
SUBJECTS: dict[str, Activation] = {
    **taught(),
    **{text: Activation.from_text(text, name="f") for text in TYPED},
}


# -- an independent check: differences of sampled values -----------------------------------------


def function_of(subject: Activation) -> Callable[[mpmath.mpf], mpmath.mpf]:
    """The function in high precision, without any of our own code."""
    return sp.lambdify(x, subject.function, "mpmath")


def inside(lane: Lane) -> list[mpmath.mpf]:
    """A few points of an open interval."""
    a, b = (mpmath.mpf(n.decimal.replace("oo", "inf")) for n in (lane.lower, lane.upper))
    a, b = (max(a, b - 3 if b < 40 else -3), min(b, a + 3 if a > -40 else 3))
    return [a + (b - a) * mpmath.mpf(k) / 7 for k in range(1, 7)]


def sampled(value: mpmath.mpf) -> int:
    return 0 if abs(value) < mpmath.mpf(10) ** -40 else int(mpmath.sign(value))


def wrong_signs(subject: Activation, found: Course) -> list[str]:
    """The cells of a course that differences of sampled values contradict."""
    f = function_of(subject)
    wrong = []
    with mpmath.workdps(120):
        step = mpmath.mpf(10) ** -30
        for lane in found.lanes:
            if lane.piece is None:
                continue
            for place in inside(lane):
                left, here, right = (mpmath.re(f(place + k * step)) for k in (-1, 0, 1))
                seen = (right - left) / (2 * step), (right - 2 * here + left) / step**2
                for order, sign in zip(found.orders, lane.signs, strict=True):
                    if sign is not None and sampled(seen[order - 1]) != sign:
                        wrong.append(f"order {order} at {place}")
    return wrong


@pytest.mark.parametrize("name", sorted(SUBJECTS))
def test_every_sign_agrees_with_differences(name: str) -> None:
    """First and second differences have the signs of the table inside every interval."""
    assert wrong_signs(SUBJECTS[name], course(SUBJECTS[name])) == []


@pytest.mark.parametrize("row", [0, 1])
@pytest.mark.parametrize("name", ["gelu", "hardswish", "1/x"])
def test_a_planted_wrong_sign_is_caught(name: str, row: int) -> None:
    """Negative control: the check above sees one altered cell."""
    found = course(SUBJECTS[name])
    lane = found.lanes[-1]
    signs = tuple(
        (-s if s else 1) if i == row and s is not None else s for i, s in enumerate(lane.signs)
    )
    altered = replace(found, lanes=(*found.lanes[:-1], replace(lane, signs=signs)))

    assert wrong_signs(SUBJECTS[name], altered)


@pytest.mark.parametrize("name", sorted(SUBJECTS))
def test_values_and_limits_agree_with_samples(name: str) -> None:
    """Beside each place the function is near the limits that the table states."""
    found = course(SUBJECTS[name])
    f = function_of(SUBJECTS[name])
    with mpmath.workdps(60):
        for place in found.places:
            if not place.at.is_finite:
                continue
            at = mpmath.mpf(place.at.decimal)
            for limit, side in ((place.left, -1), (place.right, 1)):
                if limit is not None and limit.is_finite:
                    near = mpmath.re(f(at + side * mpmath.mpf(10) ** -20))
                    assert abs(near - mpmath.mpf(limit.decimal)) < mpmath.mpf(10) ** -8


@pytest.mark.parametrize("name", sorted(SUBJECTS))
def test_arrows_join_the_levels_of_their_ends(name: str) -> None:
    """A rising arrow ends above its start, and a continuous function has one level at a place."""
    table = variation(course(SUBJECTS[name]), "f")
    slope = {"rise": 1, "fall": -1, "flat": 0}

    for index, arrow in enumerate(table.arrows):
        start, stop = table.stations[index].leaving, table.stations[index + 1].arriving
        if arrow in slope:
            assert (stop > start) - (stop < start) == slope[arrow]


# -- the reasons -------------------------------------------------------------------------------


def words(line: Line) -> str:
    return "".join(f"${p.tex}$" if isinstance(p, Math) else p.text for p in line)  # type: ignore[union-attr]


@pytest.mark.parametrize("name", sorted(SUBJECTS))
def test_every_sign_carries_its_reason(name: str) -> None:
    """No sign, zero or double bar without a sentence."""
    for row in variation(course(SUBJECTS[name]), "f").signs:
        for cell in row.cells:
            if cell.kind in {"+", "-", "0", "zero", "undefined", "gap"}:
                assert words(cell.because), (row.label, cell.kind)


def test_the_reason_of_gelu_is_the_one_of_the_lecture() -> None:
    """f'' changes its sign with x^2 - 2 alone."""
    table = variation(course(activation("gelu")), "f")
    second, first = table.signs

    assert second.label == "f''(x)"
    assert first.label == "f'(x)"
    assert r"$x^{2} - 2 > 0$ for $x > \sqrt{2}$" in words(second.cells[-2].because)


# -- golden tables -------------------------------------------------------------------------------

GOLDEN = {
    "relu": """\
 x         │ −∞     0     ∞
───────────┼───────────────
 ReLU′′(x) │     0  ║  0
───────────┼───────────────
 ReLU′(x)  │     0  ║  +
───────────┼───────────────
           │              ∞
 ReLU(x)   │           ↗
           │ 0   →  0""",
    "1/x": """\
 x      │ −∞       0        ∞
────────┼────────────────────
 f′′(x) │     −    ║     +
────────┼────────────────────
 f′(x)  │     −    ║     −
────────┼────────────────────
        │ 0         ║ ∞
 f(x)   │     ↘     ║    ↘
        │        −∞ ║       0""",
    "sqrt(x**2 - 1)": """\
 x      │ −∞     −1     1     ∞
────────┼──────────────────────
 f′′(x) │     −  ║  ╱╱╱ ║  −
────────┼──────────────────────
 f′(x)  │     −  ║  ╱╱╱ ║  +
────────┼──────────────────────
        │ ∞         ╱╱╱       ∞
 f(x)   │     ↘     ╱╱╱    ↗
        │        0  ╱╱╱ 0""",
    "sin(x)": """\
 x      │ 0     π/2     π     3π/2     2π
────────┼────────────────────────────────
 f′′(x) │ 0  −   ┊   −  0  +   ┊    +  0
────────┼────────────────────────────────
 f′(x)  │    +   0   −  ┊  −   0    +
────────┼────────────────────────────────
        │        1                     0
 f(x)   │    ↗       ↘  0  ↘        ↗
        │ 0                    −1""",
}


@pytest.mark.parametrize("name", sorted(GOLDEN))
def test_small_tables_are_drawn_as_by_hand(name: str) -> None:
    """The table in characters, line by line."""
    page = render(variation_document(profile(SUBJECTS[name])), "text").decode()

    assert GOLDEN[name] in page


# -- the argument and the certificate --------------------------------------------------------------


@pytest.mark.parametrize("name", [*sorted(SUBJECTS), *OPEN])
def test_pages_are_there_for_every_function(name: str) -> None:
    """Table, argument and certificate render, and unknown parts are sentences."""
    subject = SUBJECTS.get(name) or Activation.from_text(name, name="f")
    found = profile(subject)
    for build in (variation_document, argument_document, certificate_document):
        page = build(found)
        for form in ("text", "md", "tex", "html", "json"):
            assert render(page, form)
        text = render(page, "text").decode()
        assert not re.search(r"\\[a-z]+|None", text)
        if name in OPEN and "not known" not in text and "no certificate" not in text:
            assert "║" in text or "│" in text or build is certificate_document


ARGUMENT = [
    "The function is neither even nor odd.",
    "is negative before its only zero x ≈ −0.75179 and positive after it",
    "x² − 2 vanishes at x = −√2 ≈ −1.4142 and x = √2 ≈ 1.4142 only",
    "GELU(x) → ∞ as x → ∞",
    "There is a local minimum at x ≈ −0.75179, where GELU(x) ≈ −0.16997.",
    "the infimum −0.16997… is attained at x ≈ −0.75179",
]


@pytest.mark.parametrize("sentence", ARGUMENT)
def test_the_argument_for_gelu(sentence: str) -> None:
    """What a lecturer would write stands there."""
    text = render(argument_document(profile(activation("gelu"))), "text").decode()

    assert sentence in re.sub(r"\s+", " ", text)


def test_the_dominant_term_is_named() -> None:
    """At infinity e^x outgrows 1, and at minus infinity 1 outgrows e^x."""
    text = re.sub(
        r"\s+", " ", render(argument_document(profile(activation("sigmoid"))), "text").decode()
    )

    assert "σ(x) → 0 as x → −∞: the term 1 in the denominator" in text
    assert "σ(x) → 1 as x → ∞: the term e^x in the denominator" in text


def test_the_certificate_of_swish_shows_every_node() -> None:
    """Divisor, derivative of the quotient, critical points, cells and ends are printed."""
    text = render(certificate_document(profile(activation("swish"))), "text").decode()
    found = course(activation("swish"))
    local = found.locals[0]
    assert local is not None
    nodes = [node for order in found.orders for node in local.chart(order).nodes]

    assert len(re.findall(r"(?m)^    P\S+ = ", text)) == len(nodes)
    assert (
        "With the divisor A = P₃ the derivative of the quotient is (P₄/A)′ = (P₁ P₂)/P₃²." in text
    )
    assert "exactly one zero: x ∈ [−1.2" in re.sub(r"\s+", " ", text)


def test_cells_are_rounded_outwards() -> None:
    """The decimals of a cell enclose the zero that they stand for."""
    text = re.sub(
        r"\s+", " ", render(certificate_document(profile(activation("swish"))), "text").decode()
    )
    zero = Decimal("-1.27846454276107379510935873902298")

    cells = re.findall(r"x ∈ \[−([\d.]+), −([\d.]+)\]", text)
    assert any(-Decimal(a) <= zero <= -Decimal(b) for a, b in cells)


def test_an_unknown_limit_is_a_question_mark() -> None:
    """A height that nobody knows is not made up."""
    table = Variation(
        ("0", "1"), (), "f(x)", (Station(right=Height("?", 0.5)), Station()), ("unknown",)
    )
    assert table.formulas() == ("x", "0", "1", "f(x)", "?")
