"""Enclosures of expressions in several letters, with cases decided exactly or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import TypeAlias

import flint
import sympy as sp

from symact.core.activation import x
from symact.core.errors import UnsupportedError
from symact.derive.notation import MEANINGS, unfold
from symact.kernel.balls import Ball, digits, enclose, precision, sign_of

NAN = Ball("nan")
Values: TypeAlias = "Mapping[sp.Symbol, Ball]"
# A place with everything next to it: two functions that are smooth here are smooth all around.
AROUND = flint.fmpq(1, 2**40)
SHOWN = 12
_BITS = (128, 512, 2048)
_CASES = (sp.Piecewise, sp.Max, sp.Min, sp.sign, sp.Heaviside)

_SIGNS: dict[type[sp.Basic], tuple[int, ...]] = {
    sp.StrictGreaterThan: (1,),
    sp.GreaterThan: (0, 1),
    sp.StrictLessThan: (-1,),
    sp.LessThan: (-1, 0),
    sp.Equality: (0,),
    sp.Unequality: (-1, 1),
}


@lru_cache(maxsize=4096)
def plain(expression: sp.Expr) -> sp.Expr:
    """The expression with the names of textbooks replaced by their definitions.

    Raises:
        UnsupportedError: where a constant in it has no real value.

    Example:
        >>> plain(x + sp.log(-2, evaluate=False))
        Traceback (most recent call last):
        ...
        symact.core.errors.UnsupportedError: log(-2) has no real value that is found
    """
    found = unfold(expression) if expression.has(*MEANINGS) else expression
    for part in found.atoms(sp.Function, sp.Pow):
        if not part.free_symbols and not part.has(*_CASES) and not _is_real(part):
            raise UnsupportedError(f"{part} has no real value that is found")
    return found


def _is_real(constant: sp.Expr) -> bool:
    with precision(_BITS[0]):
        return bool(enclose(constant).is_finite())


def value(expression: sp.Expr, at: Values, *, strict: bool = False) -> Ball:
    """An enclosure where every letter lies in its ball; not finite where there is no value.

    Args:
        strict: give no value where a condition, or the argument of a corner, may be 0.

    Raises:
        UnsupportedError: for a function that has no enclosure.

    Example:
        >>> with precision(64):
        ...     [str(value(sp.Max(0, x), {x: Ball(0)}, strict=edge)) for edge in (False, True)]
        ['0', 'nan']
    """
    if expression.is_Rational:
        return Ball(flint.fmpq(int(expression.p), int(expression.q)))
    if expression.is_Symbol:
        if expression not in at:
            raise UnsupportedError(f"the letter {expression} has no value")
        return at[expression]
    rule = _RULES.get(expression.func)
    if rule is not None:
        return rule(expression, at, strict)
    if len(expression.args) != 1 or not expression.free_symbols:
        return enclose(expression)
    return enclose(_form(expression.func), value(expression.args[0], at, strict=strict))


@lru_cache(maxsize=256)
def _form(head: type[sp.Expr]) -> sp.Expr:
    return head(x)


def _sum(expression: sp.Expr, at: Values, strict: bool) -> Ball:
    total = Ball(0)
    for term in expression.args:
        total += value(term, at, strict=strict)
    return total


def _product(expression: sp.Expr, at: Values, strict: bool) -> Ball:
    result = Ball(1)
    for factor in expression.args:
        result *= value(factor, at, strict=strict)
    return result


def _power(expression: sp.Expr, at: Values, strict: bool) -> Ball:
    base, exponent = expression.args
    ball = value(base, at, strict=strict)
    if exponent.is_Integer:
        return ball ** int(exponent)
    if exponent.is_Rational:
        q = int(exponent.q)
        return (ball.sqrt() if q == 2 else ball.root(q)) ** int(exponent.p)
    return (value(exponent, at, strict=strict) * ball.log()).exp()


def _exp(expression: sp.Expr, at: Values, strict: bool) -> Ball:
    return value(expression.args[0], at, strict=strict).exp()


def exact_sign(ball: Ball) -> int | None:
    """The sign of every number of the ball, 0 only for the number 0 itself; None when open."""
    sign = sign_of(ball)
    if sign or ball == 0:
        return sign
    return None


def _piecewise(expression: sp.Expr, at: Values, strict: bool) -> Ball:
    for branch, condition in expression.args:
        held = holds(condition, at, strict=strict)
        if held is None:
            return NAN
        if held:
            return value(branch, at, strict=strict)
    return NAN


def holds(condition: sp.Basic, at: Values, *, strict: bool = False) -> bool | None:
    """Whether a condition holds; None where that is open, or on its edge when *strict*."""
    if condition in (sp.true, sp.false):
        return condition is sp.true
    if isinstance(condition, sp.And):
        return _all(holds(c, at, strict=strict) for c in condition.args)
    if isinstance(condition, sp.Or):
        return _not(_all(_not(holds(c, at, strict=strict)) for c in condition.args))
    if isinstance(condition, sp.Not):
        return _not(holds(condition.args[0], at, strict=strict))
    if isinstance(condition, sp.ITE):
        first = holds(condition.args[0], at, strict=strict)
        return (
            None if first is None else holds(condition.args[1 if first else 2], at, strict=strict)
        )
    for relation, signs in _SIGNS.items():
        if isinstance(condition, relation):
            sign = exact_sign(
                value(condition.lhs, at, strict=strict) - value(condition.rhs, at, strict=strict)
            )
            return None if sign is None or (strict and sign == 0) else sign in signs
    raise UnsupportedError(f"the condition {condition} is outside what is decided")


def _all(parts: Iterable[bool | None]) -> bool | None:
    known = list(parts)
    if None in known:
        return None
    return all(known)


def _not(part: bool | None) -> bool | None:
    return None if part is None else not part


def _greatest(expression: sp.Expr, at: Values, strict: bool) -> Ball:
    balls = [value(arg, at, strict=strict) for arg in expression.args]
    largest = isinstance(expression, sp.Max)
    best = balls[0]
    for ball in balls[1:]:
        best = best.max(ball) if largest else best.min(ball)
    if not all(ball.is_finite() for ball in balls):
        return NAN
    if not strict:
        return best
    # One argument beats every other one.
    for i, ball in enumerate(balls):
        if all(sign_of(ball - b) == (1 if largest else -1) for j, b in enumerate(balls) if j != i):
            return ball
    return NAN


def _abs(expression: sp.Expr, at: Values, strict: bool) -> Ball:
    ball = value(expression.args[0], at, strict=strict)
    return NAN if strict and not sign_of(ball) else abs(ball)


def _sign(expression: sp.Expr, at: Values, strict: bool) -> Ball:
    sign = exact_sign(value(expression.args[0], at, strict=strict))
    return NAN if sign is None or (strict and sign == 0) else Ball(sign)


def _heaviside(expression: sp.Expr, at: Values, strict: bool) -> Ball:
    sign = exact_sign(value(expression.args[0], at, strict=strict))
    if sign is None or (strict and sign == 0):
        return NAN
    if sign == 0:
        at_zero = expression.args[1] if len(expression.args) > 1 else sp.S.Half
        return value(at_zero, at, strict=strict)
    return Ball(1 if sign > 0 else 0)


_RULES: dict[type[sp.Basic], Callable[[sp.Expr, Values, bool], Ball]] = {
    sp.Add: _sum,
    sp.Mul: _product,
    sp.Pow: _power,
    sp.exp: _exp,
    sp.Piecewise: _piecewise,
    sp.Max: _greatest,
    sp.Min: _greatest,
    sp.Abs: _abs,
    sp.sign: _sign,
    sp.Heaviside: _heaviside,
}


def is_smooth_near(expression: sp.Expr, at: Values) -> bool:
    """Whether a function of x is shown to be analytic on a small interval around a place."""
    around = {**at, x: at[x] + Ball(0, AROUND)}
    return bool(value(expression, around, strict=True).is_finite())


def written(expression: sp.Expr, at: Mapping[sp.Symbol, sp.Expr], count: int = SHOWN) -> str | None:
    """The value at exact places in *count* proved digits; None where they are not found.

    Example:
        >>> written(sp.tanh(x), {x: sp.S.One})
        '0.761594155956'
        >>> written(x / 4, {x: sp.S.One})
        '0.25'
    """
    for bits in _BITS:
        with precision(bits):
            text = number_text(value(expression, {s: enclose(q) for s, q in at.items()}), count)
        if text is not None:
            return text
    return None


def number_text(ball: Ball, count: int = SHOWN) -> str | None:
    """The number that a ball encloses: in full where it is a short decimal, else rounded."""
    text = digits(ball, count)
    if text is None:
        return None
    if ball.is_exact() and "." in text and "e" not in text.casefold():
        short = text.rstrip("0").rstrip(".")
        top, _, rest = short.partition(".")
        scale = 10 ** len(rest)
        if Ball(int(top + rest)) == ball * scale:
            return short
    return text
