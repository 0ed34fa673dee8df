"""The rule of symmetry: identities between mirrored pieces, or a place at which they fail."""

from __future__ import annotations

import sympy as sp

from symact.core.activation import x
from symact.core.claims import Identity
from symact.core.errors import SymactError
from symact.kernel.cases import value_at
from symact.kernel.check_chart import require
from symact.kernel.reals import closed_form, compare
from symact.kernel.theorem import prove
from symact.kernel.translate import field_of
from symact.verify.formula import Formula
from symact.verify.layout import Break, Layout

_PLACES = tuple(sp.Rational(p, q) for p, q in ((1, 1), (2, 1), (1, 2), (5, 1), (1, 5), (20, 1)))
_OTHER = "the pieces of the function do not mirror one another"


def symmetry(layout: Layout) -> str:
    """``even``, ``odd`` or ``none``.

    Raises:
        RejectedError: when neither identities nor a place decide.
    """
    for name, sign in (("even", 1), ("odd", -1)):
        if not any(_fails_at(layout.function, sign, q) for q in _PLACES):
            _require_mirrored(layout, sign)
            return name
    return "none"


def has_centre(layout: Layout) -> bool:
    """Whether the function is one formula, with ``f(x) + f(-x)`` shown to be constant."""
    (first, *others) = layout.formulas
    if others or first is None:
        return False
    total = first.expression + first.expression.xreplace({x: -x})
    tower, (element,) = field_of(total)
    return tower.is_zero(tower.derivative(element))


def _fails_at(function: sp.Expr, sign: int, q: sp.Expr) -> bool:
    """Whether ``f(-x) = sign f(x)`` is seen to be false at a place."""
    try:
        here, there = value_at(function, q), value_at(function, -q)
        if here is None or there is None:
            return (here is None) != (there is None)
        return compare(closed_form(there), closed_form(sign * here)) != 0
    except SymactError:
        return False


def _require_mirrored(layout: Layout, sign: int) -> None:
    for left, right in zip(layout.breaks, reversed(layout.breaks), strict=True):
        require(_mirror(left, right, sign), _OTHER)
    for own, other in zip(layout.formulas, reversed(layout.formulas), strict=True):
        _require_identity(own, other, sign)


def _mirror(left: Break, right: Break, sign: int) -> bool:
    if compare(closed_form(-left.at), closed_form(right.at)):
        return False
    if left.value is None or right.value is None:
        return left.value is right.value
    return compare(closed_form(left.value), closed_form(sign * right.value)) == 0


def _require_identity(own: Formula | None, other: Formula | None, sign: int) -> None:
    if own is None or other is None:
        require(own is other, _OTHER)
        return
    flipped = other.expression.xreplace({x: -x})
    prove(Identity(flipped, sign * own.expression, (own.part.lower, own.part.upper)))
