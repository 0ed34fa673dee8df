"""The fields of a profile for a function with sines on the whole line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeVar

import sympy as sp

from symact.core.activation import x
from symact.core.errors import SymactError, UnsupportedError
from symact.core.number import INFINITY, Interval, Number
from symact.derive import courses
from symact.derive.corners import kink_at
from symact.derive.curves import Curve, curve, mirrored
from symact.derive.cycles import repeated
from symact.derive.harmonics import Far, TooNearError
from symact.derive.periodic import LINE_INTERVAL, Attempt, Periodic, zeros_within
from symact.derive.pieces import branches_in, pieces_on
from symact.derive.products import product_zeros
from symact.derive.profile import Kink, Plateau, Points, PointSet, RangeSet
from symact.derive.regions import turns_in
from symact.derive.repeated import Repeated, study_repeated
from symact.derive.repeated_centres import repeated_symmetries
from symact.derive.switches import SWITCHES
from symact.derive.wave_graphs import Wave, asymptotes, integral, study_wave_graph
from symact.derive.wave_symmetry import wave_symmetry
from symact.derive.waves import (
    LINE,
    MAX_PERIODS,
    Window,
    beyond,
    far_family,
    first_of_each,
    image_of,
    no_saddles,
    period_of,
    points_of,
    unbounded,
    values_of,
    window_of,
)
from symact.kernel.reals import compare, greatest, opposite
from symact.kernel.signs import UndecidedError

T = TypeVar("T")
# A window that reaches as far as this is not widened.
WIDE = 24
# What may have kinks or poles where its argument is a sine.
_BENDING = (*SWITCHES, sp.Pow, sp.tan, sp.cot, sp.sec, sp.csc, sp.log, sp.asin, sp.acos, sp.atanh)


def turns_for_ever(function: sp.Expr) -> bool:
    """Whether an outermost formula of the function has sines in it."""
    if not turns_in(function):
        return False
    if repeated(function) is not None:
        return True
    try:
        branches = branches_in(function, LINE)
    except SymactError:
        return False
    outer = (branches[0].expression, branches[-1].expression)
    return any(e is not None and turns_in(e) for e in outer)


def study_wave(function: sp.Expr, attempt: Attempt) -> None:
    """Record every field that is decided.

    Raises:
        UnsupportedError: for a function with parameters that have no value.
    """
    if function.free_symbols - {x}:
        raise UnsupportedError("sines beside a parameter without a value")
    found: dict[str, object] = {}

    def noted(name: str, work: Callable[[], T]) -> T | None:
        result = attempt(name, work)
        found[name] = result
        return result

    cycle = repeated(function)
    if cycle is not None and (function.has(*_BENDING) or period_of(function) is None):
        wave = Repeated.of(cycle)
        if function.has(*SWITCHES) or not wave.is_smooth or period_of(function) is None:
            _study_cycle(wave, noted, found)
            return
    branches = branches_in(function, LINE)
    whole = branches[0].expression if len(branches) == 1 else None
    period = None if whole is None else period_of(whole)
    shape = noted("symmetry", lambda: wave_symmetry(function, branches))
    if period is not None:
        Periodic(period, noted).study()
    else:
        parity = {"even": 1, "odd": -1}.get(shape or "", 0)
        _Windowed(function, whole, parity, noted).study()
    study_wave_graph(Wave(function, period, found), attempt)


def _study_cycle(wave: Repeated, attempt: Attempt, found: Mapping[str, object]) -> None:
    """The fields of a function with kinks or poles whose derivative has a period."""
    f, length = wave.period.expression, wave.period.length
    around = pieces_on(f, -length, length).pieces
    attempt("symmetry", lambda: wave_symmetry(f, around))
    study_repeated(wave, attempt)
    graph = Wave(f, wave.period, found)
    attempt("asymptotes", lambda: asymptotes(graph))
    attempt("derivative_integral", lambda: integral(graph))
    attempt(
        "symmetries",
        lambda: repeated_symmetries(wave, graph.known("curve"), graph.known("slope")),
    )


class _Windowed:
    """A function with sines that does not repeat itself."""

    def __init__(
        self, function: sp.Expr, whole: sp.Expr | None, parity: int, attempt: Attempt
    ) -> None:
        self.parity = parity
        self.function = function
        self.whole = whole
        self.attempt = attempt
        self.windows: dict[int, Window] = {}
        self.courses: dict[tuple[int, int], Curve] = {}

    def study(self) -> None:
        """Record the fields."""
        attempt = self.attempt
        attempt("domain", self._domain)
        attempt("range", lambda: self._widening(lambda w: self._image(w, 0)))
        slopes = attempt("derivative_range", lambda: self._widening(lambda w: self._image(w, 1)))
        kinks = attempt("kinks", self._kinks)
        if kinks is not None:
            worst = [k.smoothness for k in kinks if k.kind not in {"hole", "edge"}]
            attempt("smoothness", lambda: str(min(worst)) if worst else "oo")
        attempt("limits", lambda: self._limits(0))
        attempt("derivative_limits", lambda: self._limits(1))
        attempt("zeros", lambda: self._zeros(sp.S.Zero))
        attempt("fixed_points", lambda: self._zeros(x))
        attempt("local_extrema", lambda: self._widening(lambda w: self._points(w, extrema=True)))
        attempt("critical_points", lambda: self._widening(lambda w: self._points(w, extrema=False)))
        attempt("inflection_points", lambda: self._widening(self._inflections))
        direction = _direction(slopes, kinks, self._window(1))
        attempt("monotone", lambda: direction or self._widening(self._monotone))
        attempt("convex", lambda: self._widening(self._convex))
        attempt("plateaus", lambda: self._plateaus(self._window(1)))
        if slopes is not None and kinks is not None:
            jumps = any(k.smoothness < 0 for k in kinks)
            attempt("lipschitz", lambda: INFINITY if jumps else self._widening(self._steepest))

    def _window(self, periods: int) -> Window:
        if periods not in self.windows:
            self.windows[periods] = window_of(self.function, periods)
        return self.windows[periods]

    def _widening(self, work: Callable[[Window], T]) -> T:
        """The answer in the first window that is wide enough."""
        periods = 1
        while True:
            try:
                return work(self._window(periods))
            except TooNearError as error:
                if periods >= MAX_PERIODS or self._window(periods).start > WIDE:
                    raise UndecidedError(str(error)) from error
                periods *= 2

    def _course(self, window: Window, order: int) -> Curve:
        key = (id(window), order)
        if key not in self.courses:
            found = curve(window.pieces, window.locals_, order)
            sign = self.parity * (-1) ** order
            self.courses[key] = mirrored(found, sign) if sign else found
        return self.courses[key]

    def _image(self, window: Window, order: int) -> RangeSet:
        sides = beyond(window, order)
        return image_of(self._course(window, order), sides)

    def _steepest(self, window: Window) -> Number:
        """The supremum of |f'|; of an even function the slopes below 0 repeat those above."""
        spans = values_of(self._course(window, 1), beyond(window, 1))
        high, low = spans[-1].upper, spans[0].lower
        return (high if self.parity > 0 else greatest([high, opposite(low)])).number()

    def _domain(self) -> tuple[Interval, ...]:
        pieces = self._window(1).pieces
        gaps = any(p.expression is None for p in pieces.pieces)
        if gaps or any(b.value is None for b in pieces.breaks):
            raise UndecidedError("a function with sines that has no value at some places")
        return LINE_INTERVAL

    def _kinks(self) -> tuple[Kink, ...]:
        from symact.activations import activation  # noqa: PLC0415

        window = self._window(1)
        return tuple(
            kink_at(middle, window.locals_[i], window.locals_[i + 1], activation("linear"))
            for i, middle in enumerate(window.pieces.breaks)
            if not middle.is_smooth
        )

    def _limits(self, order: int) -> tuple[Number | None, Number | None]:
        sides = self._widening(lambda w: beyond(w, order))
        return _limit(sides[0]), _limit(sides[1])

    def _zeros(self, shift: sp.Expr) -> PointSet:
        if self.whole is not None:
            known = product_zeros(self.whole - shift)
            if known is not None:
                return known
        return self._widening(lambda w: zeros_within(w, shift))

    def _points(self, window: Window, *, extrema: bool) -> Points:
        course = self._course(window, 0)
        sides = beyond(window, 1)
        saddles = not extrema and not no_saddles(window, sides)
        if not extrema:
            course = _critical_only(course, self._course(window, 1))
        return points_of(course, sides, saddles=saddles, extrema_only=extrema)

    def _inflections(self, window: Window) -> Points:
        slope = self._course(window, 1)
        f = self._course(window, 0)
        found = courses.inflections(slope, lambda at: courses.height(f, window.locals_, at))
        sides = beyond(window, 2)
        infinite = any({1, -1} <= side.signs for side in sides)
        if not infinite:
            points_of(slope, sides, saddles=False)
        if not infinite:
            return found
        decimals = {point.at.decimal for point in found.points}
        places = [spot.at for spot in slope.spots if spot.at.number().decimal in decimals]
        formula = far_family(slope, places, sides)
        return Points(tuple(first_of_each(found.points)), infinite=True, family=formula)

    def _monotone(self, window: Window) -> str:
        course = self._course(window, 0)
        directions = {s.direction for s in course.stretches}
        if {1, -1} <= directions:
            return "none"
        sides = beyond(window, 1)
        if any({1, -1} <= side.signs for side in sides):
            return "none"
        raise TooNearError("it is not seen whether the function is monotone")

    def _plateaus(self, window: Window) -> tuple[Plateau, ...]:
        """The intervals on which a formula is constant; a sine is so on none."""
        course = self._course(window, 0)
        found = courses.plateaus(course)
        return tuple(replace(p, interval=unbounded(course, p.interval)) for p in found)

    def _convex(self, window: Window) -> str:
        slope = self._course(window, 1)
        if {1, -1} <= {s.direction for s in slope.stretches}:
            return "neither"
        raise TooNearError("it is not seen whether the function is convex")


def _direction(
    slopes: RangeSet | None, kinks: tuple[Kink, ...] | None, window: Window
) -> str | None:
    """The direction of a function without jumps and plateaus whose slopes have one sign.

    Its formulas are analytic and not constant, so that the zeros of its slope are isolated.
    """
    if slopes is None or kinks is None or any(kink.smoothness < 0 for kink in kinks):
        return None
    if any(local is None or local.vanishes(1) for local in window.locals_):
        return None
    low, high = (end.number.decimal for end in (slopes.infimum, slopes.supremum))
    falls, rises = (
        low.startswith("-"),
        not high.startswith("-") and slopes.supremum.number.exact != 0,
    )
    if falls == rises:
        return None
    return "strictly increasing" if rises else "strictly decreasing"


def _critical_only(course: Curve, slope: Curve) -> Curve:
    """The curve without values at the spots where the derivative is not 0."""
    kept = courses.critical_spots(course, slope)
    spots = tuple(
        spot if spot in kept else type(spot)(spot.at, None, spot.is_break, spot.is_smooth)
        for spot in course.spots
    )
    return Curve(course.stretches, spots)


def _limit(side: Far) -> Number | None:
    """The limit far out; None when there is none."""
    if compare(side.low_phase, side.high_phase) < 0:
        return None
    if compare(side.low_last, side.high_last) == 0:
        return side.high_last.number()
    raise UndecidedError("the limit far out is not decided")
