"""Exact constants: a tower's constants, to which functions of them are added as they are met."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import sympy as sp

from symact.core.errors import UnsupportedError
from symact.kernel.angles import cosine_and_sine
from symact.kernel.balls import Ball, evaluate, generator_value, sign_of, values
from symact.kernel.builder import Builder, FinerExponent, named
from symact.kernel.field import Fraction, Tower, constant, fraction

Function = Callable[[Builder, Fraction], Fraction]

_EXACT: Mapping[str, Function] = {
    "exp": Builder.exp,
    "log": Builder.log_abs,
    "atan": Builder.atan,
    "erf": Builder.erf,
    "cos": lambda b, u: cosine_and_sine(b, u)[0],
    "sin": lambda b, u: cosine_and_sine(b, u)[1],
}
_BALLS: Mapping[str, Callable[[Ball], Ball]] = {
    "exp": lambda u: u.exp(),
    "log": lambda u: abs(u).log(),
    "atan": lambda u: u.atan(),
    "erf": lambda u: u.erf(),
    "cos": lambda u: u.cos(),
    "sin": lambda u: u.sin(),
}


class Constants:
    """The constants of a tower with their enclosures; it grows, and is used by one computation."""

    def __init__(self, tower: Tower) -> None:
        self.builder = Builder.resumed(tower)
        self.tower = tower
        self.balls: list[Ball] = values(tower, Ball(1))
        self._known: dict[Fraction, Ball] = {}

    def ball(self, c: Fraction) -> Ball:
        """The enclosure of a constant, at the working precision."""
        if c.num.is_constant() and c.den.is_constant():
            return evaluate(c.num, ()) / evaluate(c.den, ())
        if c not in self._known:
            self._known[c] = evaluate(c.num, self.balls) / evaluate(c.den, self.balls)
        return self._known[c]

    def is_zero(self, c: Fraction) -> bool:
        """Whether an identity shows that a constant is 0."""
        if self.tower.is_zero(c):
            return True
        if not any(generator.kind == "isolated" for generator in self.tower.generators):
            return False
        # Its equation is looked at with signs, which are those of series.
        from symact.kernel.isolated import vanishes  # noqa: PLC0415

        return not sign_of(self.ball(c)) and vanishes(self.name(c))

    def name(self, c: Fraction) -> sp.Expr:
        """A constant as a SymPy expression."""
        return named(c, self.tower.names)

    def reduced(self, c: Fraction) -> Fraction:
        """A constant with powers of its radicals reduced."""
        if not self.tower.relations:
            return c
        return fraction(self.tower.reduce(c.num), self.tower.reduce(c.den))

    def root_of_pi(self) -> Fraction:
        """The square root of pi."""
        return self._grown(lambda b, _: b.root_of_pi(), constant(0)) or constant(0)

    def apply(self, kind: str, c: Fraction | Ball) -> Fraction | Ball:
        """The value of a function at a constant: exact where it fits the tower."""
        if not isinstance(c, Fraction):
            return _BALLS[kind](c)
        return self._grown(_EXACT[kind], c) or _BALLS[kind](self.ball(c))

    def root(self, c: Fraction | Ball, degree: int) -> Fraction | Ball:
        """The root of a positive constant."""
        if not isinstance(c, Fraction):
            return c.root(degree)
        share = sp.Rational(1, degree)
        return self._grown(lambda b, u: b.root(u, share), c) or self.ball(c).root(degree)

    def _grown(self, function: Function, c: Fraction) -> Fraction | None:
        """The exact value, with the generators that it needs; None where there is no room."""
        before = len(self.builder.generators)
        try:
            found = function(self.builder, c)
        except (UnsupportedError, FinerExponent, ZeroDivisionError):
            self.builder = Builder.resumed(self.tower)
            return None
        if len(self.builder.generators) > before:
            self._extend(before)
        return found

    def _extend(self, before: int) -> None:
        self.tower = self.builder.tower()
        for generator in self.tower.generators[before:]:
            argument = generator.argument
            inside = None
            if argument is not None:
                inside = evaluate(argument.num, self.balls) / evaluate(argument.den, self.balls)
            self.balls.append(generator_value(generator, inside))
