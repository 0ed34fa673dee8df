"""Whether an expression is the function that a name stands for, and no relative of that name."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations

import sympy as sp

from symact.activations.catalogue import catalogue
from symact.check.judge.assumptions import NONE, Assumptions
from symact.check.judge.derivatives import derivative_of
from symact.check.judge.equality import equal
from symact.check.judge.outcome import is_everywhere, proved, unknown
from symact.check.named_as import DIFFERS
from symact.check.report import Judgement
from symact.check.slips import slipped
from symact.check.subjects import entry_named
from symact.check.usual_names import letter
from symact.core.activation import Domain, x
from symact.core.verdict import Status

# Names that stand for one function in every document, so that a slip in its formula is one.
_SETTLED = frozenset(
    ("tanh", "sigmoid", "logistic", "relu", "softplus", "softsign", "silu", "mish", "arctan")
)
# What a framework or a limit of parameters makes of a function, under the same name in documents.
_SAME_NAME = {
    "leaky_relu": ("leaky_relu_keras",),
    "hard_sigmoid": ("hard_sigmoid_onnx",),
    "softplus": ("softplus_torch", "softplus_beta"),
    "selu": ("selu_onnx",),
}
_BELOW_ONE = Domain(Fraction(0), Fraction(1))
_MOST_PARAMETERS = 3


def called(f: sp.Expr, name: str) -> Judgement:
    """Whether an expression is the function of the catalogue with a name.

    It is refuted where one sign differs; another formula may be that of another convention.

    Example:
        >>> called(sp.Max(0, x), "relu").status, called(sp.Max(0, x), "relu6").status
        (<Status.PROVED: 'proved'>, <Status.UNKNOWN: 'unknown'>)
    """
    for one in (name, *_SAME_NAME.get(name, ())):
        if (note := _is_of(f, one)) is not None:
            return proved(note)
    slip = slipped(f, name, _SETTLED, DIFFERS)
    return slip or unknown(f"it is not shown to be the function called {name}", DIFFERS)


def _is_of(f: sp.Expr, name: str) -> str | None:
    """Whether an expression is that of an entry, with its parameters or their usual values.

    The answer is a note on what is assumed of the parameters, or None for no.
    """
    entry = catalogue()[name]
    general = entry_named(name).expression
    own, theirs = (sorted(g.free_symbols - {x}, key=str) for g in (f, general))
    if not own:
        return "" if _are_same(f, entry.function) else None
    if len(own) != len(theirs) or len(own) > _MOST_PARAMETERS:
        return None
    usual = {letter(p.symbol.name): p.domain for p in entry.parameters}
    for order in permutations(own):
        names = dict(zip(theirs, order, strict=True))
        domains = tuple((names[s], d) for s, d in usual.items() if s in names)
        below_one = tuple((s, _BELOW_ONE) for s in own)
        told = ", ".join(map(str, own))
        for where, note in (
            ((), ""),
            (domains, f"for all {told} that are usual"),
            (below_one, f"for {told} between 0 and 1"),
        ):
            if _are_same(f, general.xreplace(names), Assumptions(domains=where)):
                return note
    return None


def _are_same(f: sp.Expr, g: sp.Expr, where: Assumptions = NONE) -> bool:
    return is_everywhere(equal(f, g, where))


def is_in_values(f: sp.Expr, slope: sp.Expr, order: int = 1) -> bool:
    """Whether a derivative is right when its letter stands for the value of the function.

    Example:
        >>> is_in_values(sp.tanh(x), 1 - x**2), is_in_values(sp.tanh(x), 1 + x**2)
        (True, False)
    """
    return derivative_of(f, slope.subs(x, f), order).status is Status.PROVED
