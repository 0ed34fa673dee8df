"""Intervals that stand alone, under words that make them ranges."""

from __future__ import annotations

import re

from symact.check import phrases
from symact.check.chains import State
from symact.check.noun_phrases import is_of_the_subject
from symact.check.subjects import functions_named
from symact.reading.pages.page import Block, Kind, Page

_FRAME = re.compile(r"\A(?:\[\s*\n|\\\[|\$\$?)|(?:\n\s*\]|\\\]|\$\$?)\Z")
_GREEK = r"\\(?:alpha|beta|lambda)|[αβλ]"
_END = rf"(?:[-+−\s]|\d|\.|∞|\\inf(?:ty|in)|{_GREEK})+"
_INTERVAL = re.compile(rf"[\[\](]{_END}[,;，]{_END}[\])\[]")
_OPEN = re.compile(r"\b(?:of|for|von|de|di|du|des)\W*\Z", re.IGNORECASE)
_MOST = 5  # words of a label that names what stands below it


def is_lone_interval(block: Block, page: Page) -> bool:
    """Whether a paragraph or a display is an interval and nothing else."""
    if block.kind not in {Kind.PARAGRAPH, Kind.DISPLAY}:
        return False
    text = page.source.text[block.start : block.end].strip()
    bare = _FRAME.sub("", text).strip(" \t\n$*_`.,")
    return _INTERVAL.fullmatch(bare) is not None


def is_below_its_name(lead: str, state: State) -> bool:
    """Whether the words above name the function of the section and say nothing else.

    An interval there is a range, or perhaps a domain: it may be proved and is not refuted.
    """
    named = functions_named(lead)
    return named == [state.context.title] and phrases.word_count(lead) <= _MOST


def range_above(lead: str, state: State) -> str | None:
    """The words that make the interval below them a range; None where nothing does.

    Example:
        >>> from symact.check.context import Context
        >>> range_above("Output range:", State(Context()))
        'Output range:'
        >>> range_above("Domain and range:", State(Context())) is None
        True
    """
    if _OPEN.search(lead):
        return None  # "The image of" some formula
    is_label = phrases.RANGE.search(lead) and phrases.word_count(lead) <= _MOST
    if is_label and is_of_the_subject(lead.rstrip(": *_")) and not phrases.OTHER.search(lead):
        return lead
    return "" if state.is_defining else None
