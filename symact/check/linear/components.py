r"""Verdicts on statements about components, as ``\frac{\partial s_i}{\partial z_j} = \dots``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import final

import sympy as sp

from symact.check.linear.component_layers import for_layers
from symact.check.linear.component_page import (
    Page,
    label_names,
    named,
    outputs_of,
    page_of,
    split_key,
)
from symact.check.linear.component_proof import Indices, indices_of, is_proved, without_totals
from symact.check.linear.component_reading import Reader, read
from symact.check.linear.component_refutation import Sides, Ways, refutation
from symact.check.linear.component_slopes import expanded
from symact.check.linear.component_units import FUNCTION, SLOPE, add, minus, units_in
from symact.check.report import Judgement
from symact.core.errors import InternalError, SymactError
from symact.core.verdict import Status
from symact.reading.held import tree as t
from symact.reading.held.tree import Tree
from symact.reading.held.walk import every

UNDEFINED, UNDECIDED = "SA242", "SA243"
_WHOLE = (t.Matrix, t.Transpose, t.Norm, t.Numbers)
_VECTOR_SIGNS = frozenset({r"\odot", r"\otimes", "@", r"\circ"})


def applies(left: Tree, right: Tree, definitions: Mapping[str, Tree]) -> bool:
    """Whether an equation is one about components: something in it has a letter as its index.

    Example:
        >>> from symact.core.span import Source, Span
        >>> here = Span(Source("a", ""), 0, 0)
        >>> i = t.Symbol("i", here)
        >>> applies(t.Symbol("z", here, (i,)), t.Number("0", here), {})
        True
        >>> applies(t.Symbol("z", here), t.Number("0", here), {})
        False
    """
    nodes = [node for side in (left, right) for node in every(side)]
    if any(isinstance(node, _WHOLE) for node in nodes):
        return False
    if any(isinstance(n, t.Product) and _VECTOR_SIGNS & set(n.signs) for n in nodes):
        return False
    families = {key.rpartition("_")[0] for key in definitions if "_" in key}
    for node in nodes:
        if isinstance(node, t.Indexed) and isinstance(node.operand, t.Call):
            return True
        if isinstance(node, t.Symbol):
            name, indices = named(node)
            if any(not i.isdecimal() for i in indices) or (indices and name in families):
                return True
    return False


def total_of(left: Tree, right: Tree) -> str | None:
    r"""The quantity of which ``\sum_k y_k = 1`` says that its entries sum to 1; else None."""
    match left, right:
        case (
            t.BigOperator(kind="sum", operand=t.Symbol() as item, index=t.Symbol(name=index)),
            t.Number(text="1"),
        ):
            name, letters = named(item)
            return name if letters == (index,) else None
    return None


@final
@dataclass(frozen=True, slots=True)
class Meant:
    """How a claim stands on its page.

    Attributes:
        totals: quantities whose entries sum to 1, as the page says.
        is_step: whether it goes on a chain, so that it is meant for all values.
        for_all: whether the page nowhere tells equal from different indices, or one class from
            another, so that the claim is meant for all of them.
    """

    totals: frozenset[str] = frozenset()
    is_step: bool = False
    for_all: bool = False


_PLAIN = Meant()


def judge_components(
    left: Tree,
    right: Tree,
    definitions: Mapping[str, Tree],
    functions: Mapping[str, sp.Expr] | None = None,
    condition: Tree | None = None,
    meant: Meant = _PLAIN,
) -> Judgement:
    r"""Whether a statement about components holds, for every number of them at once.

    Args:
        definitions: right sides by the keys of `keys.key_of`: ``s_i``, ``W_i,j``, ``L``; a letter
            in a key stands for every index.
        functions: functions of one variable as expressions in ``x``; one that is not given may
            be any differentiable function.
        condition: ``i = j`` or ``i \ne j``, where it is stated.
        meant: what the page around it says of it.

    Example:
        >>> from symact.core.span import Source, Span
        >>> here = Span(Source("a", ""), 0, 0)
        >>> i, j, k = (t.Symbol(name, here) for name in "ijk")
        >>> z, s = (lambda n: t.Symbol("z", here, (n,))), (lambda n: t.Symbol("s", here, (n,)))
        >>> power = lambda n: t.Power(t.Symbol("e", here), z(n), here)
        >>> below = t.BigOperator("sum", power(k), k, None, None, here)
        >>> softmax = {"s_i": t.Quotient(power(i), below, here)}
        >>> slope = t.Derivative(s(i), (z(j),), here)
        >>> both = t.Symbol("delta", here, (i, j))
        >>> right = t.Product((s(i), t.Sum(((1, both), (-1, s(j))), here)), ("",), here)
        >>> judge_components(slope, right, softmax).status.value
        'proved'
        >>> wrong = t.Product((s(i), t.Sum(((1, both), (1, s(j))), here)), ("",), here)
        >>> judge_components(slope, wrong, softmax).status.value
        'refuted'
    """
    if _is_assumption(left, right, definitions, meant):
        reason = "it says what the entries of a quantity sum to"
        return Judgement(Status.UNKNOWN, reason, UNDEFINED)
    try:
        known = for_layers((left, right), definitions)
        page = page_of((left, right), known, functions or {}, meant.totals)
        outputs = outputs_of(page) if _uses_free_loss((left, right), page) else ()
    except SymactError as error:
        return Judgement(Status.UNKNOWN, str(error), UNDECIDED)
    ways = Ways(indices_of(condition), known, meant.is_step, meant.for_all)
    verdicts = []
    for output in outputs or (None,):
        found = _judged((left, right), replace(page, output=output), ways)
        if found.status is Status.PROVED:
            return found
        verdicts.append(found)
    return next((v for v in verdicts if v.status is Status.UNKNOWN), verdicts[0])


def _judged(trees: tuple[Tree, Tree], page: Page, ways: Ways) -> Judgement:
    """The verdict where a loss without a formula depends on one quantity."""
    try:
        sides = _sides(trees, page)
        found = _proof(sides, ways.indices)
        return refutation(sides, ways) if found is None else found
    except InternalError:
        raise
    except SymactError as error:
        return Judgement(Status.UNKNOWN, str(error), UNDECIDED)
    except RecursionError:
        return Judgement(Status.UNKNOWN, "the formula is nested too deeply", UNDECIDED)


def _is_assumption(left: Tree, right: Tree, definitions: Mapping[str, Tree], meant: Meant) -> bool:
    r"""Whether ``\sum_k y_k = 1`` is said of something that nothing defines."""
    name = total_of(left, right)
    known = {split_key(key)[0] for key in definitions}
    return name is not None and name not in known | meant.totals


def _sides(trees: tuple[Tree, Tree], page: Page) -> Sides:
    reader = Reader(page)
    left, right = (expanded(read(tree, reader), reader) for tree in trees)
    return Sides(trees, left, right, reader)


def _uses_free_loss(trees: tuple[Tree, Tree], page: Page) -> bool:
    rows = (row.tree for rows in page.defined.values() for row in rows)
    return any(
        isinstance(node, t.Derivative)
        and isinstance(node.operand, t.Symbol)
        and page.is_free_loss((named(node.operand)[0], 0))
        for tree in (*trees, *rows)
        for node in every(tree)
    )


# -- proofs -----------------------------------------------------------------------------------


def _proof(sides: Sides, known: Indices) -> Judgement | None:
    """Proved with what it rests on, or why that is not certain; None where there is no proof."""
    page = sides.reader.page
    difference = minus(sides.left, sides.right)
    used: frozenset[str] = frozenset()
    proved = is_proved(difference, known)
    if not proved:
        used = page.totals | label_names(page)
        proved = bool(used) and is_proved(without_totals(difference, used), known)
    if not proved:
        return None
    if not sides.reader.ranges.agree():
        return Judgement(Status.UNKNOWN, "the sums are written up to other bounds", UNDECIDED)
    return Judgement(Status.PROVED, note=_note(sides, used))


def _note(sides: Sides, totals: frozenset[str]) -> str:
    """What a proof rests on."""
    page = sides.reader.page
    parts = ["for all dimensions"]
    sums = sorted(totals & {unit.name for unit in units_in(add(sides.left, sides.right))})
    if sums:
        parts.append(f"where the entries of {', '.join(sums)} sum to 1")
    units = (*units_in(sides.left), *units_in(sides.right))
    names = sorted({unit.name for unit in units if unit.kind == FUNCTION})
    if names:
        parts.append(f"for every differentiable {', '.join(names)}")
    if page.assumed & {named(n)[0] for n in _symbols(sides.trees)}:
        parts.append("with delta for the derivative of the loss in z")
    if page.output is not None and any(unit.kind == SLOPE for unit in units):
        parts.append(f"where the loss depends on {page.output[0]} only")
    return ", ".join(parts)


def _symbols(trees: tuple[Tree, Tree]) -> list[t.Symbol]:
    return [node for tree in trees for node in every(tree) if isinstance(node, t.Symbol)]
