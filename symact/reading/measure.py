"""How high a typed expression towers, measured on its syntax before anything is built."""

from dataclasses import dataclass
from typing import TypeAlias, final

from symact.core.errors import InputError
from symact.core.span import Span
from symact.reading.bounds import MAX_EXPONENT, too_large, wrong
from symact.reading.nodes import (
    AND,
    COMPARISON,
    OR,
    SUM,
    Call,
    Chain,
    Literal,
    Name,
    Node,
    Pair,
    Power,
    Prefix,
)

MAX_NESTED = 30  # functions and powers with a variable exponent inside each other
MAX_DEGREE = MAX_EXPONENT


@final
@dataclass(frozen=True, slots=True)
class Measure:
    """What an expression costs whoever writes it out.

    Attributes:
        nested: how many functions stand inside each other.
        degree: the degree in ``x`` and in the functions that occur, when products are multiplied
            out; 0 for a constant.
    """

    nested: int = 0
    degree: int = 0


Measures: TypeAlias = tuple[Measure, ...]


def measure(node: Node) -> Measure:
    """The measure of a syntax tree.

    Raises:
        InputError: SA105 where it is beyond the bounds, so that neither the reader nor the
            kernel is asked to write out what a short text can spell.

    Example:
        >>> from symact.core.span import Source
        >>> from symact.reading.syntax import parse
        >>> measure(parse(Source("f", "(1 + x)**3*exp(exp(x))")))
        Measure(nested=2, degree=4)
    """
    match node:
        case Literal():
            return Measure()
        case Name():
            return Measure(0, 1)
        case Prefix():
            return measure(node.operand)
        case Pair():
            return _widest(_each(node.items))
        case Chain(level=level):
            parts = _each(node.operands)
            if level in {SUM, AND, OR, COMPARISON}:
                return _widest(parts)
            degree = sum(part.degree for part in parts)
            return _bounded(Measure(_deepest(parts), degree), node.span)
        case Power():
            return _power(node)
        case Call():
            parts = _each(node.arguments)
            if node.name in _JOINING:
                return _widest(parts)
            # A constant inside a function is bounded by its value, and a bend is no product.
            degree = 1 if any(part.degree for part in parts) else 0
            return _bounded(Measure(_deepest(parts) + 1, degree), node.span)


# Calls that only put their arguments side by side.
_JOINING = frozenset({"Piecewise", "Cases", "And", "Or", "Not", "Add", "Rational", "Integer"})


def _power(node: Power) -> Measure:
    base, exponent = measure(node.base), measure(node.exponent)
    factor = _integer(node.exponent)
    if factor is not None:
        return _bounded(Measure(base.nested, base.degree * max(factor, 1)), node.span)
    variable = exponent.degree > 0
    nested = max(base.nested, exponent.nested + variable)
    degree = 1 if base.degree or variable else 0
    return _bounded(Measure(nested, degree), node.span)


def _integer(node: Node) -> int | None:
    """The size of an exponent that is written as an integer; its bounds are checked elsewhere."""
    if isinstance(node, Prefix) and node.operator == "-":
        return _integer(node.operand)
    if isinstance(node, Literal) and node.text.isdecimal() and len(node.text) < len("10000"):
        return int(node.text)
    return None


def _each(nodes: tuple[Node, ...]) -> Measures:
    return tuple(map(measure, nodes))


def _deepest(parts: Measures) -> int:
    return max((part.nested for part in parts), default=0)


def _widest(parts: Measures) -> Measure:
    return Measure(_deepest(parts), max((part.degree for part in parts), default=0))


def _bounded(found: Measure, span: Span) -> Measure:
    if found.nested > MAX_NESTED:
        raise _too_nested(span)
    if found.degree > MAX_DEGREE:
        raise too_large(span, f"the degree {found.degree}", str(MAX_DEGREE))
    return found


def _too_nested(span: Span) -> InputError:
    return wrong(
        span,
        f"more than {MAX_NESTED} functions are nested in each other",
        "write fewer functions inside each other",
        "SA105",
    )
