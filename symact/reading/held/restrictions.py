"""Which statements only restrict the one beside them, or belong to it in another way."""

from __future__ import annotations

from dataclasses import replace

from symact.reading.held import lexicon as lex
from symact.reading.held.items import Item, Statement
from symact.reading.held.tree import (
    Bracket,
    Call,
    Derivative,
    Dots,
    Extremum,
    Logic,
    Negative,
    Number,
    Numbers,
    Prime,
    Relation,
    Symbol,
    Tree,
)
from symact.reading.held.walk import names_in

_ORDERED = frozenset(("<", "<=", ">", ">=", "!="))


def is_stray(held: Statement, item: Statement) -> bool:
    """Whether an expression behind a comma belongs to nothing."""
    lone = item.link == "comma" and not item.operators and not item.words
    kinds = (Bracket, Symbol, Number, Dots, Numbers)
    if lone and isinstance(item.operands[0], Number) and held.span.end + 1 == item.span.start:
        return bool(held.operators)  # a comma may be the point of a decimal number
    return lone and bool(held.operators) and not isinstance(item.operands[0], kinds)


def is_alternative(held: Item | None, item: Statement) -> bool:
    """Whether a value behind *else* is the last case of the statement before it."""
    said = folded(item.words)
    behind = isinstance(held, Statement) and held.condition is not None
    return behind and len(item.operands) == 1 and said in {"else", "otherwise", "sonst", "sinon"}


def joined(one: Tree | None, other: Tree | None) -> Tree | None:
    """Two conditions as one, of which either may be missing."""
    if one is None or other is None:
        return one or other
    return Logic("and", (one, other), one.span)


def as_relation(item: Statement) -> Relation:
    """A statement as a condition on another one."""
    item = opened(item)
    operands = tuple(o for o in item.operands if o is not None)
    return Relation(operands, item.operators, item.operator_spans, item.span)


def opened(item: Statement) -> Statement:
    """A relation in brackets as the relation itself: ``(x = 1)``."""
    match item.operands, item.operators:
        case (Bracket(items=(Relation() as inside,)),), ():
            return replace(
                item, operands=inside.operands, operators=inside.operators,
                operator_spans=inside.operator_spans,
            )  # fmt: skip
        case _:
            return item


def leads(held: Statement, item: Statement) -> bool:
    """Whether a statement behind *if* says for which values the one behind it holds."""
    behind = item.link in {"comma", "words", "wide", "implies"} and not item.continues
    said = folded(held.words) in lex.IF and bool(set(held.operators) & _ORDERED)
    return behind and said and set(held.operators) <= _ORDERED | {"in"} and bool(item.operators)


def restricts(held: Statement, item: Statement) -> bool:
    """Whether a statement behind a comma only says for which values the one before it holds."""
    if item.link not in {"comma", "wide"} or item.words or item.continues or not held.operators:
        return False
    ordered = _ORDERED | {"in"}
    if not item.operators or not set(item.operators) <= ordered or set(held.operators) <= ordered:
        return False
    plain = [o for o in item.operands if isinstance(o, Symbol)]
    return (
        bool(plain)
        and all(
            isinstance(o, Symbol | Number) or op == "in"
            for o, op in zip(item.operands, (*item.operators, item.operators[-1]), strict=True)
        )
        and folded(item.words) not in lex.IF
    )


def places(held: Statement, item: Statement) -> bool:
    """Whether a statement behind *at* only says where the one before it holds."""
    item = opened(item)
    match item.operands, item.operators:
        case (Symbol(name=name), Number() | Negative(operand=Number())), ("=" | "~",):
            pass
        case _:
            return False
    first = held.operands[0]
    plain = set(held.operators) <= {"=", "~"} and held.condition is None and not item.continues
    if not plain or first is None or name not in names_in(first):
        return False
    words = folded(item.words)
    if (
        isinstance(first, Extremum | Call | Prime | Derivative)
        and item.link == "wide"
        and not words
    ):
        return True
    if isinstance(first, Extremum):
        return words in lex.AT | {""} and item.link in {"comma", "wide", "words", ""}
    is_value = isinstance(first, Call | Prime | Derivative) and "~" not in held.operators
    return is_value and words in lex.AT


def folded(words: str) -> str:
    """Words without case and without the punctuation around them."""
    return words.strip(" ,;:.").casefold()
