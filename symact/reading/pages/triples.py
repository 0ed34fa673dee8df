r"""Formulas that a copied page shows three times: letter by letter, in LaTeX, and set as text.

Whoever copies a page set by KaTeX gets ``σ ( x ) \sigma(x) σ(x)``. The copy in the middle is the
formula, and it is taken only where all three hold the same characters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_LETTER_NAMES = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau "
    "upsilon phi chi psi omega"
)
_SIGNS = {
    "cdot": "⋅", "times": "×", "infty": "∞", "in": "∈", "to": "→", "rightarrow": "→", "leq": "≤",
    "le": "≤", "geq": "≥", "ge": "≥", "neq": "≠", "ne": "≠", "approx": "≈", "partial": "∂",
    "prime": "′", "dots": "...", "ldots": "...", "sum": "∑", "pm": "±", "mid": "|", "nabla": "∇",
}  # fmt: skip
_SILENT = frozenset(("frac", "dfrac", "tfrac", "left", "right", "text", "mathrm", "mathbf",
                     "operatorname", "displaystyle", "quad", "qquad"))  # fmt: skip
_NAMED = frozenset(("tanh", "exp", "log", "ln", "max", "min", "sin", "cos", "cosh", "sinh", "lim"))
_SAME = str.maketrans({
    "-": "−", "–": "−", "*": "∗", "'": "′", "’": "′", "·": "⋅", "ϕ": "φ", "ϵ": "ε", "∣": "|",
    "…": "...", "，": ",", "＝": "=",
})  # fmt: skip
_COMMAND = re.compile(r"\\([A-Za-z]+|[,;:! ])")
_WORD = re.compile(r"\S+")
_STATES = re.compile(r"[=<>≤≥≈∈→(\[,]")
_SPACED = re.compile(r"\S (\S+) \S")
_TRIPLED = re.compile(r"(\d+(?:\.\d+)?|[A-Za-zα-ω])[ ]\1[ ]\1(?![A-Za-z0-9.])")
_DROPPED = "{}^_& \t"
_FARTHEST = 40  # characters of LaTeX before its first command
_LONGEST = 400
_FEWEST = 3  # characters that must agree
_MOST = 200  # commands of a block that are looked at


class Triple(NamedTuple):
    """A formula that stands three times.

    Attributes:
        first, last: the range of all three copies.
        start, end: that of the copy in LaTeX.
    """

    first: int
    last: int
    start: int
    end: int


def triples_in(text: str, start: int, end: int) -> Iterator[Triple]:
    r"""The formulas of a range that stand three times, in order.

    Example:
        >>> text = r"其中 σ ( x ) \sigma(x) σ(x) 是"
        >>> [text[t.start : t.end] for t in triples_in(text, 0, len(text))]
        ['\\sigma(x)']
    """
    position, tries = start, 0
    if _SPACED.search(text, start, end) is None:
        return
    for word in _WORD.finditer(text, start, end):
        if word.start() < position:
            continue
        found = _single(text, word, end) or _repeated(text, position, word)
        if found is None and "\\" in word.group() and tries < _MOST:
            tries += 1
            found = _with_commands(text, position, end, word.start() + word.group().index("\\"))
        if found is not None:
            yield found
            position = found.last


def _single(text: str, word: re.Match[str], end: int) -> Triple | None:
    """A number or a letter that stands three times beside a script without spaces."""
    match = _TRIPLED.match(text, word.start(), end)
    if match is None:
        return None
    around = text[max(0, match.start() - 2) : match.start()] + text[match.end() : match.end() + 2]
    if not any(is_script(c) for c in around):
        return None
    return Triple(*match.span(), *match.span(1))


def _repeated(text: str, first: int, word: re.Match[str]) -> Triple | None:
    """A formula without commands: the same characters three times, at last without spaces."""
    length = 0
    while length < len(word.group()) and not is_script(word.group()[length]):
        length += 1
    shown = word.group()[:length]
    if not _FEWEST <= length <= _LONGEST or "\\" in shown or not _STATES.search(shown):
        return None
    middle = _back(text, first, word.start(), shown)
    before = None if middle is None else _back(text, first, middle, shown)
    if middle is None or before is None or text[before : before + length] == shown:
        return None  # the first copy has spaces
    return Triple(before, word.start() + length, middle, _trimmed(text, middle, word.start()))


def _with_commands(text: str, first: int, end: int, command: int) -> Triple | None:
    """The formula around the first of its commands."""
    for start in range(command, max(first, command - _FARTHEST) - 1, -1):
        if start > first and not text[start - 1].isspace():
            continue
        found = _from(text, first, end, start, command)
        if found is not None:
            return found
    return None


def _from(text: str, first: int, end: int, start: int, command: int) -> Triple | None:
    """The formula whose copy in LaTeX begins at a place."""
    glyphs, at = "", start
    while at < min(end, start + _LONGEST):
        glyph, at = _glyph(text, at)
        if glyph is None:
            return None
        glyphs += glyph
        if at <= command or len(glyphs) < _FEWEST or not text[at : at + 1].isspace():
            continue
        compact = text[at:end].lstrip(" ")[: len(glyphs)].translate(_SAME)
        if sorted(compact) != sorted(glyphs):
            continue
        before = _back(text, first, start, glyphs)
        if before is not None:
            last = at + (len(text[at:end]) - len(text[at:end].lstrip(" "))) + len(glyphs)
            return Triple(before, last, start, at)
    return None


def glyphs_of(text: str, start: int, end: int) -> str | None:
    r"""What a piece of LaTeX shows, without spaces; None where that is not known.

    Example:
        >>> glyphs_of(r"\sigma(x) = \frac{1}{2}", 0, 23)
        'σ(x)=12'
    """
    shown, at = "", start
    while at < end:
        glyph, at = _glyph(text, at)
        if glyph is None:
            return None
        shown += glyph
    return shown


def compact(text: str) -> str:
    """Set text without spaces, with one sign for each of those that look alike."""
    return "".join(text.split()).translate(_SAME)


def _glyph(text: str, at: int) -> tuple[str | None, int]:
    """What a piece of LaTeX shows, and where it ends; None for what is not known."""
    command = _COMMAND.match(text, at)
    if command is not None:
        return _shown(command[1]), command.end()
    c = text[at]
    if c in _DROPPED:
        return "", at + 1
    return (None if c in "\\$`\n" or is_script(c) else c.translate(_SAME)), at + 1


@lru_cache(maxsize=256)
def _shown(command: str) -> str | None:
    if command in _SILENT or not command.isalpha():
        return ""
    if command in _NAMED:
        return command
    if command.casefold() in _LETTER_NAMES.split():
        size = "CAPITAL" if command[0].isupper() else "SMALL"
        name = command.upper().replace("LAMBDA", "LAMDA")
        return unicodedata.lookup(f"GREEK {size} LETTER {name}").translate(_SAME)
    return _SIGNS.get(command)


def _back(text: str, first: int, end: int, glyphs: str) -> int | None:
    """Where some characters begin that end before a place, whatever spaces are between them."""
    at, left = end, len(glyphs.translate(_SAME))
    wanted = glyphs.translate(_SAME)
    while left:
        at -= 1
        if at < first:
            return None
        if text[at] in " \t":
            continue
        shown = text[at].translate(_SAME)
        if not wanted.endswith(shown, 0, left):
            return None
        left -= len(shown)
    before = text[at - 1 : at]
    return at if at <= first or before.isspace() or not before.isascii() else None


def is_script(character: str) -> bool:
    """Whether a character belongs to a script that is not one of formulas."""
    return "\u2e80" <= character <= "\ud7af" or "\uf900" <= character <= "\uffef"


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end
