"""Cells of tables that hold directives: formulas apart from words, images and programs left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_DIRECTIVE = re.compile(r"\.\.[ \t]+(?P<name>[A-Za-z][\w:-]{0,40})::[ \t]*")
_EXPLICIT = re.compile(r"\.\.(?:[ \t]|$)")
_OPTION = re.compile(r":[A-Za-z][\w-]{0,40}:")


class Part(NamedTuple):
    """A stretch of a cell: words, or what a directive sets as a formula."""

    start: int
    end: int
    is_formula: bool


class _Line(NamedTuple):
    start: int  # of what is written
    end: int
    indent: int

    @property
    def is_blank(self) -> bool:
        return self.start >= self.end


def cell_parts(text: str, start: int, end: int) -> list[Part]:
    r"""The parts of a cell in order; directives other than ``math`` are left out with their bodies.

    Example:
        >>> cell = "Logistic:\n\n.. math::\n   :label: s\n\n   s(x) =\n   1\n\n.. image:: a.png"
        >>> [(cell[p.start : p.end], p.is_formula) for p in cell_parts(cell, 0, len(cell))]
        [('Logistic:', False), ('s(x) =\n   1', True)]
    """
    lines = list(_lines(text, start, end))
    parts: list[Part] = []
    words: list[_Line] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        directive = _DIRECTIVE.match(text, line.start, line.end)
        if directive is None and not _EXPLICIT.match(text, line.start, line.end):
            words.append(line)
            at += 1
            continue
        after = at + 1
        while after < len(lines) and (lines[after].is_blank or lines[after].indent > line.indent):
            after += 1
        parts += _joined(words, is_formula=False)
        words = []
        if directive is not None and directive["name"] == "math":
            first = _Line(directive.end(), line.end, line.indent)
            parts += _formulas(text, [first, *lines[at + 1 : after]])
        at = after
    return [*parts, *_joined(words, is_formula=False)]


def _lines(text: str, start: int, end: int) -> Iterator[_Line]:
    """The lines of a range, without the spaces at their ends."""
    begin = text.rfind("\n", 0, start) + 1
    while start <= end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        shown = text[start:stop]
        first = start + len(shown) - len(shown.lstrip())
        yield _Line(min(first, stop), start + len(shown.rstrip()), first - begin)
        start = begin = stop + 1


def _formulas(text: str, lines: Sequence[_Line]) -> Iterator[Part]:
    """The displays of a directive: one for each part between blank lines."""
    kept: list[_Line] = []
    for line in lines:
        if not kept and _OPTION.match(text, line.start, line.end):
            continue
        if line.is_blank and kept:
            inside = text[kept[0].start : kept[-1].end]
            if inside.count(r"\begin{") <= inside.count(r"\end{"):
                yield from _joined(kept, is_formula=True)
                kept = []
        elif not line.is_blank:
            kept.append(line)
    yield from _joined(kept, is_formula=True)


def _joined(lines: Sequence[_Line], *, is_formula: bool) -> list[Part]:
    """One part from lines below each other, or none where nothing is written on them."""
    shown = [line for line in lines if not line.is_blank]
    return [Part(shown[0].start, shown[-1].end, is_formula)] if shown else []
