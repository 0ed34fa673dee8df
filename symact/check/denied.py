"""Statements that a text quotes as wrong: "A common mistake is ..."."""

from __future__ import annotations

import re

from symact.core.span import Span

_BACK, _ON = 100, 40  # characters before and behind a statement
_DENIED = re.compile(
    r"\b(?:wrong(?:ly)?|mistakes?|mistakenly|incorrect(?:ly)?|erroneous(?:ly)?|typos?|"
    r"not (?:this|to be confused)|falsch\w*|fehlerhaft\w*|erreur fréquente|incorrecte?s?|"
    r"incorrect[oa]s?|errad[oa]s?|sbagliat[oa]|yanlış)\b|"
    r"错误|誤り|間違|틀린|잘못|неверн|ошибк",
    re.IGNORECASE,
)


def is_denied(span: Span) -> bool:
    """Whether the words beside a statement say that it is wrong, so that nobody claims it.

    Example:
        >>> from symact.core.span import Source
        >>> is_denied(Span(Source("a.md", "A common mistake: 1 + x"), 18, 23))
        True
    """
    text = span.source.text
    before, behind = text[max(0, span.start - _BACK) : span.start], text[span.end :][:_ON]
    return _DENIED.search(before) is not None or _DENIED.search(behind) is not None
