"""Conditions that stand near a formula, and may restrict what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from symact.check import phrases
from symact.check import words_around as words
from symact.check.tails import is_shape
from symact.reading.held import tree as t
from symact.reading.held.names import Names
from symact.reading.held.statements import Statement, statements
from symact.reading.held.text import text_of
from symact.reading.held.walk import names_in
from symact.reading.pages.page import Block, Kind, Language, Page, Run

_RESTRICTING = frozenset(("<", "<=", ">", ">=", "!=", "in"))
_CASE = re.compile(
    r"\b(?:cases?|fall|cas|caso|durum|situation)\b|情况|情形|场合|場合|경우|当|若", re.IGNORECASE
)
# Words by which a line speaks of another case, or of another function.
_ELSEWHERE = re.compile(
    r"\b(?:not|without|except|unless|contrast|unlike|instead|same|than|nicht|außer|pas|sauf|no|excepto|não)\b|不|除",
    re.IGNORECASE,
)
_COLON = re.compile(r"[:：]\s*\Z")
_BACK = 2  # from a formula to the one before it, with words between them
_MOST = 40  # formulas of a block in which a condition is looked for
_LISTED = 8  # runs that may share one condition
_FEW = 5  # words of a line that says little but a condition
_BEHIND = 8  # words behind a condition that only introduce the display below
_SENTENCE = re.compile(r"(?<!\d)[.!?。！？](?=\s|\Z)")
_THEN = re.compile(
    r"[\s,:：，)）]*(?:then|we have|we get|it is|the (?:derivative|gradient) is|dann|gilt|alors|"
    r"entonces|则|有|时)?[\s,:：，]*",
    re.IGNORECASE,
)


def posed_by(block: Block, page: Page, names: Names) -> tuple[t.Tree, ...]:
    """The condition that a block of words poses for the formula below it: at most one."""
    if block.kind not in {Kind.PARAGRAPH, Kind.ITEM, Kind.HEADING} or len(block.cells) != 1:
        return ()
    runs = block.cells[0]
    places = [i for i, run in enumerate(runs) if run.language is not Language.PROSE]
    if not places:
        return ()
    last = places[-1]
    condition = restriction(runs[last], page, names)
    if condition is None:
        return ()
    before, after = _prose(runs, last - 1, page), _prose(runs, last + 1, page)
    is_alone = len(places) == 1 or _SENTENCE.search(before) is not None
    behind = phrases.word_count(after) <= _BEHIND and not _SENTENCE.search(after.rstrip()[:-1])
    whole = "".join(_prose(runs, i, page) for i in range(len(runs)))
    is_said = (
        words.LEADS.search(before)
        or _CASE.search(before)
        or _COLON.search(after)
        or phrases.word_count(whole) <= _FEW
    )
    if _ELSEWHERE.search(whole):
        return ()
    return (condition,) if is_alone and behind and is_said else ()


def ends_with_condition(block: Block, page: Page, names: Names) -> bool:
    """Whether the last formula of a block is a condition on a letter."""
    if block.kind not in {Kind.PARAGRAPH, Kind.ITEM} or len(block.cells) != 1:
        return False
    formulas = [run for run in block.cells[0] if run.language is not Language.PROSE]
    return bool(formulas) and restriction(formulas[-1], page, names) is not None


def holds_condition(block: Block, page: Page, names: Names) -> bool:
    """Whether a block of words holds a condition on a letter."""
    if block.kind is not Kind.PARAGRAPH:
        return False
    formulas = [r for runs in block.cells for r in runs if r.language is not Language.PROSE]
    return len(formulas) < _MOST and any(restriction(r, page, names) for r in formulas)


def spaced(runs: Sequence[Run]) -> tuple[Run, ...]:
    """The runs with one of prose, however short, between any two formulas."""
    found: list[Run] = []
    for run in runs:
        if found and Language.PROSE not in {found[-1].language, run.language}:
            found.append(Run(Language.PROSE, found[-1].end, run.start))
        found.append(run)
    return tuple(found)


def beside(
    runs: Sequence[Run], index: int, page: Page, names: Names, posed: tuple[t.Tree, ...]
) -> Iterator[t.Tree]:
    """The conditions that may restrict one of several runs.

    Args:
        posed: by the block before.
    """
    after = _prose(runs, index + 1, page)
    if words.OPENS.fullmatch(after) and (found := _restriction(runs, index + _BACK, page, names)):
        yield found
    first = index
    while (
        index - first < _LISTED
        and first >= _BACK
        and words.LISTED.fullmatch(_prose(runs, first - 1, page))
    ):
        if _restriction(runs, first - _BACK, page, names):
            break
        first -= _BACK
    before = _prose(runs, first - 1, page)
    if _THEN.fullmatch(before) and (found := _restriction(runs, first - _BACK, page, names)):
        yield found
    if not any(run.language is not Language.PROSE for run in runs[:index]):
        yield from posed


def is_on(condition: t.Tree, item: Statement) -> bool:
    """Whether a condition is one on a letter of a statement that has none of its own."""
    used = {name for o in item.operands if o is not None for name in names_in(o)}
    return item.condition is None and bool(item.operators) and bool(names_in(condition) & used)


def restriction(run: Run, page: Page, names: Names) -> t.Relation | None:
    """What a run says of a letter alone: ``x > 0``, ``i = j``; None for another formula."""
    text = text_of(page.source, run.start, run.end)
    items = statements(text, names, plain=run.language is Language.PLAIN)
    match items:
        case (Statement(operands=operands, operators=operators) as item,) if operators:
            pass
        case _:
            return None
    sides = tuple(o for o in operands if o is not None)
    if is_shape(operands[-1]):
        return None  # it only declares a shape
    letters = [s for s in sides if isinstance(s, t.Symbol | t.Absolute)]
    are_plain = all(isinstance(s, t.Symbol | t.Number | t.Negative | t.Absolute) for s in sides)
    if set(operators) <= {"=", "!="} and len(letters) == len(sides) == 2:
        are_indices = all(len(name) == 1 for s in sides for name in names_in(s))
        plain = are_indices and are_plain
    else:
        is_simple = are_plain or "in" in operators
        plain = set(operators) <= _RESTRICTING and bool(letters) and is_simple
    if not plain or len(sides) != len(operands):
        return None
    return t.Relation(sides, operators, item.operator_spans, item.span)


def _restriction(runs: Sequence[Run], index: int, page: Page, names: Names) -> t.Relation | None:
    if not 0 <= index < len(runs) or runs[index].language is Language.PROSE:
        return None
    return restriction(runs[index], page, names)


def _prose(runs: Sequence[Run], index: int, page: Page) -> str:
    if not 0 <= index < len(runs) or runs[index].language is not Language.PROSE:
        return ""
    return page.source.text[runs[index].start : runs[index].end]
