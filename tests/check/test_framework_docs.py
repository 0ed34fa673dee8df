"""Formulas in the forms in which the documentation of frameworks has them."""

import pytest

from symact.check.document import check_text

FORMS = [
    (r"\text{ELU}(x) = \max(0,x) + \min(0, \alpha * (\exp(x) - 1))", "- 1)", "+ 1)"),
    (r"\text{CELU}(x) = \max(0,x) + \min(0, \alpha * (\exp(x/\alpha) - 1))", r"x/\alpha", "x"),
    (
        r"\text{SELU}(x) = \text{scale} * (\max(0,x) + \min(0, \alpha * (\exp(x) - 1)))",
        r"\max(0,x) +",
        r"\max(1,x) +",
    ),
    (r"\text{PReLU}(x) = \max(0,x) + a * \min(0,x)", "+ a", "- a"),
    (r"\text{LeakyReLU}(x) = \max(0, x) + \text{negative\_slope} * \min(0, x)", "min", "max"),
    (
        r"\text{LeakyReLU}(x) = \begin{cases} x, & \text{ if } x \geq 0 \\"
        r" \text{negative\_slope} \times x, & \text{ otherwise } \end{cases}",
        r"\times x",
        r"\times x^2",
    ),
    (
        r"\text{GELU}(x) = 0.5 * x * (1 + \text{Tanh}(\sqrt{2 / \pi} * (x + 0.044715 * x^3)))",
        "0.044715",
        "0.0044715",
    ),
    (r"\text{Softplus}(x) = \frac{1}{\beta} * \log(1 + \exp(\beta * x))", r"\frac{1}{\beta}", "2"),
    (r"\text{LogSigmoid}(x) = \log\left(\frac{ 1 }{ 1 + \exp(-x)}\right)", "-x", "x"),
    (r"\text{Tanhshrink}(x) = x - \tanh(x)", "x - ", "x + "),
    (r"\text{ReLU6}(x) = \min(\max(0,x), 6)", ", 6)", ", 5)"),
]  # fmt: skip


def told(formula: str) -> list[str]:
    report = check_text("layer.rst", f".. math::\n\n    {formula}\n")
    return [c.judgement.status.value for c in report.claims]


@pytest.mark.parametrize(("formula", "right", "wrong"), FORMS)
def test_a_form_is_proved_and_a_wrong_one_is_not(formula: str, right: str, wrong: str) -> None:
    assert told(formula) == ["proved"]
    spoiled = formula.replace(right, wrong)
    assert spoiled != formula
    assert "proved" not in told(spoiled)


@pytest.mark.parametrize("text", ["f(x) = 0.01x for x < 0", "$f(x) = 0.01x$ for $x < 0$"])
def test_a_half_at_the_usual_value_of_the_parameter(text: str) -> None:
    claims = check_text("notes.md", f"### Leaky ReLU\n\n{text}").claims
    assert [c.judgement.status.value for c in claims] == ["proved"]
    spoiled = check_text("notes.md", f"### Leaky ReLU\n\n{text.replace('0.01', '0.5')}").claims
    assert "proved" not in [c.judgement.status.value for c in spoiled]
