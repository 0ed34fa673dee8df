"""Formulas in prose that follow each other, or follow a noun, with nothing but a space between."""

from __future__ import annotations

from itertools import pairwise

from symact.reading.pages.plain_grammar import BLANK, TERMS, Prose
from symact.reading.pages.plain_tokens import Sort

_IFS = frozenset(("if", "for", "when", "wenn", "si", "se"))
_ORDERED = frozenset(("<", ">", "<=", ">=", "≤", "≥", "⩽", "⩾"))
_ARTICLES = frozenset(("the", "a", "our", "function", "la", "le", "die", "der", "el"))
_NOUNS = frozenset(("sigmoid", "logistic", "softplus", "softsign", "swish", "mish"))
_FEWEST = 5  # tokens of a name, a call and a sign
_PLACES = frozenset(("in", "at", "bei", "en", "em"))


def apart(prose: Prose, first: int, last: int) -> list[tuple[int, int]]:
    """A segment cut between formulas that follow each other with nothing but a space between them.

    ``f(0) = 0.5 f(1) = 0.7`` are two values of one function, and behind *if* a condition ends in
    ``x > 0 f(x) =``. Anything else of that form may be a product as well, and nothing is found.
    """
    inked = [i for i in range(first, last) if prose.sort(i) not in BLANK]
    cuts = [_behind_noun(prose, first, inked)]
    start = next((k for k, i in enumerate(inked) if i >= cuts[0]), 0)
    for k in range(1, len(inked) - 4):
        number, name = inked[k], inked[k + 1]
        is_value = (prose.sort(inked[k - 1]), prose.sort(number)) == (Sort.RELATION, Sort.NUMBER)
        if not is_value or name == number + 1 or not _is_left_side(prose, name):
            continue
        before = inked[start:k]
        if not before or not (_are_values(prose, before, name) or _is_condition(prose, before)):
            return []
        cuts.append(name)
        start = k + 1
    return list(pairwise([*cuts, last]))


def _behind_noun(prose: Prose, first: int, inked: list[int]) -> int:
    """Where a segment begins without what belongs to the words before it.

    The name of a function without an argument is no factor, as in "the sigmoid s(x) =", nor is the
    place that "in 0 s(0) =" names twice.
    """
    if len(inked) < _FEWEST:
        return first
    start, name = inked[0], inked[1]
    if name == start + 1 or not _is_left_side(prose, name):
        return first
    before = prose.word(i).lower() if (i := _inked_before(prose, start)) >= 0 else ""
    is_argument = prose.partner.get(name + 1) == name + 3
    is_place = before in _PLACES and is_argument and prose.word(name + 2) == prose.word(start)
    is_noun = before in _ARTICLES and prose.word(start).lower() in _NOUNS
    return name if is_place or is_noun else first


def _inked_before(prose: Prose, at: int) -> int:
    """The token before a place that is no space, or -1 where none stands on the same line."""
    at -= 1
    while at >= 0 and prose.sort(at) is Sort.SPACE:
        at -= 1
    return at if at >= 0 and prose.sort(at) is Sort.WORD else -1


def _after(prose: Prose, at: int) -> int:
    while prose.sort(at) is Sort.SPACE:
        at += 1
    return at


def _is_left_side(prose: Prose, name: int) -> bool:
    """Whether a function of something stands at a place, or its derivative, and a relation next."""
    if "/" in prose.word(name):
        name = _after(prose, name + 1)
    opened = name + 1
    if prose.sort(opened) is Sort.SUFFIX:
        opened += 1
    close = prose.partner.get(opened, -1)
    is_called = prose.sort(name) in TERMS - {Sort.NUMBER} and opened < close
    return is_called and prose.sort(_after(prose, close + 1)) is Sort.RELATION


def _are_values(prose: Prose, before: list[int], name: int) -> bool:
    """Whether what stands on both sides are values of one function."""
    same = prose.word(before[0]) == prose.word(name)
    close = prose.partner.get(name + 1, -1)
    return same and all(
        _is_value(prose, *span) for span in ((before[0], before[-1]), (name, close + 1))
    )


def _is_value(prose: Prose, name: int, end: int) -> bool:
    """Whether some tokens are a function of one number, as ``f(-0.5)``, or of infinity."""
    inked = [i for i in range(name, end) if prose.sort(i) not in BLANK]
    sorts = [
        Sort.NUMBER if prose.word(i) == "∞" else prose.sort(i)
        for i in inked
        if prose.sort(i) is not Sort.SIGN
    ]
    is_named = bool(sorts) and sorts[0] in {Sort.OPERAND, Sort.CALLED}
    return is_named and sorts[1:] == [Sort.OPEN, Sort.NUMBER, Sort.CLOSE]


def _is_condition(prose: Prose, before: list[int]) -> bool:
    """Whether some tokens are a letter and a sign of order, behind a word such as *if*."""
    at = _inked_before(prose, before[0])
    is_led = at >= 0 and prose.word(at).lower() in _IFS
    sorts = [prose.sort(i) for i in before]
    return is_led and sorts == [Sort.OPERAND, Sort.RELATION] and prose.word(before[1]) in _ORDERED
