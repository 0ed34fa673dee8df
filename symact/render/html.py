"""The document as one HTML file that needs no network: MathML, its fonts, pictures and style."""

import re
from base64 import b64encode
from functools import cache
from html import escape
from importlib.resources import files
from typing import assert_never

from symact.documents.layout import prose_columns, reason_parts
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
from symact.render.mathml import mathml
from symact.render.variations.html import variation_table

_FACES = (
    ("Symact Math", "math", "normal", "normal"),
    ("Symact Text", "text-regular", "normal", "normal"),
    ("Symact Text", "text-bold", "bold", "normal"),
    ("Symact Text", "text-italic", "normal", "italic"),
)


@cache
def _style() -> str:
    """The style sheet with its fonts inside."""
    root = files("symact.render")
    faces = []
    for family, name, weight, slant in _FACES:
        data = b64encode(root.joinpath("fonts", f"{name}.woff2").read_bytes()).decode()
        faces.append(
            f'@font-face{{font-family:"{family}";font-weight:{weight};font-style:{slant};'
            f'src:url(data:font/woff2;base64,{data}) format("woff2")}}'
        )
    note = "/* Symact Math and Symact Text are subsets of Latin Modern, GUST Font License. */\n"
    return note + "\n".join([*faces, root.joinpath("page.css").read_text(encoding="utf-8")])


def render_html(document: Document) -> str:
    """The document as one self-contained HTML page for light and dark screens and for paper.

    Raises:
        InputError: for a formula outside the vocabulary (SA11x) or a wrong label (SA12x).
    """
    numbered = number(document)
    write = _Writer(numbered)
    head = [f"<h1>{escape(document.title)}</h1>"]
    extras = (document.subtitle, ", ".join(document.authors), document.date)
    head.extend(f"<p>{escape(text)}</p>" for text in extras if text)
    body = [write.block(item) for item in (*numbered.blocks, *numbered.appendix)]
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(document.title)}</title>\n<style>\n{_style()}</style>\n</head>\n"
        f"<body>\n<header>\n{chr(10).join(head)}\n</header>\n<main>\n"
        f"{chr(10).join(body)}\n</main>\n</body>\n</html>\n"
    )


class _Writer:
    """Blocks and lines as HTML."""

    def __init__(self, numbered: NumberedDocument) -> None:
        self.targets = numbered.targets
        self.figures = 0

    def inline(self, part: Inline) -> str:
        match part:
            case Text(text):
                return escape(text, quote=False).replace("'", "’")
            case Math(tex):
                return mathml(tex)
            case Strong(text):
                return f"<strong>{escape(text, quote=False)}</strong>"
            case Emphasis(text):
                return f"<em>{escape(text, quote=False)}</em>"
            case Verbatim(text):
                whole = ' class="whole"' if len(text) < 32 else ""
                return f"<code{whole}>{escape(text, quote=False)}</code>"
            case Reference(label):
                target = self.targets[label]
                # The style sheet keeps the words of a reference on one line.
                shown = escape(target.text.replace("\u00a0", " "))
                return f'<a href="#{target.anchor}">{shown}</a>'
            case _:
                assert_never(part)

    def line(self, line: Line) -> str:
        # A mark after a formula stays on its line.
        text = "".join(self.inline(part) for part in line)
        return re.sub(r"(</math>)([.,;:!?)]+)", "\\1\u2060\\2", text)

    def block(self, item: Numbered, head: str = "") -> str:
        block = item.block
        anchor = f' id="{item.anchor}"' if item.anchor else ""
        match block:
            case Heading(level, title):
                tag = f"h{min(level, 4) + 1}"
                mark = f'<span class="number">{item.number}</span>'
                return f"<{tag}{anchor}>{mark}{self.line(title)}</{tag}>"
            case Paragraph(parts):
                return f"<p>{head}{self.line(parts)}</p>"
            case Display(tex):
                return self.formula(mathml(tex, display=True), item)
            case Aligned(rows):
                cells = "".join(
                    f'<tr><td class="lhs">{self.part(row.lhs)}</td>'
                    f"<td>{self.relation(row.relation, row.rhs)}</td>"
                    f'<td class="why">{self.line(reason_parts(row))}</td></tr>'
                    for row in rows
                )
                return self.formula(f'<table class="aligned">{cells}</table>', item)
            case Items(items, numbered):
                name = "ol" if numbered else "ul"
                entries = "".join(f"<li>{self.line(entry)}</li>" for entry in items)
                return f"<{name}>{entries}</{name}>"
            case Table():
                return self.table(block, item, anchor)
            case Figure():
                return self.figure(block, item, anchor)
            case Statement():
                return self.statement(block, item, anchor)
            case PageBreak():
                return '<div class="page-break"></div>'
            case Variation():
                return variation_table(block, self.line)
            case _:
                assert_never(block)

    def part(self, tex: str) -> str:
        return mathml(tex, display=True).replace(' display="block"', ' displaystyle="true"', 1)

    def relation(self, relation: str, rhs: str) -> str:
        """A relation and what follows it, spaced as inside one formula."""
        return self.part(f"{{}}{relation} {rhs}")

    def formula(self, body: str, item: Numbered) -> str:
        anchor = f' id="{item.anchor}"' if item.anchor else ""
        tag = f'<div class="tag">{item.number}</div>' if item.number else ""
        return f'<div class="formula"{anchor}><div class="body">{body}</div>{tag}</div>'

    def caption(self, kind: str, caption: Line, item: Numbered) -> str:
        if not item.number:
            return ""
        return f"<figcaption><b>{kind} {item.number}.</b>{self.line(caption)}</figcaption>"

    def table(self, block: Table, item: Numbered, anchor: str) -> str:
        prose = prose_columns(block) if not block.widths else frozenset(range(len(block.head)))
        tight = ' class="tight"'
        total = sum(block.widths)
        shares = "".join(f'<col style="width:{w / total:.1%}">' for w in block.widths)
        head = "".join(f'<th scope="col">{self.line(cell)}</th>' for cell in block.head)
        rows = "".join(
            "<tr>"
            + "".join(
                f"<td{'' if i in prose else tight}>{self.line(cell)}</td>"
                for i, cell in enumerate(row)
            )
            + "</tr>"
            for row in block.rows
        )
        columns = f"<colgroup>{shares}</colgroup>" if shares else ""
        return (
            f"<figure{anchor}>{self.caption('Table', block.caption, item)}"
            f'<div class="scroll"><table class="rows">{columns}<thead><tr>{head}</tr></thead>'
            f"<tbody>{rows}</tbody></table></div></figure>"
        )

    def figure(self, block: Figure, item: Numbered, anchor: str) -> str:
        self.figures += 1
        svg = _inline_svg(block.svg, f"f{self.figures}-")
        return (
            f'<figure{anchor}><div class="picture" style="width:{block.width:.0%}" role="img" '
            f'aria-label="{escape(block.alt)}">{svg}</div>'
            f"{self.caption('Figure', block.caption, item)}</figure>"
        )

    def statement(self, block: Statement, item: Numbered, anchor: str) -> str:
        title = f" <i>({self.line(block.title)})</i>" if block.title else ""
        name = f"{block.kind.capitalize()} {item.number}".strip()
        head = f'<span class="head">{name}{title}.</span>'
        inner = list(item.inner)
        parts = []
        if inner and isinstance(inner[0].block, Paragraph):
            parts.append(self.block(inner.pop(0), head))
        else:
            parts.append(f"<p>{head}</p>")
        parts.extend(self.block(child) for child in inner)
        if block.kind == "proof":
            square = '<span class="qed">□</span>'
            if parts[-1].endswith("</p>"):
                parts[-1] = parts[-1].removesuffix("</p>") + square + "</p>"
            else:
                parts.append(square)
            return f'<section class="proof"{anchor}>{chr(10).join(parts)}</section>'
        return f'<section class="statement {block.kind}"{anchor}>{chr(10).join(parts)}</section>'


def _inline_svg(svg: str, prefix: str) -> str:
    """The picture to stand inside a page: without its prologue, its names made unique."""
    start = svg.find("<svg")
    text = svg[max(start, 0) :]
    text = re.sub(r'\bid="', f'id="{prefix}', text)
    text = re.sub(r'((?:xlink:)?href=")#', rf"\1#{prefix}", text)
    return re.sub(r"url\(#", f"url(#{prefix}", text)
