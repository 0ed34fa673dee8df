"""Indices that no brace encloses: ``w1``, ``net_h1``; and numbers that may be lost exponents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from symact.reading.held.lexer_words import is_function_name

PART = re.compile(r"[A-Za-z]+|[0-9]+")
_INDEX = re.compile(r"[A-Za-z]+[0-9]+[A-Za-z0-9]*|[0-9]+[A-Za-z][A-Za-z0-9]*")
_NUMBERED = re.compile(r"[A-Za-z]{2,}[0-9]+[A-Za-z]*")
# Letters that are often squared, and what shows that numbers behind letters are indices.
_POWERED = frozenset(("c", "d", "e", "q", "r", "s", "t", "u", "v", "x", "y", "z", "sigma", "mu"))
_POWERS = frozenset(("2", "3"))
_INDEXED = re.compile(r"(?<![A-Za-z0-9.])[A-Za-z][014-9](?![0-9.])")
_MARKS = frozenset(("letter", "number", "comma", "word"))


class _Before(Protocol):
    """A lexeme that stands before."""

    @property
    def kind(self) -> str:
        """Its kind."""

    @property
    def text(self) -> str:
        """Its canonical form."""


def index_end(chars: str, at: int, before: Sequence[_Before]) -> int:
    """Where an index of letters and digits ends that begins at a place; 0 where none does.

    Behind a word nobody means a product; behind a letter, TeX would set the first character
    alone below, and whoever writes ``w_h1`` does not want that.
    """
    if len(before) < len("x_") or before[-1].kind != "under":
        return 0
    match = _INDEX.match(chars, at) if before[-2].kind in {"word", "letter"} else None
    return 0 if match is None else match.end()


def numbered_name(chars: str, at: int) -> int:
    """Where a function's name ends that begins at a place and holds a number; 0 for none.

    Example:
        >>> numbered_name("ReLU6(x)", 0), numbered_name("layer1", 0)
        (5, 0)
    """
    match = _NUMBERED.match(chars, at)
    return match.end() if match is not None and is_function_name(match.group()) else 0


def sort_of_glued(number: str, chars: str, before: Sequence[_Before], *, plain: bool) -> str:
    """What a number is that no space sets apart: an ``index``, perhaps ``lost``, or neither.

    A square that is raised no more looks like an index; only another index in the formula, which
    can be no exponent, tells.
    """
    if not before or before[-1].kind not in {"letter", "word", "close"} or not number.isdecimal():
        return ""
    if before[-1].kind == "close":
        return "lost" if plain and number in _POWERS else ""  # (1 + x)2
    if len(before) > 1 and before[-2].kind in {"caret", "under"}:
        return "lost"
    if _is_in_index(before):
        return ""
    if before[-1].kind == "word":
        word = before[-1].text
        may_be_product = len(word) == len("mc") and (number in _POWERS or word[0] == "d")
        return "lost" if may_be_product or is_function_name(word) else "index"
    may_be_power = number in _POWERS and before[-1].text in _POWERED
    return "lost" if may_be_power and _INDEXED.search(chars) is None else "index"


def _is_in_index(before: Sequence[_Before]) -> bool:
    """Whether what comes next stands in the braces of an index, where letters are marks."""
    at = len(before) - 1
    while at > 0 and before[at].kind in _MARKS:
        at -= 1
    return at > 0 and before[at].kind == "lbrace" and before[at - 1].kind == "under"
