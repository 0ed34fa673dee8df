"""Slips in definitions: one wrong sign, brackets that are missing below a slash."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterator
from dataclasses import replace

import sympy as sp

from symact.activations.catalogue import entry_of, normal
from symact.check.judge.equality import equal
from symact.check.report import Judgement
from symact.core.activation import x
from symact.core.verdict import Status
from symact.reading.held import tree as t

_MOST_NODES = 40
_BACK, _ON = 250, 150  # characters around a definition
_VARIANT = re.compile(
    r"mirror|complement|decreas|revers|reflect|flip|fermi|inver|negat|variant|also meets?|spiegel|"
    r"(?:sigma|σ)\s*\(\s*-|1\s*[-−]\s*\\?(?:sigma|σ)",
    re.IGNORECASE,
)


def slipped(
    expression: sp.Expr, name: str, settled: Collection[str], code: str
) -> Judgement | None:
    """The refutation of a definition in which one sign is wrong, or None.

    What differs in another way from the function that the words name may be another function.

    Args:
        settled: names that stand for one function only.
        code: of the refutation.
    """
    entry = entry_of(name)
    if entry is None or normal(name) not in settled or expression.free_symbols != {x}:
        return None
    found = equal(expression, entry.function)
    if found.status is not Status.REFUTED:
        return None
    others = _with_another_sign(expression)
    if not any(equal(other, entry.function).status is Status.PROVED for other in others):
        return None
    return replace(
        found, code=code, reason=f"this is not the function called {name}: one sign differs"
    )


def is_said_to_differ(symbol: t.Symbol | None) -> bool:
    """Whether the words around a definition say that it is a variant, as the mirror image."""
    if symbol is None:
        return False
    text, place = symbol.span.source.text, symbol.span.start
    return _VARIANT.search(text[max(0, place - _BACK) : place + _ON]) is not None


def _with_another_sign(expression: sp.Expr) -> Iterator[sp.Expr]:
    """The expressions that have one sign more or less: of the variable, a term, an exponent."""
    yield expression.subs(x, -x)
    for node in itertools.islice(sp.preorder_traversal(expression), _MOST_NODES):
        if isinstance(node, sp.Add):
            for term in node.args:
                yield expression.xreplace({node: node - 2 * term})
        elif isinstance(node, sp.exp):
            yield expression.xreplace({node: sp.exp(-node.args[0])})


def bracketed(body: t.Tree) -> Iterator[tuple[t.Tree, str]]:
    """A right side with brackets beside its slash that may be missing, and where they stand."""
    if (below := _below(body)) is not None:
        yield below, "below"
    match body:
        case t.Sum(terms=(*first, (sign, t.Quotient() as last))) if first and not last.is_drawn:
            above = t.Sum((*first, (sign, last.numerator)), body.span)
            yield t.Quotient(above, last.denominator, body.span), "above"


def _below(body: t.Tree) -> t.Tree | None:
    """``a / (1 + b)`` for ``a / 1 + b``, where nobody would write the 1 below; else None."""
    match body:
        case t.Sum(terms=((1, t.Quotient() as first), *rest)) if rest and not first.is_drawn:
            pass
        case _:
            return None
    one = first.denominator
    if not isinstance(one, t.Number) or one.text != "1":
        return None
    return t.Quotient(first.numerator, t.Sum(((1, one), *rest), body.span), body.span)
