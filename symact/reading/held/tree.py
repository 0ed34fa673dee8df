"""The nodes of a formula held as written: a closed union of frozen types, each with its span.

Nothing here is evaluated, simplified or resolved: ``x(1 - x)`` has been parsed as a product or a
call by the names in force, but what ``x`` stands for is decided later, by the check.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias, final

from symact.core.span import Span


@final
@dataclass(frozen=True, slots=True)
class Number:
    """A number in digits, as written: ``0.250`` keeps its last zero, which states a rounding.

    Attributes:
        text: digits with at most one point, and perhaps an exponent as in ``1e-9``.
    """

    text: str
    span: Span


@final
@dataclass(frozen=True, slots=True)
class Symbol:
    r"""A letter or a word that names something.

    Attributes:
        name: spelled out: ``alpha`` for a Greek letter, ``ReLU`` for a word, ``infty``, ``pi``.
        indices: what stands below it, one for each index: ``W_{ij}`` and ``W_{i,j}`` have two.
        label: the layer index in ``a^{[l]}`` or ``z^{(l)}``, or the star of ``x^*``.
        style: ``bold``, ``hat``, ``bar``, ``tilde``, ``dot``, ``calligraphic``, or empty.
    """

    name: str
    span: Span
    indices: tuple[Tree, ...] = ()
    label: Tree | None = None
    style: str = ""


@final
@dataclass(frozen=True, slots=True)
class Call:
    r"""A function with its arguments: ``\sigma(x)``, ``\tanh x``, ``f''(0)``.

    Attributes:
        primes: how many times it is differentiated, in its argument.
        is_inverse: whether it is written as ``f^{-1}(x)``.
    """

    function: Symbol
    arguments: tuple[Tree, ...]
    span: Span
    primes: int = 0
    is_inverse: bool = False


@final
@dataclass(frozen=True, slots=True)
class Prime:
    r"""A derivative of something that stands without an argument: ``\sigma'``, ``y''``."""

    operand: Tree
    order: int
    span: Span


@final
@dataclass(frozen=True, slots=True)
class Sum:
    """Terms, each with its sign, 1 or -1."""

    terms: tuple[tuple[int, Tree], ...]
    span: Span


@final
@dataclass(frozen=True, slots=True)
class Product:
    r"""Factors and the signs between them.

    Attributes:
        signs: one fewer than there are factors: ``""`` for factors side by side, ``*``,
            ``\cdot``, ``\times``, ``\odot``, ``\otimes``, ``@``.
    """

    factors: tuple[Tree, ...]
    signs: tuple[str, ...]
    span: Span


@final
@dataclass(frozen=True, slots=True)
class Quotient:
    """A numerator over a denominator, drawn as a fraction or written with a slash."""

    numerator: Tree
    denominator: Tree
    span: Span
    is_drawn: bool = True


@final
@dataclass(frozen=True, slots=True)
class Negative:
    """A minus before its operand."""

    operand: Tree
    span: Span


@final
@dataclass(frozen=True, slots=True)
class Power:
    """Base and exponent."""

    base: Tree
    exponent: Tree
    span: Span


@final
@dataclass(frozen=True, slots=True)
class Root:
    """A root; the degree is None for a square root."""

    radicand: Tree
    degree: Tree | None
    span: Span


@final
@dataclass(frozen=True, slots=True)
class Absolute:
    """What stands between single bars."""

    inside: Tree
    span: Span


@final
@dataclass(frozen=True, slots=True)
class Norm:
    """What stands between double bars, with the index behind them."""

    inside: Tree
    kind: Tree | None
    span: Span


@final
@dataclass(frozen=True, slots=True)
class Transpose:
    r"""``W^\top``, ``W^T``, ``W.T``."""

    operand: Tree
    span: Span


@final
@dataclass(frozen=True, slots=True)
class Indexed:
    """A part of something in brackets, as ``(Wx + b)_i``."""

    operand: Tree
    indices: tuple[Tree, ...]
    span: Span


@final
@dataclass(frozen=True, slots=True)
class Cases:
    """A function by cases; the condition of a row is None for *otherwise*."""

    rows: tuple[tuple[Tree, Tree | None], ...]
    span: Span


@final
@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows of entries; a column vector has one entry in each row."""

    rows: tuple[tuple[Tree, ...], ...]
    span: Span


@final
@dataclass(frozen=True, slots=True)
class Bracket:
    r"""Several items, or one in brackets that are not round, between two delimiters.

    ``(0, 1)``, ``\{0, 1\}``, ``[1, 2, 3]``: an interval, a set, a point or a vector.
    """

    opening: str
    items: tuple[Tree, ...]
    closing: str
    span: Span


@final
@dataclass(frozen=True, slots=True)
class Derivative:
    r"""A derivative in Leibniz's or Euler's notation: ``\frac{d^n}{dx^n} f``, ``\frac{dy}{dx}``.

    Attributes:
        operand: what is differentiated.
        variables: in which variables, one for each order.
        is_partial: whether it is written with a round d.
    """

    operand: Tree
    variables: tuple[Tree, ...]
    span: Span
    is_partial: bool = False


@final
@dataclass(frozen=True, slots=True)
class Gradient:
    r"""``\nabla_a L`` or ``\nabla f(x)``."""

    operand: Tree
    variable: Tree | None
    span: Span


@final
@dataclass(frozen=True, slots=True)
class At:
    r"""An expression at a point: ``\left. f'(x) \right|_{x = 0}``."""

    operand: Tree
    variable: Tree | None
    value: Tree
    span: Span


@final
@dataclass(frozen=True, slots=True)
class Limit:
    """A limit; *side* is ``+``, ``-`` or empty."""

    operand: Tree
    variable: Tree
    target: Tree
    side: str
    span: Span


@final
@dataclass(frozen=True, slots=True)
class Extremum:
    r"""``\max_x f(x)`` and its kin.

    Attributes:
        kind: ``max``, ``min``, ``sup``, ``inf``, ``argmax`` or ``argmin``.
        variable: None where none is named below.
        domain: the set below the operator, or None.
    """

    kind: str
    operand: Tree
    variable: Tree | None
    domain: Tree | None
    span: Span


@final
@dataclass(frozen=True, slots=True)
class BigOperator:
    r"""``\sum``, ``\prod`` or ``\int``; lower and upper are None where they are not written."""

    kind: str
    operand: Tree
    index: Tree | None
    lower: Tree | None
    upper: Tree | None
    span: Span


@final
@dataclass(frozen=True, slots=True)
class Indicator:
    r"""``\mathbb{1}_{x > 0}``, ``[x > 0]``."""

    condition: Tree
    span: Span


@final
@dataclass(frozen=True, slots=True)
class Numbers:
    r"""A set of numbers such as ``\mathbb{R}^{3 \times 2}``: its letter, and its dimensions."""

    letter: str
    dimensions: tuple[Tree, ...]
    span: Span


@final
@dataclass(frozen=True, slots=True)
class Relation:
    r"""Operands with relations between them: an equation, a chain, an inequality, a membership.

    Attributes:
        operators: one fewer than operands: ``=``, ``!=``, ``<``, ``<=``, ``>``, ``>=``, ``~``
            (approximately), ``in``, ``->`` (tends to, maps to), ``:`` (as in ``f : A -> B``),
            ``:=``, ``prop`` (proportional), ``subset``.
        operator_spans: the place of each.
    """

    operands: tuple[Tree, ...]
    operators: tuple[str, ...]
    operator_spans: tuple[Span, ...]
    span: Span


@final
@dataclass(frozen=True, slots=True)
class Logic:
    """Conditions joined by ``and`` or ``or``."""

    operator: str
    operands: tuple[Tree, ...]
    span: Span


@final
@dataclass(frozen=True, slots=True)
class Operation:
    """A named operation that is held and not resolved: ``n!``, a binomial, a union."""

    name: str
    operands: tuple[Tree, ...]
    span: Span


@final
@dataclass(frozen=True, slots=True)
class Words:
    """Words of a language inside a formula."""

    text: str
    span: Span


@final
@dataclass(frozen=True, slots=True)
class Dots:
    """An ellipsis: something is left out."""

    span: Span


Tree: TypeAlias = (
    Number | Symbol | Call | Prime | Sum | Product | Quotient | Negative | Power | Root | Absolute
    | Norm | Transpose | Indexed | Cases | Matrix | Bracket | Derivative | Gradient | At | Limit
    | Extremum | BigOperator | Indicator | Numbers | Relation | Logic | Operation | Words | Dots
)  # fmt: skip
