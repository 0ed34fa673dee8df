"""Statements that read off a curve: extrema, plateaus, monotonicity, convexity, critical points."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from symact.derive.curves import Curve, Spot
from symact.derive.images import Span, interval, level_set
from symact.derive.profile import MonotonePiece, Plateau, Point, Points
from symact.kernel.reals import Real, compare


def is_continuous_at(curve: Curve, index: int) -> bool:
    """Whether the curve is continuous at spot *index*."""
    spot = curve.spots[index]
    left, right = curve.stretches[index].right, curve.stretches[index + 1].left
    if spot.value is None or not (left.is_finite and right.is_finite):
        return False
    return compare(left, spot.value) == 0 and compare(right, spot.value) == 0


def local_extrema(curve: Curve) -> Points:
    """The strict local extrema at points of continuity."""
    found = []
    for index, spot in enumerate(curve.spots):
        before, after = (curve.stretches[i].direction for i in (index, index + 1))
        if before * after < 0 and spot.value is not None and is_continuous_at(curve, index):
            kind = "maximum" if before > 0 else "minimum"
            where = "kink" if spot.is_break else "smooth"
            found.append(Point(spot.at.number(), spot.value.number(), kind, where))
    return Points(tuple(found))


def critical_points(curve: Curve, slope: Curve) -> Points:
    """The isolated points where the derivative exists and is 0.

    Args:
        curve: the function.
        slope: its derivative; its value at a break is None where it does not exist.
    """
    found = []
    for index, spot in enumerate(curve.spots):
        before, after = (curve.stretches[i].direction for i in (index, index + 1))
        if before == 0 or after == 0 or spot.value is None:
            continue
        if spot.is_break and not _is_zero(_at(slope, spot.at)):
            continue
        kind = "saddle" if before == after else "maximum" if before > 0 else "minimum"
        found.append(Point(spot.at.number(), spot.value.number(), kind, "smooth"))
    return Points(tuple(found))


def inflections(slope: Curve, height: Callable[[Real], Real | None]) -> Points:
    """The points where the derivative exists and turns from strict rise to strict fall, or back.

    Args:
        slope: the derivative, whose directions are the signs of the second derivative.
        height: the value of the function at a point of its domain.
    """
    found = []
    for index, spot in enumerate(slope.spots):
        before, after = (slope.stretches[i].direction for i in (index, index + 1))
        value = height(spot.at) if before * after < 0 and spot.value is not None else None
        if value is not None:
            found.append(Point(spot.at.number(), value.number(), "inflection", "smooth"))
    return Points(tuple(found))


def _at(curve: Curve, at: Real) -> Spot | None:
    return next((s for s in curve.spots if s.is_break and compare(s.at, at) == 0), None)


def _is_zero(spot: Spot | None) -> bool:
    return (
        spot is not None
        and spot.value is not None
        and spot.value.exact is not None
        and bool(spot.value.exact == 0)
    )


def plateaus(curve: Curve) -> tuple[Plateau, ...]:
    """The intervals of positive length on which the function is constant."""
    heights: list[Real] = []
    for stretch in curve.stretches:
        if stretch.direction == 0 and all(compare(stretch.left, h) for h in heights):
            heights.append(stretch.left)
    found: list[Plateau] = []
    for height in heights:
        found += [Plateau(i, height.number()) for i in level_set(curve, height).intervals]
    return tuple(sorted(found, key=lambda p: float(p.interval.lower)))


def monotone_pieces(curve: Curve) -> tuple[MonotonePiece, ...]:
    """The intervals of one direction, neighbours of the same direction joined where continuous."""
    result: list[tuple[Span, int]] = []
    for index, stretch in enumerate(curve.stretches):
        joins = (
            index > 0 and result[-1][1] == stretch.direction and is_continuous_at(curve, index - 1)
        )
        if joins:
            last = result[-1][0]
            result[-1] = (Span(last.lower, stretch.upper, False, False), stretch.direction)
        else:
            result.append((Span(stretch.lower, stretch.upper, False, False), stretch.direction))
    return tuple(MonotonePiece(interval(span), direction) for span, direction in result)


def monotone(curve: Curve) -> str:
    """Whether the function is monotone on its domain, strictly or not."""
    directions = {s.direction for s in curve.stretches}
    steps = [_steps(curve, i) for i in range(len(curve.spots))]
    if any(step is None for step in steps):
        return "none"
    moves = {step for pair in steps if pair is not None for step in pair}
    if moves <= {0} and directions == {0}:
        return "constant"
    for sign, strict, weak in (
        (1, "strictly increasing", "nondecreasing"),
        (-1, "strictly decreasing", "nonincreasing"),
    ):
        if -sign not in directions and -sign not in moves:
            return weak if 0 in directions else strict
    return "none"


def _steps(curve: Curve, index: int) -> tuple[int, int] | None:
    """The directions of the jumps to and from a spot; None at a pole."""
    spot = curve.spots[index]
    left, right = curve.stretches[index].right, curve.stretches[index + 1].left
    if spot.value is None:
        if left.is_finite and right.is_finite:
            step = compare(right, left)
            return step, step
        return None
    return compare(spot.value, left), compare(right, spot.value)


def convexity(curve: Curve, slope: Curve) -> str:
    """Whether the function is convex, concave or affine on its domain."""
    if any(not is_continuous_at(curve, i) for i, s in enumerate(curve.spots) if s.is_break):
        return "neither"
    bends = {s.direction for s in slope.stretches}
    bends |= {
        compare(right.left, left.right)
        for (left, right), spot in zip(pairwise(slope.stretches), slope.spots, strict=True)
        if spot.is_break
    }
    if bends <= {0}:
        return "affine"
    if -1 not in bends:
        return "convex"
    return "concave" if 1 not in bends else "neither"
