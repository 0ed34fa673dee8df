"""The document as plain text for a terminal."""

import re
import textwrap
from functools import reduce
from typing import assert_never

from symact.documents.layout import is_flexible, reason_parts
from symact.documents.model import (
    Aligned,
    Display,
    Document,
    Emphasis,
    Figure,
    Heading,
    Inline,
    Items,
    Line,
    Math,
    PageBreak,
    Paragraph,
    Reference,
    Statement,
    Strong,
    Table,
    Text,
    Variation,
    Verbatim,
)
from symact.documents.numbering import Numbered, NumberedDocument, number
from symact.render.textmath import Box, box_math, columns, ljust, text_math
from symact.render.variations.text import table_lines

WIDTH = 88
_RULES = {1: "=", 2: "-"}


def render_text(document: Document) -> str:
    """The document as plain text, with formulas in Unicode and matrices as stacked rows.

    Raises:
        InputError: for a formula outside the vocabulary (SA11x) or a wrong label (SA12x).
    """
    numbered = number(document)
    write = _Writer(numbered)
    extras = (document.subtitle, ", ".join(document.authors), document.date)
    head = [document.title, *(text for text in extras if text)]
    top = "\n".join(line.center(WIDTH).rstrip() for line in head)
    body = [write.block(item, WIDTH) for item in (*numbered.blocks, *numbered.appendix)]
    text = "\n\n".join(part for part in (top, *body) if part)
    return "\n".join(line.rstrip() for line in text.split("\n")) + "\n"


def _wrap(text: str, width: int, hanging: str = "") -> str:
    """Words broken into lines; blanks inside a formula are glued with no-break spaces."""
    lines = textwrap.wrap(text, width, subsequent_indent=hanging, break_long_words=False,
                          break_on_hyphens=False) or [""]  # fmt: skip
    return "\n".join(lines).replace("\u00a0", " ")


class _Writer:
    """Blocks and lines as plain text."""

    def __init__(self, numbered: NumberedDocument) -> None:
        self.targets = numbered.targets

    def inline(self, part: Inline) -> str:
        match part:
            case Text(text) | Strong(text) | Emphasis(text) | Verbatim(text):
                return text
            case Math(tex):
                shown = text_math(tex)
                return shown.replace(" ", "\u00a0") if len(shown) < 40 else shown
            case Reference(label):
                return self.targets[label].text
            case _:
                assert_never(part)

    def line(self, line: Line) -> str:
        return "".join(self.inline(part) for part in line)

    def block(self, item: Numbered, width: int) -> str:
        block = item.block
        match block:
            case Heading(level, title):
                text = f"{item.number}  {self.line(title)}".replace("\u00a0", " ")
                rule = _RULES.get(level)
                return f"{text}\n{rule * columns(text)}" if rule else text
            case Paragraph(parts):
                return _wrap(self.line(parts), width)
            case Display(tex):
                return self.display(box_math(tex).lines, box_math(tex).base, item.number, width)
            case Aligned():
                return self.aligned(block, item.number, width)
            case Items(items, numbered):
                marks = [f"{i}. " if numbered else "- " for i in range(1, len(items) + 1)]
                return "\n".join(
                    _wrap(f"{mark}{self.line(entry)}", width, " " * len(mark))
                    for mark, entry in zip(marks, items, strict=True)
                )
            case Table():
                return self.table(block, item, width)
            case Figure():
                name = f"Figure {item.number}. {self.line(block.caption)}" if item.number else ""
                return _wrap(f"[{block.alt}]", width) + (f"\n{_wrap(name, width)}" if name else "")
            case Statement():
                return self.statement(block, item, width)
            case PageBreak():
                return ""
            case Variation():
                notes = [_wrap(f"- {self.line(note)}", width, "  ") for note in block.notes]
                table = "\n".join(table_lines(block))
                return f"{table}\n\n{chr(10).join(notes)}" if notes else table
            case _:
                assert_never(block)

    def display(self, lines: tuple[str, ...], base: int, tag: str, width: int) -> str:
        """Lines set in, with the number at the right of the line that carries the relation."""
        shown = [f"    {line}" for line in lines]
        if tag and columns(shown[base]) > width - len(tag) - 1:
            shown.append(tag.rjust(width))
        elif tag:
            shown[base] = ljust(shown[base], width - len(tag)) + tag
        return "\n".join(shown)

    def aligned(self, block: Aligned, tag: str, width: int) -> str:
        left = [text_math(row.lhs) for row in block.rows]
        lhs = max(columns(text) for text in left)
        boxes = [box_math(f"{{}}{row.relation} {row.rhs}") for row in block.rows]
        whys = [self.line(reason_parts(row)).replace("\u00a0", " ") for row in block.rows]
        room = width - 4 - lhs - 3 - (columns(tag) + 1 if tag else 0)
        fits = [box.width + columns(why) <= room for box, why in zip(boxes, whys, strict=True)]
        column = max((b.width for b, ok, w in zip(boxes, fits, whys, strict=True) if ok and w),
                     default=0)  # fmt: skip
        lines: list[str] = []
        for text, box, why in zip(left, boxes, whys, strict=True):
            beside = columns(why) <= room - max(column, box.width)
            for i, piece in enumerate(box.lines):
                here = i == box.base
                start = " " * (lhs - columns(text)) + text if here else " " * lhs
                note = f"   {why}" if here and why and beside else ""
                lines.append(f"{start}{ljust(piece, column)}{note}".rstrip())
            if why and not beside:
                indent = " " * (lhs + 5)
                lines.extend(
                    indent + line for line in _wrap(f"({why})", width - 4 - len(indent)).split("\n")
                )
        if tag:
            if columns(lines[-1]) > width - 5 - columns(tag):
                lines.append("")
            lines[-1] = ljust(lines[-1], width - 4 - columns(tag)) + tag
        return "\n".join(f"    {line}" for line in lines)

    def table(self, block: Table, item: Numbered, width: int) -> str:
        rows = [[self.cell(cell) for cell in row] for row in (block.head, *block.rows)]
        count = len(block.head)
        natural = [max(max(map(columns, row[i])) for row in rows) for i in range(count)]
        slack = 0 if is_flexible(block) else 12
        wide = _shrunk(natural, width + slack - 2 * (count - 1))
        lines = []
        for i, row in enumerate(rows):
            cells = [_fitted(cell, w) for cell, w in zip(row, wide, strict=True)]
            height = max(len(cell) for cell in cells)
            # Cells of one line stand in the middle of their row when another holds cases.
            if any(_is_stacked(cell) for cell in row):
                cells = [[""] * ((height - len(cell)) // 2) + cell for cell in cells]
            for k in range(height):
                parts = (
                    ljust(cell[k] if k < len(cell) else "", w)
                    for cell, w in zip(cells, wide, strict=True)
                )
                lines.append("  ".join(parts).rstrip())
            if i == 0:
                lines.append("  ".join("─" * w for w in wide))
        caption = f"Table {item.number}. {self.line(block.caption)}" if item.number else ""
        return "\n".join([*([_wrap(caption, width), ""] if caption else []), *lines])

    def cell(self, cell: Line) -> list[str]:
        """The lines of a cell that is as wide as it likes."""
        boxes = (
            box_math(part.tex) if isinstance(part, Math) else Box((self.inline(part),))
            for part in cell
        )
        return list(reduce(Box.beside, boxes, Box(("",))).lines)

    def statement(self, block: Statement, item: Numbered, width: int) -> str:
        name = f"{block.kind.capitalize()} {item.number}".strip()
        title = f" ({self.line(block.title)})" if block.title else ""
        head = f"{name}{title}. "
        inner = list(item.inner)
        parts = []
        room = width - 2
        first = inner[0].block if inner else None
        if isinstance(first, Paragraph):
            parts.append(_wrap(head + self.line(first.parts), room))
            inner.pop(0)
        else:
            parts.append(_wrap(head, room))
        parts.extend(self.block(child, room) for child in inner)
        text = "\n\n".join(part for part in parts if part)
        if block.kind == "proof":
            return f"{text}  ∎"
        return re.sub(r"(?m)^", "│ ", text)


def _is_stacked(cell: list[str]) -> bool:
    return len(cell) > 1


def _fitted(cell: list[str], width: int) -> list[str]:
    """A cell's lines in a column; words are broken, stacked formulas are not."""
    if _is_stacked(cell) or columns(cell[0]) <= width:
        return [line.replace("\u00a0", " ") for line in cell]
    return _wrap(cell[0].replace("\u00a0", " "), width).split("\n")


def _shrunk(natural: list[int], room: int) -> list[int]:
    """Column widths that fit, taken from the widest columns first."""
    wide = list(natural)
    while sum(wide) > room and max(wide) > 12:
        wide[wide.index(max(wide))] -= 1
    return wide
