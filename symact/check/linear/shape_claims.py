"""Verdicts on shapes: memberships, products of written shapes, what is defined."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from symact.check.linear.dimensions import Found, are_mixed, shapes_of, space
from symact.check.linear.values import Misfit, Shape, UnknownNameError, Value, told
from symact.check.report import Judgement
from symact.core.errors import SymactError
from symact.core.verdict import Status
from symact.reading.held.tree import Tree

SHAPES, UNDEFINED, UNDECIDED = "SA210", "SA242", "SA243"


def judge_membership(member: Tree, space_tree: Tree, shapes: Mapping[str, Shape]) -> Judgement:
    r"""Whether a formula has the shape that ``\in \mathbb{R}^{m \times n}`` says.

    Args:
        shapes: of the names in force; see `shapes_in_force` for names with values.
    """
    stated = space(space_tree)
    if stated is None:
        return Judgement(Status.UNKNOWN, "the set is no space of matrices", UNDECIDED)
    return _stated(lambda: shapes_of(member, shapes), stated)


def judge_shape(tree: Tree, stated: Shape, shapes: Mapping[str, Shape]) -> Judgement:
    """Whether a formula has a shape."""
    return _stated(lambda: shapes_of(tree, shapes), stated)


def judge_product_of_shapes(
    factors: Iterable[Shape], *, result: Shape | None = None, is_defined: bool = True
) -> Judgement:
    """Whether matrices of these shapes can be multiplied, and give the shape that is stated.

    Example:
        >>> judge_product_of_shapes([(3, 2), (2, 1)], result=(3, 1)).status.value
        'proved'
        >>> judge_product_of_shapes([(1, 2), (3, 2)]).reason
        '(1 × 2) times (3 × 2): the inner dimensions 2 and 3 differ'
        >>> judge_product_of_shapes([(1, 2), (3, 2)], is_defined=False).status.value
        'proved'
    """
    total: Shape | None = None
    misfit: Misfit | None = None
    for factor in factors:
        if len(factor) != 2:
            return Judgement(Status.UNKNOWN, "a shape without rows and columns", UNDECIDED)
        if total is not None and are_mixed(total[1:], factor[:1]):
            return Judgement(Status.UNKNOWN, "a number stands beside a letter", UNDECIDED)
        if total is not None and total[1] != factor[0]:
            misfit = Misfit(
                f"{told(total)} times {told(factor)}: "
                f"the inner dimensions {total[1]} and {factor[0]} differ"
            )
            break
        total = factor if total is None else (total[0], factor[1])
    if misfit is not None:
        if is_defined:
            return Judgement(Status.REFUTED, misfit.message, SHAPES)
        return Judgement(Status.PROVED, note=misfit.message)
    if total is None:
        return Judgement(Status.UNKNOWN, "no shapes are given", UNDECIDED)
    if not is_defined:
        reason = f"the inner dimensions match: the result is {told(total)}"
        return Judgement(Status.REFUTED, reason, SHAPES)
    if result is not None and result != total:
        reason = f"the result is {told(total)}, not {told(result)}"
        return Judgement(Status.REFUTED, reason, SHAPES, right=rf"{total[0]} \times {total[1]}")
    return Judgement(Status.PROVED, note=f"the result is {told(total)}")


def shapes_in_force(
    names: Mapping[str, Value], declared: Mapping[str, Shape] | None = None
) -> dict[str, Shape]:
    """The shapes of the names that have values, and those that were declared."""
    return {**(declared or {}), **{key: value.shape for key, value in names.items()}}


def _stated(find: Callable[[], Found], stated: Shape) -> Judgement:
    try:
        found = find()
    except UnknownNameError as error:
        return Judgement(Status.UNKNOWN, str(error), UNDEFINED)
    except SymactError as error:
        return Judgement(Status.UNKNOWN, str(error), UNDECIDED)
    if isinstance(found, Misfit):
        return Judgement(Status.REFUTED, found.message, SHAPES)
    if any(are_mixed(shape, stated) for shape in found):
        return Judgement(Status.UNKNOWN, "numbers stand beside letters for dimensions", UNDECIDED)
    agree = {_agrees(shape, stated) for shape in found}
    if agree == {True}:
        return Judgement(Status.PROVED)
    if agree != {False}:
        return Judgement(Status.UNKNOWN, "it depends on the convention", UNDECIDED)
    reason = f"the shape is {told(found[0])}, not {told(stated)}"
    right = r" \times ".join(map(str, found[0])) if found[0] else None
    return Judgement(Status.REFUTED, reason, SHAPES, right=right)


def _agrees(shape: Shape, stated: Shape) -> bool:
    """Whether a shape is the stated one; R^n holds rows and columns of n numbers."""
    if shape == stated:
        return True
    if not shape or not stated:
        return stated in ((1,), (1, 1)) or shape in ((1,), (1, 1))
    if len(stated) == 1:
        return stated[0] in shape and (1 in shape)
    return len(shape) == 1 and shape[0] in stated and 1 in stated
