"""Dense layers: the values of the course, NumPy as a witness, and what is refused."""

import math
from fractions import Fraction

import numpy as np
import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from symact.activations import activation, names
from symact.core import InputError
from symact.network.dense import Dense, Forward

COURSE = {
    "example": ([[1, -1], [0, 2], [3, 1]], [1, 2], [0, 1, -1],
                ([-1, 4, 5], [-1, 5, 4], [0, 5, 4])),
    "A": ([[1, 3], [-2, 4]], [2, -1], [1, 0], ([-1, -8], [0, -8], [0, 0])),
    "B": ([[2, -1, 0], [1, 3, -2]], [1, 0, 2], [0, 1], ([2, -3], [2, -2], [2, 0])),
    "C": ([[0, 2], [3, -1], [1, 1]], [-1, 4], [1, -2, 0], ([8, -7, 3], [9, -9, 3], [9, 0, 3])),
}  # fmt: skip


def agrees_with_numpy(forward: Forward) -> bool:
    """Whether product and sum are those of NumPy."""
    weights, inputs = (
        np.array([[float(e) for e in row] for row in rows]) for rows in (forward.layer.W, forward.x)
    )
    bias = np.array([[float(e)] for e in forward.layer.b])
    product, z = (
        np.array([[float(e) for e in row] for row in rows]) for rows in (forward.product, forward.z)
    )
    return bool(
        np.allclose(product, weights @ inputs, rtol=1e-9, atol=1e-9)
        and np.allclose(z, weights @ inputs + bias, rtol=1e-9, atol=1e-9)
    )


@pytest.mark.parametrize("name", list(COURSE))
def test_course(name: str) -> None:
    """The worked example and the problems A, B and C."""
    weights, inputs, bias, (product, z, y) = COURSE[name]
    forward = Dense(weights, bias).forward(inputs)
    assert product == [row[0] for row in forward.product]
    assert z == [row[0] for row in forward.z]
    assert y == [row[0].exact for row in forward.y]
    assert agrees_with_numpy(forward)


def test_only_problem_a_sits_on_the_kink() -> None:
    """z1 = 0 of problem A is remarked; the others are not."""
    remarks = {
        name: [(r.row, r.text) for r in Dense(W, b).forward(x).remarks]
        for name, (W, x, b, _) in COURSE.items()
    }
    ((row, text),) = remarks.pop("A")
    assert row == 1
    assert "z_{1} = 0" in text
    assert "kink" in text
    assert not any(remarks.values())


def test_a_planted_wrong_product_is_caught() -> None:
    """The control of the comparison with NumPy."""
    weights, inputs, bias, _ = COURSE["A"]
    forward = Dense(weights, bias).forward(inputs)
    wrong = Forward(
        forward.layer, forward.x, forward.terms, ((Fraction(-1),), (Fraction(8),)), forward.z,
        forward.y, forward.remarks,
    )  # fmt: skip
    assert not agrees_with_numpy(wrong)


entries = st.fractions(min_value=-50, max_value=50, max_denominator=12)


@settings(max_examples=60, deadline=None)
@given(st.data(), st.integers(1, 4), st.integers(1, 4), st.integers(1, 3))
def test_random_layers_agree_with_numpy(data: st.DataObject, m: int, n: int, k: int) -> None:
    """Products of random rational layers and batches."""
    grid = lambda a, b: st.lists(st.lists(entries, min_size=b, max_size=b), min_size=a, max_size=a)  # noqa: E731
    layer = Dense(data.draw(grid(m, n)), data.draw(st.lists(entries, min_size=m, max_size=m)))
    forward = layer.forward(data.draw(grid(n, k)))
    assert agrees_with_numpy(forward)
    terms = [[sum(a * b for a, b in entry) for entry in row] for row in forward.terms]
    assert [list(row) for row in forward.product] == terms


REFERENCES = {
    "sigmoid": lambda z: 1 / (1 + math.exp(-z)),
    "tanh": math.tanh,
    "softplus": lambda z: math.log1p(math.exp(z)),
    "swish": lambda z: z / (1 + math.exp(-z)),
    "mish": lambda z: z * math.tanh(math.log1p(math.exp(z))),
    "relu": lambda z: max(0.0, z),
    "gelu": lambda z: z * math.erfc(-z / math.sqrt(2)) / 2,
    "elu": lambda z: z if z > 0 else math.expm1(z),
}


@pytest.mark.parametrize("name", names())
def test_every_activation_has_values(name: str) -> None:
    """Each catalogue entry gives an exact value and at least 20 digits that agree with it."""
    layer = Dense([[1]], [0], name)
    for point in (Fraction(-3), Fraction(-7, 3), Fraction(0), Fraction(1, 2), Fraction(3)):
        value = layer.forward([point]).y[0][0]
        assert value.exact is not None
        assert abs(sp.N(value.exact, 30) - sp.Float(value.decimal, 30)) <= sp.Float("1e-18")
        if name in REFERENCES:
            assert math.isclose(
                float(value.decimal), REFERENCES[name](float(point)), rel_tol=1e-13, abs_tol=1e-15
            )


@pytest.mark.parametrize(
    ("name", "digits"),
    [("gelu", "-1.68891690"), ("softplus", "2.40719332"), ("gelu_tanh", "-4.87500101")],
)
def test_far_out_values_keep_their_digits(name: str, digits: str) -> None:
    """A value that double precision rounds to 0 is neither 0 nor refused."""
    assert Dense([[1]], [0], name).forward([-24920]).y[0][0].decimal.startswith(digits)


def test_exact_and_decimal() -> None:
    """sigmoid(2) in closed form and in digits."""
    value = Dense([[1]], [0], "sigmoid").forward([2]).y[0][0]
    assert 1 / (1 + sp.exp(-2)) == value.exact
    assert value.decimal == "0.88079707797788244406"


def test_numbers_are_converted_exactly() -> None:
    """Floats by their decimal, arrays, text and fractions."""
    layer = Dense(np.array([[0.1, 2.0]]), ["-1/2"], activation("linear"))
    assert ((Fraction(1, 10), Fraction(2)),) == layer.W
    assert (Fraction(-1, 2),) == layer.b
    assert layer.forward(np.array([1, -1])).z == ((Fraction(-12, 5),),)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (([[1, 2], [3]], [0, 0]), "SA603"),
        (([[]], [0]), "SA603"),
        (([[1, "k"]], [0]), "SA604"),
        (([[1, math.nan]], [0]), "SA604"),
        (([[1, True]], [0]), "SA604"),
        (([[1, "1e999999999"]], [0]), "SA604"),
        (([[1, 2]], [0, 0]), "SA605"),
        (([[1, 2]], [0], "sigmoit"), "SA303"),
    ],
)
def test_refused_layers(arguments: tuple[object, ...], code: str) -> None:
    """Wrong numbers and shapes are told before anything is computed."""
    with pytest.raises(InputError) as refusal:
        Dense(*arguments)
    assert code == refusal.value.diagnostic.code
    assert refusal.value.diagnostic.help


def test_shape_of_input() -> None:
    """The message says which of the two to change."""
    with pytest.raises(InputError) as refusal:
        Dense([[1, 2, 3], [4, 5, 6]], [0, 0]).forward([1, 2])
    assert refusal.value.diagnostic.message == "W is 2x3 and takes 3 entries, but x has 2 entries"


@pytest.mark.parametrize(
    ("weights", "inputs", "words"),
    [
        ([[1, -1], [0, 2], [3, 1]], [1, 2], "$xW$ is not"),
        ([[1, 2]], [3, 4], "shapes differ"),
        ([[1, 2], [3, 4]], [[0, 1], [1, 0]], "but they differ"),
        ([[2]], [3], "happen to agree"),
    ],
)
def test_why_not_xW(weights: object, inputs: object, words: str) -> None:
    """The sentence tells the truth for the shapes at hand."""
    bias = [0] * len(weights)
    assert words in Dense(weights, bias).why_not_xW(inputs)
