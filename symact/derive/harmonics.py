"""Sines and cosines of one frequency: a function as a sum of harmonics, and bounds far out.

Far out ``f = A + sum of P_k cos(k w x) + Q_k sin(k w x)`` lies between its envelopes
``A - sum(|P_k| + |Q_k|)`` and ``A + sum(|P_k| + |Q_k|)``, or with ``sqrt(P**2 + Q**2)`` for the one
wave there is. Both are free of sines, so the kernel decides where they are monotone and what they
tend to.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat
from typing import final

import sympy as sp

from symact.core.activation import x
from symact.core.errors import SymactError, UnsupportedError
from symact.derive.curves import negative
from symact.derive.domains import Piece
from symact.derive.local import Local
from symact.derive.regions import frequency, region, turning_angles, turns_in
from symact.kernel.reals import Real, closed_form, compare, greatest
from symact.kernel.signs import Signs, UndecidedError, find_tail
from symact.kernel.tails import End
from symact.kernel.translate import field_of

_COSINE, _SINE = sp.symbols("_c _s", real=True)
PHASES = 8
NOTHING = closed_form(sp.S.Zero)
MAX_HARMONIC = 24


class TooNearError(SymactError):
    """The envelopes are not yet monotone from this start on."""


@final
@dataclass(frozen=True, slots=True)
class Harmonics:
    """The sum ``mean + sum of cosines[k] cos(k w x) + sines[k] sin(k w x)``, w the rate."""

    rate: sp.Expr
    mean: sp.Expr
    waves: tuple[tuple[int, sp.Expr, sp.Expr], ...]

    @property
    def coefficients(self) -> tuple[sp.Expr, ...]:
        """The factors of the sines and cosines that are not 0."""
        return tuple(q for _, p, s in self.waves for q in (p, s) if q != 0)

    def at_phase(self, turn: sp.Expr) -> sp.Expr:
        """The function where ``w x`` is a given angle, up to whole turns."""
        return self.mean + sp.Add(
            *(p * sp.cos(k * turn) + q * sp.sin(k * turn) for k, p, q in self.waves)
        )

    def phases(self) -> Iterator[sp.Expr]:
        """The function at eight phases."""
        for j in range(PHASES):
            yield self.at_phase(2 * sp.pi * sp.Integer(j) / PHASES)


@lru_cache(maxsize=256)
def harmonics(expression: sp.Expr) -> Harmonics:
    """The harmonics of a smooth expression.

    Raises:
        UnsupportedError: when it is no polynomial in sines and cosines of one frequency.

    Example:
        >>> harmonics(x + sp.sin(x) ** 2)
        Harmonics(rate=2, mean=x + 1/2, waves=((1, -1/2, 0),))
    """
    rate = frequency(expression)
    if rate is None:
        return Harmonics(sp.S.One, expression, ())
    polynomial = sp.Poly(_polynomial(expression, rate), _COSINE, _SINE)
    waves: dict[int, list[sp.Expr]] = {}
    for (i, j), coefficient in polynomial.terms():
        if turns_in(coefficient):
            raise UnsupportedError("a sine inside another function, or one to divide by")
        for harmonic, p, q in _linear(i, j):
            known = waves.setdefault(harmonic, [sp.S.Zero, sp.S.Zero])
            known[0] += coefficient * p
            known[1] += coefficient * q
    mean = waves.pop(0, [sp.S.Zero])[0]
    parts = {k: (sp.factor_terms(p), sp.factor_terms(q)) for k, (p, q) in waves.items()}
    parts = {k: pair for k, pair in parts.items() if pair != (0, 0)}
    if not parts:
        return Harmonics(rate, mean, ())
    common = int(sp.gcd_list(list(parts)))
    ordered = tuple((k // common, *parts[k]) for k in sorted(parts))
    return Harmonics(rate * common, mean, ordered)


def _polynomial(expression: sp.Expr, rate: sp.Expr) -> sp.Expr:
    """The expression with its angles written in the cosine and sine of ``rate * x``."""

    def rewritten(node: sp.Expr) -> sp.Expr:
        angle = node.args[0]
        count = angle.diff(x) / rate
        rest = sp.expand(angle - count * rate * x)
        n = int(count)
        if abs(n) > MAX_HARMONIC:
            raise UnsupportedError(f"a harmonic above {MAX_HARMONIC}")
        size, side = abs(n), sp.sign(n)
        cosine = sp.chebyshevt(size, _COSINE)
        sine = side * _SINE * sp.chebyshevu(size - 1, _COSINE) if size else sp.S.Zero
        if isinstance(node, sp.sin):
            return sine * sp.cos(rest) + cosine * sp.sin(rest)
        return cosine * sp.cos(rest) - sine * sp.sin(rest)

    if expression.has(sp.tan, sp.cot, sp.sec, sp.csc):
        raise UnsupportedError("a quotient of sines")
    found = expression.xreplace({n: rewritten(n) for n in turning_angles(expression)})
    found = sp.expand(found)
    if not found.is_polynomial(_COSINE, _SINE):
        raise UnsupportedError("a sine inside another function, or one to divide by")
    return found


def _linear(i: int, j: int) -> Iterator[tuple[int, sp.Expr, sp.Expr]]:
    """``cos(t)**i sin(t)**j`` as a sum of harmonics, one factor after the other."""
    waves = {0: (sp.S.One, sp.S.Zero)}
    for is_sine in (*repeat(False, i), *repeat(True, j)):
        found: dict[int, tuple[sp.Expr, sp.Expr]] = {}
        for k, (p, q) in waves.items():
            # By the product formulas; the harmonic k - 1 of 0 is that of 1, mirrored.
            parts = ((-q, p), (q, -p)) if is_sine else ((p, q), (p, q))
            for harmonic, (cosine, sine) in zip((k + 1, k - 1), parts, strict=True):
                side = -1 if harmonic < 0 else 1
                known = found.get(abs(harmonic), (sp.S.Zero, sp.S.Zero))
                found[abs(harmonic)] = known[0] + cosine / 2, known[1] + side * sine / 2
        waves = found
    for k, (p, q) in waves.items():
        yield k, p, q if k else sp.S.Zero


@final
@dataclass(frozen=True, slots=True, eq=False)
class Far:
    """What is known of a function from a start on, to the right.

    Attributes:
        low, high: bounds of all values there.
        low_last, high_last: the limits of the two envelopes.
        low_phase, high_phase: the least and greatest of the limits along single phases, values
            that are approached or taken again and again.
        is_high_strict, is_low_strict: whether the bound is an envelope's limit, never reached.
        signs: the signs that the function has again and again, however far out.
        period: the least common period when all envelopes are constant; None otherwise.
        is_repeated: whether all values come again and again: it has a period or is constant.
    """

    low: Real
    high: Real
    low_last: Real
    high_last: Real
    low_phase: Real
    high_phase: Real
    is_low_strict: bool
    is_high_strict: bool
    signs: frozenset[int]
    period: sp.Expr | None
    is_repeated: bool

    @property
    def sign(self) -> int:
        """The one sign that all values have by the bounds; 0 where these do not say."""
        below, above = (compare(bound, NOTHING) for bound in (self.low, self.high))
        if below > 0 or (below == 0 and self.is_low_strict):
            return 1
        return -1 if above < 0 or (above == 0 and self.is_high_strict) else 0


def far(parts: Harmonics, start: sp.Expr) -> Far:
    """The bounds of a sum of harmonics from a rational start on.

    Raises:
        TooNearError: when a larger start may do.
    """
    found = _known_far(parts, start)
    if isinstance(found, str):
        raise TooNearError(found)
    return found


# Every question about a function asks for the same few bounds, and most starts are too near.
@lru_cache(maxsize=256)
def _known_far(parts: Harmonics, start: sp.Expr) -> Far | str:
    try:
        return _far(parts, start)
    except TooNearError as error:
        return str(error)


def _far(parts: Harmonics, start: sp.Expr) -> Far:
    lower, upper = _envelopes(parts, start)
    limits, signs = [], set()
    for phase in parts.phases():
        limits.append(_Monotone.limit(phase, start))
        signs.add(_last_sign(phase))
    negated = [negative(limit) for limit in limits]
    constant = not any(q.has(x) for q in (parts.mean, *parts.coefficients))
    return Far(
        low=negative(greatest([negative(lower.first), negative(lower.last)])),
        high=greatest([upper.first, upper.last]),
        low_last=lower.last,
        high_last=upper.last,
        low_phase=negative(greatest(negated)),
        high_phase=greatest(limits),
        is_low_strict=lower.direction < 0,
        is_high_strict=upper.direction > 0,
        signs=frozenset(signs),
        period=2 * sp.pi / parts.rate if constant and parts.waves else None,
        is_repeated=constant,
    )


def _envelopes(parts: Harmonics, start: sp.Expr) -> tuple[_Monotone, _Monotone]:
    """Bounds free of sines: with the amplitude of a single wave, else with the sum of all sizes."""
    if len(parts.waves) == 1 and len(parts.coefficients) == 2:
        _, p, q = parts.waves[0]
        if p.has(x) and q.has(x):
            amplitude = sp.sqrt(sp.factor(sp.together(p**2 + q**2)))
            try:
                return _Monotone(parts.mean - amplitude, start), _Monotone(
                    parts.mean + amplitude, start
                )
            except (UnsupportedError, UndecidedError):
                pass
    bend = sp.Add(*(_size(q, start) for q in parts.coefficients))
    return _Monotone(parts.mean - bend, start), _Monotone(parts.mean + bend, start)


class _Monotone:
    """An expression free of sines that is monotone from the start on, with its two ends."""

    def __init__(self, expression: sp.Expr, start: sp.Expr) -> None:
        local = _local(expression, start)
        self.direction = 0
        if not local.vanishes(1):
            found = local.chart(1)
            if found.cells:
                raise TooNearError("an envelope is not monotone yet")
            self.direction = found.signs[0]
        self.first = local.limit(0, upper=False)
        self.last = local.limit(0, upper=True)

    @staticmethod
    def limit(expression: sp.Expr, start: sp.Expr) -> Real:
        return _local(expression, start).limit(0, upper=True)


def _local(expression: sp.Expr, start: sp.Expr) -> Local:
    local = Local.of(Piece(region(start, sp.oo), expression))
    if local is None:
        raise UnsupportedError("a function has no values far out")
    return local


def _size(coefficient: sp.Expr, start: sp.Expr) -> sp.Expr:
    """The absolute value of a coefficient that keeps its sign from the start on."""
    local = _local(coefficient, start)
    if local.vanishes(0):
        return sp.S.Zero
    found = local.chart(0)
    if found.cells:
        raise TooNearError("an amplitude changes its sign")
    return coefficient * found.signs[0]


def _last_sign(expression: sp.Expr) -> int:
    """The sign that an expression free of sines has far out."""
    tower, (element,) = field_of(expression)
    if tower.is_zero(element):
        return 0
    sign, _ = find_tail(Signs(tower), element.num, End(None, -1))
    below, _ = find_tail(Signs(tower), element.den, End(None, -1))
    return sign * below
