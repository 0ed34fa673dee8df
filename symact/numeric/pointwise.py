"""Case distinctions decided at each point, where no exact search finds where they change."""

from collections.abc import Sequence
from functools import reduce

import sympy as sp

_LIFTED_AT_MOST = 3  # each may triple the smooth parts


class by_sign(sp.Function):  # type: ignore[misc]  # noqa: N801
    """``by_sign(u, below, at, above)``: the value for u < 0, for u = 0 and for u > 0."""

    nargs = 4

    def _eval_derivative(self, s: sp.Symbol) -> sp.Expr:
        u, below, at, above = self.args
        left, right = below.diff(s), above.diff(s)
        return by_sign(u, left, tie(below, at, above, left, right), right)


class tie(sp.Function):  # type: ignore[misc]  # noqa: N801
    """``tie(a, b, c, p, q)``: p where a = b = c and p = q, no value elsewhere."""

    nargs = 5

    def _eval_derivative(self, s: sp.Symbol) -> sp.Expr:  # noqa: ARG002
        # It stands for the value at a point, where by_sign asks its sides for their slopes.
        return sp.nan


def lifted(expression: sp.Expr) -> sp.Expr:
    """The same function with every choice outermost, so that what is chosen from is smooth.

    A product of a choice and a smooth factor would overflow where neither side does as a whole.
    With too many conditions, of which each may triple the text, it is left as it is.

    Example:
        >>> x = sp.Symbol("x", real=True)
        >>> lifted(2 * pointwise(sp.Abs(sp.sin(x))))
        by_sign(sin(x), -2*sin(x), 0, 2*sin(x))
    """
    conditions = {choice.args[0] for choice in expression.atoms(by_sign)}
    if len(conditions) > _LIFTED_AT_MOST:
        return expression
    return _lifted(expression)


def _lifted(expression: sp.Expr) -> sp.Expr:
    plain = (c.args[0] for c in sp.preorder_traversal(expression) if isinstance(c, by_sign))
    u = next((condition for condition in plain if not condition.has(by_sign)), None)
    if u is None:
        return expression
    return by_sign(u, *(_lifted(_decided(expression, u, side)) for side in (1, 2, 3)))


def _decided(expression: sp.Expr, u: sp.Expr, side: int) -> sp.Expr:
    """The expression where every choice by the sign of u has been made."""
    return expression.replace(
        lambda node: isinstance(node, by_sign) and node.args[0] == u, lambda node: node.args[side]
    )


def pointwise(expression: sp.Expr) -> sp.Expr:
    """The expression with each case distinction as a choice by the sign of its condition.

    Example:
        >>> x = sp.Symbol("x", real=True)
        >>> pointwise(sp.Abs(sp.sin(x)))
        by_sign(sin(x), -sin(x), 0, sin(x))
    """
    args = [arg if isinstance(arg, sp.Tuple) else pointwise(arg) for arg in expression.args]
    match expression:
        case sp.Abs():
            return by_sign(args[0], -args[0], sp.S.Zero, args[0])
        case sp.sign():
            return by_sign(args[0], sp.S.NegativeOne, sp.S.Zero, sp.S.One)
        case sp.Heaviside():
            return by_sign(args[0], sp.S.Zero, args[1], sp.S.One)
        case sp.Max():
            return reduce(lambda a, b: by_sign(a - b, b, a, a), args)
        case sp.Min():
            return reduce(lambda a, b: by_sign(a - b, a, a, b), args)
        case sp.Piecewise():
            return _cases([(pointwise(value), condition) for value, condition in expression.args])
    return expression.func(*args) if args else expression


def _cases(branches: Sequence[tuple[sp.Expr, sp.Basic]]) -> sp.Expr:
    if not branches:
        return sp.nan
    (value, condition), *rest = branches
    return _chosen(condition, value, _cases(rest))


def _chosen(condition: sp.Basic, yes: sp.Expr, no: sp.Expr) -> sp.Expr:
    """The one value where a condition holds and the other elsewhere."""
    match condition:
        case sp.logic.boolalg.BooleanTrue():
            return yes
        case sp.logic.boolalg.BooleanFalse():
            return no
        case sp.And():
            return reduce(lambda value, each: _chosen(each, value, no), condition.args, yes)
        case sp.Or():
            return reduce(lambda value, each: _chosen(each, yes, value), condition.args, no)
        case sp.Not():
            return _chosen(condition.args[0], no, yes)
    holds = _HOLDS[condition.func]
    u = pointwise(condition.lhs - condition.rhs)
    return by_sign(u, *(yes if each else no for each in holds))


# Where a relation to 0 holds: below 0, at 0, above 0.
_HOLDS = {
    sp.StrictLessThan: (True, False, False),
    sp.LessThan: (True, True, False),
    sp.StrictGreaterThan: (False, False, True),
    sp.GreaterThan: (False, True, True),
    sp.Equality: (False, True, False),
    sp.Unequality: (True, False, True),
}
