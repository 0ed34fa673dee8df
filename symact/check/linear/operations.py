"""Sums, products and functions of vectors and matrices, in every way that the shapes allow."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import reduce
from typing import TypeAlias

import flint
import sympy as sp

from symact.check.linear import entries as number
from symact.check.linear.entries import Entry, entry
from symact.check.linear.shapes import Way, product_ways, sum_ways
from symact.check.linear.values import (
    Misfit,
    Value,
    as_column,
    as_row,
    lenient,
    matrix,
    scalar,
    transposed,
)
from symact.core.activation import x
from symact.core.errors import UnsupportedError

# One value for each way in which a formula can be read, or why no way is possible.
Readings: TypeAlias = tuple[Value, ...] | Misfit

MAX_READINGS = 24
MAX_WORK = 200_000
MAX_SYMBOLIC_WORK = 4_000
MAX_INVERSE = 8
MAX_MATRIX_POWER = 16


def products(left: Value, right: Value, sign: str) -> Readings:
    """All products of two values with a sign between them."""
    ways = product_ways(left.shape, right.shape, sign)
    if isinstance(ways, Misfit):
        return ways
    return tuple(_marked(_product(left, right, way), way, left, right) for way in ways)


def sums(left: Value, right: Value, sign: int) -> Readings:
    """All sums of two values, or differences for a negative sign."""
    ways = sum_ways(left.shape, right.shape)
    if isinstance(ways, Misfit):
        return ways
    operation = number.add if sign > 0 else number.subtract
    return tuple(_marked(_sum(left, right, way, operation), way, left, right) for way in ways)


def scaled(value: Value, factor: Entry) -> Value:
    """A value with every entry multiplied."""
    return mapped(value, lambda item: number.multiply(factor, item))


def mapped(value: Value, function: Callable[[Entry], Entry]) -> Value:
    """A value with a function applied to every entry."""
    return replace(value, rows=tuple(tuple(map(function, row)) for row in value.rows))


def dot(left: Value, right: Value) -> Entry:
    """The sum of the products of the entries."""
    _limit(len(left.entries), left, right)
    return _total(map(number.multiply, left.entries, right.entries))


def total(value: Value) -> Entry:
    """The sum of all entries."""
    return _total(value.entries)


def inverse(value: Value) -> Value:
    """The inverse of a matrix, exactly.

    Raises:
        UnsupportedError: for a singular matrix, or one that is large or not rational.

    Example:
        >>> [[str(e.exact) for e in row] for row in inverse(matrix([[2, 1], [1, 1]])).rows]
        [['1', '-1'], ['-1', '2']]
    """
    held = _rational(value)
    if not held.det():
        raise UnsupportedError("a singular matrix has no inverse")
    return _from_flint(held.inv())


def determinant(value: Value) -> Entry:
    """The determinant of a square matrix, exactly."""
    return _from_flint(flint.fmpq_mat(1, 1, [_rational(value).det()])).scalar


def trace(value: Value) -> Entry:
    """The sum of the diagonal of a square matrix."""
    if len(value.shape) == 2 and value.shape[0] != value.shape[1]:
        raise UnsupportedError("the trace of a matrix that is not square")
    return _total(row[i] for i, row in enumerate(value.rows))


def matrix_power(value: Value, exponent: int) -> Value:
    """A power of a square matrix by repeated products."""
    rows, columns = len(value.rows), len(value.rows[0])
    if rows != columns or abs(exponent) > MAX_MATRIX_POWER or exponent == 0:
        raise UnsupportedError("a power of a matrix that is not computed here")
    base = inverse(value) if exponent < 0 else value
    return reduce(_times, [base] * abs(exponent))


def norm(value: Value, kind: str) -> Entry:
    """A norm of a vector: ``1``, ``2`` or ``infty``; for a matrix only Frobenius's, ``F``.

    Raises:
        UnsupportedError: for another norm.

    Example:
        >>> norm(matrix([[3], [4]]), "2").exact
        Fraction(5, 1)
    """
    sizes = [number.absolute(item) for item in value.entries]
    is_flat = value.is_vector or value.is_scalar
    if kind == "F" or (kind == "2" and is_flat):
        return number.root(_total(number.multiply(item, item) for item in value.entries), 2)
    if kind == "1" and is_flat:
        return _total(sizes)
    if kind == "infty" and is_flat:
        return reduce(number.larger, sizes)
    raise UnsupportedError("this norm of a matrix is not computed here")


def softmax(value: Value) -> Value:
    """The softmax of a vector."""
    if not (value.is_vector or value.is_scalar):
        raise UnsupportedError("the softmax of a matrix may go over its rows or its columns")
    powers = mapped(value, lambda item: number.applied(sp.exp(x), item))
    below = total(powers)
    return mapped(powers, lambda item: number.divide(item, below))


def _marked(value: Value, way: Way, left: Value, right: Value) -> Value:
    remarks = {*value.remarks, *left.remarks, *right.remarks}
    if way.kind in {"rows", "columns"}:
        remarks.add(f"the {way.kind[:-1]} is added to every {way.kind[:-1]} of the batch")
    doubtful = way.is_lenient or left.is_lenient or right.is_lenient
    marked = replace(value, remarks=tuple(sorted(remarks)))
    return lenient(marked) if doubtful else marked


def _product(left: Value, right: Value, way: Way) -> Value:
    match way.kind:
        case "scale":
            return scaled(right, left.scalar) if left.is_scalar else scaled(left, right.scalar)
        case "dot":
            return scalar(dot(left, right))
        case "outer":
            return _times(as_column(left), as_row(right))
        case "entrywise":
            return _entry_by_entry(left, right, number.multiply)
    return _times(_oriented(left, way.left), _oriented(right, way.right))


def _sum(left: Value, right: Value, way: Way, operation: Callable[[Entry, Entry], Entry]) -> Value:
    if way.kind == "entrywise":
        return _entry_by_entry(left, _oriented(right, way.right), operation)
    large, small = (left, right) if left.shape == way.shape else (right, left)
    spread = _spread(small, way, len(large.rows), len(large.rows[0]))
    if large.is_list:
        spread = replace(spread, is_list=True)
    pair = (large, spread) if large is left else (spread, large)
    added = _entry_by_entry(*pair, operation)
    if way.kind == "scale":
        return replace(added, remarks=("the number is added to every entry",))
    return added


def _spread(small: Value, way: Way, rows: int, columns: int) -> Value:
    items = small.entries
    if way.kind == "rows":
        return matrix([items] * rows)
    if way.kind == "columns":
        return matrix([[item] * columns for item in items])
    return matrix([[items[0]] * columns] * rows)


def _entry_by_entry(left: Value, right: Value, operation: Callable[[Entry, Entry], Entry]) -> Value:
    if left.is_list != right.is_list:
        # A list takes the orientation of the other side.
        side = right if left.is_list else left
        turn = as_column if len(side.rows[0]) == 1 else as_row
        left, right = turn(left), turn(right)
    rows = tuple(
        tuple(map(operation, one, two)) for one, two in zip(left.rows, right.rows, strict=True)
    )
    return Value(rows, is_list=left.is_list)


def _oriented(value: Value, side: str) -> Value:
    return {"": lambda v: v, "row": as_row, "column": as_column}[side](value)


def _times(left: Value, right: Value) -> Value:
    columns = transposed(right).rows
    _limit(len(left.rows) * len(left.rows[0]) * len(columns), left, right)
    return matrix(
        [[_total(map(number.multiply, row, column)) for column in columns] for row in left.rows]
    )


def _total(items: Iterable[Entry]) -> Entry:
    return reduce(number.add, items, entry(0))


def _limit(work: int, *values: Value) -> None:
    is_rational = all(not isinstance(e.exact, sp.Basic) for v in values for e in v.entries)
    if work > (MAX_WORK if is_rational else MAX_SYMBOLIC_WORK):
        raise UnsupportedError("a product is too large to be computed")


def _rational(value: Value) -> flint.fmpq_mat:
    """The matrix for exact linear algebra."""
    rows, columns = len(value.rows), len(value.rows[0])
    if rows != columns or rows > MAX_INVERSE:
        raise UnsupportedError("a square matrix of moderate size is needed")
    items = []
    for item in value.entries:
        if isinstance(item.exact, sp.Basic) or item.loose is not None:
            raise UnsupportedError("an inverse or determinant of rounded or irrational numbers")
        items.append(flint.fmpq(item.exact.numerator, item.exact.denominator))
    return flint.fmpq_mat(rows, columns, items)


def _from_flint(held: flint.fmpq_mat) -> Value:
    return matrix(
        [
            [entry(sp.Rational(int(held[i, j].p), int(held[i, j].q))) for j in range(held.ncols())]
            for i in range(held.nrows())
        ]
    )
