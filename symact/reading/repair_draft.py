"""A formula under repair: its characters, the place each comes from, and what has been changed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple, final

from symact.reading.repair_rules import LEFTOVERS, WORDED

_ENDINGS = "|".join(sorted({*WORDED, *(name[1:] for name in WORDED if name[1:] in LEFTOVERS)}))
_WORDED = re.compile(rf"(?<![A-Za-z])[A-Za-z]??(?:{_ENDINGS})\\?\*?\s*(?=\{{)")
_BRACES = re.compile(r"\\.|[{}]", re.DOTALL)
_COMMENT = re.compile(r"(?<!\\)%[^\n]*")
COMMAND = re.compile(r"\\[A-Za-z]{2,}")


class Edit(NamedTuple):
    """Other characters for the half-open range ``[start, end)``, and why."""

    start: int
    end: int
    text: str
    reason: str


class Note(NamedTuple):
    """An edit as it is reported: the range in the source, and both texts."""

    start: int
    end: int
    before: str
    after: str
    reason: str


@final
@dataclass(frozen=True, slots=True)
class Draft:
    """A formula and what has been mended in it so far.

    Attributes:
        origins: for each character, and for the end, its offset in the source.
        is_marked: whether the letters of the first draft showed that commands were eaten in it.
        had_commands: whether some command of the first draft had its backslash.
    """

    text: str
    origins: tuple[int, ...]
    notes: tuple[Note, ...] = ()
    is_marked: bool = False
    had_commands: bool = False

    def changed(self, edits: Iterable[Edit]) -> Draft:
        r"""The draft after edits that do not overlap.

        Example:
            >>> draft = Draft("rac{1}{2}", tuple(range(10)))
            >>> after = draft.changed([Edit(0, 3, r"\frac", "an escape was eaten")])
            >>> after.text, after.origins[:5]
            ('\\frac{1}{2}', (0, 0, 0, 1, 2))
        """
        parts: list[str] = []
        origins: list[int] = []
        notes = list(self.notes)
        position = 0
        for edit in sorted(edits):
            before = self.text[edit.start : edit.end]
            parts += (self.text[position : edit.start], edit.text)
            origins += self.origins[position : edit.start]
            origins += (self.origins[edit.start + k] for k in _aligned(before, edit.text))
            first, last = self.origins[edit.start], self.origins[edit.end]
            notes.append(Note(first, last, before, edit.text, edit.reason))
            position = edit.end
        parts.append(self.text[position:])
        origins += self.origins[position:]
        return Draft(
            "".join(parts), tuple(origins), tuple(notes), self.is_marked, self.had_commands
        )


def _aligned(before: str, after: str) -> list[int]:
    """For each character of *after* the place in *before* that it comes from, never falling.

    Example:
        >>> _aligned("rac", "_frac")
        [0, 0, 0, 1, 2]
        >>> _aligned("{ m a x }", "{max}")
        [0, 2, 4, 6, 8]
    """
    places: list[int] = []
    position = 0
    tail = _common_tail(before, after)
    for character in after[: len(after) - tail]:
        found = before.find(character, position, len(before) - tail)
        places.append(position if found < 0 else found)
        position = position if found < 0 else found + 1
        position = min(position, len(before) - tail)
    return places + list(range(len(before) - tail, len(before)))


def _common_tail(before: str, after: str) -> int:
    count = 0
    while count < min(len(before), len(after)) and before[-1 - count] == after[-1 - count]:
        count += 1
    return count


def braces(text: str) -> dict[int, int]:
    r"""The closing brace of each opening one.

    Example:
        >>> braces(r"{a\}{b}}")
        {4: 6, 0: 7}
    """
    stack: list[int] = []
    pairs: dict[int, int] = {}
    for match in _BRACES.finditer(text):
        if match.group() == "{":
            stack.append(match.start())
        elif match.group() == "}" and stack:
            pairs[stack.pop()] = match.start()
    return pairs


def worded(text: str) -> bytearray:
    r"""A mark for each character that is no mathematics: words, names, labels and comments.

    Example:
        >>> list(worded(r"\text{x}y"))
        [0, 0, 0, 0, 0, 1, 1, 1, 0]
    """
    marks = bytearray(len(text))
    pairs = braces(text)
    for match in _WORDED.finditer(text):
        end = pairs.get(match.end(), len(text) - 1) + 1
        marks[match.end() : end] = b"\1" * (end - match.end())
    for match in _COMMENT.finditer(text):
        marks[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    return marks
