"""Shapes of formulas whose parts are known by their shapes alone, with letters for dimensions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import product
from typing import TypeAlias, cast

import sympy as sp

from symact.activations.catalogue import is_known
from symact.check.linear.keys import base_key, key_of
from symact.check.linear.shapes import Way, product_ways, sum_ways
from symact.check.linear.values import Dimension, Misfit, Shape, UnknownNameError, told
from symact.core.errors import UnsupportedError
from symact.reading.held import tree as t
from symact.reading.held.tree import Tree

Found: TypeAlias = tuple[Shape, ...] | Misfit

MAX_DEPTH = 60
MAX_SHAPES = 12
# Functions that are applied entry by entry, or keep the shape of their argument.
_KEEPING = frozenset({"sigma", "exp", "log", "ln", "softmax", "tanh"})


def shape_of(tree: Tree, shapes: Mapping[str, Shape]) -> Shape | Misfit:
    """The shape of a formula, or the shapes in it that do not fit.

    Args:
        shapes: by the keys of `keys.key_of`; dimensions are numbers or letters, and two letters
            are equal only if they are the same.

    Raises:
        UnknownNameError: for a name without a shape.
        UnsupportedError: for other formulas, and where two shapes are possible.

    Example:
        >>> from symact.core.span import Source, Span
        >>> here = Span(Source("a", ""), 0, 0)
        >>> W, x = t.Symbol("W", here), t.Symbol("x", here)
        >>> known = {"W": ("m", "n"), "x": ("n", 1)}
        >>> shape_of(t.Product((W, x), ("",), here), known)
        ('m', 1)
        >>> shape_of(t.Product((x, W), ("",), here), known).message
        '(n × 1) times (m × n): the inner dimensions 1 and m differ'
    """
    found = shapes_of(tree, shapes)
    if isinstance(found, Misfit):
        return found
    if len(found) > 1:
        raise UnsupportedError(f"the shape may be {' or '.join(map(told, found))}")
    return found[0]


def shapes_of(tree: Tree, shapes: Mapping[str, Shape], depth: int = 0) -> Found:
    """All shapes that a formula may have where the orientation of its vectors is not stated."""
    if depth > MAX_DEPTH:
        raise UnsupportedError("the formula is nested too deeply")

    def inner(part: Tree) -> Found:
        return shapes_of(part, shapes, depth + 1)

    match tree:
        case t.Number() | t.Norm() | t.Absolute():
            return ((),)
        case t.Symbol():
            return (_known(tree, shapes),)
        case t.Transpose(operand=operand):
            return _each(lambda shape: (shape[::-1],), inner(operand))
        case t.Negative(operand=operand):
            return inner(operand)
        case t.Call(arguments=(argument,)):
            return _called(tree, shapes, inner(argument))
        case t.Power(base=base, exponent=exponent):
            return _each(_power(exponent), inner(base))
        case t.Quotient(numerator=above, denominator=below):
            return _each(_over, inner(above), inner(below))
        case t.Sum(terms=terms):
            return _folded(_plus, [inner(term) for _, term in terms])
        case t.Product(factors=factors, signs=signs):
            return _product([inner(factor) for factor in factors], signs)
        case t.Matrix(rows=rows):
            return (_flat((len(rows), len(rows[0]))),)
        case t.Bracket(items=items):
            return ((len(items),),) if len(items) > 1 else inner(items[0])
    raise UnsupportedError(f"the shape of a {type(tree).__name__.lower()} is not known here")


def dimension(tree: Tree) -> Dimension:
    """A dimension in numbers and letters, in a form that is the same for equal ones.

    Example:
        >>> from symact.core.span import Source, Span
        >>> here = Span(Source("a", ""), 0, 0)
        >>> n, one = t.Symbol("n", here), t.Number("1", here)
        >>> dimension(t.Sum(((1, one), (1, n)), here)), dimension(t.Number("03", here))
        ('n + 1', 3)
    """
    size = sp.expand(_size(tree, 0))
    return int(size) if size.is_Integer else str(size)


def space(tree: Tree) -> Shape | None:
    r"""The shape of the members of ``\mathbb{R}^{m \times n}``; None for another set."""
    if not isinstance(tree, t.Numbers) or tree.letter != "R":
        return None
    sizes = tuple(dimension(size) for part in tree.dimensions for size in _crossed(part))
    return sizes if len(sizes) <= 2 else None


def written_shape(tree: Tree) -> Shape | None:
    r"""A shape that is written out, as ``(3 \times 2)`` or ``(3, 2)``; None for anything else.

    Example:
        >>> from symact.core.span import Source, Span
        >>> here = Span(Source("a", ""), 0, 0)
        >>> three, two = t.Number("3", here), t.Number("2", here)
        >>> written_shape(t.Product((three, two), (r"\times",), here))
        (3, 2)
    """
    is_pair = isinstance(tree, t.Bracket) and len(tree.items) == 2
    parts = tree.items if is_pair and isinstance(tree, t.Bracket) else _crossed(tree)
    if len(parts) != 2:
        return None
    try:
        rows, columns = map(dimension, parts)
    except UnsupportedError:
        return None
    return rows, columns


# -- parts -----------------------------------------------------------------------------------------


def _known(symbol: t.Symbol, shapes: Mapping[str, Shape]) -> Shape:
    key = key_of(symbol)
    if key in shapes:
        return shapes[key]
    whole = shapes.get(base_key(symbol))
    if symbol.indices and whole is not None and len(whole) == len(symbol.indices):
        return ()
    raise UnknownNameError(key)


def are_mixed(left: Shape, right: Shape) -> bool:
    """Whether a number above 1 stands on one side and a letter on the other.

    The letter may mean that number; beside 1 it means any other.
    """
    sides = [
        (
            any(isinstance(size, int) and size > 1 for size in shape),
            any(isinstance(size, str) for size in shape),
        )
        for shape in (left, right)
    ]
    return (sides[0][0] and sides[1][1]) or (sides[0][1] and sides[1][0])


def _called(tree: t.Call, shapes: Mapping[str, Shape], inside: Found) -> Found:
    """A function that keeps shapes, or a value before a bracket, which is a factor."""
    key = key_of(tree.function)
    if key in shapes and not tree.primes:
        return _each(_times(""), (shapes[key],), inside)
    if key in _KEEPING or (len(key) > 1 and is_known(key)):
        return inside
    raise UnsupportedError(f"whether {key} keeps the shape of its argument is not known here")


def _flat(shape: Shape) -> Shape:
    return () if shape == (1, 1) else shape


def _each(function: Callable[..., Found], *parts: Found) -> Found:
    found: dict[Shape, None] = {}
    misfit: Misfit | None = None
    for part in parts:
        if isinstance(part, Misfit):
            return part
    for chosen in product(*cast("tuple[tuple[Shape, ...], ...]", parts)):
        result = function(*chosen)
        if isinstance(result, Misfit):
            misfit = misfit or result
        else:
            found.update(dict.fromkeys(result))
    if len(found) > MAX_SHAPES:
        raise UnsupportedError("too many shapes are possible")
    return tuple(found) if found or misfit is None else misfit


def _folded(function: Callable[..., Found], parts: list[Found]) -> Found:
    total = parts[0]
    for part in parts[1:]:
        total = _each(function, total, part)
    return total


def _plus(left: Shape, right: Shape) -> Found:
    return _settled(left, right, sum_ways(left, right))


def _settled(left: Shape, right: Shape, ways: tuple[Way, ...] | Misfit) -> Found:
    if not isinstance(ways, Misfit):
        return tuple(way.shape for way in ways)
    if are_mixed(left, right):
        raise UnsupportedError("numbers stand beside letters for dimensions")
    return ways


def _times(sign: str) -> Callable[[Shape, Shape], Found]:
    def times(left: Shape, right: Shape) -> Found:
        return _settled(left, right, product_ways(left, right, sign))

    return times


def _product(parts: list[Found], signs: tuple[str, ...]) -> Found:
    """Factors side by side first, then the others from the left."""
    groups, between = [parts[0]], []
    for sign, part in zip(signs, parts[1:], strict=True):
        if sign:
            groups.append(part)
            between.append(sign)
        else:
            groups[-1] = _each(_times(""), groups[-1], part)
    total = groups[0]
    for sign, part in zip(between, groups[1:], strict=True):
        total = _each(_times(sign), total, part)
    return total


def _power(exponent: Tree) -> Callable[[Shape], Found]:
    def power(shape: Shape) -> Found:
        is_transposed = isinstance(exponent, t.Symbol) and exponent.name in {"T", "top"}
        if is_transposed:
            return (shape[::-1],)
        if not shape:
            return ((),)
        if len(shape) == 2 and shape[0] == shape[1]:
            return (shape,)
        raise UnsupportedError("a power of what is not square")

    return power


def _over(above: Shape, below: Shape) -> Found:
    if below:
        raise UnsupportedError("a division by a vector or matrix")
    return (above,)


def _crossed(tree: Tree) -> tuple[Tree, ...]:
    r"""The dimensions in ``m \times n``."""
    if isinstance(tree, t.Product) and set(tree.signs) == {r"\times"}:
        return tree.factors
    return (tree,)


def _size(tree: Tree, depth: int) -> sp.Expr:
    if depth > MAX_DEPTH:
        raise UnsupportedError("a dimension is nested too deeply")
    match tree:
        case t.Number(text=text) if text.isdecimal() and len(text) < 20:
            return sp.Integer(text)
        case t.Symbol():
            return sp.Symbol(key_of(tree))
        case t.Sum(terms=terms) if len(terms) < 20:
            return sp.Add(*(sign * _size(term, depth + 1) for sign, term in terms))
        case t.Product(factors=factors) if len(factors) < 6:
            return sp.Mul(*(_size(factor, depth + 1) for factor in factors))
    raise UnsupportedError("a dimension that is no whole number and no letter")
