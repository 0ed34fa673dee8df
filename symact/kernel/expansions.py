"""The series of the generators of a tower near an end: exponential, logarithm, arctangent, erf."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction as Q
from math import factorial
from typing import TypeAlias

import flint
import sympy as sp

from symact.core.errors import SymactError, UnsupportedError
from symact.kernel.balls import Ball
from symact.kernel.dominance import dominant_sign, expand, limits_of, variable
from symact.kernel.field import ONE, Fraction, Poly, constant, occurring
from symact.kernel.monomials import LOG, LOGLOG, UNIT, Coefficient, FinerError, Monomial, share_of
from symact.kernel.tails import End, Scale, Series

# A limit: an exact number, an enclosure of one, or +1 and -1 for the infinities.
LimitValue: TypeAlias = "sp.Expr | Ball | int"


class NotPositiveError(SymactError):
    """A logarithm is taken where its argument is not positive."""


def generator_series(scale: Scale, end: End, needed: set[int]) -> dict[int, Series]:
    """The series of the generators *needed*, and of those they are made of, near *end*.

    Raises:
        UnsupportedError: for growth outside the monomials of ``tails``.
        FartherOutError, FinerError: when another start or order may succeed.
    """
    known = scale.generators.setdefault(end, {0: variable(end)})
    for index in sorted(_below(scale, needed)):
        if index not in known and not scale.constants.tower.is_constant_index(index):
            known[index] = _generator(scale, index, known)
    return known


def poly_series(scale: Scale, end: End, poly: Poly) -> Series:
    """The series of a polynomial in the generators near *end*."""
    return expand(scale, poly, generator_series(scale, end, occurring(poly)))


def poly_sign(scale: Scale, end: End, poly: Poly) -> int:
    """The sign of a polynomial for every x with ``y >= start`` near *end*."""
    return dominant_sign(scale, poly_series(scale, end, poly))


def guarded_limit(scale: Scale, end: End, element: Fraction) -> LimitValue:
    """The limit of an element at *end*, where the arguments of its logarithms are positive.

    Raises:
        NotPositiveError: when one of them is negative there.
    """
    for argument in scale.constants.tower.positive:
        if poly_sign(scale, end, argument.num * argument.den) != 1:
            raise NotPositiveError("the argument of a logarithm is negative near an end")
    return limit(scale, end, element)


def limit(scale: Scale, end: End, element: Fraction) -> LimitValue:
    """The limit of an element at *end*."""
    top = poly_series(scale, end, element.num)
    if element.den.is_constant():
        found = limits_of(scale, scale.multiply(top, _constant(Fraction(ONE, element.den))))
    else:
        bottom = poly_series(scale, end, element.den)
        found = limits_of(scale, scale.multiply(top, scale.inverse(bottom)))
    return scale.constants.name(found) if isinstance(found, Fraction) else found


def _below(scale: Scale, indices: set[int]) -> set[int]:
    found = set(indices)
    for index in sorted(indices, reverse=True):
        argument = scale.constants.tower.generators[index].argument
        if argument is not None:
            parts = (argument.num.degrees(), argument.den.degrees())
            found |= _below(
                scale, {i for part in parts for i, d in enumerate(part) if d > 0} - found
            )
    return found


def _constant(value: Coefficient) -> Series:
    return Series(((UNIT, value),))


def _generator(scale: Scale, index: int, known: dict[int, Series]) -> Series:
    generator = scale.constants.tower.generators[index]
    if generator.argument is None:
        raise UnsupportedError(f"no series of a generator of kind {generator.kind}")
    top = expand(scale, generator.argument.num, known)
    if generator.argument.den.is_constant():
        u = scale.multiply(top, _constant(Fraction(ONE, generator.argument.den)))
    else:
        u = scale.multiply(top, scale.inverse(expand(scale, generator.argument.den, known)))
    if generator.kind == "root":
        return _root(scale, u, generator.degree)
    if generator.kind not in _FUNCTIONS:
        raise UnsupportedError("an angle that is not bounded")
    return _FUNCTIONS[generator.kind](scale, u)


def _split(scale: Scale, u: Series) -> tuple[Series, Coefficient | None, Series]:
    """The parts of a series that grow, stay and vanish."""
    large = tuple((m, c) for m, c in u.terms if scale.growth(m) > 0)
    middle = [c for m, c in u.terms if scale.growth(m) == 0]
    small = tuple((m, c) for m, c in u.terms if scale.growth(m) < 0)
    if u.rest and scale.growth(u.rest[0]) >= 0:
        raise FinerError("the remainder does not vanish")
    return Series(large), (middle[0] if middle else None), Series(small, u.rest)


def _exp(scale: Scale, u: Series) -> Series:
    large, middle, small = _split(scale, u)
    monomial = UNIT
    for m, c in large.terms:
        monomial = scale.product(monomial, _exp_of_term(scale, m, c))
    factor = constant(1) if middle is None else _applied(scale, "exp", middle)
    series = scale.power_series(
        small,
        lambda k: constant(flint.fmpq(1, factorial(k))),
        lambda d: d.exp() / factorial(scale.order),
    )
    return scale.multiply(series, Series(((monomial, factor),)))


def _applied(scale: Scale, kind: str, c: Coefficient) -> Coefficient:
    """A function of a constant, exact where it can be."""
    return scale.constants.apply(kind, c)


def _exp_of_term(scale: Scale, m: Monomial, c: Coefficient) -> Monomial:
    if not isinstance(c, Fraction):
        raise UnsupportedError("an exponent whose coefficient is not known exactly")
    for logarithm, power in ((LOG, "power"), (LOGLOG, "logs")):
        if m == logarithm:
            if not (c.num.is_constant() and c.den.is_constant()):
                raise UnsupportedError("an irrational power near an end")
            share = c.num.leading_coefficient() / c.den.leading_coefficient()
            degree = share_of(Q(int(share.p), int(share.q)))
            return Monomial(power=degree) if power == "power" else Monomial(logs=degree)
    if scale.growth(scale.product(m, LOG, -1)) < 0:
        raise UnsupportedError("growth that is slower than that of a logarithm")
    return Monomial(exponent=((m, c),))


def _log(scale: Scale, u: Series) -> Series:
    m, c = scale.lead(u)
    if m.loglogs:
        raise UnsupportedError("a logarithm of a logarithm of a logarithm near an end")
    terms: dict[Monomial, Coefficient] = dict(m.exponent)
    if m.power:
        terms[LOG] = constant(rational(m.power))
    if m.logs:
        terms[LOGLOG] = constant(rational(m.logs))
    if not _is_one(c):
        terms[UNIT] = _applied(scale, "log", c)
    series = scale.power_series(
        scale.relative(u),
        lambda k: constant(flint.fmpq((-1) ** (k + 1), k) if k else 0),
        lambda d: 1 / (scale.order * (1 - d)),
    )
    return scale.add(scale.series(terms), series)


def rational(value: Q | int) -> flint.fmpq:
    """A rational number as the kernel holds it."""
    return flint.fmpq(value.numerator, value.denominator)


def _is_one(c: Coefficient) -> bool:
    return isinstance(c, Fraction) and c in {constant(1), constant(-1)}


def _negated(scale: Scale, s: Series, sign: int) -> Series:
    return s if sign > 0 else scale.multiply(s, _constant(constant(-1)))


def _erf(scale: Scale, u: Series) -> Series:
    large, middle, small = _split(scale, u)
    if not large.terms:
        return _taylor(scale, "erf", middle, small)
    sign = scale.sign(large.terms[0][1])
    v = _negated(scale, u, sign)
    dominant_sign(scale, v)
    bell = _exp(scale, scale.multiply(scale.multiply(v, v), _constant(constant(-1))))
    inverse = scale.inverse(v)
    square = scale.multiply(inverse, inverse)
    # erfc(v) lies between consecutive partial sums of its divergent series (DLMF 7.12.1), so the
    # first term left out bounds the remainder.
    total, power = Series(()), _constant(constant(1))
    weight = flint.fmpq(1)
    for k in range(scale.order):
        total = scale.add(total, power, constant(weight))
        power = scale.multiply(power, square)
        weight = -weight * flint.fmpq(2 * k + 1, 2)
    lead = power.terms[0][0]
    size = (scale.size(power) * abs(Ball(weight))).upper()
    total = scale.series(dict(total.terms), [r for r in (total.rest, (lead, size)) if r])
    root_of_pi = _constant(constant(1) / scale.constants.root_of_pi())
    erfc = scale.multiply(scale.multiply(scale.multiply(bell, inverse), root_of_pi), total)
    return _negated(scale, scale.add(_constant(constant(1)), erfc, constant(-1)), sign)


def _atan(scale: Scale, u: Series) -> Series:
    large, middle, small = _split(scale, u)
    if not large.terms:
        return _taylor(scale, "atan", middle, small)
    sign = scale.sign(large.terms[0][1])
    v = _negated(scale, u, sign)
    half_pi = scale.constants.root_of_pi() ** 2 * constant(flint.fmpq(1, 2))
    dominant_sign(scale, v)
    below = _taylor(scale, "atan", None, scale.inverse(v))
    return _negated(scale, scale.add(_constant(half_pi), below, constant(-1)), sign)


def _taylor(scale: Scale, kind: str, at: Coefficient | None, delta: Series) -> Series:
    """The Taylor series at a finite point, with Lagrange's remainder."""
    center: Coefficient = constant(0) if at is None else at
    coefficients = _COEFFICIENTS[kind](scale, center)

    def tail(d: Ball) -> Ball:
        if scale.is_formal:
            return Ball(1)
        near = scale.ball(center) + Ball(0, d.upper())
        jet = flint.arb_series([near, 1], scale.order + 1)
        found = getattr(jet, kind)()
        return abs(found[scale.order]).upper()

    return scale.power_series(delta, lambda k: coefficients[k], tail)


def _erf_coefficients(scale: Scale, c: Coefficient) -> list[Coefficient]:
    """From ``g = exp(-x**2)``, whose coefficients satisfy ``(k+1) g' = -2 c g - 2 g''``."""
    minus_square = scale.times(constant(-1), scale.times(c, c))
    bell: list[Coefficient] = [_applied(scale, "exp", minus_square)]
    double = scale.times(constant(-2), c)
    for k in range(scale.order):
        below = scale.times(constant(-2), bell[k - 1]) if k else constant(0)
        total = scale.plus(scale.times(double, bell[k]), below)
        bell.append(scale.times(constant(flint.fmpq(1, k + 1)), total))
    weight = constant(2) / scale.constants.root_of_pi()
    return [
        _applied(scale, "erf", c),
        *(
            scale.times(scale.times(weight, g), constant(flint.fmpq(1, k + 1)))
            for k, g in enumerate(bell)
        ),
    ]


def _atan_coefficients(scale: Scale, c: Coefficient) -> list[Coefficient]:
    """From ``1/(1 + x**2)``, whose coefficients satisfy ``(1+c**2) g_k = -2 c g_k-1 - g_k-2``."""
    inverse = scale.reciprocal(scale.plus(constant(1), scale.times(c, c)))
    slopes: list[Coefficient] = [inverse]
    double = scale.times(constant(-2), c)
    for k in range(1, scale.order):
        below = scale.times(constant(-1), slopes[k - 2]) if k > 1 else constant(0)
        total = scale.plus(scale.times(double, slopes[k - 1]), below)
        slopes.append(scale.times(inverse, total))
    shares = [scale.times(g, constant(flint.fmpq(1, k + 1))) for k, g in enumerate(slopes)]
    return [_applied(scale, "atan", c), *shares]


def _turning(scale: Scale, c: Coefficient, shift: int) -> list[Coefficient]:
    """The coefficients of the cosine at c, or of the sine for a shift of 3 quarter turns."""
    cosine, sine = _applied(scale, "cos", c), _applied(scale, "sin", c)
    minus = constant(-1)
    turn = [cosine, scale.times(minus, sine), scale.times(minus, cosine), sine]
    return [
        scale.times(constant(flint.fmpq(1, factorial(k))), turn[(k + shift) % 4])
        for k in range(scale.order + 1)
    ]


def _bounded(scale: Scale, u: Series, kind: str) -> Series:
    large, middle, small = _split(scale, u)
    if large.terms:
        raise UnsupportedError("an angle that is not bounded")
    return _taylor(scale, kind, middle, small)


def _root(scale: Scale, u: Series, degree: int) -> Series:
    m, c = scale.lead(u)
    if scale.sign(c) < 0:
        raise UnsupportedError("a root of a negative number near an end")
    portion = constant(flint.fmpq(1, degree))
    monomial = Monomial(
        tuple((inner, part * portion) for inner, part in m.exponent),
        share_of(Q(m.power) / degree),
        share_of(Q(m.logs) / degree),
        share_of(Q(m.loglogs) / degree),
    )

    def coefficient(k: int) -> Fraction:
        value = flint.fmpq(1)
        for j in range(k):
            value = value * (flint.fmpq(1, degree) - j) / (j + 1)
        return constant(value)

    # The binomial coefficients of an exponent in (0, 1) are at most 1 in absolute value.
    series = scale.power_series(scale.relative(u), coefficient, lambda d: 1 / (1 - d))
    return scale.multiply(series, Series(((monomial, _root_of(scale, c, degree)),)))


def _root_of(scale: Scale, c: Coefficient, degree: int) -> Coefficient:
    return scale.constants.root(c, degree)


_COEFFICIENTS: dict[str, Callable[[Scale, Coefficient], list[Coefficient]]] = {
    "erf": _erf_coefficients,
    "atan": _atan_coefficients,
    "cos": lambda scale, c: _turning(scale, c, 0),
    "sin": lambda scale, c: _turning(scale, c, 3),
}
_FUNCTIONS: dict[str, Callable[[Scale, Series], Series]] = {
    "exp": _exp,
    "log": _log,
    "erf": _erf,
    "atan": _atan,
    "cos": lambda scale, u: _bounded(scale, u, "cos"),
    "sin": lambda scale, u: _bounded(scale, u, "sin"),
}
