"""What is derived is verified: every statement of a certificate, concluded again."""

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from certified import data_of, is_verified, places, text_of, verified

from symact.activations import activation
from symact.core.number import proved_digits
from symact.core.verdict import Status
from symact.derive.build import profile
from symact.derive.certify import certificate_text
from symact.verify.check import verify
from symact.verify.rules import RULES

SMOOTH = (
    "sigmoid", "tanh", "softplus", "swish", "gelu", "gelu_tanh", "mish", "linear", "arctan",
    "gaussian", "golu", "dsilu", "quadratic", "smish",
)  # fmt: skip
PIECEWISE = (
    "relu", "leaky_relu", "relu6", "elu", "selu", "hardswish", "hard_sigmoid", "softsign", "step",
    "signum", "hard_shrink", "squared_relu", "signed_sqrt", "triangular_bump", "cosine_squasher",
)  # fmt: skip
# Domains that are part of the line, ends that are irrational, conditions on an absolute value.
TYPED = (
    "sqrt(x)", "x*log(x)", "1/x", "log(log(x))", "exp(-1/x)", "atanh(x/3)", "Max(x**2 - 2, 0)",
    "Piecewise((x, x < 0), (x**2, x > 1))", "Piecewise((x**2, Abs(x) < 2), (0, True))",
    "log(Abs(x))", "sqrt(x**2 - 2)", "3",
)  # fmt: skip


@pytest.mark.parametrize("name", [*SMOOTH, *PIECEWISE, *TYPED])
def test_what_is_derived_is_verified(name: str) -> None:
    """Nothing is rejected, and nothing is left out."""
    report = verify(text_of(name))

    assert places(report, Status.REFUTED) == []
    assert places(report, Status.UNKNOWN) == []
    stated = set(data_of(name)["statements"])
    assert set(RULES) | {"derivative"} <= stated
    assert all(is_verified(report, f"statements.{part}") for part in stated)


def test_what_the_verifier_has_no_evidence_for_is_not_verified() -> None:
    """A sine turns for ever: its range needs more than the rules know."""
    report = verify(text_of("sine"))

    assert places(report, Status.REFUTED) == []
    assert "range" in data_of("sine")["open"]
    assert not is_verified(report, "statements.range")
    assert is_verified(report, "statements.derivative")
    assert is_verified(report, "statements.symmetry")


def test_a_removable_singularity_is_filled_by_the_verifier_too() -> None:
    """By convention the limit is the value where a quotient of analytic functions is 0/0."""
    for text in ("(x**2 - 1)/(x - 1)", "tanh(x)/x", "x/(exp(x) - 1)", "tanh(Abs(x))/Abs(x)"):
        report = verify(text_of(text))

        assert places(report, Status.REFUTED) == []
        assert places(report, Status.UNKNOWN) == []
    altered = text_of("tanh(x)/x").replace('"exact": "1"', '"exact": "2"')
    assert "statements.range.supremum.exact" in places(verify(altered), Status.REFUTED)


def test_parameters_are_put_in() -> None:
    """The function is the expression with the values in force."""
    subject = activation("elu", alpha=2)
    data = json.loads(certificate_text(profile(subject)))

    assert data["function"]["parameters"] == {"alpha": "2"}
    assert verify(json.dumps(data)).function == subject.function
    data["function"]["parameters"]["alpha"] = "3"
    assert places(verified(data), Status.REFUTED) == ["pieces[0]"]


def test_more_digits_are_verified_too() -> None:
    """Fifty digits, each of them checked."""
    with proved_digits(50):
        text = certificate_text(profile(activation("mish")))
    at = json.loads(text)["statements"]["range"]["infimum"]["at"][0]

    assert at["exact"] is None
    assert len(at["decimal"]) > 50
    assert places(verify(text), Status.REFUTED) == []
    last = at["decimal"][-1]
    wrong = at["decimal"][:-1] + ("3" if last != "3" else "7")
    assert places(verify(text.replace(at["decimal"], wrong)), Status.REFUTED) != []
