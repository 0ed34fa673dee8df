"""The one-level argument behind a sign chart: which factor changes sign, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import sympy as sp

from symact.core.activation import Activation
from symact.core.errors import SymactError
from symact.core.number import Number
from symact.core.typeset_held import Beside, Over
from symact.derive.local import Local
from symact.derive.pieces import pieces_of
from symact.kernel.field import Fraction, Poly, Tower, irreducible_factors
from symact.kernel.translate import named_poly


@final
@dataclass(frozen=True, slots=True)
class Factor:
    """A factor of a derivative that vanishes somewhere.

    Attributes:
        zeros: in increasing order.
        slope: the derivative of the factor where its sign is plain, all its terms being positive
            or all negative; None where it is not.
        rises: whether that derivative is positive.
    """

    expression: sp.Expr
    zeros: tuple[Number, ...]
    slope: sp.Expr | None = None
    rises: bool = False


@final
@dataclass(frozen=True, slots=True)
class Argument:
    """Why a derivative has the signs it has.

    Attributes:
        order: of the derivative.
        factored: the derivative as a product and quotient of its factors, held as such.
        changing: the factors that vanish somewhere.
        signs: the signs between the zeros, from left to right.
        zeros: all zeros in increasing order.
        plain: whether every factor is a sum of positive terms.
    """

    order: int
    factored: sp.Expr
    changing: tuple[Factor, ...]
    signs: tuple[int, ...]
    zeros: tuple[Number, ...]
    plain: bool = False


def argument(activation: Activation, order: int) -> Argument | None:
    """The argument for a function of one smooth formula; None where there is none to give.

    Example:
        >>> from symact.activations import activation
        >>> found = argument(activation("gelu"), 2)
        >>> found.changing[0].expression, found.signs
        (x**2 - 2, (-1, 1, -1))
    """
    try:
        pieces = pieces_of(activation.function).pieces
        local = Local.of(pieces[0])
        if len(pieces) != 1 or local is None or not local.region.is_plain:
            return None
        if local.vanishes(order):
            return None
        chart = local.chart(order)
        zeros = tuple(zero.number() for zero in local.zeros_of(order))
    except SymactError:
        return None
    changing = []
    for poly, _ in chart.factors:
        node = chart.node(poly)
        if node.cells:
            own = tuple(
                number
                for number, cell in zip(zeros, chart.cells, strict=True)
                if any(a <= cell[0] and cell[1] <= b for a, b in node.cells)
            )
            changing.append(_factor(local, poly, own))
    tower, _ = local.frame(order)
    factored = _factored(*local.frame(order))
    plain = all(tower.is_positive(poly) for poly, _ in chart.factors)
    return Argument(order, factored, tuple(changing), chart.signs, zeros, plain)


def _factor(local: Local, poly: Poly, zeros: tuple[Number, ...]) -> Factor:
    """The factor, with its derivative where that has a plain sign."""
    tower, _ = local.frame(0)
    expression = named_poly(poly, tower.names)
    slope = tower.derivative(Fraction(poly, poly**0))
    for sign in (1, -1):
        if tower.is_positive(slope.num * slope.den * sign):
            shown = named_poly(slope.num, tower.names) / named_poly(slope.den, tower.names)
            return Factor(expression, zeros, shown, rises=sign > 0)
    return Factor(expression, zeros)


def _factored(tower: Tower, element: Fraction) -> sp.Expr:
    """The element with its numerator and denominator in factors."""
    rows: list[list[sp.Expr]] = []
    constants = []
    for poly in (element.num, element.den):
        content, factors = irreducible_factors(poly)
        constants.append(sp.Rational(int(content.p), int(content.q)))
        rows.append([named_poly(p, tower.names) ** e for p, e in factors])
    above, below = rows
    content = constants[0] / constants[1]
    sign, size = (-1, -content) if content < 0 else (1, content)
    if size.p != 1:
        above.insert(0, sp.Integer(size.p))
    if size.q != 1:
        below.insert(0, sp.Integer(size.q))
    top = _beside(above)
    whole = Over(top, _beside(below)) if below else top
    return whole if sign > 0 else sp.Mul(-1, whole, evaluate=False)


def _beside(factors: list[sp.Expr]) -> sp.Expr:
    if not factors:
        return sp.S.One
    return factors[0] if len(factors) == 1 else Beside(*factors)


@final
@dataclass(frozen=True, slots=True)
class SlopePiece:
    """An open interval on which the derivative is monotone: +1 rises, -1 falls, 0 is constant."""

    lower: Number
    upper: Number
    direction: int


def slope_pieces(activation: Activation) -> tuple[SlopePiece, ...] | None:
    """The course of the derivative piece by piece; None where some piece is not monotone.

    Example:
        >>> from symact.activations import activation
        >>> [piece.direction for piece in slope_pieces(activation("hardswish"))]
        [0, 1, 0]
    """
    found = []
    try:
        for piece in pieces_of(activation.function).pieces:
            local = Local.of(piece)
            if local is None:
                return None
            signs = (0,) if local.vanishes(2) else local.chart(2).signs
            if len(signs) != 1:
                return None
            lower, upper = local.ends
            found.append(SlopePiece(lower.number(), upper.number(), signs[0]))
    except SymactError:
        return None
    return tuple(found)
