"""Even, odd, or neither: an identity when it holds, a point where it fails when it does not."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import pairwise

from symact.core.activation import x
from symact.core.claims import Identity
from symact.core.errors import SymactError
from symact.derive.domains import Piece, Pieces
from symact.derive.flat import is_flat_join
from symact.derive.local import Local
from symact.derive.regions import region
from symact.kernel.balls import enclose, precision, sign_of
from symact.kernel.parameters import sign_for_all
from symact.kernel.reals import closed_form, compare, opposite
from symact.kernel.signs import UndecidedError
from symact.kernel.theorem import Theorem, prove

# How many derivatives are compared where two pieces meet.
MAX_ORDER = 16
_OPEN = "no identity shows the symmetry and no point refutes it"


def symmetry(pieces: Pieces) -> tuple[str, list[Theorem]]:
    """``even``, ``odd`` or ``none``, with the identities that show it.

    Raises:
        UndecidedError: when no identity and no counterexample is found.
    """
    whole = without_smooth_breaks(pieces)
    for name, sign in (("even", 1), ("odd", -1)):
        theorems = mirror_identities(whole, sign)
        if theorems is not None:
            return name, theorems
    return "none", []


def mirror_identities(pieces: Pieces, sign: int) -> list[Theorem] | None:
    """The identities ``f(-x) = sign f(x)`` piece by piece; None when one of them is false.

    Raises:
        UndecidedError: when one is neither proved nor refuted.
    """
    alone = _without_partner(pieces)
    if any(_is_bend(pieces, index) for index in alone):
        # The function is smooth at the mirror image, so that there is no symmetry.
        return None
    if alone:
        raise UndecidedError(_OPEN)
    for middle, mirror in zip(pieces.breaks, reversed(pieces.breaks), strict=True):
        if (middle.value is None) != (mirror.value is None):
            return None
        if middle.value is None or mirror.value is None:
            continue
        if compare(closed_form(mirror.value), closed_form(sign * middle.value)):
            return None
    theorems = []
    for piece, image in zip(pieces.pieces, reversed(pieces.pieces), strict=True):
        if piece.expression is None and image.expression is None:
            continue
        theorem = _identity(piece, image, sign)
        if theorem is None:
            return None
        theorems.append(theorem)
    return theorems


def slope_parity(pieces: Pieces, locals_: Sequence[Local | None]) -> int:
    """Whether the derivative of a function of several pieces is shown to be even: +1, else 0.

    So it is about a centre of symmetry on the axis, as that of ``1/(1 + exp(1/x))``.
    """
    if len(pieces.pieces) == 1 or any(local is None for local in locals_):
        return 0
    slopes = Pieces(
        tuple(Piece(local.region, local.derivative(1)) for local in locals_ if local is not None),
        tuple(replace(middle, value=None) for middle in pieces.breaks),
    )
    try:
        return 1 if mirror_identities(without_smooth_breaks(slopes), 1) else 0
    except SymactError:
        return 0


def without_smooth_breaks(pieces: Pieces) -> Pieces:
    """The same function without the breaks across which one formula goes on smoothly."""
    if not any(b.is_smooth for b in pieces.breaks):
        return pieces
    kept = [i for i, b in enumerate(pieces.breaks) if not b.is_smooth]
    first, last = pieces.pieces[0], pieces.pieces[-1]
    edges = [first.lower, *(pieces.breaks[i].at for i in kept), last.upper]
    formulas = [first.expression, *(pieces.pieces[i + 1].expression for i in kept)]
    scale = first.region.scale
    joined = (
        Piece(region(a, b, scale), f) for (a, b), f in zip(pairwise(edges), formulas, strict=True)
    )
    return Pieces(tuple(joined), tuple(pieces.breaks[i] for i in kept))


def _without_partner(pieces: Pieces) -> list[int]:
    """The breaks whose mirror images are none."""
    places = [b.at for b in pieces.breaks]
    return [
        i
        for i, p in enumerate(places)
        if all(compare(closed_form(p), closed_form(-q)) for q in reversed(places))
    ]


def _is_bend(pieces: Pieces, index: int) -> bool:
    """Whether the function is shown not to be smooth at a break; False leaves it open.

    Raises:
        UndecidedError: when two numbers that decide are not told apart.
    """
    value = pieces.breaks[index].value
    left, right = (Local.of(piece) for piece in pieces.pieces[index : index + 2])
    if value is None or left is None or right is None:
        return True
    if is_flat_join(pieces.breaks[index], left, right):
        return False
    last = closed_form(value)
    for order in range(MAX_ORDER + 1):
        sides = left.limit(order, upper=True), right.limit(order, upper=False)
        heights = (*sides, last) if order == 0 else sides
        if not sides[0].is_finite or any(compare(a, b) for a, b in pairwise(heights)):
            return True
    return False


def _identity(piece: Piece, mirror: Piece, sign: int) -> Theorem | None:
    if mirror.expression is None or piece.expression is None:
        return None
    flipped = mirror.expression.subs(x, -x)
    on = piece.lower, piece.upper
    try:
        return prove(Identity(flipped, sign * piece.expression, on))
    except SymactError:
        pass
    if any(e.free_symbols - {x} for e in (flipped, piece.expression, piece.region.inside())):
        _refute_for_all(piece, mirror, sign)
        return None
    for q in piece.region.samples():
        with precision(256):
            at = enclose(q)
            gap = enclose(flipped, at) - sign * enclose(piece.expression, at)
            if sign_of(gap):
                return None
    raise UndecidedError(_OPEN)


def _refute_for_all(piece: Piece, mirror: Piece, sign: int) -> None:
    """Show that the symmetry fails for all values of the parameters.

    Raises:
        UndecidedError: when neither a point nor the behaviour far out shows that.
    """
    here, there = Local.of(piece), Local.of(mirror)
    if here is None or there is None or mirror.expression is None or piece.expression is None:
        raise UndecidedError(_OPEN)
    flipped = mirror.expression.subs(x, -x)
    for q in piece.region.samples():
        with suppress(SymactError):
            if sign_for_all((flipped - sign * piece.expression).subs(x, q)):
                return
    for order in (0, 1):
        with suppress(SymactError):
            near = here.limit(order, upper=False)
            far = there.limit(order, upper=True)
            if compare(near, far if sign * (-1) ** order > 0 else opposite(far)):
                return
    raise UndecidedError(_OPEN)
