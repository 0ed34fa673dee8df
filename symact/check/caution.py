"""What keeps a refutation back where the reading of a document is not certain enough."""

from __future__ import annotations

import re
from dataclasses import replace

import sympy as sp

from symact.check.glance import (
    compares_places,
    has_decimals,
    is_constant,
    takes_function,
)
from symact.check.judge.outcome import unknown
from symact.check.linear.keys import key_of
from symact.check.report import ClaimKind, Judgement
from symact.check.sides import Sides
from symact.core.activation import x
from symact.core.verdict import Status
from symact.reading.held import tree as t
from symact.reading.held.walk import every, names_in

_LONG_DECIMAL = 4
# A slash behind which a number and a letter stand: what it divides by is not clear.
_SLASH = re.compile(r"/\s*\d+\s*(?:[A-Za-z]|\\(?!cdot|times|left|right|quad|,|;|\\))")
_LARGE = sp.Rational(1, 20)
_BACK = 300  # characters before a formula in which a sample is named
_LATER = re.compile(
    r"\b(?:sample|example|point|iteration|epoch|pattern|input|instance|observation|record|"
    r"round|batch|beispiel|exemple|ejemplo|exemplo|esempio|iteraci[oó]n)s?\s*"
    r"(?:#|no\.?\s*|n\s*=\s*)?(?:[2-9]|1\d)\b|\b(?:second|third|fourth|next)\s+"
    r"(?:sample|example|point|iteration|epoch|input|data)|(?:样本|例|第)\s*[二三四2-9]",
    re.IGNORECASE,
)


def guarded(found: Judgement, sides: Sides, trees: tuple[t.Tree, ...]) -> Judgement:
    """The verdict, but open where the reading of the document is not certain enough to refute."""
    if found.status is Status.REFUTED and _is_in_output(sides):
        return unknown("one side may be written with the output in place of the input")
    if found.status is Status.REFUTED and (lone := _lone_letters(sides)):
        return unknown(f"{', '.join(lone)} is not defined here", "SA242")
    found = _named(found, sides)
    if found.status is not Status.REFUTED:
        return found
    if has_decimals(*trees, least=_LONG_DECIMAL) and not _is_far(found):
        return unknown("the decimals may be rounded, and the two sides differ by little")
    if is_unnatural(trees):
        return unknown("it fails for the natural logarithm, and no base is written")
    return guarded_names(found, sides)


def _is_in_output(sides: Sides) -> bool:
    """Whether the variable occurs on one side alone, and on the other only parameters do."""
    free = [side.free_symbols for side in (sides.left, sides.right)]
    return (x in free[0]) != (x in free[1]) and all(f - {x} for f in free)


def _lone_letters(sides: Sides) -> list[str]:
    """The letters, other than the variable, that one side alone holds: nothing defines them."""
    return sorted(str(s) for s in (sides.right.free_symbols ^ sides.left.free_symbols) - {x})


def guarded_names(found: Judgement, sides: Sides) -> Judgement:
    """The verdict, but open where it fails only for the usual meaning of a name."""
    if found.status is Status.REFUTED and sides.assumed:
        names = ", ".join(sorted(sides.assumed))
        return unknown(f"{names} may mean another thing here; as it is read, it fails", "SA242")
    return found


def _named(found: Judgement, sides: Sides) -> Judgement:
    """The verdict with the counterexample in the letters of the document."""
    example = found.counterexample
    if example is None or sides.variable == "x":
        return found
    turn = {"x": sides.variable, sides.variable: "x"}
    at = tuple((turn.get(name, name), value) for name, value in example.at)
    return replace(found, counterexample=replace(example, at=at))


def _is_far(found: Judgement) -> bool:
    """Whether the two values of a counterexample differ by more than a rounding."""
    example = found.counterexample
    if example is None:
        return False
    try:
        left, right = (sp.Rational(text) for text in (example.left, example.right))
    except (TypeError, ValueError):
        return False
    return abs(left - right) > _LARGE * max(abs(left), abs(right))


def is_unnatural(trees: tuple[t.Tree, ...]) -> bool:
    """Whether constants under a logarithm without a base are all there is."""
    calls = [n for tree in trees for n in every(tree) if isinstance(n, t.Call)]
    logs = [c for c in calls if c.function.name == "log" and not c.function.indices]
    return bool(logs) and all(isinstance(c.arguments[0], t.Number) for c in logs)


def unless_solved(
    left: t.Tree, right: t.Tree, kind: ClaimKind, found: Judgement, *, is_step: bool
) -> Judgement:
    """The verdict, but open for what may be an equation that holds at some places only."""
    named = left.base if isinstance(left, t.Power) else left
    if kind is ClaimKind.NUMERIC and isinstance(named, t.Symbol) and not is_step:
        return unknown("it may say which value a name has, or which index")
    if kind not in {ClaimKind.IDENTITY, ClaimKind.DERIVATIVE}:
        return found
    if (is_constant(right) and not compares_places(left)) or is_constant(left):
        return unknown("it may be an equation to be solved: it holds at some places at most")
    if kind is ClaimKind.IDENTITY and not takes_function(left) and not is_step:
        return unknown("it may be an equation to be solved: it does not hold for all values")
    return found


def unless_lone(left: t.Tree, right: t.Tree, found: Judgement) -> Judgement:
    """The verdict, but open where a letter that is given a value stands on one side alone."""
    if found.status is not Status.REFUTED or found.counterexample is None:
        return found
    keys = [{key_of(n) for n in every(s) if isinstance(n, t.Symbol)} for s in (left, right)]
    lone = sorted({name for name, _ in found.counterexample.at} & (keys[0] ^ keys[1]))
    return unknown(f"{', '.join(lone)} is not defined here", "SA242") if lone else found


def unless_loose(left: t.Tree, right: t.Tree, kind: ClaimKind, found: Judgement) -> Judgement:
    """The verdict, but open for notations that stand for more than one thing."""
    if found.status is not Status.REFUTED:
        return found
    if any(_SLASH.search(side.span.text) for side in (left, right)):
        return unknown("how far a slash reaches is not clear; as it is read, it fails", "SA107")
    if kind is ClaimKind.NUMERIC and is_unnatural((left, right)):
        return unknown("it fails for the natural logarithm, and no base is written")
    if kind is ClaimKind.NUMERIC and _is_shape(right) and not isinstance(left, t.Number):
        return unknown("it may be an equation between shapes of matrices", "SA107")
    if kind in {ClaimKind.NUMERIC, ClaimKind.MATRIX} and _is_of_a_later_sample(left, right):
        return unknown("it may put the numbers of another sample for letters")
    formulas = {ClaimKind.IDENTITY, ClaimKind.MATRIX, ClaimKind.GRADIENT}
    if kind in formulas and _puts_numbers(left, right):
        return unknown("it may put numbers for letters, which nothing says")
    return found


def _is_shape(tree: t.Tree) -> bool:
    """Whether a side is one whole number times another, as the shape of a matrix is written."""
    factors = tree.factors if isinstance(tree, t.Product) else ()
    return len(factors) == 2 and all(isinstance(f, t.Number) and "." not in f.text for f in factors)


def _is_of_a_later_sample(left: t.Tree, right: t.Tree) -> bool:
    """Whether numbers are put for letters below words that count, as "Sample 3"."""
    if not names_in(left) or names_in(right):
        return False
    return _LATER.search(left.span.source.text[: left.span.start][-_BACK:]) is not None


def _puts_numbers(left: t.Tree, right: t.Tree) -> bool:
    """Whether letters of the left side are missing on the right, and decimals have come up."""
    heads = {n.function.name for n in every(left) if isinstance(n, t.Call)}
    gone = names_in(left) - names_in(right) - heads
    written = {n.text for n in every(left) if isinstance(n, t.Number)}
    new = [n for n in every(right) if isinstance(n, t.Number) and n.text not in written]
    return bool(gone) and any("." in n.text for n in new)
