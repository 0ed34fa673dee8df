"""The points where a function is not C-infinity, with one-sided derivatives and conventions."""

from __future__ import annotations

from typing import TypeAlias

import sympy as sp

from symact.core.activation import Activation, Convention
from symact.core.errors import SymactError
from symact.core.number import Number
from symact.derive.domains import Break
from symact.derive.images import Span, interval
from symact.derive.local import Local
from symact.derive.profile import Kink
from symact.kernel.reals import Real, closed_form, compare
from symact.kernel.signs import UndecidedError

MAX_ORDER = 16


def kink_at(middle: Break, left: Local | None, right: Local | None, activation: Activation) -> Kink:
    """The kink at a break between two different smooth pieces; None is a gap of the domain.

    Raises:
        UndecidedError: when the pieces agree to order 16 and are not the same function.
    """
    at = closed_form(middle.at)
    value = None if middle.value is None else closed_form(middle.value)
    sides = _limits(left, right, 0)
    slopes = _limits(left, right, 1)
    smoothness = _smoothness(value, left, right)
    clarke = _subdifferential(slopes, smoothness)
    return Kink(
        at=at.number(),
        value=None if value is None else value.number(),
        left=_number(sides[0]),
        right=_number(sides[1]),
        derivative_left=_slope(value, sides[0], slopes[0]),
        derivative_right=_slope(value, sides[1], slopes[1]),
        smoothness=smoothness,
        kind=_kind(value, sides, slopes, smoothness),
        conventions=_conventions(activation, at),
        subdifferential=None if clarke is None else interval(clarke),
    )


Sides: TypeAlias = "tuple[Real | None, Real | None]"


def _limits(left: Local | None, right: Local | None, order: int) -> Sides:
    return (
        None if left is None else left.limit(order, upper=True),
        None if right is None else right.limit(order, upper=False),
    )


def _number(value: Real | None) -> Number | None:
    return None if value is None else value.number()


def _slope(value: Real | None, side: Real | None, slope: Real | None) -> Number | None:
    """The one-sided derivative: the limit of the slope, where f is continuous from that side."""
    if value is None or side is None or slope is None or not side.is_finite or compare(value, side):
        return None
    return slope.number()


def _smoothness(value: Real | None, left: Local | None, right: Local | None) -> int:
    sides = [s for s in _limits(left, right, 0) if s is not None]
    if value is None or any(not s.is_finite or compare(s, value) for s in sides):
        return -1
    for order in range(1, MAX_ORDER + 1):
        slopes = [s for s in _limits(left, right, order) if s is not None]
        if not all(s.is_finite for s in slopes) or (len(slopes) == 2 and compare(*slopes)):
            return order - 1
    if len(sides) < 2:
        # At the end of the domain one side decides, and it is smooth as far as was looked.
        return MAX_ORDER
    raise UndecidedError(f"two pieces agree to order {MAX_ORDER}")


def _kind(value: Real | None, sides: Sides, slopes: Sides, smoothness: int) -> str:
    if None in sides:
        return "edge"
    before, after = (s for s in sides if s is not None)
    if value is None and before.is_finite and after.is_finite and compare(before, after) == 0:
        return "hole"
    if smoothness < 0:
        return "jump"
    if smoothness == 0:
        finite = all(s is not None and s.is_finite for s in slopes)
        return "corner" if finite else "vertical tangent"
    return "smooth join"


def _subdifferential(slopes: Sides, smoothness: int) -> Span | None:
    """Clarke's subdifferential: the interval that the limits of the slope from both sides span.

    It is a single point where the function is C^1; None where it is not Lipschitz near the point.
    """
    left, right = slopes
    if left is None or right is None or smoothness < 0:
        return None
    if not (left.is_finite and right.is_finite):
        return None
    if smoothness > 0:
        return Span(left, left, True, True)
    low, high = (left, right) if compare(left, right) < 0 else (right, left)
    return Span(low, high, True, True)


def is_subgradient(value: sp.Expr, kink: Kink) -> bool | None:
    """Whether a number lies in Clarke's subdifferential at a kink; None where there is none.

    Example:
        >>> from symact.activations import activation
        >>> from symact.derive.build import profile
        >>> (kink,) = profile(activation("relu")).kinks
        >>> is_subgradient(sp.Rational(1, 2), kink), is_subgradient(sp.Integer(2), kink)
        (True, False)
    """
    span = kink.subdifferential
    if span is None or span.lower.exact is None or span.upper.exact is None:
        return None
    lower, upper, number = map(closed_form, (span.lower.exact, span.upper.exact, value))
    try:
        return compare(lower, number) <= 0 <= compare(upper, number)
    except SymactError:
        return None


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
        if compare(closed_form(c.at.subs(values)), at) == 0
    )
