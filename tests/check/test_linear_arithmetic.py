import sys
from pathlib import Path

import pytest
import sympy as sp

from symact.check.linear.entries import entry, written
from symact.check.linear.evaluate import evaluate
from symact.check.linear.judge import judge_defined
from symact.check.linear.values import Misfit, Value, exactly, listed, matrix, scalar
from symact.core import activation
from symact.core.errors import UnsupportedError
from symact.core.verdict import Status

sys.path.insert(0, str(Path(__file__).parent))
from linear_formulas import judged, read

X = activation.x

PROVED, REFUTED, UNKNOWN = Status.PROVED, Status.REFUTED, Status.UNKNOWN
W = matrix([[1, -1], [0, 2], [3, 1]])
x = matrix([[1], [2]])
b = matrix([[0], [1], [-1]])
TOY = {"W": W, "x": x, "b": b}
SIGMOID = {"sigma": 1 / (1 + sp.exp(-X))}


def column(*entries: object) -> str:
    return r"\begin{bmatrix} " + r" \\ ".join(map(str, entries)) + r" \end{bmatrix}"


TERMS = column("(1)(1) + (-1)(2)", "(0)(1) + (2)(2)", "(3)(1) + (1)(2)")
W_TEXT = r"\begin{bmatrix} 1 & -1 \\ 0 & 2 \\ 3 & 1 \end{bmatrix}"


@pytest.mark.parametrize(
    "text",
    [
        rf"W x = {column(-1, 4, 5)}",
        rf"W x = {W_TEXT} {column(1, 2)}",
        rf"{W_TEXT} {column(1, 2)} = {TERMS}",
        rf"{TERMS} = {column(-1, 4, 5)}",
        rf"W x + b = {column(-1, 4, 5)} + {column(0, 1, -1)}",
        rf"{column(-1, 4, 5)} + {column(0, 1, -1)} = {column(-1, 5, 4)}",
        rf"\max(0, {column(-1, 5, 4)}) = {column(0, 5, 4)}",
        rf"\operatorname{{ReLU}}(W x + b) = {column(0, 5, 4)}",
        "W x + b = (-1, 5, 4)",
        "W x + b = [-1, 5, 4]^T",
        "W [1, 2] + b = [-1 5 4]",
        r"W \cdot x = [-1, 4, 5]",
        "W @ x = [[-1], [4], [5]]",
        "(W x)_2 = 4",
        "W_{12} = -1",
        "W_{3,1} = 3",
        r"\sum_j W_{2j} x_j = 4",
        r"x^T x = 5",
        r"\|x\|_2^2 = 5",
        r"\|(3, 4)\| = 5",
        r"x x^T = [[1, 2], [2, 4]]",
        r"(1, 2) \cdot (3, 4) = 11",
        r"(1, 2) \odot (3, 4) = (3, 8)",
        "[1, 2] * [3, 4] = [3, 8]",
        "[1, 2] * [3, 4] = 11",
        "[[1,2],[3,4]] @ [[0,1],[1,0]] = [[2,1],[4,3]]",
        "[1 2; 3 4] @ [1, 1] = [3, 7]",
        r"\begin{bmatrix} 2 & 1 \\ 1 & 1 \end{bmatrix}^{-1} = [[1, -1], [-1, 2]]",
        r"\det([[1, 2], [3, 4]]) = -2",
        "2 W = [[2, -2], [0, 4], [6, 2]]",
        r"W^T (1, 0, 1) = (4, 0)",
        "784 \\times 128 + 128 = 100480",
        r"\frac{1}{2}\left(1 + \frac{1}{3}\right) = \frac{2}{3}",
        "W x + b - b = W x",
        "[[1,2],[3,4],[5,6]] + [10, 20] = [[11,22],[13,24],[15,26]]",
    ],
)
def test_right_arithmetic_is_proved(text: str) -> None:
    found = judged(text, TOY)

    assert found.status is PROVED, found


@pytest.mark.parametrize(
    ("text", "code", "reason"),
    [
        (rf"W x = {column(-1, 4, 6)}", "SA209", "entry (3, 1) is 5, not 6"),
        (rf"W x + b = {column(-1, 4, 4)}", "SA209", "entry (2, 1) is 5, not 4"),
        ("W x = (1, 4, 5)", "SA209", "entry (1, 1) is -1, not 1"),
        (
            rf"{column('(1)(1) + (1)(2)', 4)} = {column(-1, 4)}",
            "SA209",
            "entry (1, 1) is 3, not -1",
        ),
        ("W x = (-1, 4)", "SA210", "the left side is (3 × 1), the right side a list of 2"),
        (r"\max(0, (-1, 5, 4)) = (-1, 5, 4)", "SA209", "entry 1 is 0, not -1"),
        ("x^T W = (1, 2)", "SA210", "(1 × 2) times (3 × 2): the inner dimensions 2 and 3 differ"),
        ("x W = (1, 2)", "SA210", "(2 × 1) times (3 × 2): the inner dimensions 1 and 3 differ"),
        ("W x + x = (1, 2)", "SA210", "a sum of shapes (3 × 1) and (2 × 1)"),
        ("x^T x = 6", "SA211", "the value is 5, not 6"),
        (r"784 \times 128 + 128 = 100352", "SA211", "the value is 100480, not 100352"),
        ("W_{12} = 1", "SA211", "the value is -1, not 1"),
        (r"(1, 2) \cdot (3, 4) = 10", "SA211", "the value is 11, not 10"),
        ("[1, 2] * [3, 4] = [3, 9]", "SA209", "entry 2 is 8, not 9"),
        ("0.5 * 0.5 = 0.26", "SA211", "the value is 0.25, not 0.26"),
        ("[1 -2] = [1, 2]", "SA209", "entry 2 is -2, not 2"),
    ],
)
def test_wrong_arithmetic_is_refuted_and_named(text: str, code: str, reason: str) -> None:
    found = judged(text, TOY)

    assert (found.status, found.code, found.reason) == (REFUTED, code, reason)


def test_the_right_matrix_is_given() -> None:
    found = judged(rf"W x + b = {column(-1, 4, 4)}", TOY)

    assert found.right == r"\begin{bmatrix} -1 \\ 5 \\ 4 \end{bmatrix}"
    assert found.counterexample is not None
    assert found.counterexample.at == (("row", "2"), ("column", "1"))
    assert (found.counterexample.left, found.counterexample.right) == ("5", "4")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("W q = (1, 2, 3)", "SA242"),
        ("V x = (1, 2, 3)", "SA242"),
        ("W_1 = 3", "SA243"),  # a row, or the weights of layer 1
        ("x_0 = 1", "SA243"),  # counted from 0
        ("1 2 = 2", "SA243"),  # a list without brackets
        (r"1 \frac{1}{2} = 1.5", "SA243"),
        ("(1, 2, 3) \\times (4, 5, 6) = 32", "SA243"),
        ("b + [[0, 1, -1]] = 2 b", "SA243"),  # a column and a row
        ("W x = [[-1, 4, 5]]", "SA210"),  # the same entries in a row
        ("[[1,2],[3,4]] * [[1,2],[3,4]] = [[7,10],[15,22]]", "SA243"),
        ("0 = 1 / 0", "SA243"),
        ("[[1, 2], [2, 4]]^{-1} = [[1, 0], [0, 1]]", "SA243"),
        ("2^{10^{10}} = 1", "SA243"),
        (r"\log(100) = 2", "SA243"),  # in base 10
    ],
)
def test_what_is_not_certain_is_unknown(text: str, code: str) -> None:
    found = judged(text, TOY)

    assert (found.status, found.code) == (UNKNOWN, code), found


HOMEWORK = {
    "A": ([[1, 3], [-2, 4]], [2, -1], [1, 0], "(-1, -8)", "(0, -8)", "(0, 0)"),
    "B": ([[2, -1, 0], [1, 3, -2]], [1, 0, 2], [0, 1], "(2, -3)", "(2, -2)", "(2, 0)"),
    "C": ([[0, 2], [3, -1], [1, 1]], [-1, 4], [1, -2, 0], "(8, -7, 3)", "(9, -9, 3)", "(9, 0, 3)"),
}


@pytest.mark.parametrize("name", HOMEWORK)
def test_the_homework(name: str) -> None:
    rows, inputs, bias, product, z, y = HOMEWORK[name]
    names = {
        "W": matrix(rows),
        "x": matrix([[entry] for entry in inputs]),
        "b": matrix([[entry] for entry in bias]),
    }

    assert judged(f"W x = {product}", names).status is PROVED
    assert judged(f"W x + b = {z}", names).status is PROVED
    assert judged(rf"\max(0, W x + b) = {y}", names).status is PROVED
    # The planted slips: no bias, no activation.
    assert judged(f"W x + b = {product}", names).status is REFUTED
    if z != y:
        assert judged(rf"\max(0, W x + b) = {z}", names).status is REFUTED


def test_xW_is_not_defined() -> None:
    row = rf"\begin{{bmatrix}} 1 & 2 \end{{bmatrix}} {W_TEXT}"

    assert judge_defined(read(row), {}, is_defined=False).status is PROVED
    assert judge_defined(read(row), {}).status is REFUTED
    assert judge_defined(read("W x"), TOY).status is PROVED
    assert judge_defined(read("W x"), TOY, is_defined=False).status is REFUTED
    assert judge_defined(read("x W"), TOY, is_defined=False).status is PROVED
    # A bare list may be meant as a row.
    assert judge_defined(read("(1, 2, 3) W"), TOY, is_defined=False).status is UNKNOWN


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (r"\sigma(0) = 0.5", PROVED),
        (r"\sigma(0.4) = 0.5987", PROVED),
        (r"\sigma(0.4) = 0.599", PROVED),
        (r"\sigma(0.4) = 0.5986", UNKNOWN),
        (r"\sigma(0.4) = 0.6987", REFUTED),
        (r"\sigma(0.4) = 0.4", REFUTED),
        (r"\sigma((0, 1)) = (0.5, 0.731)", PROVED),
        (r"\sigma((0, 1)) = (0.5, 0.269)", REFUTED),
        (r"\sigma'(0) = 0.25", PROVED),
        (r"\sigma'(0) = 0.5", REFUTED),
        (r"\sigma(1) = \frac{e}{1 + e}", PROVED),
        (r"\sigma(1) = \frac{1}{1 + e}", REFUTED),
        ("e^2 = 7.389", PROVED),
        (r"e^2 \approx 7", PROVED),
        ("e^2 = 7", UNKNOWN),
        ("e^2 = 9", REFUTED),
        (r"\operatorname{softmax}([0, 0]) = [0.5, 0.5]", PROVED),
        (r"\operatorname{softmax}([1, 2, 3]) = [0.0900, 0.2447, 0.6652]", PROVED),
        (r"\operatorname{softmax}([1, 2, 3]) = [0.0900, 0.2447, 0.7652]", REFUTED),
        ("0.5 * 0.5987 + 0.1 = 0.39935", PROVED),
        ("0.5 * 0.5987 + 0.1 = 0.399", PROVED),
        ("0.5 * 0.5987 + 0.1 = 0.3992", UNKNOWN),
        ("0.5 * 0.5987 + 0.1 = 0.45", REFUTED),
        ("0.33 * 100 = 33.33", UNKNOWN),  # a third, rounded
        ("0.5 * 0.5 = 1", REFUTED),
        (r"1/3 = 0.333", PROVED),
        (r"1/3 = 0.34", UNKNOWN),
        (r"1/3 = 0.43", REFUTED),
        (r"2/3 = 0.66", UNKNOWN),  # cut off
        ("0.12 = 0.1", UNKNOWN),
        ("0.1 = 0.12", UNKNOWN),
        (r"2.96 \approx 3", PROVED),
        (r"\sqrt{2} = 1.4142", PROVED),
        (r"\sqrt{8} = 2\sqrt{2}", PROVED),
        (r"\sqrt{-1} = 1", UNKNOWN),
    ],
)
def test_decimals_are_judged_by_the_rounding_that_they_state(text: str, status: Status) -> None:
    tree_functions = SIGMOID

    found = judged(text, functions=tree_functions)

    assert found.status is status, found


def test_given_decimals_are_exact_and_computed_ones_are_not() -> None:
    given = {"W": exactly(matrix([[written("0.15"), written("0.20")]]))}
    claim = "0.15 * 0.05 + 0.20 * 0.10 = 0.0285"

    assert judged("0.15 * 0.5 + 0.20 * 0.1 = 0.105", given).status is REFUTED
    assert judged(claim).status is UNKNOWN  # each factor may have been rounded
    rounded = {"a": scalar(written("0.5987"))}
    assert judged("2 a = 1.19745", rounded).status is UNKNOWN
    assert judged("2 a = 1.1974", rounded).status is PROVED
    assert judged("2 a = 1.3", rounded).status is REFUTED


def test_a_kink_has_no_slope() -> None:
    found = judged("f'(0) = 1", functions={"f": sp.Max(0, X)})

    assert found.status is UNKNOWN
    assert judged("f'(2) = 1", functions={"f": sp.Max(0, X)}).status is PROVED
    assert judged("f'(2) = 0", functions={"f": sp.Max(0, X)}).status is REFUTED


def test_numbers_of_many_digits_are_told_briefly() -> None:
    found = judged("10^{400} = 1")

    assert (found.status, found.reason) == (REFUTED, "the value is 1.00000000000000e+400, not 1")
    assert judged("2^{900} = 2^{899}").status is REFUTED
    assert judged("2^{900} = 2 * 2^{899}").status is PROVED


def test_evaluate_names_what_it_cannot_do() -> None:
    assert isinstance(evaluate(read("x W"), TOY), Misfit)
    value = evaluate(read("W x"), TOY)
    assert isinstance(value, Value)
    assert [item.exact for item in value.entries] == [-1, 4, 5]
    with pytest.raises(UnsupportedError, match="two readings"):
        evaluate(read("[1, 2] * [3, 4]"), {})
    with pytest.raises(UnsupportedError, match="more than"):
        listed([entry(1)] * 5000)
