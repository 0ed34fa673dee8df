"""What a formula is far out, where its decaying exponentials have died: a power times a series."""

from dataclasses import dataclass
from typing import final

import sympy as sp

from symact.numeric.halfline import Form, t

u = sp.Symbol("u", positive=True)

_DEAD = 800  # exp(-800) is 0 in double precision, also when it stands beside t^k
_ALGEBRAIC_FROM = 1000
_ORDER = 8  # (1/1000)^8 is far below the rounding error


@final
@dataclass(frozen=True, slots=True)
class Tail:
    """A formula for ``t > start`` in ``t`` and ``u = 1/t``, and its limit as t grows."""

    start: float
    formula: sp.Expr
    limit: sp.Expr


def tail(form: Form) -> Tail | None:
    """The far part of a form; None where it has no expansion in powers of 1/t."""
    start = float(max([_ALGEBRAIC_FROM, *(_death(d.exponent) for d in form.decays)]))
    if form.decays:
        start = float(max(_death(decay.exponent) for decay in form.decays))
    symbols = [decay.symbol for decay in form.decays]
    alive = form.rest.subs(dict.fromkeys(symbols, 0))
    if alive.has(sp.nan, sp.zoo, sp.oo, -sp.oo, sp.AccumBounds):
        return None
    growing = any(m < 0 for m in form.powers)
    if any(m > 0 for m in form.powers) or alive == 0:
        return None if growing else Tail(start, sp.S.Zero, sp.S.Zero)
    expansion = _expansion(alive)
    if expansion is None:
        return None
    power, series = expansion
    leading = series.subs(u, 0)
    if leading.is_infinite or leading is sp.nan or leading == 0:
        return None
    if growing:
        infinity = sp.oo * sp.sign(leading)
        return Tail(start, infinity, infinity)
    limit = leading if power == 0 else (sp.oo * sp.sign(leading) if power > 0 else sp.S.Zero)
    scale = t**power if power > 0 else u ** (-power)
    if series.is_number:
        return Tail(start, scale * series, limit)
    return Tail(start, sp.Mul(scale, series, evaluate=False), limit)


def _death(exponent: sp.Expr) -> float:
    """The place from which on exp(exponent) is 0 for every purpose."""
    far = 1.0
    value = sp.lambdify(t, exponent, "math")
    while value(far) > -_DEAD:
        far *= 1.05
    return far


def _expansion(alive: sp.Expr) -> tuple[int, sp.Expr] | None:
    """``alive`` as ``t^power * series(u)``, the series neither 0 nor infinite at u = 0."""
    if not alive.has(t):
        return 0, alive
    if alive.is_rational_function(t):
        numerator, denominator = (sp.Poly(side, t) for side in sp.fraction(sp.cancel(alive)))
        power = numerator.degree() - denominator.degree()
        return power, _reversed(numerator) / _reversed(denominator)
    if alive.atoms(sp.Function) - alive.atoms(sp.atan, sp.asinh, sp.acot):
        return None
    try:
        series = sp.series(alive.subs(t, 1 / u), u, 0, _ORDER).removeO()
    except (ValueError, NotImplementedError, TypeError, sp.PoleError):
        return None
    terms = sp.expand(series).as_coefficients_dict(u)
    exponents = [term.as_base_exp()[1] if term != 1 else sp.S.Zero for term in terms]
    if not terms or not all(e.is_Integer for e in exponents):
        return None
    lowest = min(exponents)
    return -int(lowest), sp.expand(series * u ** (-lowest))


def _reversed(polynomial: sp.Poly) -> sp.Expr:
    return sp.Poly(polynomial.all_coeffs()[::-1], u).as_expr()
