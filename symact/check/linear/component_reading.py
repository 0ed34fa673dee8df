r"""Held formulas with indices, as polynomials in indexed quantities."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import final

from symact.check.linear import component_algebra as algebra
from symact.check.linear.component_functions import applied
from symact.check.linear.component_page import (
    Family,
    Page,
    as_entry,
    function_name,
    is_index,
    is_softmax,
    named,
)
from symact.check.linear.component_ranges import Ranges
from symact.check.linear.component_slopes import depends_on, expanded, loss_slope, slope
from symact.check.linear.component_units import Poly, add, entry, fresh, minus, number, scale
from symact.check.linear.entries import written
from symact.check.linear.keys import key_of
from symact.core.errors import UnsupportedError
from symact.reading.held import tree as t
from symact.reading.held.tree import Tree
from symact.reading.held.walk import every

_SIGNS = frozenset({"", "*", r"\cdot", r"\times"})
_NATURAL = frozenset({"ln", "log"})
MAX_DEPTH = 60


@final
@dataclass(frozen=True, slots=True)
class Reader:
    """What a formula with indices is read with.

    Attributes:
        scope: the indices in force that are summed over, or stand for those of a definition.
        at: the index of the entry that is meant where a whole vector is written.
        ranges: grows while formulas are read.
        formulas: the definitions that have been read, by quantity.
        loose: grows by what has been read in the only way that makes sense.
    """

    page: Page
    scope: Mapping[str, str] = field(default_factory=dict)
    at: str | None = None
    ranges: Ranges = field(default_factory=Ranges)
    formulas: dict[Family, tuple[tuple[str, ...], Poly] | None] = field(default_factory=dict)
    loose: set[str] = field(default_factory=set)
    depth: int = 0

    def formula(self, family: Family) -> tuple[tuple[str, ...], Poly] | None:
        """The names of the indices in the formula of a quantity, with the formula; None without."""
        if family not in self.formulas:
            found = self.page.formula(family)
            if found is None:
                self.formulas[family] = None
                return None
            if len(set(found.indices)) != len(found.indices):
                raise UnsupportedError(f"{family[0]} is defined at equal indices only")
            names = tuple(f"?{family[0]}.{place}" for place in range(family[1]))
            scope = dict(zip(found.indices, names, strict=True))
            at = names[0] if found.is_whole else None
            inner = replace(self, scope=scope, at=at, depth=self.depth + 1)
            for place, name in enumerate(names):
                self.ranges.join(name, _slot(family, place))
            self.formulas[family] = names, read(found.tree, inner)
        return self.formulas[family]


def read(tree: Tree, reader: Reader) -> Poly:  # noqa: PLR0912  (a table of cases)
    """The formula as a polynomial, in the quantities that it names.

    Raises:
        UnsupportedError: for a formula that is not made of entries, sums and functions.
    """
    if reader.depth > MAX_DEPTH:
        raise UnsupportedError("the formula is nested too deeply")
    inner = replace(reader, depth=reader.depth + 1)
    match tree:
        case t.Number(text=text):
            value = written(text).exact
            return number(value if isinstance(value, Fraction | int) else Fraction(str(value)))
        case t.Symbol():
            return _symbol(tree, reader)
        case t.Negative(operand=operand):
            return scale(read(operand, inner), -1)
        case t.Sum(terms=terms):
            return add(*(scale(read(term, inner), sign) for sign, term in terms))
        case t.Product(factors=factors, signs=signs):
            return _product(factors, signs, inner)
        case t.Quotient(numerator=above, denominator=below):
            return algebra.multiply(read(above, inner), algebra.inverse(read(below, inner)))
        case t.Power(base=base, exponent=exponent):
            return _power(base, exponent, inner)
        case t.Call():
            return _call(tree, inner)
        case t.Indexed(operand=t.Call() as call, indices=(index,)):
            return _entry_of(call, _index(index, inner), inner)
        case t.BigOperator(kind="sum"):
            return _sum(tree, inner)
        case t.Derivative(operand=operand, variables=variables):
            return _derivative(operand, variables, inner)
        case t.Gradient(operand=operand, variable=t.Symbol() as variable):
            return _derivative(operand, (variable,), inner)
        case t.Cases(rows=rows):
            return _cases(rows, inner)
        case t.Indicator(condition=condition):
            return indicator(condition, inner)
        case t.Bracket(items=(item,), opening=opening) if opening in {"(", "["}:
            return read(item, inner)
    raise UnsupportedError(f"a {type(tree).__name__.lower()} is not read in components")


def _slot(family: Family, place: int) -> str:
    return f"!{family[0]}.{place}"


def _index(tree: Tree, reader: Reader) -> str:
    match tree:
        case t.Number(text=text) if text.isdecimal():
            return text
        case t.Symbol(name=name, indices=(), label=None) if is_index(name):
            return reader.scope.get(name, name)
    raise UnsupportedError("an index that is no letter")


def _symbol(symbol: t.Symbol, reader: Reader) -> Poly:
    name, letters = named(symbol)
    if symbol.label is not None and any(
        isinstance(n, t.Symbol) and n.name in reader.scope for n in every(symbol.label)
    ):
        raise UnsupportedError("a sum over layers or examples")
    if name == "e" and not letters:
        return _euler(number(1), reader)
    if "0" in letters:
        raise UnsupportedError("an index that begins with 0")
    if name in reader.scope and not letters:
        raise UnsupportedError("an index that is used as a number")
    indices = tuple(reader.scope.get(letter, letter) for letter in letters)
    if symbol.name == "delta" and len(indices) == 2 and (name, 2) not in reader.page.defined:
        reader.ranges.join(*indices)
        return algebra.delta(*indices)
    if not indices and name in reader.page.vectors:
        if reader.at is None:
            raise UnsupportedError(f"{name} as a whole, among its components")
        indices = (reader.at,)
    for place, index in enumerate(indices):
        reader.ranges.join(index, _slot((name, len(indices)), place))
    return entry(name, indices)


def _product(factors: tuple[Tree, ...], signs: tuple[str, ...], reader: Reader) -> Poly:
    if not set(signs) <= _SIGNS:
        raise UnsupportedError("a product of vectors, among components")
    total = number(1)
    for place, factor in enumerate(factors):
        match factor:
            case t.Bracket(opening="{" | "[", items=(t.Relation() as condition,)) if place and (
                isinstance(factors[place - 1], t.Number)
            ):
                part = indicator(condition, reader)
            case _:
                part = read(factor, reader)
        total = algebra.multiply(total, part)
    return total


def _power(base: Tree, exponent: Tree, reader: Reader) -> Poly:
    if isinstance(base, t.Symbol) and base.name == "e" and not base.indices:
        return _euler(read(exponent, reader), reader)
    match exponent:
        case t.Number(text=text) if text.isdecimal():
            return algebra.power(read(base, reader), int(text))
        case t.Negative(operand=t.Number(text=text)) if text.isdecimal():
            return algebra.power(read(base, reader), -int(text))
    raise UnsupportedError("a power that is not whole")


def _euler(exponent: Poly, reader: Reader) -> Poly:
    if "e" in reader.page.vectors or ("e", 0) in reader.page.defined:
        raise UnsupportedError("whether e is Euler's number is not certain")
    return algebra.exponential(exponent)


# -- functions --------------------------------------------------------------------------------


def _call(call: t.Call, reader: Reader) -> Poly:
    if len(call.arguments) != 1 or call.is_inverse:
        raise UnsupportedError("a function of several variables, among components")
    argument, function = call.arguments[0], call.function
    if is_softmax(function):
        return _softmax(call, None, reader)
    if function.name == "exp":
        return algebra.exponential(read(argument, reader))
    if function.indices:
        return algebra.multiply(read(as_entry(call, reader.page), reader), read(argument, reader))
    if function.name in _NATURAL and not call.primes:
        return algebra.logarithm(read(argument, reader))
    name = function_name(function)
    known = reader.page.expression(name)
    return applied(name, known, call.primes, read(argument, reader))


def _entry_of(call: t.Call, index: str, reader: Reader) -> Poly:
    r"""An entry of a function of a whole vector: ``\operatorname{softmax}(z)_i``."""
    if is_softmax(call.function):
        return _softmax(call, index, reader)
    raise UnsupportedError("whether the function is taken entry by entry is not stated")


def _softmax(call: t.Call, index: str | None, reader: Reader) -> Poly:
    argument = call.arguments[0]
    if call.primes or len(call.arguments) != 1:
        raise UnsupportedError("a derivative of softmax without its variable")
    if index is None and call.function.indices:
        index = _index(call.function.indices[0], reader)
    bare = argument
    if isinstance(argument, t.Symbol) and argument.indices:
        if len(argument.indices) != 1:
            raise UnsupportedError("softmax of a matrix")
        if index is None:
            # softmax(z_i) can only mean entry i of the softmax of z.
            reader.loose.add("softmax of an entry")
            index = _index(argument.indices[0], reader)
            bare = replace(argument, indices=())
    index = index or reader.at
    if index is None or not isinstance(bare, t.Symbol):
        raise UnsupportedError("which entry of the softmax is meant is not stated")
    name, letters = named(bare)
    if letters:
        raise UnsupportedError("softmax of a single entry")
    other = fresh()
    reader.ranges.join(index, _slot((name, 1), 0))
    reader.ranges.join(index, other)
    below = algebra.summed(algebra.exponential(entry(name, (other,))), other, None)
    return algebra.multiply(algebra.exponential(entry(name, (index,))), algebra.inverse(below))


# -- sums -------------------------------------------------------------------------------------


def _sum(tree: t.BigOperator, reader: Reader) -> Poly:
    letter, apart = _summed_letter(tree, reader)
    bound, count = _bound(tree.lower, tree.upper)
    name = fresh()
    inner = replace(reader, scope={**reader.scope, letter: name})
    if bound:
        reader.ranges.limit(name, bound)
    operand = read(tree.operand, inner)
    for other in apart:
        index = reader.scope.get(other, other)
        reader.ranges.join(name, index)
        operand = algebra.multiply(operand, minus(number(1), algebra.delta(name, index)))
    return algebra.summed(operand, name, count)


def _summed_letter(tree: t.BigOperator, reader: Reader) -> tuple[str, tuple[str, ...]]:
    """The letter that a sum binds, and those that it must differ from."""
    match tree.index:
        case t.Symbol(name=name, indices=(), label=None) if is_index(name):
            return name, ()
        case t.Relation(
            operands=(t.Symbol(name=name, indices=()), t.Symbol(name=other, indices=())),
            operators=("!=",),
        ) if is_index(name) and is_index(other) and name != other:
            return name, (other,)
        case None:
            symbols = [n for n in every(tree.operand) if isinstance(n, t.Symbol)]
            letters = {i for s in symbols for i in named(s)[1] if not i.isdecimal()}
            own = letters - set(reader.scope)
            if len(own) == 1:
                reader.loose.add("a sum without its index")
                return own.pop(), ()
    raise UnsupportedError("over which index a sum runs is not read")


def _bound(lower: Tree | None, upper: Tree | None) -> tuple[str, Poly | None]:
    """The upper bound of an index that begins with 1, and how many values there are."""
    match lower, upper:
        case None, None:
            return "", None
        case (None | t.Number(text="1"), t.Symbol(name=name, indices=(), label=None)):
            return name, entry(name)
        case (None | t.Number(text="1"), t.Symbol() as symbol):
            return key_of(symbol), None
        case (None | t.Number(text="1"), t.Number(text=text)) if text.isdecimal() and int(text):
            return text, number(int(text))
        case (
            t.Number(text="0"),
            t.Sum(terms=((1, t.Symbol(name=name, indices=())), (-1, t.Number(text="1")))),
        ):
            return name, entry(name)
    raise UnsupportedError("a sum that may not go over all entries")


# -- cases ------------------------------------------------------------------------------------


def _cases(rows: tuple[tuple[Tree, Tree | None], ...], reader: Reader) -> Poly:
    total, left = number(0), number(1)
    for value, condition in rows:
        holds = number(1) if condition is None else indicator(condition, reader)
        total = add(total, algebra.multiply(algebra.multiply(left, holds), read(value, reader)))
        left = algebra.multiply(left, minus(number(1), holds))
    if not algebra.is_zero(left):
        raise UnsupportedError("the cases do not cover all indices")
    return total


def indicator(condition: Tree, reader: Reader) -> Poly:
    """1 where a condition on indices holds, and 0 elsewhere.

    Raises:
        UnsupportedError: for a condition on anything else.
    """
    match condition:
        case t.Relation(operands=(one, other), operators=("=" | "!=" as sign,)):
            indices = _index(one, reader), _index(other, reader)
            reader.ranges.join(*indices)
            equal = algebra.delta(*indices)
            return equal if sign == "=" else minus(number(1), equal)
        case t.Logic(operator="and", operands=operands):
            total = number(1)
            for part in operands:
                total = algebra.multiply(total, indicator(part, reader))
            return total
    raise UnsupportedError("a condition that is not one on indices")


# -- derivatives ------------------------------------------------------------------------------


def _derivative(operand: Tree, variables: tuple[Tree, ...], reader: Reader) -> Poly:
    targets = []
    for variable in variables:
        if not isinstance(variable, t.Symbol):
            raise UnsupportedError("a derivative in what is no quantity")
        name, letters = named(variable)
        if not letters and name in reader.page.vectors:
            raise UnsupportedError(f"a derivative in {name} as a whole")
        indices = tuple(reader.scope.get(letter, letter) for letter in letters)
        for place, index in enumerate(indices):
            reader.ranges.join(index, _slot((name, len(indices)), place))
        targets.append((name, indices))
    families = frozenset((name, len(indices)) for name, indices in targets)
    if isinstance(operand, t.Symbol) and reader.page.is_free_loss((named(operand)[0], 0)):
        if len(targets) > 1:
            raise UnsupportedError("a second derivative of a loss without a formula")
        return loss_slope(named(operand)[0], *targets[0], reader)
    poly = read(operand, reader)
    for name, indices in targets:
        poly = expanded(poly, reader, keep=families)
        family = (name, len(indices))
        if family not in depends_on(poly):
            raise UnsupportedError(f"how this depends on {name} is not stated")
        poly = slope(poly, name, indices)
    return poly
