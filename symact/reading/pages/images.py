"""Formulas in the addresses of images, which a service on the web draws from their LaTeX."""

from __future__ import annotations

import re

from symact.reading.held.addresses import DRAWN

_SOURCE = re.compile(rf"\bsrc\s*=\s*[\"']\s*{DRAWN}(?P<formula>[^\"'\n]+)[\"']", re.IGNORECASE)
_TARGET = re.compile(
    rf"\]\(\s*{DRAWN}(?P<formula>[^\s\"]+?)(?:\s+\"[^\"\n]*\")?\)(?=[\s.,;:|\]]|\Z)", re.IGNORECASE
)


def formula_in_tag(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the formula that an image of HTML shows stands in its address, or None.

    Example:
        >>> tag = '<img src="https://latex.codecogs.com/svg.image?x^2">'
        >>> tag[slice(*formula_in_tag(tag, 0, len(tag)))]
        'x^2'
    """
    match = _SOURCE.search(text, start, end)
    return None if match is None else match.span("formula")


def formula_in_target(text: str, start: int, end: int) -> tuple[int, int, int] | None:
    """The same for an image of Markdown, with the place behind it."""
    match = _TARGET.match(text, start, end)
    return None if match is None else (*match.span("formula"), match.end())
