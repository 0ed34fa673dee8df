r"""Formulas with indices written out for a few entries, with one letter for each entry.

This reading knows nothing of normal forms: sums are added up, and derivatives are taken by SymPy,
so that a counterexample does not rest on what failed to prove the claim.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import product
from typing import final

import sympy as sp

from symact.check.linear.component_page import (
    Family,
    Page,
    as_entry,
    function_name,
    is_softmax,
    named,
)
from symact.check.linear.entries import written
from symact.core.activation import x
from symact.core.errors import UnsupportedError
from symact.derive.rules import derivative
from symact.reading.held import tree as t
from symact.reading.held.tree import Tree
from symact.reading.held.walk import every


@final
@dataclass(frozen=True, slots=True)
class Numbers:
    """What a formula is written out with.

    Attributes:
        length: how far every index runs.
        scope: the number that each letter of an index stands for.
        kept: quantities that are not replaced by their formulas.
        functions: stand-ins for functions of which only the name is known.
    """

    page: Page
    length: int
    scope: Mapping[str, int] = field(default_factory=dict)
    kept: frozenset[Family] = frozenset()
    functions: Mapping[str, sp.Expr] = field(default_factory=dict)
    at: int | None = None
    depth: int = 0


def written_out(tree: Tree, known: Numbers) -> sp.Expr:  # noqa: PLR0912  (a table)
    """The value of a formula in terms of entries.

    Raises:
        UnsupportedError: for what is not read.
    """
    if known.depth > 60:
        raise UnsupportedError("the formula is nested too deeply")
    known = replace(known, depth=known.depth + 1)
    match tree:
        case t.Number(text=text):
            return sp.Rational(str(written(text).exact))
        case t.Symbol():
            return _symbol(tree, known)
        case t.Negative(operand=operand):
            return -written_out(operand, known)
        case t.Sum(terms=terms):
            return sp.Add(*(sign * written_out(term, known) for sign, term in terms))
        case t.Product(factors=factors):
            return sp.Mul(*(_factor(factor, known) for factor in factors))
        case t.Quotient(numerator=above, denominator=below):
            return written_out(above, known) / written_out(below, known)
        case t.Power(base=base, exponent=exponent):
            if isinstance(base, t.Symbol) and base.name == "e" and not base.indices:
                return sp.exp(written_out(exponent, known))
            return written_out(base, known) ** written_out(exponent, known)
        case t.Call():
            return _call(tree, None, known)
        case t.Indexed(operand=t.Call() as call, indices=(index,)):
            return _call(call, _number(index, known), known)
        case t.BigOperator(kind="sum"):
            return _sum(tree, known)
        case t.Derivative(operand=operand, variables=variables):
            return _derivative(operand, variables, known)
        case t.Gradient(operand=operand, variable=t.Symbol() as variable):
            return _derivative(operand, (variable,), known)
        case t.Cases(rows=rows):
            for value, condition in rows:
                if condition is None or holds(condition, known):
                    return written_out(value, known)
        case t.Indicator(condition=condition):
            return sp.Integer(holds(condition, known))
        case t.Bracket(items=(item,)):
            return written_out(item, known)
    raise UnsupportedError(f"a {type(tree).__name__.lower()} is not written out")


def letter(name: str, indices: tuple[int, ...] = ()) -> sp.Symbol:
    """The letter of an entry."""
    mark = f"_{','.join(map(str, indices))}" if indices else ""
    return sp.Symbol(f"{name}{mark}", real=True)


def holds(condition: Tree, known: Numbers) -> bool:
    """Whether a condition on indices holds."""
    match condition:
        case t.Relation(operands=(one, other), operators=("=" | "!=" as sign,)):
            return (_number(one, known) == _number(other, known)) == (sign == "=")
        case t.Logic(operator="and", operands=operands):
            return all(holds(part, known) for part in operands)
    raise UnsupportedError("a condition that is not one on indices")


def _number(tree: Tree, known: Numbers) -> int:
    match tree:
        case t.Number(text=text):
            return int(text)
        case t.Symbol(name=name) if name in known.scope:
            return known.scope[name]
    raise UnsupportedError("an index without a value")


def _factor(tree: Tree, known: Numbers) -> sp.Expr:
    match tree:
        case t.Bracket(items=(t.Relation() as condition,)):
            return sp.Integer(holds(condition, known))
    return written_out(tree, known)


def _symbol(symbol: t.Symbol, known: Numbers) -> sp.Expr:
    name, letters = named(symbol)
    if not letters and name in {"e", "pi"}:
        return {"e": sp.E, "pi": sp.pi}[name]
    indices = tuple(_number(i, known) for i in symbol.indices) if letters else ()
    if symbol.name == "delta" and len(indices) == 2 and (name, 2) not in known.page.defined:
        return sp.Integer(indices[0] == indices[1])
    if not indices and name in known.page.vectors and known.at is not None:
        indices = (known.at,)
    return _entry(name, indices, known)


def _entry(name: str, indices: tuple[int, ...], known: Numbers) -> sp.Expr:
    family = (name, len(indices))
    formula = None if family in known.kept else known.page.formula(family)
    if formula is None:
        return letter(name, indices)
    scope = dict(zip(formula.indices, indices, strict=True))
    whole = indices[0] if formula.is_whole else None
    # Letters of the formula that are not its own stand for what they do in the claim.
    return written_out(formula.tree, replace(known, scope={**known.scope, **scope}, at=whole))


def _call(call: t.Call, index: int | None, known: Numbers) -> sp.Expr:
    argument, function = call.arguments[0], call.function
    if is_softmax(function):
        return _softmax(call, index, known)
    inside = written_out(argument, known)
    if function.indices:
        return written_out(as_entry(call, known.page), known) * inside
    if function.name == "exp":
        return sp.exp(inside)
    if function.name in {"ln", "log"} and not call.primes:
        return sp.log(inside)
    name = function_name(function)
    expression = known.page.expression(name)
    if expression is None:
        expression = known.functions[name]
    for _ in range(call.primes):
        expression = derivative(expression)
    return expression.xreplace({x: inside})


def _softmax(call: t.Call, index: int | None, known: Numbers) -> sp.Expr:
    argument = call.arguments[0]
    if not isinstance(argument, t.Symbol):
        raise UnsupportedError("softmax of a formula")
    for marks in (call.function.indices, argument.indices):
        if index is None and marks:
            index = _number(marks[0], known)
    index = known.at if index is None else index
    if index is None:
        raise UnsupportedError("which entry of the softmax is meant is not stated")
    name = named(replace(argument, indices=()))[0]
    powers = {k: sp.exp(_entry(name, (k,), known)) for k in range(1, known.length + 1)}
    return powers[index] / sp.Add(*powers.values())


def _sum(tree: t.BigOperator, known: Numbers) -> sp.Expr:
    match tree.index:
        case t.Symbol(name=name):
            apart: Tree | None = None
        case t.Relation(operands=(t.Symbol(name=name), apart)):
            pass
        case _:
            raise UnsupportedError("over which index a sum runs is not read")
    parts = []
    for value in range(1, known.length + 1):
        inner = replace(known, scope={**known.scope, name: value})
        if apart is None or _number(apart, known) != value:
            parts.append(written_out(tree.operand, inner))
    return sp.Add(*parts)


def _derivative(operand: Tree, variables: tuple[Tree, ...], known: Numbers) -> sp.Expr:
    targets = []
    for variable in variables:
        if not isinstance(variable, t.Symbol):
            raise UnsupportedError("a derivative in what is no quantity")
        name, letters = named(variable)
        targets.append((name, tuple(_number(i, known) for i in variable.indices if letters)))
    families = frozenset((name, len(indices)) for name, indices in targets)
    inner = replace(known, kept=families)
    loss = named(operand)[0] if isinstance(operand, t.Symbol) else ""
    if known.page.is_free_loss((loss, 0)) and isinstance(operand, t.Symbol):
        found = _of_loss(loss, *targets[0], inner)
    else:
        found = written_out(operand, inner)
        for name, indices in targets:
            found = sp.diff(found, letter(name, indices))
    return _put_in(found, families, known)


def _of_loss(loss: str, name: str, indices: tuple[int, ...], known: Numbers) -> sp.Expr:
    """The derivative of a loss without a formula: its slopes in the output may be any numbers."""
    output = known.page.output
    if output is None or output == (name, len(indices)):
        return letter(slope_name(loss, name), indices)
    places = product(range(1, known.length + 1), repeat=output[1])
    parts = {at: _entry(output[0], at, known) for at in places}
    variable = letter(name, indices)
    if not any(variable in part.free_symbols for part in parts.values()):
        return letter(slope_name(loss, name), indices)
    return sp.Add(*(
        letter(slope_name(loss, output[0]), at) * sp.diff(part, variable)
        for at, part in parts.items()
    ))  # fmt: skip


def slope_name(loss: str, output: str) -> str:
    """The name of the derivative of a loss in its output."""
    return f"d{loss}/d{output}"


def _put_in(expression: sp.Expr, families: frozenset[Family], known: Numbers) -> sp.Expr:
    """The expression with the quantities that were kept replaced by their formulas."""
    found = {}
    for name, count in families - known.kept:
        if known.page.formula((name, count)) is None:
            continue
        for at in product(range(1, known.length + 1), repeat=count):
            if letter(name, at) in expression.free_symbols:
                found[letter(name, at)] = _entry(name, at, known)
    return expression.xreplace(found) if found else expression


def function_names(trees: tuple[Tree, ...], page: Page) -> frozenset[str]:
    """The functions that occur and of which only the name is known."""
    every_tree = (*trees, *(row.tree for rows in page.defined.values() for row in rows))
    calls = [n.function for tree in every_tree for n in every(tree) if isinstance(n, t.Call)]
    return frozenset(
        function_name(f) for f in calls
        if not is_softmax(f) and f.name not in {"exp", "ln", "log"}
        and page.expression(function_name(f)) is None
    )  # fmt: skip
