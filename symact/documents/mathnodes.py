"""The tree of a printed formula: what is set where, and nothing of what it means."""

from dataclasses import dataclass
from typing import TypeAlias, final


@final
@dataclass(frozen=True, slots=True)
class Digits:
    """An unsigned decimal numeral."""

    text: str


@final
@dataclass(frozen=True, slots=True)
class Letter:
    """A variable of one letter: ``x``, or a Greek name such as ``alpha``."""

    name: str


@final
@dataclass(frozen=True, slots=True)
class Symbol:
    """A sign of the vocabulary: an operator, relation, delimiter, mark or large operator."""

    name: str


@final
@dataclass(frozen=True, slots=True)
class Function:
    """An upright function name.

    Attributes:
        limits: whether its scripts stand below and above in a displayed formula.
    """

    name: str
    limits: bool = False


@final
@dataclass(frozen=True, slots=True)
class Words:
    """Words inside a formula; spaces at their ends are kept."""

    text: str


@final
@dataclass(frozen=True, slots=True)
class Space:
    """A named amount of white space, such as ``quad``."""

    name: str


@final
@dataclass(frozen=True, slots=True)
class Styled:
    """A row in another alphabet (``mathbf``) or size (``displaystyle``)."""

    style: str
    body: "MathRow"


@final
@dataclass(frozen=True, slots=True)
class Group:
    """A row that counts as one thing for the spacing around it."""

    body: "MathRow"


@final
@dataclass(frozen=True, slots=True)
class Fraction:
    """One row over another; the style is ``frac``, ``dfrac`` or ``tfrac``."""

    numerator: "MathRow"
    denominator: "MathRow"
    style: str = "frac"


@final
@dataclass(frozen=True, slots=True)
class Root:
    """A square root, or the root whose index is given."""

    body: "MathRow"
    index: "MathRow" = ()


@final
@dataclass(frozen=True, slots=True)
class Script:
    """A base with a subscript, a superscript, primes, or several of these."""

    base: "MathNode"
    sub: "MathRow" = ()
    sup: "MathRow" = ()
    primes: int = 0


@final
@dataclass(frozen=True, slots=True)
class Fence:
    """A row between two delimiters that grow with it; ``.`` is no delimiter."""

    left: str
    right: str
    body: "MathRow"


@final
@dataclass(frozen=True, slots=True)
class Sized:
    """A delimiter of a chosen size; the command is ``bigl``, ``Bigr``, ``middle`` and so on."""

    command: str
    delimiter: str


@final
@dataclass(frozen=True, slots=True)
class Accent:
    """A mark over or under a row: ``hat``, ``overline``, ``underbrace`` and their like."""

    kind: str
    body: "MathRow"


@final
@dataclass(frozen=True, slots=True)
class Stack:
    """A small row above (``overset``) or below (``underset``) a base."""

    kind: str
    small: "MathRow"
    base: "MathRow"


@final
@dataclass(frozen=True, slots=True)
class Boxed:
    """A framed row."""

    body: "MathRow"


@final
@dataclass(frozen=True, slots=True)
class Grid:
    """Rows and columns: a matrix, cases or aligned lines.

    Attributes:
        kind: the environment's name.
        columns: for ``array`` alone, its letters and bars, such as ``cc|c``.
    """

    kind: str
    rows: tuple[tuple["MathRow", ...], ...]
    columns: str = ""


MathNode: TypeAlias = (
    Digits
    | Letter
    | Symbol
    | Function
    | Words
    | Space
    | Styled
    | Group
    | Fraction
    | Root
    | Script
    | Fence
    | Sized
    | Accent
    | Stack
    | Boxed
    | Grid
)
MathRow: TypeAlias = tuple[MathNode, ...]
