"""Families: infinitely many places that repeat with a period, as a formula in the integer k."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import sympy as sp

from symact.core.number import Number
from symact.kernel.reals import Real, closed_form, compare

K = sp.Symbol("k", integer=True)


def family(places: Sequence[Real], period: sp.Expr) -> str | None:
    """The places with all whole multiples of the period added; None for no places.

    Args:
        places: one of each class, in increasing order, all within one period.

    Example:
        >>> family([closed_form(sp.S.Zero), closed_form(sp.pi)], 2 * sp.pi)
        'pi*k'
    """
    if not places:
        return None
    exact = [place.exact for place in places if place.exact is not None]
    if len(exact) == len(places) and is_even(exact, period):
        return formula(nearest(exact[0], period / len(exact)), period / len(exact))
    return ", ".join(
        progression(place, period)
        if place.exact is None
        else formula(nearest(place.exact, period), period)
        for place in places
    )


def progression(first: Real, step: sp.Expr) -> str:
    """A place with multiples of a step added."""
    if first.exact is None:
        return f"{first.number().decimal} + {sp.sstr(step * K)}"
    return formula(first.exact, step)


def is_even(places: Sequence[sp.Expr], period: sp.Expr) -> bool:
    """Whether the places divide the period into equal parts."""
    step = period / len(places)
    return all(compare(closed_form(b - a), closed_form(step)) == 0 for a, b in pairwise(places))


def formula(first: sp.Expr, period: sp.Expr) -> str:
    """A place with all whole multiples of the period added."""
    return sp.sstr(sp.expand(first + period * K))


def nearest(place: sp.Expr, period: sp.Expr) -> sp.Expr:
    """The place of the same class that is nearest to 0, the positive one of two."""
    return place - math.ceil(float(place / period) - 0.5) * period


def shifted(place: Real, by: sp.Expr) -> Real:
    """A place moved by an exact number."""
    if place.exact is not None:
        return closed_form(place.exact + by)
    moved = closed_form(by)
    return Real(None, lambda bits: place.enclosure(bits) + moved.enclosure(bits))


def numbers(places: Sequence[Real]) -> tuple[Number, ...]:
    """The places, printed."""
    return tuple(place.number() for place in places)
