"""The fields of a profile of a smooth function whose derivative has a period."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Protocol, TypeVar

import sympy as sp

from symact.core.activation import x
from symact.core.number import INFINITY, MINUS_INFINITY, Interval, Number
from symact.derive.courses import critical_spots
from symact.derive.curves import Curve, Spot, curve
from symact.derive.domains import Pieces, is_analytic
from symact.derive.families import family, numbers
from symact.derive.harmonics import TooNearError
from symact.derive.images import Span, interval
from symact.derive.levels import isolated, roots, shifted, sign_curve
from symact.derive.local import Local
from symact.derive.pieces import pieces_on
from symact.derive.profile import End, Point, Points, PointSet, RangeSet
from symact.derive.waves import (
    MAX_PERIODS,
    Period,
    Window,
    beyond,
    closed,
    far_family,
    first_of_each,
    never_ends,
    period_of,
    unbounded,
    window_of,
)
from symact.kernel.reals import Real, closed_form, compare, greatest, opposite, tidy
from symact.kernel.signs import UndecidedError

T = TypeVar("T")
LINE_INTERVAL = (Interval(MINUS_INFINITY, INFINITY, False, False),)


class Attempt(Protocol):
    """Records the result of some work under a name, or the reason why there is none."""

    def __call__(self, name: str, work: Callable[[], T]) -> T | None:
        """The result, or None."""


class Periodic:
    """A smooth function whose derivative has a period."""

    def __init__(self, period: Period, attempt: Attempt) -> None:
        self.period = period
        self.attempt = attempt

    def study(self) -> None:
        """Record the fields."""
        half = self.period.length / 2
        pieces = pieces_on(self.period.expression, -half, half)
        if any(not b.is_smooth for b in pieces.breaks) or any(
            p.expression is None for p in pieces.pieces
        ):
            raise UndecidedError("a periodic function with gaps, poles or kinks")
        if not is_analytic(self.period.expression, half):
            raise UndecidedError("a periodic function that is not smooth where it begins again")
        locals_ = tuple(map(Local.of, pieces.pieces))
        f = self.attempt("curve", lambda: self._closed(pieces, locals_, 0))
        df = self.attempt("slope", lambda: self._closed(pieces, locals_, 1))
        drift = sp.sign(self.period.shift)
        self.attempt("domain", lambda: LINE_INTERVAL)
        flat(self.attempt, pieces)
        self.attempt("kinks", tuple)
        self.attempt("smoothness", lambda: "oo")
        ends = (MINUS_INFINITY, INFINITY)
        limits = {0: (None, None), 1: ends, -1: ends[::-1]}[int(drift)]
        self.attempt("limits", lambda: limits)
        self.attempt("derivative_limits", lambda: (None, None))
        self.attempt("zeros", lambda: zeros_of_wave(self.period.expression))
        values = None
        if f is not None:
            values = self.attempt("range", lambda: self._range(f) if drift == 0 else all_values())
        self.attempt("fixed_points", lambda: self._fixed_points(values))
        if f is None:
            return
        self.attempt("local_extrema", lambda: self._points(f, _turns(f)))
        self.attempt("monotone", lambda: _direction(f))
        if df is None:
            return
        self.attempt("critical_points", lambda: self._points(f, critical_spots(f, df)))
        self.attempt("derivative_range", lambda: self._range(df))
        self.attempt("inflection_points", lambda: self._inflections(df, locals_))
        self.attempt("convex", lambda: "neither")
        self.attempt("lipschitz", lambda: _steepest(df))

    def _closed(self, pieces: Pieces, locals_: tuple[Local | None, ...], order: int) -> Curve:
        last = locals_[-1]
        if last is None:
            raise UndecidedError("a periodic function with gaps")
        found = curve(pieces, locals_, order)
        return closed(found, self.period.length, last.limit(order, upper=True))

    def _fixed_points(self, values: RangeSet | None) -> PointSet:
        """The fixed points: of a bounded function they are among its values."""
        if values is None or not values.supremum.number.is_finite:
            return zeros_of_wave(self.period.expression - x)
        # The digits are proved, and the window is wider than what they leave open.
        low, high = (int(Decimal(e.number.decimal)) for e in (values.infimum, values.supremum))
        pieces = pieces_on(self.period.expression, sp.Integer(low - 2), sp.Integer(high + 2))
        return roots(sign_curve(pieces, shifted(pieces), x))

    def _range(self, course: Curve) -> RangeSet:
        heights = [s.value for s in course.spots if s.value is not None]
        high = greatest(heights)
        low = heights[0]
        for height in heights:
            low = height if compare(height, low) < 0 else low
        ends = [self._end(course, value) for value in (low, high)]
        return RangeSet((interval(Span(low, high, True, True)),), ends[0], ends[1])

    def _end(self, course: Curve, value: Real) -> End:
        at = [s.at for s in course.spots if s.value is not None and not compare(s.value, value)]
        return End(value.number(), True, numbers(at), family=family(at, self.period.length))

    def _points(self, course: Curve, chosen: Sequence[Spot]) -> Points:
        points = []
        for index, spot in enumerate(course.spots):
            before, after = (course.stretches[i].direction for i in (index, index + 1))
            if spot in chosen and spot.value is not None:
                kind = "saddle" if before == after else "maximum" if before > 0 else "minimum"
                points.append(Point(spot.at.number(), spot.value.number(), kind))
        formula = family([spot.at for spot in chosen], self.period.length)
        return Points(tuple(first_of_each(points)), infinite=bool(points), family=formula)

    def _inflections(self, slope: Curve, locals_: tuple[Local | None, ...]) -> Points:
        found = []
        for index, spot in enumerate(slope.spots):
            before, after = (slope.stretches[i].direction for i in (index, index + 1))
            if before * after < 0 and spot.value is not None:
                found.append(spot.at)
        local = locals_[0]
        if local is None or not found:
            return Points()
        near = min(found, key=lambda at: abs(float(at.number().decimal)))
        height = (
            closed_form(tidy(self.period.expression.xreplace({x: near.exact})))
            if (near.exact is not None)
            else local.value(0, near)
        )
        point = Point(near.number(), height.number(), "inflection")
        return Points((point,), infinite=True, family=family(found, self.period.length))


def zeros_of_wave(expression: sp.Expr) -> PointSet:
    """The zeros of a function with sines: a family, or finitely many in a window."""
    repeated = period_of(expression)
    if repeated is not None and repeated.shift == 0:
        half = repeated.length / 2
        pieces = pieces_on(repeated.expression, -half, half)
        locals_ = tuple(map(Local.of, pieces.pieces))
        places = isolated(sign_curve(pieces, locals_, sp.S.Zero))
        end = closed_form(repeated.expression.xreplace({x: half}))
        if compare(end, closed_form(sp.S.Zero)) == 0:
            places.append(closed_form(half))
        formula = family(places, repeated.length)
        return PointSet(numbers(places), infinite=bool(places), family=formula)
    periods = 1
    while True:
        try:
            return zeros_within(window_of(expression, periods), sp.S.Zero)
        except TooNearError as error:
            if periods >= MAX_PERIODS:
                raise UndecidedError(str(error)) from error
            periods *= 2


def finite_zeros(expression: sp.Expr) -> list[Real] | None:
    """The zeros of a function with sines, where they are finitely many."""
    for periods in (1, 2, 4, 8, MAX_PERIODS):
        try:
            window = window_of(expression, periods)
            sides = beyond(window, 0)
            places = isolated(sign_curve(window.pieces, window.locals_, sp.S.Zero))
            return None if never_ends(sides) else places
        except TooNearError:
            continue
    return None


def zeros_within(window: Window, shift: sp.Expr) -> PointSet:
    """The zeros of the function minus *shift*, given a window.

    Raises:
        TooNearError: when a larger window may do.
    """
    locals_ = window.locals_
    if shift != 0:
        locals_ = shifted(window.pieces)
    signs = sign_curve(window.pieces, locals_, shift)
    found = roots(signs)
    sides = beyond(window, 0, shift)
    infinite = never_ends(sides)
    intervals = tuple(unbounded(signs, each) for each in found.intervals)
    formula = far_family(signs, isolated(signs), sides) if infinite and not intervals else None
    return PointSet(found.points, intervals, infinite=infinite, family=formula)


def flat(attempt: Attempt, pieces: Pieces) -> None:
    """A function of analytic formulas that are not constant has no plateaus."""
    if all(p.expression is not None and p.expression.has(x) for p in pieces.pieces):
        attempt("plateaus", tuple)


def _turns(course: Curve) -> list[Spot]:
    """The spots at which a smooth curve turns."""
    stretches = course.stretches
    return [
        spot
        for spot, (before, after) in zip(course.spots, pairwise(stretches), strict=True)
        if before.direction != after.direction
    ]


def all_values() -> RangeSet:
    """The whole line, of which no end is attained."""
    low, high = End(MINUS_INFINITY, attained=False), End(INFINITY, attained=False)
    return RangeSet(LINE_INTERVAL, low, high)


def _direction(course: Curve) -> str:
    directions = {s.direction for s in course.stretches}
    names = {frozenset({1}): "strictly increasing", frozenset({-1}): "strictly decreasing"}
    return names.get(frozenset(directions), "none")


def _steepest(slope: Curve) -> Number:
    heights = [s.value for s in slope.spots if s.value is not None]
    zero = closed_form(sp.S.Zero)
    return greatest([h if compare(h, zero) >= 0 else opposite(h) for h in heights]).number()
