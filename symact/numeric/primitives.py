"""Elementary functions that NumPy lacks, in double precision."""

import numpy as np
from numpy.typing import NDArray
from scipy import special

Array = NDArray[np.float64]

_GRID = 16.0


def exp_square(t: Array, a: float) -> Array:
    """The Gaussian exp(a t^2), with the rounding of the square kept out of the exponent.

    The square of a double has twice its digits, and losing them costs exp(-700) three decimals. The
    argument is therefore split at a grid on which squares are exact: t^2 = g^2 + (t - g)(t + g).

    Shapes:
        ``t`` of any shape; the result has the same.

    Example:
        >>> float(exp_square(np.array(0.0), -0.5))
        1.0
    """
    grid: Array = np.round(t * _GRID) / _GRID
    fine: Array = np.exp(a * (t - grid) * (t + grid))
    coarse: Array = np.exp(a * grid * grid)
    return fine * coarse


def lambertw(u: Array) -> Array:
    """The principal branch of Lambert's W, NaN below -1/e.

    Shapes:
        ``u`` of any shape; the result has the same.

    Example:
        >>> lambertw(np.array([0.0, np.e, -1.0])).tolist()
        [0.0, 1.0, nan]
    """
    w = special.lambertw(u)
    real: Array = np.where(w.imag == 0, w.real, np.nan)
    return real


def by_sign(u: Array, below: Array, at: Array, above: Array) -> Array:
    """The value for u < 0, for u = 0 or for u > 0; NaN where u is NaN.

    Shapes:
        any that broadcast together; the result has the common one.

    Example:
        >>> by_sign(np.array([-2.0, 0.0, 3.0]), -1.0, 0.0, 1.0).tolist()
        [-1.0, 0.0, 1.0]
    """
    chosen: Array = np.select([u < 0, u == 0, u > 0], [below, at, above], np.nan)
    return chosen


def tie(a: Array, b: Array, c: Array, p: Array, q: Array) -> Array:
    """The common slope p = q where the values a = b = c meet, and NaN elsewhere.

    Shapes:
        any that broadcast together; the result has the common one.

    Example:
        >>> float(tie(0.0, 0.0, 0.0, 1.0, 1.0)), float(tie(0.0, 0.0, 0.0, -1.0, 1.0))
        (1.0, nan)
    """
    met: Array = np.where((a == b) & (b == c) & (p == q), p, np.nan)
    return met
