r"""Values behind labels without a sign of equality: "Derivative: $\sigma(x)(1-\sigma(x))$"."""

import pytest

from symact.check.document import check_text


def told(text: str, title: str = "Sigmoid", name: str = "notes.md") -> list[tuple[str, str, str]]:
    page = f"# {title}\n\n{text}\n"
    return [
        (c.kind.value, c.judgement.status.value, page[c.start : c.end])
        for c in check_text(name, page).claims
    ]


def statuses(text: str, title: str = "Sigmoid") -> list[str]:
    return [status for _, status, _ in told(text, title)]


@pytest.mark.parametrize(
    ("label", "value"),
    [
        ("Derivative: ", r"$\sigma(x)(1-\sigma(x))$"),
        ("**Derivative**: ", r"$\sigma(x)(1-\sigma(x))$"),
        ("- **Derivative:** ", "`s * (1 - s)`"),
        ("Gradient of sigmoid: ", "σ(x) * (1 - σ(x))"),
        ("导数：", r"$\sigma(x)(1-\sigma(x))$"),
        ("Ableitung: ", r"$\sigma(x)(1-\sigma(x))$"),
        ("Derivada: ", r"$\sigma(x)(1-\sigma(x))$"),
        ("Dérivée : ", r"$\sigma(x)(1-\sigma(x))$"),
        ("Derivative:\n\n$", r"$\sigma(x)(1-\sigma(x))$$"),
    ],
)
def test_derivatives_behind_a_label(label: str, value: str) -> None:
    bare = value.strip("$`")
    assert told(label + value) == [("derivative", "proved", bare)]
    wrong = value.replace("1-", "1+").replace("1 -", "1 +")
    if "s *" not in value:
        assert told(label + wrong) == [("derivative", "refuted", wrong.strip("$`"))]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Sigmoid", r"Formula: $\frac{1}{1+e^{-x}}$"),
        ("Sigmoid", r"**Formula**: $\frac{1}{1+e^{-x}}$, where $x$ is the input"),
        ("Sigmoid", "- Equation : 1 / (1 + exp(-x))"),
        ("Sigmoid", "Definition:\n\n$$\n\\frac{1}{1+e^{-z}}\n$$"),
        ("Sigmoid", r"公式：$\frac{1}{1+e^{-x}}$"),
        ("Tanh", "Formula of tanh: (exp(x) - exp(-x)) / (exp(x) + exp(-x))"),
        ("ReLU", "Formula: `max(0, x)`"),
        ("Leaky ReLU", "Formula: max(0.01x, x)"),
        ("Leaky ReLU", r"Formula: $\max(\alpha x, x)$"),
        ("Swish", "Formula: x * sigmoid(x)"),
        ("Swish", r"Formula: $x\sigma(\beta x)$"),
        ("Sigmoid", "Sigmoid function: 1 / (1 + exp(-x))"),
    ],
)
def test_right_formulas(title: str, text: str) -> None:
    assert statuses(text, title) == ["proved"]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Sigmoid", r"Formula: $\frac{1}{1+e^{x}}$"),
        ("Sigmoid", "Equation: 1 / (1 - exp(-x))"),
        ("ReLU", "Formula: `max(0, -x)`"),
        ("Softplus", "Softplus: log(1 - exp(x))"),
        ("Softsign", "Definition:\n\n$$\\frac{x}{1 - |x|}$$"),
    ],
)
def test_formulas_with_one_wrong_sign(title: str, text: str) -> None:
    assert statuses(text, title) == ["refuted"]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("ReLU6", r"Formula: $\max(0, x)$"),
        ("Sigmoid", r"Formula: $x\sigma(x)$"),
        ("Sigmoid", r"Formula: $\frac{1}{1+e^{-(wx+b)}}$"),
        ("Leaky ReLU", r"The slope is 0.01. Formula: $\max(0.1x, x)$"),
        ("Sigmoid", r"Its mirror image is often seen. Formula: $\frac{1}{1+e^{x}}$"),
        ("Sigmoid", r"Formula: $1 - \sigma(x)$"),
        ("ReLU", "A common mistake is\n\nFormula: $\\max(0, -x)$"),
        ("ReLU", "Incorrect:\n\nDerivative: $\\max(0, -x)$"),
        ("Tanh", "Derivative: $1 - x^2$"),
        ("Sigmoid", "Derivative: $y(1 + y)$"),
        ("Sigmoid", r"Derivative: $\sigma(x)(1-\sigma(x)) \cdot w$"),
    ],
)
def test_what_may_mean_another_thing_is_open(title: str, text: str) -> None:
    assert set(statuses(text, title)) <= {"unknown"}


@pytest.mark.parametrize(
    "text",
    [
        "Equation : f(x)",
        r"Formula: $\sigma(x)$",
        r"Formula for the inverse: $\ln(x/(1-x))$",
        "Example: $1/(1+e^{x})$",
        "Formula of the complement: $1/(1+e^{x})$",
        "Formula?: $1/(1+e^{x})$",
        r"Formula: $\frac{1}{1+e^{x}}$ if $x > 0$",
        r"Formula: $\frac{1}{1+e^{x}}$ with the sign turned",
        r"The loss derivative: $\sigma(x) - 1$",
        "Second derivative:\n\n$$\\sigma(x)(1-\\sigma(x))$$",
        "The numerator:\n\n$$1+e^{x}$$",
        "ReLU: $\\max(0, -x)$",
    ],
)
def test_look_alikes(text: str) -> None:
    assert told(text) == []


def test_a_list_below_derivatives_gives_no_formulas() -> None:
    page = "# Sigmoid\n\n## Derivative\n\n- Sigmoid: $\\frac{1}{1+e^{-x}}$\n"
    assert "proved" not in [c.judgement.status.value for c in check_text("a.md", page).claims]


def test_docstrings() -> None:
    page = (
        "class Tanh:\n"
        "    def forward(self, x):\n"
        '        """Apply tanh: (exp(x) - exp(-x)) / (exp(x) + exp(-x))"""\n'
        "    def backward(self, x):\n"
        '        """Gradient: 1 - tanh(x)^2"""\n'
    )
    found = check_text("a.py", page).claims
    assert [c.judgement.status.value for c in found] == ["proved", "proved"]
    assert page[found[1].start : found[1].end] == "1 - tanh(x)^2"
    wrong = check_text("a.py", page.replace("1 - tanh", "1 + tanh")).claims
    assert [c.judgement.status.value for c in wrong] == ["proved", "refuted"]
