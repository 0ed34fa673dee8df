"""How far values reach, in clauses read to their last word: "it ranges from 0 to 1"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from symact.check import predicates
from symact.check.ascriptions import listed
from symact.check.chains import Claim, State
from symact.check.clauses import Opening, Topic, is_closed, of_all, opening, starts
from symact.check.context import Context
from symact.check.extents import judge_interval
from symact.check.intervals import between, interval_at
from symact.check.judge.outcome import unknown
from symact.check.report import ClaimKind, Judgement
from symact.check.sentences import Sentence
from symact.check.spoken import is_of_another
from symact.check.unclear import UnclearError
from symact.core.errors import SymactError
from symact.core.verdict import Status
from symact.reading.held import tree as t
from symact.reading.held.walk import every

_PREPOSITION = re.compile(
    r"[\s*_]*(?:in|from|between|within|over|zwischen|entre|von|de|dans|nel)\b", re.IGNORECASE
)
_RANGES = re.compile(r"ranges", re.IGNORECASE)  # with brackets, perhaps the set of all values
_ASIDE = re.compile(r"[\s*_]*\(\s*(?:always\s+|strictly\s+)?(?:between|zwischen|entre)\s+")
LOOSE = "all values lie in it; whether its ends are meant to be theirs is not said"


def reaches(sentence: Sentence, state: State, *, in_row: bool = False) -> Iterator[Claim]:
    """The ranges that a sentence names, where all of its words are accounted for."""
    for start in starts(sentence):
        begun = opening(sentence, state.context, start, in_row=in_row)
        if begun is None or begun.is_negative or begun.mark is False:
            continue
        found = _reach(sentence, begun)
        if found is None or is_of_another(sentence, found[1][1], state.context):
            continue
        tree, where, role, is_about = found
        judgement = _of_all(begun.topics, tree, state.context, role)
        if role == "within" and not is_about and tree.span.text[:1] in "[(":
            judgement = _with_its_ends(judgement, begun.topics, tree, state.context)
        if judgement.status is Status.REFUTED:
            judgement = _doubted(judgement, begun, tree, state.context, role, is_about=is_about)
        yield Claim(ClaimKind.RANGE, sentence.span(*where), judgement)
        return


def _with_its_ends(
    found: Judgement, topics: tuple[Topic, ...], tree: t.Tree, context: Context
) -> Judgement:
    """The proof that values lie in an interval in brackets, if it is their range too."""
    if found.status is not Status.PROVED:
        return found
    if _of_all(topics, tree, context, "range").status is Status.PROVED:
        return found
    return unknown(LOOSE)


def _doubted(
    found: Judgement, begun: Opening, tree: t.Tree, context: Context, role: str, *, is_about: bool
) -> Judgement:
    """A refutation, but open where the interval is a rough one, or that of the derivative."""
    if is_about:
        return unknown("it is said only about: " + found.reason)
    slopes = tuple(replace(topic, order=topic.order + 1) for topic in begun.topics)
    if begun.is_fragment and _of_all(slopes, tree, context, role).status is Status.PROVED:
        return unknown("it is the range of the derivative; of which is said is not certain")
    return found


def _reach(sentence: Sentence, begun: Opening) -> tuple[t.Tree, tuple[int, int], str, bool] | None:
    """The interval that the predicate names, its place, what it is said to be, and how exactly."""
    text, place = sentence.text, begun.end
    if label := predicates.RANGE_LABEL.match(text, place) if begun.is_fragment else None:
        place = label.end()
    named = begun.of_range or label is not None
    point = predicates.POINT.match(text, place) if named and not begun.has_copula else None
    if label is not None and point is None:
        return None
    place = point.end() if point else place
    verb = predicates.REACHES.match(text, place)
    if verb is None and not named:
        return _behind(sentence, begun) or _aside(sentence, begun)
    place = verb.end() if verb else place
    around = predicates.AROUND.match(text, place)
    about = bool(around and around["about"])
    place = around.end() if around else place
    found = _interval(sentence, place)
    if found is None:
        return None
    tree, end, is_pair = found
    tail = predicates.BEHIND_INTERVAL.match(text, end)
    after = tail.end() if tail else end
    said = re.match(r"[\s*_`]*(?:approximately|approx\.?|roughly|about)\b", text[after:], re.I)
    if said:
        about, after = True, after + said.end()
    if not is_closed(text, after):
        return None
    is_bare = begun.is_fragment and not named and _PREPOSITION.match(text, begun.end)
    if is_bare and text[after:].strip(" *_`.。\n"):
        return None  # "Between -1 and 1, the slope is large" is on arguments
    role = "within" if is_pair or verb is not None or not named else "range"
    if verb is not None and not is_pair and _RANGES.match(verb.group()):
        role = "either"
    return tree, (place, end), role, about


def _behind(sentence: Sentence, begun: Opening) -> tuple[t.Tree, tuple[int, int], str, bool] | None:
    """An interval before its verb, as Japanese, Korean and Turkish have it."""
    found = _interval(sentence, begun.end)
    if found is None:
        return None
    tree, end, _ = found
    verb = predicates.INTERVAL_FIRST.match(sentence.text, end)
    if verb is None:
        return None
    return tree, (begun.end, end), "within", False


def _aside(sentence: Sentence, begun: Opening) -> tuple[t.Tree, tuple[int, int], str, bool] | None:
    """Bounds in brackets behind a property: "always positive (between 0 and 1)"."""
    items, end, _ = listed(sentence, begun)
    aside = _ASIDE.match(sentence.text, end) if items else None
    found = _interval(sentence, aside.end()) if aside else None
    if found is None or aside is None or not sentence.text.startswith(")", found[1]):
        return None
    return found[0], (aside.end(), found[1]), "within", False


def _interval(sentence: Sentence, place: int) -> tuple[t.Tree, int, bool] | None:
    """The interval at a place, its end, and whether it is only a pair of numbers."""
    at = interval_at(sentence, place)
    if at is not None:
        return at[0], at[1], False
    pair = predicates.PAIR.match(sentence.text, place)
    if pair is None:
        return None
    tree = between(sentence, pair)
    return None if tree is None else (tree, pair.end(), True)


# -- judging ----------------------------------------------------------------------------------


def _of_all(topics: tuple[Topic, ...], tree: t.Tree, context: Context, role: str) -> Judgement:
    """The verdict on a range of all functions that are named."""
    return of_all(topics, [_of_one(topic, tree, context, role) for topic in topics])


def _of_one(topic: Topic, tree: t.Tree, context: Context, role: str) -> Judgement:
    if role == "either":
        weak = _of_one(topic, tree, context, "within")
        strict = _of_one(topic, tree, context, "range")
        both = weak.status is strict.status
        return strict if both else unknown(strict.reason or "which ends belong to it is not said")
    try:
        found = judge_interval(topic.expression, topic.order, tree, context, role=role, tight=True)
        if found.status is Status.PROVED or topic.usual is None or not _is_of_numbers(tree):
            return found
        again = judge_interval(topic.usual, topic.order, tree, context, role=role, tight=True)
    except (UnclearError, SymactError) as error:
        return unknown(str(error))
    if again.status is Status.PROVED:
        return replace(again, note="at the usual values of its parameters")
    if again.status is Status.REFUTED and found.status is Status.UNKNOWN:
        return again if _is_plain(topic, context) else found
    return found


def _is_of_numbers(tree: t.Tree) -> bool:
    """Whether no parameter stands in an interval."""
    letters = [n for n in every(tree) if isinstance(n, t.Symbol) and n.name != "infty"]
    return not letters


def _is_plain(topic: Topic, context: Context) -> bool:
    """Whether a document never speaks of the parameters of a function."""
    if topic.usual is None:
        return False
    letters = {str(s) for s in topic.expression.free_symbols - topic.usual.free_symbols}
    signs = {"alpha": "α", "beta": "β", "gamma": "γ", "lambda": "λ"}
    names = letters | {signs[name] for name in letters & signs.keys()}
    return not any(name in context.words for name in names)
