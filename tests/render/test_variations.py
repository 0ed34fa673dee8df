"""Variation tables in every format: what stands where, and that TeX takes them."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from symact.core.activation import Activation
from symact.derive.variation import course
from symact.documents.model import (
    Document,
    Height,
    Sign,
    Signs,
    Station,
    Variation,
    line,
    paragraph,
)
from symact.documents.variation import variation
from symact.render import render

TABLE = Variation(
    points=("-\\infty", "0", "1", "2", "\\infty"),
    signs=(
        Signs(
            "f'(x)",
            (
                Sign("end"),
                Sign("+", line("$f'(x) = 1 > 0$ there")),
                Sign("undefined", line("$f'$ does not exist at $x = 0$")),
                Sign("-", line("$f'(x) = -x^2 < 0$ there")),
                Sign("zero", line("$f'$ vanishes at $x = 1$")),
                Sign("gap", line("$f$ has no values there")),
                Sign("undefined", line("$f'$ does not exist at $x = 2$")),
                Sign("0", line("$f'(x) = 0$ there")),
                Sign("end"),
            ),
        ),
    ),
    label="f(x)",
    stations=(
        Station(right=Height("0", 0.0)),
        Station("undefined", Height("1", 1.0), None, Height("\\infty", 1.0)),
        Station(value=Height("-1", 0.0)),
        Station(value=Height("3", 0.5)),
        Station(left=Height("3", 0.5)),
    ),
    arrows=("rise", "fall", "gap", "flat"),
    notes=(line("The sign of $f'$ is that of its only factor."),),
)
PAGE = Document("A table", (paragraph("See"), TABLE))
HARDSHRINK = "Piecewise((x, Abs(x) > 1/2), (0, True))"


@pytest.mark.parametrize("form", ["text", "md", "tex", "tkz", "html", "typ", "json", "pdf"])
def test_every_format_takes_a_table(form: str) -> None:
    """The same bytes twice, and the reasons are on the page."""
    first = render(PAGE, form)

    assert first == render(PAGE, form)
    if form != "pdf":
        assert "only factor" in first.decode()


def test_the_table_in_characters() -> None:
    """Aligned columns, a double bar, a hatched gap."""
    assert """\
 x     │ −∞       0       1      2     ∞
───────┼────────────────────────────────
 f′(x) │     +    ║    −  0  ╱╱╱ ║  0
───────┼────────────────────────────────""" in render(PAGE, "text").decode()


def test_the_table_in_markdown_has_even_rows() -> None:
    """Every row of the table has as many cells as its head."""
    rows = [r for r in render(PAGE, "md").decode().splitlines() if r.startswith("|")]

    assert len({row.count("|") for row in rows}) == 1
    assert len(rows) == 4


def test_the_table_can_be_read_aloud() -> None:
    """Each sign, arrow and bar has words, and each sign its reason."""
    page = render(PAGE, "html").decode()

    for words in ("rises", "falls", "is constant", "no value", "not defined"):
        assert words in page
    assert 'title="f′(x) = −x² &lt; 0 there"' in page
    assert 'aria-label="negative: f′(x) = −x² &lt; 0 there"' in page
    assert page.count('scope="row"') == 2


def test_the_plain_tabular_needs_no_package() -> None:
    """The default stays what a basic TeX has; the option loads tkz-tab and nothing else."""
    plain, drawn = (render(PAGE, form).decode() for form in ("tex", "tkz"))

    assert "tkz" not in plain
    assert "tikz" not in plain
    assert "\\usepackage{tkz-tab}" in drawn
    assert "\\tkzTabLine{, +, d, -, z, h, d, 0, }" in drawn


def real_tables() -> Document:
    """Tables with everything that may occur: poles, jumps, gaps, kinks, values on arrows."""
    texts = ["1/x", "x**2/(1 + x**2)", "sqrt(x**2 - 1)", HARDSHRINK, "sqrt(x)", "x**3 - 3*x"]
    subjects = [Activation.from_text(text, name="f") for text in texts]
    return Document("Tables", (TABLE, *(variation(course(s), "f") for s in subjects)))


@pytest.mark.parametrize("form", ["tex", "tkz"])
def test_tex_takes_the_tables(form: str, tmp_path: Path) -> None:
    """pdflatex compiles both drawings without an overfull line."""
    if shutil.which("pdflatex") is None:
        pytest.skip("pdflatex is not installed")
    if form == "tkz" and not _has_package("tkz-tab.sty"):
        pytest.skip("the TeX package tkz-tab is not installed")
    (tmp_path / "t.tex").write_bytes(render(real_tables(), form))
    done = subprocess.run(
        ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "t.tex"],
        cwd=tmp_path,
        check=False,
        capture_output=True,
    )
    log = (tmp_path / "t.log").read_text(encoding="latin-1")
    wide = [float(w) for w in re.findall(r"Overfull \\hbox \(([\d.]+)pt", log)]

    assert done.returncode == 0, log[-2000:]
    assert [w for w in wide if w > 1] == []


def _has_package(name: str) -> bool:
    if shutil.which("kpsewhich") is None:
        return False
    return subprocess.run(["kpsewhich", name], check=False, capture_output=True).returncode == 0


def test_the_pdf_holds_the_real_tables() -> None:
    """Typst sets them all."""
    assert render(real_tables(), "pdf").startswith(b"%PDF")
