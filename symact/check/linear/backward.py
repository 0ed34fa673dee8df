"""The gradients of a loss in every quantity, by the chain rule in index notation."""

from __future__ import annotations

from fractions import Fraction

from symact.check.linear import indexed
from symact.check.linear.indexed import COLUMN, ROW, Atom, Monomial, Poly
from symact.check.linear.model import SOFTMAX, Applied, Model
from symact.check.linear.tensors import SCALAR, Tensor, quantity, summed_over
from symact.core.errors import UnsupportedError

_KEPT = "#"
_ONE = Fraction(1)


def gradients(model: Model, *, without: str = "") -> dict[str, Tensor]:
    """The gradient of the loss in every quantity on which it depends, each in that one's shape.

    Args:
        without: a quantity whose activation's derivative is left out, as a common slip does.

    Raises:
        UnsupportedError: for a loss that no definition reaches.
    """
    found: dict[str, Poly] = {}
    if model.loss in model.defined:
        if model.sizes[model.loss] != SCALAR:
            raise UnsupportedError("the loss is no number")
        found[model.loss] = indexed.number(1)
    else:
        output = _output(model)
        found[output] = quantity(f"grad({output})", model.sizes[output]).entry
        model.sizes[f"grad({output})"] = model.sizes[output]
    for name in reversed(list(model.defined)):
        definition = model.defined[name]
        if name not in found or (isinstance(definition, Applied) and definition.order):
            continue
        above = found[name]
        if isinstance(definition, Applied):
            below = {definition.argument: _through(model, name, definition, above, without)}
        else:
            below = _back(definition, above)
        for part, gradient in below.items():
            found[part] = indexed.add(found.get(part, {}), gradient)
    return {
        name: Tensor(model.sizes[name], simplified(entry, model)) for name, entry in found.items()
    }


def simplified(entry: Poly, model: Model) -> Poly:
    """The normal form with ``1 - a`` in terms of a, and sums of probabilities replaced by 1."""
    opposites = dict(_opposites(model))
    sums = {
        name: model.class_axis(name)
        for name in {*model.targets, *_softmaxes(model)}
        if name in model.sizes
    }

    def rule(monomial: Monomial) -> Poly | None:
        return _without_opposite(monomial, opposites) or _without_sum(monomial, sums)

    return indexed.rewritten(indexed.normal(entry), rule)


def expanded(entry: Poly, model: Model) -> Poly:
    """The normal form with quantities replaced by the formulas that define them."""
    kept = dict(_opposites(model))

    def rule(monomial: Monomial) -> Poly | None:
        for (n, row, column), e in monomial:
            formula = model.defined.get(n)
            if isinstance(formula, Tensor) and n not in kept and e > 0:
                return indexed.replaced(monomial, (n, row, column), formula.entry)
        return None

    return simplified(indexed.rewritten(entry, rule), model)


def _output(model: Model) -> str:
    """The one quantity that is defined and that nothing else is made of."""
    used = set()
    for definition in model.defined.values():
        if isinstance(definition, Applied):
            used.add(definition.argument)
        else:
            used |= indexed.names_of(definition.entry)
    last = [
        name
        for name, definition in model.defined.items()
        if name not in used and not (isinstance(definition, Applied) and definition.order)
    ]
    if len(last) != 1:
        raise UnsupportedError("on what the loss depends is not stated")
    return last[0]


def _back(definition: Tensor, above: Poly) -> dict[str, Poly]:
    """The gradients in the parts of a formula, from that of the formula."""
    # The gradient from above is held fixed while the formula is differentiated.
    held = {
        tuple(sorted(((_KEPT + n, r, c), e) for (n, r, c), e in monomial)): coefficient
        for monomial, coefficient in above.items()
    }
    scalar = summed_over(indexed.multiply(held, definition.entry), ROW, COLUMN)
    return {
        name: _released(indexed.slope(scalar, name)) for name in indexed.names_of(definition.entry)
    }


def _released(poly: Poly) -> Poly:
    return indexed.normal(
        {
            tuple(sorted(((n.removeprefix(_KEPT), r, c), e) for (n, r, c), e in monomial)): q
            for monomial, q in _merged(poly).items()
        }
    )


def _merged(poly: Poly) -> Poly:
    """The same polynomial with equal quantities, held or not, in one factor."""
    total: Poly = {}
    for monomial, coefficient in poly.items():
        powers: dict[Atom, int] = {}
        for (n, r, c), e in monomial:
            key = (n.removeprefix(_KEPT), r, c)
            powers[key] = powers.get(key, 0) + e
        joined = tuple(sorted((item, e) for item, e in powers.items() if e))
        total = indexed.add(total, {joined: coefficient})
    return total


def _through(model: Model, name: str, applied: Applied, above: Poly, without: str) -> Poly:
    if applied.function == SOFTMAX:
        value = model.tensor(name).entry
        weighted = indexed.multiply(above, value)
        total = summed_over(weighted, model.class_axis(name))
        return indexed.add(weighted, indexed.scale(indexed.multiply(value, total), -1))
    if name == without:
        return above
    return indexed.multiply(above, model.apply(applied.function, applied.argument, 1))


def _softmaxes(model: Model) -> list[str]:
    return [
        name
        for name, definition in model.defined.items()
        if isinstance(definition, Applied) and definition.function == SOFTMAX
    ]


def _opposites(model: Model) -> list[tuple[str, str]]:
    """The quantities that are 1 minus another one, with that."""
    found = []
    for name, definition in model.defined.items():
        if isinstance(definition, Applied) or len(definition.entry) != 2:
            continue
        for other in indexed.names_of(definition.entry):
            plain = quantity(other, definition.size).entry
            if definition.entry == indexed.add(indexed.number(1), indexed.scale(plain, -1)):
                found.append((name, other))
    return found


def _without_opposite(monomial: Monomial, opposites: dict[str, str]) -> Poly | None:
    """A monomial without products of c = 1 - a and a, which partial fractions separate."""
    powers = dict(monomial)
    for (n, row, column), e in monomial:
        if n not in opposites:
            continue
        mine, other = (n, row, column), (opposites[n], row, column)
        f = powers.get(other, 0)
        if e > 0:
            return _exchanged(monomial, mine, other)
        if f > 0:
            return _exchanged(monomial, other, mine)
        if f < 0:
            return indexed.add(_times(monomial, mine), _times(monomial, other))
    return None


def _exchanged(monomial: Monomial, old: Atom, new: Atom) -> Poly:
    """One factor *old* replaced by 1 - *new*."""
    less = _powered(monomial, old, -1)
    return indexed.add({less: _ONE}, indexed.scale(_times(less, new), -1))


def _times(monomial: Monomial, factor: Atom) -> Poly:
    return {_powered(monomial, factor, 1): _ONE}


def _powered(monomial: Monomial, item: Atom, change: int) -> Monomial:
    powers = dict(monomial)
    powers[item] = powers.get(item, 0) + change
    return tuple(sorted((key, e) for key, e in powers.items() if e))


def _without_sum(monomial: Monomial, sums: dict[str, str]) -> Poly | None:
    """A monomial without a sum of probabilities over all classes, which is 1."""
    indices = [i for (_, r, c), _ in monomial for i in (r, c)]
    for (n, row, column), e in monomial:
        if n not in sums or e != 1:
            continue
        index = row if sums[n] == ROW else column
        if indexed.is_summed(index) and indices.count(index) == 1:
            return {_powered(monomial, (n, row, column), -1): _ONE}
    return None
