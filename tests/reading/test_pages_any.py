"""Whatever the text, a page is in order or the text is refused with a diagnostic."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symact.core.errors import InputError
from symact.reading.pages.page import Kind, Page
from symact.reading.pages.read import MAX_CHARACTERS, read_page

SUFFIXES = ["-", "a.md", "a.Rmd", "a.tex", "a.rst", "a.txt", "a.py", "a.ipynb", "a", "A.MD"]
PARTS = [
    "$", "$$", "\\(", "\\)", "\\[", "\\]", "\\\\(", "\\begin{align}", "\\end{align}", "`", "```",
    "\n", "\n\n", "> ", "- ", "1. ", "# ", "    ", "\t", "|", "|---|", "---\n", "=", "f(x) = 2x",
    "<!--", "-->", "<b>", "%", "{", "}", "\\item ", "\\section{", ".. math::\n", "::", ":math:`",
    "**", "\r\n", "\f", "σ", "在", "→", "\\$", "\\text{", ">>> ", "=== ===\n", "\\begin{tabular}",
    "&", "\\\\", "{{<", ">}}", "\x00", "\ufeff", "\\newcommand{\\a}{", "[\n", "\n]", "~~~",
]  # fmt: skip


def assert_in_order(page: Page, raw: str) -> None:
    """Ranges lie in the text, in order, and no two overlap."""
    length = len(page.source.text)
    position = 0
    for i, block in enumerate(page.blocks):
        assert position <= block.start < block.end <= length
        assert block.header is None or page.blocks[block.header].kind is Kind.ROW
        assert block.header is None or block.header < i
        position = block.start
        for run in (run for cell in block.cells for run in cell):
            assert position <= run.start < run.end <= block.end
            position = run.end
        position = block.end
    if page.offsets is None:
        assert length == len(raw)
    else:
        assert len(page.offsets) == length + 1
        assert all(0 <= offset <= len(raw) for offset in page.offsets)


def wrapped(name: str, text: str) -> str:
    if name.endswith(".ipynb"):
        return json.dumps({"cells": [{"cell_type": "markdown", "source": [text, text]}]})
    return "r'''" + text.replace("'''", "").replace("\\", "/") + " '''" if name == "a.py" else text


@given(
    st.sampled_from(SUFFIXES), st.lists(st.sampled_from(PARTS) | st.text(max_size=3), max_size=40)
)
def test_documents_of_odd_parts(name: str, parts: list[str]) -> None:
    raw = wrapped(name, "".join(parts))
    try:
        page = read_page(name, raw)
    except InputError as error:
        assert name == "a.py", "only Python can be wrong here"
        assert error.diagnostic.code == "SA727"  # noqa: PT017
    else:
        assert_in_order(page, raw)


@given(st.sampled_from(SUFFIXES), st.text(max_size=60))
def test_any_text(name: str, raw: str) -> None:
    try:
        page = read_page(name, raw)
    except InputError as error:
        assert error.diagnostic.render()  # noqa: PT017
    else:
        assert_in_order(page, raw)


def test_the_order_of_a_page_is_checked_here() -> None:
    page = read_page("a.md", "one $x$\n\ntwo")
    with pytest.raises(AssertionError):
        assert_in_order(Page(page.source, page.blocks[::-1]), page.source.text)


def test_a_text_that_is_too_long() -> None:
    with pytest.raises(InputError) as caught:
        read_page("a.md", "x" * (MAX_CHARACTERS + 1))
    assert (caught.value.diagnostic.code, caught.value.diagnostic.help) == ("SA720", "split it")


@pytest.mark.parametrize("name", ["a.md", "a.tex", "a.rst"])
@pytest.mark.parametrize(
    "part", ["$a ", "\\[ ", "`a `` ", "((a=b) ", "$$a$$ ", "\\begin{tabular}", "<!--", "f(x) = x, "]
)
def test_long_texts_of_one_part_are_read(name: str, part: str) -> None:
    text = part * (40_000 // len(part))
    page = read_page(name, text)
    assert len(page.source.text) == len(text)
    assert all(0 <= block.start <= block.end <= len(text) for block in page.blocks)
