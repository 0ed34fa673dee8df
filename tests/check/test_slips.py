"""Definitions with one wrong sign, under words that name the function; cases; other letters."""

import pytest

from symact.check.document import check_text


def told(text: str) -> list[str]:
    return [c.judgement.status.value for c in check_text("notes.md", text).claims]


@pytest.mark.parametrize(
    ("name", "wrong", "right"),
    [
        ("Sigmoid", r"\frac{1}{1-e^{-x}}", r"\frac{1}{1+e^{-x}}"),
        ("Sigmoid", r"\frac{1}{1+e^{x}}", r"\frac{1}{1+e^{-x}}"),
        ("Swish", r"\frac{x}{1+e^{x}}", r"\frac{x}{1+e^{-x}}"),
        ("Softplus", r"\ln(1-e^x)", r"\ln(1+e^x)"),
        ("Tanh", r"\frac{e^x+e^{-x}}{e^x+e^{-x}}", r"\frac{e^x-e^{-x}}{e^x+e^{-x}}"),
    ],
)
def test_one_wrong_sign(name: str, wrong: str, right: str) -> None:
    page = f"# {name}\n\n$$f(x) = {wrong}$$\n"
    assert "proved" not in told(page)
    assert told(page.replace(wrong, right)) == ["proved"]


def test_what_follows_a_slip_is_about_the_function_that_is_meant() -> None:
    page = "# Sigmoid\n\n$$g(z) = \\frac{1}{1-e^{-z}}$$\n\n$$g'(z) = g(z)(1-g(z))$$\n"
    assert told(page) == ["refuted", "proved"]


@pytest.mark.parametrize(
    "formula", [r"\frac{2}{1+e^{-x}}", r"\frac{1}{1+e^{-2x}}", r"\frac{2}{1+e^{-x}} - 1"]
)
def test_another_function_under_a_heading_is_no_slip(formula: str) -> None:
    assert "refuted" not in told(f"# Sigmoid\n\nScaled: $f(x) = {formula}$.\n")


@pytest.mark.parametrize(
    "rows",
    [
        r"x & x > 3 \\ 0 & x \le 0",
        r"x & x > 0 \\ 0 & x \le 3",
        r"x & x > 0",
        r"0 & x \le -1 \\ x & x > 1",
    ],
)
def test_cases_with_gaps_or_contradictions_define_nothing(rows: str) -> None:
    text = rf"# ReLU{chr(10)}{chr(10)}$$\text{{ReLU}}(x) = \begin{{cases}} {rows} \end{{cases}}$$"
    assert told(text) == ["unknown"]


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        ("# ReLU\n\nf'(x) = 1 if x > 0, else 0\n", ["proved"]),
        ("# ReLU\n\nf'(x) = 1 (x > 0) / 7 (x < 0)\n", ["unknown"]),
        ("# Leaky ReLU\n\n$f(x) = x$ if $x > 0$ else $\\alpha x$.\n", ["proved"]),
        ("# ELU\n\nELU(x) = x if x > 0 else alpha*(e^x - 1)\n", ["proved"]),
    ],
)
def test_the_other_case_in_a_sentence(text: str, verdicts: list[str]) -> None:
    assert told(text) == verdicts


def test_the_other_case_is_judged_too() -> None:
    assert told("# ReLU\n\nf'(x) = 1 if x > 0, else 5\n") != ["proved"]
    assert told("# ELU\n\nELU(x) = x if x > 0 else alpha*(e^x + 1)\n") != ["proved"]


def test_docstrings_are_about_what_they_belong_to() -> None:
    program = (
        "class Sigmoid:\n"
        "    def forward(self, x):\n"
        '        """f(x) = 1 / (1 + e^(-x))"""\n'
        "    def backward(self, x):\n"
        '        """f\'(x) = f(x)(1 - f(x))"""\n'
        "def tanh_prime(x):\n"
        '    """f\'(x) = 1 + f(x)^2"""\n'
    )
    found = [c.judgement.status.value for c in check_text("layers.py", program).claims]
    assert found[:2] == ["proved", "proved"]
    assert "proved" not in found[2:]


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("S'(x) = S(x)(1-S(x))", "proved"),
        (r"\text{Sig}(2) \approx 0.8808", "proved"),
        (r"\frac{dy}{dx} = y(1-y)", "proved"),
        (r"\frac{d}{dx} = \frac{e^{-x}}{(1+e^{-x})^2}", "proved"),
        (r"\frac{d}{dx} = \frac{e^{-x}}{1+e^{-x}}", "unknown"),
        (r"\text{swish}(1) \to 0.7311", "proved"),
        (r"\text{swish}(-1) \to 0.2689", "refuted"),
        (r"\max_x \sigma'(x) = 0.25 \text{ at } x = 0", "proved"),
    ],
)
def test_names_and_letters_of_the_function_at_hand(claim: str, verdict: str) -> None:
    assert told(f"# Sigmoid\n\n$${claim}$$\n") == [verdict]


def test_the_place_of_a_maximum_is_judged_too() -> None:
    right = "# Sigmoid\n\nthe $\\max \\sigma'(x) = 0.25$ when $x=0$\n"
    assert told(right) == ["proved"]
    assert told(right.replace("x=0$\n", "x=0.5$\n")) == ["refuted"]


def test_a_section_goes_on_below_a_table() -> None:
    table = "# Sigmoid\n\n| x | $\\sigma(x)$ |\n|---|---|\n| 0 | 0.5 |\n\n- Range: (0, 1)\n"
    assert told(table) == ["proved", "proved"]
    assert told(table.replace("(0, 1)", "(0, 2)")) == ["proved", "refuted"]


def test_brackets_that_are_missing_below_a_slash() -> None:
    assert told("# Sigmoid\n\nf(x) = 1 / 1 + e^(-x)\n") == ["refuted"]
    assert told("# Sigmoid\n\nf(x) = 1 / (1 + e^(-x))\n") == ["proved"]
    assert "refuted" not in told("# Sigmoid\n\nLet g(x) = 1 + e^(-x)\n")
