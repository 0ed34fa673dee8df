"""Derivatives and values that a clause gives in words: "it is 1 for positive inputs, else 0"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import final

import sympy as sp

from symact.activations.catalogue import catalogue
from symact.check import phrases, predicates
from symact.check.called import is_in_values
from symact.check.chains import Claim, State
from symact.check.clauses import Opening, Topic, either_way, is_closed, of_all, opening, starts
from symact.check.context import Context
from symact.check.half_lines import Side, side_before, side_behind
from symact.check.judge.assumptions import Assumptions
from symact.check.judge.derivatives import derivative_of
from symact.check.judge.equality import equal
from symact.check.judge.outcome import unknown, worst
from symact.check.judge.properties import property_holds
from symact.check.openings import DECORATION
from symact.check.report import ClaimKind, Judgement
from symact.check.sentences import Sentence
from symact.check.subjects import functions_named, names_pattern
from symact.check.typed_values import typed, value_of
from symact.check.usual_names import letter
from symact.core.activation import x
from symact.core.verdict import Status
from symact.reading.held import tree as t
from symact.reading.held.statements import Statement

_WORDS = {"zero": 0, "null": 0, "zéro": 0, "cero": 0, "sıfır": 0, "one": 1, "eins": 1, "uno": 1,
          "um": 1}  # fmt: skip
_ELSE = (
    r"(?:otherwise|else|sonst|sinon|否则)[\s,，]*"
    r"(?:(?:it |the output |the function )?(?:is|outputs|returns|equals|gives)\s+|为|输出)?"
)
_AND = re.compile(
    r"\s*[,;]?\s*(?:(?:and|und|et|y|e|or|while|but|ou)\b\s*)?(?:it is\s+|is\s+)?"
    rf"(?:{_ELSE})?",
    re.IGNORECASE,
)
_OTHERWISE = re.compile(rf"[\s,;]*(?:and |or )?{_ELSE}", re.IGNORECASE)
_TIMES = re.compile(r"[\s*_]*(?:multiplied by|times)\s+", re.IGNORECASE)
_MINUS = re.compile(
    r"[\s*_]*(?P<one>1|one)\s+minus\s+(?P<square>(?:the\s+)?square of\s+)?", re.IGNORECASE
)
_SQUARED = re.compile(r"[\s*_]*squared\b", re.IGNORECASE)
_AGAIN = re.compile(r"\s*(?:it|this|that)(?: is|['’]s)\s+", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s:：*_–—]*")


@final
@dataclass(frozen=True, slots=True)
class Piece:
    """A value on a half-line, or on the whole line where no side is named."""

    value: sp.Expr
    side: Side = (-sp.oo, sp.oo)


def slope_words(sentence: Sentence, state: State, *, in_row: bool = False) -> Iterator[Claim]:
    """The derivatives and values that a sentence gives, where all its words are accounted for."""
    for start in starts(sentence):
        if (claim := _behind_sides(sentence, start, state.context, in_row=in_row)) is not None:
            yield claim
            return
        begun = opening(sentence, state.context, start, in_row=in_row)
        if begun is None or begun.is_negative or begun.of_range or begun.mark is False:
            continue
        if len(begun.topics) != 1 or begun.is_fragment:
            continue
        found = _said(sentence, begun, state.context)
        if found is not None:
            judgement, end, kind = found
            said = of_all(begun.topics, (judgement,))
            yield Claim(kind, sentence.span(_value_start(sentence, begun), end), said)
            return


def _value_start(sentence: Sentence, begun: Opening) -> int:
    """Where the value begins, behind the verb and what stands between."""
    link = predicates.GIVES.match(sentence.text, begun.end)
    match = _BETWEEN.match(sentence.text, link.end() if link else begun.end)
    return match.end() if match else begun.end


def _said(
    sentence: Sentence, begun: Opening, context: Context
) -> tuple[Judgement, int, ClaimKind] | None:
    """The verdict on what the predicate says, and where it ends."""
    text, topic = sentence.text, begun.topics[0]
    place, has_verb = _predicate(text, begun)
    if topic.order == 0 and (has := predicates.OF_SLOPE.match(text, begun.end)):
        topic, place, has_verb = replace(topic, order=1), has.end(), True
    kind = ClaimKind.DERIVATIVE if topic.order else ClaimKind.NUMERIC
    if pieces := _pieces(sentence, place, topic):
        parts, end = pieces
        found = [_on_piece(topic, piece) for piece in parts]
        if topic.order and (tail := _undefined_at(sentence, end)):
            kink = property_holds(topic.expression, "not differentiable", argument=sp.S.Zero)
            found, end = [*found, kink], tail
        return (worst(found), end, kind) if _is_whole(text, end, has_verb=has_verb) else None
    if topic.order == 0:
        return None
    either = predicates.EITHER.match(text, place) if has_verb else None
    if either and is_closed(text, either.end()):
        taken = _either(topic, either)
        return None if taken is None else (taken, either.end(), kind)
    whole = _expression(sentence, place, context)
    if whole is None or not _is_whole(text, whole[1], has_verb=has_verb):
        return None
    slope, end, assumed = whole
    judgement = _is_slope(topic, slope)
    if judgement.status is Status.REFUTED and is_in_values(topic.expression, slope, topic.order):
        judgement = unknown("its letter may stand for the value of the function")
    if judgement.status is Status.REFUTED and (
        assumed or slope.free_symbols - topic.expression.free_symbols - {letter("x")}
    ):
        judgement = unknown("a letter may mean another thing here")
    return judgement, end, kind


def _undefined_at(sentence: Sentence, end: int) -> int | None:
    """Where words end that say that there is no derivative at 0; None for other words."""
    tail = predicates.UNDEFINED_AT.match(sentence.text, end)
    if tail is None:
        return None
    if not tail["formula"]:
        return tail.end()
    match sentence.formula(tail["formula"]):
        case (Statement(operands=(t.Symbol(), t.Number(text="0")), operators=("=",)),):
            return tail.end()
    return None


def _predicate(text: str, begun: Opening) -> tuple[int, bool]:
    """Where a value may begin behind a subject, and whether a verb stands before it."""
    link = predicates.GIVES.match(text, begun.end)
    said = bool(link and link.group().strip(" *_"))
    return link.end() if link else begun.end, begun.has_copula or said


def _is_whole(text: str, end: int, *, has_verb: bool) -> bool:
    """Whether a clause with a value is complete: it has a verb, and nothing changes it behind."""
    after = _behind_copula(text, end)
    return (has_verb or after > end) and is_closed(text, after)


def _behind_copula(text: str, end: int) -> int:
    """The place behind a verb that ends the clause, as in Japanese, Korean and Turkish."""
    final = predicates.FINAL_COPULA.match(text, end)
    return final.end() if final else end


# -- values behind a condition ----------------------------------------------------------------


def _behind_sides(
    sentence: Sentence, start: int, context: Context, *, in_row: bool
) -> Claim | None:
    """What a sentence says for a half-line that it names first, and perhaps for the other one."""
    text = sentence.text
    lead = DECORATION.match(text, start)
    place = end = lead.end() if lead else start
    topic: Topic | None = None
    pieces: list[Piece] = []
    begin = 0
    while (front := side_before(sentence, place)) is not None:
        subject = _topic_at(sentence, front[1], topic, context, in_row=in_row)
        if subject is None:
            return None
        topic, place, has_verb = subject
        value = _value_at(sentence, place, topic, context)
        if value is None:
            return None
        end = _behind_copula(text, value[1])
        if not (has_verb or end > value[1]):
            return None
        begin = begin or place
        pieces.append(Piece(value[0], front[0]))
        joint = _AND.match(text, end)
        place = joint.end() if joint else end
    if topic is None or not is_closed(text, end):
        return None
    known = topic
    found = of_all((known,), [_on_piece(known, piece) for piece in pieces])
    kind = ClaimKind.DERIVATIVE if known.order else ClaimKind.NUMERIC
    return Claim(kind, sentence.span(begin, end), found)


def _topic_at(
    sentence: Sentence, place: int, known: Topic | None, context: Context, *, in_row: bool
) -> tuple[Topic, int, bool] | None:
    """Of what a value is said, where it may begin, and whether a verb stands before it."""
    again = _AGAIN.match(sentence.text, place)
    if known is not None and again is not None:
        return known, again.end(), True
    begun = opening(sentence, context, place, in_row=in_row)
    if begun is None or begun.is_negative or begun.is_fragment or begun.of_range:
        return None
    if len(begun.topics) != 1 or (known is not None and begun.topics[0] != known):
        return None
    return begun.topics[0], *_predicate(sentence.text, begun)


def _value_at(
    sentence: Sentence, place: int, topic: Topic, context: Context
) -> tuple[sp.Expr, int] | None:
    """The value that a word, a number or a formula gives, and where it ends."""
    match = predicates.VALUE.match(sentence.text, place)
    if match is None:
        return None
    if not match["formula"]:
        number = _number(match, topic)
        return None if number is None else (number, match.end())
    found = _formula(sentence, match["formula"], context)
    if found is None or found[1]:
        return _letter(sentence, match["formula"], topic, match.end())
    return found[0], match.end()


def _letter(
    sentence: Sentence, character: str, topic: Topic, end: int
) -> tuple[sp.Expr, int] | None:
    """A formula that is a parameter of the function alone."""
    match sentence.formula(character):
        case (Statement(operands=(t.Symbol(name=name, indices=()),), operators=()),):
            symbol = letter(name)
            return (symbol, end) if symbol in topic.expression.free_symbols - {x} else None
    return None


# -- values on half-lines ---------------------------------------------------------------------


def _pieces(sentence: Sentence, place: int, topic: Topic) -> tuple[list[Piece], int] | None:
    """Values with the sides on which they hold: at least one."""
    text = sentence.text
    found: list[Piece] = []
    end = place
    while value := predicates.VALUE.match(text, place):
        number = _number(value, topic)
        if found and number is not None and (other := _otherwise(text[end : value.start()], found)):
            found.append(Piece(number, other))
            return found, value.end()
        before = found[0].side if len(found) == 1 else None
        side = side_behind(sentence, value.end(), before)
        if number is None or side is None:
            break
        found.append(Piece(number, side[0]))
        end = side[1]
        joint = _AND.match(text, end)
        place = joint.end() if joint else end
    return (found, end) if found else None


def _otherwise(between: str, before: list[Piece]) -> Side | None:
    """The half-line that "otherwise it is" leaves, behind one value with a half-line."""
    if len(before) != 1 or not _OTHERWISE.fullmatch(between):
        return None
    low, _ = before[0].side
    return (-sp.oo, sp.S.Zero) if low == 0 else (sp.S.Zero, sp.oo)


def _number(match: re.Match[str], topic: Topic, prefix: str = "") -> sp.Expr | None:
    """The value that a word, a number or a parameter is."""
    if text := match[f"{prefix}number"]:
        return sp.Rational(text.replace("−", "-"))
    if word := match[f"{prefix}word"]:
        return sp.Integer(_WORDS[word.casefold()])
    if match[f"{prefix}input"]:
        return None if topic.order else x
    if match[f"{prefix}letter"]:
        alpha = letter("alpha")
        return alpha if alpha in topic.expression.free_symbols else None
    return None


def _on_piece(topic: Topic, piece: Piece) -> Judgement:
    low, high = piece.side
    found = _is_value(topic, piece.value, Assumptions(lower=low, upper=high))
    if found.status is Status.REFUTED and not piece.value.is_integer and not piece.value.is_Symbol:
        return unknown("the decimals may be rounded")
    if found.status is Status.PROVED and not topic.order:
        # A value on a half-line may be meant for its end too.
        gap = (topic.expression - piece.value).subs(x, 0)
        if 0 in piece.side and gap != 0:
            return unknown("at 0 the value is another, and whether it is meant too is not said")
    return found


def _is_value(topic: Topic, value: sp.Expr, where: Assumptions) -> Judgement:
    """Whether a function or its derivative is a constant on an interval."""

    def question(f: sp.Expr) -> Judgement:
        if topic.order:
            return derivative_of(f, value, topic.order, where)
        return equal(f, value, where)

    return either_way(topic, question)


def _either(topic: Topic, match: re.Match[str]) -> Judgement | None:
    """Whether the derivative is one number on one side of 0 and the other one on the other side."""
    values = [_number(match, topic, prefix) for prefix in ("one_", "two_")]
    one, two = values
    if one is None or two is None:
        return None
    for low, high in ((one, two), (two, one)):
        parts = [Piece(low, (-sp.oo, sp.S.Zero)), Piece(high, (sp.S.Zero, sp.oo))]
        found = worst([_on_piece(topic, part) for part in parts])
        if found.status is Status.PROVED:
            return found
    return unknown("it is not shown to take these two values")


# -- whole expressions ------------------------------------------------------------------------


def _is_slope(topic: Topic, slope: sp.Expr) -> Judgement:
    """Whether an expression is the derivative, in letters or at the usual values of parameters."""
    return either_way(topic, lambda f: derivative_of(f, slope, topic.order))


def _expression(
    sentence: Sentence, place: int, context: Context
) -> tuple[sp.Expr, int, bool] | None:
    """An expression of functions and formulas in words, its end, and whether it is assumed."""
    first = _term(sentence, place, context)
    if first is None:
        return None
    value, end, assumed = first
    if times := _TIMES.match(sentence.text, end):
        rest = _expression(sentence, times.end(), context)
        return None if rest is None else (value * rest[0], rest[1], assumed or rest[2])
    return first


def _term(sentence: Sentence, place: int, context: Context) -> tuple[sp.Expr, int, bool] | None:
    text = sentence.text
    if (rest := typed(sentence, place, context)) is not None:
        found = value_of(rest[0], context)
        if found is not None:
            return found[0], rest[1], found[1]
    if minus := _MINUS.match(text, place):
        inner = _atom(sentence, minus.end(), context)
        if inner is None:
            return None
        value, end, assumed = inner
        squared = _SQUARED.match(text, end)
        power = 2 if squared or minus["square"] else 1
        return 1 - value**power, squared.end() if squared else end, assumed
    return _atom(sentence, place, context)


def _atom(sentence: Sentence, place: int, context: Context) -> tuple[sp.Expr, int, bool] | None:
    """A function by its name, with its formula beside it, or a formula."""
    text = sentence.text
    named = re.compile(
        rf"(?:the\s+|la\s+|die\s+)?(?:{names_pattern()})(?:\s+(?:function|funktion))?(?:\s+itself)?"
        rf"(?:\s*(?P<formula>{phrases.FORMULA}))?",
        re.IGNORECASE,
    ).match(text, place)
    if named and text[named.end() : named.end() + 1] not in {"(", "'", "’", "^", "*"}:
        (name, *others) = dict.fromkeys(functions_named(named.group()))
        if others:
            return None
        f = catalogue()[name].function
        if named["formula"]:
            beside = _formula(sentence, named["formula"], context)
            if beside is None or equal(f, beside[0]).status is not Status.PROVED:
                return None
        return f, named.end(), False
    if re.match(phrases.FORMULA, text[place : place + 1]):
        found = _formula(sentence, text[place], context)
        return None if found is None else (found[0], place + 1, found[1])
    return None


def _formula(sentence: Sentence, character: str, context: Context) -> tuple[sp.Expr, bool] | None:
    """What a formula is as a function of x, and whether that was only assumed."""
    return value_of(sentence.formula(character), context)
