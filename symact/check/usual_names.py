"""Functions that names stand for in every document: those of mathematics and of the catalogue."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import final

import sympy as sp

from symact.activations.catalogue import entry_of, normal
from symact.core.activation import Activation, x
from symact.reading.vocabulary import WORDS, catalogue_function

DOCUMENT, STANDARD, CATALOGUE, ASSUMED = "document", "standard", "catalogue", "assumed"
_SHORT_SIGMOIDS = frozenset(("sig", "sigm", "sgm"))
_VARIANTS = frozenset(("hardsigmoid", "hardsigm", "gelu", "hardtanh", "snake", "hardgelu"))
# Functions of one argument that only have another name in formulas.
_OTHER = {
    "ln": "log", "arcsin": "asin", "arccos": "acos", "arctan": "atan", "arsinh": "asinh",
    "arcsinh": "asinh", "arcosh": "acosh", "arccosh": "acosh", "artanh": "atanh",
    "arctanh": "atanh", "sgn": "sign", "tg": "tan", "th": "tanh", "sh": "sinh", "ch": "cosh",
    "arctg": "atan", "arth": "atanh", "abs": "Abs", "maximum": "Max", "minimum": "Min",
}  # fmt: skip


@final
@dataclass(frozen=True, slots=True)
class Function:
    """A function of one variable that a name stands for.

    Attributes:
        expression: its value in ``x``; other symbols are parameters.
        origin: who says so: the document, mathematics, the catalogue, or nobody.
        parameters: the symbols of further arguments, in order.
    """

    expression: sp.Expr
    origin: str = DOCUMENT
    parameters: tuple[sp.Symbol, ...] = ()


@lru_cache(maxsize=1024)
def standard(name: str) -> Function | None:
    """The function of a name that means the same in every document, or None.

    Example:
        >>> standard("tanh").expression, standard("ReLU").expression, standard("f") is None
        (tanh(x), Max(0, x), True)
    """
    if name == "csch":
        return Function(1 / sp.sinh(x), STANDARD)
    if name.casefold() in _SHORT_SIGMOIDS:
        return Function(catalogue_function("sigmoid"), ASSUMED)
    word = WORDS.get(_OTHER.get(name, name))
    if word is not None and word.fewest == 1 and name not in {"max", "min", "Max", "Min"}:
        return Function(word.build(x), STANDARD)
    if len(name) < 3:
        return None
    entry = entry_of(name)
    if entry is None:
        return None
    function = in_letters(entry)
    # Frameworks differ in these: which one is meant only a document can say.
    return replace(function, origin=ASSUMED) if normal(name) in _VARIANTS else function


def in_letters(entry: Activation) -> Function:
    """The function of an entry, with its parameters as plain real letters."""
    letters = {p.symbol: letter(p.symbol.name) for p in entry.parameters}
    return Function(entry.expression.xreplace(letters), CATALOGUE, tuple(letters.values()))


def letter(name: str) -> sp.Symbol:
    """The real variable of a name; ``x`` is the variable of the kernel."""
    return x if name == "x" else sp.Symbol(name, real=True)
