"""The pieces of a function: that they cover the line, and which formula it has on each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import final

import sympy as sp

from symact.core.claims import Identity
from symact.kernel.cases import UndefinedError, value_at
from symact.kernel.check_chart import RejectedError, require
from symact.kernel.reals import Real, closed_form, compare
from symact.kernel.theorem import prove
from symact.verify.branches import resolved
from symact.verify.evidence import MissingError
from symact.verify.formula import Formula
from symact.verify.part import Part, is_analytic_at, real


@final
@dataclass(frozen=True, slots=True)
class Piece:
    """What a file says of one piece: an interval, and a formula or that there is no value.

    Attributes:
        cuts: the t, in increasing order, between which the conditions of the function keep their
            signs; the formula is the same on both sides of each.
    """

    part: Part
    expression: sp.Expr | None
    cuts: tuple[sp.Expr, ...] = ()


@final
@dataclass(frozen=True, slots=True, eq=False)
class Break:
    """A point between two pieces, and the value there; None where there is none.

    Attributes:
        is_smooth: whether one formula is analytic on both sides and there.
    """

    at: sp.Expr
    value: sp.Expr | None
    is_smooth: bool = False

    @property
    def number(self) -> Real | None:
        """The value as a number."""
        return None if self.value is None else closed_form(self.value)


@final
@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """A function piece by piece, with the points between; None for a piece without values."""

    function: sp.Expr
    parts: tuple[Part, ...]
    formulas: tuple[Formula | None, ...]
    breaks: tuple[Break, ...]

    def is_smooth_join(self, index: int) -> bool:
        """Whether the function is C-infinity at a break.

        That is so where one formula is analytic, and where all derivatives are 0 on both sides.
        """
        if self.breaks[index].is_smooth:
            return True
        value, left, right = self.breaks[index].number, *self.formulas[index : index + 2]
        if value is None or left is None or right is None:
            return False
        if not (left.is_flat(upper=True) and right.is_flat(upper=False)):
            return False
        heights = left.limit(0, upper=True), right.limit(0, upper=False)
        return all(height.is_finite and compare(height, value) == 0 for height in heights)

    def shifted(self, shift: sp.Expr) -> tuple[Formula | None, ...]:
        """The pieces of the function minus an expression that is analytic everywhere."""
        return tuple(
            None if f is None else Formula(f.part, f.expression - shift) for f in self.formulas
        )


def require_cover(parts: Sequence[Part]) -> None:
    """Accept intervals that follow one another from one end of the line to the other.

    Raises:
        RejectedError: for others.
    """
    require(bool(parts), "there are no pieces")
    require(parts[0].lower == -sp.oo, "the first piece does not begin at -oo")
    require(parts[-1].upper == sp.oo, "the last piece does not end at oo")
    for part in parts:
        require(compare(*part.ends) < 0, "a piece is empty")
    for left, right in pairwise(parts):
        require(compare(real(left.upper), real(right.lower)) == 0, "two pieces do not meet")


def formula_of(function: sp.Expr, piece: Piece) -> Formula | None:
    """The formula of a piece, shown to be analytic and equal to the function there.

    Raises:
        RejectedError: when the function has another formula there, or a value where there is said
            to be none.
        MissingError: when it is not shown which formula it has.
    """
    part = piece.part
    part.require_map()
    middles = [part.image(cut) for cut in piece.cuts]
    if piece.expression is None:
        for each in part.divided(piece.cuts):
            _require_no_value(function, each)
        require(all(value_at(function, q) is None for q in middles), "there is a value at a cut")
        return None
    stated = resolved(piece.expression, part.sign)
    require(stated == piece.expression, "the formula of a piece has cases")
    for each in part.divided(piece.cuts):
        _require_formula(function, stated, each)
    for q in middles:
        _require_value(function, stated, q)
    return Formula(part, stated, piece.cuts)


def _require_no_value(function: sp.Expr, part: Part) -> None:
    try:
        resolved(function, part.sign)
    except UndefinedError:
        return
    raise RejectedError("the function has values there")


def _require_formula(function: sp.Expr, stated: sp.Expr, part: Part) -> None:
    try:
        found = resolved(function, part.sign)
    except UndefinedError as error:
        raise RejectedError(f"the function has no value there: {error}") from error
    if found != stated:
        prove(Identity(found, stated, (part.lower, part.upper)))


def _require_value(function: sp.Expr, stated: sp.Expr, at: sp.Expr) -> None:
    values = [value_at(e, at) for e in (function, stated)]
    if None in values:
        raise RejectedError(f"there is no value at {at}")
    require(compare(*map(closed_form, values)) == 0, f"the value at {at} is another")


def layout_of(
    function: sp.Expr, formulas: Sequence[Formula | None], parts: Sequence[Part]
) -> Layout:
    """The layout with the value of the function at every point between two pieces.

    Raises:
        MissingError: when it is not shown whether a removable singularity is filled.
    """
    breaks = tuple(
        _break(function, part.lower, left, right)
        for part, (left, right) in zip(parts[1:], pairwise(formulas), strict=True)
    )
    return Layout(function, tuple(parts), tuple(formulas), breaks)


def _break(function: sp.Expr, at: sp.Expr, left: Formula | None, right: Formula | None) -> Break:
    value = value_at(function, at)
    if left is None or right is None or left.expression != right.expression:
        return Break(at, value)
    formula = left.expression
    if value is not None:
        own = value_at(formula, at)
        same = own is not None and compare(closed_form(own), closed_form(value)) == 0
        return Break(at, value, is_smooth=same and is_analytic_at(formula, at))
    if value_at(formula, at) is not None:
        # What is 0/0 there is a function with cases, and not the formula beside it.
        return Break(at, None)
    sides = left.limit(0, upper=True), right.limit(0, upper=False)
    if not all(side.is_finite for side in sides) or compare(*sides):
        return Break(at, None)
    # By convention a removable singularity of a quotient of analytic functions is filled.
    if sides[0].exact is None or not _is_quotient_at(formula, at):
        raise MissingError("it is not shown whether a hole is filled")
    return Break(at, sides[0].exact, is_smooth=True)


def _is_quotient_at(formula: sp.Expr, at: sp.Expr) -> bool:
    """Whether a formula is made by arithmetic of functions that are analytic at a place."""
    if isinstance(formula, sp.Add | sp.Mul):
        return all(_is_quotient_at(part, at) for part in formula.args)
    if isinstance(formula, sp.Pow) and formula.exp.is_Integer:
        return _is_quotient_at(formula.base, at)
    return is_analytic_at(formula, at)
