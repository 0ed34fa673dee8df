"""A claim about gradients tried with numbers, in enclosures: what differs there is refuted."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import product
from random import Random

import sympy as sp

from symact.check.linear.entries import ball_of_exact, image
from symact.check.linear.indexed import COLUMN, ONLY, ROW, Monomial, Poly, is_summed, names_of
from symact.check.linear.model import SOFTMAX, Applied, Model
from symact.check.linear.tensors import Size, Tensor
from symact.core.activation import x
from symact.core.errors import UnsupportedError
from symact.derive.rules import derivative
from symact.kernel.balls import Ball

# A function of which nothing is known may be any: this one is as good as another.
_ANY = 1 / (1 + sp.exp(-x))
_LENGTHS = (2, 3, 5, 4, 7, 6)
SEED = 20

Place = tuple[int, int]
Grid = dict[Place, Ball]


def difference(model: Model, truth: Tensor, claim: Tensor) -> tuple[Place, Ball, Ball] | None:
    """An entry in which two matrices of one size differ for certain; None if none is found.

    All quantities that are not defined get numbers, and the others are computed from them, so
    that the place is a counterexample.
    """
    lengths = _lengths(model)
    values = _values(model, lengths)
    for place in product(*(range(lengths[size]) for size in truth.size)):
        at = (place[0], place[1])
        one, two = (_entry(t.entry, at, values, model, lengths) for t in (truth, claim))
        gap = one - two
        if gap.is_finite() and not gap.contains(0):
            return at, one, two
    return None


def _lengths(model: Model) -> dict[str, int]:
    names = sorted({size for pair in model.sizes.values() for size in pair} - {"1"})
    if len(names) > len(_LENGTHS):
        raise UnsupportedError("too many dimensions to be tried")
    return {"1": 1, **dict(zip(names, _LENGTHS, strict=False))}


def _values(model: Model, lengths: Mapping[str, int]) -> dict[str, Grid]:
    random = Random(SEED)  # noqa: S311  (any numbers do)
    values: dict[str, Grid] = {}
    for name in sorted(model.sizes):
        if name not in model.defined:
            values[name] = _drawn(model, name, lengths, random)
    for name, definition in list(model.defined.items()):
        places = _places(model.sizes[name], lengths)
        if isinstance(definition, Applied):
            values[name] = _function(model, definition, values, lengths)
        else:
            values[name] = {
                at: _entry(definition.entry, at, values, model, lengths) for at in places
            }
    return values


def _drawn(model: Model, name: str, lengths: Mapping[str, int], random: Random) -> Grid:
    places = _places(model.sizes[name], lengths)
    if name in model.counts:
        return {at: ball_of_exact(Fraction(11)) for at in places}
    if name in _between_0_and_1(model):
        return {at: ball_of_exact(Fraction(random.randint(1, 62), 64)) for at in places}
    if name not in model.targets:
        return {at: ball_of_exact(Fraction(random.randint(-40, 40) * 2 + 1, 64)) for at in places}
    weights = {at: random.randint(1, 20) for at in places}
    axis = 0 if model.class_axis(name) == ROW else 1
    return {
        at: ball_of_exact(
            Fraction(w, sum(v for other, v in weights.items() if other[1 - axis] == at[1 - axis]))
        )
        for at, w in weights.items()
    }


def _between_0_and_1(model: Model) -> set[str]:
    """The quantities whose logarithm is taken, and those of 1 minus which it is."""
    found = set()
    for definition in model.defined.values():
        if isinstance(definition, Applied) and definition.function in {"log", "ln"}:
            found.add(definition.argument)
            inside = model.defined.get(definition.argument)
            if isinstance(inside, Tensor):
                found |= names_of(inside.entry)
    return found


def _function(
    model: Model, applied: Applied, values: Mapping[str, Grid], lengths: Mapping[str, int]
) -> Grid:
    inside = values[applied.argument]
    if applied.function == SOFTMAX:
        axis = 0 if model.class_axis(applied.argument) == ROW else 1
        powers = {at: image(sp.exp(x), ball) for at, ball in inside.items()}
        result = {}
        for at, ball in powers.items():
            total = Ball(0)
            for other, part in powers.items():
                if other[1 - axis] == at[1 - axis]:
                    total += part
            result[at] = ball / total
        return result
    expression = model.expression(applied.function)
    if expression is None:
        expression = _ANY
    for _ in range(applied.order):
        expression = derivative(expression)
    del lengths
    return {at: image(expression, ball) for at, ball in inside.items()}


def _places(size: Size, lengths: Mapping[str, int]) -> list[Place]:
    return list(product(range(lengths[size[0]]), range(lengths[size[1]])))


def _entry(
    entry: Poly, at: Place, values: Mapping[str, Grid], model: Model, lengths: Mapping[str, int]
) -> Ball:
    total = Ball(0)
    for monomial, coefficient in entry.items():
        runs = _runs(monomial, model, lengths)
        for chosen in product(*(range(length) for length in runs.values())):
            where = {ROW: at[0], COLUMN: at[1], ONLY: 0, **dict(zip(runs, chosen, strict=True))}
            term = ball_of_exact(coefficient)
            for (name, row, column), e in monomial:
                term = term * values[name][where[row], where[column]] ** e
            total += term
    return total


def _runs(monomial: Monomial, model: Model, lengths: Mapping[str, int]) -> dict[str, int]:
    """How far each summed index runs."""
    runs: dict[str, int] = {}
    for (name, row, column), _ in monomial:
        for index, size in zip((row, column), model.sizes[name], strict=True):
            if not is_summed(index):
                continue
            if runs.setdefault(index, lengths[size]) != lengths[size]:
                raise UnsupportedError("one index runs over two dimensions")
    return runs
