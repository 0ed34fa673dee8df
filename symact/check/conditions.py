"""The condition under which a statement is made, as what its judge takes for granted."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import sympy as sp

from symact.check.judge.assumptions import Assumptions
from symact.check.meaning import Meaning
from symact.check.unclear import UnclearError
from symact.core.activation import Domain, x
from symact.reading.held import tree as t

_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}


def assumptions_of(
    condition: t.Tree | None, meaning: Meaning, variable: sp.Symbol
) -> tuple[Assumptions, sp.Expr | None]:
    """What a condition says: where the variable lies, and the one value it has, if it has one.

    Raises:
        UnclearError: for a condition that says anything else.
    """
    found = Assumptions()
    point: sp.Expr | None = None
    for left, operator, right in _comparisons(condition):
        if operator == "in":
            found = _within(found, left, right, meaning, variable)
            continue
        one, other = meaning.scalar(left), meaning.scalar(right)
        sign = operator
        if other == variable:
            one, other, sign = other, one, _TURNED.get(operator, "")
        if one == variable and other.is_number:
            if sign == "=":
                point = other
            else:
                found = _bounded(found, sign, other)
        elif one.is_Symbol and one != variable and other.is_Rational:
            found = _declared(found, one, sign, other)
        elif other.is_Symbol and other != variable and one.is_Rational:
            found = _declared(found, other, _TURNED.get(sign, ""), one)
        else:
            raise UnclearError("SA245", "this condition is not supported", left.span)
    return found, point


def _comparisons(condition: t.Tree | None) -> list[tuple[t.Tree, str, t.Tree]]:
    """A condition taken apart into comparisons that all hold."""
    match condition:
        case None:
            return []
        case t.Logic(operator="and", operands=operands):
            return [found for part in operands for found in _comparisons(part)]
        case t.Relation(operands=operands, operators=operators):
            return list(zip(operands[:-1], operators, operands[1:], strict=True))
        case _:
            raise UnclearError("SA245", "this condition is not supported", condition.span)


def _within(
    found: Assumptions, left: t.Tree, right: t.Tree, meaning: Meaning, variable: sp.Symbol
) -> Assumptions:
    if isinstance(right, t.Numbers) and right.letter == "R" and not right.dimensions:
        return found
    if (
        meaning.scalar(left) != variable
        or not isinstance(right, t.Bracket)
        or len(right.items) != 2
    ):
        raise UnclearError("SA245", "this condition is not supported", left.span)
    low, high = (meaning.scalar(item) for item in right.items)
    found = found if low == -sp.oo else _bounded(found, ">=" if right.opening == "[" else ">", low)
    return found if high == sp.oo else _bounded(found, "<=" if right.closing == "]" else "<", high)


def _bounded(found: Assumptions, sign: str, end: sp.Expr) -> Assumptions:
    closed = sign.endswith("=")
    if sign in {">", ">="}:
        return replace(found, lower=end, lower_closed=closed)
    if sign in {"<", "<="}:
        return replace(found, upper=end, upper_closed=closed)
    if sign == "!=":
        return replace(found, without=(*found.without, end))
    raise UnclearError("SA245", "this condition is not supported")


def _declared(found: Assumptions, name: sp.Symbol, sign: str, end: sp.Expr) -> Assumptions:
    q, closed = Fraction(int(end.p), int(end.q)), sign.endswith("=")
    known = dict(found.domains).get(name, Domain())
    if sign in {">", ">="}:
        domain = Domain(q, known.upper, closed, known.upper_closed)
    elif sign in {"<", "<="}:
        domain = Domain(known.lower, q, known.lower_closed, closed)
    elif sign == "=":
        domain = Domain(q, q, lower_closed=True, upper_closed=True)
    else:
        raise UnclearError("SA245", "this condition is not supported")
    return replace(found, domains=(*(p for p in found.domains if p[0] != name), (name, domain)))


def at_point(expression: sp.Expr, point: sp.Expr) -> sp.Expr:
    """The expression at the one place that a condition names."""
    return expression.subs(x, point)
