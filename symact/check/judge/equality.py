"""Whether two expressions are equal wherever both have a value."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import sympy as sp

from symact.check.judge.assumptions import NONE, Assumptions, letters
from symact.check.judge.enclosures import number_text, plain
from symact.check.judge.forms import for_letters
from symact.check.judge.gaps import needs, remark, shared_ends
from symact.check.judge.outcome import DOMAIN, KINK_ONLY, honest, proved, refuted, unknown
from symact.check.judge.points import MANY, search
from symact.check.judge.scaling import unscaled
from symact.check.report import Counterexample, Judgement
from symact.core.activation import x
from symact.core.claims import Ends
from symact.core.errors import SymactError
from symact.core.verdict import Status, Verdict
from symact.derive.branches import has_pieces
from symact.derive.pieces import branches_in
from symact.derive.regions import order, region
from symact.derive.switches import value_at
from symact.derive.verdicts import identity_verdict
from symact.kernel.balls import enclose, precision
from symact.kernel.reals import closed_form, compare

FALSE = "SA201"
DIFFER = "the two sides differ"
UNSEEN = "inside the pieces; nothing is said of their ends"
NOWHERE = "no place was found at which both sides have a value"


@honest
def equal(
    left: sp.Expr,
    right: sp.Expr,
    assumptions: Assumptions = NONE,
    strict_points: tuple[sp.Expr, ...] = (),
) -> Judgement:
    """Whether two sides are equal at every x, and for all values of other letters.

    A difference at the edge of a case alone is a remark, as is a place where one side alone has
    a value.

    Args:
        strict_points: places at which a difference is no remark but an error.

    Example:
        >>> equal(sp.tanh(x) ** 2, 1 - 1 / sp.cosh(x) ** 2).status
        <Status.PROVED: 'proved'>
        >>> equal(sp.sqrt(x**2), x).counterexample
        Counterexample(at=(('x', '-1'),), left='1', right='-1')
        >>> equal(sp.log(x**2), 2 * sp.log(x)).note
        'the right side has no value for x <= 0'
    """
    return _equal(plain(left), plain(right), assumptions, tuple(strict_points))


@lru_cache(maxsize=4096)
def _equal(
    left: sp.Expr, right: sp.Expr, assumptions: Assumptions, strict_points: tuple[sp.Expr, ...]
) -> Judgement:
    left, right = unscaled(left, assumptions), unscaled(right, assumptions)
    if left == right:
        return proved()
    quick = search(left, right, assumptions)
    if quick.found is not None:
        return refuted(FALSE, DIFFER, quick.found)
    verdict, note = shown_equal(left, right, assumptions)
    powers = [_wild_powers(side, assumptions) for side in (left, right)]
    if all(powers) and powers[0] != powers[1]:
        verdict = Verdict(Status.UNKNOWN, "a power with x in it, of a base that may be negative")
    if verdict.status is not Status.PROVED or not quick.met:
        more = search(left, right, assumptions, count=MANY)
        if more.found is not None:
            return refuted(FALSE, DIFFER, more.found)
        if verdict.status is not Status.PROVED:
            return unknown(because(verdict, more.partly))
        if not more.met:
            return unknown(NOWHERE)
    return _with_remarks(left, right, assumptions, strict_points, note)


def _wild_powers(side: sp.Expr, assumptions: Assumptions) -> set[sp.Pow]:
    """The powers that have values beside those for a positive base, at whole exponents."""
    if assumptions.lower.is_nonnegative:
        return set()
    return {
        power
        for power in side.atoms(sp.Pow)
        if power.exp.has(x) and not power.base.is_number and ("> 0", power.base) in needs(side)
    }


def because(verdict: Verdict, partly: str) -> str:
    """Why a statement is neither proved nor refuted."""
    if partly:
        return f"it fails for {partly} and may hold for other values: state what they may be"
    if verdict.status is Status.REFUTED:
        return "the two sides differ somewhere, and no simple place shows it"
    return verdict.reason or "the two sides are not shown to be equal"


def shown_equal(left: sp.Expr, right: sp.Expr, assumptions: Assumptions) -> tuple[Verdict, str]:
    """The kernel's verdict on an identity, and for which letters it holds if not for all."""

    def ask(one: sp.Expr, other: sp.Expr) -> Verdict:
        return identity_verdict(one, other, shared_ends((left, right), assumptions))

    return for_letters((left, right), assumptions, ask, (left, right))


def _with_remarks(
    left: sp.Expr,
    right: sp.Expr,
    assumptions: Assumptions,
    strict_points: tuple[sp.Expr, ...],
    note: str,
) -> Judgement:
    """What is proved inside the pieces, with what is to be said of the places between them."""
    if not strict_points and not (has_pieces(left) or has_pieces(right)):
        said = remark(left, right, assumptions)
        return proved(_join(note, said), code=DOMAIN if said else "")
    try:
        edges = [] if assumptions.moves else edges_of((left, right), assumptions.ends)
    except SymactError:
        edges, note = [], _join(note, UNSEEN)
    lone = [(q, pair) for q in edges if (pair := apart_at(left, right, q)) is not None]
    for q in strict_points:
        pair = apart_at(left, right, q)
        if pair is not None:
            return refuted(FALSE, f"the two sides differ at x = {q}", at_place(q, *pair))
    said = remark(left, right, assumptions)
    if said:
        return proved(_join(note, said), code=DOMAIN)
    if lone:
        q, (one, other) = lone[0]
        words = f"at x = {q} alone the two sides differ: {one} and {other}"
        return proved(_join(note, words), code=KINK_ONLY)
    return proved(note)


def edges_of(functions: Iterable[sp.Expr], on: Ends) -> list[sp.Expr]:
    """The places inside an interval at which the formula of some function changes."""
    found: list[sp.Expr] = []
    for function in functions:
        if has_pieces(function):
            found += [piece.upper for piece in branches_in(function, region(*on))[:-1]]
    return order(found) if len(found) > 1 else found


def apart_at(left: sp.Expr, right: sp.Expr, place: sp.Expr) -> tuple[sp.Expr, sp.Expr] | None:
    """The two values at a place where both exist and are proved to differ, or None."""
    try:
        one, other = value_at(left, place), value_at(right, place)
        if one is None or other is None or one == other or letters(one, other):
            return None
        return (one, other) if compare(closed_form(one), closed_form(other)) else None
    except SymactError:
        return None


def at_place(place: sp.Expr, left: sp.Expr, right: sp.Expr) -> Counterexample:
    """A counterexample with two exact values."""
    return Counterexample(((str(x), str(place)),), digits_of(left), digits_of(right))


def digits_of(number: sp.Expr) -> str:
    """A constant in proved digits, or as it stands where it holds letters."""
    if number.free_symbols:
        return str(number)
    for bits in (128, 512, 2048):
        with precision(bits):
            text = number_text(enclose(number))
        if text is not None:
            return text
    return str(number)


def _join(*notes: str) -> str:
    return "; ".join(note for note in notes if note)
