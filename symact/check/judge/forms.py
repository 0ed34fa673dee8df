"""Proofs about expressions with letters: for all their values, by way of positive ones.

The kernel decides a case that hangs on a letter as if the letter were positive. So a letter of
another domain is written with a positive one first, and the ends of the domain are taken alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from itertools import product
from typing import TypeAlias

import sympy as sp

from symact.check.judge.assumptions import Assumptions, letters
from symact.check.judge.points import MANY, search
from symact.core.activation import Domain, x
from symact.core.errors import AmbiguousError
from symact.core.verdict import Status, Verdict
from symact.derive.switches import SWITCHES, deciders, put

Sides: TypeAlias = tuple[sp.Expr, sp.Expr]
Question: TypeAlias = Callable[[sp.Expr, sp.Expr], Verdict]
MOST = 9
_NEGATIVE = Domain(upper=Fraction(0))


def for_letters(
    sides: Sides, assumptions: Assumptions, ask: Question, compared: Sides
) -> tuple[Verdict, str]:
    """The verdict on a question about two expressions, and of which letters it speaks.

    A letter without a domain is taken to be positive where it matters, and the note says so,
    unless a negative value of it breaks the statement: then the statement is open.

    Args:
        compared: the two expressions whose values tell whether a statement is broken.
    """
    names = letters(*sides)
    hangs = any(hangs_on_letters(side) for side in sides)
    verdict = Verdict(Status.UNKNOWN, "a case hangs on a letter")
    if not hangs:
        verdict = _asked(ask, sides)
        if verdict.status is Status.PROVED or not names:
            return verdict, ""
    rows = [forms(s, assumptions.domain_of(s)) for s in names]
    combined = list(product(*rows))
    if len(combined) > MOST:
        return verdict, ""
    for combination in combined:
        table = dict(zip(names, combination, strict=True))
        verdict = _asked(ask, (put(sides[0], table), put(sides[1], table)))
        if verdict.status is not Status.PROVED:
            return verdict, ""
    return _of_undeclared(verdict, names, assumptions, compared)


def _asked(ask: Question, sides: Sides) -> Verdict:
    try:
        return ask(*sides)
    except AmbiguousError as error:
        return Verdict(Status.UNKNOWN, str(error))


def _of_undeclared(
    verdict: Verdict, names: tuple[sp.Symbol, ...], assumptions: Assumptions, compared: Sides
) -> tuple[Verdict, str]:
    undeclared = [s for s in names if assumptions.domain_of(s) is None]
    for symbol in undeclared:
        negative = replace(assumptions, domains=(*assumptions.domains, (symbol, _NEGATIVE)))
        if search(*compared, negative, count=MANY).found is not None:
            reason = f"it holds for {symbol} > 0 and not for {symbol} < 0: state which is meant"
            return Verdict(Status.UNKNOWN, reason), ""
    said = " and ".join(f"{s} > 0" for s in undeclared)
    return verdict, f"for {said}" if said else ""


def hangs_on_letters(expression: sp.Expr) -> bool:
    """Whether it takes the value of a letter to know which case holds.

    Example:
        >>> a = sp.Symbol("a", real=True)
        >>> hangs_on_letters(sp.Max(x, a * x)), hangs_on_letters(a * sp.Max(0, x))
        (True, False)
    """
    return any(
        decider.free_symbols - {x}
        for node in expression.atoms(*SWITCHES)
        for decider in deciders(node)
    )


def forms(symbol: sp.Symbol, domain: Domain | None) -> tuple[sp.Expr, ...]:
    """The numbers of a domain as expressions in one positive letter, with its ends one by one.

    Example:
        >>> forms(sp.Symbol("a", real=True), Domain(Fraction(0), Fraction(1), lower_closed=True))
        (a/(a + 1), 0)
    """
    t = sp.Symbol(symbol.name, positive=True)
    if domain is None:
        return (t,)
    lower = None if domain.lower is None else _number(domain.lower)
    upper = None if domain.upper is None else _number(domain.upper)
    if lower is None and upper is None:
        return (t, -t, sp.S.Zero)
    if upper is None:
        inside = lower + t
    elif lower is None:
        inside = upper - t
    else:
        inside = lower + (upper - lower) * t / (1 + t)
    ends = ((lower, domain.lower_closed), (upper, domain.upper_closed))
    return (inside, *(end for end, closed in ends if closed and end is not None))


def _number(q: Fraction) -> sp.Rational:
    return sp.Rational(q.numerator, q.denominator)
