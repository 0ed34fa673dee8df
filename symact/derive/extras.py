"""What a profile says of the whole graph: asymptotes, symmetry, shapes, the integral of f'."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar, final

from symact.core.errors import AmbiguousError
from symact.derive.asymptotes import asymptotes
from symact.derive.centres import Subject, symmetries
from symact.derive.curves import Curve, Locals
from symact.derive.domains import Pieces
from symact.derive.periodic import Attempt
from symact.derive.profile import Kink
from symact.derive.shapes import convex_pieces, derivative_integral
from symact.kernel.signs import UndecidedError

T = TypeVar("T")


@final
@dataclass(frozen=True, slots=True)
class Graph:
    """A function with what is known of it; None for what is not.

    Attributes:
        shape: whether it is ``even`` or ``odd``.
        curve: its course.
        slope: that of its derivative.
        kinks: the breaks at which it is shown not to be smooth.
    """

    pieces: Pieces
    locals_: Locals
    shape: str | None
    curve: Curve | None
    slope: Curve | None
    kinks: tuple[Kink, ...] | None


def study_graph(graph: Graph, attempt: Attempt) -> None:
    """Record the fields about the graph as a whole."""
    pieces, locals_ = graph.pieces, graph.locals_
    curve, slope = graph.curve, graph.slope
    attempt("asymptotes", lambda: _for_all(lambda: asymptotes(pieces, locals_)))
    attempt("derivative_integral", lambda: _for_all(lambda: derivative_integral(pieces, locals_)))
    if curve is None or slope is None:
        return
    attempt("convex_pieces", lambda: convex_pieces(curve, slope))
    whole = Subject(pieces, locals_, curve, slope, graph.shape)
    attempt("symmetries", lambda: _for_all(lambda: symmetries(_bent(whole, graph.kinks))))


def _bent(subject: Subject, kinks: tuple[Kink, ...] | None) -> Subject:
    """The subject, all of whose breaks are shown to be places where it is not smooth.

    Raises:
        UndecidedError: when two pieces may be one function, so that a break says nothing.
    """
    if kinks is None:
        raise UndecidedError("it is not seen whether two pieces are one function")
    return subject


def _for_all(work: Callable[[], T]) -> T:
    """The result where it is one for all values of the parameters.

    Raises:
        UndecidedError: where it is not: cases for the sake of these fields would hide others.
    """
    try:
        return work()
    except AmbiguousError as error:
        raise UndecidedError(str(error)) from error
