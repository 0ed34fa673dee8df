"""Rules that read a statement off the course of a function: one small function for each."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import sympy as sp

from symact.kernel.reals import Real, compare, greatest, opposite
from symact.verify.curves import NOTHING, Curve, Spot
from symact.verify.layout import Layout
from symact.verify.part import real
from symact.verify.sets import Answer, Places, Span, is_flat, level, places, united, values

NONE_INFINITE: dict[str, Answer] = {"infinite": False, "family": None}


def domain(layout: Layout) -> Answer:
    """The places where the function has a value."""
    spans = [Span(*f.part.ends, False, False) for f in layout.formulas if f is not None]
    spans += [
        Span(at, at, True, True)
        for at, value in ((real(b.at), b.value) for b in layout.breaks)
        if value is not None
    ]
    return [span.answer() for span in united(spans)]


def value_set(curve: Curve) -> Answer:
    """The set of values, its infimum and supremum, and where these are attained."""
    spans = values(curve)
    low, high = spans[0], spans[-1]
    return {
        "intervals": [span.answer() for span in spans],
        "infimum": _end(curve, low.lower, attained=low.lower_closed),
        "supremum": _end(curve, high.upper, attained=high.upper_closed),
    }


def _end(curve: Curve, number: Real, *, attained: bool) -> Answer:
    where = level(curve, number) if attained else Places((), ())
    return {
        "number": number,
        "attained": attained,
        "at": list(where.points),
        "on": [span.answer() for span in where.intervals],
        "family": None,
    }


def limits(layout: Layout, order: int) -> Answer:
    """The limits at both ends of the line; None where the function has no values there."""
    first, last = layout.formulas[0], layout.formulas[-1]
    return {
        "-oo": None if first is None else first.limit(order, upper=False),
        "oo": None if last is None else last.limit(order, upper=True),
    }


def roots(signs: Curve) -> Answer:
    """The places at which a curve of signs is 0."""
    found = places(
        signs,
        [is_flat(s) for s in signs.stretches],
        [s.value is not None and compare(s.value, NOTHING) == 0 for s in signs.spots],
    )
    return {**found.answer(), **NONE_INFINITE}


def local_extrema(f: Curve) -> Answer:
    """The strict local extrema at points of continuity.

    At an end of the domain the missing side is taken to turn back.
    """
    found: list[Answer] = []
    for index, spot in enumerate(f.spots):
        before, after = _sides(f, index)
        if before * after < 0 and f.is_continuous(index):
            kind = "maximum" if before > 0 else "minimum"
            found.append(_point(spot, kind))
    return {"points": found, **NONE_INFINITE}


def _sides(curve: Curve, index: int) -> tuple[int, int]:
    before, after = curve.stretches[index : index + 2]
    if before.is_gap and after.is_gap:
        return 0, 0
    return (
        -after.direction if before.is_gap else before.direction,
        -before.direction if after.is_gap else after.direction,
    )


def _point(spot: Spot, kind: str) -> Answer:
    where = "kink" if spot.is_break and not spot.is_smooth else "smooth"
    return {"at": spot.at, "value": spot.height, "kind": kind, "where": where}


def critical_points(f: Curve, df: Curve) -> Answer:
    """The isolated points at which the derivative exists and is 0."""
    slopes = iter([spot for spot in df.spots if spot.is_break])
    found: list[Answer] = []
    for index, spot in enumerate(f.spots):
        before, after = (s.direction for s in f.stretches[index : index + 2])
        # Both curves have the breaks in the same order; the other spots of f are zeros of f'.
        slope = next(slopes).value if spot.is_break else NOTHING
        if slope is None or compare(slope, NOTHING) or not before * after:
            continue
        kind = "saddle" if before == after else "maximum" if before > 0 else "minimum"
        found.append(_point(spot, kind))
    return {"points": found, **NONE_INFINITE}


def inflections(df: Curve) -> Answer:
    """The points at which the derivative exists and turns from strict rise to fall, or back."""
    found = [
        _point(spot, "inflection")
        for spot, (before, after) in zip(df.spots, pairwise(df.stretches), strict=True)
        if spot.value is not None and before.direction * after.direction < 0
    ]
    return {"points": found, **NONE_INFINITE}


def plateaus(f: Curve) -> Answer:
    """The intervals on which the function is constant."""
    heights: list[Real] = []
    for stretch in f.stretches:
        if is_flat(stretch) and all(compare(stretch.left, h) for h in heights):
            heights.append(stretch.left)
    found = [(span, height) for height in heights for span in level(f, height).intervals]
    order = united_order([span for span, _ in found])
    return [{"interval": found[i][0].answer(), "value": found[i][1]} for i in order]


def united_order(spans: list[Span]) -> list[int]:
    """The indices of disjoint spans in increasing order."""
    return sorted(
        range(len(spans)),
        key=lambda i: sum(compare(other.lower, spans[i].lower) < 0 for other in spans),
    )


def monotone(f: Curve) -> Answer:
    """Whether the function is monotone on its domain, over its jumps and gaps too."""
    directions = {s.direction for s in f.stretches if not s.is_gap}
    steps = set(_steps(f))
    if directions == {0} and steps <= {0}:
        return "constant"
    strict = 0 not in directions
    if not {-1} & (directions | steps):
        return "strictly increasing" if strict else "nondecreasing"
    if not {1} & (directions | steps):
        return "strictly decreasing" if strict else "nonincreasing"
    return "none"


def _steps(f: Curve) -> Iterator[int]:
    """How each value or limit compares with the one before it across a spot or a gap."""
    last: Real | None = None
    for index, stretch in enumerate(f.stretches):
        spot = f.spots[index].value if index < len(f.spots) else None
        if not stretch.is_gap:
            if last is not None:
                yield compare(stretch.left, last)
            last = stretch.right
        if spot is not None:
            if last is not None:
                yield compare(spot, last)
            last = spot


def convex(f: Curve, df: Curve) -> Answer:
    """Whether the function is convex, concave or affine: its slope has one direction throughout."""
    if any(s.is_gap for s in f.stretches[1:-1]):
        return "neither"
    ends = [i for i in range(len(f.spots)) if any(s.is_gap for s in f.stretches[i : i + 2])]
    inner = [i for i, spot in enumerate(f.spots) if spot.is_break and i not in ends]
    if any(not f.is_continuous(i) for i in inner):
        return "neither"
    bends = {s.direction for s in df.stretches if not s.is_gap}
    bends |= {
        compare(after.left, before.right)
        for (before, after), spot in zip(pairwise(df.stretches), df.spots, strict=True)
        if spot.is_break and not before.is_gap and not after.is_gap
    }
    bends |= {_step_at_end(f, i) for i in ends}
    bends -= {0}
    names = {frozenset(): "affine", frozenset({1}): "convex", frozenset({-1}): "concave"}
    return names.get(frozenset(bends), "neither")


def _step_at_end(f: Curve, index: int) -> int:
    """Whether the value at an end of the domain is above (+1) or below the limit there."""
    height, before, after = f.spots[index].value, *f.stretches[index : index + 2]
    sides = [*([] if before.is_gap else [before.right]), *([] if after.is_gap else [after.left])]
    return compare(height, sides[0]) if height is not None and sides else 0


def lipschitz(f: Curve, df: Curve, symmetry: str) -> Answer:
    """The supremum of the absolute slope; infinite where the function jumps."""
    if any(f.jumps(i) for i, spot in enumerate(f.spots) if spot.is_break):
        return real(sp.oo)
    heights = [h for s in df.stretches if not s.is_gap for h in (s.left, s.right)]
    heights += [s.value for s in df.spots if s.value is not None]
    if any(not h.is_finite for h in heights):
        return real(sp.oo)
    # Each number once: that the opposites of one number are equal is seen by no enclosure.
    heights = list({id(h): h for h in heights}.values())
    upper = [h for h in heights if compare(h, NOTHING) >= 0]
    # The slope of an even function is odd: its values below 0 repeat those above.
    lower = [] if symmetry == "even" else [opposite(h) for h in heights if compare(h, NOTHING) < 0]
    return greatest([*upper, *lower])
