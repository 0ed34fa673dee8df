"""Statements that a text quotes as wrong: "A common mistake is ..."."""

from __future__ import annotations

import re
from dataclasses import replace

from symact.check.chains import Claim
from symact.check.judge.outcome import unknown
from symact.core.span import Span
from symact.core.verdict import Status

_BACK, _ON = 100, 40  # characters before and behind a statement
_DENIED = re.compile(
    r"\b(?:wrong(?:ly)?|mistakes?|mistakenly|incorrect(?:ly)?|erroneous(?:ly)?|typos?|"
    r"not (?:this|to be confused)|falsch\w*|fehlerhaft\w*|erreur fréquente|incorrecte?s?|"
    r"incorrect[oa]s?|errad[oa]s?|sbagliat[oa]|yanlış)\b|"
    r"错误|誤り|間違|틀린|잘못|неверн|ошибк",
    re.IGNORECASE,
)


def unless_denied(claim: Claim) -> Claim:
    """A claim, but open where it is false and the words beside it say so: nobody claims it."""
    if claim.judgement.status is not Status.REFUTED or not _is_denied(claim.span):
        return claim
    return replace(claim, judgement=unknown("the text may quote it as wrong"))


def _is_denied(span: Span) -> bool:
    """Whether the words beside a statement say that it is wrong.

    Example:
        >>> from symact.core.span import Source
        >>> _is_denied(Span(Source("a.md", "A common mistake: 1 + x"), 18, 23))
        True
    """
    text = span.source.text
    before, behind = text[max(0, span.start - _BACK) : span.start], text[span.end :][:_ON]
    return _DENIED.search(before) is not None or _DENIED.search(behind) is not None
