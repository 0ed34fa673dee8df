"""The set of values of a curve and where its ends are attained: set logic over proved stretches."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cmp_to_key
from typing import final

from symact.core.errors import UnsupportedError
from symact.core.number import Interval
from symact.derive.curves import Curve, Stretch
from symact.derive.profile import End, PointSet, RangeSet
from symact.kernel.reals import Real, compare


@final
@dataclass(frozen=True, slots=True, eq=False)
class Span:
    """A connected set of values whose ends are numbers still to be printed."""

    lower: Real
    upper: Real
    lower_closed: bool
    upper_closed: bool


def image(curve: Curve) -> RangeSet:
    """The set of values of a curve with its infimum and supremum.

    Raises:
        UndecidedError: when two of the values involved are not told apart.
        UnsupportedError: for a curve without values.
    """
    spans = merged(spans_of(curve))
    if not spans:
        raise UnsupportedError("there is no value anywhere")
    lowest, highest = spans[0], spans[-1]
    return RangeSet(
        intervals=tuple(interval(s) for s in spans),
        infimum=_attained(curve, lowest.lower, attained=lowest.lower_closed),
        supremum=_attained(curve, highest.upper, attained=highest.upper_closed),
    )


def spans_of(curve: Curve) -> list[Span]:
    """The values on each stretch and at each spot."""
    return [*(_span(s) for s in curve.stretches if not s.is_gap), *_points(curve)]


def interval(span: Span) -> Interval:
    """The span with its ends printed."""
    return Interval(span.lower.number(), span.upper.number(), span.lower_closed, span.upper_closed)


def _span(stretch: Stretch) -> Span:
    if stretch.direction == 0:
        return Span(stretch.left, stretch.left, True, True)
    lower, upper = (
        (stretch.left, stretch.right) if stretch.direction > 0 else (stretch.right, stretch.left)
    )
    return Span(lower, upper, False, False)


def _points(curve: Curve) -> list[Span]:
    return [Span(s.value, s.value, True, True) for s in curve.spots if s.value is not None]


def merged(spans: Iterable[Span]) -> list[Span]:
    """The union of spans as disjoint spans in increasing order.

    Raises:
        UndecidedError: when two ends are not told apart.
    """
    result: list[Span] = []
    for span in sorted(spans, key=cmp_to_key(_order)):
        if result and _touch(result[-1], span):
            result[-1] = _union(result[-1], span)
        else:
            result.append(span)
    return result


def _order(a: Span, b: Span) -> int:
    return compare(a.lower, b.lower) or (b.lower_closed - a.lower_closed)


def _touch(a: Span, b: Span) -> bool:
    order = compare(a.upper, b.lower)
    return order > 0 or (order == 0 and (a.upper_closed or b.lower_closed))


def _union(a: Span, b: Span) -> Span:
    order = compare(a.upper, b.upper)
    upper = a.upper if order >= 0 else b.upper
    closed = {1: a.upper_closed, -1: b.upper_closed, 0: a.upper_closed or b.upper_closed}[order]
    return Span(a.lower, upper, a.lower_closed, closed)


def _attained(curve: Curve, end: Real, *, attained: bool) -> End:
    if not attained:
        return End(end.number(), attained=False)
    places = level_set(curve, end)
    return End(end.number(), attained=True, at=places.points, on=places.intervals)


def level_set(curve: Curve, height: Real) -> PointSet:
    """Where the spots and the constant stretches of a curve have a given value.

    Crossings inside a monotone stretch are not looked for: an end of the range has none.
    """
    return place_set(
        curve,
        [_is_level(s) and not compare(s.left, height) for s in curve.stretches],
        [s.value is not None and not compare(s.value, height) for s in curve.spots],
    )


def _is_level(stretch: Stretch) -> bool:
    return stretch.direction == 0 and not stretch.is_gap


def place_set(curve: Curve, stretches: list[bool], spots: list[bool]) -> PointSet:
    """The chosen stretches and spots as points and intervals, neighbours joined."""
    intervals: list[Interval] = []
    points = []
    start: Real | None = None
    start_closed = False
    count = len(curve.stretches)
    for i in range(count):
        before = i > 0 and spots[i - 1]
        if stretches[i] and start is None:
            start, start_closed = curve.stretches[i].lower, before
        after = i < count - 1 and spots[i]
        follows = after and stretches[i + 1]
        if stretches[i] and not follows and start is not None:
            intervals.append(interval(Span(start, curve.stretches[i].upper, start_closed, after)))
            start = None
        elif after and not stretches[i] and not stretches[i + 1]:
            points.append(curve.spots[i].at.number())
    return PointSet(points=tuple(points), intervals=tuple(intervals))
