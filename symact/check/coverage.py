"""Whether the rows of a function by cases leave a gap, or contradict each other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import TypeAlias

import sympy as sp

Interval: TypeAlias = "tuple[sp.Expr, sp.Expr]"
Row: TypeAlias = "tuple[sp.Expr, sp.Basic | bool]"

_TURNED = {sp.Lt: sp.Gt, sp.Le: sp.Ge, sp.Gt: sp.Lt, sp.Ge: sp.Le}


def fault(rows: Sequence[Row]) -> str:
    """What is wrong with some cases as a definition; empty where nothing is, or is seen.

    Single places that are left out or named twice are those at which a derivative has a kink.

    Example:
        >>> x = sp.Symbol("x", real=True)
        >>> fault([(x, x > 3), (sp.S.Zero, x <= 0)])
        'the cases say nothing between 0 and 3'
        >>> fault([(x, x > 0), (sp.S.Zero, x <= 3)])
        'two cases overlap between 0 and 3'
        >>> fault([(x, x > 0), (sp.S.Zero, x <= 0)])
        ''
    """
    if any(condition is True or condition == sp.true for _, condition in rows):
        rows = [row for row in rows if row[1] is not True and row[1] != sp.true]
        covers = True
    else:
        covers = False
    pieces = [(value, _interval(condition)) for value, condition in rows]
    if any(piece is None for _, piece in pieces):
        return ""
    known = [(value, piece) for value, piece in pieces if piece is not None]
    for (one, (low, high)), (other, (from_, to)) in combinations(known, 2):
        start, end = sp.Max(low, from_), sp.Min(high, to)
        if start < end and one != other:
            return f"two cases overlap {_between(start, end)}"
    if covers:
        return ""
    reached = -sp.oo
    for low, high in sorted((piece for _, piece in known), key=lambda ends: ends[0]):
        if low > reached:
            return f"the cases say nothing {_between(reached, low)}"
        reached = sp.Max(reached, high)
    return f"the cases say nothing {_between(reached, sp.oo)}" if reached < sp.oo else ""


def _interval(condition: sp.Basic | bool) -> Interval | None:
    """The open interval of a condition on one letter with numbers; None for another condition."""
    if not isinstance(condition, sp.Basic) or len(condition.free_symbols) != 1:
        return None
    parts = condition.args if isinstance(condition, sp.And) else (condition,)
    low, high = -sp.oo, sp.oo
    for part in parts:
        head = part.func
        if head not in _TURNED:
            return None
        left, right = part.args
        if left.is_number:
            left, right, head = right, left, _TURNED[head]
        if not left.is_Symbol or not right.is_Rational:
            return None
        if head in {sp.Lt, sp.Le}:
            high = sp.Min(high, right)
        else:
            low = sp.Max(low, right)
    return low, high


def _between(low: sp.Expr, high: sp.Expr) -> str:
    if low == -sp.oo:
        return f"below {high}"
    return f"above {low}" if high == sp.oo else f"between {low} and {high}"
