"""The formulas of softmax, the logistic function and the usual losses, for given letters."""

from __future__ import annotations

from dataclasses import replace

from symact.check.linear.keys import base_key
from symact.core.span import Span
from symact.reading.held import tree as t
from symact.reading.held.tree import Tree

_BOUND = "k"


def entry(symbol: t.Symbol, letter: str) -> t.Symbol:
    """An entry of a vector, or the entry at another index."""
    return replace(symbol, indices=(t.Symbol(letter, symbol.span),))


def softmax(of: t.Symbol, by: t.Symbol) -> dict[str, Tree]:
    """The definition of one vector as the softmax of another, by its key."""
    here = of.span
    above, below = (_power(entry(by, letter), here) for letter in ("i", _BOUND))
    return {f"{base_key(of)}_i": t.Quotient(above, _sum(below, here), here)}


def logistic(of: t.Symbol, by: t.Symbol, *, in_entries: bool) -> dict[str, Tree]:
    """The definition of one quantity as the logistic function of another, by its key."""
    here = of.span
    inside = entry(by, "i") if in_entries else by
    below = t.Sum(((1, _one(here)), (1, _power(t.Negative(inside, here), here))), here)
    return {
        f"{base_key(of)}_i" if in_entries else base_key(of): t.Quotient(_one(here), below, here)
    }


def cross_entropy(output: t.Symbol, label: t.Symbol) -> Tree:
    """Minus the sum of the labels times the logarithms of the outputs."""
    here = output.span
    return t.Negative(_sum(_times_log(entry(label, _BOUND), entry(output, _BOUND)), here), here)


def binary_cross_entropy(output: t.Symbol, label: t.Symbol, *, in_entries: bool) -> Tree:
    """The cross-entropy of two classes, summed over the entries where there are several."""
    here = output.span
    p, y = (entry(s, _BOUND) if in_entries else s for s in (output, label))
    terms = ((1, _times_log(y, p)), (1, _times_log(_less(y), _less(p))))
    total: Tree = t.Sum(terms, here)
    return t.Negative(_sum(total, here) if in_entries else total, here)


def mean_of_squares(output: t.Symbol, label: t.Symbol, count: t.Symbol) -> Tree:
    """The mean of the squares of the differences."""
    here = output.span
    difference = t.Sum(((1, entry(output, _BOUND)), (-1, entry(label, _BOUND))), here)
    total = _sum(t.Power(difference, t.Number("2", here), here), here, count)
    return t.Quotient(total, count, here)


def _one(here: Span) -> Tree:
    return t.Number("1", here)


def _less(tree: t.Symbol) -> Tree:
    return t.Sum(((1, _one(tree.span)), (-1, tree)), tree.span)


def _power(exponent: Tree, here: Span) -> Tree:
    return t.Power(t.Symbol("e", here), exponent, here)


def _sum(operand: Tree, here: Span, upper: Tree | None = None) -> Tree:
    lower = None if upper is None else _one(here)
    return t.BigOperator("sum", operand, t.Symbol(_BOUND, here), lower, upper, here)


def _times_log(factor: Tree, inside: Tree) -> Tree:
    here = factor.span
    return t.Product((factor, t.Call(t.Symbol("ln", here), (inside,), here)), ("",), here)
