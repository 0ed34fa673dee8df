"""Facts in tables: a property, a range or an extremum for each function that is named.

A table is read where it is plain what it speaks of: a function in each row, a function above each
column, or two columns, property and value, below a heading that names one function.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import final

import sympy as sp

from symact.activations.catalogue import catalogue, entry_of, normal
from symact.check import phrases
from symact.check.ascriptions import careful
from symact.check.called import called
from symact.check.cells import lone_expression, slope_claim
from symact.check.chains import Claim, State
from symact.check.context import Context
from symact.check.extents import function_of, judge_interval
from symact.check.intervals import is_interval
from symact.check.judge.extrema import extremum
from symact.check.judge.outcome import unknown
from symact.check.judge.properties import property_holds
from symact.check.other_languages import NAMES
from symact.check.report import ClaimKind, Judgement
from symact.check.subjects import entry_named, functions_named
from symact.check.table_labels import (
    EXTREMA,
    FORMULA,
    GENERIC,
    NO,
    NUMBERED,
    PLAIN_HEADING,
    PROPERTIES,
    PROPERTY_HEAD,
    RANGE,
    REMARKS,
    SLOPE,
    VALUE_AT,
    VALUE_HEAD,
    YES,
)
from symact.check.unclear import UnclearError
from symact.check.usual_names import Function
from symact.core.errors import SymactError
from symact.core.span import Span
from symact.core.verdict import Status
from symact.reading.held import tree as t
from symact.reading.held.names import Names
from symact.reading.held.statements import Statement, statements
from symact.reading.held.text import text_of
from symact.reading.pages.page import Block, Kind, Language, Page, Run

_USUAL = "at the usual values of its parameters"
_FARTHEST = 40  # blocks between a table and the heading that names its function
_NAMING = 3  # words of a line that only names what follows
_LOOSE = frozenset(("differentiable",))  # often said of a function with a single kink
_IS_NUMBERED = re.compile(r"\d{1,2}[.)]\s")
Judge = Callable[[sp.Expr], Judgement]


@final
@dataclass(frozen=True, slots=True)
class Fact:
    """What a cell says of a function.

    Attributes:
        label: what it is about: the words of its row or of its column.
        runs: what the cell holds.
        name: of the function in the catalogue.
        by_row: whether the function is that of the row.
    """

    label: str
    runs: Sequence[Run]
    name: str
    by_row: bool


def fact_claims(row: Block, page: Page, state: State) -> Iterator[Claim]:
    """The claims of a row whose labels and functions are plain.

    The range of a row's own function is read elsewhere, where the context knows the function.
    """
    for fact in facts_of(row, page):
        if not fact.runs or (fact.by_row and state.context.subject and RANGE.fullmatch(fact.label)):
            continue
        try:
            claim = _claim(fact, page, state)
        except (UnclearError, SymactError):
            continue
        if claim is not None:
            yield _cautious(claim, fact.name, state.context)


def facts_of(row: Block, page: Page) -> Iterator[Fact]:
    """The cells of a row of which it is plain what they say, and of which function."""
    if row.header is None:
        return
    header = [_shown(runs, page) for runs in page.blocks[row.header].cells]
    if len(header) != len(row.cells) or not row.cells[0]:
        return
    first = _shown(row.cells[0], page)
    if (own := named_function(first)) is not None:
        yield from (
            Fact(h, runs, own, True) for h, runs in zip(header[1:], row.cells[1:], strict=True)
        )
    elif PROPERTY_HEAD.fullmatch(header[0]):
        if len(header) == 2 and VALUE_HEAD.fullmatch(header[1]):
            names = [function_above(row.header, page)]
        else:
            names = [named_function(head) for head in header[1:]]
        for name, runs in zip(names, row.cells[1:], strict=True):
            if name is not None:
                yield Fact(first, runs, name, False)


def named_function(text: str) -> str | None:
    """The function that a cell or a heading names, where it does nothing else.

    Example:
        >>> named_function("Tanh (Hyperbolic Tangent)"), named_function("2. The sigmoid function")
        ('tanh', 'sigmoid')
        >>> named_function("ReLU variants"), named_function("Leaky ReLU (scaled)")
        (None, None)
    """
    bare = NUMBERED.sub("", text.strip(" *_`:："))
    parts = [part for part in re.split(r"[()（）/]", bare) if part.strip()]
    found = {_owner(GENERIC.sub("", part).strip()) for part in parts}
    return found.pop() if len(found) == 1 else None


def _owner(text: str) -> str | None:
    """The function of the catalogue whose name a text is, in English or another language."""
    entry = entry_of(text)
    return NAMES.get(text.casefold()) if entry is None else entry.name


def function_above(header: int, page: Page, *, is_alone: bool = True) -> str | None:
    """The function that the nearest heading above a table names, or None.

    Headings that name a part alone, as "Properties", leave it to the heading above them. A
    paragraph right above the table that names another function leaves it open.

    Args:
        is_alone: whether no other function may be named in between.
    """
    beside: set[str] = set()
    level = 99
    for index in range(header - 1, max(-1, header - _FARTHEST), -1):
        block = page.blocks[index]
        if block.kind in {Kind.DISPLAY, Kind.ROW, Kind.CODE} or block.level > level:
            continue
        words = _shown(block.cells[0], page) if block.cells else ""
        if block.kind is Kind.PARAGRAPH and _IS_NUMBERED.match(last := _last_line(words)):
            words = last  # "2. Tanh", where a list goes on behind a paragraph
        name = named_function(words) if phrases.word_count(words) <= 2 * _NAMING else None
        if name is not None and (block.kind is Kind.HEADING or _is_naming(words)):
            return name if beside <= {name} or not is_alone else None
        if block.kind is not Kind.HEADING:
            beside |= set(functions_named(words))
        elif PLAIN_HEADING.fullmatch(NUMBERED.sub("", words)):
            level = block.level - 1
        else:
            return None
    return None


def _last_line(text: str) -> str:
    return text[text.rfind("\n") + 1 :].strip()


def _is_naming(words: str) -> bool:
    return phrases.word_count(words) <= _NAMING


def _shown(runs: Sequence[Run], page: Page) -> str:
    return page.source.text[runs[0].start : runs[-1].end].strip(" *_`:：") if runs else ""


# -- what a cell says --------------------------------------------------------------------------


def _claim(fact: Fact, page: Page, state: State) -> Claim | None:
    """The claim of a cell, by what its label is about."""
    if RANGE.fullmatch(fact.label):
        return _range(fact, page)
    for pattern, kind, order in EXTREMA:
        if pattern.fullmatch(fact.label):
            return _extremum(fact, page, kind, order)
    for pattern, words in PROPERTIES:
        if pattern.fullmatch(fact.label):
            return _property(fact, page, words)
    if not fact.by_row and (FORMULA.fullmatch(fact.label) or SLOPE.fullmatch(fact.label)):
        return _expression(fact, page, state)
    return None


def _expression(fact: Fact, page: Page, state: State) -> Claim | None:
    """The formula of a function, or of its derivative, below or beside its name."""
    tree = lone_expression(fact.runs, page, state)
    if tree is None or isinstance(tree, t.Symbol | t.Number):
        return None
    if SLOPE.fullmatch(fact.label):
        return slope_of(fact.name, tree, state)
    f, _, _, assumed = function_of(tree, state.context)
    found = called(f, fact.name, tree.span)
    if assumed and found.status is Status.REFUTED:
        return None
    return Claim(ClaimKind.DEFINITION, tree.span, found)


def slope_of(name: str, tree: t.Tree, state: State) -> Claim:
    """The claim that an expression is the derivative of the function with a name."""
    claim = slope_claim(tree, entry_named(name), state)
    if claim.judgement.status is Status.PROVED or not catalogue()[name].parameters:
        return claim
    again = slope_claim(tree, Function(catalogue()[name].function), state)
    if again.judgement.status is Status.PROVED:
        return replace(again, judgement=replace(again.judgement, note=_USUAL))
    if claim.judgement.status is Status.REFUTED:
        found = unknown("it may hold for other values of its parameters")
        return replace(claim, judgement=found)
    return claim


def _range(fact: Fact, page: Page) -> Claim | None:
    tree = _interval(fact.runs, page)
    if tree is None:
        return None

    def judge(f: sp.Expr) -> Judgement:
        return judge_interval(f, 0, tree, Context(), role="range", tight=True)

    return Claim(ClaimKind.RANGE, tree.span, _judged(fact.name, judge))


def _interval(runs: Sequence[Run], page: Page) -> t.Tree | None:
    """The interval that a cell consists of, perhaps behind a sign for *about*."""
    start, end = runs[0].start, runs[-1].end
    is_latex = runs[0].language is Language.LATEX
    if is_latex and len(runs) > 1:
        return None
    if not is_latex:
        text = page.source.text[start:end]
        match = re.fullmatch(rf"[\s*_`≈~]*({phrases.INTERVAL.pattern})[\s*_`]*", text)
        if match is None:
            return None
        start, end = start + match.start(1), start + match.end(1)
    items = statements(text_of(page.source, start, end), Names(), plain=not is_latex)
    if len(items) != 1 or not isinstance(items[0], Statement):
        return None
    item = items[0]
    if item.operators not in {(), ("~",), ("in",)} or (item.operators and item.operands[0]):
        return None
    tree = item.operands[-1]
    return tree if tree is not None and is_interval(tree) else None


def _extremum(fact: Fact, page: Page, kind: str, order: int) -> Claim | None:
    """A number, perhaps with the place at which it is taken, and nothing else."""
    match = VALUE_AT.fullmatch(_in_text(fact.runs, page))
    if match is None:
        return None
    value = _number(match["value"])
    at = _number(match["at"]) if match["at"] else None

    def judge(f: sp.Expr) -> Judgement:
        found = extremum(f, kind, order, value, at)
        if found.status is not Status.REFUTED:
            return found
        least = {"max": "sup", "min": "inf"}[kind]
        if at is None and extremum(f, least, order, value).status is Status.PROVED:
            return unknown("it is approached, and whether it is said to be attained is not certain")
        if at is None and extremum(f, kind, order, None, value).status is Status.PROVED:
            return unknown("it is the place of the extremum; which of the two is said is open")
        return found

    return Claim(ClaimKind.EXTREMUM, _span(fact.runs, page), _judged(fact.name, judge))


def _property(fact: Fact, page: Page, words: str) -> Claim | None:
    """A yes or a no; a remark behind it may say more, and any other leaves it open."""
    text = _in_text(fact.runs, page)
    is_said = (yes := YES.fullmatch(text)) is not None
    if yes is None and NO.fullmatch(text) is None:
        return None
    if yes is not None and yes["remark"]:
        remark = REMARKS.get(yes["remark"].casefold())
        if remark is None:
            return None
        words = remark or words
    asked = words if is_said else f"not {words}".replace("not not ", "")

    def judge(f: sp.Expr) -> Judgement:
        found = careful(f, asked, property_holds(f, asked))
        if found.status is Status.REFUTED and asked in _LOOSE:
            return unknown("it is often said of functions with kinks, where it fails")
        return found

    return Claim(ClaimKind.PROPERTY, _span(fact.runs, page), _judged(fact.name, judge))


def _judged(name: str, judge: Judge) -> Judgement:
    """The verdict with parameters as letters; at their usual values only what is proved counts."""
    found = judge(entry_named(name).expression)
    if found.status is Status.PROVED or not entry_named(name).parameters:
        return found
    again = judge(catalogue()[name].function)
    return replace(again, note=_USUAL) if again.status is Status.PROVED else found


def _cautious(claim: Claim, name: str, context: Context) -> Claim:
    """The claim, but open where the document gives another function the name."""
    usual = entry_named(name).expression
    own = [f for key, f in context.functions.items() if normal(key) == normal(name)]
    if claim.judgement.status is Status.REFUTED and any(f.expression != usual for f in own):
        return replace(claim, judgement=unknown("the document gives another function this name"))
    return claim


def _in_text(runs: Sequence[Run], page: Page) -> str:
    r"""What a cell says, with ``\approx`` as a sign and without delimiters of formulas."""
    text = page.source.text[runs[0].start : runs[-1].end]
    text = re.sub(r"\\(?:approx|simeq)(?![A-Za-z])", "≈", text)
    return re.sub(r"\$|\\[()]|\*\*|`", "", text).strip()


def _number(text: str) -> sp.Expr | str:
    text = text.replace("−", "-").replace("–", "-").replace(" ", "")
    return text if "." in text else sp.Rational(text)


def _span(runs: Sequence[Run], page: Page) -> Span:
    return Span(page.source, runs[0].start, runs[-1].end)
