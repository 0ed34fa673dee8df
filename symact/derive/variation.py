"""The course of a function as a lecturer tabulates it, read off its proved charts and limits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import TypeVar, final

import sympy as sp

from symact.core.activation import Activation
from symact.core.errors import InternalError, SymactError, UnsupportedError
from symact.core.number import Number
from symact.derive.cycles import repeated
from symact.derive.domains import Break, Pieces
from symact.derive.local import Local
from symact.derive.pieces import pieces_of, pieces_on
from symact.derive.switches import SWITCHES
from symact.derive.waves import Period, period_of
from symact.kernel.reals import Real, closed_form, compare

T = TypeVar("T")

ZERO, UNDEFINED, KEEPS, END, UNKNOWN = "zero", "undefined", "keeps", "end", "unknown"
NOTHING = closed_form(sp.S.Zero)


@final
@dataclass(frozen=True, slots=True)
class Place:
    """A point of the table: a zero of a derivative, a break, or an end of the line.

    Attributes:
        value: of the function; None where it has none, or where none is known.
        left, right: its limits from both sides; None beside a gap, beyond an end, or unknown.
        marks: for each row of signs ``zero``, ``undefined``, ``keeps`` (the sign beside it),
            ``end`` or ``unknown``.
        is_break: whether two pieces meet there.
        is_defined: whether the function has a value there.
    """

    at: Number
    value: Number | None
    left: Number | None
    right: Number | None
    marks: tuple[str, ...]
    is_break: bool = False
    is_defined: bool = True

    @property
    def is_continuous(self) -> bool:
        """Whether all the limits that there are equal the value."""
        known = [n for n in (self.left, self.right) if n is not None]
        if self.value is None or not known:
            return False
        return all(n.decimal == self.value.decimal for n in known)


@final
@dataclass(frozen=True, slots=True)
class Lane:
    """An open interval between two places, on which no sign of the table changes.

    Attributes:
        signs: the sign of each derivative of the table; 0 where it vanishes identically, None
            where it is unknown.
        piece: the number of the smooth piece that holds the interval; None for a gap.
    """

    lower: Number
    upper: Number
    signs: tuple[int | None, ...]
    piece: int | None


@final
@dataclass(frozen=True, slots=True)
class Course:
    """The places and the lanes between them: one lane fewer.

    Attributes:
        order: the derivative whose values the table shows; 0 for the function itself.
        orders: the derivatives whose signs the table shows, from the lowest.
        locals: the smooth pieces with their charts; None for a gap.
        missing: the derivatives whose signs are left out, with the reason.
        period: the length of the one period that is shown; None where it is the whole line.
        growth: what the function grows by in that period.
    """

    order: int
    orders: tuple[int, ...]
    places: tuple[Place, ...]
    lanes: tuple[Lane, ...]
    locals: tuple[Local | None, ...]
    missing: tuple[tuple[int, str], ...] = ()
    period: Number | None = None
    growth: Number | None = None


def course(activation: Activation, *, order: int = 0, depth: int = 2) -> Course:
    """The course of a derivative of an activation, with the signs of the next derivatives.

    Args:
        order: the derivative whose course it is.
        depth: of how many further derivatives the signs are wanted; one is the least.

    Raises:
        SymactError: with the reason, where not even the signs of the next derivative are known.

    Example:
        >>> from symact.activations import activation
        >>> found = course(activation("gelu"))
        >>> [lane.signs for lane in found.lanes]
        [(-1, -1), (-1, 1), (1, 1), (1, -1)]
    """
    pieces, locals_, period = _smooth(activation.function)
    missing: list[tuple[int, str]] = []
    while True:
        orders = tuple(range(order + 1, order + 1 + depth))
        try:
            has_kinks = period is None or period.expression.has(*SWITCHES)
            found = _Builder(pieces, locals_, order, orders, has_kinks).course()
        except InternalError:
            raise
        except (SymactError, ZeroDivisionError) as error:
            if depth == 1:
                raise
            missing.insert(0, (orders[-1], str(error)))
            depth -= 1
            continue
        found = replace(found, missing=tuple(missing))
        if period is None:
            return found
        return replace(found, period=_number(period.length), growth=_number(period.shift))


@lru_cache(maxsize=16)
def _smooth(function: sp.Expr) -> tuple[Pieces, tuple[Local | None, ...], Period | None]:
    """The smooth pieces; remembered, since the pages of one function ask for the same charts."""
    pieces, period = _pieces(function)
    return pieces, tuple(Local.of(piece) for piece in pieces.pieces), period


def _pieces(function: sp.Expr) -> tuple[Pieces, Period | None]:
    """The pieces on the whole line, or on one period where these would be infinitely many."""
    try:
        return pieces_of(function), None
    except UnsupportedError:
        period = period_of(function) or repeated(function)
        if period is None:
            raise
        return pieces_on(period.expression, sp.S.Zero, period.length), period


@final
class _Builder:
    """One pass over the pieces; used once and thrown away."""

    def __init__(
        self,
        pieces: Pieces,
        locals_: tuple[Local | None, ...],
        order: int,
        orders: tuple[int, ...],
        may_end_in_kinks: bool,
    ) -> None:
        self.pieces = pieces
        self.may_end_in_kinks = may_end_in_kinks
        self.locals = locals_
        self.order = order
        self.orders = orders
        self.places: list[Place] = []
        self.lanes: list[Lane] = []

    def course(self) -> Course:
        first, last = self.pieces.pieces[0], self.pieces.pieces[-1]
        self.places.append(self._end(0, _number(first.lower), upper=False))
        for index in range(len(self.locals)):
            if index:
                self.places.append(self._break(index))
            self._inside(index)
        self.places.append(self._end(-1, _number(last.upper), upper=True))
        self._trim()
        self._join()
        return Course(self.order, self.orders, tuple(self.places), tuple(self.lanes), self.locals)

    def _end(self, index: int, at: Number, *, upper: bool) -> Place:
        height = self._limit(self.locals[index], upper=upper)
        left, right = (height, None) if upper else (None, height)
        marks = tuple(self._end_mark(self.locals[index], n, upper=upper) for n in self.orders)
        return Place(at, None, left, right, marks, is_defined=False)

    def _end_mark(self, local: Local | None, order: int, *, upper: bool) -> str:
        """The mark at an end: a zero where the end is that of a period."""
        if local is None or self.may_end_in_kinks or not local.ends[upper].is_finite:
            return END
        height = _attempt(lambda: local.limit(order, upper=upper))
        return END if height is None or compare(height, NOTHING) else ZERO

    def _limit(self, local: Local | None, *, upper: bool) -> Number | None:
        if local is None:
            return None
        return _attempt(lambda: local.limit(self.order, upper=upper).number())

    def _inside(self, index: int) -> None:
        """The lanes of a piece, and the places between them."""
        piece, local = self.pieces.pieces[index], self.locals[index]
        lower, upper = _number(piece.lower), _number(piece.upper)
        if local is None:
            self.lanes.append(Lane(lower, upper, (0,) * len(self.orders), None))
            return
        zeros = [() if local.vanishes(n) else local.zeros_of(n) for n in self.orders]
        charts = [(0,) if local.vanishes(n) else local.chart(n).signs for n in self.orders]
        points = _merged(zeros)
        edges = [lower, *(at.number() for at, _ in points), upper]
        passed = [0] * len(self.orders)
        for (left, right), (at, rows) in zip(pairwise(edges), [*points, (None, ())], strict=True):
            signs = tuple(chart[n] for chart, n in zip(charts, passed, strict=True))
            self.lanes.append(Lane(left, right, signs, index))
            if at is not None:
                marks = tuple(ZERO if r in rows else KEEPS for r in range(len(self.orders)))
                height = local.value(self.order, at).number()
                self.places.append(Place(right, height, height, height, marks))
            for row in rows:
                passed[row] += 1

    def _break(self, index: int) -> Place:
        middle = self.pieces.breaks[index - 1]
        sides = self.locals[index - 1], self.locals[index]
        left, right = (self._limit(s, upper=not i) for i, s in enumerate(sides))
        value, known = self._value(middle, sides)
        return Place(
            _number(middle.at),
            value,
            left,
            right,
            tuple(self._mark(middle, sides, order) for order in self.orders),
            is_break=True,
            is_defined=value is not None or not known,
        )

    def _value(self, middle: Break, sides: Sequence[Local | None]) -> tuple[Number | None, bool]:
        """The value at a break, and whether it is known that there is none."""
        if self.order == 0:
            value = None if middle.value is None else closed_form(middle.value).number()
            return value, True
        try:
            found = derivative_at(middle, sides, self.order)
        except SymactError:
            return None, False
        return None if found is None else found.number(), True

    def _mark(self, middle: Break, sides: Sequence[Local | None], order: int) -> str:
        try:
            found = derivative_at(middle, sides, order)
            if found is None:
                return UNDEFINED
            return KEEPS if compare(found, NOTHING) else ZERO
        except SymactError:
            return UNKNOWN

    def _trim(self) -> None:
        """Gaps at the ends of the line are left out: the table begins where the domain does."""
        while len(self.lanes) > 1 and self.lanes[0].piece is None:
            del self.lanes[0], self.places[0]
        while len(self.lanes) > 1 and self.lanes[-1].piece is None:
            del self.lanes[-1], self.places[-1]

    def _join(self) -> None:
        """Breaks of the description alone, at which nothing happens, are left out."""
        index = 1
        while index < len(self.lanes):
            place, before, after = self.places[index], *self.lanes[index - 1 : index + 1]
            plain = all(mark == KEEPS for mark in place.marks) or (
                all(m == ZERO and not a for m, a in zip(place.marks, after.signs, strict=True))
            )
            if (
                place.is_break
                and place.is_continuous
                and plain
                and before.signs == after.signs
                and self._is_smooth(place)
            ):
                self.lanes[index - 1 : index + 1] = [replace(before, upper=after.upper)]
                del self.places[index]
            else:
                index += 1

    def _is_smooth(self, place: Place) -> bool:
        return any(
            middle.is_smooth and _number(middle.at).decimal == place.at.decimal
            for middle in self.pieces.breaks
        )


def derivative_at(middle: Break, sides: Sequence[Local | None], order: int) -> Real | None:
    """The derivative of an order at a break; None where it does not exist.

    By the mean value theorem it exists where the function is continuous and the limits of its
    derivatives up to that order agree from both sides, and it is then that limit; where these
    limits are different, or infinite, it does not exist.

    Raises:
        SymactError: where a limit is not decided.
    """
    left, right = sides
    if middle.value is None or left is None or right is None:
        return None
    value = closed_form(middle.value)
    heights = left.limit(0, upper=True), right.limit(0, upper=False)
    if any(not h.is_finite or compare(h, value) for h in heights):
        return None
    found = value
    for k in range(1, order + 1):
        slopes = left.limit(k, upper=True), right.limit(k, upper=False)
        if any(not s.is_finite for s in slopes):
            return None
        if not middle.is_smooth and compare(*slopes):
            return None
        found = slopes[0]
    return found


def _merged(zeros: Sequence[Sequence[Real]]) -> list[tuple[Real, tuple[int, ...]]]:
    """All zeros in increasing order, each with the rows in which it is one."""
    found: list[tuple[Real, tuple[int, ...]]] = []
    for row, own in enumerate(zeros):
        for zero in own:
            index, same = 0, False
            while index < len(found) and not same:
                place = compare(zero, found[index][0])
                same = place == 0
                if place < 0:
                    break
                index += not same
            if same:
                found[index] = (found[index][0], (*found[index][1], row))
            else:
                found.insert(index, (zero, (row,)))
    return found


def _number(end: sp.Expr) -> Number:
    if end in (sp.oo, -sp.oo):
        return Number(end, str(end))
    return closed_form(end).number()


def _attempt(work: Callable[[], T]) -> T | None:
    """The result; None where the kernel does not decide it."""
    try:
        return work()
    except InternalError:
        raise
    except (SymactError, ZeroDivisionError):
        return None
