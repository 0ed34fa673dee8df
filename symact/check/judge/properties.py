"""Statements that name a property of a function: a closed table of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TypeAlias

import sympy as sp

from symact.check.judge.assumptions import NONE, Assumptions
from symact.check.judge.enclosures import plain
from symact.check.judge.facts import Fixed, studied
from symact.check.judge.outcome import honest, proved, refuted, unknown
from symact.check.judge.shape import TABLE as SHAPES
from symact.check.judge.shape import Answer, Asked, Maybe
from symact.check.judge.smoothness import TABLE as SMOOTHNESS
from symact.check.judge.values import TABLE as VALUES
from symact.check.report import Judgement
from symact.core.errors import UnsupportedError
from symact.derive.profile import Profile

WRONG = "SA208"
On: TypeAlias = "tuple[sp.Expr, sp.Expr] | None"
Rule: TypeAlias = Callable[[Profile, Asked], Answer]

TABLE: dict[str, Rule] = {**SHAPES, **SMOOTHNESS, **VALUES}
# Other words for a name of the table, or for its contrary.
ALIASES = {
    "monotonic": "monotone",
    "non decreasing": "nondecreasing",
    "non increasing": "nonincreasing",
    "monotonically increasing": "increasing",
    "monotonically decreasing": "decreasing",
    "increases monotonically": "increasing",
    "strictly monotonic": "strictly monotone",
    "symmetric about the origin": "odd",
    "point symmetric about the origin": "odd",
    "antisymmetric": "odd",
    "symmetric about the y axis": "even",
    "unbounded": "not bounded",
    "unbounded above": "not bounded above",
    "unbounded below": "not bounded below",
    "discontinuous": "not continuous",
    "differentiable everywhere": "differentiable",
    "continuously differentiable": "c1",
    "infinitely differentiable": "c oo",
    "c infinity": "c oo",
    "zero centered": "zero centred",
    "zero mean": "zero centred",
    "nonnegative": "non negative",
    "nonpositive": "non positive",
    "invertible": "injective",
    "one to one": "injective",
    "saturating": "saturates",
    "saturate": "saturates",
    "nonlinear": "not linear",
    "nonmonotone": "not monotone",
    "nonmonotonic": "not monotone",
    "nonconvex": "not convex",
    "derivative never zero": "gradient never vanishes",
    "gradient never zero": "gradient never vanishes",
    "lipschitz continuous": "lipschitz",
}
_NEGATIONS = ("not ", "non ", "is not ", "does not ", "never ")


@honest
def property_holds(
    f: sp.Expr,
    name: str,
    on: On = None,
    *,
    argument: sp.Expr | str | None = None,
    assumptions: Assumptions = NONE,
) -> Judgement:
    """Whether a function has a property of the table.

    Args:
        name: in English; a leading ``not`` or ``non-`` asks for the contrary.
        on: the open interval of which it is said; None for the whole line.
        argument: the number that goes with the property: a Lipschitz constant, or a place.

    Example:
        >>> from symact.core.activation import x
        >>> property_holds(sp.Max(0, x), "convex").status
        <Status.PROVED: 'proved'>
        >>> print(property_holds(x / (1 + sp.exp(-x)), "monotone").reason)
        it falls for x < -1.278464542 and rises for x > -1.278464542
        >>> property_holds(sp.tanh(x), "non-linear").status
        <Status.PROVED: 'proved'>
    """
    words = " ".join(name.casefold().replace("-", " ").replace("_", " ").split())
    return _property(plain(f), words, on, argument, assumptions)


@lru_cache(maxsize=2048)
def _property(
    f: sp.Expr, words: str, on: On, argument: sp.Expr | str | None, assumptions: Assumptions
) -> Judgement:
    name, wanted = named(words)
    asked = Asked(f, on, argument)

    def question(p: Profile, _: Fixed) -> Judgement:
        return _judged(TABLE[name](p, asked), name, wanted=wanted)

    return studied(f, question, assumptions)


def named(words: str) -> tuple[str, bool]:
    """The name of the table for some words, and whether it is meant and not its contrary.

    Raises:
        UnsupportedError: for words that the table does not hold.

    Example:
        >>> named("unbounded"), named("not strictly increasing")
        (('bounded', False), ('strictly increasing', False))
    """
    wanted = True
    for _ in range(3):
        words = ALIASES.get(words, words)
        if words in TABLE:
            return words, wanted
        lead = next((n for n in _NEGATIONS if words.startswith(n)), None)
        if lead is None:
            break
        words, wanted = words[len(lead) :], not wanted
    raise UnsupportedError(f"the property {words!r} is not one that is decided")


def _judged(answer: Answer, name: str, *, wanted: bool) -> Judgement:
    if answer.holds is Maybe.OPEN:
        return unknown(answer.why or "it is not decided")
    if (answer.holds is Maybe.YES) == wanted:
        return proved(answer.why)
    return refuted(WRONG, answer.why or f"it is {'' if not wanted else 'not '}{name}")
