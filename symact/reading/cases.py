"""Cases as mathematics writes them: in no order, so that rows that hold together must agree."""

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from typing import TypeAlias

import sympy as sp

from symact.core.activation import x
from symact.core.diagnostic import Diagnostic
from symact.core.errors import InputError
from symact.core.span import Span
from symact.reading.bounds import Truth, Value
from symact.reading.nodes import Call, Chain, Literal, Name, Node, Pair, Power, Prefix

CASES = "Cases"  # the head of such a call; Piecewise takes the first row that holds
Build: TypeAlias = Callable[[Node, Mapping[str, sp.Symbol]], Value | Truth]

_FEW = 8
_MOST_NODES = 10_000  # that are built to compare conditions
_USUAL = [Fraction(n) for n in (-1000, -10, -3, -2, -1, 0, 1, 2, 3, 10, 1000)]


def require_agreement(
    rows: tuple[Node, ...], symbols: Mapping[str, sp.Symbol], build: Build
) -> None:
    """Refuse cases of which two hold at some point and give different values there.

    The points are those that the conditions name, and some between and beyond them. Conditions
    with parameters are not compared: there the first row that holds counts.

    Raises:
        InputError: SA109, with the point.
    """
    variables = [name for name, symbol in symbols.items() if symbol == x]
    pairs = [row.items for row in rows if isinstance(row, Pair) and len(row.items) == 2]
    if not variables or len(pairs) < len(rows):
        return
    always = [isinstance(cond, Name) and cond.name == "True" for _, cond in pairs]
    told = [pair for pair, last in zip(pairs, always, strict=True) if not last]
    conditions = [condition for _, condition in told]
    for point in _points(conditions):
        number = _literal(point, told[0][0].span)
        holding = [
            (value, condition)
            for value, condition in told
            if _holds(_at(condition, variables[0], number), symbols, build)
        ]
        for first, second in pairwise(holding):
            values = [_value(_at(row[0], variables[0], number), symbols, build)
                      for row in (first, second)]  # fmt: skip
            if values[0] is None or values[0] != values[1]:
                if _same(first[0], second[0]):
                    continue
                raise _conflict(point, variables[0], first[1].span, second[1].span)


def _conflict(point: Fraction, variable: str, first: Span, second: Span) -> InputError:
    return InputError(
        Diagnostic(
            "SA109",
            f"two cases hold at {variable} = {point} and do not give the same value there",
            second,
            help=f"make {first.text!r} and {second.text!r} exclude each other, or write "
            r"\text{else if} where the order counts",
        )
    )


def _holds(condition: Node, symbols: Mapping[str, sp.Symbol], build: Build) -> bool:
    try:
        built = build(condition, symbols)
    except InputError:
        return False
    return isinstance(built, Truth) and built.condition == sp.true


def _value(value: Node, symbols: Mapping[str, sp.Symbol], build: Build) -> sp.Expr | None:
    try:
        built = build(value, symbols)
    except InputError:
        return None
    return built.expression if isinstance(built, Value) else None


def _points(conditions: list[Node]) -> list[Fraction]:
    """Points at which the conditions may change, and points between and beyond them."""
    named = {number for condition in conditions for number in _literals(condition)}
    quotients = {a / b for a in named for b in named if b} if len(named) <= _FEW else set()
    ends = sorted({*_USUAL, *(sign * size for size in named | quotients for sign in (1, -1))})
    every = sorted({*ends, *((a + b) / 2 for a, b in pairwise(ends))})
    most = max(_FEW, _MOST_NODES // max(1, sum(map(_size, conditions))))
    return sorted(every[:: math.ceil(len(every) / most)], key=abs)


def _size(node: Node) -> int:
    return 1 + sum(map(_size, _parts(node)))


def _literals(node: Node) -> set[Fraction]:
    if isinstance(node, Literal):
        short = len(node.text) <= 40 and "e" not in node.text.lower()
        return {Fraction(node.text)} if short else set()
    return {number for part in _parts(node) for number in _literals(part)}


def _parts(node: Node) -> tuple[Node, ...]:
    match node:
        case Call():
            return node.arguments
        case Pair():
            return node.items
        case Chain():
            return node.operands
        case Power():
            return (node.base, node.exponent)
        case Prefix():
            return (node.operand,)
        case _:
            return ()


def _literal(number: Fraction, span: Span) -> Node:
    size = Literal(str(abs(number)), span)
    return Prefix("-", size, span) if number < 0 else size


def _at(node: Node, variable: str, number: Node) -> Node:
    """The tree with a number in the place of the variable."""
    match node:
        case Name():
            return number if node.name == variable else node
        case Call():
            # Cases inside of these were compared when they were built.
            name = "Piecewise" if node.name == CASES else node.name
            parts = tuple(_at(part, variable, number) for part in node.arguments)
            return replace(node, name=name, arguments=parts)
        case Pair():
            return replace(node, items=tuple(_at(part, variable, number) for part in node.items))
        case Chain():
            return replace(
                node, operands=tuple(_at(part, variable, number) for part in node.operands)
            )
        case Power():
            return replace(
                node,
                base=_at(node.base, variable, number),
                exponent=_at(node.exponent, variable, number),
            )
        case Prefix():
            return replace(node, operand=_at(node.operand, variable, number))
        case _:
            return node


def _same(first: Node, second: Node) -> bool:
    """Whether two trees are spelled alike."""
    return "".join(first.span.text.split()) == "".join(second.span.text.split())
