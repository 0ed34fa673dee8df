"""What a series says: the sign it keeps, the limit it has, and the series of a polynomial."""

from __future__ import annotations

from symact.kernel.balls import Ball
from symact.kernel.field import GENS, ONE, Fraction, Poly, constant
from symact.kernel.monomials import UNIT, Coefficient, FartherOutError, FinerError, Monomial
from symact.kernel.tails import End, Scale, Series


def variable(end: End) -> Series:
    """The series of x near an end."""
    if end.at is None:
        return Series(((Monomial(power=1), constant(-end.side)),))
    small = (Monomial(power=-1), constant(end.side))
    return Series((small,)) if end.at == 0 else Series(((UNIT, constant(end.at)), small))


def expand(scale: Scale, poly: Poly, generators: dict[int, Series]) -> Series:
    """The series of a polynomial where the generators have the given series."""
    total: dict[Monomial, Coefficient] = {}
    rests: list[tuple[Monomial, Ball]] = []
    powers: dict[tuple[int, int], Series] = {}
    for monomial, coefficient in poly.terms():
        fixed = ONE
        term: Series | None = None
        for index, exponent in enumerate(monomial):
            if not exponent:
                continue
            if scale.constants.tower.is_constant_index(index):
                fixed = fixed * GENS[index] ** int(exponent)
                continue
            factor = _power(scale, generators[index], index, int(exponent), powers)
            term = factor if term is None else scale.multiply(term, factor)
        weight = Fraction(fixed * coefficient, ONE)
        term = term or Series(((UNIT, constant(1)),))
        for m, c in term.terms:
            value = scale.times(c, weight)
            total[m] = scale.plus(total[m], value) if m in total else value
        if term.rest:
            size = scale.bound(weight)
            rests.append((term.rest[0], (term.rest[1] * size).upper()))
    return scale.series(total, rests)


def _power(
    scale: Scale,
    base: Series,
    index: int,
    exponent: int,
    known: dict[tuple[int, int], Series],
) -> Series:
    if exponent == 1:
        return base
    if (index, exponent) not in known:
        half = _power(scale, base, index, exponent // 2, known)
        square = scale.multiply(half, half)
        known[index, exponent] = scale.multiply(square, base) if exponent % 2 else square
    return known[index, exponent]


def dominant_sign(scale: Scale, s: Series) -> int:
    """The sign that the series has for every y from the start on.

    Raises:
        FartherOutError: when the leading term does not yet outweigh the rest.
        FinerError: when no leading term is left.
    """
    m, c = scale.lead(s)
    rest = Series(s.terms[1:], s.rest)
    total = Ball(0)
    for n, d in rest.terms:
        total += abs(scale.ratio(d, c)) * scale.supremum(scale.product(n, m, -1))
    if rest.rest:
        quotient = scale.product(rest.rest[0], m, -1)
        if scale.growth(quotient) >= 0:
            raise FinerError("the remainder is as large as the leading term")
        total += rest.rest[1] * scale.supremum(quotient) / scale.bound(c)
    if not total < 1:
        raise FartherOutError("the leading term does not outweigh the rest yet")
    return scale.sign(c)


def limits_of(scale: Scale, s: Series) -> Coefficient | int:
    """The limit of a series: a coefficient, or +1 or -1 for plus or minus infinity.

    Raises:
        UnsupportedError: never for a series with a leading term.
    """
    if not s.terms:
        if s.rest is None:
            return constant(0)
        if scale.growth(s.rest[0]) < 0:
            return constant(0)
        raise FinerError("all terms cancel")
    m, c = s.terms[0]
    growth = scale.growth(m)
    if s.rest and scale.growth(scale.product(s.rest[0], m, -1)) >= 0:
        raise FinerError("the remainder is as large as the leading term")
    if growth > 0:
        return scale.sign(c)
    if growth < 0:
        return constant(0)
    return c
