"""Whether two formulas are one function: the same domain, and equal at every point of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import final

import sympy as sp

from symact.core.activation import x
from symact.core.claims import Identity
from symact.core.errors import SymactError, UnsupportedError
from symact.core.verdict import Status, Verdict
from symact.derive.domains import Break, Piece, Pieces
from symact.derive.pieces import branches_in, pieces_in
from symact.derive.regions import ANGLES, Region, order, region
from symact.derive.switches import branch, innermost, value_at
from symact.kernel.balls import Ball, enclose, precision, sign_of
from symact.kernel.check_chart import RejectedError
from symact.kernel.theorem import Theorem, prove

_BITS = 256
_SAME = "the two formulas are the same"
_APART = "the two differ at x = {place}"
_PARTIAL = (
    *(sp.log, sp.asin, sp.acos, sp.acosh, sp.atanh, sp.LambertW),
    *(sp.tan, sp.cot, sp.sec, sp.csc, sp.coth, sp.csch),
)


@final
@dataclass(frozen=True, slots=True)
class Equality:
    """The answer to whether two formulas are one function.

    Attributes:
        theorems: the identities between the breaks, and at the breaks.
    """

    verdict: Verdict
    theorems: tuple[Theorem, ...] = ()


def equality(one: sp.Expr, other: sp.Expr) -> Equality:
    """Whether two functions have the same domain and the same values on it.

    A point where a formula is 0/0 and the function analytic is filled by the limit, as in
    profiles.

    Example:
        >>> equality(sp.Max(0, x), (x + sp.Abs(x)) / 2).verdict.status
        <Status.PROVED: 'proved'>
        >>> print(equality(sp.Max(0, x), sp.Max(-1, x)).verdict.reason)
        the two differ at x = -2
        >>> print(equality(sp.log(x), sp.log(x**2) / 2).verdict.reason)
        one of the two has no value below 0
    """
    if one == other:
        return Equality(Verdict(Status.PROVED, _SAME))
    try:
        return _compared(_parts(one), _parts(other), one, other)
    except (SymactError, ZeroDivisionError) as error:
        return Equality(Verdict(Status.UNKNOWN, str(error)))


def differ_at(one: sp.Expr, other: sp.Expr, places: Iterable[sp.Expr]) -> sp.Expr | None:
    """The first of some places at which enclosures of the two values are disjoint, or None.

    Example:
        >>> differ_at(sp.tanh(x), sp.erf(x), [sp.S.Zero, sp.S.One])
        1
    """
    with precision(_BITS):
        for place in places:
            try:
                gap = _ball_at(one, place) - _ball_at(other, place)
            except (SymactError, ZeroDivisionError):
                continue
            if sign_of(gap):
                return place
    return None


def _ball_at(function: sp.Expr, place: sp.Expr) -> Ball:
    """The value at a place; the branches that hold there are chosen first."""
    while (switch := innermost(function)) is not None:
        function = function.xreplace({switch: branch(switch, place)})
    return enclose(function, enclose(place))


def _parts(function: sp.Expr) -> Pieces:
    """The pieces of a function, of one with sines on the whole line too."""
    try:
        return pieces_in(function, region(-sp.oo, sp.oo))
    except UnsupportedError:
        if not function.has(*ANGLES):
            raise
    return _turning(function)


def _turning(function: sp.Expr) -> Pieces:
    """The pieces of a function whose sines turn for ever, cut where it is not defined.

    Raises:
        UnsupportedError: where the domain of a part is not all around a point, or depends on
            sines.
    """
    branches = branches_in(function, region(-sp.oo, sp.oo))
    places: list[sp.Expr] = [piece.upper for piece in branches[:-1]]
    for piece in branches:
        if piece.expression is not None:
            places += _gaps(piece.expression, piece.region)
    cuts = order(places)
    parts = refined(Pieces(branches, ()), cuts, function)
    ends = [-sp.oo, *cuts, sp.oo]
    breaks = tuple(
        b if b.value is not None else replace(b, value=_filling(function, ends[i : i + 3]))
        for i, b in enumerate(parts.breaks)
    )
    return replace(parts, breaks=breaks)


def _filling(function: sp.Expr, ends: list[sp.Expr]) -> sp.Expr | None:
    """The value at the middle of three neighbouring breaks, where 0/0 is filled by the limit."""
    lower, place, upper = ends
    lower = place - 1 if lower == -sp.oo else (lower + place) / 2
    upper = place + 1 if upper == sp.oo else (place + upper) / 2
    around = pieces_in(function, region(lower, upper)).breaks
    return next((b.value for b in around if len(order([b.at, place])) == 1), None)


def _gaps(formula: sp.Expr, within: Region) -> list[sp.Expr]:
    """The points in a region at which some part of a formula has no value."""
    found: list[sp.Expr] = []
    for node in _partial(formula):
        if node.has(*ANGLES):
            raise UnsupportedError("the domain depends on an angle that turns for ever")
        parts = pieces_in(node, within)
        if any(piece.expression is None for piece in parts.pieces):
            raise UnsupportedError("an angle turns for ever in a part of the line")
        found += [b.at for b in parts.breaks]
    return found


def _partial(formula: sp.Expr) -> set[sp.Expr]:
    """The parts of a smooth formula that may have no value somewhere."""
    return {
        node
        for node in sp.preorder_traversal(formula)
        if node.has(x)
        and (
            isinstance(node, _PARTIAL)
            or (isinstance(node, sp.Pow) and not (node.exp.is_Integer and node.exp > 0))
        )
    }


def refined(parts: Pieces, places: list[sp.Expr], function: sp.Expr) -> Pieces:
    """The pieces cut at more places, each with the value of the function there."""
    ends = [-sp.oo, *places, sp.oo]
    pieces = tuple(Piece(region(a, b), _formula_on(parts, region(a, b))) for a, b in pairwise(ends))
    values = {b.at: b for b in parts.breaks}
    breaks = tuple(values.get(q) or Break(q, value_at(function, q)) for q in places)
    return Pieces(pieces, breaks)


def _formula_on(parts: Pieces, within: Region) -> sp.Expr | None:
    """The formula in force on a region that no break divides."""
    inside = within.inside()
    index = len([q for q in (p.upper for p in parts.pieces[:-1]) if order([q, inside])[0] == q])
    return parts.pieces[index].expression


def _compared(left: Pieces, right: Pieces, one: sp.Expr, other: sp.Expr) -> Equality:
    """The comparison on the pieces that the breaks of both cut out, and at the breaks."""
    places = order([b.at for b in (*left.breaks, *right.breaks)])
    left, right = _named_alike(left, places), _named_alike(right, places)
    left, right = refined(left, places, one), refined(right, places, other)
    theorems: list[Theorem] = []
    for here, there in zip(left.pieces, right.pieces, strict=True):
        if here.expression is None and there.expression is None:
            continue
        if here.expression is None or there.expression is None:
            return _refuted(f"one of the two has no value {_where(here)}")
        on = here.lower, here.upper
        try:
            theorems.append(prove(Identity(here.expression, there.expression, on)))
        except RejectedError as error:
            place = differ_at(here.expression, there.expression, here.region.samples())
            if place is not None:
                return _refuted(_APART.format(place=place))
            return Equality(Verdict(Status.UNKNOWN, str(error)))
    for mine, its in zip(left.breaks, right.breaks, strict=True):
        if mine.value is None and its.value is None:
            continue
        if mine.value is None or its.value is None:
            return _refuted(f"one of the two has no value at x = {mine.at}")
        try:
            theorems.append(prove(Identity(mine.value, its.value, (-sp.oo, sp.oo))))
        except RejectedError as error:
            with precision(_BITS):
                if sign_of(enclose(mine.value) - enclose(its.value)):
                    return _refuted(_APART.format(place=mine.at))
            return Equality(Verdict(Status.UNKNOWN, str(error)))
    return Equality(Verdict(Status.PROVED), tuple(theorems))


def _named_alike(parts: Pieces, places: list[sp.Expr]) -> Pieces:
    """The pieces with every break under the name that it has among some places."""
    known = set(places)
    breaks = tuple(
        b if b.at in known else replace(b, at=next(q for q in places if len(order([q, b.at])) == 1))
        for b in parts.breaks
    )
    return replace(parts, breaks=breaks)


def _where(piece: Piece) -> str:
    if piece.lower == -sp.oo:
        return "anywhere" if piece.upper == sp.oo else f"below {piece.upper}"
    return (
        f"above {piece.lower}"
        if piece.upper == sp.oo
        else (f"between {piece.lower} and {piece.upper}")
    )


def _refuted(reason: str) -> Equality:
    return Equality(Verdict(Status.REFUTED, reason))
