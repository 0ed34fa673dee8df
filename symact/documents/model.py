"""The document model: what a page says, apart from how any format writes it.

Mathematics is held as a string of restricted LaTeX (the vocabulary of ``documents.mathtree``),
which every writer either passes through or translates from its parsed tree.
"""

from dataclasses import dataclass
from typing import TypeAlias, final


@final
@dataclass(frozen=True, slots=True)
class Text:
    """Plain words."""

    text: str


@final
@dataclass(frozen=True, slots=True)
class Math:
    """A formula inside a line, in restricted LaTeX without delimiters."""

    tex: str


@final
@dataclass(frozen=True, slots=True)
class Strong:
    """Words set in bold."""

    text: str


@final
@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words set in italics."""

    text: str


@final
@dataclass(frozen=True, slots=True)
class Verbatim:
    """Code inside a line."""

    text: str


@final
@dataclass(frozen=True, slots=True)
class Reference:
    """A reference to a labelled block; its words are computed by ``documents.numbering``."""

    label: str


Inline: TypeAlias = Text | Math | Strong | Emphasis | Verbatim | Reference
Line: TypeAlias = tuple[Inline, ...]


@final
@dataclass(frozen=True, slots=True)
class Heading:
    """A section title; level 1 is a section."""

    level: int
    title: Line
    label: str = ""


@final
@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    parts: Line


@final
@dataclass(frozen=True, slots=True)
class Display:
    """A formula on a line of its own; numbered when it has a label."""

    tex: str
    label: str = ""


@final
@dataclass(frozen=True, slots=True)
class Row:
    """One line of an aligned chain: ``lhs = rhs`` and the reason beside it."""

    lhs: str
    rhs: str
    why: Line = ()
    relation: str = "="


@final
@dataclass(frozen=True, slots=True)
class Aligned:
    """Lines of mathematics aligned at their relations, each with an optional note."""

    rows: tuple[Row, ...]
    label: str = ""


@final
@dataclass(frozen=True, slots=True)
class Items:
    """A list, numbered or not."""

    items: tuple[Line, ...]
    numbered: bool = False


@final
@dataclass(frozen=True, slots=True)
class Table:
    """A table with a head row; cells are lines that may hold mathematics.

    Attributes:
        widths: relative column widths, or empty for automatic ones.
    """

    head: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...]
    caption: Line = ()
    label: str = ""
    widths: tuple[float, ...] = ()


@final
@dataclass(frozen=True, slots=True)
class Figure:
    """A picture, held in the document so that the result is one file.

    Attributes:
        svg: the picture as SVG text.
        pdf: the same picture as PDF bytes, for TeX.
        alt: what the picture shows, for readers who cannot see it.
        width: share of the text width, between 0 and 1.
    """

    name: str
    svg: str
    pdf: bytes
    alt: str
    caption: Line = ()
    label: str = ""
    width: float = 0.75


@final
@dataclass(frozen=True, slots=True)
class Statement:
    """A theorem, remark, example, exercise, warning or proof, with its body.

    Attributes:
        kind: ``theorem``, ``remark``, ``example``, ``exercise``, ``warning``, ``answer`` or
            ``proof``.
    """

    kind: str
    body: tuple["Block", ...]
    title: Line = ()
    label: str = ""


@final
@dataclass(frozen=True, slots=True)
class Sign:
    """A cell in a row of signs, above a point or above the interval beside it.

    Attributes:
        kind: above an interval ``+``, ``-``, ``0``, ``gap`` or ``unknown``; above a point ``zero``,
            ``undefined``, ``keeps``, ``end`` or ``unknown``.
        because: why, in words that may hold mathematics.
    """

    kind: str
    because: Line = ()


@final
@dataclass(frozen=True, slots=True)
class Signs:
    """A row of signs: a cell for each point and, between them, one for each interval."""

    label: str
    cells: tuple[Sign, ...]


@final
@dataclass(frozen=True, slots=True)
class Height:
    """A value or limit in the row of arrows, from 0 at its bottom to 1 at its top."""

    tex: str
    level: float


@final
@dataclass(frozen=True, slots=True)
class Station:
    """What the row of arrows shows above a point.

    Attributes:
        bar: empty where the function runs through; ``undefined`` where it has no value (a double
            bar), ``jump`` where its limits or its value are different (a single one).
        left, right: the limits from both sides where there is a bar, or at an end of the line.
        value: what the function runs through, or its value at a jump where it is neither limit.
    """

    bar: str = ""
    left: Height | None = None
    value: Height | None = None
    right: Height | None = None

    @property
    def arriving(self) -> float:
        """The level that an arrow from the left ends at."""
        return next((h.level for h in (self.left, self.value, self.right) if h), 0.5)

    @property
    def leaving(self) -> float:
        """The level that an arrow to the right starts from."""
        return next((h.level for h in (self.right, self.value, self.left) if h), 0.5)


@final
@dataclass(frozen=True, slots=True)
class Variation:
    """A variation table: the points, rows of signs, and the arrows of the function below them.

    Attributes:
        variable: the letter of the first row.
        points: the formulas of the first row.
        signs: the rows of signs, each with a cell for every point and every interval.
        label: the function, at the row of arrows.
        stations: what the row of arrows shows above each point.
        arrows: for each interval ``rise``, ``fall``, ``flat``, ``gap`` or ``unknown``.
        notes: the reasons, set below the table.
    """

    points: tuple[str, ...]
    signs: tuple[Signs, ...]
    label: str
    stations: tuple[Station, ...]
    arrows: tuple[str, ...]
    notes: tuple[Line, ...] = ()
    variable: str = "x"

    def formulas(self) -> tuple[str, ...]:
        """Every formula of the table, without those in its reasons."""
        heights = (h for s in self.stations for h in (s.left, s.value, s.right) if h is not None)
        labels = (row.label for row in self.signs)
        return (self.variable, *self.points, *labels, self.label, *(h.tex for h in heights))


@final
@dataclass(frozen=True, slots=True)
class PageBreak:
    """The next block starts a page where the format has pages."""


Block: TypeAlias = (
    Heading
    | Paragraph
    | Display
    | Aligned
    | Items
    | Table
    | Figure
    | Statement
    | PageBreak
    | Variation
)


@final
@dataclass(frozen=True, slots=True)
class Document:
    """A title and blocks.

    Attributes:
        appendix: blocks set after the body, with lettered sections.
    """

    title: str
    blocks: tuple[Block, ...]
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    appendix: tuple[Block, ...] = ()


def line(*parts: str | Inline) -> Line:
    """A line from words and inline nodes, with ``$...$`` in words read as mathematics.

    Raises:
        ValueError: for an odd number of dollar signs.

    Example:
        >>> line("the slope $f'(x)$ is ", Strong("positive"))
        (Text(text='the slope '), Math(tex="f'(x)"), Text(text=' is '), Strong(text='positive'))
    """
    result: list[Inline] = []
    for part in parts:
        if not isinstance(part, str):
            result.append(part)
            continue
        pieces = part.split("$")
        if len(pieces) % 2 == 0:
            message = f"odd number of dollar signs in {part!r}"
            raise ValueError(message)
        result.extend(
            Math(piece) if i % 2 else Text(piece) for i, piece in enumerate(pieces) if piece
        )
    return tuple(result)


def paragraph(*parts: str | Inline) -> Paragraph:
    """A paragraph from words and inline nodes; see `line`."""
    return Paragraph(line(*parts))
