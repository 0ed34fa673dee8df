"""Forms that keep the shape in which a line of a derivation is written.

SymPy sorts, merges and folds what it is given. A textbook's line has a shape of its own:
``-(1 + e^{-x})^{-2} * (-e^{-x})`` is a step, and its evaluated form is the next one. These
heads hold such a shape; ``settle`` gives the expression that they mean.
"""

from collections.abc import Callable

import sympy as sp


class Times(sp.Function):  # type: ignore[misc]
    """A product of factors in the given order, set with dots."""


class Beside(sp.Function):  # type: ignore[misc]
    """A product of factors in the given order, set side by side."""


class Plus(sp.Function):  # type: ignore[misc]
    """A sum of terms in the given order."""


class Over(sp.Function):  # type: ignore[misc]
    """A fraction with the given numerator and denominator."""

    nargs = 2


class Raised(sp.Function):  # type: ignore[misc]
    """A power with its exponent set as such, negative or not."""

    nargs = 2


class Slope(sp.Function):  # type: ignore[misc]
    """The derivative with respect to x of its argument, not yet taken."""

    nargs = 1


def _quotient(numerator: sp.Expr, denominator: sp.Expr) -> sp.Expr:
    return numerator / denominator


MEANINGS: dict[type, Callable[..., sp.Expr]] = {
    Times: sp.Mul,
    Beside: sp.Mul,
    Plus: sp.Add,
    Over: _quotient,
    Raised: sp.Pow,
}


def settle(expression: sp.Expr) -> sp.Expr:
    """The expression meant by a held form, evaluated from the leaves upwards.

    Example:
        >>> x = sp.Symbol("x")
        >>> settle(Times(x, Over(1, x)))
        1
    """
    if not expression.args:
        return expression
    arguments = [settle(argument) for argument in expression.args]
    return MEANINGS.get(expression.func, expression.func)(*arguments)
