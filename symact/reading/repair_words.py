r"""Commands that lost their escape or their backslash: ``rac{1}{2}``, a tabulator and ``anh``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import final

from symact.core.typeset_numbers import GREEK
from symact.reading.latex_words import FUNCTIONS
from symact.reading.repair_draft import Draft, Edit, worded
from symact.reading.repair_rules import (
    AFTER_TAB,
    BARE,
    CONTROLS,
    DECISIVE,
    EATEN,
    EATEN_B,
    INFIX,
    KNOWN,
    LEFTOVERS,
    LIMITS,
    OTHERS,
    SHORTEST,
    SIZED,
    SOURCES,
    STICKING,
    TAKING,
    TAKING_DIGITS,
)

_SCAN = re.compile(
    r"""(?P<row>\\\\)
      | \\(?:[A-Za-z]+|[^A-Za-z\a\b\v\f])
      | (?P<mark>[\a\b\v\f\t\n\r]?)(?P<word>[A-Za-z]+)
      | [^\\A-Za-z\a\b\v\f\t\n\r]+
      | .
      """,
    re.VERBOSE | re.DOTALL,
)
_BRACE = re.compile(r"\s*\{")
_BRACKET = re.compile(r"\s*\[")
_DIGIT = re.compile(r"\s*[0-9]")
_BELOW = re.compile(r"\s*_")
_DELIMITER = re.compile(r"\s*(?:[()\[\]|/]|\\[{}|]|\\[lr](?:[vV]ert|brace|angle|floor|ceil))")
_ENVIRONMENT = re.compile(r"\s*\{\s*[A-Za-z]")
_OPERAND = re.compile(r"\s*[A-Za-z0-9.(\[|{\\+\-−\u0370-\u03ff]")
_NO_OPERAND = re.compile(r"(?:^|[=<>+\-−*/(\[{^_,;&~]|\\\\|\\[,;:! ])\s*\Z")
_CALLED = re.compile(r"\s*[(_]")
_LETTER = re.compile(r"\{[A-Za-z]\}")
_TENDS = re.compile(r"\S\to(?:\s|[\\0-9+\-−])")
_RHO = re.compile(r"\s*ho'*\(([a-gi-z])\)\s*:?=")
_TYPEWRITTEN = frozenset(name.removeprefix("\\") for name in FUNCTIONS)
# A name with low lines, and a word that is an index: they are no mathematics.
_SNAKE = re.compile(r"_[A-Za-z]{2}")
_INDEX = re.compile(r"_\s*\{\s*\Z")
# What comes before a word that a comparison may need to see.
_NEAR = 40


@final
@dataclass(frozen=True, slots=True)
class _Word:
    """Letters without a backslash, the control character before them, and what surrounds them."""

    text: str
    letters: str
    mark: str
    start: int  # of the letters
    end: int
    is_prose: bool
    draft: Draft

    def mended(self, name: str, prefix: str = "") -> Edit:
        """An edit that makes a command of the letters and of the character before them."""
        if prefix:
            reason = f"the escape \\{name[0]} was eaten"
            return Edit(self.start + len(prefix), self.end, f"\\{name}", reason)
        eaten = name != self.letters
        reason = f"the escape \\{name[0]} was eaten" if eaten else "its backslash is lost"
        taken = self.mark and CONTROLS[self.mark] == name[0] and eaten
        # A line end may have been a carriage return before a program made it one.
        taken = taken or (self.mark == "\n" and eaten and name[0] == "r")
        return Edit(self.start - 1 if taken else self.start, self.end, f"\\{name}", reason)


def word_edits(draft: Draft) -> Iterator[Edit]:
    r"""What to change where letters are left of a command.

    Example:
        >>> text = "3imes 2"
        >>> [(e.start, e.text) for e in word_edits(Draft(text, tuple(range(len(text) + 1))))]
        [(1, '\\times')]
    """
    text = draft.text
    marks = worded(text)
    is_prose = _is_prose(text, marks)
    after_row = False
    for match in _SCAN.finditer(text):
        letters = match["word"]
        if letters and not marks[match.start("word")]:
            word = _Word(
                text, letters, match["mark"], match.start("word"), match.end(), is_prose, draft
            )
            edit = _mend(word, after_row=after_row)
            if edit is not None:
                yield edit
        after_row = match["row"] is not None


def is_marked(text: str) -> bool:
    r"""Whether letters of a text show that ``\b`` was eaten in it.

    Example:
        >>> is_marked("egin{cases} m{x}"), is_marked("m{x}")
        (True, False)
    """
    return any(word in EATEN_B for word in re.findall(r"(?<![A-Za-z\\])[A-Za-z]+", text))


def _mend(word: _Word, *, after_row: bool) -> Edit | None:
    if word.mark in DECISIVE and word.mark:
        name = CONTROLS[word.mark] + word.letters
        return word.mended(name) if name in KNOWN else None
    if word.mark and (edit := _after_space(word)) is not None:
        return edit
    for rule in (_leftover, _sticking, _special):
        if (edit := rule(word)) is not None:
            return edit
    # Behind a row break they may be a command with two backslashes.
    return None if after_row else _bare(word)


def _after_space(word: _Word) -> Edit | None:
    """Letters behind a tabulator or a line end, which may be an eaten escape."""
    letters, mark = word.letters, word.mark
    initials = "t" if mark == "\t" else "nr"
    names = {name for name in SOURCES.get(letters, ()) if name[0] in initials}
    if letters in TAKING_DIGITS and names == {"tfrac"}:
        return word.mended("tfrac") if _fits("tfrac", word) else None
    if len(names) != 1 or letters in KNOWN or letters == "ight":
        return None
    (name,) = names
    if name not in TAKING | SIZED | INFIX | BARE | OTHERS | GREEK or not _fits(name, word):
        return None
    if len(letters) >= SHORTEST or name in TAKING:
        return word.mended(name)
    if word.is_prose:
        return None
    allowed = (
        (letters in AFTER_TAB and mark == "\t" and not _indents(word))
        or (letters == "eq" and mark in "\n\r" and _is_between(word))
        or (letters == "ho" and mark == "\r")
        or (letters == "o" and mark == "\t" and _tends(word))
    )
    return word.mended(name) if allowed else None


def _indents(word: _Word) -> bool:
    before = word.start - 2
    return before >= 0 and word.text[before] in "\n\r\t "


def _tends(word: _Word) -> bool:
    return word.start >= 2 and _TENDS.match(word.text, word.start - 2) is not None


def _leftover(word: _Word) -> Edit | None:
    name = LEFTOVERS.get(word.letters)
    if name is None or not _fits(name, word):
        return None
    if word.is_prose and name not in TAKING:
        return None
    return word.mended(name)


def _sticking(word: _Word) -> Edit | None:
    """A leftover behind a letter to which it sticks."""
    rest = word.letters[1:]
    if rest not in STICKING or word.letters in KNOWN or not _fits(LEFTOVERS[rest], word):
        return None
    if word.is_prose and LEFTOVERS[rest] not in TAKING:
        return None
    return word.mended(LEFTOVERS[rest], word.letters[0])


def _special(word: _Word) -> Edit | None:
    r"""``m{x}`` where ``\b`` was eaten, and ``ho(x) =``, which defines."""
    if word.letters == "m" and word.draft.is_marked and _LETTER.match(word.text, word.end):
        return word.mended("bm")
    if word.letters == "ho" and not word.text[: word.start].strip() and _RHO.match(word.text):
        return word.mended("rho")
    return None


def _bare(word: _Word) -> Edit | None:
    """A whole command that only lost its backslash, if no other could leave these letters."""
    name = word.letters
    if name not in BARE | LIMITS or not _fits(name, word):
        return None
    others = {n for n in SOURCES.get(name, ()) if n != "tfrac"}
    if word.mark and others:
        return None
    # Where other commands have theirs, a letter and what is left of a command may look the same:
    # `theta` is left of t\theta when the whole escape is gone, and `leq` of \nleq.
    if word.draft.had_commands and name not in TAKING_DIGITS and (others or name[0] in EATEN):
        return None
    if _is_label(word):
        return None
    if name in TAKING | LIMITS:
        return word.mended(name)
    if word.is_prose or (name in INFIX and not _is_between(word)):
        return None
    return word.mended(name)


def _is_label(word: _Word) -> bool:
    """Whether the letters are part of a name such as ``alpha_decay``, or a word for an index."""
    before = word.text[max(0, word.start - _NEAR) : word.start]
    if before.endswith("_") or _SNAKE.match(word.text, word.end):
        return True
    return word.letters not in GREEK | {"infty"} and _INDEX.search(before) is not None


def _fits(name: str, word: _Word) -> bool:
    """Whether what stands behind the letters is what the command needs."""
    text, end = word.text, word.end
    if name in {"begin", "end"}:
        return _ENVIRONMENT.match(text, end) is not None
    if name in TAKING:
        if name in TAKING_DIGITS and _DIGIT.match(text, end):
            return True
        if name == "sqrt" and _BRACKET.match(text, end):
            return True
        return _BRACE.match(text, end) is not None
    if name in SIZED:
        return _DELIMITER.match(text, end) is not None
    if name in LIMITS:
        return _BELOW.match(text, end) is not None
    return True


def _is_between(word: _Word) -> bool:
    """Whether an operand stands on either side."""
    before = word.text[max(0, word.start - _NEAR) : word.start]
    return _NO_OPERAND.search(before) is None and _OPERAND.match(word.text, word.end) is not None


def _is_prose(text: str, marks: bytearray) -> bool:
    """Whether words of a language stand among the letters: then letters alone show nothing.

    Example:
        >>> _is_prose("5 and the sum is 6", bytearray(18)), _is_prose("3 imes 2", bytearray(8))
        (True, False)
    """
    count = 0
    for match in re.finditer(r"(?<![A-Za-z\\])[a-z]{3,}(?![A-Za-z])", text):
        word = match.group()
        explained = (
            word in LEFTOVERS
            or word in BARE
            or word in _TYPEWRITTEN
            or word[1:] in STICKING
            or word.endswith("ight")
            or _CALLED.match(text, match.end()) is not None
        )
        count += not explained and not marks[match.start()]
    return count > 1
