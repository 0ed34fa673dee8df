"""Cells: the values of one parameter, between two numbers or expressions in other parameters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from typing import TypeAlias, final

import sympy as sp

from symact.core.activation import Domain, Parameter
from symact.core.errors import AmbiguousError, SymactError
from symact.kernel.parameters import sign_for_all


@final
@dataclass(frozen=True, slots=True)
class Cell:
    """The values of one parameter: a number, or an interval.

    Attributes:
        lower: the lower end, ``-oo``, or an expression in parameters whose own ends are numbers.
        upper: the same above; equal to ``lower`` for a single value.
        lower_in: whether the lower end belongs to an interval.
    """

    symbol: sp.Symbol
    lower: sp.Expr
    upper: sp.Expr
    lower_in: bool = False
    upper_in: bool = False

    @property
    def is_point(self) -> bool:
        """Whether the parameter has one value."""
        return bool(self.lower == self.upper)

    @property
    def own(self) -> sp.Symbol:
        """The parameter as conditions and answers name it."""
        return sp.Symbol(self.symbol.name, real=True)

    @property
    def free(self) -> sp.Symbol:
        """The positive symbol that stands for the parameter inside the interval."""
        return sp.Symbol(self.symbol.name, positive=True)

    @property
    def depends(self) -> set[sp.Symbol]:
        """The parameters that the ends are made of."""
        return self.lower.free_symbols | self.upper.free_symbols

    def written(self, others: Mapping[sp.Symbol, sp.Expr]) -> sp.Expr:
        """The parameter in positive symbols, where *others* says how its ends are written."""
        lower, upper = (end.xreplace(dict(others)) for end in (self.lower, self.upper))
        if self.is_point:
            return lower
        if upper == sp.oo:
            return lower + self.free
        if lower == -sp.oo:
            return upper - self.free
        return (lower + upper * self.free) / (1 + self.free)

    @property
    def back(self) -> sp.Expr:
        """The positive symbol, in the parameters themselves."""
        if self.upper == sp.oo:
            return self.own - self.lower
        if self.lower == -sp.oo:
            return self.upper - self.own
        return (self.own - self.lower) / (self.upper - self.own)

    def cut(self, places: list[sp.Expr]) -> list[Cell]:
        """The parts between some inner places in increasing order, and these places."""
        edges = [self.lower, *places, self.upper]
        parts = []
        for lower, upper in pairwise(edges):
            parts.append(Cell(self.symbol, lower, upper))
            if upper != self.upper:
                parts.append(Cell(self.symbol, upper, upper))
        parts[0] = replace(parts[0], lower_in=self.lower_in)
        parts[-1] = replace(parts[-1], upper_in=self.upper_in)
        return parts

    def joined(self, other: Cell) -> Cell | None:
        """The union with a neighbour above; None for cells that do not touch."""
        touches = self.upper == other.lower
        inside = self.is_point or other.is_point or self.upper_in or other.lower_in
        if not touches or not inside or (self.is_point and other.is_point):
            return None
        return Cell(
            self.symbol,
            self.lower,
            other.upper,
            self.is_point or self.lower_in,
            other.is_point or other.upper_in,
        )

    def condition(self, domain: Domain) -> tuple[tuple[sp.Expr, str], ...]:
        """The cell as a chain such as ``0 < a <= 1``; empty where it is the whole domain.

        Each part is a number, the parameter, or an expression, with the relation to the next.
        """
        if self.is_point:
            return (self.symbol, "="), (self.lower, "")
        low, high = ("<=" if closed else "<" for closed in (self.lower_in, self.upper_in))
        floor, ceiling = end_of(domain.lower, -sp.oo), end_of(domain.upper, sp.oo)
        has_lower = (self.lower, self.lower_in) != (floor, domain.lower_closed)
        has_upper = (self.upper, self.upper_in) != (ceiling, domain.upper_closed)
        if has_lower and has_upper:
            return (self.lower, low), (self.symbol, high), (self.upper, "")
        if has_lower:
            return (self.symbol, low.replace("<", ">")), (self.lower, "")
        return ((self.symbol, high), (self.upper, "")) if has_upper else ()


Cells: TypeAlias = tuple[Cell, ...]


def start(parameter: Parameter) -> Iterator[Cell]:
    """The domain of a parameter, cut at 0, its closed ends apart.

    Example:
        >>> from symact.core.activation import REALS
        >>> whole = Parameter(sp.Symbol("a"), REALS, Fraction(1))
        >>> [cell.condition(REALS) for cell in start(whole)]
        [((a, '<'), (0, '')), ((a, '='), (0, '')), ((a, '>'), (0, ''))]
    """
    domain, symbol = parameter.domain, parameter.symbol
    lower, upper = end_of(domain.lower, -sp.oo), end_of(domain.upper, sp.oo)
    if domain.lower_closed:
        yield Cell(symbol, lower, lower)
    if lower < 0 < upper:
        zero = sp.S.Zero
        yield from (Cell(symbol, lower, zero), Cell(symbol, zero, zero))
        lower = zero
    yield Cell(symbol, lower, upper)
    if domain.upper_closed:
        yield Cell(symbol, upper, upper)


def end_of(value: Fraction | None, infinity: sp.Expr) -> sp.Expr:
    """An end of a domain as SymPy holds it."""
    return infinity if value is None else sp.Rational(value.numerator, value.denominator)


def written(cells: Cells) -> dict[sp.Symbol, sp.Expr]:
    """Every parameter in the positive symbols of the cells."""
    known: dict[sp.Symbol, sp.Expr] = {}
    for cell in sorted(cells, key=lambda cell: len(cell.depends)):
        known[cell.own] = cell.written(known)
    return {cell.symbol: known[cell.own] for cell in cells}


def back(cells: Cells) -> dict[sp.Symbol, sp.Expr]:
    """Every positive symbol of the cells in the parameters themselves."""
    return {cell.free: cell.back for cell in cells if not cell.is_point}


def split(cells: Cells, factor: sp.Expr) -> list[Cells]:
    """The cells cut where a factor in their positive symbols changes sign; none when unknown.

    A factor in one symbol is cut at its rational zeros, one in several where it is linear in a
    symbol, at an expression in the others; where that expression itself is inside for some of
    their values only, these are cut apart first.
    """
    for index, cell in enumerate(cells):
        if cell.is_point or cell.free not in factor.free_symbols:
            continue
        if any(cell.own in other.depends for other in cells) and len(factor.free_symbols) > 1:
            continue
        try:
            places = _places(cells, cell, factor)
        except AmbiguousError as error:
            found = split(cells, error.factor) if cell.free not in error.factor.free_symbols else []
            if found:
                return found
            continue
        if places:
            parts = cell.cut(places)
            return [(*cells[:index], part, *cells[index + 1 :]) for part in parts]
    return []


def _places(cells: Cells, cell: Cell, factor: sp.Expr) -> list[sp.Expr]:
    """Where the factor vanishes inside the cell, in the parameters themselves."""
    if not factor.is_polynomial(cell.free):
        return []
    polynomial = sp.Poly(factor, cell.free)
    if factor.free_symbols == {cell.free}:
        roots = sorted(z for z in polynomial.ground_roots() if z > 0)
    elif polynomial.degree() == 1:
        roots = [-sp.cancel(polynomial.nth(0) / polynomial.nth(1))]
        if not _is_positive(roots[0]):
            return []
    else:
        return []
    others = {c.own for c in cells if c.depends}
    here = cell.written({symbol: symbol for symbol in cell.depends})
    places = [sp.cancel(here.xreplace({cell.free: z}).xreplace(back(cells))) for z in roots]
    if any(place.free_symbols & others for place in places):
        return []
    return sorted(places) if len(places) > 1 else places


def _is_positive(value: sp.Expr) -> bool:
    """Whether an expression is positive for all values.

    Raises:
        AmbiguousError: when it is for some.
    """
    try:
        return sign_for_all(value) > 0
    except AmbiguousError:
        raise
    except SymactError:
        return False
