"""Comments of Python programs: consecutive lines are one text, and code in them is none."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator

from symact.reading.pages.parts import Part

_MARK = re.compile(r"#+[:!]?[ ]?")
_HEAD = re.compile(r"\s*(?:def|class|for|if|elif|else|while|with|try|except)\b.*[:(,\\\\]$")
_RULE = re.compile(r"[-=#*~_\s]*")  # a line of signs that only sets something apart


def comments_of(raw: str) -> Iterator[tuple[int, Part]]:
    r"""The comments of a program that are written in words, with the line of each.

    Example:
        >>> program = "# The slope:\n# s(x) (1 - s(x))\n# x = x + 1\n\nx = 1  # tanh\n"
        >>> [(line, part.text) for line, part in comments_of(program)]
        [(1, 'The slope:\ns(x) (1 - s(x))\n\n'), (5, 'tanh\n')]
    """
    group: list[tuple[int, int, int]] = []  # line, column and offset of each mark
    for line, column, offset in _marks(raw):
        if group and (line != group[-1][0] + 1 or column != group[-1][1]):
            yield from _part(raw, group)
            group = []
        group.append((line, column, offset))
    if group:
        yield from _part(raw, group)


def _marks(raw: str) -> Iterator[tuple[int, int, int]]:
    """Where comments begin."""
    starts = [0, *(match.end() for match in re.finditer("\n", raw))]
    try:
        for token in tokenize.generate_tokens(io.StringIO(raw).readline):
            if token.type == tokenize.COMMENT:
                line, column = token.start
                yield line, column, starts[line - 1] + column
    except (tokenize.TokenError, SyntaxError):
        return


def _part(raw: str, group: list[tuple[int, int, int]]) -> Iterator[tuple[int, Part]]:
    """The text of some comments, without lines of code."""
    text = ""
    offsets: list[int] = []
    for _, _, offset in group:
        end = raw.find("\n", offset)
        end = len(raw) if end < 0 else end
        mark = _MARK.match(raw, offset, end)
        start = mark.end() if mark else offset
        shown = raw[start:end].rstrip()
        if _is_code(shown) or _RULE.fullmatch(shown):
            shown = ""
        text += shown + "\n"
        offsets += range(start, start + len(shown) + 1)  # a mark in place of the end of the line
    if text.strip():
        yield group[0][0], Part(text, (*offsets, offsets[-1]))


def _is_code(line: str) -> bool:
    """Whether a line is a statement of a program that has been switched off."""
    try:
        found = ast.parse(line.strip()).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return line.rstrip().endswith((":", "\\", ",", "(")) and line[:4] in {
            "def ",
            "for ",
            "if (",
            "clas",
        }
    return any(not isinstance(node, ast.Expr | ast.AnnAssign) for node in found)


__all__ = ["comments_of"]
