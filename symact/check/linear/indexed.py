"""Polynomials in indexed quantities, with sums over repeated indices, in a normal form.

``W_{ij} x_j`` is one monomial with the free index i and the summed index j. Equal normal forms
prove an identity for all dimensions at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from itertools import count, permutations
from typing import TypeAlias

from symact.core.errors import UnsupportedError

# The name of a quantity with its row and its column; an index "1" stands where there is only one.
Atom: TypeAlias = tuple[str, str, str]
Monomial: TypeAlias = tuple[tuple[Atom, int], ...]
Poly: TypeAlias = Mapping[Monomial, Fraction]

ROW, COLUMN, ONLY = "I", "J", "1"
MAX_SUMMED = 5
MAX_TERMS = 400


def number(value: Fraction | int) -> Poly:
    """A constant."""
    return {(): Fraction(value)} if value else {}


def atom(name: str, row: str, column: str, exponent: int = 1) -> Poly:
    """One quantity."""
    return {(((name, row, column), exponent),): Fraction(1)}


def add(left: Poly, right: Poly) -> Poly:
    """The sum."""
    total = dict(left)
    for monomial, coefficient in right.items():
        total[monomial] = total.get(monomial, Fraction(0)) + coefficient
    return _kept({m: c for m, c in total.items() if c})


def scale(poly: Poly, factor: Fraction | int) -> Poly:
    """The product with a number."""
    return {m: c * factor for m, c in poly.items()} if factor else {}


def multiply(left: Poly, right: Poly) -> Poly:
    """The product; summed indices are kept apart."""
    apart = renamed(right, _fresh(left))
    total: dict[Monomial, Fraction] = {}
    for one, c in left.items():
        for two, d in apart.items():
            monomial = canonical(_joined(one, two))
            total[monomial] = total.get(monomial, Fraction(0)) + c * d
    return _kept({m: c for m, c in total.items() if c})


def renamed(poly: Poly, names: Mapping[str, str] | Callable[[str], str]) -> Poly:
    """The polynomial with other names for its indices."""
    change = names if callable(names) else lambda index: names.get(index, index)
    total: dict[Monomial, Fraction] = {}
    for monomial, c in poly.items():
        moved = tuple(((n, change(r), change(k)), e) for (n, r, k), e in monomial)
        total[moved] = total.get(moved, Fraction(0)) + c
    return total


def normal(poly: Poly) -> Poly:
    """Equal polynomials in the same form."""
    total: dict[Monomial, Fraction] = {}
    for monomial, c in poly.items():
        form = canonical(monomial)
        total[form] = total.get(form, Fraction(0)) + c
    return {m: c for m, c in total.items() if c}


def canonical(monomial: Monomial) -> Monomial:
    """A monomial with its summed indices named in one way, whatever they were called.

    Example:
        >>> one = canonical(((("W", "I", "d7"), 1), (("x", "d7", "1"), 1)))
        >>> one == canonical(((("x", "d2", "1"), 1), (("W", "I", "d2"), 1)))
        True
    """
    summed = sorted({i for (_, r, c), _ in monomial for i in (r, c) if is_summed(i)})
    if len(summed) > MAX_SUMMED:
        raise UnsupportedError("a term has too many summed indices")
    forms = []
    for order in permutations(range(len(summed))):
        names = {index: f"d{place}" for index, place in zip(summed, order, strict=True)}
        forms.append(
            tuple(sorted(((n, names.get(r, r), names.get(c, c)), e) for (n, r, c), e in monomial))
        )
    return min(forms)


def is_summed(index: str) -> bool:
    """Whether an index is summed over."""
    return index.startswith("d")


def slope(poly: Poly, name: str) -> Poly:
    """The derivative of a scalar in the entry with row I and column J of a quantity.

    Raises:
        UnsupportedError: for a quantity of which only diagonal entries occur.
    """
    total: Poly = {}
    for monomial, c in poly.items():
        for (n, row, column), e in monomial:
            if n != name:
                continue
            if is_summed(row) and row == column:
                raise UnsupportedError("a derivative of a trace")
            left = _joined(monomial, (((n, row, column), -1),))
            target = {row: ROW if is_summed(row) else row}
            if is_summed(column):
                target[column] = COLUMN
            total = add(total, normal(renamed({left: c * e}, target)))
    return total


def names_of(poly: Poly) -> frozenset[str]:
    """The names of all quantities in a polynomial."""
    return frozenset(n for monomial in poly for (n, _, _), _ in monomial)


def rewritten(poly: Poly, rule: Callable[[Monomial], Poly | None]) -> Poly:
    """The polynomial with a rule applied to its monomials until it applies to none."""
    done: dict[Monomial, Fraction] = {}
    waiting = list(poly.items())
    for step in count():
        if not waiting:
            break
        if step > 20 * MAX_TERMS:
            raise UnsupportedError("an expression is rewritten without an end")
        monomial, c = waiting.pop()
        found = rule(monomial)
        if found is None:
            form = canonical(monomial)
            done[form] = done.get(form, Fraction(0)) + c
        else:
            waiting.extend(scale(found, c).items())
    return {m: c for m, c in done.items() if c}


def replaced(monomial: Monomial, item: Atom, formula: Poly) -> Poly:
    """A monomial in which one factor *item* is replaced by the formula of its entries.

    Example:
        >>> z = {(("W", "I", "d0"), 1), (("x", "d0", "1"), 1)}
        >>> found = replaced(((("z", "d0", "1"), 2),), ("z", "d0", "1"), {tuple(sorted(z)): 1})
        >>> list(found)
        [((('W', 'd0', 'd1'), 1), (('x', 'd1', '1'), 1), (('z', 'd0', '1'), 1))]
    """
    _, row, column = item
    places = {ROW: row, COLUMN: column}
    apart = _fresh({monomial: Fraction(1)})
    inner = renamed(formula, lambda index: places.get(index) or apart(index))
    outer = _joined(monomial, ((item, -1),))
    return normal({_joined(outer, part): c for part, c in inner.items()})


def _joined(one: Monomial, two: Iterable[tuple[Atom, int]]) -> Monomial:
    powers = dict(one)
    for item, e in two:
        powers[item] = powers.get(item, 0) + e
    return tuple(sorted((item, e) for item, e in powers.items() if e))


def _fresh(beside: Poly) -> Callable[[str], str]:
    used = [int(i[1:]) for m in beside for (_, r, c), _ in m for i in (r, c) if is_summed(i)]
    start = max(used, default=-1) + 1
    return lambda index: f"d{int(index[1:]) + start}" if is_summed(index) else index


def _kept(poly: dict[Monomial, Fraction]) -> Poly:
    if len(poly) > MAX_TERMS:
        raise UnsupportedError("an expression grows to too many terms")
    return poly
