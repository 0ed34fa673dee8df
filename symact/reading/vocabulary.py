"""The functions that a typed expression may name: a table, and nothing outside it."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import final

import sympy as sp

from symact.activations.catalogue import catalogue, entry_of
from symact.core.activation import x


@final
@dataclass(frozen=True, slots=True)
class Word:
    """A function of real numbers.

    Attributes:
        build: SymPy's form of it.
        size: the same in floating point, used only to refuse constants that are too large or
            not real before SymPy sees them; None where that cannot happen.
    """

    build: Callable[..., sp.Expr]
    fewest: int = 1
    most: int = 1
    size: Callable[..., float] | None = None


def _nothing(*_values: float) -> float:
    return 0.0


def _root(value: float) -> float:
    return math.sqrt(value)


def _lambert(value: float, branch: float = 0.0) -> float:
    """Roughly the value of W, by Newton's method on its logarithm where that is positive.

    Raises:
        ValueError: where it is not real.
    """
    if value < -1 / math.e or branch not in {0.0, -1.0} or (branch and value >= 0):
        raise ValueError
    if value <= 0:
        return value
    w = math.log1p(value)
    for _ in range(8):
        # The zero of w + log w - log value.
        w -= (w + math.log(w) - math.log(value)) * w / (w + 1)
    return w


def _max_size(*sizes: float) -> float:
    return max(sizes)


def _min_size(*sizes: float) -> float:
    return min(sizes)


def _max(*arguments: sp.Expr) -> sp.Expr:
    return _extreme(sp.Max, max, arguments)


def _min(*arguments: sp.Expr) -> sp.Expr:
    return _extreme(sp.Min, min, arguments)


def _extreme(
    head: type[sp.Max] | type[sp.Min],
    choose: Callable[[list[sp.Rational]], sp.Rational],
    arguments: tuple[sp.Expr, ...],
) -> sp.Expr:
    """Max or Min held as written, but flat, without repetition, and with one rational at most.

    SymPy's own evaluation compares every two arguments through its assumptions, at a cost that
    no bound on the text limits.
    """
    flat = [a for arg in arguments for a in (arg.args if isinstance(arg, head) else (arg,))]
    # What every number is above, or below, changes no maximum, or no minimum.
    neutral = -sp.oo if head is sp.Max else sp.oo
    flat = [a for a in flat if a != neutral] or flat
    rationals = [a for a in flat if isinstance(a, sp.Rational)]
    others = [a for a in flat if not isinstance(a, sp.Rational)]
    kept = list(dict.fromkeys([*([choose(rationals)] if rationals else []), *others]))
    return kept[0] if len(kept) == 1 else head(*kept, evaluate=False)


WORDS: dict[str, Word] = {
    "exp": Word(sp.exp, size=math.exp),
    "log": Word(sp.log, size=math.log),
    "ln": Word(sp.log, size=math.log),
    "sqrt": Word(sp.sqrt, size=_root),
    "cbrt": Word(sp.cbrt, size=_root),
    "root": Word(sp.root, 2, 2, size=lambda value, n: math.pow(value, 1 / n)),
    "sinh": Word(sp.sinh, size=math.sinh),
    "cosh": Word(sp.cosh, size=math.cosh),
    "tanh": Word(sp.tanh, size=math.tanh),
    "coth": Word(sp.coth, size=lambda value: 1 / math.tanh(value)),
    "sech": Word(sp.sech, size=lambda value: 1 / math.cosh(value)),
    "csch": Word(sp.csch, size=lambda value: 1 / math.sinh(value)),
    "asinh": Word(sp.asinh, size=math.asinh),
    "acosh": Word(sp.acosh, size=math.acosh),
    "atanh": Word(sp.atanh, size=math.atanh),
    "sin": Word(sp.sin, size=math.sin),
    "cos": Word(sp.cos, size=math.cos),
    "tan": Word(sp.tan, size=math.tan),
    "cot": Word(sp.cot, size=lambda value: 1 / math.tan(value)),
    "sec": Word(sp.sec, size=lambda value: 1 / math.cos(value)),
    "csc": Word(sp.csc, size=lambda value: 1 / math.sin(value)),
    "asin": Word(sp.asin, size=math.asin),
    "acos": Word(sp.acos, size=math.acos),
    "atan": Word(sp.atan, size=math.atan),
    "erf": Word(sp.erf, size=math.erf),
    "erfc": Word(sp.erfc, size=math.erfc),
    "Abs": Word(sp.Abs, size=abs),
    "abs": Word(sp.Abs, size=abs),
    "sign": Word(sp.sign, size=_nothing),
    "Heaviside": Word(sp.Heaviside, 1, 2, size=_nothing),
    "LambertW": Word(sp.LambertW, 1, 2, size=_lambert),
    "Max": Word(_max, 1, 64, size=_max_size),
    "Min": Word(_min, 1, 64, size=_min_size),
    "max": Word(_max, 1, 64, size=_max_size),
    "min": Word(_min, 1, 64, size=_min_size),
}

# Functions that are spelled as calls and mean an operator.
OPERATORS = {
    "Eq": "==",
    "Ne": "!=",
    "Lt": "<",
    "Le": "<=",
    "Gt": ">",
    "Ge": ">=",
}
SPECIAL = ("Piecewise", "And", "Or", "Not", "Add", "Mul", "Pow", "Rational", "Integer")
CONSTANTS: dict[str, tuple[sp.Expr, float]] = {
    "pi": (sp.pi, math.pi),
    "E": (sp.E, math.e),
    "oo": (sp.oo, math.inf),
}


# Functions that papers write as a letter.
LETTERS = {
    "sigma": "sigmoid",
    "Phi": "normal_cdf",
    "phi": "normal_density",
    "varphi": "normal_density",
}
_DENSITY = sp.exp(-(x**2) / 2) / sp.sqrt(2 * sp.pi)


def catalogue_function(name: str) -> sp.Expr | None:
    """The definition of a named function in ``x``, or None for a name that is not known.

    The names are those of the catalogue, the letters of papers, and the normal density.

    Example:
        >>> catalogue_function("sigmoid"), catalogue_function("sigma")
        (1/(1 + exp(-x)), 1/(1 + exp(-x)))
        >>> catalogue_function("factorial") is None
        True
    """
    name = LETTERS.get(name, name)
    if name == "normal_density":
        return _DENSITY
    entry = entry_of(name)
    return None if entry is None else entry.function


def is_function(name: str) -> bool:
    """Whether a name is that of a function of one or more numbers.

    Example:
        >>> is_function("tanh"), is_function("relu"), is_function("x")
        (True, True, False)
    """
    return name in WORDS or catalogue_function(name) is not None


def odd_root(degree: int) -> sp.Expr:
    """The real root of odd degree as a function of ``x``: also of negative numbers.

    Example:
        >>> odd_root(3)
        Abs(x)**(1/3)*sign(x)
    """
    return sp.sign(x) * sp.Abs(x) ** sp.Rational(1, degree)


def apply(function: sp.Expr, argument: sp.Expr) -> sp.Expr:
    """The function of ``x`` at an argument, with bends and cases held as they are."""
    if function == x:
        return argument
    if not function.args:
        return function
    if isinstance(function, sp.Max | sp.Min):
        parts = tuple(apply(part, argument) for part in function.args)
        return _max(*parts) if isinstance(function, sp.Max) else _min(*parts)
    if isinstance(function, sp.Piecewise | sp.core.relational.Relational):
        return function.func(*(apply(part, argument) for part in function.args), evaluate=False)
    return function.func(*(apply(part, argument) for part in function.args))


def known_words() -> tuple[str, ...]:
    """Every word that an expression may use, for the suggestion of near ones."""
    entries = [key for e in catalogue().values() for key in (e.name, *e.aliases)]
    return (*WORDS, *OPERATORS, *SPECIAL, *CONSTANTS, "True", "False", *entries)
