"""Words by which a sentence asks, denies or varies what it seems to say: then it is no claim."""

from __future__ import annotations

import re

from symact.check import phrases
from symact.check.sentences import Sentence

_OPEN = re.compile(
    r"[?？]|\bmyth\b|true or false|prove or disprove|disprove|false statement|\bfalse\b|\(f\)|\[ \]|statement:|"
    r"\bnever\b(?! (?:negative|zero|exactly|flat))|\boutside\b|\bbeyond\b|\bexceeds?\b|no outputs?\b|\brarely\b|almost never|"
    r"\bnunca\b|\bjamais\b|不在|没有|没能|缺乏|缺少|未能|不具|不满足|打破|无法|失去|违反|丧失|\blacks?\b|\bfails? to be\b|\bwould\b|wäre|gälte|serait|sería|"
    r"\blecun\b|re-?scaled|\bscaled\b|shifted|modified|truncated|floating[- ]point|in practice|\bbits\b|impossible|"
    r"not strictly|not only|\bplus\b|\bno activation\b|\bgoes? to infinity is\b|→\s*∞ is",
    re.IGNORECASE,
)
_ANSWER = re.compile(r"\s*(?:A\s*:|\(?(?:false|true|no|yes|nein|non)\b)", re.IGNORECASE)
_AHEAD = 25  # characters behind a sentence in which an answer may stand
_CUT = re.compile(r"[,;:，；：(]|\b(?:and|but|while|und|et|y|e|mais|aber|pero)\b", re.IGNORECASE)
_NOUN = re.compile(
    r"\s+(?:derivatives?|gradients?|slopes?|inputs?|domain|variation|ableitung|dérivée|derivada)\b|"
    r"\s*(?:from\s+)?(?:above\s+|below\s+)?(?:by|around|at|between|with)\s+(?!the\b|zero\b|0\b(?!\.))|"
    r"的(?:导数|梯度)",
    re.IGNORECASE,
)


_AT_MOST = re.compile(r"\b(?:never exceeds?|(?:does|do|can|will) ?not exceed)\b", re.IGNORECASE)


def says_only_a_bound(sentence: Sentence) -> bool:
    """Whether a sentence denies no more than that values exceed a bound."""
    match = _AT_MOST.search(sentence.text)
    return match is not None and not _is_open(sentence, _AT_MOST.sub(" ", sentence.text))


def is_open(sentence: Sentence) -> bool:
    """Whether a sentence asks, denies or varies what its words say."""
    return _is_open(sentence, sentence.text)


def _is_open(sentence: Sentence, text: str) -> bool:
    if _OPEN.search(text):
        return True
    end = sentence.offsets[-1]
    behind = sentence.source.text[end : end + _AHEAD]
    return _ANSWER.match(behind.lstrip(".!* ")) is not None


def is_said_of_a_noun(text: str, end: int) -> bool:
    """Whether what follows a property takes it from the function: "bounded gradient", "by 0.5"."""
    return _NOUN.match(text, end) is not None


def is_slope_of_another_clause(text: str) -> bool:
    """Whether a derivative is named before what is said, but not in the same clause."""
    clauses = _CUT.split(text)
    earlier = any(phrases.DERIVATIVE.search(clause) for clause in clauses[:-1])
    return earlier and phrases.DERIVATIVE.search(clauses[-1]) is None
