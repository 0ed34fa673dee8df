"""The ends of pieces, where a derivative may not exist, and what frameworks return there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise
from typing import final

import flint
import sympy as sp

from symact.activations.catalogue import catalogue
from symact.check.judge.enclosures import plain, value
from symact.core.activation import Activation, Convention, x
from symact.core.claims import Ends
from symact.core.errors import AmbiguousError, SymactError
from symact.core.verdict import Status
from symact.derive.pieces import branches_in
from symact.derive.regions import region
from symact.derive.rules import smooth_derivative
from symact.derive.switches import value_at
from symact.derive.verdicts import WHOLE_LINE, identity_verdict
from symact.kernel.balls import Ball, digits, precision
from symact.kernel.reals import closed_form, compare

_MARKS = tuple(flint.fmpq(*q) for q in ((-7, 2), (-1, 2), (1, 3), (3, 1)))


@final
@dataclass(frozen=True, slots=True)
class Join:
    """The place where two pieces meet, with the one-sided derivatives of a function there.

    Attributes:
        slope: the derivative, where both sides are proved to agree; None otherwise.
        is_kink: whether it is proved that there is no derivative.
    """

    at: sp.Expr
    left: sp.Expr | None
    right: sp.Expr | None
    slope: sp.Expr | None
    is_kink: bool


@lru_cache(maxsize=1024)
def joins(function: sp.Expr, on: Ends = WHOLE_LINE) -> tuple[Join, ...]:
    """The places inside an interval at which a function is given by two formulas.

    Raises:
        UnsupportedError, UndecidedError: where they are not found.

    Example:
        >>> [(j.at, j.left, j.right, j.is_kink) for j in joins(sp.Max(0, x))]
        [(0, 0, 1, True)]
    """
    parts = branches_in(function, region(*on))
    pairs = pairwise(parts)
    return tuple(_join(function, a.upper, a.expression, b.expression) for a, b in pairs)


def _join(function: sp.Expr, at: sp.Expr, before: sp.Expr | None, after: sp.Expr | None) -> Join:
    nothing = Join(at, None, None, None, is_kink=False)
    if before is None or after is None:
        return nothing
    left = right = None
    try:
        here, *sides = (value_at(f, at) for f in (function, before, after))
        left, right = (value_at(smooth_derivative(f), at) for f in (before, after))
        if None in sides:
            return nothing
        if here is None or any(_differ(here, side) for side in sides):
            return Join(at, None, None, None, is_kink=True)
        if left is None or right is None:
            return nothing
        if _differ(left, right):
            return Join(at, left, right, None, is_kink=True)
        return Join(at, left, right, left, is_kink=False)
    except AmbiguousError:
        return replace(nothing, left=left, right=right)
    except SymactError:
        return nothing


def _differ(one: sp.Expr, other: sp.Expr) -> bool:
    """Whether two numbers are proved to differ.

    Raises:
        SymactError: when that is open.
    """
    return one != other and compare(closed_form(one), closed_form(other)) != 0


def convention_at(function: sp.Expr, place: sp.Expr) -> str | None:
    """What frameworks return for the derivative of a catalogue entry at a kink, in words.

    Example:
        >>> convention_at(sp.Max(0, x), sp.S.Zero)
        'PyTorch, JAX and Keras return 0'
    """
    rows = [c for c in conventions_of(function) if c.at == place]
    parts = []
    for value_returned in dict.fromkeys(c.value for c in rows):
        names = [c.framework for c in rows if c.value == value_returned]
        verb = "returns" if len(names) == 1 else "return"
        parts.append(f"{_listed(names)} {verb} {value_returned}")
    return "; ".join(parts) or None


def values_returned(function: sp.Expr, place: sp.Expr) -> tuple[sp.Expr, ...]:
    """The values that frameworks return for the derivative of a catalogue entry at a kink."""
    return tuple(c.value for c in conventions_of(function) if c.at == place)


@lru_cache(maxsize=1024)
def conventions_of(function: sp.Expr) -> tuple[Convention, ...]:
    """The conventions of the catalogue entry that is proved to be the function.

    One letter may stand for the parameter of an entry.
    """
    letters = sorted(function.free_symbols - {x}, key=str)
    if len(letters) > 1:
        return ()
    for entry in _by_marks(len(letters)).get(_marks(function, letters), ()):
        table = dict(zip((p.symbol for p in entry.parameters), letters, strict=False))
        wanted = plain(entry.expression.xreplace(table) if letters else entry.function)
        if identity_verdict(function, wanted, WHOLE_LINE).status is Status.PROVED:
            values = table if letters else _values(entry)
            return tuple(
                replace(c, at=c.at.subs(values), value=c.value.subs(values))
                for c in entry.conventions
            )
    return ()


def _values(entry: Activation) -> dict[sp.Symbol, sp.Rational]:
    return {
        p.symbol: sp.Rational(v.numerator, v.denominator)
        for p, v in zip(entry.parameters, entry.values, strict=True)
    }


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


@cache
def _by_marks(count: int) -> dict[tuple[str | None, ...], list[Activation]]:
    """The entries with conventions by their marks: as they stand, or with one parameter free."""
    table: dict[tuple[str | None, ...], list[Activation]] = {}
    for entry in catalogue().values():
        if entry.conventions and (not count or len(entry.parameters) == count):
            function = entry.expression if count else entry.function
            symbols = [p.symbol for p in entry.parameters] if count else []
            table.setdefault(_marks(plain(function), symbols), []).append(entry)
    return table


def _marks(function: sp.Expr, letters: list[sp.Symbol]) -> tuple[str | None, ...]:
    """A few digits of a function, by which it is looked up; they prove nothing."""
    try:
        with precision(96):
            at = {letter: Ball(flint.fmpq(1, 3)) for letter in letters}
            return tuple(digits(value(function, {**at, x: Ball(q)}), 10) for q in _MARKS)
    except (SymactError, ZeroDivisionError):
        return ()
