"""The points where a function is not C-infinity, with one-sided derivatives and conventions."""

from __future__ import annotations

import sympy as sp

from symact.core.activation import Activation, Convention
from symact.core.number import Number
from symact.derive.curves import Local
from symact.derive.pieces import Break
from symact.derive.profile import Kink
from symact.kernel.reals import Real, closed_form, compare
from symact.kernel.signs import UndecidedError

MAX_ORDER = 8


def kink_at(middle: Break, left: Local, right: Local, activation: Activation) -> Kink:
    """The kink at a break between two different smooth pieces.

    Raises:
        UndecidedError: when the pieces agree to order 8 and are not the same function.
    """
    at = closed_form(sp.Rational(int(middle.at.p), int(middle.at.q)))
    value = None if middle.value is None else closed_form(middle.value)
    sides = left.limit(0, upper=True), right.limit(0, upper=False)
    slopes = left.limit(1, upper=True), right.limit(1, upper=False)
    smoothness = _smoothness(value, sides, left, right)
    return Kink(
        at=at.number(),
        value=None if value is None else value.number(),
        left=sides[0].number(),
        right=sides[1].number(),
        derivative_left=_slope(value, sides[0], slopes[0]),
        derivative_right=_slope(value, sides[1], slopes[1]),
        smoothness=smoothness,
        kind=_kind(value, sides, slopes, smoothness),
        conventions=_conventions(activation, at),
    )


def _slope(value: Real | None, side: Real, slope: Real) -> Number | None:
    """The one-sided derivative: the limit of the slope, where f is continuous from that side."""
    if value is None or not side.is_finite or compare(value, side):
        return None
    return slope.number()


def _smoothness(value: Real | None, sides: tuple[Real, Real], left: Local, right: Local) -> int:
    if value is None or any(not s.is_finite or compare(s, value) for s in sides):
        return -1
    for order in range(1, MAX_ORDER + 1):
        slopes = left.limit(order, upper=True), right.limit(order, upper=False)
        if not all(s.is_finite for s in slopes) or compare(*slopes):
            return order - 1
    raise UndecidedError(f"two pieces agree to order {MAX_ORDER}")


def _kind(
    value: Real | None, sides: tuple[Real, Real], slopes: tuple[Real, Real], smoothness: int
) -> str:
    if value is None and all(s.is_finite for s in sides) and compare(*sides) == 0:
        return "hole"
    if smoothness < 0:
        return "jump"
    if smoothness == 0:
        return "corner" if all(s.is_finite for s in slopes) else "vertical tangent"
    return "smooth join"


def _conventions(activation: Activation, at: Real) -> tuple[Convention, ...]:
    """What frameworks return at the point, with the parameters' values put in."""
    values = dict(
        zip(
            (p.symbol for p in activation.parameters),
            (sp.Rational(v.numerator, v.denominator) for v in activation.values),
            strict=True,
        )
    )
    return tuple(
        Convention(c.framework, c.at, c.value.subs(values), c.source)
        for c in activation.conventions
        if compare(closed_form(c.at), at) == 0
    )
