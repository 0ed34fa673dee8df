"""One document from its text to the report that is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import TypeAlias

from symact.check.homework import SUFFIXES, with_homework
from symact.check.ignoring import without_ignored
from symact.check.report import Report
from symact.check.settings import Settings

Macros: TypeAlias = Sequence[tuple[str, int, str]]

_MARK = "\ufeff"  # the byte order mark, which some editors write in front of a text


def report_on(name: str, raw: str, settings: Settings, macros: Macros = ()) -> Report:
    """The report on the text of a file: bounded, with homework, without what is ignored.

    Args:
        name: of the file; its suffix says how the text is read.
        macros: further macros of LaTeX, such as `macros_of` reads; those of the document win.
    """
    from symact.check.isolated import check_isolated  # noqa: PLC0415 -- judges are large
    from symact.reading.pages.read import read_page  # noqa: PLC0415

    # A sign of the same length in its place keeps every offset where it is.
    text = (" " if raw.startswith(_MARK) else raw[:1]) + raw[1:]
    page = read_page(name, text)
    page = replace(page, macros=(*macros, *page.macros))
    report = replace(check_isolated(page, settings), file=name, raw=text, offsets=page.offsets)
    if PurePath(name).suffix.lower() in SUFFIXES and page.offsets is None:
        report = with_homework(report, page.source.text)
    return without_ignored(report, settings)


def macros_of(name: str, raw: str) -> Macros:
    r"""The macros that a file of ``\newcommand`` defines."""
    from symact.reading.pages.read import read_page  # noqa: PLC0415

    return read_page(f"{PurePath(name).stem}.tex", raw).macros
