"""The function of which a sentence says something: the one it names, or the one before it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import final

import sympy as sp

from symact.activations.catalogue import catalogue
from symact.check import phrases
from symact.check.context import Context
from symact.check.extents import function_of
from symact.check.noun_phrases import is_of_the_subject, names_a_rival, names_something_else
from symact.check.open_words import is_slope_of_another_clause
from symact.check.sentences import Sentence
from symact.check.subjects import entry_named, functions_named, names_pattern
from symact.check.unclear import UnclearError
from symact.check.usual_names import Function
from symact.reading.held import tree as t
from symact.reading.held.statements import Statement

_APPOSED = re.compile(
    rf"\b(?:product|sum|quotient|difference|square|produit|produkt|prodotto|producto)\s+(?={phrases.FORMULA})",
    re.IGNORECASE,
)
_FOR = re.compile(
    r"[\s$*_`)]*(?:,?\s*(?:which|that) (?:is|are) (?:the )?(?:output )?"
    r"(?:range|image|codomain|values)\s+)?"
    r"(?:for|of|in|with|per|para|pour|von|bei|für|de|del|della|di|da)\s+(?:the|la|le|el|il|die|der|den|a)?\s*",
    re.IGNORECASE,
)
PRONOUN = re.compile(
    r"[\W\d]*(?:it|its|they|their|elle|il|sie|es|它|其)\b|[\W\d]*[它其]", re.IGNORECASE
)
_AFTER = 40  # characters behind what is said in which a name is looked for
TERSE = 7  # words before an interval that leave no doubt of what it is said


@final
@dataclass(frozen=True, slots=True)
class Spoken:
    """The function that a sentence is about.

    Attributes:
        order: how often it is differentiated.
        certain: whether the sentence leaves no doubt, so that it may be refuted.
        usual: the same at the defaults of its parameters, where it has some.
        is_last: whether it is only the last function that was defined.
    """

    expression: sp.Expr
    order: int
    certain: bool
    is_last: bool = False
    usual: sp.Expr | None = None


def spoken_of(
    sentence: Sentence, before: int, context: Context, *, differentiates: bool, lead: str = ""
) -> Spoken | None:
    """The function of which a sentence says something at a place, or None.

    Args:
        lead: the heading of the column, or the words alone, under which the sentence stands.
    """
    text = without_appositions(sentence.text[:before])
    if names_something_else(text) or names_something_else(lead):
        return None
    if not differentiates and is_slope_of_another_clause(text):
        return None  # "stronger gradients and an output range of ..."
    order = 1 if phrases.DERIVATIVE.search(lead + text) or differentiates else 0
    named = list(dict.fromkeys(functions_named(text)))
    words = phrases.word_count(text)
    if len(named) == 1:
        if phrases.COMPARES.search(sentence.text):
            return None  # the name may be that of what it is compared with
        certain = not context.title or context.title == named[0]
        usual = catalogue()[named[0]].function
        return Spoken(entry_named(named[0]).expression, order, certain=certain, usual=usual)
    if named:
        return None
    last = formula_before(sentence, before)
    if last is not None:
        if last.operators and not isinstance(last.operands[0], t.Call | t.Derivative | t.Prime):
            return None
        try:
            f, own_order, _, assumed = function_of(_first(last), context)
        except UnclearError:
            return None
        is_value = isinstance(last.operands[0], t.Call)
        return Spoken(f, own_order or (order if is_value else 0), certain=not assumed)
    if not is_of_the_subject(text):
        return None
    if context.label is not None:
        name, own = context.label
        return _labelled(name, max(own, order), certain=words <= TERSE)
    subject: Function | None = context.subject
    on_slope = (context.is_on_derivative or context.is_below_slope) and not order
    if subject is None or on_slope or (context.is_unsettled and context.title):
        return None
    if names_a_rival(sentence.paragraph_before()) and PRONOUN.match(text):
        return None  # what is spoken of may have been named just before
    # A heading names what its section is about; the last definition only may.
    sure = bool(context.title) and words <= TERSE
    return Spoken(subject.expression, order, certain=sure, is_last=not context.title)


def is_alone_named(lead: str) -> bool:
    """Whether no word beside a name makes another function of it, or names another thing.

    Example:
        >>> is_alone_named("The sigmoid function is"), is_alone_named("A stretched sigmoid is")
        (True, False)
        >>> is_alone_named("Logistic regression is")
        False
    """
    if not functions_named(lead):
        return True
    return is_of_the_subject(re.sub(names_pattern(), " ", lead.casefold()))


def _labelled(name: str, order: int, *, certain: bool) -> Spoken:
    """The function that labels a paragraph."""
    usual = catalogue()[name].function
    return Spoken(entry_named(name).expression, order, certain=certain, usual=usual)


def without_appositions(text: str) -> str:
    """Words without nouns that only say what kind of formula follows, as in "the product f g"."""
    return _APPOSED.sub("", text)


def _first(item: Statement) -> t.Tree:
    first = item.operands[0]
    if first is None:
        raise UnclearError("SA242", "a chain without its beginning", item.span)
    return first


def is_definition(item: Statement) -> bool:
    """Whether a statement gives the value of a function."""
    first = item.operands[0]
    return item.operators[0] == "=" and isinstance(first, t.Call) and not first.primes


def formula_before(sentence: Sentence, before: int) -> Statement | None:
    """What the last formula before a place states, where that is more than a number or a letter."""
    for character in reversed(sentence.text[:before]):
        if not re.match(phrases.FORMULA, character):
            continue
        for item in sentence.formula(character):
            if not isinstance(item, Statement):
                return None
            if _is_place(item):
                continue
            plain = isinstance(item.operands[0], t.Symbol | t.Number | t.Negative | t.Bracket)
            if not plain or (isinstance(item.operands[0], t.Symbol) and item.operators == ("=",)):
                return item
    return None


def _is_place(item: Statement) -> bool:
    """Whether a formula only says where: ``x = 0``."""
    match item.operands, item.operators:
        case (t.Symbol(name=name), t.Number()), ("=",):
            return name in {"x", "z", "t", "u"}
        case _:
            return False


def is_of_another(sentence: Sentence, end: int, context: Context) -> bool:
    """Whether the words behind what is said name another function: "is 1 for tanh"."""
    rest = sentence.text[end : end + _AFTER]
    match = _FOR.match(rest)
    named = functions_named(rest[match.end() :]) if match else []
    return bool(named) and named[0] != context.title
