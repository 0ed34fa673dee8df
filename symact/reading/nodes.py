"""The syntax tree of an expression, whatever it was spelled in."""

from dataclasses import dataclass
from typing import TypeAlias, final

from symact.core.span import Span


@final
@dataclass(frozen=True, slots=True)
class Literal:
    """A number as written."""

    text: str
    span: Span


@final
@dataclass(frozen=True, slots=True)
class Name:
    """A variable, a parameter or a constant."""

    name: str
    span: Span


@final
@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments."""

    name: str
    arguments: tuple["Node", ...]
    span: Span
    name_span: Span


@final
@dataclass(frozen=True, slots=True)
class Pair:
    """A bracketed list of two or more nodes, as Piecewise takes them."""

    items: tuple["Node", ...]
    span: Span


@final
@dataclass(frozen=True, slots=True)
class Chain:
    """Operands joined by operators of one precedence: a sum, a product, a comparison, and, or.

    Attributes:
        operators: one fewer than there are operands.
    """

    level: int
    operands: tuple["Node", ...]
    operators: tuple[str, ...]
    span: Span


@final
@dataclass(frozen=True, slots=True)
class Power:
    """Base and exponent."""

    base: "Node"
    exponent: "Node"
    span: Span


@final
@dataclass(frozen=True, slots=True)
class Prefix:
    """A minus or a not before its operand; an even number of either is gone."""

    operator: str
    operand: "Node"
    span: Span


Node: TypeAlias = Literal | Name | Call | Pair | Chain | Power | Prefix

OR, AND, NOT, COMPARISON, SUM, PRODUCT, SIGN, POWER = range(1, 9)
