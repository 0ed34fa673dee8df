"""What a page says of its layers and its loss: sizes, definitions, and functions of quantities."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import final

import sympy as sp

from symact.activations.catalogue import activation, is_known
from symact.check.linear import indexed
from symact.check.linear.indexed import COLUMN, ONLY, ROW, Poly
from symact.check.linear.tensors import Size, Tensor, quantity
from symact.core.activation import x
from symact.core.errors import UnsupportedError

SOFTMAX = "softmax"
_LETTERS = "nmkpqr"
_ELEMENTARY = {"log": sp.log(x), "ln": sp.log(x), "exp": sp.exp(x), "tanh": sp.tanh(x)}


@final
@dataclass(frozen=True, slots=True)
class Applied:
    """A quantity that is a function of another one, entry by entry or as softmax."""

    function: str
    argument: str
    order: int = 0


@final
@dataclass(slots=True)
class Model:
    """The quantities of a page; it grows while formulas are read, and serves one claim.

    Attributes:
        sizes: of every quantity.
        defined: in the order in which they are computed: a formula, or a function of another.
        functions: functions of the page as expressions in ``x``.
        counts: letters for whole numbers, such as the number of examples.
        targets: quantities whose entries sum to 1 for each example, as the labels of a softmax.
        loss: the key of the loss.
    """

    functions: Mapping[str, sp.Expr]
    sizes: dict[str, Size] = field(default_factory=dict)
    defined: dict[str, Tensor | Applied] = field(default_factory=dict)
    counts: set[str] = field(default_factory=set)
    targets: set[str] = field(default_factory=set)
    loss: str = "L"
    fresh: int = 0

    def new_size(self) -> str:
        """A letter for a dimension that is independent of all others."""
        self.fresh += 1
        return _LETTERS[self.fresh - 1] if self.fresh <= len(_LETTERS) else f"m_{self.fresh}"

    def tensor(self, name: str) -> Tensor:
        """A quantity as a matrix of its entries."""
        return quantity(name, self.sizes[name])

    def expression(self, function: str) -> sp.Expr | None:
        """A function in ``x``; None for one of which nothing is known but its name."""
        if function in self.functions:
            return self.functions[function]
        if function in _ELEMENTARY:
            return _ELEMENTARY[function]
        if len(function) > 1 and function not in {"sigma", "phi", "varphi"} and is_known(function):
            known = activation(function)
            return None if known.parameters else known.function
        return None

    def apply(self, function: str, argument: str, order: int = 0) -> Poly:
        """The entry in row I and column J of a function of a quantity, or of its derivative."""
        at = self._indices(argument)
        value = self.name_of(Applied(function, argument), self.sizes[argument])
        a = indexed.atom(value, *at)
        if order == 0:
            return a
        if order == 1:
            known = self._slope(function, argument, a)
            if known is not None:
                return known
        name = self.name_of(Applied(function, argument, order), self.sizes[argument])
        return indexed.atom(name, *at)

    def name_of(self, applied: Applied, size: Size) -> str:
        """The name of a function of a quantity, which is defined if it was not."""
        for name, definition in self.defined.items():
            if definition == applied:
                return name
        primes = "'" * applied.order
        name = f"{applied.function}{primes}({applied.argument})"
        self.defined[name] = applied
        self.sizes[name] = size
        return name

    def hidden(self, tensor: Tensor) -> str:
        """The name of a formula to which a function is applied."""
        for name, definition in self.defined.items():
            if definition == tensor:
                return name
        names = indexed.names_of(tensor.entry)
        if len(tensor.entry) == 1 and tensor == quantity(min(names, default=""), tensor.size):
            return min(names)
        name = f"[{len(self.defined)}]"
        self.defined[name] = tensor
        self.sizes[name] = tensor.size
        return name

    def class_axis(self, name: str) -> str:
        """The index over which the classes of one example run.

        Raises:
            UnsupportedError: for a single number.
        """
        rows, columns = self.sizes[name]
        if rows in {"1", "B"} and columns != "1":
            return COLUMN
        if rows not in {"1", "B"}:
            return ROW
        raise UnsupportedError("the softmax of a single number")

    def _indices(self, name: str) -> tuple[str, str]:
        rows, columns = self.sizes[name]
        return (ONLY if rows == "1" else ROW, ONLY if columns == "1" else COLUMN)

    def _slope(self, function: str, argument: str, value: Poly) -> Poly | None:
        """The derivative in terms of the output, for the functions that have such a formula."""
        kind = _kind(self.expression(function))
        one = indexed.number(1)
        square = indexed.multiply(value, value)
        if kind == "sigmoid":
            return indexed.add(value, indexed.scale(square, -1))
        if kind == "tanh":
            return indexed.add(one, indexed.scale(square, -1))
        if kind == "exp":
            return value
        if kind == "identity":
            return one
        if kind == "log":
            return indexed.atom(argument, *self._indices(argument), exponent=-1)
        return None


@cache
def _kind(expression: sp.Expr | None) -> str:
    forms = {
        1 / (1 + sp.exp(-x)): "sigmoid", sp.exp(x) / (1 + sp.exp(x)): "sigmoid",
        sp.tanh(x): "tanh", sp.exp(x): "exp", x: "identity", sp.log(x): "log",
    }  # fmt: skip
    return "" if expression is None else forms.get(expression, "")
