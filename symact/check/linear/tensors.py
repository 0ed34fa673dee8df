"""Matrices whose entries are polynomials in indexed quantities, and their products."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias, final

from symact.check.linear import indexed
from symact.check.linear.indexed import COLUMN, ONLY, ROW, Poly
from symact.check.linear.values import Misfit
from symact.core.errors import UnsupportedError

# The names of the numbers of rows and of columns; "1" for one.
Size: TypeAlias = tuple[str, str]
SCALAR: Size = ("1", "1")


@final
@dataclass(frozen=True, slots=True)
class Tensor:
    """A matrix, its entry in row I and column J."""

    size: Size
    entry: Poly

    @property
    def is_scalar(self) -> bool:
        """Whether it has one entry."""
        return self.size == SCALAR


def quantity(name: str, size: Size) -> Tensor:
    """A matrix of independent entries."""
    rows, columns = size
    return Tensor(
        size,
        indexed.atom(name, ONLY if rows == "1" else ROW, ONLY if columns == "1" else COLUMN),
    )


def constant(value: object) -> Tensor:
    """A number."""
    return Tensor(SCALAR, indexed.number(value))  # type: ignore[arg-type]


def transposed(tensor: Tensor) -> Tensor:
    """Rows and columns exchanged."""
    swapped = indexed.normal(indexed.renamed(tensor.entry, {ROW: COLUMN, COLUMN: ROW}))
    return Tensor(tensor.size[::-1], swapped)


def added(left: Tensor, right: Tensor, sign: int) -> Tensor | Misfit:
    """A sum, in which a single row or column is added to all."""
    size = []
    for one, two in zip(left.size, right.size, strict=True):
        if one != two and "1" not in (one, two):
            return Misfit(f"a sum of shapes {told(left.size)} and {told(right.size)}")
        size.append(two if one == "1" else one)
    return Tensor((size[0], size[1]), indexed.add(left.entry, indexed.scale(right.entry, sign)))


def matrix_product(left: Tensor, right: Tensor) -> Tensor | Misfit:
    """The product of linear algebra, or with a scalar."""
    if left.is_scalar or right.is_scalar:
        size = right.size if left.is_scalar else left.size
        return Tensor(size, indexed.multiply(left.entry, right.entry))
    if left.size[1] != right.size[0]:
        return Misfit(
            f"{told(left.size)} times {told(right.size)}: "
            f"the inner dimensions {left.size[1]} and {right.size[0]} differ"
        )
    size = (left.size[0], right.size[1])
    if left.size[1] == "1":
        return Tensor(size, indexed.multiply(left.entry, right.entry))
    return Tensor(size, _contracted(left.entry, right.entry))


def entrywise(left: Tensor, right: Tensor) -> Tensor | Misfit:
    """The Hadamard product."""
    if left.is_scalar or right.is_scalar or left.size == right.size:
        size = right.size if left.is_scalar else left.size
        return Tensor(size, indexed.multiply(left.entry, right.entry))
    return Misfit(f"an entry by entry product of shapes {told(left.size)} and {told(right.size)}")


def squared_length(tensor: Tensor) -> Tensor:
    """The sum of the squares of all entries."""
    return summed(Tensor(tensor.size, indexed.multiply(tensor.entry, tensor.entry)))


def summed(tensor: Tensor) -> Tensor:
    """The sum of all entries."""
    present = {i for m in tensor.entry for (_, r, c), _ in m for i in (r, c)}
    for size, index in zip(tensor.size, (ROW, COLUMN), strict=True):
        if size != "1" and (index not in present or not _in_all(tensor.entry, index)):
            raise UnsupportedError("a sum of entries that do not depend on their place")
    return Tensor(SCALAR, summed_over(tensor.entry, ROW, COLUMN))


def summed_over(entry: Poly, *indices: str) -> Poly:
    """The sum over free indices."""
    return indexed.normal(
        indexed.renamed(entry, {index: f"d{90 + k}" for k, index in enumerate(indices)})
    )


def told(size: Size) -> str:
    """A size for people."""
    return f"({size[0]} × {size[1]})"


def _in_all(entry: Poly, index: str) -> bool:
    return all(any(index in (r, c) for (_, r, c), _ in m) for m in entry)


def _contracted(left: Poly, right: Poly) -> Poly:
    """The sum over the columns of one and the rows of the other."""
    # The names stand outside those that `multiply` renames, until the product is made.
    product = indexed.multiply(
        indexed.renamed(left, {COLUMN: "K"}), indexed.renamed(right, {ROW: "K"})
    )
    if not _in_all(product, "K"):
        raise UnsupportedError("a sum of entries that do not depend on their place")
    return summed_over(product, "K")
