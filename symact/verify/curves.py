"""The course of a function or its derivative, concluded from theorems about its pieces."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeAlias, final

import sympy as sp

from symact.core.activation import x
from symact.kernel.reals import Real, closed_form, compare, opposite
from symact.verify.formula import Formula
from symact.verify.layout import Layout

NOTHING = closed_form(sp.S.Zero)
UNDEFINED = closed_form(sp.S.NaN)


@final
@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """An open interval on which a function is monotone, or keeps a sign.

    Attributes:
        direction: +1 where it rises strictly, -1 where it falls strictly, 0 where it is constant.
        left, right: the limits at the ends.
        is_gap: whether there are no values.
    """

    lower: Real
    upper: Real
    direction: int
    left: Real = UNDEFINED
    right: Real = UNDEFINED
    is_gap: bool = False


@final
@dataclass(frozen=True, slots=True, eq=False)
class Spot:
    """A point between two stretches.

    Attributes:
        value: of the derivative that the curve shows; None where there is none.
        height: the value of the function.
        is_break: whether it lies between two pieces.
        is_smooth: whether it is C-infinity there all the same.
    """

    at: Real
    value: Real | None
    height: Real | None
    is_break: bool
    is_smooth: bool = False


@final
@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """Stretches in order and the spots between them, one fewer."""

    stretches: tuple[Stretch, ...]
    spots: tuple[Spot, ...]

    def is_continuous(self, index: int) -> bool:
        """Whether the function is continuous at a spot, on the sides on which it has values."""
        value = self.spots[index].value
        if value is None:
            return False
        before, after = self.stretches[index], self.stretches[index + 1]
        sides = [
            s for s, gap in ((before.right, before.is_gap), (after.left, after.is_gap)) if not gap
        ]
        return all(side.is_finite and compare(side, value) == 0 for side in sides)

    def jumps(self, index: int) -> bool:
        """Whether two of the one-sided limits and the value at a spot differ."""
        value, before, after = self.spots[index].value, *self.stretches[index : index + 2]
        heights = [
            *([] if before.is_gap else [before.right]),
            *([] if value is None else [value]),
            *([] if after.is_gap else [after.left]),
        ]
        return any(compare(*pair) for pair in pairwise(heights))


_Section: TypeAlias = "tuple[list[Stretch], list[Spot]]"


def course(layout: Layout, order: int) -> Curve:
    """The function (order 0) or its derivative (order 1) from one end of the line to the other."""
    return _joined(layout.formulas, layout, order, lambda f: _monotone(f, order))


def sign_course(layout: Layout, shift: sp.Expr) -> Curve:
    """Where the function minus an expression is positive, 0 and negative; the values are those."""
    breaks = tuple(
        replace(b, value=None if b.value is None else b.value - shift.xreplace({x: b.at}))
        for b in layout.breaks
    )
    moved = replace(layout, formulas=layout.shifted(shift), breaks=breaks)
    return _joined(moved.formulas, moved, 0, _signed)


def _joined(
    formulas: tuple[Formula | None, ...],
    layout: Layout,
    order: int,
    section: Callable[[Formula], _Section],
) -> Curve:
    stretches: list[Stretch] = []
    spots: list[Spot] = []
    for index, (part, formula) in enumerate(zip(layout.parts, formulas, strict=True)):
        if index:
            spots.append(_at_break(layout, index - 1, order))
        if formula is None:
            stretches.append(Stretch(*part.ends, 0, is_gap=True))
            continue
        own, inner = section(formula)
        stretches += own
        spots += inner
    return Curve(tuple(stretches), tuple(spots))


def _at_break(layout: Layout, index: int, order: int) -> Spot:
    middle = layout.breaks[index]
    value = middle.number if order == 0 else slope_at(layout, index)
    smooth = layout.is_smooth_join(index)
    return Spot(closed_form(middle.at), value, middle.number, is_break=True, is_smooth=smooth)


def slope_at(layout: Layout, index: int) -> Real | None:
    """The derivative at a break; None where there is none.

    By the mean value theorem it is the common limit of f' from both sides where f is continuous,
    and does not exist where these limits differ or are infinite.
    """
    value, left, right = layout.breaks[index].number, *layout.formulas[index : index + 2]
    if value is None or left is None or right is None:
        return None
    sides = left.limit(0, upper=True), right.limit(0, upper=False)
    if any(not side.is_finite or compare(side, value) for side in sides):
        return None
    slopes = left.limit(1, upper=True), right.limit(1, upper=False)
    if any(not slope.is_finite for slope in slopes) or compare(*slopes):
        return None
    return slopes[0]


def _monotone(formula: Formula, order: int) -> _Section:
    """Between the zeros of the next derivative the one of an order is strictly monotone."""
    lower, upper = formula.part.ends
    left, right = formula.limit(order, upper=False), formula.limit(order, upper=True)
    if formula.vanishes(order + 1):
        return [Stretch(lower, upper, 0, left, right)], []
    zeros = formula.zeros(order + 1)
    values = [formula.value(order, zero) for zero in zeros]
    heights = [left, *values, right]
    spots = [
        Spot(zero.place, value, value if order == 0 else formula.value(0, zero), is_break=False)
        for zero, value in zip(zeros, values, strict=True)
    ]
    edges = [lower, *(zero.place for zero in zeros), upper]
    directions = formula.chart(order + 1).signs
    return [
        Stretch(a, b, sign, height, after)
        for (a, b), (height, after), sign in zip(
            pairwise(edges), pairwise(heights), directions, strict=True
        )
    ], spots


def _signed(formula: Formula) -> _Section:
    """The stretches on which a formula keeps a sign, and its zeros."""
    lower, upper = formula.part.ends
    if formula.vanishes(0):
        return [Stretch(lower, upper, 0, NOTHING, NOTHING)], []
    zeros = formula.zeros(0)
    edges = [lower, *(zero.place for zero in zeros), upper]
    signs = formula.chart(0).signs
    spots = [Spot(zero.place, NOTHING, NOTHING, is_break=False) for zero in zeros]
    return [Stretch(*ends, sign) for ends, sign in zip(pairwise(edges), signs, strict=True)], spots


def mirrored(curve: Curve, sign: int) -> Curve:
    """An even (+1) or odd (-1) curve, the values left of 0 taken from those right of it.

    No enclosure tells that two numbers without a closed form are equal: here they are one.
    """
    images: dict[int, Real] = {}

    def image(value: Real) -> Real:
        return images.setdefault(id(value), value if sign > 0 else opposite(value))

    def pair(left: Real, right: Real) -> tuple[Real, Real]:
        """Both numbers, one without a closed form as the image of the other."""
        if right.exact is None and left.exact is not None:
            return left, image(left)
        return (left if left.exact is not None else image(right)), right

    spots, stretches = list(curve.spots), list(curve.stretches)
    for i in range(len(spots) // 2):
        a, b = spots[i], spots[-1 - i]
        if a.value is not None and b.value is not None:
            left, right = pair(a.value, b.value)
            spots[i], spots[-1 - i] = replace(a, value=left), replace(b, value=right)
    for i in range((len(stretches) + 1) // 2):
        own, other = stretches[i], stretches[-1 - i]
        low, high = pair(own.left, other.right)
        if own is other:
            stretches[i] = replace(own, left=low, right=high)
            continue
        inner, outer = pair(own.right, other.left)
        stretches[i] = replace(own, left=low, right=inner)
        stretches[-1 - i] = replace(other, left=outer, right=high)
    return Curve(tuple(stretches), tuple(spots))
