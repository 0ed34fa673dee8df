"""Values at a place that a clause gives in words: "at x = 0, the derivative is 0.25"."""

from __future__ import annotations

import re
from collections.abc import Iterator

import sympy as sp

from symact.check import phrases, predicates
from symact.check.chains import Claim, State
from symact.check.clauses import Opening, Topic, either_way, is_closed, of_all, opening, starts
from symact.check.context import Context
from symact.check.judge.derivatives import slope_at, value_of
from symact.check.judge.numbers import rounded
from symact.check.judge.outcome import honest
from symact.check.openings import DECORATION, LINK
from symact.check.peaks import number_at
from symact.check.report import ClaimKind, Judgement
from symact.check.sentences import Sentence
from symact.core.verdict import Status
from symact.reading.held import tree as t
from symact.reading.held.statements import Statement

_NUMBER = r"(?P<number>[-−–]?\s*\d+(?:\.\d+)?)(?![\w.]*\d)"
_PLACE = (
    rf"(?:(?P<formula>{phrases.FORMULA})|(?P<origin>the origin|l['’]origine|el origen|zero)\b|"
    rf"(?:[xz]\s*=\s*)?{_NUMBER})"
)
_OTHER_PLACE = _PLACE.replace("P<", "P<other_")
_AT = re.compile(
    r"[\s,]*(?:at|when|where|for|if|bei|für|wenn|en|em|à|pour|si|per|para|v bodě|pro|при|в точке)"
    rf"\s+(?:the point\s+)?{_PLACE}",
    re.IGNORECASE,
)
_AT_CJK = re.compile(
    rf"\s*[在当]\s*{_PLACE}\s*(?:点?处|时候?|点)?|"
    rf"\s*{_OTHER_PLACE}\s*(?:일\s*때(?:는)?|에서(?:는)?|のとき(?:は)?|において(?:は)?)"
)
_THEN = re.compile(r"\s*[,，、:：]?\s*(?:(?:then|we have)\s+)?", re.IGNORECASE)
_ABOUT = re.compile(
    r"(?:approximately|approx\.?|about|roughly|around|≈|~|约为?|大约|etwa|ungefähr|environ|aproximadamente|asi|約|약)\s*",
    re.IGNORECASE,
)


def values_at(sentence: Sentence, state: State, *, in_row: bool = False) -> Iterator[Claim]:
    """The values at a place that a sentence names, where all of its words are accounted for."""
    for start in starts(sentence):
        found = _place_first(sentence, start, state.context, in_row=in_row) or _subject_first(
            sentence, start, state.context, in_row=in_row
        )
        if found is not None:
            yield found
            return


def _place_first(sentence: Sentence, start: int, context: Context, *, in_row: bool) -> Claim | None:
    """A value behind its place: "At x = 0, the derivative is 0.25"."""
    lead = DECORATION.match(sentence.text, start)
    place = _place(sentence, lead.end() if lead else start)
    if place is None:
        return None
    then = _THEN.match(sentence.text, place[1])
    begun = opening(sentence, context, then.end() if then else place[1], in_row=in_row)
    if begun is None or not _is_plain(begun) or begun.is_fragment:
        return None
    said = _value(sentence, begun.end, has_verb=begun.has_copula)
    return None if said is None else _claim(sentence, begun, place[0], said)


def _subject_first(
    sentence: Sentence, start: int, context: Context, *, in_row: bool
) -> Claim | None:
    """A value behind its function: "the derivative at x = 0 is 0.25", or "is 0.25 at x = 0"."""
    begun = opening(sentence, context, start, in_row=in_row)
    if begun is None or not _is_plain(begun) or begun.is_fragment:
        return None
    if not begun.has_copula and (place := _place(sentence, begun.end)) is not None:
        said = _value(sentence, place[1], has_verb=False)
        return None if said is None else _claim(sentence, begun, place[0], said)
    said = _value(sentence, begun.end, has_verb=begun.has_copula, is_last=False)
    behind = None if said is None else _place(sentence, said[1])
    if said is None or behind is None or not is_closed(sentence.text, behind[1]):
        return None
    return _claim(sentence, begun, behind[0], (said[0], behind[1], said[2]))


def _is_plain(begun: Opening) -> bool:
    is_told = begun.is_negative or begun.of_range or begun.mark is False
    return not is_told and len(begun.topics) == 1


def _place(sentence: Sentence, start: int) -> tuple[sp.Rational, int] | None:
    """The value of the argument that words name, and where they end."""
    match = _AT.match(sentence.text, start) or _AT_CJK.match(sentence.text, start)
    if match is None:
        return None
    found = match.groupdict()
    character = found["formula"] or found.get("other_formula")
    number = found["number"] or found.get("other_number")
    if found["origin"] or found.get("other_origin"):
        return sp.S.Zero, match.end()
    if number:
        return sp.Rational(re.sub(r"[−–]", "-", number).replace(" ", "")), match.end()
    value = _argument(sentence, character) if character else None
    return None if value is None else (value, match.end())


def _argument(sentence: Sentence, character: str) -> sp.Rational | None:
    """The number that a formula such as ``x = 0`` gives a letter."""
    match sentence.formula(character):
        case (Statement(operands=(t.Symbol(), t.Number(text=text)), operators=("=",)),):
            return sp.Rational(text)
        case (
            Statement(
                operands=(t.Symbol(), t.Negative(operand=t.Number(text=text))), operators=("=",)
            ),
        ):
            return -sp.Rational(text)
    return None


_Said = tuple[sp.Expr | str, int, bool]


def _value(sentence: Sentence, start: int, *, has_verb: bool, is_last: bool = True) -> _Said | None:
    """The number behind a verb, where it ends, and whether it is only said to be near."""
    text = sentence.text
    copula = None if has_verb else LINK.match(text, start)
    if copula is not None and copula["negation"]:
        return None
    start = copula.end() if copula else start
    link = predicates.GIVES.match(text, start)
    place = link.end() if link else start
    has_verb = has_verb or bool(copula and copula["copula"])
    has_verb = has_verb or bool(link and link.group().strip(" *_"))
    about = _ABOUT.match(text, place)
    value, end = number_at(sentence, about.end() if about else place)
    if value is None:
        return None
    final = predicates.FINAL_COPULA.match(text, end)
    end = final.end() if final else end
    if not (has_verb or final) or (is_last and not is_closed(text, end)):
        return None
    return value, end, about is not None


def _claim(sentence: Sentence, begun: Opening, place: sp.Rational, said: _Said) -> Claim:
    value, end, about = said
    topic = begun.topics[0]
    judgement = of_all((topic,), [_judged(topic, place, value, about=about)])
    return Claim(ClaimKind.NUMERIC, sentence.span(begun.end, end), judgement)


def _judged(topic: Topic, place: sp.Rational, value: sp.Expr | str, *, about: bool) -> Judgement:
    """Whether the function, or its derivative, has a value at a place, to the digits written."""

    @honest
    def question(f: sp.Expr) -> Judgement:
        exact = value_of(f, topic.order, place)
        found = slope_at(f, topic.order, place, sp.Rational(value))
        if exact is None or found.status is Status.PROVED or "/" in str(value):
            return found
        return rounded(exact, str(value), loose=about)

    return either_way(topic, question)


__all__ = ["values_at"]
