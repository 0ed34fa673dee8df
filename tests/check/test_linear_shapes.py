import random
import sys
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from symact.check.linear.dimensions import shape_of, space, written_shape
from symact.check.linear.evaluate import evaluate
from symact.check.linear.shape_claims import (
    judge_membership,
    judge_product_of_shapes,
    judge_shape,
    shapes_in_force,
)
from symact.check.linear.values import Misfit, Value, matrix
from symact.core.errors import UnsupportedError
from symact.core.verdict import Status
from symact.reading.held.tree import Product, Relation

sys.path.insert(0, str(Path(__file__).parent))
from linear_formulas import judged, read

PROVED, REFUTED, UNKNOWN = Status.PROVED, Status.REFUTED, Status.UNKNOWN
W = matrix([[1, -1], [0, 2], [3, 1]])
x = matrix([[1], [2]])
LETTERS = {"W": ("m", "n"), "x": ("n", 1), "b": ("m", 1), "X": ("k", "n"), "delta": ("m", 1)}


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("W x", ("m", 1)),
        ("W x + b", ("m", 1)),
        ("W^T \\delta", ("n", 1)),
        ("\\delta x^T", ("m", "n")),
        ("x^T x", ()),
        ("X W^T", ("k", "m")),
        ("X W^T + b^T", ("k", "m")),
        (r"\sigma(W x + b) \odot b", ("m", 1)),
        (r"\frac{1}{2} \|x\|^2 W", ("m", "n")),
        ("2 W", ("m", "n")),
    ],
)
def test_shapes_with_letters(text: str, shape: tuple[object, ...]) -> None:
    assert shape_of(read(text), LETTERS) == shape


@pytest.mark.parametrize("text", ["x W", "W b", "x + b", r"x \odot b", "W^T x", "X W", "x x"])
def test_shapes_that_do_not_fit(text: str) -> None:
    assert isinstance(shape_of(read(text), LETTERS), Misfit)


def test_letters_beside_numbers_are_not_decided() -> None:
    with pytest.raises(UnsupportedError):
        shape_of(read("W x"), {"W": (3, 2), "x": ("n", 1)})
    with pytest.raises(UnsupportedError):
        shape_of(read("f(x)"), LETTERS)  # it may be a number


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (r"W \in \mathbb{R}^{3 \times 2}", PROVED),
        (r"W \in \mathbb{R}^{2 \times 3}", REFUTED),
        (r"W x \in \mathbb{R}^{3}", PROVED),
        (r"W x \in \mathbb{R}^{2}", REFUTED),
        (r"x W \in \mathbb{R}^{2}", REFUTED),
        (r"x^T x \in \mathbb{R}", PROVED),
        (r"W \in \mathbb{R}^{m \times n}", UNKNOWN),
        (r"q \in \mathbb{R}^{2}", UNKNOWN),
        (r"W \in \mathbb{N}^{3 \times 2}", UNKNOWN),
    ],
)
def test_memberships(text: str, status: Status) -> None:
    tree = read(text)
    assert isinstance(tree, Relation)

    found = judge_membership(*tree.operands, shapes_in_force({"W": W, "x": x}))

    assert found.status is status, found


def test_the_wrong_shape_is_told() -> None:
    tree = read(r"W \in \mathbb{R}^{2 \times 3}")
    assert isinstance(tree, Relation)
    found = judge_membership(*tree.operands, shapes_in_force({"W": W}))

    assert (found.code, found.reason) == ("SA210", "the shape is (3 × 2), not (2 × 3)")
    assert found.right == r"3 \times 2"
    assert judge_shape(read("W x"), (3, 1), shapes_in_force({"W": W, "x": x})).status is PROVED


def test_written_shapes() -> None:
    tree = read(r"(3 \times 2) \cdot (2 \times 1)")
    assert isinstance(tree, Product)
    factors = [written_shape(factor) for factor in tree.factors]
    assert factors == [(3, 2), (2, 1)]
    numeric = read(r"\mathbb{R}^{d_{in} \times (n + 1)}")
    assert space(numeric) == space(read(r"\mathbb{R}^{d_{in} \times (1 + n)}"))
    shapes = [(1, 2), (3, 2)]
    assert judge_product_of_shapes(shapes).status is REFUTED
    assert judge_product_of_shapes(shapes, is_defined=False).status is PROVED
    assert judge_product_of_shapes([(3, 2), (2, 1)], is_defined=False).status is REFUTED
    assert judge_product_of_shapes([(3, 2), (2, 1)], result=(3, 1)).status is PROVED
    assert judge_product_of_shapes([(3, 2), (2, 1)], result=(2, 1)).status is REFUTED
    assert judge_product_of_shapes([("m", "n"), ("n", "k")], result=("m", "k")).status is PROVED
    assert judge_product_of_shapes([("m", "n"), (2, "k")]).status is UNKNOWN


def _listing(array: np.ndarray) -> str:
    return str(array.tolist())


@pytest.mark.parametrize("seed", range(40))
def test_products_and_sums_agree_with_numpy(seed: int) -> None:
    """The oracle: NumPy on whole numbers, which is exact."""
    draw = random.Random(seed)  # noqa: S311
    m, k, n = (draw.randint(2, 4) for _ in range(3))
    a, b, c = (
        np.array([[draw.randint(-9, 9) for _ in range(columns)] for _ in range(rows)])
        for rows, columns in ((m, k), (k, n), (m, n))
    )
    truth = a @ b - 2 * c
    names = {"W": matrix(a.tolist()), "X": matrix(b.tolist()), "a": matrix(c.tolist())}
    claim = f"W X - 2 a = {_listing(truth)}"

    assert judged(claim, names).status is PROVED
    value = evaluate(read("(W X - 2 a)^T"), names)
    assert isinstance(value, Value)
    assert [[e.exact for e in row] for row in value.rows] == truth.T.tolist()
    # The negative control: one entry changed.
    i, j = draw.randrange(m), draw.randrange(n)
    wrong = truth.copy()
    wrong[i, j] += draw.choice([-2, -1, 1, 3])
    found = judged(f"W X - 2 a = {_listing(wrong)}", names)
    assert found.status is REFUTED
    assert found.reason == f"entry ({i + 1}, {j + 1}) is {truth[i, j]}, not {wrong[i, j]}"
    if n != m:
        assert judged(f"X W = {_listing(truth)}", names).status is REFUTED


@pytest.mark.parametrize("seed", range(10))
def test_inverses_agree_with_numpy(seed: int) -> None:
    draw = random.Random(seed)  # noqa: S311
    a = np.array([[draw.randint(-5, 5) for _ in range(3)] for _ in range(3)])
    if round(np.linalg.det(a)) == 0:
        a = a + 11 * np.eye(3, dtype=int)
    value = evaluate(read("W^{-1} W"), {"W": matrix(a.tolist())})

    assert isinstance(value, Value)
    assert [[e.exact for e in row] for row in value.rows] == np.eye(3, dtype=int).tolist()
    exact = evaluate(read("W^{-1}"), {"W": matrix(a.tolist())})
    assert isinstance(exact, Value)
    floats = [float(Fraction(e.exact)) for e in exact.entries]
    assert np.allclose(floats, np.linalg.inv(a).ravel())
