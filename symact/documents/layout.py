"""Decisions of layout that all paged formats share: where the reasons of a derivation stand."""

from dataclasses import dataclass
from typing import final

from symact.documents.mathspacing import width
from symact.documents.mathtree import parse_math
from symact.documents.model import (
    Aligned,
    Emphasis,
    Line,
    Math,
    Reference,
    Row,
    Strong,
    Table,
    Text,
    Verbatim,
)

# The text width of an A4 page with 2.5 cm margins, in units of eleven-point type.
TEXT_WIDTH = 40.0
# A column of words narrower than this is not worth reading.
MIN_REASON = 11.0


def line_width(line: Line) -> float:
    """The width of words and formulas set on one line, estimated, in units of the type size."""
    total = 0.0
    for part in line:
        match part:
            case Math(tex):
                total += width(parse_math(tex))
            case Text(text) | Strong(text) | Emphasis(text):
                total += 0.46 * len(text)
            case Verbatim(text):
                total += 0.53 * len(text)
            case Reference(label):
                total += 0.46 * max(8, len(label) // 2)
    return total


def formula_width(block: Aligned) -> float:
    """The width of the aligned lines without their reasons."""
    lhs = max(width(parse_math(row.lhs)) for row in block.rows)
    return lhs + 1.4 + max(width(parse_math(row.rhs)) for row in block.rows)


@final
@dataclass(frozen=True, slots=True)
class Place:
    """Where a reason stands: beside its line or below it, in a column of the given width.

    Attributes:
        width: in units of the type size; 0 where the words fit on one line.
    """

    beside: bool
    width: float = 0.0


def reason_places(block: Aligned) -> tuple[Place, ...]:
    """The place of each row's reason, so that nothing leaves the page.

    All stand beside their lines or all below: one below would widen the column that the others
    stand beside.
    """
    formula = formula_width(block)
    label = 5.0 if block.label else 0.0
    room = TEXT_WIDTH - formula - 3.5 - label
    lhs = max(width(parse_math(row.lhs)) for row in block.rows)
    below = TEXT_WIDTH - lhs - 5.0 - label
    fit = [line_width(row.why) <= room for row in block.rows]
    if not all(fit) and room < MIN_REASON:
        return (Place(beside=False, width=round(below, 1)),) * len(block.rows)
    return tuple(Place(beside=True, width=0.0 if ok else round(room, 1)) for ok in fit)


def reason_parts(row: Row) -> Line:
    """The reason of a row, without white space at its ends."""
    parts = list(row.why)
    if parts and isinstance(parts[0], Text):
        parts[0] = Text(parts[0].text.lstrip())
    if parts and isinstance(parts[-1], Text):
        parts[-1] = Text(parts[-1].text.rstrip())
    return tuple(parts)


def _words(cell: Line) -> int:
    return sum(len(p.text) for p in cell if isinstance(p, Text | Strong | Emphasis | Verbatim))


def prose_columns(table: Table) -> frozenset[int]:
    """The columns whose cells hold sentences, and so may be broken into lines."""
    return frozenset(
        i for i in range(len(table.head)) if any(_words(row[i]) > 26 for row in table.rows)
    )


def is_flexible(table: Table) -> bool:
    """Whether the table can be fitted to the page by breaking lines in its cells."""
    return bool(table.widths) or bool(prose_columns(table))
