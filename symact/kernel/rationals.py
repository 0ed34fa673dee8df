"""Rational points inside intervals."""

from __future__ import annotations

import flint

from symact.kernel.field import Rational


def midpoint(lower: Rational, upper: Rational) -> Rational:
    """A rational near the middle, with a small denominator where the cell is wide.

    Example:
        >>> midpoint(flint.fmpq(0), flint.fmpq(1))
        1/2
    """
    return (lower + upper) / 2


def simplest_between(lower: Rational, upper: Rational) -> Rational:
    """The rational of smallest denominator in the closed interval, nearest to 0 among these.

    Example:
        >>> simplest_between(flint.fmpq(13, 40), flint.fmpq(17, 50))
        1/3
    """
    if lower <= 0 <= upper:
        return flint.fmpq(0)
    if upper < 0:
        return -simplest_between(-upper, -lower)
    whole = lower.ceil()
    if whole <= upper:
        return flint.fmpq(whole)
    floor = lower.floor()
    inner = simplest_between(1 / (upper - floor), 1 / (lower - floor))
    return floor + 1 / inner
