"""The writers: every block in every format, the same words everywhere, and pages that compile."""

import json
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from sample import SAMPLE

from symact.core.errors import InputError
from symact.documents.layout import reason_places
from symact.documents.model import (
    Aligned,
    Block,
    Display,
    Document,
    Heading,
    Items,
    Reference,
    Row,
    Statement,
    Table,
    line,
    paragraph,
)
from symact.documents.numbering import number
from symact.render import FORMATS, companions, format_of, render
from symact.render.html import render_html
from symact.render.latex import latex_companions, render_latex
from symact.render.mathml import mathml
from symact.render.pdf import render_pdf
from symact.render.typstmath import typst_math

TEXTUAL = sorted(name for name, entry in FORMATS.items() if not entry.binary)


def page(*blocks: Block) -> Document:
    """A document of these blocks."""
    return Document("Page", blocks)


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_format_takes_every_block_twice_the_same(name: str) -> None:
    """Rendering is a pure function: the same bytes twice."""
    first = render(SAMPLE, name)
    assert first
    assert render(SAMPLE, name) == first


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_format_takes_an_empty_document(name: str) -> None:
    """A title alone is a document."""
    assert render(Document("Nothing", ()), name)


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_format_refuses_an_unknown_command(name: str) -> None:
    """Negative control: a command outside the vocabulary reaches no page."""
    with pytest.raises(InputError, match="foo") as caught:
        render(page(paragraph(r"see $\foo{x}$")), name)
    assert caught.value.diagnostic.code == "SA110"


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_format_refuses_a_ragged_matrix(name: str) -> None:
    """Negative control: a matrix whose rows differ in length reaches no page."""
    with pytest.raises(InputError) as caught:
        render(page(Display(r"\begin{bmatrix}1&2\\3\end{bmatrix}")), name)
    assert caught.value.diagnostic.code == "SA113"


class _Text(HTMLParser):
    """The words of a page outside its style and formulas."""

    def __init__(self) -> None:
        super().__init__()
        self.skip = 0
        self.words = ""

    def handle_starttag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
        self.skip += tag in {"style", "math", "svg"}

    def handle_endtag(self, tag: str) -> None:
        self.skip -= tag in {"style", "math", "svg"}

    def handle_data(self, data: str) -> None:
        self.words += "" if self.skip else data


WORDS = (
    "An atlas of activations",
    "Activations, their derivatives, ranges and steepest slopes",
    "convention",
    "saturates",
    "chain rule",
    "because the two numerators add up",
    "the product is not defined",
    "another one",
    "Solutions",
    "Lecturer",
)


def _plain(name: str) -> str:
    text = render(SAMPLE, name).decode()
    if name == "html":
        reader = _Text()
        reader.feed(text)
        text = reader.words
    text = re.sub(r"base64,[^)\"]*", "", text)
    return re.sub(r"[│\s]+", " ", text)


@pytest.mark.parametrize("name", TEXTUAL)
def test_the_same_words_everywhere(name: str) -> None:
    """Nothing that the document says is lost in any format."""
    text = _plain(name)
    assert [words for words in WORDS if words not in text] == []


@pytest.mark.parametrize("name", ["html", "md", "text", "typ"])
def test_the_same_numbers_everywhere(name: str) -> None:
    """References say what the numbered blocks say."""
    text = _plain(name).replace("\u00a0", " ")
    for words in ("Table 1", "Figure 1", "Theorem 2.1", "Remark 2.2", "Example 3.1", "Appendix A"):
        assert words in text


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed")
def test_words_on_the_pdf_page(tmp_path: Path) -> None:
    """The PDF holds the words too, as text and not as pictures."""
    path = tmp_path / "page.pdf"
    path.write_bytes(render_pdf(SAMPLE))
    done = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True)
    text = re.sub(r"\s+", " ", done.stdout.decode())
    assert "An atlas of activations" in text
    assert "Theorem 2.1 (Slope of" in text
    assert "Table 1." in text


def test_text_in_a_page_is_escaped() -> None:
    """Characters that mean something to a format are printed as themselves."""
    odd = r"""50% & <b> #1 $ _x_ *y* `z` [a] {c} ~ ^ \d -- @e "q" ; / // 'p'"""
    document = page(paragraph(odd.replace("$", "")), Items((line("- dash"), line("1. one"))))
    assert "<b>" not in render(document, "html").decode().split("<main>")[1]
    assert render(document, "pdf").startswith(b"%PDF")
    assert r"50\% \& <b> \#1" in render(document, "tex").decode()
    assert r"\*y\*" in render(document, "md").decode()
    assert "*y* `z` [a] {c}" in render(document, "text").decode()


def test_html_is_one_offline_file() -> None:
    """The page asks the network for nothing and has no script."""
    text = render_html(SAMPLE)
    body = text.split("</style>")[1]
    assert "<script" not in text
    assert not re.findall(r"(?:src|href)=\"(?!#)", body)
    assert not re.findall(r"url\((?!data:|#)", text)
    assert len(text) < 500_000


def test_mathml_is_well_formed() -> None:
    """Every formula of the page is well-formed XML with a known set of elements."""
    known = {"math", "mrow", "mi", "mn", "mo", "mtext", "mspace", "mfrac", "msqrt", "mroot"}
    known |= {"msub", "msup", "msubsup", "munder", "mover", "munderover"}
    known |= {"mtable", "mtr", "mtd", "mstyle"}
    found = re.findall(r"<math.*?</math>", render_html(SAMPLE), re.DOTALL)
    assert len(found) > 50
    for text in found:
        assert {node.tag for node in ET.fromstring(text).iter()} <= known  # noqa: S314


def test_prime_is_not_a_superscript() -> None:
    """A prime as a superscript is set too high by browsers."""
    assert "msup" not in mathml("f'(x)")


@pytest.mark.parametrize(
    ("tex", "part"),
    [
        (r"\frac12", "frac(1, 2)"),
        (r"\odot", "⊙"),
        ("a/b", r"\/"),
        ("(a,b)", r"\( a \, b \)"),
        (r"\text{if }x", '"if "x'),
        (r"\left(x\right)", r"lr(\( x \))"),
    ],
)
def test_typst_formula(tex: str, part: str) -> None:
    """Characters of Typst's syntax are escaped, and names of symbols are not used."""
    assert part in typst_math(tex)


def test_json_is_a_tree() -> None:
    """The JSON holds every block with its number."""
    tree = json.loads(render(SAMPLE, "json"))
    assert tree["schema"] == "symact.document/1"
    assert len(tree["blocks"]) == len(SAMPLE.blocks)
    assert tree["blocks"][0]["number"] == "1"
    assert tree["references"]["tab:atlas"]["text"] == "Table\u00a01"


def test_numbers() -> None:
    """Sections, statements, formulas and the appendix count as a textbook counts."""
    numbered = number(SAMPLE)
    shown = [n.number for n in numbered.everything() if isinstance(n.block, Heading)]
    assert shown == ["1", "1.1", "2", "3", "A"]
    alone = number(page(Statement("theorem", (paragraph("x"),))))
    assert alone.blocks[0].number == "1"


@pytest.mark.parametrize(
    ("blocks", "code"),
    [
        ((Display("x", "a"), Display("y", "a")), "SA120"),
        ((Statement("lemmma", ()),), "SA121"),
        ((paragraph(Reference("nowhere")),), "SA122"),
    ],
)
def test_wrong_labels_are_refused(blocks: tuple[Block, ...], code: str) -> None:
    """A label given twice, a kind or a label that does not exist: refused, not guessed."""
    with pytest.raises(InputError) as caught:
        number(page(*blocks))
    assert caught.value.diagnostic.code == code


def test_reasons_leave_no_page() -> None:
    """A short reason stands beside its line, a long one in a column or below."""
    long = line("because " * 20)
    short = reason_places(Aligned((Row("a", "b", line("why")),)))
    assert short[0].beside
    assert short[0].width == 0
    assert reason_places(Aligned((Row("a", "b", long),)))[0].width > 0
    wide = reason_places(Aligned((Row("a", "+".join("abcdefghijklmnopqrst"), long),)))
    assert not wide[0].beside


WIDE = page(
    Display("+".join(rf"\frac{{x_{{{i}}}}}{{1+e^{{-x_{{{i}}}}}}}" for i in range(25)), "eq:wide"),
    Aligned(
        (
            Row("f(x)", "+".join("abcdefghijklmnopqrstuvwxyz"), line("a long line of letters")),
            Row("", "1", line("since " * 30)),
        )
    ),
    Table(
        tuple(line(f"${c}$") for c in "abcdef"),
        (tuple(line(r"$\dfrac{a+b+c+d+e+f+g+h}{1+e^{-x}}$") for _ in range(6)),),
        caption=line("Too wide."),
    ),
    Table(
        (line("A"), line("B")),
        ((line("words " * 30), line("$x$")),),
        widths=(3, 1),
    ),
    Statement("warning", (paragraph("Mind the gap."), Display(r"\sqrt{x^2}=|x|"))),
    Statement("proof", (Display("x=x"),)),
)


def _compile(document: Document, engine: str, folder: Path, source: str) -> str:
    """The log of a run of TeX, which must succeed."""
    folder.joinpath("page.tex").write_text(source, encoding="utf-8")
    for name, data in latex_companions(document).items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    for _ in range(2):
        done = subprocess.run(
            [engine, "-interaction=nonstopmode", "-halt-on-error", "page.tex"],
            cwd=folder,
            capture_output=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, done.stdout.decode(errors="replace")[-2000:]
    return folder.joinpath("page.log").read_text(errors="replace")


def _overfull(log: str) -> list[float]:
    return [float(x) for x in re.findall(r"Overfull \\hbox \((\d+\.\d+)pt", log)]


@pytest.mark.parametrize("document", [SAMPLE, WIDE], ids=["sample", "wide"])
@pytest.mark.parametrize("engine", ["pdflatex", "lualatex"])
def test_latex_compiles(document: Document, engine: str, tmp_path: Path) -> None:
    """The source compiles under both engines; no line leaves the page by more than a point."""
    if shutil.which(engine) is None:
        pytest.skip(f"{engine} is not installed")
    log = _compile(document, engine, tmp_path, render_latex(document))
    assert [x for x in _overfull(log) if x > 1] == []
    assert "undefined" not in log.lower().replace("undefined if", "")
    assert "Missing character" not in log


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="pdflatex is not installed")
def test_overfull_lines_are_seen(tmp_path: Path) -> None:
    """Negative control: the check above does see a line that is too long."""
    source = render_latex(page(paragraph("x"))).replace(
        "\\end{document}", "\\noindent\\hbox to 1.2\\linewidth{a\\hfil b}\n\\end{document}"
    )
    assert max(_overfull(_compile(page(), "pdflatex", tmp_path, source))) > 50


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="pdflatex is not installed")
def test_embedded_latex_compiles_in_a_host(tmp_path: Path) -> None:
    """The body alone compiles in a page that follows its comment, and without the figures."""
    body = render_latex(SAMPLE, standalone=False, folder="nowhere")
    needs = re.search(r"the packages ([a-z, ]+),", body)
    assert needs is not None
    comment = body.split("already:\n")[1].split("\n\n")[0]
    definitions = "\n".join(text.removeprefix("% ") for text in comment.split("\n"))
    packages = needs[1].replace(" ", "")
    source = (
        f"\\documentclass[11pt]{{article}}\n\\usepackage[margin=2.5cm]{{geometry}}\n"
        f"\\usepackage[T1]{{fontenc}}\\usepackage{{lmodern}}\n"
        f"\\usepackage{{{packages}}}\n{definitions}\n\\begin{{document}}\n{body}\\end{{document}}\n"
    )
    log = _compile(replace(SAMPLE, blocks=(), appendix=()), "pdflatex", tmp_path, source)
    assert [x for x in _overfull(log) if x > 1] == []


def test_wide_things_in_pdf() -> None:
    """Typst takes what is too wide for the page."""
    assert render_pdf(WIDE).startswith(b"%PDF")


def test_formats_by_suffix() -> None:
    """A file's name chooses the format; an unknown one is refused."""
    assert {format_of(f"a{entry.suffix}") for entry in FORMATS.values()} == set(FORMATS)
    with pytest.raises(InputError, match="docx"):
        format_of("a.docx")
    with pytest.raises(InputError, match="docx"):
        render(SAMPLE, "docx")


def test_only_latex_has_companions() -> None:
    """Every other format is one file."""
    assert {name for name in FORMATS if companions(SAMPLE, name)} == {"tex"}
    assert companions(SAMPLE, "tex")["figures/sigmoid.pdf"].startswith(b"%PDF-1.5")


def test_the_table_imports_nothing_heavy() -> None:
    """Asking for the formats loads neither SymPy nor Typst nor NumPy."""
    code = (
        "import sys, symact.render; "
        "print([m for m in ('typst', 'numpy', 'matplotlib') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"
