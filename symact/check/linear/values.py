"""Scalars, vectors and matrices of exact numbers, and what is said of shapes that do not fit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypeAlias, final

import sympy as sp

from symact.check.linear.entries import Entry, entry, given, symbolic
from symact.check.linear.rounding import long_told, round_to
from symact.core.errors import UnsupportedError
from symact.core.typeset import tex

Dimension: TypeAlias = int | str
# None for a scalar, one dimension for a list whose orientation is not stated, rows and columns.
Shape: TypeAlias = tuple[Dimension, ...]
Rows: TypeAlias = tuple[tuple[Entry, ...], ...]

MAX_ENTRIES = 4_096


@final
@dataclass(frozen=True, slots=True)
class Misfit:
    """Shapes to which an operation cannot be applied.

    Attributes:
        message: one clause that names them, lower case, no full stop.
    """

    message: str


class UnknownNameError(UnsupportedError):
    """A name without a value."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is not known here")
        self.name = name


@final
@dataclass(frozen=True, slots=True)
class Value:
    """A scalar, a vector or a matrix; a matrix with one entry is a scalar.

    Attributes:
        rows: the entries; those of a list stand in a column.
        is_list: whether it was written as a list, which fits as a row and as a column.
        is_lenient: whether it comes from a reading that is possible but not the usual one: such a
            reading protects a claim from being refuted, and proves nothing.
        remarks: what was taken for granted, as a row added to every row of a batch.
    """

    rows: Rows
    is_list: bool = False
    is_lenient: bool = False
    remarks: tuple[str, ...] = ()

    @property
    def shape(self) -> Shape:
        """No dimension for a scalar, one for a list, rows and columns for the others."""
        if len(self.rows) == len(self.rows[0]) == 1:
            return ()
        return (len(self.rows),) if self.is_list else (len(self.rows), len(self.rows[0]))

    @property
    def is_scalar(self) -> bool:
        """Whether it is a single number."""
        return not self.shape

    @property
    def is_vector(self) -> bool:
        """Whether it is a list, or has one row or one column."""
        return not self.is_scalar and (self.is_list or 1 in self.shape)

    @property
    def scalar(self) -> Entry:
        """The single number of a scalar.

        Raises:
            UnsupportedError: for a vector or matrix.
        """
        if self.shape:
            raise UnsupportedError("a number is needed where a vector or matrix stands")
        return self.rows[0][0]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries, row by row."""
        return tuple(item for row in self.rows for item in row)


def scalar(value: Entry | int | Fraction | sp.Expr) -> Value:
    """A single number."""
    return Value(((_entry(value),),))


def matrix(rows: Sequence[Sequence[Entry | int | Fraction | sp.Expr]]) -> Value:
    """A matrix, or a column or row, from its rows.

    Raises:
        UnsupportedError: for rows of unequal length, and for more entries than fit a page.

    Example:
        >>> matrix([[1, -1], [0, 2], [3, 1]]).shape, matrix([[1], [2]]).shape
        ((3, 2), (2, 1))
    """
    lengths = {len(row) for row in rows}
    if len(lengths) != 1 or 0 in lengths:
        raise UnsupportedError("the rows of a matrix have different lengths")
    if len(rows) * lengths.pop() > MAX_ENTRIES:
        raise UnsupportedError(f"a matrix has more than {MAX_ENTRIES} entries")
    return Value(tuple(tuple(_entry(item) for item in row) for row in rows))


def listed(items: Iterable[Entry | int | Fraction | sp.Expr]) -> Value:
    """A vector written as a list, which is a row or a column as its place needs.

    Example:
        >>> listed([1, 2, 3]).shape
        (3,)
    """
    return replace(matrix([[item] for item in items]), is_list=True)


def exactly(value: Value) -> Value:
    """The value as given data: its decimals mean exactly what they say."""
    return replace(value, rows=tuple(tuple(given(item) for item in row) for row in value.rows))


def lenient(value: Value) -> Value:
    """The value as one of a reading that only protects from being refuted."""
    return replace(value, is_lenient=True)


def transposed(value: Value) -> Value:
    """Rows and columns exchanged; a list stays a list."""
    if value.is_list:
        return value
    return replace(value, rows=tuple(zip(*value.rows, strict=True)))


def as_column(value: Value) -> Value:
    """A vector upright."""
    upright = replace(value, is_list=False)
    return upright if len(value.rows[0]) == 1 else transposed(upright)


def as_row(value: Value) -> Value:
    """A vector lying."""
    return transposed(as_column(value))


def told(shape: Shape) -> str:
    """A shape for people.

    Example:
        >>> told((3, 2)), told((3,)), told(())
        ('(3 × 2)', 'a list of 3', 'a scalar')
    """
    if not shape:
        return "a scalar"
    return f"a list of {shape[0]}" if len(shape) == 1 else f"({shape[0]} × {shape[1]})"


def latex(value: Value, places: int | None = None) -> str:
    r"""A value in LaTeX, rounded to *places* where they are given.

    Example:
        >>> print(latex(matrix([[1], [Fraction(1, 3)]])), latex(listed([1, 2])))
        \begin{bmatrix} 1 \\ \frac{1}{3} \end{bmatrix} [1, 2]
    """
    shown = [[_shown(item, places) for item in row] for row in value.rows]
    if value.is_scalar:
        return shown[0][0]
    if value.is_list:
        return "[" + ", ".join(row[0] for row in shown) + "]"
    lines = r" \\ ".join(" & ".join(row) for row in shown)
    return rf"\begin{{bmatrix}} {lines} \end{{bmatrix}}"


_FEWEST = 4  # places of what is right


def _shown(item: Entry, places: int | None) -> str:
    # The digits of the wrong number may be fewer than show what is right.
    text = None if places is None else round_to(item.exact, max(places, _FEWEST))
    if text is not None and isinstance(item.exact, Fraction) and Fraction(text) == item.exact:
        text = text.rstrip("0").rstrip(".") if "." in text else text
    return text or long_told(item.exact) or tex(symbolic(item.exact))


def _entry(value: Entry | int | Fraction | sp.Expr) -> Entry:
    return value if isinstance(value, Entry) else entry(value)
