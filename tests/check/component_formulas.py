"""Statements about components as text, and polynomials at numbers, for their tests."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping
from itertools import product

from symact.check.linear.component_units import (
    DELTA,
    ENTRY,
    EXP,
    GROUP,
    LOG,
    SUM,
    Poly,
    Unit,
)
from symact.check.linear.components import Meant, judge_components
from symact.check.linear.keys import key_of
from symact.check.report import Judgement
from symact.core.span import Source
from symact.reading.held.names import Names
from symact.reading.held.statements import Statement, statements
from symact.reading.held.text import text_of
from symact.reading.held.tree import Symbol, Tree


def stated(text: str) -> Statement:
    """A statement as the check of a page reads it."""
    source = Source("test", text)
    (found,) = statements(text_of(source, 0, len(text)), Names())
    assert isinstance(found, Statement), found
    return found


def sides(text: str) -> tuple[Tree, Tree]:
    """The two sides of an equation."""
    left, right = stated(text).operands
    assert left is not None
    assert right is not None
    return left, right


def defined(*texts: str) -> dict[str, Tree]:
    """Definitions by the keys of their left sides."""
    found = {}
    for text in texts:
        left, right = sides(text)
        assert isinstance(left, Symbol)
        found[key_of(left)] = right
    return found


def judged(text: str, definitions: Mapping[str, Tree], meant: Meant | None = None) -> Judgement:
    """The verdict on a statement, with the condition that it states."""
    functions = {}
    left, right = sides(text)
    condition = stated(text).condition
    return judge_components(left, right, definitions, functions, condition, meant or Meant())


# -- numbers ----------------------------------------------------------------------------------

LENGTH = 3


def value(
    poly: Poly, scope: Mapping[str, int], entries: Mapping[tuple[object, ...], float]
) -> float:
    """A polynomial at numbers, by the meaning of its units."""
    return sum(
        float(c) * math.prod(_unit(u, scope, entries) ** float(e) for u, e in term)
        for term, c in poly.items()
    )


def _unit(
    unit: Unit, scope: Mapping[str, int], entries: Mapping[tuple[object, ...], float]
) -> float:
    places = tuple(scope.get(i) or int(i) for i in unit.indices) if unit.kind != SUM else ()
    if unit.kind == ENTRY:
        return entries[unit.name, *places]
    if unit.kind == DELTA:
        return float(places[0] == places[1])
    inside = dict(unit.inside)
    if unit.kind == SUM:
        chosen = product(range(1, LENGTH + 1), repeat=len(unit.indices))
        return sum(
            value(inside, {**scope, **dict(zip(unit.indices, at, strict=True))}, entries)
            for at in chosen
        )
    shapes = {EXP: math.exp, LOG: math.log, GROUP: lambda number: number}
    return shapes[unit.kind](value(inside, scope, entries))


# -- chance -----------------------------------------------------------------------------------


def formula(source: random.Random, letters: str, depth: int) -> str:
    """A formula over ``z`` and ``y`` with the free indices *letters*, as text."""
    if depth == 0:
        letter = source.choice(letters)
        return source.choice((f"z_{letter}", f"y_{letter}", f"s_{letter}", "2", "c"))
    one, two = (formula(source, letters, depth - 1) for _ in range(2))
    bound = "klmpqr"[depth]
    inner = formula(source, letters + bound, depth - 1)
    # Every term of a sum holds its index, since nothing says how many terms there are.
    shapes = (
        f"({one} + {two})",
        f"({one} - {two})",
        f"({one})({two})",
        rf"\frac{{{one}}}{{1 + e^{{{two}}}}}",
        f"e^{{({one})/4}}",
        rf"\ln(e^{{{one}}} + 1)",
        f"({one})^2",
        rf"\sum_{bound} z_{bound}({inner})",
        rf"\sum_{bound} e^{{z_{bound}/2}}({inner})",
        rf"\sum_{{{bound} \ne {letters[0]}}} y_{bound}({inner})",
        rf"\frac{{{one}}}{{\sum_{bound} e^{{z_{bound}}}}}",
        rf"\delta_{{{letters[0]}{letters[-1]}}}({one})",
    )
    return source.choice(shapes)
