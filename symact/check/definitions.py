"""Definitions: what a left side introduces, and whether a name is given the function it has."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import final

import sympy as sp

from symact.check.context import Context, resolved
from symact.check.judge.derivatives import derivative_of
from symact.check.judge.equality import equal
from symact.check.judge.outcome import DIFFERS, KINK_ONLY, unknown
from symact.check.linear.keys import key_of
from symact.check.meaning import Meaning, swapped
from symact.check.named_as import (
    OTHER,
    compared,
    is_behind_a_slope,
    is_right_behind_a_name,
    of_title,
    under_its_name,
)
from symact.check.report import Judgement
from symact.check.sides import variable_of
from symact.check.slips import bracketed
from symact.check.unclear import UnclearError
from symact.check.usual_names import ASSUMED, DOCUMENT, Function, letter, standard
from symact.core.activation import x
from symact.core.verdict import Status
from symact.reading.held import tree as t
from symact.reading.held.walk import names_in

_USUAL = frozenset(("Phi", "phi", "varphi", "W"))
_FREE = frozenset("fgh")  # names that every section gives to a function of its own
_WORD = 3  # letters of a name that means the same everywhere
_CONSTANTS = frozenset(("e", "pi", "infty"))


@final
@dataclass(frozen=True, slots=True)
class Head:
    """The left side of a definition: a name, and its arguments if it is that of a function."""

    name: str
    arguments: tuple[t.Symbol, ...]
    symbol: t.Symbol


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
    for other, where in bracketed(body):
        if found is not None and found.judgement is not None:
            found = _without_brackets(found, _function(head, other, context), head, where)
    return found


def _without_brackets(found: Defined, other: Defined | None, head: Head, where: str) -> Defined:
    """The refutation of a definition that holds with brackets beside the slash, or what it was."""
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
    reason = f"brackets are missing {where} the slash"
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
    is_new = known is None or known.origin == ASSUMED
    if is_new and context.subject is not None and is_behind_a_slope(head.symbol.span):
        slope = derivative_of(context.subject.expression, function.expression)
        if slope.status is Status.REFUTED and not context.title:
            slope = unknown("of which function it is the derivative is not certain")
        return Defined(slope, context.with_function(head.name, function))
    if known is None:
        about = of_title(function, context, head.symbol)
        if about is not None and about.status is Status.REFUTED:
            # A slip: what follows is about the function that the words name.
            meant = replace(context.subject or function, origin=DOCUMENT)
            after = context.with_function(head.name, meant)
            return Defined(about, after.doubting(frozenset((head.name,))))
        return Defined(about, context.with_function(head.name, function).with_subject(function))
    if known.origin in {DOCUMENT, ASSUMED} or len(head.symbol.name) == 1 or _is_letter(head):
        found = equal(function.expression, known.expression)
        after = context.with_function(head.name, function).with_subject(function)
        judgement = of_title(function, context, head.symbol, usual=head.name in _USUAL)
        if found.status is Status.PROVED:
            is_told = head.name in _FREE or is_right_behind_a_name(head.symbol.span)
            is_other = context.hints and is_told and not _is_proof(judgement)
            if found.code == KINK_ONLY:
                found = unknown(found.note, KINK_ONLY)
            return Defined(unknown(OTHER) if is_other else found, after)
        if judgement is None and known.origin == ASSUMED:
            judgement = under_its_name(function, head.symbol)
        if judgement is not None and judgement.status is not Status.PROVED:
            after = after.doubting(frozenset((head.name,)))  # its formula may be damaged
        return Defined(judgement, after)
    judgement = compared(head.symbol.name, function, known, context)
    # What a document writes is what it goes on with, unless that is shown to be an error.
    kept = known if judgement.status is Status.REFUTED else function
    after = context.with_function(head.name, kept).with_subject(kept)
    if judgement.status is Status.UNKNOWN:
        after = after.doubting(frozenset((head.name,)))
    return Defined(judgement, after)


def _is_proof(judgement: Judgement | None) -> bool:
    return judgement is None or judgement.status is Status.PROVED


def _is_letter(head: Head) -> bool:
    return head.symbol.name in {"sigma", "phi", "Phi", "varphi", "psi", "theta"}


def _without_index(head: Head, context: Context) -> Function | None:
    """The function of a name such as ``Swish_beta``, whose index is a parameter."""
    if not head.symbol.indices or len(head.symbol.name) < 3:
        return None
    return context.function(head.symbol.name)


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
    judged = of_title(Function(swapped(found, letter(name))), context)
    return judged if judged is not None and judged.status is Status.PROVED else None


def _symbols(tree: t.Tree) -> list[t.Symbol]:
    from symact.reading.held.walk import every  # noqa: PLC0415

    return [node for node in every(tree) if isinstance(node, t.Symbol)]


__all__ = ["Defined", "Head", "UnclearError", "define", "head_of"]
