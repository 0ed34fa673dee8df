"""Whether a function with sines is even or odd, by identities between its formulas."""

from __future__ import annotations

import sympy as sp

from symact.core.activation import x
from symact.core.claims import Identity
from symact.core.errors import SymactError, UnsupportedError
from symact.derive.domains import Piece
from symact.derive.switches import value_at
from symact.kernel.balls import enclose, precision, sign_of
from symact.kernel.reals import closed_form, compare
from symact.kernel.signs import UndecidedError
from symact.kernel.theorem import prove


def wave_symmetry(function: sp.Expr, branches: tuple[Piece, ...]) -> str:
    """``even``, ``odd`` or ``none``.

    Args:
        branches: the formulas of the function on an interval about 0 that decides.

    Raises:
        UndecidedError: when a symmetry is neither shown nor refuted.
    """
    for name, sign in (("even", 1), ("odd", -1)):
        if has_parity(function, branches, sign):
            return name
    return "none"


def has_parity(function: sp.Expr, branches: tuple[Piece, ...], sign: int) -> bool:
    """Whether a function is even (+1) or odd (-1); see `wave_symmetry`."""
    if _differ_between(function, branches, sign):
        return False
    if _is_mirrored(branches, sign):
        return True
    if not _differ(sign * function.subs(x, -x), function):
        raise UndecidedError("no identity shows the symmetry and no point refutes it")
    return False


def _is_mirrored(branches: tuple[Piece, ...], sign: int) -> bool:
    """Whether identities between the formulas left and right of 0 show a symmetry."""
    for piece, image in zip(branches, reversed(branches), strict=True):
        if piece.expression is None or image.expression is None or piece.upper != -image.lower:
            return False
        try:
            whole = (-sp.oo, sp.oo)
            prove(Identity(sign * image.expression.subs(x, -x), piece.expression, whole))
        except SymactError:
            return False
    return True


def _differ_between(function: sp.Expr, branches: tuple[Piece, ...], sign: int) -> bool:
    """Whether the values at a place between two formulas and at its mirror image refute it."""
    for place in (piece.upper for piece in branches[:-1]):
        here, there = value_at(function, place), value_at(function, -place)
        if here is None or there is None:
            if here is not there:
                return True
        elif compare(closed_form(there), closed_form(sign * here)):
            return True
    return False


def _differ(f: sp.Expr, g: sp.Expr) -> bool:
    """Whether the enclosures of two functions are disjoint at a point."""
    with precision(256):
        for q in (sp.Rational(7, 5), sp.Rational(-9, 4), sp.Rational(31, 7)):
            try:
                gap = enclose(f.subs(x, q)) - enclose(g.subs(x, q))
            except UnsupportedError:
                continue
            if sign_of(gap):
                return True
    return False
