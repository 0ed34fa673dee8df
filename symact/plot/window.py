"""The part of the plane that a figure shows, and the points through which a curve is drawn."""

from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import NDArray

from symact.plot.marks import Marks

Array = NDArray[np.float64]
Curve = Callable[[Array], Array]

_HALF_WIDTH = 5.0
_SAMPLES = 1201
_ROOM = 0.12
_STEEP = 1.2
_HAIR = 1e-9  # a break is a rounded number: the next one may lie on the wrong side of the true one


def horizontal(marks: Iterable[Marks]) -> float:
    """Half the width of the window around 0: five, or more for a mark farther out."""
    places = [abs(dot.x) for each in marks for dot in each.dots]
    places += [abs(tear) for each in marks for tear in each.breaks]
    finite = [place for place in places if np.isfinite(place)]
    return float(np.ceil(max([_HALF_WIDTH, *(1.5 * place for place in finite)])))


def sampled(curve: Curve, half: float, breaks: Iterable[float]) -> tuple[Array, Array]:
    """Points of a curve on ``[-half, half]``, with a gap at every break and samples up to it."""
    places = np.linspace(-half, half, _SAMPLES)
    torn = np.array(sorted(breaks), dtype=np.float64)
    hair = _HAIR * np.maximum(1, np.abs(torn))
    free = np.all(np.abs(places[:, None] - torn) > hair, axis=1)
    places = np.unique(np.concatenate([places[free], torn - hair, torn, torn + hair]))
    heights = curve(places)
    # A tear is drawn as a gap; the value at it, if there is one, is a mark and not a line.
    heights = np.where(np.isin(places, torn), np.nan, heights)
    return places, np.where(np.isfinite(heights), heights, np.nan)


def vertical(heights: Array, marks: Marks, half: float) -> tuple[float, float]:
    """The window's two ends: the curve, its marks and 0, cut where the curve runs away."""
    finite = heights[np.isfinite(heights)]
    known = [0.0, *(a.y for a in marks.asymptotes), *(d.y for d in marks.dots)]
    low, high = (
        min([*known, float(np.min(finite, initial=0))]),
        max([*known, float(np.max(finite, initial=0))]),
    )
    far = _STEEP * half
    low, high = max(low, min([-far, *known])), min(high, max([far, *known]))
    if high - low < 1e-9:
        low, high = low - 1, high + 1
    room = _ROOM * (high - low)
    # A label stands below a minimum, so a shallow dip gets more room than its depth.
    below = room * (2.0 if low < 0 else 1.0)
    return low - below, high + room
