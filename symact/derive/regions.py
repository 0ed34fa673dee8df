"""Regions: open intervals with an increasing map from an interval that has rational ends.

The kernel draws its charts between rational points. An interval with other ends is reached by
``x = a + b t``; where sines occur, one turn of the angle is reached by ``x = c + 2 atan(t)/w``,
which makes every sine and cosine of multiples of ``w x`` a rational function of t.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias, final

import flint
import sympy as sp

from symact.core.activation import x
from symact.core.errors import UnsupportedError
from symact.kernel.balls import Ball, enclose, precision
from symact.kernel.field import Rational
from symact.kernel.rationals import simplest_between
from symact.kernel.reals import (
    INFINITY,
    MINUS_INFINITY,
    Real,
    closed_form,
    compare,
    dyadic,
    through,
    tidy,
)

End: TypeAlias = "Rational | None"
ANGLES = (sp.sin, sp.cos, sp.tan, sp.cot, sp.sec, sp.csc)
MAX_TURNS = 64


@final
@dataclass(frozen=True, slots=True)
class Region:
    """An open interval and its map.

    Attributes:
        lower, upper: its ends, exact numbers or infinities.
        left, right: the ends of the interval in t, None for an infinity.
        map: the place x as an expression in t, for which the symbol x stands.
        inverse: t as an expression in the place x.
        rate: the w of a map ``c + 2 atan(t)/w``.
        parted: what makes the part between two places, for a map of another kind.
        scale: the s of maps ``x = a + t/s`` of unbounded regions, a parameter or 1.
    """

    lower: sp.Expr
    upper: sp.Expr
    left: End
    right: End
    map: sp.Expr = x
    inverse: sp.Expr = x
    rate: sp.Expr | None = None
    parted: Callable[[sp.Expr, sp.Expr], Region] | None = None
    scale: sp.Expr = sp.S.One

    @property
    def is_plain(self) -> bool:
        """Whether the map is the identity."""
        return self.map == x

    @property
    def is_bounded(self) -> bool:
        """Whether both ends are numbers."""
        return bool(self.lower != -sp.oo and self.upper != sp.oo)

    def written(self, expression: sp.Expr) -> sp.Expr:
        """An expression in the place as one in t."""
        return expression if self.is_plain else expression.xreplace({x: self.map})

    def place(self, t: Real) -> Real:
        """The place that belongs to t."""
        if self.parted is not None and t.exact is not None:
            return closed_form(tidy(self.map.xreplace({x: t.exact})))
        return t if self.is_plain else through(self.map, t)

    def parameter(self, place: Real) -> Real:
        """The t that belongs to a place."""
        return place if self.is_plain else through(self.inverse, place)

    def samples(self) -> tuple[sp.Expr, ...]:
        """A few places inside, at which a false identity may be refuted."""
        middle = _inner(self.left, self.right)
        step = flint.fmpq(1) if self.right is None else (self.right - middle) / 2
        points = (middle + step * share for share in (0, flint.fmpq(1, 3), flint.fmpq(9, 7)))
        return tuple(self.map.xreplace({x: _sympy(q)}) for q in points)

    def inside(self) -> sp.Expr:
        """A simple place inside, a rational one where the ends are numbers."""
        moves = self.lower.free_symbols | self.upper.free_symbols
        if self.is_plain or moves or not self.is_bounded:
            return self.samples()[0]
        with precision(256):
            low, high = (
                dyadic(e) for e in (enclose(self.lower).upper(), enclose(self.upper).lower())
            )
        return _sympy(_inner(low, high)) if low < high else self.samples()[0]


def region(lower: sp.Expr, upper: sp.Expr, scale: sp.Expr = sp.S.One) -> Region:
    """The region between two exact numbers or infinities, with the simplest map.

    Example:
        >>> region(sp.sqrt(2), sp.oo).map
        x + sqrt(2)
    """
    left, right = _rational(lower * scale), _rational(upper * scale)
    if left is not False and right is not False:
        return Region(lower, upper, left, right, x / scale, x * scale, scale=scale)
    if upper is sp.oo:
        return Region(
            lower, upper, _ZERO, None, x / scale + lower, (x - lower) * scale, scale=scale
        )
    if lower == -sp.oo:
        return Region(
            lower, upper, None, _ZERO, x / scale + upper, (x - upper) * scale, scale=scale
        )
    width = upper - lower
    return Region(lower, upper, _ZERO, _ONE, lower + width * x, (x - lower) / width, scale=scale)


_ZERO, _ONE = flint.fmpq(0), flint.fmpq(1)


def turning_angles(expression: sp.Expr) -> list[sp.Expr]:
    """The sines and their kin whose angle is linear in x, so that it turns with x."""
    nodes = (node for node in sp.preorder_traversal(expression) if isinstance(node, ANGLES))
    return [node for node in nodes if node.has(x) and not node.args[0].diff(x).has(x)]


def turns_in(expression: sp.Expr) -> bool:
    """Whether an angle in the expression turns with x."""
    return bool(turning_angles(expression))


def frequency(expression: sp.Expr) -> sp.Expr | None:
    """The greatest w of which all angles that turn are multiples; None without such angles.

    Raises:
        UnsupportedError: for angles without a common w.
    """
    rates = [node.args[0].diff(x) for node in turning_angles(expression)]
    if not rates:
        return None
    shares = [tidy(rate / rates[0]) for rate in rates]
    if any(not share.is_Rational for share in shares):
        raise UnsupportedError("the angles have no common measure")
    return abs(rates[0] * sp.gcd_list([abs(share) for share in shares]))


def sine_cycle(expression: sp.Expr) -> tuple[sp.Expr, sp.Expr] | None:
    """The common period of the sines, and c, where x stands in them and in a term ``c x`` only.

    None for other expressions, and for sines without a common period.

    Example:
        >>> sine_cycle(x / 2 + sp.Abs(sp.sin(3 * x)))
        (2*pi/3, 1/2)
    """
    waves = {node: sp.Dummy() for node in turning_angles(expression)}
    rest = expression.xreplace(waves)
    slope = rest.coeff(x, 1) if rest.is_Add else sp.S.Zero
    if not waves or slope.has(*waves.values()) or (rest - slope * x).has(x):
        return None
    try:
        return 2 * sp.pi / frequency(expression), slope
    except UnsupportedError:
        return None


def turns(within: Region, rate: sp.Expr) -> tuple[tuple[Region, ...], tuple[sp.Expr, ...]]:
    """A bounded region cut where ``rate * x`` is an odd multiple of pi, and the cuts.

    Raises:
        UnsupportedError: for an unbounded region, or more than 64 turns.
    """
    if not within.is_bounded:
        raise UnsupportedError("the angle turns infinitely often")
    first, last = (_turn(end, rate) for end in (within.lower, within.upper))
    if last - first > MAX_TURNS:
        raise UnsupportedError(f"more than {MAX_TURNS} turns of an angle")
    cuts = tuple((2 * k - 1) * sp.pi / rate for k in range(first, last + 2))
    inner = tuple(cut for cut in cuts if _between(within.lower, cut, within.upper))
    edges = (within.lower, *inner, within.upper)
    return tuple(_angular(a, b, rate) for a, b in pairwise(edges)), inner


def _turn(place: sp.Expr, rate: sp.Expr) -> int:
    """The number of the turn that a place lies in, or one beside it."""
    with precision(128):
        near = enclose(place * rate) / (2 * Ball.pi()) + Ball(flint.fmpq(1, 2))
        return int(near.mid().floor().unique_fmpz())


def _between(lower: sp.Expr, place: sp.Expr, upper: sp.Expr) -> bool:
    if place in (lower, upper):
        return False
    with precision(256):
        ball = enclose(place)
        return bool(enclose(lower) < ball < enclose(upper))


def _angular(lower: sp.Expr, upper: sp.Expr, rate: sp.Expr) -> Region:
    """A region inside one turn, mapped by the tangent of half the angle."""
    number = _turn((lower + upper) / 2, rate)
    center = 2 * sp.pi * number / rate
    half = rate / 2
    tangent = sp.tan(half * (x - center))
    alpha = None if lower == center - sp.pi / rate else sp.tan(half * (lower - center))
    beta = None if upper == center + sp.pi / rate else sp.tan(half * (upper - center))
    straight = region(-sp.oo if alpha is None else alpha, sp.oo if beta is None else beta)
    return Region(
        lower,
        upper,
        straight.left,
        straight.right,
        center + sp.atan(straight.map) / half,
        straight.inverse.xreplace({x: tangent}),
        rate,
    )


def part(within: Region, lower: sp.Expr, upper: sp.Expr) -> Region:
    """The part of a region between two places in it."""
    if within.rate is not None:
        return _angular(lower, upper, within.rate)
    if within.parted is not None:
        return within.parted(lower, upper)
    return region(lower, upper, within.scale)


def order(places: Iterable[sp.Expr]) -> list[sp.Expr]:
    """Exact numbers in increasing order, each once.

    Raises:
        UndecidedError: when two of them are not told apart.
    """
    found: list[sp.Expr] = []
    for place in places:
        index = 0
        for known in found:
            comparison = compare(closed_form(place), closed_form(known))
            if comparison == 0:
                break
            if comparison > 0:
                index += 1
        else:
            found.insert(index, place)
    return found


def _inner(left: End, right: End) -> Rational:
    """A simple rational strictly between two ends."""
    if left is None:
        return flint.fmpq(0 if right is None else (right - 1).floor())
    if right is None:
        return flint.fmpq((left + 1).ceil())
    third = (right - left) / 3
    return simplest_between(left + third, right - third)


def _rational(end: sp.Expr) -> End | bool:
    """A rational end as the kernel holds it; False where it is irrational."""
    if end in (sp.oo, -sp.oo):
        return None
    return flint.fmpq(int(end.p), int(end.q)) if end.is_Rational else False


def _sympy(q: Rational) -> sp.Rational:
    return sp.Rational(int(q.p), int(q.q))


def end_place(end: sp.Expr) -> Real:
    """An end of a region as a number."""
    ends = {sp.oo: INFINITY, -sp.oo: MINUS_INFINITY}
    return ends.get(end) or closed_form(end)
