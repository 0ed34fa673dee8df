"""Whether a function is the one that its name, or the words beside it, say it is."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from itertools import permutations
from typing import TypeAlias

import sympy as sp

from symact.activations.catalogue import catalogue, entry_of, normal
from symact.activations.rectifiers import SELU_ALPHA, SELU_SCALE
from symact.check.called import note_on
from symact.check.context import Context
from symact.check.judge.assumptions import Assumptions
from symact.check.judge.equality import equal
from symact.check.judge.outcome import DIFFERS, is_everywhere, proved, unknown
from symact.check.report import Judgement
from symact.check.slips import is_said_to_differ, slipped
from symact.check.subjects import functions_named
from symact.check.usual_names import Function, in_letters, letter, standard
from symact.core.activation import Domain, x
from symact.core.span import Span
from symact.core.verdict import Status
from symact.reading.held import tree as t

Sample: TypeAlias = "tuple[float, ...] | None"

# Behind the name of a function: what some framework makes of it, or nothing that tells it apart.
_VARIANTS = frozenset(
    ("", "approximate", "new", "sigmoid", "tanh", "keras", "keras2", "onnx", "theano", "torch",
     "beta", "function", "activation", "fn")
)  # fmt: skip
OTHER = "the words beside it name another function than the heading"
# Names that have one meaning everywhere; of others a document may have its own.
_SETTLED = frozenset(
    ("tanh", "sinh", "cosh", "sech", "coth", "csch", "sigmoid", "logistic", "relu", "softplus",
     "softsign", "silu", "mish", "arctan", "atan", "erf", "artanh", "arctanh", "atanh", "relu6")
)  # fmt: skip
_LABEL = re.compile(r"(?P<words>[^:：.,;]{2,50})[:：][\s*_$`\\(]*$")
_SLOPE_LABEL = re.compile(
    r"(?:the |its |first )?(?:derivatives?|gradient)(?: formula| function| expression)?|"
    r"(?:其)?(?:一阶)?导(?:数|函数)(?:的)?(?:表达式|公式|形式|为)?|導関数|微分|도함수|미분|"
    r"(?:la )?dérivée|(?:la )?derivada|ableitung|derivata|türevi?|derivace|pochodna|производная",
    re.IGNORECASE,
)
_SLIPS = _SETTLED | {"swish"}
_NEAR = 1e-5
_PLACES = (sp.Rational(7, 10), sp.Rational(-13, 10))
_CONSTANTS_OF = {"selu": (SELU_ALPHA, SELU_SCALE)}


def is_right_behind_a_name(span: Span) -> bool:
    """Whether a label that names one function stands right before a place: "Tanh: ...".

    Example:
        >>> from symact.core.span import Source
        >>> is_right_behind_a_name(Span(Source("a.md", "For tanh activation: f(x) = x"), 21, 22))
        True
    """
    return len(set(functions_named(_label_before(span)))) == 1


def is_behind_a_slope(span: Span) -> bool:
    """Whether a label that names the derivative stands right before a place: "Derivative: ...".

    Example:
        >>> from symact.core.span import Source
        >>> is_behind_a_slope(Span(Source("a.md", "Derivative: g(x) = 1"), 12, 13))
        True
    """
    return _SLOPE_LABEL.fullmatch(_label_before(span)) is not None


def _label_before(span: Span) -> str:
    """The words of a label right before a place, or nothing."""
    line = span.source.text[: span.start].rpartition("\n")[2]
    label = _LABEL.search(line)
    return "" if label is None else label["words"].strip(" -*_•#>")


def of_title(
    function: Function, context: Context, symbol: t.Symbol | None = None, *, usual: bool = False
) -> Judgement | None:
    """The verdict on a definition under a heading that names a function."""
    if usual:
        return None  # its usual meaning is another; what this one is, nothing says
    titles = list(dict.fromkeys(t for t in (*context.hints, context.title) if t))
    if not titles:
        return proved() if _is_named_somewhere(function, context) else None
    for title in titles:
        note = _note_under(title, function, symbol)
        if note is not None:
            return proved(note) if title in context.hints or not context.hints else unknown(OTHER)
    if len(titles) == 1 and not is_said_to_differ(symbol):
        slip = slipped(function.expression, titles[0], _SLIPS, DIFFERS)
        if slip is not None:
            return slip
    return unknown(f"it is not shown to be the function called {titles[0]}", DIFFERS)


def under_its_name(function: Function, symbol: t.Symbol) -> Judgement | None:
    """The proof that a function is one that has its name in the catalogue, or None."""
    entry = entry_of(symbol.name)
    note = None if entry is None else note_on(function.expression, entry.name, symbol.span)
    return None if note is None else proved(note)


def _note_under(title: str, function: Function, symbol: t.Symbol | None) -> str | None:
    """What is assumed where a function is the one of a title; None where it is not."""
    if any(_same(function, known) for known in _named(title)):
        return ""
    place = None if symbol is None else symbol.span
    return note_on(function.expression, title, place) if title in catalogue() else None


def _is_named_somewhere(function: Function, context: Context) -> bool:
    """Whether a function is one of the catalogue whose name the document mentions."""
    if function.expression.free_symbols != {x}:
        return False
    sample = _sampled(function.expression)
    mentioned = (name for name in catalogue() if _mentions(context.words, name))
    return any(
        _are_near(sample, _sampled(catalogue()[name].function))
        and _same(function, Function(catalogue()[name].function))
        for name in mentioned
    )


def _are_near(one: Sample, other: Sample) -> bool:
    """Whether two functions are worth a proof that they are the same: near at two places."""
    if one is None or other is None:
        return False
    return all(abs(a - b) < _NEAR * (1 + abs(a)) for a, b in zip(one, other, strict=True))


@lru_cache(maxsize=1024)
def _sampled(expression: sp.Expr) -> Sample:
    values = []
    for place in _PLACES:
        try:
            value = complex(expression.subs(x, place).evalf(8))
        except (TypeError, ValueError):
            return None
        if value.imag or value != value:  # noqa: PLR0124 -- not a number
            return None
        values.append(value.real)
    return tuple(values)


def _mentions(words: str, name: str) -> bool:
    """Whether a document names an entry of the catalogue by one of its names."""
    entry = catalogue()[name]
    keys = {key.replace("_", " ").casefold() for key in (name, *entry.aliases)}
    return any(len(key) > 3 and (key in words or key.replace(" ", "") in words) for key in keys)


def compared(name: str, function: Function, known: Function, context: Context) -> Judgement:
    """Whether a function has the name that it is given."""
    candidates = [known, *_named(name)]
    if any(_same(function, candidate) for candidate in candidates):
        return proved()
    if (lettered := _with_constants(name, function)) is not None:
        return lettered
    slopes = known.expression.free_symbols - {x}
    below_one = tuple((s, Domain(Fraction(0), Fraction(1))) for s in slopes)
    told = ", ".join(map(str, slopes))
    for domains, note in (
        (_usual_domains(name, known), f"for all {told} that are usual"),
        (below_one, f"for {told} between 0 and 1"),
    ):
        where = Assumptions(domains=domains)
        if domains and is_everywhere(equal(function.expression, known.expression, where)):
            return proved(note)
    found = equal(function.expression, known.expression)
    parameters = (known.expression.free_symbols | function.expression.free_symbols) - {x}
    settled = normal(name) in _SETTLED
    own = normal(name)
    is_other = any(own in normal(n) and own != normal(n) for n in (context.title, *context.hints))
    if found.status is Status.REFUTED and not parameters and settled and not is_other:
        reason = f"this is not the function called {name}"
        return replace(found, code=DIFFERS, reason=reason)
    return unknown(f"it is not shown to be the function called {name}", DIFFERS)


def _usual_domains(name: str, known: Function) -> tuple[tuple[sp.Symbol, Domain], ...]:
    """Where the parameters of a function of the catalogue lie."""
    entry = entry_of(name)
    found = () if entry is None else entry.parameters
    return tuple(
        (letter(p.symbol.name), p.domain)
        for p in found
        if letter(p.symbol.name) in known.expression.free_symbols and p.domain != Domain()
    )


def _with_constants(name: str, function: Function) -> Judgement | None:
    """The proof for a function whose constants are written as letters, or None."""
    letters = sorted(function.expression.free_symbols - {x}, key=str)
    constants = _CONSTANTS_OF.get(normal(name), ())
    entry = standard(name)
    if entry is None or not letters or len(letters) != len(constants):
        return None
    for order in permutations(constants):
        put = dict(zip(letters, order, strict=True))
        if is_everywhere(equal(function.expression.subs(put), entry.expression)):
            told = ", ".join(f"{s} = {float(v):.4f}" for s, v in put.items())
            return proved(f"for its constants {told}, rounded")
    return None


def _named(name: str) -> list[Function]:
    """Every function of the catalogue with a name, and what frameworks call the same."""
    folded = normal(name)
    found = []
    for entry in catalogue().values():
        spellings = {normal(key) for key in (entry.name, *entry.aliases)}
        if any(_is_variant(s, folded) or _is_variant(folded, s) for s in spellings if s):
            found.append(in_letters(entry))
            if entry.parameters:
                found.append(Function(entry.function))
    return found[:12]


def _is_variant(name: str, base: str) -> bool:
    """Whether a name is another with nothing behind it but a framework or a word for functions."""
    return name.startswith(base) and name[len(base) :] in _VARIANTS


def _same(function: Function, known: Function) -> bool:
    """Whether two functions are equal, with some names for the parameters of the second."""
    own = sorted(function.expression.free_symbols - {x}, key=str)
    theirs = sorted(known.expression.free_symbols - {x}, key=str)
    if len(own) != len(theirs) or len(own) > 3:
        return False
    for order in permutations(own):
        renamed = known.expression.xreplace(dict(zip(theirs, order, strict=True)))
        if is_everywhere(equal(function.expression, renamed)):
            return True
    return False


__all__ = [
    "OTHER",
    "compared",
    "is_behind_a_slope",
    "is_right_behind_a_name",
    "of_title",
    "under_its_name",
]
