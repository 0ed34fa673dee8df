"""Cosine and sine of an element of the field, as rational functions of tangents of half angles."""

from __future__ import annotations

from typing import TypeAlias

import flint
import sympy as sp

from symact.core.errors import UnsupportedError
from symact.kernel.builder import Builder, FinerExponent
from symact.kernel.combinations import linear_combination
from symact.kernel.field import GENS, ONE, Fraction, Generator, constant

Pair: TypeAlias = tuple[Fraction, Fraction]

MAX_MULTIPLE = 32
HALF = constant(flint.fmpq(1, 2))
UNIT: Pair = (constant(1), constant(0))


def cosine_and_sine(b: Builder, u: Fraction) -> Pair:
    """The pair ``(cos u, sin u)``, by the addition theorems.

    Raises:
        UnsupportedError: for a multiple of an angle above 32.
    """
    fixed, rest = b.constant_and_rest(u)
    fixed, pair = _arctangents(b, fixed)
    rest, turned = _arctangents(b, rest)
    pair = _sum(_sum(pair, turned), _constant(b, fixed))
    if not rest.num.is_zero():
        pair = _sum(pair, _angle(b, rest))
    return b.reduced(pair[0]), b.reduced(pair[1])


def _sum(p: Pair, q: Pair) -> Pair:
    (c, s), (d, t) = p, q
    return c * d - s * t, s * d + c * t


def _multiple(pair: Pair, n: int) -> Pair:
    if abs(n) > MAX_MULTIPLE:
        raise UnsupportedError(f"a multiple above {MAX_MULTIPLE} of an angle")
    if n < 0:
        pair, n = (pair[0], -pair[1]), -n
    result = UNIT
    for _ in range(n):
        result = _sum(result, pair)
    return result


def _constant(b: Builder, u: Fraction) -> Pair:
    """The pair of a constant angle; rational parts of pi have algebraic values."""
    if u.num.is_zero():
        return UNIT
    angle = b.named(u)
    share = angle / sp.pi
    if share.is_Rational and share.q in {1, 2, 3, 4, 5, 6, 8, 10, 12}:
        return b.element(sp.cos(angle)), b.element(sp.sin(angle))
    return _angle(b, u)


def _arctangents(b: Builder, u: Fraction) -> tuple[Fraction, Pair]:
    """``u`` without its integer multiples of arctangents, and the pair of these."""
    pair = UNIT
    if not u.den.is_constant():
        return u, pair
    for monomial, coefficient in list(u.num.terms()):
        used = [(i, int(e)) for i, e in enumerate(monomial) if e]
        if len(used) != 1 or used[0][1] != 1:
            continue
        index = used[0][0]
        generator = b.generators[index]
        share = coefficient / u.den.leading_coefficient()
        if generator.kind != "atan" or generator.argument is None or share.q != 1:
            continue
        n = int(share.p)
        t = generator.argument
        turn = _of_half_tangent(t)
        if n % 2:
            root = b.root(constant(1) + t * t, sp.Rational(1, 2))
            pair = _sum(pair, (constant(1) / root, t / root))
        pair = _sum(pair, _multiple(turn, n // 2))
        u = u - Fraction(GENS[index], ONE) * constant(share)
    return u, pair


def _of_half_tangent(t: Fraction) -> Pair:
    below = constant(1) + t * t
    return (constant(1) - t * t) / below, constant(2) * t / below


def _angle(b: Builder, u: Fraction) -> Pair:
    """The pair of an angle made of tangents of halves already known, or of a new one."""
    half = u * HALF
    shares = linear_combination(half, [v for v, _ in b.tangents])
    if shares is not None:
        pair = UNIT
        for known, (share, (_, index)) in enumerate(zip(shares, b.tangents, strict=True)):
            if share.denominator != 1:
                raise FinerExponent(("tan", known), share.denominator)
            turn = _of_half_tangent(Fraction(GENS[index], ONE))
            pair = _sum(pair, _multiple(turn, int(share)))
        return pair
    if _moves_unevenly(b, u):
        return _bounded(b, u)
    power = 1 if u.num.leading_coefficient() > 0 else -1
    parts = b.shares.get(("tan", len(b.tangents)), 1)
    t = _tangent(b, half * constant(flint.fmpq(power, parts)))
    return _multiple(_of_half_tangent(t), power * parts)


def _moves_unevenly(b: Builder, u: Fraction) -> bool:
    """Whether an angle depends on x and is not linear in it."""
    slope = b.derivative(u)
    tower = b.tower()
    return tower.top(slope.num) is not None or tower.top(slope.den) is not None


def _bounded(b: Builder, u: Fraction) -> Pair:
    """The pair of an angle that need not turn, as two generators: they have no poles at all.

    Angles that are multiples of one in the tower are sums of it; a part of it makes that finer.
    """
    shares = linear_combination(u, [v for v, _ in b.angles])
    if shares is not None:
        pair = UNIT
        for known, (share, (_, index)) in enumerate(zip(shares, b.angles, strict=True)):
            if share.denominator != 1:
                raise FinerExponent(("cos", known), share.denominator)
            pair = _sum(pair, _multiple(_at(index), int(share)))
        return pair
    power = 1 if u.num.leading_coefficient() > 0 else -1
    parts = b.shares.get(("cos", len(b.angles)), 1)
    return _multiple(_at(_turn(b, u * constant(flint.fmpq(power, parts)))), power * parts)


def _at(index: int) -> Pair:
    return Fraction(GENS[index], ONE), Fraction(GENS[index + 1], ONE)


def _tangent(b: Builder, v: Fraction) -> Fraction:
    """The generator ``tan v``."""
    index = len(b.generators)
    t = b.add(Generator("tan", v), constant(0), sp.tan(b.named(v)))
    if len(b.generators) > index:
        b.slopes[index] = b.derivative(v) * (constant(1) + t * t)
        b.tangents.append((v, index))
    return t


def _turn(b: Builder, v: Fraction) -> int:
    """The index of the generator ``cos v``; the next one is ``sin v``."""
    index = len(b.generators)
    name = b.named(v)
    c = b.add(Generator("cos", v), constant(0), sp.cos(name))
    if len(b.generators) > index:
        s = b.add(Generator("sin", v), c * b.derivative(v), sp.sin(name))
        b.slopes[index] = -s * b.derivative(v)
        b.relations.append((index + 1, 2, ONE - GENS[index] ** 2))
        b.angles.append((v, index))
    return index
