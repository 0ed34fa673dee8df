"""The arctangent and the error function of an element of the field, and inverse arguments."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import flint
import sympy as sp

from symact.kernel.balls import Ball, evaluate, precision, sign_of, values
from symact.kernel.field import GENS, ONE, Fraction, Generator, constant

if TYPE_CHECKING:
    from symact.kernel.builder import Builder

# The squares of the tangents of pi/6, pi/4 and pi/3: the positive root is the tangent.
_TANGENTS = (
    (flint.fmpq(1, 3), flint.fmpq(1, 6)),
    (flint.fmpq(1), flint.fmpq(1, 4)),
    (flint.fmpq(3), flint.fmpq(1, 3)),
)


def arctangent(b: Builder, u: Fraction) -> Fraction:
    """The arctangent; at the tangents of simple parts of pi it is that part."""
    pi = b.root_of_pi() ** 2  # so that pi/2, its limit, is known exactly
    square = b.reduced(u * u)
    for value, share in _TANGENTS:
        if (square - constant(value)).num.is_zero():
            return pi * constant(share * _sign(b, u))
    turned = _of_inverse(b, u)
    if turned is not None:
        return pi * constant(flint.fmpq(1, 2)) - turned
    return _odd(b, "atan", u, sp.atan, lambda v: b.derivative(v) / (square + constant(1)))


def _of_inverse(b: Builder, u: Fraction) -> Fraction | None:
    """A generator that is ``atan(1/u)`` for a positive u, the complement of ``atan(u)``."""
    tower = b.tower()
    if not (tower.is_positive(u.num) and tower.is_positive(u.den)):
        return None
    for index, generator in enumerate(b.generators):
        v = generator.argument
        if generator.kind == "atan" and v is not None and b.reduced(u * v) == constant(1):
            return Fraction(GENS[index], ONE)
    return None


def logarithm_of_inverse(b: Builder, u: Fraction) -> Fraction | None:
    """The logarithm of a generator's argument v with ``u v = c`` or ``-c`` rational, turned."""
    for index, generator in enumerate(b.generators):
        v = generator.argument
        if generator.kind != "log" or v is None or b.derivative(v).num.is_zero():
            continue
        product = b.reduced(u * v)
        if product in (constant(1), constant(-1)):
            return -Fraction(GENS[index], ONE)
    return None


def error_function(b: Builder, u: Fraction) -> Fraction:
    """The error function, whose slope is ``2 exp(-u**2)/sqrt(pi)``."""

    def slope(v: Fraction) -> Fraction:
        bell = b.exp(-b.reduced(u * u))
        return b.reduced(constant(2) / b.root_of_pi() * b.derivative(v) * bell)

    return _odd(b, "erf", u, sp.erf, slope)


def _odd(
    b: Builder,
    kind: str,
    u: Fraction,
    head: Callable[[sp.Expr], sp.Expr],
    slope: Callable[[Fraction], Fraction],
) -> Fraction:
    """An odd function, of its argument with a positive leading coefficient."""
    if u.num.is_zero():
        return constant(0)
    side = constant(1 if u.num.leading_coefficient() > 0 else -1)
    u = u * side
    derivative = constant(0) if b.derivative(u).num.is_zero() else slope(u)
    return b.add(Generator(kind, u), derivative, head(b.named(u))) * side


def _sign(b: Builder, u: Fraction) -> int:
    """The sign of a constant that is not 0."""
    with precision(256):
        at = values(b.tower(), Ball(1))
        return sign_of(evaluate(u.num, at) / evaluate(u.den, at))
