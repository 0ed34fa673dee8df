"""The table of true and false statements, each with the verdict that it must get."""

import sys
from pathlib import Path

import pytest

from symact.core.verdict import Status

sys.path.insert(0, str(Path(__file__).parent))
from judge_claims import FALSE, TRUE

_TWO_SIDED = [name for name in FALSE if name not in {"x^2 > 0", "sigmoid' < 1/4"}]


@pytest.mark.parametrize("name", TRUE)
def test_what_is_true_is_proved(name: str) -> None:
    found = TRUE[name]()
    assert found.status is Status.PROVED, found.reason


@pytest.mark.parametrize("name", FALSE)
def test_what_is_false_is_refuted(name: str) -> None:
    code, asked = FALSE[name]
    found = asked()
    assert (found.status, found.code) == (Status.REFUTED, code), found
    assert found.reason


@pytest.mark.parametrize("name", _TWO_SIDED)
def test_a_false_identity_or_derivative_has_two_values(name: str) -> None:
    code, asked = FALSE[name]
    found = asked()
    if code == "SA201" or (code == "SA203" and found.convention is None):
        assert found.counterexample is not None
        assert found.counterexample.left != found.counterexample.right
