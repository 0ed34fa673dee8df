"""Claims that words make: ranges, extrema and properties of the function that is spoken of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import sympy as sp

from symact.check import phrases
from symact.check.approaches import approaches
from symact.check.ascriptions import ascriptions, careful
from symact.check.bound_words import bounds
from symact.check.chains import Claim, State
from symact.check.context import Context
from symact.check.denied import unless_denied
from symact.check.extents import judge_interval
from symact.check.intervals import between, intervals, is_arguments
from symact.check.judge.outcome import unknown
from symact.check.judge.properties import property_holds
from symact.check.labelled_values import labelled_values
from symact.check.listed_ranges import listed_ranges
from symact.check.noun_phrases import has_other_characters
from symact.check.open_words import (
    is_open,
    is_said_of_a_noun,
    is_slope_of_another_clause,
    says_only_a_bound,
)
from symact.check.peaks import extrema
from symact.check.reaches import LOOSE, reaches
from symact.check.report import ClaimKind, Judgement
from symact.check.sentences import Sentence
from symact.check.slope_words import slope_words
from symact.check.spoken import (
    TERSE,
    Spoken,
    formula_before,
    is_alone_named,
    is_definition,
    is_of_another,
    spoken_of,
)
from symact.check.subjects import names_pattern
from symact.check.tendencies import tendencies
from symact.check.unclear import UnclearError
from symact.check.values_at import values_at
from symact.core.errors import SymactError
from symact.core.verdict import Status
from symact.reading.held import tree as t

_OF_GRADIENT = "gradient never vanishes"
_NEAR = 45  # characters between a word and the interval of which it speaks
# "The image of [0, 1]" speaks of arguments.
_IMAGE_OF = re.compile(
    r"\b(?:image|immagine|bild)\s+(?:of|von|de|di|du)\s+(?:the\s+)?(?:interval\s+)?\Z",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"\b(?:which|that|whose|qui|que|der|die|das)\b(?!\s+function)", re.I)
_CLAUSE_END = re.compile(r"[,;，；。]|\b(?:and|und|et|y|e|while|but)\b")


def claims_in(
    sentence: Sentence, state: State, lead: str | None = None, *, in_row: bool = False
) -> Iterator[Claim]:
    """The claims that the words of a sentence make.

    Args:
        lead: words under which an interval is a range, such as the heading of a column; or None.
        in_row: whether it stands in a table, where what it is about may stand in another cell.
    """
    if is_open(sentence):
        if says_only_a_bound(sentence):
            yield from map(unless_denied, bounds(sentence, state, in_row=in_row))
        return
    for claim in _claims_in(sentence, state, lead, in_row=in_row):
        yield unless_denied(claim)


def _claims_in(
    sentence: Sentence, state: State, lead: str | None, *, in_row: bool
) -> Iterator[Claim]:
    closed = [
        *reaches(sentence, state, in_row=in_row),
        *ascriptions(sentence, state, in_row=in_row),
        *slope_words(sentence, state, in_row=in_row),
        *values_at(sentence, state, in_row=in_row),
        *([] if in_row else labelled_values(sentence, state)),
        *([] if in_row else listed_ranges(sentence, state)),
        *tendencies(sentence, state, in_row=in_row),
        *bounds(sentence, state, in_row=in_row),
    ]
    loose = _loose(sentence, state, lead)
    apart = [claim for claim in loose if not any(_overlap(claim, other) for other in closed)]
    yield from dict.fromkeys((*closed, *apart))


def _loose(sentence: Sentence, state: State, lead: str | None) -> Iterator[Claim]:
    """The claims that are found by single words of a sentence."""
    yield from _ranges(sentence, state, lead)
    yield from extrema(sentence, state)
    yield from approaches(sentence, state)
    yield from _properties(sentence, state)


def _overlap(one: Claim, other: Claim) -> bool:
    return one.span.start < other.span.end and other.span.start < one.span.end


# -- ranges -----------------------------------------------------------------------------------


def _ranges(sentence: Sentence, state: State, above: str | None) -> Iterator[Claim]:
    text = sentence.text
    named, within = phrases.RANGE.search(text), phrases.WITHIN.search(text)
    maps = {match.end(): match for match in phrases.MAPS.finditer(text)}
    if above is None and not (named or within or maps):
        return
    if above is None and (
        phrases.REQUIRES.search(text) or (phrases.OTHER.search(text) and not (named or maps))
    ):
        return
    for start, end, tree in intervals(sentence):
        if above is None and start in maps:
            claim = _mapped(sentence, maps[start], end, tree, state)
        else:
            claim = _range(sentence, (start, end, tree), state, above, (named, within))
        if claim is not None:
            yield claim
    yield from _betweens(sentence, state, bool(named or within))


def _range(
    sentence: Sentence,
    interval: tuple[int, int, t.Tree],
    state: State,
    above: str | None,
    words: tuple[re.Match[str] | None, re.Match[str] | None],
) -> Claim | None:
    """What a sentence says with an interval, by words that name a range or say what lies in it."""
    start, end, tree = interval
    named, within = words
    lead = sentence.text[:start]
    role_named = above is not None or (named is not None and named.start() < start)
    word = named if role_named else within
    is_far = word is not None and not _reaches(sentence.text[word.end() : start])
    if is_arguments(lead) or (above is None and is_far) or _IMAGE_OF.search(lead[-40:]):
        return None
    if is_of_another(sentence, end, state.context):
        return None
    if not role_named and not (within and within.start() < start):
        return None
    if _is_of_other_characters(lead if word is None else lead[: word.start()]):
        return None
    spoken = spoken_of(sentence, start, state.context, differentiates=False, lead=above or "")
    if spoken is None or (spoken.order and _is_between_two(sentence, start)):
        return None
    terse = role_named and phrases.word_count(lead) <= TERSE
    if not (spoken.certain or terse):
        return None
    loose = not role_named or bool(re.search(r"\bin (?:the )?range\b|范围内|范围在", lead))
    judgement = _ranged(spoken, tree, state.context, within=loose)
    return Claim(ClaimKind.RANGE, sentence.span(start, end), judgement)


def _is_of_other_characters(lead: str) -> bool:
    """Whether words without spaces before what is said may name another thing than a function."""
    return has_other_characters(re.sub(names_pattern(), "", lead.casefold()))


def _betweens(sentence: Sentence, state: State, is_said: bool) -> Iterator[Claim]:
    """What a sentence says with two numbers, as "between 0 and 1"."""
    for match in phrases.BETWEEN.finditer(sentence.text):
        before, after = sentence.text[: match.start()], sentence.text[match.end() :]
        if not before.strip(" *_-•\n") and after.lstrip().startswith((",", "，")):
            continue  # it says for which arguments the rest holds
        spoken = spoken_of(sentence, match.start(), state.context, differentiates=False)
        if spoken is None or not is_said or not spoken.certain:
            continue
        span = between(sentence, match)
        if span is not None:
            judgement = _ranged(spoken, span, state.context, within=True)
            yield Claim(ClaimKind.RANGE, sentence.span(*match.span()), judgement)


def _mapped(
    sentence: Sentence, verb: re.Match[str], end: int, tree: t.Tree, state: State
) -> Claim | None:
    """What "squashes any input into" says: the words behind the verb are no subject."""
    spoken = spoken_of(sentence, verb.start(), state.context, differentiates=False)
    if spoken is None or spoken.order or has_other_characters(sentence.text[: verb.start()]):
        return None
    judgement = _ranged(spoken, tree, state.context, within=True)
    return Claim(ClaimKind.RANGE, sentence.span(verb.end(), end), judgement)


def _is_between_two(sentence: Sentence, start: int) -> bool:
    """Whether a range is said behind the equation of a derivative: of that, or of its function."""
    last = formula_before(sentence, start)
    named = phrases.DERIVATIVE.search(sentence.text[:start])
    return last is not None and bool(last.operators) and named is None


def _reaches(between: str) -> bool:
    """Whether a word speaks of the interval behind it: nothing ends the clause between them."""
    return len(between) <= _NEAR and _CLAUSE_END.search(between) is None


def _ranged(spoken: Spoken, tree: t.Tree, context: Context, *, within: bool) -> Judgement:
    role = "within" if within else "range"

    def judged(order: int) -> Judgement:
        return judge_interval(spoken.expression, order, tree, context, role=role, tight=True)

    try:
        found = judged(spoken.order)
        in_words = spoken.order or spoken.usual is not None
        is_open = found.status is Status.REFUTED and not in_words
        if is_open and judged(1).status is Status.PROVED:
            return unknown("it is the range of the derivative; of which is said is not certain")
    except (UnclearError, SymactError) as error:
        return unknown(str(error))
    if found.status is Status.REFUTED and not spoken.certain:
        return unknown("of which function this is said is not certain; of the last one it is false")
    if within and found.status is Status.PROVED and tree.span.text[:1] in "[(]":
        return _with_its_ends(spoken, tree, context, found)
    return found


def _with_its_ends(spoken: Spoken, tree: t.Tree, context: Context, found: Judgement) -> Judgement:
    """The proof that values lie in an interval in brackets, if it is their range too."""
    exact = judge_interval(spoken.expression, spoken.order, tree, context, role="range", tight=True)
    if exact.status is Status.PROVED:
        return found
    return unknown(LOOSE)


# -- properties -------------------------------------------------------------------------------


def _properties(sentence: Sentence, state: State) -> Iterator[Claim]:
    taken: list[tuple[int, int]] = []
    for pattern, name in phrases.PROPERTIES:
        for match in pattern.finditer(sentence.text):
            if any(a < match.end() and match.start() < b for a, b in taken):
                continue
            taken.append(match.span())
            before, end = sentence.text[: match.start()], match.end()
            if is_said_of_a_noun(sentence.text, end) or is_slope_of_another_clause(before):
                continue
            if _RELATIVE.search(before):
                continue  # "ReLU, which is": of which function is not certain
            claim = _property(sentence, match, name, state)
            if claim is not None:
                yield claim


def _property(sentence: Sentence, match: re.Match[str], name: str, state: State) -> Claim | None:
    text = sentence.text
    negative = bool(phrases.NEGATION.search(text[: match.start()]))
    if phrases.ANSWER_NO.match(text, match.end()):
        negative = not negative
    last = formula_before(sentence, match.start())
    if last is not None and last.operators and not is_definition(last):
        return None  # it gives a reason, and the words are said of another function
    if phrases.COMPARES.search(text[: match.end()]) or phrases.ATTRIBUTE.match(text, match.end()):
        return None
    context = replace(state.context, label=None)
    if name == _OF_GRADIENT:
        # It is one of the function anyway.
        context = replace(context, is_on_derivative=False, is_unsettled=False)
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
    if not (spoken.certain and plain_statement and is_alone_named(text[: match.start()])):
        return None
    if negative:
        words = words.removeprefix("not ") if words.startswith("not ") else f"not {words}"
    try:
        from symact.derive.rules import derivative  # noqa: PLC0415

        function = spoken.expression
        for _ in range(spoken.order):
            function = derivative(function)
        found = careful(function, words, property_holds(function, words, argument=argument))
        if found.status is Status.UNKNOWN and spoken.usual is not None and not spoken.order:
            again = property_holds(spoken.usual, words, argument=argument)
            if again.status is Status.PROVED:
                found = replace(again, note="at the usual values of its parameters")
    except SymactError as error:
        found = unknown(str(error))
    return Claim(ClaimKind.PROPERTY, sentence.span(*match.span()), found)
