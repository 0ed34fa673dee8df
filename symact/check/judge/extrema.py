"""Statements about the greatest and the least value, and where a function takes it."""

from __future__ import annotations

from functools import lru_cache
from typing import TypeAlias

import sympy as sp

from symact.check.judge.assumptions import NONE, Assumptions, letters
from symact.check.judge.derivatives import value_of
from symact.check.judge.enclosures import plain
from symact.check.judge.facts import (
    SAME,
    Fixed,
    Match,
    known,
    match,
    number_tex,
    order_of,
    put_in,
    range_in,
    slope_studied,
    studied,
)
from symact.check.judge.numbers import measured
from symact.check.judge.outcome import honest, proved, refuted, unknown
from symact.check.report import Counterexample, Judgement
from symact.core.errors import SymactError
from symact.core.number import Interval, Number
from symact.derive.branches import has_pieces
from symact.derive.profile import End, Points, Profile

WRONG = "SA206"
Claimed: TypeAlias = "sp.Expr | str | None"
KINDS = {
    "max": ("supremum", True, "maximum"),
    "sup": ("supremum", False, "maximum"),
    "argmax": ("supremum", True, "maximum"),
    "min": ("infimum", True, "minimum"),
    "inf": ("infimum", False, "minimum"),
    "argmin": ("infimum", True, "minimum"),
}


@honest
def extremum(
    f: sp.Expr,
    kind: str,
    order: int = 0,
    value: Claimed = None,
    at: Claimed = None,
    assumptions: Assumptions = NONE,
) -> Judgement:
    """Whether a function, or its derivative of an order, has an extremum of a value at a place.

    Args:
        kind: ``max``, ``min``, ``sup``, ``inf``, ``argmax`` or ``argmin``.
        value, at: exact, or decimals as they are written, or None where nothing is said.

    Example:
        >>> from symact.core.activation import x
        >>> s = 1 / (1 + sp.exp(-x))
        >>> extremum(s, "max", 1, sp.Rational(1, 4), sp.S.Zero).status
        <Status.PROVED: 'proved'>
        >>> print(extremum(s, "max", 0, sp.S.One).reason)
        the supremum 1 is not attained
        >>> extremum(x * s, "min", 0, "-0.278", "-1.278").status
        <Status.PROVED: 'proved'>
    """
    given = [None if v is None or isinstance(v, str) else plain(v) for v in (value, at)]
    value = value if isinstance(value, str) else given[0]
    at = at if isinstance(at, str) else given[1]
    return _extremum(plain(f), kind, order, value, at, assumptions)


@lru_cache(maxsize=2048)
def _extremum(
    f: sp.Expr, kind: str, order: int, value: Claimed, at: Claimed, assumptions: Assumptions
) -> Judgement:
    if not assumptions.is_whole:
        return unknown("an extremum on a part of the line is not looked at")
    name, must_be_attained, local = KINDS[kind]
    subject, left = slope_studied(f, order)

    def question(p: Profile, fixed: Fixed) -> Judgement:
        values = range_in(p, left)
        end = values.supremum if name == "supremum" else values.infimum
        if order > 1 and has_pieces(f) and must_be_attained and not end.attained:
            return unknown("it is not decided whether the extremum is attained")
        found = _of_value(end, name, put_in(value, fixed), attained=must_be_attained)
        if found is None and at is not None:
            found = _of_place(end, name, put_in(at, fixed), f, order)
        if found is None:
            return proved()
        if found.code == WRONG and left == 0 and _is_local(p, local, value, at):
            return unknown(f"it is a {local} nearby only, and not of all values", right=found.right)
        return found

    return studied(subject, question, assumptions)


def _of_value(end: End, name: str, value: Claimed, *, attained: bool) -> Judgement | None:
    """What is wrong or open about the value; None for nothing."""
    number = number_tex(end.number)
    right = number if end.attained or not attained else rf"\{name[:3]} = {number}"
    how = Match.SAME if value is None else match(end.number, value)
    if how is Match.APART:
        example = _two_values(end.number, value)
        return refuted(WRONG, f"the {name} is {number}", example, right=right)
    if how not in SAME:
        return unknown(f"the {name} is {number}", right=right)
    if not end.number.is_finite and attained:
        side = "above" if name == "supremum" else "below"
        return refuted(WRONG, f"it is not bounded {side}", right=right)
    if attained and not end.attained:
        return refuted(WRONG, f"the {name} {number} is not attained", right=right)
    return None


def _two_values(number: Number, value: Claimed) -> Counterexample | None:
    if not number.is_finite or (number.exact is not None and number.exact.free_symbols):
        return None
    if value in (sp.oo, -sp.oo) or number.around is not None:
        return None
    return Counterexample((), measured(number).digits(), str(value))


def _of_place(end: End, name: str, at: Claimed, f: sp.Expr, order: int) -> Judgement | None:
    """What is wrong or open about the place; None for nothing."""
    how = {match(place, at) for place in end.at} | {_inside(span, at) for span in end.on}
    if how & {*SAME}:
        return None
    there = None if isinstance(at, str) else _has_value(f, order, at, end.number)
    if there:
        return None
    if not end.attained:
        if at in (sp.oo, -sp.oo):
            return unknown(f"the {name} is approached only; a limit would say where")
        return refuted(WRONG, f"the {name} {number_tex(end.number)} is not attained")
    right = end.family or ", ".join(number_tex(place) for place in end.at)
    reason = f"it is attained at x = {right}" if right else "it is attained on an interval"
    # A list of places is complete but for a family, and for joins of derivatives of high order.
    complete = end.family is None and not (order > 1 and has_pieces(f))
    if there is False or (complete and how == {Match.APART}):
        return refuted(WRONG, reason, right=f"x = {right}" if right else None)
    return unknown(reason, right=right or None)


def _inside(span: Interval, at: Claimed) -> Match:
    """Whether a place lies in an interval on which the value is attained."""
    if at is None or isinstance(at, str):
        return Match.OPEN
    if at in (sp.oo, -sp.oo):
        return Match.APART
    try:
        below, above = order_of(span.lower, at), order_of(span.upper, at)
    except SymactError:
        return Match.OPEN
    return Match.SAME if below <= 0 <= above else Match.APART


def _has_value(f: sp.Expr, order: int, at: sp.Expr, number: Number) -> bool | None:
    """Whether the value at a place is a number; None where that is open."""
    try:
        found = None if letters(f) or at in (sp.oo, -sp.oo) else value_of(f, order, at)
        return None if found is None else order_of(number, found) == 0
    except (SymactError, ZeroDivisionError):
        return None


def _is_local(p: Profile, kind: str, value: Claimed, at: Claimed) -> bool:
    """Whether what is claimed may be said of a local extremum."""
    try:
        points = known(p, "local_extrema")
    except SymactError:
        return False
    if not isinstance(points, Points):
        return False
    return any(
        (value is None or match(point.value, value) is not Match.APART)
        and (at is None or match(point.at, at) is not Match.APART)
        for point in points.points
        if point.kind == kind
    )
