"""The search for sign charts: finds the zeros and writes the certificate, proves nothing.

Rolle's theorem, recursively: divide P by a coefficient A so that the derivative of P/A has a
lower degree in the highest generator; between neighbouring zeros of A and of that derivative
P/A is monotone, so the signs at the two ends count its zeros. Where that leads to long
polynomials, cells are cut until on each the polynomial or its derivative keeps its sign.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import TypeAlias

import flint

from symact.core.budget import time_left
from symact.core.errors import AmbiguousError, UnsupportedError
from symact.kernel.certificates import Cell, ChartCertificate, Cut, Node, Power, TailData
from symact.kernel.cover import cover
from symact.kernel.field import (
    ONE,
    Fraction,
    Poly,
    Rational,
    Tower,
    coefficients,
    fraction,
    irreducible_factors,
    occurring,
    poly_key,
    product,
)
from symact.kernel.identities import quotient_sign, singularities, slope_of_quotient
from symact.kernel.posts import Post, Zero, edge_of, meet
from symact.kernel.rationals import midpoint, simplest_between
from symact.kernel.signs import ORDERS, Signs, UndecidedError, find_limit, find_tail
from symact.kernel.tails import End

REFINEMENTS = 60
NARROW = flint.fmpq(1, 64)
# Of more terms, or deeper in the recursion, a polynomial is covered first.
SHORT = 10
DEEP = 1

Near: TypeAlias = "Callable[[End], tuple[int, TailData]]"


class Search:
    """The charts of polynomials of one tower on one interval; used once and thrown away."""

    def __init__(
        self,
        tower: Tower,
        lower: Rational | None,
        upper: Rational | None,
        seconds: float = 20.0,
    ) -> None:
        self.tower = tower
        self.lower = lower
        self.upper = upper
        self.signs = Signs(tower)
        self.nodes: dict[object, Node] = {}
        self.deadline = time.monotonic() + min(seconds, time_left())
        self.depth = 0

    # -- the table of nodes ----------------------------------------------------------------

    def node(self, poly: Poly) -> Node:
        """The node of an irreducible polynomial, with all that it rests on."""
        key = poly_key(poly)
        if key not in self.nodes:
            if time.monotonic() > self.deadline:
                raise UndecidedError("the search for zeros ran out of time")
            self.nodes[key] = self._node(poly)
        return self.nodes[key]

    def _node(self, poly: Poly) -> Node:
        sign = next((s for s in (1, -1) if self.tower.is_positive(poly * s)), 0)
        if sign:
            return Node(poly, "positive", (sign,))
        if (top := self.tower.top(poly)) is None:
            return Node(poly, "constant", (self.signs.constant(poly),))
        return self._with_zeros(poly, top)

    def _with_zeros(self, poly: Poly, top: int) -> Node:
        """By Rolle's theorem where its recursion stays short, else by a cover, or by either."""
        if self.tower.has_parameters:
            return self._rolle(poly, top)
        if {self.tower.generators[i].kind for i in occurring(poly)} & {"cos", "sin"}:
            return self._cover(poly)  # derivatives do not lower the degree in these
        rolle, by_cover = partial(self._rolle, poly, top), partial(self._cover, poly)
        is_short = len(poly) <= SHORT and self.depth <= DEEP
        first, second = (rolle, by_cover) if is_short else (by_cover, rolle)
        self.depth += 1
        try:
            return first()
        except (UndecidedError, UnsupportedError) as error:
            with suppress(UndecidedError, UnsupportedError):
                return second()
            raise error from None
        finally:
            self.depth -= 1

    def sign_throughout(self, element: Fraction) -> int:
        """The sign of an element without zeros and poles on the interval; 0 when it has some."""
        sign = 1
        for part in (element.num, element.den):
            content, factors = irreducible_factors(part)
            sign *= 1 if content > 0 else -1
            for poly, power in factors:
                node = self.node(poly)
                if node.cells:
                    return 0
                sign *= node.signs[0] ** power
        return sign

    def _rolle(self, poly: Poly, top: int) -> Node:
        divisor = irreducible_factors(self._divisor(poly, top))[1]
        numerator, denominator = slope_of_quotient(self.tower, poly, product(divisor))
        content, slope = irreducible_factors(numerator)
        below = [p for p, _ in (*slope, *divisor)]
        self.smooth(poly, denominator)
        zeros = [Zero(cell, p) for p in below for cell in self.node(p).cells]
        cuts = [self._cut(poly, zero) for zero in self.separate(zeros)]
        bare = Node(poly, "rolle", (), tuple(divisor), content, tuple(slope))
        near = partial(self._near, bare, denominator)
        lower, upper = (self._end(poly, near, upper=upper) for upper in (False, True))
        posts = [lower[0], *(self._post(poly, cut) for cut in cuts), upper[0]]
        cells, signs = self._between(poly, posts)
        return replace(
            bare,
            signs=signs,
            cuts=tuple(cuts),
            cells=cells,
            lower=lower[1],
            upper=upper[1],
        )

    def _cover(self, poly: Poly) -> Node:
        self.smooth(poly)
        near = partial(find_tail, self.signs, poly)
        lower, upper = (self._end(poly, near, upper=upper) for upper in (False, True))
        cuts = cover(self.signs, poly, lower[0].after, upper[0].before, self.deadline)
        posts = [lower[0], *(self._post(poly, cut) for cut in cuts), upper[0]]
        cells, signs = self._between(poly, posts)
        return Node(poly, "cover", signs, cuts=cuts, cells=cells, lower=lower[1], upper=upper[1])

    def smooth(self, *polys: Poly) -> None:
        """Make sure that polynomials are smooth functions on the interval."""
        if any(self.node(p).cells for p in singularities(self.tower, *polys)):
            raise UndecidedError("the function is not smooth inside the interval")

    def _divisor(self, poly: Poly, top: int) -> Poly:
        parts = coefficients(poly, top)
        if top == 0:
            return ONE
        if self.tower.generators[top].kind in {"exp", "root"}:
            lowest = parts[min(parts)]
            return lowest if self._has_places(lowest) else ONE
        return parts[max(parts)]

    def _has_places(self, poly: Poly) -> bool:
        """Whether the zeros of a divisor do not move with the parameters.

        A polynomial in x alone can be left undivided: every derivative lowers its degree.
        """
        if not self.tower.has_parameters or self.tower.top(poly) != 0:
            return True
        try:
            return all(self.node(factor) for factor, _ in irreducible_factors(poly)[1])
        except UndecidedError:
            return False

    # -- cells -----------------------------------------------------------------------------

    def refine(self, zero: Zero) -> Zero:
        """The same zero in half the cell, or exactly."""
        lower, upper = zero.cell
        if lower == upper:
            return zero
        middle = midpoint(lower, upper)
        sign = self._beside(zero, middle)
        if sign == 0:
            return Zero((middle, middle), zero.poly)
        below = zero.below or self._beside(zero, lower)
        if sign == below:
            return Zero((middle, upper), zero.poly, below)
        return Zero((lower, middle), zero.poly, below)

    def exactly(self, zero: Zero) -> Zero:
        """The zero exactly, when it is the simplest rational of its cell."""
        lower, upper = zero.cell
        if lower == upper:
            return zero
        if lower > upper:  # ends of cells are guessed where parameters stand
            raise UndecidedError("a zero lies where the parameters say")
        q = simplest_between(lower, upper)
        return Zero((q, q), zero.poly) if self._beside(zero, q) == 0 else zero

    def _beside(self, zero: Zero, q: Rational) -> int:
        """The sign at a point that was chosen to find the place of a zero.

        Where it depends on parameters the place does, and nothing is won by other cases: there
        are more of them at every point.
        """
        try:
            return self.signs.at(zero.poly, q)
        except AmbiguousError as error:
            raise UndecidedError("a zero lies where the parameters say") from error

    def narrow(self, zero: Zero) -> Zero:
        """The zero in a cell of length at most 1/64, or exactly."""
        zero = self.exactly(zero)
        while zero.cell[1] - zero.cell[0] > NARROW:
            zero = self.refine(zero)
        return self.exactly(zero)

    def separate(self, zeros: Iterable[Zero]) -> list[Zero]:
        """The zeros in increasing order with disjoint cells; a common zero is kept once."""
        order: list[Zero] = []
        for zero in zeros:
            order = self._insert(order, zero)
        return order

    def _insert(self, order: list[Zero], zero: Zero) -> list[Zero]:
        for _ in range(REFINEMENTS):
            hit = next((i for i, z in enumerate(order) if meet(z.cell, zero.cell)), None)
            if hit is None:
                return sorted([*order, zero], key=lambda z: z.cell[0])
            other = order[hit]
            if other.cell == zero.cell and zero.cell[0] == zero.cell[1]:
                return order
            if other.poly == zero.poly:
                return order
            order = [*order[:hit], self.exactly(self.refine(other)), *order[hit + 1 :]]
            zero = self.exactly(self.refine(zero))
        raise UndecidedError("two functions have zeros too close to tell apart")

    def _cut(self, poly: Poly, zero: Zero) -> Cut:
        for _ in range(REFINEMENTS):
            if zero.cell[0] == zero.cell[1]:
                break
            sign = self.signs.on(poly, zero.cell)
            if sign:
                return Cut(zero.cell, sign)
            zero = self.refine(zero)
        zero = self.exactly(zero)
        if zero.cell[0] != zero.cell[1]:
            raise UndecidedError("a zero is one of the derivative too, at no rational point")
        q = zero.cell[0]
        sign = self.signs.at(poly, q)
        if sign:
            return Cut(zero.cell, sign)
        _, left = find_tail(self.signs, poly, End(q, -1))
        _, right = find_tail(self.signs, poly, End(q, 1))
        return Cut(zero.cell, 0, left, right)

    def _end(self, poly: Poly, near: Near, *, upper: bool) -> tuple[Post, TailData | None]:
        at = self.upper if upper else self.lower
        if at is not None and self._regular(poly, at):
            sign = self.signs.at(poly, at)
            if sign:
                return Post(sign, sign, at, at), None
        end = End(at, -1 if upper else 1)
        sign, data = near(end)
        edge = self._edge(poly, end, data, sign)
        return Post(sign, sign, edge, edge), data

    def _near(self, node: Node, denominator: Poly, end: End) -> tuple[int, TailData]:
        """The sign near an end: by the series, or because P/A is monotone and tends to 0."""
        try:
            return find_tail(self.signs, node.poly, end, ORDERS[:-1])
        except UndecidedError:
            pass
        try:
            quotient = fraction(node.poly, product(node.divisor))
            value, data = find_limit(self.signs, quotient, end)
        except UndecidedError:
            value = None
        if value != 0:
            return find_tail(self.signs, node.poly, end, ORDERS[-1:])
        upper = end.side < 0
        sign = quotient_sign(
            lambda poly: self.node(poly).signs[-1 if upper else 0], node, denominator, upper=upper
        )
        return sign, replace(data, vanishing=True)

    def _regular(self, poly: Poly, q: Rational) -> bool:
        return all(self.signs.at(p, q) != 0 for p in singularities(self.tower, poly))

    def _between(
        self, poly: Poly, posts: Sequence[Post]
    ) -> tuple[tuple[Cell, ...], tuple[int, ...]]:
        cells: list[Cell] = []
        signs = [posts[0].right]
        for left, right in pairwise(posts):
            if left.right != right.left:
                cell = (left.after, right.before)
                cells.append(self._apart(self.narrow(Zero(cell, poly, left.right)), posts).cell)
                signs.append(right.left)
            if right.zero is not None:
                cells.append(right.zero)
                signs.append(right.right)
        return tuple(cells), tuple(signs)

    def _apart(self, zero: Zero, posts: Sequence[Post]) -> Zero:
        """The zero in a cell that touches no post, where another cell may begin."""
        for _ in range(REFINEMENTS):
            ends = {end for post in posts for end in (post.before, post.after)}
            if zero.cell[0] == zero.cell[1] or not ends & set(zero.cell):
                return zero
            zero = self.exactly(self.refine(zero))
        return zero

    def _post(self, poly: Poly, cut: Cut) -> Post:
        lower, upper = cut.cell
        if cut.sign or cut.left is None or cut.right is None:
            return Post(cut.sign, cut.sign, lower, upper)
        left, right = End(lower, -1), End(lower, 1)
        signs = self.signs.near(poly, left, cut.left), self.signs.near(poly, right, cut.right)
        return Post(
            *signs,
            self._edge(poly, left, cut.left, signs[0]),
            self._edge(poly, right, cut.right, signs[1]),
            zero=cut.cell,
        )

    def _edge(self, poly: Poly, end: End, data: TailData, sign: int) -> Rational:
        """A point up to which the sign near an end is known.

        With parameters the start of a series says nothing, and a point is looked for. Where none
        is found any will do, unless a zero is isolated with it, which then fails its check.
        """
        edge = edge_of(end, data)
        if not self.tower.has_parameters:
            return edge
        for exponent in range(1, 24):
            point = edge_of(end, replace(data, start=2**exponent))
            with suppress(UndecidedError):
                if self._beside(Zero((point, point), poly), point) == sign:
                    return point
        return edge


def chart(
    tower: Tower,
    element: Fraction,
    lower: Rational | None,
    upper: Rational | None,
    seconds: float = 20.0,
) -> ChartCertificate:
    """A certificate for the signs of an element on an open interval.

    Raises:
        UndecidedError, UnsupportedError: with the reason, when the search does not succeed.
    """
    search = Search(tower, lower, upper, seconds)
    content, top = irreducible_factors(tower.reduce(element.num))
    below_content, below = irreducible_factors(tower.reduce(element.den))
    factors: list[Power] = [*top, *((p, -e) for p, e in below)]
    search.smooth(element.num * element.den)
    for argument in tower.positive:
        if search.sign_throughout(argument) != 1:
            raise UndecidedError("a logarithm is taken of a number that is not positive")
    zeros = search.separate(Zero(cell, p) for p, _ in factors for cell in search.node(p).cells)
    sign = 1 if content / below_content > 0 else -1
    for p, e in factors:
        if e % 2:
            sign *= search.node(p).signs[0]
    signs = [sign]
    for zero in zeros:
        for p, e in factors:
            if e % 2 and _changes(search.node(p), zero):
                sign = -sign
        signs.append(sign)
    return ChartCertificate(
        lower=lower,
        upper=upper,
        content=content / below_content,
        factors=tuple(factors),
        nodes=tuple(search.nodes.values()),
        cells=tuple(zero.cell for zero in zeros),
        signs=tuple(signs),
    )


def _changes(node: Node, zero: Zero) -> bool:
    """Whether the node's polynomial changes sign at this zero of the merged list."""
    for index, cell in enumerate(node.cells):
        if cell[0] <= zero.cell[0] and zero.cell[1] <= cell[1]:
            own = node.poly == zero.poly or cell[0] == cell[1]
            if own and node.signs[index] != node.signs[index + 1]:
                return True
    return False
