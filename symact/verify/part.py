"""An open interval of the line with its map, and the signs that expressions keep on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import final

import sympy as sp

from symact.core.activation import x
from symact.core.claims import Ends
from symact.core.errors import SymactError
from symact.kernel.cases import sign_at
from symact.kernel.check_chart import require
from symact.kernel.field import Fraction, Tower
from symact.kernel.reals import INFINITY, MINUS_INFINITY, Real, closed_form, compare, through
from symact.kernel.translate import field_of
from symact.verify.branches import resolved
from symact.verify.evidence import Evidence, MissingError


@final
@dataclass(frozen=True, slots=True)
class Part:
    """An open interval, and the increasing map from an interval with rational ends onto it.

    Attributes:
        lower, upper: its ends, exact numbers or infinities.
        on: the interval in t, with rational or infinite ends.
        place: the place as an expression in t, for which the symbol x stands; x itself where t is
            the place.
    """

    lower: sp.Expr
    upper: sp.Expr
    on: Ends
    place: sp.Expr
    evidence: Evidence

    @property
    def ends(self) -> tuple[Real, Real]:
        """The ends as numbers."""
        return real(self.lower), real(self.upper)

    def image(self, t: sp.Expr) -> sp.Expr:
        """The place to which the map leads from a number."""
        return t if self.place == x else self.place.xreplace({x: t})

    def divided(self, cuts: Sequence[sp.Expr]) -> list[Part]:
        """The parts between numbers of the interval in t.

        Raises:
            RejectedError: when these lie outside, or are in no increasing order.
        """
        edges = [self.on[0], *cuts, self.on[1]]
        require(all(a < b for a, b in pairwise(edges)), "the cuts are in no order")
        places = [self.lower, *map(self.image, cuts), self.upper]
        return [
            replace(self, lower=lower, upper=upper, on=on)
            for (lower, upper), on in zip(pairwise(places), pairwise(edges), strict=True)
        ]

    def written(self, expression: sp.Expr) -> sp.Expr:
        """An expression in the place as one in t."""
        return expression if self.place == x else expression.xreplace({x: self.place})

    def sign(self, u: sp.Expr) -> int:
        """The sign that an analytic expression has on the whole interval.

        Raises:
            MissingError: when no theorem shows that it keeps one.
        """
        if not u.has(x):
            return sign_at(u, sp.S.Zero)
        tower, (element,) = field_of(self.written(u))
        if tower.is_zero(element):
            return 0
        known = _plain(tower, element) or self._straight(u)
        return known or self._charted(self.written(u), f"{u}")

    def _straight(self, u: sp.Expr) -> int:
        """The sign of a straight line, from those at the ends; 0 for a curve or a change."""
        if not u.is_polynomial(x) or sp.degree(u, x) != 1:
            return 0
        rises = sign_at(sp.diff(u, x), sp.S.Zero)
        far = {sp.oo: rises, -sp.oo: -rises}
        signs = {far[q] if q in far else sign_at(u, q) for q in (self.lower, self.upper)} - {0}
        return signs.pop() if len(signs) == 1 else 0

    def _charted(self, written: sp.Expr, name: str) -> int:
        chart = self.evidence.chart(written, 0, self.on)
        if chart.cells:
            raise MissingError(f"{name} keeps no sign on ({self.lower}, {self.upper})")
        return chart.signs[0]

    def require_map(self) -> None:
        """Accept the map only where it leads from ``on`` onto the interval and increases.

        Raises:
            RejectedError: for another map.
            MissingError: when that is not shown.
        """
        if self.place == x:
            require(self.on == (self.lower, self.upper), "the interval in t is another")
            return
        line = Part(*self.on, self.on, x, self.evidence)
        require(resolved(self.place, line.sign) == self.place, "the map has cases")
        tower, (element,) = field_of(self.place)
        slope = tower.derivative(element)
        sign = 0 if tower.is_zero(slope) else _plain(tower, slope)
        if not sign and not tower.is_zero(slope):
            chart = self.evidence.chart(self.place, 1, self.on)
            sign = chart.signs[0] if not chart.cells else 0
        require(sign == 1, "the map does not increase")
        for upper, end in enumerate(self.ends):
            require(compare(self._image(at_upper=bool(upper)), end) == 0, "the map has other ends")

    def _image(self, *, at_upper: bool) -> Real:
        """Where the map leads at an end."""
        t = self.on[at_upper]
        if t in (sp.oo, -sp.oo) or not is_analytic_at(self.place, t):
            return real(self.evidence.limit(self.place, 0, self.on, at_upper=at_upper))
        return through(self.place, closed_form(t))


def real(value: sp.Expr) -> Real:
    """An exact number or an end of the line."""
    return {sp.oo: INFINITY, -sp.oo: MINUS_INFINITY}.get(value) or closed_form(value)


def is_analytic_at(formula: sp.Expr, at: sp.Expr) -> bool:
    """Whether a formula without cases is shown to be analytic at an exact number."""
    try:
        resolved(formula, lambda u: sign_at(u, at))
    except SymactError:
        return False
    return True


def _plain(tower: Tower, element: Fraction) -> int:
    """The sign of an element all terms of which have one; 0 where that is not so."""
    total = 1
    for poly in (element.num, element.den):
        signs = [sign for sign in (1, -1) if tower.is_positive(poly * sign)]
        total *= signs[0] if signs else 0
    return total
