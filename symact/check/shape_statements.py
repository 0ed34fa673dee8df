r"""Shapes in formulas: what ``W \in \mathbb{R}^{m \times n}`` declares, and what it claims."""

from __future__ import annotations

from collections.abc import Mapping
from math import prod
from typing import TypeAlias

from symact.check.context import Context
from symact.check.judge.outcome import proved, refuted, unknown
from symact.check.linear.dimensions import are_mixed, shapes_of, space, written_shape
from symact.check.linear.keys import key_of
from symact.check.linear.shape_claims import (
    SHAPES,
    UNDEFINED,
    judge_product_of_shapes,
    judge_shape,
    shapes_in_force,
)
from symact.check.linear.shapes import ELEMENTWISE
from symact.check.linear.values import Misfit, Shape, told
from symact.check.report import Judgement
from symact.core.errors import SymactError
from symact.core.verdict import Status
from symact.reading.held import tree as t
from symact.reading.held.walk import every, names_in

Said: TypeAlias = "tuple[Judgement | None, Context]"


def member(tree: t.Tree, numbers: t.Tree, context: Context) -> Said:
    """The verdict on a membership, None for one that only declares, and the context after it."""
    stated = space(numbers)
    return (None, context) if stated is None else shaped(tree, stated, context)


def shaped(tree: t.Tree, stated: Shape, context: Context) -> Said:
    """The verdict on a shape that something is said to have, and the context after it."""
    match tree:
        case t.Derivative(operand=t.Symbol(), variables=(t.Symbol() as variable,)):
            return _like(variable, stated, context), context
    if isinstance(tree, t.Symbol):
        key = key_of(tree)
        known = known_shapes(context)
        if key not in known and key in context.formulas:
            judgement = judge_shape(context.formulas[key], stated, known)
        elif key in context.numbers:
            judgement = judge_shape(tree, stated, known)
        else:
            return None, context.declaring(key, stated)
        after = context if judgement.status is Status.REFUTED else context.declaring(key, stated)
        return (None if judgement.code == UNDEFINED else judgement), after
    clash = _clash(tree, known_shapes(context))
    judgement = (
        judge_shape(tree, stated, known_shapes(context))
        if clash is None
        else refuted(SHAPES, clash.message)
    )
    if judgement.status is Status.REFUTED and names_in(tree) & context.inherited:
        judgement = unknown("a shape of another section may not hold here")
    return (None if judgement.code == UNDEFINED else judgement), context


def _like(variable: t.Symbol, stated: Shape, context: Context) -> Judgement | None:
    """The verdict on the shape of a gradient, which is that of its variable in one layout."""
    known = known_shapes(context).get(key_of(variable))
    if known is None:
        return None
    if known == stated:
        return proved("in the layout in which a gradient has the shape of its variable")
    return unknown("which layout of gradients is meant is not said")


def known_shapes(context: Context) -> Mapping[str, Shape]:
    """The shapes of all names that have values or were declared."""
    return shapes_in_force(context.numbers, context.dimensions)


def product_of_shapes(left: t.Tree, right: t.Tree) -> Judgement | None:
    r"""The verdict on ``(3 \times 4)(4 \times 1) = (3 \times 1)``; None for no such equation.

    Where it holds as an equation between numbers too, it may be one.
    """
    factors = left.factors if isinstance(left, t.Product) else ()
    shapes = [_enclosed(factor) for factor in factors]
    result = _enclosed(right)
    if len(shapes) < 2 or result is None or None in shapes:
        return None
    found = [shape for shape in shapes if shape is not None]
    sizes = [size for shape in (*found, result) for size in shape]
    whole = [size for size in sizes if isinstance(size, int)]
    if len(whole) == len(sizes) and prod(whole[:-2]) == prod(whole[-2:]):
        return None
    return judge_product_of_shapes(found, result=result)


def _enclosed(tree: t.Tree) -> Shape | None:
    r"""A shape in brackets, as ``(3 \times 2)`` or ``[3, 2]``."""
    return written_shape(tree) if tree.span.text.lstrip()[:1] in {"(", "["} else None


def misfit(tree: t.Tree, context: Context) -> Judgement | None:
    """The refutation of a formula whose parts cannot be put together; None where they can."""
    used = names_in(tree)
    if not used & (context.dimensions.keys() | context.numbers.keys()) or used & context.inherited:
        return None
    judgement = definedness(tree, context, is_defined=True)
    return judgement if judgement and judgement.status is Status.REFUTED else None


def _clash(tree: t.Tree, known: Mapping[str, Shape]) -> Misfit | None:
    """The entrywise product of two matrices in a formula whose shapes differ; None for none."""
    for node in every(tree):
        if not isinstance(node, t.Product) or not ELEMENTWISE & set(node.signs):
            continue
        for left, sign, right in zip(node.factors, node.signs, node.factors[1:], strict=False):
            if sign not in ELEMENTWISE:
                continue
            try:
                one, other = shapes_of(left, known), shapes_of(right, known)
            except SymactError:
                continue
            if isinstance(one, Misfit) or isinstance(other, Misfit):
                continue
            # A row or a column beside a matrix may be meant to be repeated.
            shapes = {*one, *other}
            are_matrices = all(len(shape) == 2 and 1 not in shape for shape in shapes)
            if len(shapes) == 2 and are_matrices and not are_mixed(*shapes):
                return Misfit(f"an entrywise product of {told(one[0])} and {told(other[0])}")
    return None


def definedness(tree: t.Tree, context: Context, *, is_defined: bool) -> Judgement | None:
    """The verdict on the claim that a formula is defined, or that it is not; None if unknown."""
    try:
        clash = _clash(tree, known_shapes(context))
        found = shapes_of(tree, known_shapes(context)) if clash is None else clash
    except SymactError:
        return None
    if isinstance(found, Misfit):
        if is_defined:
            return refuted(SHAPES, found.message)
        return Judgement(Status.PROVED, note=found.message)
    if is_defined:
        return Judgement(Status.PROVED, note=f"it is {told(found[0])}")
    if len(found) > 1 or not found[0]:
        return unknown("it depends on the convention")
    return refuted(SHAPES, f"it is defined: {told(found[0])}")


__all__ = ["definedness", "member", "misfit", "product_of_shapes", "shaped"]
