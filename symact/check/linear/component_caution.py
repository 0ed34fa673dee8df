r"""Reasons not to refute a claim about components: it can be read in another way."""

from __future__ import annotations

from collections.abc import Mapping

from symact.check.linear.component_page import Family, is_index, named
from symact.check.linear.component_proof import Indices
from symact.check.linear.component_reading import Reader
from symact.reading.held import tree as t
from symact.reading.held.tree import Tree
from symact.reading.held.walk import children, every

_CONSTANTS = frozenset(("e", "pi", "n", "m", "N", "M", "K", "B", "C"))


def caution(
    trees: tuple[Tree, Tree],
    reader: Reader,
    definitions: Mapping[str, Tree],
    known: Indices,
    constant: tuple[bool, ...],
    *,
    is_step: bool,
) -> str:
    """Why a claim can be meant in another way than it is read; empty where it cannot.

    Args:
        constant: whether the sides are numbers.
        is_step: whether it goes on a chain, so that it is meant for all values.
    """
    left, right = trees
    page = reader.page
    if not known.is_whole:
        return "the condition is not one on indices"
    if any(_is_nested(n) for tree in trees for n in every(tree)):
        return "an index has an index itself"
    if reader.loose - {"softmax of an entry"}:
        return "the index of a sum is left out"
    bound = _bound_letters(left) | _bound_letters(right)
    free = free_letters(left) | free_letters(right)
    if bound & free:
        return f"{min(bound & free)} is the index of a sum, and another one too"
    used = {named(n)[0] for tree in trees for n in every(tree) if isinstance(n, t.Symbol)}
    if page.assumed & used:
        return "what delta stands for is not stated"
    if not is_step and constant[0] != constant[1]:
        return "it may be an equation to be solved: it holds at some places at most"
    if not is_step and isinstance(left, t.Symbol) and not _names_slope(left, reader):
        return f"it may say what {named(left)[0]} stands for"
    sums = (*trees, *definitions.values())
    has_sum = any(isinstance(n, t.BigOperator) for tree in sums for n in every(tree))
    if free_letters(left) != free_letters(right) and not has_sum:
        return "a repeated index may stand for a sum"
    lone = _lone(trees, reader, definitions)
    if lone:
        return f"{', '.join(sorted(lone))} is not defined here"
    if _mixes_logarithms(trees):
        return "the base of the logarithm is not stated"
    return ""


def _names_slope(symbol: t.Symbol, reader: Reader) -> bool:
    """Whether a symbol is the name that a page has given to a derivative."""
    name, indices = named(symbol)
    rows = reader.page.defined.get((name, len(indices)), ())
    return bool(rows) and all(isinstance(row.tree, t.Derivative) for row in rows)


def _lone(
    trees: tuple[Tree, Tree], reader: Reader, definitions: Mapping[str, Tree]
) -> frozenset[str]:
    """The quantities on the right of which neither the left nor a definition speaks."""
    left, right = (_mentioned(tree, reader) for tree in trees)
    known = {f for tree in definitions.values() for f in _mentioned(tree, reader)}
    known |= set(reader.page.defined)
    has_slope = any(isinstance(n, t.Derivative) for n in every(trees[0]))
    lone = right - left - known
    if not has_slope and not (left & set(reader.page.defined)):
        lone |= left - right - known
    return frozenset(name for name, _ in lone) - _CONSTANTS


def _mentioned(tree: Tree, reader: Reader) -> frozenset[Family]:
    """The quantities that a formula names, without functions and indices."""
    found: set[Family] = set()
    for node in every(tree):
        if isinstance(node, t.Symbol):
            name, indices = named(node)
            found.add((name, len(indices)))
    marks = {
        (mark.name, 0)
        for node in every(tree)
        if isinstance(node, t.Symbol)
        for mark in (*node.indices, *(() if node.label is None else every(node.label)))
        if isinstance(mark, t.Symbol)
    }
    letters = {(letter, 0) for letter in _bound_letters(tree) | free_letters(tree)}
    calls = {(n.function.name, 0) for n in every(tree) if isinstance(n, t.Call)}
    deltas = {f for f in found if f == ("delta", 2) and f not in reader.page.defined}
    return frozenset(found - marks - letters - calls - deltas)


def free_letters(tree: Tree) -> frozenset[str]:
    """The letters of indices in a formula that no sum binds.

    Example:
        >>> from symact.core.span import Source, Span
        >>> here = Span(Source("a", ""), 0, 0)
        >>> i, k = t.Symbol("i", here), t.Symbol("k", here)
        >>> entry = t.Symbol("W", here, (i, k))
        >>> sorted(free_letters(t.BigOperator("sum", entry, k, None, None, here)))
        ['i']
    """
    match tree:
        case t.Symbol():
            return frozenset(i for i in named(tree)[1] if not i.isdecimal())
        case t.BigOperator(operand=operand, index=index):
            inside = free_letters(operand)
            apart = free_letters_of_condition(index) if isinstance(index, t.Relation) else set()
            return (inside | apart) - _bound_by(tree)
        case t.Cases(rows=rows):
            values = [free_letters(value) for value, _ in rows]
            conditions = [free_letters_of_condition(c) for _, c in rows if c is not None]
            return frozenset().union(*values, *conditions)
        case t.Indicator(condition=condition):
            return free_letters_of_condition(condition)
        case t.Relation():
            return free_letters_of_condition(tree)
        case t.Indexed(operand=operand, indices=indices):
            return free_letters(operand) | _letters(indices)
        case t.Call(function=function, arguments=arguments):
            return _letters(function.indices).union(*(free_letters(a) for a in arguments))
    return frozenset().union(*(free_letters(child) for child in children(tree)))


def free_letters_of_condition(condition: Tree) -> frozenset[str]:
    """The letters that a condition on indices compares."""
    return _letters(tuple(every(condition)))


def _letters(trees: tuple[Tree, ...]) -> frozenset[str]:
    return frozenset(
        n.name for n in trees if isinstance(n, t.Symbol) and is_index(n.name) and not n.indices
    )


def _bound_by(tree: t.BigOperator) -> frozenset[str]:
    match tree.index:
        case t.Symbol(name=name):
            return frozenset({name})
        case t.Relation(operands=(t.Symbol(name=name), *_)):
            return frozenset({name})
    return frozenset()


def _is_nested(tree: Tree) -> bool:
    """Whether a name has an index that has one itself, as in ``a_{o_1}``."""
    return isinstance(tree, t.Symbol) and any(
        isinstance(i, t.Symbol) and i.indices for i in tree.indices
    )


def _bound_letters(tree: Tree) -> frozenset[str]:
    return frozenset().union(*(_bound_by(n) for n in every(tree) if isinstance(n, t.BigOperator)))


def _mixes_logarithms(trees: tuple[Tree, Tree]) -> bool:
    """Whether a logarithm without a base stands beside that of a number."""
    calls = [n for tree in trees for n in every(tree) if isinstance(n, t.Call)]
    return any(
        c.function.name in {"log", "ln"} and all(isinstance(a, t.Number) for a in c.arguments)
        for c in calls
    )
