"""Rational relations between elements of the field."""

from __future__ import annotations

from fractions import Fraction as Q

import sympy as sp

from symact.kernel.field import Fraction, Poly


def linear_combination(u: Fraction, basis: list[Fraction]) -> list[Q] | None:
    """The rational shares with ``u = sum share * basis``, or None when there are none."""
    if not basis:
        return None
    common = u.den
    for v in basis:
        common = divmod(common * v.den, common.gcd(v.den))[0]
    columns = [_terms(v.num * divmod(common, v.den)[0]) for v in (*basis, u)]
    rows = sorted({monomial for column in columns for monomial in column})
    matrix = sp.Matrix(
        [[sp.Rational(*column.get(row, (0, 1))) for column in columns] for row in rows]
    )
    reduced, pivots = matrix.rref()
    if len(basis) in pivots:
        return None
    shares = [Q(0)] * len(basis)
    for row, pivot in enumerate(pivots):
        value = reduced[row, len(basis)]
        shares[pivot] = Q(int(value.p), int(value.q))
    return shares


def _terms(poly: Poly) -> dict[tuple[int, ...], tuple[int, int]]:
    return {tuple(int(e) for e in m): (int(c.p), int(c.q)) for m, c in poly.terms()}
