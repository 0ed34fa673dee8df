"""Statements of the form f(x) < g(x), for all x of an interval."""

from __future__ import annotations

from functools import lru_cache

import sympy as sp

from symact.check.judge.assumptions import NONE, Assumptions, letters, places, settings
from symact.check.judge.enclosures import plain, value
from symact.check.judge.equality import digits_of
from symact.check.judge.facts import Fixed, profile_of, range_in, studied
from symact.check.judge.outcome import honest, proved, refuted, unknown
from symact.check.judge.points import BITS, example
from symact.check.report import Counterexample, Judgement
from symact.core.activation import x
from symact.core.budget import searching_for
from symact.core.errors import SymactError
from symact.core.verdict import Status
from symact.derive.curves import curve
from symact.derive.images import image
from symact.derive.local import Local
from symact.derive.pieces import pieces_in
from symact.derive.profile import End, Profile, RangeSet
from symact.derive.regions import ANGLES, region
from symact.derive.switches import value_at
from symact.kernel.balls import Ball, enclose, precision, sign_of
from symact.kernel.reals import closed_form
from symact.kernel.reals import compare as ordered
from symact.kernel.signs import UndecidedError

FALSE = "SA201"
SECONDS = 10.0
# The signs that the difference of the two sides may have.
SIGNS = {
    "<": (-1,),
    "<=": (-1, 0),
    ">": (1,),
    ">=": (0, 1),
    "!=": (-1, 1),
}


@honest
def compare(
    left: sp.Expr, right: sp.Expr, relation: str, assumptions: Assumptions = NONE
) -> Judgement:
    """Whether one side is in a relation to the other one at every x where both have a value.

    Args:
        relation: ``<``, ``<=``, ``>``, ``>=`` or ``!=``.

    Example:
        >>> s = 1 / (1 + sp.exp(-x))
        >>> compare(s, sp.S.One, "<").status
        <Status.PROVED: 'proved'>
        >>> compare(s * (1 - s), sp.Rational(1, 5), "<=").counterexample
        Counterexample(at=(('x', '1/2'),), left='0.235003712202', right='0.200000000000')
        >>> compare(x**2, sp.S.Zero, ">").counterexample
        Counterexample(at=(('x', '0'),), left='0', right='0')
    """
    if relation not in SIGNS:
        raise UndecidedError(f"the relation {relation} is not one that is decided")
    return _compared(plain(left), plain(right), relation, assumptions)


@lru_cache(maxsize=2048)
def _compared(left: sp.Expr, right: sp.Expr, relation: str, assumptions: Assumptions) -> Judgement:
    allowed = SIGNS[relation]
    broken = _broken(left, right, allowed, assumptions)
    if broken is not None:
        return refuted(FALSE, "it fails at a place", broken)
    gap = left - right

    def question(p: Profile, _: Fixed) -> Judgement:
        return _of_range(range_in(p, 0), allowed, (left, right))

    if letters(gap):
        if not assumptions.is_whole:
            return unknown("an inequality with letters on a part of the line is not looked at")
        return studied(gap, question, assumptions)
    if not gap.has(x):
        sign = ordered(closed_form(gap), closed_form(sp.S.Zero))
        return proved() if sign in allowed else refuted(FALSE, "the numbers are not in order")
    if assumptions.moves:
        return unknown("an inequality on an interval with letters in its ends is not looked at")
    answers = [
        _of_range(range_on(gap, part), allowed, (left, right)) for part in assumptions.parts()
    ]
    ends = _at_ends((left, right), allowed, assumptions)
    kept = [ends] if ends is not None else [a for a in answers if a.status is not Status.PROVED]
    return kept[0] if kept else proved()


def range_on(f: sp.Expr, assumptions: Assumptions = NONE) -> RangeSet:
    """The range of a function of x on the interval in which x lies, its ends left out.

    Raises:
        UndecidedError, UnsupportedError: where it is not found.

    Example:
        >>> range_on(x**2, Assumptions(lower=sp.S.One)).infimum.number.exact
        1
    """
    ends = assumptions.ends
    if ends == (-sp.oo, sp.oo) and f.has(*ANGLES):
        return range_in(profile_of(f), 0)
    with searching_for(SECONDS):
        pieces = pieces_in(f, region(*ends))
        return image(curve(pieces, tuple(map(Local.of, pieces.pieces)), 0))


def _broken(
    left: sp.Expr, right: sp.Expr, allowed: tuple[int, ...], assumptions: Assumptions
) -> Counterexample | None:
    """A rational place at which the difference has another sign, or None.

    With letters of which nothing is said it has to have it for all their values that are tried.
    """
    symbols = letters(left, right, assumptions.lower, assumptions.upper)
    every = any(assumptions.domain_of(s) is None for s in symbols)
    found = []
    for setting in settings(symbols, assumptions):
        chosen = {s: sp.Rational(q.numerator, q.denominator) for s, q in setting.items()}
        place = _broken_place((left, right), allowed, assumptions, chosen)
        if place is None:
            if every:
                return None
            continue
        counter = example(left, right, {x: place, **chosen})
        if counter is not None:
            found.append(counter)
            if not every:
                break
    return found[0] if found else None


def _broken_place(
    sides: tuple[sp.Expr, sp.Expr],
    allowed: tuple[int, ...],
    assumptions: Assumptions,
    chosen: dict[sp.Symbol, sp.Rational],
) -> sp.Rational | None:
    with precision(BITS):
        values = {s: enclose(q) for s, q in chosen.items()}
        for q in places(assumptions, values):
            at = {**values, x: enclose(q)}
            one, other = (value(side, at) for side in sides)
            if not (one.is_finite() and other.is_finite()):
                continue
            sign = sign_of(one - other)
            if (sign and sign not in allowed) or (0 not in allowed and _is_exactly_0(one - other)):
                return q
    return None


def _is_exactly_0(ball: Ball) -> bool:
    return bool(ball == 0)


def _of_range(
    found: RangeSet, allowed: tuple[int, ...], sides: tuple[sp.Expr, sp.Expr]
) -> Judgement:
    """The answer that the range of the difference gives."""
    low, high = found.infimum, found.supremum
    for end, side in ((low, 1), (high, -1)):
        sign = _sign(end)
        # Whether all values lie strictly on one side of 0, or on it too.
        if sign == side or (sign == 0 and not end.attained):
            return proved() if side in allowed else _false(end, sides)
        if sign == 0 and {side, 0} <= {*allowed}:
            return proved()
        if sign == 0 and 0 not in allowed:
            return _false(end, sides)
    # The difference takes both signs now, or the wrong one and 0.
    for end in (low, high):
        if _sign(end) and _sign(end) not in allowed:
            return _false(end, sides)
    raise UndecidedError("the inequality is neither shown nor broken")


def _sign(end: End) -> int:
    number = end.number
    if number.exact in (sp.oo, -sp.oo):
        return 1 if number.exact == sp.oo else -1
    if number.exact is not None:
        return ordered(closed_form(number.exact), closed_form(sp.S.Zero))
    if number.around is not None or not number.decimal.strip("-0."):
        raise UndecidedError("the sign of an extremum is not decided")
    return -1 if number.decimal.startswith("-") else 1


def _false(end: End, sides: tuple[sp.Expr, sp.Expr]) -> Judgement:
    """The refutation at the place where the difference has its extremum."""
    places_of = [p.exact for p in end.at if p.exact is not None]
    places_of += [e.exact for s in end.on for e in (s.lower, s.upper) if e.is_finite]
    for q in places_of:
        if q is None or q.free_symbols:
            continue
        try:
            values = [value_at(side, q) for side in sides]
        except SymactError:
            continue
        if values[0] is not None and values[1] is not None:
            texts = tuple(map(digits_of, values))
            counter = Counterexample(((str(x), str(q)),), *texts)
            return refuted(FALSE, f"it fails at x = {q}", counter)
    number = end.number.exact if end.number.exact is not None else end.number.decimal
    return refuted(FALSE, f"the difference of the sides comes to {number}")


def _at_ends(
    sides: tuple[sp.Expr, sp.Expr], allowed: tuple[int, ...], assumptions: Assumptions
) -> Judgement | None:
    """The refutation at an end that belongs to the interval; None where the ends are right."""
    for end, closed in (
        (assumptions.lower, assumptions.lower_closed),
        (assumptions.upper, assumptions.upper_closed),
    ):
        if not closed or not end.is_finite:
            continue
        values = [value_at(side, end) for side in sides]
        if values[0] is None or values[1] is None:
            continue
        if ordered(*map(closed_form, values)) not in allowed:
            counter = Counterexample(((str(x), str(end)),), *map(digits_of, values))
            return refuted(FALSE, f"it fails at x = {end}", counter)
    return None
