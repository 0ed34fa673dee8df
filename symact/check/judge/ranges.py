"""Statements about the set of values of a function, or of a derivative of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeAlias, final

import sympy as sp

from symact.check.judge.assumptions import NONE, Assumptions, letters, places
from symact.check.judge.derivatives import slopes_of
from symact.check.judge.enclosures import plain, value, written
from symact.check.judge.facts import (
    SAME,
    Fixed,
    Match,
    exact_of,
    match,
    number_tex,
    order_of,
    put_in,
    range_in,
    range_tex,
    slope_studied,
    studied,
)
from symact.check.judge.inequalities import range_on
from symact.check.judge.outcome import honest, proved, refuted, unknown
from symact.check.report import Counterexample, Judgement
from symact.core.activation import x
from symact.core.errors import SymactError
from symact.derive.branches import has_pieces
from symact.derive.profile import End, Profile, RangeSet
from symact.kernel.balls import enclose, precision, sign_of

WRONG, ENDS = "SA205", "SA220"
INFINITIES = (sp.oo, -sp.oo)
Claimed: TypeAlias = "sp.Expr | str"


@final
@dataclass(frozen=True, slots=True)
class Claim:
    """An interval that somebody names.

    Attributes:
        lower, upper: exact numbers, or decimals as text.
        closed: whether each end is said to belong to it.
        is_sharp: whether it is known exactly which ends are attained.
    """

    lower: Claimed
    upper: Claimed
    closed: tuple[bool, bool]
    is_sharp: bool = True


@honest
def has_range(  # noqa: PLR0913
    f: sp.Expr,
    lower: Claimed,
    upper: Claimed,
    lower_closed: bool,
    upper_closed: bool,
    *,
    order: int = 0,
    role: str = "range",
    tight: bool = True,
    assumptions: Assumptions = NONE,
) -> Judgement:
    """Whether a function, or its derivative of an order, has an interval as its range.

    Args:
        lower, upper: exact numbers, or decimals as they are written, which are taken as rounded.
        role: ``range``; ``codomain``, a set that holds all values; ``within``, the same in words,
            where nothing is said of the ends.
        tight: for the last two, whether the ends are meant to be the infimum and supremum.

    Example:
        >>> s = 1 / (1 + sp.exp(-x))
        >>> has_range(s, sp.S.Zero, sp.S.One, False, False).status
        <Status.PROVED: 'proved'>
        >>> print(has_range(s, sp.S.Zero, sp.S.One, True, True).reason)
        the value 0 is approached and never attained
        >>> has_range(s, sp.S.Zero, sp.S.One, True, True).code
        'SA220'
    """
    return _has_range(
        plain(f), Claim(lower, upper, (lower_closed, upper_closed)), order, role, tight, assumptions
    )


@lru_cache(maxsize=2048)
def _has_range(
    f: sp.Expr, claim: Claim, order: int, role: str, tight: bool, assumptions: Assumptions
) -> Judgement:
    if not assumptions.is_whole:
        return _on_part(f, claim, order, role, tight, assumptions)
    subject, left = slope_studied(f, order)
    if order > 1 and has_pieces(f):
        claim = Claim(claim.lower, claim.upper, claim.closed, is_sharp=False)

    def question(p: Profile, fixed: Fixed) -> Judgement:
        found = range_in(p, left)
        here = replace(claim, lower=put_in(claim.lower, fixed), upper=put_in(claim.upper, fixed))
        if role == "range":
            return _is_range(found, here)
        return _holds_all(found, here, tight=tight, exact=role == "codomain")

    answer = studied(subject, question, assumptions)
    if answer.code == WRONG and not letters(f) and left == 0:
        example = _outside(subject, claim)
        if example is not None:
            return refuted(WRONG, answer.reason, example, right=answer.right)
    return answer


def _on_part(
    f: sp.Expr, claim: Claim, order: int, role: str, tight: bool, assumptions: Assumptions
) -> Judgement:
    """The same on an interval; what is attained at ends that belong to it is left open."""
    if letters(f) or assumptions.moves or assumptions.without:
        return unknown("the range on such a part of the line is not looked at")
    found = range_on(slopes_of(f, order)[-1], assumptions)
    if assumptions.lower_closed or assumptions.upper_closed or (order and has_pieces(f)):
        claim = Claim(claim.lower, claim.upper, claim.closed, is_sharp=False)
    if role == "range":
        return _is_range(found, claim)
    return _holds_all(found, claim, tight=tight, exact=role == "codomain")


def _ends(found: RangeSet) -> tuple[End, End]:
    return found.infimum, found.supremum


def _is_range(found: RangeSet, claim: Claim) -> Judgement:
    right = range_tex(found)
    notes = []
    is_rounded = False
    for end, claimed, name in zip(
        _ends(found), (claim.lower, claim.upper), ("infimum", "supremum"), strict=True
    ):
        how = match(end.number, claimed)
        if how is Match.APART:
            return refuted(WRONG, f"the {name} is {number_tex(end.number)}", right=right)
        if how not in SAME:
            return unknown(f"the {name} is {number_tex(end.number)}", right=right)
        if how is Match.ROUNDED:
            is_rounded = True
            notes.append(f"the {name} is {number_tex(end.number)}, which is rounded to {claimed}")
    if len(found.intervals) > 1:
        return refuted(WRONG, "some numbers between the ends are no values", right=right)
    for end, closed in zip(_ends(found), claim.closed, strict=True):
        if not end.number.is_finite:
            notes += ["an infinity does not belong to an interval"] * closed
        elif end.attained != closed:
            if is_rounded:
                return unknown(f"{_attained(end)}, and an end is rounded", right=right)
            if not claim.is_sharp:
                return unknown("it is not decided whether the ends are attained", right=right)
            return refuted(ENDS, _attained(end), right=right)
    return proved("; ".join(notes))


def _attained(end: End) -> str:
    number = number_tex(end.number)
    if not end.attained:
        return f"the value {number} is approached and never attained"
    places = end.family or (number_tex(end.at[0]) if end.at else "")
    where = f", at x = {places}" if places else ", on a whole interval" if end.on else ""
    return f"the value {number} is attained{where}"


def _holds_all(found: RangeSet, claim: Claim, *, tight: bool, exact: bool) -> Judgement:
    """Whether every value lies in the interval that is named."""
    right = range_tex(found)
    agree, notes = True, []
    for end, claimed, inward, closed in zip(
        _ends(found), (claim.lower, claim.upper), (1, -1), claim.closed, strict=True
    ):
        how = match(end.number, claimed)
        if how in SAME:
            if exact and end.attained and not closed and how is Match.SAME and claim.is_sharp:
                return refuted(ENDS, _attained(end), right=right)
            if how is Match.ROUNDED:
                notes.append(f"{claimed} is {number_tex(end.number)}, rounded")
            continue
        if how is not Match.APART:
            return unknown(f"an end of the range is {number_tex(end.number)}", right=right)
        if order_of(end.number, exact_of(claimed)) != inward:
            reason = f"it has values that come near {number_tex(end.number)}"
            return refuted(WRONG, reason, right=right)
        agree = False
    if tight and not agree:
        return unknown("all values lie inside, and the interval is larger than needed", right=right)
    return proved("; ".join(notes))


def _outside(f: sp.Expr, claim: Claim) -> Counterexample | None:
    """A place at which the value lies outside the interval that is named, if a simple one does."""
    try:
        bounds = [(exact_of(claim.lower), -1), (exact_of(claim.upper), 1)]
        with precision(128):
            for q in places(NONE, {}):
                here = value(f, {x: enclose(q)}, strict=True)
                for bound, side in bounds:
                    if bound not in INFINITIES and sign_of(here - value(bound, {})) == side:
                        return _example(f, q, bound)
    except SymactError:
        return None
    return None


def _example(f: sp.Expr, q: sp.Rational, bound: sp.Expr) -> Counterexample | None:
    values = written(f, {x: q}), written(bound, {})
    if values[0] is None or values[1] is None:
        return None
    return Counterexample(((str(x), str(q)),), values[0], values[1])
