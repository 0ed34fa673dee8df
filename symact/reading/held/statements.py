r"""Statements of a run of mathematics: rows, chains that go on, conditions, and what is not read.

A display may hold several: ``f(x) = x^2 \Rightarrow f'(x) = 2x``, the rows of an ``align``, a
formula with its range behind ``\quad``. Each piece is read by itself, so that one that cannot be
read leaves the others as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import final

from symact.core.diagnostic import Diagnostic
from symact.core.errors import InputError
from symact.core.span import Span
from symact.reading.held.boxes import opened
from symact.reading.held.formula import Formula
from symact.reading.held.items import Item, Statement, Unread
from symact.reading.held.lexer import Lexeme, lexemes
from symact.reading.held.names import Names
from symact.reading.held.pieces import CLOSING, OPENING, Part, parts_of
from symact.reading.held.regroup import regrouped
from symact.reading.held.restrictions import (
    as_relation,
    is_alternative,
    is_stray,
    joined,
    leads,
    places,
    restricts,
)
from symact.reading.held.text import Text
from symact.reading.held.tree import (
    Call,
    Cases,
    Derivative,
    Product,
    Tree,
    Words,
)

__all__ = ["Item", "Statement", "Unread", "statements"]

_FEWEST = 3  # sides of a chain of which one that is not read leaves the others


def statements(text: Text, names: Names, *, plain: bool = False) -> tuple[Item, ...]:
    r"""The statements of a run of mathematics.

    Args:
        text: what stands between its delimiters.
        names: those in force.
        plain: whether it is written on the keyboard, without LaTeX.

    Example:
        >>> from symact.core.span import Source
        >>> from symact.reading.held.text import text_of
        >>> source = Source("f", r"f(x) = x^2 \Rightarrow f'(x) = 2x")
        >>> found = statements(text_of(source, 0, len(source.text)), Names())
        >>> [(len(item.operands), item.link) for item in found]
        [(2, ''), (2, 'implies')]
    """
    text = opened(text)
    try:
        tokens = regrouped(lexemes(text, plain=plain))
    except InputError as error:
        span = error.diagnostic.span or text.span(0, len(text.chars))
        return (Unread(error.diagnostic, span),)
    return tuple(_rows(_merged(_read(text, parts_of(tokens), names))))


def _read(text: Text, parts: Sequence[Part], names: Names) -> Iterator[Item | _Condition]:
    for part in parts:
        place = text.span(part.tokens[0].start, part.tokens[-1].end) if part.tokens else None
        if place is None:
            continue
        if part.is_condition:
            yield _condition(text, part, names, place)
        else:
            yield _statement(text, part, names, place)


@final
@dataclass(frozen=True, slots=True)
class _Condition:
    """The condition of the statement before it, or why it is not read."""

    tree: Tree | None
    unread: Unread | None = None


def _reader(text: Text, tokens: Sequence[Lexeme], names: Names) -> Formula:
    at = tokens[-1].end if tokens else 0
    return Formula(text, (*tokens, Lexeme("end", "", at, at)), names)


def _condition(text: Text, part: Part, names: Names, place: Span) -> _Condition:
    try:
        return _Condition(_reader(text, part.tokens, names).condition(part.tokens, 0))
    except InputError as error:
        return _Condition(None, Unread(error.diagnostic, place, part.link))


def _statement(text: Text, part: Part, names: Names, place: Span) -> Item:
    tokens = part.tokens
    leads = tokens[0].kind == "relation"
    sides, signs = _sides(tokens[1:] if leads else tokens)
    operands: list[Tree | None] = []
    failure: Diagnostic | None = None
    for side in sides:
        try:
            operands.append(_operand(text, side, names))
        except InputError as error:
            failure = failure or error.diagnostic
            operands.append(_unread(text, side, error.diagnostic))
        except RecursionError:
            failure = Diagnostic("SA105", "the formula is nested too deeply", place)
            operands.append(_unread(text, side, failure))
    if failure is not None and (len(operands) < _FEWEST or None in operands):
        return Unread(failure, place, part.link, bool(signs) or leads)
    if any(map(_runs_into, operands[1:-1])):
        doubt = Diagnostic("SA107", "where one formula ends and the next begins is not clear",
                           place, help="write a comma between them")  # fmt: skip
        return Unread(doubt, place, part.link)
    # Words before the sign, as in "Max = ...", are a left side of their own.
    if leads and not part.words:
        operands, signs = [None, *operands], [tokens[0], *signs]
    spans = tuple(text.span(sign.start, sign.end) for sign in signs)
    operators = tuple(":" if sign.kind == "colon" else sign.text for sign in signs)
    return Statement(tuple(operands), operators, spans, place, part.link, part.words)


def _runs_into(operand: Tree | None) -> bool:
    """Whether an operand may be the end of one equation and the left side of the next."""
    match operand:
        case Product(signs=signs, factors=factors) if signs[-1] == "":
            return isinstance(factors[-1], Derivative) or (
                isinstance(factors[-1], Call) and factors[-1].primes > 0
            )
        case _:
            return False


def _sides(tokens: Sequence[Lexeme]) -> tuple[list[list[Lexeme]], list[Lexeme]]:
    """The lexemes between the relations at the outermost level, and those relations."""
    sides: list[list[Lexeme]] = [[]]
    signs: list[Lexeme] = []
    level = 0
    for token in tokens:
        level += (token.kind in OPENING) - (token.kind in CLOSING)
        if level == 0 and token.kind in {"relation", "colon"} and token.kind not in CLOSING:
            sides.append([])
            signs.append(token)
        else:
            sides[-1].append(token)
    return sides, signs


def _operand(text: Text, tokens: Sequence[Lexeme], names: Names) -> Tree:
    """The expression that one side is.

    Raises:
        InputError: where it is none.
    """
    reader = _reader(text, _aligned(tokens), names)
    while reader.at("wide"):
        reader.advance()
    tree = reader.sum(0)
    reader.skip("wide")
    if not reader.at("end"):
        raise reader.misfit()
    return tree


def _aligned(tokens: Sequence[Lexeme]) -> list[Lexeme]:
    """The lexemes without the signs that only align rows with each other."""
    kept: list[Lexeme] = []
    level = 0
    for token in tokens:
        level += (token.kind in OPENING) - (token.kind in CLOSING)
        if token.kind != "amp" or level:
            kept.append(token)
    return kept


def _unread(text: Text, tokens: Sequence[Lexeme], why: Diagnostic) -> Tree | None:
    """A side that is not read, as words that mean nothing; None for one that is empty."""
    if not tokens:
        return None
    return Words(why.message, text.span(tokens[0].start, tokens[-1].end))


def _merged(items: Iterator[Item | _Condition]) -> Iterator[Item]:
    """The statements, each with the condition that follows it.

    An inequality behind a comma, as in ``f'(x) = 1, x > 0``, is the condition of what it follows.
    """
    held: Item | None = None
    leading: _Condition | None = None
    for item in items:
        if isinstance(item, _Condition):
            if isinstance(held, Statement):
                held = _under(held, item)
            elif held is None:
                leading = item
            continue
        if leading is not None and isinstance(item, Statement):
            item, leading = _under(item, leading), None  # noqa: PLW2901 -- as it is meant
        if isinstance(item, Statement) and isinstance(held, Statement):
            if restricts(held, item) or places(held, item):
                held = replace(held, condition=joined(held.condition, as_relation(item)))
                continue
            if leads(held, item):
                held = replace(item, condition=joined(item.condition, as_relation(held)))
                continue
        if isinstance(item, Statement) and isinstance(held, Statement) and is_stray(held, item):
            doubt = Diagnostic("SA107", "what the comma separates is not clear", item.span,
                               help=r"write \cdot, or a second equation")  # fmt: skip
            held = Unread(doubt, held.span, held.link)
            continue
        if isinstance(item, Statement) and is_alternative(held, item):
            held = _else(held, item)
            continue
        if held is not None:
            yield held
        held = item
    if held is not None:
        yield held


def _under(held: Statement, condition: _Condition) -> Item:
    """A statement under the condition that follows it."""
    if condition.unread is not None:
        # Under a condition that is not understood nothing is claimed.
        return Unread(condition.unread.diagnostic, held.span, held.link)
    if condition.tree is None:
        return replace(held, is_rest=True)
    return replace(held, condition=joined(held.condition, condition.tree))


def _else(held: Item | None, item: Statement) -> Statement:
    """A statement with a second case."""
    assert isinstance(held, Statement)  # noqa: S101 -- `_is_alternative` has seen to it
    value, other = held.operands[-1], item.operands[0]
    assert value is not None  # noqa: S101
    assert other is not None  # noqa: S101
    cases = Cases(((value, held.condition), (other, None)), value.span)
    return replace(held, operands=(*held.operands[:-1], cases), condition=None)


def _rows(items: Iterator[Item]) -> Iterator[Item]:
    """The statements, with rows that give one value for each condition joined to cases."""
    held: list[Statement] = []
    for item in items:
        if isinstance(item, Statement) and held and _is_case(item) and item.continues:
            held.append(item)
            continue
        yield from _with_cases(held)
        held = []
        if isinstance(item, Statement) and _is_case(item):
            held = [item]
        else:
            yield item
    yield from _with_cases(held)


def _is_case(item: Statement) -> bool:
    one = len(item.operators) == 1 and item.operators[0] in {"=", ":="}
    return one and (item.condition is not None or item.is_rest)


def _with_cases(rows: list[Statement]) -> Iterator[Statement]:
    if len(rows) < 2:
        yield from rows
        return
    values = [(row.operands[1], row.condition) for row in rows]
    cases = tuple((value, condition) for value, condition in values if value is not None)
    first, last = rows[0], rows[-1]
    span = Span(first.span.source, first.span.start, max(first.span.end, last.span.end))
    place = Span(first.span.source, cases[0][0].span.start, cases[-1][0].span.end)
    yield replace(first, operands=(first.operands[0], Cases(cases, place)), condition=None,
                  span=span)  # fmt: skip
