"""Floating-point values of a formula at many points: for the search, never for a statement."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any, TypeAlias, final

import numpy as np
import numpy.typing as npt
import sympy as sp

from symact.core.errors import UnsupportedError

Array: TypeAlias = "npt.NDArray[np.float64]"
Operation: TypeAlias = Callable[..., Any]


@final
@dataclass(frozen=True, slots=True)
class Program:
    """A formula as a list of steps, each an operation on the results of earlier ones.

    Attributes:
        symbols: what is put in, in this order.
        steps: for each node an operation and the places of its operands.
    """

    symbols: tuple[sp.Symbol, ...]
    constants: tuple[Any, ...]
    steps: tuple[tuple[Operation, tuple[int, ...]], ...]

    def __call__(self, *values: Any) -> Array:
        """The values of the formula; not a number where it has none."""
        found: list[Any] = [*values, *self.constants]
        with np.errstate(all="ignore"):
            for operation, places in self.steps:
                found.append(operation(*[found[i] for i in places]))
            result = np.asarray(found[-1], dtype=np.float64)
            shape = np.broadcast_shapes(*(np.shape(v) for v in values))
            return np.broadcast_to(result, shape)


def program(formula: sp.Expr, symbols: Sequence[sp.Symbol]) -> Program:
    """The program of a formula.

    Raises:
        UnsupportedError: for a function that has no floating-point rule here.

    Example:
        >>> from symact.core.activation import x
        >>> program(sp.Max(0, x) + sp.exp(-x), [x])(np.array([0.0, 1.0])).round(4).tolist()
        [1.0, 1.3679]
    """
    places: dict[sp.Basic, int] = {symbol: i for i, symbol in enumerate(symbols)}
    nodes = list(dict.fromkeys(_nodes(formula, places)))
    constants = [node for node in nodes if _is_constant(node)]
    for node in constants:
        places[node] = len(places)
    steps = []
    for node in nodes:
        if node in places:
            continue
        steps.append((_operation(node), tuple(places[part] for part in node.args)))
        places[node] = len(places)
    if not steps:
        # A lone symbol or number is passed on, so that the last result is the formula's.
        steps.append((lambda u: u, (places[formula],)))
    return Program(tuple(symbols), tuple(_constant(node) for node in constants), tuple(steps))


def _nodes(formula: sp.Basic, known: dict[sp.Basic, int]) -> list[sp.Basic]:
    """The nodes of a formula, operands first; constants are taken whole."""
    if formula in known:
        return []
    if _is_constant(formula):
        return [formula]
    return [node for part in formula.args for node in _nodes(part, known)] + [formula]


def _is_constant(node: sp.Basic) -> bool:
    return not node.free_symbols and not isinstance(
        node, sp.functions.elementary.piecewise.ExprCondPair
    )


def _constant(node: sp.Basic) -> Any:
    if node in (sp.true, sp.false):
        return node is sp.true
    try:
        return float(node)
    except (TypeError, OverflowError, ValueError):
        return math.nan


def _operation(node: sp.Basic) -> Operation:
    operation = _OPERATIONS.get(node.func)
    if operation is None:
        raise UnsupportedError(f"{node.func.__name__} has no floating-point rule")
    return operation


def _piecewise(*pairs: tuple[Any, Any]) -> Any:
    result: Any = math.nan
    for value, condition in reversed(pairs):
        result = np.where(condition, value, result)
    return result


def _erf(u: Any) -> Any:
    flat = np.ravel(u)
    return np.fromiter(map(math.erf, flat), float, len(flat)).reshape(np.shape(u))


def _power(base: Any, exponent: Any) -> Any:
    return np.power(np.asarray(base, dtype=float), exponent)


def _heaviside(u: Any, at_zero: Any = 0.5) -> Any:
    return np.heaviside(u, at_zero)


def _folded(operation: Operation) -> Operation:
    return lambda *parts: reduce(operation, parts)


_PLAIN: dict[type[sp.Basic], Operation] = {
    sp.exp: np.exp,
    sp.log: np.log,
    sp.sin: np.sin,
    sp.cos: np.cos,
    sp.tan: np.tan,
    sp.sinh: np.sinh,
    sp.cosh: np.cosh,
    sp.tanh: np.tanh,
    sp.asin: np.arcsin,
    sp.acos: np.arccos,
    sp.atan: np.arctan,
    sp.asinh: np.arcsinh,
    sp.acosh: np.arccosh,
    sp.atanh: np.arctanh,
    sp.Abs: np.abs,
    sp.sign: np.sign,
    sp.Heaviside: _heaviside,
    sp.erf: _erf,
    sp.erfc: lambda u: 1 - _erf(u),
    sp.cot: lambda u: 1 / np.tan(u),
    sp.sec: lambda u: 1 / np.cos(u),
    sp.csc: lambda u: 1 / np.sin(u),
    sp.coth: lambda u: 1 / np.tanh(u),
    sp.sech: lambda u: 1 / np.cosh(u),
    sp.csch: lambda u: 1 / np.sinh(u),
}
_OPERATIONS: dict[type[sp.Basic], Operation] = {
    **_PLAIN,
    sp.Pow: _power,
    sp.Add: _folded(np.add),
    sp.Mul: _folded(np.multiply),
    sp.Max: _folded(np.maximum),
    sp.Min: _folded(np.minimum),
    sp.And: _folded(np.logical_and),
    sp.Or: _folded(np.logical_or),
    sp.Not: np.logical_not,
    sp.StrictGreaterThan: np.greater,
    sp.GreaterThan: np.greater_equal,
    sp.StrictLessThan: np.less,
    sp.LessThan: np.less_equal,
    sp.Equality: np.equal,
    sp.Unequality: np.not_equal,
    sp.Piecewise: _piecewise,
    sp.functions.elementary.piecewise.ExprCondPair: lambda value, condition: (value, condition),
}
