"""Where a function is convex, concave or straight, and what its derivative integrates to."""

from __future__ import annotations

import sympy as sp

from symact.core.claims import Identity
from symact.core.errors import SymactError
from symact.derive.courses import is_continuous_at
from symact.derive.curves import Curve, Locals
from symact.derive.domains import Break, Pieces
from symact.derive.images import Span, interval
from symact.derive.local import Local
from symact.derive.profile import ConvexPiece, ConvexPieces, Integral
from symact.kernel.balls import Ball, precision
from symact.kernel.reals import INFINITY, MINUS_INFINITY, Real, closed_form, compare, tidy
from symact.kernel.signs import UndecidedError
from symact.kernel.theorem import prove

SHAPES = {1: "convex", -1: "concave", 0: "affine"}


def convex_pieces(curve: Curve, slope: Curve) -> ConvexPieces:
    """The open intervals of strict convexity, strict concavity and straightness, maximal ones.

    Args:
        curve: the function.
        slope: its derivative, whose directions are the signs of the second derivative.
    """
    found: list[tuple[Span, int]] = []
    for index, stretch in enumerate(slope.stretches):
        if stretch.is_gap:
            continue
        if index and _goes_on(curve, slope, index):
            last = found[-1][0]
            found[-1] = Span(last.lower, stretch.upper, False, False), stretch.direction
        else:
            found.append((Span(stretch.lower, stretch.upper, False, False), stretch.direction))
    return ConvexPieces(tuple(ConvexPiece(interval(span), SHAPES[sign]) for span, sign in found))


def _goes_on(curve: Curve, slope: Curve, index: int) -> bool:
    """Whether a stretch of the slope has the shape of the one before and joins it so."""
    before, after = slope.stretches[index - 1], slope.stretches[index]
    if before.is_gap or before.direction != after.direction:
        return False
    spot = slope.spots[index - 1]
    if not spot.is_break or spot.is_smooth:
        return True
    place = next(i for i, s in enumerate(curve.spots) if s.is_break and s.at.exact == spot.at.exact)
    if not is_continuous_at(curve, place):
        return False
    step = compare(after.left, before.right)
    return step in (0, after.direction)


def derivative_integral(pieces: Pieces, locals_: Locals) -> Integral:
    """The integral of the derivative over the domain: the rise from end to end without the jumps.

    Raises:
        UndecidedError, UnsupportedError: when a limit involved is not known well enough.
    """
    joined = [
        _joins(middle, locals_[index], locals_[index + 1])
        for index, middle in enumerate(pieces.breaks)
    ]
    rises: list[tuple[Real, int]] = []
    for index, local in enumerate(locals_):
        if local is None:
            continue
        if not (index and joined[index - 1]):
            rises.append((local.limit(0, upper=False), -1))
        if not (index < len(joined) and joined[index]):
            rises.append((local.limit(0, upper=True), 1))
    ends = {sign if height.exact == sp.oo else -sign for height, sign in rises
            if not height.is_finite}  # fmt: skip
    if ends:
        infinity = INFINITY if ends == {1} else MINUS_INFINITY
        return Integral(infinity.number() if len(ends) == 1 else None)
    return Integral(_sum(rises).number())


def _joins(middle: Break, left: Local | None, right: Local | None) -> bool:
    """Whether the limits from both sides are seen to be one number, so that no rise is lost."""
    if left is None or right is None:
        return False
    heights = left.limit(0, upper=True), right.limit(0, upper=False)
    if not all(height.is_finite for height in heights):
        return False
    try:
        return middle.is_smooth or compare(*heights) == 0
    except SymactError:
        return False


def _sum(terms: list[tuple[Real, int]]) -> Real:
    exact = [sign * height.exact for height, sign in terms if height.exact is not None]
    if len(exact) == len(terms):
        whole = sp.Add(*exact)
        if whole.is_Rational:
            return closed_form(whole)
        short = tidy(whole)
        prove(Identity(short, whole, (-sp.oo, sp.oo)))
        return closed_form(short)
    if any(height.has_parameters for height, _ in terms):
        raise UndecidedError("a rise that depends on the parameters has no closed form")

    def enclosure(bits: int) -> Ball:
        with precision(bits + 16):
            return sum((sign * height.enclosure(bits + 16) for height, sign in terms), Ball(0))

    return Real(None, enclosure)
