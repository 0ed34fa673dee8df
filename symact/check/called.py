"""Whether an expression is the function that a name stands for, and no relative of that name."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import permutations

import sympy as sp

from symact.activations.catalogue import catalogue
from symact.check.judge.assumptions import NONE, Assumptions
from symact.check.judge.derivatives import derivative_of
from symact.check.judge.equality import equal
from symact.check.judge.outcome import DIFFERS, is_everywhere, proved, unknown
from symact.check.report import Judgement
from symact.check.slips import slipped
from symact.check.subjects import entry_named
from symact.check.usual_names import letter
from symact.core.activation import Domain, x
from symact.core.span import Span
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
    "gelu": ("gelu_tanh",),
}
_NEAR = 200  # characters in which a value of the parameter may be said
_SAID = re.compile(
    r"(?:α|\\alpha|alpha|\ba\b|slope|leak|steigung|pente|pendiente|斜率|系数|傾き)[^\d\n]{0,20}(\d*\.\d+)",
    re.IGNORECASE,
)
_PLACE = sp.Integer(-1)  # where functions with one parameter depend on it
_BELOW_ONE = Domain(Fraction(0), Fraction(1))
_MOST_PARAMETERS = 3


def called(f: sp.Expr, name: str, place: Span | None = None) -> Judgement:
    """Whether an expression is the function of the catalogue with a name.

    It is refuted where one sign differs; another formula may be that of another convention.

    Example:
        >>> called(sp.Max(0, x), "relu").status, called(sp.Max(0, x), "relu6").status
        (<Status.PROVED: 'proved'>, <Status.UNKNOWN: 'unknown'>)
    """
    if (note := note_on(f, name, place)) is not None:
        return proved(note)
    slip = slipped(f, name, _SETTLED, DIFFERS)
    return slip or unknown(f"it is not shown to be the function called {name}", DIFFERS)


def note_on(f: sp.Expr, name: str, place: Span | None = None) -> str | None:
    """What is assumed where an expression is the function with a name; None where it is not.

    Example:
        >>> note_on(sp.Max(x, x / 10), "leaky_relu"), note_on(sp.Max(0, x), "elu")
        ('with alpha = 1/10', None)
    """
    for one in (name, *_SAME_NAME.get(name, ())):
        if (note := _is_of(f, one)) is not None:
            return note
    value = _value_of_parameter(f, name)
    if value is None or (place is not None and _is_said_otherwise(value, place)):
        return None
    return f"with {value[0]} = {value[1]}"


def _is_of(f: sp.Expr, name: str) -> str | None:
    """Whether an expression is that of an entry, with its parameters or values of them."""
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


def _value_of_parameter(f: sp.Expr, name: str) -> tuple[sp.Symbol, sp.Rational] | None:
    """The value of the one parameter of a function with which it is an expression, or None."""
    parameters, general = catalogue()[name].parameters, entry_named(name).expression
    if len(parameters) != 1 or f.free_symbols - {x}:
        return None
    symbol, domain = letter(parameters[0].symbol.name), parameters[0].domain
    slope = sp.diff(general.subs(x, _PLACE), symbol)
    if slope.free_symbols or not slope.is_nonzero:
        return None  # it does not depend on it in a way that tells the value at once
    value = sp.cancel((f.subs(x, _PLACE) - general.subs({x: _PLACE, symbol: 0})) / slope)
    if not (value.is_Rational and Fraction(value.p, value.q) in domain):
        return None
    special = general.subs(symbol, value)
    if _are_same(special, x):
        return None  # a leaky ReLU of slope 1 is not what anybody means
    return (symbol, value) if _are_same(f, special) else None


def _is_said_otherwise(value: tuple[sp.Symbol, sp.Rational], place: Span) -> bool:
    """Whether words near a formula give the parameter, or any number beside one, another value."""
    text = place.source.text
    near = text[max(0, place.start - _NEAR) : place.start] + " " + text[place.end :][:_NEAR]
    said = {sp.Rational(match[1]) for match in _SAID.finditer(near)}
    return bool(said - {value[1]})


def _are_same(f: sp.Expr, g: sp.Expr, where: Assumptions = NONE) -> bool:
    return is_everywhere(equal(f, g, where))


def is_in_values(f: sp.Expr, slope: sp.Expr, order: int = 1) -> bool:
    """Whether a derivative is right when its letter stands for the value of the function.

    Example:
        >>> is_in_values(sp.tanh(x), 1 - x**2), is_in_values(sp.tanh(x), 1 + x**2)
        (True, False)
    """
    return derivative_of(f, slope.subs(x, f), order).status is Status.PROVED
