"""Pages of Markdown and of plain text."""

from symact.reading.pages.markdown import markdown_blocks
from symact.reading.pages.page import Page
from symact.reading.pages.parts import page_of
from symact.reading.pages.tex import read_tex


def read_markdown(name: str, raw: str) -> Page:
    """The page of a Markdown file."""
    return page_of(name, raw, markdown_blocks)


def read_text(name: str, raw: str) -> Page:
    """The page of a text of no known format: as Markdown, which plain text nearly always is.

    A text that begins a LaTeX document is read as one.
    """
    if r"\begin{document}" in raw or r"\documentclass" in raw:
        return read_tex(name, raw)
    return page_of(name, raw, markdown_blocks)
