"""Positive letters taken out of maxima and minima, so that no case hangs on them."""

from __future__ import annotations

import sympy as sp

from symact.check.judge.assumptions import Assumptions


def unscaled(expression: sp.Expr, assumptions: Assumptions) -> sp.Expr:
    """The same function where the letters that are positive stand outside of its cases.

    For c > 0, max(0, c f) is c max(0, f); and since the exponential function increases,
    max(0, exp(f) - 1) is exp(max(0, f)) - 1.

    Example:
        >>> from fractions import Fraction
        >>> from symact.core.activation import Domain, x
        >>> a = sp.Symbol("a", real=True)
        >>> positive = Assumptions(domains=((a, Domain(Fraction(0))),))
        >>> unscaled(sp.Min(0, a * x), positive), unscaled(sp.Min(0, a * x), Assumptions())
        (a*Min(0, x), Min(0, a*x))
    """
    letters = {
        symbol
        for symbol, domain in assumptions.domains
        if domain.lower is not None and (domain.lower > 0 or not domain.lower_closed)
        and domain.lower >= 0
    }  # fmt: skip
    if not letters or not expression.has(sp.Max, sp.Min):
        return expression

    def changed(node: sp.Expr) -> sp.Expr:
        others = [argument for argument in node.args if argument != 0]
        return _cases(node.func, others[0], letters) if len(others) == 1 else node

    return expression.replace(lambda e: isinstance(e, sp.Max | sp.Min) and 0 in e.args, changed)


def _cases(kind: type[sp.Expr], inside: sp.Expr, letters: set[sp.Symbol]) -> sp.Expr:
    """The maximum or minimum of 0 and an expression, with what is positive taken out."""
    outside, rest = sp.S.One, []
    for factor in sp.Mul.make_args(sp.factor_terms(inside)):
        is_positive = bool(factor.free_symbols) and _is_power_of(factor, letters)
        if is_positive or factor.is_positive:
            outside *= factor
        else:
            rest.append(factor)
    inner = sp.Mul(*rest)
    exponential = inner + 1
    if isinstance(exponential, sp.exp):
        return outside * (sp.exp(_cases(kind, exponential.args[0], letters)) - 1)
    return outside * kind(0, inner)


def _is_power_of(factor: sp.Expr, letters: set[sp.Symbol]) -> bool:
    base, exponent = factor.as_base_exp()
    return base in letters and bool(exponent.is_integer)


__all__ = ["unscaled"]
