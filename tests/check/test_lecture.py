"""The check of a page of lecture notes with damaged LaTeX, where it is at hand."""

from functools import cache
from pathlib import Path

import pytest

from symact.check.document import check_text
from symact.check.report import Checked, Report
from symact.core.verdict import Status

PAGE = Path(__file__).parents[3] / "shared" / "lecture" / "week3-day4.md"

pytestmark = pytest.mark.skipif(not PAGE.is_file(), reason="the lecture is not at hand")


@cache
def report() -> Report:
    return check_text(PAGE.name, PAGE.read_text(encoding="utf-8"))


def with_status(status: Status) -> list[Checked]:
    return [claim for claim in report().claims if claim.judgement.status is status]


def found(text: str, code: str) -> list[Checked]:
    """The claims with this code whose text holds another."""
    return [c for c in report().claims if c.judgement.code == code and text in c.span.text]


@pytest.mark.parametrize("interval", ["[-1, 1]", "[0, 1]"])
def test_the_closed_ranges_of_sigmoid_and_tanh_are_refuted(interval: str) -> None:
    (claim,) = found(interval, "SA220")
    assert claim.judgement.status is Status.REFUTED
    assert claim.judgement.right == interval.replace("[", "(").replace("]", ")")


def test_swish_is_flat_somewhere() -> None:
    refuted = [c for c in with_status(Status.REFUTED) if "flat zero" in c.span.text]
    assert refuted
    assert all(c.span.line > 1 for c in refuted)


def test_relu_has_no_derivative_at_0() -> None:
    kinks = found(r"\leq 0", "SA230")
    assert kinks
    assert all(c.judgement.status is Status.PROVED and c.judgement.convention for c in kinks)
    assert all(c.repaired for c in kinks)


def test_the_matrix_lines_are_proved() -> None:
    lines = [c for c in report().claims if c.kind.value == "matrix-arithmetic"]
    proved = [c for c in lines if c.judgement.status is Status.PROVED]
    assert len(proved) >= 4
    assert not [c for c in lines if c.judgement.status is Status.REFUTED]


def test_the_derivatives_and_their_maxima_are_proved() -> None:
    proved = {c.span.text for c in with_status(Status.PROVED)}
    assert r"\tanh'(x) = 1 - \tanh^2(x)" in proved
    assert r"\sigma'(x) = \sigma(x)(1-\sigma(x))" in proved
    assert len([c for c in with_status(Status.PROVED) if c.kind.value == "extremum"]) == 2


def test_nothing_else_is_refuted() -> None:
    codes = sorted(c.judgement.code for c in with_status(Status.REFUTED))
    assert set(codes) <= {"SA208", "SA220"}


def test_what_was_mended_is_said() -> None:
    assert any(d.code == "SA240" for d in report().diagnostics)
    assert any(c.repaired for c in report().claims)


def test_the_offsets_are_those_of_the_file() -> None:
    raw = PAGE.read_text(encoding="utf-8")
    assert report().claims
    for claim in report().claims:
        assert raw[claim.start : claim.end].strip() == claim.span.text.strip()
