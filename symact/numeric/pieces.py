"""The real line cut where a function changes its formula, and the smooth formula on each part."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import final

import sympy as sp

from symact.core.activation import x

_NO_DERIVATIVE = (sp.Abs, sp.sign, sp.Heaviside, sp.Max, sp.Min, sp.Piecewise)


@final
@dataclass(frozen=True, slots=True)
class Piece:
    """A formula without case distinctions, valid on the open interval from lower to upper."""

    lower: sp.Expr
    upper: sp.Expr
    formula: sp.Expr


def pieces(expression: sp.Expr) -> tuple[Piece, ...] | None:
    """The pieces of a function from left to right; None where their ends have no exact search.

    Example:
        >>> [piece.formula for piece in pieces(sp.Abs(x))]
        [-x, x]
        >>> pieces(sp.Abs(sp.sin(x))) is None
        True
    """
    try:
        places = breakpoints(expression)
    except _NoExactSearchError:
        return None
    ends = [-sp.oo, *places, sp.oo]
    return tuple(
        Piece(lower, upper, formula_near(expression, _between(lower, upper)))
        for lower, upper in pairwise(ends)
    )


class _NoExactSearchError(Exception):
    """A case hangs on more than polynomials with rational coefficients and lines."""


def breakpoints(expression: sp.Expr) -> tuple[sp.Expr, ...]:
    """The places where a case distinction of the expression may change, in increasing order."""
    found: set[sp.Expr] = set()
    for switch in _switches(expression):
        found.update(_roots(switch))
    return _distinct(found)


def formula_near(expression: sp.Expr, place: sp.Expr) -> sp.Expr:
    """The expression with every case distinction decided as it stands at a place."""
    if not expression.has(*_NO_DERIVATIVE):
        return expression
    match expression:
        case sp.Piecewise():
            for formula, condition in expression.args:
                if condition.subs(x, place) == sp.true:
                    return formula_near(formula, place)
            return sp.nan
        case sp.Max() | sp.Min():
            choose = max if isinstance(expression, sp.Max) else min
            args = [formula_near(arg, place) for arg in expression.args]
            return choose(args, key=lambda arg: sp.N(arg.subs(x, place), 30))
    args = [formula_near(arg, place) for arg in expression.args]
    if not isinstance(expression, (sp.Abs, sp.sign, sp.Heaviside)):
        return expression.func(*args)
    inner = args[0]
    positive = bool(sp.N(inner.subs(x, place), 30) > 0)
    match expression:
        case sp.Abs():
            return inner if positive else -inner
        case sp.sign():
            return sp.S.One if positive else sp.S.NegativeOne
        case _:
            return sp.S.One if positive else sp.S.Zero


def _switches(expression: sp.Expr) -> Iterator[sp.Expr]:
    """The functions whose sign decides a case."""
    for node in sp.preorder_traversal(expression):
        match node:
            case sp.Abs() | sp.sign() | sp.Heaviside():
                yield node.args[0]
            case sp.Max() | sp.Min():
                yield from (a - b for a, b in combinations(node.args, 2))
            case sp.Piecewise():
                for _, condition in node.args:
                    yield from (
                        r.lhs - r.rhs for r in condition.atoms(sp.core.relational.Relational)
                    )


def _roots(switch: sp.Expr) -> set[sp.Expr]:
    if not switch.has(x):
        return set()
    if switch.has(*_NO_DERIVATIVE):
        parts = pieces(switch)
        if parts is None:
            raise _NoExactSearchError
        inner = {end for part in parts for end in (part.lower, part.upper) if end.is_finite}
        return inner.union(*(_roots(part.formula) for part in parts))
    numerator, denominator = sp.fraction(sp.together(switch))
    return _zeros(numerator) | _zeros(denominator)


def _zeros(formula: sp.Expr) -> set[sp.Expr]:
    if not formula.has(x):
        return set()
    if formula.is_polynomial(x):
        polynomial = sp.Poly(formula, x)
        if polynomial.domain.is_ZZ or polynomial.domain.is_QQ:
            return set(sp.real_roots(polynomial))
        if polynomial.degree() == 1:
            slope, constant = polynomial.all_coeffs()
            return {-constant / slope}
    raise _NoExactSearchError


def _distinct(places: set[sp.Expr]) -> tuple[sp.Expr, ...]:
    ordered = sorted(places, key=lambda place: sp.N(place, 30))
    kept: list[sp.Expr] = []
    for place in ordered:
        if not kept or sp.N(place - kept[-1], 30) > sp.Rational(1, 10**20):
            kept.append(place)
    return tuple(kept)


def _between(lower: sp.Expr, upper: sp.Expr) -> sp.Expr:
    """A rational number strictly inside an interval."""
    if lower == -sp.oo and upper == sp.oo:
        return sp.Rational(1, 3)
    if lower == -sp.oo:
        return sp.floor(upper) - sp.Rational(4, 3)
    if upper == sp.oo:
        return sp.ceiling(lower) + sp.Rational(4, 3)
    return sp.Rational(str(sp.N((lower + upper) / 2, 30)))
