"""The check of documents: every claim with its place, its kind, its verdict and its code."""

import json
import sys
from pathlib import Path

import pytest

from symact.check.document import check_text
from symact.check.report import Checked, Report
from symact.core.verdict import Status

sys.path.insert(0, str(Path(__file__).parent))
from document_cases import FILES, MARKDOWN, UNCLAIMED

UNKNOWN, REFUTED = Status.UNKNOWN, Status.REFUTED


def told(report: Report) -> list[str]:
    """The decided claims, as in the tables."""
    decided = [claim for claim in report.claims if claim.judgement.status is not UNKNOWN]
    return [row(claim) for claim in decided]


def row(claim: Checked) -> str:
    found = claim.judgement
    line = f"{claim.span.line} {claim.kind.value} {found.status.value} {found.code}"
    return line.strip()


def refuted(raw: str, name: str = "notes.md") -> list[str]:
    report = check_text(name, raw)
    return [c.span.text for c in report.claims if c.judgement.status is REFUTED]


@pytest.mark.parametrize(
    ("text", "claims"), [r[1:] for r in MARKDOWN], ids=[r[0] for r in MARKDOWN]
)
def test_small_documents(text: str, claims: tuple[str, ...]) -> None:
    assert told(check_text("notes.md", text)) == list(claims)


@pytest.mark.parametrize(("name", "text", "claims"), FILES, ids=[r[0] for r in FILES])
def test_other_kinds_of_files(name: str, text: str, claims: tuple[str, ...]) -> None:
    assert told(check_text(name, text)) == list(claims)


@pytest.mark.parametrize("text", UNCLAIMED)
def test_what_is_not_claimed_is_not_judged(text: str) -> None:
    assert told(check_text("notes.md", text)) == []


@pytest.mark.parametrize("text", [r[1] for r in MARKDOWN], ids=[r[0] for r in MARKDOWN])
def test_a_claim_stands_where_its_offsets_say(text: str) -> None:
    report = check_text("notes.md", text)
    for claim in report.claims:
        assert text[claim.start : claim.end].strip() == claim.span.text.strip()
        assert claim.span.line == text[: claim.start].count("\n") + 1


def test_a_refuted_claim_comes_with_what_is_right() -> None:
    (claim,) = check_text("notes.md", "# Tanh\n\n$\\tanh'(x) = 1 + \\tanh^2(x)$").claims
    found = claim.judgement
    assert found.counterexample is not None
    assert found.counterexample.at == (("x", "1"),)
    assert found.counterexample.left.startswith("0.41997")
    assert found.counterexample.right.startswith("1.58002")
    assert found.right is not None
    assert "tanh" in found.right


def test_a_kink_comes_with_the_convention_of_frameworks() -> None:
    text = r"ReLU: $f'(x) = \begin{cases} 1 & x \ge 0 \\ 0 & x < 0 \end{cases}$"
    (claim,) = check_text("notes.md", text).claims
    assert claim.judgement.code == "SA230"
    assert "PyTorch" in (claim.judgement.convention or "")


def test_what_was_mended_is_marked() -> None:
    text = "# Tanh\n\n$\\tanh(0) = 0$ and $anh(x)=rac{e^{x}-e^{-x}}{e^{x}+e^{-x}}$\n"
    whole, damaged = check_text("notes.md", text).claims
    assert (whole.repaired, damaged.repaired) == (False, True)
    codes = [diagnostic.code for diagnostic in check_text("notes.md", text).diagnostics]
    assert codes == ["SA240", "SA240"]


def test_what_is_not_read_is_said() -> None:
    report = check_text("notes.md", "$\\sigma(x) = \\frac{1}{1+e^{-x}$ and $\\tanh(0) = 0$\n")
    assert told(report) == ["1 numeric-evaluation proved"]
    assert [d.code for d in report.diagnostics if d.code.startswith("SA1")] == ["SA103"]


def notebook(*cells: tuple[str, list[str]]) -> str:
    made = [{"cell_type": kind, "metadata": {}, "source": lines} for kind, lines in cells]
    return json.dumps({"cells": made, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, indent=1)


def test_a_notebook() -> None:
    raw = notebook(
        ("markdown", ["# Tanh\n", "\n", "$\\tanh'(x) = 1 + \\tanh^2(x)$\n"]),
        ("code", ["y = 1\n", "# $\\tanh(0) = 3$\n"]),
        ("markdown", ["and $\\tanh(0) = 0$, $\\tanh(0) = 1$"]),
    )
    report = check_text("notes.ipynb", raw)
    assert [claim.judgement.status.value for claim in report.claims] == [
        "refuted", "proved", "refuted",
    ]  # fmt: skip
    shown = [json.loads(f'"{raw[claim.start : claim.end]}"') for claim in report.claims]
    assert shown == [r"\tanh'(x) = 1 + \tanh^2(x)", r"\tanh(0) = 0", r"\tanh(0) = 1"]


def test_docstrings_with_escapes_keep_their_offsets() -> None:
    raw = '"""A line.\n\nwith :math:`\\\\tanh(0) = 1` in it.\n"""\n'
    (claim,) = check_text("module.py", raw).claims
    assert claim.span.line == 3
    assert raw[claim.start : claim.end] == r"\\tanh(0) = 1"


def test_unicode_does_not_shift_the_offsets() -> None:
    raw = "Größe 🙂 und σ′: $\\tanh(0) = 1$\n"
    (claim,) = check_text("notes.md", raw).claims
    assert raw[claim.start : claim.end] == r"\tanh(0) = 1"


def test_line_ends_of_another_system() -> None:
    raw = "# Tanh\r\n\r\n$\\tanh(0) = 0$\r\n\r\n$\\tanh(0) = 1$\r\n"
    report = check_text("notes.md", raw)
    assert [claim.judgement.status.value for claim in report.claims] == ["proved", "refuted"]
    assert [raw[c.start : c.end] for c in report.claims] == [r"\tanh(0) = 0", r"\tanh(0) = 1"]


def test_claims_come_in_the_order_of_the_document() -> None:
    report = check_text("notes.md", "\n\n".join(text for _, text, _ in MARKDOWN[:12]))
    starts = [claim.start for claim in report.claims]
    assert len(starts) > 20
    assert starts == sorted(starts)


# -- faults --------------------------------------------------------------------------------------

# True as they are meant, or no claims at all, and yet something in them is refuted.
TRUE = [
    ("a derivative at a point, as a call", "Let $f(x) = x^2 + x$. Then $\\frac{df}{dx}(0) = 1$."),
    ("a derivative as a function",
     "Sigmoid: $\\frac{d\\sigma}{dx}(x) = \\sigma(x)(1-\\sigma(x))$"),
    ("a slash that reaches further", "$$\\frac{d}{dx} \\frac{1}{2}\\ln x = 1/2x$$"),
    ("the derivative of a chain", "The derivative of $f(x) = x^3 = 3x^2$."),
    ("an equation to be solved", "The equation $\\tanh(x) = x$ has one solution."),
    ("a question", "Is $\\tanh'(x) = 1 + \\tanh^2(x)$?"),
    ("an error that is named",
     "One might think that $\\tanh'(x) = 1 + \\tanh^2(x)$, but this is wrong."),
    ("a range behind a derivative",
     "# Softsign\n\n$f(x) = \\frac{x}{1+|x|}$, $f'(x) = \\frac{1}{(1+|x|)^2}$, range $(-1,1)$"),
    ("shapes of matrices", "$(3 \\times 2)(2 \\times 1) = (3 \\times 1)$"),
    ("shapes of matrices without brackets", "$(2 \\times 3)(3 \\times 4) = 2 \\times 4$"),
    ("values at two places",
     "For $x = 2$, $\\sigma(x) = 0.88$; for $x = -2$, $\\sigma(x) = 0.12$."),
    ("a value whose place follows",
     "$\\sigma(x) = 0.5$ at $x = 0$; $\\sigma(x) = 0.9$ for $x = 2.197$"),
    ("a logarithm to the base 10", "$\\log_{10} 1000 = 3$, $\\log 100 = 2$"),
]  # fmt: skip


@pytest.mark.parametrize("text", [r[1] for r in TRUE], ids=[r[0] for r in TRUE])
def test_what_is_true_as_it_is_meant_is_not_refuted(text: str) -> None:
    assert refuted(text) == []


# False, or about something that is not known: it is not said of the function of the section.
OTHERS = [
    ("the second derivative", "# Sigmoid\n\nThe second derivative is always positive."),
    ("a bound of the second derivative", "# Sigmoid\n\nThe second derivative is bounded by 0.01."),
    ("its maximum", "# Tanh\n\nThe maximum of the second derivative is 1."),
    ("the derivative of the derivative",
     "# Tanh\n\nThe derivative of the derivative is always positive."),
    ("the range of the second derivative",
     "# Sigmoid\n\nThe range of the second derivative is $(0,0.25]$."),
    ("the inverse", "# Tanh\n\nThe inverse is bounded."),
    ("the range of the inverse", "# Sigmoid\n\nThe range of its inverse is $(0,1)$."),
    ("the logarithm", "# Sigmoid\n\nIts logarithm is bounded."),
    ("the negative", "# Softplus\n\nIts negative is convex."),
    ("the antiderivative", "# Sigmoid\n\nThe antiderivative is bounded."),
    ("the input", "# Sigmoid\n\nThe input is always positive."),
    ("the weights", "# Sigmoid\n\nThe weights are always positive."),
    ("the range of the weights", "# Sigmoid\n\nThe weights lie between 0 and 1."),
    ("the loss", "# ReLU\n\nThe loss is convex."),
    ("the cross-entropy", "# Sigmoid\n\nThe cross-entropy loss is convex."),
]  # fmt: skip


@pytest.mark.parametrize("text", [r[1] for r in OTHERS], ids=[r[0] for r in OTHERS])
def test_what_is_said_of_something_else_is_not_judged_of_the_function(text: str) -> None:
    assert told(check_text("notes.md", text)) == []


def test_a_property_of_the_second_derivative_is_judged_of_it() -> None:
    text = "# Sigmoid\n\n$\\sigma''(x)$ is always positive."
    assert told(check_text("notes.md", text)) == ["3 property refuted SA208"]


def test_a_condition_in_front_of_an_equation() -> None:
    assert refuted("$$\\text{if } x > 0, \\max(0,x) = x$$") == []


@pytest.mark.parametrize("claim", ["$f'(x) = 1$ for $x \\ge 0$.", "$f'(x) = 0$ for $x \\le 0$."])
def test_a_kink_under_a_condition_is_remarked(claim: str) -> None:
    assert told(check_text("notes.md", f"# ReLU\n\n{claim}\n")) == ["3 derivative proved SA230"]


@pytest.mark.parametrize(
    "claim",
    [
        r"\frac{x}{x} = 1",
        r"\frac{x^2}{x} = x",
        r"(\sqrt{x})^2 = x",
        r"e^{\ln x} = x",
        r"x^{-1} x = 1",
    ],
)
def test_a_division_by_what_may_be_0_is_remarked(claim: str) -> None:
    (found,) = check_text("notes.md", f"${claim}$").claims
    assert found.judgement.code == "SA231"


def test_the_right_value_is_exact_where_it_can_be() -> None:
    text = "# Sigmoid\n\n$\\sigma'(0) = 0.5$"
    (claim,) = check_text("notes.md", text).claims
    assert claim.judgement.right in {"0.25", r"\frac{1}{4}"}


def test_what_is_right_is_in_the_letters_of_the_text() -> None:
    text = "Let $L = (y - \\hat y)^2$. $\\frac{\\partial L}{\\partial \\hat y} = 2(y - \\hat y)$"
    (claim,) = check_text("notes.md", text).claims
    assert "x" not in (claim.judgement.right or "")


def test_a_claim_that_begins_with_a_matrix_holds_all_of_it() -> None:
    raw = "$\\begin{bmatrix}1\\\\2\\end{bmatrix} = \\begin{bmatrix}1&2\\end{bmatrix}^\\top$"
    (claim,) = check_text("notes.md", raw).claims
    assert raw[claim.start : claim.end] == raw.strip("$")


def test_a_line_of_many_formulas() -> None:
    assert check_text("notes.md", "$x$ " * 2500).claims == ()
