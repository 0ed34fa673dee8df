"""Names to which a document gives one formula after another."""

from __future__ import annotations

import re

from symact.check.context import Context
from symact.check.judge.outcome import unknown
from symact.check.linear.keys import base_key, key_of
from symact.check.report import Judgement
from symact.core.verdict import Status
from symact.reading.held import tree as t
from symact.reading.held.walk import every

_OTHER_TOTAL = re.compile(
    r"(?:not|n't) sum to (?:one|1)|sum_?\{?[a-z]?\}? ?y_[a-z] ?= ?(?!1\b)\d|"
    r"(?:labels?|targets?|\by\b)[^.\n]{0,30} sum to (?!one|1\b|unity)\w+|arbitrary weights|"
    r"several (?:entries|labels) (?:are|may)|multi-?label"
)


def unless_redefined(found: Judgement, trees: tuple[t.Tree, ...], context: Context) -> Judgement:
    """The verdict, but open where it rests on a name that has had another formula.

    A proof stands by the last formula, unless two were given one after the other.
    """
    names = context.redefined if found.status is Status.REFUTED else context.ambiguous
    if found.status is Status.UNKNOWN or not names:
        return found
    twice = sorted(_reached(trees, context) & names)
    if not twice:
        return found
    return unknown(f"{', '.join(twice)} is given more than one formula")


def unless_other_total(found: Judgement, context: Context) -> Judgement:
    """The verdict, but open where it needs labels that sum to 1 and the words deny that they do."""
    needs = found.status is Status.PROVED and "sum to 1" in found.note
    if needs and _OTHER_TOTAL.search(context.words):
        return unknown("the labels need not sum to 1 here")
    return found


def unless_recurrent(found: Judgement, trees: tuple[t.Tree, ...], context: Context) -> Judgement:
    """The verdict, but open where a quantity is made of an earlier one of the same name.

    How far a derivative goes back in time is not said then.
    """
    if found.status is Status.UNKNOWN:
        return found
    names = _reached(trees, context)
    recurrent = [k for k in names if k in context.formulas and _is_recurrent(k, context)]
    if not recurrent:
        return found
    return unknown(f"{min(recurrent)} depends on earlier values of the same name")


def _is_recurrent(key: str, context: Context) -> bool:
    base, _, _ = key.rpartition("_")
    symbols = (n for n in every(context.formulas[key]) if isinstance(n, t.Symbol))
    return any(
        bool(base)
        and base_key(n) == base
        and key_of(n) != key
        and any(isinstance(i, t.Sum) for i in n.indices)
        for n in symbols
    )


def _reached(trees: tuple[t.Tree, ...], context: Context) -> set[str]:
    """The names in some formulas, and in the formulas that these stand for."""
    reached: set[str] = set()
    todo = list(trees)
    while todo:
        names = _names(todo.pop()) - reached
        reached |= names
        todo += [context.formulas[name] for name in names if name in context.formulas]
    return reached


def _names(tree: t.Tree) -> set[str]:
    symbols = [n for n in every(tree) if isinstance(n, t.Symbol)]
    return {key for n in symbols for key in (key_of(n), base_key(n))}
