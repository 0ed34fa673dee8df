r"""Formulas that a copied page shows twice: set as text, and right behind that in LaTeX.

Whoever copies a page set by KaTeX may get ``f(x)=max(0,x)f(x) = \max(0, x)``. The second copy is
the formula, and it is taken only where the first shows the same characters, but for one or two
that a copy may lose.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from symact.reading.pages.bare import is_whole
from symact.reading.pages.triples import Triple, compact, glyphs_of, is_script

_FARTHEST = 60  # characters of LaTeX before its first command
_LONGEST = 300
_FEWEST = 5  # characters of a formula that states something
_LOST = 2  # characters that a copy may lose
_SILENT = re.compile("[\u2061-\u2064\u200b-\u200d\ufeff]")  # signs that show nothing


def doubles_in(text: str, start: int, end: int) -> Iterator[Triple]:
    r"""The formulas of a range that stand twice, in order: at most one on a line.

    Example:
        >>> text = r"f(x)=max(0,x)f(x) = \max(0, x)"
        >>> [text[t.start : t.end] for t in doubles_in(text, 0, len(text))]
        ['f(x) = \\max(0, x)']
    """
    if "\\" not in text[start:end]:
        return
    breaks = [start, *(m.end() for m in re.finditer("\n", text[start:end])), end]
    places = [start, *(start + b for b in breaks[1:-1]), end]
    for first, last in pairwise(places):
        found = _on_line(text, first, last)
        if found is not None:
            yield found


def _on_line(text: str, first: int, last: int) -> Triple | None:
    """The formula on a line whose second copy goes to its end."""
    while last > first and text[last - 1] in " \t\r\n.,;。，":
        last -= 1
    command = text.find("\\", first, last)
    if command < 0 or last - first > 2 * _LONGEST:
        return None
    for place in range(command, max(first, command - _FARTHEST), -1):
        if not is_whole(text[place:last]):
            continue
        glyphs = glyphs_of(text, place, last)
        if glyphs is None or len(glyphs) < _FEWEST:
            continue
        before = _copy(text, first, place, glyphs)
        if before is not None:
            return Triple(before, last, place, last)
    return None


def _copy(text: str, first: int, place: int, glyphs: str) -> int | None:
    """Where the copy of some characters begins that ends at a place; None for no copy."""
    shown = _SILENT.sub("", text[first:place])
    for lost in range(_LOST + 1):
        begin = len(shown) - (len(glyphs) - lost)
        if begin < 0 or (begin and not (shown[begin - 1].isspace() or is_script(shown[begin - 1]))):
            continue
        copy = compact(shown[begin:])
        gone = Counter(glyphs) - Counter(copy)
        head = glyphs.partition("=")[0]
        if gone.total() <= lost and not Counter(copy) - Counter(glyphs) and copy.startswith(head):
            return place - (len(text[first:place]) - _raw(text, first, place, begin))
    return None


def _raw(text: str, first: int, place: int, begin: int) -> int:
    """The index in a line of a character of the line without the signs that show nothing."""
    seen = 0
    for index, character in enumerate(text[first:place]):
        if seen == begin and not _SILENT.match(character):
            return index
        seen += 0 if _SILENT.match(character) else 1
    return len(text[first:place])


__all__ = ["doubles_in"]
