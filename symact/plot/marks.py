"""What is marked in a figure: read from the profile, never from the curve."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import final

import sympy as sp

from symact.core.activation import x
from symact.core.number import Interval, Number
from symact.derive.profile import End, Kink, Profile, RangeSet
from symact.numeric.pieces import pieces

_SHORT = 9
_CROWD = 24  # more dots of one kind than this hide the curve


@final
@dataclass(frozen=True, slots=True)
class Dot:
    """A marked place on a curve; open where the curve does not contain it."""

    x: float
    y: float
    label: str = ""
    is_open: bool = False


@final
@dataclass(frozen=True, slots=True)
class Asymptote:
    """A horizontal line that the curve approaches at one or both ends of the line."""

    y: float
    label: str
    left: bool
    right: bool


@final
@dataclass(frozen=True, slots=True)
class Recurring:
    """What a kink that comes again with a period repeats: its dots, and whether the curve tears.

    Attributes:
        growth: what the heights of the dots grow by in each period.
    """

    place: float
    period: float
    growth: float
    dots: tuple[Dot, ...]
    is_torn: bool


@final
@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of one curve; of what comes again, those of one place and the rule."""

    dots: tuple[Dot, ...]
    asymptotes: tuple[Asymptote, ...]
    breaks: tuple[float, ...]
    recurring: tuple[Recurring, ...] = ()


def continued(marks: Marks, half: float) -> Marks:
    """The marks with all that come again within ``[-half, half]``; those have no labels."""
    dots, breaks = list(marks.dots), list(marks.breaks)
    for each in marks.recurring:
        first = math.ceil((-half - each.place) / each.period)
        last = math.floor((half - each.place) / each.period)
        turns = [k for k in range(first, last + 1) if k]
        if each.is_torn:
            breaks += [each.place + k * each.period for k in turns]
        if len(turns) <= _CROWD:
            dots += [
                replace(dot, x=dot.x + k * each.period, y=dot.y + k * each.growth, label="")
                for k in turns
                for dot in each.dots
            ]
    return Marks(tuple(dots), marks.asymptotes, tuple(breaks))


def _recurring(
    kink: Kink, dots: list[Dot], growth: Number | None, *, is_torn: bool
) -> Iterator[Recurring]:
    if kink.period is not None:
        rise = 0.0 if growth is None else float(growth)
        yield Recurring(float(kink.at), float(kink.period), rise, tuple(dots), is_torn)


def function_marks(profile: Profile) -> Marks:
    """The marks on the graph of f: extrema, kinks, jumps, horizontal asymptotes."""
    dots: list[Dot] = []
    extrema = profile.local_extrema.points if profile.local_extrema else ()
    dots += [
        Dot(float(p.at), float(p.value), f"{p.kind} {place_text(p.value, p.at)}") for p in extrema
    ]
    marked = {dot.x for dot in dots}
    recurring: list[Recurring] = []
    for kink in profile.kinks or ():
        own = list(_function_kink(kink))
        dots += [dot for dot in own if dot.is_open or dot.x not in marked]
        recurring += _recurring(kink, own, kink.growth, is_torn=kink.kind in _TORN)
    flat = [(plateau.value, plateau.interval) for plateau in profile.plateaus or ()]
    return Marks(
        tuple(dots),
        _asymptotes(profile.limits, profile.range, flat),
        tuple(float(kink.at) for kink in profile.kinks or () if kink.kind in _TORN),
        tuple(recurring),
    )


def derivative_marks(profile: Profile) -> Marks:
    """The marks on the graph of f': its extreme values, open ends at kinks, asymptotes."""
    dots: list[Dot] = []
    kinks = profile.kinks or ()
    recurring: list[Recurring] = []
    for kink in kinks:
        own = list(_derivative_kink(kink, profile.derivative_range))
        dots += own
        recurring += _recurring(kink, own, None, is_torn=kink.smoothness <= 0)
    reached = profile.derivative_range
    if reached is not None:
        dots += _extreme(reached.supremum, "maximum")
        dots += _extreme(reached.infimum, "minimum")
    flat = [
        (end.number, interval)
        for end in ((reached.infimum, reached.supremum) if reached else ())
        for interval in end.on
    ]
    flat += [(_ZERO, plateau.interval) for plateau in profile.plateaus or ()]
    flat += _straight_ends(profile)
    torn = tuple(float(kink.at) for kink in kinks if kink.smoothness <= 0)
    level = _asymptotes(profile.derivative_limits, reached, flat)
    return Marks(tuple(dots), level, torn, tuple(recurring))


_ZERO = Number(sp.S.Zero, "0")


def _straight_ends(profile: Profile) -> Iterator[tuple[Number, Interval]]:
    """The half lines at either end on which the definition is affine, and the slope there."""
    parts = pieces(profile.activation.function)
    for part in (parts[0], parts[-1]) if parts else ():
        slope = sp.expand(sp.diff(part.formula, x))
        if slope.is_number:
            low, high = (_number(end) for end in (part.lower, part.upper))
            yield _number(slope), Interval(low, high, lower_closed=False, upper_closed=False)


def _number(value: sp.Expr) -> Number:
    return Number(value, str(sp.N(value, 25)))


_TORN = {"jump", "hole"}


def _function_kink(kink: Kink) -> Iterator[Dot]:
    at = float(kink.at)
    if kink.kind in _TORN:
        value = None if kink.value is None else float(kink.value)
        for side in (kink.left, kink.right):
            if side is not None and side.is_finite and float(side) != value:
                yield Dot(at, float(side), is_open=True)
        if value is not None:
            yield Dot(at, value, "jump" if kink.kind == "jump" else "")
    elif kink.smoothness == 0 and kink.value is not None:
        yield Dot(at, float(kink.value), f"kink at $x {relation(kink.at)}$")


def _derivative_kink(kink: Kink, reached: RangeSet | None) -> Iterator[Dot]:
    sides = (kink.derivative_left, kink.derivative_right)
    if kink.smoothness > 0 or (kink.smoothness == 0 and _equal(*sides)):
        return
    for slope in sides:
        if slope is not None and slope.is_finite:
            yield Dot(float(kink.at), float(slope), _not_attained(slope, reached), is_open=True)


def _not_attained(slope: Number, reached: RangeSet | None) -> str:
    """What to write at an open end that is a bound of f' which f' only approaches."""
    for end, word in (
        ((reached.supremum, "supremum"), (reached.infimum, "infimum")) if reached else ()
    ):
        if not end.attained and end.number.is_finite and float(end.number) == float(slope):
            return f"{word} ${relation(slope).removeprefix('= ')}$, not attained"
    return ""


def _extreme(end: End, kind: str) -> Iterator[Dot]:
    """The places where an end of the range of f' is attained; the one nearest 0 has the label."""
    if not end.attained or end.on:
        return
    for at in end.at:
        yield Dot(float(at), float(end.number), f"{kind} {place_text(end.number, at)}")


def _asymptotes(
    limits: tuple[Number | None, Number | None] | None,
    values: RangeSet | None,
    flat: list[tuple[Number, Interval]],
) -> tuple[Asymptote, ...]:
    """The limits that are approached and not simply taken on a whole half line."""
    if limits is None or values is None:
        return ()
    found: dict[float, Asymptote] = {}
    for index, limit in enumerate(limits):
        if limit is None or not limit.is_finite or _is_taken(limit, index, flat):
            continue
        y = float(limit)
        old = found.get(y)
        found[y] = Asymptote(
            y,
            f"$y {relation(limit)}$",
            left=index == 0 or (old is not None and old.left),
            right=index == 1 or (old is not None and old.right),
        )
    return tuple(found.values())


def _is_taken(limit: Number, index: int, flat: list[tuple[Number, Interval]]) -> bool:
    for value, interval in flat:
        end = interval.lower if index == 0 else interval.upper
        if not end.is_finite and float(value) == float(limit):
            return True
    return False


def _equal(left: Number | None, right: Number | None) -> bool:
    return left is not None and right is not None and left.decimal == right.decimal


def place_text(value: Number, at: Number) -> str:
    """A value and its place, such as ``$1/4$ at $x = 0$``."""
    return f"${relation(value).removeprefix('= ')}$ at $x {relation(at)}$"


def relation(number: Number) -> str:
    """The number behind an equals sign, or behind an approximation sign where it is rounded."""
    # Braces keep TeX from reading a sign as an operation between two terms.
    closed = _short_closed_form(number)
    shown = (closed or _rounded(number)).replace("-", "{-}")
    return f"= {shown}" if closed else f"\\approx {shown}"


def number_text(number: Number) -> str:
    r"""A number for a figure, in TeX: its closed form if that is short, else four decimals.

    Example:
        >>> number_text(Number(sp.Rational(1, 4), "0.25")), number_text(Number(sp.sqrt(2), "1.414"))
        ('1/4', '\\sqrt{2}')
        >>> number_text(Number(None, "-0.278464"))
        '-0.2785'
    """
    return _short_closed_form(number) or _rounded(number)


def _short_closed_form(number: Number) -> str | None:
    exact = number.exact
    if exact is None:
        return None
    if exact.is_Rational:
        return _rational_text(exact) if len(str(exact)) <= _SHORT else None
    if (exact**2).is_Integer:
        return f"{'-' if exact < 0 else ''}\\sqrt{{{exact**2}}}"
    if (exact / sp.pi).is_Rational:
        ratio = exact / sp.pi
        head = {1: "", -1: "-"}.get(ratio.p, str(ratio.p))
        return f"{head}\\pi" + (f"/{ratio.q}" if ratio.q != 1 else "")
    return None


def _rounded(number: Number) -> str:
    """Four decimals, or four digits of a number that is not of the size of 1."""
    value = float(number)
    return f"{value:.4f}" if 0.01 <= abs(value) < 1000 else f"{value:.4g}"


def _rational_text(value: sp.Rational) -> str:
    """Tenths and hundredths as decimals, as a lecturer says them; other fractions with a slash."""
    if value.q in {10, 20, 50, 100, 200, 500, 1000}:
        return f"{float(value):g}"
    return str(value)
