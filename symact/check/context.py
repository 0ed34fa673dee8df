"""What the names of a document mean where a claim stands: functions, values, and the subject."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import final

import sympy as sp

from symact.activations.catalogue import catalogue, normal
from symact.check.linear.values import Value
from symact.check.unclear import UnclearError
from symact.core.activation import x
from symact.reading.held.names import Names
from symact.reading.vocabulary import WORDS, catalogue_function

DOCUMENT, STANDARD, CATALOGUE, ASSUMED = "document", "standard", "catalogue", "assumed"
_DENSITY = sp.exp(-(x**2) / 2) / sp.sqrt(2 * sp.pi)
# Functions of one argument that only have another name in formulas.
_OTHER = {
    "ln": "log", "arcsin": "asin", "arccos": "acos", "arctan": "atan", "arsinh": "asinh",
    "arcsinh": "asinh", "arcosh": "acosh", "arccosh": "acosh", "artanh": "atanh",
    "arctanh": "atanh", "sgn": "sign", "tg": "tan", "th": "tanh", "sh": "sinh", "ch": "cosh",
    "arctg": "atan", "arth": "atanh", "abs": "Abs", "maximum": "Max", "minimum": "Min",
}  # fmt: skip
# Letters with a usual meaning, and the words in a document that show that it is meant.
_ASSUMED = {
    "sigma": ("sigmoid", ("sigmoid", "logistic", "sigmoide", "logistique", "logística", "sigmoïde",
                          "sigmóide", "silu", "swish", "s型", "逻辑", "시그모이드", "sigmoit")),
    "Phi": ("normal_cdf", ("gelu", "normal", "gauss", "erf", "cdf")),
    "phi": ("normal_density", ("gelu", "normal", "gauss", "erf", "pdf", "density")),
    "varphi": ("normal_density", ("gelu", "normal", "gauss", "erf", "pdf", "density")),
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


@final
@dataclass(frozen=True, slots=True)
class Context:
    """The names in force.

    Attributes:
        functions: those that the document has defined.
        values: expressions that it has given names, such as ``u = 1 + e^{-x}``; as it wrote them.
        numbers: numbers, vectors and matrices that it has given names.
        subject: the function that a heading or a sentence is about.
        title: its name.
        words: all words of the document, folded, which tell what its letters usually mean.
    """

    functions: Mapping[str, Function] = field(default_factory=dict)
    values: Mapping[str, sp.Expr] = field(default_factory=dict)
    numbers: Mapping[str, Value] = field(default_factory=dict)
    subject: Function | None = None
    title: str = ""
    words: str = ""

    def with_function(self, name: str, function: Function) -> Context:
        """The context in which a name stands for a function."""
        values = {k: v for k, v in self.values.items() if k != name}
        return replace(self, functions={**self.functions, name: function}, values=values)

    def with_value(self, name: str, value: sp.Expr) -> Context:
        """The context in which a name stands for an expression."""
        return replace(self, values={**self.values, name: value})

    def with_number(self, name: str, value: Value) -> Context:
        """The context in which a name stands for a number, a vector or a matrix."""
        return replace(self, numbers={**self.numbers, name: value})

    def without_value(self, name: str) -> Context:
        """The context in which a name is a letter of its own."""
        return replace(self, values={k: v for k, v in self.values.items() if k != name})

    def about(self, title: str, subject: Function | None) -> Context:
        """The context of a section on a function."""
        return replace(self, title=title, subject=subject)

    def with_subject(self, subject: Function) -> Context:
        """The context in which a function is the one that is spoken of."""
        return replace(self, subject=subject)

    def without_letters(self) -> Context:
        """The context of a new section: letters are free again, words keep their meaning."""
        kept = {name: f for name, f in self.functions.items() if len(name) > 1}
        return replace(self, functions=kept, values={}, numbers={})

    @property
    def names(self) -> Names:
        """What decides how a bracket behind a name is read."""
        return Names(frozenset(self.functions), frozenset(self.values) | frozenset(self.numbers))

    def function(self, name: str) -> Function | None:
        """What a name stands for, or None."""
        return self.functions.get(name) or self._assumed(name) or standard(name)

    def _assumed(self, name: str) -> Function | None:
        if name not in _ASSUMED:
            return None
        meaning, signs = _ASSUMED[name]
        body = _DENSITY if meaning == "normal_density" else catalogue_function(meaning)
        known = any(sign in self.words for sign in signs)
        return Function(body, CATALOGUE if known else ASSUMED)


@lru_cache(maxsize=1024)
def standard(name: str) -> Function | None:
    """The function of a name that means the same in every document, or None.

    Example:
        >>> standard("tanh").expression, standard("ReLU").expression, standard("f") is None
        (tanh(x), Max(0, x), True)
    """
    word = WORDS.get(_OTHER.get(name, name))
    if word is not None and word.fewest == 1 and name not in {"max", "min", "Max", "Min"}:
        return Function(word.build(x), STANDARD)
    if len(name) < 3:
        return None
    entry = catalogue_entry(name)
    if entry is None:
        return None
    return Function(entry.expression, CATALOGUE, tuple(p.symbol for p in entry.parameters))


@lru_cache(maxsize=1024)
def catalogue_entry(name: str):  # type: ignore[no-untyped-def]  # noqa: ANN201
    """The entry of the catalogue that a name means, or None."""
    folded = normal(name)
    for entry in catalogue().values():
        if folded in {normal(key) for key in (entry.name, *entry.aliases)}:
            return entry
    return None


def resolved(expression: sp.Expr, context: Context, keep: frozenset[str] = frozenset()) -> sp.Expr:
    """The expression with the named values of a document put in, as often as it takes.

    Raises:
        UnclearError: for names that are defined by each other.
    """
    for _ in range(12):
        known = {
            s: context.values[s.name]
            for s in expression.free_symbols
            if s.name in context.values and s.name not in keep
        }
        known = {s: v for s, v in known.items() if v != s}
        if not known:
            return expression
        expression = expression.xreplace(known)
    raise UnclearError("SA245", "names that are defined by each other")
