"""From SymPy expressions to elements of a tower: the functions, and the one entry point.

Every rule here is an identity of real functions.
"""

from __future__ import annotations

from functools import lru_cache

import flint
import sympy as sp

from symact.core.errors import UnsupportedError
from symact.kernel.angles import cosine_and_sine
from symact.kernel.builder import Builder, FinerExponent, Rules, named, named_poly
from symact.kernel.field import Fraction, Generator, Tower, constant

HALF = constant(flint.fmpq(1, 2))

__all__ = ["field_of", "named", "named_poly"]


# The same few expressions are asked for by the search, by the checker, and for each derivative.
@lru_cache(maxsize=1024)
def field_of(*expressions: sp.Expr) -> tuple[Tower, tuple[Fraction, ...]]:
    """A tower that holds the given smooth expressions in x, and the expressions in it.

    Raises:
        UnsupportedError: for a function outside the tower, with its name.

    Example:
        >>> from symact.core.activation import x
        >>> tower, (s,) = field_of(1 / (1 + sp.exp(-x)))
        >>> tower.is_zero(tower.derivative(s) - s * (constant(1) - s))
        True
    """
    shares: dict[tuple[str, int], int] = {}
    for _ in range(8):
        builder = Builder(shares, _RULES)
        try:
            elements = tuple(builder.element(e) for e in expressions)
        except FinerExponent as finer:
            shares[finer.exponent] = shares.get(finer.exponent, 1) * finer.share
            continue
        return builder.tower(), elements
    raise UnsupportedError("the exponents have no common measure that was found")


def _lambertw(b: Builder, argument: sp.Expr) -> Fraction:
    """The principal branch: w where the argument is ``w exp(w)`` with w > -1.

    Another one of x is known by its derivative only, so that identities hold for it and nothing
    is said of its signs.
    """
    c = b.element(argument)
    if b.tower().top(c.num) is None and b.tower().top(c.den) is None:
        if not b.tower().is_positive(c.num * c.den):
            raise UnsupportedError("LambertW of a constant is known for positive ones only")
        return b.add(Generator("lambertw", c), constant(0), sp.LambertW(argument))
    for node in sorted(argument.atoms(sp.exp), key=str):
        w = b.element(node.args[0])
        if b.reduced(c - w * b.element(node)).num.is_zero():
            b.positive.append(w + constant(1))
            return w
    before = len(b.generators)
    w = b.add(Generator("lambert", c), constant(0), sp.LambertW(argument))
    if len(b.generators) > before:
        b.slopes[before] = b.derivative(c) * w / (c * (constant(1) + w))
    return w


def _log(b: Builder, argument: sp.Expr) -> Fraction:
    if isinstance(argument, sp.Abs):
        return b.log_abs(b.element(argument.args[0]))
    return b.log(argument)


def _asin(b: Builder, argument: sp.Expr) -> Fraction:
    return b.atan(b.element(argument / sp.sqrt(1 - argument**2)))


def _acos(b: Builder, argument: sp.Expr) -> Fraction:
    return b.root_of_pi() ** 2 * HALF - _asin(b, argument)


def _acosh(b: Builder, argument: sp.Expr) -> Fraction:
    # The product of roots, not the root of the product, so that the argument must exceed 1.
    return b.log(argument + sp.sqrt(argument - 1) * sp.sqrt(argument + 1))


def _asinh(b: Builder, argument: sp.Expr) -> Fraction:
    return b.log(argument + sp.sqrt(1 + argument**2))


def _atanh(b: Builder, argument: sp.Expr) -> Fraction:
    return b.log((1 + argument) / (1 - argument)) * HALF


def _angle(b: Builder, argument: sp.Expr) -> tuple[Fraction, Fraction]:
    return cosine_and_sine(b, b.element(argument))


def _tanh(b: Builder, argument: sp.Expr) -> Fraction:
    square = b.exp(b.element(argument) * constant(2))
    return (square - constant(1)) / (square + constant(1))


def _sinh(b: Builder, argument: sp.Expr) -> Fraction:
    up = b.exp(b.element(argument))
    return (up - constant(1) / up) * HALF


def _cosh(b: Builder, argument: sp.Expr) -> Fraction:
    up = b.exp(b.element(argument))
    return (up + constant(1) / up) * HALF


_RULES: Rules = {
    sp.exp: lambda b, u: b.exp(b.element(u)),
    sp.log: _log,
    sp.cos: lambda b, u: _angle(b, u)[0],
    sp.sin: lambda b, u: _angle(b, u)[1],
    sp.tan: lambda b, u: _angle(b, u)[1] / _angle(b, u)[0],
    sp.cot: lambda b, u: _angle(b, u)[0] / _angle(b, u)[1],
    sp.sec: lambda b, u: constant(1) / _angle(b, u)[0],
    sp.csc: lambda b, u: constant(1) / _angle(b, u)[1],
    sp.asin: _asin,
    sp.acos: _acos,
    sp.acosh: _acosh,
    sp.atan: lambda b, u: b.atan(b.element(u)),
    sp.erf: lambda b, u: b.erf(b.element(u)),
    sp.erfc: lambda b, u: constant(1) - b.erf(b.element(u)),
    sp.LambertW: _lambertw,
    sp.asinh: _asinh,
    sp.atanh: _atanh,
    sp.tanh: _tanh,
    sp.coth: lambda b, u: constant(1) / _tanh(b, u),
    sp.sinh: _sinh,
    sp.cosh: _cosh,
    sp.sech: lambda b, u: constant(1) / _cosh(b, u),
    sp.csch: lambda b, u: constant(1) / _sinh(b, u),
}
