"""The one-level argument behind a sign chart: which factor changes sign, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import sympy as sp

from symact.core.activation import Activation
from symact.core.errors import SymactError
from symact.core.number import Number
from symact.derive.curves import Local
from symact.derive.pieces import pieces_of
from symact.kernel.translate import named_poly


@final
@dataclass(frozen=True, slots=True)
class Argument:
    """Why a derivative has the signs it has.

    Attributes:
        order: of the derivative.
        changing: the factors that vanish somewhere, each with its zeros.
        signs: the signs between the zeros, from left to right.
        zeros: all zeros in increasing order.
    """

    order: int
    changing: tuple[tuple[sp.Expr, tuple[Number, ...]], ...]
    signs: tuple[int, ...]
    zeros: tuple[Number, ...]


def argument(activation: Activation, order: int) -> Argument | None:
    """The argument for a function of one smooth formula; None where there is none to give.

    Example:
        >>> from symact.activations import activation
        >>> found = argument(activation("gelu"), 2)
        >>> found.changing[0][0], found.signs
        (x**2 - 2, (-1, 1, -1))
    """
    try:
        pieces = pieces_of(activation.function).pieces
        if len(pieces) != 1:
            return None
        local = Local.of(pieces[0])
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
            own = [
                number
                for number, cell in zip(zeros, chart.cells, strict=True)
                if any(a <= cell[0] and cell[1] <= b for a, b in node.cells)
            ]
            changing.append((named_poly(poly, local.tower.names), tuple(own)))
    return Argument(order, tuple(changing), chart.signs, zeros)
