"""The activation that a problem names in words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import final

from symact.activations.catalogue import activation, catalogue, normal
from symact.core.activation import Activation
from symact.core.errors import InputError
from symact.core.span import Source, Span

_WORD = r"[A-Za-z][A-Za-z0-9]*(?:[-_][A-Za-z0-9]+)*"
_DRESS = r"(?:\\(?:text|mathrm|operatorname|textrm|mathit)\s*\{|[*_`$\"'{]|\\(?=[a-z]))*"
_NAME = rf"{_DRESS}(?P<name>{_WORD}(?:[ ]{_WORD})?)"
# ``activation: leaky ReLU``, ``the activation function is tanh``
_TOLD = re.compile(
    rf"(?i:\bactivation(?:\s+function)?\b)[*_`]*\s*(?::|=|\bis\b)[*_`]*\s*"
    rf"(?:\$?\s*f\s*=\s*)?(?:(?:the|an?)\s+)?{_NAME}"
)
# ``f = \text{ReLU}``, ``f(z) = \max(0, z)``
_SET = re.compile(rf"(?<![A-Za-z\\])f\s*(?:\([a-z]\))?\s*=\s*{_NAME}(?P<rest>[^$\n]{{0,12}})")
# ``with a sigmoid``, ``apply ReLU``
_USED = re.compile(
    rf"(?i:\b(?:with|apply|applying|use|using|through|by|for))\s+(?i:(?:the|an?)\s+)?{_NAME}"
)
_AS_UNIT = re.compile(rf"{_NAME}[*_`$)}}]*\s+(?:activation|layer|unit|units|network|neurons?)\b")
_PARAMETER = re.compile(
    r"\\?(?P<name>alpha|beta|lambda|α|β|λ)\s*(?:=|\bof\b|:)\s*\$?\s*"
    r"(?P<value>[-−]?[0-9]+(?:\.[0-9]+)?(?:/[0-9]+)?|[-−]?\.[0-9]+)"
)
_GREEK = {"α": "alpha", "β": "beta", "λ": "lambda"}
_SYMBOLS = {"sigma": "sigmoid", "max": "relu", "id": "linear"}


@final
@dataclass(frozen=True, slots=True)
class Named:
    """An activation with the place of its name; no place when nothing names one."""

    activation: Activation
    span: Span | None


def named_activation(source: Source, start: int, end: int) -> Named | None:
    """The activation that a range of a text names; None where it names none.

    Raises:
        InputError: SA303 for a name after ``activation:`` that is not in the catalogue, SA302
            for a parameter outside its domain.

    Example:
        >>> source = Source("a", "Use a leaky ReLU with alpha = 0.1 as usual.")
        >>> found = named_activation(source, 0, len(source.text))
        >>> found.activation.name, found.activation.values
        ('leaky_relu', (Fraction(1, 10),))
    """
    for pattern, binding in ((_TOLD, True), (_SET, False), (_USED, False), (_AS_UNIT, False)):
        for match in pattern.finditer(source.text, start, end):
            found = next(_readings(match["name"]), None)
            if found is not None:
                name, length = found
                at = match.start("name")
                return _with_parameters(name, Span(source, at, at + length), start, end)
            if binding:
                raise _unknown(match["name"], Span(source, *match.span("name")))
    return None


def _readings(words: str) -> Iterator[tuple[str, int]]:
    """The catalogue's names that begin the words, longest first, with their lengths."""
    known = {normal(key) for e in catalogue().values() for key in (e.name, *e.aliases)}
    for candidate in dict.fromkeys((words, words.split(" ", maxsplit=1)[0])):
        folded = normal(candidate)
        if folded in known:
            yield candidate, len(candidate)
        elif folded in _SYMBOLS:
            yield _SYMBOLS[folded], len(candidate)


def _with_parameters(name: str, span: Span, start: int, end: int) -> Named:
    chosen = activation(name)
    takes = {parameter.symbol.name for parameter in chosen.parameters}
    for match in _PARAMETER.finditer(span.source.text, start, end):
        parameter = _GREEK.get(match["name"], match["name"])
        if parameter not in takes:
            continue
        value = Fraction(match["value"].replace("−", "-"))
        try:
            chosen = chosen.with_parameters(**{parameter: value})
        except InputError as error:
            place = Span(span.source, match.start(), match.end())
            raise InputError(replace(error.diagnostic, span=place)) from None
    return Named(chosen, span)


def _unknown(name: str, span: Span) -> InputError:
    """The catalogue's own message for an unknown name, with the place."""
    try:
        activation(name.split(" ", maxsplit=1)[0])
    except InputError as error:
        first = Span(span.source, span.start, span.start + len(name.split(" ", maxsplit=1)[0]))
        return InputError(replace(error.diagnostic, span=first))
    raise AssertionError(name)
