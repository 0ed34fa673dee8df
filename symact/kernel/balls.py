"""Enclosures: values of constants, generators and polynomials as Arb balls.

A ball ``[m +/- r]`` contains the true value, whatever the precision; precision is in bits and
always an argument.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from decimal import MAX_EMAX, MIN_EMIN, ROUND_HALF_EVEN, Context, Decimal
from typing import TypeAlias

import flint
import sympy as sp

from symact.core.activation import x
from symact.core.errors import UnsupportedError
from symact.core.isolated import Isolated
from symact.kernel.field import Generator, Poly, Rational, Tower

Ball: TypeAlias = flint.arb


def precision(bits: int) -> AbstractContextManager[object]:
    """A context in which Arb works with *bits* bits, restored on leaving."""
    context: AbstractContextManager[object] = flint.ctx.workprec(bits)
    return context


def sign_of(ball: Ball) -> int:
    """The sign that every number of the ball has; 0 when the ball contains 0 or is not finite.

    Example:
        >>> sign_of(flint.arb(2) - 1), sign_of(flint.arb(0, 1))
        (1, 0)
    """
    if not ball.is_finite():
        return 0
    if ball > 0:
        return 1
    if ball < 0:
        return -1
    return 0


def point(value: Rational) -> Ball:
    """The ball of a rational number."""
    return Ball(value)


def segment(lower: Rational, upper: Rational) -> Ball:
    """A ball that contains every number between two rationals."""
    return Ball(lower).union(Ball(upper))


def _log_abs(u: Ball) -> Ball:
    return abs(u).log()


_FUNCTIONS: dict[str, Callable[[Ball], Ball]] = {
    "exp": lambda u: u.exp(),
    "log": _log_abs,
    "atan": lambda u: u.atan(),
    "erf": lambda u: u.erf(),
    "tan": lambda u: u.tan(),
    "cos": lambda u: u.cos(),
    "sin": lambda u: u.sin(),
    "lambertw": lambda u: u.lambertw(),
    "lambert": lambda u: u.lambertw(),
}


def generator_value(generator: Generator, argument: Ball | None) -> Ball:
    """The value of a generator other than x, given that of its argument."""
    if generator.kind == "sqrtpi":
        return Ball.pi().sqrt()
    if generator.kind == "parameter":
        raise UnsupportedError(f"the sign depends on the parameter {generator.name}")
    if argument is None:
        raise UnsupportedError(f"a generator of kind {generator.kind} needs an argument")
    if generator.kind in {"radical", "root"}:
        return argument.root(generator.degree)
    return _FUNCTIONS[generator.kind](argument)


def values(tower: Tower, at: Ball) -> list[Ball]:
    """The values of all generators where x lies in the ball *at*."""
    result: list[Ball] = [at]
    for generator in tower.generators[1:]:
        if generator.kind == "parameter":
            # No value: every ball that it enters is empty, and decides nothing.
            result.append(Ball("nan"))
            continue
        if generator.kind == "isolated":
            result.append(enclose(tower.names[len(result)]))
            continue
        if generator.argument is None:
            result.append(generator_value(generator, None))
            continue
        top = evaluate(generator.argument.num, result)
        bottom = evaluate(generator.argument.den, result)
        result.append(generator_value(generator, top / bottom))
    return result


def evaluate(poly: Poly, at: Sequence[Ball]) -> Ball:
    """The value of a polynomial where the generators have the values *at*."""
    present = [index for index, degree in enumerate(poly.degrees()) if degree > 0]
    if not present:
        return Ball(poly.leading_coefficient()) if len(poly) else Ball(0)
    powers: dict[tuple[int, int], Ball] = {}
    total = Ball(0)
    for monomial, coefficient in poly.terms():
        term = Ball(coefficient)
        for index in present:
            exponent = monomial[index]
            if exponent:
                key = (index, exponent)
                if key not in powers:
                    powers[key] = at[index] ** int(exponent)
                term *= powers[key]
        total += term
    return total


_CONSTANTS: dict[sp.Expr, Callable[[], Ball]] = {
    sp.pi: Ball.pi,
    sp.E: Ball.const_e,
}

_HEADS: dict[type[sp.Expr], Callable[[Ball], Ball]] = {
    sp.exp: lambda u: u.exp(),
    sp.log: lambda u: u.log(),
    sp.tanh: lambda u: u.tanh(),
    sp.sinh: lambda u: u.sinh(),
    sp.cosh: lambda u: u.cosh(),
    sp.coth: lambda u: u.coth(),
    sp.sech: lambda u: u.sech(),
    sp.csch: lambda u: u.csch(),
    sp.atan: lambda u: u.atan(),
    sp.asinh: lambda u: u.asinh(),
    sp.acosh: lambda u: u.acosh(),
    sp.atanh: lambda u: u.atanh(),
    sp.asin: lambda u: u.asin(),
    sp.acos: lambda u: u.acos(),
    sp.sin: lambda u: u.sin(),
    sp.cos: lambda u: u.cos(),
    sp.tan: lambda u: u.tan(),
    sp.cot: lambda u: u.cot(),
    sp.sec: lambda u: u.sec(),
    sp.csc: lambda u: u.csc(),
    sp.erf: lambda u: u.erf(),
    sp.erfc: lambda u: u.erfc(),
    sp.Abs: abs,
    sp.LambertW: lambda u: u.lambertw(),
}


def enclose(expression: sp.Expr, at: Ball | None = None) -> Ball:
    """An enclosure of an expression, at the working precision, where x lies in *at*.

    Raises:
        UnsupportedError: for a function or symbol that has no enclosure here.

    Example:
        >>> with precision(64):
        ...     print(enclose(sp.sqrt(2) + sp.pi).str(10))
        [4.555806216 +/- 3.72e-11]
    """
    if expression.is_Rational:
        return Ball(flint.fmpq(int(expression.p), int(expression.q)))
    if expression in _CONSTANTS:
        return _CONSTANTS[expression]()
    if expression == x and at is not None:
        return at
    if expression.is_Add:
        total = Ball(0)
        for term in expression.args:
            total += enclose(term, at)
        return total
    if expression.is_Mul:
        result = Ball(1)
        for factor in expression.args:
            result *= enclose(factor, at)
        return result
    if expression.is_Pow:
        return _power(expression, at)
    if isinstance(expression, Isolated):
        # Its digits are found by the signs of its equation, which are made of enclosures.
        from symact.kernel.isolated import number_of  # noqa: PLC0415

        return number_of(expression).enclosure(int(flint.ctx.prec) + 8)
    head = _HEADS.get(expression.func)
    if head is None or len(expression.args) != 1:
        raise UnsupportedError(f"no enclosure of {expression.func.__name__} is known")
    return head(enclose(expression.args[0], at))


def _power(expression: sp.Expr, at: Ball | None) -> Ball:
    base, exponent = expression.args
    ball = enclose(base, at)
    if exponent.is_Integer:
        return ball ** int(exponent)
    if exponent.is_Rational:
        root = ball.root(int(exponent.q)) if exponent.q > 2 else ball.sqrt()
        return root ** int(exponent.p)
    return (enclose(exponent, at) * ball.log()).exp()


def digits(ball: Ball, count: int) -> str | None:
    """The decimal of *count* significant digits that every number of the ball rounds to.

    None when the ball is too wide to say; the last digit may then be off by one, never more.

    Example:
        >>> digits(flint.arb(1) / 4, 5)
        '0.25000'
    """
    if ball.rel_accuracy_bits() < 3.33 * count + 4 and not ball.is_exact():
        return None
    text = ball.mid().str(count + 10, radius=False)
    return _rounded(text, count)


def _rounded(text: str, count: int) -> str:
    # The widest range of exponents there is: a tiny number must not be rounded to 0.
    context = Context(prec=count, rounding=ROUND_HALF_EVEN, Emin=MIN_EMIN, Emax=MAX_EMAX)
    value = context.create_decimal(text)
    if value == 0:
        return "0." + "0" * count
    exponent = value.adjusted()
    places = count - 1 - exponent
    if places <= 0 or exponent <= -12:
        return str(value)
    return f"{value.quantize(Decimal(1).scaleb(-places), context=Context(prec=count + 5)):f}"
