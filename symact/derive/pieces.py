"""Smooth pieces: Piecewise, Abs, Max, Min, sign and Heaviside are resolved interval by interval."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import TypeAlias, final

import sympy as sp

from symact.core.activation import x
from symact.core.errors import SymactError, UnsupportedError
from symact.derive.closed_forms import name_of_zero
from symact.derive.regions import Region, end_place, frequency, order, part, region, turns
from symact.derive.switches import UndefinedError, branch, deciders, innermost, sign_at, value_at
from symact.kernel.certificates import ChartCertificate
from symact.kernel.chart import chart
from symact.kernel.check_chart import check_chart
from symact.kernel.field import Fraction, Poly, Rational, Tower, coefficients, irreducible_factors
from symact.kernel.isolated import isolated
from symact.kernel.parameters import sign_for_all
from symact.kernel.reals import closed_form, compare, root, tidy
from symact.kernel.signs import Signs, UndecidedError, find_limit
from symact.kernel.tails import End
from symact.kernel.translate import field_of, named_poly

MAX_PIECES = 64

Leaf: TypeAlias = "Callable[[sp.Expr, Region], Pieces]"


@final
@dataclass(frozen=True, slots=True)
class Piece:
    """A smooth expression on a region; None where the function has no value there."""

    region: Region
    expression: sp.Expr | None

    @property
    def lower(self) -> sp.Expr:
        """The lower end, an exact number or minus infinity."""
        return self.region.lower

    @property
    def upper(self) -> sp.Expr:
        """The upper end, an exact number or infinity."""
        return self.region.upper


@final
@dataclass(frozen=True, slots=True)
class Break:
    """A point between two pieces, and the value of the function there (None where undefined).

    Attributes:
        is_smooth: whether the function is analytic there, so that it is a break of the
            description only: a removable singularity, filled by its limit, or the end of a turn.
    """

    at: sp.Expr
    value: sp.Expr | None
    is_smooth: bool = False


@final
@dataclass(frozen=True, slots=True)
class Pieces:
    """The function piece by piece, with the points between: one break fewer than pieces."""

    pieces: tuple[Piece, ...]
    breaks: tuple[Break, ...]


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
    return _joined(_split(expression, within, _defined))


def places_of_split(expression: sp.Expr) -> list[sp.Expr]:
    """All places at which a function is split, before neighbours of one formula are joined."""
    return [middle.at for middle in _split(expression, region(-sp.oo, sp.oo), _defined).breaks]


@lru_cache(maxsize=256)
def branches_in(expression: sp.Expr, within: Region) -> tuple[Piece, ...]:
    """The formulas of a function between its breakpoints, poles and domain left aside."""
    return _split(expression, within, lambda e, r: Pieces((Piece(r, e),), ())).pieces


def _split(expression: sp.Expr, within: Region, leaf: Leaf) -> Pieces:
    switch = innermost(expression)
    if switch is None:
        return leaf(expression, within)
    points = order(q for u in deciders(switch) for q in zeros(u, within))
    parts = []
    for each in _cut(within, points):
        try:
            resolved = expression.xreplace({switch: branch(switch, each.inside())})
        except UndefinedError:
            parts.append(Pieces((Piece(each, None),), ()))
            continue
        parts.append(_split(resolved, each, leaf))
    values = [value_at(expression, q) for q in points]
    return _chained(parts, [Break(q, value) for q, value in zip(points, values, strict=True)])


def _cut(within: Region, points: list[sp.Expr]) -> list[Region]:
    """The parts of a region between exact points inside it."""
    if not points:
        return [within]
    return [part(within, a, b) for a, b in pairwise([within.lower, *points, within.upper])]


def _chained(parts: list[Pieces], between: list[Break]) -> Pieces:
    pieces, breaks = list(parts[0].pieces), list(parts[0].breaks)
    for middle, after in zip(between, parts[1:], strict=True):
        breaks += [middle, *after.breaks]
        pieces += after.pieces
    if len(pieces) > MAX_PIECES:
        raise UnsupportedError(f"more than {MAX_PIECES} pieces")
    return Pieces(tuple(pieces), tuple(breaks))


@lru_cache(maxsize=256)
def zeros(expression: sp.Expr, within: Region) -> tuple[sp.Expr, ...]:
    """The places inside a region where a smooth expression may change its sign.

    They are its zeros, its poles and the ends of its domain.

    Raises:
        UnsupportedError: for one without a closed form.
    """
    if not expression.has(x):
        return ()
    if not within.is_bounded and within.rate is None and frequency(expression) is not None:
        return _far_zeros(expression, within)
    parts = _defined(expression, within)
    found = [b.at for b in parts.breaks if not (b.is_smooth and b.value != 0)]
    for piece in parts.pieces:
        if piece.expression is not None:
            tower, (element,) = field_of(piece.region.written(expression))
            if not tower.is_zero(element):
                found += _charted(tower, element, piece.region)
    return tuple(order(found))


def _far_zeros(expression: sp.Expr, within: Region) -> tuple[sp.Expr, ...]:
    """The zeros of a function with sines in an unbounded region, where they are finitely many."""
    # The search for them cuts windows into pieces by this module.
    from symact.derive.periodic import finite_zeros  # noqa: PLC0415

    found = finite_zeros(expression)
    if found is None:
        raise UnsupportedError("there are infinitely many breakpoints")
    places = [place.exact for place in found if place.exact is not None]
    if len(places) < len(found):
        raise UnsupportedError("a breakpoint has no closed form that was found")
    ends = end_place(within.lower), end_place(within.upper)
    inside = [closed_form(place) for place in places]
    kept = [p for p in inside if compare(ends[0], p) < 0 and compare(p, ends[1]) < 0]
    return tuple(order(p.exact for p in kept if p.exact is not None))


def _charted(tower: Tower, element: Fraction, within: Region) -> list[sp.Expr]:
    if tower.has_parameters:
        return _linear(tower, element, within)
    certificate = chart(tower, element, within.left, within.right)
    check_chart(tower, element, certificate)
    signs = Signs(tower)
    found = []
    for cell in certificate.cells:
        poly = owner(signs, certificate, cell)
        number = root(signs, poly, cell)
        name = number.exact if number.exact is not None else name_of_zero(tower, poly, cell)
        if name is not None:
            found.append(tidy(within.map.xreplace({x: name})))
            continue
        equation = named_poly(poly, tower.names).xreplace({x: within.inverse})
        found.append(isolated(equation, within.place(number)))
    return found


def _linear(tower: Tower, element: Fraction, within: Region) -> list[sp.Expr]:
    """The zeros and poles for all values of the parameters: those of factors linear in t.

    Raises:
        UnsupportedError: for a factor that is neither linear nor without zeros.
    """
    found = []
    ends = end_place(within.lower), end_place(within.upper)
    for poly in (element.num, element.den):
        for factor, _ in irreducible_factors(poly)[1]:
            parts = coefficients(factor, 0)
            if tower.top(factor) is None or any(tower.is_positive(factor * s) for s in (1, -1)):
                continue
            if set(parts) - {0, 1} or any(tower.top(p) is not None for p in parts.values()):
                raise UnsupportedError("a breakpoint that depends on the parameters")
            below = named_poly(parts[1], tower.names)
            above = named_poly(parts[0], tower.names) if 0 in parts else sp.S.Zero
            sign_for_all(below)
            place = sp.cancel(within.map.xreplace({x: -above / below}))
            at = closed_form(place)
            if compare(ends[0], at) < 0 and compare(at, ends[1]) < 0:
                found.append(place)
    return found


def owner(signs: Signs, certificate: ChartCertificate, cell: tuple[Rational, Rational]) -> Poly:
    """The factor whose zero a cell holds."""
    for poly, _ in certificate.factors:
        for own in certificate.node(poly).cells:
            if own == cell:
                return poly
            inside = own[0] <= cell[0] and cell[1] <= own[1]
            if inside and signs.at(poly, cell[0]) * signs.at(poly, cell[1]) <= 0:
                return poly
    raise UndecidedError("a zero belongs to no factor")


def _defined(expression: sp.Expr, within: Region) -> Pieces:
    """The pieces inside the domain of a smooth formula: its logarithms and roots bound it."""
    rate = frequency(expression) if within.rate is None else None
    if rate is not None:
        turning, cuts = turns(within, rate)
        turned = [_defined(expression, each) for each in turning]
        return _chained(turned, [_seam(expression, cut) for cut in cuts])
    tower, _ = field_of(within.written(expression))
    bare = replace(tower, positive=())
    for argument in tower.positive:
        if bare.is_zero(argument):
            return Pieces((Piece(within, None),), ())
        points = _charted(bare, argument, within)
        if points:
            parts = [_defined(expression, each) for each in _cut(within, points)]
            return _chained(parts, [Break(q, value_at(expression, q)) for q in points])
        inside = chart(bare, argument, within.left, within.right)
        check_chart(bare, argument, inside)
        if inside.signs != (1,):
            return Pieces((Piece(within, None),), ())
    return _at_poles(expression, within)


def _at_poles(expression: sp.Expr, within: Region) -> Pieces:
    """One piece, or several when the expression divides by 0; a removable singularity is filled.

    The value there is the limit, as the convention is for ``sin(x)/x``. It is removable only
    where no root or logarithm is singular too, so that the function is analytic there.
    """
    written = within.written(expression)
    poles = order(q for base in _divisors(written) for q in _poles(base, within))
    parts = [Pieces((Piece(each, expression),), ()) for each in _cut(within, poles)]
    breaks = []
    for index, q in enumerate(poles):
        sides = parts[index].pieces[0], parts[index + 1].pieces[0]
        value = _filling(sides[0], sides[1])
        breaks.append(Break(q, value, is_smooth=value is not None))
    return _chained(parts, breaks)


def _poles(base: sp.Expr, within: Region) -> list[sp.Expr]:
    tower, (element,) = field_of(base)
    return [] if tower.is_zero(element) else _charted(tower, element, within)


def _filling(left: Piece, right: Piece) -> sp.Expr | None:
    """The common limit from both sides, where the formula is one of analytic functions."""
    limits = []
    for piece, upper in ((left, True), (right, False)):
        if piece.expression is None:
            return None
        tower, (element,) = field_of(piece.region.written(piece.expression))
        at = piece.region.right if upper else piece.region.left
        try:
            if not is_analytic(piece.expression, piece.upper if upper else piece.lower):
                return None
            limit, _ = find_limit(Signs(tower), element, End(at, -1 if upper else 1))
        except SymactError:
            return None
        if not isinstance(limit, sp.Expr):
            return None
        limits.append(tidy(limit))
    return limits[0] if compare(closed_form(limits[0]), closed_form(limits[1])) == 0 else None


def _seam(expression: sp.Expr, cut: sp.Expr) -> Break:
    value = value_at(expression, cut)
    return Break(cut, value, is_smooth=value is not None and is_analytic(expression, cut))


def is_analytic(expression: sp.Expr, at: sp.Expr) -> bool:
    """Whether a formula is a quotient of functions that are analytic at a place.

    Its functions must have finite arguments there, and its roots and logarithms others than 0.
    """
    for node in sp.preorder_traversal(expression):
        inside: list[sp.Expr] = []
        if isinstance(node, sp.Pow) and not node.exp.is_Integer:
            inside = [node.base]
        elif isinstance(node, sp.asin | sp.acos | sp.acosh):
            inside = [node.args[0] - 1, node.args[0] + 1]
        elif isinstance(node, sp.log):
            inside = [node.args[0]]
        elif isinstance(node, sp.Function) and any(value_at(u, at) is None for u in node.args):
            return False
        values = [value_at(u, at) for u in inside if u.has(x)]
        if any(v is None or not sign_at(v, at) for v in values):
            return False
    return True


def _divisors(expression: sp.Expr) -> set[sp.Expr]:
    """Everything by which the expression divides, and the arguments of hyperbolic quotients."""
    found = set()
    for node in sp.preorder_traversal(expression):
        if isinstance(node, sp.Pow) and node.exp.is_negative and node.base.has(x):
            found.add(node.base)
        if isinstance(node, sp.coth | sp.csch) and node.has(x):
            found.add(node.args[0])
        if isinstance(node, sp.tan | sp.sec) and node.has(x):
            found.add(sp.cos(node.args[0]))
        if isinstance(node, sp.cot | sp.csc) and node.has(x):
            found.add(sp.sin(node.args[0]))
    return found


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
    if middle.is_smooth or middle.value is None or not one:
        return middle
    filling = _filling(left, right)
    if filling is None or compare(closed_form(filling), closed_form(middle.value)):
        return middle
    return replace(middle, is_smooth=True)


def _identical(left: sp.Expr, right: sp.Expr) -> bool:
    if left == right:
        return True
    tower, (a, b) = field_of(left, right)
    return tower.is_zero(a - b)
