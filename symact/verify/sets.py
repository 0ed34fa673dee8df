"""Sets of values and of places, as the rules conclude them: plain set logic over a curve."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cmp_to_key
from itertools import groupby
from typing import TypeAlias, final

from symact.kernel.reals import Real, compare
from symact.verify.curves import Curve, Stretch

# What a rule concludes: the JSON of a statement with exact numbers for its numbers.
Answer: TypeAlias = "Real | str | int | bool | Sequence[Answer] | dict[str, Answer] | None"


@final
@dataclass(frozen=True, slots=True, eq=False)
class Span:
    """A connected set of real numbers."""

    lower: Real
    upper: Real
    lower_closed: bool
    upper_closed: bool

    def answer(self) -> Answer:
        """The span as a statement holds it."""
        return {
            "lower": self.lower,
            "upper": self.upper,
            "lower_closed": self.lower_closed,
            "upper_closed": self.upper_closed,
        }


@final
@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """Isolated points and intervals, each in increasing order."""

    points: tuple[Real, ...]
    intervals: tuple[Span, ...]

    def answer(self) -> dict[str, Answer]:
        """The set as a statement holds it."""
        return {"points": list(self.points), "intervals": [i.answer() for i in self.intervals]}


def places(curve: Curve, stretches: Sequence[bool], spots: Sequence[bool]) -> Places:
    """The chosen stretches and spots: a run that holds a stretch is an interval, others points."""
    cells: list[tuple[bool, int]] = []
    for i, chosen in enumerate(stretches):
        cells.append((chosen, i))
        if i < len(spots):
            cells.append((spots[i], i))
    points: list[Real] = []
    intervals: list[Span] = []
    for chosen, run in groupby(enumerate(cells), key=lambda cell: cell[1][0]):
        inside = [(place, index) for place, (_, index) in run]
        if not chosen:
            continue
        # Cells with an even place are stretches, the others are spots.
        (first, start), (last, stop) = inside[0], inside[-1]
        if first == last and first % 2:
            points.append(curve.spots[start].at)
            continue
        lower = curve.spots[start].at if first % 2 else curve.stretches[start].lower
        upper = curve.spots[stop].at if last % 2 else curve.stretches[stop].upper
        intervals.append(Span(lower, upper, bool(first % 2), bool(last % 2)))
    return Places(tuple(points), tuple(intervals))


def level(curve: Curve, height: Real) -> Places:
    """Where constant stretches and spots have a value."""
    return places(
        curve,
        [is_flat(s) and compare(s.left, height) == 0 for s in curve.stretches],
        [s.value is not None and compare(s.value, height) == 0 for s in curve.spots],
    )


def is_flat(stretch: Stretch) -> bool:
    """Whether a function has one value on the whole stretch."""
    return stretch.direction == 0 and not stretch.is_gap


def values(curve: Curve) -> list[Span]:
    """The values of a curve as disjoint spans in increasing order."""
    found = [_values_on(s) for s in curve.stretches if not s.is_gap]
    found += [Span(s.value, s.value, True, True) for s in curve.spots if s.value is not None]
    return united(found)


def _values_on(stretch: Stretch) -> Span:
    """By the intermediate value theorem, all values between the limits at the ends."""
    if stretch.direction == 0:
        return Span(stretch.left, stretch.left, True, True)
    lower, upper = (stretch.left, stretch.right)[:: stretch.direction]
    return Span(lower, upper, False, False)


def united(spans: Iterable[Span]) -> list[Span]:
    """A union of spans as disjoint spans in increasing order."""
    result: list[Span] = []
    for span in sorted(spans, key=cmp_to_key(_earlier)):
        last = result[-1] if result else None
        if last is None or not _meet(last, span):
            result.append(span)
            continue
        order = compare(last.upper, span.upper)
        closed = (last.upper_closed and order >= 0) or (span.upper_closed and order <= 0)
        upper = last.upper if order >= 0 else span.upper
        result[-1] = Span(last.lower, upper, last.lower_closed, closed)
    return result


def _earlier(a: Span, b: Span) -> int:
    return compare(a.lower, b.lower) or (b.lower_closed - a.lower_closed)


def _meet(a: Span, b: Span) -> bool:
    order = compare(a.upper, b.lower)
    return order > 0 or (order == 0 and (a.upper_closed or b.lower_closed))
