"""The series of the generators of a tower near an end: exponential, logarithm, arctangent, erf."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction as Q
from math import factorial

import flint

from symact.core.errors import SymactError, UnsupportedError
from symact.kernel.balls import Ball, generator_value
from symact.kernel.dominance import dominant_sign, expand, limits_of, variable
from symact.kernel.field import GENS, ONE, Fraction, Generator, Poly, constant, occurring
from symact.kernel.tails import (
    UNIT,
    Coefficient,
    End,
    FinerError,
    Monomial,
    Scale,
    Series,
    leading_monomial,
)


class NotPositiveError(SymactError):
    """A logarithm is taken where its argument is not positive."""


def generator_series(scale: Scale, end: End, needed: set[int]) -> dict[int, Series]:
    """The series of the generators *needed*, and of those they are made of, near *end*.

    Raises:
        UnsupportedError: for growth outside the monomials of ``tails``.
        FartherOutError, FinerError: when another start or order may succeed.
    """
    known: dict[int, Series] = {0: variable(end)}
    for index in sorted(_below(scale, needed)):
        if index and not scale.tower.is_constant_index(index):
            known[index] = _generator(scale, index, known)
    return known


def poly_series(scale: Scale, end: End, poly: Poly) -> Series:
    """The series of a polynomial in the generators near *end*."""
    return expand(scale, poly, generator_series(scale, end, occurring(poly)))


def poly_sign(scale: Scale, end: End, poly: Poly) -> int:
    """The sign of a polynomial for every x with ``y >= start`` near *end*."""
    return dominant_sign(scale, poly_series(scale, end, poly))


def guarded_limit(scale: Scale, end: End, element: Fraction) -> Coefficient | int:
    """The limit of an element at *end*, where the arguments of its logarithms are positive.

    Raises:
        NotPositiveError: when one of them is negative there.
    """
    for argument in scale.tower.positive:
        if poly_sign(scale, end, argument.num * argument.den) != 1:
            raise NotPositiveError("the argument of a logarithm is negative near an end")
    return limit(scale, end, element)


def limit(scale: Scale, end: End, element: Fraction) -> Coefficient | int:
    """The limit of an element at *end*: a coefficient, or +1 or -1 for an infinity."""
    top = poly_series(scale, end, element.num)
    if element.den.is_constant():
        return limits_of(scale, scale.multiply(top, _constant(Fraction(ONE, element.den))))
    bottom = poly_series(scale, end, element.den)
    return limits_of(scale, scale.multiply(top, scale.inverse(bottom)))


def _below(scale: Scale, indices: set[int]) -> set[int]:
    found = set(indices)
    for index in sorted(indices, reverse=True):
        argument = scale.tower.generators[index].argument
        if argument is not None:
            parts = (argument.num.degrees(), argument.den.degrees())
            found |= _below(
                scale, {i for part in parts for i, d in enumerate(part) if d > 0} - found
            )
    return found


def _constant(value: Coefficient) -> Series:
    return Series(((UNIT, value),))


def _generator(scale: Scale, index: int, known: dict[int, Series]) -> Series:
    generator = scale.tower.generators[index]
    if generator.argument is None:
        raise UnsupportedError(f"no series of a generator of kind {generator.kind}")
    top = expand(scale, generator.argument.num, known)
    if generator.argument.den.is_constant():
        u = scale.multiply(top, _constant(Fraction(ONE, generator.argument.den)))
    else:
        u = scale.multiply(top, scale.inverse(expand(scale, generator.argument.den, known)))
    if generator.kind == "root":
        return _root(scale, u, generator.degree)
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
        monomial = scale.product(monomial, _exp_of_term(m, c))
    factor: Coefficient = constant(1) if middle is None else scale.ball(middle).exp()
    series = scale.power_series(
        small,
        lambda k: flint.fmpq(1, factorial(k)),
        lambda d: d.exp() / factorial(scale.order),
    )
    return scale.multiply(series, Series(((monomial, factor),)))


def _exp_of_term(m: Monomial, c: Coefficient) -> Monomial:
    if not isinstance(c, Fraction):
        raise UnsupportedError("an exponent whose coefficient is not known exactly")
    if not m.exponent and not m.logs:
        return Monomial(exponent=((m.power, c),))
    is_logarithm = not m.exponent and not m.power and m.logs == 1
    if is_logarithm and c.num.is_constant() and c.den.is_constant():
        share = c.num.leading_coefficient()
        return Monomial(power=Q(int(share.p), int(share.q)))
    raise UnsupportedError("an exponential that outgrows every exponential of a polynomial")


def _log(scale: Scale, u: Series) -> Series:
    m, c = scale.lead(u)
    if m.logs:
        raise UnsupportedError("a logarithm of a logarithm near an end")
    terms: dict[Monomial, Coefficient] = {
        Monomial(power=degree): share for degree, share in m.exponent
    }
    if m.power:
        terms[Monomial(logs=1)] = constant(rational(m.power))
    if not _is_one(c):
        terms[UNIT] = abs(scale.ball(c)).log()
    relative = scale.add(scale.multiply(u, _monomial_inverse(scale, m, c)), _constant(constant(-1)))
    series = scale.power_series(
        relative,
        lambda k: flint.fmpq((-1) ** (k + 1), k) if k else flint.fmpq(0),
        lambda d: 1 / (scale.order * (1 - d)),
    )
    return scale.add(scale.series(terms), series)


def rational(value: Q) -> flint.fmpq:
    """A rational number as the kernel holds it."""
    return flint.fmpq(value.numerator, value.denominator)


def _is_one(c: Coefficient) -> bool:
    return isinstance(c, Fraction) and c in {constant(1), constant(-1)}


def _monomial_inverse(scale: Scale, m: Monomial, c: Coefficient) -> Series:
    inverse = constant(1) / c if isinstance(c, Fraction) else 1 / c
    return Series(((scale.product(UNIT, m, -1), inverse),))


def _negated(scale: Scale, s: Series, sign: int) -> Series:
    return s if sign > 0 else scale.multiply(s, _constant(constant(-1)))


def _sqrt_pi(scale: Scale) -> Coefficient:
    for index, generator in enumerate(scale.tower.generators):
        if generator.kind == "sqrtpi":
            return Fraction(GENS[index], ONE)
    return Ball.pi().sqrt()


def _reciprocal(c: Coefficient) -> Coefficient:
    return constant(1) / c if isinstance(c, Fraction) else 1 / c


def _erf(scale: Scale, u: Series) -> Series:
    large, middle, _ = _split(scale, u)
    if not large.terms:
        return _near_value(scale, u, middle, "erf", _erf_at_zero)
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
    factor = scale.multiply(scale.multiply(bell, inverse), _constant(_reciprocal(_sqrt_pi(scale))))
    erfc = scale.multiply(factor, total)
    return _negated(scale, scale.add(_constant(constant(1)), erfc, constant(-1)), sign)


def _erf_at_zero(scale: Scale, u: Series) -> Series:
    def coefficient(k: int) -> flint.fmpq:
        if k % 2 == 0:
            return flint.fmpq(0)
        j = k // 2
        return flint.fmpq((-1) ** j, factorial(j) * k)

    series = scale.power_series(u, coefficient, lambda d: 1 / (1 - d))
    two = constant(2)
    factor = _sqrt_pi(scale)
    scaled: Coefficient = two / factor if isinstance(factor, Fraction) else Ball(2) / factor
    return scale.multiply(series, _constant(scaled))


def _atan(scale: Scale, u: Series) -> Series:
    large, middle, _ = _split(scale, u)
    if not large.terms:
        return _near_value(scale, u, middle, "atan", _atan_at_zero)
    sign = scale.sign(large.terms[0][1])
    v = _negated(scale, u, sign)
    root = _sqrt_pi(scale)
    half_pi: Coefficient = (
        root * root * constant(flint.fmpq(1, 2)) if isinstance(root, Fraction) else Ball.pi() / 2
    )
    dominant_sign(scale, v)
    below = _atan_at_zero(scale, scale.inverse(v))
    return _negated(scale, scale.add(_constant(half_pi), below, constant(-1)), sign)


def _atan_at_zero(scale: Scale, u: Series) -> Series:
    def coefficient(k: int) -> flint.fmpq:
        return flint.fmpq((-1) ** (k // 2), k) if k % 2 else flint.fmpq(0)

    return scale.power_series(u, coefficient, lambda d: 1 / (1 - d))


def _near_value(
    scale: Scale,
    u: Series,
    middle: Coefficient | None,
    kind: str,
    at_zero: Callable[[Scale, Series], Series],
) -> Series:
    """A function with slope at most 2/sqrt(pi) in absolute value, near a finite argument."""
    if middle is None:
        return at_zero(scale, u)
    value = generator_value(Generator(kind), scale.ball(middle))
    rest = scale.add(u, _constant(middle), constant(-1))
    lead = leading_monomial(rest)
    if lead is None:
        return _constant(value)
    slope = 2 / Ball.pi().sqrt()
    return Series(((UNIT, value),), (lead, (scale.size(rest) * slope).upper()))


def _root(scale: Scale, u: Series, degree: int) -> Series:
    m, c = scale.lead(u)
    if scale.sign(c) < 0 or m.logs % degree:
        raise UnsupportedError("a root of a negative number or of a logarithm near an end")
    share = Q(1, degree)
    portion = constant(flint.fmpq(1, degree))
    monomial = Monomial(
        tuple((k, part * portion) for k, part in m.exponent), m.power * share, m.logs // degree
    )
    relative = scale.add(scale.multiply(u, _monomial_inverse(scale, m, c)), _constant(constant(-1)))

    def coefficient(k: int) -> flint.fmpq:
        value = flint.fmpq(1)
        for j in range(k):
            value = value * (flint.fmpq(1, degree) - j) / (j + 1)
        return value

    # The binomial coefficients of an exponent in (0, 1) are at most 1 in absolute value.
    series = scale.power_series(relative, coefficient, lambda d: 1 / (1 - d))
    return scale.multiply(series, Series(((monomial, _exact_root(scale, c, degree)),)))


def _exact_root(scale: Scale, c: Coefficient, degree: int) -> Coefficient:
    if isinstance(c, Fraction) and c.num.is_constant() and c.den.is_constant():
        value = c.num.leading_coefficient() / c.den.leading_coefficient()
        top, bottom = (fmpz_root(part, degree) for part in (value.p, value.q))
        if top is not None and bottom is not None:
            return constant(flint.fmpq(top, bottom))
    return scale.ball(c).root(degree)


def fmpz_root(value: flint.fmpz, degree: int) -> int | None:
    """The exact root of a positive integer; None when it is no perfect power."""
    root = int(value.root(degree))
    return root if root**degree == int(value) else None


_FUNCTIONS: dict[str, Callable[[Scale, Series], Series]] = {
    "exp": _exp,
    "log": _log,
    "erf": _erf,
    "atan": _atan,
}
