"""Extrema that words name: how large a function gets, and where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import sympy as sp

from symact.activations.catalogue import catalogue
from symact.check import phrases
from symact.check.chains import Claim, State
from symact.check.context import Context
from symact.check.extents import claimed
from symact.check.judge.extrema import extremum
from symact.check.judge.outcome import unknown
from symact.check.noun_phrases import names_something_else
from symact.check.report import ClaimKind
from symact.check.sentences import Sentence
from symact.check.spoken import Spoken, is_of_another, spoken_of, without_appositions
from symact.check.subjects import entry_named, functions_named
from symact.check.unclear import UnclearError
from symact.core.verdict import Status
from symact.reading.held import tree as t
from symact.reading.held.statements import Statement

# That something is largest, without a number.
_AT_ITS = re.compile(
    r"(?:\b(?:at|reaches|attains|takes|has) (?:its|a|the)|取(?:得|到)?|达到|取)\s*\Z|(?<=\bè )\Z",
    re.IGNORECASE,
)
_ORIGIN = re.compile(
    r"\b(?:at the origin|nell'origine|en el origen|na origem|à l'origine|im ursprung)\b|在原点",
    re.IGNORECASE,
)

# Before a number: it is a place, or what the values tend to elsewhere.
_ELSEWHERE = re.compile(
    r"(?:\b(?:to|towards?|from|near|hacia|vers|a|al|à|gegen|nach|zu|for|when|if|beyond|around|für|approach\w*)"
    r"|远离|趋于|趋近于|趋向|向|降至|接近|近)\s*\Z|"
    r"[=≈在]\s*\S+.*(?:\b(?:and|but|while|y|et|e|und)\b|但|而)",
    re.IGNORECASE | re.DOTALL,
)
_OF = re.compile(r"\s*(?:value\s+)?(?:of|von|de|di|del|der)\b|的", re.IGNORECASE)
_AT = re.compile(r"\b(?:at|en|em|bei)\s*\Z", re.IGNORECASE)
_NUMBER_BEHIND = re.compile(r"(?:[-−–+]?\d[\d.,]*|zero|.)\Z", re.DOTALL | re.IGNORECASE)


def extrema(sentence: Sentence, state: State) -> Iterator[Claim]:
    """The extrema that a sentence names."""
    for pattern, kind in ((phrases.MAXIMUM, "max"), (phrases.MINIMUM, "min")):
        for match in pattern.finditer(sentence.text):
            if sentence.text[match.end() : match.end() + 1] == "(":
                continue  # max(0, x)
            found = _extremum(sentence, match, kind, state)
            if found is not None:
                yield found


def _extremum(sentence: Sentence, match: re.Match[str], kind: str, state: State) -> Claim | None:
    clause = sentence.text[match.end() : match.end() + 60]
    value, end = _value(sentence, match.end(), clause)
    place = _place(sentence)
    if place is None and phrases.PLACE_BEHIND.match(sentence.text, end):
        return None  # a right value may be said at a wrong place
    if value is None and (place is None or not _AT_ITS.search(sentence.text, 0, match.start())):
        return None
    if names_something_else(without_appositions(sentence.text[:end])):
        return None
    around = sentence.text
    derived = bool(phrases.DERIVATIVE.search(around))
    is_below = state.context.is_on_derivative or state.context.is_below_slope
    spoken = spoken_of(
        sentence, match.start(), state.context,
        differentiates=derived or state.differentiated or is_below,
    ) or _named_behind(sentence.text[match.end() : end])  # fmt: skip
    if spoken is None or is_of_another(sentence, end, state.context):
        return None
    if phrases.REQUIRES.search(sentence.text):
        return None
    found = extremum(spoken.expression, kind, spoken.order, value, place)
    if found.status is not Status.PROVED and spoken.usual is not None:
        again = extremum(spoken.usual, kind, spoken.order, value, place)
        if again.status is Status.PROVED:
            found = replace(again, note="at the usual values of its parameters")
    if value is None and found.status is not Status.PROVED:
        return None  # where something is largest may be said of anything
    owners = set(functions_named(sentence.text[match.start() : end]))
    if any(entry_named(name).expression != spoken.expression for name in owners):
        found = unknown("it is said of another function than the one at hand")
    numbers = phrases.NUMBER.findall(sentence.text)
    certain = spoken.certain and derived and len(numbers) <= 1 + (place is not None)
    named = set(functions_named(sentence.text))
    certain = (
        certain
        and len(named) <= 1
        and named <= {state.context.title, *functions_named(around[:end])}
    )
    certain = certain and value is not None and not phrases.COMPARES.search(sentence.text)
    certain = certain and not _is_elsewhere(sentence.text[match.end() : end], value)
    if found.status is Status.REFUTED and not certain:
        found = unknown(
            "of which function this is said is not certain; of the last one it is false"
        )
    return Claim(ClaimKind.EXTREMUM, sentence.span(match.start(), max(end, match.end())), found)


def _named_behind(text: str) -> Spoken | None:
    """The function that is named between a word and its number: "maximum of tanh's slope is 1"."""
    named = set(functions_named(text))
    is_plain = _OF.match(text) is not None and not names_something_else(text)
    if len(named) != 1 or not is_plain or phrases.COMPARES.search(text):
        return None
    (name,) = named
    order = 1 if phrases.DERIVATIVE.search(text) else 0
    usual = catalogue()[name].function
    return Spoken(entry_named(name).expression, order, certain=True, usual=usual)


def _is_elsewhere(text: str, value: sp.Expr | str | None) -> bool:
    """Whether the number that ends a text may be another than the value of an extremum."""
    before = _NUMBER_BEHIND.sub("", text)
    at_zero = value in {sp.S.Zero, "0.0"} and _AT.search(before) is not None
    return at_zero or _ELSEWHERE.search(before) is not None


def _value(sentence: Sentence, start: int, clause: str) -> tuple[sp.Expr | str | None, int]:
    """The number that follows a word, in a formula or in the text, and where it ends."""
    for index, character in enumerate(clause):
        if re.match(phrases.FORMULA, character):
            value = _number_of(sentence, character)
            if value is not None:
                return value, start + index + 1
            continue
        number = phrases.NUMBER.match(clause, index)
        before = clause[index - 1 : index]
        if (
            number
            and not (before.isascii() and before.isalnum())
            and not re.search(r"(?<![a-zA-Z])[a-zA-Z]\s*[=≈~]\s*\Z", clause[:index])
        ):
            return _exact(number[1]), start + number.end()
    return None, start


def number_at(sentence: Sentence, start: int) -> tuple[sp.Expr | str | None, int]:
    """The number that stands at a place of a sentence, and where it ends; None for no number."""
    text = sentence.text
    if re.match(phrases.FORMULA, text[start : start + 1]):
        return _number_of(sentence, text[start]), start + 1
    number = phrases.NUMBER.match(text, start)
    return (None, start) if number is None else (_exact(number[1]), number.end())


def _exact(text: str) -> sp.Expr | str:
    text = text.replace("−", "-").replace("–", "-").replace(" ", "").replace(",", ".")
    return text if "." in text else sp.Rational(text)


def _number_of(sentence: Sentence, character: str) -> sp.Expr | str | None:
    """The number that a formula states as a value, not as a place."""
    items = sentence.formula(character)
    if len(items) != 1 or not isinstance(items[0], Statement):
        return None
    item = items[0]
    last = item.operands[-1]
    if item.operators and item.operands[0] is not None:
        return None
    try:
        value = claimed(last, Context()) if last is not None else None
    except UnclearError:
        return None
    if isinstance(value, sp.Expr) and value.free_symbols:
        return None
    return value


def _place(sentence: Sentence) -> sp.Expr | str | None:
    """The place that a sentence names, as ``x = 0``; None for none or several."""
    found: list[sp.Expr | str] = []
    for character in sentence.text:
        if not re.match(phrases.FORMULA, character):
            continue
        for item in sentence.formula(character):
            if isinstance(item, Statement) and len(item.operands) == 2:
                left, right = item.operands
                is_letter = isinstance(left, t.Symbol) and item.operators[0] in {"=", "~"}
                if is_letter and right is not None:
                    try:
                        found.append(claimed(right, Context()))
                    except UnclearError:
                        return None
    found += [_exact(match[3]) for match in phrases.PLACE.finditer(sentence.text)]
    found += [sp.S.Zero for _ in _ORIGIN.finditer(sentence.text)]
    if len(found) != 1:
        return None
    place = found[0]
    return None if isinstance(place, sp.Expr) and place.free_symbols else place
