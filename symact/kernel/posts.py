"""Places that the search for zeros knows: a zero in a cell, and a place with signs beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import final

import flint

from symact.kernel.certificates import Cell, Cut, TailData
from symact.kernel.field import Poly, Rational
from symact.kernel.tails import End


@final
@dataclass(frozen=True, slots=True)
class Zero:
    """A zero that a cell isolates, with the polynomial whose sign changes there.

    Attributes:
        below: the sign at the lower end of the cell; 0 when it is still to be found.
    """

    cell: Cell
    poly: Poly
    below: int = 0


@final
@dataclass(frozen=True, slots=True)
class Post:
    """A place where the sign of the polynomial is known, to its left and to its right."""

    left: int
    right: int
    before: Rational
    after: Rational
    zero: Cell | None = None


def meet(a: Cell, b: Cell) -> bool:
    """Whether two cells have a point in common."""
    return bool(a[0] <= b[1] and b[0] <= a[1])


def edge_of(end: End, data: TailData) -> Rational:
    """The point with ``y = start``: up to there the sign near the end is known."""
    if end.at is None:
        return flint.fmpq(-end.side * data.start)
    return end.at + flint.fmpq(end.side, data.start)


def edges(cut: Cut) -> Cell:
    """The first and the last point at which a cut tells the sign."""
    at = cut.cell[0]
    if cut.left is None or cut.right is None:
        return cut.cell
    return edge_of(End(at, -1), cut.left), edge_of(End(at, 1), cut.right)


def gaps(lower: Rational, cuts: Iterable[Cut], upper: Rational) -> list[Cell]:
    """The cells between two points that cuts leave: those where no sign is told yet."""
    points = [lower, *(edge for cut in cuts for edge in edges(cut)), upper]
    return [(a, b) for a, b in zip(points[::2], points[1::2], strict=True) if a < b]
