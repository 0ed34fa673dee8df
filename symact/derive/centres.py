"""The centre or the axis of symmetry of a graph, wherever on the line it lies.

The places where f'' changes its sign, and the breaks, lie symmetrically about a centre; those where
f' does, and the breaks, lie so about an axis. They are finitely many, so there is one place that
can be a centre and one that can be an axis. An identity shows that it is, or a point that it is
not.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import final

import sympy as sp

from symact.core.activation import x
from symact.core.errors import SymactError
from symact.core.number import Number
from symact.derive.curves import Curve, Locals, negative
from symact.derive.domains import Piece, Pieces
from symact.derive.profile import Centre, Symmetries
from symact.derive.regions import end_place, region
from symact.derive.switches import value_at
from symact.derive.symmetry import mirror_identities, without_smooth_breaks
from symact.kernel.balls import Ball, enclose, precision, sign_of
from symact.kernel.rationals import simplest_between
from symact.kernel.reals import Real, closed_form, compare, dyadic, tidy
from symact.kernel.signs import UndecidedError

BITS = 192
# How far from the place in question a symmetry is tried.
STEPS = (sp.Rational(1), sp.Rational(1, 3), sp.Rational(7, 2))
NOTHING = closed_form(sp.S.Zero)


@final
@dataclass(frozen=True, slots=True)
class Subject:
    """A function with its courses.

    Attributes:
        shape: ``even`` or ``odd`` where that is known.
    """

    pieces: Pieces
    locals_: Locals
    curve: Curve
    slope: Curve
    shape: str | None = None


@final
@dataclass(frozen=True, slots=True)
class _Place:
    """Where a symmetry may be: the only such place, or a guess at it."""

    at: sp.Expr
    is_guessed: bool = False


def symmetries(subject: Subject) -> Symmetries:
    """The centre and the axis of symmetry, each with an identity that shows it.

    Raises:
        UndecidedError: when a place is neither shown to be one nor refuted.
    """
    straight = _of_a_line(subject)
    if straight is not None:
        return straight
    odd, even = (subject.shape == name for name in ("odd", "even"))
    centre = Centre(NOTHING.number(), NOTHING.number()) if odd else None
    # A graph with both would repeat itself, and so have infinitely many turns; or it has none.
    may_have_both = not any(stretch.direction for stretch in subject.curve.stretches)
    if not odd and (may_have_both or not even):
        centre = _centre(subject)
    if even:
        return Symmetries(centre, NOTHING.number())
    return Symmetries(centre, _axis(subject) if may_have_both or centre is None else None)


def _of_a_line(subject: Subject) -> Symmetries | None:
    """The symmetries of a straight line, in each point of it; a level one has axes too."""
    stretches, spots = subject.slope.stretches, subject.slope.spots
    bends = any(not spot.is_smooth for spot in spots)
    if bends or any(stretch.direction or stretch.is_gap for stretch in stretches):
        return None
    level = subject.curve.stretches[0].direction == 0
    height = value_in(subject.pieces, sp.S.Zero)
    if height is None:
        return None
    return Symmetries(
        Centre(NOTHING.number(), closed_form(height).number()),
        NOTHING.number() if level else None,
        infinite=True,
    )


def _centre(subject: Subject) -> Centre | None:
    place = _place(subject, subject.slope, -1)
    if place is None:
        return None
    height = _height(subject, place.at)
    if height is None or not _holds(subject.pieces, -1, place, height):
        return None
    return Centre(closed_form(place.at).number(), closed_form(height).number())


def _axis(subject: Subject) -> Number | None:
    place = _place(subject, subject.curve, 1)
    if place is None or not _holds(subject.pieces, 1, place, sp.S.Zero):
        return None
    return closed_form(place.at).number()


def _holds(pieces: Pieces, sign: int, place: _Place, height: sp.Expr) -> bool:
    if is_mirrored(pieces, sign, place.at, height):
        return True
    if place.is_guessed:
        raise UndecidedError("the middle of the graph has no closed form that was found")
    return False


def _place(subject: Subject, course: Curve, sign: int) -> _Place | None:
    """The one place where a symmetry may be; None where there is none.

    Args:
        course: that whose turns lie symmetrically.
        sign: +1 for an axis, -1 for a centre.
    """
    if not _ends_agree(subject, sign):
        return None
    middles = _middles(course)
    if not middles or any(_differ(middles[0], other) for other in middles[1:]):
        return None
    known = next((m.exact for m in middles if m.exact is not None), None)
    if known is not None:
        return _Place(tidy(known))
    with precision(BITS):
        ball = middles[0].enclosure(BITS)
        guess = simplest_between(dyadic(ball.lower()), dyadic(ball.upper()))
        if _is_refuted(subject.pieces, sign, ball):
            return None
    # The turns are at places without a name; what lies in the middle of them may have one.
    return _Place(sp.Rational(int(guess.p), int(guess.q)), is_guessed=True)


def _ends_agree(subject: Subject, sign: int) -> bool:
    """Whether the limits of the function and its slope at both ends allow the symmetry."""
    stretches, slopes = subject.curve.stretches, subject.slope.stretches
    if stretches[0].is_gap or stretches[-1].is_gap:
        return stretches[0].is_gap and stretches[-1].is_gap
    heights = stretches[0].left, stretches[-1].right
    left, right = slopes[0].left, slopes[-1].right
    if _differ(left, right if sign < 0 else negative(right)):
        return False
    if sign > 0:
        return not _differ(*heights)
    if all(height.is_finite for height in heights):
        return True
    return not _differ(heights[0], negative(heights[1]))


def _differ(a: Real, b: Real) -> bool:
    """Whether two numbers are shown to be different."""
    try:
        return compare(a, b) != 0
    except SymactError:
        return False


def _middles(course: Curve) -> list[Real]:
    """The middles between the first and the last of the turns and breaks, and so on inwards."""
    states = [(s.is_gap, s.direction) for s in course.stretches]
    places = [
        spot.at
        for index, spot in enumerate(course.spots)
        if (spot.is_break and not spot.is_smooth) or states[index] != states[index + 1]
    ]
    count = (len(places) + 1) // 2
    return [_between(places[i], places[-1 - i]) for i in reversed(range(count))]


def _between(a: Real, b: Real) -> Real:
    if a is b:
        return a
    if a.exact is not None and b.exact is not None:
        return closed_form((a.exact + b.exact) / 2)

    def enclosure(bits: int) -> Ball:
        with precision(bits):
            return (a.enclosure(bits) + b.enclosure(bits)) / 2

    return Real(None, enclosure)


def _is_refuted(pieces: Pieces, sign: int, at: Ball) -> bool:
    """Whether enclosures around a place show that the symmetry is not about it."""
    before = None
    for step in STEPS:
        share = enclose(step)
        sides = [_enclosed(pieces, place) for place in (at + share, at - share)]
        if sides[0] is None or sides[1] is None:
            continue
        if sign > 0:
            gap = sides[0] - sides[1]
        else:
            gap = sides[0] + sides[1] if before is None else sides[0] + sides[1] - before
            before, gap = sides[0] + sides[1], None if before is None else gap
        if gap is not None and sign_of(gap):
            return True
    return False


def _enclosed(pieces: Pieces, at: Ball) -> Ball | None:
    """The value at an enclosed place; None where it is not seen to lie inside a smooth piece."""
    for piece in pieces.pieces:
        inside = all(
            end in (sp.oo, -sp.oo) or sign_of((at - enclose(end)) * side) == 1
            for end, side in ((piece.lower, 1), (piece.upper, -1))
        )
        if inside and piece.expression is not None:
            return enclose(piece.expression, at)
    return None


def _height(subject: Subject, at: sp.Expr) -> sp.Expr | None:
    """The value that a centre has: that of the function, or halfway between two others."""
    pieces = subject.pieces
    value = value_in(pieces, at)
    if value is not None:
        return value
    for step in STEPS:
        sides = value_in(pieces, at - step), value_in(pieces, at + step)
        if sides[0] is not None and sides[1] is not None:
            return tidy((sides[0] + sides[1]) / 2)
    return None


def value_in(pieces: Pieces, at: sp.Expr) -> sp.Expr | None:
    """The value of a function at an exact place; None where it has none."""
    place = closed_form(at)
    for index, piece in enumerate(pieces.pieces):
        if index and compare(closed_form(pieces.breaks[index - 1].at), place) == 0:
            return pieces.breaks[index - 1].value
        if compare(end_place(piece.lower), place) < 0 < compare(end_place(piece.upper), place):
            return None if piece.expression is None else value_at(piece.expression, at)
    return None


def is_mirrored(pieces: Pieces, sign: int, at: sp.Expr, height: sp.Expr) -> bool:
    """Whether ``f(at + t) - height`` is *sign* times ``f(at - t) - height`` for all t.

    Raises:
        UndecidedError: when no identity shows that and no point refutes it.

    Example:
        >>> from symact.derive.pieces import pieces_of
        >>> s = pieces_of(1 / (1 + sp.exp(-x)))
        >>> is_mirrored(s, -1, sp.S.Zero, sp.Rational(1, 2)), is_mirrored(s, -1, sp.S.One, sp.S.One)
        (True, False)
    """
    return mirror_identities(_moved(pieces, at, height), sign) is not None


def _moved(pieces: Pieces, at: sp.Expr, height: sp.Expr) -> Pieces:
    """The function with a point of the plane moved to the origin, without its smooth breaks."""
    kept = without_smooth_breaks(pieces)
    moved = (
        Piece(
            region(p.lower - at, p.upper - at, p.region.scale),
            None if p.expression is None else p.expression.xreplace({x: x + at}) - height,
        )
        for p in kept.pieces
    )
    values = (None if b.value is None else b.value - height for b in kept.breaks)
    breaks = (replace(b, at=b.at - at, value=v) for b, v in zip(kept.breaks, values, strict=True))
    return Pieces(tuple(moved), tuple(breaks))
