r"""Formulas inside of words and under braces: ``\text{if $x > 0$}``, ``\underbrace{x}_{a}``."""

from __future__ import annotations

import re

from symact.reading.held.text import Text

_BOXED = re.compile(
    r"\\(?:text|mbox|textrm|textnormal|hbox)\s*\{(?P<before>[^{}$]{0,60})\$(?P<formula>[^$]{1,200})\$"
    r"(?P<after>[^{}$]{0,60})\}"
)
_BRACED = re.compile(r"\\(?P<side>under|over)brace\s*(?=\{)")


def opened(text: Text) -> Text:
    r"""The text with such formulas beside the words, and without what stands under braces.

    Example:
        >>> from symact.core.span import Source
        >>> from symact.reading.held.text import text_of
        >>> both = r"\underbrace{x}_{\text{a}} \text{if $x > 0$}"
        >>> opened(text_of(Source("f", both), 0, len(both))).chars
        '{x} \\text{if } x > 0 '
    """
    if "brace" in text.chars:
        text = _without_labels(text)
    while "$" in text.chars and (match := _BOXED.search(text.chars)):
        parts: list[tuple[str, int]] = []
        for name in ("before", "formula", "after"):
            inside = match[name]
            if name != "formula" and inside.strip():
                parts += [(c, match.start()) for c in r"\text{"]
            parts += [(c, match.start(name) + k) for k, c in enumerate(inside)]
            if name != "formula" and inside.strip():
                parts.append(("}", match.end() - 1))
            parts.append((" ", match.end() - 1))
        text = _put(text, match.start(), match.end(), parts[:-1])
    return text


def _without_labels(text: Text) -> Text:
    """The text without braces below and above formulas and what is written at them."""
    while match := _BRACED.search(text.chars):
        end = _group_end(text.chars, match.end())
        if end is None:
            return text
        kept = [(text.chars[k], k) for k in range(match.end(), end)]
        sign = "_" if match["side"] == "under" else "^"
        label = re.compile(rf"\s*{re.escape(sign)}\s*").match(text.chars, end)
        after = end
        if label is not None:
            after = _group_end(text.chars, label.end()) or label.end() + 1
        text = _put(text, match.start(), min(after, len(text.chars)), kept)
    return text


def _group_end(chars: str, start: int) -> int | None:
    """The place behind a group in braces, or None where none begins or ends."""
    if chars[start : start + 1] != "{":
        return None
    depth = 0
    for index in range(start, len(chars)):
        depth += {"{": 1, "}": -1}.get(chars[index], 0)
        if depth == 0:
            return index + 1
    return None


def _put(text: Text, start: int, end: int, parts: list[tuple[str, int]]) -> Text:
    """The text with some characters, each with its place, in place of a range."""
    origins = list(text.origins)
    chars = text.chars[:start] + "".join(c for c, _ in parts) + text.chars[end:]
    new = [*origins[:start], *(origins[k] for _, k in parts), *origins[end:]]
    return Text(text.source, chars, new)
