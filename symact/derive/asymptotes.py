"""Asymptotes: the lines that a function comes close to far out, and those at its poles."""

from __future__ import annotations

import sympy as sp

from symact.core.activation import x
from symact.derive.curves import Locals
from symact.derive.domains import Piece, Pieces
from symact.derive.local import Local
from symact.derive.profile import Asymptote, Asymptotes, Pole
from symact.kernel.reals import Real, closed_form
from symact.kernel.signs import UndecidedError


def asymptotes(pieces: Pieces, locals_: Locals) -> Asymptotes:
    """The asymptotes of a function, each by limits that the kernel proves.

    Raises:
        UndecidedError, UnsupportedError: when a limit that decides is not known.

    Example:
        >>> from symact.core.activation import x
        >>> from symact.derive.pieces import pieces_of
        >>> parts = pieces_of(x + sp.exp(x) / (1 + x**2))
        >>> found = asymptotes(parts, tuple(map(Local.of, parts.pieces)))
        >>> found.left.slope.exact, found.left.intercept.exact, found.right
        (1, 0, None)
    """
    return Asymptotes(
        left=far_line(locals_[0], upper=False),
        right=far_line(locals_[-1], upper=True),
        vertical=_poles(pieces, locals_),
    )


def far_line(local: Local | None, *, upper: bool) -> Asymptote | None:
    """The asymptote of an outermost piece; None where there is none.

    Where f' tends to m, so does f/x, so that no other slope comes into question. A bounded
    region has no far end, and neither has a gap.

    Raises:
        UndecidedError, UnsupportedError: when a limit that decides is not known.
    """
    if local is None or (local.region.upper != sp.oo if upper else local.region.lower != -sp.oo):
        return None
    height = local.limit(0, upper=upper)
    if height.is_finite:
        return _line(sp.S.Zero, height, reached=local.vanishes(1))
    slope = local.limit(1, upper=upper)
    if not slope.is_finite or slope.exact == 0:
        return None
    if slope.exact is None:
        raise UndecidedError("the slope far out has no closed form that was found")
    rest = _rest(local, slope.exact).limit(0, upper=upper)
    return _line(slope.exact, rest, reached=local.vanishes(2)) if rest.is_finite else None


def _line(slope: sp.Expr, intercept: Real, *, reached: bool) -> Asymptote:
    return Asymptote(closed_form(slope).number(), intercept.number(), reached)


def _rest(local: Local, slope: sp.Expr) -> Local:
    """The function minus a straight line through the origin."""
    expression = local.piece.expression
    rest = None if expression is None else Local.of(Piece(local.region, expression - slope * x))
    if rest is None:
        raise UndecidedError("the function has no values far out")
    return rest


def _poles(pieces: Pieces, locals_: Locals) -> tuple[Pole, ...]:
    found = []
    for index, middle in enumerate(pieces.breaks):
        if middle.is_smooth:
            continue
        left, right = locals_[index], locals_[index + 1]
        before = None if left is None else left.limit(0, upper=True)
        after = None if right is None else right.limit(0, upper=False)
        if any(side is not None and not side.is_finite for side in (before, after)):
            sides = (None if side is None else side.number() for side in (before, after))
            found.append(Pole(closed_form(middle.at).number(), *sides))
    return tuple(found)
