"""Which formula a function with cases has where signs are known, and that it is analytic there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import final

import sympy as sp

from symact.core.activation import x
from symact.core.errors import UnsupportedError
from symact.kernel.cases import SWITCHES, SignOf, UndefinedError, branch_by


@final
@dataclass(frozen=True, slots=True)
class Condition:
    """When a function is analytic at its argument.

    Attributes:
        subject: the expression whose sign decides.
        analytic: the signs with which it is.
        undefined: the signs with which there is no real value.
    """

    subject: sp.Expr
    analytic: frozenset[int]
    undefined: frozenset[int]


def _condition(subject: sp.Expr, analytic: set[int], undefined: set[int]) -> Condition:
    return Condition(subject, frozenset(analytic), frozenset(undefined))


def _nonzero(subject: sp.Expr) -> Condition:
    return _condition(subject, {1, -1}, {0})


# Analytic for every real argument.
_ENTIRE = (
    sp.Add,
    sp.Mul,
    sp.exp,
    sp.sin,
    sp.cos,
    sp.sinh,
    sp.cosh,
    sp.tanh,
    sp.sech,
    sp.atan,
    sp.asinh,
    sp.erf,
    sp.erfc,
)

# When the others are.
_CONDITIONS: dict[type[sp.Basic], Callable[[sp.Expr], Condition]] = {
    sp.log: lambda u: _condition(u, {1}, {0, -1}),
    sp.LambertW: lambda u: _condition(u + sp.exp(-1), {1}, {-1}),
    sp.asin: lambda u: _condition(1 - u**2, {1}, {-1}),
    sp.acos: lambda u: _condition(1 - u**2, {1}, {-1}),
    sp.atanh: lambda u: _condition(1 - u**2, {1}, {0, -1}),
    sp.acosh: lambda u: _condition(u - 1, {1}, {-1}),
    sp.coth: _nonzero,
    sp.csch: _nonzero,
    sp.tan: lambda u: _nonzero(sp.cos(u)),
    sp.sec: lambda u: _nonzero(sp.cos(u)),
    sp.cot: lambda u: _nonzero(sp.sin(u)),
    sp.csc: lambda u: _nonzero(sp.sin(u)),
}


def resolved(expression: sp.Expr, sign_of: SignOf) -> sp.Expr:
    """The formula without cases that a function has where expressions have the given signs.

    Every quotient, root and function of the result is shown to be analytic there, part by part,
    before anything can cancel.

    Raises:
        UndefinedError: when the signs show that the function has no value there.
        UnsupportedError: for a part about which no rule speaks.

    Example:
        >>> resolved(sp.Max(0, x) + sp.log(x), lambda u: 1)
        x + log(x)
    """
    return _Walk(sign_of).through(expression)


@final
class _Walk:
    """One walk; equal parts are walked once, so that shared ones cost what they weigh."""

    def __init__(self, sign_of: SignOf) -> None:
        self.sign_of = sign_of
        self.known: dict[sp.Expr, sp.Expr] = {}

    def through(self, e: sp.Expr) -> sp.Expr:
        if e not in self.known:
            self.known[e] = self._step(e)
        return self.known[e]

    def _step(self, e: sp.Expr) -> sp.Expr:
        if isinstance(e, SWITCHES):
            return self.through(branch_by(e, lambda u: self.sign_of(self.through(u))))
        if e == x or e.is_Rational or e in (sp.pi, sp.E):
            return e
        parts = [self.through(part) for part in e.args]
        if not parts:
            raise UnsupportedError(f"no rule of the verifier speaks of {e}")
        for condition in _conditions(e, parts):
            self._require(condition)
        return e.func(*parts)

    def _require(self, condition: Condition) -> None:
        sign = self.sign_of(condition.subject)
        if sign in condition.analytic:
            return
        if sign in condition.undefined:
            raise UndefinedError(f"the sign of {condition.subject} leaves no value")
        raise UnsupportedError(f"the sign of {condition.subject} leaves it open what holds")


def _conditions(e: sp.Expr, parts: list[sp.Expr]) -> Iterator[Condition]:
    if isinstance(e, sp.Pow):
        base, exponent = parts
        if not exponent.is_Integer:
            yield _condition(base, {1}, {-1})
        elif exponent.is_negative:
            yield _nonzero(base)
    elif e.func in _CONDITIONS and len(parts) == 1:
        yield _CONDITIONS[e.func](parts[0])
    elif not isinstance(e, _ENTIRE):
        raise UnsupportedError(f"no rule of the verifier speaks of {e.func.__name__}")
