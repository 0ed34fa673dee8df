"""Functions of x in which it occurs in sines only, and in a term ``c x`` besides."""

from __future__ import annotations

import sympy as sp

from symact.core.activation import x
from symact.core.errors import SymactError, UnsupportedError
from symact.derive.pieces import pieces_on
from symact.derive.regions import frequency, turning_angles
from symact.derive.switches import SWITCHES
from symact.derive.waves import Period


def repeated(function: sp.Expr) -> Period | None:
    """The period of ``c x`` and an expression in which x occurs in sines only; None for others.

    Example:
        >>> found = repeated(x / 2 + sp.Abs(sp.sin(x)))
        >>> found.length, found.shift
        (pi, pi/2)
    """
    waves = {node: sp.Dummy() for node in turning_angles(function)}
    rest = function.xreplace(waves)
    slope = rest.coeff(x, 1) if rest.is_Add else sp.S.Zero
    if not waves or not slope.is_Rational or (rest - slope * x).has(x):
        return None
    try:
        rate = frequency(function)
    except UnsupportedError:
        return None
    length = 2 * sp.pi / rate
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
