"""Regions on which Lambert's W of an expression becomes linear, so that no W is left.

For ``a x + b = w exp(w)`` the place is ``x = (w exp(w) - b)/a``, and for ``c exp(a x + b)``, where
w has the sign of c, it is ``x = (w + log|w| - log|c| - b)/a``. Where w falls with x, t is -w.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import sympy as sp

from symact.core.activation import x
from symact.core.errors import UnsupportedError
from symact.derive.regions import Region, region


@final
@dataclass(frozen=True, slots=True)
class Inside:
    """What W is applied to: ``a x + b`` where c is 0, else ``c exp(a x + b)``."""

    a: sp.Rational
    b: sp.Expr
    c: sp.Expr

    @property
    def edge(self) -> sp.Expr | None:
        """The place where the argument is ``-1/e``, at which the principal branch ends."""
        if self.c.is_positive:
            return None
        power = -1 - sp.log(-self.c) if self.c else -sp.exp(-1)
        return (power - self.b) / self.a

    @property
    def side(self) -> int:
        """+1 where W rises with x, and so does its argument; -1 where they fall."""
        return int(sp.sign(self.a)) * (-1 if self.c.is_negative else 1)

    def at(self, end: sp.Expr) -> sp.Expr:
        """The value of W at a place or an end of the line."""
        grows = (self.side > 0) == (end == sp.oo) and not self.c.is_negative
        if end.is_infinite:
            return sp.oo if grows else sp.S.Zero
        u = self.a * end + self.b
        # At the edge as such, which SymPy does not see in every form.
        if end == self.edge:
            return sp.S.NegativeOne
        return sp.LambertW(self.c * sp.exp(u) if self.c else u)

    def between(self, lower: sp.Expr, upper: sp.Expr) -> Region:
        """The region between two places of the domain."""
        side = self.side
        straight = region(side * self.at(lower), side * self.at(upper))
        w, u = side * straight.map, self.a * x + self.b
        if self.c:
            sign = sp.sign(self.c)
            inside, place = self.c * sp.exp(u), w + sp.log(sign * w) - sp.log(sign * self.c)
        else:
            inside, place = u, w * sp.exp(w)
        t = straight.inverse.xreplace({x: side * sp.LambertW(inside)})
        ends = straight.left, straight.right
        return Region(lower, upper, *ends, (place - self.b) / self.a, t, parted=self.between)


def inside_of(expression: sp.Expr) -> Inside | None:
    """What the first W of an expression in x is applied to; None where there is none.

    Raises:
        UnsupportedError: for an argument of another form.

    Example:
        >>> inside_of(x * sp.LambertW(sp.exp(2 * x)))
        Inside(a=2, b=0, c=1)
    """
    found = [node for node in expression.atoms(sp.LambertW) if node.has(x)]
    if not found:
        return None
    argument = min(found, key=str).args[0]
    c, rest = argument.as_independent(x, as_Add=False)
    if isinstance(rest, sp.exp) and (c.is_positive or c.is_negative):
        argument = rest.args[0]
    else:
        c = sp.S.Zero
    a, b = argument.diff(x), argument.xreplace({x: sp.S.Zero})
    if not a.is_Rational or argument.free_symbols != {x}:
        raise UnsupportedError("LambertW of an expression other than a x + b and c exp(a x + b)")
    return Inside(a, b, c)
