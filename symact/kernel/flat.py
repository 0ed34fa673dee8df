"""Flat ends: where all derivatives of a function tend to 0, faster than every power."""

from __future__ import annotations

from symact.kernel.balls import precision
from symact.kernel.expansions import poly_series
from symact.kernel.field import Fraction, Tower, occurring
from symact.kernel.monomials import FartherOutError, FinerError
from symact.kernel.signs import TAIL_BITS
from symact.kernel.tails import End, scale_of

STARTS = (2**4, 2**8, 2**12)


def tends_flat(tower: Tower, slope: Fraction, end: End) -> bool:
    """Whether f' is 0, or it and all further derivatives tend to 0 at a finite end.

    They do when f' tends to 0 like an exponential of a power of ``1/|x - a|`` and f''/f' is a
    rational function of x: each derivative is then f' times another rational function. False
    means that this does not show it.

    Raises:
        UnsupportedError: for growth outside the monomials.

    Example:
        >>> import flint, sympy as sp
        >>> from symact.core.activation import x
        >>> from symact.kernel.translate import field_of
        >>> tower, (f,) = field_of(sp.exp(-1 / x))
        >>> tends_flat(tower, tower.derivative(f), End(flint.fmpq(0), 1))
        True
        >>> tower, (f,) = field_of(x**5)
        >>> tends_flat(tower, tower.derivative(f), End(flint.fmpq(0), 1))
        False
    """
    if tower.is_zero(slope):
        return True
    if end.at is None or tower.has_parameters:
        return False
    ratio = tower.derivative(slope) / slope
    if occurring(ratio.num, ratio.den) - {0}:
        return False
    for start in STARTS:
        with precision(TAIL_BITS):
            scale = scale_of(tower, start, 2)
            try:
                above, below = (
                    scale.lead(poly_series(scale, end, part))[0] for part in (slope.num, slope.den)
                )
                size = scale.product(above, below, -1)
                return bool(size.exponent) and scale.growth(size) < 0
            except (FartherOutError, FinerError):
                continue
    return False
