"""Case distinctions decided at each point, where x turns in a sine and they change for ever."""

from collections.abc import Sequence
from functools import reduce

import sympy as sp

from symact.core.activation import x
from symact.numeric.pieces import switches

_WAVES = (sp.sin, sp.cos, sp.tan, sp.cot, sp.sec, sp.csc)


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


def turns_in_a_case(expression: sp.Expr) -> bool:
    """Whether a case of the expression hangs on a sine of x or its kin.

    Example:
        >>> turns_in_a_case(sp.Abs(sp.sin(x))), turns_in_a_case(sp.Max(0, x) * sp.sin(x))
        (True, False)
    """
    return any(
        wave.has(x) for switch in switches(expression) for wave in switch.atoms(sp.Function)
        if isinstance(wave, _WAVES)
    )  # fmt: skip


def pointwise(expression: sp.Expr) -> sp.Expr:
    """The expression with each case distinction as a choice by the sign of its condition.

    Example:
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
