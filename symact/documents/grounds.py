"""Why a derivative has its signs on a smooth piece: its factors, and the reason for each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType
from typing import TypeAlias, final

import sympy as sp

from symact.core.activation import x
from symact.core.number import Number
from symact.core.typeset import tex
from symact.core.typeset_held import Beside, Over
from symact.derive.local import Local
from symact.documents.mathspacing import width
from symact.documents.mathtree import parse_math
from symact.kernel.certificates import Cell, ChartCertificate, Node, Power
from symact.kernel.field import Fraction, Poly, Tower, irreducible_factors, product
from symact.kernel.identities import slope_of_quotient
from symact.kernel.translate import named_poly

Letters: TypeAlias = "Mapping[sp.Rational, sp.Expr]"
NO_LETTERS: Letters = MappingProxyType({})
WIDEST = 24.0
TERMS, CONSTANT, LINEAR, POLYNOMIAL, MONOTONE, ROLLE, COVER = (
    "terms", "constant", "linear", "polynomial", "monotone", "rolle", "cover",
)  # fmt: skip


@final
@dataclass(frozen=True, slots=True)
class Factor:
    """An irreducible factor of a derivative, and why it has its zeros and signs.

    Attributes:
        shown: the factor as a formula; empty where it is too long for a line.
        power: its exponent, negative in a denominator.
        signs: its signs between its zeros, from left to right.
        kind: the reason: ``terms`` (all have one sign), ``constant``, ``linear``, ``polynomial``,
            ``monotone`` (its derivative has one sign for that plain reason), ``rolle``, or
            ``cover`` (on each of *turns* parts it or its derivative keeps its sign).
        slope: for ``monotone`` the derivative; for ``polynomial`` of what it is one, where that is
            not x; for ``rolle`` that of the quotient by *divisor*, up
            to factors without zeros; empty where they are too long.
        divisor: for ``rolle`` what the factor is divided by before it is differentiated.
        turns: for ``rolle`` how many zeros the divisor and that derivative have; for ``cover``
            the number of parts.
        rises: for ``linear`` and ``monotone``, whether the factor rises.
    """

    shown: str
    power: int
    zeros: tuple[Number, ...]
    signs: tuple[int, ...]
    kind: str
    slope: str = ""
    divisor: str = ""
    turns: int = 0
    rises: bool = False

    def sign_from(self, lower: Number) -> int:
        """The sign next above a place that is no zero of it, or just behind one that is."""
        return self.signs[sum(not _above(zero, lower) for zero in self.zeros)]

    @property
    def is_fixed(self) -> bool:
        """Whether it vanishes nowhere on the piece."""
        return not self.zeros


@final
@dataclass(frozen=True, slots=True)
class Ground:
    """A derivative on a smooth piece, in factors.

    Attributes:
        shown: the derivative in factors; empty where it is too long for a line.
        factors: those that depend on x; empty where the derivative is 0 or another constant.
        constant: the sign of a derivative that is constant; None where it is not.
        is_negated: whether a minus sign stands before the factors.
    """

    order: int
    lower: Number
    upper: Number
    shown: str
    factors: tuple[Factor, ...]
    constant: int | None = None
    is_negated: bool = False

    @property
    def changing(self) -> tuple[Factor, ...]:
        """The factors that vanish somewhere."""
        return tuple(factor for factor in self.factors if not factor.is_fixed)


def ground(local: Local, order: int, letters: Letters = NO_LETTERS) -> Ground:
    """The ground for the signs of a derivative on one smooth piece.

    Args:
        letters: what constants of many digits are called.

    Raises:
        SymactError: where its signs are not decided.
    """
    lower, upper = (end.number() for end in local.ends)
    if local.vanishes(order):
        return Ground(order, lower, upper, "0", (), 0)
    tower, element = local.frame(order)
    chart = local.chart(order)
    whole = factored(tower, element, letters)
    shown = _fitting(tex(whole.xreplace({x: local.region.inverse})))
    factors = tuple(
        _factor(local, order, chart, power)
        for power in chart.factors
        if tower.top(power[0]) is not None
    )
    fixed = None if factors else chart.signs[0]
    return Ground(order, lower, upper, shown, factors, fixed, bool(chart.content < 0))


def _factor(local: Local, order: int, chart: ChartCertificate, power: Power) -> Factor:
    poly, exponent = power
    tower, _ = local.frame(order)
    node = chart.node(poly)
    zeros = tuple(
        zero.number()
        for zero, cell in zip(local.zeros_of(order), chart.cells, strict=True)
        if any(_holds(own, cell) for own in node.cells)
    )
    shown = _fitting(tex(_written(local, tower, poly)))
    bare = Factor(shown, exponent, zeros, node.signs, node.rule)
    return _with_reason(local, tower, node, bare)


def _with_reason(local: Local, tower: Tower, node: Node, bare: Factor) -> Factor:
    """The factor with the kind of reason that its node gives, and what the sentence names."""
    if node.rule in {"positive", "constant"}:
        return replace(bare, kind=TERMS if node.rule == "positive" else CONSTANT)
    slope = tower.derivative(Fraction(node.poly, node.poly**0))
    rises = next((s > 0 for s in (1, -1) if tower.is_positive(slope.num * slope.den * s)), None)
    plain, in_x = local.region.is_plain, tower.top(node.poly) == 0
    if in_x and rises is not None and node.poly.degrees()[0] == 1:
        return replace(bare, kind=LINEAR if plain else MONOTONE, rises=rises)
    if in_x:
        return replace(bare, kind=POLYNOMIAL, slope="" if plain else tex(local.region.inverse))
    if rises is not None:
        shown = _fitting(tex(factored(tower, slope))) if local.region.is_plain else ""
        return replace(bare, kind=MONOTONE, slope=shown, rises=rises)
    if node.rule == COVER:
        return replace(bare, kind=COVER, turns=len(node.cuts) + 1)
    return _by_rolle(local, tower, node, bare)


def _by_rolle(local: Local, tower: Tower, node: Node, bare: Factor) -> Factor:
    divisor = _fitting(_product(local, tower, node.divisor)) if node.divisor else "1"
    numerator, _ = slope_of_quotient(tower, node.poly, product(node.divisor))
    core = tuple((p, e) for p, e in irreducible_factors(numerator)[1] if not tower.is_positive(p))
    shown = _fitting(_product(local, tower, core)) if core else ""
    return replace(bare, kind=ROLLE, slope=shown, divisor=divisor, turns=len(node.cuts))


def _product(local: Local, tower: Tower, powers: tuple[Power, ...]) -> str:
    return tex(_beside([_written(local, tower, poly) ** e for poly, e in powers]))


def _written(local: Local, tower: Tower, poly: Poly) -> sp.Expr:
    """A polynomial of the tower as an expression in the place."""
    return named_poly(poly, tower.names).xreplace({x: local.region.inverse})


def factored(tower: Tower, element: Fraction, letters: Letters = NO_LETTERS) -> sp.Expr:
    """An element of the field with its numerator and denominator in factors, held as such."""
    rows: list[list[sp.Expr]] = []
    constants = []
    for poly in (element.num, element.den):
        content, factors = irreducible_factors(poly)
        constants.append(sp.Rational(int(content.p), int(content.q)))
        rows.append([named_poly(p, tower.names) ** e for p, e in factors])
    above, below = rows
    content = constants[0] / constants[1]
    size = abs(content)
    if size in letters:
        above[:0] = [letters[size]]
    else:
        above[:0] = [sp.Integer(size.p)] if size.p != 1 else []
        below[:0] = [sp.Integer(size.q)] if size.q != 1 else []
    top = _beside(above)
    whole = Over(top, _beside(below)) if below else top
    return whole if content > 0 else sp.Mul(-1, whole, evaluate=False)


def _beside(factors: list[sp.Expr]) -> sp.Expr:
    if not factors:
        return sp.S.One
    return factors[0] if len(factors) == 1 else Beside(*factors)


def _holds(outer: Cell, inner: Cell) -> bool:
    return bool(outer[0] <= inner[0] and inner[1] <= outer[1])


def _above(number: Number, place: Number) -> bool:
    """Whether a number lies above a place; both are given by proved digits, or are an end."""
    return Decimal(_decimal(number)) > Decimal(_decimal(place))


def _decimal(number: Number) -> str:
    return number.decimal.replace("oo", "Infinity")


def _fitting(formula: str) -> str:
    return formula if width(parse_math(formula)) <= WIDEST else ""
