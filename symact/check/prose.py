"""Claims that words make: ranges, extrema and properties of the function that is spoken of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import final

import sympy as sp

from symact.activations.catalogue import catalogue
from symact.check import phrases
from symact.check.chains import Claim, State
from symact.check.context import Context, Function
from symact.check.extents import function_of, judge_interval
from symact.check.intervals import between, intervals
from symact.check.judge.extrema import extremum
from symact.check.judge.outcome import unknown
from symact.check.judge.properties import property_holds
from symact.check.noun_phrases import is_of_the_subject, names_something_else
from symact.check.report import ClaimKind, Judgement
from symact.check.sentences import Sentence
from symact.check.subjects import entry_named, functions_named
from symact.check.unclear import UnclearError
from symact.core.errors import SymactError
from symact.core.verdict import Status
from symact.reading.held import tree as t
from symact.reading.held.statements import Statement

_OF_GRADIENT = "gradient never vanishes"
_TERSE = 7  # words before an interval that leave no doubt of what it is said
_NEAR = 45  # characters between a word and the interval of which it speaks
_CLAUSE_END = re.compile(r"[,;，；。]|\b(?:and|und|et|y|e|while|but)\b")


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


def claims_in(sentence: Sentence, state: State, *, is_range: bool = False) -> Iterator[Claim]:
    """The claims that the words of a sentence make.

    Args:
        is_range: whether an interval in it is a range without a word, as in a column of ranges.
    """
    yield from _ranges(sentence, state, is_range=is_range)
    yield from _extrema(sentence, state)
    yield from _properties(sentence, state)


def spoken_of(
    sentence: Sentence, before: int, context: Context, *, differentiates: bool
) -> Spoken | None:
    """The function of which a sentence says something at a place, or None."""
    text = sentence.text[:before]
    if names_something_else(text):
        return None
    order = 1 if phrases.DERIVATIVE.search(text) or differentiates else 0
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
    last = _formula_before(sentence, before)
    if last is not None:
        if last.operators and not isinstance(last.operands[0], t.Call | t.Derivative | t.Prime):
            return None
        try:
            f, own_order, _, assumed = function_of(_first(last), context)
        except UnclearError:
            return None
        is_value = isinstance(last.operands[0], t.Call)
        return Spoken(f, own_order or (order if is_value else 0), certain=not assumed)
    subject: Function | None = context.subject
    on_slope = context.is_on_derivative and not order
    if subject is None or on_slope or not is_of_the_subject(text):
        return None
    # A heading names what its section is about; the last definition only may.
    sure = bool(context.title) and words <= _TERSE
    return Spoken(subject.expression, order, certain=sure, is_last=not context.title)


def _first(item: Statement) -> t.Tree:
    first = item.operands[0]
    if first is None:
        raise UnclearError("SA242", "a chain without its beginning", item.span)
    return first


def _is_definition(item: Statement) -> bool:
    """Whether a statement gives the value of a function."""
    first = item.operands[0]
    return item.operators[0] == "=" and isinstance(first, t.Call) and not first.primes


def _formula_before(sentence: Sentence, before: int) -> Statement | None:
    """What the last formula before a place states, where that is more than a number or a letter."""
    for character in reversed(sentence.text[:before]):
        if not re.match(phrases.FORMULA, character):
            continue
        for item in sentence.formula(character):
            if not isinstance(item, Statement):
                return None
            plain = isinstance(item.operands[0], t.Symbol | t.Number | t.Negative | t.Bracket)
            if not plain or (isinstance(item.operands[0], t.Symbol) and item.operators == ("=",)):
                return item
    return None


# -- ranges -----------------------------------------------------------------------------------


def _ranges(sentence: Sentence, state: State, *, is_range: bool) -> Iterator[Claim]:
    said_other = phrases.OTHER.search(sentence.text)
    if "?" in sentence.text or "？" in sentence.text:
        return
    named = phrases.RANGE.search(sentence.text)
    within = phrases.WITHIN.search(sentence.text)
    if not (is_range or named or within) or (said_other and not named and not is_range):
        return
    if phrases.REQUIRES.search(sentence.text) and not is_range:
        return
    for start, end, tree in intervals(sentence):
        lead = sentence.text[:start]
        if phrases.ARGUMENTS.search(lead):
            continue
        role_named = is_range or (named is not None and named.start() < start)
        word = named if role_named else within
        if word is not None and not is_range and not _reaches(sentence.text[word.end() : start]):
            continue
        if not role_named and not (within and within.start() < start):
            continue
        differentiates = False
        spoken = spoken_of(sentence, start, state.context, differentiates=differentiates)
        if spoken is None or (spoken.order and _is_between_two(sentence, start)):
            continue
        if not (spoken.certain or (role_named and phrases.word_count(lead) <= _TERSE)):
            continue
        loose = not role_named or bool(re.search(r"\bin (?:the )?range\b|范围内|范围在", lead))
        terse = role_named and phrases.word_count(lead) <= _TERSE
        judgement = _ranged(spoken, tree, state.context, within=loose, terse=terse)
        yield Claim(ClaimKind.RANGE, sentence.span(start, end), judgement)
    for match in phrases.BETWEEN.finditer(sentence.text):
        spoken = spoken_of(sentence, match.start(), state.context, differentiates=False)
        if spoken is None or not (named or within) or not spoken.certain:
            continue
        span = between(sentence, match)
        if span is not None:
            judgement = _ranged(spoken, span, state.context, within=True)
            yield Claim(ClaimKind.RANGE, sentence.span(*match.span()), judgement)


def _is_between_two(sentence: Sentence, start: int) -> bool:
    """Whether a range is said behind the equation of a derivative: of that, or of its function."""
    last = _formula_before(sentence, start)
    named = phrases.DERIVATIVE.search(sentence.text[:start])
    return last is not None and bool(last.operators) and named is None


def _reaches(between: str) -> bool:
    """Whether a word speaks of the interval behind it: nothing ends the clause between them."""
    return len(between) <= _NEAR and _CLAUSE_END.search(between) is None


def _ranged(
    spoken: Spoken, tree: t.Tree, context: Context, *, within: bool, terse: bool = False
) -> Judgement:
    role = "within" if within else "range"
    try:
        found = judge_interval(
            spoken.expression, spoken.order, tree, context, role=role, tight=True
        )
    except (UnclearError, SymactError) as error:
        return unknown(str(error))
    if found.status is Status.REFUTED and not (spoken.certain or (terse and spoken.is_last)):
        return unknown("of which function this is said is not certain; of the last one it is false")
    return found


# -- extrema ----------------------------------------------------------------------------------


def _extrema(sentence: Sentence, state: State) -> Iterator[Claim]:
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
    if value is None or names_something_else(sentence.text[:end]):
        return None
    around = sentence.text
    derived = bool(phrases.DERIVATIVE.search(around))
    spoken = spoken_of(
        sentence, match.start(), state.context,
        differentiates=derived or state.differentiated,
    )  # fmt: skip
    if spoken is None or phrases.REQUIRES.search(sentence.text):
        return None
    found = extremum(spoken.expression, kind, spoken.order, value, place)
    numbers = phrases.NUMBER.findall(sentence.text)
    certain = spoken.certain and derived and len(numbers) <= 1 + (place is not None)
    certain = certain and not phrases.COMPARES.search(sentence.text)
    if found.status is Status.REFUTED and not certain:
        found = unknown(
            "of which function this is said is not certain; of the last one it is false"
        )
    return Claim(ClaimKind.EXTREMUM, sentence.span(match.start(), max(end, match.end())), found)


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
            and not before.isalnum()
            and not re.search(r"(?<![a-zA-Z])[a-zA-Z]\s*[=≈~]\s*\Z", clause[:index])
        ):
            return _exact(number[1]), start + number.end()
    return None, start


def _exact(text: str) -> sp.Expr | str:
    text = text.replace("−", "-").replace("–", "-").replace(" ", "").replace(",", ".")
    return text if "." in text else sp.Rational(text)


def _number_of(sentence: Sentence, character: str) -> sp.Expr | str | None:
    """The number that a formula states as a value, not as a place."""
    from symact.check.extents import claimed  # noqa: PLC0415 -- one name of many

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
    from symact.check.extents import claimed  # noqa: PLC0415 -- one name of many

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
    if len(found) != 1:
        return None
    place = found[0]
    return None if isinstance(place, sp.Expr) and place.free_symbols else place


# -- properties -------------------------------------------------------------------------------


def _properties(sentence: Sentence, state: State) -> Iterator[Claim]:
    taken: list[tuple[int, int]] = []
    for pattern, name in phrases.PROPERTIES:
        for match in pattern.finditer(sentence.text):
            if any(a < match.end() and match.start() < b for a, b in taken):
                continue
            taken.append(match.span())
            claim = _property(sentence, match, name, state)
            if claim is not None:
                yield claim


def _property(sentence: Sentence, match: re.Match[str], name: str, state: State) -> Claim | None:
    text = sentence.text
    negative = bool(phrases.NEGATION.search(text[: match.start()]))
    if phrases.ANSWER_NO.match(text, match.end()):
        negative = not negative
    last = _formula_before(sentence, match.start())
    if last is not None and last.operators and not _is_definition(last):
        return None  # it gives a reason, and the words are said of another function
    if phrases.COMPARES.search(text[: match.end()]) or phrases.ATTRIBUTE.match(text, match.end()):
        return None
    context = state.context
    if name == _OF_GRADIENT:
        context = replace(context, is_on_derivative=False)  # it is one of the function anyway
    spoken = spoken_of(sentence, match.start(), context, differentiates=False)
    if spoken is None or phrases.CONDITIONAL.search(text):
        return None
    answered = phrases.ANSWER_YES.match(text, match.end()) or phrases.ANSWER_NO.match(
        text, match.end()
    )
    plain_statement = len(re.findall(r"\w+", text)) <= 12 or answered
    argument: sp.Expr | None = None
    words = name
    if name.endswith(" at 0"):
        words, argument = name.removesuffix(" at 0"), sp.S.Zero
    if not (spoken.certain and plain_statement):
        return None
    if negative:
        words = words.removeprefix("not ") if words.startswith("not ") else f"not {words}"
    try:
        from symact.derive.rules import derivative  # noqa: PLC0415

        function = spoken.expression
        for _ in range(spoken.order):
            function = derivative(function)
        found = property_holds(function, words, argument=argument)
        if found.status is Status.UNKNOWN and spoken.usual is not None and not spoken.order:
            again = property_holds(spoken.usual, words, argument=argument)
            if again.status is Status.PROVED:
                found = replace(again, note="at the usual values of its parameters")
    except SymactError as error:
        found = unknown(str(error))
    return Claim(ClaimKind.PROPERTY, sentence.span(*match.span()), found)
