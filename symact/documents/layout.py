"""Decisions of layout that all paged formats share: where the reasons of a derivation stand."""

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
    Text,
    Verbatim,
)

# The text width of an A4 page with 2.5 cm margins, in units of eleven-point type.
TEXT_WIDTH = 41.0


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


def reasons_beside(block: Aligned) -> tuple[bool, ...]:
    """For each row, whether its reason fits beside it; otherwise it goes below its line."""
    room = TEXT_WIDTH - formula_width(block) - 2.5 - (6.0 if block.label else 0.0)
    return tuple(line_width(row.why) <= room for row in block.rows)


def reason_parts(row: Row) -> Line:
    """The reason of a row, without white space at its ends."""
    parts = list(row.why)
    if parts and isinstance(parts[0], Text):
        parts[0] = Text(parts[0].text.lstrip())
    if parts and isinstance(parts[-1], Text):
        parts[-1] = Text(parts[-1].text.rstrip())
    return tuple(parts)
