"""The values of held formulas over vectors and matrices, exactly and in every possible reading."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import TypeAlias, cast

import sympy as sp

from symact.check.linear import entries as number
from symact.check.linear import operations
from symact.check.linear.calls import call
from symact.check.linear.chains import multiplied
from symact.check.linear.entries import Entry, entry, written
from symact.check.linear.keys import base_key, key_of
from symact.check.linear.lists import refuse_unclear, rows_of, spaced
from symact.check.linear.operations import MAX_READINGS, Readings
from symact.check.linear.readings import Context, context, distinct, lifted, reduced, single
from symact.check.linear.spans import index_range
from symact.check.linear.values import (
    Misfit,
    UnknownNameError,
    Value,
    lenient,
    listed,
    matrix,
    scalar,
    transposed,
)
from symact.core.errors import UnsupportedError
from symact.reading.held import tree as t
from symact.reading.held.lexicon import FUNCTION_LETTERS
from symact.reading.held.tree import Tree

MAX_DEPTH = 60
MAX_TERMS = 1_000
_TRANSPOSED = frozenset({"T", "top"})
_CONSTANTS: Mapping[str, sp.Expr] = {"e": sp.E, "pi": sp.pi}


def evaluate(
    tree: Tree, names: Mapping[str, Value], functions: Mapping[str, sp.Expr] | None = None
) -> Value | Misfit:
    """The value of a formula, or the shapes that do not fit.

    Args:
        names: values by the keys of `keys.key_of`.
        functions: functions of one variable as expressions in ``x``, applied to every entry.

    Raises:
        UnknownNameError: for a name without a value.
        UnsupportedError: for what is not computed, and for two readings that differ.

    Example:
        >>> from symact.core.span import Source, Span
        >>> here = Span(Source("a", ""), 0, 0)
        >>> product = t.Product((t.Symbol("W", here), t.Symbol("x", here)), ("",), here)
        >>> W, x = matrix([[1, -1], [0, 2], [3, 1]]), matrix([[1], [2]])
        >>> [str(entry.exact) for entry in evaluate(product, {"W": W, "x": x}).entries]
        ['-1', '4', '5']
    """
    found = readings(tree, context(names, functions or {}))
    if isinstance(found, Misfit):
        return found
    usual = distinct(value for value in found if not value.is_lenient) or distinct(found)
    if len(usual) > 1:
        raise UnsupportedError("the formula has two readings with different values")
    return usual[0]


def readings(tree: Tree, known: Context) -> Readings:
    """The values of a formula in all its readings, or why it has none.

    Raises:
        UnknownNameError: for a name without a value.
        UnsupportedError: for what is not computed.
    """
    if known.depth > MAX_DEPTH:
        raise UnsupportedError("the formula is nested too deeply")
    rule = _RULES.get(type(tree))
    spread = spaced(tree)
    if spread is not None:
        return _listed(spread[0], known) if len(spread) == 1 else _rows(spread, known)
    if rule is None:
        raise UnsupportedError(f"a formula with {type(tree).__name__.lower()} is not computed here")
    found = rule(tree, replace(known, depth=known.depth + 1))
    if isinstance(found, Misfit):
        return found
    few = distinct(found)
    if len(few) > MAX_READINGS:
        raise UnsupportedError("the formula has too many readings")
    return few


# -- leaves ----------------------------------------------------------------------------------------


def _number(tree: t.Number, known: Context) -> Readings:
    plain = written(tree.text)
    is_given = plain.loose is not None and (
        plain.exact in known.exact or -plain.exact in known.exact
    )
    return (scalar(number.given(plain) if is_given else plain),)


def _symbol(tree: t.Symbol, known: Context) -> Readings:
    key = key_of(tree)
    if key in known.names:
        return (known.names[key],)
    base = base_key(tree)
    if tree.indices and base in known.names:
        return (_part(known.names[base], tree.indices, known),)
    if not tree.indices and tree.label is None and tree.name in _CONSTANTS:
        return (scalar(entry(_CONSTANTS[tree.name])),)
    raise UnknownNameError(key)


def _indexed(tree: t.Indexed, known: Context) -> Readings:
    if isinstance(tree.operand, t.Norm) and tree.operand.kind is None and len(tree.indices) == 1:
        return _norm(replace(tree.operand, kind=tree.indices[0]), known)
    whole = readings(tree.operand, known)
    return single(lambda value: _part(value, tree.indices, known), whole)


def _part(value: Value, indices: tuple[Tree, ...], known: Context) -> Value:
    """An entry: indices count from 1, rows first.

    Raises:
        UnsupportedError: for an index that is outside, as 0 is, or does not name one entry.
    """
    numbers = [_index(index, known) for index in indices]
    if value.is_scalar:
        raise UnsupportedError("an index at a number")
    if value.is_vector and len(numbers) == 1:
        place, items = numbers[0], value.entries
        if not 1 <= place <= len(items):
            raise UnsupportedError(f"index {place} is not between 1 and {len(items)}")
        return scalar(items[place - 1])
    if len(numbers) == 1 and 11 <= numbers[0] <= 99:
        numbers = [*divmod(numbers[0], 10)]
    if len(numbers) != 2 or value.is_list:
        raise UnsupportedError("the indices do not name one entry")
    i, j = numbers
    if not (1 <= i <= len(value.rows) and 1 <= j <= len(value.rows[0])):
        raise UnsupportedError(f"indices {i} and {j} are outside the matrix")
    return scalar(value.rows[i - 1][j - 1])


def _index(tree: Tree, known: Context) -> int:
    exact = _one_scalar(tree, known).exact
    if not isinstance(exact, Fraction) or exact.denominator != 1:
        raise UnsupportedError("an index that is no whole number")
    return int(exact)


def _one_scalar(tree: Tree, known: Context) -> Entry:
    found = readings(tree, known)
    if isinstance(found, Misfit) or len(found) != 1:
        raise UnsupportedError("a single number is needed")
    return found[0].scalar


def _items(tree: t.Matrix | t.Bracket, known: Context) -> Readings:
    """A matrix in rows, a list, or lists in a list, which are the rows of a matrix."""
    rows = tree.rows if isinstance(tree, t.Matrix) else rows_of(tree)
    if rows is not None:
        return _rows(rows, known)
    return _listed(tree.items if isinstance(tree, t.Bracket) else (), known)


def _listed(items: tuple[Tree, ...], known: Context) -> Readings:
    parts = [readings(item, known) for item in items]
    return lifted(lambda *values: (listed(value.scalar for value in values),), *parts)


def _rows(rows: tuple[tuple[Tree, ...], ...], known: Context) -> Readings:
    if len(rows) * max(map(len, rows)) > MAX_TERMS * 4:
        raise UnsupportedError("a matrix is too large")
    width = len(rows[0])
    if any(len(row) != width for row in rows):
        raise UnsupportedError("the rows of a matrix have different lengths")

    def build(*values: Value) -> Readings:
        items = [value.scalar for value in values]
        return (matrix([items[i : i + width] for i in range(0, len(items), width)]),)

    return lifted(build, *(readings(item, known) for row in rows for item in row))


# -- arithmetic ------------------------------------------------------------------------------------


def _sum(tree: t.Sum, known: Context) -> Readings:
    total: Readings | None = None
    for sign, term in tree.terms:
        part = readings(term, known)
        if total is None:
            total = part if sign > 0 else single(_negated, part)
        else:
            total = reduced(lifted(lambda a, b, s=sign: operations.sums(a, b, s), total, part))
    if total is None:
        raise UnsupportedError("an empty sum")
    return total


def _negated(value: Value) -> Value:
    return operations.mapped(value, number.negative)


def _product(tree: t.Product, known: Context) -> Readings:
    if len(tree.factors) > MAX_TERMS:
        raise UnsupportedError("a product of too many factors")
    refuse_unclear(tree)
    parts = [readings(factor, known) for factor in tree.factors]
    return multiplied(parts, list(tree.signs))


def _quotient(tree: t.Quotient, known: Context) -> Readings:
    def over(above: Value, below: Value) -> Readings:
        if below.is_scalar:
            divisor = below.scalar
            return (operations.mapped(above, lambda item: number.divide(item, divisor)),)
        raise UnsupportedError("a division by a vector or matrix")

    return lifted(over, readings(tree.numerator, known), readings(tree.denominator, known))


def _negative(tree: t.Negative, known: Context) -> Readings:
    return single(_negated, readings(tree.operand, known))


def _power(tree: t.Power, known: Context) -> Readings:
    base = readings(tree.base, known)
    name = tree.exponent.name if isinstance(tree.exponent, t.Symbol) else ""
    if name in _TRANSPOSED and name not in known.names:
        return single(transposed, base)
    exponent = _one_scalar(tree.exponent, known)
    return lifted(lambda value: _raised(value, exponent), base)


def _raised(value: Value, exponent: Entry) -> Readings:
    if value.is_scalar:
        return (scalar(number.power(value.scalar, exponent)),)
    whole = exponent.exact
    if not isinstance(whole, Fraction) or whole.denominator != 1:
        raise UnsupportedError("a power of a vector or matrix that is not whole")
    square = operations.mapped(value, lambda item: number.multiply(item, item))
    if not value.is_vector:
        power = operations.matrix_power(value, int(whole))
        return (power, lenient(square)) if whole == 2 else (power,)
    if whole != 2:
        raise UnsupportedError("a power of a vector")
    return (square, scalar(operations.dot(value, value)))


def _root(tree: t.Root, known: Context) -> Readings:
    degree = 2 if tree.degree is None else _index(tree.degree, known)
    if not 2 <= degree <= 100:
        raise UnsupportedError("a root of this degree")
    return single(
        lambda value: operations.mapped(value, lambda item: number.root(item, degree)),
        readings(tree.radicand, known),
    )


def _absolute(tree: t.Absolute, known: Context) -> Readings:
    def bars(value: Value) -> Readings:
        sizes = operations.mapped(value, number.absolute)
        if value.is_scalar:
            return (sizes,)
        if value.is_vector:
            return (scalar(operations.norm(value, "2")), sizes)
        return (scalar(operations.determinant(value)), sizes)

    return lifted(bars, readings(tree.inside, known))


def _norm(tree: t.Norm, known: Context) -> Readings:
    kind = "2"
    if isinstance(tree.kind, t.Number | t.Symbol):
        kind = tree.kind.text if isinstance(tree.kind, t.Number) else tree.kind.name
    return single(lambda value: scalar(operations.norm(value, kind)), readings(tree.inside, known))


def _transpose(tree: t.Transpose, known: Context) -> Readings:
    return single(transposed, readings(tree.operand, known))


# -- functions -------------------------------------------------------------------------------------


def _call(tree: t.Call, known: Context) -> Readings:
    name = key_of(tree.function)
    if name in known.names and name not in known.functions:
        is_product = len(tree.arguments) == 1 and not tree.primes and not tree.is_inverse
        if is_product and name not in FUNCTION_LETTERS:
            return multiplied([(known.names[name],), readings(tree.arguments[0], known)], [""])
        raise UnsupportedError(f"{name} is a value and is applied like a function")
    if tree.is_inverse:
        raise UnsupportedError("an inverse function is not computed here")
    parts = [readings(argument, known) for argument in tree.arguments]
    return lifted(lambda *values: call(name, tree.primes, values, known.functions), *parts)


def _extremum(tree: t.Extremum, known: Context) -> Readings:
    if tree.variable is not None or tree.domain is not None:
        raise UnsupportedError("an extremum over a variable is not computed here")
    if isinstance(tree.operand, t.Bracket):
        parts = [readings(item, known) for item in tree.operand.items]
    else:
        parts = [readings(tree.operand, known)]
    return lifted(lambda *values: call(tree.kind, 0, values, known.functions), *parts)


def _big(tree: t.BigOperator, known: Context) -> Readings:
    r"""``\sum`` and ``\prod`` over a whole-number index."""
    if tree.kind not in {"sum", "prod"} or not isinstance(tree.index, t.Symbol):
        raise UnsupportedError("a sum without an index, or an integral")
    key = key_of(tree.index)
    first, last = _bounds(tree, tree.index, known)
    if last - first >= MAX_TERMS:
        raise UnsupportedError("a sum of too many terms")
    names = dict(known.names)
    found: Readings = (scalar(0 if tree.kind == "sum" else 1),)
    for step in range(first, last + 1):
        names[key] = scalar(step)
        part = readings(tree.operand, replace(known, names=names))
        if step == first:
            found = part
        elif tree.kind == "sum":
            found = reduced(lifted(lambda a, b: operations.sums(a, b, 1), found, part))
        else:
            found = reduced(lifted(lambda a, b: operations.products(a, b, ""), found, part))
    return found


def _bounds(tree: t.BigOperator, index: t.Symbol, known: Context) -> tuple[int, int]:
    if tree.lower is not None and tree.upper is not None:
        return _index(tree.lower, known), _index(tree.upper, known)
    if tree.lower is not None or tree.upper is not None:
        raise UnsupportedError("a sum with one bound")
    return 1, index_range(tree.operand, key_of(index), known.names)


_Rule: TypeAlias = Callable[[Tree, Context], Readings]
_RULES: Mapping[type, _Rule] = cast(
    "Mapping[type, _Rule]",
    {
        t.Number: _number, t.Symbol: _symbol, t.Indexed: _indexed, t.Matrix: _items,
        t.Bracket: _items, t.Sum: _sum, t.Product: _product, t.Quotient: _quotient,
        t.Negative: _negative, t.Power: _power, t.Root: _root, t.Absolute: _absolute,
        t.Norm: _norm, t.Transpose: _transpose, t.Call: _call, t.Extremum: _extremum,
        t.BigOperator: _big,
    },
)  # fmt: skip
