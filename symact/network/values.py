"""The value of an activation at a rational point, and whether the point is a bend."""

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context
from fractions import Fraction
from functools import lru_cache
from typing import final

import sympy as sp

from symact.core.activation import Activation, Convention, x
from symact.core.diagnostic import Diagnostic
from symact.core.errors import InputError, UnsupportedError
from symact.core.number import Number
from symact.core.typeset import tex
from symact.derive.branches import Branch, branches
from symact.derive.rules import smooth_derivative
from symact.kernel.balls import Ball, digits, enclose, precision, sign_of

DIGITS = 20
MAX_EXPONENT = 10**17
TINY = Ball("1e-900000")
BITS = (128, 512, 2048, 16_384, 131_072)


@final
@dataclass(frozen=True, slots=True)
class Bend:
    """A point at which an activation has no derivative.

    Attributes:
        left: the slope just left of the point; None at a jump.
        right: the slope just right of it; None at a jump.
        conventions: what frameworks return there.
    """

    title: str
    at: Fraction
    value: sp.Expr
    left: sp.Expr | None
    right: sp.Expr | None
    conventions: tuple[Convention, ...]

    def sentence(self, name: str) -> str:
        """That an entry sits on the bend, with its name in LaTeX."""
        where = "a jump" if self.left is None else "a kink"
        return (
            f"${name} = {tex(_exact(self.at))}$ sits on {where} of {self.title}: the value there "
            f"is ${tex(self.value)}$, but the derivative does not exist"
        )

    def slopes(self) -> str:
        """The one-sided derivatives and the conventions, as a sentence."""
        sides = (
            "The function jumps there."
            if self.left is None or self.right is None
            else f"From the left the slope is ${tex(self.left)}$, from the right "
            f"${tex(self.right)}$."
        )
        if not self.conventions:
            return sides
        choices: dict[sp.Expr, list[str]] = {}
        for convention in self.conventions:
            choices.setdefault(convention.value, []).append(convention.framework)
        told = "; ".join(
            f"{_joined(names)} {'returns' if len(names) == 1 else 'return'} ${tex(value)}$"
            for value, names in choices.items()
        )
        return f"{sides} For backpropagation a convention is needed: {told}."


def _joined(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _exact(value: Fraction) -> sp.Rational:
    return sp.Rational(value.numerator, value.denominator)


def value_at(function: sp.Expr, point: Fraction) -> Number:
    """The exact value of a function of ``x`` at a rational point, with 20 proved digits.

    Raises:
        InputError: SA607 where the function has no real value.

    Example:
        >>> value_at(1 / (1 + sp.exp(-x)), Fraction(0)).to_dict()
        {'exact': '1/2', 'decimal': '0.50000000000000000000'}
    """
    exact = function.subs(x, _exact(point))
    if not exact.is_number or exact.has(sp.oo, -sp.oo, sp.zoo, sp.nan, sp.I):
        raise InputError(_no_value(point))
    try:
        decimal = decimal_of(exact)
    except UnsupportedError as error:
        raise InputError(
            Diagnostic("SA607", f"the value at {point} is not computed: {error}")
        ) from error
    if decimal is None:
        raise InputError(
            Diagnostic(
                "SA607",
                f"the digits of the value at {point} are not found with {BITS[-1]} bits",
                help="choose smaller numbers",
            )
        )
    return Number(exact, decimal)


def decimal_of(exact: sp.Expr, count: int = DIGITS) -> str | None:
    """Proved digits of a real constant; None where no precision on the ladder gives them.

    Example:
        >>> decimal_of(1 / (1 + sp.exp(-2)), 6)
        '0.880797'
    """
    steady = _without_cancellation(exact)
    for bits in BITS:
        with precision(bits):
            ball = enclose(steady)
            # A value below 1e-999999 is told by its exponent, never rounded to zero.
            tiny = sign_of(ball) != 0 and abs(ball) < TINY
            found = _scientific(ball, count) if tiny else digits(ball, count)
        if found is not None:
            return found
    return None


def _scientific(ball: Ball, count: int) -> str | None:
    """Digits of a nonzero ball however small; None when it is too wide."""
    if ball.rel_accuracy_bits() < 3.33 * count + 4:
        return None
    wide = Context(prec=count, rounding=ROUND_HALF_EVEN, Emin=-MAX_EXPONENT, Emax=MAX_EXPONENT)
    return str(wide.create_decimal(ball.mid().str(count + 10, radius=False)))


def _without_cancellation(exact: sp.Expr) -> sp.Expr:
    """The same number with tanh and erf written by their distance from 1 or -1.

    At -24920 the sum 1 + tanh(u) lies below every precision one would try, and
    2/(1 + exp(-2u)) is computed at once.
    """
    stand_ins = {}
    for part in exact.atoms(sp.tanh, sp.erf):
        (u,) = part.args
        if not u.is_extended_real or u.is_zero:
            continue
        side = 1 if u.is_positive else -1
        if isinstance(part, sp.erf):
            stand_ins[part] = side * (1 - sp.erfc(side * u))
        else:
            stand_ins[part] = side * (1 - 2 / (1 + sp.exp(2 * side * u)))
    return exact.xreplace(stand_ins)


def _no_value(point: Fraction) -> Diagnostic:
    return Diagnostic(
        "SA607",
        f"the activation has no real value at {point}",
        help="choose an activation that is defined there",
    )


@lru_cache(maxsize=256)
def _branches(function: sp.Expr) -> tuple[Branch, ...]:
    return branches(function)


def bend_at(activation: Activation, point: Fraction) -> Bend | None:
    """The bend of an activation at a point; None where it is differentiable or not decided.

    Example:
        >>> from symact.activations import activation
        >>> bend = bend_at(activation("relu"), Fraction(0))
        >>> bend.left, bend.right, bend_at(activation("elu"), Fraction(0))
        (0, 1, None)
    """
    function, at = activation.function, _exact(point)
    try:
        parts = _branches(function)
    except UnsupportedError:
        return None
    here = [i for i, part in enumerate(parts[:-1]) if part.upper == at]
    if not here:
        return None
    left, right = parts[here[0]].expression, parts[here[0] + 1].expression
    value = function.subs(x, at)
    conventions = tuple(_of_values(activation, c) for c in activation.conventions if c.at == at)
    if left.subs(x, at) != right.subs(x, at):
        return Bend(activation.title, point, value, None, None, conventions)
    slopes = [smooth_derivative(part).subs(x, at) for part in (left, right)]
    if slopes[0] == slopes[1]:
        return None
    return Bend(activation.title, point, value, slopes[0], slopes[1], conventions)


def _of_values(activation: Activation, convention: Convention) -> Convention:
    """A convention with the parameters replaced by their values in force."""
    values = {
        p.symbol: _exact(v) for p, v in zip(activation.parameters, activation.values, strict=True)
    }
    return Convention(
        convention.framework, convention.at, convention.value.subs(values), convention.source
    )
