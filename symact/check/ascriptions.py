"""Properties that a clause ascribes to a function: "ReLU is continuous, and not smooth at 0"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import final

import sympy as sp

from symact.check import adjectives as words
from symact.check import phrases, predicates
from symact.check.chains import Claim, State
from symact.check.clauses import Opening, Topic, is_closed, of_all, opening, starts
from symact.check.judge.outcome import unknown
from symact.check.judge.properties import property_holds
from symact.check.report import ClaimKind, Judgement
from symact.check.sentences import Sentence
from symact.check.subjects import names_pattern
from symact.core.errors import SymactError
from symact.core.verdict import Status
from symact.derive.rules import derivative
from symact.reading.held import tree as t
from symact.reading.held.statements import Statement


@final
@dataclass(frozen=True, slots=True)
class Ascribed:
    """One property in a list of them.

    Attributes:
        place: where it is said to hold; None for everywhere.
        is_negative: whether it is denied.
    """

    name: str
    start: int
    end: int
    is_negative: bool
    place: sp.Expr | None = None


def ascriptions(sentence: Sentence, state: State, *, in_row: bool = False) -> Iterator[Claim]:
    """The properties that a sentence ascribes, where all of its words are accounted for."""
    for start in starts(sentence):
        begun = opening(sentence, state.context, start, in_row=in_row, on_slope=True)
        if begun is None or begun.of_range:
            continue
        yield from _said(sentence, begun)


def _said(sentence: Sentence, begun: Opening) -> Iterator[Claim]:
    """The properties that a clause ascribes to its subject."""
    found, end, is_alone = listed(sentence, begun)
    if not found:
        return
    text = sentence.text
    if len(found) == 1 and (answer := phrases.ANSWER_NO.match(text, end)):
        found, end = [replace(found[0], is_negative=not found[0].is_negative)], answer.end()
    elif answer := phrases.ANSWER_YES.match(text, end):
        end = answer.end()
    if not is_closed(text, end) or (begun.is_fragment and predicates.SET_OF.search(text, end)):
        return
    for item in found:
        marked = _by_mark(item, begun, is_alone=is_alone)
        if marked is not None:
            judgement = _of_all(begun.topics, marked)
            if judgement is not None and (not begun.is_guess or _in_both(begun, marked)):
                span = sentence.span(item.start, item.end)
                yield Claim(ClaimKind.PROPERTY, span, judgement)


def _in_both(begun: Opening, item: Ascribed) -> bool:
    """Whether a property is proved of the derivative and of the function itself.

    Below a heading on the derivative, a bullet without a subject may be on either.
    """
    orders = (0, 1)
    found = [_of_all(tuple(replace(x, order=n) for x in begun.topics), item) for n in orders]
    return all(j is not None and j.status is Status.PROVED for j in found)


def _by_mark(item: Ascribed, begun: Opening, *, is_alone: bool) -> Ascribed | None:
    """The property as a tick or a cross before the clause turns it; None where in doubt."""
    if begun.is_negative:
        item = replace(item, is_negative=not item.is_negative)
    if begun.mark is not False or item.is_negative or item.name.startswith("not "):
        return item
    if item.name in words.MERITS and is_alone and begun.is_fragment:
        return replace(item, is_negative=True)
    return None


# -- reading ----------------------------------------------------------------------------------


def listed(sentence: Sentence, begun: Opening) -> tuple[list[Ascribed], int, bool]:
    """The properties of a list, where it ends, and whether it is a list of one."""
    text, place = sentence.text, begun.end
    found: list[Ascribed] = []
    end, count = place, 0
    while True:
        item, after = _item(sentence, place)
        if after == place:
            break
        count += 1
        found += [] if item is None else [item]
        end = after
        if noun := words.NOUN.match(text, end):
            end = noun.end()
        elif likeness := re.compile(words.LIKENESS.pattern + f"(?:{names_pattern()})", re.I).match(
            text, end
        ):
            end = likeness.end()
        joint = words.JOINT.match(text, end)
        place = joint.end() if joint else end
    goes_on = re.match(r"[\s*_]*[\w,，]", text[end:])
    return found, end, count == 1 and goes_on is None


def _item(sentence: Sentence, start: int) -> tuple[Ascribed | None, int]:
    """The property that stands at a place, and where it ends; the place itself for none."""
    text = sentence.text
    very = words.VERY.match(text, start)
    place = very.end() if very else start
    skipped = words.SKIPPED.match(text, place)
    if skipped and not text[skipped.end() : skipped.end() + 1].isalpha():
        return None, skipped.end()
    negated = words.NEGATED.match(text, place)
    tries = [(place, False)] + ([(negated.end(), True)] if negated else [])
    best: tuple[int, str, int, bool] | None = None
    for begin, negative in tries:
        for pattern, name in words.PROPERTIES:
            match = pattern.match(text, begin)
            if match is None or _goes_on(text, match.end()):
                continue
            if best is None or match.end() > best[0]:
                best = (match.end(), name, begin, negative)
    if best is None:
        return None, start
    end, name, begin, negative = best
    if denied := words.DENIED.match(text, end):
        end, negative = denied.end(), not negative
    where = words.AT.match(text, end) if name in words.WITH_PLACE else None
    if where is None:
        return (None if name == "undefined" else Ascribed(name, place, end, negative)), end
    at = _place(sentence, where)
    if at is None:
        return None, start
    return Ascribed(name, place, where.end(), negative, at), where.end()


def _goes_on(text: str, end: int) -> bool:
    """Whether a word in letters that are joined goes on, so that it is another one."""
    after, before = text[end : end + 1], text[end - 1 : end]
    return after.isascii() and after.isalpha() and before.isascii() and before.isalpha()


def _place(sentence: Sentence, match: re.Match[str]) -> sp.Expr | None:
    """The number that a place names."""
    if match["origin"]:
        return sp.S.Zero
    if match["number"]:
        return sp.Rational(match["number"].replace("−", "-"))
    match sentence.formula(match["formula"]):
        case (Statement(operands=(t.Symbol(), t.Number(text=number)), operators=("=",)),):
            return sp.Rational(number)
        case (Statement(operands=(t.Number(text=number),), operators=()),):
            return sp.Rational(number)
    return None


# -- judging ----------------------------------------------------------------------------------


def _of_all(topics: tuple[Topic, ...], item: Ascribed) -> Judgement | None:
    """The verdict on a property of all functions that are named; None where it is no claim."""
    found = [_of_one(topic, item) for topic in topics]
    known = [j for j in found if j is not None]
    if len(known) < len(found):
        return None
    return of_all(topics, known)


def _of_one(topic: Topic, item: Ascribed) -> Judgement | None:
    found = _asked(topic.expression, topic.order, item)
    if found is None or found.status is not Status.UNKNOWN or topic.usual is None:
        return found
    again = _asked(topic.usual, topic.order, item)
    if again is not None and again.status is Status.PROVED:
        return replace(again, note="at the usual values of its parameters")
    return found


def _asked(f: sp.Expr, order: int, item: Ascribed) -> Judgement | None:
    """The verdict on a property of a function or its derivative."""
    name, negative = item.name, item.is_negative
    if name in {"undefined", "never zero"}:
        if order != 1 or (name == "undefined") != (item.place is not None):
            return None
        name = "not differentiable" if name == "undefined" else "gradient never vanishes"
        order = 0
    if order > 0 and name in {"zero-centred", "saturates", "not linear"}:
        return None
    if negative:
        name = name.removeprefix("not ") if name.startswith("not ") else f"not {name}"
    try:
        for _ in range(order):
            f = derivative(f)
        if item.place is not None:
            return _at_place(f, name, item.place)
        return careful(f, name, property_holds(f, name))
    except SymactError as error:
        return unknown(str(error))


def _at_place(f: sp.Expr, name: str, place: sp.Expr) -> Judgement | None:
    """The verdict at one place; not smooth is less than not differentiable."""
    if name == "smooth":
        return None
    if name == "not smooth":
        rough = property_holds(f, "not differentiable", argument=place)
        if rough.status is Status.PROVED:
            return rough
        return unknown(rough.reason or "it has a derivative there")
    return property_holds(f, name, argument=place)


def careful(f: sp.Expr, name: str, found: Judgement) -> Judgement:
    """The verdict, but open where the words are used in another sense too."""
    bare = name.removeprefix("not ")
    if bare == "zero-centred" and found.status is not Status.UNKNOWN:
        said_so = (found.status is Status.PROVED) == (name == bare)
        if said_so and property_holds(f, "odd").status is not Status.PROVED:
            return unknown("its range is symmetric about 0, but it is not odd")
    if name == "positive" and found.status is Status.REFUTED:
        weak = property_holds(f, "non-negative")
        if weak.status is Status.PROVED:
            return unknown("it is 0 or more, and 0 is one of its values")
    return found
