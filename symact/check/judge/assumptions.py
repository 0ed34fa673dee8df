"""What a statement takes for granted: where x lies, and the domains of the other letters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice, pairwise
from typing import final

import flint
import sympy as sp

from symact.check.judge.enclosures import value
from symact.core.activation import POSITIVE, Domain, x
from symact.core.claims import Ends
from symact.derive.regions import end_place, order
from symact.kernel.balls import Ball, enclose, sign_of
from symact.kernel.reals import closed_form, compare, dyadic

# Places at which two sides are compared, the most telling first.
PLACES = tuple(
    sp.Rational(*q)
    for q in (
        *((1, 1), (-1, 1), (1, 2), (2, 1), (-2, 1), (-1, 2), (3, 1), (-3, 1), (1, 3), (0, 1)),
        *((5, 1), (-5, 1), (3, 2), (-3, 2), (7, 3), (-7, 3), (1, 10), (-1, 10), (4, 5), (-4, 5)),
        *((5, 4), (-5, 4), (8, 1), (-8, 1), (1, 64), (-1, 64), (12, 1), (-12, 1), (17, 7), (-9, 7)),
    )
)
# Values of letters of which nothing is said, below and above 1 in turn.
VALUES = tuple(
    Fraction(*q) for q in ((1, 2), (2, 1), (1, 3), (3, 1), (5, 4), (1, 7), (7, 3), (4, 5))
)
TRIED = 4
_SHARES = tuple(sp.Rational(k, 16) for k in (8, 4, 12, 2, 14, 5, 11, 1, 15))
_STEPS = (sp.S.One, sp.S.Half, sp.Integer(2), sp.Rational(1, 10), sp.Integer(5), sp.Rational(1, 64))
_INSIDE = 6


@final
@dataclass(frozen=True, slots=True)
class Assumptions:
    """Where a statement is meant to hold.

    Letters without a domain are taken to be positive, where that matters.

    Attributes:
        domains: of letters other than x.
        lower, upper: the ends of the interval in which x lies; they may hold other letters.
        without: places that x does not take.

    Example:
        >>> Assumptions(lower=sp.S.Zero).admits(sp.Integer(-1), {})
        False
    """

    domains: tuple[tuple[sp.Symbol, Domain], ...] = ()
    lower: sp.Expr = -sp.oo
    upper: sp.Expr = sp.oo
    lower_closed: bool = False
    upper_closed: bool = False
    without: tuple[sp.Expr, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether x may be any number."""
        return self.lower == -sp.oo and self.upper == sp.oo and not self.without

    @property
    def moves(self) -> bool:
        """Whether letters stand in the ends of the interval, or in places left out."""
        return any(e.free_symbols for e in (self.lower, self.upper, *self.without))

    def parts(self) -> tuple[Assumptions, ...]:
        """The intervals between the ends and the places left out, none of them with letters.

        Example:
            >>> [(p.lower, p.upper) for p in Assumptions(without=(sp.S.Zero,)).parts()]
            [(-oo, 0), (0, oo)]
        """
        inside = order(list(self.without)) if len(self.without) > 1 else list(self.without)
        edges = (end_place(self.lower), end_place(self.upper))
        cuts = [
            q
            for q in inside
            if compare(edges[0], closed_form(q)) < 0 < compare(edges[1], closed_form(q))
        ]
        pairs = pairwise([self.lower, *cuts, self.upper])
        return tuple(Assumptions(self.domains, low, high) for low, high in pairs)

    @property
    def ends(self) -> Ends:
        """The interval as the kernel's claims name it: the whole line where its ends move."""
        moving = self.lower.free_symbols | self.upper.free_symbols
        return (-sp.oo, sp.oo) if moving else (self.lower, self.upper)

    def domain_of(self, symbol: sp.Symbol) -> Domain | None:
        """The domain that is declared for a letter."""
        return dict(self.domains).get(symbol)

    def admits(self, place: sp.Rational, values: Mapping[sp.Symbol, Ball]) -> bool:
        """Whether a place is shown to lie inside the interval."""
        q = Ball(flint.fmpq(int(place.p), int(place.q)))
        below = self.lower == -sp.oo or sign_of(q - value(self.lower, values)) == 1
        above = self.upper == sp.oo or sign_of(value(self.upper, values) - q) == 1
        return below and above and all(sign_of(q - value(w, values)) for w in self.without)


NONE = Assumptions()


def places(assumptions: Assumptions, values: Mapping[sp.Symbol, Ball]) -> Iterator[sp.Rational]:
    """Rational places for x, at most some thirty of them."""
    if assumptions.lower == -sp.oo and assumptions.upper == sp.oo and not assumptions.without:
        yield from PLACES
        return
    kept = [q for q in PLACES if assumptions.admits(q, values)]
    yield from kept
    if len(kept) < _INSIDE:
        for q in _inside(assumptions, values):
            if q not in kept and assumptions.admits(q, values):
                yield q


def _inside(assumptions: Assumptions, values: Mapping[sp.Symbol, Ball]) -> Iterator[sp.Rational]:
    """Places near the ends of the interval and between them."""
    lower = _near(assumptions.lower, values)
    upper = _near(assumptions.upper, values)
    if lower is None and upper is None:
        return
    if lower is not None and upper is not None:
        yield from (lower + (upper - lower) * share for share in _SHARES)
    elif lower is not None:
        yield from (lower + step for step in _STEPS)
    elif upper is not None:
        yield from (upper - step for step in _STEPS)


def _near(end: sp.Expr, values: Mapping[sp.Symbol, Ball]) -> sp.Rational | None:
    """A rational number next to an end; None for an infinity."""
    if end in (sp.oo, -sp.oo):
        return None
    if end.is_Rational:
        return end
    ball = value(end, values) if end.free_symbols else enclose(end)
    if not ball.is_finite():
        return None
    q = dyadic(Ball(ball.mid()))
    return sp.Rational(int(q.p), int(q.q))


def letters(*expressions: sp.Expr) -> tuple[sp.Symbol, ...]:
    """The letters other than x, by name."""
    found = set().union(*(e.free_symbols for e in expressions)) - {x}
    return tuple(sorted(found, key=str))


def settings(
    symbols: tuple[sp.Symbol, ...], assumptions: Assumptions
) -> tuple[dict[sp.Symbol, Fraction], ...]:
    """Values of the letters to try, inside their domains; one empty setting without letters."""
    if not symbols:
        return ({},)
    rows = []
    for shift, symbol in enumerate(symbols):
        domain = assumptions.domain_of(symbol)
        fit = list(islice(_candidates(domain), len(VALUES)))
        if not fit:
            return ()
        rows.append([fit[(k + shift) % len(fit)] for k in range(TRIED)])
    return tuple(dict(zip(symbols, column, strict=True)) for column in zip(*rows, strict=True))


def _candidates(domain: Domain | None) -> Iterator[Fraction]:
    if domain is None:
        domain = POSITIVE
    yield from (q for value in VALUES for q in (value, -value) if q in domain)
    if domain.lower is not None and domain.upper is not None:
        width = domain.upper - domain.lower
        yield from (domain.lower + width * Fraction(k, 8) for k in (4, 2, 6, 1, 7))
    elif domain.lower is not None:
        yield from (domain.lower + q for q in VALUES)
    elif domain.upper is not None:
        yield from (domain.upper - q for q in VALUES)
