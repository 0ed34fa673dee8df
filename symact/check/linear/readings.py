"""What is known where a formula stands, and formulas that can be read in several ways."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import cast, final

import sympy as sp

from symact.check.linear.entries import Exact
from symact.check.linear.operations import Readings
from symact.check.linear.values import Misfit, Value, lenient


@final
@dataclass(frozen=True, slots=True)
class Context:
    """What is known where a formula stands.

    Attributes:
        names: values by the keys of `keys.key_of`.
        functions: functions of one variable, as expressions in ``x``.
        exact: decimals that mean exactly what they say, because they are given data.
    """

    names: Mapping[str, Value]
    functions: Mapping[str, sp.Expr]
    exact: frozenset[Exact] = frozenset()
    depth: int = 0


def context(names: Mapping[str, Value], functions: Mapping[str, sp.Expr]) -> Context:
    """A context in which the decimals of given values are exact wherever they are repeated."""
    exact = frozenset(
        item.exact
        for value in names.values()
        for item in value.entries
        if item.loose is None and isinstance(item.exact, Fraction)
    )
    return Context(names, functions, exact)


def distinct(values: Iterable[Value]) -> tuple[Value, ...]:
    """The values without repetitions, in their order."""
    seen: dict[object, Value] = {}
    for value in values:
        exact = tuple(tuple(item.exact for item in row) for row in value.rows)
        seen.setdefault((exact, value.shape, value.is_lenient), value)
    return tuple(seen.values())


def lifted(function: Callable[..., Readings], *parts: Readings) -> Readings:
    """A function of values applied to every combination of readings."""
    found: list[Value] = []
    misfit: Misfit | None = None
    for part in parts:
        if isinstance(part, Misfit):
            return part
    for chosen in product(*cast("tuple[tuple[Value, ...], ...]", parts)):
        result = function(*chosen)
        if isinstance(result, Misfit):
            misfit = misfit or result
        else:
            doubtful = any(value.is_lenient for value in chosen)
            found.extend(lenient(value) if doubtful else value for value in result)
    return tuple(found) if found or misfit is None else misfit


def single(function: Callable[[Value], Value], part: Readings) -> Readings:
    """A function with one value applied to every reading."""
    return lifted(lambda value: (function(value),), part)


def reduced(found: Readings) -> Readings:
    """Readings without repetitions."""
    return found if isinstance(found, Misfit) else distinct(found)
