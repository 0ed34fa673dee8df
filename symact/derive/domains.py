"""The domain of a smooth formula: where logarithms, roots and poles bound it, and what fills it.

The interval is cut there, and each part is a piece, or a gap where the function has no value.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import final

import sympy as sp

from symact.core.activation import x
from symact.core.errors import SymactError, UnsupportedError
from symact.derive.closed_forms import is_zero_at, name_of_zero
from symact.derive.lambert import Inside, inside_of
from symact.derive.regions import Region, end_place, frequency, order, part, turns
from symact.derive.switches import sign_at, value_at
from symact.kernel.balls import Ball, precision
from symact.kernel.certificates import Cell, ChartCertificate
from symact.kernel.chart import chart
from symact.kernel.check_chart import check_chart
from symact.kernel.field import Fraction, Poly, Rational, Tower, coefficients, irreducible_factors
from symact.kernel.isolated import isolated
from symact.kernel.parameters import sign_for_all
from symact.kernel.rationals import simplest_between
from symact.kernel.reals import Real, closed_form, compare, dyadic, root, tidy
from symact.kernel.signs import Signs, UndecidedError, find_limit
from symact.kernel.tails import End
from symact.kernel.translate import field_of, named_poly

MAX_PIECES = 64
GUESS_BITS = 192
SIMPLE = 200


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


def cut(within: Region, points: list[sp.Expr]) -> list[Region]:
    """The parts of a region between exact points inside it."""
    if not points:
        return [within]
    return [part(within, a, b) for a, b in pairwise([within.lower, *points, within.upper])]


def chained(parts: list[Pieces], between: list[Break]) -> Pieces:
    """Parts one after another, with the breaks between them.

    Raises:
        UnsupportedError: for more than 64 pieces.
    """
    pieces, breaks = list(parts[0].pieces), list(parts[0].breaks)
    for middle, after in zip(between, parts[1:], strict=True):
        breaks += [middle, *after.breaks]
        pieces += after.pieces
    if len(pieces) > MAX_PIECES:
        raise UnsupportedError(f"more than {MAX_PIECES} pieces")
    return Pieces(tuple(pieces), tuple(breaks))


def charted(tower: Tower, element: Fraction, within: Region) -> list[sp.Expr]:
    """The zeros and poles of an element in a region, each an exact number."""
    if tower.has_parameters:
        return _linear(tower, element, within)
    certificate = chart(tower, element, within.left, within.right)
    check_chart(tower, element, certificate)
    signs = Signs(tower)
    found = []
    for cell in certificate.cells:
        poly = owner(signs, certificate, cell)
        number = root(signs, poly, cell)
        name = number.exact
        if name is None:
            name = simple_name(within, tower, poly, cell, number)
        if name is None:
            name = name_of_zero(tower, poly, cell)
        if name is not None:
            found.append(tidy(within.map.xreplace({x: name})))
            continue
        equation = named_poly(poly, tower.names).xreplace({x: within.inverse})
        found.append(isolated(equation, within.place(number)))
    return found


def simple_name(within: Region, tower: Tower, poly: Poly, cell: Cell, zero: Real) -> sp.Expr | None:
    """The t of a mapped region at a simple place, rational or a part of pi, if a zero is there."""
    if within.is_plain or within.map.free_symbols - {x}:
        return None
    with precision(GUESS_BITS):
        near = within.place(zero).enclosure(GUESS_BITS)
        shares = (near, sp.S.One), (near / Ball.pi(), sp.pi)
    for ball, unit in shares:
        with precision(GUESS_BITS):
            q = simplest_between(dyadic(ball.lower()), dyadic(ball.upper()))
        if q.q < SIMPLE:
            place = sp.Rational(int(q.p), int(q.q)) * unit
            name = within.inverse.xreplace({x: place})
            if is_zero_at(tower, poly, cell, name):
                return name
    return None


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


def defined(expression: sp.Expr, within: Region) -> Pieces:
    """The pieces inside the domain of a smooth formula: its logarithms and roots bound it."""
    rate = frequency(expression) if within.rate is None else None
    if rate is not None:
        turning, cuts = turns(within, rate)
        turned = [defined(expression, each) for each in turning]
        seams = [
            _seam(expression, q, left.pieces[-1], right.pieces[0])
            for q, (left, right) in zip(cuts, pairwise(turned), strict=True)
        ]
        return chained(turned, seams)
    if expression.free_symbols - {x}:
        _require_bases(expression, within)
    under_w = inside_of(expression) if within.parted is None else None
    if under_w is not None:
        if within.rate is not None:
            raise UnsupportedError("LambertW beside an angle that turns")
        return _through_lambert(expression, under_w, within)
    tower, _ = field_of(within.written(expression))
    bare = replace(tower, positive=())
    for argument in tower.positive:
        if bare.is_zero(argument):
            return Pieces((Piece(within, None),), ())
        points = charted(bare, argument, within)
        if points:
            parts = [defined(expression, each) for each in cut(within, points)]
            return chained(parts, [Break(q, value_at(expression, q)) for q in points])
        inside = chart(bare, argument, within.left, within.right)
        check_chart(bare, argument, inside)
        if inside.signs != (1,):
            return Pieces((Piece(within, None),), ())
    return _at_poles(expression, within)


def _require_bases(expression: sp.Expr, within: Region) -> None:
    """Refuse powers whose exponent is a parameter, unless their base is positive all over.

    For whole exponents such a power has values where others have none.

    Raises:
        UnsupportedError: for another base.
    """
    for power in expression.atoms(sp.Pow):
        if power.base.has(x) and power.exp.free_symbols - {x}:
            tower, (base,) = field_of(within.written(power.base))
            if tower.is_positive(base.num) and tower.is_positive(base.den):
                continue
            if tower.has_parameters or chart(tower, base, within.left, within.right).signs != (1,):
                raise UnsupportedError("a base that may be negative, and an exponent without value")


def _through_lambert(expression: sp.Expr, inside: Inside, within: Region) -> Pieces:
    """The pieces on which the principal branch of Lambert's W is real, beside a gap."""
    edge = inside.edge
    if edge is None:
        return defined(expression, inside.between(within.lower, within.upper))
    at, ends = closed_form(edge), (end_place(within.lower), end_place(within.upper))
    points = [edge] if compare(ends[0], at) < 0 and compare(at, ends[1]) < 0 else []
    parts = []
    for each in cut(within, points):
        first = end_place(each.lower if inside.side > 0 else each.upper)
        is_gap = compare(first, at) * inside.side < 0
        gap = Pieces((Piece(each, None),), ())
        parts.append(gap if is_gap else defined(expression, inside.between(each.lower, each.upper)))
    return chained(parts, [Break(q, value_at(expression, q)) for q in points])


def _at_poles(expression: sp.Expr, within: Region) -> Pieces:
    """One piece, or several when the expression divides by 0; a removable singularity is filled.

    The value there is the limit, as the convention is for ``sin(x)/x``. It is removable only
    where no root or logarithm is singular too, so that the function is analytic there.
    """
    written = within.written(expression)
    # The innermost first: what divides by 0 itself is smooth only between its own poles.
    for base in sorted(_divisors(written), key=lambda base: (base.count_ops(), str(base))):
        poles = order(_poles(base, within))
        if poles:
            parts = [_at_poles(expression, each) for each in cut(within, poles)]
            sides = ((left.pieces[-1], right.pieces[0]) for left, right in pairwise(parts))
            values = [filling(left, right) for left, right in sides]
            breaks = [Break(q, v, v is not None) for q, v in zip(poles, values, strict=True)]
            return chained(parts, breaks)
    return Pieces((Piece(within, expression),), ())


def _poles(base: sp.Expr, within: Region) -> list[sp.Expr]:
    tower, (element,) = field_of(base)
    return [] if tower.is_zero(element) else charted(tower, element, within)


def filling(left: Piece, right: Piece) -> sp.Expr | None:
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


def _seam(expression: sp.Expr, at: sp.Expr, left: Piece, right: Piece) -> Break:
    """The break between two turns; where the formula is 0/0 it is filled as anywhere else."""
    value = value_at(expression, at)
    if value is None:
        value = filling(left, right)
        return Break(at, value, is_smooth=value is not None)
    return Break(at, value, is_smooth=is_analytic(expression, at))


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
        elif isinstance(node, sp.LambertW):
            inside = [node.args[0] + sp.exp(-1)]
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
