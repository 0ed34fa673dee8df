"""Sentences as notes have them: derivatives, bounds, limits in words, sums on the keyboard."""

import pytest

from symact.check.document import check_text

SENTENCES = [
    (
        "ReLU is a piecewise linear function that outputs the input directly if it is positive, "
        "otherwise it outputs zero.",
        "outputs zero",
        "outputs one",
    ),
    (
        "The ReLU function is a non-linear function that returns 0 for negative inputs and x for "
        "positive inputs.",
        "returns 0",
        "returns 1",
    ),
    (
        "The derivative of ReLU is 0 for negative inputs and 1 for positive inputs, and undefined "
        "at 0.",
        "1 for",
        "2 for",
    ),
    ("ReLU has a constant gradient of 1 for positive inputs.", "of 1", "of 0"),
    ("The maximum value of the derivative of sigmoid is 0.25 when x = 0.", "0.25", "0.5"),
    ("Sigmoid's gradient never exceeds 0.25.", "0.25", "0.2"),
    ("The gradient of tanh does not exceed 1.", "1.", "0.5."),
    ("For large positive inputs, tanh approaches 1.", "1.", "0."),
]


def told(text: str) -> list[str]:
    return [c.judgement.status.value for c in check_text("notes.md", text).claims]


@pytest.mark.parametrize(("text", "right", "wrong"), SENTENCES)
def test_sentences(text: str, right: str, wrong: str) -> None:
    assert right in text
    assert told(text) == ["proved"]
    assert "refuted" in told(text.replace(right, wrong))


@pytest.mark.parametrize(
    "text",
    [
        "The derivative of softplus is 0 for negative inputs and undefined at 0.",
        "ReLU never exceeds the threshold of 5.",
        "Sigmoid's gradient never exceeds that of tanh, 0.25.",
        "The maximum value of the loss of sigmoid networks is 0.3.",
        "The maximum of the sum of sigmoid and 1 is 0.25.",
        "ELU saturates to 0 for large negative inputs.",
    ],
)
def test_what_is_said_of_something_else_is_open(text: str) -> None:
    assert "proved" not in told(text)
    assert "refuted" not in told(text) or "softplus" in text


def test_a_limit_with_a_letter() -> None:
    assert told("ELU saturates to -α for large negative inputs.") == ["proved"]


SUMS = [
    ("softmax(x_i) = exp(x_i) / sum_j exp(x_j)", "/ sum", "* sum"),
    ("softmax(x_i) = exp(x_i) / Σ exp(x_j)", "/ Σ", "* Σ"),
    ("softmax(zᵢ) = e^zᵢ / Σⱼ e^zⱼ", "/ Σ", "- Σ"),
    ("CE = -Σ yᵢ log(pᵢ)\n\n∂CE/∂pᵢ = -yᵢ/pᵢ", "-yᵢ/pᵢ", "yᵢ/pᵢ"),
    ("MSE = (1/n) Σ (yᵢ - ŷᵢ)²\n\n∂MSE/∂ŷᵢ = (2/n)(ŷᵢ - yᵢ)", "= (2/n)", "= -(2/n)"),
    ("MSE = 1/n Σ(y - ŷ)²\n\n∂MSE/∂ŷ = -2/n (y - ŷ)", "-2/n (", "2/n ("),
]


@pytest.mark.parametrize(("text", "right", "wrong"), SUMS)
def test_sums_on_the_keyboard(text: str, right: str, wrong: str) -> None:
    assert told(text)[-1] == "proved"
    assert told(text.replace(right, wrong))[-1] != "proved"


@pytest.mark.parametrize(
    "text",
    [
        "With 20 layers, $0.25^{20} \\approx 9.1 \\times 10^{-13}$",
        "(0.25)^10 ≈ 9.5 × 10^{-7}",
        "$e^{-20} \\approx 2.06 \\cdot 10^{-9}$",
        "0.05^{20} ≈ 10^{-26}",
    ],
)
def test_scientific_notation(text: str) -> None:
    assert told(text) == ["proved"]


CASES = [
    ("f'(x) = 1 if x > 0, 0 otherwise", "0 otherwise", "2 otherwise"),
    ("f'(x) = 1 if x > 0; 0 otherwise", "1 if", "3 if"),
    ("f'(x) = 1 for x > 0 and 0 for x < 0", "and 0", "and 1"),
    ("f(x) = x for x > 0, 0 for x ≤ 0", ", 0", ", 1"),
    ("$f'(x) = 1$ if $x > 0$, 0 otherwise", "$, 0", "$, 1"),
    ("ReLU'(x) = {1 if x > 0; 0 if x ≤ 0}", "; 0", "; 1"),
    ("f'(x) = {0, x < 0; 1, x > 0}", "{0", "{1"),
    ("relu(x) = {\n  x if x > 0\n  0 if x <= 0\n}", "0 if", "1 if"),
]


@pytest.mark.parametrize(("text", "right", "wrong"), CASES)
def test_cases_on_the_keyboard(text: str, right: str, wrong: str) -> None:
    assert told(f"# ReLU\n\n{text}") == ["proved"]
    assert "proved" not in told(f"# ReLU\n\n{text.replace(right, wrong)}")


LABELS = [
    ("**Softplus**: $\\ln(1+e^x)$", "1+e^x", "1-e^x"),
    ("Sigmoid: $\\frac{1}{1+e^{-x}}$", "1+e", "1-e"),
    ("- **ReLU6**: min(max(0,x),6)", "max(0,x)", "max(0,-x)"),
    ("- Softplus: log(1 + exp(x))", "1 + exp", "1 - exp"),
]


@pytest.mark.parametrize(("text", "right", "wrong"), LABELS)
def test_a_formula_behind_the_name_of_its_function(text: str, right: str, wrong: str) -> None:
    assert told(text) == ["proved"]
    assert "proved" not in told(text.replace(right, wrong))


def test_a_formula_with_one_wrong_sign_behind_a_name() -> None:
    assert told("Sigmoid: $\\frac{1}{1-e^{-x}}$") == ["refuted"]


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        ("# Derivatives\n\n- Sigmoid: $\\sigma(x)(1-\\sigma(x))$", ["proved"]),
        ("# Derivatives\n\n- Sigmoid: $\\sigma(x)(1+\\sigma(x))$", ["unknown"]),
        ("# Inverses\n\n- Sigmoid: $\\frac{1}{1+e^{x}}$", []),
        ("Antiderivatives:\n\n- Sigmoid: $\\ln(1+e^x)$", []),
        ("A mirrored sigmoid. Sigmoid: $\\frac{1}{1+e^{x}}$", []),
    ],
)
def test_lists_of_something_else(text: str, verdicts: list[str]) -> None:
    assert told(text) == verdicts


@pytest.mark.parametrize(
    "intro", ["The output ranges are:", "# Ranges", "**Range of the outputs**"]
)
def test_lists_of_ranges(intro: str) -> None:
    items = "- Sigmoid: {}\n- Tanh: $(-1, 1)$\n- ReLU: $[0, \\infty)$\n"
    assert told(f"{intro}\n\n{items.format('(0, 1)')}") == ["proved"] * 3
    assert told(f"{intro}\n\n{items.format('(-1, 1)')}") == ["refuted", "proved", "proved"]


@pytest.mark.parametrize(
    "intro",
    ["# Plot ranges", "The input ranges are:", "# Ranges of the derivatives", "Ranges of x:"],
)
def test_lists_of_other_ranges(intro: str) -> None:
    text = f"{intro}\n\n- Sigmoid: (-6, 6)\n- Tanh: (-3, 3)\n"
    assert "refuted" not in told(text)
    assert "proved" not in told(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Softplus(0) = ln 2 ≈ 0.693.", ["proved", "proved"]),
        ("Softplus(0) = ln 3.", ["refuted"]),
        ("The loss is L = -ln 0.25 = 1.386", ["proved"]),
        ("The loss is L = -ln 0.25 = 1.186", ["refuted"]),
        ("log 2 = 1", []),  # 2 may be the base
    ],
)
def test_logarithms_of_numbers(text: str, expected: list[str]) -> None:
    assert told(f"# Notes\n\n{text}\n") == expected
