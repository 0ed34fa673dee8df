r"""Over which numbers an index runs that is written without bounds, as in ``\sum_i w_i x_i``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from symact.check.linear.keys import base_key, key_of
from symact.check.linear.values import UnknownNameError, Value
from symact.core.errors import UnsupportedError
from symact.reading.held.tree import Symbol, Tree
from symact.reading.held.walk import every


def index_range(operand: Tree, index: str, names: Mapping[str, Value]) -> int:
    """The last number of an index that counts the entries of known vectors and matrices.

    Raises:
        UnknownNameError: when it counts the entries of something without a value.
        UnsupportedError: when it counts nothing, or things of different lengths.
    """
    lengths = set(_lengths(operand, index, names))
    if len(lengths) != 1:
        raise UnsupportedError(f"over what {index} runs is not stated")
    return lengths.pop()


def _lengths(operand: Tree, index: str, names: Mapping[str, Value]) -> Iterator[int]:
    for node in every(operand):
        if not isinstance(node, Symbol):
            continue
        for place, item in enumerate(node.indices):
            if isinstance(item, Symbol) and key_of(item) == index:
                yield _length(node, place, names)


def _length(symbol: Symbol, place: int, names: Mapping[str, Value]) -> int:
    value = names.get(base_key(symbol))
    if value is None:
        raise UnknownNameError(base_key(symbol))
    if value.is_vector and len(symbol.indices) == 1:
        return len(value.entries)
    if len(value.shape) == len(symbol.indices) == 2:
        return len(value.rows) if place == 0 else len(value.rows[0])
    raise UnsupportedError("the indices do not name one entry")
