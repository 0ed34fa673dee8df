"""Asymptotes, shapes and the integral of f' for a function with sines on the whole line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, final

import sympy as sp

from symact.core.number import INFINITY, MINUS_INFINITY, Interval, Number
from symact.derive.asymptotes import far_line
from symact.derive.curves import Curve
from symact.derive.domains import Piece
from symact.derive.families import shifted
from symact.derive.harmonics import Harmonics
from symact.derive.images import Span, interval
from symact.derive.local import Local
from symact.derive.periodic import Attempt
from symact.derive.profile import (
    Asymptote,
    Asymptotes,
    ConvexPiece,
    ConvexPieces,
    Integral,
    Kink,
    MonotonePiece,
    MonotonePieces,
    Points,
    Pole,
)
from symact.derive.regions import region
from symact.derive.shapes import SHAPES
from symact.derive.wave_centres import wave_symmetries
from symact.derive.waves import Period, window_of
from symact.kernel.reals import Real, closed_form, compare
from symact.kernel.signs import UndecidedError

NOTHING = closed_form(sp.S.Zero)


@final
@dataclass(frozen=True, slots=True)
class Wave:
    """A function with sines, and the fields of its profile that are found.

    Attributes:
        repeated: its period, where its derivative has one.
    """

    function: sp.Expr
    repeated: Period | None
    found: Mapping[str, Any]

    def known(self, name: str) -> Any:
        """A field.

        Raises:
            UndecidedError: when it is not known.
        """
        value = self.found.get(name)
        if value is None:
            raise UndecidedError(f"this rests on another part, {name}, which is not decided")
        return value


def study_wave_graph(wave: Wave, attempt: Attempt) -> None:
    """Record the fields about the graph as a whole."""
    attempt("asymptotes", lambda: asymptotes(wave))
    attempt("derivative_integral", lambda: integral(wave))
    attempt("monotone_pieces", lambda: _monotone_pieces(wave))
    attempt("convex_pieces", lambda: _convex_pieces(wave))
    attempt("symmetries", lambda: wave_symmetries(wave.function, wave.repeated, wave.known))


# -- asymptotes ----------------------------------------------------------------------------


def asymptotes(wave: Wave) -> Asymptotes:
    """The asymptotes, each one a line to which the function tends.

    Raises:
        UndecidedError: when they are not known, or come again for ever.
    """
    if wave.repeated is not None:
        kinks: tuple[Kink, ...] = wave.known("kinks")
        # A straight line and a wave that repeats: the wave would have to be constant.
        if not kinks and all(s.direction == 0 for s in wave.known("slope").stretches):
            raise UndecidedError("a straight line in disguise")
        if _poles(kinks):
            raise UndecidedError("the vertical asymptotes are a family, which no list can hold")
        return Asymptotes()
    wave.known("domain")
    window = window_of(wave.function, 1)
    left, right = (_line(parts, window.start) for parts in (window.left, window.right))
    mirrored = None if left is None else _mirrored(left)
    kinks = wave.known("kinks")
    return Asymptotes(mirrored, right, tuple(Pole(k.at, k.left, k.right) for k in _poles(kinks)))


def _line(parts: Harmonics, start: sp.Expr) -> Asymptote | None:
    """The asymptote to the right of a sum of harmonics; None where there is none.

    The waves must die out. Where one does not, divided by the size of the greatest the sum is a
    wave of mean 0 and something with a limit, which together do not tend to 0.

    Raises:
        UndecidedError, UnsupportedError: when a limit that decides is not known.
    """
    for coefficient in parts.coefficients:
        if compare(_local(coefficient, start).limit(0, upper=True), NOTHING):
            return None
    line = far_line(_local(parts.mean, start), upper=True)
    if line is None:
        return None
    return Asymptote(line.slope, line.intercept, line.reached and not parts.waves)


def _local(expression: sp.Expr, start: sp.Expr) -> Local:
    local = Local.of(Piece(region(start, sp.oo), expression))
    if local is None:
        raise UndecidedError("a function has no values far out")
    return local


def _mirrored(line: Asymptote) -> Asymptote:
    slope = sp.S.Zero if line.slope.exact is None else line.slope.exact
    return Asymptote(closed_form(-slope).number(), line.intercept, line.reached)


def _poles(kinks: tuple[Kink, ...]) -> list[Kink]:
    return [k for k in kinks if any(s is not None and not s.is_finite for s in (k.left, k.right))]


# -- the integral of the derivative ---------------------------------------------------------


def integral(wave: Wave) -> Integral:
    """The rise from end to end without the jumps; None where an end has no limit.

    Raises:
        UndecidedError: when that is not seen.
    """
    low, high = wave.known("limits")
    if wave.repeated is not None and any(kink.smoothness < 0 for kink in wave.known("kinks")):
        raise UndecidedError("the jumps come again for ever")
    if low is None or high is None:
        return Integral(None)
    signs = {_sign(high), -_sign(low)} - {0}
    if signs:
        return Integral(None if len(signs) > 1 else INFINITY if signs == {1} else MINUS_INFINITY)
    rises = [high, *(k.left for k in wave.known("kinks"))]
    falls = [low, *(k.right for k in wave.known("kinks"))]
    numbers = [n.exact for n in (*rises, *falls) if n is not None and n.exact is not None]
    if len(numbers) < len(rises) + len(falls):
        raise UndecidedError("a limit has no closed form that was found")
    count = len(rises)
    return Integral(closed_form(sp.Add(*numbers[:count]) - sp.Add(*numbers[count:])).number())


def _sign(number: Number) -> int:
    """+1 and -1 for the infinities, else 0."""
    return {"oo": 1, "-oo": -1}.get(number.decimal, 0)


# -- pieces --------------------------------------------------------------------------------


def _monotone_pieces(wave: Wave) -> MonotonePieces:
    if wave.repeated is not None:
        turns = _turns(wave.known("curve"), wave.repeated.length)
        if len(turns) == 1:
            line = Interval(MINUS_INFINITY, INFINITY, lower_closed=False, upper_closed=False)
            return MonotonePieces((MonotonePiece(line, turns[0][1]),))
        pieces = tuple(MonotonePiece(interval(span), sign) for span, sign in turns)
        return MonotonePieces(pieces, infinite=True, period=_number(wave.repeated))
    extrema: Points = wave.known("local_extrema")
    if extrema.infinite:
        return MonotonePieces(infinite=True)
    ways = {"strictly increasing": 1, "strictly decreasing": -1}
    if wave.known("monotone") in ways:
        line = Interval(MINUS_INFINITY, INFINITY, lower_closed=False, upper_closed=False)
        return MonotonePieces((MonotonePiece(line, ways[wave.known("monotone")]),))
    if wave.known("plateaus") or wave.known("smoothness") == "-1" or not extrema.points:
        raise UndecidedError("it is not seen where the function turns")
    # A continuous function without plateaus turns at its extrema only, up and down in turns.
    first = -1 if extrema.points[0].kind == "minimum" else 1
    places = [MINUS_INFINITY, *(point.at for point in extrema.points), INFINITY]
    return MonotonePieces(
        tuple(
            MonotonePiece(Interval(a, b, lower_closed=False, upper_closed=False), first * (-1) ** i)
            for i, (a, b) in enumerate(pairwise(places))
        )
    )


def _convex_pieces(wave: Wave) -> ConvexPieces:
    if wave.repeated is not None:
        turns = _turns(wave.known("slope"), wave.repeated.length)
        if len(turns) == 1:
            raise UndecidedError("a straight line in disguise")
        pieces = tuple(ConvexPiece(interval(span), SHAPES[sign]) for span, sign in turns)
        return ConvexPieces(pieces, infinite=True, period=_number(wave.repeated))
    if wave.known("inflection_points").infinite:
        return ConvexPieces(infinite=True)
    raise UndecidedError("it is not seen where the function bends")


def _number(repeated: Period) -> Number:
    return closed_form(repeated.length).number()


def _turns(course: Curve, length: sp.Expr) -> list[tuple[Span, int]]:
    """The stretches of one direction in one period, from a turn on; one for no turn at all."""
    stretches = course.stretches
    ahead = [*stretches[1:], stretches[0]]
    places: list[tuple[Real, int]] = [
        (here.upper, after.direction)
        for here, after in zip(stretches, ahead, strict=True)
        if here.direction != after.direction
    ]
    if not places:
        return [(Span(stretches[0].lower, stretches[-1].upper, False, False),
                 stretches[0].direction)]  # fmt: skip
    again = shifted(places[0][0], length), places[0][1]
    return [
        (Span(lower, upper, False, False), sign)
        for (lower, sign), (upper, _) in pairwise([*places, again])
    ]
