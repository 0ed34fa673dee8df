"""Proofs that rest on what a page leaves unsaid of its layers and losses, and say so."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TypeAlias

from symact.check.context import Context
from symact.check.figures import functions_of
from symact.check.judge.outcome import proved
from symact.check.linear.assumed import layer_gradient
from symact.check.linear.completed import completed
from symact.check.linear.components import Meant, applies, judge_components
from symact.check.linear.graph import graph_holds
from symact.check.linear.keys import key_of
from symact.check.linear.maxima import without_maxima
from symact.check.linear.telescopes import chain_rule, whole_vectors
from symact.check.report import Judgement
from symact.check.usual_names import standard
from symact.core.verdict import Status
from symact.reading.held import tree as t
from symact.reading.held.exchange import exchanged
from symact.reading.held.walk import every

Rule: TypeAlias = "Callable[[t.Tree, t.Tree, Context, t.Tree | None], Judgement | None]"

# What an entry of a vector may depend on without being written: all entries, or an earlier time.
_MIXING = re.compile(r"soft-?max|recurrent|\brnn|\blstm|time[- ]step|batch ?norm|layer ?norm", re.I)
# Reasons for which a statement is held back that does not hold as it is read.
_FALSE = re.compile(r"false|fails|at some places|transpose of the gradient|disagree")

_SLOPES = (t.Derivative, t.Gradient, t.Prime)  # in these a maximum is no constant


def by_usual_rules(
    left: t.Tree,
    right: t.Tree,
    context: Context,
    condition: t.Tree | None,
    before: Judgement,
) -> Judgement | None:
    """A proof with what it assumes; None without one. Nothing is refuted here.

    Args:
        before: the verdict without assumptions; what is false as it is read stays held back.
    """
    if _FALSE.search(before.reason):
        return None
    found = (rule(left, right, context, condition) for rule in _RULES)
    return next((judgement for judgement in found if judgement is not None), None)


def _chain_rule(
    left: t.Tree, right: t.Tree, context: Context, _condition: t.Tree | None
) -> Judgement | None:
    given = {key for key, value in context.numbers.items() if not value.is_scalar}
    vectors = given | whole_vectors(context.formulas)
    is_mixing = _MIXING.search(context.words) is not None
    if isinstance(left, t.Call) and left.primes and not _is_nest(left, right, context):
        return None
    left, right = (exchanged(side, _in_letters) for side in (left, right))
    return chain_rule(
        left, right, context.formulas, vectors,
        is_mixing=is_mixing, numbers=_applied_in(context.shapes.values()),
    )  # fmt: skip


def _is_nest(left: t.Call, right: t.Tree, context: Context) -> bool:
    """Whether the functions in a product are those of which one is made, each of the next."""
    shape = context.shapes.get(key_of(left.function))
    if shape is None:
        return True
    letter, tree = shape
    nested: list[str] = []
    while isinstance(tree, t.Call) and len(tree.arguments) == 1 and not tree.primes:
        nested.append(key_of(tree.function))
        tree = tree.arguments[0]
    if not (isinstance(tree, t.Symbol) and tree.name == letter):
        return False
    inner = [n for n in every(right) if isinstance(n, t.Call) and n.primes]
    said = [n.arguments[0].name for n in inner if isinstance(n.arguments[0], t.Symbol)]
    return said == [*nested, letter]


def _applied_in(shapes: Iterable[tuple[str, t.Tree]]) -> frozenset[str]:
    """The functions of one number of which others are made, as in ``f(x) = A(B(x))``."""
    calls = (n for _, tree in shapes for n in every(tree) if isinstance(n, t.Call))
    return frozenset(key_of(call.function) for call in calls if len(call.arguments) == 1)


def _in_letters(tree: t.Tree) -> t.Tree | None:
    """A derivative in Lagrange's notation with a letter as argument in Leibniz's: ``f'(A)``."""
    match tree:
        case t.Call(function=head, arguments=(t.Symbol() as inner,), primes=1, is_inverse=False):
            return t.Derivative(head, (inner,), tree.span)
        case _:
            return None


def _layer(
    left: t.Tree, right: t.Tree, context: Context, _condition: t.Tree | None
) -> Judgement | None:
    return layer_gradient(left, right, context.formulas, functions_of(context))


def _shifted(
    left: t.Tree, right: t.Tree, context: Context, condition: t.Tree | None
) -> Judgement | None:
    r"""A proof for every number in place of a maximum, as in ``e^{x_i - \max(x)}``."""
    sides = (without_maxima(left), without_maxima(right))
    if sides == (left, right) or any(isinstance(n, _SLOPES) for s in sides for n in every(s)):
        return None
    if not applies(*sides, context.formulas):
        return None
    found = judge_components(
        *sides, context.formulas, functions_of(context), condition, Meant(totals=context.totals)
    )
    return found if found.status is Status.PROVED else None


def _completed(
    left: t.Tree, right: t.Tree, context: Context, condition: t.Tree | None
) -> Judgement | None:
    """A proof for the softmax and the loss that a page names without defining them."""
    for way in completed(left, right, context.formulas, context.words):
        found = judge_components(
            way.left, way.right, way.definitions, functions_of(context), condition,
            Meant(totals=context.totals),
        )  # fmt: skip
        if found.status is Status.PROVED:
            said = ", where " + " and ".join(way.assumed) if way.assumed else ""
            return proved(f"{found.note}{said}")
    return None


def _in_graph(
    left: t.Tree, right: t.Tree, context: Context, _condition: t.Tree | None
) -> Judgement | None:
    made = {**context.computed, **context.formulas}
    trees = (left, right, *made.values())
    names = {n.function.name for tree in trees for n in every(tree) if isinstance(n, t.Call)}
    usual = {name: found.expression for name in names if (found := standard(name)) is not None}
    once = {k: v for k, v in made.items() if k not in context.ambiguous | context.redefined}
    if not graph_holds(left, right, once, {**usual, **functions_of(context)}):
        return None
    return proved("along all ways, as numbers")


_RULES: tuple[Rule, ...] = (_chain_rule, _layer, _shifted, _completed, _in_graph)
