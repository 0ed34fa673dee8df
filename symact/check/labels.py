r"""Formulas that carry their own words, as in ``\text{max: } 0.25 \text{ at } x = 0``."""

from __future__ import annotations

from collections.abc import Sequence

import sympy as sp

from symact.check import phrases
from symact.check.chains import Claim, State
from symact.check.extents import claimed, judge_interval
from symact.check.intervals import is_interval
from symact.check.judge.extrema import extremum
from symact.check.judge.outcome import unknown
from symact.check.report import ClaimKind
from symact.check.unclear import UnclearError
from symact.core.span import Span
from symact.core.verdict import Status
from symact.reading.held import tree as t
from symact.reading.held.statements import Item, Statement


def label_claim(items: Sequence[Item], index: int, state: State) -> Claim | None:
    """The claim of a statement by the words before it, or by standing behind a definition."""
    item = items[index]
    if not isinstance(item, Statement) or item.operators or item.operands[0] is None:
        return None
    tree = item.operands[0]
    if is_interval(tree):
        return _range(item, tree, items, index, state)
    for pattern, kind in ((phrases.MAXIMUM, "max"), (phrases.MINIMUM, "min")):
        if pattern.search(item.words):
            return _extremum(item, tree, kind, items, index, state)
    return None


def _range(
    item: Statement, tree: t.Tree, items: Sequence[Item], index: int, state: State
) -> Claim | None:
    """An interval that is called a range, or that stands beside a definition in one display."""
    subject = state.context.subject
    named = phrases.RANGE.search(item.words)
    before = items[index - 1] if index else None
    beside = isinstance(before, Statement) and bool(before.operators) and item.link == "wide"
    if subject is None or not (named or beside):
        return None
    order = 1 if phrases.DERIVATIVE.search(item.words) else 0
    try:
        found = judge_interval(
            subject.expression, order, tree, state.context, role="range", tight=True
        )
    except UnclearError as error:
        found = unknown(str(error), error.code)
    return Claim(ClaimKind.RANGE, item.span, found)


def _extremum(
    item: Statement, tree: t.Tree, kind: str, items: Sequence[Item], index: int, state: State
) -> Claim | None:
    """A value that is called a maximum or a minimum, with the place that follows it."""
    subject = state.context.subject
    if subject is None:
        return None
    try:
        value = claimed(tree, state.context)
        place, end = _place(items, index, state)
    except UnclearError as error:
        return Claim(ClaimKind.EXTREMUM, item.span, unknown(str(error), error.code))
    orders = (1, 0) if state.differentiated or phrases.DERIVATIVE.search(item.words) else (0,)
    verdicts = [extremum(subject.expression, kind, order, value, place) for order in orders]
    best = next((v for v in verdicts if v.status is Status.PROVED), verdicts[0])
    if best.status is Status.REFUTED and len(orders) == 1:
        best = unknown("of which function this is the extremum is not said")
    span = Span(item.span.source, item.span.start, max(item.span.end, end))
    return Claim(ClaimKind.EXTREMUM, span, best)


def _place(items: Sequence[Item], index: int, state: State) -> tuple[sp.Expr | str | None, int]:
    """The place that the next statement names, and where it ends."""
    after = items[index + 1] if index + 1 < len(items) else None
    if (
        isinstance(after, Statement)
        and len(after.operands) == 2
        and after.operators[0] in {"=", "~"}
    ):
        left, right = after.operands
        if isinstance(left, t.Symbol) and right is not None:
            return claimed(right, state.context), after.span.end
    return None, 0
