"""Bounds that a clause names in words: "its derivative is always less than 1"."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from symact.check import predicates
from symact.check.chains import Claim, State
from symact.check.clauses import Topic, either_way, is_closed, of_all, opening, starts
from symact.check.judge.assumptions import NONE, Assumptions
from symact.check.judge.derivatives import slopes_of
from symact.check.judge.inequalities import compare
from symact.check.judge.outcome import honest
from symact.check.openings import DECORATION
from symact.check.peaks import number_at
from symact.check.report import ClaimKind, Judgement
from symact.check.sentences import Sentence
from symact.reading.held import tree as t
from symact.reading.held.statements import Statement


def bounds(sentence: Sentence, state: State, *, in_row: bool = False) -> Iterator[Claim]:
    """The bounds that a sentence names, where all of its words are accounted for."""
    far = _far(sentence)
    begins = [far[1]] if far else list(starts(sentence))
    for start in begins:
        begun = opening(sentence, state.context, start, in_row=in_row)
        if begun is None or begun.is_negative or begun.is_fragment or begun.mark is False:
            continue
        verb = _verb(sentence.text, begun.end, has_copula=begun.has_copula)
        if verb is None or begun.of_range or len(begun.topics) != 1:
            continue
        relation, place = verb
        value, end = number_at(sentence, place)
        if value is None or not is_closed(sentence.text, end):
            continue
        number = sp.Rational(value) if isinstance(value, str) else value
        judgement = _judged(begun.topics[0], relation, number, far[0] if far else ())
        yield Claim(ClaimKind.RANGE, sentence.span(begun.end, end), judgement)
        return


def _verb(text: str, place: int, *, has_copula: bool) -> tuple[str, int] | None:
    """The relation that words name, and where they end."""
    for pattern, relation, needs_copula in predicates.BOUNDS:
        if (match := pattern.match(text, place)) and (has_copula or not needs_copula):
            return relation, match.end()
    return None


def _far(sentence: Sentence) -> tuple[tuple[Assumptions, ...], int] | None:
    """The part of the line with which a sentence begins, as ``for |z| > 4``."""
    lead = DECORATION.match(sentence.text)
    match = predicates.FAR_OUT.match(sentence.text, lead.end() if lead else 0)
    if match is None:
        return None
    parts = _parts(sentence, match["formula"])
    return (parts, match.end()) if parts else None


def _parts(sentence: Sentence, character: str) -> tuple[Assumptions, ...]:
    """The intervals on which a condition holds; none for one that is not read."""
    match sentence.formula(character):
        case (Statement(operands=(left, t.Number(text=text)), operators=(sign,)),):
            edge = sp.Rational(text)
        case _:
            return ()
    above, below = Assumptions(lower=edge), Assumptions(upper=-edge)
    match left, sign:
        case t.Absolute(inside=t.Symbol()), ">":
            return (below, above) if edge >= 0 else ()
        case t.Symbol(), ">":
            return (above,)
        case _:
            return ()


def _judged(
    topic: Topic, relation: str, value: sp.Expr, parts: tuple[Assumptions, ...]
) -> Judgement:
    """The verdict on each part of the line; the worst of them."""
    return of_all((topic,), [_compared(topic, relation, value, part) for part in parts or (NONE,)])


def _compared(topic: Topic, relation: str, value: sp.Expr, where: Assumptions) -> Judgement:
    @honest
    def question(f: sp.Expr) -> Judgement:
        return compare(slopes_of(f, topic.order)[-1], value, relation, where)

    return either_way(topic, question)
