"""Numbers without a closed form, as exact constants: the zero of an equation in a cell.

Such a constant is known by its enclosures, of any width, and by its equation: an expression that
has a factor of the equation as a factor vanishes there.
"""

from __future__ import annotations

from functools import lru_cache

import flint
import sympy as sp

from symact.core.activation import x
from symact.core.errors import UnsupportedError
from symact.core.isolated import PLACE, Isolated
from symact.kernel.balls import Ball, enclose, precision, sign_of
from symact.kernel.reals import Real, dyadic, root
from symact.kernel.signs import Signs, UndecidedError
from symact.kernel.translate import field_of, named_poly

BITS = 64


def isolated(equation: sp.Expr, near: Real) -> Isolated:
    """The constant that is the zero of an expression in x nearest to a number with enclosures.

    Raises:
        UndecidedError: when the expression has the same sign on both sides of the number.
    """
    with precision(2 * BITS):
        ball = near.enclosure(2 * BITS) * Ball(2) ** BITS
        lower = int(dyadic(ball.lower()).p // dyadic(ball.lower()).q)
        upper = int(-(-dyadic(ball.upper()).p // dyadic(ball.upper()).q))
    scale = sp.Integer(2) ** BITS
    held = Isolated(equation.xreplace({x: PLACE}), lower / scale, upper / scale)
    number_of(held)
    return held


@lru_cache(maxsize=256)
def number_of(constant: Isolated) -> Real:
    """The constant as a number with enclosures.

    Raises:
        UndecidedError: when its equation does not change its sign in the cell.
    """
    tower, (element,) = field_of(constant.equation)
    signs = Signs(tower)
    lower, upper = (flint.fmpq(int(q.p), int(q.q)) for q in constant.args[1:])
    if signs.at(element.num, lower) * signs.at(element.num, upper) >= 0:
        raise UndecidedError("an equation has no zero where one was isolated")
    return root(signs, element.num, (lower, upper))


def vanishes(expression: sp.Expr) -> bool:
    """Whether an expression in one such constant is 0, by the equation of the constant.

    False means that this does not show it.
    """
    constants = expression.atoms(Isolated)
    if len(constants) != 1:
        return False
    (constant,) = constants
    try:
        tower, (element, equation) = field_of(expression.xreplace({constant: x}), constant.equation)
        common = element.num.gcd(equation.num)
        names = tower.names
        nonzero = (element.den, divmod(equation.num, common)[0])
        with precision(4 * BITS):
            at = number_of(constant).enclosure(4 * BITS)
            return not common.is_constant() and all(
                sign_of(enclose(named_poly(poly, names), at)) for poly in nonzero
            )
    except UnsupportedError:
        return False
