"""Pages of LaTeX documents."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import final

from symact.core.span import Source
from symact.reading.pages.blocks import Sheet, add_block, add_code, add_row, trimmed
from symact.reading.pages.inline import TEX, Piece, pieces_in
from symact.reading.pages.macros import group_end, macros_in
from symact.reading.pages.page import Block, Kind, Language, Page
from symact.reading.pages.plain_words import words

_HEADINGS = (
    "part", "chapter", "section", "subsection", "subsubsection", "paragraph", "subparagraph",
)  # fmt: skip
_LISTS = words("itemize enumerate description compactitem compactenum parts")
_TABLES = words("tabular tabular* tabularx tabulary longtable")
_SKIPPED = (
    r"verbatim\*?|lstlisting|minted|Verbatim|comment|tikzpicture|filecontents\*?|thebibliography"
)
_UNREAD = re.compile(
    rf"\\verb\*?(?P<mark>[^\sA-Za-z*])|\\begin\{{(?P<name>{_SKIPPED})\}}|\\.|(?P<comment>%)",
    re.DOTALL,
)
_EVENT = re.compile(
    r"(?P<break>\n[ \t\r]*+\n\s*+|\\par\b)"
    rf"|\\(?P<heading>{'|'.join(_HEADINGS)}|frametitle)\*?\s{{0,9}}(?:\[[^\[\]]{{0,200}}\])?\s{{0,9}}\{{"
    r"|\\(?P<item>item)\b"
    r"|\\(?P<edge>begin|end)\s?\{(?P<name>[A-Za-z]{1,30}\*?)\}(?:\[[^\[\]\n]{0,200}\])?"
    r"|\\(?:new|renew|provide)command|\\[gex]?def\b"
)
_RULES = re.compile(
    r"(?:\s*\\(?:hline|toprule|midrule|bottomrule|endhead|endfirsthead|endfoot"
    r"|cline\{[^{}]{0,20}\}|cmidrule(?:\([lr]{0,2}\))?\{[^{}]{0,20}\}))+\s*"
)
_CELL = re.compile(r"\\\\(?:\*|\[[^\[\]]{0,20}\])?|\\.|[&{}]", re.DOTALL)
_LONGEST_TITLE = 500


@final
@dataclass(slots=True)
class _Reading:
    """A document that is being read; the current block began at *start*."""

    sheet: Sheet
    start: int
    top: int  # the rank of the highest heading that the document uses
    kind: Kind = Kind.PARAGRAPH
    depth: int = 0
    barren: set[str] = field(default_factory=set)  # ends of tables that do not occur any more

    def close(self, end: int, after: int, kind: Kind = Kind.PARAGRAPH) -> None:
        """End the current block and begin another."""
        level = self.depth if self.kind is Kind.ITEM else 0
        if self.start < end:
            add_block(self.sheet, self.kind, self.start, end, level)
        self.start, self.kind = after, kind


def read_tex(name: str, raw: str) -> Page:
    r"""The page of a LaTeX document; of its preamble only the macros are read.

    Example:
        >>> page = read_tex("a.tex", r"\section{Tanh} The slope $f'$. % and so on")
        >>> [(block.kind.value, len(block.cells[0])) for block in page.blocks]
        [('heading', 1), ('paragraph', 3)]
    """
    holes, verbatim = _unread(raw)
    view = _blanked(raw, holes)
    start = view.find(r"\begin{document}")
    start = 0 if start < 0 else start + len(r"\begin{document}")
    end = view.find(r"\end{document}", start)
    end = len(raw) if end < 0 else end
    blocks = _blocks(view, start, end, holes)
    for first, last in verbatim:
        if start <= first and last <= end:
            add_code(blocks, first, last)
    ordered = _renumbered(blocks.blocks)
    return Page(Source(name, raw), ordered, None, macros_in(view))


def _renumbered(blocks: list[Block]) -> tuple[Block, ...]:
    """Blocks in order of place, after code has been added at their end."""
    order = sorted(range(len(blocks)), key=lambda i: blocks[i].start)
    place = {old: new for new, old in enumerate(order)}
    return tuple(
        blocks[i] if (header := blocks[i].header) is None
        else replace(blocks[i], header=place[header])
        for i in order
    )  # fmt: skip


def _unread(raw: str) -> tuple[tuple[tuple[int, int], ...], list[tuple[int, int]]]:
    """The ranges of comments, programs and pictures, and of those the programs."""
    holes: list[tuple[int, int]] = []
    programs: list[tuple[int, int]] = []
    barren: set[str] = set()
    position = 0
    while (match := _UNREAD.search(raw, position)) is not None:
        position = match.end()
        if match["comment"]:
            start = match.start()
            line = raw.find("\n", start)
            end = len(raw) if line < 0 else line
            # A line that is a comment and nothing else is no line at all.
            before = raw.rfind("\n", 0, start) + 1
            if line >= 0 and start - before < 1000 and not raw[before:start].strip():
                end += 1
            holes.append((start, end))
            position = end
        elif match["mark"] or match["name"]:
            closer = match["mark"] or rf"\end{{{match['name']}}}"
            if match["name"] and closer in barren:
                continue
            stop = position + _LONGEST_TITLE if match["mark"] else len(raw)
            at = raw.find(closer, position, stop)
            if at < 0:
                barren.add(closer)
                continue
            holes.append((match.start(), at + len(closer)))
            if match["name"] and match["name"] not in {"comment", "tikzpicture", "thebibliography"}:
                programs.append((match.end(), at))
            position = at + len(closer)
    return tuple(holes), programs


def _blanked(raw: str, holes: tuple[tuple[int, int], ...]) -> str:
    kept, position = [], 0
    for start, end in holes:
        kept += [raw[position:start], " " * (end - start)]
        position = end
    return "".join([*kept, raw[position:]])


def _blocks(view: str, start: int, end: int, holes: tuple[tuple[int, int], ...]) -> Sheet:
    ranks = [_HEADINGS.index(m[1]) for m in re.finditer(rf"\\({'|'.join(_HEADINGS)})\b", view)]
    reading = _Reading(Sheet(view, TEX, holes), start, min(ranks, default=0))
    pieces = iter([*pieces_in(view, start, end, TEX), Piece((), end, end)])
    piece = next(pieces)
    position = start
    while (match := _EVENT.search(view, position, end)) is not None:
        while piece.end <= match.start() and piece.start < end:
            piece = next(pieces)
        if piece.start <= match.start() < piece.end:
            position = piece.end
            continue
        position = max(match.end(), _event(reading, match, end))
    reading.close(end, end)
    return reading.sheet


def _event(reading: _Reading, match: re.Match[str], end: int) -> int:
    """What a command means for the blocks; the place behind what it takes."""
    view = reading.sheet.text
    if match["break"]:
        reading.close(match.start(), match.end())
        return match.end()
    if match["heading"]:
        close = group_end(view, match.end(), _LONGEST_TITLE)
        if close is None or close > end:
            return match.end()
        reading.close(match.start(), close)
        rank = _HEADINGS.index(match["heading"]) if match["heading"] in _HEADINGS else reading.top
        add_block(reading.sheet, Kind.HEADING, match.end(), close - 1, rank - reading.top + 1)
        return close
    if match["item"]:
        reading.close(match.start(), match.end(), Kind.ITEM)
        reading.depth = max(1, reading.depth)
        return match.end()
    if match["edge"]:
        return _edge(reading, match, end)
    # A definition: its text is for the macros, and no prose.
    after = _definition_end(view, match.end(), end)
    reading.close(match.start(), after)
    return after


def _edge(reading: _Reading, match: re.Match[str], end: int) -> int:
    view = reading.sheet.text
    after = match.end()
    name = match["name"]
    if match["edge"] == "begin" and name in _TABLES:
        close = -1 if name in reading.barren else view.find(rf"\end{{{name}}}", after, end)
        if close < 0:
            reading.barren.add(name)
        else:
            reading.close(match.start(), close + len(rf"\end{{{name}}}"))
            _table(reading.sheet, after, close)
            return reading.start
    reading.close(match.start(), after)
    if name in _LISTS:
        reading.depth = max(0, reading.depth + (1 if match["edge"] == "begin" else -1))
    return after


def _definition_end(view: str, position: int, end: int) -> int:
    """The place behind the groups that a definition takes."""
    opening = re.compile(r"\s{0,9}(?:\\[A-Za-z]{1,40}|\*|\[[^\[\]]{0,40}\]|(?:#\d)+)?\s{0,9}(\{)?")
    while position < end:
        match = opening.match(view, position, end)
        if match is None or match.end() == position:
            return position
        if match[1]:
            close = group_end(view, match.end(), _LONGEST_TITLE)
            if close is None or close > end:
                return match.start()
            position = close
            if view[position : position + 1] not in {"{", "["}:
                return position
        elif match.group().strip():
            position = match.end()
        else:
            return position
    return position


def _table(sheet: Sheet, start: int, end: int) -> None:
    """The rows of a table."""
    view = sheet.text
    while start < end and view[start] in "{[":  # the width, the columns
        close = group_end(view, start + 1, 300) if view[start] == "{" else view.find("]", start) + 1
        if not close or close > end:
            break
        start = close
    first = len(sheet.blocks)
    for cells in _rows(view, start, end, sheet):
        row_start, row_end = trimmed(view, cells[0][0], cells[-1][1])
        if row_start >= row_end:
            continue
        is_headed = len(sheet.blocks) > first and _is_in_words(sheet.blocks[first])
        add_row(sheet, cells, row_start, row_end, first if is_headed else None)


def _is_in_words(row: Block) -> bool:
    return all(run.language is Language.PROSE for cell in row.cells for run in cell)


def _rows(view: str, start: int, end: int, sheet: Sheet) -> list[list[tuple[int, int]]]:
    pieces = iter([*pieces_in(view, start, end, sheet.dialect), Piece((), end, end)])
    piece = next(pieces)
    rows: list[list[tuple[int, int]]] = [[]]
    depth = 0
    first = position = _ruled(view, start, end)
    while (match := _CELL.search(view, position, end)) is not None:
        position = match.end()
        while piece.end <= match.start() and piece.start < end:
            piece = next(pieces)
        if piece.start <= match.start() < piece.end:
            position = piece.end
        elif match.group() in {"{", "}"}:
            depth += 1 if match.group() == "{" else -1
        elif match.group() == "&" and depth <= 0:
            rows[-1].append((first, match.start()))
            first = position
        elif match.group().startswith("\\\\"):
            rows[-1].append((first, match.start()))
            rows.append([])
            first = position = _ruled(view, position, end)
            depth = 0
    rows[-1].append((first, end))
    return rows


def _ruled(view: str, position: int, end: int) -> int:
    match = _RULES.match(view, position, end)
    return match.end() if match else position
