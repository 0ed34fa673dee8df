r"""Delimiters in pairs: a ``\right`` that lost its escape is told by the ``\left`` before it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from symact.reading.repair_draft import Draft, Edit, worded
from symact.reading.repair_rules import CLOSERS

_DELIMITERS = r"""[()\[\]|./]|\\[{}|]|\\(?:[lr]?(?:vert|Vert|brace|brack|angle|ceil|floor))\b"""
_SIDE = re.compile(
    rf"""(?P<row>\\\\)
      | (?P<left>\\left|(?<![A-Za-z\\])left)(?P<opening>\s*(?:{_DELIMITERS}|\{{))
      | (?P<right>\\right|[\r\n]right|[\r\n]ight|right|ight)(?P<closing>\s*(?:{_DELIMITERS}|\}}))
      """,
    re.VERBOSE,
)
_LEFT = r"\left"
_RIGHT = r"\right"


def pair_edits(draft: Draft) -> Iterator[Edit]:
    r"""What to change at delimiters of which one is ``\left`` or ``\right``, damaged or not.

    Example:
        >>> text = r"\left(xight)"
        >>> [(e.start, e.text) for e in pair_edits(Draft(text, tuple(range(len(text) + 1))))]
        [(7, '\\right)')]
    """
    marks = worded(draft.text)
    stack: list[re.Match[str]] = []
    pairs: list[tuple[re.Match[str], re.Match[str]]] = []
    for match in _SIDE.finditer(draft.text):
        if match["row"] or marks[match.start()]:
            continue
        if match["left"]:
            stack.append(match)
        elif _is_right(match):
            if not stack:
                pairs = []
                break
            pairs.append((stack.pop(), match))
    # Where one side is missing, or is no side but the end of a word, no pair is certain.
    if not stack:
        for left, right in pairs:
            if _encloses(left, right):
                yield from _pair(left, right)
    yield from _closers(draft.text, marks)


def _encloses(left: re.Match[str], right: re.Match[str]) -> bool:
    """Whether the brackets between two sides close each other."""
    depth = 0
    for character in left.string[left.end() : right.start()]:
        depth += (character == "(") - (character == ")")
        if depth < 0:
            return False
    return depth == 0 or left["opening"].strip() != "("


def _is_right(match: re.Match[str]) -> bool:
    """Whether the letters may be a right side, and not the end of a command or of a word."""
    text, at = match.string, match.start()
    while at > 0 and text[at - 1].isalpha():
        at -= 1
    if match["right"] == _RIGHT:
        return True
    before = text[at : match.start()]
    is_short = len(before) < 2 or (len(before) < 4 and not before.islower())
    return is_short and (at == 0 or text[at - 1] != "\\")


def _pair(left: re.Match[str], right: re.Match[str]) -> Iterator[Edit]:
    opened, closed = left["left"] == _LEFT, right["right"] == _RIGHT
    # r\right leaves `right` as well: where \left kept its backslash, either may be meant.
    if not closed and right["right"].endswith("right") and opened:
        return
    is_braced = left["opening"].endswith("{") and not left["opening"].endswith("\\{")
    is_closed = right["closing"].endswith("}") and not right["closing"].endswith("\\}")
    if is_braced is not is_closed:
        return
    if not opened or is_braced:
        brace = left["opening"].replace("{", "\\{") if is_braced else left["opening"]
        reason = "its backslash is lost" if not opened else "the backslash of the brace is lost"
        yield Edit(left.start(), left.end(), _LEFT + brace, reason)
    if not closed or is_braced:
        brace = right["closing"].replace("}", "\\}") if is_braced else right["closing"]
        start = right.start()
        reason = "the backslash of the brace is lost"
        if not closed:
            eaten = not right["right"].endswith("right")
            reason = "the escape \\r was eaten" if eaten else "its backslash is lost"
            start += right["right"].endswith("right") and right["right"][0] in "\r\n"
        yield Edit(start, right.end(), _RIGHT + brace, reason)


def _closers(text: str, marks: bytearray) -> Iterator[Edit]:
    r"""``\lfloor x`` and then ``floor``, of which the first letter of ``\rfloor`` is gone."""
    for rest, (left, right) in CLOSERS.items():
        if f"\\{left}" not in text:
            continue
        depth = 0
        for match in re.finditer(rf"\\{left}\b|\\{right}\b|[\r\n]?(?<![A-Za-z\\]){rest}\b", text):
            if match.group() == f"\\{left}":
                depth += 1
            elif match.group() == f"\\{right}":
                depth -= 1
            elif depth > 0 and not marks[match.start()] and text[match.end() :][:1] != "(":
                depth -= 1
                yield Edit(match.start(), match.end(), f"\\{right}", "the escape \\r was eaten")
