"""The table of rules: what each statement of a certificate must be, concluded from theorems."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import final

import sympy as sp

from symact.core.activation import x
from symact.core.claims import Derivative
from symact.kernel.cases import value_at
from symact.kernel.check_chart import require
from symact.kernel.reals import closed_form, compare
from symact.kernel.theorem import prove
from symact.verify import shapes
from symact.verify.branches import resolved
from symact.verify.curves import Curve, course, mirrored, sign_course
from symact.verify.formula import Formula, Zero
from symact.verify.kinks import kinks, smoothness
from symact.verify.layout import Layout
from symact.verify.sets import Answer
from symact.verify.symmetry import has_centre, symmetry


@final
@dataclass(slots=True)
class Study:
    """A function with its pieces, and what the rules share; the tables change no answer."""

    layout: Layout
    _courses: dict[int, Curve] = field(default_factory=dict)
    _symmetry: str | None = None

    @property
    def symmetry(self) -> str:
        """``even``, ``odd`` or ``none``."""
        if self._symmetry is None:
            self._symmetry = symmetry(self.layout)
        return self._symmetry

    def course(self, order: int) -> Curve:
        """The function (0) or its derivative (1) from one end of the line to the other."""
        if order not in self._courses:
            parity = self._parity(order)
            found = course(self.layout, order)
            self._courses[order] = mirrored(found, parity) if parity else found
        return self._courses[order]

    def _parity(self, order: int) -> int:
        """+1 and -1 where the derivative of an order is even and odd, 0 where neither is shown."""
        own = {"even": 1, "odd": -1, "none": 0}[self.symmetry] * (-1) ** order
        return 1 if not own and order == 1 and has_centre(self.layout) else own


Rule = Callable[[Study], Answer]

RULES: Mapping[str, Rule] = {
    "domain": lambda s: shapes.domain(s.layout),
    "range": lambda s: shapes.value_set(s.course(0)),
    "derivative_range": lambda s: shapes.value_set(s.course(1)),
    "limits": lambda s: shapes.limits(s.layout, 0),
    "derivative_limits": lambda s: shapes.limits(s.layout, 1),
    "zeros": lambda s: shapes.roots(sign_course(s.layout, sp.S.Zero)),
    "fixed_points": lambda s: shapes.roots(sign_course(s.layout, x)),
    "critical_points": lambda s: shapes.critical_points(s.course(0), s.course(1)),
    "local_extrema": lambda s: shapes.local_extrema(s.course(0)),
    "inflection_points": lambda s: shapes.inflections(s.course(1)),
    "plateaus": lambda s: shapes.plateaus(s.course(0)),
    "kinks": lambda s: kinks(s.layout),
    "monotone": lambda s: shapes.monotone(s.course(0)),
    "convex": lambda s: shapes.convex(s.course(0), s.course(1)),
    "symmetry": lambda s: s.symmetry,
    "smoothness": lambda s: smoothness(s.layout),
    "lipschitz": lambda s: shapes.lipschitz(s.course(0), s.course(1), s.symmetry),
}


def require_slope(layout: Layout, slope: sp.Expr, output: sp.Symbol | None = None) -> None:
    """Accept an expression that is the derivative inside every piece, where it has a value.

    Args:
        output: a letter of the expression for which the function itself is put in.

    Raises:
        RejectedError: for another expression.
        MissingError: when it is not shown which formula it has on a piece.
    """
    for formula in layout.formulas:
        if formula is not None:
            there = slope if output is None else slope.xreplace({output: formula.expression})
            _require_slope(formula, there)


def _require_slope(formula: Formula, slope: sp.Expr) -> None:
    for part in formula.part.divided(formula.cuts):
        own = resolved(slope, part.sign)
        prove(Derivative(formula.expression, own, (part.lower, part.upper)))
    for t in formula.cuts:
        at = value_at(slope, formula.part.image(t))
        if at is not None:
            value = formula.value(1, Zero(closed_form(t), closed_form(t)))
            require(compare(closed_form(at), value) == 0, "the slope at a cut is another")
