"""The centres and axes of symmetry of a function whose derivative has a period."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import sympy as sp

from symact.core.activation import x
from symact.derive.curves import Curve
from symact.derive.families import shifted
from symact.derive.pieces import pieces_on
from symact.derive.profile import Centre, Symmetries
from symact.derive.repeated import Repeated
from symact.derive.switches import value_at
from symact.derive.wave_centres import is_refuted
from symact.derive.wave_symmetry import has_parity
from symact.kernel.reals import Real, closed_form, tidy
from symact.kernel.signs import UndecidedError

_OPEN = "no identity shows the symmetry and no point refutes it"


def repeated_symmetries(wave: Repeated, f: Curve, df: Curve) -> Symmetries:
    """The point and the line in which the graph is mirrored, those nearest to 0.

    At an axis the function turns, or bends, or is level around; at a centre its slope does.

    Raises:
        UndecidedError: when a symmetry is neither shown nor refuted.
    """
    centre = _first(wave, _candidates(wave, df), -1)
    # An axis turns rise into fall, so that there is no drift.
    axis = _first(wave, _candidates(wave, f), 1) if wave.period.shift == 0 else None
    return Symmetries(
        centre=None if centre is None else _centre(wave, centre),
        axis=None if axis is None else closed_form(axis).number(),
        infinite=centre is not None or axis is not None,
    )


def _candidates(wave: Repeated, course: Curve) -> list[Real]:
    """Where the curve turns or is not smooth, and the middles of its level stretches."""
    once = wave.once(course)
    found = [
        spot.at
        for spot, (before, after) in zip(once.spots, pairwise(once.stretches), strict=True)
        if before.direction != after.direction or (spot.is_break and not spot.is_smooth)
    ]
    for stretch in once.stretches[:-1]:
        if stretch.direction == 0 and not stretch.is_gap:
            ends = stretch.lower.exact, stretch.upper.exact
            if None in ends:
                raise UndecidedError(_OPEN)
            found.append(closed_form(sp.Add(*ends) / 2))
    near = [min(at, shifted(at, -wave.period.length), key=_size) for at in found]
    return sorted(near, key=lambda at: (_size(at), float(at.number()) < 0))


def _size(place: Real) -> float:
    return abs(float(place.number()))


def _first(wave: Repeated, places: Sequence[Real], sign: int) -> sp.Expr | None:
    """The first of the places that is a centre (-1) or an axis (+1); None where none is.

    Raises:
        UndecidedError: when one before it is neither shown to be one nor refuted.
    """
    f, length = wave.period.expression, wave.period.length
    for place in places:
        if place.exact is None:
            if not is_refuted(f, place, sign):
                raise UndecidedError(_OPEN)
            continue
        moved = sp.expand_trig(f.xreplace({x: x + place.exact})) - _height(wave, place.exact, sign)
        if has_parity(moved, pieces_on(moved, -length, length).pieces, sign):
            return place.exact
    return None


def _height(wave: Repeated, at: sp.Expr, sign: int) -> sp.Expr:
    """The value that a centre must have; at a pole or a hole the mean of two values beside it."""
    if sign > 0:
        return sp.S.Zero
    f, step = wave.period.expression, wave.period.length / 8
    value = value_at(f, at)
    if value is not None:
        return value
    sides = value_at(f, at + step), value_at(f, at - step)
    if None in sides:
        raise UndecidedError("it is not seen how high a centre would be")
    return tidy(sp.Add(*sides) / 2)


def _centre(wave: Repeated, at: sp.Expr) -> Centre:
    return Centre(closed_form(at).number(), closed_form(tidy(_height(wave, at, -1))).number())
