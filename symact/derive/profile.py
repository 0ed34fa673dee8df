"""The profile: everything symact says of a function."""

from dataclasses import dataclass, field
from typing import final

import sympy as sp

from symact.core.activation import Activation, Convention
from symact.core.number import Interval, Number
from symact.kernel.theorem import Theorem


@final
@dataclass(frozen=True, slots=True)
class End:
    """The infimum or supremum of a set of values, and where it is attained.

    Attributes:
        at: the isolated points where the value is attained.
        on: the intervals on which the function is constant and has this value.
        family: a formula in the integer ``k`` when the points are infinitely many.
    """

    number: Number
    attained: bool
    at: tuple[Number, ...] = ()
    on: tuple[Interval, ...] = ()
    family: str | None = None


@final
@dataclass(frozen=True, slots=True)
class RangeSet:
    """A set of values: disjoint intervals in increasing order, with its two ends."""

    intervals: tuple[Interval, ...]
    infimum: End
    supremum: End


@final
@dataclass(frozen=True, slots=True)
class PointSet:
    """A set of places: isolated points and intervals."""

    points: tuple[Number, ...] = ()
    intervals: tuple[Interval, ...] = ()
    infinite: bool = False
    family: str | None = None


@final
@dataclass(frozen=True, slots=True)
class Point:
    """A place on the graph.

    Attributes:
        kind: ``minimum``, ``maximum``, ``saddle`` or ``inflection``.
        where: ``smooth`` or ``kink``.
    """

    at: Number
    value: Number
    kind: str
    where: str = "smooth"


@final
@dataclass(frozen=True, slots=True)
class Points:
    """A set of places on the graph."""

    points: tuple[Point, ...] = ()
    infinite: bool = False
    family: str | None = None


@final
@dataclass(frozen=True, slots=True)
class Plateau:
    """An interval of positive length on which the function is constant."""

    interval: Interval
    value: Number


@final
@dataclass(frozen=True, slots=True)
class Kink:
    """A point where the function is not C-infinity.

    Attributes:
        smoothness: k when the function is C^k near the point and no more; -1 at a jump.
        kind: ``corner``, ``jump``, ``vertical tangent``, ``smooth join``, ``hole`` or ``edge``.
    """

    at: Number
    value: Number | None
    left: Number | None
    right: Number | None
    derivative_left: Number | None
    derivative_right: Number | None
    smoothness: int
    kind: str
    conventions: tuple[Convention, ...] = ()


@final
@dataclass(frozen=True, slots=True)
class DerivativeForm:
    """The derivative as an expression, and through the output where that is possible.

    Attributes:
        expression: the derivative where it exists, in ``x``.
        through_output: the derivative in terms of the output letter; None where there is none.
    """

    expression: sp.Expr
    through_output: sp.Expr | None = None


@final
@dataclass(frozen=True, slots=True)
class MonotonePiece:
    """An interval on which the function keeps one direction: +1 rises, -1 falls, 0 constant."""

    interval: Interval
    direction: int


@final
@dataclass(frozen=True, slots=True)
class Profile:
    """Everything symact says of an activation; a field that is None is unknown, with a reason.

    Attributes:
        traits: short statements by name, such as ``zero_centred``; True, False, a string, or None.
        status: field name to ``proved`` or ``unknown``.
        reasons: field name to the reason why it is unknown.
        proofs: field name to the one-level argument a lecturer would write, in lines that may hold
            mathematics between dollar signs.
        theorems: what the kernel proved on the way, with the certificates.
    """

    activation: Activation
    domain: tuple[Interval, ...]
    derivative: DerivativeForm
    range: RangeSet | None = None
    derivative_range: RangeSet | None = None
    limits: tuple[Number | None, Number | None] | None = None
    derivative_limits: tuple[Number | None, Number | None] | None = None
    zeros: PointSet | None = None
    fixed_points: PointSet | None = None
    critical_points: Points | None = None
    local_extrema: Points | None = None
    inflection_points: Points | None = None
    plateaus: tuple[Plateau, ...] | None = None
    kinks: tuple[Kink, ...] | None = None
    monotone_pieces: tuple[MonotonePiece, ...] | None = None
    monotone: str | None = None
    convex: str | None = None
    symmetry: str | None = None
    smoothness: str | None = None
    lipschitz: Number | None = None
    traits: dict[str, bool | str | None] = field(default_factory=dict)
    status: dict[str, str] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    proofs: dict[str, tuple[str, ...]] = field(default_factory=dict)
    theorems: tuple[Theorem, ...] = ()
