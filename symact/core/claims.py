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
    """``of`` changes sign on ``on`` as told, and has no other zeros there.

    Attributes:
        cells: the zeros in increasing order, each inside its own rational cell ``(lo, hi)``
            or exactly at ``lo = hi``.
        signs: the sign on each gap, one more than there are cells.
    """

    of: sp.Expr
    on: Ends
    cells: tuple[tuple[sp.Rational, sp.Rational], ...]
    signs: tuple[int, ...]


@final
@dataclass(frozen=True, slots=True)
class CriticalSet:
    """The zeros of the derivative of ``of`` on ``on`` are those of its sign chart."""

    of: sp.Expr
    on: Ends
    chart: SignChart


@final
@dataclass(frozen=True, slots=True)
class Limit:
    """``of`` tends to ``value`` as x approaches ``at`` from inside the interval ``on``."""

    of: sp.Expr
    at: sp.Expr
    value: sp.Expr
    on: Ends


@final
@dataclass(frozen=True, slots=True)
class Extremum:
    """The supremum (or infimum) of ``of`` on ``on`` is ``value``, attained at ``at`` or nowhere."""

    of: sp.Expr
    on: Ends
    kind: str
    value: sp.Expr
    at: sp.Expr | None


@final
@dataclass(frozen=True, slots=True)
class Range:
    """The image of ``on`` under ``of`` is the interval with the given ends."""

    of: sp.Expr
    on: Ends
    lower: sp.Expr
    upper: sp.Expr
    lower_closed: bool
    upper_closed: bool


Claim: TypeAlias = Identity | Derivative | SignChart | CriticalSet | Limit | Extremum | Range
