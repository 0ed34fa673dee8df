"""Enclosures over whole cells, by Taylor's theorem with a remainder and by the leading term.

On a cell with middle m and half width r the polynomial P of the generators, a function of x, is

    P(x) = p0 + p1 h + ... + p7 h**7 + R h**8,   h = x - m in [-r, r],

with the Taylor coefficients p at m and R among those of order 8 at the points of the cell; and P'
is the same sum differentiated term by term. Series over balls enclose all of them. A series
that is finite over a cell shows that the function is analytic there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TypeAlias

import flint

from symact.kernel.balls import Ball, evaluate, precision, segment, sign_of, values
from symact.kernel.certificates import Cell
from symact.kernel.field import (
    GENS,
    ONE,
    ZERO,
    Fraction,
    Poly,
    Rational,
    Tower,
    coefficients,
)
from symact.kernel.rationals import midpoint
from symact.kernel.signs import CELL_BITS, Signs

Series: TypeAlias = flint.arb_series
# The indices of error functions that are written by erfc, with the sign of their argument.
Sides: TypeAlias = tuple[tuple[int, int], ...]

ORDER = 8
# Far from 0 one term outweighs the others over cells on which no Taylor polynomial is near.
WIDE = flint.fmpq(1, 2)


def signs_over(signs: Signs, poly: Poly, cell: Cell) -> tuple[int, int]:
    """The signs that a polynomial and its derivative have all over a cell; 0 for not decided.

    Example:
        >>> import sympy as sp
        >>> from symact.core.activation import x
        >>> from symact.kernel.translate import field_of
        >>> tower, (f,) = field_of(sp.exp(x) - 1)
        >>> signs_over(Signs(tower), f.num, (flint.fmpq(-1, 4), flint.fmpq(1, 4)))
        (0, 1)
    """
    lower, upper = cell
    with precision(CELL_BITS):
        sides = _sides(signs.tower, segment(lower, upper))
    try:
        return _told(signs.tower, _written(poly, sides), sides, cell)
    except (ValueError, TypeError):
        # A series to divide by may vanish in the cell; a constant has no coefficients.
        return 0, 0


def _told(tower: Tower, written: Poly, sides: Sides, cell: Cell) -> tuple[int, int]:
    lower, upper = cell
    if upper - lower >= WIDE:
        with precision(CELL_BITS):
            sign = _by_leading_term(written, _balls(tower, segment(lower, upper), sides))
        if sign:
            return sign, 0
    for bits in (CELL_BITS, 4 * CELL_BITS):
        with precision(bits):
            near = evaluate(written, _jets(tower, Ball(midpoint(lower, upper)), sides))
            # Bits too few to see the sign in the middle cannot see it over the cell.
            if sign_of(near[0]) or bits > CELL_BITS:
                over = evaluate(written, _jets(tower, segment(lower, upper), sides))
                return _by_taylor(near, over, (upper - lower) / 2)
    return 0, 0


def _by_taylor(near: Series, over: Series, half: Rational) -> tuple[int, int]:
    coefficients = [*(near[i] for i in range(ORDER)), over[ORDER]]
    h = Ball(0, half)
    value, slope = Ball(0), Ball(0)
    for i in range(ORDER, -1, -1):
        value = value * h + coefficients[i]
        if i:
            slope = slope * h + coefficients[i] * i
    return sign_of(value), sign_of(slope)


# Where the argument of an error function is far from 0, erf(u) = s (1 - erfc(s u)), s its sign,
# and the polynomial is written in erfc: what cancels then cancels exactly, however wide the cell.
FAR = 1


def _sides(tower: Tower, at: Ball) -> Sides:
    """The error functions whose argument is far from 0 all over a cell, and its sign."""
    if not any(generator.kind == "erf" for generator in tower.generators):
        return ()
    found = values(tower, at)
    sides = []
    for index, generator in enumerate(tower.generators):
        if generator.kind == "erf" and generator.argument is not None:
            u = evaluate(generator.argument.num, found) / evaluate(generator.argument.den, found)
            if u > FAR or u < -FAR:
                sides.append((index, 1 if u > 0 else -1))
    return tuple(sides)


def _written(poly: Poly, sides: Sides) -> Poly:
    return _in_erfc(Fraction(poly, ONE), sides).num if sides else poly


@lru_cache(maxsize=1024)
def _in_erfc(polynomial: Fraction, sides: Sides) -> Fraction:
    poly = polynomial.num
    for index, side in sides:
        parts = coefficients(poly, index)
        poly = sum(
            (part * (side * (1 - GENS[index])) ** power for power, part in parts.items()), ZERO
        )
    return Fraction(poly, ONE)


def _balls(tower: Tower, at: Ball, sides: Sides) -> list[Ball]:
    """The values of all generators over a cell, with erfc for some of the error functions."""
    if not sides:
        return values(tower, at)
    return [jet if type(jet) is Ball else jet[0] for jet in _jets(tower, at, sides, 0)]


def _jets(tower: Tower, at: Ball, sides: Sides, order: int = ORDER) -> list[Ball | Series]:
    """The series of all generators about the points of a ball."""
    plain = values(tower, at)
    far = dict(sides)
    result: list[Ball | Series] = [Series([at, 1], order + 1)]
    for index, generator in enumerate(tower.generators[1:], start=1):
        if tower.is_constant_index(index) or generator.argument is None:
            result.append(plain[index])
            continue
        above, below = (
            evaluate(_written(part, sides), result)
            for part in (generator.argument.num, generator.argument.den)
        )
        if index in far:
            result.append((above / below * far[index]).erfc())
        else:
            result.append(_FUNCTIONS[generator.kind](above / below, generator.degree))
    return result


def _log_abs(u: Series, _: int) -> Series:
    return u.log() if u[0] > 0 else (-u).log()


def _root(u: Series, degree: int) -> Series:
    return u.sqrt() if degree == 2 else (u.log() / degree).exp()


_FUNCTIONS: dict[str, Callable[[Series, int], Series]] = {
    "exp": lambda u, _: u.exp(),
    "log": _log_abs,
    "atan": lambda u, _: u.atan(),
    "erf": lambda u, _: u.erf(),
    "cos": lambda u, _: u.cos(),
    "sin": lambda u, _: u.sin(),
    "root": _root,
}


def _by_leading_term(poly: Poly, at: Sequence[Ball]) -> int:
    """The sign of a polynomial divided by the monomial that outweighs the others, times its own.

    Quotients of powers of one generator are enclosed without loss, however wide the cell.
    """
    present = [i for i, degree in enumerate(poly.degrees()) if degree > 0]
    if not all(at[i].is_finite() for i in present):
        return 0
    terms = [(tuple(int(e) for e in m), c) for m, c in poly.terms()]
    middles = [ball.mid() for ball in at]

    def size(term: tuple[tuple[int, ...], Rational]) -> Ball:
        monomial, c = term
        return abs(_power_product(middles, present, monomial) * Ball(c)).mid()

    lead = max(terms, key=size)[0]
    divided = [i for i in present if sign_of(at[i])]
    total = Ball(0)
    for monomial, c in terms:
        rest = tuple(e - lead[i] if i in divided else e for i, e in enumerate(monomial))
        total += _power_product(at, present, rest) * Ball(c)
    sign = sign_of(total)
    for i in divided:
        sign *= sign_of(at[i]) ** lead[i]
    return sign


def _power_product(at: Sequence[Ball], present: Sequence[int], powers: Sequence[int]) -> Ball:
    result = Ball(1)
    for i in present:
        if powers[i]:
            result *= at[i] ** powers[i]
    return result
