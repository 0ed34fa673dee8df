"""The rule of kinks: at every break, how smooth the function is there."""

from __future__ import annotations

from collections.abc import Sequence

from symact.kernel.reals import Real, closed_form, compare
from symact.verify.evidence import MissingError
from symact.verify.formula import Formula
from symact.verify.layout import Layout
from symact.verify.sets import Answer

MAX_ORDER = 16
# What a certificate says of a kink.
PARTS = ("at", "value", "left", "right", "derivative_left", "derivative_right", "class", "kind")
# Kinds that say how smooth the function is inside its domain.
_INNER = frozenset({"corner", "jump", "vertical tangent", "smooth join"})


def kinks(layout: Layout) -> list[dict[str, Answer]]:
    """The breaks, each with values, one-sided derivatives and class.

    Raises:
        MissingError: for a break at which two formulas agree as far as is looked.
    """
    return [
        _kink(layout, index)
        for index in range(len(layout.breaks))
        if not layout.is_smooth_join(index)
    ]


def smoothness(layout: Layout) -> Answer:
    """The worst class of a kink inside the domain; ``oo`` where there is none."""
    classes = [k["class"] for k in kinks(layout) if k["kind"] in _INNER]
    worst = min((c for c in classes if isinstance(c, int)), default=None)
    return "oo" if worst is None else str(worst)


def _kink(layout: Layout, index: int) -> dict[str, Answer]:
    middle, sides = layout.breaks[index], layout.formulas[index : index + 2]
    value = middle.number
    heights, slopes = _limits(sides, 0), _limits(sides, 1)
    known = _class(value, sides)
    return {
        "at": closed_form(middle.at),
        "value": value,
        "left": heights[0],
        "right": heights[1],
        "derivative_left": _one_sided(value, heights[0], slopes[0]),
        "derivative_right": _one_sided(value, heights[1], slopes[1]),
        "class": known,
        "kind": _kind(value, heights, slopes, known),
    }


def _limits(sides: Sequence[Formula | None], order: int) -> list[Real | None]:
    """The limits of a derivative at a break, from the left and from the right."""
    return [
        None if side is None else side.limit(order, upper=not index)
        for index, side in enumerate(sides)
    ]


def _one_sided(value: Real | None, height: Real | None, slope: Real | None) -> Real | None:
    """The one-sided derivative: the limit of f', where f is continuous from that side."""
    if value is None or height is None or not height.is_finite or compare(value, height):
        return None
    return slope


def _class(value: Real | None, sides: Sequence[Formula | None]) -> int:
    """The k with which the function is C^k there and no more; -1 at a jump."""
    heights = [h for h in _limits(sides, 0) if h is not None]
    if value is None or any(not h.is_finite or compare(h, value) for h in heights):
        return -1
    for order in range(1, MAX_ORDER + 1):
        slopes = [s for s in _limits(sides, order) if s is not None]
        if any(not s.is_finite for s in slopes) or (len(slopes) == 2 and compare(*slopes)):
            return order - 1
    if len(heights) == 2:
        raise MissingError(f"the formulas on both sides of a break agree to order {MAX_ORDER}")
    return MAX_ORDER


def _kind(
    value: Real | None, heights: Sequence[Real | None], slopes: Sequence[Real | None], known: int
) -> str:
    before, after = heights
    if before is None or after is None:
        return "edge"
    if value is None and before.is_finite and after.is_finite and not compare(before, after):
        return "hole"
    if known < 0:
        return "jump"
    if known > 0:
        return "smooth join"
    return "corner" if all(s is not None and s.is_finite for s in slopes) else "vertical tangent"
