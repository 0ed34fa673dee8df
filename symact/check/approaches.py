"""Limits that words name: "tends to 0 as x goes to infinity"."""

from __future__ import annotations

import re
from collections.abc import Iterator

import sympy as sp

from symact.check import phrases
from symact.check.chains import Claim, State
from symact.check.judge.limits import limit
from symact.check.judge.outcome import unknown
from symact.check.noun_phrases import has_other_characters, is_of_the_subject
from symact.check.peaks import number_at
from symact.check.report import ClaimKind, Judgement
from symact.check.sentences import Sentence
from symact.check.spoken import Spoken, spoken_of
from symact.check.subjects import functions_named
from symact.check.tendencies import ends_of
from symact.core.verdict import Status

_TENDS = re.compile(
    r"\b(?:tends?|converges?|goes|approach(?:es)?|tende|tiende|tend|converge|strebt|geht|konvergiert|saturates?)"
    r"\s+(?:(?:to(?:wards?)?|at|a|ad|hacia|para|vers|gegen)\s+)?|(?:趋近于|趋于|趋向于?|趋近)\s*",
    re.IGNORECASE,
)
_FAR = 120  # characters before a verb in which a condition is looked for
_FEW = 3  # words that name a function and say nothing of it
_GOES_ON = re.compile(rf"\s*(?:[-+*/^=·×−<>(]|{phrases.FORMULA})")
_WHERE = re.compile(
    rf"\s*(?:as|when|for|per|cuando|quando|quand|lorsque|für|wenn|pour|para)\s+(?P<place>{phrases.FORMULA})",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"(?:\b(?:as|when|for|per|cuando|quando|quand|lorsque|für|wenn|pour|para)\s+|当\s*)(?P<place>{phrases.FORMULA})"
    rf"\s*(?:时|的时候)?\s*[,，]?[^,;.，；。{phrases.FORMULA[1:-1]}]{{0,40}}\Z",
    re.IGNORECASE,
)


def approaches(sentence: Sentence, state: State) -> Iterator[Claim]:
    """The limits that a sentence names in words."""
    for match in _TENDS.finditer(sentence.text):
        value, end = number_at(sentence, match.end())
        after = _WHERE.match(sentence.text, end)
        before = _BEFORE.search(sentence.text[max(0, match.start() - _FAR) : match.start()])
        place = after or before
        if value is None or place is None or _GOES_ON.match(sentence.text, end):
            continue
        ends = ends_of(sentence, place["place"])
        spoken = spoken_of(sentence, match.start(), state.context, differentiates=False)
        if not ends or spoken is None or has_other_characters(sentence.text[: match.start()]):
            continue
        end = after.end() if after else end
        span = sentence.span(match.start(), end)
        yield Claim(ClaimKind.LIMIT, span, _judged(spoken, ends, value, sentence))


def _judged(
    spoken: Spoken, ends: tuple[sp.Expr, ...], value: sp.Expr | str, sentence: Sentence
) -> Judgement:
    """The verdict at every end; a function that is not named for certain is not refuted."""
    found = [limit(spoken.expression, spoken.order, end, "", value) for end in ends]
    worst = next((v for v in found if v.status is not Status.PROVED), found[0])
    is_plain = spoken.certain and _is_plain(sentence.text)
    if worst.status is Status.REFUTED and not (
        is_plain and not phrases.COMPARES.search(sentence.text)
    ):
        return unknown("of which function this is said is not certain; of the last one it is false")
    return worst


def _is_plain(text: str) -> bool:
    """Whether a sentence says one limit, of its only formula or of the function of its section.

    "The ratio of f to g tends to 1" is said of neither.
    """
    verbs = list(_TENDS.finditer(text))
    lead = text[: verbs[0].start()]
    formulas = re.findall(phrases.FORMULA, lead)
    named = functions_named(lead)
    is_short = not named or phrases.word_count(lead) <= _FEW
    return (
        len(verbs) == 1 and len(formulas) <= 1 and is_short
        and (bool(named) or is_of_the_subject(lead))
    )  # fmt: skip
