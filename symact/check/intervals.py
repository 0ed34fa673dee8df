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
from symact.reading.held.walk import every

_OF_VALUES = re.compile(
    r"\b(?:with|mit|con|avec|com)\s+(?:an?|the|una?|la|une|uma|einer?|einem)?\s*(?:outputs?|salidas?|saídas?|uscit[ae]|"
    r"sorties?|ausgaben?|(?:(?:output|bounded|limited|finite|open) )?range|wertebereich|rango|"
    r"image)\b",
    re.IGNORECASE,
)
_INFINITE = re.compile(
    r"(?P<negative>负|負|음의?|[-−–]\s*)?(?:正|양의?|\+)?\s*"
    r"(?:(?:无穷|無限)大?|무한대?|l['’]infini|infinito?|unendlich)",
    re.IGNORECASE,
)
_OUTWARD = re.compile(
    r"\s*(?P<open>[\[\](])\s*(?P<low>[^\[\]();,]+?)\s*[;,]\s*(?P<high>[^\[\]();,]+?)\s*(?P<close>[\[\])])\s*"
)


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
                continue
        outward = _outward(sentence.span(index, index + 1))
        if outward is not None and is_interval(outward):
            yield index, index + 1, outward
    for match in phrases.INTERVAL.finditer(sentence.text):
        span = sentence.span(*match.span())
        tree = _read(span) or _outward(span)
        if tree is not None and is_interval(tree):
            yield match.start(), match.end(), tree


def interval_at(sentence: Sentence, start: int) -> tuple[t.Tree, int] | None:
    """The interval that begins at a place, and where it ends; None for no interval."""
    return next(((tree, end) for begin, end, tree in intervals(sentence) if begin == start), None)


def is_arguments(lead: str) -> bool:
    """Whether words before an interval make it one of arguments, not of values.

    Example:
        >>> is_arguments("convex for "), is_arguments("con una salida acotada entre ")
        (True, False)
        >>> is_arguments("with inputs in the range "), is_arguments("with range ")
        (True, False)
    """
    match = phrases.ARGUMENTS.search(lead)
    return match is not None and _OF_VALUES.search(match.group()) is None


def is_interval(tree: t.Tree) -> bool:
    """Whether a formula is an interval, as far as its form tells."""
    match tree:
        case t.Bracket(opening=opening, items=(_, _)) if opening in "([]":
            return not all(isinstance(i, t.Symbol) and i.name != "infty" for i in tree.items)
        case _:
            return False


def _outward(span: Span) -> t.Bracket | None:
    """An interval in the French way, whose brackets turn outward at ends that do not belong to it.

    Both ends are read by themselves, since such brackets pair with nothing.
    """
    match = _OUTWARD.fullmatch(span.text)
    if match is None or not (match["open"] == "]" or match["close"] == "["):
        return None
    ends = [_read(Span(span.source, span.start + a, span.start + b)) for a, b in _ends(match)]
    if any(end is None for end in ends):
        return None
    opening = "(" if match["open"] == "]" else match["open"]
    closing = ")" if match["close"] == "[" else match["close"]
    return t.Bracket(opening, tuple(end for end in ends if end is not None), closing, span)


def _ends(match: re.Match[str]) -> tuple[tuple[int, int], tuple[int, int]]:
    return match.span("low"), match.span("high")


def _read(span: Span) -> t.Tree | None:
    """The expression that a stretch of plain text is."""
    items = statements(text_of(span.source, span.start, span.end), Names(), plain=True)
    if len(items) == 1 and isinstance(items[0], Statement) and not items[0].operators:
        return items[0].operands[0]
    return None


def between(sentence: Sentence, match: re.Match[str]) -> t.Tree | None:
    """The interval between two numbers in words: closed, where an end is one."""
    low, high = (_end(sentence.span(*match.span(k))) for k in (1, 2))
    if low is None or high is None:
        return None
    opening, closing = ("(" if _is_infinite(low) else "["), (")" if _is_infinite(high) else "]")
    return t.Bracket(opening, (low, high), closing, sentence.span(*match.span()))


def _end(span: Span) -> t.Tree | None:
    """One of two numbers in words; the infinities have their own in each language."""
    if (word := _INFINITE.fullmatch(span.text.strip())) is None:
        return _read(span)
    infinity = t.Symbol("infty", span)
    return t.Negative(infinity, span) if word["negative"] else infinity


def _is_infinite(tree: t.Tree) -> bool:
    return any(isinstance(node, t.Symbol) and node.name == "infty" for node in every(tree))
