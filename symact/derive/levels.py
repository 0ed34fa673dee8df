"""Where a function is 0: the zeros of its pieces, joined over the breaks between them."""

from __future__ import annotations

import sympy as sp

from symact.core.activation import x
from symact.core.errors import AmbiguousError
from symact.derive.curves import Curve, Locals, Spot, Stretch, gap
from symact.derive.domains import Piece, Pieces
from symact.derive.images import place_set
from symact.derive.local import Local
from symact.derive.profile import PointSet
from symact.kernel.parameters import sign_for_all
from symact.kernel.reals import Real, closed_form, compare
from symact.kernel.signs import UndecidedError


def sign_curve(pieces: Pieces, locals_: Locals, shift: sp.Expr) -> Curve:
    """The stretches on which the function minus *shift* keeps a sign, and the spots between."""
    stretches: list[Stretch] = []
    spots: list[Spot] = []
    nothing = closed_form(sp.S.Zero)
    for index, (piece, local) in enumerate(zip(pieces.pieces, locals_, strict=True)):
        if index:
            middle = pieces.breaks[index - 1]
            value = None
            if middle.value is not None:
                value = closed_form(middle.value - shift.xreplace({x: middle.at}))
            spots.append(Spot(closed_form(middle.at), value, True))
        if local is None:
            stretches.append(gap(piece))
            continue
        lower, upper = local.ends
        if local.vanishes(0):
            stretches.append(Stretch(lower, upper, 0, nothing, nothing))
            continue
        found, signs = _crossing(local) or (local.zeros_of(0), local.chart(0).signs)
        edges = [lower, *found, upper]
        for i, sign in enumerate(signs):
            stretches.append(Stretch(edges[i], edges[i + 1], sign, nothing, nothing))
        spots.extend(Spot(zero, nothing, False) for zero in edges[1:-1])
    return Curve(tuple(stretches), tuple(spots))


def _crossing(local: Local) -> tuple[list[Real], tuple[int, ...]] | None:
    """The zero of a straight line that moves with the parameters, and the signs beside it."""
    line = local.expressions[0]
    if line.free_symbols <= {x} or not line.is_polynomial(x) or sp.degree(line, x) != 1:
        return None
    slope, height = sp.Poly(line, x).all_coeffs()
    rises = sign_for_all(slope)
    at = closed_form(sp.cancel(local.region.map.xreplace({x: -height / slope})))
    lower, upper = local.ends
    if compare(at, lower) <= 0:
        return [], (rises,)
    if compare(at, upper) >= 0:
        return [], (-rises,)
    return [at], (-rises, rises)


def roots(signs: Curve) -> PointSet:
    """The places where a curve of signs is 0."""
    nothing = closed_form(sp.S.Zero)
    return place_set(
        signs,
        [s.direction == 0 and not s.is_gap for s in signs.stretches],
        [s.value is not None and compare(s.value, nothing) == 0 for s in signs.spots],
    )


def zeros(pieces: Pieces, locals_: Locals) -> PointSet:
    """Where the function is 0."""
    return roots(sign_curve(pieces, locals_, sp.S.Zero))


def shifted(pieces: Pieces) -> Locals:
    """The pieces of the function minus x."""
    return tuple(
        Local.of(Piece(p.region, None if p.expression is None else p.expression - x))
        for p in pieces.pieces
    )


def fixed_points(pieces: Pieces) -> PointSet:
    """Where the function is equal to x."""
    try:
        return roots(sign_curve(pieces, shifted(pieces), x))
    except AmbiguousError as error:
        # They move with every parameter: cases for their sake would hide those that matter.
        raise UndecidedError(str(error)) from error


def isolated(signs: Curve) -> list[Real]:
    """The single points among the zeros of a curve of signs.

    Raises:
        UndecidedError: when it is not decided whether a value is 0.
    """
    nothing = closed_form(sp.S.Zero)
    return [s.at for s in signs.spots if s.value is not None and compare(s.value, nothing) == 0]
