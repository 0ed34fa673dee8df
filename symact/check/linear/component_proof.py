r"""Proofs that an indexed polynomial is 0, with the cases of equal and of different indices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias, final

from symact.check.linear import component_algebra as algebra
from symact.check.linear.component_page import is_index
from symact.check.linear.component_units import (
    DELTA,
    ENTRY,
    SUM,
    Poly,
    Unit,
    number,
    units_in,
)
from symact.core.errors import UnsupportedError
from symact.reading.held import tree as t
from symact.reading.held.tree import Tree

Pair: TypeAlias = tuple[str, str]
MAX_CASES = 60


@final
@dataclass(frozen=True, slots=True)
class Indices:
    """What a condition says of indices.

    Attributes:
        equal: pairs of indices that are the same.
        apart: pairs that are not.
        is_whole: whether the condition says nothing else.
    """

    equal: tuple[Pair, ...] = ()
    apart: tuple[Pair, ...] = ()
    is_whole: bool = True

    def allow(self, scope: dict[str, int]) -> bool:
        """Whether numbers for the indices are as the condition says."""
        same = {
            pair: scope.get(pair[0], pair[0]) == scope.get(pair[1], pair[1])
            for pair in (*self.equal, *self.apart)
        }
        return all(same[p] for p in self.equal) and not any(same[p] for p in self.apart)


def indices_of(condition: Tree | None) -> Indices:
    r"""What a condition says of indices: ``i = j``, ``i \ne j``, several of them.

    Example:
        >>> from symact.core.span import Source, Span
        >>> here = Span(Source("a", ""), 0, 0)
        >>> i, j = t.Symbol("i", here), t.Symbol("j", here)
        >>> indices_of(t.Relation((i, j), ("!=",), (here,), here)).apart
        (('i', 'j'),)
    """
    match condition:
        case None:
            return Indices()
        case t.Relation(
            operands=(t.Symbol(name=one, indices=()), t.Symbol(name=other, indices=())),
            operators=("=" | "!=" as sign,),
        ) if is_index(one) and is_index(other) and one != other:
            pair = (min(one, other), max(one, other))
            return Indices(equal=(pair,)) if sign == "=" else Indices(apart=(pair,))
        case t.Relation(operands=(t.Symbol(name=one, indices=()), _), operators=("in",)) if (
            is_index(one)
        ):
            return Indices()
        case t.Logic(operator="and", operands=operands):
            parts = [indices_of(part) for part in operands]
            return Indices(
                tuple(pair for part in parts for pair in part.equal),
                tuple(pair for part in parts for pair in part.apart),
                all(part.is_whole for part in parts),
            )
    return Indices(is_whole=False)


def is_proved(difference: Poly, known: Indices) -> bool:
    """Whether a difference is 0 for all indices that a condition allows.

    Raises:
        UnsupportedError: where there are too many cases.
    """
    waiting = [(difference, tuple(known.apart))]
    for pair in known.equal:
        waiting = [(algebra.renamed(poly, {pair[1]: pair[0]}), apart) for poly, apart in waiting]
    for _ in range(MAX_CASES):
        if not waiting:
            return True
        poly, apart = waiting.pop()
        poly = _without(poly, frozenset(apart))
        if algebra.is_zero(poly):
            continue
        open_pair = next((u.indices for u in units_in(poly) if _is_open(u)), None)
        if open_pair is None:
            return False
        first, second = open_pair
        waiting.append((poly, (*apart, (first, second))))
        moved = [tuple(sorted(first if i == second else i for i in pair)) for pair in apart]
        if all(one != other for one, other in moved):
            same = algebra.renamed(poly, {second: first})
            waiting.append((same, tuple((one, other) for one, other in moved)))
    raise UnsupportedError("too many cases of equal indices")


def _is_open(unit: Unit) -> bool:
    return unit.kind == DELTA


def _without(poly: Poly, apart: frozenset[Pair]) -> Poly:
    """The polynomial where the deltas of different indices are 0."""

    def rule(unit: Unit) -> Poly | None:
        return {} if unit.kind == DELTA and unit.indices in apart else None

    if not apart or not any(unit.kind == DELTA for unit in units_in(poly)):
        return poly
    return algebra.mapped(poly, rule)


def delta_pairs(*polys: Poly) -> tuple[Pair, ...]:
    """The pairs of indices of which it matters whether they are equal."""
    return tuple(sorted({
        (unit.indices[0], unit.indices[1])
        for poly in polys for unit in units_in(poly) if unit.kind == DELTA
    }))  # fmt: skip


def without_totals(poly: Poly, names: frozenset[str]) -> Poly:
    """The polynomial where the entries of some quantities sum to 1."""

    def rule(unit: Unit) -> Poly | None:
        if unit.kind != SUM:
            return None
        (((item, e), *rest), _), *_ = unit.inside
        is_total = not rest and e == 1 and item.kind == ENTRY and item.name in names
        return number(1) if is_total and item.indices == unit.indices else None

    return algebra.mapped(poly, rule)
