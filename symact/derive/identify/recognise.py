"""Closed forms for a floating-point number: suggestions, from the simplest to the least simple."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from fractions import Fraction

import sympy as sp

MAX_FORMS = 4
_NEAR, _EXACT = 3e-8, 2e-12
_SHARES = tuple(
    Fraction(sign * p, q)
    for p, q in ((1, 1), (2, 1), (1, 2), (3, 1), (1, 3), (4, 1), (1, 4), (6, 1), (1, 6), (10, 1))
    for sign in (1, -1)
)
_SMALL = 60
_HUGE, _TINY = 1e6, 1e-6
_ROOTS = (2, 3, 5, 6, 7, 10)
_BASES: tuple[sp.Expr, ...] = (
    *(sp.sqrt(n) for n in _ROOTS),
    sp.pi,
    1 / sp.pi,
    sp.sqrt(sp.pi),
    1 / sp.sqrt(sp.pi),
    sp.sqrt(2 * sp.pi),
    sp.sqrt(2 / sp.pi),
    sp.E,
    sp.exp(-1),
    sp.log(2),
    sp.log(3),
    1 / sp.log(2),
)


def constants(formula: sp.Expr) -> tuple[sp.Expr, ...]:
    """The constants that a formula is built with, those of products and sums taken together.

    Example:
        >>> from symact.core.activation import x
        >>> constants(3 * sp.tanh(sp.sqrt(2) * x) + 7)
        (7, 3, sqrt(2), 2, 1/2)
    """
    found: dict[sp.Expr, None] = {}
    for node in sp.preorder_traversal(formula):
        if not isinstance(node, sp.Expr):
            continue
        if node.is_number:
            found[node] = None
        elif node.is_Add or node.is_Mul:
            found[node.func(*(part for part in node.args if part.is_number))] = None
    usual = (sp.S.Zero, sp.S.One, sp.S.NegativeOne)
    return tuple(c for c in found if c not in usual and c.is_real and c.is_finite)


def is_plain(constant: sp.Expr) -> bool:
    """Whether a constant has a closed form that floating point evaluates."""
    return bool(constant.is_number) and math.isfinite(_float(constant))


def forms(value: float, hints: Iterable[sp.Expr], error: float = _NEAR) -> tuple[sp.Expr, ...]:
    """Closed forms near a number, a few of them; none for one of an unlikely size.

    Args:
        hints: constants that are likely to be part of it.

    Example:
        >>> forms(0.70710678118655, [])[0]
        sqrt(2)/2
        >>> forms(-0.0894300000001, [sp.Rational("0.044715")])[0]
        -8943/100000
    """
    if abs(value) > _HUGE or 0 < abs(value) < _TINY:
        near = [h for h in hints if _is_near(_float(h) / value, 1.0)]
        return tuple(near) or ((sp.S.Zero,) if abs(value) < 1 else ())
    close = error * max(1.0, abs(value))
    found: dict[sp.Expr, None] = {}
    for form in _forms(value, tuple(hints)):
        if abs(_float(form) - value) <= close:
            found[form] = None
        if len(found) == MAX_FORMS:
            break
    return tuple(found)


def _forms(value: float, hints: tuple[sp.Expr, ...]) -> Iterator[sp.Expr]:
    yield from _fractions(value, 200)
    known = [(h, _float(h)) for h in hints]
    for hint, size in known:
        yield from (
            hint * sp.Rational(s.numerator, s.denominator)
            for s in _SHARES
            if _is_near(float(s) * size, value)
        )
    for hint, size in known:
        for other, its in known:
            if _is_near(abs(size * its), abs(value)):
                yield sp.sign(value) * abs(hint * other)
            if its and _is_near(abs(size / its), abs(value)):
                yield sp.sign(value) * abs(hint / other)
    for base in _BASES:
        yield from (q * base for q in _fractions(value / _float(base), _SMALL))
    if abs(value) < 20:
        yield from (sp.log(q) for q in _fractions(math.exp(value), _SMALL) if q > 0)
    for hint, size in known:
        if size > 0 and _is_near(abs(math.log(size)), abs(value)):
            yield sp.sign(value) * abs(sp.log(hint))
    # What is left has many near neighbours, of which only the nearest is likely.
    yield from _decimals(value)
    yield from _fractions(value, 10**6, _EXACT)


def _fractions(value: float, largest: int, close: float = _NEAR) -> Iterator[sp.Rational]:
    if math.isfinite(value):
        near = Fraction(value).limit_denominator(largest)
        if _is_near(float(near), value, close):
            yield sp.Rational(near.numerator, near.denominator)


def _decimals(value: float) -> Iterator[sp.Rational]:
    """The value rounded to as few places as change it hardly at all."""
    for places in range(4, 13):
        near = round(value, places)
        if _is_near(near, value, _EXACT):
            yield sp.Rational(Fraction(f"{near:.{places}f}"))
            return


def _is_near(one: float, other: float, close: float = _NEAR) -> bool:
    return abs(one - other) <= close * max(1.0, abs(other))


def _float(form: sp.Expr) -> float:
    try:
        return float(form)
    except (TypeError, OverflowError):
        return math.nan
