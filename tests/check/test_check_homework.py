"""Answers of dense-layer problems: what is wrong is refuted, and nothing that is not."""

import pytest

from symact.check.homework import with_homework
from symact.check.report import Checked, ClaimKind, Judgement, Report
from symact.core.span import Source, Span
from symact.core.verdict import Status

LAYER = "## A\nx = (2, -1), W = [[1, 3], [-2, 4]], b = (1, 0)\nActivation: {}\n\n"

ANSWERS = [
    ("ReLU", "Answer: y = (0, 0)", ["proved"]),
    ("ReLU", "Answer: y = (0, 1)", ["refuted"]),
    ("ReLU", "Answer: z = (0, -8), y = (0, 0)", ["proved", "proved"]),
    ("sigmoid", "Answer: y = (0.5, 0.000335)", ["proved"]),
    ("sigmoid", "Answer: y = (0.5, 0.00034)", ["proved"]),
    ("sigmoid", "Answer: y = (0.5, 0.000336)", ["refuted"]),
    ("sigmoid", "Answer: y = (0.5, 0.0003353)", ["unknown"]),  # 0.00033535… cut off
    ("ReLU", "Answer: Wx = (-1, -8)", ["proved"]),
    ("ReLU", "Answer: Wx = (-1, 8)", ["refuted"]),
    ("ReLU", "Answer: y = (0, 0, 0)", ["refuted"]),
    ("ReLU", "The target of the training is y = (1, 0), the result is known.", []),
    ("ReLU", "Then y = (1, 0) is a one-hot label. The output differs.", []),
    ("ReLU", "We plot y = (1, 1) here.", []),
]


def statuses(text: str) -> list[str]:
    report = with_homework(Report("a.md", ()), text)
    return [claim.judgement.status.value for claim in report.claims]


@pytest.mark.parametrize(("name", "answer", "expected"), ANSWERS, ids=[row[1] for row in ANSWERS])
def test_answers(name: str, answer: str, expected: list[str]) -> None:
    assert statuses(LAYER.format(name) + answer) == expected


def test_without_an_activation_the_output_is_unknown() -> None:
    """ReLU is only assumed, so that no verdict rests on it."""
    text = LAYER.replace("Activation: {}\n", "") + "Answer: z = (0, -8), y = (0, 1)"

    assert statuses(text) == ["proved", "unknown"]


def test_a_place_has_one_verdict() -> None:
    """A decided claim of the document stays; an undecided one or a bare name gives way."""
    text = LAYER.format("ReLU") + "Answer: y = (0, 1)"
    start = text.index("y =")
    span = Span(Source("a.md", text), start, start + 4)

    def merged(kind: ClaimKind, status: Status) -> list[tuple[ClaimKind, Status]]:
        claim = Checked(kind, span, span.start, span.end, Judgement(status))
        report = with_homework(Report("a.md", (claim,)), text)
        return [(found.kind, found.judgement.status) for found in report.claims]

    answer = [(ClaimKind.MATRIX, Status.REFUTED)]
    assert merged(ClaimKind.MATRIX, Status.UNKNOWN) == answer
    assert merged(ClaimKind.DEFINITION, Status.PROVED) == answer
    decided = (ClaimKind.NUMERIC, Status.REFUTED)
    assert merged(*decided) == [decided]


@pytest.mark.parametrize("text", ["", "# Notes\nLet $x$ be a number.", "W = [[1, 2], [a, b]]"])
def test_other_texts_are_left_alone(text: str) -> None:
    report = Report("a.md", ())

    assert with_homework(report, text) == report


def test_a_damaged_problem_is_a_remark() -> None:
    text = "## A\nx = (2, -1), W = [[1, 3], [-2]], b = (1, 0)\nAnswer: y = (0, 1)"
    report = with_homework(Report("a.md", ()), text)

    assert [d.code for d in report.diagnostics] == ["SA603"]
    assert report.claims == ()


def test_a_text_without_answers_is_no_homework() -> None:
    text = "## A\nx = (2, -1), W = [[1, 3], [-2]], b = (1, 0)\n"

    assert with_homework(Report("a.md", ()), text) == Report("a.md", ())
