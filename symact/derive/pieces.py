"""Smooth pieces: Piecewise, Abs, Max, Min, sign and Heaviside are resolved interval by interval."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import TypeAlias

import sympy as sp

from symact.core.activation import x
from symact.core.errors import UnsupportedError
from symact.derive.domains import (
    Break,
    Piece,
    Pieces,
    chained,
    charted,
    cut,
    defined,
    filling,
    is_analytic,
)
from symact.derive.regions import ANGLES, Region, end_place, order, part, region, turns_in
from symact.derive.switches import SWITCHES, UndefinedError, branch, deciders, value_at
from symact.kernel.reals import closed_form, compare
from symact.kernel.translate import field_of

_BOUNDED = (sp.log, sp.Pow, sp.asin, sp.acos, sp.acosh, sp.atanh, sp.LambertW)


class EndlessError(UnsupportedError):
    """There are infinitely many breakpoints."""


Leaf: TypeAlias = "Callable[[sp.Expr, Region], Pieces]"


def pieces_of(expression: sp.Expr, scale: sp.Expr = sp.S.One) -> Pieces:
    """The smooth pieces of a function on the whole line; neighbours of one formula are joined.

    Args:
        scale: the parameter s with which every place is written as ``a + t/s``.

    Raises:
        UnsupportedError: for a breakpoint without a closed form, or too many pieces.
        UndecidedError: when a condition's sign is not decided.

    Example:
        >>> [(p.lower, p.upper, p.expression) for p in pieces_of(sp.Max(0, x)).pieces]
        [(-oo, 0, 0), (0, oo, x)]
        >>> [(p.lower, p.upper, p.expression) for p in pieces_of(sp.sqrt(x)).pieces]
        [(-oo, 0, None), (0, oo, sqrt(x))]
    """
    return pieces_in(expression, region(-sp.oo, sp.oo, scale))


def pieces_on(expression: sp.Expr, lower: sp.Expr, upper: sp.Expr) -> Pieces:
    """The smooth pieces of a function on an open interval; see `pieces_of`."""
    return pieces_in(expression, region(lower, upper))


def pieces_in(expression: sp.Expr, within: Region) -> Pieces:
    """The smooth pieces of a function on a region; see `pieces_of`."""
    _require_numbers(expression)
    return _joined(_split(expression, within, defined))


def _require_numbers(expression: sp.Expr) -> None:
    """Refuse infinities, which a condition may hold without being decided.

    Raises:
        UnsupportedError: for an expression with one.
    """
    if expression.has(sp.oo, -sp.oo):
        raise UnsupportedError("a comparison with infinity")


def places_of_split(expression: sp.Expr) -> list[sp.Expr]:
    """All places at which a function is split, before neighbours of one formula are joined."""
    return [middle.at for middle in _split(expression, region(-sp.oo, sp.oo), defined).breaks]


@lru_cache(maxsize=256)
def branches_in(expression: sp.Expr, within: Region) -> tuple[Piece, ...]:
    """The formulas of a function between its breakpoints, poles and domain left aside."""
    _require_numbers(expression)
    return _split(expression, within, lambda e, r: Pieces((Piece(r, e),), ())).pieces


def _split(expression: sp.Expr, within: Region, leaf: Leaf) -> Pieces:
    switch = _first_switch(expression)
    if switch is None:
        return leaf(expression, within)
    points = order(q for u in deciders(switch) for q in zeros(u, within))
    parts = []
    for each in cut(within, points):
        resolved = _resolved(expression, switch, each)
        gap = Pieces((Piece(each, None),), ())
        if resolved is None or not _has_values(expression, switch, resolved, each):
            parts.append(gap)
        else:
            parts.append(_split(resolved, each, leaf))
    values = [value_at(expression, q) for q in points]
    return chained(parts, [Break(q, value) for q, value in zip(points, values, strict=True)])


def _has_values(expression: sp.Expr, switch: sp.Expr, resolved: sp.Expr, within: Region) -> bool:
    """Whether what SymPy forgets beside a switch that is 0 has values on a region.

    Of ``log(x)*Heaviside(x)`` it makes 0 left of 0, where the logarithm has none.

    Raises:
        UnsupportedError: when it has values on a part of the region only.
    """
    mark = sp.Dummy()
    around = expression.xreplace({switch: mark})
    for node in around.atoms(*_BOUNDED) - resolved.atoms(*_BOUNDED):
        whole = isinstance(node, sp.Pow) and node.exp.is_Integer and not node.exp.is_negative
        if whole or node.has(mark) or not node.has(x):
            continue
        gaps = {piece.expression is None for piece in _split(node, within, defined).pieces}
        if gaps == {True}:
            return False
        if True in gaps:
            raise UnsupportedError("a factor 0 beside one that has no value in places")
    return True


def _first_switch(expression: sp.Expr) -> sp.Expr | None:
    """The switch to resolve first: one that smooth expressions decide, if possible without sines.

    So a condition that bounds a window comes before the breakpoints of a sine inside it.
    """
    found = [
        node
        for node in sp.postorder_traversal(expression)
        if isinstance(node, SWITCHES) and not any(u.has(*SWITCHES) for u in deciders(node))
    ]
    return min(found, key=lambda node: any(u.has(*ANGLES) for u in deciders(node)), default=None)


def _resolved(expression: sp.Expr, switch: sp.Expr, within: Region) -> sp.Expr | None:
    """The expression with the branch of a switch in its place; None where that has no value."""
    try:
        resolved = expression.xreplace({switch: branch(switch, within.inside())})
    except UndefinedError:
        return None
    except (TypeError, ValueError) as error:
        # SymPy refuses to compare an infinity that a division by 0 left in another switch.
        if "zoo" in str(error):
            return None
        raise
    return None if resolved.has(sp.zoo, sp.nan, sp.oo, sp.I) else resolved


@lru_cache(maxsize=256)
def zeros(expression: sp.Expr, within: Region) -> tuple[sp.Expr, ...]:
    """The places inside a region where a smooth expression may change its sign.

    They are its zeros, its poles and the ends of its domain.

    Raises:
        UnsupportedError: for one without a closed form.
    """
    if not expression.has(x):
        return ()
    plain = _of_a_line(expression, within)
    if plain is not None:
        return plain
    if not within.is_bounded and within.rate is None and turns_in(expression):
        return _far_zeros(expression, within)
    parts = defined(expression, within)
    found = [b.at for b in parts.breaks if not (b.is_smooth and b.value != 0)]
    for piece in parts.pieces:
        if piece.expression is not None:
            tower, (element,) = field_of(piece.region.written(expression))
            if not tower.is_zero(element):
                found += charted(tower, element, piece.region)
    return tuple(order(found))


def _of_a_line(expression: sp.Expr, within: Region) -> tuple[sp.Expr, ...] | None:
    """The zero of ``a x + b`` with rational numbers, as nearly every condition is; else None."""
    rest, moving = expression.as_coeff_Add()
    slope, letter = moving.as_coeff_Mul()
    ends = within.lower, within.upper
    plain = letter == x and slope.is_Rational and rest.is_Rational
    if not plain or not all(e.is_Rational or e.is_infinite for e in ends):
        return None
    at = -rest / slope
    return (at,) if ends[0] < at < ends[1] else ()


def _far_zeros(expression: sp.Expr, within: Region) -> tuple[sp.Expr, ...]:
    """The zeros of a function with sines in an unbounded region, where they are finitely many."""
    # The search for them cuts windows into pieces by this module.
    from symact.derive.cycles import repeated  # noqa: PLC0415
    from symact.derive.periodic import finite_zeros  # noqa: PLC0415

    try:
        found = finite_zeros(expression)
    except UnsupportedError:
        cycle = repeated(expression)
        if cycle is None or cycle.shift != 0:
            raise
        found = None
    if found is None:
        raise EndlessError("there are infinitely many breakpoints")
    places = [place.exact for place in found if place.exact is not None]
    if len(places) < len(found):
        raise UnsupportedError("a breakpoint has no closed form that was found")
    ends = end_place(within.lower), end_place(within.upper)
    inside = [closed_form(place) for place in places]
    kept = [p for p in inside if compare(ends[0], p) < 0 and compare(p, ends[1]) < 0]
    return tuple(order(p.exact for p in kept if p.exact is not None))


def _joined(parts: Pieces) -> Pieces:
    """Neighbouring pieces of the same formula, with its value between them, become one."""
    pieces = [parts.pieces[0]]
    breaks: list[Break] = []
    for middle, piece in zip(parts.breaks, parts.pieces[1:], strict=True):
        joint = _joint(pieces[-1], middle, piece)
        if joint is not None:
            pieces[-1] = joint
        else:
            breaks.append(_smoothed(pieces[-1], middle, piece))
            pieces.append(piece)
    return Pieces(tuple(pieces), tuple(breaks))


def _joint(left: Piece, middle: Break, right: Piece) -> Piece | None:
    """The two pieces as one, where the formula is one and covers the point between."""
    if middle.is_smooth:
        return None
    if left.expression is None or right.expression is None:
        both = left.expression is None and right.expression is None and middle.value is None
        return Piece(part(left.region, left.lower, right.upper), None) if both else None
    if middle.value is None or not _identical(left.expression, right.expression):
        return None
    if middle.value != value_at(right.expression, middle.at):
        return None
    if not is_analytic(right.expression, middle.at):
        return None
    return Piece(part(left.region, left.lower, right.upper), right.expression)


def _smoothed(left: Piece, middle: Break, right: Piece) -> Break:
    """The break, marked as smooth where one formula is filled by the value it tends to."""
    one = left.expression is not None and left.expression == right.expression
    if middle.is_smooth or not one:
        return middle
    if middle.value is None and value_at(left.expression, middle.at) is not None:
        # What is 0/0 there is a function with cases, and not the formula beside it.
        return middle
    limit = filling(left, right)
    if limit is None:
        return middle
    if middle.value is not None and compare(closed_form(limit), closed_form(middle.value)):
        return middle
    return replace(middle, value=limit, is_smooth=True)


def _identical(left: sp.Expr, right: sp.Expr) -> bool:
    if left == right:
        return True
    tower, (a, b) = field_of(left, right)
    return tower.is_zero(a - b)
