"""Functions of one variable applied to indexed polynomials: written out, or kept by their name."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import sympy as sp

from symact.check.linear import component_algebra as algebra
from symact.check.linear.component_units import (
    FUNCTION,
    Poly,
    Unit,
    add,
    frozen,
    minus,
    number,
    scale,
    single,
)
from symact.core.activation import x
from symact.core.errors import UnsupportedError

MAX_ORDER = 4


def applied(name: str, expression: sp.Expr | None, order: int, argument: Poly) -> Poly:
    """A function, or a derivative of it, at an argument.

    A function that is made of exponentials is written out; of any other only the name is kept,
    so that what is proved of it holds for every differentiable function.

    Args:
        expression: in ``x``; None for one of which nothing is known.
    """
    if order > MAX_ORDER:
        raise UnsupportedError("a derivative of a high order")
    if expression is not None and is_written_out(expression):
        return _written(sp.diff(expression, x, order) if order else expression, argument)
    return single(Unit(FUNCTION, name, order, (), frozen(argument)))


def is_written_out(expression: sp.Expr) -> bool:
    """Whether a function is made of exponentials and rational operations."""
    kinds = (sp.Add, sp.Mul, sp.Pow, sp.exp, sp.log, sp.tanh)
    return expression.free_symbols <= {x} and all(
        part.is_Rational
        or part == x
        or (isinstance(part, kinds) and (not part.is_Pow or part.exp.is_Integer))
        for part in sp.preorder_traversal(expression)
    )


def _written(expression: sp.Expr, argument: Poly) -> Poly:
    if expression.is_Rational:
        return number(Fraction(int(expression.p), int(expression.q)))
    if expression == x:
        return argument
    parts = [_written(part, argument) for part in expression.args]
    return _RULES[expression.func](parts, expression)


def _product(parts: list[Poly], _: sp.Expr) -> Poly:
    total = number(1)
    for part in parts:
        total = algebra.multiply(total, part)
    return total


def _tanh(parts: list[Poly], _: sp.Expr) -> Poly:
    square = algebra.exponential(scale(parts[0], 2))
    one = number(1)
    return algebra.multiply(minus(square, one), algebra.inverse(add(square, one)))


_RULES: dict[type[sp.Expr], Callable[[list[Poly], sp.Expr], Poly]] = {
    sp.Add: lambda parts, _: add(*parts),
    sp.Mul: _product,
    sp.Pow: lambda parts, whole: algebra.power(parts[0], int(whole.exp)),
    sp.exp: lambda parts, _: algebra.exponential(parts[0]),
    sp.log: lambda parts, _: algebra.logarithm(parts[0]),
    sp.tanh: _tanh,
}
