"""What in a Markdown document is not read: front matter, comments, scripts, marks of quotation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import final

from symact.reading.pages.lines import Line, line_at
from symact.reading.pages.plain_words import words

_QUOTE = re.compile(r"[ \t]{0,3}>")
_FENCE = re.compile(r"(?P<mark>`{3,}|~{3,})[ \t]*(?P<info>[^`\n]{0,200})")
_DIRECTIVE = re.compile(r"\{(?P<name>[A-Za-z][\w:+-]{0,40})\}")
_CONTAINERS = words(
    """tab tab-item tab-set tabs note tip warning important hint caution attention danger error
    seealso admonition dropdown margin sidebar topic epigraph pull-quote details card grid
    grid-item grid-item-card prf:theorem prf:definition prf:lemma prf:example prf:proof prf:remark
    prf:proposition prf:corollary theorem definition lemma example proof remark exercise solution
    exercise-start solution-start"""
)
_OPENING = re.compile(
    r"<!--|<(?P<tag>script|style)\b[^<>]{0,500}>|\{%-?\s{0,5}(?:raw|endraw|include|link)\b"
    r"|\{\{[<%]",
    re.IGNORECASE,
)
_FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n")
_FRONT_END = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)
_FRONT_LINES = 20_000  # characters of front matter


def unquoted(text: str, start: int, end: int) -> tuple[list[Line], list[int]]:
    """The lines of a range without marks of quotation, and where such marks stand."""
    lines: list[Line] = []
    marks: list[int] = []
    position = start
    while position < end:
        stop = text.find("\n", position, end)
        stop = end if stop < 0 else stop
        count = 0
        while (quote := _QUOTE.match(text, position, stop)) is not None:
            position, count = quote.end(), count + 1
            marks.append(position - 1)
        lines.append(line_at(text, position, stop, count))
        position = stop + 1
    return lines, marks


@final
@dataclass(frozen=True, slots=True)
class Fences:
    """The fenced blocks of a document.

    Attributes:
        blocks: for each line that opens one its last line, and what it says of the language.
        edges: the lines at the ends of directives whose content is read like any other text.
    """

    blocks: dict[int, tuple[int, str]]
    edges: frozenset[int]


def fences(text: str, lines: list[Line]) -> Fences:
    """The fenced blocks among some lines, and the directives of MyST that hold text."""
    found: dict[int, tuple[int, str]] = {}
    edges: set[int] = set()
    containers: list[str] = []
    i = 0
    while i < len(lines):
        match = _FENCE.fullmatch(text, lines[i].start, lines[i].end)
        if match is None:
            i += 1
        elif containers and _closes(text, lines[i], containers[-1]):
            containers.pop()
            edges.add(i)
            i += 1
        elif (directive := _DIRECTIVE.match(match["info"])) and directive["name"] in _CONTAINERS:
            containers.append(match["mark"])
            edges.add(i)
            i += 1
        else:
            last = _last_line(text, lines, i, match["mark"])
            found[i] = (last, match["info"])
            i = last + 1
    return Fences(found, frozenset(edges))


def _last_line(text: str, lines: list[Line], i: int, mark: str) -> int:
    last = i + 1
    while last < len(lines) and not _closes(text, lines[last], mark):
        if lines[last].quoted < lines[i].quoted:
            return last - 1
        last += 1
    return min(last, len(lines) - 1)


def _closes(text: str, line: Line, mark: str) -> bool:
    found = text[line.start : line.end]
    return found.startswith(mark) and not found.strip(mark[0])


def markdown_holes(
    text: str, start: int, end: int, fenced: list[tuple[Line, Line]]
) -> list[tuple[int, int]]:
    """The ranges of comments, scripts, style sheets and front matter outside of code."""
    holes: list[tuple[int, int]] = []
    position = start
    if start == 0 and (front := _FRONT.match(text)) is not None:
        close = _FRONT_END.search(text, front.end(), min(end, _FRONT_LINES))
        if close:
            holes.append((0, close.end()))
            position = close.end()
    barren: set[str] = set()
    blocks = iter([*((a.start, b.end) for a, b in fenced), (end, end)])
    code = next(blocks)
    while (match := _OPENING.search(text, position, end)) is not None:
        while code[1] <= match.start() and code[0] < end:
            code = next(blocks)
        closer = _closer(match)
        if code[0] <= match.start() < code[1]:
            position = max(code[1], match.end())
            continue
        position = match.end()
        if closer in barren or text[match.start() - 1 : match.start()] == "`":
            continue
        at = text.find(closer, position, end)
        if at < 0:
            barren.add(closer)
            continue
        position = at + len(closer)
        holes.append((match.start(), position))
    return holes


def _closer(match: re.Match[str]) -> str:
    if match["tag"]:
        return f"</{match['tag'].lower()}>"
    opening = match.group()
    if opening == "<!--":
        return "-->"
    return {"{{<": ">}}", "{{%": "%}}"}.get(opening, "%}")
