"""What can be seen of a formula without knowing what any of it means."""

from __future__ import annotations

from dataclasses import replace

from symact.reading.held import tree as t
from symact.reading.held.walk import every


def slope_in(tree: t.Tree) -> tuple[t.Tree, int] | None:
    """What a formula differentiates and how often, where that is all it does; else None."""
    match tree:
        case t.Call(primes=primes, arguments=(t.Symbol(),)) if primes:
            return replace(tree, primes=0), primes
        case t.Derivative(operand=operand, variables=variables):
            return operand, len(variables)
        case t.Prime(operand=operand, order=order):
            return operand, order
        case _:
            return None


def decimal_in(tree: t.Tree) -> str | None:
    """The text of a number in digits, with its sign; None for anything else."""
    match tree:
        case t.Number(text=text):
            return text
        case t.Negative(operand=t.Number(text=text)):
            return f"-{text}"
        case _:
            return None


def has_decimals(*trees: t.Tree, least: int = 1) -> bool:
    """Whether a number with so many places behind the point occurs in some formulas."""
    return any(
        isinstance(node, t.Number) and len(node.text.partition(".")[2]) >= least
        for tree in trees
        for node in every(tree)
    )


def is_constant(tree: t.Tree) -> bool:
    """Whether a formula holds no letter but names of functions."""
    heads = {id(n.function) for n in every(tree) if isinstance(n, t.Call)}
    return not any(
        isinstance(n, t.Symbol) and id(n) not in heads and n.name not in {"e", "pi"}
        for n in every(tree)
    )


def compares_places(tree: t.Tree) -> bool:
    """Whether a function is taken at two places that vary, as in ``f(x) - f(-x)``."""
    seen = {
        (n.function.name, n.primes, n.arguments[0].span.text)
        for n in every(tree)
        if isinstance(n, t.Call) and not is_constant(n.arguments[0])
    }
    return any(one[:2] == other[:2] and one != other for one in seen for other in seen)


def takes_function(tree: t.Tree) -> bool:
    """Whether a named function of something that varies occurs in a formula."""
    return any(
        isinstance(n, t.Call | t.Derivative | t.Prime | t.Absolute)
        and not all(map(is_constant, _inside(n)))
        for n in every(tree)
    )


def _inside(node: t.Call | t.Derivative | t.Prime | t.Absolute) -> tuple[t.Tree, ...]:
    match node:
        case t.Call(arguments=arguments):
            return arguments
        case t.Absolute(inside=inside):
            return (inside,)
        case _:
            return (node.operand,)
