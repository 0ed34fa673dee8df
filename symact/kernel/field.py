"""The differential field: rational functions in x, constants and elementary generators over Q.

An element is a reduced fraction of two polynomials of one fixed ring ``Q[g0, ..., g15]``. A tower
says what each generator stands for; generator 0 is x, and each further one is a constant or an
exponential, logarithm, arctangent or error function of an element in the generators below it.
Because every identity is one of polynomials, it stays true whatever the generators stand for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import comb
from typing import TypeAlias, final

import flint
import sympy as sp

from symact.core.errors import UnsupportedError

SLOTS = 16
RING = flint.fmpq_mpoly_ctx.get(tuple(f"g{i}" for i in range(SLOTS)), flint.Ordering.lex)
GENS = RING.gens()
ONE = RING.constant(1)
ZERO = RING.constant(0)

MAX_TERMS = 100_000
MAX_DEGREES = 300
TOO_LARGE = "the expression grows to too many terms"

Poly: TypeAlias = flint.fmpq_mpoly
Rational: TypeAlias = flint.fmpq


def poly_key(poly: Poly) -> tuple[tuple[tuple[int, ...], int, int], ...]:
    """A hashable form of a polynomial, equal exactly for equal polynomials."""
    return tuple((tuple(int(e) for e in m), int(c.p), int(c.q)) for m, c in poly.terms())


def _mark(poly: Poly) -> tuple[object, ...]:
    """What a hash is made of: equal for equal polynomials, and rarely for others."""
    if poly.is_constant():
        return (poly.leading_coefficient(),) if len(poly) else ()
    size = len(poly)
    return (poly.degrees(), size, poly.leading_coefficient(), poly.coefficient(size - 1))


@final
@dataclass(frozen=True, slots=True)
class Fraction:
    """A quotient of two polynomials, made by `fraction` so that it is in lowest terms."""

    num: Poly
    den: Poly

    def __hash__(self) -> int:
        """Polynomials carry no hash of their own; equal ones have equal degrees and ends."""
        return hash((_mark(self.num), _mark(self.den)))

    def __add__(self, other: Fraction) -> Fraction:
        if self.den == other.den:
            return fraction(self.num + other.num, self.den)
        check_product(self, other)
        return fraction(self.num * other.den + other.num * self.den, self.den * other.den)

    def __sub__(self, other: Fraction) -> Fraction:
        return self + (-other)

    def __neg__(self) -> Fraction:
        return Fraction(-self.num, self.den)

    def __mul__(self, other: Fraction) -> Fraction:
        check_product(self, other)
        return fraction(self.num * other.num, self.den * other.den)

    def __truediv__(self, other: Fraction) -> Fraction:
        check_product(self, other)
        return fraction(self.num * other.den, self.den * other.num)

    def __pow__(self, power: int) -> Fraction:
        for part in (self.num, self.den):
            terms = len(part)
            if terms > 1 and comb(abs(power) + terms - 1, terms - 1) > MAX_TERMS:
                raise UnsupportedError(TOO_LARGE)
        if power < 0:
            return fraction(self.den**-power, self.num**-power)
        return Fraction(self.num**power, self.den**power)


def check_product(one: Fraction, other: Fraction) -> None:
    """Refuse a product of two quotients before it is computed.

    Raises:
        UnsupportedError: when it may have too many terms.
    """
    most = max(len(one.num), len(one.den)) * max(len(other.num), len(other.den))
    if most > MAX_TERMS:
        raise UnsupportedError(TOO_LARGE)


def fraction(num: Poly, den: Poly = ONE) -> Fraction:
    """The quotient ``num/den`` in lowest terms, with a denominator of leading coefficient 1.

    Raises:
        ZeroDivisionError: when the denominator is the zero polynomial.
    """
    if den.is_one():
        return Fraction(num, ONE)
    if den.is_zero():
        raise ZeroDivisionError("division by the zero polynomial")
    if num.is_zero():
        return Fraction(ZERO, ONE)
    if not den.is_constant():
        common = num.gcd(den)
        if not common.is_one():
            num, den = divmod(num, common)[0], divmod(den, common)[0]
    lead = den.leading_coefficient()
    return Fraction(num / lead, den / lead)


def constant(value: Rational | int) -> Fraction:
    """A rational number as an element of the field."""
    return Fraction(RING.constant(value), ONE)


@final
@dataclass(frozen=True, slots=True)
class Generator:
    """One generator of a tower.

    Attributes:
        kind: ``x``, ``parameter``, ``isolated``, ``sqrtpi``, ``radical``, ``root``, ``exp``,
            ``log``, ``atan``, ``tan``, ``erf``, ``lambertw`` or ``lambert``; ``log`` means the
            logarithm of the absolute value, ``lambertw`` the principal branch at a positive
            constant, and ``lambert`` the same of x.
        argument: what the function is applied to; for ``radical`` the rational radicand, for
            ``root`` the radicand, which is positive where the tower is used.
        degree: for ``radical`` and ``root``, the n of the n-th root.
        name: for ``parameter`` and ``isolated``, its name; a parameter has no value, so that what
            is proved with it holds for all its values.
        positive: for ``parameter``, whether all its values are positive.
    """

    kind: str
    argument: Fraction | None = None
    degree: int = 0
    name: str = ""
    positive: bool = False


_POSITIVE = frozenset({"exp", "radical", "root", "sqrtpi", "lambertw"})


@final
@dataclass(frozen=True, slots=True)
class Tower:
    """A finite list of generators with their derivatives.

    Attributes:
        slopes: the derivative of each generator, an element of the field.
        names: how each generator is written, for people.
        relations: index, degree and value of each root: ``g**degree = value``, highest index last.
        positive: the arguments of logarithms that must be positive where the tower is used; the
            generators hold logarithms of absolute values, so this is a condition of its own.
    """

    generators: tuple[Generator, ...]
    slopes: tuple[Fraction, ...]
    names: tuple[sp.Expr, ...]
    relations: tuple[tuple[int, int, Poly], ...] = ()
    positive: tuple[Fraction, ...] = ()

    @property
    def has_parameters(self) -> bool:
        """Whether a constant stands for all values of a parameter."""
        return any(generator.kind == "parameter" for generator in self.generators)

    def is_constant_index(self, index: int) -> bool:
        """Whether generator *index* does not depend on x."""
        return bool(self.slopes[index].num.is_zero())

    def reduce(self, poly: Poly) -> Poly:
        """The same function with powers of radicals reduced: ``sqrt(2)**2`` becomes 2."""
        for index, degree, value in reversed(self.relations):
            if poly.degrees()[index] >= degree:
                poly = _reduce_power(poly, index, degree, value)
        return poly

    def is_zero(self, element: Fraction) -> bool:
        """Whether the normal form of *element* is 0; True proves that it vanishes identically."""
        return bool(self.reduce(element.num).is_zero())

    def derivative(self, element: Fraction) -> Fraction:
        """The derivative with respect to x."""
        above = self.poly_derivative(element.num)
        if element.den.is_constant():
            return above * Fraction(ONE, element.den)
        below = self.poly_derivative(element.den)
        bottom = Fraction(element.den, ONE)
        top = Fraction(element.num, ONE)
        result = (above * bottom - top * below) / (bottom * bottom)
        return fraction(self.reduce(result.num), result.den)

    def poly_derivative(self, poly: Poly) -> Fraction:
        """The derivative of a polynomial in the generators."""
        total = Fraction(ZERO, ONE)
        degrees = poly.degrees()
        for index, slope in enumerate(self.slopes):
            if degrees[index] and not slope.num.is_zero():
                total = total + Fraction(poly.derivative(index), ONE) * slope
        return fraction(self.reduce(total.num), total.den) if self.relations else total

    def is_positive(self, poly: Poly) -> bool:
        """Whether *poly* is positive for the plain reason that all its terms are.

        Exponentials, radicals and the root of pi are positive, and so are even powers when another
        term keeps the sum away from 0.
        """
        strict = False
        for monomial, coefficient in poly.terms():
            if coefficient < 0:
                return False
            odd = [i for i, e in enumerate(monomial) if e and not self._is_positive_generator(i)]
            if any(int(monomial[i]) % 2 for i in odd):
                return False
            strict = strict or not odd
        return strict

    def _is_positive_generator(self, index: int) -> bool:
        generator = self.generators[index]
        return generator.positive or generator.kind in _POSITIVE

    def top(self, poly: Poly) -> int | None:
        """The highest generator of *poly* that depends on x; None when there is none."""
        degrees = poly.degrees()
        for index in range(len(self.generators) - 1, -1, -1):
            if degrees[index] and not self.is_constant_index(index):
                return index
        return None


def _reduce_power(poly: Poly, index: int, degree: int, value: Poly) -> Poly:
    total = ZERO
    for power, part in coefficients(poly, index).items():
        whole, rest = divmod(power, degree)
        total += part * value**whole * GENS[index] ** rest
    return total


def coefficients(poly: Poly, index: int) -> dict[int, Poly]:
    """The coefficients of *poly* as a polynomial in generator *index*, by power."""
    parts: dict[int, dict[tuple[int, ...], Rational]] = {}
    for monomial, coefficient in poly.terms():
        exponents = [int(e) for e in monomial]
        power, exponents[index] = exponents[index], 0
        parts.setdefault(power, {})[tuple(exponents)] = coefficient
    return {power: RING.from_dict(terms) for power, terms in parts.items()}


def irreducible_factors(poly: Poly) -> tuple[Rational, list[tuple[Poly, int]]]:
    """The content of *poly* and its irreducible factors over Q with their multiplicities.

    Raises:
        UnsupportedError: for a degree at which factoring takes long.
    """
    if sum(poly.degrees()) > MAX_DEGREES:
        raise UnsupportedError(TOO_LARGE)
    content, factors = poly.factor()
    return content, [(p, int(e)) for p, e in factors]


def occurring(*polys: Poly) -> set[int]:
    """The indices of the generators that occur in the polynomials."""
    return {i for poly in polys for i, degree in enumerate(poly.degrees()) if degree > 0}


def product(factors: Iterable[tuple[Poly, int]]) -> Poly:
    """The product of powers."""
    result = ONE
    for poly, power in factors:
        result *= poly**power
    return result


def check_slots(used: int) -> None:
    """Refuse a tower with more generators than the ring has variables.

    Raises:
        UnsupportedError: for more than ``SLOTS`` generators.
    """
    if used >= SLOTS:
        raise UnsupportedError(f"the expression needs more than {SLOTS} independent functions")
