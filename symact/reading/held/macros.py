r"""Macros of a document, such as ``\newcommand{\R}{\mathbb{R}}``, put in by their text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from symact.reading.held.text import Text

MAX_EXPANSIONS = 400
MAX_LENGTH = 20_000
_NAME = re.compile(r"\\[A-Za-z]+")

Macros = Sequence[tuple[str, int, str]]


def expanded(text: Text, macros: Macros) -> Text:
    r"""The text with every macro replaced by what it stands for; it lies where it was called.

    Macros that need more than a bounded number of steps stay as they are.

    Example:
        >>> from symact.core.span import Source
        >>> from symact.reading.held.text import text_of
        >>> text = text_of(Source("f", r"\s{x}"), 0, 5)
        >>> expanded(text, [(r"\s", 1, r"\sigma(#1)")]).chars
        '\\sigma(x)'
    """
    table = {name: (count, body) for name, count, body in macros}
    chars, origins = text.chars, list(text.origins)
    position = steps = 0
    while (match := _NAME.search(chars, position)) is not None:
        known = table.get(match.group())
        if known is None:
            position = match.end()
            continue
        steps += 1
        if steps > MAX_EXPANSIONS or len(chars) > MAX_LENGTH:
            return text
        count, body = known
        arguments, end = _arguments(chars, match.end(), count)
        if arguments is None:
            position = match.end()
            continue
        put = _filled(body, arguments)
        if put[-1:].isalpha() and chars[end : end + 1].isalpha():
            put += " "
        origins[match.start() : end] = [origins[match.start()]] * len(put)
        chars = chars[: match.start()] + put + chars[end:]
        position = match.start()
    return Text(text.source, chars, origins)


def _filled(body: str, arguments: list[str]) -> str:
    """The replacement text with the arguments in their places."""
    for number, argument in enumerate(arguments, start=1):
        body = body.replace(f"#{number}", argument)
    return body


def _arguments(chars: str, start: int, count: int) -> tuple[list[str] | None, int]:
    """The arguments of a macro, each a group or one character, and where they end."""
    found: list[str] = []
    at = start
    for _ in range(count):
        while at < len(chars) and chars[at].isspace():
            at += 1
        if at >= len(chars):
            return None, start
        if chars[at] != "{":
            found.append(chars[at])
            at += 1
            continue
        depth, begin = 0, at
        while at < len(chars):
            depth += {"{": 1, "}": -1}.get(chars[at], 0)
            at += 1
            if depth == 0:
                break
        if depth:
            return None, start
        found.append(chars[begin + 1 : at - 1])
    return found, at
