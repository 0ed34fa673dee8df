import sys
from fractions import Fraction
from pathlib import Path

import pytest
import sympy as sp

from symact.check.linear import trial
from symact.check.linear.backward import gradients
from symact.check.linear.entries import ball_of_exact
from symact.check.linear.gradients import judge_gradient
from symact.check.linear.layers import model_of
from symact.check.linear.model import Model
from symact.check.report import Judgement
from symact.core import activation
from symact.core.verdict import Status
from symact.kernel.balls import precision
from symact.reading.held.tree import Relation

sys.path.insert(0, str(Path(__file__).parent))
from linear_formulas import read

X = activation.x
PROVED, REFUTED, UNKNOWN = Status.PROVED, Status.REFUTED, Status.UNKNOWN
SIGMOID = {"sigma": 1 / (1 + sp.exp(-X))}

LAYER = {"z": "W x + b", "a": r"\sigma(z)"}
ROWS = {"z": "x W + b", "a": r"\sigma(z)"}
BATCH = {"Z": "W X + b", "A": r"\sigma(Z)"}
BATCH_ROWS = {"Z": "X W + b", "A": r"\sigma(Z)"}
HALF = {"L": r"\frac{1}{2} \|a - y\|^2"}
SQUARES = {"L": r"\frac{1}{n} \sum_{i=1}^n (a_i - y_i)^2"}
ENTROPY = {"L": r"-\sum_i (y_i \log a_i + (1 - y_i) \log(1 - a_i))"}
CLASSES = {"z": "W x + b", "a": r"\operatorname{softmax}(z)", "L": r"-\sum_k y_k \log a_k"}
DELTA = {"delta": r"\frac{\partial L}{\partial z}"}


def claimed(
    text: str, definitions: dict[str, str], functions: dict[str, sp.Expr] | None = None
) -> Judgement:
    tree = read(text)
    assert isinstance(tree, Relation)
    trees = {key: read(formula) for key, formula in definitions.items()}
    return judge_gradient(*tree.operands, trees, functions or {})


D = r"\frac{\partial L}{\partial %s} = "
RIGHT = [
    (D % "W" + r"\delta x^T", LAYER),
    (D % "W" + r"\delta x^\top", LAYER | DELTA),
    (D % "W" + r"\frac{\partial L}{\partial z} x^T", LAYER),
    (D % "x" + r"W^T \delta", LAYER),
    (D % "b" + r"\delta", LAYER),
    (D % "z" + r"\frac{\partial L}{\partial a} \odot \sigma'(z)", LAYER),
    (r"\delta = \nabla_a L \odot \sigma'(z)", LAYER),
    (r"\delta = \nabla_a L \odot \sigma'(z)", LAYER | DELTA),
    (D % "W" + r"(\nabla_a L \odot \sigma'(z)) x^T", LAYER),
    (D % "x" + r"W^T (\nabla_a L \odot \sigma'(z))", LAYER),
    (D % "a" + "a - y", LAYER | HALF),
    (D % "z" + r"(a - y) \odot \sigma'(z)", LAYER | HALF),
    (D % "W" + r"((a - y) \odot \sigma'(z)) x^T", LAYER | HALF),
    (D % "a" + "2 (a - y)", LAYER | {"L": r"\|a - y\|^2"}),
    (D % "a" + r"\frac{2}{n} (a - y)", LAYER | SQUARES),
    (D % "W" + r"x^T \delta", ROWS),
    (D % "x" + r"\delta W^T", ROWS),
    (D % "b" + r"\delta", ROWS),
    ("dW = dZ X^T", BATCH),
    ("dX = W^T dZ", BATCH),
    ("dW = X^T dZ", BATCH_ROWS),
    ("dX = dZ W^T", BATCH_ROWS),
    (r"db = \sum_i dZ_i", BATCH_ROWS),
    (D % "W" + r"\frac{1}{n} (A - Y) X^T", {
        "Z": "W X + b", "L": r"\frac{1}{2 n} \|Z - Y\|^2", "A": "Z",
    }),
    (D % "z" + "a - y", CLASSES),
    (D % "W" + "(a - y) x^T", CLASSES),
    (D % "b" + "a - y", CLASSES),
    (D % "W" + r"\delta x^T", {"z": "W x + b"} | DELTA),
    (D % "a" + r"-\frac{y}{a} + \frac{1 - y}{1 - a}", {
        "a": r"\sigma(z)", "L": r"-(y \log a + (1 - y) \log(1 - a))",
    }),
    (D % "x" + r"W^T (W x + b - y)", {"z": "W x + b", "L": r"\frac{1}{2} \|z - y\|^2"}),
    (D % "x" + r"W^T (z - y)", {"z": "W x + b", "L": r"\frac{1}{2} \|W x + b - y\|^2"}),
    (D % "W" + r"x \delta^T", {"z": "W^T x + b"}),
    (D % "x" + r"W \delta", {"z": "W^T x + b"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "definitions"), RIGHT)
def test_right_gradients_are_proved(text: str, definitions: dict[str, str]) -> None:
    found = claimed(text, definitions)

    assert found.status is PROVED, found
    assert found.note.startswith("for all dimensions")


@pytest.mark.parametrize(
    ("text", "definitions"),
    [
        (D % "z" + "a - y", LAYER | ENTROPY),
        (D % "W" + "(a - y) x^T", LAYER | ENTROPY),
        (D % "z" + r"(a - y) \odot a \odot (1 - a)", LAYER | HALF),
        (D % "z" + r"(a - y) \odot \sigma(z) \odot (1 - \sigma(z))", LAYER | HALF),
        (D % "z" + "a - y", {"a": r"\sigma(z)", "L": r"-(y \log a + (1 - y) \log(1 - a))"}),
        (D % "w" + r"(a - y) x", {
            "z": "w^T x + b", "a": r"\sigma(z)", "L": r"-(y \log a + (1 - y) \log(1 - a))",
        }),
    ],
)  # fmt: skip
def test_gradients_through_the_sigmoid(text: str, definitions: dict[str, str]) -> None:
    assert claimed(text, definitions, SIGMOID).status is PROVED
    # Of a sigma that may be any function it is not true.
    assert claimed(text, definitions).status is not PROVED


@pytest.mark.parametrize(
    ("text", "definitions", "code"),
    [
        (D % "W" + r"x \delta^T", LAYER, "SA222"),
        (D % "W" + r"\delta x", LAYER, "SA222"),
        (D % "W" + r"x^T \delta", LAYER, "SA222"),
        (D % "W" + r"\delta x^T", ROWS, "SA222"),
        (D % "x" + r"W \delta", LAYER, "SA222"),
        (D % "x" + r"\delta W^T", LAYER, "SA222"),
        (D % "x" + r"W^T \delta", ROWS, "SA222"),
        ("dW = X dZ^T", BATCH, "SA222"),
        ("dW = dZ X", BATCH, "SA222"),
        (r"\delta = \nabla_a L", LAYER | DELTA, "SA223"),
        (D % "z" + "a - y", LAYER | HALF, "SA223"),
        (D % "W" + "(a - y) x^T", LAYER | HALF, "SA223"),
        (D % "a" + "2 (a - y)", LAYER | SQUARES, "SA224"),
        (D % "W" + r"(Z - Y) X^T", {"Z": "W X + b", "L": r"\frac{1}{2 m} \|Z - Y\|^2"}, "SA224"),
        (D % "a" + "y - a", LAYER | HALF, "SA225"),
        (D % "z" + "y - a", CLASSES, "SA225"),
        (D % "W" + r"-\delta x^T", LAYER, "SA225"),
        (D % "a" + "2 (a - y)", LAYER | HALF, "SA212"),
        (D % "b" + r"2 \delta", LAYER, "SA212"),
        (r"db = dZ", BATCH, "SA212"),
    ],
)
def test_slips_are_refuted_and_named(text: str, definitions: dict[str, str], code: str) -> None:
    found = claimed(text, definitions)

    assert (found.status, found.code) == (REFUTED, code), found


def test_a_refutation_names_the_right_gradient_and_an_entry() -> None:
    found = claimed(D % "W" + r"-\delta x^T", LAYER)

    assert found.right == r"\frac{\partial L}{\partial z} x^\top"
    assert found.counterexample is not None
    assert float(found.counterexample.left) == -float(found.counterexample.right) != 0
    assert claimed(D % "x" + r"W \delta", LAYER).right == r"W^\top \frac{\partial L}{\partial z}"


@pytest.mark.parametrize(
    ("text", "definitions"),
    [
        (D % "x" + r"\delta^T W", LAYER),  # the numerator layout
        (D % "z" + r"(a - y) \sigma'(z)", LAYER | HALF),  # meant entry by entry
        (r"\delta = a - y", LAYER | HALF),  # delta may stand for another gradient
        (D % "W" + r"\delta x^T", {}),
        (r"dW = \frac{1}{m} dZ X^T", BATCH),  # a convention of its own
        (D % "W" + r"q x^T", LAYER),
        (D % "W" + r"\delta x^T", {"z": "2 W x + b"}),
        (D % "W" + r"\delta x", {"z": "w x + b"}),
        (D % "a" + "a - y", LAYER | {"L": r"\|a - y\|"}),
        (D % "z" + r"\sigma(z) \odot (1 - \sigma(z)) \odot \nabla_a L", LAYER),
    ],
)
def test_what_depends_on_conventions_is_unknown(text: str, definitions: dict[str, str]) -> None:
    assert claimed(text, definitions).status is UNKNOWN


@pytest.mark.parametrize(("text", "definitions"), RIGHT)
def test_twice_a_right_gradient_is_wrong(text: str, definitions: dict[str, str]) -> None:
    left, right = text.split(" = ", 1)

    found = claimed(f"{left} = 2 ({right})", definitions)
    # Of a delta that is not defined nothing is refuted.
    is_free = left.startswith(r"\delta") and "delta" not in definitions
    assert found.status is (UNKNOWN if is_free else REFUTED), found


@pytest.mark.parametrize("name", ["W", "x", "b"])
@pytest.mark.parametrize(
    "definitions",
    [LAYER | HALF, LAYER | SQUARES, LAYER | ENTROPY, CLASSES, ROWS | HALF,
     {"Z": "X W + b", "L": r"\|Z - Y\|^2"}],
)  # fmt: skip
def test_gradients_agree_with_finite_differences(
    name: str, definitions: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The oracle: the loss itself, in 192 bits, at two near points."""
    trees = {key: read(formula) for key, formula in definitions.items()}
    model = model_of(trees, SIGMOID, loss="L")
    name = name.upper() if name == "x" and "x" not in model.sizes else name
    gradient = gradients(model)[name]
    lengths = trial._lengths(model)
    step, drawn = Fraction(1, 10**20), trial._drawn

    def values(at: tuple[int, int] | None, shift: Fraction) -> dict[str, trial.Grid]:
        def moved(model: Model, key: str, *rest: object) -> trial.Grid:
            grid = drawn(model, key, *rest)  # type: ignore[arg-type]
            if key == name and at is not None:
                grid[at] = grid[at] + ball_of_exact(shift)
            return grid

        monkeypatch.setattr(trial, "_drawn", moved)
        return trial._values(model, lengths)

    middle = values(None, step)
    for at in trial._places(model.sizes[name], lengths):
        with precision(192):
            ahead, behind = (values(at, s)["L"][0, 0] for s in (step, -step))
            slope = (ahead - behind) / ball_of_exact(2 * step)
            told = trial._entry(gradient.entry, at, middle, model, lengths)
            assert abs(slope - told) < 1e-15, (at, slope, told)


def test_two_layers() -> None:
    deep = {
        "z^(1)": "W^{(1)} x + b^{(1)}", "a^(1)": r"\sigma(z^{(1)})",
        "z^(2)": "W^{(2)} a^{(1)} + b^{(2)}", "a^(2)": r"\sigma(z^{(2)})",
    }  # fmt: skip
    back = r"\delta^{(1)} = ((W^{(2)})^T \delta^{(2)}) \odot \sigma'(z^{(1)})"
    named = {"delta^(1)": r"\frac{\partial L}{\partial z^{(1)}}"}

    assert claimed(back, deep | named).status is PROVED
    wrong = claimed(back.replace(r" \odot \sigma'(z^{(1)})", ""), deep | named)
    assert (wrong.status, wrong.code) == (REFUTED, "SA223")
    assert claimed(back.replace("^T", ""), deep | named).code == "SA222"
