"""Statements about roots at places that are rounded: ``f(x) = 0`` at ``x = -1.28``, about."""

from __future__ import annotations

from fractions import Fraction

import flint
import sympy as sp

from symact.check.judge.enclosures import exact_sign, is_smooth_near, number_text, plain, value
from symact.check.judge.numbers import parse
from symact.check.judge.outcome import honest, proved, refuted, unknown
from symact.check.report import Counterexample, Judgement
from symact.core.activation import x
from symact.core.errors import UnsupportedError
from symact.kernel.balls import Ball, precision

WRONG = "SA201"
_BITS = 128
_PARTS = 32  # of a neighbourhood in which no root is found
_WIDE = 2  # units in the last place that a rounded place may be off without being wrong


@honest
def root_near(f: sp.Expr, text: str) -> Judgement:
    """Whether a function has a root that rounds to a decimal as it is written.

    Example:
        >>> root_near(x**2 - 2, "1.414").status, root_near(x**2 - 2, "1.25").status
        (<Status.PROVED: 'proved'>, <Status.REFUTED: 'refuted'>)
        >>> root_near(x**2 - 2, "1.415").status
        <Status.UNKNOWN: 'unknown'>
    """
    f, place = plain(f), parse(text)
    if f.free_symbols != {x}:
        raise UnsupportedError("the function has other letters")
    half = place.unit / 2
    low, high = place.value - half, place.value + half
    with precision(_BITS):
        signs = [exact_sign(value(f, {x: _ball(q, q)})) for q in (low, high)]
        changes = None not in signs and 0 not in signs and signs[0] != signs[1]
        if changes and is_smooth_near(f, {x: _ball(low, high)}):
            return proved("there is a root that rounds to it")
        wide = _WIDE * place.unit
        if _has_no_root(f, place.value - wide, place.value + wide):
            digits = number_text(value(f, {x: _ball(place.value, place.value)}))
            at = Counterexample((("x", text),), digits, "0") if digits else None
            return refuted(WRONG, "there is no root near this place", at)
    return unknown("no root is found that rounds to it")


def _has_no_root(f: sp.Expr, low: Fraction, high: Fraction) -> bool:
    """Whether the enclosures over the parts of an interval are all free of 0."""
    step = (high - low) / _PARTS
    return all(
        exact_sign(value(f, {x: _ball(low + k * step, low + (k + 1) * step)})) in {1, -1}
        for k in range(_PARTS)
    )


def _ball(low: Fraction, high: Fraction) -> Ball:
    ends = (Ball(flint.fmpq(q.numerator, q.denominator)) for q in (low, high))
    return next(ends).union(next(ends))
