"""Notebooks: the Markdown cells, with places in the JSON."""

import json

import pytest

from symact.core.errors import InputError
from symact.reading.pages.page import Kind, Language
from symact.reading.pages.read import read_page

CELLS = [
    {
        "cell_type": "markdown",
        "metadata": {"source": "no"},
        "source": ["# Tanh \U0001f9e0\n", "so $\\tanh$ é"],
    },
    {"cell_type": "code", "source": ["x = '$y$'"], "outputs": [{"text": ["$z$"]}]},
    {"source": '$$\n\f\t\\frac{a}{"b"}\n$$', "cell_type": "markdown"},
    {"cell_type": "raw", "source": "$r$"},
    {"cell_type": "markdown", "source": ["```\n", "never closed"]},
    {"cell_type": "markdown", "source": "| a | b |\n|---|---|\n| $x$ | y |"},
]


def notebook(*, ascii_only: bool) -> str:
    return json.dumps(
        {"metadata": {"cells": "none"}, "cells": CELLS}, indent=1, ensure_ascii=ascii_only
    )


@pytest.mark.parametrize("ascii_only", [True, False])
def test_cells(ascii_only: bool) -> None:
    page = read_page("a.ipynb", notebook(ascii_only=ascii_only))
    text = page.source.text
    assert text == "\n\n".join(
        "".join(cell["source"]) for cell in CELLS if cell["cell_type"] == "markdown"
    )
    formulas = [
        text[run.start : run.end]
        for block in page.blocks
        for cell in block.cells
        for run in cell
        if run.language is Language.LATEX
    ]
    assert formulas == ["\\tanh", '\n\f\t\\frac{a}{"b"}\n', "x"]
    assert [block.kind for block in page.blocks] == [
        Kind.HEADING,
        Kind.PARAGRAPH,
        Kind.DISPLAY,
        Kind.CODE,
        Kind.ROW,
        Kind.ROW,
    ]
    assert page.blocks[5].header == 4


@pytest.mark.parametrize("ascii_only", [True, False])
def test_every_character_has_its_place(ascii_only: bool) -> None:
    raw = notebook(ascii_only=ascii_only)
    page = read_page("a.ipynb", raw)
    text, offsets = page.source.text, page.offsets
    assert offsets is not None
    assert len(offsets) == len(text) + 1
    for i, character in enumerate(text):
        written = raw[offsets[i] :]
        escape = {"\n": "\\n", "\\": "\\\\", '"': '\\"', "\f": "\\f", "\t": "\\t"}.get(character)
        if escape is None and ascii_only and not character.isascii():
            escape = json.dumps(character)[1:-1]
        between = text[i - 1 : i + 1] == "\n\n" or text[i : i + 2] == "\n\n"
        assert between or written.startswith(escape or character), (i, character)


def test_the_old_format_has_cells_deeper() -> None:
    page = read_page("a.ipynb", json.dumps({"worksheets": [{"cells": CELLS[:1]}]}))
    assert page.blocks[0].kind is Kind.HEADING


def test_a_lone_surrogate_is_replaced() -> None:
    raw = '{"cells": [{"cell_type": "markdown", "source": "a \\ud800 $x$"}]}'
    assert read_page("a.ipynb", raw).source.text == "a \ufffd $x$"


@pytest.mark.parametrize(
    ("raw", "place"),
    [('{"cells": [\n  {"a": }]}', (2, 9)), ("", (1, 1)), ("[1]", (1, 1)), ("{}", (1, 1))],
)
def test_what_is_no_notebook(raw: str, place: tuple[int, int]) -> None:
    with pytest.raises(InputError) as caught:
        read_page("a.ipynb", raw)
    diagnostic = caught.value.diagnostic
    assert (diagnostic.code, bool(diagnostic.help)) == ("SA726", True)
    assert diagnostic.span is not None
    assert (diagnostic.span.line, diagnostic.span.column) == place


def test_json_that_is_too_deep() -> None:
    with pytest.raises(InputError, match="too deep"):
        read_page("a.ipynb", "[" * 200_000)


def test_a_notebook_without_markdown() -> None:
    page = read_page("a.ipynb", '{"cells": []}')
    assert (page.source.text, page.blocks, page.offsets) == ("", (), (0,))
