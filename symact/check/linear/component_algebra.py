r"""Products, sums over an index, powers, exponentials and logarithms of indexed polynomials."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import permutations

from symact.check.linear.component_units import (
    BOUND,
    DELTA,
    EXP,
    FUNCTION,
    GROUP,
    LOG,
    SUM,
    Exponent,
    Poly,
    Term,
    Unit,
    add,
    free_in,
    fresh,
    frozen,
    height,
    is_positive,
    is_positive_unit,
    minus,
    number,
    scale,
    single,
    whole,
)
from symact.core.errors import UnsupportedError

MAX_BOUND = 4
MAX_POWER = 8
MAX_PRODUCT = 3000
_ONE = Fraction(1)


def delta(one: str, two: str) -> Poly:
    """Kronecker's delta of two indices.

    Example:
        >>> delta("i", "i"), delta("1", "2")
        ({(): Fraction(1, 1)}, {})
    """
    if one == two:
        return number(1)
    if one.isdecimal() and two.isdecimal():
        return {}
    return single(Unit(DELTA, "", 0, tuple(sorted((one, two)))))


def multiply(left: Poly, right: Poly) -> Poly:
    """The product.

    Raises:
        UnsupportedError: where it has too many terms.
    """
    if len(left) * len(right) > MAX_PRODUCT:
        raise UnsupportedError("an expression grows to too many terms")
    return add(*(
        _joined(c * d, (*one, *two)) for one, c in left.items() for two, d in right.items()
    ))  # fmt: skip


def _joined(coefficient: Fraction, factors: Iterable[tuple[Unit, Exponent]]) -> Poly:
    """A product of powers of units in order."""
    powers: dict[Unit, Exponent] = {}
    for unit, e in factors:
        powers[unit] = powers[unit] + e if unit in powers else e
    deltas = [unit for unit in powers if unit.kind == DELTA]
    for unit in deltas:
        if powers[unit] <= 0:
            raise UnsupportedError("a division by Kronecker's delta")
        powers[unit] = 1
    opened = [unit for unit, e in powers.items() if unit.kind == GROUP and e > 0]
    kept = {unit: e for unit, e in powers.items() if e and unit not in opened}
    for unit in deltas:
        first, second = unit.indices
        others = {u: e for u, e in kept.items() if u != unit}
        if any(second in free_in(u) for u in others):
            moved = renamed({_ordered(others): coefficient}, {second: first})
            moved = multiply(moved, single(unit))
            return _times(moved, opened, powers)
    return _times({_ordered(kept): coefficient}, opened, powers)


def _times(poly: Poly, groups: Sequence[Unit], powers: Mapping[Unit, Exponent]) -> Poly:
    for unit in groups:
        poly = multiply(poly, power(dict(unit.inside), int(powers[unit])))
    return poly


def _ordered(powers: Mapping[Unit, Exponent]) -> Term:
    return tuple(sorted((unit, whole(e)) for unit, e in powers.items()))


def power(poly: Poly, exponent: int) -> Poly:
    """A whole power.

    Raises:
        UnsupportedError: for a large one, and for one of 0 that is not positive.
    """
    if abs(exponent) > MAX_POWER:
        raise UnsupportedError("a high power of a sum")
    base = inverse(poly) if exponent < 0 else poly
    total = number(1)
    for _ in range(abs(exponent)):
        total = multiply(total, base)
    return total


def inverse(poly: Poly) -> Poly:
    """One over a polynomial: a sum of terms is kept as a group.

    Raises:
        UnsupportedError: for 0, and for what holds Kronecker's delta.
    """
    if not poly:
        raise UnsupportedError("a division by 0")
    if any(unit.kind == DELTA for term in poly for unit, _ in term):
        raise UnsupportedError("a division by Kronecker's delta")
    pivot, group = _monic(poly)
    ((term, c),) = pivot.items()
    below: Poly = _joined(1 / c, [(unit, -e) for unit, e in term])
    return below if group is None else multiply(below, single(group, -1))


def _monic(poly: Poly) -> tuple[Poly, Unit | None]:
    """A polynomial as its leading term times a group that begins with 1; None for one term."""
    if len(poly) == 1:
        return poly, None
    order = sorted({unit for term in poly for unit, _ in term})

    def exponents(term: Term) -> tuple[Exponent, ...]:
        # A product with a common factor adds the same to all, so that the leader stays the same.
        powers = dict(term)
        return tuple(powers.get(unit, 0) for unit in order)

    leader = max(poly, key=exponents)
    pivot = {leader: poly[leader]}
    turned = _joined(1 / poly[leader], [(unit, -e) for unit, e in leader])
    return pivot, Unit(GROUP, inside=frozen(multiply(poly, turned)))


def exponential(poly: Poly) -> Poly:
    """The exponential, one factor for each term of the exponent."""
    total = number(1)
    for term, c in poly.items():
        if len(term) == 1 and term[0][0].kind == LOG and term[0][1] == 1 and c.denominator == 1:
            total = multiply(total, power(dict(term[0][0].inside), int(c)))
        else:
            total = multiply(total, single(Unit(EXP, inside=((term, _ONE),)), c))
    return total


def logarithm(poly: Poly) -> Poly:
    """The natural logarithm, with positive factors taken apart.

    Raises:
        UnsupportedError: for 0.
    """
    if not poly:
        raise UnsupportedError("a logarithm of 0")
    if len(poly) > 1:
        if not all(is_positive(term, c) for term, c in poly.items()):
            return single(Unit(LOG, inside=frozen(poly)))
        pivot, group = _monic(poly)
        return logarithm(pivot) if group is None else add(logarithm(pivot), _log_of(group))
    ((term, c),) = poly.items()
    found: list[Poly] = []
    rest = [(unit, e) for unit, e in term if not is_positive_unit(unit)]
    for unit, e in term:
        if is_positive_unit(unit):
            inside = dict(unit.inside) if unit.kind == EXP else _log_of(unit)
            found.append(scale(inside, e))
    if rest and c > 0:
        # A sign or a factor other than 1 stays where the rest may be negative.
        found.append(_log_of_number(c))
        found.append(single(Unit(LOG, inside=frozen({tuple(rest): _ONE}))))
    elif rest or c < 0:
        found.append(single(Unit(LOG, inside=frozen({tuple(rest): c}))))
    else:
        found.append(_log_of_number(c))
    return add(*found)


def _log_of(unit: Unit) -> Poly:
    return single(Unit(LOG, inside=frozen(single(unit))))


def _log_of_number(value: Fraction) -> Poly:
    above, below = (
        single(Unit(LOG, inside=(((), Fraction(part)),))) if part != 1 else {}
        for part in (value.numerator, value.denominator)
    )
    return minus(above, below)


def summed(poly: Poly, index: str, count: Poly | None) -> Poly:
    """The sum over all values of an index.

    Args:
        count: how many there are; None where that is not known.

    Raises:
        UnsupportedError: where a term does not depend on the index, and its count is unknown.
    """
    return add(*(_summed(term, c, index, count) for term, c in poly.items()))


def _summed(term: Term, c: Fraction, index: str, count: Poly | None) -> Poly:
    for unit, _ in term:
        if unit.kind == DELTA and index in unit.indices:
            other = next(i for i in unit.indices if i != index)
            rest = tuple(item for item in term if item[0] != unit)
            return renamed({rest: c}, {index: other})
    outside = [(unit, e) for unit, e in term if index not in free_in(unit)]
    inside = [(unit, e) for unit, e in term if index in free_in(unit)]
    if not inside:
        if count is None:
            raise UnsupportedError("a sum of terms that do not depend on the index")
        return multiply({term: c}, count)
    bound = [index]
    factors: list[tuple[Unit, Exponent]] = []
    for unit, e in inside:
        if unit.kind == SUM and e > 0:
            for _ in range(int(e)):
                names, opened = opened_sum(unit)
                bound.extend(names)
                factors.extend(opened)
        else:
            factors.append((unit, e))
    joined = _joined(_ONE, factors)
    if len(bound) > MAX_BOUND:
        raise UnsupportedError("a term has too many summed indices")
    total: list[Poly] = []
    for part, d in joined.items():
        if any(unit.kind == DELTA for unit, _ in part) or not _holds(part, bound):
            raise UnsupportedError("a sum that is not taken apart")
        total.append(scale(single(_closed(bound, part)), d))
    return multiply({tuple(outside): c}, add(*total))


def _holds(term: Term, bound: Sequence[str]) -> bool:
    present = {i for unit, _ in term for i in free_in(unit)}
    return present >= set(bound)


def _closed(bound: Sequence[str], term: Term) -> Unit:
    """The sum of a term over some indices, named in one way whatever they were called."""
    level = 1 + max(height(unit) for unit, _ in term)
    names = tuple(f"{BOUND}{level}.{place}" for place in range(len(bound)))
    forms = []
    for order in permutations(bound):
        ((form, _),) = renamed({term: _ONE}, dict(zip(order, names, strict=True))).items()
        forms.append(form)
    return Unit(SUM, indices=names, inside=((min(forms), _ONE),))


def opened_sum(unit: Unit) -> tuple[tuple[str, ...], Term]:
    """The indices of a sum under names of their own, and what is summed."""
    names = tuple(fresh() for _ in unit.indices)
    ((term, _),) = unit.inside
    ((inner, _),) = renamed({term: _ONE}, dict(zip(unit.indices, names, strict=True))).items()
    return names, inner


def renamed(poly: Poly, names: Mapping[str, str]) -> Poly:
    """The polynomial with other names for some of its free indices."""

    def rule(unit: Unit) -> Poly | None:
        if unit.inside:
            return None
        indices = tuple(names.get(i, i) for i in unit.indices)
        if unit.kind == DELTA:
            return delta(*indices)
        return single(Unit(unit.kind, unit.name, unit.order, indices))

    touched = frozenset(names)
    return mapped(poly, rule, lambda unit: bool(free_in(unit) & touched))


def mapped(
    poly: Poly,
    rule: Callable[[Unit], Poly | None],
    touches: Callable[[Unit], bool] = lambda _: True,
) -> Poly:
    """The polynomial with some units replaced.

    Args:
        rule: what stands for a unit; None for the unit with what is inside it replaced.
        touches: whether a unit, or anything inside it, may be replaced.
    """
    total: list[Poly] = []
    for term, c in poly.items():
        product: Poly = {tuple(item for item in term if not touches(item[0])): c}
        for unit, e in term:
            if touches(unit):
                product = multiply(product, _mapped_power(unit, e, rule, touches))
        total.append(product)
    return add(*total)


def _mapped_power(
    unit: Unit,
    exponent: Exponent,
    rule: Callable[[Unit], Poly | None],
    touches: Callable[[Unit], bool],
) -> Poly:
    if unit.kind == EXP:
        return exponential(scale(mapped(dict(unit.inside), rule, touches), exponent))
    poly = _mapped_unit(unit, rule, touches)
    if len(poly) != 1:
        return power(poly, int(exponent))
    ((term, c),) = poly.items()
    return _joined(c ** int(exponent), [(inner, e * exponent) for inner, e in term])


def _mapped_unit(
    unit: Unit, rule: Callable[[Unit], Poly | None], touches: Callable[[Unit], bool]
) -> Poly:
    found = rule(unit)
    if found is not None:
        return found
    if not unit.inside:
        return single(unit)
    if unit.kind == SUM:
        names, inner = opened_sum(unit)
        result = mapped({inner: _ONE}, rule, touches)
        for name in names:
            result = summed(result, name, None)
        return result
    inside = mapped(dict(unit.inside), rule, touches)
    return _BUILD[unit.kind](unit, inside)


def _function(unit: Unit, inside: Poly) -> Poly:
    return single(Unit(FUNCTION, unit.name, unit.order, (), frozen(inside)))


_BUILD: dict[str, Callable[[Unit, Poly], Poly]] = {
    GROUP: lambda _, inside: inside,
    LOG: lambda _, inside: logarithm(inside),
    FUNCTION: _function,
}


def is_zero(poly: Poly) -> bool:
    """Whether a polynomial is 0 once its groups are multiplied out."""
    for _ in range(MAX_POWER):
        below: dict[Unit, Exponent] = {}
        for term in poly:
            for unit, e in term:
                if unit.kind == GROUP and e < 0:
                    below[unit] = min(e, below.get(unit, 0))
        if not below or not poly:
            break
        unit, least = min(below.items())
        poly = multiply(poly, {((unit, -least),): _ONE})
    return not poly
