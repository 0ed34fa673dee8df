"""The zeros of a product: those of its factors, each free of sines or with a period."""

from __future__ import annotations

from typing import TypeAlias

import sympy as sp

from symact.core.activation import x
from symact.core.errors import SymactError
from symact.derive.families import family, formula, is_even, nearest, numbers
from symact.derive.harmonics import harmonics
from symact.derive.levels import isolated, sign_curve
from symact.derive.local import Local
from symact.derive.periodic import finite_zeros
from symact.derive.pieces import pieces_of, pieces_on
from symact.derive.profile import PointSet
from symact.derive.regions import ANGLES
from symact.derive.waves import period_of
from symact.kernel.balls import enclose, precision, sign_of
from symact.kernel.reals import Real, closed_form, compare, tidy
from symact.kernel.signs import UndecidedError
from symact.kernel.translate import field_of

BITS = 192
MAX_ORDER = 12


def product_zeros(expression: sp.Expr) -> PointSet | None:
    """The zeros of a function that is a product of such factors; None when it is no such one.

    Raises:
        UndecidedError: when two zeros are not told apart.
    """
    try:
        parts = harmonics(expression)
        simple = parts.at_phase(parts.rate * x)
        tower, (left, right) = field_of(simple, expression)
    except SymactError:
        return None
    if not tower.is_zero(left - right):
        return None
    top, bottom = sp.fraction(sp.together(simple))
    if bottom.has(*ANGLES):
        return None
    formulas: list[str] = []
    first: list[Real] = []
    waves: list[sp.Expr] = []
    single: list[Real] = []
    for factor in sp.Mul.make_args(sp.factor(top)):
        base = factor.base if factor.is_Pow and factor.exp.is_Integer else factor
        if not base.has(x):
            continue
        found = _of_factor(base, top, bottom)
        if found is None:
            return None
        if isinstance(found, tuple):
            formulas += [found[0]] if found[0] else []
            first += found[1]
            waves.append(base)
        else:
            single += found
    kept = [p for p in single if not _is_zero(bottom, p) or _is_filled_root(top, bottom, p)]
    if not formulas:
        return PointSet(numbers(kept))
    kept = [p for p in kept if not any(_is_zero(wave, p) for wave in waves)]
    formulas += [str(p.exact) if p.exact is not None else p.number().decimal for p in kept]
    points = sorted([*kept, *first], key=lambda p: float(p.number()))
    return PointSet(numbers(points), infinite=True, family=", ".join(formulas))


Family: TypeAlias = "tuple[str, list[Real]]"


def _of_factor(base: sp.Expr, top: sp.Expr, bottom: sp.Expr) -> Family | list[Real] | None:
    """The zeros of a factor: a family, finitely many, or None where they are not found."""
    if not base.has(*ANGLES):
        return _single(base)
    repeated = period_of(base)
    if repeated is not None and repeated.shift != 0:
        return finite_zeros(base)
    return _recurring(base, top, bottom)


def _single(factor: sp.Expr) -> list[Real] | None:
    try:
        pieces = pieces_of(factor)
        return isolated(sign_curve(pieces, tuple(map(Local.of, pieces.pieces)), sp.S.Zero))
    except SymactError:
        return None


def _recurring(factor: sp.Expr, top: sp.Expr, bottom: sp.Expr) -> Family | None:
    """The zeros of a periodic factor as a formula, without those that a denominator takes.

    With the formula come the zeros of each class that are nearest to 0.
    """
    repeated = period_of(factor)
    if repeated is None or repeated.shift != 0:
        return None
    half = repeated.length / 2
    try:
        pieces = pieces_on(repeated.expression, -half, half)
        places = isolated(sign_curve(pieces, tuple(map(Local.of, pieces.pieces)), sp.S.Zero))
        if (
            compare(closed_form(repeated.expression.xreplace({x: half})), closed_form(sp.S.Zero))
            == 0
        ):
            places.append(closed_form(half))
        written = family(places, repeated.length) or ""
        removed = _single(bottom) if bottom.has(x) else []
    except SymactError:
        return None
    if removed is None:
        return None
    taken = []
    for place in removed:
        if place.exact is None:
            return None
        if _is_zero(repeated.expression, place) and not _is_filled_root(top, bottom, place):
            taken.append(place.exact)
    if not taken:
        return written, places
    exact = [place.exact for place in places if place.exact is not None]
    if len(exact) < len(places) or not is_even(exact, repeated.length):
        return None
    return _without(taken, exact[0], repeated.length / len(exact))


def _without(taken: list[sp.Expr], place: sp.Expr, step: sp.Expr) -> Family | None:
    """A family of one class without some of its places, and the place nearest to 0 that is left."""
    start = nearest(place, step)
    counts = [tidy((each - start) / step) for each in taken]
    if not all(count.is_Integer for count in counts):
        return None
    left = next(k for k in (0, 1, -1, 2, -2, 3, -3, *range(4, 99)) if k not in counts)
    excluded = "".join(f", k != {k}" for k in counts)
    return formula(start, step) + excluded, [closed_form(start + left * step)]


def _is_filled_root(top: sp.Expr, bottom: sp.Expr, place: Real) -> bool:
    """Whether a quotient 0/0 is filled by 0: its numerator vanishes there to a higher order."""
    return _order(top, place) > _order(bottom, place)


def _order(expression: sp.Expr, place: Real) -> int:
    """The order to which an analytic expression vanishes at an exact place.

    Raises:
        UndecidedError: for a place without a closed form, or beyond order 12.
    """
    for order in range(MAX_ORDER):
        if not _is_zero(expression, place):
            return order
        expression = expression.diff(x)
    raise UndecidedError("the order of a zero is not seen")


def _is_zero(expression: sp.Expr, place: Real) -> bool:
    if not expression.has(x):
        return expression == 0
    if place.exact is None:
        with precision(BITS):
            if sign_of(enclose(expression, place.enclosure(BITS))):
                return False
        raise UndecidedError("it is not decided whether a zero is cancelled")
    return compare(closed_form(expression.xreplace({x: place.exact})), closed_form(sp.S.Zero)) == 0
