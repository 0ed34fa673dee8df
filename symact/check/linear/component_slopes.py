r"""Derivatives of indexed polynomials, and the formulas of a page put in for its quantities."""

from __future__ import annotations

from fractions import Fraction
from typing import Protocol

from symact.check.linear import component_algebra as algebra
from symact.check.linear.component_page import LABELS, Family, Page
from symact.check.linear.component_units import (
    ENTRY,
    EXP,
    FUNCTION,
    GROUP,
    LOG,
    SLOPE,
    SUM,
    Poly,
    Term,
    Unit,
    add,
    entry,
    fresh,
    number,
    single,
    units_in,
)
from symact.core.errors import UnsupportedError

_ONE = Fraction(1)
# Letters that stand for what is given, and do not depend on what a derivative is taken in.
_GIVEN = LABELS | frozenset(
    ("W", "w", "U", "V", "Theta", "theta", "b", "c", "x", "X", "n", "m", "N", "M", "K", "C", "B",
     "tau", "beta", "lambda", "alpha", "epsilon", "gamma", "pi", "eta")
)  # fmt: skip
_WEIGHTS = frozenset(("W", "w", "U", "V", "b"))


class Formulas(Protocol):
    """What knows the formulas of quantities."""

    @property
    def page(self) -> Page:
        """What is known."""
        ...

    def formula(self, family: Family) -> tuple[tuple[str, ...], Poly] | None:
        """The names of the indices in the formula of a quantity, with the formula."""
        ...


def depends_on(poly: Poly) -> frozenset[Family]:
    """The quantities that occur."""
    return frozenset(
        (unit.name, len(unit.indices)) for unit in units_in(poly) if unit.kind == ENTRY
    )


def expanded(
    poly: Poly,
    formulas: Formulas,
    keep: frozenset[Family] = frozenset(),
    inside: tuple[Family, ...] = (),
) -> Poly:
    """The polynomial with quantities replaced by the formulas that define them.

    Args:
        keep: quantities that stay.

    Raises:
        UnsupportedError: for definitions that are circular.
    """

    def rule(unit: Unit) -> Poly | None:
        family = (unit.name, len(unit.indices))
        if unit.kind != ENTRY or family in keep:
            return None
        found = formulas.formula(family)
        if found is None:
            return None
        if family in inside:
            raise UnsupportedError("the definitions are circular")
        names, formula = found
        whole = expanded(formula, formulas, keep, (*inside, family))
        return algebra.renamed(whole, dict(zip(names, unit.indices, strict=True)))

    return algebra.mapped(poly, rule)


def slope(poly: Poly, name: str, indices: tuple[str, ...]) -> Poly:
    """The derivative in one entry of a quantity.

    Raises:
        UnsupportedError: where something may depend on that quantity, and how is not stated.
    """
    family = (name, len(indices))
    for other in depends_on(poly) - {family}:
        if not _is_given(other[0], name) and not _is_input(other, family, poly):
            raise UnsupportedError(f"how {other[0]} depends on {name} is not stated")
    if any(unit.kind == SLOPE for unit in units_in(poly)):
        raise UnsupportedError("a second derivative of a loss without a formula")
    return _slope(poly, name, indices)


def _is_given(other: str, variable: str) -> bool:
    letter, _, layer = other.partition("^")
    own, _, own_layer = variable.partition("^")
    return letter.partition("_")[0] in _GIVEN or (own in _WEIGHTS and layer != own_layer)


def _is_input(other: Family, variable: Family, poly: Poly) -> bool:
    """Whether a quantity is only ever multiplied with a weight in which is differentiated."""
    if variable[0].partition("^")[0] not in _WEIGHTS:
        return False
    terms = [depends_on({term: c}) for term, c in poly.items()]
    return all(variable in term for term in terms if other in term)


def _slope(poly: Poly, name: str, indices: tuple[str, ...]) -> Poly:
    parts: list[Poly] = []
    for term, c in poly.items():
        for place, (unit, e) in enumerate(term):
            inner = _unit_slope(unit, name, indices)
            if inner:
                rest = (*term[:place], (unit, e - 1), *term[place + 1 :])
                parts.append(algebra.multiply({_without_zero(rest): c * e}, inner))
    return add(*parts)


def _without_zero(term: Term) -> Term:
    return tuple((unit, e) for unit, e in term if e)


def _unit_slope(unit: Unit, name: str, indices: tuple[str, ...]) -> Poly:
    if unit.kind == ENTRY:
        if unit.name != name or len(unit.indices) != len(indices):
            return {}
        total = number(1)
        for one, other in zip(unit.indices, indices, strict=True):
            total = algebra.multiply(total, algebra.delta(one, other))
        return total
    if unit.kind == SUM:
        bound, term = algebra.opened_sum(unit)
        result = _slope({term: _ONE}, name, indices)
        for index in bound:
            result = algebra.summed(result, index, None)
        return result
    if not unit.inside:
        return {}
    inner = _slope(dict(unit.inside), name, indices)
    if not inner:
        return {}
    if unit.kind == EXP:
        return algebra.multiply(single(unit), inner)
    if unit.kind == GROUP:
        return inner
    if unit.kind == LOG:
        return algebra.multiply(inner, algebra.inverse(dict(unit.inside)))
    if unit.kind == FUNCTION:
        raised = Unit(FUNCTION, unit.name, unit.order + 1, (), unit.inside)
        return algebra.multiply(single(raised), inner)
    raise UnsupportedError("a derivative that is not found")


def loss_slope(loss: str, name: str, indices: tuple[str, ...], formulas: Formulas) -> Poly:
    """The derivative of a loss without a formula, by the chain rule through the output."""
    output = formulas.page.output
    family = (name, len(indices))
    if output is not None and output != family:
        between = tuple(fresh() for _ in range(output[1]))
        value = expanded(entry(output[0], between), formulas, keep=frozenset({family}))
        if family in depends_on(value):
            above = single(Unit(SLOPE, f"{loss}/{output[0]}", 0, between))
            result = algebra.multiply(above, slope(value, name, indices))
            for index in between:
                result = algebra.summed(result, index, None)
            return result
    return single(Unit(SLOPE, f"{loss}/{name}", 0, indices))
