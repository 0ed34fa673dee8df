"""Formulas on the keyboard that stand side by side and would be read as one product."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

_OPERANDS = frozenset(("number", "close", "letter", "raised", "lowered", "rbrace", "part"))
_ENDS = frozenset(("row", "wide", "comma", "semicolon", "words", "implies"))
_ROUND = frozenset(("∂", r"\partial"))


class _Token(Protocol):
    """A lexeme."""

    @property
    def kind(self) -> str:
        """Its kind."""

    @property
    def text(self) -> str:
        """Its canonical form."""

    @property
    def gap(self) -> bool:
        """Whether a space stands before it."""


def second_formula(tokens: Sequence[_Token]) -> int | None:
    """Where a second formula may begin, as in ``f(0) = 0.5 f(1) = 0.7``; None where none does.

    What stands between two signs of equality ends in a call behind a space: a product, or the end
    of one formula and the beginning of another.
    """
    level = 0
    is_right = False
    for index in range(1, len(tokens) - 3):
        before, name, opened = tokens[index - 1 : index + 2]
        level += {"open": 1, "close": -1}.get(before.kind, 0)
        is_right = (is_right or before.kind == "relation") and before.kind not in _ENDS
        if level or not is_right or not name.gap or opened.kind != "open" or opened.gap:
            continue
        if before.kind not in _OPERANDS or name.kind not in {"letter", "word"}:
            continue
        end = _behind_bracket(tokens, index + 1)
        if end is not None and tokens[end].kind == "relation" and not _is_slope(tokens, index):
            return index
    return None


def _is_slope(tokens: Sequence[_Token], name: int) -> bool:
    """Whether ``d/dx`` stands before a name."""
    start = max(0, name - len("d/dx"))
    return any(token.text in _ROUND or token.text[0:1] == "d" for token in tokens[start:name])


def _behind_bracket(tokens: Sequence[_Token], start: int) -> int | None:
    level = 0
    for index in range(start, len(tokens) - 1):
        level += {"open": 1, "close": -1}.get(tokens[index].kind, 0)
        if level == 0:
            return index + 1
    return None
