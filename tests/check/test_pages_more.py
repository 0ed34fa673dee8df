"""Tables, formulas without delimiters and copies of pages: what is read, and what is left alone."""

import pytest

from symact.check.document import check_text

TABLE = "## Tanh\n\n| Property | Value |\n|---|---|\n| {} | {} |\n"
COLUMNS = "| Property | Tanh | Sigmoid |\n|---|---|---|\n| {} | {} | {} |\n"
ROWS = "| Function | {} | Used in |\n|---|---|---|\n| {} | {} | {} |\n"


def verdicts(text: str) -> list[str]:
    """The verdicts on a text, in order."""
    return [claim.judgement.status.value for claim in check_text("notes.md", text).claims]


@pytest.mark.parametrize(
    ("label", "value", "expected"),
    [
        ("Range", "(-1, 1)", ["proved"]),
        ("**Output range**", "$(-1, 1)$", ["proved"]),
        ("出力範囲", "(-1, 1)", ["proved"]),
        ("Output range", "[0, 1]", ["refuted"]),
        ("Range", "(-1, 1) for most inputs", []),
        ("Domain", "(-1, 1)", []),
        ("Useful range", "(-2, 2)", []),
        ("Monotonic", "Yes (strictly increasing)", ["proved"]),
        ("Monotonic", "No", ["refuted"]),
        ("Non-monotonic", "✅ Yes", ["refuted"]),
        ("Monotonic", "Yes (mostly)", []),
        ("Zero-centered", "✅", ["proved"]),
        ("Bounded below", "❌ No", ["refuted"]),
        ("Maximum gradient", "1.0 (at $x = 0$)", ["proved"]),
        ("Maximum gradient", "0.25", ["refuted"]),
        ("Maximum gradient", "0.25 of the whole", []),
        ("Maximum value", "1", ["unknown"]),
        ("Formula", r"$\frac{e^x - e^{-x}}{e^x + e^{-x}}$", ["proved"]),
        ("Derivative", "1 - tanh(x)^2", ["proved"]),
        ("Derivative", "1 - tanh(x)", ["refuted"]),
        ("Learning rate", "0.01", []),
    ],
)
def test_properties_and_values(label: str, value: str, expected: list[str]) -> None:
    assert verdicts(TABLE.format(label, value)) == expected


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("Range", "(-1, 1)", "(0, 1)"), ["proved", "proved"]),
        (("Range", "(0, 1)", "(-1, 1)"), ["refuted", "refuted"]),
        (("Max gradient", "1.0", "0.5"), ["proved", "refuted"]),
        (("Zero-centered", "Yes", "No"), ["proved", "proved"]),
        (("Speed", "1.0", "0.5"), []),
    ],
)
def test_functions_as_columns(cells: tuple[str, str, str], expected: list[str]) -> None:
    assert verdicts(COLUMNS.format(*cells)) == expected


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("Range", "**GELU**", "(-∞, ∞)", "Transformers (e.g., BERT, like ReLU)"), ["refuted"]),
        (("범위", "**Sigmoid**", "$(0, 1)$", "이진 분류"), ["proved"]),
        (("Monotonic", "Mish", "yes", "YOLO, outperforms ReLU"), ["refuted"]),
        (("Range", "ReLU variants", "(0, 1)", "any"), []),
        (("Range", "Tanh (scaled)", "(0, 1)", "like ReLU"), []),
    ],
)
def test_functions_as_rows(cells: tuple[str, str, str, str], expected: list[str]) -> None:
    assert verdicts(ROWS.format(*cells)) == expected


def test_a_heading_that_names_no_function_leaves_the_table_open() -> None:
    assert verdicts(TABLE.replace("Tanh", "Results").format("Range", "(-1, 1)")) == []
    other = "## Tanh\n\nCompare the sigmoid:\n\n| Property | Value |\n|---|---|\n| Range | (0, 1) |"
    assert verdicts(other) == []


def test_values_below_formulas() -> None:
    table = (
        "The sigmoid:\n\n"
        r"| $z$ | $e^{-z}$ | $\sigma(z) = \frac{1}{1+e^{-z}}$ |"
        "\n|---|---|---|\n| 2 | 0.135 | 0.8808 |\n| 0 | 1.00 | 0.75 |\n"
    )
    assert verdicts(table) == ["proved"] * 4 + ["refuted"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("out_h1 = σ(0.3775)\n= 1 / (1 + e^(−0.3775))\n= 0.59327", "proved"),
        ("net_h1 = 0.15 × 0.05 + 0.35\n= 0.0075 + 0.35\n= 0.4575", "refuted"),
    ],
)
def test_chains_over_lines_of_plain_text(text: str, expected: str) -> None:
    assert expected in verdicts("The sigmoid gives\n" + text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("So\n\\tanh'(x) = 1 - \\tanh^2(x)\nand that is all.", ["proved"]),
        ("So\n\\tanh'(x) = 1 - \\tanh(x)\nand that is all.", ["refuted"]),
        ("So\n\\tanh'(x) = 1 - \\tanh(x)\n+ 5", []),
        ("So\n\\tanh'(x) = 1 - \\tanh(x)\nplus something else", []),
        ("So\n\\tanh'(x) = 1 - \\tanh(x)\nif x is large", []),
        ("We know \\tanh'(x) = 1 - \\tanh(x) does not hold", []),
        ("\\begin{aligned}\n\\tanh'(x) &= 1 - \\tanh^2(x) \\newline\n&= 1 - \\tanh(x)\n"
         "\\end{aligned}", ["proved", "refuted"]),
    ],
)  # fmt: skip
def test_latex_without_delimiters(text: str, expected: list[str]) -> None:
    assert verdicts(text) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (r"\begin{align}\tanh'(x) &= 1 - \tanh^2(x) \newline &= 1 - \tanh(x)\end{align}",
         ["proved", "refuted"]),
        (r"\eqalign{\tanh'(x) &= 1 - \tanh^2(x) \cr &= 1 - \tanh(x) \cr}", ["proved", "refuted"]),
        (r"\begin{array}{l} \tanh'(x) \\ \\ \end{array}"
         r"\begin{array}{l} = 1 - \tanh^2(x) \\ = 1 - \tanh(x) \end{array}", ["proved", "refuted"]),
        (r"\begin{array}{c} \tanh'(x) = 1 \\ - \tanh^2(x) \end{array}", ["proved"]),
        (r"\begin{align}\tanh'(x) &= 1 + x \\ &- x - \tanh^2(x)\end{align}", ["proved"]),
        (r"\begin{align}\tanh'(x) &= 1 + x \\ &- x - \tanh(x)\end{align}", ["refuted"]),
        (r"\begin{align}\tanh'(x) &= 1 - \tanh^2(x) \quad[\text{chain rule}] \\"
         r" &= 1 - \tanh(x)\end{align}", ["proved", "refuted"]),
        (r"ReLU(x) = \begin{cases} x & x > 0 \\ 0 & \text{c.c.}\end{cases}", ["proved"]),
        (r"ReLU(x)=\left\{{\begin{array}{rcl}0{\mbox{ for }}x<0\\x{\mbox{ for }}x\geq 0"
         r"\end{array}}\right.", ["proved"]),
        (r"A = \begin{array}{cc} 1 & 2 \\ 3 & 4 \end{array}", []),
    ],
)  # fmt: skip
def test_rows_in_all_their_spellings(body: str, expected: list[str]) -> None:
    assert verdicts(f"$$\n{body}\n$$") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"导数: tanh ′ ( x ) = 1 − tanh 2 ( x ) \tanh'(x) = 1 - \tanh^2(x) tanh′(x)=1−tanh2(x)",
         ["proved"]),
        (r"导数: tanh ′ ( x ) = 1 − tanh ( x ) \tanh'(x) = 1 - \tanh(x) tanh′(x)=1−tanh(x)",
         ["refuted"]),
        (r"tanh ′ ( x ) = 1 \tanh'(x) = 1 - \tanh(x) tanh′(x)=1−tanh(x)", []),
    ],
)  # fmt: skip
def test_formulas_that_stand_three_times(text: str, expected: list[str]) -> None:
    assert verdicts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The sigmoid: σ(0) = 0.5 σ(1) = 0.731", ["proved", "proved"]),
        ("tanh(0) = 0 tanh(1) = 0.9", ["proved", "refuted"]),
        ("Of the sigmoid, σ(0) = 0.5 tanh(1) = 0.761", []),
        ("elu(x) = x if x>0 elu(x) = alpha * (exp(x)-1) if x<0", ["proved", "proved"]),
        ("in 0 tanh(0) = 0.5", ["refuted"]),
        ("sigmoid(x) = 1/(1+e^-x) tanh(x) = 2 sigmoid(2x) - 1", ["unknown"]),
        ("f(x) = x2, so f'(x) = 2x", ["unknown", "unknown"]),
    ],
)
def test_formulas_that_run_on(text: str, expected: list[str]) -> None:
    assert verdicts(text) == expected


def test_code_whose_language_was_guessed() -> None:
    assert verdicts("```scss\ntanh'(x) = 1 - tanh(x)\n```") == ["refuted"]
    assert verdicts("```python\ntanh'(x) = 1 - tanh(x)\n```") == []
    assert verdicts("```scss\nf(x) = tanh(x)\nf'(x) = 1 - tanh(x)\n```")[-1] == "refuted"
    assert verdicts("```scss\n.f(x) { width: 2 }\n```") == []


def test_roles_and_raised_letters() -> None:
    assert verdicts("We have :math:`\\tanh'(x) = 1 - \\tanh(x)` here.") == ["refuted"]
    assert verdicts("The sigmoid is σ(z) = 1 / (1 + e⁻ᶻ).") == ["proved"]
    assert verdicts("The sigmoid is σ(z) = 1 / (1 + eᶻ).") == ["refuted"]
