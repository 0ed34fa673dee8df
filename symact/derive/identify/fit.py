"""Least squares for many starts at once: numbers to suggest, never a statement."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias, final

import numpy as np

from symact.derive.identify.floats import Array

Residual: TypeAlias = Callable[[Array], Array]

_ROUNDS = 40
_STEP = 1e-7
_GOOD = 1e-9
_BEST, _OTHERS = 1e-14, 7  # and for so many rounds the other starts may come home too
# After so many rounds a fit that is going to succeed is at least so good.
_DUE = {3: 0.2, 6: 0.02, 9: 3e-3, 12: 3e-4, 16: 1e-6, 24: 1e-8}
_PENALTY = 1e6
_LEAST, _MOST = 1e-12, 1e12


@final
@dataclass(frozen=True, slots=True)
class Fit:
    """Numbers at which a residual is as good as zero."""

    numbers: tuple[float, ...]
    error: float


def solve(residual: Residual, starts: Array) -> list[Fit]:
    """The zeros that Levenberg and Marquardt's method finds from some starts, best first.

    Args:
        residual: from a row of numbers for each start to a row of differences for each.
        starts: a row for each start.

    Example:
        >>> found = solve(lambda rows: rows**2 - 2, np.array([[1.0], [-3.0]]))
        >>> [round(fit.numbers[0], 12) for fit in found]
        [-1.414213562373, 1.414213562373]
    """
    rows = np.array(starts, dtype=float)
    values = _guarded(residual, rows)
    errors = _error(values)
    damping = np.full(len(rows), 1e-3)
    for number in range(_ROUNDS if rows.shape[1] else 0):
        is_done = errors.min() < _BEST and number >= _OTHERS
        if is_done or errors.min() > _DUE.get(number, np.inf):
            break
        trial = rows + _steps(residual, rows, values, damping)
        there = _guarded(residual, trial)
        new = _error(there)
        better = new < errors
        rows = np.where(better[:, None], trial, rows)
        values = np.where(better[:, None], there, values)
        errors = np.where(better, new, errors)
        damping = np.clip(np.where(better, damping / 8, damping * 5), _LEAST, _MOST)
        if np.all(damping >= _MOST):
            break
    order = [i for i in np.argsort(errors, kind="stable") if errors[i] < _GOOD]
    found = [Fit(tuple(float(v) for v in rows[i]), float(errors[i])) for i in order]
    return sorted(_distinct(found), key=lambda fit: fit.numbers)


def _steps(residual: Residual, rows: Array, values: Array, damping: Array) -> Array:
    """The damped Gauss-Newton step of every row."""
    count = rows.shape[1]
    slopes = []
    for index in range(count):
        width = _STEP * (1 + np.abs(rows[:, index]))
        moved = rows.copy()
        moved[:, index] += width
        slopes.append((_guarded(residual, moved) - values) / width[:, None])
    jacobian = np.stack(slopes, axis=2)
    square = np.einsum("bni,bnj->bij", jacobian, jacobian)
    right = np.einsum("bni,bn->bi", jacobian, values)
    diagonal = np.einsum("bii->bi", square)
    extra = damping[:, None] * (diagonal + _LEAST)
    square = square + extra[:, :, None] * np.eye(count)
    try:
        return -np.linalg.solve(square, right[:, :, None])[:, :, 0]
    except np.linalg.LinAlgError:
        return np.zeros_like(rows)


def _guarded(residual: Residual, rows: Array) -> Array:
    """The residuals, with a large number where there is no value."""
    with np.errstate(all="ignore"):
        values = residual(rows)
        values[~(np.abs(values) < _PENALTY)] = _PENALTY
        return values


def _error(values: Array) -> Array:
    return np.sqrt(np.mean(values**2, axis=1))


def _distinct(found: list[Fit]) -> list[Fit]:
    kept: list[Fit] = []
    for fit in found:
        if all(not np.allclose(fit.numbers, k.numbers, rtol=1e-6, atol=1e-9) for k in kept):
            kept.append(fit)
    return kept
