"""The fields of a profile of a function with kinks, jumps or poles whose derivative has a period.

The function is studied on two periods that begin where it has a kink: what lies after the first
place and not beyond the second, which is one period later, comes again with the period.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from itertools import pairwise

import sympy as sp

from symact.activations import activation
from symact.core.activation import x
from symact.core.errors import UnsupportedError
from symact.core.number import INFINITY, MINUS_INFINITY, Interval, Number
from symact.derive import courses
from symact.derive.corners import kink_at
from symact.derive.curves import Curve, Spot, curve
from symact.derive.domains import Break, Pieces, chained, is_analytic
from symact.derive.families import family, formula, numbers
from symact.derive.images import Span, interval, level_set, merged, spans_of
from symact.derive.levels import roots, shifted, sign_curve
from symact.derive.local import Local
from symact.derive.periodic import LINE_INTERVAL, Attempt, all_values
from symact.derive.pieces import pieces_on
from symact.derive.profile import (
    ConvexPieces,
    End,
    Kink,
    MonotonePieces,
    Plateau,
    Point,
    Points,
    PointSet,
    RangeSet,
)
from symact.derive.shapes import convex_pieces
from symact.derive.switches import value_at
from symact.derive.waves import Period, first_of_each
from symact.kernel.reals import Real, closed_form, compare, greatest, opposite
from symact.kernel.signs import UndecidedError

_TINY = Decimal(10) ** -15


def _place(at: sp.Expr) -> float:
    """About where a place is."""
    return float(closed_form(at).number())


@dataclass(frozen=True)
class Repeated:
    """A function on two periods, which begin at a kink.

    Attributes:
        start: where they begin.
        cut: the pieces of an expression on them.
    """

    period: Period
    start: sp.Expr
    cut: Callable[[sp.Expr], Pieces]

    @cached_property
    def pieces(self) -> Pieces:
        """The pieces of the function."""
        return self.cut(self.period.expression)

    @staticmethod
    def of(period: Period) -> Repeated:
        """The two periods of a function."""
        f, length = period.expression, period.length
        around = pieces_on(f, -length, length)
        starts = [
            (middle.at, piece.expression)
            for middle, piece in zip(around.breaks, around.pieces[1:], strict=True)
            if not middle.is_smooth and _place(middle.at) < 0
        ]
        if not starts:
            start = -length / 2
            return Repeated(period, start, lambda e: _seamed(e, start, length))
        # Best where it moves, so that no plateau is cut in two, and with 0 in the first period.
        moving = [at for at, formula in starts if formula is not None and formula.has(x)]
        middle = _place(-length / 2)
        start = min(moving or dict(starts), key=lambda at: abs(_place(at) - middle))
        return Repeated(period, start, lambda e: pieces_on(e, start, start + 2 * length))

    @cached_property
    def locals_(self) -> tuple[Local | None, ...]:
        """The smooth pieces."""
        return tuple(map(Local.of, self.pieces.pieces))

    @property
    def end(self) -> Real:
        """The place one period after the start."""
        return closed_form(self.start + self.period.length)

    @property
    def growth(self) -> Number | None:
        """What the function grows by in a period; None for nothing."""
        shift = self.period.shift
        return None if shift == 0 else closed_form(shift).number()

    @property
    def is_smooth(self) -> bool:
        """Whether the function has values everywhere and no kinks."""
        return _has_values(self.pieces) and all(middle.is_smooth for middle in self.pieces.breaks)

    def once(self, course: Curve) -> Curve:
        """The part of a curve up to the end of the first period, with the stretch after it."""
        end = self.end
        last = next(i for i, spot in enumerate(course.spots) if compare(spot.at, end) == 0)
        return Curve(course.stretches[: last + 2], course.spots[: last + 1])

    def values(self, course: Curve) -> list[Span]:
        """The values of a curve in one period."""
        once = self.once(course)
        # The stretch after the end is the first one again, and so are its values.
        again = replace(once.stretches[-1], is_gap=True)
        return merged(spans_of(replace(once, stretches=(*once.stretches[:-1], again))))

    def is_first(self, each: Interval) -> bool:
        """Whether an interval is that of its family which begins in the first period.

        Raises:
            UndecidedError: when its digits do not say.
        """
        lower = each.lower
        if lower.exact is not None:
            place = closed_form(lower.exact)
            return compare(closed_form(self.start), place) < 0 and compare(place, self.end) <= 0
        ends = closed_form(self.start).number(), self.end.number()
        gaps = [Decimal(lower.decimal) - Decimal(end.decimal) for end in ends]
        if any(abs(gap) < _TINY for gap in gaps):
            raise UndecidedError("it is not seen in which period an interval begins")
        return gaps[0] > 0 > gaps[1]


def _seamed(f: sp.Expr, start: sp.Expr, length: sp.Expr) -> Pieces:
    """Two periods of a smooth function, with a break where the second begins."""
    again = start + length
    value = value_at(f, again)
    if value is None or not is_analytic(f, again):
        raise UndecidedError("a periodic function that is not smooth where it begins again")
    parts = [pieces_on(f, start, again), pieces_on(f, again, again + length)]
    return chained(parts, [Break(again, value, is_smooth=True)])


def study_repeated(wave: Repeated, attempt: Attempt) -> None:
    """Record every field that is decided."""
    length, drift = wave.period.length, sp.sign(wave.period.shift)
    gapless = _has_values(wave.pieces)
    attempt("domain", lambda: _domain(gapless=gapless))
    f = attempt("curve", lambda: curve(wave.pieces, wave.locals_, 0))
    df = attempt("slope", lambda: curve(wave.pieces, wave.locals_, 1))
    kinks = attempt("kinks", lambda: _kinks(wave))
    if kinks is not None:
        worst = [k.smoothness for k in kinks if k.kind not in {"hole", "edge"}]
        attempt("smoothness", lambda: str(min(worst)) if worst else "oo")
    if f is None or df is None:
        return
    once = wave.once(f)
    whole = gapless and all(courses.is_continuous_at(once, i) for i in range(len(once.spots)))
    attempt("limits", lambda: _limits(int(drift), wave.values(f)))
    attempt("derivative_limits", lambda: _slope_limits(wave.values(df)))
    attempt("range", lambda: _values(wave, f) if drift == 0 else all_values_of(whole=whole))
    attempt("derivative_range", lambda: _values(wave, df))
    attempt("zeros", lambda: _zeros(wave, sp.S.Zero))
    attempt("fixed_points", lambda: _zeros(wave, sp.S.One))
    attempt("plateaus", lambda: _plateaus(wave, f))
    attempt("local_extrema", lambda: _points(wave, once, _turns(once)))
    attempt("critical_points", lambda: _points(wave, once, courses.critical_spots(once, df)))
    attempt("inflection_points", lambda: _inflections(wave, df))
    attempt("monotone", lambda: courses.monotone(f))
    attempt("convex", lambda: courses.convexity(f, df))
    if kinks is not None:
        jumps = any(k.smoothness < 0 and k.kind not in {"hole", "edge"} for k in kinks)
        attempt("lipschitz", lambda: INFINITY if jumps else _steepest(wave.values(df)))
    period = closed_form(length).number()
    attempt("monotone_pieces", lambda: _monotone_pieces(wave, f, period))
    attempt("convex_pieces", lambda: _convex_pieces(wave, f, df, period))


def _has_values(pieces: Pieces) -> bool:
    gaps = any(piece.expression is None for piece in pieces.pieces)
    return not gaps and all(middle.value is not None for middle in pieces.breaks)


def _domain(*, gapless: bool) -> tuple[Interval, ...]:
    if not gapless:
        raise UndecidedError("the domain is a family of intervals, which no list can hold")
    return LINE_INTERVAL


def _kinks(wave: Repeated) -> tuple[Kink, ...]:
    period = closed_form(wave.period.length).number()
    found = []
    for i, middle in enumerate(wave.pieces.breaks):
        at = closed_form(middle.at)
        if not middle.is_smooth and compare(at, wave.end) <= 0:
            sides = wave.locals_[i], wave.locals_[i + 1]
            kink = kink_at(middle, *sides, activation("linear"))
            found.append(replace(kink, period=period, growth=wave.growth))
    return tuple(found)


def _limits(drift: int, spans: Sequence[Span]) -> tuple[Number | None, Number | None]:
    """None for what has a period, and the infinities for what grows by as much in each."""
    if not drift:
        return None, None
    if not all(end.is_finite for span in spans for end in (span.lower, span.upper)):
        raise UndecidedError("a function with a period, poles and a drift")
    return (MINUS_INFINITY, INFINITY) if drift > 0 else (INFINITY, MINUS_INFINITY)


def _slope_limits(spans: Sequence[Span]) -> tuple[Number | None, Number | None]:
    """None, since the slope has a period, but for a slope that is everywhere the same."""
    constant = len(spans) == 1 and compare(spans[0].lower, spans[0].upper) == 0
    limit = spans[0].lower.number() if constant else None
    return limit, limit


def all_values_of(*, whole: bool) -> RangeSet:
    """All numbers, which a continuous function without bounds takes."""
    if not whole:
        raise UndecidedError("a function with a period, jumps and a drift")
    return all_values()


def _values(wave: Repeated, course: Curve) -> RangeSet:
    spans = wave.values(course)
    if not spans:
        raise UnsupportedError("there is no value anywhere")
    low, high = spans[0], spans[-1]
    return RangeSet(
        tuple(interval(span) for span in spans),
        _end(wave, course, low.lower, attained=low.lower_closed),
        _end(wave, course, high.upper, attained=high.upper_closed),
    )


def _end(wave: Repeated, course: Curve, value: Real, *, attained: bool) -> End:
    if not attained:
        return End(value.number(), attained=False)
    spots = wave.once(course).spots
    at = [s.at for s in spots if s.value is not None and compare(s.value, value) == 0]
    on: tuple[Interval, ...] = ()
    if any(stretch.direction == 0 for stretch in course.stretches):
        level = level_set(course, value)
        single = {number.decimal for number in level.points}
        at = [place for place in at if place.number().decimal in single]
        on = tuple(each for each in level.intervals if wave.is_first(each))
    return End(value.number(), True, numbers(at), on, _family(wave, at, on))


def _family(wave: Repeated, at: Sequence[Real], on: Sequence[Interval]) -> str | None:
    """Places and intervals with all whole multiples of the period."""
    points = family(at, wave.period.length)
    parts = [] if points is None else [points]
    for each in on:
        if each.lower.exact is None or each.upper.exact is None:
            raise UndecidedError("the ends of a family of intervals have no closed form")
        ends = [formula(end.exact, wave.period.length) for end in (each.lower, each.upper)]
        left, right = "[" if each.lower_closed else "(", "]" if each.upper_closed else ")"
        parts.append(f"{left}{', '.join(ends)}{right}")
    return ", ".join(parts) or None


# -- places --------------------------------------------------------------------------------


def _turns(once: Curve) -> list[Spot]:
    """The spots at which a curve is continuous and turns."""
    sides = [(s.direction, t.direction) for s, t in pairwise(once.stretches)]
    return [
        spot
        for i, (spot, (before, after)) in enumerate(zip(once.spots, sides, strict=True))
        if before * after < 0 and courses.is_continuous_at(once, i)
    ]


def _points(wave: Repeated, once: Curve, chosen: Sequence[Spot]) -> Points:
    points, places = [], []
    for index, spot in enumerate(once.spots):
        before, after = (once.stretches[i].direction for i in (index, index + 1))
        if any(spot is each for each in chosen) and spot.value is not None:
            kind = "saddle" if before == after else "maximum" if before > 0 else "minimum"
            where = courses.where_of(spot)
            points.append(Point(spot.at.number(), spot.value.number(), kind, where))
            places.append(spot.at)
    found = family(places, wave.period.length)
    return Points(tuple(first_of_each(points)), infinite=bool(points), family=found)


def _inflections(wave: Repeated, df: Curve) -> Points:
    once = wave.once(df)
    f = curve(wave.pieces, wave.locals_, 0)
    found = courses.inflections(once, lambda at: courses.height(f, wave.locals_, at))
    decimals = {point.at.decimal for point in found.points}
    places = [spot.at for spot in once.spots if spot.at.number().decimal in decimals]
    again = family(places, wave.period.length)
    return Points(tuple(first_of_each(found.points)), infinite=bool(places), family=again)


def _zeros(wave: Repeated, slope: sp.Expr) -> PointSet:
    """Where the function is equal to *slope* times x."""
    drift = wave.period.shift / wave.period.length - slope
    bounded = wave.period.expression - wave.period.shift / wave.period.length * x
    if drift == 0:
        return _repeated_zeros(wave, sp.expand(bounded))
    spans = wave.values(curve(*_studied(wave, bounded), 0))
    if not spans or not (spans[0].lower.is_finite and spans[-1].upper.is_finite):
        raise UndecidedError("a line meets a periodic function without bounds in no family")
    # Where drift x + p(x) = 0, x lies between the bounds of -p/drift, with a margin for rounding.
    bounds = (spans[0].lower, spans[-1].upper)
    far = max(abs(float(end.number()) / float(drift)) for end in bounds) + 1
    reach = math.ceil(far / float(wave.period.length)) * wave.period.length
    pieces = pieces_on(wave.period.expression, -reach, reach)
    if slope == 0:
        return roots(sign_curve(pieces, tuple(map(Local.of, pieces.pieces)), sp.S.Zero))
    return roots(sign_curve(pieces, shifted(pieces), x))


def _studied(wave: Repeated, expression: sp.Expr) -> tuple[Pieces, tuple[Local | None, ...]]:
    pieces = wave.cut(expression)
    return pieces, tuple(map(Local.of, pieces.pieces))


def _repeated_zeros(wave: Repeated, expression: sp.Expr) -> PointSet:
    signs = sign_curve(*_studied(wave, expression), sp.S.Zero)
    found = roots(signs)
    single = {number.decimal for number in found.points}
    at = [spot.at for spot in _up_to(signs, wave.end) if spot.at.number().decimal in single]
    on = tuple(each for each in found.intervals if wave.is_first(each))
    return PointSet(numbers(at), on, infinite=bool(at or on), family=_family(wave, at, on))


def _up_to(signs: Curve, end: Real) -> list[Spot]:
    return [spot for spot in signs.spots if compare(spot.at, end) <= 0]


# -- pieces --------------------------------------------------------------------------------


def _plateaus(wave: Repeated, f: Curve) -> tuple[Plateau, ...]:
    period = closed_form(wave.period.length).number()
    found = [each for each in courses.plateaus(f) if wave.is_first(each.interval)]
    return tuple(replace(each, period=period, growth=wave.growth) for each in found)


def _monotone_pieces(wave: Repeated, f: Curve, period: Number) -> MonotonePieces:
    found = courses.monotone_pieces(f).pieces
    if len(found) == 1:
        line = Interval(MINUS_INFINITY, INFINITY, lower_closed=False, upper_closed=False)
        return MonotonePieces((replace(found[0], interval=line),))
    chosen = tuple(piece for piece in found if wave.is_first(piece.interval))
    return MonotonePieces(chosen, infinite=True, period=period)


def _convex_pieces(wave: Repeated, f: Curve, df: Curve, period: Number) -> ConvexPieces:
    found = convex_pieces(f, df).pieces
    chosen = tuple(piece for piece in found if wave.is_first(piece.interval))
    return ConvexPieces(chosen, infinite=True, period=period)


def _steepest(spans: Sequence[Span]) -> Number:
    if not spans:
        raise UnsupportedError("there is no derivative anywhere")
    high, low = spans[-1].upper, spans[0].lower
    if not (high.is_finite and low.is_finite):
        return INFINITY
    return greatest([high, opposite(low)]).number()
