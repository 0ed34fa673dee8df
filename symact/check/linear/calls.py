"""Named functions of scalars, vectors and matrices."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial, reduce

import sympy as sp

from symact.activations.catalogue import activation, is_known
from symact.check.linear import entries as number
from symact.check.linear import operations
from symact.check.linear.entries import Entry
from symact.check.linear.operations import Readings
from symact.check.linear.shapes import merged
from symact.check.linear.values import (
    Misfit,
    UnknownNameError,
    Value,
    lenient,
    scalar,
    told,
    transposed,
)
from symact.core.activation import x
from symact.core.errors import UnsupportedError
from symact.derive.rules import derivative

# Functions whose meaning does not change from page to page, applied to every entry.
_ELEMENTARY: Mapping[str, sp.Expr] = {
    "exp": sp.exp(x), "ln": sp.log(x), "log": sp.log(x), "sinh": sp.sinh(x), "cosh": sp.cosh(x),
    "tanh": sp.tanh(x), "sin": sp.sin(x), "cos": sp.cos(x), "tan": sp.tan(x), "erf": sp.erf(x),
    "arctan": sp.atan(x), "atan": sp.atan(x), "erfc": sp.erfc(x),
}  # fmt: skip
_WHOLE: Mapping[str, Callable[[Value], Value]] = {
    "softmax": operations.softmax,
    "det": lambda value: scalar(operations.determinant(value)),
    "tr": lambda value: scalar(operations.trace(value)),
    "trace": lambda value: scalar(operations.trace(value)),
    "norm": lambda value: scalar(operations.norm(value, "2")),
    "transpose": transposed,
    "inv": operations.inverse,
    "sum": lambda value: scalar(operations.total(value)),
    "abs": lambda value: operations.mapped(value, number.absolute),
    "sqrt": lambda value: operations.mapped(value, lambda item: number.root(item, 2)),
}
_LARGEST = frozenset({"max", "maximum"})
_SMALLEST = frozenset({"min", "minimum"})
MAX_ORDER = 3


def call(
    name: str, primes: int, values: tuple[Value, ...], functions: Mapping[str, sp.Expr]
) -> Readings:
    """The value of a function.

    Args:
        primes: how many times it is differentiated.
        functions: functions of the document, as expressions in ``x``; they hide all others.

    Raises:
        UnknownNameError: for a function that is not known.
        UnsupportedError: for what is not computed.

    Example:
        >>> from symact.check.linear.values import matrix
        >>> found = call("ReLU", 0, (matrix([[-1], [5]]),), {})
        >>> [str(entry.exact) for entry in found[0].entries]
        ['0', '5']
    """
    if name not in functions and not primes:
        if name in _LARGEST | _SMALLEST:
            return _extreme(values, is_largest=name in _LARGEST)
        if name.lower() in _WHOLE and len(values) == 1:
            return (_WHOLE[name.lower()](values[0]),)
        if name in {"dot", "matmul"} and len(values) == 2:
            return operations.products(*values, "@")
    if len(values) != 1:
        raise UnsupportedError(f"{name} with several arguments is not computed here")
    function = _function(name, functions)
    if primes > MAX_ORDER:
        raise UnsupportedError("a derivative of high order")
    for _ in range(primes):
        function = derivative(function)
    usual = operations.mapped(values[0], lambda item: number.applied(function, item))
    if name != "log" or name in functions or primes:
        return (usual,)
    # The natural logarithm is usual; another base must not be held against a page.
    others = (operations.scaled(usual, number.entry(1 / sp.log(base))) for base in (10, 2))
    return (usual, *map(lenient, others))


def _function(name: str, functions: Mapping[str, sp.Expr]) -> sp.Expr:
    if name in functions:
        return functions[name]
    if name in _ELEMENTARY:
        return _ELEMENTARY[name]
    # A single letter, as sigma is, means what its document says and nothing else.
    if len(name) > 1 and name not in {"sigma", "phi", "varphi"} and is_known(name):
        known = activation(name)
        if not known.parameters:
            return known.function
    raise UnknownNameError(name)


def _extreme(values: tuple[Value, ...], *, is_largest: bool) -> Readings:
    """The largest or smallest: of all entries of one value, or entry by entry of several."""
    choose = number.larger if is_largest else _smaller
    if len(values) == 1:
        return (scalar(reduce(choose, values[0].entries)),)
    result = values[0]
    for value in values[1:]:
        shape = merged(result.shape, value.shape)
        if result.is_scalar and not value.is_scalar:
            result, value = value, result  # noqa: PLW2901
        if value.is_scalar:
            other = value.scalar
            result = operations.mapped(result, partial(choose, other))
        elif shape is None or result.is_list != value.is_list:
            return Misfit(f"entries of shapes {told(result.shape)} and {told(value.shape)}")
        else:
            rows = zip(result.rows, value.rows, strict=True)
            result = Value(
                tuple(tuple(map(choose, *pair)) for pair in rows), is_list=result.is_list
            )
    return (result,)


def _smaller(a: Entry, b: Entry) -> Entry:
    return number.negative(number.larger(number.negative(a), number.negative(b)))
