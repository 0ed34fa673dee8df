r"""Arrays that only set lines below each other, and so are frames and no matrices."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from symact.reading.held.lexer import Lexeme

_OPENS = frozenset(("open", "lbrace", "begin"))
_CLOSES = frozenset(("close", "rbrace", "finish"))
_SILENT = frozenset(("wide", "period", "comma"))
Rows = list[list[Lexeme]]


def without_arrays(tokens: Sequence[Lexeme]) -> list[Lexeme]:
    r"""The lexemes with the rows of arrays that fill a whole formula as rows of that formula.

    Two arrays side by side are one column of left sides and one of what follows them: the first row
    of the one goes with the first of the other, and so on.
    """
    found = list(tokens)
    arrays = _arrays(found)
    if not arrays:
        return found
    columns = [_rows(found[start + 1 : end]) for start, end in arrays]
    if len(columns) == 1:
        rows = columns[0] if any(map(_states, columns[0])) and not _is_cases(columns[0]) else None
    else:
        rows = _beside(*columns) if len(columns) == 2 else None
    return found if rows is None else _written(rows, found)


def _arrays(tokens: Sequence[Lexeme]) -> list[tuple[int, int]]:
    """The places of the arrays that a formula consists of; none where it holds anything else."""
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.kind in _SILENT and found:
            at += 1
            continue
        end = _partner(tokens, at) if token.kind == "begin" and token.text == "array" else None
        if end is None:
            return []
        found.append((at, end))
        at = end + 1
    return found


def _partner(tokens: Sequence[Lexeme], start: int) -> int | None:
    level = 0
    for index in range(start, len(tokens)):
        level += (tokens[index].kind in _OPENS) - (tokens[index].kind in _CLOSES)
        if level == 0:
            return index if tokens[index].text == tokens[start].text else None
    return None


def _rows(tokens: Sequence[Lexeme]) -> Rows:
    """The rows of an array that are not empty."""
    rows: Rows = [[]]
    level = 0
    for token in tokens:
        level += (token.kind in _OPENS) - (token.kind in _CLOSES)
        if level == 0 and token.kind == "row":
            rows.append([])
        else:
            rows[-1].append(token)
    return [row for row in rows if any(token.kind not in {"wide", "amp"} for token in row)]


def _outer(row: Sequence[Lexeme]) -> list[Lexeme]:
    """The lexemes of a row that stand in no bracket."""
    kept: list[Lexeme] = []
    level = 0
    for token in row:
        level += (token.kind in _OPENS) - (token.kind in _CLOSES)
        if level == 0:
            kept.append(token)
    return kept


def _states(row: Sequence[Lexeme]) -> bool:
    return any(token.kind == "relation" for token in _outer(row))


def _is_cases(rows: Rows) -> bool:
    """Whether the last cells of all rows may be conditions, or hold words."""
    return all(
        any(token.kind == "words" for token in row)
        or (len(cells := _cells(row)) > 1 and _states(cells[-1]) and not _leads(cells[-1]))
        for row in rows
    )


def _cells(row: Sequence[Lexeme]) -> Rows:
    cells: Rows = [[]]
    for token in row:
        if token.kind == "amp":
            cells.append([])
        else:
            cells[-1].append(token)
    return cells


def _leads(row: Sequence[Lexeme]) -> bool:
    """Whether a row begins with a relation."""
    first = next((token for token in row if token.kind not in {"wide", "amp"}), None)
    return first is not None and first.kind == "relation"


def _beside(left: Rows, right: Rows) -> Rows | None:
    """The rows of two arrays side by side; None where it is not clear what belongs together."""
    if any(map(_states, left)) or not all(map(_leads, right)) or not left:
        return None
    if len(left) not in {1, len(right)}:
        return None
    return [[*(a or ()), *b] for a, b in zip_longest(left, right) if b is not None]


def _written(rows: Rows, tokens: Sequence[Lexeme]) -> list[Lexeme]:
    """Rows with their ends between them."""
    found: list[Lexeme] = []
    for row in rows:
        if found:
            last = found[-1]
            found.append(Lexeme("row", "\\\\", last.end, last.end))
        found += row
    return found if found else list(tokens)
