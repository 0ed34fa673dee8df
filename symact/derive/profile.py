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
    """An interval of positive length on which the function is constant.

    Attributes:
        period: that with which it comes again; None for a single one.
        growth: what the value grows by in each period; None for nothing.
    """

    interval: Interval
    value: Number
    period: Number | None = None
    growth: Number | None = None


@final
@dataclass(frozen=True, slots=True)
class Kink:
    """A point where the function is not C-infinity.

    Attributes:
        smoothness: k when the function is C^k near the point and no more; -1 at a jump.
        kind: ``corner``, ``jump``, ``vertical tangent``, ``smooth join``, ``hole`` or ``edge``.
        subdifferential: Clarke's, the least closed interval that holds the limits of the slope
            from both sides; None where the function is not Lipschitz near the point.
        period: that with which it comes again; None for a single one.
        growth: what the values grow by in each period; None for nothing.
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
    subdifferential: Interval | None = None
    period: Number | None = None
    growth: Number | None = None


@final
@dataclass(frozen=True, slots=True)
class DerivativeForm:
    """The derivative as an expression, and through the output where that is possible.

    Attributes:
        expression: the derivative where it exists, in ``x``.
        through_output: the derivative in terms of the output letter; None where there is none.
        holds_for_all: whether that was found for all values of the parameters, and not only for
            those in force.
    """

    expression: sp.Expr
    through_output: sp.Expr | None = None
    holds_for_all: bool = True


@final
@dataclass(frozen=True, slots=True)
class MonotonePiece:
    """An interval on which the function keeps one direction: +1 rises, -1 falls, 0 constant."""

    interval: Interval
    direction: int


@final
@dataclass(frozen=True, slots=True)
class MonotonePieces:
    """The intervals on which the function keeps one direction, each as long as possible.

    Attributes:
        infinite: whether they are infinitely many; then ``pieces`` holds those of one period, or
            none where there is no period.
        period: that with which the pieces come again.
    """

    pieces: tuple[MonotonePiece, ...] = ()
    infinite: bool = False
    period: Number | None = None


@final
@dataclass(frozen=True, slots=True)
class ConvexPiece:
    """An open interval on which the function has one shape.

    Attributes:
        shape: ``convex`` or ``concave``, both strictly, or ``affine``.
    """

    interval: Interval
    shape: str


@final
@dataclass(frozen=True, slots=True)
class ConvexPieces:
    """The intervals on which the function keeps one shape, each as long as possible.

    Attributes:
        infinite: whether they are infinitely many; then ``pieces`` holds those of one period, or
            none where there is no period.
        period: that with which the pieces come again.
    """

    pieces: tuple[ConvexPiece, ...] = ()
    infinite: bool = False
    period: Number | None = None


@final
@dataclass(frozen=True, slots=True)
class Asymptote:
    """The line ``slope * x + intercept``, from which the function differs by less and less.

    Attributes:
        reached: whether the function is equal to the line from some place on.
    """

    slope: Number
    intercept: Number
    reached: bool


@final
@dataclass(frozen=True, slots=True)
class Pole:
    """A place where the function is unbounded, with its limits; None on a side without values."""

    at: Number
    left: Number | None
    right: Number | None


@final
@dataclass(frozen=True, slots=True)
class Asymptotes:
    """The asymptotes: one or none at each end of the line, and the vertical ones."""

    left: Asymptote | None = None
    right: Asymptote | None = None
    vertical: tuple[Pole, ...] = ()


@final
@dataclass(frozen=True, slots=True)
class Centre:
    """A point ``(at, value)`` with ``f(at + t) + f(at - t) = 2 value`` for all t."""

    at: Number
    value: Number


@final
@dataclass(frozen=True, slots=True)
class Symmetries:
    """The point and the vertical line in which the graph is its own mirror image.

    Attributes:
        axis: the place a with ``f(a + t) = f(a - t)`` for all t.
        infinite: whether there are infinitely many of each kind that is given.
    """

    centre: Centre | None = None
    axis: Number | None = None
    infinite: bool = False


@final
@dataclass(frozen=True, slots=True)
class Integral:
    """The value of an improper integral; ``oo`` or ``-oo`` where it diverges to it, else None."""

    value: Number | None


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
    monotone_pieces: MonotonePieces | None = None
    monotone: str | None = None
    convex_pieces: ConvexPieces | None = None
    convex: str | None = None
    symmetry: str | None = None
    symmetries: Symmetries | None = None
    asymptotes: Asymptotes | None = None
    derivative_integral: Integral | None = None
    smoothness: str | None = None
    lipschitz: Number | None = None
    traits: dict[str, bool | str | None] = field(default_factory=dict)
    status: dict[str, str] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    proofs: dict[str, tuple[str, ...]] = field(default_factory=dict)
    theorems: tuple[Theorem, ...] = ()
