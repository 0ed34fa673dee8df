"""Profiles for all values of the parameters, in cases where the answer changes.

A parameter is written with one that is positive and otherwise free. Where a sign that is needed
depends on it, the domain is split at the zeros of the factor that changes sign; at those zeros
the parameter is that number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from fractions import Fraction
from itertools import pairwise, product
from typing import Any, final

import sympy as sp

from symact.core.activation import Activation, Domain, Parameter, x
from symact.core.errors import AmbiguousError, SymactError
from symact.core.number import Number
from symact.derive.build import profile_scaled
from symact.derive.profile import Profile
from symact.kernel.translate import field_of

MAX_CASES = 24


@final
@dataclass(frozen=True, slots=True)
class Case:
    """What holds for some values of the parameters.

    Attributes:
        when: the condition on the parameters; ``True`` for all values of their domains.
        profile: the profile, with the parameters in its numbers.
    """

    when: str
    profile: Profile


@final
@dataclass(frozen=True, slots=True)
class _Cell:
    """The values of one parameter: a number, or an open interval."""

    symbol: sp.Symbol
    lower: sp.Expr
    upper: sp.Expr

    @property
    def is_point(self) -> bool:
        return bool(self.lower == self.upper)

    @property
    def free(self) -> sp.Symbol:
        """The positive symbol that stands for the parameter."""
        return sp.Symbol(self.symbol.name, positive=True)

    @property
    def value(self) -> sp.Expr:
        """The parameter, written with the positive symbol."""
        if self.is_point:
            return self.lower
        if self.upper == sp.oo:
            return self.lower + self.free
        if self.lower == -sp.oo:
            return self.upper - self.free
        return (self.lower + self.upper * self.free) / (1 + self.free)

    @property
    def back(self) -> sp.Expr:
        """The positive symbol, written with the parameter."""
        own = sp.Symbol(self.symbol.name, real=True)
        if self.upper == sp.oo:
            return own - self.lower
        if self.lower == -sp.oo:
            return self.upper - own
        return (own - self.lower) / (self.upper - own)

    def cut(self, factor: sp.Expr) -> list[_Cell]:
        """The parts between the zeros of a factor in the positive symbol, and these zeros."""
        zeros = sorted(z for z in sp.Poly(factor, self.free).ground_roots() if z > 0)
        if not zeros:
            return []
        at = [sp.cancel(self.value.subs(self.free, z)) for z in zeros]
        ordered = sorted(at)
        edges = [self.lower, *ordered, self.upper]
        parts = []
        for left, right in pairwise(edges):
            parts.append(_Cell(self.symbol, left, right))
            if right != self.upper:
                parts.append(_Cell(self.symbol, right, right))
        return parts

    def condition(self, domain: Domain) -> str:
        """The cell as a condition; empty where it is the whole domain."""
        name = self.symbol.name
        if self.is_point:
            return f"{name} = {self.lower}"
        lower = "" if self.lower == _end(domain.lower, -sp.oo) else f"{name} > {self.lower}"
        upper = "" if self.upper == _end(domain.upper, sp.oo) else f"{name} < {self.upper}"
        if lower and upper:
            return f"{self.lower} < {name} < {self.upper}"
        return lower or upper


Cells = tuple[_Cell, ...]


def cases(activation: Activation) -> tuple[Case, ...]:
    """The profiles of an activation over the whole domain of its parameters, case by case.

    Example:
        >>> from symact.activations import activation
        >>> for case in cases(activation("elu")):
        ...     lowest = case.profile.range.infimum.number.exact
        ...     print(case.when, "|", lowest, "|", case.profile.smoothness)
        alpha < 1 | -alpha | 0
        alpha = 1 | -1 | 1
        alpha > 1 | -alpha | 0
    """
    pending = list(product(*(_start(p) for p in activation.parameters)))
    found: list[tuple[Cells, Profile]] = []
    while pending:
        cells = pending.pop(0)
        try:
            found.append((cells, _profile(activation, cells)))
        except AmbiguousError as error:
            parts = _split(cells, error.factor)
            if not parts or len(pending) + len(found) > MAX_CASES:
                found.append((cells, _unknown(activation, cells, str(error))))
            else:
                pending = [*parts, *pending]
    domains = {p.symbol.name: p.domain for p in activation.parameters}
    return tuple(
        Case(_when(cells, domains), _written_back(profile, cells)) for cells, profile in found
    )


def _start(parameter: Parameter) -> Iterator[_Cell]:
    """The open interval of a domain, cut at 0, and its closed ends as points."""
    domain, symbol = parameter.domain, parameter.symbol
    lower, upper = _end(domain.lower, -sp.oo), _end(domain.upper, sp.oo)
    if domain.lower_closed:
        yield _Cell(symbol, lower, lower)
    if lower < 0 < upper:
        zero = sp.S.Zero
        yield from (_Cell(symbol, lower, zero), _Cell(symbol, zero, zero))
        lower = zero
    yield _Cell(symbol, lower, upper)
    if domain.upper_closed:
        yield _Cell(symbol, upper, upper)


def _end(value: Fraction | None, infinity: sp.Expr) -> sp.Expr:
    return infinity if value is None else sp.Rational(value.numerator, value.denominator)


def _split(cells: Cells, factor: sp.Expr) -> list[Cells]:
    symbols = factor.free_symbols
    for index, cell in enumerate(cells):
        if not cell.is_point and symbols == {cell.free}:
            parts = cell.cut(factor) if factor.is_polynomial(cell.free) else []
            return [(*cells[:index], part, *cells[index + 1 :]) for part in parts]
    return []


def _with(activation: Activation, cells: Cells) -> Activation:
    values = {p.symbol: c.value for p, c in zip(activation.parameters, cells, strict=True)}
    return replace(
        activation,
        expression=activation.expression.subs(values, simultaneous=True),
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
    return replace(profile_scaled(chosen, sp.S.One), reasons={"all": reason})


def _scale(expression: sp.Expr) -> sp.Expr:
    """The parameter that multiplies x inside the other functions; 1 when there is none."""
    for symbol in sorted(expression.free_symbols - {x}, key=str):
        if not _is_inside(expression, symbol):
            continue
        scaled = expression.xreplace({x: x / symbol})
        if not _is_inside(scaled, symbol):
            return symbol
    return sp.S.One


def _is_inside(expression: sp.Expr, symbol: sp.Symbol) -> bool:
    """Whether a function of x has the symbol in its argument."""
    for node in expression.atoms(sp.Function):
        if isinstance(node, sp.Piecewise | sp.Max | sp.Min | sp.Abs) or not node.has(x):
            continue
        try:
            _, (argument,) = field_of(node.args[0])
        except SymactError:
            return True
        if sp.cancel(node.args[0]).has(symbol) and argument is not None:
            return True
    return False


def _when(cells: Cells, domains: dict[str, Domain]) -> str:
    parts = [cell.condition(domains[cell.symbol.name]) for cell in cells]
    return " and ".join(part for part in parts if part) or "True"


def _written_back(profile: Profile, cells: Cells) -> Profile:
    """The profile with its numbers in the parameters themselves."""
    change = {cell.free: cell.back for cell in cells if not cell.is_point}

    def back(expression: sp.Expr) -> sp.Expr:
        return sp.factor(expression.xreplace(change)) if expression.free_symbols else expression

    kept = {
        f.name: _mapped(getattr(profile, f.name), back)
        for f in fields(profile)
        if f.name not in {"activation", "derivative", "theorems", "proofs", "traits"}
    }
    return replace(profile, traits={}, **kept)


def _mapped(value: Any, back: Callable[[sp.Expr], sp.Expr]) -> Any:
    if isinstance(value, Number):
        return value if value.exact is None else replace(value, exact=back(value.exact))
    if isinstance(value, tuple):
        return tuple(_mapped(part, back) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {f.name: _mapped(getattr(value, f.name), back) for f in fields(value)}
        return replace(value, **changed)
    return value
