"""The document as Typst source: one file with its own template, no package needed."""

import re
from functools import cache
from importlib.resources import files
from typing import assert_never

from symact.documents.layout import (
    is_flexible,
    prose_columns,
    reason_parts,
    reason_places,
)
from symact.documents.mathspacing import width
from symact.documents.mathtree import parse_math
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
from symact.render.typstmath import quote, typst_math
from symact.render.variations.typst import variation_call

UNBROKEN = 12.0
_ESCAPE = re.compile(r"([\\#*_`$<>@~\[\];/])")
_START = re.compile(r"^(\s*)([-+=]|\d+\.)")


@cache
def _template() -> str:
    return files("symact.render").joinpath("page.typ").read_text(encoding="utf-8")


def render_typst(document: Document) -> str:
    """The document as Typst source.

    Raises:
        InputError: for a formula outside the vocabulary (SA11x) or a wrong label (SA12x).
    """
    numbered = number(document)
    write = _Writer(numbered)
    authors = ", ".join(quote(author) for author in document.authors)
    tail = "," if len(document.authors) == 1 else ""
    head = (
        f"#set document(title: {quote(document.title)}, author: ({authors}{tail}))\n"
        f"{_template()}\n"
        f"#title-block({quote(document.title)}, {quote(document.subtitle)}, "
        f"{quote(', '.join(document.authors))}, {quote(document.date)})\n"
    )
    parts = write.blocks(numbered.blocks)
    if numbered.appendix:
        parts.append("#pagebreak(weak: true)")
        parts.extend(write.blocks(numbered.appendix))
    return head + "\n" + "\n\n".join(parts) + "\n"


def _text(text: str) -> str:
    text = _ESCAPE.sub(r"\\\1", text).replace("--", "-\\-")
    return _START.sub(lambda m: f"{m[1]}{m[2][:-1]}\\{m[2][-1]}", text)


class _Writer:
    """Blocks and lines as Typst markup."""

    def __init__(self, numbered: NumberedDocument) -> None:
        self.targets = numbered.targets

    def inline(self, part: Inline) -> str:
        match part:
            case Text(text):
                return _text(text)
            case Math(tex):
                # A short formula is not broken between lines.
                name = "m" if width(parse_math(tex)) > UNBROKEN else "short"
                return f"#{name}({quote(tex)}, ${typst_math(tex)}$);"
            case Strong(text):
                return f"#strong[{_text(text)}];"
            case Emphasis(text):
                return f"#emph[{_text(text)}];"
            case Verbatim(text):
                return f"#raw({quote(text)});"
            case Reference(label):
                target = self.targets[label]
                if not target.text:
                    return ""
                return f"#link(<{target.anchor}>)[{_text(target.text)}];"
            case _:
                assert_never(part)

    def line(self, line: Line) -> str:
        return "".join(self.inline(part) for part in line)

    def optional(self, line: Line) -> str:
        """A line as an argument, ``none`` where there is none."""
        return f"[{self.line(line)}]" if line else "none"

    def blocks(self, items: tuple[Numbered, ...], head: str = "") -> list[str]:
        """The blocks in order, the first paragraph behind *head*.

        A paragraph stays on the page of the formula that it announces.
        """
        result = []
        if head and not (items and isinstance(items[0].block, Paragraph)):
            result.append(f"#block(sticky: true)[{head}]")
            head = ""
        for i, item in enumerate(items):
            text = f"{head} {self.block(item)}" if head and not i else self.block(item)
            follows = items[i + 1].block if i + 1 < len(items) else None
            if isinstance(item.block, Paragraph) and isinstance(
                follows, Display | Aligned | Variation
            ):
                text = f"#block(sticky: true)[{text}]"
            result.append(text)
        return result

    def block(self, item: Numbered) -> str:
        anchor = f'#at("{item.anchor}")' if item.anchor else ""
        return anchor + self.body(item)

    def body(self, item: Numbered) -> str:
        block = item.block
        match block:
            case Heading(level, title):
                shown = f"{item.number}#h(0.7em){self.line(title)}"
                return f"#heading(level: {level}, numbering: none)[{shown}]"
            case Paragraph(parts):
                return self.line(parts)
            case Display(tex):
                return self.formula(typst_math(tex), tex, item.number)
            case Aligned():
                return self.aligned(block, item.number)
            case Items(items, numbered):
                name = "enum" if numbered else "list"
                entries = "".join(f"[{self.line(entry)}]" for entry in items)
                return f"#{name}{entries}" if items else ""
            case Table():
                return self.table(block, item.number)
            case Figure():
                name = f"Figure {item.number}" if item.number else ""
                return (
                    f"#picture({quote(block.svg)}, {quote(block.alt)}, {block.width:.0%}, "
                    f"number: {quote(name)}, caption: {self.optional(block.caption)})"
                )
            case Statement(kind, _, title):
                name = f"{kind.capitalize()} {item.number}".strip()
                head = f'#head("{kind}", {quote(name)}, {self.optional(title)})'
                inner = "\n\n".join(self.blocks(item.inner, head))
                return f"#proof[{inner}]" if kind == "proof" else f'#statement("{kind}")[{inner}]'
            case PageBreak():
                return "#pagebreak(weak: true)"
            case Variation():
                return variation_call(block, self.line)
            case _:
                assert_never(block)

    def formula(self, body: str, tex: str, tag: str) -> str:
        shown = f", number: [{tag}]" if tag else ""
        return f"#formula($ {body} $, alt: {quote(tex)}{shown})"

    def aligned(self, block: Aligned, tag: str) -> str:
        rows = []
        for row, place in zip(block.rows, reason_places(block), strict=True):
            relation = typst_math(row.relation)
            text = f"{typst_math(row.lhs)} & {relation} {typst_math(row.rhs)}"
            why = self.line(reason_parts(row))
            wide = f"{place.width:g}em" if place.width else "none"
            if why and place.beside:
                text += f" & #h(1.6em) & #reason({wide})[{why}]"
            elif why:
                text += f" \\\n & #h(1.6em) #reason({wide})[{why}]"
            rows.append(text)
        tex = r" \\ ".join(f"{row.lhs} {row.relation} {row.rhs}" for row in block.rows)
        return self.formula(" \\\n".join(rows), tex, tag)

    def table(self, block: Table, tag: str) -> str:
        count = len(block.head)
        prose = prose_columns(block)
        if block.widths:
            columns = ", ".join(f"{w:g}fr" for w in block.widths)
        else:
            columns = ", ".join("1fr" if i in prose else "auto" for i in range(count))
        head = ", ".join(f"[{self.line(cell)}]" for cell in block.head)
        cells = ", ".join(f"[{self.line(cell)}]" for row in block.rows for cell in row)
        name = f"Table {tag}" if tag else ""
        flexible = "true" if is_flexible(block) else "false"
        return (
            f"#atlas(rows-table(({columns},), ({head},), {cells}), flexible: {flexible}, "
            f"number: {quote(name)}, caption: {self.optional(block.caption)})"
        )
