"""Numbers without a closed form: the zero of an equation in a cell."""

from __future__ import annotations

import sympy as sp

from symact.core.activation import x

PLACE = sp.Symbol("_place", real=True)


class Isolated(sp.Expr):  # type: ignore[misc]
    """The zero of an equation between two rational numbers, where its sign changes once.

    Its arguments are the equation in a bound letter and the two ends of the cell.
    """

    is_real = True
    is_commutative = True
    is_number = True

    def _eval_is_positive(self) -> bool | None:
        return True if self.args[1] >= 0 else None

    @property
    def free_symbols(self) -> set[sp.Basic]:
        """None: the letter of the equation is bound."""
        return set()

    @property
    def equation(self) -> sp.Expr:
        """The expression in x that vanishes."""
        return self.args[0].xreplace({PLACE: x})
