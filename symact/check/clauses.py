"""The beginning and the end of a clause: of which function it speaks, and what it adds.

A clause is read from its first word to its last by a closed grammar. Where a word is not
accounted for, nothing is claimed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import final

import sympy as sp

from symact.activations.catalogue import catalogue
from symact.check import phrases, predicates
from symact.check.context import Context
from symact.check.extents import function_of
from symact.check.introductions import label_of
from symact.check.judge.outcome import unknown, worst
from symact.check.noun_phrases import has_other_characters, is_of_the_subject, names_a_rival
from symact.check.openings import (
    AFTER_NAME,
    BEFORE_NAME,
    DECORATION,
    ITSELF,
    LINK,
    NO_MARKS,
    OF_NAME,
    PARTICLE,
    PREFIX,
    VALUES,
    YES_MARKS,
)
from symact.check.report import Judgement
from symact.check.sentences import Sentence
from symact.check.subjects import entry_named, functions_named, names_pattern
from symact.check.unclear import UnclearError
from symact.check.usual_names import ASSUMED
from symact.core.activation import x
from symact.core.verdict import Status
from symact.reading.held import tree as t
from symact.reading.held.statements import Statement

_LABEL = re.compile(r"[\s*_•-]*([^:：.!?。\ue000-\uf8ff]{2,50})[*_\s]*[:：][*_\s]*")
_FIRST_PART = re.compile(r"(?<=[.!])\s|[。！]|\n")
_OF = re.compile(rf"(?:{OF_NAME})\s*", re.IGNORECASE)
_ASIDE = re.compile(r"\([^()]*\)")
_SIGMA = re.compile(r"σ\s*(?P<prime>['’′])?\s*\([xztu]\)")
_ENDING = re.compile(
    r"[\s*_`\"'”’]*(?:(?:everywhere|overall|globally|"
    r"for (?:all|every|any) (?:x|z|inputs?|values? of x|real (?:x|numbers?)))"
    r"(?![\w(])[\s*_`]*(?=[.,;:)。，]|\Z|\n))?",
    re.IGNORECASE,
)
_PUNCTUATION = "，,;；:：.。!！(（—–-\n→|"


@final
@dataclass(frozen=True, slots=True)
class Topic:
    """A function of which a clause says something.

    Attributes:
        order: how often it is differentiated.
        is_sure: whether the clause leaves no doubt, so that it may be refuted.
        usual: the same at the usual values of its parameters, where it has some.
    """

    expression: sp.Expr
    order: int
    is_sure: bool
    usual: sp.Expr | None = None


@final
@dataclass(frozen=True, slots=True)
class Opening:
    """The subject of a clause and its copula.

    Attributes:
        topics: the functions, of each of which the clause is said.
        end: where the predicate begins.
        is_negative: whether the copula is negated.
        mark: the sign before the clause: True for a tick, False for a cross, None for none.
        is_fragment: whether the clause names no subject.
        of_range: whether it speaks of the range of the function.
        has_copula: whether a form of "to be" stands before the predicate.
        is_guess: whether it is only taken to be on the derivative, by the heading.
    """

    topics: tuple[Topic, ...]
    end: int
    is_negative: bool = False
    mark: bool | None = None
    is_fragment: bool = False
    of_range: bool = False
    has_copula: bool = False
    is_guess: bool = False


def starts(sentence: Sentence) -> Iterator[int]:
    """Where clauses begin: at the beginning, and behind a label that restricts nothing."""
    yield 0
    label = _LABEL.match(sentence.text)
    if label is not None and not phrases.CONDITIONAL.search(label[1]):
        bare = re.sub(names_pattern(), " ", label[1].casefold())
        other = predicates.LABEL_PROPERTY.sub(" ", bare)
        if is_of_the_subject(other) and not has_other_characters(other):
            yield label.end()


def opening(
    sentence: Sentence,
    context: Context,
    start: int = 0,
    *,
    in_row: bool = False,
    on_slope: bool = False,
) -> Opening | None:
    """The beginning of a clause, or None where its subject is not certain.

    Args:
        in_row: whether it stands in a table, where another cell may say what it is about.
        on_slope: whether a clause without a subject, below a heading on the derivative, may be
            taken to be on that.
    """
    text = sentence.text
    lead = DECORATION.match(text, start)
    place = lead.end() if lead else start
    mark = _mark(text[start:place])
    compared: list[str] = []
    while (prefix := PREFIX.match(text, place)) and prefix.end() > place:
        compared += functions_named(prefix.group())
        place = prefix.end()
    found = (
        _named(sentence, place, context)
        or _of_formula(sentence, place, context)
        or (None if in_row or compared else _of_title(sentence, place, context, on_slope=on_slope))
    )
    if found is None:
        return None
    topics, place, of_range, is_fragment = found
    if start and is_fragment and (context.label is None or context.label != label_of(text)):
        return None  # behind a label that names no function, words alone are an explanation
    link = LINK.match(text, place)
    negative = bool(link and link["negation"])
    copula = bool(link and link["copula"])
    end = link.end() if link else place
    is_guess = is_fragment and context.label is None and topics[0].order > 0
    return Opening(topics, end, negative, mark, is_fragment, of_range, copula, is_guess)


def _mark(lead: str) -> bool | None:
    if re.search(f"[{NO_MARKS}]", lead):
        return False
    return True if re.search(f"[{YES_MARKS}]", lead) else None


# -- subjects ---------------------------------------------------------------------------------

_Found = tuple[tuple[Topic, ...], int, bool, bool]


@lru_cache(maxsize=1)
def _subject() -> re.Pattern[str]:
    """One function or several by name, with the nouns for its values or its slope."""
    name = rf"(?:{names_pattern()})"
    one = rf"(?:{BEFORE_NAME})?{name}(?:\s*\([^()=<>]{{1,40}}\))?(?:{AFTER_NAME})?"
    several = rf"{one}(?:\s*,\s*{one})*\s*,?\s*(?:and|&|und|et|y|e|ve|和|与|및)\s+{one}"
    return re.compile(
        rf"(?:both\s+)?(?:(?P<of>{OF_NAME})\s*)?(?P<names>{several}|{one})"
        rf"(?:(?:['’]s|['’]|的|의|の)?\s*(?P<noun>{VALUES})(?!\s+(?:[-\d]|only|zero|one|exactly|an?\s)))?"
        rf"(?:\s*(?P<formula>{phrases.FORMULA}))?(?:{PARTICLE})?\s*",
        re.IGNORECASE,
    )


def _named(sentence: Sentence, place: int, context: Context) -> _Found | None:
    """The functions that the clause names first."""
    match = _subject().match(sentence.text.replace("*", " ").replace("_", " "), place)
    if match is None:
        return None
    names = list(dict.fromkeys(functions_named(match["names"])))
    nouns = f"{match['of'] or ''} {match['noun'] or ''}"
    order = 1 if phrases.DERIVATIVE.search(nouns) else 0
    topics = tuple(_of_entry(name, order, is_sure=True) for name in names)
    if match["formula"] and not _is_called(topics, sentence, match["formula"], context):
        return None
    return topics, match.end(), bool(phrases.RANGE.search(nouns)), False


def _is_called(
    topics: tuple[Topic, ...], sentence: Sentence, character: str, context: Context
) -> bool:
    """Whether a formula behind a name is that of the function that is named."""
    match topics, sentence.formula(character):
        case (topic,), (Statement(operands=(t.Call() as tree,), operators=()),):
            try:
                f, order, _, _ = function_of(tree, context)
            except UnclearError:
                return False
            return order == 0 and f in {topic.expression, topic.usual}
    return False


def _of_entry(name: str, order: int, *, is_sure: bool) -> Topic:
    return Topic(entry_named(name).expression, order, is_sure, catalogue()[name].function)


def _of_formula(sentence: Sentence, place: int, context: Context) -> _Found | None:
    """The function that a formula at the beginning is."""
    of = _OF.match(sentence.text, place)
    more = 1 if of and phrases.DERIVATIVE.search(of.group()) else 0
    place = of.end() if of and more else place
    if sigma := _SIGMA.match(sentence.text, place):
        function = context.function("sigma")
        if function is None:
            return None
        sure = function.origin != ASSUMED
        topic = Topic(function.expression, more + bool(sigma["prime"]), sure)
        return (topic,), sigma.end(), False, False
    if not re.match(phrases.FORMULA, sentence.text[place : place + 1]):
        return None
    match sentence.formula(sentence.text[place]):
        case (Statement(operands=(tree,), operators=()),) if isinstance(
            tree, t.Call | t.Prime | t.Derivative
        ):
            try:
                f, order, _, assumed = function_of(tree, context)
            except UnclearError:
                return None
            return (Topic(f, order + more, not assumed),), place + 1, False, False
    return None


def _of_title(sentence: Sentence, place: int, context: Context, *, on_slope: bool) -> _Found | None:
    """The function of the section or of the label, which a pronoun or nothing at all means."""
    text = sentence.text
    pronoun = ITSELF.match(text, place)
    said = "" if pronoun is None else pronoun.group()
    is_slope = bool(phrases.DERIVATIVE.search(said))
    labelled = context.label is not None
    name, order = context.label or (context.title, 0)
    if not labelled:
        # What a text calls by its name is not what it speaks of without one.
        # Behind "Derivative:" a formula may name it.
        is_label = pronoun is not None and text[pronoun.end() :].lstrip(" *_")[:1] in {":", "："}
        told = text[: pronoun.end()] if pronoun is not None and is_label else text
        if context.is_unsettled or name in functions_named(_ASIDE.sub(" ", told)):
            return None
        below_slope = context.is_on_derivative or context.is_below_slope
        if below_slope and not is_slope:
            order = 1 if on_slope and pronoun is None else 2
        if below_slope and said.casefold().startswith("its"):
            return None
    if not name or order > 1:
        return None
    if pronoun is not None:
        if order and not is_slope:
            return None  # "it" may be the function or its derivative
        before = sentence.paragraph_before()
        if names_a_rival(phrases.DERIVATIVE.sub(" ", before) if is_slope else before):
            return None
        if not set(functions_named(before)) <= {name}:
            return None  # "it" may be the other function
    is_guess = order > 0 and not labelled
    is_beside = labelled and context.label == label_of(text)
    is_sure = not is_guess and (is_beside or set(context.hints) <= {name})
    end = place if pronoun is None else pronoun.end()
    of_range = phrases.RANGE.search(said) is not None
    order = max(order, int(is_slope))
    return (_of_entry(name, order, is_sure=is_sure),), end, of_range, pronoun is None


def of_all(topics: tuple[Topic, ...], found: Iterable[Judgement]) -> Judgement:
    """The verdict on what is said of several functions; open where it may be said of others."""
    said = worst(found)
    if said.status is Status.REFUTED and not all(topic.is_sure for topic in topics):
        return unknown(
            "of which function this is said is not certain; of the one at hand it is false"
        )
    return said


def either_way(topic: Topic, question: Callable[[sp.Expr], Judgement]) -> Judgement:
    """The verdict on a function in its letters, or the proof for their usual values."""
    found = question(topic.expression)
    if found.status is Status.PROVED or topic.usual in {None, topic.expression}:
        return found
    again = question(topic.usual)
    if again.status is Status.PROVED:
        return replace(again, note="at the usual values of its parameters")
    if found.status is Status.REFUTED and topic.expression.free_symbols - {x}:
        return unknown("it may hold for other values of its parameters")
    return found


# -- ends -------------------------------------------------------------------------------------


def is_closed(text: str, end: int) -> bool:
    """Whether what follows a statement leaves it as it is: nothing, a reason or an aside.

    Example:
        >>> is_closed("Smooth everywhere (unlike ReLU)", 17), is_closed("Smooth except at 0", 6)
        (True, False)
        >>> is_closed("Bounded, which helps for training.", 7), is_closed("Convex for x > 0", 6)
        (True, False)
    """
    place = _ENDING.match(text, end)
    rest = text[place.end() if place else end :]
    if not rest or predicates.REASON.match(rest):
        return True
    if rest[0] not in _PUNCTUATION:
        return False
    part = predicates.HARMLESS.sub("", _FIRST_PART.split(rest.lstrip(".。!！ \n"), maxsplit=1)[0])
    if rest[0] in ".。!！\n":
        return "?" not in part
    return not (predicates.RESTRICTS.search(part) or phrases.CONDITIONAL.search(part))
