"""Theorems, and the one door through which they are made.

A `Theorem` is a claim that the checkers of this package have accepted with its certificate.
`prove` is the only place that makes one; Python cannot forbid a forgery, so a test looks for
every construction in the source.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias, final

import flint
import sympy as sp

from symact.core.activation import x
from symact.core.claims import Claim, Derivative, Ends, Identity, Limit, SignChart, Value
from symact.core.errors import InternalError
from symact.kernel.balls import enclose, precision, sign_of
from symact.kernel.certificates import ChartCertificate, LimitCertificate
from symact.kernel.check_chart import RejectedError, check_chart, require
from symact.kernel.expansions import LimitValue, guarded_limit
from symact.kernel.field import Fraction, Rational, Tower
from symact.kernel.signs import BITS, TAIL_BITS, vanishes_by_definition
from symact.kernel.tails import End, scale_of
from symact.kernel.translate import field_of, named

Certificate: TypeAlias = ChartCertificate | LimitCertificate | None

NOT_POSITIVE = "the argument of a logarithm is not shown to be positive"
_SEAL = object()


@final
@dataclass(frozen=True, slots=True)
class Theorem:
    """A claim that the kernel accepted, with the certificate that it read."""

    claim: Claim
    certificate: Certificate
    seal: object = None

    def __post_init__(self) -> None:
        if self.seal is not _SEAL:
            raise InternalError("a theorem is made by symact.kernel.prove only")


def prove(claim: Claim, certificate: Certificate = None) -> Theorem:
    """The theorem that *claim* holds.

    Raises:
        RejectedError: when the certificate does not show the claim.
        UndecidedError: when a sign that it needs stays open.
        UnsupportedError: for functions outside the kernel.

    Example:
        >>> s = 1 / (1 + sp.exp(-x))
        >>> theorem = prove(Derivative(s, s * (1 - s), (-sp.oo, sp.oo)))
        >>> prove(Derivative(s, s * (1 + s), (-sp.oo, sp.oo)))
        Traceback (most recent call last):
        ...
        symact.kernel.check_chart.RejectedError: the two sides are not shown to be equal
    """
    match claim:
        case Identity(lhs, rhs, _):
            tower, (left, right) = field_of(lhs, rhs)
            _equal(tower, left, right)
        case Derivative(of, slope, _):
            tower, (f, df) = field_of(of, slope)
            _equal(tower, tower.derivative(f), df)
        case SignChart():
            _chart(claim, certificate)
        case Limit():
            _limit(claim, certificate)
        case Value(of, order, at, value):
            tower, f = derivative_of(of, order)
            for argument in tower.positive:
                require(_sign(named(argument, tower.names).subs(x, at)) == 1, NOT_POSITIVE)
            lhs = named(f, tower.names).subs(x, at)
            constants, (left, right) = field_of(lhs, value)
            _equal(constants, left, right)
    return Theorem(claim, certificate, _SEAL)


def derivative_of(of: sp.Expr, order: int) -> tuple[Tower, Fraction]:
    """The derivative of an expression of the given order, in the tower of the expression."""
    tower, (element,) = field_of(of)
    for _ in range(order):
        element = tower.derivative(element)
    return tower, element


def rational_end(value: sp.Expr) -> Rational | None:
    """An end of an interval as the kernel holds it: None for an infinity."""
    if value in (sp.oo, -sp.oo):
        return None
    return flint.fmpq(int(value.p), int(value.q))


def sympy_end(value: Rational | None, *, upper: bool) -> sp.Expr:
    """The same end as SymPy holds it."""
    if value is None:
        return sp.oo if upper else -sp.oo
    return sp.Rational(int(value.p), int(value.q))


def _equal(tower: Tower, left: Fraction, right: Fraction) -> None:
    gap = left - right
    shown = tower.is_zero(gap) or vanishes_by_definition(named(gap, tower.names))
    require(shown, "the two sides are not shown to be equal")


def _same_ends(on: Ends, certificate: ChartCertificate | LimitCertificate) -> None:
    ends = sympy_end(certificate.lower, upper=False), sympy_end(certificate.upper, upper=True)
    require(on == ends, "another interval")


def _chart(claim: SignChart, certificate: Certificate) -> None:
    if not isinstance(certificate, ChartCertificate):
        raise RejectedError("a sign chart needs its certificate")
    _same_ends(claim.on, certificate)
    cells = tuple(
        (sympy_end(a, upper=False), sympy_end(b, upper=True)) for a, b in certificate.cells
    )
    require(cells == claim.cells, "the claim names other cells")
    require(certificate.signs == claim.signs, "the claim names other signs")
    tower, element = derivative_of(claim.of, claim.order)
    check_chart(tower, element, certificate)


def _limit(claim: Limit, certificate: Certificate) -> None:
    if not isinstance(certificate, LimitCertificate):
        raise RejectedError("a limit needs its certificate")
    _same_ends(claim.on, certificate)
    require(claim.at_upper == certificate.at_upper, "another end")
    tower, element = derivative_of(claim.of, claim.order)
    found = limit_with(tower, element, certificate)
    if isinstance(found, int):
        require(claim.value == found * sp.oo, "the limit is infinite")
    elif isinstance(found, sp.Expr):
        constants, (left, right) = field_of(found, claim.value)
        _equal(constants, left, right)
    else:
        raise RejectedError("the limit is known as an enclosure only")


def limit_with(tower: Tower, element: Fraction, certificate: LimitCertificate) -> LimitValue:
    """The limit that the series of the certificate shows: +1 and -1 mean infinities."""
    at = certificate.upper if certificate.at_upper else certificate.lower
    with precision(TAIL_BITS):
        scale = scale_of(tower, certificate.tail.start, certificate.tail.order)
        return guarded_limit(scale, End(at, -1 if certificate.at_upper else 1), element)


def _sign(value: sp.Expr) -> int:
    with precision(BITS[1]):
        return sign_of(enclose(value))
