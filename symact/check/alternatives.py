"""The other case behind a condition in a sentence: ``f(x) = x if x > 0 else 0``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import final

from symact.reading.held import tree as t
from symact.reading.held.names import Names
from symact.reading.held.statements import Statement, statements
from symact.reading.held.text import text_of
from symact.reading.pages.page import Language, Page, Run

_ELSE = (
    r"(?:else|otherwise|elsewhere|sonst|andernfalls|sinon|autrement|si no|en otro caso|"
    r"caso contrário|altrimenti|否则|其他)"
)
# "else 0", as far as the line or the clause goes.
_BEHIND = re.compile(rf"[\s,;)]*{_ELSE}[\s:,]*(?P<rest>[^\n;。]*)", re.IGNORECASE)
# ", 0 otherwise" and ", 0 if", behind which the other condition stands.
_VALUE_FIRST = re.compile(
    rf"[\s,;$`)]*(?:and|und|et|y|e)?\s*(?P<value>[^\n,;。$]{{1,60}}?)[\s,]*\b{_ELSE}", re.IGNORECASE
)
_VALUE_IF = re.compile(
    r"[\s,;$`)]*(?:and|und|et|y|e)?\s*(?P<value>[^\n,;。$]{1,60}?)\s+"
    r"(?:if|for|when|wenn|für|si|pour|para|se)\s*\Z",
    re.IGNORECASE,
)
_FURTHER = re.compile(
    rf"[^.\n;。]{{0,60}}?\b{_ELSE}|[\s,]*(?:and|or)?\s*[-\w().^*/+]{{1,30}}\s+(?:if|when|for)\s*\Z",
    re.IGNORECASE,
)
_SLASHED = re.compile(r"\s*[)\]]\s*[/|]")
_LONGEST = 120


@final
@dataclass(frozen=True, slots=True)
class Alternative:
    """What stands behind the condition of a value.

    Attributes:
        value: in the other case; None where it is not read.
        condition: of the other case; None for all else.
    """

    value: t.Tree | None = None
    condition: t.Tree | None = None


def alternative(runs: Sequence[Run], index: int, page: Page, names: Names) -> Alternative | None:
    """The other case behind the condition that stands at a place among runs, or None.

    Args:
        index: of the condition.
    """
    if index + 1 >= len(runs) or runs[index + 1].language is not Language.PROSE:
        return None
    behind = runs[index + 1]
    text = page.source.text
    words = text[behind.start : behind.end]
    if _SLASHED.match(words):
        return Alternative()
    if match := _BEHIND.match(words):
        start = behind.start + match.start("rest")
        if match["rest"].strip(" $`*_(（"):
            return Alternative(_read(page, start, _line_end(text, start), names))
        return Alternative(_run(runs, index + 2, page, names))
    if match := _VALUE_FIRST.match(words):
        return Alternative(_value(page, behind.start, match, names))
    if match := _VALUE_IF.match(words):
        value = _value(page, behind.start, match, names)
        condition = _relation(runs, index + 2, page, names)
        return Alternative(value, condition) if value and condition else Alternative()
    following = _run(runs, index + 2, page, names)
    after = "" if index + 3 >= len(runs) else text[runs[index + 3].start : runs[index + 3].end]
    is_listed = re.fullmatch(r"[\s,;$`]*(?:and|und|et|y|e)?[\s$`]*", words) is not None
    is_last = re.match(rf"[\s$`,]*{_ELSE}", after, re.IGNORECASE) is not None
    if following is not None and is_listed and is_last:
        return Alternative(following)
    # Another value stands behind, in words that are not read.
    return Alternative() if _FURTHER.match(words) else None


def _value(page: Page, start: int, match: re.Match[str], names: Names) -> t.Tree | None:
    """The value that stands before "otherwise", as an expression."""
    first, last = (start + k for k in match.span("value"))
    return _expression(page, first, last, names, plain=True)


def _relation(runs: Sequence[Run], index: int, page: Page, names: Names) -> t.Tree | None:
    """The condition that a run is, or None."""
    if index >= len(runs) or runs[index].language is Language.PROSE:
        return None
    run = runs[index]
    plain = run.language is Language.PLAIN
    match statements(text_of(page.source, run.start, run.end), names, plain=plain):
        case (Statement(operands=operands, operators=operators) as item,) if operators:
            sides = tuple(o for o in operands if o is not None)
            whole = len(sides) == len(operands)
            return t.Relation(sides, operators, item.operator_spans, item.span) if whole else None
    return None


def with_alternative(statement: Statement, condition: t.Tree, other: Alternative) -> Statement:
    """The statement with its value by cases."""
    value = statement.operands[-1]
    if value is None or other.value is None:
        return statement
    rows = ((value, condition), (other.value, other.condition))
    return Statement(
        (*statement.operands[:-1], t.Cases(rows, value.span)), statement.operators,
        statement.operator_spans, statement.span, statement.link, statement.words,
    )  # fmt: skip


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return min(end if end >= 0 else len(text), start + _LONGEST)


def _run(runs: Sequence[Run], index: int, page: Page, names: Names) -> t.Tree | None:
    """The expression that a run is, if it is one and nothing else."""
    if index >= len(runs) or runs[index].language is Language.PROSE:
        return None
    run = runs[index]
    return _expression(page, run.start, run.end, names, plain=run.language is Language.PLAIN)


def _read(page: Page, start: int, end: int, names: Names) -> t.Tree | None:
    """The expression at the beginning of some words, up to a full stop."""
    text = page.source.text[start:end]
    stop = re.search(r"[.](?=\s|\Z)|[`]|\s\(|,\s|\sand\s|\swhere\s|\swith\s", text)
    last = start + (stop.start() if stop else len(text.rstrip()))
    return _expression(page, start, last, names, plain=True)


def _expression(page: Page, start: int, end: int, names: Names, *, plain: bool) -> t.Tree | None:
    items = statements(text_of(page.source, start, end), names, plain=plain)
    if len(items) != 1 or not isinstance(items[0], Statement) or items[0].operators:
        return None
    return items[0].operands[0]
