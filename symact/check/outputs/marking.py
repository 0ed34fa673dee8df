"""The lines of a document cut where claims begin and end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import final

from symact.check.outputs.entries import Entry


@final
@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line that belongs to the same claims throughout.

    Attributes:
        entries: what is said of it.
        begin: those of them that begin with it.
    """

    text: str
    entries: tuple[Entry, ...] = ()
    begin: tuple[Entry, ...] = ()


def line_pieces(text: str, marked: Sequence[Entry]) -> list[list[Piece]]:
    r"""The pieces of every line of a text, without its line ends.

    Example:
        >>> [[piece.text for piece in line] for line in line_pieces("a\nb", [])]
        [['a'], ['b']]
    """
    cuts = {0, len(text)}
    for entry in marked:
        if entry.span is not None:
            cuts |= {entry.span.start, entry.span.end}
    for i, character in enumerate(text):
        if character == "\n":
            cuts |= {i, i + 1}
    places = sorted(cut for cut in cuts if cut <= len(text))
    waiting = sorted(
        (entry for entry in marked if entry.span is not None),
        key=lambda entry: entry.span.start if entry.span else 0,
    )
    lines: list[list[Piece]] = [[]]
    inside: list[Entry] = []
    at = 0
    for start, end in pairwise(places):
        inside = [entry for entry in inside if entry.span is not None and start < entry.span.end]
        while at < len(waiting) and _start(waiting[at]) <= start:
            inside.append(waiting[at])
            at += 1
        part = text[start:end]
        if part == "\n":
            lines.append([])
            continue
        begin = tuple(entry for entry in inside if _start(entry) == start)
        lines[-1].append(Piece(part.rstrip("\r"), tuple(inside), begin))
    return lines


def _start(entry: Entry) -> int:
    return entry.span.start if entry.span is not None else 0
