"""Definitions: what a left side introduces, and whether a name is given the function it has."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from itertools import permutations
from typing import TypeAlias, final

import sympy as sp

from symact.activations.catalogue import catalogue, entry_of, normal
from symact.activations.rectifiers import SELU_ALPHA, SELU_SCALE
from symact.check.context import Context, resolved
from symact.check.judge.assumptions import Assumptions
from symact.check.judge.equality import equal
from symact.check.judge.outcome import KINK_ONLY, proved, unknown
from symact.check.linear.keys import key_of
from symact.check.meaning import Meaning, swapped
from symact.check.report import Judgement
from symact.check.sides import variable_of
from symact.check.slips import is_said_to_differ, slipped, unbracketed
from symact.check.unclear import UnclearError
from symact.check.usual_names import ASSUMED, DOCUMENT, Function, in_letters, letter, standard
from symact.core.activation import Domain, x
from symact.core.verdict import Status
from symact.reading.held import tree as t
from symact.reading.held.walk import names_in

Sample: TypeAlias = "tuple[float, ...] | None"

DIFFERS = "SA202"
# Names that have one meaning everywhere; of others a document may have its own.
# Behind the name of a function: what some framework makes of it, or nothing that tells it apart.
_VARIANTS = frozenset(
    ("", "approximate", "new", "sigmoid", "tanh", "keras", "keras2", "onnx", "theano", "torch",
     "beta", "function", "activation", "fn")
)  # fmt: skip
_OTHER = "the words beside it name another function than the heading"
_SETTLED = frozenset(
    ("tanh", "sinh", "cosh", "sech", "coth", "csch", "sigmoid", "logistic", "relu", "softplus",
     "softsign", "silu", "mish", "arctan", "atan", "erf", "artanh", "arctanh", "atanh", "relu6")
)  # fmt: skip
_SLIPS = _SETTLED | {"swish"}
_NEAR = 1e-5
_USUAL = frozenset(("Phi", "phi", "varphi", "W"))
_WORD = 3  # letters of a name that means the same everywhere
_PLACES = (sp.Rational(7, 10), sp.Rational(-13, 10))
_CONSTANTS = frozenset(("e", "pi", "infty"))


@final
@dataclass(frozen=True, slots=True)
class Head:
    """The left side of a definition: a name, and its arguments if it is that of a function."""

    name: str
    arguments: tuple[t.Symbol, ...]
    symbol: t.Symbol


_CONSTANTS_OF = {"selu": (SELU_ALPHA, SELU_SCALE)}


def head_of(tree: t.Tree) -> Head | None:
    """What a left side may define; None where it is no name."""
    match tree:
        case t.Call(function=symbol, arguments=arguments, primes=0, is_inverse=False):
            letters = tuple(a for a in arguments if isinstance(a, t.Symbol))
            plain = len(letters) == len(arguments) and not _CONSTANTS & {a.name for a in letters}
            if plain and len({key_of(a) for a in letters}) == len(letters):
                return Head(key_of(symbol), letters, symbol)
        case t.Symbol(name=name) if name not in _CONSTANTS:
            return Head(key_of(tree), (), tree)
    return None


@final
@dataclass(frozen=True, slots=True)
class Defined:
    """What came of a definition: a verdict, or None where there is nothing to judge."""

    judgement: Judgement | None
    context: Context


def define(head: Head, body: t.Tree, context: Context) -> Defined | None:
    """The context after a definition, and the verdict on it; None where it is none.

    Raises:
        UnclearError: where the right side means nothing that is known.
    """
    if not head.arguments:
        return _value(head, body, context)
    found = _function(head, body, context)
    other = unbracketed(body)
    if found is None or found.judgement is None or other is None:
        return found
    return _without_brackets(found, _function(head, other, context), head)


def _without_brackets(found: Defined, other: Defined | None, head: Head) -> Defined:
    """The refutation of a definition that holds with brackets below the slash, or what it was."""
    if other is None or other.judgement is None or found.judgement is None:
        return found
    if found.judgement.status is Status.PROVED or other.judgement.status is not Status.PROVED:
        return found
    functions = [d.context.function(head.name) for d in (found, other)]
    if functions[0] is None or functions[1] is None:
        return found
    against = equal(functions[0].expression, functions[1].expression)
    if against.status is not Status.REFUTED:
        return found
    reason = "brackets are missing below the slash"
    return replace(other, judgement=replace(against, code=DIFFERS, reason=reason))


def _function(head: Head, body: t.Tree, context: Context) -> Defined | None:
    """A definition of a function by its value at a letter."""
    if head.symbol.name in names_in(body) and _calls(head.symbol.name, body):
        return None
    variable, *others = (letter(key_of(a)) for a in head.arguments)
    inner = replace(context, values={k: v for k, v in context.values.items()
                                     if k not in {str(variable), *map(str, others)}})  # fmt: skip
    meaning = Meaning(inner, variable.name)
    value = swapped(resolved(meaning.scalar(body), inner), variable)
    if x not in value.free_symbols:
        return _constant(head, value, context)
    function = Function(value, DOCUMENT, tuple(letter(str(o)) for o in others))
    return _introduced(head, function, context)


def _constant(head: Head, value: sp.Expr, context: Context) -> Defined | None:
    """A constant function, where nothing else is known of a name; else a value at some places."""
    is_new = context.function(head.name) is None and not head.arguments[0].indices
    if not (is_new and value.is_Rational and len(head.arguments) == 1):
        return None
    after = context.with_function(head.name, Function(value, DOCUMENT))
    return Defined(None, after.doubting(frozenset((head.name,))))  # it may be an equation


def _introduced(head: Head, function: Function, context: Context) -> Defined:
    usual = None if len(head.name) < _WORD or _is_letter(head) else standard(head.name)
    known = usual or context.function(head.name) or _without_index(head, context)
    if known is None:
        about = _of_title(function, context, head.symbol)
        if about is not None and about.status is Status.REFUTED:
            # A slip: what follows is about the function that the words name.
            meant = replace(context.subject or function, origin=DOCUMENT)
            after = context.with_function(head.name, meant)
            return Defined(about, after.doubting(frozenset((head.name,))))
        return Defined(about, context.with_function(head.name, function).with_subject(function))
    if known.origin in {DOCUMENT, ASSUMED} or len(head.symbol.name) == 1 or _is_letter(head):
        found = equal(function.expression, known.expression)
        if found.status is Status.PROVED:
            return Defined(
                proved(), context.with_function(head.name, function).with_subject(function)
            )
        judgement = _of_title(function, context, head.symbol, usual=head.name in _USUAL)
        after = context.with_function(head.name, function).with_subject(function)
        if judgement is not None and judgement.status is not Status.PROVED:
            after = after.doubting(frozenset((head.name,)))  # its formula may be damaged
        return Defined(judgement, after)
    judgement = _compared(head, function, known, context)
    # What a document writes is what it goes on with, unless that is shown to be an error.
    kept = known if judgement.status is Status.REFUTED else function
    after = context.with_function(head.name, kept).with_subject(kept)
    if judgement.status is Status.UNKNOWN:
        after = after.doubting(frozenset((head.name,)))
    return Defined(judgement, after)


def _is_letter(head: Head) -> bool:
    return head.symbol.name in {"sigma", "phi", "Phi", "varphi", "psi", "theta"}


def _without_index(head: Head, context: Context) -> Function | None:
    """The function of a name such as ``Swish_beta``, whose index is a parameter."""
    if not head.symbol.indices or len(head.symbol.name) < 3:
        return None
    return context.function(head.symbol.name)


def _of_title(
    function: Function, context: Context, symbol: t.Symbol | None = None, *, usual: bool = False
) -> Judgement | None:
    """The verdict on a definition under a heading that names a function."""
    if usual:
        return None  # its usual meaning is another; what this one is, nothing says
    titles = list(dict.fromkeys(t for t in (*context.hints, context.title) if t))
    if not titles:
        return proved() if _is_named_somewhere(function, context) else None
    for title in titles:
        if any(_same(function, known) for known in _named(title)):
            return proved() if title in context.hints or not context.hints else unknown(_OTHER)
    if len(titles) == 1 and not is_said_to_differ(symbol):
        slip = slipped(function.expression, titles[0], _SLIPS, DIFFERS)
        if slip is not None:
            return slip
    return unknown(f"it is not shown to be the function called {titles[0]}", DIFFERS)


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


def compared_with(function: Function, name: str) -> Judgement:
    """Whether a function is the one that the words beside it name."""
    candidates = _named(name)
    if any(_same(function, candidate) for candidate in candidates):
        return proved()
    return unknown(f"it is not shown to be the function called {name}", DIFFERS)


def _compared(head: Head, function: Function, known: Function, context: Context) -> Judgement:
    """Whether a function has the name that it is given."""
    candidates = [known, *_named(head.symbol.name)]
    if any(_same(function, candidate) for candidate in candidates):
        return proved()
    if (lettered := _with_constants(head, function)) is not None:
        return lettered
    slopes = known.expression.free_symbols - {x}
    below_one = Assumptions(domains=tuple((s, Domain(Fraction(0), Fraction(1))) for s in slopes))
    if slopes and equal(function.expression, known.expression, below_one).status is Status.PROVED:
        return proved(f"for {', '.join(map(str, slopes))} between 0 and 1")
    usual = Assumptions(domains=_usual_domains(head.symbol.name, known))
    if (
        usual.domains
        and equal(function.expression, known.expression, usual).status is Status.PROVED
    ):
        told = ", ".join(f"{s}" for s, _ in usual.domains)
        return proved(f"for all {told} that are usual")
    found = equal(function.expression, known.expression)
    parameters = (known.expression.free_symbols | function.expression.free_symbols) - {x}
    settled = normal(head.symbol.name) in _SETTLED
    own = normal(head.symbol.name)
    is_other = any(own in normal(n) and own != normal(n) for n in (context.title, *context.hints))
    if found.status is Status.REFUTED and not parameters and settled and not is_other:
        reason = f"this is not the function called {head.symbol.name}"
        return replace(found, code=DIFFERS, reason=reason)
    return unknown(f"it is not shown to be the function called {head.symbol.name}", DIFFERS)


def _usual_domains(name: str, known: Function) -> tuple[tuple[sp.Symbol, Domain], ...]:
    """Where the parameters of a function of the catalogue lie."""
    entry = entry_of(name)
    found = () if entry is None else entry.parameters
    return tuple(
        (letter(p.symbol.name), p.domain)
        for p in found
        if letter(p.symbol.name) in known.expression.free_symbols and p.domain != Domain()
    )


def _with_constants(head: Head, function: Function) -> Judgement | None:
    """The proof for a function whose constants are written as letters, or None."""
    letters = sorted(function.expression.free_symbols - {x}, key=str)
    constants = _CONSTANTS_OF.get(normal(head.symbol.name), ())
    entry = standard(head.symbol.name)
    if entry is None or not letters or len(letters) != len(constants):
        return None
    for order in permutations(constants):
        put = dict(zip(letters, order, strict=True))
        found = equal(function.expression.subs(put), entry.expression)
        if found.status is Status.PROVED and found.code != KINK_ONLY:
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
        found = equal(function.expression, renamed)
        if found.status is Status.PROVED and found.code != KINK_ONLY:
            return True
    return False


def _calls(name: str, body: t.Tree) -> bool:
    from symact.reading.held.walk import every  # noqa: PLC0415

    return any(isinstance(n, t.Call) and n.function.name == name for n in every(body))


# -- values -----------------------------------------------------------------------------------


def _value(head: Head, body: t.Tree, context: Context) -> Defined | None:
    """A definition of a letter by an expression."""
    if head.name in {key_of(n) for n in _symbols(body)}:
        return None
    if isinstance(body, t.Symbol) and len(body.name) >= _WORD:
        same = context.function(key_of(body))
        if same is not None:  # "s = sigmoid" gives a function another name
            return Defined(None, context.with_function(head.name, same))
    name = variable_of((body,), context)
    inner = context.without_value(head.name)
    value = Meaning(inner, name).scalar(body)
    usual = standard(head.symbol.name)
    bare = len(head.symbol.name) > 1 and usual is not None
    is_function_letter = head.name in {"f", "g", "h", "sigma", "phi", "Phi", "F"}
    is_used = letter(head.name) in {s for v in inner.values.values() for s in v.free_symbols}
    if is_used and (head.name == "x" or letter(head.name) in resolved(value, inner).free_symbols):
        return None  # an equation that is solved, not a definition
    free = resolved(value, inner).free_symbols
    if (bare or is_function_letter) and free:
        variable = letter(name)
        function = Function(swapped(resolved(value, inner), variable))
        return _introduced(head, function, context)
    if not free and value.is_Rational:
        return None
    return Defined(_as_named(value, name, inner), context.with_value(head.name, value))


def _as_named(value: sp.Expr, name: str, context: Context) -> Judgement | None:
    """The proof that a letter stands for the function that the words name, or None.

    A letter may stand for anything: that it stands for another function is no error.
    """
    if not (context.title or context.hints):
        return None
    found = resolved(value, context)
    if letter(name) not in found.free_symbols:
        return None
    judged = _of_title(Function(swapped(found, letter(name))), context)
    return judged if judged is not None and judged.status is Status.PROVED else None


def _symbols(tree: t.Tree) -> list[t.Symbol]:
    from symact.reading.held.walk import every  # noqa: PLC0415

    return [node for node in every(tree) if isinstance(node, t.Symbol)]


__all__ = ["Defined", "Head", "UnclearError", "define", "head_of"]
