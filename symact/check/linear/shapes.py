"""Which products and sums are possible, by shapes alone: one set of rules for all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

from symact.check.linear.values import Dimension, Misfit, Shape, told
from symact.core.errors import UnsupportedError

ELEMENTWISE = frozenset({r"\odot", r"\circ"})
# Signs that mean the product of linear algebra, and between equal shapes perhaps entry by entry.
EITHER = frozenset({"*", r"\cdot", r"\times", ".", r"\star"})
PLAIN = frozenset({"", "@"})


@final
@dataclass(frozen=True, slots=True)
class Way:
    """A way in which two shapes can be multiplied or added.

    Attributes:
        kind: ``scale``, ``matrix``, ``dot``, ``outer``, ``entrywise``; for sums also ``rows`` and
            ``columns``, where one row or column is added to all.
        shape: that of the result.
        left: ``row`` or ``column`` where a list on the left is taken as that.
        right: the same on the right.
        is_lenient: whether the way is possible but not the usual one.
    """

    kind: str
    shape: Shape
    left: str = ""
    right: str = ""
    is_lenient: bool = False


def is_vector(shape: Shape) -> bool:
    """Whether a shape is that of a list, a row or a column."""
    return len(shape) == 1 or (len(shape) == 2 and 1 in shape)


def length(shape: Shape) -> Dimension:
    """How many entries a vector has."""
    return shape[0] if len(shape) == 1 or shape[0] != 1 else shape[1]


def product_ways(left: Shape, right: Shape, sign: str) -> tuple[Way, ...] | Misfit:
    r"""All ways to multiply two shapes with a sign between them, the usual ones first.

    Raises:
        UnsupportedError: for a product whose meaning is not settled.

    Example:
        >>> [way.kind for way in product_ways((3, 2), (2, 1), "")]
        ['matrix']
        >>> print(product_ways((1, 2), (3, 2), "").message)
        (1 × 2) times (3 × 2): the inner dimensions 2 and 3 differ
    """
    if not left or not right:
        return (Way("scale", left or right),)
    if sign in ELEMENTWISE:
        return _entrywise(left, right)
    if sign == r"\otimes":
        return _outer(left, right)
    if sign not in PLAIN | EITHER:
        raise UnsupportedError(f"the product sign {sign} is not known")
    if sign == r"\times" and is_vector(left) and is_vector(right) and length(left) == 3:
        raise UnsupportedError("a cross product is not computed here")
    ways = [*_matrix_ways(left, right)]
    same = merged(left, right)
    if sign in EITHER and same is not None:
        both_vectors = is_vector(left) and is_vector(right)
        if both_vectors:
            ways.append(Way("dot", ()))
        # Between square matrices these signs mean the matrix product, except for ``*``.
        ways.append(Way("entrywise", same, is_lenient=sign != "*" and not both_vectors))
    elif len(left) == len(right) == 1 and sign in PLAIN:
        if left == right:
            ways.append(Way("dot", ()))
        if sign != "@":
            ways.append(Way("outer", _flat((left[0], right[0]))))
    if ways:
        return tuple(ways)
    return Misfit(_why_not(left, right))


def sum_ways(left: Shape, right: Shape) -> tuple[Way, ...] | Misfit:
    """All ways to add two shapes.

    Example:
        >>> [way.kind for way in sum_ways((4, 3), (1, 3))]
        ['rows']
        >>> print(sum_ways((3, 1), (2, 1)).message)
        a sum of shapes (3 × 1) and (2 × 1)
    """
    same = merged(left, right)
    if same is not None:
        return (Way("entrywise", same),)
    if not left or not right:
        return (Way("scale", left or right),)
    ways: list[Way] = []
    for batch, single in ((left, right), (right, left)):
        if len(batch) != 2 or is_vector(batch) or not is_vector(single):
            continue
        if single in ((1, batch[1]), (batch[1],)):
            ways.append(Way("rows", batch))
        if single in ((batch[0], 1), (batch[0],)):
            ways.append(Way("columns", batch))
    if is_vector(left) and is_vector(right) and length(left) == length(right):
        ways.append(Way("entrywise", left, right="column" if left[-1] == 1 else "row",
                        is_lenient=True))  # fmt: skip
    return tuple(ways) or Misfit(f"a sum of shapes {told(left)} and {told(right)}")


def merged(left: Shape, right: Shape) -> Shape | None:
    """The common shape, where a list takes the orientation of the other; None if they differ."""
    if left == right:
        return left
    for flat, other in ((left, right), (right, left)):
        if len(flat) == 1 and is_vector(other) and length(other) == flat[0]:
            return other
    return None


def _matrix_ways(left: Shape, right: Shape) -> list[Way]:
    """The matrix product, a list being taken as a row or a column as it fits."""
    ways: list[Way] = []
    if len(left) == len(right) == 1:
        return ways
    for name, rows, inner in _as_matrices(left):
        for other, meeting, columns in _as_matrices(right):
            if inner == meeting:
                ways.append(Way("matrix", _flat((rows, columns)), name, other))
    return ways


def _as_matrices(shape: Shape) -> tuple[tuple[str, Dimension, Dimension], ...]:
    if len(shape) == 1:
        return (("column", shape[0], 1), ("row", 1, shape[0]))
    return (("", shape[0], shape[1]),)


def _flat(shape: tuple[Dimension, Dimension]) -> Shape:
    return () if shape == (1, 1) else shape


def _entrywise(left: Shape, right: Shape) -> tuple[Way, ...] | Misfit:
    same = merged(left, right)
    matrix = tuple(
        Way(way.kind, way.shape, way.left, way.right, is_lenient=True)
        for way in _matrix_ways(left, right)
    )
    if same is not None:
        return (Way("entrywise", same), *matrix)
    if matrix:
        return matrix
    if is_vector(left) or is_vector(right):
        vector, other = (left, right) if is_vector(left) else (right, left)
        both = len(left) == len(right) == 2 and is_vector(left) and is_vector(right)
        crossed = both and left.index(1) != right.index(1)
        if crossed or (not is_vector(other) and length(vector) in other):
            raise UnsupportedError("an entry by entry product of different shapes")
    return Misfit(f"an entry by entry product of shapes {told(left)} and {told(right)}")


def _outer(left: Shape, right: Shape) -> tuple[Way, ...]:
    if not (is_vector(left) and is_vector(right)):
        raise UnsupportedError("a Kronecker product is not computed here")
    ways = [Way("outer", _flat((length(left), length(right))))]
    same = merged(left, right)
    return (*ways, Way("entrywise", same)) if same is not None else tuple(ways)


def _why_not(left: Shape, right: Shape) -> str:
    if len(left) == 2 and len(right) == 2:
        return (
            f"{told(left)} times {told(right)}: "
            f"the inner dimensions {left[1]} and {right[0]} differ"
        )
    return f"{told(left)} times {told(right)}: the dimensions do not meet"
