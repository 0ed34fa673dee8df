"""Documents to pages: one reader for each format, chosen by the name of the file."""

from __future__ import annotations

from pathlib import PurePath

from symact.core.diagnostic import Diagnostic
from symact.core.errors import InputError
from symact.reading.pages.docstrings import read_docstrings
from symact.reading.pages.notebook import read_notebook
from symact.reading.pages.page import Page
from symact.reading.pages.restructured import read_restructured
from symact.reading.pages.tex import read_tex
from symact.reading.pages.text import read_markdown, read_text

MAX_CHARACTERS = 5_000_000

_READERS = {
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".mkd": read_markdown,
    ".qmd": read_markdown,
    ".rmd": read_markdown,
    ".mdx": read_markdown,
    ".tex": read_tex,
    ".ltx": read_tex,
    ".latex": read_tex,
    ".ipynb": read_notebook,
    ".rst": read_restructured,
    ".py": read_docstrings,
    ".pyi": read_docstrings,
}


def read_page(name: str, raw: str) -> Page:
    r"""The blocks of a document, and in each the runs of prose and of formulas.

    Args:
        name: of the file; its suffix says how it is read. Any other suffix, and ``-``, is plain
            text.
        raw: the characters of the file.

    Raises:
        InputError: SA720 for a document that is too long, SA726 for what is no notebook, SA727
            for what is no Python.

    Example:
        >>> page = read_page("notes.md", "The slope of $x^2$ is f'(x) = 2x.")
        >>> [(r.language.value, page.source.text[r.start : r.end]) for r in page.blocks[0].cells[0]]
        [('prose', 'The slope of '), ('latex', 'x^2'), ('prose', ' is '), ('plain', "f'(x) = 2x"),
         ('prose', '.')]
    """
    if len(raw) > MAX_CHARACTERS:
        raise InputError(
            Diagnostic(
                "SA720",
                f"{name} has {len(raw)} characters, more than {MAX_CHARACTERS}",
                help="split it",
            )
        )
    suffix = PurePath(name.replace("\0", " ")).suffix.lower()
    return _READERS.get(suffix, read_text)(name, raw)
