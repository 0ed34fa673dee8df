"""The course of a function: where it rises and falls, stretch by stretch, each one proved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias, final

import sympy as sp

from symact.core.activation import x
from symact.derive.domains import Break, Piece, Pieces
from symact.derive.flat import is_flat_join
from symact.derive.local import Local
from symact.derive.regions import end_place
from symact.kernel.reals import (
    Real,
    closed_form,
    compare,
    opposite,
)
from symact.kernel.translate import field_of, named


@final
@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """An open interval on which the function is monotone.

    Attributes:
        direction: +1 rises strictly, -1 falls strictly, 0 is constant.
        left: the limit at the lower end.
        right: the limit at the upper end.
        is_gap: whether the function has no values there; the direction is then 0.
    """

    lower: Real
    upper: Real
    direction: int
    left: Real
    right: Real
    is_gap: bool = False


@final
@dataclass(frozen=True, slots=True, eq=False)
class Spot:
    """A point between two stretches, and the value there; None where there is none.

    Attributes:
        is_break: whether it lies between two pieces, so that it is no zero of the derivative.
        is_smooth: whether the function is analytic there all the same.
    """

    at: Real
    value: Real | None
    is_break: bool
    is_smooth: bool = False


Locals: TypeAlias = "tuple[Local | None, ...]"
UNDEFINED = closed_form(sp.S.NaN)


@final
@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """The stretches of a function in order, and the spots between them: one fewer."""

    stretches: tuple[Stretch, ...]
    spots: tuple[Spot, ...]


def curve(pieces: Pieces, locals_: Locals, order: int) -> Curve:
    """The course of the derivative of an order; at breaks its value is that of order 0 or none."""
    stretches: list[Stretch] = []
    spots: list[Spot] = []
    for index, (piece, local) in enumerate(zip(pieces.pieces, locals_, strict=True)):
        if index:
            middle = pieces.breaks[index - 1]
            spots.append(_at_break(middle, locals_[index - 1], local, order))
        if local is None:
            stretches.append(gap(piece))
            continue
        part, inner = _course(local, order)
        stretches.extend(part)
        spots.extend(inner)
    return Curve(tuple(_sealed(stretches, spots)), tuple(spots))


def _sealed(stretches: list[Stretch], spots: list[Spot]) -> list[Stretch]:
    """The stretches, with one number for the limits and the value where the curve is smooth."""
    result = list(stretches)
    for i, spot in enumerate(spots):
        if spot.is_smooth and spot.value is not None:
            result[i] = replace(result[i], right=spot.value)
            result[i + 1] = replace(result[i + 1], left=spot.value)
    return result


def mirrored(course: Curve, sign: int) -> Curve:
    """An even (+1) or odd (-1) curve with the values left of 0 taken from those right of it.

    Equal values without a name are told apart by no enclosure: here they are one number.
    """
    images: dict[int, Real] = {}

    def reflected(value: Real) -> Real:
        # One object for one number, which is equal to itself without comparing enclosures.
        return images.setdefault(id(value), value if sign > 0 else negative(value))

    def paired(left: Real, right: Real) -> tuple[Real, Real]:
        if left.exact is not None and right.exact is not None:
            return left, right
        if left.exact is not None:
            return left, reflected(left)
        return reflected(right), right

    spots = list(course.spots)
    for i, j in _pairs(spots):
        a, b = spots[i].value, spots[j].value
        if a is not None and b is not None and i != j:
            first, last = paired(a, b)
            spots[i], spots[j] = replace(spots[i], value=first), replace(spots[j], value=last)
    stretches = list(course.stretches)
    for i, j in _pairs(stretches):
        first, last = paired(stretches[i].left, stretches[j].right)
        stretches[i] = replace(stretches[i], left=first)
        stretches[j] = replace(stretches[j], right=last)
        if i != j:
            first, last = paired(stretches[i].right, stretches[j].left)
            stretches[i] = replace(stretches[i], right=first)
            stretches[j] = replace(stretches[j], left=last)
    return Curve(tuple(stretches), tuple(spots))


def _pairs(row: Sequence[object]) -> list[tuple[int, int]]:
    """The indices of a row with those that mirror them, the middle one with itself."""
    return [(i, len(row) - 1 - i) for i in range((len(row) + 1) // 2)]


def negative(value: Real) -> Real:
    """The negative of a number."""
    return opposite(value) if value.exact is None else end_place(-value.exact)


def gap(piece: Piece) -> Stretch:
    """The stretch of a piece on which the function has no values."""
    ends = end_place(piece.lower), end_place(piece.upper)
    return Stretch(*ends, 0, UNDEFINED, UNDEFINED, is_gap=True)


def _course(local: Local, order: int) -> tuple[list[Stretch], list[Spot]]:
    lower, upper = local.ends
    left, right = local.limit(order, upper=False), local.limit(order, upper=True)
    if local.vanishes(order + 1):
        return [Stretch(lower, upper, 0, left, right)], []
    certificate = local.chart(order + 1)
    zeros = local.zeros_of(order + 1)
    values = _mirrored(local, order, [local.value(order, zero) for zero in zeros])
    edges = [lower, *zeros, upper]
    heights = [left, *values, right]
    stretches = [
        Stretch(edges[i], edges[i + 1], sign, heights[i], heights[i + 1])
        for i, sign in enumerate(certificate.signs)
    ]
    spots = [Spot(zero, value, False) for zero, value in zip(zeros, values, strict=True)]
    return stretches, spots


def _mirrored(local: Local, order: int, values: list[Real]) -> list[Real]:
    """The values, equal ones as one number where the derivative is even and they have no name."""
    lower, upper = local.on
    if len(values) < 2 or lower != -upper or all(v.exact is not None for v in values):
        return values
    tower, element = local.frame(order)
    expression = named(element, tower.names)
    tower, (left, right) = field_of(expression, expression.subs(x, -x))
    if not tower.is_zero(left - right):
        return values
    half = (len(values) + 1) // 2
    return values[:half] + list(reversed(values[: len(values) - half]))


def _at_break(middle: Break, left: Local | None, right: Local | None, order: int) -> Spot:
    at = closed_form(middle.at)
    value = None if middle.value is None else closed_form(middle.value)
    smooth = middle.is_smooth or is_flat_join(middle, left, right)
    if value is None or order == 0:
        return Spot(at, value, True, smooth)
    if left is None or right is None:
        return Spot(at, None, True, smooth)
    if smooth:
        sides = left.limit(order, upper=True), right.limit(order, upper=False)
        return Spot(at, min(sides, key=lambda side: side.exact is None), True, smooth)
    heights = left.limit(0, upper=True), right.limit(0, upper=False)
    if any(not h.is_finite or compare(h, value) for h in heights):
        return Spot(at, None, True, smooth)
    for k in range(1, order + 1):
        slopes = left.limit(k, upper=True), right.limit(k, upper=False)
        if not slopes[0].is_finite or compare(*slopes):
            return Spot(at, None, True, smooth)
    return Spot(at, slopes[0], True, smooth)
