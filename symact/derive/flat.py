"""Flat joins: where pieces meet that both tend to their value faster than every power."""

from __future__ import annotations

from symact.core.errors import SymactError
from symact.derive.domains import Break
from symact.derive.local import Local
from symact.kernel.flat import tends_flat
from symact.kernel.reals import closed_form, compare
from symact.kernel.tails import End


def is_flat_join(middle: Break, left: Local | None, right: Local | None) -> bool:
    """Whether a function is C-infinity at a break because all derivatives are 0 on both sides.

    Example:
        >>> import sympy as sp
        >>> from symact.core.activation import x
        >>> from symact.derive.pieces import pieces_of
        >>> bump = pieces_of(sp.Piecewise((sp.exp(-1 / x), x > 0), (0, True)))
        >>> is_flat_join(bump.breaks[0], *map(Local.of, bump.pieces))
        True
    """
    if middle.value is None or left is None or right is None:
        return False
    value = closed_form(middle.value)
    try:
        if not (_is_flat(left, upper=True) and _is_flat(right, upper=False)):
            return False
        sides = left.limit(0, upper=True), right.limit(0, upper=False)
        return all(side.is_finite and compare(side, value) == 0 for side in sides)
    except SymactError:
        return False


def _is_flat(local: Local, *, upper: bool) -> bool:
    if not local.region.is_plain:
        return local.vanishes(1)
    at = local.region.right if upper else local.region.left
    return tends_flat(*local.frame(1), End(at, -1 if upper else 1))
