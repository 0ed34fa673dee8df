"""Answers stated in a problem file, compared with the exact forward pass."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias, final

from symact.core.number import Number
from symact.core.span import Span
from symact.core.verdict import Status, Verdict
from symact.network.dense import Dense
from symact.reading.answers import Answer, stated_answers
from symact.reading.problem import Problem, read_problems

_ASSUMED = "SA609"  # the remark of a problem that names no activation
_DECIMAL = re.compile(r"[+\-−]?\d*\.(?P<digits>\d+)\Z")

_Range: TypeAlias = tuple[Fraction, Fraction]  # the value lies in it, ends included


@final
@dataclass(frozen=True, slots=True)
class Marked:
    """A stated answer with the verdict on it.

    Attributes:
        line: where it stands, counted from 1.
        name: ``Wx``, ``z`` or ``y``.
        problem: where the problem begins in the text.
        span: the whole answer.
    """

    line: int
    statement: str
    verdict: Verdict
    name: str
    problem: int
    span: Span


def mark(text: str, *, source_name: str = "<text>") -> tuple[Marked, ...]:
    r"""The verdict on every answer that a problem file states.

    An integer or a fraction is meant exactly; a decimal stands for what rounds to it.

    Raises:
        InputError: for a file that cannot be read as problems.

    Example:
        >>> text = "x = (2, -1), W = [[1, 3], [-2, 4]], b = (1, 0)\nActivation: ReLU\ny = (0, 1)"
        >>> [(m.line, m.verdict.status.value, m.verdict.reason) for m in mark(text)]
        [(3, 'refuted', 'y = (0, 0)')]
    """
    problems = read_problems(text, source_name=source_name)
    starts = [p.span.start for p in problems[1:]]
    marked: list[Marked] = []
    for problem, end in zip(problems, [*starts, len(text)], strict=True):
        forward = Dense(problem.W.rows, [row[0] for row in problem.b.rows], problem.activation)
        result = forward.forward(problem.x.rows)
        truth = {"Wx": _numbers(result.product), "z": _numbers(result.z), "y": _outputs(result.y)}
        answers = stated_answers(problem.span.source, problem.span.start, end)
        marked.extend(_marked(problem, truth[answer.name], answer) for answer in answers)
    return tuple(marked)


def _marked(problem: Problem, truth: list[list[_Range]], answer: Answer) -> Marked:
    assumed = any(remark.code == _ASSUMED for remark in problem.remarks)
    if answer.name == "y" and assumed:
        verdict = Verdict(Status.UNKNOWN, "the problem names no activation")
    else:
        verdict = _verdict(truth, answer)
    return Marked(
        line=answer.span.line,
        statement=f"{problem.title}: {answer.name}",
        verdict=verdict,
        name=answer.name,
        problem=problem.span.start,
        span=Span(answer.span.source, answer.span.start, answer.matrix.span.end),
    )


def _verdict(truth: list[list[_Range]], answer: Answer) -> Verdict:
    shown = f"{answer.name} = {_shown(truth)}"
    rows = answer.matrix.rows
    if (len(rows), len(rows[0])) != (len(truth), len(truth[0])):
        return Verdict(Status.REFUTED, shown)
    statuses = {
        _entry(value, place.text.strip().strip("{}$ "), within)
        for row, places, line in zip(rows, answer.matrix.spans, truth, strict=True)
        for value, place, within in zip(row, places, line, strict=True)
    }
    if Status.REFUTED in statuses:
        return Verdict(Status.REFUTED, shown)
    if Status.UNKNOWN in statuses:
        return Verdict(Status.UNKNOWN, f"digits of an entry are cut off, not rounded: {shown}")
    return Verdict(Status.PROVED)


def _entry(stated: Fraction, text: str, truth: _Range) -> Status:
    """Whether an entry is the true one, or what it rounds to; digits cut off are unknown.

    Example:
        >>> third = (Fraction(1, 3), Fraction(1, 3))
        >>> [_entry(Fraction(t), t, third).value for t in ("1/3", "0.33", "0.34", "2/3")]
        ['proved', 'proved', 'refuted', 'refuted']
        >>> _entry(Fraction("0.66"), "0.66", (Fraction(2, 3), Fraction(2, 3))).value
        'unknown'
    """
    lower, upper = truth
    decimal = _DECIMAL.match(text)
    unit = Fraction(1, 10 ** len(decimal["digits"])) if decimal else Fraction(0)
    if stated - unit / 2 <= lower and upper <= stated + unit / 2:
        return Status.PROVED
    # Someone who cuts off digits writes a number that is nearer to zero.
    below = unit / 2 if stated > 0 else unit
    above = unit / 2 if stated < 0 else unit
    if upper < stated - below or stated + above < lower:
        return Status.REFUTED
    return Status.UNKNOWN


def _numbers(rows: tuple[tuple[Fraction, ...], ...]) -> list[list[_Range]]:
    return [[(entry, entry) for entry in row] for row in rows]


def _outputs(rows: tuple[tuple[Number, ...], ...]) -> list[list[_Range]]:
    return [[_range(number) for number in row] for row in rows]


def _range(number: Number) -> _Range:
    """An interval that holds a number: a point where it is rational."""
    if number.exact is not None and number.exact.is_Rational:
        value = Fraction(int(number.exact.p), int(number.exact.q))
        return value, value
    # Of the digits at least 20 are correct; the bound takes far fewer of them.
    value = Fraction(number.decimal)
    slack = abs(value) / 10**15 + Fraction(1, 10**30)
    return value - slack, value + slack


def _shown(rows: Sequence[Sequence[_Range]]) -> str:
    if all(len(row) == 1 for row in rows):
        return "(" + ", ".join(_value(row[0]) for row in rows) + ")"
    return "[" + ", ".join("[" + ", ".join(map(_value, row)) + "]" for row in rows) + "]"


def _value(within: _Range) -> str:
    lower, upper = within
    return str(lower) if lower == upper else f"{float(lower):.6g}…"
