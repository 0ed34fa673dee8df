"""Formulas in prose without delimiters: what is found whole, and what is left alone."""

import pytest

from symact.reading.pages.plain import formulas_in, is_formula


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in formulas_in(text, 0, len(text))]


@pytest.mark.parametrize(
    "text",
    [
        "σ′(x) = σ(x)(1−σ(x))",
        "f'(x) = 1 / (1 + exp(-x))",
        "dy/dx = 2x",
        "d²y/dx² = 2",
        "∂L/∂w = (a - y) x",
        "d/dx tanh(x) = sech^2(x)",
        "tanh(x) = 2σ(2x) − 1",
        "tanh' = 1 − tanh²",
        "f(x) = max(0, x)",
        "leaky_relu(x) = max(0.01x, x)",
        "APTx(x) = (α + tanh(β * x)) * γ * x",
        "sigma(0) = 0.5",
        "y = [1, 2]",
        "y = [0 1 1 0]",
        "y = Wx + b",
        "y = 2*x**3",
        "z = w_1 x_1 + w_2 x_2 + b",
        "f(x) = x / (1 + |x|)",
        "f(x) = ln(1 + eˣ)",
        "f(x) = 0.5x(1 + e^{-x})",
        "-1 ≤ tanh(x) ≤ 1",
        "x ∈ (0, 1)",
        "x → −∞",
        "lim f(x) = 1",
        "ReLU = max(0, x)",
        "δⱼ = ŷⱼ(1-ŷⱼ) + δᵣ",
        "f(-1.28) ≈ -0.278",
        "0.5 * 0.5 = 0.25",
        "f(x)\n  = 2x\n  = x + x",
        "f(x) = 1 /\n  (1 + exp(-x))",
        "= 2x + 1",
    ],
)
def test_alone_and_in_a_sentence(text: str) -> None:
    assert found(text) == [text]
    if not text.startswith("="):
        assert found(f"Here {text}, which is so.") == [text]
        assert found(f"**Sigmoid:** {text}.") == [text]
        assert found(f"在 {text}。") == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 for x > 0 → strong, stable gradient", ["x > 0"]),
        ("closed (x < 0), the slope is small (slope = 0)", ["x < 0"]),
        ("f(x) = 1 (x > 0)", ["f(x) = 1", "x > 0"]),
        ("f(x) = x, x > 0", ["f(x) = x", "x > 0"]),
        ("At x = 0, σ(x) has slope 0.25", ["x = 0"]),
        ("Let a = 2 and b = 3.", ["a = 2", "b = 3"]),
        ("Here f(x) = 2x - the line", ["f(x) = 2x"]),
        ("f(x) = 2x (see above)", ["f(x) = 2x"]),
        ("(see above) f(x) = 2x", ["f(x) = 2x"]),
        ("is it 'y = 2x'?", ["y = 2x"]),
        ("f(x)=max(0,x)的导数", ["f(x)=max(0,x)"]),
        ("║ σ(x) = 1/(1+e^{-x}) ║", ["σ(x) = 1/(1+e^{-x})"]),
        ("with α = 1, β = ½ and γ = ½ it", ["α = 1", "β = ½", "γ = ½"]),
    ],
)
def test_in_prose(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "batch size = 32",
        "Input size = 2, Output size = 3",
        "learning_rate=0.01",
        "lr = 0.01",
        "x = np.array([1,2])",
        "model.fit(x, epochs=5)",
        "f(x, n=5)",
        "x == 5",
        "x += 1",
        "a=b.c",
        "https://example.org/c?x=1",
        "python >= 3.8",
        "v >= 2.0.1",
        "f -> activation function",
        "A -> B",
        "(gradient ≈ 0)",
        "Softmax > Sigmoid",
        "ReLU = 0.95",
        "neuron(s) = 5",
        "a <b> c",
        "*x* = 2",
    ],
)
def test_what_is_no_formula(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "y = x - offset",
        "y = 2 * learning_rate",
        "f(x) = sigma(x) / batch",
        "y = x times sigmoid(x)",
        "f(x) = 2 *x* y",
        "x = 5%",
        "x = 30°C",
        "x = 5px",
        "x = 1,000",
        "x = 1, 2, 3",
        "i = 1, ..., n",
        "Step 3 f(x) = 2x",
        "(2) f(x) = 3",
        "f(x) = 3 (2)",
        "f(x) = 2x[1]",
        "P(X = 1) = 0.5",
        "x = 0 y f(0) = 1",
        r"\sum_{j=1}^n x_j",
        "f(x) = 2x\n- x is the input",
        "f(x) = 2x\n  + y",
        "f'(0) = 0 or 1",
        "x = 0 to 5",
        "f(x) = 2 (x + bias)",
        "(bias + x) y = 2",
        "f(x) = x / sum(x for all x)",
    ],
)
def test_half_a_formula_is_none(text: str) -> None:
    assert found(text) == []


def test_a_place_in_a_longer_text() -> None:
    text = "z = 1; so y = 2x is; w = 3"
    assert formulas_in(text, 10, 17) == ((10, 16),)


@pytest.mark.parametrize("text", ["f'(x) = 1 - f(x)**2", "x", "(0, 1)", "1 - tanh²(x)", "-1"])
def test_code_that_is_mathematics(text: str) -> None:
    assert is_formula(text, 0, len(text))


@pytest.mark.parametrize(
    "text", ["softplus", "pip install x", "np.tanh(x)", "x_train", "--help", "f(x", "print(x)", ""]
)
def test_code_that_is_none(text: str) -> None:
    assert not is_formula(text, 0, len(text))


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("output = 0.3*0.5 + 0.2 = 0.35", "0.3*0.5 + 0.2 = 0.35"),
        ("Loss = -log(0.659) = 0.417", "-log(0.659) = 0.417"),
        ("The batch size = 32", None),
        ("learning rate = 0.1, momentum = 0.9", None),
        ("the answer\n= 3 + 4 = 7", None),
    ],
)
def test_a_chain_behind_its_name(text: str, formula: str | None) -> None:
    assert found(text) == ([] if formula is None else [formula])
