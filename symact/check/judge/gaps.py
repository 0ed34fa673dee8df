"""Where one side of an identity alone has a value: a silent change of domain."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias, final

import sympy as sp

from symact.check.judge.assumptions import NONE, Assumptions
from symact.core.activation import x
from symact.core.claims import Ends
from symact.core.errors import SymactError
from symact.derive.branches import has_pieces
from symact.derive.pieces import pieces_of, places_of_split
from symact.derive.regions import end_place
from symact.derive.switches import value_at
from symact.kernel.reals import compare
from symact.kernel.translate import field_of

NONZERO, POSITIVE, NOT_NEGATIVE, COVERED = "!= 0", "> 0", ">= 0", "covered"
# What an expression has to fulfil for a part of it to have a value.
Need: TypeAlias = tuple[str, sp.Expr]

_ARGUMENTS: dict[type[sp.Basic], Callable[[sp.Expr], Need]] = {
    sp.log: lambda u: (POSITIVE, u),
    sp.asin: lambda u: (NOT_NEGATIVE, 1 - u**2),
    sp.acos: lambda u: (NOT_NEGATIVE, 1 - u**2),
    sp.acosh: lambda u: (NOT_NEGATIVE, u - 1),
    sp.atanh: lambda u: (POSITIVE, 1 - u**2),
    sp.LambertW: lambda u: (NOT_NEGATIVE, u + sp.exp(-1)),
    sp.tan: lambda u: (NONZERO, sp.cos(u)),
    sp.sec: lambda u: (NONZERO, sp.cos(u)),
    sp.cot: lambda u: (NONZERO, sp.sin(u)),
    sp.csc: lambda u: (NONZERO, sp.sin(u)),
    sp.coth: lambda u: (NONZERO, u),
    sp.csch: lambda u: (NONZERO, u),
}


@lru_cache(maxsize=2048)
def needs(expression: sp.Expr) -> frozenset[Need]:
    """The conditions under which an expression has a value, but for those that plainly hold.

    Example:
        >>> needs(1 / (1 + sp.exp(-x))), needs(sp.log(x))
        (frozenset(), frozenset({('> 0', x)}))
    """
    found = (n for node in sp.preorder_traversal(expression) for n in _needs_of(node))
    return frozenset(n for n in found if n[1].free_symbols and not _is_plain(*n))


def _needs_of(node: sp.Basic) -> Iterator[Need]:
    if isinstance(node, sp.Pow):
        base, exponent = node.args
        if exponent.is_Integer:
            if exponent < 0:
                yield from ((NONZERO, f) for f in _factors(base))
        elif exponent.is_Rational:
            yield (NOT_NEGATIVE if exponent > 0 else POSITIVE), base
        elif not base.is_number:
            yield POSITIVE, base
    elif isinstance(node, sp.Piecewise):
        if node.args[-1][1] != sp.true:
            yield COVERED, node
    elif node.func in _ARGUMENTS:
        yield _ARGUMENTS[node.func](node.args[0])


def _factors(base: sp.Expr) -> Iterator[sp.Expr]:
    for factor in sp.Mul.make_args(base):
        inner = factor.base if factor.is_Pow and factor.exp.is_Integer else factor
        lead = inner.as_coeff_Mul()[1]
        yield -lead if lead.could_extract_minus_sign() else lead


def _is_plain(kind: str, u: sp.Expr) -> bool:
    """Whether a condition is seen to hold for all values of all letters."""
    if kind == COVERED:
        return False
    if u.is_positive or (kind == NOT_NEGATIVE and u.is_nonnegative):
        return True
    try:
        tower, (element,) = field_of(u)
    except (SymactError, ZeroDivisionError):
        return False
    above, below = element.num, element.den
    signs = (1, -1) if kind == NONZERO else (1,)
    return tower.is_positive(below) and any(tower.is_positive(above * s) for s in signs)


@final
@dataclass(frozen=True, slots=True)
class Gap:
    """An interval, or a point, at which a function has no value.

    Attributes:
        closed: whether the two ends belong to it.
    """

    lower: sp.Expr
    upper: sp.Expr
    closed: tuple[bool, bool] = (True, True)

    @property
    def words(self) -> str:
        """The interval as a condition on x."""
        if self.lower == self.upper:
            return f"at x = {self.lower}"
        less = ["<=" if closed else "<" for closed in self.closed]
        if self.lower == -sp.oo and self.upper == sp.oo:
            return "anywhere"
        if self.lower == -sp.oo:
            return f"for x {less[1]} {self.upper}"
        if self.upper == sp.oo:
            more = ">=" if self.closed[0] else ">"
            return f"for x {more} {self.lower}"
        return f"for {self.lower} {less[0]} x {less[1]} {self.upper}"

    def covers(self, other: Gap) -> bool:
        """Whether the other one lies inside."""
        low, high = _order(self.lower, other.lower), _order(self.upper, other.upper)
        return (low < 0 or (low == 0 and self.closed[0] >= other.closed[0])) and (
            high > 0 or (high == 0 and self.closed[1] >= other.closed[1])
        )

    def meets(self, assumptions: Assumptions) -> bool:
        """Whether x may lie in it."""
        if self.lower == self.upper and any(
            _order(self.lower, w) == 0 for w in assumptions.without
        ):
            return False
        lower, upper = assumptions.ends
        return _order(self.lower, upper) < 0 and _order(lower, self.upper) < 0


def _order(a: sp.Expr, b: sp.Expr) -> int:
    return compare(end_place(a), end_place(b))


@lru_cache(maxsize=1024)
def missing(expression: sp.Expr) -> tuple[Gap, ...]:
    """The intervals and points at which a function has no value.

    Raises:
        UndecidedError, UnsupportedError: where they are not found.

    Example:
        >>> [gap.words for gap in missing(sp.log(x))], [gap.words for gap in missing(1 / x)]
        (['for x <= 0'], ['at x = 0'])
    """
    found = []
    for piece in pieces_of(expression).pieces:
        if piece.expression is None:
            closed = (_is_missing(expression, piece.lower), _is_missing(expression, piece.upper))
            found.append(Gap(piece.lower, piece.upper, closed))
    for q in places_of_split(expression):
        if value_at(expression, q) is None and not any(g.covers(Gap(q, q)) for g in found):
            found.append(Gap(q, q))
    return tuple(found)


def shared_ends(functions: tuple[sp.Expr, ...], assumptions: Assumptions) -> Ends:
    """The ends of the part of an interval in which cases may have to be told apart.

    For functions with cases that part is the domain which they share, if it is one interval.
    """
    ends = assumptions.ends
    bounded = [f for f in functions if needs(f)]
    if not bounded or not any(has_pieces(f) for f in functions):
        return ends
    try:
        gaps = [g for f in bounded if not f.free_symbols - {x} for g in missing(f)]
        for gap in gaps:
            if gap.lower == -sp.oo and _order(gap.upper, ends[0]) > 0:
                ends = (gap.upper, ends[1])
            if gap.upper == sp.oo and _order(gap.lower, ends[1]) < 0:
                ends = (ends[0], gap.lower)
    except SymactError:
        return assumptions.ends
    return ends if _order(*ends) < 0 else assumptions.ends


def _is_missing(expression: sp.Expr, end: sp.Expr) -> bool:
    return bool(end.is_finite) and value_at(expression, end) is None


def remark(
    left: sp.Expr,
    right: sp.Expr,
    assumptions: Assumptions = NONE,
    names: tuple[str, str] = ("the left side", "the right side"),
    *,
    one_way: bool = False,
) -> str:
    """What is to be said of the places where one side alone has a value; empty for nothing.

    Args:
        one_way: only of those where the right side has none.

    Example:
        >>> remark(sp.log(x**2), 2 * sp.log(x))
        'the right side has no value for x <= 0'
    """
    needed = needs(left), needs(right)
    if needed[0] == needed[1] or (one_way and needed[1] <= needed[0]):
        return ""
    sides = (1,) if one_way else (0, 1)
    try:
        gaps = missing(left), missing(right)
        said = [
            f"{names[side]} has no value {' and '.join(words)}"
            for side in sides
            if (words := _own(gaps[side], gaps[1 - side], assumptions))
        ]
    except (SymactError, ZeroDivisionError):
        said = [
            f"{names[side]} has a value only where {_conditions(more)}"
            for side in sides
            if (more := needed[side] - needed[1 - side])
        ]
    return "; ".join(said)


def _own(gaps: tuple[Gap, ...], others: tuple[Gap, ...], assumptions: Assumptions) -> list[str]:
    """The gaps of one side in which the other one has values."""
    return [
        gap.words
        for gap in gaps
        if gap.meets(assumptions) and not any(other.covers(gap) for other in others)
    ]


def _conditions(found: frozenset[Need]) -> str:
    plain = sorted(f"{u} {kind}" for kind, u in found if kind != COVERED)
    return " and ".join(plain) or "a case holds"
