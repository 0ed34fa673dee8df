"""What a formula needs as it is written and no longer needs when it has been simplified."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from symact.check.context import Context, resolved
from symact.check.judge.assumptions import Assumptions
from symact.check.judge.gaps import Gap, missing, needs
from symact.check.meaning import Meaning, swapped
from symact.check.sides import Sides
from symact.check.unclear import UnclearError
from symact.check.usual_names import letter
from symact.core.errors import SymactError
from symact.reading.held import tree as t
from symact.reading.held.walk import every

_NAMES = ("the left side", "the right side")
_LOGARITHMS = frozenset(("log", "ln"))


def cancelled(trees: tuple[t.Tree, t.Tree], sides: Sides, context: Context) -> str:
    r"""What is to be said of places where one side alone, as it is written, has no value.

    SymPy divides out ``\frac{x^2}{x}``, so that only the formula itself still says that x may
    not be 0. Empty where there is nothing to say.
    """
    values = (sides.left, sides.right)
    lost = [list(_lost(tree, v, sides, context)) for tree, v in zip(trees, values, strict=True)]
    if not any(lost):
        return ""
    said = []
    for index, name in enumerate(_NAMES):
        other = 1 - index
        said += [
            f"{name} has no value {words}"
            for part in lost[index]
            for words in _alone(part, [values[other], *lost[other]], sides.assumptions)
        ]
    return "; ".join(dict.fromkeys(said))


def _lost(tree: t.Tree, value: sp.Expr, sides: Sides, context: Context) -> Iterator[sp.Expr]:
    """The parts of a formula whose conditions its value has lost."""
    kept = needs(value)
    for node in every(tree):
        part = _part(node, sides, context)
        if part is not None and not needs(part) <= kept:
            yield part


def _part(node: t.Tree, sides: Sides, context: Context) -> sp.Expr | None:
    """The reciprocal, root or logarithm that a node is; None for any other one."""
    match node:
        case t.Quotient(denominator=below):
            value = _value(below, sides, context)
            return None if value is None or value == 0 else 1 / value
        case t.Root(degree=None, radicand=inside):
            value = _value(inside, sides, context)
            return None if value is None else sp.sqrt(value)
        case t.Call(function=t.Symbol(name=name), arguments=(inside,)) if name in _LOGARITHMS:
            value = _value(inside, sides, context)
            return None if value is None or value == 0 else sp.log(value)
        case t.Power(exponent=t.Negative()):
            value = _value(node, sides, context)
            return value if value is not None and value.is_Pow else None
        case _:
            return None


def _value(tree: t.Tree, sides: Sides, context: Context) -> sp.Expr | None:
    """What a part of a side means, with the variable as ``x``; None where that is not clear."""
    try:
        value = resolved(Meaning(context, sides.variable).scalar(tree), context)
    except (UnclearError, SymactError):
        return None
    return swapped(value, letter(sides.variable)) if value.free_symbols else None


def _alone(part: sp.Expr, others: list[sp.Expr], assumptions: Assumptions) -> Iterator[str]:
    """The places at which a part has no value, and the other side has one."""
    try:
        gaps = missing(part)
        covering: list[Gap] = [gap for other in others for gap in missing(other)]
    except (SymactError, ZeroDivisionError):
        return
    for gap in gaps:
        if gap.meets(assumptions) and not any(other.covers(gap) for other in covering):
            yield gap.words
