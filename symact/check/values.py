"""Tables of values: under the head ``f(x)`` and beside a number for x stands ``f`` of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from symact.check.chains import Claim, State
from symact.check.pairs import judge_equality
from symact.check.report import ClaimKind
from symact.check.tables import lone_expression
from symact.core.verdict import Status
from symact.reading.held import tree as t
from symact.reading.held.names import Names
from symact.reading.held.statements import Statement, statements
from symact.reading.held.text import text_of
from symact.reading.held.walk import every, names_in
from symact.reading.pages.page import Block, Language, Page, Run

Cells: TypeAlias = "Sequence[t.Tree | None]"

_NUMBER = re.compile(r"[*_\s]*([+\-−–]?\s*\d+(?:[.,]\d+)?)[*_\s]*")
_FEWEST = 2  # columns of a table of values


def value_claims(head: Cells, row: Cells, state: State) -> Iterator[Claim]:
    """The claims of one row of a table of values; none where it is another table.

    Args:
        head: what stands above each column: a letter first, then functions of it.
    """
    if len(head) != len(row) or len(row) < _FEWEST:
        return
    letter, place = head[0], row[0]
    if not isinstance(letter, t.Symbol) or not _is_number(place) or place is None:
        return
    for above, cell in zip(head[1:], row[1:], strict=True):
        if above is None or not _is_of(above, letter) or cell is None or not _is_number(cell):
            continue
        value = t.At(above, letter, place, above.span)
        _, judgement = judge_equality(value, cell, state.context)
        if judgement.status is not Status.UNKNOWN:
            yield Claim(ClaimKind.NUMERIC, cell.span, judgement)


def values_in_matrix(tree: t.Tree | None, state: State) -> Iterator[Claim]:
    """The claims of a table of values that is set as an array."""
    if not isinstance(tree, t.Matrix):
        return
    head, *rows = tree.rows
    for row in rows:
        yield from value_claims(head, row, state)


def values_in_row(row: Block, page: Page, state: State) -> Iterator[Claim]:
    """The claims of a row of a table of values in a document."""
    if row.header is None:
        return
    head = [_head(runs, page, state) for runs in page.blocks[row.header].cells]
    if head and isinstance(head[0], t.Symbol):
        yield from value_claims(head, [_cell(runs, page, state) for runs in row.cells], state)


def _is_of(tree: t.Tree, letter: t.Symbol) -> bool:
    """Whether a formula is a function of a letter and of nothing else."""
    called = {node.function.name for node in every(tree) if isinstance(node, t.Call)}
    return not isinstance(tree, t.Symbol) and names_in(tree) - called - {"e"} == {letter.name}


def _head(runs: Sequence[Run], page: Page, state: State) -> t.Tree | None:
    """What stands above a column: of ``f(x) = ...`` what is left of the sign."""
    if len(runs) == 1 and runs[0].language is Language.LATEX:
        text = text_of(page.source, runs[0].start, runs[0].end)
        items = statements(text, state.context.names)
        item = items[0] if len(items) == 1 else None
        if isinstance(item, Statement) and set(item.operators) == {"="}:
            return item.operands[0] if isinstance(item.operands[0], t.Call) else None
    return _cell(runs, page, state)


def _cell(runs: Sequence[Run], page: Page, state: State) -> t.Tree | None:
    """What a cell holds alone: an expression, a letter, or a number among words."""
    if not runs:
        return None
    if any(run.language is not Language.PROSE for run in runs):
        return lone_expression(runs, page, state)
    start, end = runs[0].start, runs[-1].end
    text = page.source.text[start:end]
    match = _NUMBER.fullmatch(text)
    if match is not None:
        start, end = start + match.start(1), start + match.end(1)
    elif len(text.split()) != 1:
        return None
    items = statements(text_of(page.source, start, end), Names(), plain=True)
    if len(items) != 1 or not isinstance(items[0], Statement) or items[0].operators:
        return None
    return items[0].operands[0]


def _is_number(tree: t.Tree | None) -> bool:
    match tree:
        case t.Number() | t.Negative(operand=t.Number()):
            return True
        case _:
            return False
