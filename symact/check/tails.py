r"""Chains that end in another relation: ``\sigma(x) = 1/(1 + e^{-x}) \in (0, 1)``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from symact.check.context import Context
from symact.check.extents import Found, judge_extent
from symact.check.judge.outcome import unknown
from symact.core.span import Span
from symact.core.verdict import Status
from symact.reading.held import tree as t
from symact.reading.held.statements import Statement

EQUAL = frozenset(("=", ":="))


def cut(statement: Statement) -> tuple[Statement, Statement] | None:
    """The equations that a chain begins with, and the relation behind them; None for others."""
    signs = statement.operators
    count = next((k for k, sign in enumerate(signs) if sign not in EQUAL), 0)
    if not count or any(sign in EQUAL or sign == "~" for sign in signs[count:]):
        return None
    first, joint, last = (statement.operands[k] for k in (0, count, -1))
    of_function = isinstance(first, t.Call | t.Prime | t.Derivative)
    # "pred = sigma(z) >= 0.5" and "loss = 0.5 -> 0.3" say something else.
    if joint is None or not (of_function or isinstance(last, t.Bracket) or is_shape(last)):
        return None
    source = statement.span.source
    before = replace(
        statement, operands=statement.operands[: count + 1], operators=signs[:count],
        operator_spans=statement.operator_spans[:count],
        span=Span(source, statement.span.start, joint.span.end),
    )  # fmt: skip
    after = replace(
        statement, operands=statement.operands[count:], operators=signs[count:],
        operator_spans=statement.operator_spans[count:],
        span=Span(source, joint.span.start, statement.span.end), link="",
    )  # fmt: skip
    return before, after


def is_shape(tree: t.Tree | None) -> bool:
    r"""Whether a set only says which shape its elements have: ``\mathbb{R}^{n \times m}``."""
    return isinstance(tree, t.Numbers) and bool(tree.dimensions)


def judge_tail(
    first: t.Tree | None, tail: Statement, context: Context, *, is_sound: bool
) -> Found | None:
    """Whether the relation at the end of a chain holds, of its last side or of what equals it.

    Args:
        first: the side with which the chain begins.
        is_sound: whether all its equations hold; without them the first side says nothing here.
    """
    operands: Sequence[t.Tree] = [o for o in tail.operands if o is not None]
    found = judge_extent(tuple(operands), tail.operators, context, tail.condition)
    if is_sound and first is not None and (found is None or _is_open(found)):
        from_first = (first, *operands[1:])
        found = judge_extent(from_first, tail.operators, context, tail.condition) or found
    if found is None or found[1].status is not Status.REFUTED:
        return found
    # "f(x) = x^2 < 4" may be solved for x, and a restriction of x may stand below the display.
    return found[0], unknown("it may hold only for some values: what stands beside it may say so")


def _is_open(found: Found) -> bool:
    return found[1].status is Status.UNKNOWN
