"""The search for a cover: cuts between which a polynomial or its derivative keeps its sign.

Where nothing vanishes twice at an irrational place, enough cuts do. A cover says less than Rolle's
theorem, whose recursion names the derivatives at work, but its cost does not grow with their size.
"""

from __future__ import annotations

import time

import flint

from symact.kernel.balls import sign_of
from symact.kernel.certificates import Cut
from symact.kernel.field import Poly, Rational
from symact.kernel.jets import signs_over
from symact.kernel.posts import edges
from symact.kernel.rationals import simplest_between
from symact.kernel.signs import Signs, UndecidedError, find_tail
from symact.kernel.tails import End

MOST = 800
# In cells narrower than this a double zero is looked for at the simplest point.
NARROW = flint.fmpq(1, 32)
SIMPLE = 1000
# Where a cell may be split, should its middle be a zero.
SHARES = (flint.fmpq(1, 2), flint.fmpq(5, 11), flint.fmpq(7, 12))
SPLIT_BITS = (64, 512, 4096)


def cover(
    signs: Signs, poly: Poly, lower: Rational, upper: Rational, deadline: float
) -> tuple[Cut, ...]:
    """Cuts between two points such that on every gap the polynomial or its derivative has a sign.

    Raises:
        UndecidedError: where that takes too many, or the two have a zero in common.
    """
    return _Cover(signs, poly, deadline).cuts(lower, upper)


class _DoubleZeroFound(Exception):  # noqa: N818 -- a signal to `cuts`, not an error
    """A zero at which the derivative vanishes too."""

    def __init__(self, cut: Cut) -> None:
        super().__init__(cut)
        self.cut = cut


class _Cover:
    """One search; used once and thrown away."""

    def __init__(self, signs: Signs, poly: Poly, deadline: float) -> None:
        self.signs = signs
        self.poly = poly
        self.deadline = deadline
        self.asked = 0

    def cuts(self, lower: Rational, upper: Rational) -> tuple[Cut, ...]:
        """The cuts from left to right, those at double zeros among them."""
        double: list[Cut] = []
        while True:
            try:
                return self._with(double, lower, upper)
            except _DoubleZeroFound as found:
                double = sorted([*double, found.cut], key=lambda cut: cut.cell[0])

    def _with(self, double: list[Cut], lower: Rational, upper: Rational) -> tuple[Cut, ...]:
        result: list[Cut] = []
        spans = [lower, *(edge for cut in double for edge in edges(cut)), upper]
        for index, (start, stop) in enumerate(zip(spans[::2], spans[1::2], strict=True)):
            if start < stop:
                points = [start, *self._split(start, stop), stop]
                result += [self._plain(q) for q in points[1:-1]]
            result += double[index : index + 1]
        return tuple(result)

    def _plain(self, q: Rational) -> Cut:
        return Cut((q, q), self.signs.at(self.poly, q))

    def _split(self, lower: Rational, upper: Rational) -> list[Rational]:
        """The points at which a gap must be cut, by bisection."""
        found: list[Rational] = []
        pending = [(lower, upper)]
        while pending:
            start, stop = pending.pop()
            self._count()
            if any(signs_over(self.signs, self.poly, (start, stop))):
                found.append(stop)
                continue
            if stop - start < NARROW:
                self._look_for_double_zero(start, stop)
            middle = self._middle(start, stop)
            pending += [(middle, stop), (start, middle)]
        return found[:-1]

    def _count(self) -> None:
        self.asked += 1
        if self.asked > MOST or time.monotonic() > self.deadline:
            raise UndecidedError("the search for zeros ran out of time")

    def _middle(self, start: Rational, stop: Rational) -> Rational:
        for bits in SPLIT_BITS:
            for share in SHARES:
                q = start + (stop - start) * share
                if sign_of(self.signs.ball_at(self.poly, q, bits)):
                    return q
        raise UndecidedError("a sign is not decided at any point of a cell")

    def _look_for_double_zero(self, start: Rational, stop: Rational) -> None:
        q = simplest_between(start, stop)
        if q.q > SIMPLE or sign_of(self.signs.ball_at(self.poly, q, SPLIT_BITS[1])):
            return
        if self.signs.at(self.poly, q) == 0:
            left, right = (find_tail(self.signs, self.poly, End(q, side))[1] for side in (-1, 1))
            raise _DoubleZeroFound(Cut((q, q), 0, left, right))
