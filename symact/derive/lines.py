"""A line of a derivation together with the mathematics that it shows."""

from dataclasses import dataclass
from typing import final

import sympy as sp
from sympy.core.function import AppliedUndef

from symact.core.claims import Derivative, Ends, Identity
from symact.core.step import Step
from symact.core.typeset import tex
from symact.derive.branches import has_pieces
from symact.derive.expand import taken
from symact.derive.notation import unfold

LETTERS = ("u", "v")
WHOLE_LINE: Ends = (-sp.oo, sp.oo)
# Lines that state the function itself, and lines that speak of a bend or of all pieces at once.
DEFINITIONS = frozenset({"definition", "abbreviation", "abbreviation-slope", "in-pieces"})
BENDS = frozenset({"kink", "jump", "smooth-join", "summary"})


@final
@dataclass(frozen=True, slots=True)
class Line:
    """A step with its mathematics.

    Attributes:
        shown: the right side as an expression, held forms and open derivatives included.
        value: the right side as a plain expression in x.
        target: what the right side must equal.
        on: the open interval on which it must.
        of: the function of which the right side is the derivative; None for other lines.
    """

    step: Step
    shown: sp.Expr
    value: sp.Expr
    target: sp.Expr
    on: Ends = WHOLE_LINE
    of: sp.Expr | None = None

    @property
    def claim(self) -> Identity | Derivative | None:
        """What the kernel has to prove; None for a line that only gathers pieces."""
        if self.value.has(sp.Piecewise) or has_pieces(self.value) or has_pieces(self.target):
            return None
        if self.of is not None:
            return Derivative(self.of, self.value, self.on)
        return Identity(self.value, self.target, self.on)


@final
@dataclass(frozen=True, slots=True)
class Writing:
    """How the lines about one formula are written: its name, its letters, where it holds.

    Attributes:
        meanings: pairs of a letter ``u(x)`` and the inner function that it abbreviates.
        prefix: words before each line's first reason.
    """

    lhs: str
    meanings: tuple[tuple[sp.Expr, sp.Expr], ...] = ()
    on: Ends = WHOLE_LINE
    prefix: str = ""

    def tex(self, expression: sp.Expr) -> str:
        """The LaTeX of a right side."""
        return tex(expression, letters=frozenset(LETTERS))

    def plain(self, expression: sp.Expr) -> sp.Expr:
        """The expression in x that a right side means."""
        return unfold(taken(substitute(expression, dict(self.meanings))))


def substitute(expression: sp.Expr, meanings: dict[sp.Expr, sp.Expr]) -> sp.Expr:
    """Replace letters without evaluating the forms around them."""
    if expression in meanings:
        return meanings[expression]
    if not expression.args or isinstance(expression, AppliedUndef):
        return expression
    parts = [substitute(argument, meanings) for argument in expression.args]
    if all(new is old for new, old in zip(parts, expression.args, strict=True)):
        return expression
    return expression.func(*parts)


def prime(notation: str) -> str:
    """The name of the derivative."""
    return f"{notation}'(x)"
