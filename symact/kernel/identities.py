"""The two identities that the search and the checker share."""

from __future__ import annotations

from collections.abc import Callable

from symact.core.errors import UnsupportedError
from symact.kernel.certificates import Node
from symact.kernel.field import (
    ONE,
    Fraction,
    Poly,
    Tower,
    irreducible_factors,
    poly_key,
)


def slope_of_quotient(tower: Tower, poly: Poly, divisor: Poly) -> tuple[Poly, Poly]:
    """Numerator and denominator of ``A**2 (P/A)' = P' A - P A'``."""
    a = Fraction(divisor, ONE)
    p = Fraction(poly, ONE)
    slope = tower.poly_derivative(poly) * a - p * tower.poly_derivative(divisor)
    return tower.reduce(slope.num), slope.den


# What has singularities of its own, which no polynomial of the tower shows.
_UNBOUNDED = {
    "tan": "an angle that is not bounded",
    "lambert": "LambertW of an expression other than a x + b and c exp(a x + b)",
}


def singularities(tower: Tower, *polys: Poly) -> list[Poly]:
    """The irreducible polynomials that must not vanish where *polys* are to be smooth.

    They are the denominators of the arguments of the generators that occur, the arguments of
    logarithms and roots, and the factors of every polynomial but the first, which is no
    denominator.
    """
    used: set[int] = set()
    pending = list(polys)
    found: list[Poly] = [p for poly in polys[1:] for p, _ in irreducible_factors(poly)[1]]
    while pending:
        degrees = pending.pop().degrees()
        for index in [i for i, d in enumerate(degrees) if d > 0 and i not in used]:
            used.add(index)
            generator = tower.generators[index]
            if generator.argument is None or tower.is_constant_index(index):
                continue
            if generator.kind in _UNBOUNDED:
                raise UnsupportedError(_UNBOUNDED[generator.kind])
            parts = [generator.argument.den]
            if generator.kind in {"log", "root"}:
                parts.append(generator.argument.num)
            pending += [generator.argument.num, generator.argument.den]
            found += [p for part in parts for p, _ in irreducible_factors(part)[1]]
    return list({poly_key(p): p for p in found}.values())


def quotient_sign(
    node_sign: Callable[[Poly], int], node: Node, denominator: Poly, *, upper: bool
) -> int:
    """The sign of P near an end at which P/A tends to 0, from the signs of A and of (P/A)'.

    Up to its last zero before the end P/A is monotone, so it is positive near a lower end where
    it rises from 0, and near an upper end where it falls to 0.

    Args:
        node_sign: the sign that an irreducible polynomial has next to the end.
        denominator: that of the derivative of the quotient, which ``node.slope`` does not hold.
    """
    sign = -1 if upper else 1
    sign *= 1 if (node.content or 0) > 0 else -1
    for poly, power in (*node.slope, *node.divisor):
        sign *= node_sign(poly) ** power
    content, below = irreducible_factors(denominator)
    sign *= 1 if content > 0 else -1
    for poly, power in below:
        sign *= node_sign(poly) ** power
    return sign
