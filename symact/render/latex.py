r"""The document as LaTeX, for pdflatex and lualatex, with packages of a basic TeX Live alone.

Formulas go out as they came in, after the parser has accepted them. Figures stand in companion
files beside the page (see `latex_companions`); where one is missing, its description is set.
"""

import re
from typing import assert_never

from symact.documents.layout import (
    TEXT_WIDTH,
    formula_width,
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
from symact.documents.numbering import COUNTED, Numbered, NumberedDocument, formulas, number
from symact.render.variations.latex import tabular, tkz

FIGURE_FOLDER = "figures"
# Wider formulas are measured by TeX and shrunk to the line where they must be.
_SURE = 0.72 * TEXT_WIDTH

_PREAMBLE = r"""\documentclass[11pt,a4paper]{article}
\usepackage{iftex}
\usepackage{mathtools}
\usepackage{amsthm}
\ifPDFTeX
  \usepackage[T1]{fontenc}
  \usepackage[utf8]{inputenc}
  \usepackage{lmodern}
  \usepackage{amssymb}
\else
  \usepackage[warnings-off={mathtools-colon,mathtools-overbracket}]{unicode-math}
\fi
\usepackage{booktabs,array,tabularx,graphicx,xcolor}
\usepackage{microtype}
\setlength{\emergencystretch}{3em}
\usepackage[margin=2.5cm]{geometry}
"""
_TKZ = "\\usepackage{tkz-tab}\n"
_HYPERREF = r"""\usepackage[colorlinks,allcolors=accent,pdfencoding=auto,psdextra]{hyperref}
"""
_COLOURS = r"""\definecolor{accent}{HTML}{1F4E79}
\definecolor{caution}{HTML}{B45309}
"""
# What the body needs whoever the host document is; \providecommand leaves a host's own alone.
_COMMANDS = r"""\providecommand{\symactfit}[2][\linewidth]{%
  \setbox0\hbox{#2}\ifdim\wd0>\dimexpr#1\relax\resizebox{\dimexpr#1\relax}{!}{\box0}\else\box0\fi}
\newenvironment{symactwarning}[1]{\par\medskip\noindent
  \begin{minipage}{\linewidth}\color{caution}\hrule height 0.8pt\vskip 5pt\color{black}%
  \setlength{\parskip}{4pt}\noindent\textbf{\textcolor{caution}{#1.}}\enspace\ignorespaces}%
  {\par\vskip 5pt\color{caution}\hrule height 0.8pt\end{minipage}\par\medskip}
"""
_THEOREMS = r"""\theoremstyle{plain}
\newtheorem{theorem}{Theorem}%s
\theoremstyle{definition}
\newtheorem{remark}[theorem]{Remark}
\newtheorem{example}[theorem]{Example}
\newtheorem{exercise}[theorem]{Exercise}
\newtheorem*{answer}{Answer}
"""
_PACKAGES = "mathtools, amsthm, amssymb, booktabs, array, tabularx, graphicx, xcolor, hyperref"

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "#": r"\#",
    "$": r"\$",
    "%": r"\%",
    "&": r"\&",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "\u00a0": "~",
    "\u2009": r"\,",
    "…": r"\ldots{}",
    "−": r"\ensuremath{-}",
    "×": r"\ensuremath{\times}",
    "→": r"\ensuremath{\to}",
    "∞": r"\ensuremath{\infty}",
    "≤": r"\ensuremath{\le}",
    "≥": r"\ensuremath{\ge}",
    "≠": r"\ensuremath{\ne}",
    "≈": r"\ensuremath{\approx}",
    "′": r"\ensuremath{'}",
}
_CODE = {**_SPECIAL, "-": "{-}", "'": r"\textquotesingle{}", "`": r"\textasciigrave{}"}
_LEVELS = ("section", "subsection", "subsubsection", "paragraph")


def render_latex(
    document: Document,
    *,
    standalone: bool = True,
    folder: str = FIGURE_FOLDER,
    tkz: bool = False,
) -> str:
    """The document as LaTeX source.

    Args:
        standalone: whether to write a whole file; otherwise only a body to be input, with the
            packages and definitions it needs named in a comment.
        folder: where the figures of `latex_companions` will lie, relative to the file.
        tkz: whether variation tables are drawn by the package tkz-tab.

    Raises:
        InputError: for a formula outside the vocabulary (SA11x) or a wrong label (SA12x).
    """
    numbered = number(document)
    for tex in formulas(numbered):
        parse_math(tex)
    write = _Writer(numbered, folder, tkz=tkz)
    within = "[section]" if numbered.has_sections else ""
    body = "\n\n".join(write.block(item) for item in numbered.blocks)
    if numbered.appendix:
        tail = "\n\n".join(write.block(item) for item in numbered.appendix)
        body += f"\n\n\\clearpage\n\\appendix\n\n{tail}"
    if not standalone:
        needs = _COLOURS + _COMMANDS + _THEOREMS % within
        comment = "".join(f"% {line}\n" for line in needs.splitlines())
        return (
            f"% To be input. Needs the packages {_PACKAGES}{', tkz-tab' if tkz else ''},\n"
            "% and once in the preamble, where your own definitions do not stand already:\n"
            f"{comment}\n{body}\n"
        )
    title = write.words(document.title)
    if document.subtitle:
        title += f"\\\\[0.5ex]\\large {write.words(document.subtitle)}"
    authors = r" \and ".join(write.words(author) for author in document.authors)
    preamble = (
        _PREAMBLE + (_TKZ if tkz else "") + _COLOURS + _HYPERREF + _COMMANDS + _THEOREMS % within
    )
    return (
        f"{preamble}\\title{{{title}}}\n\\author{{{authors}}}\n"
        f"\\date{{{write.words(document.date)}}}\n"
        f"\\hypersetup{{pdftitle={{{write.words(document.title)}}}}}\n\n"
        f"\\begin{{document}}\n\\maketitle\n\n{body}\n\n\\end{{document}}\n"
    )


def render_latex_tkz(document: Document) -> str:
    """The document as LaTeX source whose variation tables are drawn by the package tkz-tab."""
    return render_latex(document, tkz=True)


def latex_companions(document: Document, folder: str = FIGURE_FOLDER) -> dict[str, bytes]:
    """The files that the LaTeX source includes: relative path to PDF bytes, one per figure."""
    from symact.render.pdf import svg_to_pdf  # noqa: PLC0415  # only where a figure has no PDF

    return {
        f"{folder}/{_file_name(figure)}.pdf": figure.pdf or svg_to_pdf(figure.svg)
        for item in number(document).everything()
        if isinstance(figure := item.block, Figure)
    }


def _file_name(figure: Figure) -> str:
    return re.sub(r"[^A-Za-z0-9-]+", "-", figure.name).strip("-") or "figure"


def _escape(text: str, table: dict[str, str]) -> str:
    return "".join(table.get(char, char) for char in text)


class _Writer:
    """Blocks and lines as LaTeX."""

    def __init__(self, numbered: NumberedDocument, folder: str, *, tkz: bool = False) -> None:
        self.targets = numbered.targets
        self.folder = folder
        self.tkz = tkz

    def words(self, text: str) -> str:
        text = re.sub(r'"([^"]*)"', r"“\1”", text)
        return _escape(text, _SPECIAL)

    def inline(self, part: Inline) -> str:
        match part:
            case Text(text):
                return self.words(text)
            case Math(tex):
                return f"${tex.strip()}$"
            case Strong(text):
                return f"\\textbf{{{self.words(text)}}}"
            case Emphasis(text):
                return f"\\emph{{{self.words(text)}}}"
            case Verbatim(text):
                return f"\\texttt{{{_escape(text, _CODE)}}}"
            case Reference(label):
                return self.reference(label)
            case _:
                assert_never(part)

    def reference(self, label: str) -> str:
        target = self.targets[label]
        if target.number.startswith("("):
            return f"\\eqref{{{target.anchor}}}"
        if target.number:
            return f"{target.word}~\\ref{{{target.anchor}}}"
        return f"\\hyperref[{target.anchor}]{{{target.word}}}"

    def line(self, line: Line) -> str:
        return "".join(self.inline(part) for part in line)

    def label(self, item: Numbered) -> str:
        return f"\\label{{{item.anchor}}}" if item.anchor else ""

    def block(self, item: Numbered) -> str:
        block = item.block
        match block:
            case Heading(level, title):
                return f"\\{_LEVELS[level - 1]}{{{self.title(title)}}}{self.label(item)}"
            case Paragraph(parts):
                return self.line(parts)
            case Display(tex):
                return self.display(tex.strip(), width(parse_math(tex)), item)
            case Aligned():
                return self.aligned(block, item)
            case Items(items, numbered):
                name = "enumerate" if numbered else "itemize"
                entries = "\n".join(f"  \\item {self.guard(self.line(e))}" for e in items)
                return f"\\begin{{{name}}}\n{entries}\n\\end{{{name}}}"
            case Table():
                return self.table(block, item)
            case Figure():
                return self.figure(block, item)
            case Statement():
                return self.statement(block, item)
            case PageBreak():
                return "\\clearpage"
            case Variation():
                return self.variation(block)
            case _:
                assert_never(block)

    def title(self, title: Line) -> str:
        """A heading; its formulas are given to the bookmarks in words."""
        parts = []
        for part in title:
            text = self.inline(part)
            if isinstance(part, Math):
                plain = re.sub(r"[^A-Za-z0-9 ]+", "", part.tex)
                text = f"\\texorpdfstring{{{text}}}{{{plain}}}"
            parts.append(text)
        return "".join(parts)

    def guard(self, text: str) -> str:
        """Text that TeX will not take for the optional argument of what stands before it."""
        return "{}" + text if text.startswith("[") else text

    def display(self, tex: str, wide: float, item: Numbered) -> str:
        room = r"\dimexpr\linewidth-3em" if item.number else r"\linewidth"
        if wide > _SURE:
            tex = f"\\symactfit[{room}]{{$\\displaystyle {tex}$}}"
        if item.number:
            return f"\\begin{{equation}}{self.label(item)}\n  {tex}\n\\end{{equation}}"
        return f"\\[\n  {tex}\n\\]"

    def aligned(self, block: Aligned, item: Numbered) -> str:
        rows = []
        for row, place in zip(block.rows, reason_places(block), strict=True):
            text = f"{row.lhs} &{row.relation} {row.rhs}"
            why = self.line(reason_parts(row))
            box = (
                f"\\parbox{{{place.width:g}em}}{{\\raggedright\\small {why}}}"
                if place.width
                else f"\\text{{\\small {why}}}"
            )
            if why and place.beside:
                text += f" &\\quad& {box}"
            elif why:
                text += f" \\\\\n  &\\qquad {box}"
            rows.append(text)
        # Some air between lines that hold fractions.
        lines = " \\\\[0.6ex]\n  ".join(rows)
        body = f"\\begin{{aligned}}\n  {lines}\n  \\end{{aligned}}"
        return self.display(body, formula_width(block), item)

    def table(self, block: Table, item: Numbered) -> str:
        flexible = is_flexible(block)
        head = " & ".join(f"\\textbf{{{self.line(cell)}}}" for cell in block.head)
        rows = " \\\\\n\\addlinespace[2pt]\n".join(
            " & ".join(self.cell(cell, block, i) for i, cell in enumerate(row))
            for row in block.rows
        )
        inner = f"\\toprule\n{head} \\\\\n\\midrule\n{rows} \\\\\n\\bottomrule"
        if flexible:
            spec = self.columns(block)
            grid = f"\\begin{{tabularx}}{{\\linewidth}}{{{spec}}}\n{inner}\n\\end{{tabularx}}"
        else:
            spec = "l" * len(block.head)
            grid = f"\\symactfit{{\\begin{{tabular}}{{{spec}}}\n{inner}\n\\end{{tabular}}}}"
        return self.float("table", block.caption, item, grid, above=True)

    def variation(self, block: Variation) -> str:
        drawn = tkz(block) if self.tkz else tabular(block)
        grid = f"\\begin{{center}}\\leavevmode\n\\symactfit{{{drawn}}}\n\\end{{center}}"
        notes = "\n".join(f"  \\item {self.guard(self.line(note))}" for note in block.notes)
        if not notes:
            return grid
        return f"{grid}\n{{\\small\\raggedright\n\\begin{{itemize}}\n{notes}\n\\end{{itemize}}}}"

    def columns(self, block: Table) -> str:
        ragged = r">{\raggedright\arraybackslash"
        if block.widths:
            total = sum(block.widths)
            shares = (w * len(block.widths) / total for w in block.widths)
            return "".join(f"{ragged}\\hsize={s:.3f}\\hsize}}X" for s in shares)
        prose = prose_columns(block)
        return "".join(f"{ragged}}}X" if i in prose else "l" for i in range(len(block.head)))

    def cell(self, cell: Line, block: Table, column: int) -> str:
        text = self.line(cell)
        tall = re.search(r"\\dfrac|\\begin\{", text) is not None
        strut = r"\rule[-2.6ex]{0pt}{6.4ex}" if tall and column == self.first_tall(block) else ""
        return self.guard(text) + strut

    def first_tall(self, block: Table) -> int:
        """The first column that holds anything tall: it carries the struts."""
        for i in range(len(block.head)):
            if any(re.search(r"\\dfrac|\\begin\{", self.line(row[i])) for row in block.rows):
                return i
        return -1

    def float(self, kind: str, caption: Line, item: Numbered, body: str, *, above: bool) -> str:
        if not item.number:
            return f"\\begin{{center}}\n{body}\n\\end{{center}}"
        words = f"\\caption{{{self.line(caption)}}}{self.label(item)}"
        parts = (words, "\\medskip", body) if above else (body, words)
        inner = "\n".join(parts)
        return f"\\begin{{{kind}}}[htbp]\n\\centering\n{inner}\n\\end{{{kind}}}"

    def figure(self, block: Figure, item: Numbered) -> str:
        path = f"{self.folder}/{_file_name(block)}.pdf"
        wide = f"{block.width:g}\\linewidth"
        found = f"\\includegraphics[width={wide}]{{{path}}}"
        missing = f"\\fbox{{\\parbox{{{wide}}}{{\\itshape {self.words(block.alt)}}}}}"
        picture = f"\\IfFileExists{{{path}}}{{{found}}}%\n  {{{missing}}}"
        return self.float("figure", block.caption, item, picture, above=False)

    def statement(self, block: Statement, item: Numbered) -> str:
        inner = "\n\n".join(self.block(child) for child in item.inner)
        title = self.line(block.title)
        option = f"[{{{title}}}]" if title else ""
        if block.kind == "proof":
            option = f"[Proof ({title})]" if title else ""
            if item.inner and isinstance(item.inner[-1].block, Display | Aligned):
                inner = re.sub(r"(\n\\(?:\]|end\{equation\}))$", r"\\qedhere\1", inner)
            return f"\\begin{{proof}}{option}\n{inner}\n\\end{{proof}}"
        if block.kind == "warning":
            shown = f"Warning ({title})" if title else "Warning"
            target = f"\\phantomsection{self.label(item)}" if item.anchor else ""
            return f"{target}\\begin{{symactwarning}}{{{shown}}}\n{inner}\n\\end{{symactwarning}}"
        assert block.kind in COUNTED or block.kind == "answer"  # noqa: S101  # numbering checked
        name = block.kind
        return f"\\begin{{{name}}}{option}{self.label(item)}\n{self.guard(inner)}\n\\end{{{name}}}"
