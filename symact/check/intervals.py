"""The intervals that a sentence names, in formulas and in words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from symact.check import phrases
from symact.check.sentences import Sentence
from symact.core.span import Span
from symact.reading.held import tree as t
from symact.reading.held.names import Names
from symact.reading.held.statements import Statement, statements
from symact.reading.held.text import text_of


def intervals(sentence: Sentence) -> Iterator[tuple[int, int, t.Tree]]:
    """The intervals of a sentence: formulas that are one, and those written in the text."""
    for index, character in enumerate(sentence.text):
        if not re.match(phrases.FORMULA, character):
            continue
        items = sentence.formula(character)
        if len(items) == 1 and isinstance(items[0], Statement) and not items[0].operators:
            tree = items[0].operands[0]
            if isinstance(tree, t.Bracket | t.Operation) and is_interval(tree):
                yield index, index + 1, tree
    for match in phrases.INTERVAL.finditer(sentence.text):
        tree = _read(sentence.span(*match.span()))
        if tree is not None and is_interval(tree):
            yield match.start(), match.end(), tree


def is_interval(tree: t.Tree) -> bool:
    """Whether a formula is an interval, as far as its form tells."""
    match tree:
        case t.Bracket(opening=opening, items=(_, _)) if opening in "([]":
            return not all(isinstance(i, t.Symbol) and i.name != "infty" for i in tree.items)
        case _:
            return False


def _read(span: Span) -> t.Tree | None:
    """The expression that a stretch of plain text is."""
    items = statements(text_of(span.source, span.start, span.end), Names(), plain=True)
    if len(items) == 1 and isinstance(items[0], Statement) and not items[0].operators:
        return items[0].operands[0]
    return None


def between(sentence: Sentence, match: re.Match[str]) -> t.Tree | None:
    """The closed interval between two numbers in words."""
    low, high = (_read(sentence.span(*match.span(k))) for k in (1, 2))
    if low is None or high is None:
        return None
    return t.Bracket("[", (low, high), "]", sentence.span(*match.span()))
