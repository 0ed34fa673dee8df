"""Names for isolated zeros: proposed here, accepted only when the kernel proves them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import sympy as sp

from symact.core.activation import x
from symact.core.claims import Value
from symact.core.errors import SymactError
from symact.kernel.balls import Ball, enclose, precision
from symact.kernel.certificates import Cell
from symact.kernel.field import Poly, Tower, coefficients, occurring
from symact.kernel.theorem import prove
from symact.kernel.translate import named_poly

LARGEST = 10**6


def name_of_zero(tower: Tower, poly: Poly, cell: Cell) -> sp.Expr | None:
    """A closed form of the one zero of *poly* in *cell*, or None where no name is found.

    The candidate lies in the cell, and the kernel proves that the polynomial vanishes there.
    """
    for candidate in _candidates(tower, poly):
        if is_zero_at(tower, poly, cell, candidate):
            return candidate
    return None


def is_zero_at(tower: Tower, poly: Poly, cell: Cell, candidate: sp.Expr) -> bool:
    """Whether a number lies in the cell and the kernel proves that the polynomial is 0 there."""
    return _lies_in(candidate, cell) and _vanishes(named_poly(poly, tower.names), candidate)


def _lies_in(candidate: sp.Expr, cell: Cell) -> bool:
    with precision(128):
        try:
            ball = enclose(candidate)
        except SymactError:
            return False
        return bool(ball.is_finite() and Ball(cell[0]) <= ball and ball <= Ball(cell[1]))


def _vanishes(equation: sp.Expr, at: sp.Expr) -> bool:
    try:
        prove(Value(equation, 0, at, sp.S.Zero))
    except (SymactError, ZeroDivisionError):
        return False
    return True


def _candidates(tower: Tower, poly: Poly) -> Iterator[sp.Expr]:
    varying = sorted(i for i in occurring(poly) if not tower.is_constant_index(i))
    if varying == [0]:
        yield from _radicals(tower, poly, 0)
    elif len(varying) == 1:
        for value in _radicals(tower, poly, varying[0]):
            yield from _preimages(tower, varying[0], value)
    elif len(varying) == 2 and varying[0] == 0:
        yield from _lambert(tower, poly, varying[1])


def _radicals(tower: Tower, poly: Poly, index: int) -> Iterator[sp.Expr]:
    """The zeros of a polynomial of degree at most 2, or of one in a square, in one generator."""
    parts = coefficients(poly, index)
    named = {k: named_poly(p, tower.names) for k, p in parts.items()}
    degrees = sorted(named)
    if degrees in ([0, 1], [1]):
        yield -named.get(0, sp.S.Zero) / named[1]
    elif max(degrees) == 2:
        a, b, c = (named.get(k, sp.S.Zero) for k in (2, 1, 0))
        root = sp.sqrt(sp.expand(b**2 - 4 * a * c))
        yield from ((-b + root) / (2 * a), (-b - root) / (2 * a))
    elif max(degrees) == 3 and all(map(_is_small, named.values())):
        yield from _cardano(*(named.get(k, sp.S.Zero) for k in (3, 2, 1, 0)))
    elif set(degrees) == {0, max(degrees)}:
        power = max(degrees)
        base = sp.root(-named[0] / named[power], power)
        yield from (base, -base)


def _is_small(value: sp.Expr) -> bool:
    """Whether a number is short enough that cube roots of it help anybody."""
    return bool(value.is_Rational) and max(abs(value.p), value.q) < LARGEST


def _cardano(a: sp.Expr, b: sp.Expr, c: sp.Expr, d: sp.Expr) -> Iterator[sp.Expr]:
    """The zero of a cubic with one real zero, with a single cube root."""
    shift = -b / (3 * a)
    p = (3 * a * c - b**2) / (3 * a**2)
    q = (2 * b**3 - 9 * a * b * c + 27 * a**2 * d) / (27 * a**3)
    square = q**2 / 4 + p**3 / 27
    if square <= 0:
        return
    # The cube root of the larger of two numbers of either sign, so that it is of a positive one.
    side = -1 if q > 0 else 1
    root = sp.cbrt(sp.Abs(q) / 2 + sp.sqrt(square))
    yield shift + side * (root - p / (3 * root))


def _preimages(tower: Tower, index: int, value: sp.Expr) -> Iterator[sp.Expr]:
    """The x with generator(x) = value, where the generator's argument is linear or quadratic."""
    generator = tower.generators[index]
    argument = generator.argument
    if argument is None or generator.kind not in _UNDONE or not argument.den.is_constant():
        return
    if occurring(argument.num) - {0}:
        return
    parts = coefficients(argument.num, 0)
    if max(parts) not in {1, 2}:
        return
    scale = named_poly(argument.den, tower.names)
    a, b, c = (
        named_poly(parts[k], tower.names) / scale if k in parts else sp.S.Zero for k in (2, 1, 0)
    )
    if generator.kind == "exp" and value.is_positive is False:
        return
    for undone in _UNDONE[generator.kind](value):
        if a == 0:
            yield (undone - c) / b
        elif b == 0:
            yield from (sp.sqrt((undone - c) / a), -sp.sqrt((undone - c) / a))
        else:
            root = sp.sqrt(sp.expand(b**2 - 4 * a * (c - undone)))
            yield from ((root - b) / (2 * a), (-root - b) / (2 * a))


# The arguments at which a function of the kernel may have a value.
_UNDONE: dict[str, Callable[[sp.Expr], tuple[sp.Expr, ...]]] = {
    "exp": lambda value: (sp.expand_log(sp.log(value)), sp.log(value)),
    "log": lambda value: (sp.exp(value),),
    "atan": lambda value: (sp.tan(value),),
}


def _lambert(tower: Tower, poly: Poly, index: int) -> Iterator[sp.Expr]:
    """The zero of ``a x + b + (c x + d) exp(k x)`` with a or c zero, through Lambert's W."""
    generator = tower.generators[index]
    if generator.kind != "exp" or generator.argument is None:
        return
    exponent = generator.argument
    if occurring(exponent.num) - {0} or set(coefficients(exponent.num, 0)) != {1}:
        return
    k = named_poly(exponent.num, tower.names).coeff(x) / named_poly(exponent.den, tower.names)
    parts = coefficients(poly, index)
    if set(parts) != {0, 1}:
        return
    rows = [coefficients(parts[j], 0) for j in (0, 1)]
    if any(set(row) - {0, 1} for row in rows):
        return
    (b, a), (d, c) = (
        [named_poly(row[i], tower.names) if i in row else sp.S.Zero for i in (0, 1)] for row in rows
    )
    if c == 0 and a != 0:
        # a x + b = -d exp(k x)
        yield -b / a - sp.LambertW(d * k / a * sp.exp(-k * b / a)) / k
    if a == 0 and c != 0:
        # (c x + d) exp(k x) = -b
        yield -d / c + sp.LambertW(-b * k / c * sp.exp(k * d / c)) / k
