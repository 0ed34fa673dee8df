r"""Bounds of products, as ``0 < \prod_{i=1}^n f(z_i) \le c^n``, taken factor by factor."""

from __future__ import annotations

from dataclasses import replace

from symact.reading.held import tree as t
from symact.reading.held.exchange import exchanged
from symact.reading.held.walk import names_in

_TURNED = {">": "<", ">=": "<="}


def per_factor(
    operands: tuple[t.Tree, ...], operators: tuple[str, ...]
) -> tuple[tuple[t.Tree, ...], tuple[str, ...]] | None:
    """The inequalities for one factor from which those for a product follow, or None.

    Factors that are not negative and at most c have a product of at most c to their number.
    """
    if set(operators) <= set(_TURNED):
        operands, operators = operands[::-1], tuple(_TURNED[o] for o in operators[::-1])
    if not set(operators) <= {"<", "<="}:
        return None
    places = [i for i, o in enumerate(operands) if _is_product(o)]
    if len(places) != 1 or len(operands) > places[0] + 2 or places[0] > 1:
        return None
    product = operands[places[0]]
    assert isinstance(product, t.BigOperator)  # noqa: S101 -- `_is_product` has seen to it
    factor = _factor(product)
    bounds = [_base(o, product.upper) for o in operands[places[0] + 1 :]]
    zero = operands[: places[0]] or (t.Number("0", product.span),)
    if factor is None or None in bounds or not _is_zero(zero[0]):
        return None
    signs = operators if places[0] else ("<=", *operators)
    return (*zero, factor, *(b for b in bounds if b is not None)), signs


def _is_product(tree: t.Tree) -> bool:
    match tree:
        case t.BigOperator(
            kind="prod", index=t.Symbol(), lower=t.Number(text="1"), upper=t.Symbol()
        ):
            return True
        case _:
            return False


def _factor(product: t.BigOperator) -> t.Tree | None:
    """One factor with its variable without the index; None where the index occurs otherwise."""
    index = product.index
    assert isinstance(index, t.Symbol)  # noqa: S101 -- `_is_product` has seen to it

    def bare(part: t.Tree) -> t.Tree | None:
        match part:
            case t.Symbol(indices=(t.Symbol(name=name),)) if name == index.name:
                return replace(part, indices=())
            case _:
                return None

    found = exchanged(product.operand, bare)
    return None if index.name in names_in(found) else found


def _base(tree: t.Tree, count: t.Tree | None) -> t.Tree | None:
    match tree, count:
        case t.Power(base=base, exponent=t.Symbol(name=name)), t.Symbol(name=number):
            return base if name == number and number not in names_in(base) else None
        case _:
            return None


def _is_zero(tree: t.Tree) -> bool:
    return isinstance(tree, t.Number) and tree.text == "0"
