"""Runs of a stretch of text: the formulas between delimiters, and the prose around them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import final

from symact.reading.pages.dollars import is_display, is_mathematics
from symact.reading.pages.images import formula_in_tag, formula_in_target
from symact.reading.pages.macros import without_definitions
from symact.reading.pages.page import Language, Run
from symact.reading.pages.plain import formulas_in, is_formula

_ROWED = r"align|gather|split|eqnarray|multline|flalign|alignat|dmath"  # rows are their own
_SINGLE = r"equation|displaymath|math"
ENVIRONMENT = re.compile(rf"\\begin\s?\{{(?P<name>(?:{_ROWED}|{_SINGLE})\*?)\}}")
_SPECIAL = re.compile(
    rf"{ENVIRONMENT.pattern}"
    r"|\\\\(?P<doubled>[(\[])|\\(?P<single>[(\[])|\\(?=\$\$[^$])(?P<inline>\$\$)|\\(?P<escaped>.)"
    r"|(?P<dollars>\$+)|(?P<ticks>`+)|(?P<tag><)|(?P<target>\]\()",
    re.DOTALL,
)
_TAGS = (
    "a abbr b big blockquote body br button caption center cite code col colgroup dd del details"
    " div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 head header hr html i iframe img"
    " input ins kbd label li link main mark meta nav ol p picture pre q s script section small"
    " source span strong style summary svg table tbody td tfoot th thead title tr tt u ul video"
)
_TAG = re.compile(
    rf"</?(?:{_TAGS.replace(' ', '|')})"
    r"(?:\s++[\w:@.-]++(?:\s*+=\s*+(?:\"[^\"\n]*+\"|'[^'\n]*+'|[^\s\"'<>=]++))?+)*+\s*+/?>",
    re.IGNORECASE,
)
_AUTOLINK = re.compile(r"<(?:https?|mailto|ftp):[^\s<>]*+>")
_TARGET = re.compile(r"\]\(\s*+(?:<[^<>\n]*+>|[^\s()]*+(?:\([^\s()]*+\)[^\s()]*+)*+)[^()\n]*+\)")
_ROLE = re.compile(r"(?::|\{(?=math\}))(?P<name>[a-zA-Z][\w:+.-]{0,40})[:}]\Z")
_BREAK = re.compile(r"\n[ \t\r]*+\n")
_CLOSERS = {"(": ")", "[": "]"}
_ALONE = ".,;:!?。，；、 \t\r"
_NEAR = 100  # characters between a formula and what stands beside its stretch
_FAR = 1_000  # characters of a line that are looked at on each side of a display


@final
@dataclass(frozen=True, slots=True)
class Dialect:
    """What has a meaning in the text of a format.

    Attributes:
        strict: a dollar sign is always a delimiter, as in TeX.
        ticks: backticks enclose code.
        roles: a backtick may have a role, as in ``:math:`x```.
        doubled: delimiters may be written with two backslashes.
        tags: tags of HTML and targets of links are no prose.
    """

    strict: bool = False
    ticks: bool = True
    roles: bool = False
    doubled: bool = True
    tags: bool = True


MARKDOWN = Dialect()
TEX = Dialect(strict=True, ticks=False, doubled=False, tags=False)
RESTRUCTURED = Dialect(roles=True)


@final
@dataclass(frozen=True, slots=True)
class Piece:
    """A formula with its delimiters, or code, or something that is not read.

    Attributes:
        runs: one for a formula; none for what is not read.
        start: of the delimiter before it.
        end: of the delimiter behind it.
        displayed: whether its delimiters are those of a display.
    """

    runs: tuple[Run, ...]
    start: int
    end: int
    displayed: bool = False


@final
@dataclass(frozen=True, slots=True)
class _Stretch:
    """What is scanned; *barren* holds the closers that do not occur any more."""

    text: str
    start: int
    end: int
    dialect: Dialect
    barren: set[str] = field(default_factory=set)

    def find(self, closer: str, after: int) -> int:
        """Where a closer stands next, or -1; asked in order of place, so that it stays linear."""
        if closer in self.barren:
            return -1
        at = self.text.find(closer, after, self.end)
        if at < 0:
            self.barren.add(closer)
        return at


_Mark = tuple[int, int, tuple[Run, ...]]


def pieces_in(text: str, start: int, end: int, dialect: Dialect) -> list[Piece]:
    """The formulas between delimiters in a range, and what is not read, in order."""
    stretch = _Stretch(text, start, end, dialect)
    found: list[Piece] = []
    position = start
    while (match := _SPECIAL.search(text, position, end)) is not None:
        piece = _piece(stretch, match)
        if piece is None:
            # After an escaped dollar sign the second of two may open a formula.
            position = match.end() - (1 if match["inline"] else 0)
        else:
            position = max(piece.end, match.start() + 1)
            found.append(piece)
    return found


def runs_between(
    text: str, start: int, end: int, pieces: list[Piece], holes: tuple[tuple[int, int], ...] = ()
) -> tuple[Run, ...]:
    """The runs of a range: those of its pieces, and prose with formulas between them."""
    runs: list[Run] = []
    position = start
    stops: list[_Mark] = [(a, b, ()) for a, b in holes if a < end and b > start]
    marks: list[_Mark] = [(piece.start, piece.end, piece.runs) for piece in pieces]
    for first, last, within in sorted([*marks, *stops], key=lambda mark: mark[:2]):
        if first > position:
            runs += _prose(text, position, min(first, end))
        if first >= position:
            runs += within
        position = max(position, last)
    if position < end:
        runs += _prose(text, position, end)
    return tuple(runs)


def _prose(text: str, start: int, end: int, *, whole: bool = False) -> list[Run]:
    """Prose with the formulas in it; of a *whole* text nothing stands beside it."""
    runs: list[Run] = []
    position = start
    for first, last in (*formulas_in(text, start, end), (end, end)):
        if first < end and not whole and _is_torn(text, first, last, (start, end)):
            continue
        if text[position:first].strip():
            runs.append(Run(Language.PROSE, position, first))
        if first < last:
            runs.append(Run(Language.PLAIN, first, last))
        position = last
    return runs


def _is_torn(text: str, first: int, last: int, stretch: tuple[int, int]) -> bool:
    """Whether a formula goes on in what stands beside its stretch of prose."""
    start, end = stretch
    if first - start < _NEAR and start > 0 and not text[start:first].strip(" \t"):
        before = text[start - 1]
        if before in "$`)]}" or text.endswith(("sup>", "sub>"), 0, start):
            return True
    if last + _NEAR < end or text[last:end].strip(" \t") or end >= len(text):
        return False
    beyond = text[end : end + 5].lower()
    return beyond[:1] in {"$", "`", "\\", ":"} or beyond.startswith(("<sup", "<sub"))


def _piece(stretch: _Stretch, match: re.Match[str]) -> Piece | None:
    dialect = stretch.dialect
    if match["name"]:
        return _environment(stretch, match)
    if match["doubled"]:
        return _bracketed(stretch, match, match["doubled"], "\\\\") if dialect.doubled else None
    if match["single"]:
        return _bracketed(stretch, match, match["single"], "\\")
    if match["dollars"] or match["inline"]:
        return _dollars(stretch, match)
    if match["ticks"]:
        return _ticks(stretch, match) if dialect.ticks else None
    if match["tag"] and dialect.tags:
        tag = _TAG.match(stretch.text, match.start(), stretch.end) or _AUTOLINK.match(
            stretch.text, match.start(), stretch.end
        )
        if tag and (drawn := formula_in_tag(stretch.text, tag.start(), tag.end())):
            return Piece((Run(Language.LATEX, *drawn),), tag.start(), tag.end())
        return Piece((), tag.start(), tag.end()) if tag else None
    if match["target"] and dialect.tags:
        image = formula_in_target(stretch.text, match.start(), stretch.end)
        if image:
            return Piece((Run(Language.LATEX, *image[:2]),), match.start(), image[2])
        target = _TARGET.match(stretch.text, match.start(), stretch.end)
        if target and re.search(r"[/#.]", target.group()):
            return Piece((), target.start(), target.end())
    return None


def _latex(
    stretch: _Stretch, inside: tuple[int, int], outside: tuple[int, int], *, shown: bool
) -> Piece:
    run = Run(Language.LATEX, *inside)
    if not without_definitions(stretch.text[inside[0] : inside[1]]).strip():
        return Piece((), *outside, displayed=shown)
    return Piece((run,), *outside, displayed=shown)


def _environment(stretch: _Stretch, match: re.Match[str]) -> Piece | None:
    closer = f"\\end{{{match['name']}}}"
    at = stretch.find(closer, match.end())
    if at < 0:
        return None
    after = at + len(closer)
    name = match["name"].rstrip("*")
    rowed = name not in _SINGLE.split("|")
    inside = (match.start(), after) if rowed else (match.end(), at)
    return _latex(stretch, inside, (match.start(), after), shown=name != "math")


def _bracketed(stretch: _Stretch, match: re.Match[str], bracket: str, slashes: str) -> Piece | None:
    closer = slashes + _CLOSERS[bracket]
    at = stretch.find(closer, match.end())
    if at < 0:
        return None
    after = at + len(closer)
    content = stretch.text[match.end() : at]
    alone = stands_alone(stretch.text, match.start(), after, (stretch.start, stretch.end))
    if not stretch.dialect.strict and not is_display(content, alone=alone or bracket == "("):
        return None
    return _latex(stretch, (match.end(), at), (match.start(), after), shown=bracket == "[")


def _dollars(stretch: _Stretch, match: re.Match[str]) -> Piece | None:
    text, start, after = stretch.text, match.start(), match.end()
    if match["inline"]:  # Jekyll's spelling of a formula that is no display
        at = -1 if stretch.dialect.strict else stretch.find("$$", after)
        outside = (start, at + len("$$"))
        return _latex(stretch, (after, at), outside, shown=False) if at > after else None
    count = after - start
    if count == 1:
        return _single_dollar(stretch, start, after)
    if count > len("$$"):
        # An empty formula, or a line of dollar signs.
        return Piece((), start, after) if count == len("$$$$") else None
    at = _unescaped(stretch, "$$", after)
    if at < 0 or not text[after:at].strip():
        return None
    return _latex(stretch, (after, at), (start, at + len("$$")), shown=True)


def _unescaped(stretch: _Stretch, closer: str, after: int) -> int:
    at = stretch.find(closer, after)
    while at > 0 and _slashes(stretch.text, at, after) % 2:
        at = stretch.find(closer, at + 1)
    return at


def _slashes(text: str, at: int, first: int) -> int:
    """How many backslashes stand right before a place."""
    start = at
    while start > first and text[start - 1] == "\\":
        start -= 1
    return at - start


_WORDS_OF_TEXT = re.compile(r"\\(?:text|mbox|textrm|textit|textbf|mathrm|hbox)\s?\{[^{}]{0,200}\Z")


def _single_dollar(stretch: _Stretch, start: int, after: int) -> Piece | None:
    text, dialect = stretch.text, stretch.dialect
    if text.startswith("`", after) and not dialect.strict:
        at = stretch.find("`$", after + 1)
        if at > 0 and "\n" not in text[after:at]:
            return _latex(stretch, (after + 1, at), (start, at + len("`$")), shown=False)
    at = _unescaped(stretch, "$", after)
    # A formula inside the words of a formula has dollar signs of its own.
    while at > 0 and _WORDS_OF_TEXT.search(text, max(after, at - 220), at):
        second = _unescaped(stretch, "$", at + 1)
        at = -1 if second < 0 else _unescaped(stretch, "$", second + 1)
    if at <= after:
        return None
    content = text[after:at]
    if dialect.strict and _BREAK.search(content):
        return None
    if not dialect.strict and not is_mathematics(content, text[at + 1 : at + 2]):
        return None
    return _latex(stretch, (after, at), (start, at + 1), shown=False)


def _ticks(stretch: _Stretch, match: re.Match[str]) -> Piece | None:
    text, start, after = stretch.text, match.start(), match.end()
    size = after - start
    at = stretch.find("`" * size, after)
    while at > 0 and (text.startswith("`", at + size) or text[at - 1] == "`"):
        beyond = at
        while text.startswith("`", beyond):
            beyond += 1
        at = stretch.find("`" * size, beyond)
    if at < 0:
        return None
    end = at + size
    role = _ROLE.search(text, max(stretch.start, start - 45), start)
    if role and size == 1 and (stretch.dialect.roles or role["name"] == "math"):
        if role["name"] == "math":
            return _latex(stretch, (after, at), (role.start(), end), shown=False)
        return Piece((Run(Language.PROSE, after, at),), role.start(), end)
    first, last = after, at
    while first < last and text[first].isspace():
        first += 1
    while last > first and text[last - 1].isspace():
        last -= 1
    if first < last and is_formula(text, first, last):
        return Piece((Run(Language.PLAIN, first, last),), start, end)
    # A name, a piece of a program, or a formula with words.
    return Piece(tuple(_prose(text, first, last, whole=True)), start, end)


def stands_alone(text: str, start: int, end: int, within: tuple[int, int]) -> bool:
    """Whether nothing but punctuation shares the lines of a piece inside a range."""
    line_start = max(within[0], text.rfind("\n", within[0], start) + 1)
    line_end = text.find("\n", end, within[1])
    line_end = within[1] if line_end < 0 else line_end
    before = text[max(line_start, start - _FAR) : start]
    return not before.strip() and not text[end : min(line_end, end + _FAR)].strip(_ALONE)
