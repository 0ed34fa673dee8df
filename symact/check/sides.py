"""The two sides of a relation as expressions in one variable, and what they say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import final

import sympy as sp

from symact.check.conditions import assumptions_of
from symact.check.context import Context, resolved
from symact.check.judge.assumptions import Assumptions
from symact.check.linear.keys import key_of
from symact.check.meaning import Meaning, swapped
from symact.check.usual_names import letter
from symact.core.activation import x
from symact.core.typeset_numbers import GREEK
from symact.reading.held import tree as t
from symact.reading.held.walk import every

# The letters that most often stand for the variable of a function.
_VARIABLES = ("x", "z", "t", "u", "s", "y", "v", "w", "a", "p", "q", "r", "theta")


@final
@dataclass(frozen=True, slots=True)
class Sides:
    """Two sides, with the variable of both written as ``x``.

    Attributes:
        variable: the letter that the document has for it.
        assumptions: what a condition says of it.
        assumed: names whose usual meaning was taken without a word in the document.
    """

    left: sp.Expr
    right: sp.Expr
    variable: str
    assumptions: Assumptions
    assumed: frozenset[str]

    @property
    def are_numbers(self) -> bool:
        """Whether no letter is left on either side."""
        return not (self.left.free_symbols or self.right.free_symbols)


def variable_of(trees: tuple[t.Tree, ...], context: Context) -> str:
    """The letter that is the variable of functions in some formulas.

    The letter in which something is differentiated, or else at which a function is taken, or
    else the usual one among those that occur.
    """
    seen = list(_candidates(trees))
    for rank in (0, 1):
        for kind, name in seen:
            if kind == rank and (rank == 0 or name not in context.values):
                return name
    letters = {name for kind, name in seen if kind == 2} - set(context.values)
    for group in (letters, letters - set(context.numbers)):
        for name in _VARIABLES:
            if name in group:
                return name
    return next(iter(letters)) if len(letters) == 1 else "x"


def _candidates(trees: tuple[t.Tree, ...]) -> Iterator[tuple[int, str]]:
    for tree in trees:
        heads = {id(n.function) for n in every(tree) if isinstance(n, t.Call)}
        for node in every(tree):
            if id(node) in heads:
                continue
            match node:
                case t.Derivative(variables=variables):
                    yield from ((0, key_of(v)) for v in variables if isinstance(v, t.Symbol))
                case t.Limit(variable=t.Symbol() as v) | t.Extremum(variable=t.Symbol() as v):
                    yield 0, key_of(v)
                case t.Call(arguments=arguments):
                    yield from (
                        (1, key_of(a))
                        for a in arguments[:1]
                        if isinstance(a, t.Symbol) and a.name not in {"e", "pi", "infty"}
                    )
                case t.Symbol(name=name) if name not in {"e", "pi", "infty", "star", ""}:
                    if len(name) == 1 or name in GREEK:
                        yield 2, key_of(node)


def sides_of(
    left: t.Tree, right: t.Tree, context: Context, condition: t.Tree | None = None
) -> Sides:
    """The two sides of a relation as the document means them.

    Raises:
        UnclearError: where one of them means nothing that is known.
    """
    name = variable_of((left, right), context)
    meaning = Meaning(context, name)
    one, other = meaning.scalar(left), meaning.scalar(right)
    one, other = (resolved(side, context) for side in (one, other))
    variable = letter(name)
    present = one.free_symbols | other.free_symbols
    if variable not in present and present:
        variable = _chosen(present)
    assumptions, point = assumptions_of(condition, meaning, variable)
    one, other = swapped(one, variable), swapped(other, variable)
    if point is not None:
        one, other = one.subs(x, point), other.subs(x, point)
    return Sides(one, other, variable.name, _renamed(assumptions, variable),
                 frozenset(meaning.assumed))  # fmt: skip


def _chosen(present: set[sp.Symbol]) -> sp.Symbol:
    """The letter that takes the part of the variable."""
    by_name = {symbol.name: symbol for symbol in present}
    for name in _VARIABLES:
        if name in by_name:
            return by_name[name]
    return min(present, key=str)


def _renamed(assumptions: Assumptions, variable: sp.Symbol) -> Assumptions:
    """The assumptions where the variable and x have been exchanged."""
    if variable == x:
        return assumptions
    domains = tuple((variable if s == x else s, domain) for s, domain in assumptions.domains)
    return replace(assumptions, domains=domains)
