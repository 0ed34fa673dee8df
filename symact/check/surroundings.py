"""What the words around a formula do to it: a derivative of it, a condition on it, a doubt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import final

from symact.check import words_around as words
from symact.check.alternatives import Alternative, alternative, with_alternative
from symact.check.attachment import Attachment, attachment
from symact.check.context import WITH_SIGMA
from symact.check.glance import slope_in
from symact.check.nearby import beside
from symact.check.subjects import functions_named
from symact.check.tails import is_shape
from symact.reading.held import tree as t
from symact.reading.held.names import Names
from symact.reading.held.statements import Item, Statement, statements
from symact.reading.held.text import text_of
from symact.reading.pages.page import Language, Page, Run

_CONSTANTS = (t.Number, t.Negative, t.Quotient)
_BACK = 2  # from a formula to the one before it, with words between them


@final
@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a run.

    Attributes:
        condition: what the words before or after it, with a formula, say of its letters.
        differentiated: whether the words speak of the derivative of its left side.
        is_doubtful: whether words may change what is claimed, so that nothing is refuted.
        is_condition: whether the run itself is such a condition.
        other: what is said for the other case, behind the condition.
        perhaps: conditions that may be meant: what holds under one of them is proved under it.
    """

    condition: t.Tree | None = None
    differentiated: bool = False
    is_doubtful: bool = False
    is_condition: bool = False
    perhaps: tuple[t.Tree, ...] = ()
    other: Alternative | None = None


def surroundings_of(
    runs: Sequence[Run],
    index: int,
    page: Page,
    names: Names,
    lead: str = "",
    posed: tuple[t.Tree, ...] = (),
) -> Surroundings:
    """What the words around one of several runs say.

    Args:
        lead: the words of the block before, which may introduce a display.
        posed: the condition that the block before poses.
    """
    before = _words(runs, index - 1, page)
    after = _words(runs, index + 1, page)
    if words.LEADS.search(before) and _is_inequality(runs[index], page, names):
        return Surroundings(is_condition=True)
    if words.AS_IT_TENDS.search(before) and _tendency(runs, index, page, names):
        return Surroundings(is_condition=True)
    if words.SUPPOSES.search(before) and _is_of_slope(runs[index], page, names):
        return Surroundings(is_condition=True)
    joined = index >= _BACK and words.JOINS.fullmatch(before) is not None
    listed = joined and words.LEADS.search(_words(runs, index - 3, page)) is not None
    if listed and _is_inequality(runs[index], page, names):
        return Surroundings(is_condition=True)
    condition: t.Tree | None = None
    perhaps: tuple[t.Tree, ...] = ()
    leading = _leading_condition(runs, index, page, names)
    belongs = attachment(after, _words(runs, index + 3, page), is_last=index + 4 >= len(runs))
    if belongs is not Attachment.BEFORE and _is_conditional(after):
        condition = leading
    elif words.FOLLOWS.match(after):
        condition = _condition(runs, index + 2, page, names)
        if condition is not None and leading is not None:
            # "If A, then f, if B, then g": the comma ends what A is the condition of.
            is_apart = after.lstrip()[:1] in {",", "，"}
            perhaps = () if is_apart else (leading, condition)
            condition = leading if is_apart else None
    elif words.AT.match(after) and (place := _place(runs, index + 2, page, names)):
        condition = place
    elif words.THEN_AS.match(after) and (tending := _tendency(runs, index + 2, page, names)):
        condition = tending
    else:
        condition = leading
    if _is_turned(runs, index, page):
        return Surroundings(is_doubtful=True, other=Alternative())
    if condition is None and not perhaps:
        perhaps = tuple(beside(runs, index, page, names, posed))
    doubtful = condition is None and bool(
        words.BROKEN.match(after)
        or words.RESTRICTS.search(_near(runs, index, page, lead))
        or (not perhaps and _has_condition_beside(runs, index, page, names, belongs))
        or words.LEADS.search(before)
        or (index >= 3 and words.LEADS.search(_words(runs, index - 3, page)) and "." not in before)
    )
    return Surroundings(
        condition,
        differentiated=bool(words.DERIVATIVE_OF.search(before)),
        is_doubtful=doubtful
        or _is_other_sigma(before, runs[index], page)
        or bool(words.DENIES.search(before[-80:]) or words.VARIES.search(before[-90:])),
        perhaps=perhaps,
        other=_other(runs, index, page, names),
    )


def _is_turned(runs: Sequence[Run], index: int, page: Page) -> bool:
    """Whether the condition before or behind a run is one on everything else: "unless x > 0"."""
    around = (_words(runs, index - 3, page), _words(runs, index + 1, page))
    return any(words.TURNS.search(said) for said in around)


def _other(runs: Sequence[Run], index: int, page: Page, names: Names) -> Alternative | None:
    """The other case of a run, behind the condition that stands behind it; None without one."""
    after = _words(runs, index + 1, page)
    is_joined = words.FOLLOWS.match(after) or words.OPENS.fullmatch(after)
    if not is_joined or _condition(runs, index + 2, page, names) is None:
        return None
    return alternative(runs, index + 2, page, names)


def _near(runs: Sequence[Run], index: int, page: Page, lead: str) -> str:
    """The words of the sentence around a run; before a display, those of the block above."""
    before = "".join(_words(runs, k, page) or " " for k in range(max(0, index - 8), index))
    said = before if any(c.isalpha() for c in before) else lead
    sentence = words.SENTENCES.split(said[-220:].rstrip())[-1]
    tail = _words(runs, index + 1, page)[:60]
    return f"{sentence} {re.split(r'[.!?。！？]', tail)[0]}"


def _is_conditional(after: str) -> bool:
    """Whether words behind a formula make the next one a condition."""
    return any(said.match(after) for said in (words.FOLLOWS, words.AT, words.THEN_AS))


def _has_condition_beside(
    runs: Sequence[Run], index: int, page: Page, names: Names, belongs: Attachment
) -> bool:
    """Whether a formula next to a run, in one sentence, only restricts its letters."""
    for other in (index - 2, index + 2):
        if other > index and belongs is Attachment.BEHIND:
            continue
        if not 0 <= other < len(runs) or runs[other].language is Language.PROSE:
            continue
        between = _words(runs, min(other, index) + 1, page)
        if not re.search(r"[.!?。！？]", between) and _is_inequality(runs[other], page, names):
            return True
    return False


def _leading_condition(runs: Sequence[Run], index: int, page: Page, names: Names) -> t.Tree | None:
    """The condition that stands before a formula, or before the one that it is listed with."""
    while index >= _BACK:
        before = _words(runs, index - 1, page)
        lead = _words(runs, index - 3, page)
        if index - 4 >= 0 and not words.ENDED.search(lead):
            return None  # it is the condition of the formula before it
        if words.LEADS.search(lead) and words.THEN.fullmatch(before):
            return _condition(runs, index - _BACK, page, names)
        if words.AS_IT_TENDS.search(lead) and words.THEN.fullmatch(before):
            return _tendency(runs, index - _BACK, page, names)
        if not words.LISTED.fullmatch(before):
            return None
        index -= _BACK
    return None


def _is_other_sigma(before: str, run: Run, page: Page) -> bool:
    """Whether sigma stands for the function that the words just before name."""
    if not words.SIGMA.search(page.source.text, run.start, run.end):
        return False
    named = functions_named(before[-100:])
    return bool(named) and not set(named) & WITH_SIGMA


def _words(runs: Sequence[Run], index: int, page: Page) -> str:
    """The prose of a run with single blanks, or nothing where there is none."""
    if not 0 <= index < len(runs) or runs[index].language is not Language.PROSE:
        return ""
    return re.sub(r"[ \t]+", " ", page.source.text[runs[index].start : runs[index].end])


def _items(run: Run, page: Page, names: Names) -> tuple[Item, ...]:
    plain = run.language is Language.PLAIN
    return statements(text_of(page.source, run.start, run.end), names, plain=plain)


def _condition(runs: Sequence[Run], index: int, page: Page, names: Names) -> t.Tree | None:
    if not 0 <= index < len(runs) or runs[index].language is Language.PROSE:
        return None
    items = _items(runs[index], page, names)
    if len(items) != 1 or not isinstance(items[0], Statement) or not items[0].operators:
        return None
    return _relation(items[0])


def _place(runs: Sequence[Run], index: int, page: Page, names: Names) -> t.Tree | None:
    """The one value of a letter that a run states, or None."""
    match _condition(runs, index, page, names):
        case t.Relation(operands=(t.Symbol(), value), operators=("=" | "~",)) as found:
            return found if isinstance(value, _CONSTANTS) else None
        case _:
            return None


def _tendency(runs: Sequence[Run], index: int, page: Page, names: Names) -> t.Tree | None:
    """What a run says a letter tends to, or None."""
    match _condition(runs, index, page, names):
        case t.Relation(operands=(t.Symbol() | t.Absolute(), _), operators=("->",)) as found:
            return found
        case _:
            return None


def _relation(item: Statement) -> t.Tree | None:
    operands = tuple(o for o in item.operands if o is not None)
    if len(operands) != len(item.operands) or not isinstance(
        operands[0], t.Symbol | t.Number | t.Negative | t.Absolute
    ):
        return None
    return t.Relation(operands, item.operators, item.operator_spans, item.span)


def _is_inequality(run: Run, page: Page, names: Names) -> bool:
    items = _items(run, page, names)
    if len(items) != 1 or not isinstance(items[0], Statement) or not items[0].operators:
        return False
    if is_shape(items[0].operands[-1]):
        return False
    signs = set(items[0].operators) <= {"<", "<=", ">", ">=", "!=", "in", "=", "->"}
    named = "=" in items[0].operators and not isinstance(items[0].operands[-1], _CONSTANTS)
    return signs and not named and _relation(items[0]) is not None


def _is_of_slope(run: Run, page: Page, names: Names) -> bool:
    """Whether a run is an equation for a derivative, which defines nothing."""
    items = _items(run, page, names)
    first = items[0].operands[0] if items and isinstance(items[0], Statement) else None
    return first is not None and slope_in(first) is not None


def applied(item: Statement, around: Surroundings) -> Statement:
    """The statement as the words around it mean it."""
    other = around.other
    if other is not None and other.value is not None and around.condition is not None:
        return with_alternative(item, around.condition, other)
    if around.condition is not None and item.condition is None:
        item = replace(item, condition=around.condition)
    first = item.operands[0]
    is_equation = len(item.operators) == 1 and first is not None and slope_in(first) is None
    if around.differentiated and is_equation and first is not None:
        item = replace(item, operands=(_differentiated(first), *item.operands[1:]))
    return item


def _differentiated(tree: t.Tree) -> t.Tree:
    """The derivative of a left side."""
    match tree:
        case t.Call(primes=0):
            return replace(tree, primes=1)
        case _:
            return t.Prime(tree, 1, tree.span)
