r"""Refutations of claims about components: a counterexample in every way a claim may be meant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import final

from symact.check.linear import component_algebra as algebra
from symact.check.linear.component_caution import caution, free_letters
from symact.check.linear.component_page import label_names, named
from symact.check.linear.component_proof import Indices, Pair, delta_pairs, without_totals
from symact.check.linear.component_reading import Reader
from symact.check.linear.component_trial import Trial, choices, length_of, tried
from symact.check.linear.component_units import (
    ENTRY,
    FUNCTION,
    Poly,
    Unit,
    add,
    minus,
    number,
    units_in,
)
from symact.check.linear.layers import LOSSES
from symact.check.report import Counterexample, Judgement
from symact.core.verdict import Status
from symact.reading.held import tree as t
from symact.reading.held.tree import Tree
from symact.reading.held.walk import every

IDENTITY, DERIVATIVE, GRADIENT, SIGN, CHAIN = "SA201", "SA203", "SA212", "SA225", "SA226"
UNDECIDED = "SA243"
NO_DIFFERENCE = "the two sides are not shown to be equal, and no difference is found"
MIXED = "it holds for some functions and not for others, and which is meant is not stated"


@final
@dataclass(frozen=True, slots=True)
class Sides:
    """Both sides of a claim as they are written, and as polynomials in what nothing defines."""

    trees: tuple[Tree, Tree]
    left: Poly
    right: Poly
    reader: Reader


@final
@dataclass(frozen=True, slots=True)
class Ways:
    """How a claim is meant.

    Attributes:
        indices: what its condition says of them.
        definitions: right sides by their keys.
        is_step: whether it goes on a chain, so that it is meant for all values.
        for_all: whether it is meant for equal and for different indices, and for all classes.
    """

    indices: Indices
    definitions: Mapping[str, Tree]
    is_step: bool = False
    for_all: bool = False


def refutation(sides: Sides, ways: Ways) -> Judgement:
    """Refuted with a counterexample in every reading, or unknown."""
    constant = tuple(not tuple(units_in(side)) for side in (sides.left, sides.right))
    doubt = caution(
        sides.trees, sides.reader, ways.definitions, ways.indices, constant, is_step=ways.is_step
    )
    is_general = ways.for_all or _tells_indices_apart(sides)
    if not doubt and not is_general and _leaves_labels_out(sides):
        doubt = "for which class it is meant is not stated"
    if doubt:
        return Judgement(Status.UNKNOWN, doubt, UNDECIDED)
    letters = tuple(sorted(free_letters(sides.trees[0]) | free_letters(sides.trees[1])))
    length = length_of(sides.trees, letters, sides.reader.ranges.written())
    pairs = () if is_general else delta_pairs(sides.left, sides.right)
    return _tried(sides, choices(letters, ways.indices, length), pairs, length)


def _tells_indices_apart(sides: Sides) -> bool:
    """Whether a claim says itself what happens at equal and at different indices."""
    return any(
        isinstance(n, t.Cases | t.Indicator)
        or (isinstance(n, t.Symbol) and n.name == "delta" and len(named(n)[1]) > 1)
        for tree in sides.trees
        for n in every(tree)
    )


def _leaves_labels_out(sides: Sides) -> bool:
    """Whether labels are on the left and not on the right, which may be meant for one class."""
    labels = label_names(sides.reader.page)
    left, right = (
        {unit.name for unit in units_in(side) if unit.kind == ENTRY} & labels
        for side in (sides.left, sides.right)
    )
    return bool(left - right)


def _tried(
    sides: Sides, scopes: list[dict[str, int]], pairs: tuple[Pair, ...], length: int
) -> Judgement:
    """The verdict by numbers: the claim must fail for equal and for different indices."""
    groups: dict[tuple[bool, ...], Trial | None] = {}
    is_mixed = False
    for scope in scopes:
        same = tuple(_number(one, scope) == _number(other, scope) for one, other in pairs)
        if groups.setdefault(same, None) is None:
            trial = tried(sides.trees, sides.reader.page, scope, length)
            is_mixed = is_mixed or trial.is_mixed
            groups[same] = None if trial.differs is None else trial
    failing = [trial for trial in groups.values() if trial is not None]
    if failing and len(failing) == len(groups):
        code, reason = _slip(sides)
        return Judgement(Status.REFUTED, reason, code, _shown(failing[0], sides, length))
    if failing:
        place = next(same for same, trial in groups.items() if trial is not None)
        told = ", ".join(
            f"{one} {'=' if equal else '≠'} {other}"
            for (one, other), equal in zip(pairs, place, strict=True)
        )
        reason = f"it fails for {told}, and whether that is meant is not stated"
        return Judgement(Status.UNKNOWN, reason, UNDECIDED)
    return Judgement(Status.UNKNOWN, MIXED if is_mixed else NO_DIFFERENCE, UNDECIDED)


def _shown(trial: Trial, sides: Sides, length: int) -> Counterexample | None:
    """The counterexample with the number of entries, and with the functions that occur."""
    found = trial.differs
    if found is None:
        return None
    units = (*units_in(sides.left), *units_in(sides.right))
    used = {f"{unit.name}(x)" for unit in units if unit.kind == FUNCTION}
    bounds = sorted(b for b in sides.reader.ranges.written() if not b.isdecimal())
    counts = [(bound, str(length)) for bound in bounds if bound not in dict(found.at)]
    kept = [item for item in found.at if not item[0].endswith("(x)") or item[0] in used]
    return replace(found, at=(*counts, *kept))


def _number(index: str, scope: Mapping[str, int]) -> int:
    return int(index) if index.isdecimal() else scope[index]


def _slip(sides: Sides) -> tuple[str, str]:
    """The name of a common slip that leads from the left side to the right."""
    page = sides.reader.page
    both = without_totals(add(sides.left, sides.right), page.totals | label_names(page))
    if algebra.is_zero(both):
        return SIGN, "the sign is wrong"
    if algebra.is_zero(minus(algebra.mapped(sides.left, _one_for_slopes), sides.right)):
        return CHAIN, "the derivative of the activation is missing"
    first = sides.trees[0]
    if not isinstance(first, t.Derivative):
        return IDENTITY, "the two sides differ"
    if isinstance(first.operand, t.Symbol) and first.operand.name in LOSSES:
        return GRADIENT, "the gradient is another one"
    return DERIVATIVE, "the derivative is another one"


def _one_for_slopes(unit: Unit) -> Poly | None:
    return number(1) if unit.kind == FUNCTION and unit.order == 1 else None
