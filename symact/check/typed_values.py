"""Values that a sentence gives: as a formula, or as on the keyboard behind a label."""

from __future__ import annotations

import re

import sympy as sp

from symact.check.context import Context
from symact.check.extents import function_of
from symact.check.sentences import Sentence
from symact.check.unclear import UnclearError
from symact.core.errors import SymactError
from symact.derive.rules import derivative
from symact.reading.held.statements import Item, Statement, statements
from symact.reading.held.text import text_of
from symact.reading.pages.plain import is_formula

_SHORTEST = 5  # characters of an expression without delimiters
VARIABLES = frozenset(("x", "z", "t", "u", "v"))  # other letters may be values of the function
_SIGN = re.compile(r"[-+*/^²(−·]")


def typed(sentence: Sentence, place: int, context: Context) -> tuple[tuple[Item, ...], int] | None:
    """A formula as on the keyboard that takes the rest of a line, behind a label."""
    text = sentence.text
    if not re.search(r"[:：]", text[:place]):
        return None
    line = text.find("\n", place)
    end = place + len(text[place : line if line >= 0 else None].rstrip(" .`*"))
    start = place + len(text[place:end]) - len(text[place:end].lstrip("`"))
    if end - start < _SHORTEST or not _SIGN.search(text[start:end]):
        return None
    span = sentence.span(start, end)
    whole = span.end - span.start == end - start and span.text == text[start:end]
    if not whole or not is_formula(span.source.text, span.start, span.end):
        return None
    items = statements(text_of(span.source, span.start, span.end), context.names, plain=True)
    return items, end


def value_of(items: tuple[Item, ...], context: Context) -> tuple[sp.Expr, bool] | None:
    """The function of x that an expression alone is, and whether that was only assumed."""
    match items:
        case (Statement(operands=(tree,), operators=()),) if tree is not None:
            pass
        case _:
            return None
    try:
        f, order, name, assumed = function_of(tree, context)
        for _ in range(order):
            f = derivative(f)
    except (UnclearError, SymactError):
        return None
    return f, assumed or name not in VARIABLES
