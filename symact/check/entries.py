r"""Functions that are written of one entry and use all, as ``f(z_i) = e^{z_i}/\sum_j e^{z_j}``."""

from __future__ import annotations

from dataclasses import replace

from symact.check.linear.component_page import is_softmax
from symact.reading.held import tree as t
from symact.reading.held.exchange import exchanged
from symact.reading.held.statements import Statement
from symact.reading.held.walk import every


def entry_defined(left: t.Tree, right: t.Tree) -> t.Symbol | None:
    r"""The entry that an equation defines, or None.

    Both ``f(z_i)`` and ``f(z)_i`` stand for ``f_i`` where the right side has a sum over all ``z``.
    """
    found = _as_entry(left)
    if found is None:
        return None
    name, symbol = found
    sums = (n for n in every(right) if isinstance(n, t.BigOperator) and n.kind == "sum")
    over_all = any(
        isinstance(n, t.Symbol) and n.name == name and n.indices and n.indices != symbol.indices
        for total in sums
        for n in every(total.operand)
    )
    return symbol if over_all else None


def as_entries(tree: t.Tree, names: frozenset[str]) -> t.Tree:
    """The formula in which such functions are entries of vectors."""

    def change(part: t.Tree) -> t.Tree | None:
        found = _as_entry(part)
        return found[1] if found is not None and found[1].name in names else None

    return exchanged(tree, change)


def _softmax_entry(tree: t.Tree) -> t.Tree | None:
    """``softmax(x_i)`` as the entry of the softmax of x that it stands for, or None."""
    match tree:
        case t.Call(
            function=head,
            arguments=(t.Symbol(indices=(t.Symbol(),) as indices) as entry,),
            primes=0,
        ) if is_softmax(head):
            whole = replace(tree, arguments=(replace(entry, indices=()),))
            return t.Indexed(whole, indices, tree.span)
        case _:
            return None


def is_of_entry(tree: t.Tree, names: frozenset[str]) -> bool:
    """Whether a left side is a derivative or a limit of a softmax in one number, as ``f'(z_i)``."""
    match tree:
        case t.Call(function=head, primes=primes):
            return primes > 0 and head.name in names
        case t.Prime(operand=t.Symbol(name=name)):
            return name in names
        case t.Limit(operand=inside):
            return any(isinstance(n, t.Symbol) and n.name in names for n in every(inside))
        case _:
            return False


def with_entries(statement: Statement, names: frozenset[str]) -> Statement:
    """The statement in which such functions are entries of vectors."""
    operands = tuple(
        None if o is None else as_entries(exchanged(o, _softmax_entry), names)
        for o in statement.operands
    )
    return replace(statement, operands=operands)


def _as_entry(tree: t.Tree) -> tuple[str, t.Symbol] | None:
    """The letter of the argument, and the entry that a call with an index stands for."""
    match tree:
        case (
            t.Call(
                function=t.Symbol(indices=()) as head,
                arguments=(t.Symbol(name=name, indices=(t.Symbol(),) as indices),),
                primes=0,
                is_inverse=False,
            )
            | t.Indexed(
                operand=t.Call(
                    function=t.Symbol(indices=()) as head,
                    arguments=(t.Symbol(name=name, indices=()),),
                    primes=0,
                    is_inverse=False,
                ),
                indices=(t.Symbol(),) as indices,
            )
        ):
            return name, replace(head, indices=indices, span=tree.span)
        case _:
            return None
