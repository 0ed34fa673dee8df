"""Functions with sines on the whole line: one period, or a window and bounds beyond it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import final

import sympy as sp

from symact.core.activation import x
from symact.core.errors import UnsupportedError
from symact.core.number import INFINITY, MINUS_INFINITY, Interval
from symact.derive.courses import is_continuous_at
from symact.derive.curves import Curve, Spot, Stretch
from symact.derive.domains import Piece, Pieces
from symact.derive.families import progression, shifted
from symact.derive.harmonics import Far, Harmonics, TooNearError, far, harmonics
from symact.derive.images import Span, interval, level_set, merged, spans_of
from symact.derive.local import Local
from symact.derive.pieces import branches_in, pieces_on
from symact.derive.profile import End, Point, Points, RangeSet
from symact.derive.regions import region, sine_cycle
from symact.kernel.reals import Real, closed_form, compare
from symact.kernel.signs import UndecidedError
from symact.kernel.translate import field_of

MAX_PERIODS = 16
LINE = region(-sp.oo, sp.oo)
_TURNS = {"minimum", "maximum"}


@final
@dataclass(frozen=True, slots=True, eq=False)
class Period:
    """A function of one formula whose derivative has a period.

    Attributes:
        shift: what the function grows by in one period.
    """

    expression: sp.Expr
    length: sp.Expr
    shift: sp.Expr


def period_of(expression: sp.Expr) -> Period | None:
    """The period of a smooth function up to a constant growth; None where there is none."""
    try:
        parts = harmonics(expression)
    except UnsupportedError:
        return _composed(expression)
    length = 2 * sp.pi / parts.rate
    if not parts.waves or any(q.has(x) for q in parts.coefficients) or parts.mean.diff(x).has(x):
        return None
    simple = parts.at_phase(parts.rate * x)
    tower, (left, right) = field_of(simple, expression)
    if not tower.is_zero(left - right):
        return None
    return Period(simple, length, parts.mean.diff(x) * length)


def _composed(expression: sp.Expr) -> Period | None:
    """The period of an expression in which x occurs in sines and cosines only."""
    found = sine_cycle(expression)
    if found is None or found[1] != 0:
        return None
    return Period(expression, found[0], sp.S.Zero)


@final
@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """A bounded part of the line, the pieces on it, and what holds beyond each end."""

    pieces: Pieces
    locals_: tuple[Local | None, ...]
    left: Harmonics
    right: Harmonics
    start: sp.Expr


def window_of(function: sp.Expr, periods: int) -> Window:
    """The window of a number of periods to both sides of 0.

    Raises:
        UnsupportedError: when the outermost formulas are no sums of harmonics.
    """
    branches = branches_in(function, LINE)
    first, last = branches[0], branches[-1]
    if first.expression is None or last.expression is None:
        raise UnsupportedError("a function with sines that has no values far out")
    left = harmonics(first.expression.subs(x, -x))
    right = harmonics(last.expression)
    rates = [h.rate for h in (left, right) if h.waves]
    if not rates:
        raise UnsupportedError("no sines far out")
    length = max((2 * sp.pi / rate for rate in rates), key=sp.N)
    edge = length * periods
    inner = [abs(p.lower) for p in branches[1:]]
    # Of what comes again with a period, two of them hold one place inside, whatever the phase.
    free = length if any(q.has(x) for h in (left, right) for q in h.coefficients) else 2 * length
    while any(sp.N(edge - place - free) < 0 for place in (sp.S.Zero, *inner)):
        edge += length
    pieces = pieces_on(function, -edge, edge)
    start = sp.Rational(int(sp.floor(sp.N(edge * 15))), 16)
    return Window(pieces, tuple(map(Local.of, pieces.pieces)), left, right, start)


def derived(parts: Harmonics, *, mirrored: bool) -> Harmonics:
    """The harmonics of the derivative; a mirrored one is that of f(-x), whose sign is turned."""
    slope = sp.diff(parts.at_phase(parts.rate * x), x)
    found = harmonics(-slope if mirrored else slope)
    return found if found.waves else Harmonics(parts.rate, found.mean, ())


def beyond(window: Window, order: int, shift: sp.Expr = sp.S.Zero) -> tuple[Far, Far]:
    """The bounds beyond the window of a derivative, or of the function minus *shift*."""
    sides = []
    for parts, mirrored in ((window.left, True), (window.right, False)):
        moved = shift.subs(x, -x) if mirrored else shift
        found = Harmonics(parts.rate, parts.mean - moved, parts.waves)
        for _ in range(order):
            found = derived(found, mirrored=mirrored)
        sides.append(far(found, window.start))
    return sides[0], sides[1]


# -- ranges --------------------------------------------------------------------------------


def values_of(course: Curve, sides: tuple[Far, Far]) -> list[Span]:
    """The set of values, from those in the window and the bounds beyond it.

    Raises:
        TooNearError: when a larger window may do.
    """
    edges = course.stretches[0].left, course.stretches[-1].right
    spans = merged([*spans_of(course), *(Span(e, e, True, True) for e in edges)])
    extra = [
        span
        for side, edge in zip(sides, edges, strict=True)
        for span in _tail(side, edge, _holder(spans, edge))
    ]
    return merged([*spans, *extra])


def image_of(course: Curve, sides: tuple[Far, Far]) -> RangeSet:
    """The set of values, with the places of its ends; see `values_of`."""
    spans = values_of(course, sides)
    low, high = spans[0], spans[-1]
    return RangeSet(
        tuple(interval(span) for span in spans),
        _end(course, sides, low.lower, attained=low.lower_closed),
        _end(course, sides, high.upper, attained=high.upper_closed),
    )


def _holder(spans: Sequence[Span], value: Real) -> Span:
    """The span that holds a value."""
    return next(s for s in spans if compare(s.lower, value) <= 0 and compare(value, s.upper) <= 0)


def _tail(side: Far, edge: Real, around: Span) -> list[Span]:
    """The values beyond the window that those beside its edge do not cover, a connected set."""
    found: list[Span] = []
    if side.is_repeated:
        # The window holds a whole period, so that no other values come.
        return found
    for bound, phase, strict, known, sign in (
        (side.high, side.high_phase, side.is_high_strict, around.upper, 1),
        (side.low, side.low_phase, side.is_low_strict, around.lower, -1),
    ):
        order = compare(bound, known) * sign
        if order < 0 or (order == 0 and not bound.is_finite):
            continue
        if compare(phase, bound):
            raise TooNearError("a bound far out is not below the values in the window yet")
        if not (strict or not bound.is_finite):
            raise TooNearError("it is not seen whether a bound far out is reached")
        found.append(Span(edge, bound, True, False) if sign > 0 else Span(bound, edge, False, True))
    return found


def _end(course: Curve, sides: tuple[Far, Far], value: Real, *, attained: bool) -> End:
    if not attained:
        return End(value.number(), attained=False)
    level = level_set(course, value)
    places = [s.at for s in course.spots if s.value is not None and not compare(s.value, value)]
    recurring: list[str] = []
    for side, right in zip(sides, (False, True), strict=True):
        if side.period is not None:
            formula, _ = _repeated(course, places, side.period, upper=right)
            recurring += [formula] if formula else []
    again = ", ".join(recurring) or None
    on = tuple(unbounded(course, each) for each in level.intervals)
    return End(value.number(), attained=True, at=level.points, on=on, family=again)


def unbounded(course: Curve, each: Interval) -> Interval:
    """An interval on which a function is constant, carried on beyond the edges of the window."""
    first, last = course.stretches[0].lower.number(), course.stretches[-1].upper.number()
    lower = MINUS_INFINITY if each.lower == first else each.lower
    upper = INFINITY if each.upper == last else each.upper
    return replace(each, lower=lower, upper=upper)


def _repeated(
    course: Curve, places: Sequence[Real], period: sp.Expr, *, upper: bool
) -> tuple[str, list[Real]]:
    """What comes again outwards, as a formula in k >= 0, and the places that it covers.

    Those in the outermost period but one come again; each class begins with the first place from
    which they are reached by whole periods.
    """
    step = period if upper else -period
    edge = course.stretches[-1].upper if upper else course.stretches[0].lower
    ends = shifted(edge, -2 * step), shifted(edge, -step)
    outwards = 1 if upper else -1
    chosen = [
        p for p in places if compare(p, ends[0]) == outwards and compare(p, ends[1]) != outwards
    ]
    chains = [_chain(place, places, step) for place in chosen]
    formulas = [progression(chain[-1], step) for chain in chains]
    beyond_ends = [p for p in places if compare(p, ends[0]) == outwards]
    covered = [*beyond_ends, *(place for chain in chains for place in chain)]
    return (f"{', '.join(formulas)} (k >= 0)" if formulas else ""), covered


def _chain(place: Real, places: Sequence[Real], step: sp.Expr) -> list[Real]:
    """A place and those from which it is reached by whole steps, as far as these are places too."""
    chain = [place]
    while chain[-1].exact is not None:
        before = chain[-1].exact - step
        found = next((p for p in places if p.exact is not None and p.exact == before), None)
        if found is None:
            break
        chain.append(found)
    return chain


# -- places --------------------------------------------------------------------------------


def far_family(course: Curve, places: Sequence[Real], sides: tuple[Far, Far]) -> str | None:
    """Infinitely many places as a formula; None where what comes again has no period."""
    parts: list[str] = []
    inner = list(places)
    for side, upper in zip(sides, (False, True), strict=True):
        if side.period is None:
            if {1, -1} <= side.signs:
                return None
            continue
        formula, covered = _repeated(course, places, side.period, upper=upper)
        parts += [formula] if formula else []
        inner = [p for p in inner if not any(p is each for each in covered)]
    if not parts:
        return None
    single = [p.number().decimal if p.exact is None else str(p.exact) for p in inner]
    return ", ".join([*single, *parts])


def never_ends(sides: tuple[Far, Far]) -> bool:
    """Whether there are isolated zeros beyond the window.

    Raises:
        TooNearError: when that is not seen.
    """
    infinite = False
    for side in sides:
        if {1, -1} <= side.signs:
            infinite = True
            continue
        if not side.sign and not _is_zero(side):
            raise TooNearError("it is not seen whether there are zeros far out")
    return infinite


def _is_zero(side: Far) -> bool:
    """Whether all values are 0."""
    nothing = closed_form(sp.S.Zero)
    return not compare(side.low, nothing) and not compare(side.high, nothing)


def points_of(
    course: Curve, sides: tuple[Far, Far], *, saddles: bool, extrema_only: bool = False
) -> Points:
    """The critical points or extrema: all of them, or one of each kind where they never end.

    Args:
        saddles: whether saddles far out are not excluded.
        sides: the bounds of the derivative beyond the window.
    """
    infinite = False
    for side, upper in zip(sides, (False, True), strict=True):
        if side.period is not None:
            infinite = _turns_far_out(course, side.period, upper, extrema_only) or infinite
        elif {1, -1} <= side.signs:
            infinite = True
            if saddles and not extrema_only:
                raise UndecidedError("saddles far out are not excluded")
        elif not side.sign and not _is_zero(side):
            raise TooNearError("it is not seen whether there are critical points far out")
    points, places = [], []
    for index, spot in enumerate(course.spots):
        before, after = (course.stretches[i].direction for i in (index, index + 1))
        if spot.value is None or (extrema_only and before * after >= 0):
            continue
        if extrema_only and not is_continuous_at(course, index):
            continue
        kind = "saddle" if before == after else "maximum" if before > 0 else "minimum"
        where = "kink" if spot.is_break and not spot.is_smooth else "smooth"
        points.append(Point(spot.at.number(), spot.value.number(), kind, where))
        places.append(spot.at)
    missing = _TURNS - {point.kind for point in points}
    if missing and any({1, -1} <= side.signs for side in sides):
        raise TooNearError("the turns that come again lie farther out")
    if not infinite:
        return Points(tuple(points))
    formula = far_family(course, places, sides)
    return Points(tuple(first_of_each(points)), infinite=True, family=formula)


def _turns_far_out(course: Curve, period: sp.Expr, upper: bool, extrema_only: bool) -> bool:
    """Whether there is a critical point, or an extremum, in the two outermost periods.

    In two of them, since what comes again may lie on the border of each.
    """
    edge = course.stretches[-1].upper if upper else course.stretches[0].lower
    inner = shifted(edge, -2 * period if upper else 2 * period)
    for index, spot in enumerate(course.spots):
        before, after = (course.stretches[i].direction for i in (index, index + 1))
        inside = compare(spot.at, inner) == (1 if upper else -1)
        if inside and spot.value is not None and (before * after < 0 or not extrema_only):
            return True
    return False


def first_of_each(points: Sequence[Point]) -> list[Point]:
    """One point of each kind, that nearest to 0."""
    near = sorted(points, key=lambda p: abs(float(p.at.decimal)))
    kinds: dict[str, Point] = {}
    for point in near:
        kinds.setdefault(point.kind, point)
    return sorted(kinds.values(), key=lambda p: float(p.at.decimal))


def closed(course: Curve, length: sp.Expr, value: Real) -> Curve:
    """One period of a curve with the place where it begins again, as a last spot."""
    last = course.stretches[-1]
    again = Stretch(last.upper, last.upper, course.stretches[0].direction, value, value)
    spot = Spot(closed_form(length / 2), value, True, is_smooth=True)
    return Curve((*course.stretches, again), (*course.spots, spot))


def no_saddles(window: Window, sides: tuple[Far, Far]) -> bool:
    """Whether f' and f'' have no common zero beyond the window.

    For ``f' = M + P cos + Q sin`` they are two linear equations for cosine and sine, which by
    Cramer's rule have a solution with ``cos**2 + sin**2 = 1`` only where an expression free of
    sines vanishes.
    """
    for side, parts, mirrored in zip(
        sides, (window.left, window.right), (True, False), strict=True
    ):
        if not {1, -1} <= side.signs:
            continue
        slope = derived(parts, mirrored=mirrored)
        if len(slope.waves) != 1:
            return False
        k, p, q = slope.waves[0]
        rate, m = k * slope.rate, slope.mean
        row = m.diff(x), p.diff(x) + rate * q, q.diff(x) - rate * p
        cosine, sine = q * row[0] - m * row[2], m * row[1] - p * row[0]
        gap = cosine**2 + sine**2 - (p * row[2] - q * row[1]) ** 2
        local = Local.of(Piece(region(window.start, sp.oo), gap))
        if local is None or local.vanishes(0) or local.chart(0).cells:
            return False
    return True
