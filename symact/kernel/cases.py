"""Functions with cases: which branch of Piecewise, Abs, Max, Min, sign and Heaviside holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

import sympy as sp

from symact.core.activation import x
from symact.core.errors import UnsupportedError
from symact.kernel.reals import closed_form, compare, tidy

SWITCHES = (sp.Piecewise, sp.Abs, sp.Max, sp.Min, sp.sign, sp.Heaviside)
NOTHING = closed_form(sp.S.Zero)

SignOf: TypeAlias = Callable[[sp.Expr], int]


class UndefinedError(UnsupportedError):
    """A function has no real value at a place."""


def innermost(expression: sp.Expr) -> sp.Expr | None:
    """A function with cases that has none inside it; None where there is none."""
    for node in sp.postorder_traversal(expression):
        if isinstance(node, SWITCHES):
            return node
    return None


def deciders(switch: sp.Expr) -> list[sp.Expr]:
    """The smooth expressions whose signs decide which branch holds."""
    if isinstance(switch, sp.Piecewise):
        return [
            atom.lhs - atom.rhs
            for _, condition in switch.args
            for atom in condition.atoms(sp.core.relational.Relational)
        ]
    if isinstance(switch, sp.Max | sp.Min):
        args = switch.args
        return [a - b for i, a in enumerate(args) for b in args[i + 1 :]]
    return [switch.args[0]]


def _sign(number: sp.Expr) -> int:
    """The sign of an exact number.

    Raises:
        UndecidedError: when it is not decided.
    """
    if not _is_number(number):
        raise UndefinedError("a condition has no value at a place")
    return compare(closed_form(number), NOTHING)


def sign_at(expression: sp.Expr, q: sp.Expr) -> int:
    """The sign of an expression at an exact point.

    Raises:
        UndecidedError: when it is not decided.
    """
    return _sign(evaluated(expression, q))


def branch(switch: sp.Expr, q: sp.Expr) -> sp.Expr:
    """The branch of a switch that holds at an exact point."""
    return branch_by(switch, lambda expression: sign_at(expression, q))


def holds(condition: sp.Basic, q: sp.Expr) -> bool:
    """Whether a condition on x holds at an exact point.

    Raises:
        UndecidedError, UnsupportedError: when that is not decided.
    """
    return _holds(condition, lambda expression: sign_at(expression, q))


def branch_by(switch: sp.Expr, sign_of: SignOf) -> sp.Expr:
    """The branch of a switch that holds where the expressions that decide have given signs.

    Raises:
        UndefinedError: where no branch holds.
    """
    if isinstance(switch, sp.Piecewise):
        for branch, condition in switch.args:
            if _holds(condition, sign_of):
                return branch
        raise UndefinedError(f"no branch of a piecewise definition holds in {switch}")
    return _chosen(type(switch), switch.args, sign_of)


def _chosen(head: type[sp.Expr], args: Sequence[sp.Expr], sign_of: SignOf) -> sp.Expr:
    """What a switch other than Piecewise is, of expressions or of numbers."""
    if head in (sp.Max, sp.Min):
        better = 1 if head is sp.Max else -1
        best = args[0]
        for other in args[1:]:
            if sign_of(other - best) == better:
                best = other
        return best
    sign = sign_of(args[0])
    if head is sp.Abs:
        return args[0] * sign
    if head is sp.sign:
        return sp.Integer(sign)
    at_zero = args[1] if len(args) > 1 else sp.Rational(1, 2)
    return {1: sp.S.One, -1: sp.S.Zero, 0: at_zero}[sign]


_RELATIONS: dict[type[sp.Basic], tuple[int, ...]] = {
    sp.StrictGreaterThan: (1,),
    sp.GreaterThan: (0, 1),
    sp.StrictLessThan: (-1,),
    sp.LessThan: (-1, 0),
    sp.Equality: (0,),
    sp.Unequality: (-1, 1),
}


def _holds(condition: sp.Basic, sign_of: SignOf) -> bool:
    if condition in (sp.true, sp.false):
        return condition is sp.true
    if isinstance(condition, sp.And):
        return all(_holds(c, sign_of) for c in condition.args)
    if isinstance(condition, sp.Or):
        return any(_holds(c, sign_of) for c in condition.args)
    if isinstance(condition, sp.Not):
        return not _holds(condition.args[0], sign_of)
    if isinstance(condition, sp.ITE):
        chosen = condition.args[1 if _holds(condition.args[0], sign_of) else 2]
        return _holds(chosen, sign_of)
    for relation, signs in _RELATIONS.items():
        if isinstance(condition, relation):
            return sign_of(condition.lhs - condition.rhs) in signs
    raise UnsupportedError(f"the condition {condition} is outside what is decided")


def evaluated(expression: sp.Expr, place: sp.Expr) -> sp.Expr:
    """The value of an expression at an exact place, by real numbers all the way.

    Through complex numbers a function may come out real where it has no real value, as the
    hyperbolic tangent of the logarithm of -1 does. And every part gets its value before the whole
    does: ``Abs(x)/x`` is 0/0 at 0, though with 0 put in for ``Abs(x)`` alone it would be 0.

    Raises:
        UndefinedError: where some part of the expression has no real value.
    """
    if expression == x:
        return place
    if not expression.has(x):
        return expression
    if isinstance(expression, sp.Piecewise):
        return evaluated(branch(expression, place), place)
    parts = [evaluated(part, place) for part in expression.args]
    if isinstance(expression, SWITCHES):
        return _chosen(type(expression), parts, _sign)
    value = expression.func(*parts)
    if not _is_number(value):
        raise UndefinedError(f"{expression} has no value at x = {place}")
    return value


def value_at(expression: sp.Expr, q: sp.Expr) -> sp.Expr | None:
    """The value at an exact point; None where the expression is undefined."""
    try:
        value = evaluated(expression, q)
    except UndefinedError:
        return None
    return tidy(value) if _is_number(value) else None


def _is_number(value: sp.Expr) -> bool:
    return not value.has(sp.zoo, sp.nan, sp.oo, sp.I) and value.is_real is not False
