"""Smooth pieces: Piecewise, Abs, Max, Min, sign and Heaviside are resolved interval by interval."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeAlias, final

import flint
import sympy as sp

from symact.core.activation import x
from symact.core.errors import UnsupportedError
from symact.kernel.certificates import ChartCertificate
from symact.kernel.chart import chart
from symact.kernel.field import Rational
from symact.kernel.rationals import simplest_between
from symact.kernel.signs import Signs
from symact.kernel.translate import field_of

SWITCHES = (sp.Piecewise, sp.Abs, sp.Max, sp.Min, sp.sign, sp.Heaviside)
MAX_PIECES = 64

End: TypeAlias = "Rational | None"


@final
@dataclass(frozen=True, slots=True)
class Piece:
    """A smooth expression on an open interval, None meaning an infinite end."""

    lower: End
    upper: End
    expression: sp.Expr


@final
@dataclass(frozen=True, slots=True)
class Break:
    """A point between two pieces, and the value of the function there (None where undefined)."""

    at: Rational
    value: sp.Expr | None


@final
@dataclass(frozen=True, slots=True)
class Pieces:
    """The function piece by piece, with the points between: one break fewer than pieces."""

    pieces: tuple[Piece, ...]
    breaks: tuple[Break, ...]


def pieces_of(expression: sp.Expr) -> Pieces:
    """The smooth pieces of a function on the whole line; neighbours of one formula are joined.

    Raises:
        UnsupportedError: for a breakpoint that is not rational, or too many pieces.
        UndecidedError: when a condition's sign is not decided.

    Example:
        >>> [(p.lower, p.upper, p.expression) for p in pieces_of(sp.Max(0, x)).pieces]
        [(None, 0, 0), (0, None, x)]
    """
    return pieces_on(expression, None, None)


def pieces_on(expression: sp.Expr, lower: End, upper: End) -> Pieces:
    """The smooth pieces of a function on an open interval; see `pieces_of`."""
    return _joined(_split(expression, lower, upper))


def _split(expression: sp.Expr, lower: End, upper: End) -> Pieces:
    switch = _innermost(expression)
    if switch is None:
        return _at_poles(expression, lower, upper)
    points = sorted({q for u in _deciders(switch) for q in _zeros(u, lower, upper)})
    edges: list[End] = [lower, *points, upper]
    pieces: list[Piece] = []
    breaks: list[Break] = []
    for left, right in pairwise(edges):
        inside = inner_point(left, right)
        resolved = expression.xreplace({switch: _branch(switch, inside)})
        part = _split(resolved, left, right)
        pieces.extend(part.pieces)
        breaks.extend(part.breaks)
        if right is not upper and right is not None:
            at = expression.xreplace({switch: _branch(switch, right)})
            breaks.append(Break(right, _value(at, right)))
        if len(pieces) > MAX_PIECES:
            raise UnsupportedError(f"more than {MAX_PIECES} pieces")
    return Pieces(tuple(pieces), tuple(breaks))


def inner_point(left: End, right: End) -> Rational:
    """A simple rational strictly between two ends."""
    if left is None:
        return flint.fmpq(0 if right is None else (right - 1).floor())
    if right is None:
        return flint.fmpq((left + 1).ceil())
    third = (right - left) / 3
    return simplest_between(left + third, right - third)


def sample_points(left: End, right: End) -> tuple[Rational, ...]:
    """A few rationals strictly between two ends, at which a false identity may be refuted."""
    middle = inner_point(left, right)
    step = flint.fmpq(1) if right is None else (right - middle) / 2
    return tuple(middle + step * share for share in (0, flint.fmpq(1, 3), flint.fmpq(9, 7)))


def _innermost(expression: sp.Expr) -> sp.Expr | None:
    for node in sp.postorder_traversal(expression):
        if isinstance(node, SWITCHES):
            return node
    return None


def _deciders(switch: sp.Expr) -> list[sp.Expr]:
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


def _zeros(expression: sp.Expr, lower: End, upper: End) -> list[Rational]:
    if not expression.has(x):
        return []
    tower, (element,) = field_of(expression)
    if tower.is_zero(element):
        return []
    certificate: ChartCertificate = chart(tower, element, lower, upper)
    for cell in certificate.cells:
        if cell[0] != cell[1]:
            raise UnsupportedError("a breakpoint is not a rational number")
    return [cell[0] for cell in certificate.cells]


def sign_at(expression: sp.Expr, q: Rational) -> int:
    """The sign of a smooth expression at a rational point.

    Raises:
        UndecidedError: when it is not decided.
    """
    tower, (element,) = field_of(expression)
    signs = Signs(tower)
    bottom = signs.at(element.den, q)
    if bottom == 0:
        raise UnsupportedError(f"a condition is undefined at x = {q}")
    return signs.at(element.num, q) * bottom


def _branch(switch: sp.Expr, q: Rational) -> sp.Expr:
    """The branch of a switch that holds at a rational point."""
    if isinstance(switch, sp.Piecewise):
        for branch, condition in switch.args:
            if _holds(condition, q):
                return branch
        raise UnsupportedError(f"no branch of a piecewise definition holds at x = {q}")
    if isinstance(switch, sp.Max | sp.Min):
        better = 1 if isinstance(switch, sp.Max) else -1
        best = switch.args[0]
        for other in switch.args[1:]:
            if sign_at(other - best, q) == better:
                best = other
        return best
    sign = sign_at(switch.args[0], q)
    if isinstance(switch, sp.Abs):
        return switch.args[0] * sign
    if isinstance(switch, sp.sign):
        return sp.Integer(sign)
    at_zero = switch.args[1] if len(switch.args) > 1 else sp.Rational(1, 2)
    return {1: sp.S.One, -1: sp.S.Zero, 0: at_zero}[sign]


_RELATIONS: dict[type[sp.Basic], tuple[int, ...]] = {
    sp.StrictGreaterThan: (1,),
    sp.GreaterThan: (0, 1),
    sp.StrictLessThan: (-1,),
    sp.LessThan: (-1, 0),
    sp.Equality: (0,),
    sp.Unequality: (-1, 1),
}


def _holds(condition: sp.Basic, q: Rational) -> bool:
    if condition in (sp.true, sp.false):
        return condition is sp.true
    if isinstance(condition, sp.And):
        return all(_holds(c, q) for c in condition.args)
    if isinstance(condition, sp.Or):
        return any(_holds(c, q) for c in condition.args)
    if isinstance(condition, sp.Not):
        return not _holds(condition.args[0], q)
    for relation, signs in _RELATIONS.items():
        if isinstance(condition, relation):
            return sign_at(condition.lhs - condition.rhs, q) in signs
    raise UnsupportedError(f"the condition {condition} is outside what is decided")


def _at_poles(expression: sp.Expr, lower: End, upper: End) -> Pieces:
    """One piece, or several when the expression divides by 0 at rational points.

    The expression is undefined there, also where a limit would fill the gap: that is a hole.
    """
    tower, _ = field_of(expression)
    for argument in tower.positive:
        found = chart(replace(tower, positive=()), argument, lower, upper)
        if found.cells or found.signs != (1,):
            raise UnsupportedError("a logarithm is not defined on the whole interval")
    poles = sorted({q for base in _divisors(expression) for q in _zeros(base, lower, upper)})
    edges: list[End] = [lower, *poles, upper]
    return Pieces(
        tuple(Piece(a, b, expression) for a, b in pairwise(edges)),
        tuple(Break(q, None) for q in poles),
    )


def _divisors(expression: sp.Expr) -> set[sp.Expr]:
    """Everything by which the expression divides, and the arguments of hyperbolic quotients."""
    found = set()
    for node in sp.preorder_traversal(expression):
        if isinstance(node, sp.Pow) and node.exp.is_negative and node.base.has(x):
            found.add(node.base)
        if isinstance(node, sp.coth | sp.csch):
            found.add(node.args[0])
    return found


def _value(expression: sp.Expr, q: Rational) -> sp.Expr | None:
    """The value at a rational point; None where the expression is undefined."""
    at = expression
    while (switch := _innermost(at)) is not None:
        at = at.xreplace({switch: _branch(switch, q)})
    value = at.subs(x, sp.Rational(int(q.p), int(q.q)))
    return None if value.has(sp.zoo, sp.nan, sp.oo) else value


def _joined(parts: Pieces) -> Pieces:
    """Neighbouring pieces of the same formula, with its value between them, become one."""
    pieces = [parts.pieces[0]]
    breaks: list[Break] = []
    for middle, piece in zip(parts.breaks, parts.pieces[1:], strict=True):
        last = pieces[-1]
        same = middle.value is not None and _identical(last.expression, piece.expression)
        if same and middle.value == _value(piece.expression, middle.at):
            pieces[-1] = Piece(last.lower, piece.upper, piece.expression)
        else:
            pieces.append(piece)
            breaks.append(middle)
    return Pieces(tuple(pieces), tuple(breaks))


def _identical(left: sp.Expr, right: sp.Expr) -> bool:
    if left == right:
        return True
    tower, (a, b) = field_of(left, right)
    return tower.is_zero(a - b)
