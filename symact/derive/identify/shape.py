"""Where a function bends, in floating point: the places at which to compare it with others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import final

import numpy as np

from symact.derive.identify.floats import Array, Program

# Fine around zero and reaching far out, where thresholds such as 20 lie.
_REACH, _FINEST, _COUNT = 1000.0, 0.05, 2001
_GRID: Array = _FINEST * np.sinh(np.linspace(-1, 1, _COUNT) * np.arcsinh(_REACH / _FINEST))
# In widths of the bend from its centre; irregular, so that no symmetry hides a difference, and
# some so close that a steep function is told from one that jumps.
_OFFSETS: Array = np.array(
    [
        3.1e-7,
        1.7e-5,
        1.3e-3,
        0.043,
        0.129,
        0.271,
        0.482,
        0.737,
        1.013,
        1.391,
        1.873,
        2.511,
        3.47,
        5.03,
        7.79,
        13.1,
        26.3,
        61.7,
        417.0,
    ]
)
_LARGEST = 1e9
_LEAST_MASS, _STRAIGHT = 1e-9, 1e-9
# No simple fractions, at which equal corners would share the change.
_SHARES = (0.07, 0.29, 0.44, 0.56, 0.71, 0.93)
_LOW, _HIGH = 1, 4
# Closer and closer to a corner, until rounding would be taken for a bend.
_CLOSE: Array = np.linspace(-4, 4, 401)
_ZOOMS = 3
_STRIDE = 2 * np.arcsinh(_REACH / _FINEST) / (_COUNT - 1)
# Exponentials overflow farther out than this, unless they are steep.
_OVERFLOW = 300.0
_FAR, _COARSE, _FINE, _LIKE = 0.003, 3.0, 12.0, 0.12


@final
@dataclass(frozen=True, slots=True)
class Bend:
    """Where the slope of a function changes, as places that leave given shares of it behind.

    Attributes:
        quantiles: the places, in increasing order and symmetric shares.
        is_whole: whether nearly all of the change is seen, finely enough.
        is_straight: whether no change is seen.
    """

    quantiles: Array
    is_whole: bool
    is_straight: bool = False

    @property
    def centre(self) -> float:
        """The middle of the middle part."""
        return float(self.quantiles[_LOW] + self.quantiles[_HIGH]) / 2

    @property
    def width(self) -> float:
        """The width of the middle part; 0 where all of the change is at one place."""
        return float(self.quantiles[_HIGH] - self.quantiles[_LOW])

    @property
    def unit(self) -> float:
        """The width, or 1 where there is none."""
        return self.width if self.width > _COARSE * self.spacing else 1.0

    @property
    def spacing(self) -> float:
        """Between the places of `grid` at the centre."""
        return float(_STRIDE * np.hypot(self.centre, _FINEST))

    def resembles(self, other: Bend) -> bool:
        """Whether an affine map of x may carry the one to the other; yes where that is not seen."""
        if self.is_straight != other.is_straight:
            return False
        if not (self.is_whole and other.is_whole):
            return True
        mine, its = ((bend.quantiles - bend.centre) / bend.width for bend in (self, other))
        return any(
            bool(np.all(np.abs(mine - image) < _LIKE * (1 + np.abs(mine))))
            for image in (its, -its[::-1])
        )


def bend(values: Array) -> Bend:
    """The bend of a function from its values on `grid`; an affine map of x maps it along.

    Example:
        >>> found = bend(np.tanh(grid() / 2 - 3))
        >>> round(found.centre, 1), round(found.width, 1)
        (6.0, 3.1)
    """
    with np.errstate(all="ignore"):
        slopes = np.diff(values) / np.diff(_GRID)
        mass = np.abs(np.diff(slopes))
    inner = _GRID[1:-1]
    finite = np.isfinite(mass)
    mass = np.where(finite, mass, 0.0)
    # Rounding is no bend.
    mass[mass < _LEAST_MASS * mass.max(initial=0.0)] = 0.0
    total = mass.sum()
    if not np.isfinite(total) or total <= _STRAIGHT * np.abs(slopes[np.isfinite(slopes)]).max(
        initial=0.0
    ):
        return Bend(np.zeros(len(_SHARES)), is_whole=False, is_straight=bool(finite.all()))
    quantiles = np.interp(_SHARES, np.cumsum(mass) / total, inner)
    found = Bend(quantiles, is_whole=False)
    far = mass[np.abs(inner) > _REACH / 5].sum() / total
    seen = bool(finite[np.abs(inner) < _OVERFLOW].all())
    is_whole = bool(seen and far < _FAR and found.width > _FINE * found.spacing)
    return Bend(quantiles, is_whole)


def is_sharp(function: Callable[[Array], Array]) -> bool:
    """Whether all of the bend is seen to be at one place, as at a corner or a jump.

    Example:
        >>> is_sharp(np.abs), is_sharp(lambda xs: np.tanh(1000 * xs))
        (True, False)
    """
    found = bend(function(_GRID))
    if found.is_straight or found.width > _COARSE * found.spacing:
        return False
    centre, spacing = found.centre, found.spacing
    for _ in range(_ZOOMS):
        xs = centre + spacing * _CLOSE
        spacing = float(xs[1] - xs[0])
        with np.errstate(all="ignore"):
            mass = np.abs(np.diff(function(xs), 2))
        total = mass.sum()
        if not np.isfinite(total) or total <= 0:
            return False
        low, high = np.interp((_SHARES[0], _SHARES[-1]), np.cumsum(mass) / total, xs[1:-1])
        if high - low > _COARSE * spacing:
            return False
        centre = float(low + high) / 2
    return True


def grid() -> Array:
    """The places at which values for `bend` are taken."""
    return _GRID


def places(function: Program) -> Array:
    """Places that show a function: around its bend, and far out."""
    found = bend(function(_GRID))
    near = found.unit * _OFFSETS
    around = np.concatenate([found.centre - 0.93 * near[::-1], found.centre + near])
    # Where the bend is seen whole its width says how far out is far enough, and farther out
    # exponentials overflow.
    reach = _OFFSETS[:-2] if found.is_whole else 3 * _OFFSETS
    fixed = np.concatenate([-0.97 * reach[::-1], 1.03 * reach])
    every = np.unique(np.concatenate([around, fixed]))
    values = function(every)
    with np.errstate(all="ignore"):
        return every[np.isfinite(values) & (np.abs(values) < _LARGEST)]
