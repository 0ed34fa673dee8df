"""The tower under construction: arithmetic, exponentials, logarithms and roots.

Every rule here is an identity of real functions. Dependencies are removed while the tower is
built (``exp(2x)`` is the square of ``exp(x)``, ``log(1 + exp(-x))`` is ``log(1 + exp(x)) - x``),
so that an expression that vanishes identically has the normal form 0.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction as Q
from typing import TypeAlias

import flint
import sympy as sp

from symact.core.activation import x
from symact.core.errors import UnsupportedError
from symact.core.isolated import Isolated
from symact.kernel.combinations import linear_combination
from symact.kernel.field import (
    GENS,
    ONE,
    RING,
    Fraction,
    Generator,
    Poly,
    Tower,
    check_slots,
    constant,
    fraction,
    irreducible_factors,
)
from symact.kernel.odd import arctangent, error_function, logarithm_of_inverse

MAX_POWER = 64
# Exponents in a ratio of larger numbers get generators of their own, to keep degrees low.
MAX_RATIO = 24
MAX_ROOT = 12
LAMBERT = frozenset({"lambertw", "lambert"})

Rules: TypeAlias = "Mapping[type[sp.Expr], Callable[[Builder, sp.Expr], Fraction]]"


class FinerExponent(Exception):  # noqa: N818 -- a signal to `field_of`, not an error
    """An exponential turned out to be a root of one already in the tower, or an angle a part."""

    def __init__(self, exponent: tuple[str, int], share: int) -> None:
        super().__init__(exponent, share)
        self.exponent = exponent
        self.share = share


class Builder:
    """The tower under construction; used once and thrown away."""

    def __init__(self, shares: Mapping[tuple[str, int], int], rules: Rules) -> None:
        self.shares = shares
        self.rules = rules
        self.generators = [Generator("x")]
        self.slopes = [constant(1)]
        self.names: list[sp.Expr] = [x]
        self.relations: list[tuple[int, int, Poly]] = []
        self.exponents: list[tuple[Fraction, int]] = []
        self.tangents: list[tuple[Fraction, int]] = []
        self.angles: list[tuple[Fraction, int]] = []
        self.positive: list[Fraction] = []
        self.memo: dict[sp.Expr, Fraction] = {}
        self.is_resumed = False

    @classmethod
    def resumed(cls, tower: Tower) -> Builder:
        """A builder that goes on from a tower; it knows no rules for expressions."""
        builder = cls({}, {})
        builder.is_resumed = True
        builder.generators = list(tower.generators)
        builder.slopes = list(tower.slopes)
        builder.names = list(tower.names)
        builder.relations = list(tower.relations)
        builder.positive = list(tower.positive)
        for index, generator in enumerate(tower.generators):
            if generator.kind == "exp" and generator.argument is not None:
                builder.exponents.append((generator.argument, index))
            for kind, known in (("tan", builder.tangents), ("cos", builder.angles)):
                if generator.kind == kind and generator.argument is not None:
                    known.append((generator.argument, index))
        return builder

    def tower(self) -> Tower:
        """The tower as far as it is built."""
        return Tower(
            tuple(self.generators),
            tuple(self.slopes),
            tuple(self.names),
            tuple(self.relations),
            tuple(self.positive),
        )

    def element(self, expression: sp.Expr) -> Fraction:
        """An expression as an element of the tower, which grows as needed."""
        if expression not in self.memo:
            self.memo[expression] = self._translate(expression)
        return self.memo[expression]

    def _translate(self, e: sp.Expr) -> Fraction:
        if e == x:
            return Fraction(GENS[0], ONE)
        if e.is_Rational:
            return constant(flint.fmpq(int(e.p), int(e.q)))
        if e == sp.pi:
            return self.root_of_pi() ** 2
        if e == sp.E:
            return self.exp(constant(1))
        if e.is_Add:
            total = constant(0)
            for term in e.args:
                total = total + self.element(term)
            return total
        if e.is_Mul:
            result = constant(1)
            for factor in e.args:
                result = result * self.element(factor)
            return self.reduced(result)
        if e.is_Pow:
            return self._power(e)
        if e.is_real and (e.is_Symbol or isinstance(e, Isolated)):
            kind = "parameter" if e.is_Symbol else "isolated"
            generator = Generator(kind, name=str(e), positive=bool(e.is_positive))
            return self.add(generator, constant(0), e)
        rule = self.rules.get(e.func)
        if rule is None or len(e.args) != 1:
            raise UnsupportedError(
                f"{e.func.__name__} is outside the functions that the kernel decides"
            )
        return rule(self, e.args[0])

    def reduced(self, element: Fraction) -> Fraction:
        """The element with powers of roots reduced."""
        tower = self.tower()
        if not tower.relations:
            return element
        return fraction(tower.reduce(element.num), tower.reduce(element.den))

    def add(self, generator: Generator, slope: Fraction, name: sp.Expr) -> Fraction:
        """A generator, new or known."""
        check_slots(len(self.generators))
        for index, known in enumerate(self.generators):
            if known == generator:
                return Fraction(GENS[index], ONE)
        self.generators.append(generator)
        self.slopes.append(slope)
        self.names.append(name)
        return Fraction(GENS[len(self.generators) - 1], ONE)

    def derivative(self, element: Fraction) -> Fraction:
        """The derivative with respect to x."""
        return self.tower().derivative(element)

    def root_of_pi(self) -> Fraction:
        """The square root of pi, whose powers are those of pi."""
        return self.add(Generator("sqrtpi"), constant(0), sp.sqrt(sp.pi))

    def _power(self, e: sp.Expr) -> Fraction:
        base, exponent = e.args
        if exponent.is_Integer:
            if abs(int(exponent)) > MAX_POWER:
                raise UnsupportedError(f"a power above {MAX_POWER} is refused")
            return self.reduced(self.element(base) ** int(exponent))
        if base == sp.E:
            return self.exp(self.element(exponent))
        if exponent.is_Rational and base == sp.pi and exponent.q == 2:
            return self.root_of_pi() ** int(exponent.p)
        if exponent.is_Rational and base.is_Rational and base > 0:
            return self._radical(base, exponent)
        if exponent.is_Rational and exponent.q <= MAX_ROOT and abs(exponent.p) <= MAX_POWER:
            return self.root(self.element(base), exponent)
        return self.exp(self.log(base) * self.element(exponent))

    def root(self, u: Fraction, exponent: sp.Rational) -> Fraction:
        """``u**(p/q)`` for a positive u; plainly positive factors get roots of their own."""
        if u.num.is_zero():
            raise UnsupportedError("a root of 0")
        tower = self.tower()
        rest = constant(1)
        result = constant(1)
        for poly, side in ((u.num, 1), (u.den, -1)):
            content, factors = irreducible_factors(poly)
            rest = rest * constant(content) ** side
            for factor, multiplicity in factors:
                sign = 1 if tower.is_positive(factor) else -1
                if tower.is_positive(factor * sign):
                    power = exponent * multiplicity * side
                    result = result * self._root_of_factor(factor * sign, power)
                    rest = rest * constant(sign) ** multiplicity
                else:
                    rest = rest * Fraction(factor, ONE) ** (multiplicity * side)
        if rest.num.is_constant() and rest.den.is_constant():
            value = rest.num.leading_coefficient() / rest.den.leading_coefficient()
            if value < 0:
                raise UnsupportedError("a root of a negative number")
            return result * self._radical(sp.Rational(int(value.p), int(value.q)), exponent)
        if not rest.den.is_constant():
            raise UnsupportedError("a root of a quotient whose sign is not plain")
        self.positive.append(rest)
        return self.reduced(result * self._root_of_factor(rest.num, exponent))

    def _root_of_factor(self, p: Poly, exponent: sp.Rational) -> Fraction:
        whole, rest = divmod(int(exponent.p), int(exponent.q))
        result = Fraction(p, ONE) ** whole
        if not rest:
            return result
        for v, index in self.exponents:
            if p == GENS[index]:
                share = constant(flint.fmpq(rest, int(exponent.q)))
                return result * self.exp(v * share)
        u = Fraction(p, ONE)
        degree = int(exponent.q)
        before = len(self.generators)
        name = sp.root(self.named(u), degree)
        root = self.add(Generator("root", u, degree), constant(0), name)
        if len(self.generators) > before:
            self.slopes[before] = root * self.derivative(u) / (u * constant(degree))
            self.relations.append((before, degree, p))
        return result * root**rest

    def _radical(self, base: sp.Rational, exponent: sp.Rational) -> Fraction:
        result = constant(1)
        for prime, multiplicity in sp.factorrat(base).items():
            power = Q(int(multiplicity) * int(exponent.p), int(exponent.q))
            whole, rest = divmod(power.numerator, power.denominator)
            result = result * constant(flint.fmpq(int(prime))) ** whole
            if rest:
                degree = power.denominator
                radicand = constant(flint.fmpq(int(prime)))
                before = len(self.generators)
                root = self.add(
                    Generator("radical", radicand, degree), constant(0), sp.root(prime, degree)
                )
                if len(self.generators) > before:
                    self.relations.append((before, degree, radicand.num))
                result = result * root**rest
        return self.reduced(result)

    def exp(self, u: Fraction) -> Fraction:
        """``exp(u)``: logarithms in *u* are undone, its part free of x split off, the rest kept."""
        result, u = self._undo_inverses(u)
        for part in self.constant_and_rest(u):
            if not part.num.is_zero():
                result = result * self._exp_of_part(part)
        return result

    def _undo_inverses(self, u: Fraction) -> tuple[Fraction, Fraction]:
        """``exp(n log p + v)`` is ``p**n exp(v)`` for p > 0, and ``exp(W(c))`` is ``c / W(c)``."""
        result = constant(1)
        if not u.den.is_constant():
            return result, u
        for monomial, coefficient in list(u.num.terms()):
            used = [(i, int(e)) for i, e in enumerate(monomial) if e]
            if len(used) != 1 or used[0][1] != 1:
                continue
            inverse = self._exp_of_generator(used[0][0])
            share = coefficient / u.den.leading_coefficient()
            if inverse is None or abs(int(share.p)) > MAX_POWER:
                continue
            if share.q == 1:
                result = result * inverse ** int(share.p)
            elif share.q <= MAX_ROOT and inverse.num.is_constant() and inverse.den.is_constant():
                base = inverse.num.leading_coefficient() / inverse.den.leading_coefficient()
                powers = (sp.Rational(int(q.p), int(q.q)) for q in (base, share))
                result = result * self._radical(*powers)
            else:
                continue
            u = u - Fraction(GENS[used[0][0]], ONE) * constant(share)
        return result, u

    def _exp_of_generator(self, index: int) -> Fraction | None:
        generator, u = self.generators[index], self.generators[index].argument
        if u is None:
            return None
        for v in (u, -u) if generator.kind == "log" else ():
            if v in self.positive or self.tower().is_positive(v.num):
                return v
        if generator.kind in LAMBERT:
            return u / Fraction(GENS[index], ONE)
        return None

    def constant_and_rest(self, u: Fraction) -> tuple[Fraction, Fraction]:
        """The terms of *u* that are free of x, and the others."""
        tower = self.tower()
        if tower.top(u.den) is not None:
            return constant(0), u
        fixed = {
            m: c
            for m, c in ((tuple(int(e) for e in m), c) for m, c in u.num.terms())
            if all(not e or tower.is_constant_index(i) for i, e in enumerate(m))
        }
        head = RING.from_dict(fixed)
        return fraction(head, u.den), fraction(u.num - head, u.den)

    def _exp_of_part(self, u: Fraction) -> Fraction:
        shares = linear_combination(u, [v for v, _ in self.exponents])
        # What is resumed is not built again for the sake of a root: it gets a generator of its own.
        fits = not self.is_resumed or all(share.denominator == 1 for share in shares or ())
        if shares is not None and fits and all(_is_simple(share) for share in shares):
            result = constant(1)
            for known, (share, (_, index)) in enumerate(zip(shares, self.exponents, strict=True)):
                if share.denominator != 1:
                    raise FinerExponent(("exp", known), share.denominator)
                if abs(share) > MAX_POWER:
                    raise UnsupportedError(f"a power above {MAX_POWER} of an exponential")
                result = result * Fraction(GENS[index], ONE) ** int(share)
            return result
        power = 1 if u.num.leading_coefficient() > 0 else -1
        root = self.shares.get(("exp", len(self.exponents)), 1)
        v = u * constant(flint.fmpq(power, root))
        generator = self.add(Generator("exp", v), constant(0), sp.exp(self.named(v)))
        index = len(self.generators) - 1
        self.slopes[index] = self.derivative(v) * generator
        self.exponents.append((v, index))
        return generator ** (power * root)

    def named(self, u: Fraction) -> sp.Expr:
        """The element as a SymPy expression."""
        return named(u, self.names)

    def log(self, argument: sp.Expr) -> Fraction:
        """The logarithm of an expression, by the logarithms of its irreducible factors."""
        u = self.element(argument)
        if u.num.is_zero():
            raise UnsupportedError("the logarithm of 0")
        if not self.tower().is_positive(u.num * u.den):
            self.positive.append(u)
        return self.log_abs(u)

    def log_abs(self, u: Fraction | None) -> Fraction:
        """The sum of the logarithms of the absolute values of the factors."""
        if u is None:
            raise UnsupportedError("the logarithm of nothing")
        total = constant(0)
        for poly, sign in ((u.num, 1), (u.den, -1)):
            content, factors = irreducible_factors(poly)
            total = total + self._log_rational(content) * constant(sign)
            for p, multiplicity in factors:
                total = total + self._log_factor(p) * constant(sign * multiplicity)
        return total

    def _log_rational(self, value: flint.fmpq) -> Fraction:
        total = constant(0)
        rational = sp.Rational(abs(int(value.p)), int(value.q))
        for prime, multiplicity in sp.factorrat(rational).items():
            if prime != 1:
                argument = constant(flint.fmpq(int(prime)))
                log = self.add(Generator("log", argument), constant(0), sp.log(prime))
                total = total + log * constant(int(multiplicity))
        return total

    def _log_factor(self, p: Poly) -> Fraction:
        for v, index in self.exponents:
            if p == GENS[index]:
                return v
        for index, generator in enumerate(self.generators):
            if p == GENS[index] and generator.kind in {"radical", "root"}:
                return self.log_abs(generator.argument) / constant(generator.degree)
            if p == GENS[index] and generator.kind in LAMBERT:
                return self.log_abs(generator.argument) - Fraction(p, ONE)
        u = Fraction(-p if p.leading_coefficient() < 0 else p, ONE)
        inverse = logarithm_of_inverse(self, u)
        if inverse is not None:
            return inverse
        name = self.named(u)
        inside = name if self.tower().is_positive(u.num) else sp.Abs(name)
        return self.add(Generator("log", u), self.derivative(u) / u, sp.log(inside))

    def atan(self, u: Fraction) -> Fraction:
        """The arctangent."""
        return arctangent(self, u)

    def erf(self, u: Fraction) -> Fraction:
        """The error function."""
        return error_function(self, u)


def _is_simple(share: Q) -> bool:
    return max(abs(share.numerator), share.denominator) <= MAX_RATIO


def named(element: Fraction, names: list[sp.Expr] | tuple[sp.Expr, ...]) -> sp.Expr:
    """The element as a SymPy expression in the functions that the generators stand for."""
    return named_poly(element.num, names) / named_poly(element.den, names)


def named_poly(poly: Poly, names: list[sp.Expr] | tuple[sp.Expr, ...]) -> sp.Expr:
    """A polynomial as a SymPy expression in the functions that the generators stand for."""
    return sp.Add(
        *(
            sp.Rational(int(c.p), int(c.q))
            * sp.Mul(*(names[i] ** int(e) for i, e in enumerate(m) if e))
            for m, c in poly.terms()
        )
    )
