"""Cards, tables and the lecture: the facts are on the page, in every format."""

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from symact.activations import activation, taught
from symact.derive.build import profile
from symact.documents.card import card
from symact.documents.lecture import homework, lecture
from symact.documents.model import Document
from symact.documents.table import comparison
from symact.render import FORMATS, render, write


@pytest.fixture(scope="module")
def notes() -> Document:
    return lecture()


@pytest.fixture(scope="module")
def words(notes: Document) -> str:
    return render(notes, "text").decode()


SECTIONS = [
    "What an activation is", "Sigmoid", "Tanh", "ReLU", "Leaky ReLU", "Swish", "GELU", "Variants",
    "All in one", "Why gradients vanish", "The forward pass, by hand", "Common slips", "Homework",
    "Solutions",
]  # fmt: skip


@pytest.mark.parametrize("title", SECTIONS)
def test_the_lecture_has_its_sections(words: str, title: str) -> None:
    """Every part that the course week has."""
    assert re.search(rf"^\S+  {re.escape(title)}$", words, re.MULTILINE)


FACTS = [
    "The range is (0, 1)", "The range is (−1, 1)", "1/4, attained at x = 0", "1, attained at x = 0",
    "−1 − W(1/e)", "x = √2 ≈ 1.4142", "PyTorch, JAX and Keras return 0", "z₁ = 0 sits on a kink",
]  # fmt: skip


@pytest.mark.parametrize("fact", FACTS)
def test_the_facts_are_there(words: str, fact: str) -> None:
    """What the lecture is about, as proved."""
    assert fact in re.sub(r"\s+", " ", words.replace("│", " "))


def test_nothing_is_typeset_carelessly(notes: Document) -> None:
    """No 1.0 times anything, no raw command on a text page, no long constants."""
    text = render(notes, "text").decode()
    tex = render(notes, "tex").decode()

    assert "1.0 \\cdot" not in tex
    assert not re.search(r"\\[a-z]+", text)
    assert not re.search(r"\d{14}", text)


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_the_lecture_renders_to_every_format(notes: Document, form: str) -> None:
    """Each writer takes the whole lecture."""
    assert len(render(notes, form)) > 20_000


@pytest.mark.parametrize("name", list(taught()))
def test_every_card_builds(name: str) -> None:
    """One page for each entry, in words and for TeX."""
    document = card(profile(taught()[name]))

    assert render(document, "text")
    assert render(document, "tex")


def test_the_table_names_everything() -> None:
    """A row for each entry."""
    text = render(comparison([profile(e) for e in taught().values()]), "text").decode()

    assert all(entry.title in text for entry in taught().values())


def test_an_unknown_field_is_called_unknown() -> None:
    """Negative control: a planted gap yields words and never a number."""
    p = profile(activation("sigmoid"))
    gap = replace(p, range=None, reasons={"range": "it was taken away"})
    text = render(card(gap), "text").decode()

    assert "not known, because it was taken away" in text
    assert "The range is (0, 1)" not in text


def test_the_homework_is_read_from_the_course() -> None:
    """One example and three problems."""
    example, problems = homework()

    assert example.title == "Example"
    assert [p.title for p in problems] == ["Problem A", "Problem B", "Problem C"]


@pytest.mark.parametrize("engine", ["pdflatex", "lualatex"])
def test_the_notes_compile_without_overfull_lines(
    notes: Document, engine: str, tmp_path: Path
) -> None:
    """TeX takes the notes as they are: no error, and no box more than 1pt too wide."""
    if shutil.which(engine) is None:
        pytest.skip(f"{engine} is not installed")
    write(notes, tmp_path / "notes.tex")
    for _ in range(2):
        subprocess.run(
            [engine, "-interaction=nonstopmode", "-halt-on-error", "notes.tex"],
            cwd=tmp_path,
            check=True,
            capture_output=True,
        )
    log = (tmp_path / "notes.log").read_text(encoding="latin-1")
    wide = [float(w) for w in re.findall(r"Overfull \\hbox \(([\d.]+)pt", log)]

    assert [w for w in wide if w > 1] == []
