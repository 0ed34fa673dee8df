"""What a profile says of the whole graph: asymptotes, symmetry, shapes, the integral of f'."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from symact.core.errors import AmbiguousError
from symact.derive.asymptotes import asymptotes
from symact.derive.centres import Subject, symmetries
from symact.derive.curves import Curve, Locals
from symact.derive.periodic import Attempt
from symact.derive.pieces import Pieces
from symact.derive.shapes import convex_pieces, derivative_integral
from symact.kernel.signs import UndecidedError

T = TypeVar("T")


def study_graph(
    subject: tuple[Pieces, Locals, str | None],
    curve: Curve | None,
    slope: Curve | None,
    attempt: Attempt,
) -> None:
    """Record the fields about the graph as a whole.

    Args:
        subject: the pieces of the function, and ``even`` or ``odd`` where that is known.
        curve: the course of the function.
        slope: that of its derivative.
    """
    pieces, locals_, shape = subject
    attempt("asymptotes", lambda: _for_all(lambda: asymptotes(pieces, locals_)))
    attempt("derivative_integral", lambda: _for_all(lambda: derivative_integral(pieces, locals_)))
    if curve is None or slope is None:
        return
    attempt("convex_pieces", lambda: convex_pieces(curve, slope))
    whole = Subject(pieces, locals_, curve, slope, shape)
    attempt("symmetries", lambda: _for_all(lambda: symmetries(whole)))


def _for_all(work: Callable[[], T]) -> T:
    """The result where it is one for all values of the parameters.

    Raises:
        UndecidedError: where it is not: cases for the sake of these fields would hide others.
    """
    try:
        return work()
    except AmbiguousError as error:
        raise UndecidedError(str(error)) from error
