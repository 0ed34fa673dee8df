"""The derivative through the output where formulas are solved for x: proposed, then proved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import sympy as sp

from symact.core.activation import POSITIVE, Activation, x
from symact.core.errors import SymactError
from symact.core.isolated import Isolated
from symact.core.verdict import Status
from symact.derive.branches import Branch, branches
from symact.derive.inverses import slopes_by_inverse
from symact.derive.rules import smooth_derivative
from symact.derive.switches import put, value_at
from symact.derive.verdicts import derivative_verdict
from symact.kernel.reals import closed_form, compare


def solved_for_output(activation: Activation, letter: sp.Symbol) -> sp.Expr | None:
    """The derivative in the letter of the output, proved for all values of the parameters.

    None where none is found, and where a parameter may be other than positive, which the kernel
    takes letters for.

    Example:
        >>> from symact.activations import activation
        >>> solved_for_output(activation("isru"), sp.Symbol("y", real=True))
        (-alpha*y**2 + 1)**(3/2)
    """
    f = activation.expression
    # An even function meets each output with both signs of the slope.
    if f.xreplace({x: -x}) == f or any(p.domain != POSITIVE for p in activation.parameters):
        return None
    try:
        parts = branches(f)
        proposal = _proposal(parts, letter)
        if proposal is not None and all(_holds(proposal, part, letter) for part in parts):
            return proposal
    except (SymactError, ArithmeticError, sp.PolynomialError):
        pass
    return None


def _holds(proposal: sp.Expr, part: Branch, letter: sp.Symbol) -> bool:
    """Whether the kernel proves a proposal on a piece, for all positive values of parameters."""
    composed = put(proposal, {letter: part.expression})
    verdict = derivative_verdict(part.expression, composed, (part.lower, part.upper))
    return verdict.status is Status.PROVED


def _proposal(parts: tuple[Branch, ...], letter: sp.Symbol) -> sp.Expr | None:
    """The pieces in the output, where no output is met on two of them."""
    chosen = []
    for part in parts:
        formula = _of_piece(part, letter)
        if formula is None:
            return None
        chosen.append(formula)
    if len(set(chosen)) == 1:
        return chosen[0]
    steps: list[tuple[sp.Expr, sp.Expr]] = []
    for before, after in pairwise(parts):
        low = value_at(before.expression, before.upper)
        high = value_at(after.expression, after.lower)
        if low is None or high is None or low.has(Isolated) or high.has(Isolated):
            return None
        steps.append((low, high))
    if any(compare(*map(closed_form, step)) > 0 for step in steps):
        return None
    return sp.Piecewise(*_rows(chosen, parts, steps, letter))


def _of_piece(part: Branch, letter: sp.Symbol) -> sp.Expr | None:
    """The first proposal for a piece that is proved there."""
    slope = smooth_derivative(part.expression)
    if not slope.has(x):
        return slope
    found = slopes_by_inverse(part.expression, slope, letter)
    return next((formula for formula in found if _holds(formula, part, letter)), None)


def _rows(
    chosen: Sequence[sp.Expr],
    parts: Sequence[Branch],
    steps: Sequence[tuple[sp.Expr, sp.Expr]],
    letter: sp.Symbol,
) -> Iterator[tuple[sp.Expr, sp.Basic]]:
    """Each formula with the outputs that it is for: between two steps, or one value."""
    meets = [_meet(step, pair, letter) for step, pair in zip(steps, pairwise(chosen), strict=True)]
    for i, (formula, part) in enumerate(zip(chosen, parts, strict=True)):
        if formula == 0:
            yield formula, sp.Eq(letter, part.expression)
            continue
        above = below = sp.true
        if i:
            start = steps[i - 1][1]
            above = letter >= start if meets[i - 1] else letter > start
        if i < len(steps):
            end = steps[i][0]
            below = letter <= end if meets[i] else letter < end
        yield formula, sp.And(above, below)


def _meet(
    step: tuple[sp.Expr, sp.Expr], formulas: tuple[sp.Expr, sp.Expr], letter: sp.Symbol
) -> bool:
    """Whether the function is continuous at a step, and both formulas have one value there."""
    low, high = step
    try:
        slopes = [closed_form(formula.xreplace({letter: low})) for formula in formulas]
        return not (compare(closed_form(low), closed_form(high)) or compare(*slopes))
    except SymactError:
        return False
