"""Held formulas over the quantities of a page, as matrices in index notation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import final

from symact.check.linear import indexed, tensors
from symact.check.linear.entries import written
from symact.check.linear.indexed import COLUMN, ONLY, ROW
from symact.check.linear.keys import key_of
from symact.check.linear.model import SOFTMAX, Applied, Model
from symact.check.linear.tensors import SCALAR, Tensor
from symact.check.linear.values import Misfit, UnknownNameError
from symact.core.errors import UnsupportedError
from symact.reading.held import tree as t
from symact.reading.held.tree import Tree

COUNTS = frozenset("nmNMBK")
MAX_POWER = 6
_ENTRYWISE = frozenset({r"\odot", r"\circ"})
_EITHER = frozenset({"*", r"\cdot", r"\times"})


class MisfitError(UnsupportedError):
    """Shapes that do not fit inside a formula over quantities."""


@final
@dataclass(frozen=True, slots=True)
class Reader:
    """What a formula is read with.

    Attributes:
        gradients: those of the loss, for derivatives that stand in the formula.
        named: what a page has given a name that is no quantity, such as delta.
        bound: the letters of indices in force, with their names in index notation.
    """

    model: Model
    gradients: Mapping[str, Tensor] = field(default_factory=dict)
    named: Mapping[str, Tensor] = field(default_factory=dict)
    bound: Mapping[str, str] = field(default_factory=dict)


def read(tree: Tree, reader: Reader) -> Tensor:  # noqa: PLR0912  (a table of cases)
    """The formula as a matrix in index notation.

    Raises:
        MisfitError: for shapes that do not fit.
        UnknownNameError: for an unknown name.
        UnsupportedError: for other formulas.
    """
    match tree:
        case t.Number(text=text):
            return tensors.constant(written(text).exact)
        case t.Symbol():
            return _symbol(tree, reader)
        case t.Negative(operand=operand):
            return _scaled(read(operand, reader), Fraction(-1))
        case t.Sum(terms=terms):
            total = tensors.constant(0)
            for place, (sign, term) in enumerate(terms):
                part = read(term, reader)
                total = _fit(tensors.added(total, part, sign)) if place else _scaled(part, sign)
            return total
        case t.Product(factors=factors, signs=signs):
            return _product([read(factor, reader) for factor in factors], list(signs))
        case t.Quotient(numerator=above, denominator=below):
            return _quotient(read(above, reader), read(below, reader), reader.model)
        case t.Transpose(operand=operand):
            return tensors.transposed(read(operand, reader))
        case t.Power(base=base, exponent=exponent):
            return _power(base, exponent, reader)
        case t.Call() | t.Prime():
            return _applied(tree, reader)
        case t.BigOperator():
            return _big(tree, reader)
        case t.Derivative(operand=t.Symbol() as loss, variables=(variable,)):
            return _gradient(loss, variable, reader)
        case t.Gradient(operand=t.Symbol() as loss, variable=variable) if variable is not None:
            return _gradient(loss, variable, reader)
    raise UnsupportedError(f"a {type(tree).__name__.lower()} is not read in gradients")


def _fit(result: Tensor | Misfit) -> Tensor:
    if isinstance(result, Misfit):
        raise MisfitError(result.message)
    return result


def _scaled(tensor: Tensor, factor: Fraction | int) -> Tensor:
    return Tensor(tensor.size, indexed.scale(tensor.entry, factor))


def _symbol(symbol: t.Symbol, reader: Reader) -> Tensor:
    key = key_of(symbol)
    whole = _quantity(symbol, key, reader)
    if whole is not None:
        return whole
    if symbol.indices:
        bare = replace(symbol, indices=())
        whole = _quantity(bare, key_of(bare), reader)
        if whole is not None:
            return _at_index(whole, symbol, reader)
    if key in COUNTS:
        reader.model.sizes[key] = SCALAR
        reader.model.counts.add(key)
        return reader.model.tensor(key)
    raise UnknownNameError(key)


def _quantity(symbol: t.Symbol, key: str, reader: Reader) -> Tensor | None:
    if key in reader.named:
        return reader.named[key]
    if key in reader.model.sizes:
        return reader.model.tensor(key)
    return _named_gradient(symbol, reader)


def _named_gradient(symbol: t.Symbol, reader: Reader) -> Tensor | None:
    r"""``dW`` and ``\delta`` of a page that has not defined them."""
    key = key_of(symbol)
    if key.startswith("d") and key[1:] in reader.gradients and len(symbol.name) > 1:
        return reader.gradients[key[1:]]
    if symbol.name != "delta":
        return None
    inputs = [name for name in reader.gradients if name[:1] in {"z", "Z"}]
    mark = key.removeprefix("delta")
    exact = [name for name in inputs if name[1:] == mark]
    chosen = exact if mark else inputs
    return reader.gradients[chosen[0]] if len(chosen) == 1 else None


def _at_index(whole: Tensor, symbol: t.Symbol, reader: Reader) -> Tensor:
    """An entry, or the row or column of one example of a batch."""
    indices = []
    for item in symbol.indices:
        name = reader.bound.get(key_of(item)) if isinstance(item, t.Symbol) else None
        if name is None:
            raise UnsupportedError("an index that is not summed over")
        indices.append(name)
    rows, columns = whole.size
    if len(indices) == 2 and "1" not in whole.size:
        places, size = {ROW: indices[0], COLUMN: indices[1]}, SCALAR
    elif len(indices) == 1 and whole.size != SCALAR:
        by_row = columns == "1" or (rows == "B" and rows != "1")
        places = {ROW if by_row else COLUMN: indices[0]}
        size = ("1", columns) if by_row else (rows, "1")
        if "1" not in whole.size and "B" not in whole.size:
            raise UnsupportedError("the indices do not name one entry")
    else:
        raise UnsupportedError("the indices do not name one entry")
    return Tensor(size, indexed.renamed(whole.entry, places))


def _product(parts: list[Tensor], signs: list[str]) -> Tensor:
    """Factors side by side first, then products of matrices, and entry by entry ones last."""
    for sort in (frozenset({"", "@"}), _EITHER, _ENTRYWISE):
        kept, between = [parts[0]], []
        for sign, part in zip(signs, parts[1:], strict=True):
            if sign in sort:
                kept[-1] = _multiplied(kept[-1], part, sign)
            else:
                kept.append(part)
                between.append(sign)
        parts, signs = kept, between
    if len(parts) != 1:
        raise UnsupportedError(f"the product sign {signs[0]}")
    return parts[0]


def _multiplied(left: Tensor, right: Tensor, sign: str) -> Tensor:
    if sign in _ENTRYWISE:
        return _fit(tensors.entrywise(left, right))
    product = tensors.matrix_product(left, right)
    is_same = left.size == right.size and not left.is_scalar
    if not isinstance(product, Misfit):
        if is_same and sign in _EITHER:
            raise UnsupportedError("the product may be one of matrices or entry by entry")
        return product
    if is_same and sign in _EITHER:
        return _fit(tensors.entrywise(left, right))
    if is_same:
        raise UnsupportedError("two columns side by side may be meant entry by entry")
    return _fit(product)


def _quotient(above: Tensor, below: Tensor, model: Model) -> Tensor:
    if not below.entry:
        raise UnsupportedError("a division by 0")
    if len(below.entry) > 1:
        indices = {i for m in below.entry for (_, r, c), _ in m for i in (r, c)}
        if any(i not in (ROW, COLUMN, ONLY) and not indexed.is_summed(i) for i in indices):
            raise UnsupportedError("a division by a sum at an index")
        below = model.tensor(model.hidden(below))
    if not below.is_scalar and below.size != above.size and not above.is_scalar:
        raise UnsupportedError("a division of different shapes")
    ((monomial, c),) = below.entry.items()
    if any(indexed.is_summed(i) for (_, r, k), _ in monomial for i in (r, k)):
        raise UnsupportedError("a division by a sum")
    inverse = {tuple((item, -e) for item, e in monomial): 1 / c}
    size = above.size if below.is_scalar else below.size
    return Tensor(size, indexed.multiply(above.entry, inverse))


def _power(base: Tree, exponent: Tree, reader: Reader) -> Tensor:
    if isinstance(exponent, t.Symbol) and exponent.name in {"T", "top"}:
        return tensors.transposed(read(base, reader))
    if not isinstance(exponent, t.Number) or not exponent.text.isdecimal():
        raise UnsupportedError("a power in gradients")
    power = int(exponent.text)
    if not 1 <= power <= MAX_POWER:
        raise UnsupportedError("a power in gradients")
    if isinstance(base, t.Norm) or (
        isinstance(base, t.Indexed) and isinstance(base.operand, t.Norm)
    ):
        return _squared_norm(base, power, reader)
    tensor = read(base, reader)
    if tensor.size[0] == tensor.size[1] != "1":
        raise UnsupportedError("a power of a matrix in gradients")
    entry = tensor.entry
    for _ in range(power - 1):
        entry = indexed.multiply(entry, tensor.entry)
    return Tensor(tensor.size, entry)


def _squared_norm(base: t.Norm | t.Indexed, power: int, reader: Reader) -> Tensor:
    norm = base.operand if isinstance(base, t.Indexed) else base
    kind = base.indices[0] if isinstance(base, t.Indexed) else base.kind
    is_usual = (
        kind is None
        or (isinstance(kind, t.Number) and kind.text == "2")
        or (isinstance(kind, t.Symbol) and kind.name == "F")
    )
    if power != 2 or not is_usual or not isinstance(norm, t.Norm):
        raise UnsupportedError("a norm that is not squared")
    return tensors.squared_length(read(norm.inside, reader))


def _applied(tree: t.Call | t.Prime, reader: Reader) -> Tensor:
    """A function of a quantity, or its derivative."""
    if isinstance(tree, t.Prime) or len(tree.arguments) != 1 or tree.is_inverse:
        raise UnsupportedError("a function without an argument, or with several")
    function = key_of(tree.function)
    inside = read(tree.arguments[0], reader)
    if function in reader.model.sizes and not tree.primes:
        return _multiplied(reader.model.tensor(function), inside, "")
    if tree.primes > 1 or (function == SOFTMAX and tree.primes):
        raise UnsupportedError("a derivative of this order")
    indices = sorted({i for m in inside.entry for (_, r, c), _ in m for i in (r, c)} - {ONLY})
    bound = [i for i in indices if i in reader.bound.values()]
    if function == SOFTMAX and bound:
        raise UnsupportedError("the softmax of one entry")
    if not bound:
        name = reader.model.hidden(inside)
        return Tensor(inside.size, reader.model.apply(function, name, tree.primes))
    # One entry of a quantity: the function is applied to all, and the entry is taken.
    whole, back = _whole(inside, bound, reader)
    name = reader.model.hidden(whole)
    entry = reader.model.apply(function, name, tree.primes)
    return Tensor(SCALAR, indexed.renamed(entry, back))


def _whole(inside: Tensor, bound: list[str], reader: Reader) -> tuple[Tensor, Mapping[str, str]]:
    """The matrix whose entry at the bound indices is given, and the way back."""
    rows = {r for m in inside.entry for (_, r, _), _ in m} - {ONLY}
    columns = {c for m in inside.entry for (_, _, c), _ in m} - {ONLY}
    if len(rows) > 1 or len(columns) > 1 or rows & columns:
        raise UnsupportedError("a function of entries in different places")
    forward = {**dict.fromkeys(rows, ROW), **dict.fromkeys(columns, COLUMN)}
    names = indexed.names_of(inside.entry)
    sizes = {reader.model.sizes[n] for n in names if reader.model.sizes[n] != SCALAR}
    if set(forward) != set(bound) or len(sizes) != 1:
        raise UnsupportedError("a function of entries in different places")
    back = {free: index for index, free in forward.items()}
    return Tensor(sizes.pop(), indexed.renamed(inside.entry, forward)), back


def _big(tree: t.BigOperator, reader: Reader) -> Tensor:
    r"""``\sum`` over the entries of quantities."""
    if tree.kind != "sum" or not isinstance(tree.index, t.Symbol):
        raise UnsupportedError("a sum without an index")
    starts = tree.lower is None or (isinstance(tree.lower, t.Number) and tree.lower.text == "1")
    if not starts or not (tree.upper is None or isinstance(tree.upper, t.Symbol)):
        raise UnsupportedError("a sum that may not go over all entries")
    name = f"bound {len(reader.bound)}"
    inner = replace(reader, bound={**reader.bound, key_of(tree.index): name})
    operand = read(tree.operand, inner)
    for monomial in operand.entry:
        if not any(name in (r, c) for (_, r, c), _ in monomial):
            raise UnsupportedError("a sum of terms that do not depend on the index")
    return Tensor(operand.size, tensors.summed_over(operand.entry, name))


def _gradient(loss: t.Symbol, variable: Tree, reader: Reader) -> Tensor:
    if not isinstance(variable, t.Symbol) or key_of(loss) != reader.model.loss:
        raise UnsupportedError("a derivative of something else than the loss")
    key = key_of(variable)
    if key not in reader.gradients:
        raise UnknownNameError(key)
    return reader.gradients[key]


def applied_definition(tree: Tree, reader: Reader) -> Applied | None:
    """The definition of a quantity as a function of another one; None for other formulas."""
    if not isinstance(tree, t.Call) or len(tree.arguments) != 1 or tree.primes or tree.is_inverse:
        return None
    function = key_of(tree.function)
    if function in reader.model.sizes:
        return None
    inside = read(tree.arguments[0], reader)
    return Applied(function, reader.model.hidden(inside))
