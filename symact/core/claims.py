"""The statements that the kernel can prove: a closed union.

Every claim is about a function given as an expression in ``x``, smooth on the open interval
``on`` whose ends are expressions, ``-oo`` or ``oo``.
"""

from dataclasses import dataclass
from typing import TypeAlias, final

import sympy as sp

Ends: TypeAlias = tuple[sp.Expr, sp.Expr]


@final
@dataclass(frozen=True, slots=True)
class Identity:
    """``lhs = rhs`` for every x in ``on``."""

    lhs: sp.Expr
    rhs: sp.Expr
    on: Ends


@final
@dataclass(frozen=True, slots=True)
class Derivative:
    """``slope`` is the derivative of ``of`` on ``on``."""

    of: sp.Expr
    slope: sp.Expr
    on: Ends


@final
@dataclass(frozen=True, slots=True)
class SignChart:
    """The derivative of ``of`` of the given order has these zeros and poles on ``on``, no others.

    Attributes:
        order: 0 for the function itself.
        cells: the zeros in increasing order, each inside its own rational cell ``(lo, hi)``
            or exactly at ``lo = hi``.
        signs: the sign on each gap, one more than there are cells.
    """

    of: sp.Expr
    order: int
    on: Ends
    cells: tuple[tuple[sp.Rational, sp.Rational], ...]
    signs: tuple[int, ...]


@final
@dataclass(frozen=True, slots=True)
class Limit:
    """The derivative of ``of`` of the given order tends to ``value`` at one end of ``on``.

    Attributes:
        at_upper: whether the end is the upper one.
        value: a real number, ``oo`` or ``-oo``.
    """

    of: sp.Expr
    order: int
    on: Ends
    at_upper: bool
    value: sp.Expr


@final
@dataclass(frozen=True, slots=True)
class Value:
    """The derivative of ``of`` of the given order has the value ``value`` at the point ``at``."""

    of: sp.Expr
    order: int
    at: sp.Expr
    value: sp.Expr


Claim: TypeAlias = Identity | Derivative | SignChart | Limit | Value
