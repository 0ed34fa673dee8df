"""Blocks of code: which of them are mathematics."""

from __future__ import annotations

import re

from symact.reading.pages.blocks import Sheet, add_code, trimmed
from symact.reading.pages.lines import lines_of
from symact.reading.pages.list_tables import add_list_table
from symact.reading.pages.page import Language, Run
from symact.reading.pages.plain import formulas_in

_LATEX = frozenset({"math", "latex", "tex", "katex", "mathjax"})
_TEXT = frozenset({"", "text", "txt", "plain", "plaintext", "none"})
# Languages that tools guess for formulas; here a function's formula must come first.
_GUESSED = frozenset(
    ("scss", "css", "less", "lua", "makefile", "arduino", "vbnet", "mathematica", "sql", "stylus")
)
_FORMULA = re.compile(r"\s*[A-Za-zσφΦ]{1,12}['’′]{0,2}\([A-Za-z](?:, ?[A-Za-zα-ω]+)?\)\s*=(?!=)")
_INFO = re.compile(r"\{?\.?\s*(?P<language>[\w+-]*)")
_OPTION = re.compile(r"\s*:\w[\w-]*:")
_PROGRAM = re.compile(
    r"^\s*(?:import |from \w+ import|def |class |return\b|for .*:$|if .*:$|while .*:$|print\(|>>> |"
    r"\$ |#|//|#include|function\b|var |let |const |pip |git |cd |@\w)"
    r"|[\w)\]]\.\w+\(|;\s*$|\{\s*$|\b(?:np|tf|torch|nn|plt|self)\.|[a-z]_[a-z]+\s*=|[+*/-]=|==",
    re.MULTILINE,
)


def add_fence(sheet: Sheet, info: str, start: int, end: int) -> None:
    """Add the content of a code block, given what its opening line says of the language."""
    match = _INFO.match(info.strip())
    language = match["language"].lower() if match else ""
    if language in _LATEX:
        first, last = _without_options(sheet.text, start, end)
        inside = trimmed(sheet.text, first, last)
        run = (Run(Language.LATEX, first, last),) if inside[0] < inside[1] else ()
        add_code(sheet, start, end, run)
    elif language == "list-table":
        add_list_table(sheet, start, end)
    elif language in _TEXT or (language in _GUESSED and _FORMULA.match(sheet.text, start, end)):
        add_code(sheet, start, end, plain_lines(sheet.text, start, end))
    else:
        add_code(sheet, start, end)


def plain_lines(text: str, start: int, end: int) -> tuple[Run, ...]:
    """The formulas in a code block of no language; none where it looks like a program."""
    if looks_like_program(text, start, end):
        return ()
    return tuple(Run(Language.PLAIN, a, b) for a, b in formulas_in(text, start, end))


def looks_like_program(text: str, start: int, end: int) -> bool:
    """Whether a block is a program rather than formulas line by line.

    Example:
        >>> looks_like_program("import numpy as np", 0, 18), looks_like_program("y = 2x", 0, 6)
        (True, False)
    """
    return any(
        _PROGRAM.search(text[line.start : min(line.end, line.start + 200)])
        for line in lines_of(text, start, end)
    )


def _without_options(text: str, start: int, end: int) -> tuple[int, int]:
    """A directive's content without the lines of options at its top."""
    while _OPTION.match(text, start, end):
        stop = text.find("\n", start, end)
        if stop < 0:
            return end, end
        start = stop + 1
    return start, end
