"""Cases as mathematics writes them: in no order, so that rows that hold together must agree."""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from typing import TypeAlias

import sympy as sp

from symact.core.activation import x
from symact.core.diagnostic import Diagnostic
from symact.core.errors import InputError, SymactError
from symact.core.span import Span
from symact.kernel.cases import evaluated, holds
from symact.kernel.reals import closed_form, compare
from symact.reading.bounds import Truth, Value
from symact.reading.nodes import Call, Chain, Literal, Name, Node, Pair, Power, Prefix

CASES = "Cases"  # the head of such a call; Piecewise takes the first row that holds
Build: TypeAlias = Callable[[Node, Mapping[str, sp.Symbol]], Value | Truth]

_FEW = 8
_FARTHEST = 1e300
_MOST_NODES = 10_000  # that are built to compare conditions
_USUAL = [Fraction(n) for n in (-1000, -10, -3, -2, -1, 0, 1, 2, 3, 10, 1000)]


def require_agreement(
    rows: tuple[Node, ...], symbols: Mapping[str, sp.Symbol], build: Build
) -> None:
    """Refuse cases of which two hold at some point and give different values there.

    The points are those at which the conditions change, and some between and beyond them.
    Conditions with parameters are not compared: there the first row that holds counts.

    Raises:
        InputError: SA109, with the point.
    """
    variables = [name for name, symbol in symbols.items() if symbol == x]
    pairs = [row.items for row in rows if isinstance(row, Pair) and len(row.items) == 2]
    if not variables or len(pairs) < len(rows):
        return
    told = [pair for pair in pairs if not (isinstance(pair[1], Name) and pair[1].name == "True")]
    written = [condition for _, condition in told]
    conditions = [_condition(condition, symbols, build) for condition in written]
    for point in _points(written, conditions):
        holding = [
            (value, node)
            for (value, node), condition in zip(told, conditions, strict=True)
            if condition is not None and _holds(condition, point)
        ]
        for first, second in pairwise(holding):
            values = [
                _value(row[0], variables[0], point, symbols, build) for row in (first, second)
            ]
            if not _agree(*values) and not _same(first[0], second[0]):
                raise _conflict(point, variables[0], first[1].span, second[1].span)


def _condition(node: Node, symbols: Mapping[str, sp.Symbol], build: Build) -> sp.Basic | None:
    """A condition on x alone; None for another one."""
    try:
        built = build(node, symbols)
    except InputError:
        return None
    if not isinstance(built, Truth) or built.condition.free_symbols - {x}:
        return None
    return built.condition


def _holds(condition: sp.Basic, point: sp.Expr) -> bool:
    try:
        return holds(condition, point)
    except SymactError:
        return False


def _agree(one: sp.Expr | None, other: sp.Expr | None) -> bool:
    """Whether two values are one number, as far as that is decided."""
    if one is None or other is None:
        return False
    if one == other:
        return True
    if one.free_symbols or other.free_symbols:
        return False
    try:
        return not compare(closed_form(one), closed_form(other))
    except SymactError:
        # Not told apart in thousands of bits: they are not seen to be in conflict.
        return True


def _conflict(point: sp.Expr, variable: str, first: Span, second: Span) -> InputError:
    return InputError(
        Diagnostic(
            "SA109",
            f"two cases hold at {variable} = {point} and do not give the same value there",
            second,
            help=f"make {first.text!r} and {second.text!r} exclude each other, or write "
            r"\text{else if} where the order counts",
        )
    )


def _value(
    node: Node, variable: str, point: sp.Expr, symbols: Mapping[str, sp.Symbol], build: Build
) -> sp.Expr | None:
    """The value of a row at a point; that at a rational one is computed as the text is read."""
    try:
        if isinstance(point, sp.Rational):
            number = _literal(Fraction(int(point.p), int(point.q)), node.span)
            built = build(_at(node, variable, number), symbols)
            return built.expression if isinstance(built, Value) else None
        built = build(node, symbols)
        return evaluated(built.expression, point) if isinstance(built, Value) else None
    except SymactError:
        return None


def _points(written: list[Node], conditions: list[sp.Basic | None]) -> list[sp.Expr]:
    """Points at which the conditions may change, and points between and beyond them."""
    named = {number for condition in written for number in _literals(condition)}
    quotients = {a / b for a in named for b in named if b} if len(named) <= _FEW else set()
    ends = {*_USUAL, *(sign * size for size in named | quotients for sign in (1, -1))}
    most = max(_FEW, _MOST_NODES // max(1, sum(map(_size, written))))
    some = sorted(ends)[:: math.ceil(len(ends) / most)]
    borders = {q for c in conditions if c is not None for q in _borders(c)}
    edges = sorted({*map(_rational, some), *borders}, key=float)
    between = (_simple_between(float(a), float(b)) for a, b in pairwise(edges))
    return sorted({*edges, *between}, key=lambda q: abs(float(q)))


def _simple_between(a: float, b: float) -> sp.Rational:
    """A number between two others, with the fewest decimals about their middle."""
    middle = (a + b) / 2
    for digits in range(18):
        rounded = Fraction(round(middle * 10**digits), 10**digits)
        if a < float(rounded) < b:
            return _rational(rounded)
    return _rational(Fraction(middle))


def _rational(number: Fraction) -> sp.Rational:
    return sp.Rational(number.numerator, number.denominator)


def _borders(condition: sp.Basic) -> Iterator[sp.Expr]:
    """The places at which comparisons of x, or its size, with a number change."""
    for relation in condition.atoms(sp.core.relational.Relational):
        gap = relation.lhs - relation.rhs
        sizes = gap.atoms(sp.Abs)
        inside = [gap.xreplace({u: side * u.args[0]}) for u in sizes for side in (1, -1)]
        for line in inside if len(sizes) == 1 else [gap]:
            slope = line.diff(x)
            if slope.is_number and slope != 0 and line.is_polynomial(x):
                place = -line.xreplace({x: sp.S.Zero}) / slope
                if place.is_real and abs(float(place)) < _FARTHEST:
                    yield place


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
