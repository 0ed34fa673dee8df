"""LaTeX documents: blocks, formulas, comments, tables, macros."""

from symact.reading.pages.page import Block, Kind, Language, Page
from symact.reading.pages.read import read_page

ARTICLE = r"""\documentclass{article}
\newcommand{\R}{\mathbb{R}} % the line
\DeclareMathOperator{\relu}{ReLU}
%\newcommand{\Q}{\mathbb{Q}}
\begin{document}
\section{Tanh} % $not$
It costs \$5. The slope of $\tanh$ is
\begin{align}
  \tanh'(x) &= 1 - \tanh^2(x) \\ % by the quotient rule
            &= \frac{1}{\cosh^2 x}
\end{align}
% a comment $a$ between two lines
for all \(x\).

\subsection*{Range of $f$}
\begin{itemize}
  \item in $(-1, 1)$
  \begin{enumerate}
    \item even: no
  \end{enumerate}
  \item \[ f(0) = 0 \]
\end{itemize}
\begin{tabular}{l|c}
  \hline
  Name & Slope \\
  \hline
  Tanh & $1 - f^2$ \\[2pt]
  ReLU & $\begin{cases} 1 & x > 0 \\ 0 & x < 0 \end{cases}$
\end{tabular}
\begin{verbatim}
$code$
\end{verbatim}
\paragraph{End.} So \verb|$x$| is none, f(x) = 2x is.
\end{document}
$after$
"""


def shown(page: Page, block: Block) -> list[str]:
    text = page.source.text
    return [
        f"{run.language.value[0]}:{' '.join(text[run.start : run.end].split())}"
        for cell in block.cells
        for run in cell
    ]


def outline(text: str) -> list[tuple[str, int, list[str]]]:
    page = read_page("a.tex", text)
    return [(block.kind.value, block.level, shown(page, block)) for block in page.blocks]


def test_an_article() -> None:
    aligned = (
        r"l:\begin{align} \tanh'(x) &= 1 - \tanh^2(x) \\ % by the quotient rule"
        r" &= \frac{1}{\cosh^2 x} \end{align}"
    )
    assert outline(ARTICLE) == [
        ("heading", 1, ["p:Tanh"]),
        ("paragraph", 0, [r"p:It costs \$5. The slope of", r"l:\tanh", "p:is"]),
        ("display", 0, [aligned]),
        ("paragraph", 0, ["p:for all", "l:x", "p:."]),
        ("heading", 2, ["p:Range of", "l:f"]),
        ("item", 1, ["p:in", "l:(-1, 1)"]),
        ("item", 2, ["p:even: no"]),
        ("item", 1, ["l:f(0) = 0"]),
        ("row", 0, ["p:Name", "p:Slope"]),
        ("row", 0, ["p:Tanh", "l:1 - f^2"]),
        ("row", 0, ["p:ReLU", r"l:\begin{cases} 1 & x > 0 \\ 0 & x < 0 \end{cases}"]),
        ("code", 0, []),
        ("heading", 4, ["p:End."]),
        ("paragraph", 0, ["p:So", "p:is none,", "p:f(x) = 2x", "p:is."]),
    ]


def test_macros_of_the_preamble() -> None:
    assert read_page("a.tex", ARTICLE).macros == (
        (r"\R", 0, r"\mathbb{R}"),
        (r"\relu", 0, r"\operatorname{ReLU}"),
    )


def test_rows_name_their_header() -> None:
    page = read_page("a.tex", ARTICLE)
    rows = [(i, block) for i, block in enumerate(page.blocks) if block.kind is Kind.ROW]
    head = rows[0][0]
    assert [block.header for _, block in rows] == [None, head, head]


def test_a_dollar_sign_without_partner_reaches_no_further_than_its_paragraph() -> None:
    assert outline("one $x\n\ntwo $y$") == [
        ("paragraph", 0, ["p:one $x"]),
        ("paragraph", 0, ["p:two", "l:y"]),
    ]


def test_an_escaped_per_cent_is_no_comment() -> None:
    assert outline("gains 5\\% of $x$ % all $y$") == [
        ("paragraph", 0, ["p:gains 5\\% of", "l:x"]),
    ]


def test_a_line_of_comment_ends_no_paragraph() -> None:
    assert len(outline("one\n% two\nthree")) == 1
    assert len(outline("one\n%\n\nthree")) == 2


def test_text_that_begins_a_document_is_latex_whatever_its_name() -> None:
    page = read_page("-", ARTICLE)
    assert page.blocks == read_page("a.tex", ARTICLE).blocks
    assert any(run.language is Language.LATEX for run in page.blocks[1].cells[0])
