"""Functions of x in which it occurs in sines only, and in a term ``c x`` besides."""

from __future__ import annotations

import sympy as sp

from symact.core.activation import x
from symact.core.errors import SymactError
from symact.derive.pieces import pieces_on
from symact.derive.regions import sine_cycle, turning_angles
from symact.derive.switches import SWITCHES
from symact.derive.waves import Period


def repeated(function: sp.Expr) -> Period | None:
    """The period of ``c x`` and an expression in which x occurs in sines only; None for others.

    Example:
        >>> found = repeated(x / 2 + sp.Abs(sp.sin(x)))
        >>> found.length, found.shift
        (pi, pi/2)
    """
    found = sine_cycle(function)
    if found is None:
        return None
    length, slope = found
    if not slope.is_Rational:
        return None
    half = sp.expand_trig(function.xreplace({x: x + length / 2}))
    if sp.expand(half - function - slope * length / 2) == 0:
        length /= 2
    return Period(function, length, slope * length)


def undisguised(function: sp.Expr) -> sp.Expr:
    """The formula without sines that a periodic function with cases is in disguise, or itself.

    Example:
        >>> undisguised(x + sp.Max(0, sp.sin(x) - 1))
        x
    """
    if not function.has(*SWITCHES) or not turning_angles(function):
        return function
    cycle = repeated(function)
    if cycle is None:
        return function
    try:
        parts = pieces_on(function, -cycle.length, cycle.length).pieces
    except SymactError:
        return function
    plain = len(parts) == 1 and parts[0].expression is not None
    return parts[0].expression if plain and not turning_angles(parts[0].expression) else function
