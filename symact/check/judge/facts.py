"""What is proved of a function as a whole, studied once: profiles, ranges, and cases of letters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import Enum
from fractions import Fraction
from functools import lru_cache
from typing import TypeAlias, TypeVar

import sympy as sp

from symact.check.judge.assumptions import NONE, VALUES, Assumptions, letters
from symact.check.judge.derivatives import slopes_of
from symact.check.judge.enclosures import plain
from symact.check.judge.numbers import Measured, matches, measured, parse
from symact.check.judge.outcome import unknown
from symact.check.report import Judgement
from symact.core.activation import POSITIVE, Activation, Domain, Parameter
from symact.core.budget import searching_for
from symact.core.errors import SymactError
from symact.core.number import Interval, Number
from symact.core.typeset import tex
from symact.core.verdict import Status
from symact.derive.build import profile
from symact.derive.cases import cases
from symact.derive.profile import Profile, RangeSet
from symact.kernel.balls import precision, sign_of
from symact.kernel.reals import closed_form, compare
from symact.kernel.signs import UndecidedError

SECONDS, SECONDS_OF_CASES = 20.0, 5.0
_BITS = 512

T = TypeVar("T")

# The letters that are numbers in a case.
Fixed: TypeAlias = dict[sp.Symbol, sp.Expr]
Studied: TypeAlias = Callable[[Profile, Fixed], Judgement]


@lru_cache(maxsize=1024)
def profile_of(f: sp.Expr) -> Profile:
    """The profile of an expression in x alone."""
    with searching_for(SECONDS):
        return profile(Activation("f", "f", "f", plain(f)))


@lru_cache(maxsize=256)
def _cases_of(
    f: sp.Expr, domains: tuple[tuple[sp.Symbol, Domain], ...]
) -> tuple[tuple[Profile, Fixed], ...]:
    parameters = tuple(Parameter(s, domain, _member(domain)) for s, domain in domains)
    activation = Activation("f", "f", "f", plain(f), parameters=parameters)
    return tuple(
        (case.profile, {c[0][0]: c[1][0] for c in case.conditions if c[0][1] == "="})
        for case in cases(activation, SECONDS_OF_CASES)
    )


def _member(domain: Domain) -> Fraction:
    ends = [q for q in (domain.lower, domain.upper) if q is not None]
    middle = sum(ends, Fraction(0)) / max(1, len(ends))
    tried = (
        *VALUES,
        *(-v for v in VALUES),
        *(e + s * v for e in ends for v in VALUES for s in (1, -1)),
    )
    found = next((q for q in (Fraction(1), middle, *tried) if q in domain), None)
    if found is None:
        raise UndecidedError("no simple number lies in the domain of a letter")
    return found


def studied(f: sp.Expr, question: Studied, assumptions: Assumptions = NONE) -> Judgement:
    """The answer that the profile gives, in every case of the letters.

    A letter without a domain is taken to be positive.
    """
    names = letters(f)
    if not names:
        return question(profile_of(f), {})
    domains = tuple((s, assumptions.domain_of(s) or POSITIVE) for s in names)
    if not all(is_positive_domain(domain) for _, domain in domains):
        # Numbers with letters are compared as if these were positive.
        return unknown("a letter that may be negative, or 0")
    answers = [question(each, fixed) for each, fixed in _cases_of(f, domains)]
    statuses = {a.status for a in answers}
    if statuses == {Status.REFUTED}:
        return answers[0]
    if statuses == {Status.PROVED}:
        said = " and ".join(f"{s} > 0" for s in names if assumptions.domain_of(s) is None)
        notes = (f"for {said}" if said else "", answers[0].note)
        return replace(answers[0], note="; ".join(n for n in notes if n))
    if Status.UNKNOWN not in statuses:
        return unknown(f"it depends on {', '.join(map(str, names))}")
    return next(a for a in answers if a.status is Status.UNKNOWN)


def is_positive_domain(domain: Domain) -> bool:
    """Whether every number of a domain is positive."""
    return domain.lower is not None and (
        domain.lower > 0 or (domain.lower == 0 and not domain.lower_closed)
    )


def put_in(claimed: T, fixed: Fixed) -> T:
    """A claimed number with the letters that are numbers in a case."""
    return claimed.xreplace(fixed) if fixed and isinstance(claimed, sp.Basic) else claimed


def known(p: Profile, name: str) -> object:
    """A field of a profile.

    Raises:
        UndecidedError: with the reason, where it is unknown.
    """
    if p.status.get(name) != "proved":
        raise UndecidedError(p.reasons.get(name) or f"the {name.replace('_', ' ')} is not decided")
    return getattr(p, name)


def slope_studied(f: sp.Expr, order: int) -> tuple[sp.Expr, int]:
    """The function whose profile tells of the derivative of an order, and which order is left."""
    return (plain(f), order) if order <= 1 else (slopes_of(plain(f), order)[-1], 0)


def range_in(p: Profile, order: int) -> RangeSet:
    """The range of the function, or of its derivative.

    Raises:
        UndecidedError: where it is unknown.
    """
    found = known(p, "derivative_range" if order else "range")
    if not isinstance(found, RangeSet):
        raise UndecidedError("the range is not decided")
    return found


class Match(Enum):
    """How a number compares with what somebody writes."""

    SAME = "same"
    ROUNDED = "rounded"
    CLOSE = "close"
    APART = "apart"
    OPEN = "open"


SAME = (Match.SAME, Match.ROUNDED)


def match(number: Number, claimed: sp.Expr | str) -> Match:
    """How a number of a profile compares with a claimed one: an exact number, or a decimal.

    Example:
        >>> from symact.core.activation import x
        >>> lowest = profile_of(x / (1 + sp.exp(-x))).range.infimum.number
        >>> [match(lowest, text).value for text in ("-0.278", "-0.28", "-0.2", "-1")]
        ['rounded', 'rounded', 'close', 'apart']
        >>> match(lowest, -sp.LambertW(sp.exp(-1))).value
        'same'
    """
    if isinstance(claimed, str) and parse(claimed).is_whole:
        claimed = sp.Integer(parse(claimed).value.numerator)
    if not isinstance(claimed, str):
        return _match_exact(number, plain(claimed))
    if not number.is_finite:
        return Match.APART
    if number.exact is not None and number.exact.free_symbols:
        return Match.OPEN
    status = matches(number, claimed).status
    if status is Status.PROVED:
        return Match.SAME if number.exact == exact_of(claimed) else Match.ROUNDED
    return Match.APART if status is Status.REFUTED else Match.CLOSE


def exact_of(claimed: sp.Expr | str) -> sp.Expr:
    """A claimed number as an exact one, a decimal taken at its word."""
    if not isinstance(claimed, str):
        return plain(claimed)
    q = parse(claimed).value
    return sp.Rational(q.numerator, q.denominator)


def _match_exact(number: Number, claimed: sp.Expr) -> Match:
    infinite = claimed in (sp.oo, -sp.oo)
    if infinite or not number.is_finite:
        return Match.SAME if number.exact == claimed else Match.APART
    try:
        return Match.SAME if order_of(number, claimed) == 0 else Match.APART
    except SymactError:
        return Match.OPEN


def order_of(number: Number, claimed: sp.Expr) -> int:
    """-1, 0 or 1 as a number of a profile is less than, equal to or greater than another one.

    Raises:
        SymactError: where that is open.
    """
    infinite = {sp.oo: 1, -sp.oo: -1}
    mine, other = infinite.get(number.exact, 0), infinite.get(claimed, 0)
    if mine or other:
        return (mine > other) - (mine < other)
    if number.exact is not None:
        return compare(closed_form(number.exact), closed_form(claimed))
    if number.around is not None:
        raise UndecidedError("a number that depends on the letters has no closed form")
    with precision(_BITS):
        gap = measured(number).enclosure(_BITS) - Measured.of(claimed).enclosure(_BITS)
    sign = sign_of(gap)
    if not sign:
        raise UndecidedError("a number without closed form is as near as its digits tell")
    return sign


def number_tex(number: Number) -> str:
    """A number in LaTeX: its closed form, or ten digits."""
    if number.exact is not None:
        return tex(number.exact)
    return number.decimal[:12] if number.decimal else tex(number.around)


def interval_tex(interval: Interval) -> str:
    r"""An interval in LaTeX.

    Example:
        >>> from symact.core.activation import x
        >>> print(interval_tex(profile_of(sp.Max(0, x)).range.intervals[0]))
        [0, \infty)
    """
    if interval.is_point:
        return rf"\{{{number_tex(interval.lower)}\}}"
    left, right = "[" if interval.lower_closed else "(", "]" if interval.upper_closed else ")"
    return f"{left}{number_tex(interval.lower)}, {number_tex(interval.upper)}{right}"


def range_tex(found: RangeSet) -> str:
    """A range in LaTeX."""
    return r" \cup ".join(map(interval_tex, found.intervals))
