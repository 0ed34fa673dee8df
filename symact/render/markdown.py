"""The document as CommonMark with dollar mathematics, for GitHub, notebooks, editors and pandoc."""

import re
from base64 import b64encode
from typing import assert_never

from symact.documents.layout import reason_parts
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
from symact.documents.numbering import Numbered, NumberedDocument, formulas, number
from symact.render.variations.markdown import table_rows

_ESCAPE = re.compile(r"([\\`*_\[\]<>#|$~])")
# Markdown takes a backslash before punctuation for its own; the same signs have names.
_NAMED = {
    "\\,": "\\thinspace ",
    "\\;": "\\thickspace ",
    "\\:": "\\medspace ",
    "\\!": "\\negthinspace ",
    "\\{": "\\lbrace ",
    "\\}": "\\rbrace ",
    "\\|": "\\Vert ",
}
_NAMES = re.compile(r"\\\\|\\[,;:!{}|]")


def render_markdown(document: Document) -> str:
    """The document as Markdown.

    Raises:
        InputError: for a formula outside the vocabulary (SA11x) or a wrong label (SA12x).
    """
    numbered = number(document)
    for tex in formulas(numbered):
        parse_math(tex)
    write = _Writer(numbered)
    extras = (document.subtitle, ", ".join(document.authors), document.date)
    head = [f"# {_text(document.title)}"]
    line = " · ".join(_text(text) for text in extras if text)
    if line:
        head.append(f"*{line}*")
    body = [write.block(item) for item in (*numbered.blocks, *numbered.appendix)]
    return "\n\n".join(part for part in (*head, *body) if part) + "\n"


def _text(text: str) -> str:
    text = _ESCAPE.sub(r"\\\1", text)
    return re.sub(r"^(\s*)([-+]|\d+\.)(\s)", r"\1\\\2\3", text)


def _math(tex: str) -> str:
    """A formula that Markdown leaves alone."""
    tex = re.sub(r"\s+", " ", tex.strip())
    tex = _NAMES.sub(lambda m: _NAMED.get(m[0], m[0] + " "), tex)
    tex = tex.replace("<", " < ").replace(">", " > ")
    return re.sub(r" {2,}", " ", tex)


class _Writer:
    """Blocks and lines as Markdown."""

    def __init__(self, numbered: NumberedDocument) -> None:
        self.targets = numbered.targets

    def inline(self, part: Inline) -> str:
        match part:
            case Text(text):
                return _text(text)
            case Math(tex):
                return f"${_math(tex)}$"
            case Strong(text):
                return f"**{_text(text)}**"
            case Emphasis(text):
                return f"*{_text(text)}*"
            case Verbatim(text):
                fence = "``" if "`" in text else "`"
                return f"{fence}{text}{fence}"
            case Reference(label):
                target = self.targets[label]
                return f"[{_text(target.text)}](#{target.anchor})"
            case _:
                assert_never(part)

    def line(self, line: Line) -> str:
        return "".join(self.inline(part) for part in line)

    def anchor(self, item: Numbered) -> str:
        return f'<a id="{item.anchor}"></a>' if item.anchor else ""

    def block(self, item: Numbered) -> str:
        block = item.block
        match block:
            case Heading(level, title):
                mark = "#" * min(level + 1, 6)
                return f"{self.lead(item)}{mark} {item.number} {self.line(title)}"
            case Paragraph(parts):
                return self.line(parts)
            case Display(tex):
                return self.display(_math(tex), item)
            case Aligned():
                return self.aligned(block, item)
            case Items(items, numbered):
                return "\n".join(
                    f"{f'{i}.' if numbered else '-'} {self.line(entry)}"
                    for i, entry in enumerate(items, 1)
                )
            case Table():
                return self.table(block, item)
            case Figure():
                data = b64encode(block.svg.encode()).decode()
                picture = f"![{_text(block.alt)}](data:image/svg+xml;base64,{data})"
                return f"{self.lead(item)}{picture}{self.caption('Figure', block.caption, item)}"
            case Statement():
                return self.statement(block, item)
            case PageBreak():
                return ""
            case Variation():
                return self.variation(block)
            case _:
                assert_never(block)

    def lead(self, item: Numbered) -> str:
        anchor = self.anchor(item)
        return f"{anchor}\n\n" if anchor else ""

    def caption(self, kind: str, caption: Line, item: Numbered) -> str:
        return f"\n\n**{kind} {item.number}.** {self.line(caption)}" if item.number else ""

    def display(self, tex: str, item: Numbered) -> str:
        tag = f" \\qquad \\text{{{item.number}}}" if item.number else ""
        return f"{self.lead(item)}$$\n{tex}{tag}\n$$"

    def aligned(self, block: Aligned, item: Numbered) -> str:
        rows = []
        for row in block.rows:
            why = "".join(self.reason(part) for part in reason_parts(row))
            note = f" && {why}" if why else ""
            rows.append(f"{_math(row.lhs)} &{_math(row.relation)} {_math(row.rhs)}{note}")
        lines = " \\\\\n".join(rows)
        return self.display(f"\\begin{{aligned}}\n{lines}\n\\end{{aligned}}", item)

    def reason(self, part: Inline) -> str:
        """A part of a reason as it stands inside a formula."""
        match part:
            case Math(tex):
                return _math(tex)
            case Reference(label):
                return f"\\text{{{self.targets[label].text}}}"
            case Text(text) | Strong(text) | Emphasis(text) | Verbatim(text):
                plain = re.sub(r"[\\{}$^_%&#~]", "", text)
                return f"\\text{{{plain}}}"
            case _:
                assert_never(part)

    def table(self, block: Table, item: Numbered) -> str:
        def cells(row: tuple[Line, ...]) -> str:
            return f"| {' | '.join(_cell(self.line(cell)) for cell in row)} |"

        rule = f"|{' --- |' * len(block.head)}"
        grid = "\n".join([cells(block.head), rule, *(cells(row) for row in block.rows)])
        caption = self.caption("Table", block.caption, item).strip()
        return self.lead(item) + (f"{caption}\n\n{grid}" if caption else grid)

    def variation(self, block: Variation) -> str:
        head, *rows = [
            f"| {' | '.join(_cell(re.sub(r'[$]([^$]*)[$]', _dollars, cell)) for cell in row)} |"
            for row in table_rows(block)
        ]
        rule = f"|{' --- |' + ' :-: |' * (2 * len(block.points) - 1)}"
        grid = "\n".join([head, rule, *rows])
        notes = "\n".join(f"- {self.line(note)}" for note in block.notes)
        return f"{grid}\n\n{notes}" if notes else grid

    def statement(self, block: Statement, item: Numbered) -> str:
        name = f"{block.kind.capitalize()} {item.number}".strip()
        title = f" ({self.line(block.title)})" if block.title else ""
        head = f"**{name}**{title}**.**" if title else f"**{name}.**"
        if block.kind == "proof":
            head = f"*Proof*{title}*.*" if title else "*Proof.*"
        inner = list(item.inner)
        parts = []
        if inner and isinstance(inner[0].block, Paragraph):
            parts.append(f"{head} {self.block(inner.pop(0))}")
        else:
            parts.append(head)
        parts.extend(self.block(child) for child in inner)
        if block.kind == "proof":
            parts.append("∎")
            return self.lead(item) + "\n\n".join(part for part in parts if part)
        text = self.lead(item) + "\n\n".join(part for part in parts if part)
        return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def _dollars(match: re.Match[str]) -> str:
    return f"${_math(match[1])}$"


def _cell(text: str) -> str:
    """A table's cell, in which no bar of a formula ends the cell."""

    def named(match: re.Match[str]) -> str:
        return re.sub(r"(?<!\\)\|", r"\\vert ", match[0])

    return re.sub(r"\$[^$]*\$", named, text).replace("\n", " ")
