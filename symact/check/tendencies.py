"""Limits at the ends of the line, in clauses of which every word is accounted for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

import sympy as sp

from symact.check import phrases, predicates
from symact.check.chains import Claim, State
from symact.check.clauses import Topic, either_way, is_closed, of_all, opening, starts
from symact.check.judge.limits import limit
from symact.check.openings import DECORATION
from symact.check.peaks import number_at
from symact.check.report import ClaimKind, Judgement
from symact.check.sentences import Sentence
from symact.check.usual_names import letter
from symact.core.verdict import Status
from symact.reading.held import tree as t
from symact.reading.held.statements import Statement

_WORDS = {"zero": sp.S.Zero, "one": sp.S.One, "null": sp.S.Zero, "cero": sp.S.Zero,
          "zéro": sp.S.Zero, "infinity": sp.oo, "∞": sp.oo, "+∞": sp.oo, "-∞": -sp.oo}  # fmt: skip
_WORD = re.compile(r"(?:zero|one|null|cero|zéro|infinity|[+-]?∞)(?!\w)", re.IGNORECASE)
_LETTER = re.compile(r"[-−–]\s*(?:α|alpha)(?![\w(])", re.IGNORECASE)
_FORMULA_PLACE = re.compile(
    rf"[\s,]*(?:as|when|for|für|pour|para)\s+(?P<place>{phrases.FORMULA})", re.I
)
_THEN = re.compile(r"[\s*_]*[,，]?\s*(?:then\s+)?(?=\S)", re.IGNORECASE)


def tendencies(sentence: Sentence, state: State, *, in_row: bool = False) -> Iterator[Claim]:
    """The limits that a sentence names, where all of its words are accounted for."""
    before = _first_place(sentence)
    begins = [before[1]] if before else list(starts(sentence))
    for start in begins:
        begun = opening(sentence, state.context, start, in_row=in_row, on_slope=True)
        if begun is None or begun.is_negative or begun.of_range or begun.mark is False:
            continue
        verb = predicates.TENDS.match(sentence.text, begun.end)
        value, end = _value(sentence, verb.end()) if verb else (None, 0)
        if value is None:
            continue
        place = (before[0], end) if before else _place(sentence, end)
        if place is None or not is_closed(sentence.text, place[1]):
            continue
        judgement = _judged(begun.topics, place[0], value)
        if judgement.status is Status.PROVED or state.context.is_on_derivative is False:
            yield Claim(ClaimKind.LIMIT, sentence.span(begun.end, place[1]), judgement)
        return


def _first_place(sentence: Sentence) -> tuple[tuple[sp.Expr, ...], int] | None:
    """The ends of the line with which a sentence begins, and where it goes on."""
    lead = DECORATION.match(sentence.text)
    found = _place(sentence, lead.end() if lead else 0)
    if found is None:
        return None
    then = _THEN.match(sentence.text, found[1])
    return found[0], then.end() if then else found[1]


def _place(sentence: Sentence, start: int) -> tuple[tuple[sp.Expr, ...], int] | None:
    """The ends of the line that words or a formula name, and where they end."""
    text = sentence.text
    for pattern, ends in predicates.FAR_PLACES:
        match = pattern.match(text, start)
        if match is not None and all(
            _is_letter(sentence, c) for c in match.group() if re.match(phrases.FORMULA, c)
        ):
            return ends, match.end()
    if match := _FORMULA_PLACE.match(text, start):
        ends = ends_of(sentence, match["place"])
        return (ends, match.end()) if ends else None
    return None


def _is_letter(sentence: Sentence, character: str) -> bool:
    """Whether a formula is a letter, or its absolute value."""
    match sentence.formula(character):
        case (Statement(operands=(t.Symbol() | t.Absolute(inside=t.Symbol()),), operators=()),):
            return True
    return False


def ends_of(sentence: Sentence, character: str) -> tuple[sp.Expr, ...]:
    """The ends of the line to which a formula says that a letter goes; none for anything else."""
    items = sentence.formula(character)
    if len(items) != 1 or not isinstance(items[0], Statement) or items[0].operators != ("->",):
        return ()
    match items[0].operands:
        case (t.Symbol(), t.Symbol(name="infty")):
            return (sp.oo,)
        case (t.Symbol(), t.Negative(operand=t.Symbol(name="infty"))):
            return (-sp.oo,)
        case (t.Absolute(), t.Symbol(name="infty")) | (
            t.Symbol(), t.Operation(name="plus or minus"),
        ):  # fmt: skip
            return (-sp.oo, sp.oo)
        case _:
            return ()


def _value(sentence: Sentence, start: int) -> tuple[sp.Expr | str | None, int]:
    """The number at a place, and where it ends."""
    if word := _WORD.match(sentence.text, start):
        return _WORDS[word.group().casefold()], word.end()
    if letters := _LETTER.match(sentence.text, start):
        return -letter("alpha"), letters.end()
    if re.match(phrases.FORMULA, sentence.text[start : start + 1]):
        match sentence.formula(sentence.text[start]):
            case (Statement(operands=(t.Negative(operand=t.Symbol(name=name)),), operators=()),):
                return -letter(name), start + 1
    return number_at(sentence, start)


def _judged(
    topics: tuple[Topic, ...], ends: tuple[sp.Expr, ...], value: sp.Expr | str
) -> Judgement:
    """The verdict at every end, for every function that is named."""
    found = [
        either_way(topic, partial(_tends, topic.order, end, value))
        for topic in topics
        for end in ends
    ]
    return of_all(topics, found)


def _tends(order: int, end: sp.Expr, value: sp.Expr | str, f: sp.Expr) -> Judgement:
    return limit(f, order, end, "", value)
