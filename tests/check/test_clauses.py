r"""Clauses of which every word is accounted for: proved, planted wrong, and of something else."""

from __future__ import annotations

import pytest

from symact.check.document import check_text


def verdicts(text: str, kind: str = "") -> list[str]:
    """The verdicts on the claims of a document, of one kind or of all."""
    claims = check_text("notes.md", text).claims
    return [c.judgement.status.value for c in claims if kind in {"", c.kind.value}]


PROPERTIES = [
    ("# ReLU\n\n- ❌ Not zero-centered\n", ["proved"]),
    ("# ReLU\n\n- ❌ Zero-centered\n", ["proved"]),
    ("# ReLU\n\n- ✅ Zero-centered\n", ["refuted"]),
    ("# ReLU\n\n- Zero-centered: ❌\n", ["proved"]),
    ("# Sigmoid\n\nProperties:\n\n- ✅ Smooth and differentiable\n", ["proved", "proved"]),
    ("# ReLU\n\nProperties:\n\n- ✅ Smooth and continuous\n", ["refuted", "proved"]),
    (
        "# Sigmoid\n\nIt's a smooth, monotonic function that saturates at both ends.\n",
        ["proved"] * 3,
    ),
    ("# ReLU\n\n- ❌ Non-smooth at $x = 0$\n", ["proved"]),
    ("# Tanh\n\n- ❌ Non-smooth at $x = 0$\n", ["unknown"]),
    ("# Fonction sigmoïde\n\nCette fonction est différentiable et monotone.\n", ["proved"] * 2),
    ("# Fonction ReLU\n\nCette fonction est différentiable et monotone.\n", ["refuted", "proved"]),
    ("# Sigmoid\n\n• 单调递增\n", ["proved"]),
    ("# Sigmoid\n\n- • Monoton steigend\n", ["proved"]),
    ("# Sigmoid\n\n- • Monoton fallend\n", ["refuted"]),
    ("# Tanh Function\n\n## Avantajları\n\n- Sıfır merkezlidir.\n", ["proved"]),
    ("# Tanh Function\n\n## Avantajları\n\n- Sıfır merkezli değildir.\n", ["refuted"]),
    ("# Sigmoid\n\n- ❌ **출력이 0 중심 아님**\n", ["proved"]),
    ("# Función sigmoide\n\nSu salida no está centrada en cero.\n", ["proved"]),
    ("Swish, GELU and Softplus are all smooth and differentiable.\n", ["proved", "proved"]),
    ("Sigmoid, ReLU and tanh are all bounded.\n", ["refuted"]),
    ("**Smooth:** Unlike ReLU, GELU is a smooth curve, which can be beneficial.\n", ["proved"]),
    ("- **GELU:** Its gradient is smooth and non-zero everywhere.\n", ["proved", "refuted"]),
    ("- **Swish:** It's a smooth, non-monotonic approximation of ReLU.\n", ["proved", "proved"]),
    ("- **Swish:** It's a smooth, monotonic approximation of ReLU.\n", ["proved", "refuted"]),
    ("# ReLU\n\nThe derivative is technically undefined at $z = 0$.\n", []),
    ("# ReLU\n\nIts derivative is undefined at 0.\n", ["proved"]),
    ("# Swish\n\n- Smooth everywhere (unlike ReLU)\n", ["proved"]),
    # A range that is symmetric about 0 makes no function zero-centred, nor its outputs.
    ("# Leaky ReLU\n\n- Not zero-centered\n", ["unknown"]),
    ("# ELU\n\n- Zero-centered outputs\n", ["unknown"]),
    # What is C^1 is called smooth, too; what is 0 or more is called positive.
    ("# ELU\n\n- Smooth everywhere\n", ["unknown"]),
    ("# ReLU\n\n- Always positive\n", ["unknown"]),
]


@pytest.mark.parametrize(("text", "expected"), PROPERTIES)
def test_properties(text: str, expected: list[str]) -> None:
    assert verdicts(text, "property") == expected


RANGES = [
    ("# Sigmoid\n\nValue Range : 0 to 1\n", "0 to 1", "0 to 2", "unknown"),
    ("# Sigmoid\n\nValue Range : 0 to 1\n", "0 to 1", "0.2 to 1", "refuted"),
    ("# GELU\n\nMaps input to approximately `(-0.17, ∞)`.\n", "-0.17", "-1.7", "unknown"),
    ("# GELU\n\n- Range: [-0.17, ∞)\n", "[-0.17", "(-∞", "refuted"),
    ("# Softplus\n\n- Range: (0, ∞)\n", "(0", "(-∞", "refuted"),
    ("The derivative of Tanh ranges from (0, 1].\n", "(0, 1]", "[0, 1]", "unknown"),
    (
        "# Fonction sigmoïde\n\nSa sortie est toujours comprise entre 0 et 1.\n",
        "0 et",
        "-1 et",
        "unknown",
    ),
    ("# Sigmoid\n\nImmer zwischen 0 und 1\n", "0 und", "0.5 und", "refuted"),
    ("# Sigmoid\n\n出力を (0, 1) の範囲に収める\n", "(0, 1)", "(0, 0.5)", "refuted"),
    ("# Tanh\n\n输出范围：**(-1, 1)**\n", "(-1, 1)", "(0, 1)", "refuted"),
    (
        "# Sigmoid\n\nThe output is always positive (between 0 and 1).\n",
        "0 and 1",
        "0 and 0.5",
        "refuted",
    ),
    ("La fonction sigmoid restreint le résultat entre 0 et 1.\n", "0 et", "0.3 et", "refuted"),
    ("The range of the tanh function is between -1 and 1.\n", "-1 and", "0 and", "refuted"),
    ("# Tanh\n\nMapping values to (-1, 1) so it wont blow up\n", "(-1", "(0", "unknown"),
]


@pytest.mark.parametrize(("text", "right", "wrong", "verdict"), RANGES)
def test_ranges(text: str, right: str, wrong: str, verdict: str) -> None:
    assert right in text
    assert verdicts(text, "range") == ["proved"]
    assert verdicts(text.replace(right, wrong), "range") == [verdict]


@pytest.mark.parametrize("name", ["Swish", "GELU", "Mish", "SiLU"])
def test_gated_functions_do_not_take_all_values(name: str) -> None:
    assert verdicts(f"# {name}\n\n- **Range**: (-∞, ∞)\n", "range") == ["refuted"]


DERIVATIVES = [
    ("ReLU's derivative is either 0 or 1.\n", ["proved"]),
    ("ReLU's derivative is either 0 or 2.\n", ["unknown"]),
    ("# ReLU\n\nIts derivative is 1 for positive inputs and 0 for negative inputs.\n", ["proved"]),
    ("# ReLU\n\nIts derivative is 0 for positive inputs and 1 for negative inputs.\n", ["refuted"]),
    (
        r"The derivative of the sigmoid function $\sigma(x)$ is the sigmoid function "
        r"$\sigma(x)$ multiplied by $1 - \sigma(x)$.",
        ["proved"],
    ),
    (r"The derivative of sigmoid is sigmoid times $1 + \sigma(x)$.", ["refuted"]),
    ("The derivative of tanh is 1 minus tanh squared.\n", ["proved"]),
    ("The derivative of tanh is 1 minus tanh.\n", ["refuted"]),
    (r"The derivative of $\tanh(x)$ is $\operatorname{sech}^2(x)$.", ["proved"]),
    (r"The derivative of $\tanh(x)$ is $\operatorname{sech}(x)$.", ["refuted"]),
    ("The derivative of softplus is exactly the sigmoid!\n", ["proved"]),
    ("The derivative of softplus is tanh.\n", ["refuted"]),
    ("# Softplus\n\n- Derivative is sigmoid\n", ["proved"]),
    ("# ReLU\n\n## Derivative\n\n- Gradient is 0 for negative inputs\n", ["proved"]),
    ("# ReLU\n\n## Derivative\n\n- Gradient is 1 for negative inputs\n", ["refuted"]),
]


@pytest.mark.parametrize(("text", "expected"), DERIVATIVES)
def test_derivatives_in_words(text: str, expected: list[str]) -> None:
    assert verdicts(text, "derivative") == expected


def test_values_on_half_lines() -> None:
    assert verdicts("ReLU outputs 0 for negative inputs.\n") == ["proved"]
    assert verdicts("ReLU outputs 1 for negative inputs.\n") == ["refuted"]


LIMITS = [
    ("# Mish\n\n- Approaches 0 for large negative $x$\n", "0", "1"),
    ("# Sigmoid\n\nAs x goes to infinity, the output approaches 1.\n", "1", "2"),
    (r"$\tanh'(x)$ approaches 0 at both ends." + "\n", "0", "1"),
    ("# Tanh\n\nThe gradient approaches 0 as |z| increases.\n", "0", "1"),
]


@pytest.mark.parametrize(("text", "right", "wrong"), LIMITS)
def test_limits_in_words(text: str, right: str, wrong: str) -> None:
    assert verdicts(text, "limit") == ["proved"]
    assert verdicts(text.replace(right, wrong), "limit") == ["refuted"]


EXTREMA = [
    "# Sigmoid\n\nThe highest derivative is only 0.25, occurring at $x = 0$.\n",
    "# Sigmoid\n\n## Derivative\n\n- Maximum: 0.25 (at $x = 0$)\n",
    "# Sigmoid\n\n## 微分\n\n- 最大値は $x = 0$ のときの 0.25 です。\n",
    "# Sigmoid\n\n- 导数最大值为 **0.25**（在 $x = 0$ 处）\n",
]


@pytest.mark.parametrize("text", EXTREMA)
def test_the_place_of_an_extremum_is_checked(text: str) -> None:
    assert verdicts(text, "extremum") == ["proved"]
    assert "proved" not in verdicts(text.replace("x = 0", "x = 1"), "extremum")
    assert "proved" not in verdicts(text.replace("$x = 0$", "one").replace("0.25", "0.4"))
    assert "proved" not in verdicts(text.replace("$x = 0$", "0.5"), "extremum")


BOUNDS = [
    ("The derivative of the sigmoid is always less than 0.25.\n", "refuted"),
    ("The derivative of the sigmoid is at most 0.25.\n", "proved"),
    ("The derivative of tanh is always less than 2.\n", "proved"),
    ("# Sigmoid\n\nFor $|z| > 4$, $\\sigma'(z)$ drops below 0.018.\n", "proved"),
    ("# Sigmoid\n\nFor any z with $|z| > 2$, $\\sigma'(z)$ drops below 0.10.\n", "refuted"),
]


@pytest.mark.parametrize(("text", "verdict"), BOUNDS)
def test_bounds_in_words(text: str, verdict: str) -> None:
    assert verdicts(text, "range") == [verdict]


ELSEWHERE = [
    # Of a part of the line, of some cases, or with a reservation.
    "# ReLU\n\n- Differentiable except at 0\n",
    "# ReLU\n\n- Differentiable everywhere but at the origin\n",
    "# Sigmoid\n\nIt is convex for $x < 0$.\n",
    "# ReLU\n\nIt is unbounded for positive inputs.\n",
    "# ReLU\n\nIt is continuous, and smooth if x is not 0.\n",
    "# Swish\n\n- Monotonic when β → ∞\n",
    "# GELU\n\n- Approximately linear for large inputs\n",
    "# ReLU\n\n- Almost everywhere differentiable\n",
    "# ReLU\n\n- Zero-centered: depends on the data\n",
    "# Tanh\n\nThe output is between 0 and 1 for positive inputs.\n",
    # Of something else.
    "# Sigmoid\n\nThe second derivative is positive.\n",
    "# Sigmoid\n\nThe loss has these properties:\n\n- convex\n- unbounded\n",
    "# Sigmoid\n\nWe use the squared loss. It is convex.\n",
    "# Sigmoid\n\n## Desirable properties of functions\n\n- Zero-centered\n- Unbounded\n",
    "# Sigmoid\n\nWhat should a good activation be?\n\n- Zero-centered\n",
    "# Sigmoid\n\nAlternatives such as tanh are:\n\n- Zero-centered\n",
    "# Sigmoid\n\n- Inputs should be zero-centered\n- Smooth gradients\n- Bounded weights\n",
    "# Sigmoid\n\nThe weights are zero-centered.\n",
    "# ReLU\n\nThe loss has a minimum. The gradient of the loss is 3 for positive inputs.\n",
    "# ReLU\n\n## Comparison with tanh\n\n- Zero-centered\n- Bounded\n",
    "Stretched tanh is unbounded.\n",
    "A sigmoid layer is linear. Logistic regression is convex.\n",
    "The derivative of the loss of a sigmoid is 1 for positive inputs.\n",
    "The second derivative of ReLU is 1 for positive inputs.\n",
    # Unlike another function, asked, wished, or not said.
    "# ReLU\n\nUnlike the sigmoid, it is smooth.\n",
    "# ReLU\n\nIs ReLU smooth?\n",
    "ReLU can be smooth. ReLU should be zero-centered. If ReLU were bounded, we would know.\n",
    "# GELU\n\n- ❌ Smooth but expensive\n",
    "# GELU\n\n- ❌ Unbounded\n",
    "# Sigmoid\n\n- Monotonic: a function that never turns\n",
    "The gradient of ReLU can be 2 for positive inputs.\n",
    "ReLU outputs 1 for positive inputs to the second layer.\n",
    "# Sigmoid\n\n- Normalizes the inputs to (-1, 1)\n",
    "# Sigmoid\n\n- Keep the weights between -1 and 1\n",
    "# Softplus\n\n- Smooth ReLU alternative\n- Differentiable\n",
    "# Softplus\n\n- Derivative is sigmoid\n- Unbounded\n",
    "The derivative of the sigmoid is less than 0.2 for x > 2.\n",
    "The derivative of the sigmoid is less than 0.2 of the gradient.\n",
    # Of arguments, with other parameters, or rounded.
    "# Tanh\n\n- Between -1 and 1, the slope is large\n",
    "# Leaky ReLU\n\nThe gradient is 0.1 for negative inputs.\n",
    "# ELU\n\n- Approaches -2 for large negative $x$\n",
    "# SELU\n\nThe gradient is 1.05 for positive inputs.\n",
    "The derivative of the ELU is always less than 0.5.\n",
    "# Training a sigmoid network\n\n- Convex\n",
    "# Tanh\n\n## Derivative\n\n- Always positive\n",
    # Of a function that only another paragraph names.
    "# Sigmoid\n\nReLU Function :-\n\n- Unbounded above\n",
]


@pytest.mark.parametrize("text", ELSEWHERE)
def test_what_is_said_of_something_else_is_not_refuted(text: str) -> None:
    assert "refuted" not in verdicts(text)


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        ("Derivative: $1-\\tanh^2(x)$", ["proved"]),
        ("**Derivative**: $1+\\tanh^2(x)$", ["refuted"]),
        ("- **Derivative:** 1 - tanh(x)^2", ["proved"]),
        ("Gradient of tanh: 1 - tanh(x)^2", ["proved"]),
        ("Gradient: 1 + tanh(x)^2", ["refuted"]),
        ("Ableitung: (1 - tanh(x)) * (1 + tanh(x))", ["proved"]),
        ("- Derivative: `1 - tanh(x)**2`", ["proved"]),
        ("Derivative: tanh(x) * (1 - tanh(x))", ["refuted"]),
        ("Derivative: easy to compute - it is cheap", []),
        ("Gradient: see below (chapter 2)", []),
    ],
)
def test_values_behind_a_label(line: str, verdict: list[str]) -> None:
    claims = check_text("notes.md", f"# Tanh\n\n{line}\n").claims
    assert [c.judgement.status.value for c in claims] == verdict
