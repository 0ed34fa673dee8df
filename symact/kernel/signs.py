"""Signs of polynomials in a tower: at a rational point, on a cell, and near an end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import flint
import sympy as sp

from symact.core.activation import x
from symact.core.errors import SymactError, UnsupportedError
from symact.core.isolated import Isolated
from symact.kernel.balls import Ball, evaluate, point, precision, segment, sign_of, values
from symact.kernel.certificates import Cell, TailData
from symact.kernel.expansions import LimitValue, guarded_limit, poly_sign
from symact.kernel.field import Fraction, Poly, Rational, Tower
from symact.kernel.monomials import FartherOutError, FinerError
from symact.kernel.tails import End, Scale
from symact.kernel.translate import field_of, named_poly

BITS = (64, 256, 1024, 4096)
CELL_BITS = 128
TAIL_BITS = 192
ORDERS = (2, 4, 8)
# From here on y, log(y) and log(log(y)) are positive, as monomials are taken to be.
FIRST = 4
# The powers of 2 from which a series is tried: far out, for a zero that is next to the end.
EXPONENTS = (*range(2, 17, 2), 32, 64, 256, 1024)

T = TypeVar("T")


class UndecidedError(SymactError):
    """A question that the kernel leaves open; the message is the reason."""


class Signs:
    """Signs over one tower, with the values of its generators remembered point by point."""

    def __init__(self, tower: Tower) -> None:
        self.tower = tower
        self._values: dict[tuple[int, int, int], list[Ball]] = {}
        self._scales: dict[tuple[int, int], Scale] = {}

    def _at(self, q: Rational, bits: int) -> list[Ball]:
        key = (int(q.p), int(q.q), bits)
        if key not in self._values:
            self._values[key] = values(self.tower, point(q))
        return self._values[key]

    def ball_at(self, poly: Poly, q: Rational, bits: int) -> Ball:
        """The value of a polynomial at a rational point, in *bits* bits."""
        with precision(bits):
            return evaluate(poly, self._at(q, bits))

    def at(self, poly: Poly, q: Rational) -> int:
        """The sign at a rational point; 0 only when the value is proved to be 0.

        Raises:
            UndecidedError: when enclosures never leave 0 and no identity shows that it is 0.
        """
        if self.tower.has_parameters and not sign_of(self.ball_at(poly, q, BITS[0])):
            return self._for_all(poly, q)
        for bits in BITS:
            # An identity costs more than all enclosures but the last.
            if bits == BITS[-1] and self.vanishes(poly, q):
                return 0
            sign = sign_of(self.ball_at(poly, q, bits))
            if sign:
                return sign
        raise UndecidedError(f"the sign at x = {q} is not decided within {BITS[-1]} bits")

    def _for_all(self, poly: Poly, q: Rational) -> int:
        """The sign at a point for all values of the parameters."""
        # Deciding it needs charts, which need signs.
        from symact.kernel.parameters import sign_for_all  # noqa: PLC0415

        place = sp.Rational(int(q.p), int(q.q))
        return sign_for_all(named_poly(poly, self.tower.names).subs(x, place))

    def vanishes(self, poly: Poly, q: Rational) -> bool:
        """Whether an identity between constants shows that the value at *q* is 0."""
        expression = named_poly(poly, self.tower.names).subs(x, sp.Rational(int(q.p), int(q.q)))
        if expression.has(Isolated):
            return vanishes_by_definition(expression)
        try:
            constants, (element,) = field_of(expression)
        except (UnsupportedError, ZeroDivisionError):
            return False
        return constants.is_zero(element)

    def on(self, poly: Poly, cell: Cell) -> int:
        """The sign on a whole cell; 0 when the enclosure over the cell does not say."""
        lower, upper = cell
        if lower == upper:
            return self.at(poly, lower)
        with precision(CELL_BITS):
            return sign_of(evaluate(poly, values(self.tower, segment(lower, upper))))

    def constant(self, poly: Poly) -> int:
        """The sign of a polynomial in the constants alone.

        Raises:
            UndecidedError: when it is not decided.
        """
        return self.at(poly, flint.fmpq(1))

    def _scale(self, data: TailData) -> Scale:
        if data.start < FIRST:
            raise FartherOutError("a series holds from 4 on at the earliest")
        key = (data.start, data.order)
        if key not in self._scales:
            self._scales[key] = Scale(self.tower, *key)
        return self._scales[key]

    def near(self, poly: Poly, end: End, data: TailData) -> int:
        """The sign of a polynomial for every x with ``y >= start`` near an end.

        Raises:
            FartherOutError, FinerError: when the series with this start and order does not say.
        """
        with precision(TAIL_BITS):
            return poly_sign(self._scale(data), end, poly)

    def tends_to(self, element: Fraction, end: End, data: TailData) -> LimitValue:
        """The limit of an element at an end, where its logarithms are taken of positive numbers.

        Raises:
            FartherOutError, FinerError: when the series with this start and order does not say.
        """
        with precision(TAIL_BITS):
            return guarded_limit(self._scale(data), end, element)


def vanishes_by_definition(expression: sp.Expr) -> bool:
    """Whether a constant expression is 0 by the equation of an isolated number in it."""
    # The equation is looked at with the signs of this module.
    from symact.kernel.isolated import vanishes  # noqa: PLC0415

    return vanishes(expression)


def find_tail(
    signs: Signs, poly: Poly, end: End, orders: Sequence[int] = ORDERS
) -> tuple[int, TailData]:
    """A start and an order with which the sign near an end is decided, and that sign.

    Raises:
        UndecidedError: when none of those tried decides it.
    """
    return _first("the sign near an end", orders, lambda data: signs.near(poly, end, data))


def find_limit(
    signs: Signs, element: Fraction, end: End, orders: Sequence[int] = ORDERS
) -> tuple[LimitValue, TailData]:
    """The limit at an end, with the start and order of the series that shows it.

    Raises:
        UndecidedError: when no start and order tried shows it.
    """
    return _first("the limit", orders, lambda data: signs.tends_to(element, end, data))


def _first(
    what: str, orders: Sequence[int], question: Callable[[TailData], T]
) -> tuple[T, TailData]:
    """The first start and order with which a question about a series is answered."""
    reason = ""
    for order in orders:
        for exponent in EXPONENTS:
            data = TailData(2**exponent, order)
            try:
                return question(data), data
            except FartherOutError as error:
                reason = str(error)
            except FinerError as error:
                reason = str(error)
                break
    raise UndecidedError(f"{what} is not decided: {reason}")
