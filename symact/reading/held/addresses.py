"""How LaTeX is spelled in the address of an image: blanks and signs have names or numbers there."""

from __future__ import annotations

import re

# Services that draw the LaTeX behind the question mark.
DRAWN = r"https?://(?:(?:latex|tex)\.codecogs\.com/[\w.]+\?|render\.githubusercontent\.com/render/math\?math=)"
_BEHIND = re.compile(rf"{DRAWN}\Z", re.IGNORECASE)
_LONGEST = 80
_ESCAPED = re.compile(
    r"(?P<style>(?:\\|%5C)(?:inline|dpi(?:\{|%7B)\d+(?:\}|%7D)|bg_\w+|fn_\w+)(?![A-Za-z])(?:&space;|%20|\s)*)|"
    r"&(?P<name>space|plus|amp|lt|gt|hash|quot);|%(?P<code>[2-7][0-9A-Fa-f])",
    re.IGNORECASE,
)
_NAMED = {"space": " ", "plus": "+", "amp": "&", "lt": "<", "gt": ">", "hash": "#", "quot": '"'}


def is_in_address(text: str, start: int) -> bool:
    """Whether a place is the beginning of a formula in an address.

    Example:
        >>> is_in_address("https://latex.codecogs.com/svg.image?x^2", 37)
        True
    """
    return _BEHIND.search(text[max(0, start - _LONGEST) : start]) is not None


def decoded(text: str, start: int, end: int) -> tuple[str, list[int]]:
    """The characters of a formula in an address, and where each of them comes from.

    Example:
        >>> decoded("a&space;&plus;%20b", 0, 18)[0]
        'a + b'
    """
    chars: list[str] = []
    origins: list[int] = []
    position = start
    for match in _ESCAPED.finditer(text, start, end):
        chars += text[position : match.start()]
        origins += range(position, match.start())
        position = match.end()
        if match["style"]:
            continue
        chars.append(_NAMED[match["name"]] if match["name"] else chr(int(match["code"], 16)))
        origins.append(match.start())
    chars += text[position:end]
    origins += range(position, end + 1)
    return "".join(chars), origins
