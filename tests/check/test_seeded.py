"""The negative control of the check: of seeded errors it names the line, and never another one."""

import sys
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from symact.check.document import check_text
from symact.core.verdict import Status

sys.path.insert(0, str(Path(__file__).parent))
from seeded import DERIVATIONS, SEEDED, Derivation, Seeded

LEAST = 0.92  # of the seeded errors have to be named


@cache
def refuted_lines(name: str, text: str) -> tuple[tuple[int, int], ...]:
    """First and last line of every refuted claim."""
    return tuple(
        (text[: claim.start].count("\n") + 1, text[: claim.end].count("\n") + 1)
        for claim in check_text(f"{name}.md", text).claims
        if claim.judgement.status is Status.REFUTED
    )


def is_named(seeded: Seeded) -> bool:
    lines = refuted_lines(seeded.name, seeded.spoiled)
    return any(first <= seeded.line <= last for first, last in lines)


@pytest.mark.parametrize("entry", DERIVATIONS, ids=lambda entry: entry.name)
def test_in_a_correct_derivation_nothing_is_refuted(entry: Derivation) -> None:
    report = check_text(f"{entry.name}.md", entry.text)
    statuses = Counter(claim.judgement.status for claim in report.claims)
    assert statuses[Status.REFUTED] == 0
    assert statuses[Status.PROVED] > 0


@pytest.mark.parametrize("seeded", SEEDED, ids=lambda s: f"{s.name}, {s.kind}, {s.line}")
def test_no_other_line_is_named(seeded: Seeded) -> None:
    for first, last in refuted_lines(seeded.name, seeded.spoiled):
        assert first <= seeded.line <= last


def test_nearly_every_error_is_named() -> None:
    missed = [(s.name, s.kind, s.line) for s in SEEDED if not is_named(s)]
    assert len(SEEDED) >= 100
    assert len(SEEDED) - len(missed) >= LEAST * len(SEEDED), missed


def test_errors_of_every_kind_are_named() -> None:
    named = Counter(s.kind for s in SEEDED if is_named(s))
    assert set(named) == {s.kind for s in SEEDED}


def test_every_derivation_is_decided_throughout() -> None:
    decided = Counter(
        claim.judgement.status is not Status.UNKNOWN
        for entry in DERIVATIONS
        for claim in check_text(f"{entry.name}.md", entry.text).claims
    )
    assert decided[True] >= 0.95 * decided.total()
