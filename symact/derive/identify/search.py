"""The search for relations with entries of the catalogue: floating point, and so suggestions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice, product
from typing import final

import numpy as np
import numpy.typing as npt
import sympy as sp

from symact.core.activation import Activation, Domain, x
from symact.derive.identify.fit import Fit, solve
from symact.derive.identify.floats import Array, Program, program
from symact.derive.identify.recognise import constants, forms
from symact.derive.identify.relation import Relation, Scaling
from symact.derive.identify.shape import Bend, bend, grid, is_sharp

_FLAT, _EXACT = 1e-9, 1e-11
_FAR_OUT, _MOST_SILENT = 100.0, 0.3
_FEWEST = 8  # places beyond the numbers to be found
_KEPT = 6
_MOST_STARTS = 400
_MOST_RELATIONS, _MOST_FITS = 12, 4
_LIKELY = (0.1, 0.3, 0.5, 2.0, 5.0, -0.2, -1.0, 0.0)
_STRETCHES = (1.0, 0.7, 1.5)


@final
@dataclass(frozen=True, slots=True)
class Freedom:
    """Which numbers of a relation are to be found.

    Attributes:
        values: the places of the entry's parameters that are free; the others have their defaults.
        a: whether the factor of the input is free; else it is 1 or, with outer numbers, -1.
        b: whether the shift of the input is free; else it is 0.
        outer: whether both numbers of the output are free; else they are 1 and 0.
    """

    values: tuple[int, ...] = ()
    a: bool = False
    b: bool = False
    outer: bool = False


@final
@dataclass(frozen=True, slots=True)
class Target:
    """The function that is looked for, as the search sees it.

    Attributes:
        hints: constants that are likely to occur in a relation, with their values.
    """

    xs: Array
    values: Array
    weights: Array
    bend: Bend
    is_sharp: bool
    hints: tuple[sp.Expr, ...]
    sizes: tuple[float, ...]


def target(function: sp.Expr, xs: Array, hints: Sequence[sp.Expr]) -> Target:
    """The function at some places, with weights that make it of size 1."""
    run = program(function, [x])
    values = run(xs)
    gaps = np.abs(values - np.median(values)) if len(values) else np.zeros(0)
    # Half of the values of a function with a flat part may be the same.
    spread = (
        next((q for q in np.quantile(gaps, (0.5, 0.75, 0.9, 1.0)) if q > 0), 1.0)
        if (len(gaps))
        else 1.0
    )
    weights = 1 / (gaps + spread)
    sizes = tuple(float(h) for h in hints)
    return Target(xs, values, weights, bend(run(grid())), is_sharp(run), tuple(hints), sizes)


def relations(wanted: Target, entry: Activation, free: Freedom) -> Iterator[Relation]:
    """The relations that agree with the function as far as floating point sees, simple ones first.

    Args:
        free: what may differ from the entry at its default values.
    """
    for sign in (1, -1) if free.outer and not free.a else (1,):
        guess = _Guess(wanted, entry, free, sign)
        for fit in guess.fits():
            yield from guess.named(fit)


def may_relate(wanted: Target, entry: Activation, free: Freedom) -> bool:
    """Whether any numbers are found with which the relation holds in floating point."""
    return bool(_Guess(wanted, entry, free, 1).fits())


@cache
def _compiled(expression: sp.Expr, symbols: tuple[sp.Symbol, ...]) -> Program:
    return program(expression, [x, *symbols])


@cache
def _bend(run: Program, values: tuple[float, ...]) -> Bend:
    return bend(run(grid(), *values))


@cache
def _is_sharp(run: Program, values: tuple[float, ...]) -> bool:
    return is_sharp(lambda xs: run(xs, *values))


@cache
def _constants(expression: sp.Expr) -> tuple[sp.Expr, ...]:
    return constants(expression)


@final
class _Guess:
    """One entry, with some numbers to be found."""

    def __init__(self, wanted: Target, entry: Activation, free: Freedom, sign: int) -> None:
        self.wanted = wanted
        self.entry = entry
        self.free = free
        self.sign = sign
        self.run = _compiled(entry.expression, tuple(p.symbol for p in entry.parameters))
        self.usual = tuple(float(p.default) for p in entry.parameters)

    def fits(self) -> list[Fit]:
        """The numbers at which the relation holds in floating point, a positive factor first."""
        if self.free.outer and not self.free.values and not self._resembles():
            return []
        starts = self._starts()
        if not len(starts) or len(self.wanted.xs) < starts.shape[1] + _FEWEST:
            return []
        with np.errstate(all="ignore"):
            errors = np.nan_to_num(np.mean(self._residual(starts) ** 2, axis=1), nan=np.inf)
        where = len(self.free.values)
        mirrored = starts[:, where] < 0 if self.free.a else np.zeros(len(starts), dtype=bool)
        order = np.argsort(errors, kind="stable")
        # Of a function that is its own mirror image the upright form is wanted too.
        best = [i for side in (False, True) for i in order[mirrored[order] == side][:_KEPT]]
        found = solve(self._residual, starts[best])
        # The exact ones before those that are only near, and positive factors before negative.
        found.sort(key=lambda fit: (fit.error > _EXACT, self.free.a and fit.numbers[where] < 0))
        return found[:_MOST_FITS]

    def _resembles(self) -> bool:
        own = _bend(self.run, self.usual)
        # No affine map makes a corner of a rounded bend, or a rounded bend of a corner.
        if self.wanted.is_sharp and own.is_whole:
            return False
        if self.wanted.bend.is_whole and not own.is_whole and _is_sharp(self.run, self.usual):
            return False
        return self.wanted.bend.resembles(own)

    def _starts(self) -> Array:
        """A row of numbers for each start, in the order values, a, b."""
        rows: list[list[float]] = []
        for chosen in self._values():
            values = self._all(chosen)
            for a in self._factors(values):
                for b in self._shifts(values, a):
                    inner = ([a] if self.free.a else []) + ([b] if self.free.b else [])
                    rows.append([*chosen, *inner])
        return np.array(rows[:_MOST_STARTS])

    def _values(self) -> Iterator[tuple[float, ...]]:
        """Starts for the free parameters."""
        own = self.wanted.sizes
        choices = []
        for place in self.free.values:
            likely = (self.usual[place], *own[:8], *_LIKELY, *(-size for size in own[:8]))
            domain = self.entry.parameters[place].domain
            inside = dict.fromkeys(v for v in likely if _is_inside(v, domain))
            choices.append(list(inside)[: 14 if len(self.free.values) == 1 else 9])
        if len(choices) <= 2:
            yield from product(*choices)
            return
        # One parameter away from its default at a time, and then several.
        for place, options in enumerate(choices):
            for value in options:
                yield (*self.usual[:place], value, *self.usual[place + 1 :])
        yield from product(*(options[:3] for options in choices))

    def _all(self, chosen: Sequence[float]) -> tuple[float, ...]:
        """A value for every parameter from those of the free ones."""
        given = dict(zip(self.free.values, chosen, strict=True))
        return tuple(given.get(i, value) for i, value in enumerate(self.usual))

    def _factors(self, values: tuple[float, ...]) -> list[float]:
        if not self.free.a:
            return [float(self.sign)]
        natural = _bend(self.run, values).unit / self.wanted.bend.unit
        likely = [natural * stretch for stretch in _STRETCHES]
        if not self.free.values:
            likely += [abs(size) for size in self.wanted.sizes[:6]]
        return [sign * a for a in dict.fromkeys([*likely, 1.0]) for sign in (1, -1)]

    def _shifts(self, values: tuple[float, ...], a: float) -> list[float]:
        if not self.free.b:
            return [0.0]
        natural = _bend(self.run, values).centre - a * self.wanted.bend.centre
        likely = [] if self.free.values else self.wanted.sizes[:6]
        return list(dict.fromkeys([natural, 0.0, natural + 0.7, natural - 0.7, *likely]))

    def _residual(self, rows: Array) -> Array:
        places, inner = self._inner(rows)
        # Far out an exponential overflows though the function does not: that says nothing.
        silent = ~np.isfinite(inner) & (np.abs(places) > _FAR_OUT)
        if not self.free.outer:
            return np.where(silent, 0.0, (inner - self.wanted.values) * self.wanted.weights)
        inner = np.where(silent, 0.0, inner)
        c, d = self._outer(inner, silent)
        gap = c[:, None] * inner + d[:, None] - self.wanted.values
        # A function that is flat wherever one looks explains nothing.
        flat = np.abs(c) * np.ptp(inner, axis=1) < _FLAT
        lost = flat | (np.count_nonzero(silent, axis=1) > _MOST_SILENT * inner.shape[1])
        result = np.where(silent, 0.0, gap * self.wanted.weights)
        return np.where(lost[:, None], np.nan, result)

    def _inner(self, rows: Array) -> tuple[Array, Array]:
        """The mapped places and the entry at them, a row for each row of numbers."""
        columns = [rows[:, i : i + 1] for i in range(rows.shape[1])]
        given = dict(zip(self.free.values, columns, strict=False))
        rest = columns[len(self.free.values) :]
        values = [given.get(i, value) for i, value in enumerate(self.usual)]
        a = rest.pop(0) if self.free.a else np.full((len(rows), 1), float(self.sign))
        places = a * self.wanted.xs
        if self.free.b:
            places = places + rest.pop(0)
        return places, self.run(places, *values)

    def _outer(self, inner: Array, silent: npt.NDArray[np.bool_]) -> tuple[Array, Array]:
        """The best factor and shift of the output for each row."""
        w = np.where(silent, 0.0, self.wanted.weights**2)
        w = w / w.sum(axis=1, keepdims=True)
        middle = (inner * w).sum(axis=1)
        own = w @ self.wanted.values
        centred = (inner - middle[:, None]) * w
        c = (centred * (self.wanted.values - own[:, None])).sum(axis=1)
        c = c / (centred * inner).sum(axis=1)
        return c, own - c * middle

    def named(self, fit: Fit) -> Iterator[Relation]:
        """The relations with closed forms of the numbers of a fit."""
        numbers = list(fit.numbers)
        if self.free.outer:
            with np.errstate(all="ignore"):
                _, inner = self._inner(np.array([fit.numbers]).reshape(1, -1))
                silent = ~np.isfinite(inner)
                c, d = self._outer(np.where(silent, 0.0, inner), silent)
            numbers += [float(c[0]), float(d[0])]
        hints = dict.fromkeys((*self.wanted.hints, *_constants(self.entry.expression)))
        options = [forms(number, hints) for number in numbers]
        # What is only near is rarely meant.
        most = _MOST_RELATIONS if fit.error < _EXACT else 1
        for chosen in islice(product(*options), most):
            yield self._relation(list(chosen))

    def _relation(self, numbers: list[sp.Expr]) -> Relation:
        given = dict(zip(self.free.values, numbers, strict=False))
        values = tuple(
            given.get(i, sp.Rational(p.default)) for i, p in enumerate(self.entry.parameters)
        )
        rest = numbers[len(self.free.values) :]
        a = rest.pop(0) if self.free.a else sp.Integer(self.sign)
        b = rest.pop(0) if self.free.b else sp.S.Zero
        c, d = rest if self.free.outer else (sp.S.One, sp.S.Zero)
        return Relation(self.entry, values, Scaling(a, b, c, d))


def _is_inside(value: float, domain: Domain) -> bool:
    """Whether a start lies inside a domain, as far as floating point says."""
    low = -np.inf if domain.lower is None else float(domain.lower)
    high = np.inf if domain.upper is None else float(domain.upper)
    return bool(
        low < value < high
        or (value == low and domain.lower_closed)
        or (value == high and domain.upper_closed)
    )
