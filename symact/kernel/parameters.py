"""Signs of expressions in parameters, for all their values at once.

A parameter here is positive and otherwise free; other domains are written with such a one. A sign
that changes over the domain is no sign: the error names the factor that changes, so that the
caller can split the domain there.
"""

from __future__ import annotations

import sympy as sp

from symact.core.errors import AmbiguousError
from symact.kernel.field import GENS, ONE, RING, Poly, Tower, irreducible_factors
from symact.kernel.signs import Signs
from symact.kernel.translate import field_of, named_poly


def sign_for_all(expression: sp.Expr) -> int:
    """The sign that an expression in positive parameters has for all their values.

    Raises:
        AmbiguousError: when it changes, or is not decided; with the factor that does it.

    Example:
        >>> a = sp.Symbol("a", positive=True)
        >>> sign_for_all(-a / (1 + a))
        -1
    """
    tower, (element,) = field_of(expression)
    if tower.is_zero(element):
        return 0
    sign = 1
    for part in (element.num, element.den):
        content, factors = irreducible_factors(part)
        sign *= 1 if content > 0 else -1
        for poly, power in factors:
            if power % 2:
                sign *= _sign_of_factor(tower, poly)
            else:
                _sign_of_factor(tower, poly)
    return sign


def _above_one(tower: Tower, poly: Poly) -> Poly:
    """The polynomial with 1 + s for every exponential of a positive number, s again positive."""
    places = list(GENS)
    for index, generator in enumerate(tower.generators):
        u = generator.argument
        if generator.kind == "exp" and u and tower.is_positive(u.num) and tower.is_positive(u.den):
            places[index] = GENS[index] + ONE
    return poly.compose(*places, ctx=RING)


def _sign_of_factor(tower: Tower, poly: Poly) -> int:
    for form in (poly, _above_one(tower, poly)):
        for sign in (1, -1):
            if tower.is_positive(form * sign):
                return sign
    factor = named_poly(poly, tower.names)
    symbols = factor.free_symbols
    if not symbols:
        own, (element,) = field_of(factor)
        signs = Signs(own)
        return signs.constant(element.num) * signs.constant(element.den)
    if len(symbols) != 1 or not factor.is_polynomial(*symbols):
        raise AmbiguousError(factor)
    symbol = symbols.pop()
    polynomial = sp.Poly(factor, symbol)
    if not (polynomial.domain.is_ZZ or polynomial.domain.is_QQ):
        # Of irrational coefficients only the signs are compared.
        known = {sign_for_all(c) for c in polynomial.all_coeffs()} - {0}
        if len(known) != 1:
            raise AmbiguousError(factor)
        return known.pop()
    # Sturm's theorem counts the zeros of a polynomial on an interval exactly.
    zeros = int(polynomial.count_roots(0, None)) - int(factor.subs(symbol, 0) == 0)
    if zeros:
        raise AmbiguousError(factor)
    return int(sp.sign(factor.subs(symbol, 1)))
