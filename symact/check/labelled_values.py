"""Formulas behind a label without a sign of equality: "Formula: 1 / (1 + exp(-x))"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from symact.check import phrases
from symact.check.called import called
from symact.check.chains import Claim, State
from symact.check.clauses import is_closed
from symact.check.context import Context
from symact.check.judge.outcome import unknown
from symact.check.noun_phrases import is_of_the_subject, names_a_rival
from symact.check.openings import DECORATION
from symact.check.report import ClaimKind, Judgement
from symact.check.sentences import Sentence, sentences_of
from symact.check.slips import is_said_to_differ
from symact.check.subjects import functions_named
from symact.check.table_facts import named_function, slope_of
from symact.check.typed_values import typed, value_of
from symact.check.unclear import UnclearError
from symact.core.verdict import Status
from symact.reading.held import tree as t
from symact.reading.held.statements import Item, Statement
from symact.reading.held.walk import every
from symact.reading.pages.page import Block, Kind, Language, Page, Run

_LABEL = re.compile(r"([^:：.!?。=\n\ue000-\uf8ff]{2,50}?)[*_\s]*[:：][*_\s]*")
# Words that make a formula that of the function at hand, in the languages of real notes.
_FORMULA = re.compile(
    r"(?:the |its |la |die |a )?(?:mathematical |math |standard |general )?"
    r"(?:formula|definition|equation|expression|mathematical (?:form|representation))|"
    r"(?:数学)?(?:公式|定义|定義|表达式|表達式|方程|函数式)|数式|定義式|수식|정의|공식|"
    r"(?:mathematische )?(?:formel|gleichung)|fórmula|ecuación|equação|definición|definição|"
    r"formule|équation|définition|formula matematica|equazione|definizione|formül|formülü|denklem|"
    r"формула|определение|уравнение",
    re.IGNORECASE,
)
_OF = re.compile(r"\s*(?:of|for|von|der|des|de la|de|du|da|do|della|del)\s+", re.IGNORECASE)
# What a docstring says it does with a function whose formula follows.
_DOES = re.compile(
    r"(?:(?:apply|applies|computes?|returns?|calculates?|evaluates?|implements?|the)\s+){0,2}",
    re.IGNORECASE,
)
# What explains the letters of a formula, or restricts it: what is right everywhere stays right.
_EXPLAINED = re.compile(
    r"[\s,，;$`)]*(?:where|with|wobei|mit|où|avec|donde|con|onde|com|dove)\b|[\s,，;]*其中"
)
_FRAME = " \t\n$*_`[\\"
_ELEMENTARY = frozenset(("exp", "log", "ln", "sqrt", "cosh", "sinh", "max", "min", "abs", "erf"))
_BACK = 300  # characters before a display in which its label stands


class _Label(NamedTuple):
    """Of which function a label speaks, where the formula begins, and whether it says Formula."""

    name: str
    end: int
    is_formula: bool
    is_sure: bool


def labelled_values(sentence: Sentence, state: State) -> Iterator[Claim]:
    """The claim of a sentence that is a label and a formula: that it is the function's.

    Behind the name of a function alone, a formula that is neither right nor has one wrong sign
    may be an example.
    """
    context = state.context
    if context.is_on_derivative or context.is_below_slope:
        yield from _slopes(sentence, state)
        return
    label = None if "?" in sentence.text or "？" in sentence.text else _label(sentence, context)
    if label is None:
        return
    found = _formula(sentence, label.end, context)
    if found is None:
        return
    items, end = found
    is_explained = _EXPLAINED.match(sentence.text, end) is not None
    if not is_explained and not is_closed(sentence.text, end):
        return
    judgement = _judged(items, label, context)
    if judgement is None or (is_explained and judgement.status is not Status.PROVED):
        return
    is_last = not sentence.text[end:].strip(" \t\n.。;；,，*_`")
    if judgement.status is Status.REFUTED and not (label.is_sure and is_last):
        judgement = unknown("whether it is this function that is meant is not certain")
    if judgement.status is Status.UNKNOWN and not label.is_formula:
        return
    yield Claim(ClaimKind.DEFINITION, sentence.span(label.end, end), judgement)


def _slopes(sentence: Sentence, state: State) -> Iterator[Claim]:
    """The derivatives in a list of them, each behind the name of its function alone."""
    lead = DECORATION.match(sentence.text)
    match = _LABEL.match(sentence.text, lead.end() if lead else 0)
    name = None if match is None or "?" in sentence.text else named_function(match[1].strip(" *_`"))
    found = None if match is None else _formula(sentence, match.end(), state.context)
    if name is None or found is None or not is_closed(sentence.text, found[1]):
        return
    match found[0]:
        case (Statement(operands=(tree,), operators=()),) if tree is not None:
            try:
                claim = slope_of(name, tree, state)
            except UnclearError:  # a list of numbers, or a range
                return
            if claim.judgement.status is Status.REFUTED:
                # A list of derivatives may repeat the functions.
                claim = replace(claim, judgement=unknown("it is not shown to be the derivative"))
            yield claim


def below_label(block: Block, page: Page, state: State) -> Iterator[Sentence]:
    """A display as a sentence with the label on the line right above it, where one stands there."""
    if block.kind is not Kind.DISPLAY or len(block.cells) != 1:
        return
    start = block.cells[0][0].start
    before = page.source.text[max(0, start - _BACK) : start]
    shown = before.rstrip(_FRAME)
    if not shown.endswith((":", "：")) or before[len(shown) :].count("\n") > 2:
        return
    end = start - len(before) + len(shown)
    begin = page.source.text.rfind("\n", 0, end) + 1
    line = DECORATION.match(page.source.text, begin, end)
    begin = line.end() if line else begin
    runs = (Run(Language.PROSE, begin, end), *block.cells[0])
    yield from sentences_of(runs, page, state.context.names)


def _label(sentence: Sentence, context: Context) -> _Label | None:
    """The label at the beginning of a sentence."""
    text = sentence.text
    lead = DECORATION.match(text)
    match = _LABEL.match(text, lead.end() if lead else 0)
    if match is None or phrases.CONDITIONAL.search(match[1]) or phrases.COMPARES.search(match[1]):
        return None
    words = match[1].strip(" *_`")
    if said := _FORMULA.match(words):
        rest = words[said.end() :]
        if not rest:
            own = _of_section(sentence, context)
            return None if own is None else _Label(own[0], match.end(), True, own[1])
        of = _OF.match(rest)
        name = named_function(rest[of.end() :]) if of else None
        return None if name is None else _Label(name, match.end(), True, True)
    does = _DOES.match(words)
    bare = words[does.end() if does else 0 :]
    name = named_function(bare) or _formula_of(bare)
    # In a list below "Inverses", a name is a label of something else.
    is_own = name == context.title or not (context.title or context.is_at_large)
    if name is None or not is_own or context.is_unsettled:
        return None
    return _Label(name, match.end(), False, True)


def _formula_of(words: str) -> str | None:
    """The function in "sigmoid formula"."""
    said = list(_FORMULA.finditer(words))
    if not said or said[-1].end() != len(words):
        return None
    return named_function(words[: said[-1].start()])


def _of_section(sentence: Sentence, context: Context) -> tuple[str, bool] | None:
    """The function that the section is about, and whether nothing else may be meant."""
    name = context.title
    if not name or context.is_unsettled:
        return None
    if context.label is not None and context.label != (name, 0):
        return None
    before = sentence.paragraph_before()
    named = set(functions_named(before)) | set(context.hints)
    is_sure = named <= {name} and not names_a_rival(before)
    return name, is_sure and is_of_the_subject(phrases.DERIVATIVE.sub(" ", before))


def _formula(
    sentence: Sentence, place: int, context: Context
) -> tuple[tuple[Item, ...], int] | None:
    """The formula at a place, and where it ends."""
    if re.match(phrases.FORMULA, sentence.text[place : place + 1]):
        return sentence.formula(sentence.text[place]), place + 1
    return typed(sentence, place, context)


def _judged(items: tuple[Item, ...], label: _Label, context: Context) -> Judgement | None:
    """The verdict on a formula; None for what is a name, or means nothing that is known."""
    match items:
        case (Statement(operands=(tree,), operators=()),) if tree is not None:
            pass
        case _:
            return None
    found = None if _is_name(tree) else value_of(items, context)
    if found is None:
        return None
    f, assumed = found
    judgement = called(f, label.name, tree.span)
    symbol = next((node for node in every(tree) if isinstance(node, t.Symbol)), None)
    is_of_itself = any(_is_name(node) and not _is_elementary(node) for node in every(tree))
    if judgement.status is Status.REFUTED and (
        assumed or is_of_itself or is_said_to_differ(symbol)
    ):
        return unknown("whether it is this function that is meant is not certain")
    return judgement


def _is_name(tree: t.Tree) -> bool:
    """Whether a formula is only a letter, a number or a function at a letter."""
    match tree:
        case t.Symbol() | t.Number():
            return True
        case t.Call(arguments=(t.Symbol(),)):
            return True
    return False


def _is_elementary(tree: t.Tree) -> bool:
    """Whether a formula is no call, or one of a function that is no activation."""
    return not isinstance(tree, t.Call) or tree.function.name in _ELEMENTARY
