"""How far apart two functions are anywhere on the line: a proved bound of their difference."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from heapq import heappop, heappush

import flint
import sympy as sp

from symact.check.judge.equality import equal
from symact.core.activation import x
from symact.core.errors import SymactError
from symact.core.verdict import Status
from symact.derive.notation import fold
from symact.derive.rules import derivative
from symact.kernel.balls import Ball, enclose, precision
from symact.kernel.expansions import poly_series
from symact.kernel.monomials import FartherOutError, FinerError
from symact.kernel.signs import TAIL_BITS
from symact.kernel.tails import End, leading_monomial, scale_of
from symact.kernel.translate import field_of

_ENDS = (End(None, -1), End(None, 1))
_STARTS = (4, 8, 16, 64)
_ORDERS = (2, 4, 8)
_CELLS = 3000  # into which the middle of the line is cut at most
_BITS = 80
_CLOSE = Fraction(11, 10)  # a bound so near to a value that occurs is not made finer
_DIGITS = 2
_PLAIN = {sp.exp, sp.tanh, sp.erf, sp.atan}


@lru_cache(maxsize=256)
def largest_gap(f: sp.Expr, g: sp.Expr) -> Fraction | None:
    """A bound of ``|f - g|`` on the whole line with two digits, or None where none is found.

    Near the ends the difference is a series with a remainder; between them the line is cut into
    cells, in each of which the difference is enclosed.

    Example:
        >>> largest_gap(1 / (1 + sp.exp(-x)), (1 + sp.tanh(x / 3)) / 2)
        Fraction(49, 500)
    """
    difference = _folded(f) - _folded(g)
    if difference.free_symbols - {x} or not _is_smooth(difference):
        return None
    try:
        for start in _STARTS:
            outside = _outside(difference, start)
            if outside is not None:
                inside = _inside(difference, start, outside)
                return None if inside is None else _rounded_up(max(outside, inside))
    except (SymactError, ZeroDivisionError, ArithmeticError):
        return None
    return None


def _folded(function: sp.Expr) -> sp.Expr:
    """The same function with tanh for its quotient of exponentials, of which cells say more."""
    folded = fold(function)
    is_plain = {type(part) for part in folded.atoms(sp.Function)} <= _PLAIN
    return folded if is_plain and equal(function, folded).status is Status.PROVED else function


def _is_smooth(function: sp.Expr) -> bool:
    """Whether a function is built without kinks, roots and cases."""
    roots = (p for p in function.atoms(sp.Pow) if p.exp.is_Rational and not p.exp.is_Integer)
    kinks = (sp.Abs, sp.Max, sp.Min, sp.sign, sp.Heaviside, sp.Piecewise)
    return not function.has(*kinks) and not any(root.base.has(x) for root in roots)


def _outside(difference: sp.Expr, start: int) -> Fraction | None:
    """A bound where ``|x| >= start``; None where the series do not hold from there on."""
    tower, (element,) = field_of(difference)
    if tower.positive:
        return None  # a logarithm: where it has values is another question
    bound = Ball(0)
    for end in _ENDS:
        found = None
        for order in _ORDERS:
            with precision(TAIL_BITS):
                scale = scale_of(tower, start, order)
                try:
                    below = scale.inverse(poly_series(scale, end, element.den))
                    series = scale.multiply(poly_series(scale, end, element.num), below)
                    lead = leading_monomial(series)
                    found = Ball(0) if lead is None else scale.size(series) * scale.supremum(lead)
                    break
                except (FartherOutError, FinerError):
                    continue
        if found is None:
            return None
        bound = found if found > bound else bound
    return _upper(bound)


def _inside(difference: sp.Expr, start: int, floor: Fraction) -> Fraction | None:
    """A bound where ``|x| <= start``, of which what lies below *floor* is not looked at closer."""
    slope = derivative(difference)
    with precision(_BITS):
        cells: list[tuple[Fraction, Fraction, Fraction]] = []
        seen = Fraction(0)

        def add(low: Fraction, high: Fraction) -> None:
            heappush(cells, (-_size((difference, slope), low, high), low, high))

        add(Fraction(-start), Fraction(start))
        for _ in range(_CELLS):
            top, low, high = heappop(cells)
            if -top <= max(floor, seen * _CLOSE):
                return -top
            middle = (low + high) / 2
            value = abs(enclose(difference, _ball(middle, Fraction(0))))
            seen = max(seen, _lower(value))
            add(low, middle)
            add(middle, high)
    return None


def _ball(middle: Fraction, radius: Fraction) -> Ball:
    centre = Ball(flint.fmpq(middle.numerator, middle.denominator))
    spread = Ball(flint.fmpq(radius.numerator, radius.denominator))
    return Ball(centre, spread.upper())


def _size(function: tuple[sp.Expr, sp.Expr], low: Fraction, high: Fraction) -> Fraction:
    """A bound of the absolute value on a cell, or more than any that matters.

    By the mean value theorem: the value in the middle, and half the width times the slope. What
    the field reads has no kinks, so that the theorem applies.

    Args:
        function: with its derivative.
    """
    middle, radius = (low + high) / 2, (high - low) / 2
    cell = _ball(middle, radius)
    value, slope = (abs(enclose(f, cell)) for f in function)
    sizes = [_upper(value)] if value.is_finite() else []
    if slope.is_finite():
        centre = abs(enclose(function[0], _ball(middle, Fraction(0))))
        sizes.append(_upper(centre) + radius * _upper(slope))
    return min(sizes, default=Fraction(10**9))


def _upper(value: Ball) -> Fraction:
    return _exact(value.upper())


def _lower(value: Ball) -> Fraction:
    return max(Fraction(0), _exact(value.lower()))


def _exact(point: Ball) -> Fraction:
    """The number that a ball of radius 0 is."""
    mantissa, exponent = point.mid().man_exp()
    return Fraction(int(mantissa)) * Fraction(2) ** int(exponent)


def _rounded_up(bound: Fraction) -> Fraction:
    """The least number with two digits that is not below a bound."""
    if bound == 0:
        return bound
    step = Fraction(1)
    while bound / step >= 10**_DIGITS:
        step *= 10
    while bound / step < 10 ** (_DIGITS - 1):
        step /= 10
    whole = -(-bound // step)
    return whole * step
