"""Whether an expression is the derivative of another one, everywhere or at a place."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import sympy as sp

from symact.check.judge.assumptions import NONE, Assumptions, letters
from symact.check.judge.enclosures import is_smooth_near, plain
from symact.check.judge.equality import (
    NOWHERE,
    UNSEEN,
    apart_at,
    at_place,
    because,
    edges_of,
)
from symact.check.judge.forms import for_letters, hangs_on_letters
from symact.check.judge.gaps import remark, shared_ends
from symact.check.judge.kinks import Join, convention_at, joins, values_returned
from symact.check.judge.outcome import DOMAIN, KINK_ONLY, honest, proved, refuted, unknown
from symact.check.judge.points import BITS, MANY, search
from symact.check.report import Judgement
from symact.core.activation import x
from symact.core.errors import SymactError
from symact.core.typeset import tex
from symact.core.verdict import Status, Verdict
from symact.derive.branches import has_pieces
from symact.derive.notation import fold
from symact.derive.rules import derivative
from symact.derive.switches import value_at
from symact.derive.verdicts import WHOLE_LINE, derivative_verdict
from symact.kernel.balls import enclose, precision
from symact.kernel.reals import closed_form, compare
from symact.kernel.signs import UndecidedError

WRONG = "SA203"
MAX_ORDER = 8
_NAMES = ("the function", "the derivative as written")


@lru_cache(maxsize=2048)
def slopes_of(f: sp.Expr, order: int) -> tuple[sp.Expr, ...]:
    """A function and its derivatives up to an order, each proved to be that of the one before.

    Raises:
        UnsupportedError, UndecidedError: where one is not found, or not proved.
    """
    if order > MAX_ORDER:
        raise UndecidedError(f"derivatives of an order above {MAX_ORDER} are not looked at")
    if hangs_on_letters(f):
        raise UndecidedError("a case hangs on a letter")
    found = [f]
    for _ in range(order):
        slope = derivative(found[-1])
        verdict = derivative_verdict(found[-1], slope, WHOLE_LINE)
        if verdict.status is not Status.PROVED:
            raise UndecidedError(verdict.reason or "the derivative is not proved")
        found.append(slope)
    return tuple(found)


@honest
def derivative_of(
    f: sp.Expr, slope: sp.Expr, order: int = 1, assumptions: Assumptions = NONE
) -> Judgement:
    r"""Whether an expression is the derivative of a function of x, of the given order.

    A value that is given where no derivative exists is a remark, with what frameworks return.

    Example:
        >>> derivative_of(sp.tanh(x), 1 - sp.tanh(x) ** 2).status
        <Status.PROVED: 'proved'>
        >>> step = sp.Piecewise((1, x > 0), (0, True))
        >>> derivative_of(sp.Max(0, x), step).convention
        'at x = 0 the derivative does not exist; PyTorch, JAX and Keras return 0'
        >>> print(derivative_of(x * sp.exp(x), sp.exp(x)).right)
        e^{x} + x\,e^{x}
    """
    return _derivative_of(plain(f), plain(slope), order, assumptions)


@lru_cache(maxsize=4096)
def _derivative_of(f: sp.Expr, slope: sp.Expr, order: int, assumptions: Assumptions) -> Judgement:
    if order < 1:
        raise UndecidedError("an order below 1")
    if hangs_on_letters(f):
        return _of_hanging(f, slope, order, assumptions)
    *before, truth = slopes_of(f, order)
    quick = search(truth, slope, assumptions, smooth=(f, slope))
    if quick.found is not None:
        return refuted(WRONG, _says(order), quick.found, right=right_form(truth))
    last = before[-1]

    def ask(one: sp.Expr, other: sp.Expr) -> Verdict:
        return derivative_verdict(one, other, shared_ends((f, slope), assumptions))

    verdict, note = for_letters((last, slope), assumptions, ask, (truth, slope))
    if verdict.status is not Status.PROVED or not quick.met:
        more = search(truth, slope, assumptions, count=MANY, smooth=(f, slope))
        if more.found is not None:
            return refuted(WRONG, _says(order), more.found, right=right_form(truth))
        if verdict.status is not Status.PROVED:
            return unknown(because(verdict, more.partly), right=right_form(truth))
        if not more.met:
            return unknown(NOWHERE)
    said = remark(f, slope, assumptions, _NAMES, one_way=True)
    if said and not remark(truth, slope, assumptions, _NAMES, one_way=True):
        said = ""
    if has_pieces(last) or has_pieces(slope):
        return _at_joins((f, last, truth), slope, order, assumptions, (note, said))
    return _with_notes((note, said))


def _with_notes(notes: tuple[str, str], *more: str) -> Judgement:
    """What is proved, with a note of the letters and one of the domain."""
    said = "; ".join(n for n in (*notes, *more) if n)
    return proved(said, code=DOMAIN if notes[1] else "")


def _of_hanging(f: sp.Expr, slope: sp.Expr, order: int, assumptions: Assumptions) -> Judgement:
    """The same for a function whose cases hang on a letter, which is proved or left open."""
    if order > 1:
        raise UndecidedError("a case hangs on a letter")

    def ask(one: sp.Expr, other: sp.Expr) -> Verdict:
        return derivative_verdict(one, other, assumptions.ends)

    undeclared = [s for s in letters(f, slope) if assumptions.domain_of(s) is None]
    verdict, note = for_letters((f, slope), assumptions, ask, (f, f))
    if verdict.status is not Status.PROVED or undeclared:
        return unknown(verdict.reason or "a case hangs on a letter without a domain")
    return proved(note) if search(f, slope, assumptions).met else unknown(NOWHERE)


def _says(order: int) -> str:
    if order == 1:
        return "the derivative is another function"
    return f"the derivative of order {order} is another function"


def right_form(slope: sp.Expr) -> str:
    """A derivative in LaTeX, with the names of textbooks."""
    if isinstance(slope, sp.Piecewise):
        return tex(slope.func(*((fold(e), c) for e, c in slope.args)))
    return tex(fold(slope))


def _at_joins(
    known: tuple[sp.Expr, sp.Expr, sp.Expr],
    slope: sp.Expr,
    order: int,
    assumptions: Assumptions,
    notes: tuple[str, str],
) -> Judgement:
    """What is to be said where pieces meet, of a derivative that is right inside them.

    Args:
        known: the function, its derivative of one order less, and that of the order.
    """
    f, last, truth = known
    if assumptions.moves:
        return _with_notes(notes, UNSEEN)
    try:
        found = [*joins(last, assumptions.ends), *_joins_at_ends(last, assumptions)]
        places = edges_of((slope,), assumptions.ends)
    except SymactError:
        return _with_notes(notes, UNSEEN)
    bends = {join.at: join for join in found}
    for q in places:
        pair = None if q in bends else apart_at(truth, slope, q)
        if pair is not None:
            reason = f"at x = {q} the derivative exists and has another value"
            return refuted(WRONG, reason, at_place(q, *pair), right=right_form(truth))
    remarks = []
    for join in found:
        given = _given(slope, join.at)
        if given is None:
            continue
        if join.slope not in (None, given) and letters(join.slope, given):
            remarks.append((replace(join, slope=None), given))
            continue
        if join.slope is not None and _surely_differ(join.slope, given):
            reason = f"at x = {join.at} the derivative exists and has another value"
            example = at_place(join.at, join.slope, given)
            return refuted(WRONG, reason, example, right=right_form(truth))
        known = values_returned(f, join.at) if order == 1 else (given,)
        if join.slope is None and join.is_kink and given not in known and _is_outside(join, given):
            reason = f"at x = {join.at} the derivative does not exist, and {given} is no convention"
            return unknown(reason, KINK_ONLY)
        if join.slope is None:
            remarks.append((join, given))
    if not remarks:
        return _with_notes(notes)
    text = "; ".join(_convention(f, join, order) for join, _ in remarks)
    words = " and ".join(f"{given} at x = {join.at}" for join, given in remarks)
    note = "; ".join(n for n in (*notes, f"the value {words} is a convention") if n)
    return proved(note, code=KINK_ONLY, convention=text)


def _joins_at_ends(last: sp.Expr, assumptions: Assumptions) -> list[Join]:
    """The places where pieces meet among the ends that belong to the interval."""
    pairs = ((assumptions.lower, assumptions.lower_closed),
             (assumptions.upper, assumptions.upper_closed))  # fmt: skip
    closed = [end for end, is_closed in pairs if is_closed]
    return [join for join in joins(last) if join.at in closed] if closed else []


def _given(slope: sp.Expr, place: sp.Expr) -> sp.Expr | None:
    try:
        return value_at(slope, place)
    except SymactError:
        return None


def _surely_differ(one: sp.Expr, other: sp.Expr) -> bool:
    try:
        return one != other and compare(closed_form(one), closed_form(other)) != 0
    except SymactError:
        return False


def _convention(f: sp.Expr, join: Join, order: int) -> str:
    """What is said of one kink."""
    known = convention_at(f, join.at) if order == 1 else None
    if join.is_kink:
        first = f"at x = {join.at} the derivative does not exist"
    elif join.left is not None and join.right is not None:
        first = f"at x = {join.at} the one-sided derivatives are {join.left} and {join.right}"
    else:
        first = f"at x = {join.at} it is not shown that the derivative exists"
    return f"{first}; {known}" if known else first


@honest
def slope_at(f: sp.Expr, order: int, point: sp.Expr, claimed: sp.Expr) -> Judgement:
    """Whether the derivative of an order, 0 for the function itself, has a value at a place.

    Example:
        >>> s = 1 / (1 + sp.exp(-x))
        >>> slope_at(s, 1, sp.S.Zero, sp.Rational(1, 4)).status
        <Status.PROVED: 'proved'>
        >>> slope_at(sp.Max(0, x), 1, sp.S.Zero, sp.S.Zero).convention
        'at x = 0 the derivative does not exist; PyTorch, JAX and Keras return 0'
    """
    f = plain(f)
    if hangs_on_letters(f):
        raise UndecidedError("a case hangs on a letter")
    join = _join_at(f, order, point)
    if join is not None and join.slope is None:
        return _at_kink(f, join, order, claimed)
    value = join.slope if join is not None else value_of(f, order, point)
    if value is None:
        what = "to have a value" if order == 0 else "to be smooth"
        raise UndecidedError(f"the function is not shown {what} at x = {point}")
    if compare(closed_form(value), closed_form(claimed)) == 0:
        return proved()
    reason = f"the value at x = {point} is another"
    return refuted(WRONG, reason, at_place(point, value, claimed), right=tex(value))


def value_of(f: sp.Expr, order: int, point: sp.Expr) -> sp.Expr | None:
    """The value of a derivative at an exact place; None where it is not known to exist.

    Raises:
        UnsupportedError, UndecidedError: where it is not decided.

    Example:
        >>> value_of(sp.tanh(x), 1, sp.S.Zero)
        1
    """
    f = plain(f)
    if order == 0:
        return value_at(f, point)
    join = _join_at(f, order, point)
    if join is not None:
        return join.slope
    with precision(BITS):
        smooth = is_smooth_near(f, {x: enclose(point)})
    return value_at(slopes_of(f, order)[-1], point) if smooth else None


def _join_at(f: sp.Expr, order: int, point: sp.Expr) -> Join | None:
    """The meeting of two pieces at a place, of the derivative of one order less."""
    if order == 0 or not has_pieces(f):
        return None
    before = slopes_of(f, order - 1)[-1]
    found = joins(before)
    return next((j for j in found if not _surely_differ(j.at, point)), None)


def _at_kink(f: sp.Expr, join: Join, order: int, claimed: sp.Expr) -> Judgement:
    """A value that is claimed where no derivative is: a convention, or out of the question."""
    text = _convention(f, join, order)
    reason = f"at x = {join.at} the derivative does not exist"
    if not join.is_kink:
        raise UndecidedError(f"the function is not shown to be smooth at x = {join.at}")
    if order == 1 and claimed not in values_returned(f, join.at) and _is_outside(join, claimed):
        reason = f"{reason}, and its one-sided values are {join.left} and {join.right}"
        return refuted(WRONG, reason, convention=text)
    return unknown(reason, KINK_ONLY, convention=text)


def _is_outside(join: Join, claimed: sp.Expr) -> bool:
    """Whether a number is proved to lie outside the two one-sided derivatives."""
    if join.left is None or join.right is None:
        return False
    try:
        signs = {
            compare(closed_form(claimed), closed_form(side)) for side in (join.left, join.right)
        }
    except SymactError:
        return False
    return signs in ({1}, {-1})
