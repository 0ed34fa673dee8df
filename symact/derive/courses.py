"""Statements that read off a curve: extrema, plateaus, monotonicity, convexity, critical points."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise

import sympy as sp

from symact.derive.curves import Curve, Locals, Spot
from symact.derive.images import Span, interval, level_set
from symact.derive.profile import MonotonePiece, MonotonePieces, Plateau, Point, Points
from symact.kernel.reals import Real, closed_form, compare


def is_continuous_at(curve: Curve, index: int) -> bool:
    """Whether the curve is continuous at spot *index*."""
    spot = curve.spots[index]
    value = spot.value
    before, after = curve.stretches[index], curve.stretches[index + 1]
    if value is None:
        return False
    if spot.is_smooth:
        return True
    sides = [s for s, gap in ((before.right, before.is_gap), (after.left, after.is_gap)) if not gap]
    return all(side.is_finite and compare(side, value) == 0 for side in sides)


def jumps_at(curve: Curve, index: int) -> bool:
    """Whether two of the one-sided limits and the value at spot *index* differ.

    A hole is no jump, and neither is the end of the domain where the function has no value.
    """
    spot, before, after = curve.spots[index], *curve.stretches[index : index + 2]
    if spot.is_smooth:
        return False
    heights = [
        s for s, gap in ((before.right, before.is_gap), (after.left, after.is_gap)) if not gap
    ]
    heights += [] if spot.value is None else [spot.value]
    return any(compare(*pair) for pair in pairwise(heights))


def where_of(spot: Spot) -> str:
    """What a profile says of a point: ``kink`` where the function is not C-infinity."""
    return "kink" if spot.is_break and not spot.is_smooth else "smooth"


def doubtful(found: Mapping[str, object]) -> list[str]:
    """The fields that call a place a kink, where it is not known which places are."""
    named = {name: found.get(name) for name in ("local_extrema", "critical_points")}
    return [
        name
        for name, points in named.items()
        if isinstance(points, Points) and any(p.where == "kink" for p in points.points)
    ]


def local_extrema(curve: Curve) -> Points:
    """The strict local extrema at points of continuity."""
    found = []
    for index, spot in enumerate(curve.spots):
        before, after = _directions(curve, index)
        if before * after < 0 and spot.value is not None and is_continuous_at(curve, index):
            kind = "maximum" if before > 0 else "minimum"
            found.append(Point(spot.at.number(), spot.value.number(), kind, where_of(spot)))
    return Points(tuple(found))


def _directions(curve: Curve, index: int) -> tuple[int, int]:
    """The directions beside a spot; at the end of the domain the missing one is made up.

    A function that rises from the end of its domain has its minimum there, as if it fell before.
    """
    before, after = curve.stretches[index], curve.stretches[index + 1]
    if before.is_gap and after.is_gap:
        return 0, 0
    left = -after.direction if before.is_gap else before.direction
    right = -before.direction if after.is_gap else after.direction
    return left, right


def critical_points(curve: Curve, slope: Curve) -> Points:
    """The isolated points where the derivative exists and is 0.

    Args:
        curve: the function.
        slope: its derivative; its value at a break is None where it does not exist.
    """
    chosen = critical_spots(curve, slope)
    found = []
    for index, spot in enumerate(curve.spots):
        if spot in chosen and spot.value is not None:
            before, after = (curve.stretches[i].direction for i in (index, index + 1))
            kind = "saddle" if before == after else "maximum" if before > 0 else "minimum"
            found.append(Point(spot.at.number(), spot.value.number(), kind, where_of(spot)))
    return Points(tuple(found))


def critical_spots(curve: Curve, slope: Curve) -> list[Spot]:
    """The spots of a curve at which its derivative is 0, beside no plateau and no gap."""
    found = []
    for index, spot in enumerate(curve.spots):
        sides = (curve.stretches[i] for i in (index, index + 1))
        if spot.value is None or any(side.direction == 0 for side in sides):
            continue
        if not spot.is_break or _is_zero(_at(slope, spot.at)):
            found.append(spot)
    return found


def height(curve: Curve, locals_: Locals, at: Real) -> Real | None:
    """The value of the function at a point that is a spot or inside a smooth piece."""
    for spot in curve.spots:
        if compare(spot.at, at) == 0:
            return spot.value
    for local in locals_:
        if local is None:
            continue
        lower, upper = local.ends
        if compare(lower, at) < 0 and compare(at, upper) < 0:
            return local.value(0, at)
    return None


def inflections(slope: Curve, height_at: Callable[[Real], Real | None]) -> Points:
    """The points where the derivative exists and turns from strict rise to strict fall, or back.

    Args:
        slope: the derivative, whose directions are the signs of the second derivative.
        height_at: the value of the function at a point of its domain.
    """
    found = []
    for index, spot in enumerate(slope.spots):
        before, after = (slope.stretches[i].direction for i in (index, index + 1))
        value = height_at(spot.at) if before * after < 0 and spot.value is not None else None
        if value is not None:
            found.append(Point(spot.at.number(), value.number(), "inflection", where_of(spot)))
    return Points(tuple(found))


def _at(curve: Curve, at: Real) -> Spot | None:
    return next((s for s in curve.spots if s.is_break and compare(s.at, at) == 0), None)


def _is_zero(spot: Spot | None) -> bool:
    if spot is None or spot.value is None:
        return False
    return compare(spot.value, closed_form(sp.S.Zero)) == 0


def plateaus(curve: Curve) -> tuple[Plateau, ...]:
    """The intervals of positive length on which the function is constant."""
    heights: list[Real] = []
    for stretch in curve.stretches:
        if stretch.is_gap:
            continue
        if stretch.direction == 0 and all(compare(stretch.left, h) for h in heights):
            heights.append(stretch.left)
    found: list[Plateau] = []
    for height in heights:
        found += [Plateau(i, height.number()) for i in level_set(curve, height).intervals]
    return tuple(sorted(found, key=lambda p: float(p.interval.lower)))


def monotone_pieces(curve: Curve) -> MonotonePieces:
    """The intervals of one direction, neighbours of the same direction joined where continuous."""
    result: list[tuple[Span, int]] = []
    for index, stretch in enumerate(curve.stretches):
        if stretch.is_gap:
            continue
        joins = (
            index > 0
            and not curve.stretches[index - 1].is_gap
            and result[-1][1] == stretch.direction
            and is_continuous_at(curve, index - 1)
        )
        if joins:
            last = result[-1][0]
            result[-1] = (Span(last.lower, stretch.upper, False, False), stretch.direction)
        else:
            result.append((Span(stretch.lower, stretch.upper, False, False), stretch.direction))
    return MonotonePieces(tuple(MonotonePiece(interval(span), way) for span, way in result))


def monotone(curve: Curve) -> str:
    """Whether the function is monotone on its domain, strictly or not."""
    directions = {s.direction for s in curve.stretches if not s.is_gap}
    moves = set(_steps(curve))
    if moves <= {0} and directions == {0}:
        return "constant"
    for sign, strict, weak in (
        (1, "strictly increasing", "nondecreasing"),
        (-1, "strictly decreasing", "nonincreasing"),
    ):
        if -sign not in directions and -sign not in moves:
            return weak if 0 in directions else strict
    return "none"


def _steps(curve: Curve) -> Iterator[int]:
    """The directions of the steps between what is left of a spot or a gap and what is right."""
    last: Real | None = None
    for index, stretch in enumerate(curve.stretches):
        if not stretch.is_gap:
            if last is not None:
                yield compare(stretch.left, last)
            last = stretch.right
        value = curve.spots[index].value if index < len(curve.spots) else None
        if value is not None:
            if last is not None:
                yield compare(value, last)
            last = value


def convexity(curve: Curve, slope: Curve) -> str:
    """Whether the function is convex, concave or affine on its domain."""
    if any(stretch.is_gap for stretch in curve.stretches[1:-1]):
        return "neither"
    inner = [i for i, s in enumerate(curve.spots) if s.is_break and not _beside_gap(curve, i)]
    if any(not is_continuous_at(curve, i) for i in inner):
        return "neither"
    bends = {s.direction for s in slope.stretches if not s.is_gap}
    bends |= {
        compare(right.left, left.right)
        for (left, right), spot in zip(pairwise(slope.stretches), slope.spots, strict=True)
        if spot.is_break and not (left.is_gap or right.is_gap)
    }
    bends |= {_step_at_end(curve, i) for i, s in enumerate(curve.spots) if _beside_gap(curve, i)}
    if bends <= {0}:
        return "affine"
    if -1 not in bends:
        return "convex"
    return "concave" if 1 not in bends else "neither"


def _step_at_end(curve: Curve, index: int) -> int:
    """How the value at an end of the domain compares with the limit; higher is still convex."""
    value, before, after = curve.spots[index].value, *curve.stretches[index : index + 2]
    if value is None or (before.is_gap and after.is_gap):
        return 0
    return compare(value, after.left if before.is_gap else before.right)


def _beside_gap(curve: Curve, index: int) -> bool:
    return curve.stretches[index].is_gap or curve.stretches[index + 1].is_gap
