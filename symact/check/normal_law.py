"""Probabilities of a standard normal number, as in the definition of GELU."""

from __future__ import annotations

from symact.reading.held import tree as t


def below_normal(tree: t.Call) -> t.Tree | None:
    r"""What a standard normal number is below, in ``P(X \le x)``; None for another formula."""
    match tree:
        case t.Call(
            function=t.Symbol(name="P"),
            arguments=(t.Relation(operands=(t.Symbol(name="X"), x), operators=("<=" | "<",)),),
        ):
            return x
        case _:
            return None
