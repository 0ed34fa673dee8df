"""Verdicts for the values that parameters usually have, where a document does not say them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

import sympy as sp

from symact.activations.catalogue import entry_of, normal
from symact.check.judge.assumptions import Assumptions
from symact.check.judge.derivatives import derivative_of
from symact.check.judge.equality import equal
from symact.check.report import Judgement
from symact.check.sides import Sides
from symact.check.usual_names import letter
from symact.core.activation import Domain, x
from symact.core.verdict import Status
from symact.reading.held import tree as t
from symact.reading.held.walk import every

# Functions whose parameter is a slope below 1, in whatever form they are written.
_LEAKY = frozenset(("leakyrelu", "lrelu", "prelu", "parametricrelu", "rrelu"))
_UNIT = Domain(Fraction(0), Fraction(1))


def as_usual(
    found: Judgement,
    sides: Sides,
    trees: tuple[t.Tree, ...],
    order: int | None,
    said: frozenset[str] = frozenset(),
) -> Judgement:
    """The verdict, or where it is open the proof for the usual values of the parameters.

    Args:
        order: of the derivative that the right side is to be; None for an identity.
        said: the functions that the words around name.
    """
    if found.status is not Status.UNKNOWN:
        return found
    names = {n.name for tree in trees for n in every(tree) if isinstance(n, t.Symbol)} | said
    choices = ((_by_default, found.code == "SA242"), (_small, True))
    proofs = (choice(sides, order, names) for choice, applies in choices if applies)
    return next((proof for proof in proofs if proof is not None), found)


def _by_default(
    sides: Sides, order: int | None, names: frozenset[str] | set[str]
) -> Judgement | None:
    """The proof for the default values of the parameters, or None."""
    values = dict(_defaults(names))
    left, right = sides.left.subs(values), sides.right.subs(values)
    if (left, right) == (sides.left, sides.right) or left.free_symbols ^ right.free_symbols > {x}:
        return None
    told = ", ".join(f"{s} = {v}" for s, v in values.items() if s in sides.left.free_symbols)
    return _proof(left, right, order, sides.assumptions, f"for {told}")


def _defaults(names: frozenset[str] | set[str]) -> Iterator[tuple[sp.Symbol, sp.Rational]]:
    """The default values of the parameters of the functions that are named."""
    for name in sorted(names):
        entry = entry_of(name)
        for p in () if entry is None else entry.parameters:
            yield letter(p.symbol.name), sp.Rational(p.default.numerator, p.default.denominator)


def _small(sides: Sides, order: int | None, names: frozenset[str] | set[str]) -> Judgement | None:
    """The proof for slopes between 0 and 1 where a leaky ReLU is spoken of, or None."""
    letters = (sides.left.free_symbols | sides.right.free_symbols) - {x}
    if len(letters) != 1 or not {normal(name) for name in names} & _LEAKY:
        return None
    small = replace(sides.assumptions, domains=tuple((s, _UNIT) for s in letters))
    (name,) = letters
    return _proof(sides.left, sides.right, order, small, f"for {name} between 0 and 1")


def _proof(
    left: sp.Expr, right: sp.Expr, order: int | None, assumptions: Assumptions, note: str
) -> Judgement | None:
    """The verdict on the two sides where it is a proof."""
    if order is None:
        found = equal(left, right, assumptions)
    else:
        found = derivative_of(left, right, order, assumptions)
    if found.status is not Status.PROVED:
        return None
    return replace(found, note="; ".join(n for n in (note, found.note) if n))
