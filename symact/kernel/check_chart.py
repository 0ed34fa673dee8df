"""The checker of sign charts: recomputes every identity and every sign, and searches nothing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import sympy as sp

from symact.core.errors import SymactError
from symact.kernel.certificates import Cell, ChartCertificate, Cut, Node, TailData
from symact.kernel.field import (
    ONE,
    Fraction,
    Poly,
    Rational,
    Tower,
    constant,
    fraction,
    irreducible_factors,
    poly_key,
    product,
)
from symact.kernel.identities import quotient_sign, singularities, slope_of_quotient
from symact.kernel.jets import signs_over
from symact.kernel.posts import edge_of, gaps
from symact.kernel.signs import Signs
from symact.kernel.tails import End

VANISHING = "a quotient that tends to 0 belongs to Rolle's theorem"


class RejectedError(SymactError):
    """A certificate does not show what it claims; the message says where it fails."""


def require(condition: bool, reason: str) -> None:
    """Reject the certificate unless the condition holds."""
    if not condition:
        raise RejectedError(reason)


def check_chart(tower: Tower, element: Fraction, certificate: ChartCertificate) -> None:
    """Accept exactly those certificates that show the signs of *element* on their interval.

    Raises:
        RejectedError: when some step of the certificate is false.
        UndecidedError: when a sign that it needs is not decided at any precision tried.
    """
    _Checker(tower, certificate).check(element)


class _Checker:
    """One pass over one certificate."""

    def __init__(self, tower: Tower, certificate: ChartCertificate) -> None:
        self.tower = tower
        self.certificate = certificate
        self.signs = Signs(tower)
        self.checked: dict[object, Node] = {}

    def check(self, element: Fraction) -> None:
        lower, upper = self.certificate.lower, self.certificate.upper
        require(lower is None or upper is None or lower < upper, "an interval is empty")
        for node in self.certificate.nodes:
            self._node(node)
            self.checked[poly_key(node.poly)] = node
        self._smooth(element.num * element.den)
        self._logarithms()
        self._factors(element)
        self._merged()

    # -- nodes -----------------------------------------------------------------------------

    def _known(self, poly: Poly) -> Node:
        node = self.checked.get(poly_key(poly))
        if node is None:
            raise RejectedError("a polynomial has no node before it is used")
        return node

    def _smooth(self, *polys: Poly) -> None:
        for singular in singularities(self.tower, *polys):
            require(not self._known(singular).cells, "a function is singular inside the interval")

    def _logarithms(self) -> None:
        for argument in self.tower.positive:
            sign = 1
            for part in (argument.num, argument.den):
                content, factors = irreducible_factors(part)
                sign *= 1 if content > 0 else -1
                for poly, power in factors:
                    node = self._known(poly)
                    require(not node.cells, "the argument of a logarithm vanishes")
                    sign *= node.signs[0] ** power
            require(sign == 1, "the argument of a logarithm is negative")

    def _node(self, node: Node) -> None:
        require(len(node.signs) == len(node.cells) + 1, "signs and zeros do not match")
        require(not self.tower.is_zero(Fraction(node.poly, ONE)), "a node of the zero polynomial")
        if node.rule in {"rolle", "cover"}:
            (self._rolle if node.rule == "rolle" else self._cover)(node)
            return
        require(not node.cells, "a polynomial without zeros has zeros")
        if node.rule == "positive":
            sign = node.signs[0]
            require(sign in {1, -1}, "a sign is not a sign")
            require(self.tower.is_positive(node.poly * sign), "a term is not positive")
        elif node.rule == "constant":
            require(self.tower.top(node.poly) is None, "a constant depends on x")
            require(self.signs.constant(node.poly) == node.signs[0], "a constant has another sign")
        else:
            raise RejectedError(f"no rule is called {node.rule!r}")

    def _rolle(self, node: Node) -> None:
        divisor = product(node.divisor)
        numerator, denominator = slope_of_quotient(self.tower, node.poly, divisor)
        stated = product(node.slope) * (node.content or 0)
        require(not numerator.is_zero(), "the quotient is constant")
        require(self.tower.reduce(stated - numerator).is_zero(), "the derivative is another")
        self._smooth(node.poly, denominator)
        cuts = [cut.cell for cut in node.cuts]
        self._ordered(cuts)
        for poly, _ in (*node.divisor, *node.slope):
            below = self._known(poly)
            for cell in below.cells:
                self._holder(poly, cell, cuts)
        posts = [
            self._end(node, denominator, upper=False),
            *(self._cut(node.poly, cut) for cut in node.cuts),
            self._end(node, denominator, upper=True),
        ]
        self._count(node, posts)

    def _cover(self, node: Node) -> None:
        """On each gap between the cuts the polynomial or its derivative keeps its sign."""
        self._smooth(node.poly)
        self._ordered([cut.cell for cut in node.cuts])
        require(not any(end and end.vanishing for end in (node.lower, node.upper)), VANISHING)
        lower, upper = (self._place(node, upper=upper) for upper in (False, True))
        for gap in gaps(lower, node.cuts, upper):
            shown = any(signs_over(self.signs, node.poly, gap))
            require(shown, "between two cuts neither the polynomial nor its slope keeps its sign")
        posts = [
            self._end(node, ONE, upper=False),
            *(self._cut(node.poly, cut) for cut in node.cuts),
            self._end(node, ONE, upper=True),
        ]
        self._count(node, posts)

    def _place(self, node: Node, *, upper: bool) -> Rational:
        """The point up to which the evidence for an end tells the sign."""
        at = self.certificate.upper if upper else self.certificate.lower
        data = node.upper if upper else node.lower
        if data is not None:
            return edge_of(End(at, -1 if upper else 1), data)
        if at is None:
            raise RejectedError("a sign at infinity has no evidence")
        return at

    def _ordered(self, cells: Sequence[Cell]) -> None:
        lower, upper = self.certificate.lower, self.certificate.upper
        for cell in cells:
            require(cell[0] <= cell[1], "a cell is upside down")
            require(lower is None or lower <= cell[0], "a cell lies outside the interval")
            require(upper is None or cell[1] <= upper, "a cell lies outside the interval")
            if cell[0] == cell[1]:
                require(cell[0] not in (lower, upper), "a zero lies at the end of the interval")
        for left, right in pairwise(cells):
            require(left[1] < right[0], "two cells meet")

    def _holder(self, poly: Poly, cell: Cell, among: Sequence[Cell]) -> int:
        """The index of the cell that holds the one zero of *poly* in *cell*."""
        for index, (lower, upper) in enumerate(among):
            if (lower, upper) == cell:
                return index
            if cell[0] <= lower and upper <= cell[1]:
                first, last = self.signs.at(poly, lower), self.signs.at(poly, upper)
                if lower == upper and first == 0:
                    return index
                if first * last < 0:
                    return index
        raise RejectedError("a zero is in none of the cells")

    def _cut(self, poly: Poly, cut: Cut) -> tuple[int, int, Cell, bool]:
        if cut.left is None or cut.right is None:
            require(cut.sign in {1, -1}, "a sign is not a sign")
            require(self.signs.on(poly, cut.cell) == cut.sign, "the sign on a cell is another")
            return cut.sign, cut.sign, cut.cell, False
        lower, upper = cut.cell
        require(lower == upper, "a double zero is not at one point")
        require(self.signs.at(poly, lower) == 0, "a polynomial does not vanish where it should")
        left = self.signs.near(poly, End(lower, -1), cut.left)
        right = self.signs.near(poly, End(lower, 1), cut.right)
        return left, right, cut.cell, True

    def _end(
        self, node: Node, denominator: Poly, *, upper: bool
    ) -> tuple[int, int, Cell | None, bool]:
        at = self.certificate.upper if upper else self.certificate.lower
        data: TailData | None = node.upper if upper else node.lower
        if data is not None:
            sign = self._near(node, denominator, End(at, -1 if upper else 1), data)
            return sign, sign, None, False
        if at is None:
            raise RejectedError("a sign at infinity has no evidence")
        for singular in singularities(self.tower, node.poly):
            require(self.signs.at(singular, at) != 0, "a function is singular at an end")
        sign = self.signs.at(node.poly, at)
        require(sign != 0, "a polynomial vanishes at an end")
        return sign, sign, None, False

    def _near(self, node: Node, denominator: Poly, end: End, data: TailData) -> int:
        if not data.vanishing:
            return self.signs.near(node.poly, end, data)
        quotient = fraction(node.poly, product(node.divisor))
        value = self.signs.tends_to(quotient, end, data)
        require(isinstance(value, sp.Expr) and value == 0, "a quotient does not tend to 0")
        side = -1 if end.side < 0 else 0
        return quotient_sign(
            lambda poly: self._known(poly).signs[side], node, denominator, upper=end.side < 0
        )

    def _count(self, node: Node, posts: list[tuple[int, int, Cell | None, bool]]) -> None:
        """Between two posts the quotient is monotone: one zero if the signs differ, else none."""
        self._ordered(node.cells)
        cells, signs = iter(node.cells), [posts[0][1]]
        for left, right in pairwise(posts):
            if left[1] != right[0]:
                cell = next(cells, None)
                require(cell is not None, "a zero is missing")
                if cell is not None:
                    self._inside(cell, left[2], right[2])
                    self._single(node.poly, cell, left[1], right[0])
                signs.append(right[0])
            if right[3]:
                require(next(cells, None) == right[2], "a double zero is missing")
                signs.append(right[1])
        require(next(cells, None) is None, "there is a zero too many")
        require(tuple(signs) == node.signs, "the signs are others")

    def _inside(self, cell: Cell, left: Cell | None, right: Cell | None) -> None:
        require(left is None or left[1] <= cell[0], "a zero lies outside its gap")
        require(right is None or cell[1] <= right[0], "a zero lies outside its gap")

    def _single(self, poly: Poly, cell: Cell, left: int, right: int) -> None:
        lower, upper = cell
        if lower == upper:
            require(self.signs.at(poly, lower) == 0, "an exact zero is none")
        else:
            require(self.signs.at(poly, lower) == left, "the sign left of a zero is another")
            require(self.signs.at(poly, upper) == right, "the sign right of a zero is another")

    # -- the element -----------------------------------------------------------------------

    def _factors(self, element: Fraction) -> None:
        require(self.certificate.content != 0, "the function 0 has no signs")
        total = constant(self.certificate.content)
        for poly, power in self.certificate.factors:
            require(power != 0, "a factor has the power 0")
            total = total * Fraction(poly, ONE) ** power
        require(self.tower.is_zero(total - element), "the factors make another function")
        # In lowest terms: what cancels between factors would be a zero that the function has not.
        for side, whole in ((1, element.num), (-1, element.den)):
            powers = ((p, abs(e)) for p, e in self.certificate.factors if e * side > 0)
            own, part = self.tower.reduce(product(powers)), self.tower.reduce(whole)
            gap = own * part.leading_coefficient() - part * own.leading_coefficient()
            require(gap.is_zero(), "the factors are not in lowest terms")

    def _merged(self) -> None:
        certificate = self.certificate
        self._ordered(certificate.cells)
        flips = [1] * len(certificate.cells)
        owners = [0] * len(certificate.cells)
        sign = 1 if certificate.content > 0 else -1
        for poly, power in certificate.factors:
            node = self._known(poly)
            if power % 2:
                sign *= node.signs[0]
            for index, cell in enumerate(node.cells):
                holder = self._holder(poly, cell, certificate.cells)
                owners[holder] += 1
                if power % 2 and node.signs[index] != node.signs[index + 1]:
                    flips[holder] = -flips[holder]
        signs = [sign]
        for cell, count, flip in zip(certificate.cells, owners, flips, strict=True):
            require(count > 0, "a cell holds no zero")
            require(count == 1 or cell[0] == cell[1], "a cell holds several zeros")
            signs.append(signs[-1] * flip)
        require(tuple(signs) == certificate.signs, "the signs are others")
