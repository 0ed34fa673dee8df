"""The catalogue's entries: complete, told apart, and the functions that their sources define."""

import json
import math
import re
from fractions import Fraction
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest
import sympy as sp

from symact.activations import activation, catalogue, names, taught
from symact.activations.catalogue import FAMILIES
from symact.core import Activation, x
from symact.core.typeset import tex
from symact.documents.mathtree import parse_math

HERE = Path(__file__).parent
_spec = spec_from_file_location("formulas", HERE / "formulas.py")
_formulas = module_from_spec(_spec)
_spec.loader.exec_module(_formulas)
FORMULAS = _formulas.FORMULAS

POINTS = [Fraction(p, 8) for p in (-60, -28, -24, -16, -11, -8, -4, -1, 0, 1, 4, 8, 13, 16, 24, 60)]
RECORDED = {
    framework: json.loads((HERE / f"{framework.lower()}.json").read_text())
    for framework in ("PyTorch", "JAX")
}
ROWS = [
    pytest.param(framework, row, id=f"{framework}-{row['entry']}-{i}")
    for framework, record in RECORDED.items()
    for i, row in enumerate(record["rows"])
]
DEFAULTS = [case for case in ROWS if not case.values[1]["parameters"]]

# Every elementwise activation of four frameworks, and the entry that defines it.
TORCH = {
    "ELU": "elu", "Hardshrink": "hard_shrink", "Hardsigmoid": "hard_sigmoid",
    "Hardtanh": "hard_tanh", "Hardswish": "hardswish", "LeakyReLU": "leaky_relu",
    "LogSigmoid": "log_sigmoid", "PReLU": "prelu", "ReLU": "relu", "ReLU6": "relu6",
    "RReLU": "rrelu", "SELU": "selu", "CELU": "celu", "GELU": "gelu", "GELU tanh": "gelu_tanh",
    "Sigmoid": "sigmoid", "SiLU": "swish", "Mish": "mish", "Softplus": "softplus_torch",
    "Softshrink": "soft_shrink", "Softsign": "softsign", "Tanh": "tanh",
    "Tanhshrink": "tanh_shrink", "Threshold": "threshold_torch",
}  # fmt: skip
KERAS = {
    "celu": "celu", "elu": "elu", "exponential": "exponential", "gelu": "gelu",
    "hard_shrink": "hard_shrink", "hard_sigmoid": "hard_sigmoid", "hard_silu": "hardswish",
    "hard_tanh": "hard_tanh", "leaky_relu": "leaky_relu_keras", "linear": "linear",
    "log_sigmoid": "log_sigmoid", "mish": "mish", "relu": "relu", "relu6": "relu6", "selu": "selu",
    "sigmoid": "sigmoid", "silu": "swish", "soft_shrink": "soft_shrink", "softplus": "softplus",
    "softsign": "softsign", "sparse_plus": "sparse_plus", "sparse_sigmoid": "sparse_sigmoid",
    "squareplus": "squareplus", "tanh": "tanh", "tanh_shrink": "tanh_shrink",
    "threshold": "threshold_torch",
}  # fmt: skip
JAX = {
    "identity": "linear", "relu": "relu", "relu6": "relu6", "sigmoid": "sigmoid",
    "softplus": "softplus", "sparse_plus": "sparse_plus", "sparse_sigmoid": "sparse_sigmoid",
    "soft_sign": "softsign", "silu": "swish", "log_sigmoid": "log_sigmoid",
    "leaky_relu": "leaky_relu", "hard_sigmoid": "hard_sigmoid", "hard_silu": "hardswish",
    "hard_tanh": "hard_tanh", "tanh": "tanh", "elu": "elu", "celu": "celu", "selu": "selu",
    "gelu": "gelu_tanh", "squareplus": "squareplus", "mish": "mish",
}  # fmt: skip
ONNX = {
    "Elu": "elu", "HardSigmoid": "hard_sigmoid_onnx", "HardSwish": "hardswish",
    "LeakyRelu": "leaky_relu", "Mish": "mish", "PRelu": "prelu", "Relu": "relu",
    "Selu": "selu_onnx", "Shrink": "shrink", "Sigmoid": "sigmoid", "Softplus": "softplus",
    "Softsign": "softsign", "Swish": "swish", "Tanh": "tanh",
    "ThresholdedRelu": "thresholded_relu", "Celu": "celu", "Gelu": "gelu",
    "Gelu tanh": "gelu_tanh", "Erf": "erf", "Clip": "clip",
}  # fmt: skip


def exact(number: float | Fraction) -> sp.Rational:
    """The rational number that a float or a fraction is."""
    fraction = Fraction(number)
    return sp.Rational(fraction.numerator, fraction.denominator)


def at(entry: Activation, place: float | Fraction) -> float:
    """The value of an entry at a point, rounded."""
    return float(sp.N(entry.function.subs(x, exact(place)), 20))


def close(found: float, expected: float) -> bool:
    """Whether two floats agree up to the rounding of double precision."""
    return math.isclose(found, expected, rel_tol=1e-11, abs_tol=1e-13)


@pytest.mark.parametrize("entry", catalogue().values(), ids=names())
def test_an_entry_is_complete(entry: Activation) -> None:
    """A source, one sentence of intuition, a notation; exact numbers; every letter declared."""
    letters = {p.symbol for p in entry.parameters}

    assert entry.source
    assert entry.title
    assert entry.notation
    assert re.fullmatch(r"[A-ZÀ-Ý][^.!?]*\.", re.sub(r"(?<=\d)\.(?=\d)", "", entry.intuition))
    assert not entry.expression.atoms(sp.Float)
    assert entry.expression.free_symbols == {x} | letters
    assert len(letters) == len({s.name for s in letters}) == len(entry.parameters)
    assert all(p.default in p.domain for p in entry.parameters)
    for convention in entry.conventions:
        assert convention.at.is_number
        assert convention.value.free_symbols <= letters
        assert convention.source


@pytest.mark.parametrize("entry", catalogue().values(), ids=names())
def test_an_entry_can_be_typeset(entry: Activation) -> None:
    """The notation and the definition are formulas that every writer reads."""
    assert parse_math(entry.notation)
    assert parse_math(entry.display or tex(entry.expression))


def test_names_aliases_and_titles_are_told_apart() -> None:
    """No spelling belongs to two entries, and no title to two."""
    spelled = [
        re.sub(r"[-_ ]", "", key.casefold())
        for entry in catalogue().values()
        for key in {re.sub(r"[-_ ]", "", k.casefold()) for k in (entry.name, *entry.aliases)}
    ]
    titles = [entry.title for entry in catalogue().values()]

    assert len(spelled) == len(set(spelled))
    assert len(titles) == len(set(titles))
    assert all(activation(alias) is not None for e in catalogue().values() for alias in e.aliases)


def test_the_lecture_is_a_part_of_the_catalogue() -> None:
    """The lecture keeps its seventeen, and the families hold every entry once."""
    assert len(taught()) == 17
    assert set(taught()) <= set(names())
    assert sum(len(family.ENTRIES) for family in FAMILIES) == len(names())
    assert len(names()) >= 140


@pytest.mark.parametrize("table", [TORCH, KERAS, JAX, ONNX], ids=["torch", "keras", "jax", "onnx"])
def test_every_activation_of_a_framework_has_an_entry(table: dict[str, str]) -> None:
    """The tables above name entries, each by its own name."""
    assert {name for name in table.values() if name not in catalogue()} == set()


def test_every_entry_has_an_independent_definition() -> None:
    """A formula of ours or values of a framework stand against each entry."""
    recorded = {row["entry"] for record in RECORDED.values() for row in record["rows"]}

    assert set(names()) - set(FORMULAS) - recorded == set()
    assert (set(FORMULAS) | recorded) - set(names()) == set()


@pytest.mark.parametrize("name", FORMULAS)
def test_an_entry_is_not_refuted_by_its_formula(name: str) -> None:
    """At sixteen points the entry and the plain formula agree; agreement proves nothing."""
    entry = catalogue()[name]
    wrong = [(p, at(entry, p), FORMULAS[name](float(p))) for p in POINTS]

    assert [row for row in wrong if not close(row[1], row[2])] == []


@pytest.mark.parametrize("row", [case.values[1] for case in ROWS], ids=[c.id for c in ROWS])
def test_an_entry_is_not_refuted_by_a_framework(row: dict) -> None:
    """The recorded values are the entry's, with the parameters that were set."""
    given = {name: Fraction(value) for name, value in row["parameters"].items()}
    entry = activation(row["entry"], **given)

    assert [p for p, value, _ in row["values"] if not close(at(entry, p), value)] == []


def test_a_convention_says_where_it_was_read() -> None:
    """Every value has a framework and a source, and every place of an entry is told once."""
    for entry in catalogue().values():
        told = [(c.framework, c.at) for c in entry.conventions]
        assert len(set(told)) == len(told), entry.name
        assert all(c.framework and c.source for c in entry.conventions), entry.name


@pytest.mark.parametrize(("framework", "row"), DEFAULTS)
def test_a_convention_is_what_the_framework_returned(framework: str, row: dict) -> None:
    """The slopes on record, at every place that the entry names for this framework."""
    entry = catalogue()[row["entry"]]
    letters = {p.symbol: exact(v) for p, v in zip(entry.parameters, entry.values, strict=True)}
    slopes = {place: slope for place, _, slope in row["values"]}
    told = {
        float(c.at): float(c.value.subs(letters))
        for c in entry.conventions
        if c.framework == framework
    }

    assert set(told) <= set(slopes)
    assert {p: v for p, v in told.items() if not close(slopes[p], v)} == {}


@pytest.mark.parametrize(("framework", "row"), DEFAULTS)
def test_a_slope_on_record_is_a_difference_quotient_or_a_convention(
    framework: str, row: dict
) -> None:
    """Where a framework's slope is not the limit from both sides, the entry says so."""
    entry = catalogue()[row["entry"]]
    told = {float(c.at) for c in entry.conventions if c.framework == framework}
    step = Fraction(1, 2**20)

    for place, _, slope in row["values"]:
        p = Fraction(place)
        low, mid, high = (entry.function.subs(x, exact(q)) for q in (p - step, p, p + step))
        sides = (float(sp.N(rise / exact(step), 15)) for rise in (mid - low, high - mid))
        gap = max(abs(side - slope) for side in sides)
        assert gap < 1e-4 * (1 + abs(slope)) or place in told


def test_a_planted_slip_is_refuted() -> None:
    """Negative control: a constant that is off in the fourth digit does not pass."""
    assert not close(at(catalogue()["quick_gelu"], 1), _formulas.sigma(1.7))


def test_pytorch_jumps_where_its_softplus_gives_up() -> None:
    """Above the threshold PyTorch returns the identity, a little below the softplus."""
    entry = catalogue()["softplus_torch"]

    assert at(entry, 20) > 20
    assert at(entry, Fraction(201, 10)) == float(Fraction(201, 10))
