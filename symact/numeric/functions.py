"""NumPy functions of an activation and its derivatives, silent and finite where it is finite."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import final

import numpy as np
import sympy as sp
from numpy.typing import ArrayLike

from symact.activations import activation
from symact.core.activation import Activation, x
from symact.numeric.emit import with_lambert
from symact.numeric.pieces import pieces
from symact.numeric.pointwise import lifted, pointwise
from symact.numeric.primitives import Array
from symact.numeric.regions import Region, region_text, regions
from symact.numeric.whole import whole_line

Elementwise = Callable[[ArrayLike], Array]

HEADER = """\
import numpy as np
from scipy import special

from symact.numeric.primitives import by_sign, exp_square, lambertw, tie
"""


@final
@dataclass(frozen=True, slots=True)
class NumericFunction:
    """A function and its first two derivatives on double-precision arrays.

    Each callable takes anything that ``numpy.asarray`` takes and returns float64 of the same
    shape. NaN stays NaN; an infinite argument gives the limit. A derivative is NaN exactly at a
    point where it does not exist, so that a drawn curve breaks there. Nothing warns. Where the
    cases of a function have no exact search they are decided by signs in double precision, and an
    infinite argument may give NaN.

    Each order is prepared when it is first called: a plot never waits for f''.
    """

    name: str
    expression: sp.Expr
    f: Elementwise
    df: Elementwise
    d2f: Elementwise

    @property
    def source(self) -> str:
        """The same three functions as Python text."""
        labels = ("f", "df", "d2f")
        bodies = [
            _text(label, derivative_regions(self.expression, order))
            for order, label in enumerate(labels)
        ]
        return "\n\n".join([HEADER, *bodies])


def numeric(function: str | Activation | sp.Expr) -> NumericFunction:
    """The NumPy functions of a catalogue name, an activation, or an expression in ``x``.

    Raises:
        InputError: for a name that is not in the catalogue.

    Example:
        >>> relu = numeric("relu")
        >>> relu.f([-1000.0, 2.0]), relu.df([-1.0, 0.0, 1.0])
        (array([0., 2.]), array([ 0., nan,  1.]))
    """
    match function:
        case str():
            chosen = activation(function)
            return _built(chosen.name, chosen.function)
        case Activation():
            return _built(function.name, function.function)
        case _:
            return _built("f", function)


@cache
def _built(name: str, expression: sp.Expr) -> NumericFunction:
    f, df, d2f = (_elementwise(expression, order) for order in range(3))
    return NumericFunction(name, expression, f, df, d2f)


@cache
def derivative_regions(expression: sp.Expr, order: int) -> tuple[Region, ...]:
    """The regions of a derivative, which is taken on each smooth piece by itself.

    Where the ends of the pieces have no exact search, as those of ``Abs(sin(x))``, the cases are
    decided at each point instead.
    """
    expression = with_lambert(expression)
    zeroth = pieces(expression)
    if zeroth is None:
        return whole_line(sp.diff(lifted(pointwise(expression)), x, order))
    ends = [piece.upper for piece in zeroth[:-1]]
    values: list[list[sp.Expr]] = [[_value(expression, end) for end in ends]]
    formulas = [[piece.formula for piece in zeroth]]
    for _ in range(order):
        previous, known = formulas[-1], values[-1]
        current = [sp.diff(formula, x) for formula in previous]
        at = [
            _two_sided(end, known[k], (previous[k], previous[k + 1]), (current[k], current[k + 1]))
            for k, end in enumerate(ends)
        ]
        formulas.append(current)
        values.append(at)
    return tuple(regions(tuple(zip(ends, values[-1], strict=True)), tuple(formulas[-1]), zeroth))


def _two_sided(
    end: sp.Expr,
    value: sp.Expr,
    functions: tuple[sp.Expr, sp.Expr],
    slopes: tuple[sp.Expr, sp.Expr],
) -> sp.Expr:
    """The derivative at a breakpoint: the common one-sided slope, or NaN."""
    left, right = (_value(function, end) for function in functions)
    if not (_same(left, value) and _same(right, value)):
        return sp.nan
    one, other = (_value(slope, end) for slope in slopes)
    return one if _same(one, other) else sp.nan


def _value(formula: sp.Expr, place: sp.Expr) -> sp.Expr:
    value = formula.subs(x, place)
    return value if value.is_number and value.is_extended_real else sp.nan


def _same(a: sp.Expr, b: sp.Expr) -> bool:
    if a is sp.nan or b is sp.nan or a.is_infinite or b.is_infinite:
        return False
    return bool(abs(sp.N(a - b, 40)) < sp.Rational(1, 10**25))


def _elementwise(expression: sp.Expr, order: int) -> Elementwise:
    def function(values: ArrayLike) -> Array:
        table = derivative_regions(expression, order)
        places = np.asarray(values, dtype=np.float64)
        result = np.full(places.shape, np.nan)
        # Each region computes on its own points only; what can still be flagged is a result that is
        # itself too large or too small for a double, or a point outside the function's domain.
        with np.errstate(all="ignore"):
            for region in table:
                inside = (places >= region.lower) & (places <= region.upper)
                if np.count_nonzero(inside):
                    result[inside] = region.compute(places[inside])
        # An empty index turns a zero-dimensional array into a scalar and leaves others alone.
        return result[()]

    return function


def _text(label: str, table: tuple[Region, ...]) -> str:
    lines = [
        f"def {label}(x):",
        "    x = np.asarray(x, dtype=np.float64)",
        "    y = np.full(x.shape, np.nan)",
        '    with np.errstate(all="ignore"):',
        *(f"        {line}" for region in table for line in region_text(region)),
        "    return y[()]",
    ]
    return "\n".join(lines) + "\n"
