"""Verdicts on equations between vectors and matrices, and on what is said to be defined or not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import final

import sympy as sp

from symact.check.linear.entries import Entry, symbolic
from symact.check.linear.evaluate import readings
from symact.check.linear.keys import key_of
from symact.check.linear.readings import context
from symact.check.linear.rounding import compared, long_told, round_to
from symact.check.linear.shapes import is_vector, length, merged
from symact.check.linear.values import (
    Misfit,
    UnknownNameError,
    Value,
    as_column,
    as_row,
    latex,
    told,
)
from symact.check.report import Counterexample, Judgement
from symact.core.errors import SymactError
from symact.core.verdict import Status
from symact.reading.held.tree import Bracket, Symbol, Tree
from symact.reading.held.walk import every

MATRIX, SHAPES, NUMBER, UNDEFINED, UNDECIDED = "SA209", "SA210", "SA211", "SA242", "SA243"
SHOWN = 10
MAX_PAIRS = 64


def judge_equation(
    left: Tree,
    right: Tree,
    names: Mapping[str, Value],
    functions: Mapping[str, sp.Expr] | None = None,
    *,
    approximate: bool = False,
) -> Judgement:
    r"""Whether two formulas over numbers, vectors and matrices are equal.

    Args:
        names: values by the keys of `keys.key_of`.
        functions: functions of one variable as expressions in ``x``.
        approximate: whether only ``\approx`` is claimed.

    Example:
        >>> from symact.core.span import Source, Span
        >>> from symact.check.linear.values import matrix
        >>> from symact.reading.held.tree import Number, Symbol
        >>> here = Span(Source("a", ""), 0, 0)
        >>> five = {"n": matrix([[5]])}
        >>> wrong = judge_equation(Symbol("n", here), Number("4", here), five)
        >>> wrong.status.value, wrong.code, wrong.reason
        ('refuted', 'SA211', 'the value is 5, not 4')
    """
    known = context(names, functions or {})
    try:
        one, two = readings(left, known), readings(right, known)
        for side in (one, two):
            if isinstance(side, Misfit):
                return Judgement(Status.REFUTED, side.message, SHAPES)
        assert not isinstance(one, Misfit)  # noqa: S101
        assert not isinstance(two, Misfit)  # noqa: S101
        return _judged(one, two, approximate=approximate)
    except UnknownNameError as error:
        return Judgement(Status.UNKNOWN, str(error), UNDEFINED)
    except SymactError as error:
        return Judgement(Status.UNKNOWN, str(error), UNDECIDED)


def judge_defined(
    tree: Tree,
    names: Mapping[str, Value],
    functions: Mapping[str, sp.Expr] | None = None,
    *,
    is_defined: bool = True,
) -> Judgement:
    """Whether a formula is defined, as far as its shapes go, or is not, as is claimed.

    Args:
        is_defined: what is claimed: False for "is not possible".
    """
    try:
        found = readings(tree, context(names, functions or {}))
    except UnknownNameError as error:
        return Judgement(Status.UNKNOWN, str(error), UNDEFINED)
    except SymactError as error:
        return Judgement(Status.UNKNOWN, str(error), UNDECIDED)
    if isinstance(found, Misfit):
        if is_defined:
            return Judgement(Status.REFUTED, found.message, SHAPES)
        return Judgement(Status.PROVED, note=found.message)
    usual = [value for value in found if not value.is_lenient]
    if not usual or (not is_defined and _has_list(tree, names)):
        return Judgement(Status.UNKNOWN, "it depends on the convention", UNDECIDED)
    if is_defined:
        return Judgement(Status.PROVED, note=f"the result is {told(usual[0].shape)}")
    return Judgement(Status.REFUTED, f"it is defined: the result is {told(usual[0].shape)}", SHAPES)


def _has_list(tree: Tree, names: Mapping[str, Value]) -> bool:
    """Whether the orientation of some vector in a formula is not stated."""
    symbols = (key_of(node) for node in every(tree) if isinstance(node, Symbol))
    return any(isinstance(node, Bracket) for node in every(tree)) or any(
        names[key].is_list for key in symbols if key in names
    )


@final
@dataclass(frozen=True, slots=True)
class _Difference:
    """One entry in which two values differ; None for the place of a scalar."""

    place: tuple[int, ...] | None
    truth: Entry
    stated: Entry


def _judged(left: tuple[Value, ...], right: tuple[Value, ...], *, approximate: bool) -> Judgement:
    """The verdict over all pairs of readings: they must agree on it."""
    pairs = [(one, two) for one in left for two in right]
    if len(pairs) > MAX_PAIRS:
        return Judgement(Status.UNKNOWN, "the formula has too many readings", UNDECIDED)
    fitting = [pair for pair in pairs if _fits(*pair)]
    verdicts = [
        (one.is_lenient or two.is_lenient, _compared(one, two, approximate=approximate))
        for one, two in fitting or pairs
    ]
    usual = [verdict for is_lenient, verdict in verdicts if not is_lenient]
    if not usual:
        worst = [v for _, v in verdicts if v.status is Status.REFUTED]
        if len(worst) == len(verdicts):
            return worst[0]
        return Judgement(Status.UNKNOWN, "it depends on the convention", UNDECIDED)
    states = {verdict.status for verdict in usual}
    if states == {Status.PROVED}:
        return usual[0]
    everything = {verdict.status for _, verdict in verdicts}
    if everything == {Status.REFUTED}:
        return usual[0]
    undecided = [verdict for verdict in usual if verdict.status is Status.UNKNOWN]
    if undecided:
        return undecided[0]
    return Judgement(Status.UNKNOWN, "the product has two readings, and they disagree", UNDECIDED)


def _fits(left: Value, right: Value) -> bool:
    return merged(left.shape, right.shape) is not None


def _compared(left: Value, right: Value, *, approximate: bool) -> Judgement:
    one, two = left.shape, right.shape
    note = "; ".join(sorted({*left.remarks, *right.remarks}))
    if merged(one, two) is None:
        if is_vector(one) and is_vector(two) and length(one) == length(two):
            turned = _entrywise(as_column(left), as_column(right), approximate=approximate)
            if turned.status is Status.PROVED:
                reason = "the entries agree, but one side is a row and the other a column"
                return Judgement(Status.UNKNOWN, reason, SHAPES)
            return turned
        return _unequal_shapes(left, right)
    if left.is_list != right.is_list:
        turn = as_row if len((right if left.is_list else left).rows) == 1 else as_column
        left, right = (turn(left), right) if left.is_list else (left, turn(right))
        result = _entrywise(left, right, approximate=approximate)
    else:
        result = _entrywise(left, right, approximate=approximate)
    if result.status is Status.PROVED and note:
        return replace(result, note="; ".join(part for part in (note, result.note) if part))
    return result


def _unequal_shapes(left: Value, right: Value) -> Judgement:
    """A scalar beside a vector is a shorthand or a slip; other shapes are never equal."""
    if left.is_scalar or right.is_scalar:
        single, other = (left, right) if left.is_scalar else (right, left)
        if single.scalar.exact == 0 and all(item.exact == 0 for item in other.entries):
            return Judgement(Status.PROVED, note="0 stands for a vector or matrix of zeros")
        reason = f"one side is a number and the other {told(other.shape)}"
        return Judgement(Status.UNKNOWN, reason, SHAPES)
    reason = f"the left side is {told(left.shape)}, the right side {told(right.shape)}"
    return Judgement(Status.REFUTED, reason, SHAPES, right=latex(left))


def _entrywise(left: Value, right: Value, *, approximate: bool) -> Judgement:
    wrong: _Difference | None = None
    unknown = ""
    notes: set[str] = set()
    for i, (row, other) in enumerate(zip(left.rows, right.rows, strict=True), start=1):
        for j, (a, b) in enumerate(zip(row, other, strict=True), start=1):
            verdict = compared(a, b, approximate=approximate)
            if verdict.status is Status.REFUTED and wrong is None:
                wrong = _Difference(_place(left, i, j), *_true_first(a, b))
            elif verdict.status is Status.UNKNOWN:
                unknown = unknown or verdict.reason
            elif verdict.note:
                notes.add(verdict.note)
    if wrong is not None:
        return _refuted(wrong, left, right)
    if unknown:
        return Judgement(Status.UNKNOWN, unknown, UNDECIDED)
    return Judgement(Status.PROVED, note="; ".join(sorted(notes)))


def _true_first(a: Entry, b: Entry) -> tuple[Entry, Entry]:
    """What is computed, then what is stated: a number in digits is stated."""
    return (b, a) if a.is_written and not b.is_written else (a, b)


def _place(value: Value, i: int, j: int) -> tuple[int, ...] | None:
    if value.is_scalar:
        return None
    if value.is_list:
        return (i,)
    return (i, j)


def _refuted(wrong: _Difference, left: Value, right: Value) -> Judgement:
    truth, stated = _told(wrong.truth, wrong.stated), _told(wrong.stated, wrong.stated)
    computed = left if wrong.truth in left.entries else right
    # Where all that is stated has digits behind the point, the right matrix gets as many.
    places = [item.places for item in (right if computed is left else left).entries]
    common = max((p for p in places if p is not None), default=None)
    shown = latex(computed, common)
    counter = Counterexample(
        ()
        if wrong.place is None
        else tuple(zip(("row", "column"), map(str, wrong.place), strict=False)),
        _told(left.rows[_row(wrong)][_column(wrong)], wrong.stated),
        _told(right.rows[_row(wrong)][_column(wrong)], wrong.stated),
    )
    if wrong.place is None:
        reason = f"the value is {truth}, not {stated}"
        return Judgement(Status.REFUTED, reason, NUMBER, counter, shown)
    place = str(wrong.place) if len(wrong.place) == 2 else str(wrong.place[0])
    reason = f"entry {place} is {truth}, not {stated}"
    return Judgement(Status.REFUTED, reason, MATRIX, counter, shown)


def _row(wrong: _Difference) -> int:
    return 0 if wrong.place is None else wrong.place[0] - 1


def _column(wrong: _Difference) -> int:
    return 0 if wrong.place is None or len(wrong.place) < 2 else wrong.place[1] - 1


def _told(item: Entry, beside: Entry) -> str:
    """A number for people: exact where it is short, else with some more digits than stated."""
    long = long_told(item.exact)
    if long is not None:
        return long
    if isinstance(item.exact, Fraction):
        if item.is_written and item.places is not None and item.places >= 0:
            return round_to(item.exact, item.places) or str(item.exact)
        if item.exact.denominator == 1 or beside.places is None:
            return str(item.exact)
    places = max(beside.places or 0, 0) + 2 if beside.places is not None else SHOWN
    text = round_to(item.exact, places)
    if text is None:
        return str(symbolic(item.exact))
    return (
        text.rstrip("0").rstrip(".") if "." in text and isinstance(item.exact, Fraction) else text
    )
