"""Overflow-free forms of a smooth formula on a half line.

On ``x = s t`` with ``t >= 0`` and ``s = +1`` or ``-1`` every exponential of a polynomial is
written in a *decaying* one, ``E = exp(g)`` with ``g -> -oo``. A rational function of ``t`` and
``E`` neither overflows nor loses its small part: ``1 - tanh(x)^2`` becomes ``4 E/(1 + E)^2`` with
``E = exp(-2t)``.
"""

from dataclasses import dataclass
from functools import reduce
from typing import final

import sympy as sp

from symact.core.activation import x
from symact.numeric.emit import erfcx, exp_square, log1p

t = sp.Symbol("t", positive=True)

_HYPERBOLIC = (sp.tanh, sp.coth, sp.sinh, sp.cosh, sp.sech, sp.csch)
_FACTOR_AT_MOST = 400


@final
@dataclass(frozen=True, slots=True)
class Decay:
    """A decaying exponential: ``symbol`` for ``exp(exponent)``, ``root`` for its square root."""

    symbol: sp.Symbol
    exponent: sp.Expr

    @property
    def root(self) -> sp.Symbol:
        """The square root of the exponential, computed first: it underflows half as early."""
        return sp.Symbol(f"h{self.symbol.name[1:]}", positive=True)

    @property
    def value_of_root(self) -> sp.Expr:
        """What the square root is."""
        half = sp.expand(self.exponent / 2)
        if half.is_Mul and half.as_independent(t)[1] == t**2:
            return exp_square(t, half.as_independent(t)[0])
        return sp.exp(half)


@final
@dataclass(frozen=True, slots=True)
class Form:
    """``E1^m1 E2^m2 ... * rest``, with the exponentials and the monomial kept apart."""

    decays: tuple[Decay, ...]
    powers: tuple[int, ...]
    rest: sp.Expr


def forms(formula: sp.Expr, sign: int) -> tuple[Form, ...]:
    """Ways to compute a smooth formula in ``x`` for ``x = sign * t`` with ``t >= 0``.

    They are equal as functions and differ in rounding; the caller measures and takes the best.
    """
    plain = formula.subs(x, sign * t)
    found = [_form(_hyperbolic_as_exp(_with_erfcx(plain)), factor=True)]
    if plain.has(sp.erf, sp.erfc):
        found.append(_form(_hyperbolic_as_exp(plain), factor=True))
    found.append(_form(plain, factor=False))
    return tuple(found)


def _hyperbolic_as_exp(formula: sp.Expr) -> sp.Expr:
    return formula.rewrite(_HYPERBOLIC, sp.exp) if formula.has(*_HYPERBOLIC) else formula


def _with_erfcx(formula: sp.Expr) -> sp.Expr:
    """The error functions in terms of erfcx(z) = exp(z^2) erfc(z), where z is linear."""

    def complement(z: sp.Expr) -> sp.Expr:
        return erfcx(z) * sp.exp(-sp.expand(z**2))

    def rewritten(z: sp.Expr) -> sp.Expr:
        slope = sp.expand(z).coeff(t)
        if not slope.is_number or sp.expand(z - slope * t) != 0:
            return sp.erf(z)
        return 1 - complement(z) if slope > 0 else complement(-z) - 1

    if not formula.has(sp.erf, sp.erfc):
        return formula
    return formula.replace(sp.erfc, lambda z: 1 - sp.erf(z)).replace(sp.erf, rewritten)


def _form(formula: sp.Expr, *, factor: bool) -> Form:
    decays, replaced = _with_decays(formula)
    symbols = tuple(decay.symbol for decay in decays)
    opened = _open_logarithms(replaced, decays)
    if factor and sp.count_ops(opened) <= _FACTOR_AT_MOST:
        opened = sp.factor(opened)
    powers, rest = _monomial(opened, symbols)
    return Form(decays, powers, rest)


def _with_decays(formula: sp.Expr) -> tuple[tuple[Decay, ...], sp.Expr]:
    """Every exp of a polynomial in t as a power of one of few decaying exponentials."""
    exponents = {
        node: sp.expand(node.exp)
        for node in formula.atoms(sp.exp)
        if node.exp.has(t) and sp.expand(node.exp).is_polynomial(t)
    }
    classes: list[tuple[sp.Expr, list[sp.Rational]]] = []
    place: dict[sp.Expr, tuple[int, sp.Rational, sp.Expr]] = {}
    for node, exponent in sorted(exponents.items(), key=lambda item: sp.default_sort_key(item[0])):
        constant, varying = exponent.as_independent(t, as_Add=True)
        index, ratio = _class_of(varying, classes)
        classes[index][1].append(ratio)
        place[node] = (index, ratio, constant)
    decays: list[Decay] = []
    units: list[sp.Rational] = []
    for index, (shape, ratios) in enumerate(classes, start=1):
        unit = reduce(sp.gcd, ratios, sp.S.Zero)
        leading = sp.Poly(shape, t).LC()
        unit = -abs(unit) if leading > 0 else abs(unit)
        units.append(unit)
        decays.append(Decay(sp.Symbol(f"e{index}", positive=True), sp.expand(unit * shape)))
    mapping = {
        node: sp.exp(constant) * decays[index].symbol ** (ratio / units[index])
        for node, (index, ratio, constant) in place.items()
    }
    return tuple(decays), formula.xreplace(mapping)


def _class_of(
    varying: sp.Expr, classes: list[tuple[sp.Expr, list[sp.Rational]]]
) -> tuple[int, sp.Rational]:
    for index, (shape, _) in enumerate(classes):
        ratio = sp.cancel(varying / shape)
        if ratio.is_Rational:
            return index, ratio
    classes.append((varying, []))
    return len(classes) - 1, sp.S.One


def _open_logarithms(formula: sp.Expr, decays: tuple[Decay, ...]) -> sp.Expr:
    """log(1 + 1/E) as -log E + log1p(E), wherever a logarithm's argument is rational in E."""
    symbols = tuple(decay.symbol for decay in decays)

    def opened(argument: sp.Expr) -> sp.Expr:
        if not argument.has(*symbols):
            return sp.log(argument)
        powers, rest = _monomial(sp.cancel(sp.together(argument)), symbols)
        numerator, denominator = sp.fraction(rest)
        if _at_zero(numerator, symbols).is_negative:
            numerator, denominator = -numerator, -denominator
        parts = [_log_near_constant(side, symbols) for side in (numerator, denominator)]
        if any(part is None for part in parts):
            return sp.log(argument)
        linear = sum(m * d.exponent for m, d in zip(powers, decays, strict=True))
        return linear + parts[0] - parts[1]

    if not symbols or not formula.has(sp.log):
        return formula
    return formula.replace(sp.log, opened)


def _log_near_constant(side: sp.Expr, symbols: tuple[sp.Symbol, ...]) -> sp.Expr | None:
    constant = _at_zero(side, symbols)
    if not (constant.is_number and constant.is_positive):
        return None
    small = sp.expand(side / constant) - 1
    return sp.log(constant) + (log1p(small) if small != 0 else 0)


def _at_zero(formula: sp.Expr, symbols: tuple[sp.Symbol, ...]) -> sp.Expr:
    return formula.subs(dict.fromkeys(symbols, 0))


def _monomial(formula: sp.Expr, symbols: tuple[sp.Symbol, ...]) -> tuple[tuple[int, ...], sp.Expr]:
    """The powers of the exponentials that are factors of a quotient, and what they multiply."""
    powers = dict.fromkeys(symbols, 0)
    rest: list[sp.Expr] = []
    for factor in sp.Mul.make_args(formula):
        base, exponent = factor.as_base_exp()
        if base in powers and exponent.is_Integer:
            powers[base] += int(exponent)
        else:
            rest.append(factor)
    return tuple(powers.values()), sp.Mul(*rest)
