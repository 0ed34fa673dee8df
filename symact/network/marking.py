"""Answers stated in a problem file, compared with the exact forward pass."""

from dataclasses import dataclass
from fractions import Fraction
from typing import final

from symact.core.number import Number
from symact.core.verdict import Status, Verdict
from symact.network.dense import Dense, Forward
from symact.reading.answers import Answer, stated_answers
from symact.reading.problem import Problem, read_problems


@final
@dataclass(frozen=True, slots=True)
class Marked:
    """A stated answer with the verdict on it.

    Attributes:
        line: where it stands, counted from 1.
    """

    line: int
    statement: str
    verdict: Verdict


def mark(text: str, *, source_name: str = "<text>") -> tuple[Marked, ...]:
    r"""The verdict on every answer that a problem file states.

    Raises:
        InputError: for a file that cannot be read as problems.

    Example:
        >>> text = "## A\nx = (2, -1), W = [[1, 3], [-2, 4]], b = (1, 0)\n\nAnswer: y = (0, 1)"
        >>> [(m.line, m.verdict.status.value, m.verdict.reason) for m in mark(text)]
        [(4, 'refuted', 'y = (0, 0)')]
    """
    problems = read_problems(text, source_name=source_name)
    starts = [p.span.start for p in problems[1:]]
    marked: list[Marked] = []
    for problem, end in zip(problems, [*starts, len(text)], strict=True):
        forward = Dense(problem.W.rows, [row[0] for row in problem.b.rows], problem.activation)
        result = forward.forward(problem.x.rows)
        answers = stated_answers(problem.span.source, problem.span.start, end)
        marked.extend(_marked(problem, result, answer) for answer in answers)
    return tuple(marked)


def _marked(problem: Problem, forward: Forward, answer: Answer) -> Marked:
    truth = {"Wx": _exact(forward.product), "z": _exact(forward.z), "y": _outputs(forward.y)}
    right = truth[answer.name]
    stated = [list(row) for row in answer.matrix.rows]
    statement = f"{problem.title}: {answer.name}"
    if right is None:
        reason = "the exact answer is irrational, and rounding is not judged yet"
        return Marked(answer.span.line, statement, Verdict(Status.UNKNOWN, reason))
    if stated == right:
        return Marked(answer.span.line, statement, Verdict(Status.PROVED))
    shown = f"{answer.name} = {_shown(right)}"
    return Marked(answer.span.line, statement, Verdict(Status.REFUTED, shown))


def _exact(rows: tuple[tuple[Fraction, ...], ...]) -> list[list[Fraction]]:
    return [list(row) for row in rows]


def _outputs(rows: tuple[tuple[Number, ...], ...]) -> list[list[Fraction]] | None:
    """The outputs as rationals; None when one of them is irrational or has no closed form."""
    result = []
    for row in rows:
        entries = []
        for number in row:
            if number.exact is None or not number.exact.is_Rational:
                return None
            entries.append(Fraction(int(number.exact.p), int(number.exact.q)))
        result.append(entries)
    return result


def _shown(rows: list[list[Fraction]]) -> str:
    if all(len(row) == 1 for row in rows):
        return "(" + ", ".join(str(row[0]) for row in rows) + ")"
    return "[" + ", ".join("[" + ", ".join(map(str, row)) + "]" for row in rows) + "]"
