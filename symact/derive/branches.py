"""The line split where a function's formula changes."""

from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import final

import sympy as sp

from symact.core.activation import x
from symact.core.errors import UnsupportedError
from symact.derive.domains import Piece
from symact.derive.pieces import branches_in
from symact.derive.regions import region
from symact.kernel.reals import closed_form, compare

PIECE_HEADS = (sp.Piecewise, sp.Abs, sp.Max, sp.Min, sp.sign, sp.Heaviside)
# Odd increasing functions vanish exactly where their argument does.
ODD_HEADS = (sp.tanh, sp.sinh, sp.atan, sp.asinh, sp.erf)


@final
@dataclass(frozen=True, slots=True)
class Branch:
    """One formula, free of pieces, on the open interval between two neighbouring bends."""

    lower: sp.Expr
    upper: sp.Expr
    expression: sp.Expr

    @property
    def condition(self) -> sp.Basic:
        """The interval as a condition on x."""
        above = sp.true if self.lower == -sp.oo else x > self.lower
        below = sp.true if self.upper == sp.oo else x < self.upper
        return sp.And(above, below)

    @property
    def sample(self) -> sp.Expr:
        """A point inside the interval."""
        if self.lower == -sp.oo:
            return sp.S.Zero if self.upper == sp.oo else self.upper - 1
        return self.lower + 1 if self.upper == sp.oo else (self.lower + self.upper) / 2


def has_pieces(expression: sp.Expr) -> bool:
    """Whether the formula bends anywhere in x."""
    return any(x in node.free_symbols for node in expression.atoms(*PIECE_HEADS))


def branches(expression: sp.Expr) -> tuple[Branch, ...]:
    """The pieces of a function from left to right.

    Raises:
        UnsupportedError: for bends that cannot be located exactly.
        UndecidedError: for a condition that the kernel leaves open.

    Example:
        >>> [(str(b.lower), str(b.upper), str(b.expression)) for b in branches(sp.Max(0, x))]
        [('-oo', '0', '0'), ('0', 'oo', 'x')]
    """
    if expression.free_symbols <= {x}:
        return tuple(_known(piece) for piece in branches_in(expression, region(-sp.oo, sp.oo)))
    points = bends(expression)
    ends = [-sp.oo, *points, sp.oo]
    result: list[Branch] = []
    for lower, upper in pairwise(ends):
        whole = Branch(lower, upper, expression)
        formula = resolve(expression, whole.sample)
        result.append(Branch(lower, upper, formula))
    return tuple(result)


def _known(piece: Piece) -> Branch:
    return Branch(
        piece.lower, piece.upper, sp.S.NaN if piece.expression is None else piece.expression
    )


def bends(expression: sp.Expr) -> list[sp.Expr]:
    """The points at which some condition or sign may change, in increasing order."""
    points: set[sp.Expr] = set()
    for node in expression.atoms(*PIECE_HEADS):
        for difference in _switches(node):
            points |= set(_roots(difference))
    return _sorted(points)


def _switches(node: sp.Expr) -> list[sp.Expr]:
    """The expressions whose sign decides between the formulas of a node."""
    if isinstance(node, sp.Piecewise):
        relations = node.atoms(sp.core.relational.Relational)
        return [relation.lhs - relation.rhs for relation in relations]
    if isinstance(node, (sp.Max, sp.Min)):
        return [a - b for a, b in combinations(node.args, 2)]
    return [node.args[0]]


def _roots(expression: sp.Expr) -> list[sp.Expr]:
    if x not in expression.free_symbols or expression.is_positive or expression.is_negative:
        return []
    if expression.is_Mul:
        return [root for factor in expression.args for root in _roots(factor)]
    if expression.is_Pow and expression.exp.is_positive:
        return _roots(expression.base)
    if has_pieces(expression):
        # A nested bend: the zeros of each of its pieces that lie inside the piece.
        return [
            root
            for part in branches(expression)
            for root in _roots(part.expression)
            if part.condition.subs(x, root) == sp.true
        ]
    if isinstance(expression, ODD_HEADS):
        return _roots(expression.args[0])
    if not expression.is_polynomial(x):
        raise UnsupportedError(f"the sign changes of {expression} are not located")
    polynomial = sp.Poly(expression, x)
    if polynomial.degree() == 1:
        slope, rest = polynomial.all_coeffs()
        return [-rest / slope]
    if not polynomial.domain.is_QQ and not polynomial.domain.is_ZZ:
        raise UnsupportedError(f"the sign changes of {expression} are not located")
    return list(sp.real_roots(polynomial, multiple=True))


def _sorted(points: set[sp.Expr]) -> list[sp.Expr]:
    """Points in increasing order; distinct ones must be told apart."""
    ordered: list[sp.Expr] = []
    for point in points:
        place = 0
        while place < len(ordered) and _sign(point - ordered[place]) > 0:
            place += 1
        ordered.insert(place, point)
    return ordered


def _sign(value: sp.Expr) -> int:
    """The sign of a number that is not zero.

    Raises:
        UnsupportedError: when it cannot be told.
    """
    if value.is_positive:
        return 1
    if value.is_negative:
        return -1
    sign = compare(closed_form(value), closed_form(sp.S.Zero)) if value.is_number else 0
    if sign:
        return sign
    raise UnsupportedError(f"the sign of {value} is not decided")


def resolve(expression: sp.Expr, sample: sp.Expr) -> sp.Expr:
    """The formula in force around a point at which nothing bends."""
    if x not in expression.free_symbols or not expression.args:
        return expression
    if isinstance(expression, sp.Piecewise):
        for value, condition in expression.args:
            if _holds(condition, sample):
                return resolve(value, sample)
        raise UnsupportedError(f"no branch holds at {sample}")
    arguments = [resolve(argument, sample) for argument in expression.args]
    if isinstance(expression, (sp.Max, sp.Min)):
        wanted = 1 if isinstance(expression, sp.Max) else -1
        best = arguments[0]
        for other in arguments[1:]:
            if _sign_or_zero((other - best).subs(x, sample)) == wanted:
                best = other
        return best
    if isinstance(expression, (sp.Abs, sp.sign, sp.Heaviside)):
        sign = _sign(arguments[0].subs(x, sample))
        return {sp.Abs: sign * arguments[0], sp.sign: sp.Integer(sign)}.get(
            expression.func, sp.Integer(sign > 0)
        )
    return expression.func(*arguments)


def _sign_or_zero(value: sp.Expr) -> int:
    return 0 if value == 0 else _sign(value)


def _holds(condition: sp.Basic, sample: sp.Expr) -> bool:
    if isinstance(condition, sp.core.relational.Relational):
        sign = _sign_or_zero((condition.lhs - condition.rhs).subs(x, sample))
        return bool(condition.func(sp.Integer(sign), sp.S.Zero))
    if isinstance(condition, sp.And):
        return all(_holds(part, sample) for part in condition.args)
    if isinstance(condition, sp.Or):
        return any(_holds(part, sample) for part in condition.args)
    if isinstance(condition, sp.Not):
        return not _holds(condition.args[0], sample)
    return bool(condition == sp.true)
