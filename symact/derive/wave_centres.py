"""The centres and axes of symmetry of a function with sines on the whole line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import sympy as sp

from symact.core.activation import x
from symact.core.claims import Identity
from symact.core.errors import SymactError
from symact.core.number import Number
from symact.derive.curves import Curve
from symact.derive.domains import Piece
from symact.derive.pieces import branches_in
from symact.derive.profile import Centre, Symmetries
from symact.derive.waves import LINE, Period
from symact.kernel.balls import Ball, enclose, precision, sign_of
from symact.kernel.reals import Real, closed_form, tidy
from symact.kernel.signs import UndecidedError
from symact.kernel.theorem import prove

BITS = 192
STEPS = (sp.Rational(1), sp.Rational(1, 3), sp.Rational(5, 7))
WHOLE = (-sp.oo, sp.oo)
NOTHING = closed_form(sp.S.Zero)
_OPEN = "no identity shows the symmetry and no point refutes it"


def wave_symmetries(
    function: sp.Expr, repeated: Period | None, known: Callable[[str], Any]
) -> Symmetries:
    """The point and the line in which the graph is mirrored, those nearest to 0.

    Args:
        known: a field of the profile by name.

    Raises:
        UndecidedError: when a symmetry is neither shown nor refuted.
    """
    if repeated is not None:
        return _of_period(repeated, known)
    shape = known("symmetry")
    if shape == "none":
        return _of_ends(function, known)
    _require_single(known)
    zero = NOTHING.number()
    return Symmetries(centre=Centre(zero, zero)) if shape == "odd" else Symmetries(axis=zero)


def _require_single(known: Callable[[str], Any]) -> None:
    """Show that a symmetry is the only one: with two of them f' would repeat itself.

    Raises:
        UndecidedError: when that is not seen.
    """
    bends = known("inflection_points")
    if not (bends.points or bends.infinite):
        raise UndecidedError("it is not seen that the function is no straight line")
    if any(limit is not None and limit.is_finite for limit in known("limits")):
        return
    slopes = known("derivative_range")
    if not known("kinks") and not (
        slopes.infimum.number.is_finite and slopes.supremum.number.is_finite
    ):
        return
    raise UndecidedError("it is not seen whether there are more symmetries")


def _of_ends(function: sp.Expr, known: Callable[[str], Any]) -> Symmetries:
    """No symmetry where the ends differ; else an axis at a place where the formula changes."""
    limits: tuple[Number | None, Number | None] = known("limits")
    low, high = limits
    if (low is None) != (high is None):
        return Symmetries()
    if low is not None and high is not None and low.is_finite != high.is_finite:
        return Symmetries()
    for place in [piece.upper for piece in branches_in(function, LINE)][:-1]:
        moved = branches_in(function.xreplace({x: x + place}), LINE)
        if len(moved) == 2 and _is_even(moved):
            _require_single(known)
            return Symmetries(axis=closed_form(place).number())
    raise UndecidedError(_OPEN)


def _is_even(branches: Sequence[Piece]) -> bool:
    left, right = (branch.expression for branch in branches)
    if left is None or right is None:
        return False
    try:
        prove(Identity(left.xreplace({x: -x}), right, WHOLE))
    except SymactError:
        return False
    return True


# -- functions whose derivative has a period -----------------------------------------------


def _of_period(repeated: Period, known: Callable[[str], Any]) -> Symmetries:
    """The symmetries of a wave; each comes again with the period.

    At a centre f'' changes its sign, and at an axis f' does: one period holds one of each class.
    """
    centre = _first(repeated, _turns(known("slope")), -1)
    # An axis turns rise into fall, so that there is no drift.
    axis = _first(repeated, _turns(known("curve")), 1) if repeated.shift == 0 else None
    return Symmetries(
        centre=None if centre is None else _centre(repeated, centre),
        axis=None if axis is None else closed_form(axis).number(),
        infinite=centre is not None or axis is not None,
    )


def _centre(repeated: Period, at: sp.Expr) -> Centre:
    height = tidy(repeated.expression.xreplace({x: at}))
    return Centre(closed_form(at).number(), closed_form(height).number())


def _turns(course: Curve) -> list[Real]:
    """The places of one period where the direction changes, those nearest to 0 first."""
    stretches = course.stretches
    ahead = [*stretches[1:], stretches[0]]
    found = [
        here.upper
        for here, after in zip(stretches, ahead, strict=True)
        if here.direction != after.direction
    ]
    return sorted(found, key=lambda at: (abs(float(at.number())), float(at.number()) < 0))


def _first(repeated: Period, places: list[Real], sign: int) -> sp.Expr | None:
    """The first of the places that is a centre (-1) or an axis (+1); None where none is.

    Raises:
        UndecidedError: when one before it is neither shown to be one nor refuted.
    """
    for place in places:
        if place.exact is not None and _is_mirrored(repeated.expression, place.exact, sign):
            return place.exact
        if not is_refuted(repeated.expression, place, sign):
            raise UndecidedError(_OPEN)
    return None


def _is_mirrored(f: sp.Expr, at: sp.Expr, sign: int) -> bool:
    height = f.xreplace({x: at}) if sign < 0 else sp.S.Zero
    sides = (sp.expand_trig(f.xreplace({x: at + side})) - height for side in (x, -x))
    right, left = sides
    try:
        prove(Identity(right, sign * left, WHOLE))
    except SymactError:
        return False
    return True


def is_refuted(f: sp.Expr, place: Real, sign: int) -> bool:
    """Whether enclosures show that the symmetry is not about a place."""
    with precision(BITS):
        at = place.enclosure(BITS)
        sums = [_pair(f, at, enclose(step), sign) for step in STEPS]
        if sign > 0:
            return any(sign_of(gap) for gap in sums)
        return any(sign_of(gap - sums[0]) for gap in sums[1:])


def _pair(f: sp.Expr, at: Ball, step: Ball, sign: int) -> Ball:
    return enclose(f, at + step) - sign * enclose(f, at - step)
