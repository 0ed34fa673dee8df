"""Profiles for all values of the parameters, in cases where the answer changes.

A parameter is written with one that is positive and otherwise free. Where a sign that is needed
depends on it, the domain is split at the zeros of the factor that changes sign; at those zeros
the parameter is that number.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass, replace
from itertools import product
from typing import Any, TypeAlias, final

import sympy as sp

from symact.core.activation import Activation, Domain, x
from symact.core.errors import AmbiguousError
from symact.core.number import Number
from symact.derive.build import profile_scaled
from symact.derive.cells import Cells, back, split, start, written
from symact.derive.profile import Profile

MAX_CASES = 24
_SWITCHES = (sp.Piecewise, sp.Max, sp.Min, sp.Abs)


# Expressions, each with the relation to the next one.
Chain: TypeAlias = tuple[tuple[sp.Expr, str], ...]


@final
@dataclass(frozen=True, slots=True)
class Case:
    """What holds for some values of the parameters.

    Attributes:
        conditions: chains of relations that hold together; none for all values of the domains.
        profile: the profile, with the parameters in its numbers.
    """

    conditions: tuple[Chain, ...]
    profile: Profile

    @property
    def when(self) -> str:
        """The condition on the parameters in words; ``True`` for all values of their domains."""
        return " and ".join(map(_written, self.conditions)) or "True"


_Found: TypeAlias = tuple[Cells, Profile]
_APART = {"activation", "derivative", "theorems", "proofs", "traits", "reasons"}
_ANSWERS = tuple(f.name for f in fields(Profile) if f.name not in _APART)


def cases(activation: Activation, seconds: float = 10.0) -> tuple[Case, ...]:
    """The profiles of an activation over the whole domain of its parameters, case by case.

    Args:
        seconds: after which what is left is one unknown case for each part of the domain.

    Example:
        >>> from symact.activations import activation
        >>> for case in cases(activation("elu")):
        ...     lowest = case.profile.range.infimum.number.exact
        ...     print(case.when, "|", lowest, "|", case.profile.smoothness)
        alpha < 1 | -alpha | 0
        alpha = 1 | -1 | 1
        alpha > 1 | -alpha | 0
    """
    pending = list(product(*(start(p) for p in activation.parameters)))
    found: list[_Found] = []
    deadline = time.monotonic() + seconds
    while pending:
        cells = pending.pop(0)
        if time.monotonic() > deadline:
            found.append((cells, _unknown(activation, cells, f"not decided within {seconds:g} s")))
            continue
        try:
            found.append((cells, _written_back(_profile(activation, cells), cells)))
        except AmbiguousError as error:
            parts = split(cells, error.factor)
            if not parts or len(pending) + len(found) > MAX_CASES:
                found.append((cells, _unknown(activation, cells, str(error))))
            else:
                pending = [*parts, *pending]
    domains = {p.symbol.name: p.domain for p in activation.parameters}
    return tuple(Case(_conditions(cells, domains), profile) for cells, profile in _merged(found))


def _with(activation: Activation, cells: Cells) -> Activation:
    return replace(
        activation,
        expression=activation.expression.subs(written(cells), simultaneous=True),
        display="",
        parameters=(),
        values=(),
        conventions=(),
    )


def _profile(activation: Activation, cells: Cells) -> Profile:
    chosen = _with(activation, cells)
    return profile_scaled(chosen, _scale(chosen.expression))


def _unknown(activation: Activation, cells: Cells, reason: str) -> Profile:
    chosen = replace(_with(activation, cells), expression=sp.Function("f")(x))
    nothing = profile_scaled(chosen, sp.S.One)
    return replace(nothing, reasons=dict.fromkeys(nothing.status, reason))


def _scale(expression: sp.Expr) -> sp.Expr:
    """The positive s with which x = t/s leaves no parameter in other functions; 1 for none."""
    for symbol in sorted(expression.free_symbols - {x}, key=str):
        if not _is_inside(expression, symbol):
            continue
        for scale in (symbol, 1 / symbol):
            if not _is_inside(expression.xreplace({x: x / scale}), symbol):
                return scale
    return sp.S.One


def _is_inside(expression: sp.Expr, symbol: sp.Symbol) -> bool:
    """Whether a function of x, a root or a quotient has the symbol inside."""
    for node in expression.atoms(sp.Function, sp.Pow):
        if isinstance(node, _SWITCHES) or not node.args[0].has(x):
            continue
        is_polynomial = node.is_Pow and node.args[1].is_Integer and node.args[1] > 0
        if not is_polynomial and sp.cancel(node.args[0]).has(symbol):
            return True
    return False


def _conditions(cells: Cells, domains: dict[str, Domain]) -> tuple[Chain, ...]:
    found = (cell.condition(domains[cell.symbol.name]) for cell in cells)
    return tuple(chain for chain in found if chain)


def _written(chain: Chain) -> str:
    return " ".join(f"{part} {relation}".rstrip() for part, relation in chain)


def _merged(found: list[_Found]) -> list[_Found]:
    """The cases with neighbours joined where one formula answers every question for both."""
    joined = True
    while joined:
        joined = False
        for i, (cells, profile) in enumerate(found):
            for j in range(i + 1, len(found)):
                union = _union(cells, found[j][0])
                kept = None if union is None else _common((cells, profile), found[j])
                if union is not None and kept is not None:
                    found = [*found[:i], (union, kept), *found[i + 1 : j], *found[j + 1 :]]
                    joined = True
                    break
            if joined:
                break
    return found


def _union(cells: Cells, others: Cells) -> Cells | None:
    """Cells that differ in one parameter only, with its two intervals joined."""
    apart = [i for i, (a, b) in enumerate(zip(cells, others, strict=True)) if a != b]
    if len(apart) != 1:
        return None
    (index,) = apart
    whole = cells[index].joined(others[index])
    if whole is None or any(whole.own in cell.depends for cell in cells):
        return None
    return (*cells[:index], whole, *cells[index + 1 :])


def _common(one: _Found, other: _Found) -> Profile | None:
    """The profile that answers for both cases; None where the formulas differ."""
    for (_, profile), (points, special) in ((one, other), (other, one)):
        values = {c.own: c.lower for c in points if c.is_point}
        if _answers(profile, values) == _answers(special, values):
            return profile
    return None


def _answers(profile: Profile, values: dict[sp.Symbol, sp.Expr]) -> tuple[Any, ...]:
    """Everything the profile says, with some parameters set, and nothing of how it is written."""

    def plain(value: Any) -> Any:
        if isinstance(value, Number):
            form = value.around if value.exact is None else value.exact
            return value.decimal if form is None else sp.cancel(form.subs(values))
        if isinstance(value, tuple):
            return tuple(map(plain, value))
        if is_dataclass(value) and not isinstance(value, type):
            return tuple(plain(getattr(value, f.name)) for f in fields(value))
        return value

    return tuple(plain(getattr(profile, name)) for name in _ANSWERS)


def _written_back(profile: Profile, cells: Cells) -> Profile:
    """The profile with its numbers in the parameters themselves."""
    change = back(cells)

    def restored(expression: sp.Expr) -> sp.Expr:
        return sp.factor(expression.xreplace(change)) if expression.free_symbols else expression

    kept = {
        f.name: _mapped(getattr(profile, f.name), restored)
        for f in fields(profile)
        if f.name not in {"activation", "derivative", "theorems", "proofs", "traits"}
    }
    return replace(profile, traits={}, **kept)


def _mapped(value: Any, back: Callable[[sp.Expr], sp.Expr]) -> Any:
    if isinstance(value, Number):
        return replace(
            value,
            exact=None if value.exact is None else back(value.exact),
            around=None if value.around is None else back(value.around),
        )
    if isinstance(value, tuple):
        return tuple(_mapped(part, back) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {f.name: _mapped(getattr(value, f.name), back) for f in fields(value)}
        return replace(value, **changed)
    return value
