"""Statements about limits, at the ends of the line and at places."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import sympy as sp

from symact.check.judge.assumptions import NONE, Assumptions, letters
from symact.check.judge.derivatives import value_of
from symact.check.judge.enclosures import is_smooth_near, plain
from symact.check.judge.equality import equal
from symact.check.judge.facts import (
    SAME,
    Fixed,
    Match,
    known,
    match,
    number_tex,
    put_in,
    slope_studied,
    studied,
)
from symact.check.judge.gaps import needs
from symact.check.judge.numbers import measured
from symact.check.judge.outcome import honest, proved, refuted, unknown
from symact.check.report import Counterexample, Judgement
from symact.core.activation import x
from symact.core.number import Number
from symact.core.verdict import Status
from symact.derive.branches import has_pieces
from symact.derive.domains import Piece
from symact.derive.local import Local
from symact.derive.pieces import branches_in, pieces_on
from symact.derive.profile import Profile
from symact.derive.regions import ANGLES, end_place, part, region
from symact.derive.rules import derivative
from symact.kernel.balls import enclose, precision
from symact.kernel.reals import Real, closed_form, compare
from symact.kernel.signs import UndecidedError

WRONG = "SA207"
_JUMPS = (sp.floor, sp.ceiling, sp.Mod, sp.sign, sp.Heaviside)
INFINITIES = (sp.oo, -sp.oo)


@honest
def limit(
    f: sp.Expr,
    order: int,
    target: sp.Expr,
    side: str,
    value: sp.Expr | str,
    assumptions: Assumptions = NONE,
) -> Judgement:
    """Whether a function, or its derivative of an order, tends to a value at a place or infinity.

    Args:
        side: ``+`` from above, ``-`` from below, empty for both.

    Example:
        >>> limit(sp.tanh(x), 0, sp.oo, "", sp.S.One).status
        <Status.PROVED: 'proved'>
        >>> print(limit(sp.exp(x), 0, -sp.oo, "", sp.S.One).reason)
        the limit is 0
        >>> print(limit(sp.sign(x), 0, sp.S.Zero, "", sp.S.Zero).reason)
        the limits from the two sides differ: -1 and 1
    """
    if not isinstance(value, str):
        value = plain(value)
    return _limit(plain(f), order, plain(target), side, value, assumptions)


@lru_cache(maxsize=2048)
def _limit(
    f: sp.Expr,
    order: int,
    target: sp.Expr,
    side: str,
    value: sp.Expr | str,
    assumptions: Assumptions,
) -> Judgement:
    if target in INFINITIES:
        return _far(f, order, target, value, assumptions)
    if letters(f, target):
        if isinstance(value, str) or letters(target):
            raise UndecidedError("a limit at a place is not looked at with letters in it")
        return _with_letters(f, order, target, side, value, assumptions)
    numbers = _near(f, order, target, side)
    if len(numbers) > 1:
        left, right = (n.number() for n in numbers)
        if compare(*numbers):
            both = f"{number_tex(left)} and {number_tex(right)}"
            if {match(left, value), match(right, value)} == {Match.APART} or side == "":
                return refuted(WRONG, f"the limits from the two sides differ: {both}")
    return _compared(numbers[0].number(), value)


def _far(
    f: sp.Expr, order: int, target: sp.Expr, value: sp.Expr | str, assumptions: Assumptions
) -> Judgement:
    subject, left = slope_studied(f, order)
    index = 1 if target == sp.oo else 0

    def question(p: Profile, fixed: Fixed) -> Judgement:
        found = known(p, "derivative_limits" if left else "limits")
        number = found[index] if isinstance(found, tuple) else None
        if not isinstance(number, Number):
            if subject.has(*ANGLES):
                return refuted(WRONG, "there is no limit")
            return unknown("no limit is found")
        return _compared(number, put_in(value, fixed))

    return studied(subject, question, assumptions)


def _with_letters(
    f: sp.Expr, order: int, target: sp.Expr, side: str, value: sp.Expr, assumptions: Assumptions
) -> Judgement:
    """The verdict where letters are left: only where the formulas are continuous everywhere."""
    slopes = [f]
    if has_pieces(f):
        ends = region(target - 1, target + 1)
        near = [p for p in branches_in(f, ends) if p.expression is not None]
        slopes = [
            p.expression
            for p in near
            if (p.upper == target and side != "+") or (p.lower == target and side != "-")
        ] or [p.expression for p in near if _is_inside(p, target)]
    for _ in range(order):
        slopes = [derivative(slope) for slope in slopes]
    if not slopes or any(needs(s) or has_pieces(s) or s.has(*_JUMPS) for s in slopes):
        raise UndecidedError("a limit at a place is not looked at with letters in it")
    found = [equal(slope.subs(x, target), value, assumptions) for slope in slopes]
    worst = next((j for j in found if j.status is not Status.PROVED), found[0])
    return replace(worst, code=WRONG) if worst.status is Status.REFUTED else worst


def _is_inside(piece: Piece, target: sp.Expr) -> bool:
    at = closed_form(target)
    return compare(end_place(piece.lower), at) < 0 < compare(end_place(piece.upper), at)


def _compared(number: Number, value: sp.Expr | str) -> Judgement:
    how = match(number, value)
    right = number_tex(number)
    if how in SAME:
        return proved(f"the limit is {right}, which is rounded" if how is Match.ROUNDED else "")
    if how is not Match.APART:
        return unknown(f"the limit is {right}", right=right)
    letters_in = number.exact is not None and number.exact.free_symbols
    example = None
    if number.is_finite and value not in INFINITIES and not letters_in and number.around is None:
        example = Counterexample((), measured(number).digits(), str(value))
    return refuted(WRONG, f"the limit is {right}", example, right=right)


def _near(f: sp.Expr, order: int, target: sp.Expr, side: str) -> tuple[Real, ...]:
    """The limit at a place, or the two of them from both sides where pieces meet."""
    with precision(128):
        smooth = is_smooth_near(f, {x: enclose(target)})
    if smooth:
        value = value_of(f, order, target)
        if value is None:
            raise UndecidedError("the value at the place is not found")
        return (closed_form(value),)
    at = closed_form(target)
    found: list[Real] = []
    for piece in pieces_on(f, target - 1, target + 1).pieces:
        lower, upper = (compare(end_place(end), at) for end in (piece.lower, piece.upper))
        if piece.expression is None or lower > 0 or upper < 0:
            continue
        if upper >= 0 > lower and side != "+":
            before = Piece(part(piece.region, piece.lower, target), piece.expression)
            found.append(_end_of(before, order, upper=True))
        if lower <= 0 < upper and side != "-":
            after = Piece(part(piece.region, target, piece.upper), piece.expression)
            found.append(_end_of(after, order, upper=False))
    if not found or (side == "" and len(found) > 2):
        raise UndecidedError("the function has no values next to the place")
    return tuple(found)


def _end_of(piece: Piece, order: int, *, upper: bool) -> Real:
    local = Local.of(piece)
    if local is None:
        raise UndecidedError("the function has no values next to the place")
    return local.limit(order, upper=upper)
