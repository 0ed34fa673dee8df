"""Formulas on the keyboard that stand side by side and would be read as one product."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class _Token(Protocol):
    """A lexeme."""

    @property
    def kind(self) -> str:
        """Its kind."""

    @property
    def gap(self) -> bool:
        """Whether a space stands before it."""


def second_formula(tokens: Sequence[_Token]) -> int | None:
    """Where a second formula may begin, as in ``f(0) = 0.5 f(1) = 0.7``; None where none does.

    What stands between two signs of equality is a number and a call behind a space: a product, or
    the end of one formula and the beginning of another.
    """
    for index in range(len(tokens) - 4):
        sign, number, name, opened = tokens[index : index + 4]
        kinds = (sign.kind, number.kind, opened.kind)
        if kinds != ("relation", "number", "open") or name.kind not in {"letter", "word"}:
            continue
        end = _behind_bracket(tokens, index + 3)
        if name.gap and end is not None and tokens[end].kind == "relation":
            return index + 2
    return None


def _behind_bracket(tokens: Sequence[_Token], start: int) -> int | None:
    level = 0
    for index in range(start, len(tokens) - 1):
        level += {"open": 1, "close": -1}.get(tokens[index].kind, 0)
        if level == 0:
            return index + 1
    return None
