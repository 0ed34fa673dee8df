r"""Polynomials in indexed quantities with bound sums, exponentials and inverses as units.

A term is a product of powers of units: an entry ``z_i``, Kronecker's delta, ``e^{t}`` for a term t,
a whole sum such as ``\sum_k e^{z_k}``, the inverse of a sum of terms, a logarithm, a function. Sums
are closed over their own index, so that equal sums are equal units, for every number of terms.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from itertools import count
from typing import TypeAlias, final

from symact.core.errors import UnsupportedError

MAX_TERMS = 300
BOUND, TEMPORARY = "%", "@"
ENTRY, DELTA, EXP, SUM, GROUP, LOG, FUNCTION, SLOPE = (
    "entry", "delta", "exp", "sum", "group", "log", "function", "slope",
)  # fmt: skip


@final
@dataclass(frozen=True, slots=True, order=True)
class Unit:
    """What is not taken apart by multiplication.

    Attributes:
        kind: one of the names above.
        name: that of a quantity or a function; of a slope, the loss and the quantity.
        order: how often a function is differentiated.
        indices: of an entry, a delta or a slope; of a sum, those it binds.
        inside: what an exponential, a sum, a group, a logarithm or a function is taken of.
    """

    kind: str
    name: str = ""
    order: int = 0
    indices: tuple[str, ...] = ()
    inside: tuple[tuple[Term, Fraction], ...] = ()
    hashed: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Hash once: units are looked up far more often than they are made."""
        parts = (self.kind, self.name, self.order, self.indices, self.inside)
        object.__setattr__(self, "hashed", hash(parts))

    def __hash__(self) -> int:
        """The hash of all that is compared."""
        return self.hashed


# Whole exponents are integers, which are hashed quickly; roots of exponentials are fractions.
Exponent: TypeAlias = Fraction | int
Term: TypeAlias = tuple[tuple[Unit, Exponent], ...]
Poly: TypeAlias = Mapping[Term, Fraction]

_ONE = Fraction(1)
_serial = count()


def fresh() -> str:
    """The name of an index that stands nowhere else."""
    return f"{TEMPORARY}{next(_serial)}"


def number(value: Fraction | int) -> Poly:
    """A constant."""
    return {(): Fraction(value)} if value else {}


def single(unit: Unit, exponent: Exponent = 1) -> Poly:
    """A power of a unit, where nothing has to be put in order."""
    return {((unit, whole(exponent)),): _ONE}


def whole(exponent: Exponent) -> Exponent:
    """An exponent as an integer where it is one."""
    return exponent.numerator if exponent.denominator == 1 else exponent


def entry(name: str, indices: tuple[str, ...] = ()) -> Poly:
    """A quantity, or one of its entries."""
    return single(Unit(ENTRY, name, 0, indices))


def add(*parts: Poly) -> Poly:
    """The sum of some polynomials.

    Raises:
        UnsupportedError: where it has too many terms.
    """
    total: dict[Term, Fraction] = {}
    for part in parts:
        for term, c in part.items():
            total[term] = total[term] + c if term in total else c
    kept = {term: c for term, c in total.items() if c}
    if len(kept) > MAX_TERMS:
        raise UnsupportedError("an expression grows to too many terms")
    return kept


def scale(poly: Poly, factor: Fraction | int) -> Poly:
    """The product with a number."""
    return {term: c * factor for term, c in poly.items()} if factor else {}


def minus(left: Poly, right: Poly) -> Poly:
    """The difference."""
    return add(left, scale(right, -1))


def frozen(poly: Poly) -> tuple[tuple[Term, Fraction], ...]:
    """A polynomial as the inside of a unit."""
    return tuple(sorted(poly.items()))


@lru_cache(maxsize=65536)
def free_in(unit: Unit) -> frozenset[str]:
    """The indices on which a unit depends."""
    if unit.kind == SUM:
        return _free_inside(unit) - frozenset(unit.indices)
    return frozenset(unit.indices) | _free_inside(unit)


def _free_inside(unit: Unit) -> frozenset[str]:
    return frozenset(i for term, _ in unit.inside for u, _ in term for i in free_in(u))


def free_indices(poly: Poly) -> frozenset[str]:
    """The indices on which a polynomial depends."""
    return frozenset(i for term in poly for unit, _ in term for i in free_in(unit))


@lru_cache(maxsize=65536)
def height(unit: Unit) -> int:
    """How many sums stand inside one another in a unit, itself included."""
    inner = max((height(u) for term, _ in unit.inside for u, _ in term), default=0)
    return inner + (unit.kind == SUM)


def units_in(poly: Poly | Iterable[tuple[Term, Fraction]]) -> Iterator[Unit]:
    """All units of a polynomial, and those inside them."""
    terms = poly if isinstance(poly, Mapping) else (term for term, _ in poly)
    for term in terms:
        for unit, _ in term:
            yield unit
            yield from units_in(unit.inside)


@lru_cache(maxsize=65536)
def is_positive_unit(unit: Unit) -> bool:
    """Whether a unit is greater than 0 for all values of what it is made of."""
    if unit.kind == EXP:
        return True
    if unit.kind in {SUM, GROUP}:
        return all(is_positive(term, c) for term, c in unit.inside)
    if unit.kind == LOG:
        return all(term == () and c > 1 for term, c in unit.inside)
    return False


def is_positive(term: Term, coefficient: Fraction) -> bool:
    """Whether a term is greater than 0 for all values of what it is made of."""
    return coefficient > 0 and all(is_positive_unit(unit) for unit, _ in term)
