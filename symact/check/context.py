"""What the names of a document mean where a claim stands: functions, values, and the subject."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TypeVar, final

import sympy as sp

from symact.activations.catalogue import entry_of
from symact.check.linear.values import Shape, Value
from symact.check.unclear import UnclearError
from symact.check.usual_names import (
    ASSUMED,
    CATALOGUE,
    STANDARD,
    Function,
    in_letters,
    standard,
)
from symact.core.activation import x
from symact.core.typeset_numbers import GREEK
from symact.reading.held.names import Names
from symact.reading.held.tree import Tree
from symact.reading.held.walk import names_in
from symact.reading.vocabulary import catalogue_function

T = TypeVar("T")

# Words keep their meaning from section to section, letters may not.
_LONG_LIVED = frozenset(("tanh", "exp", "log", "ln"))
_ROW_LETTERS = frozenset(("f", "g", "h", "y", "phi", "a"))
_DENSITY = sp.exp(-(x**2) / 2) / sp.sqrt(2 * sp.pi)
# What is written of no other function than the logistic one: 1 - sigma(x), not squared.
_COMPLEMENT = re.compile(r"1\s*[-−–]\s*(?:\\sigma|σ)\s*\([^()]{1,20}\)(?!\s*(?:\^|²|\*\*))")
# Where the letter sigma is said to be the softmax.
_IS_SOFTMAX = re.compile(
    r"softmax(?: function| activation)?[\s,]*\\?[($]+\s*(?:\\sigma|σ)|"
    r"(?:\\sigma|σ)[^.\n=]{0,15}(?:is|denotes|be|as) (?:the |a )?softmax"
)
# Functions in whose formulas the letter sigma is the logistic function.
WITH_SIGMA = frozenset(
    ("sigmoid", "swish", "silu", "log_sigmoid", "logsigmoid", "tanh", "softplus", "mish", "glu",
     "hard_sigmoid", "hard_swish")
)  # fmt: skip
# Letters with a usual meaning, and the words in a document that show that it is meant.
_ASSUMED = {
    "sigma": ("sigmoid", ("sigmoid", "logistic", "sigmoide", "logistique", "logística", "sigmoïde",
                          "sigmóide", "silu", "swish", "s型", "逻辑", "시그모이드", "sigmoit")),
    "W": ("LambertW", ("lambert",)),
    "Phi": ("normal_cdf", ("gelu", "normal", "gauss", "erf", "cdf")),
    "phi": ("normal_density", ("gelu", "normal", "gauss", "erf", "pdf", "density")),
    "varphi": ("normal_density", ("gelu", "normal", "gauss", "erf", "pdf", "density")),
}  # fmt: skip


@final
@dataclass(frozen=True, slots=True)
class Context:
    """The names in force.

    Attributes:
        functions: those that the document has defined.
        values: expressions that it has given names, such as ``u = 1 + e^{-x}``; as it wrote them.
        numbers: numbers, vectors and matrices that it has given names.
        formulas: formulas as written to which it has given names, in vectors too.
        shapes: functions that are defined by others without a definition: letter and formula.
        dimensions: the shapes that names were declared to have.
        inherited: names whose shape was declared under another heading.
        computed: formulas of names whose value was computed at once, for derivatives alone.
        subject: the function that a heading or a sentence is about.
        title: its name.
        is_row: whether it is that of a row of a table.
        is_on_derivative: whether the heading names its derivative.
        label: the function that a label at the beginning of the paragraph or item at hand names,
            and how often it is differentiated.
        label_at: the depth of the item with the label.
        is_at_large: whether the heading is one on functions at large, or on something else.
        is_below_slope: whether a line that names the derivative introduces the items at hand.
        is_unsettled: whether the items at hand may be on something else than the subject.
        unsettled_at: the depth of the item that makes it so.
        hints: the functions that the sentences just before have named.
        unread: names whose definition could not be read.
        doubtful: names whose meaning another section gave, or this one twice: on them nothing is
            refuted.
        fresh: names that have been defined in the paragraph, item or row at hand.
        redefined: names that have been given another formula before.
        used: names of which a derivative has been shown since they were defined.
        ambiguous: names that have been given two formulas, and the first was not used between.
        entries: names of functions that are written of one entry of a vector and use all.
        totals: families whose entries are said to sum to 1.
        confirmed: letters that have been seen to mean what they usually mean.
        later: functions that the document defines once, further on.
        loss: the loss that words have named last.
        words: all words of the document, folded, which tell what its letters usually mean.
    """

    functions: Mapping[str, Function] = field(default_factory=dict)
    values: Mapping[str, sp.Expr] = field(default_factory=dict)
    numbers: Mapping[str, Value] = field(default_factory=dict)
    formulas: Mapping[str, Tree] = field(default_factory=dict)
    shapes: Mapping[str, tuple[str, Tree]] = field(default_factory=dict)
    dimensions: Mapping[str, Shape] = field(default_factory=dict)
    inherited: frozenset[str] = frozenset()
    computed: Mapping[str, Tree] = field(default_factory=dict)
    subject: Function | None = None
    title: str = ""
    is_row: bool = False
    is_on_derivative: bool = False
    label: tuple[str, int] | None = None
    label_at: int = 0
    is_at_large: bool = False
    is_below_slope: bool = False
    is_unsettled: bool = False
    unsettled_at: int = 0
    hints: tuple[str, ...] = ()
    unread: frozenset[str] = frozenset()
    doubtful: frozenset[str] = frozenset()
    fresh: frozenset[str] = frozenset()
    redefined: frozenset[str] = frozenset()
    used: frozenset[str] = frozenset()
    ambiguous: frozenset[str] = frozenset()
    entries: frozenset[str] = frozenset()
    totals: frozenset[str] = frozenset()
    confirmed: frozenset[str] = frozenset()
    later: Mapping[str, Function] = field(default_factory=dict)
    loss: str = ""
    words: str = ""

    def with_function(self, name: str, function: Function) -> Context:
        """The context in which a name stands for a function.

        A letter that is given two functions in one section has no certain meaning.
        """
        values = _without(self.values, frozenset((name,)))
        before = self.functions.get(name)
        usual = before or (self._assumed(name) if name in _ASSUMED else None)
        made: frozenset[str] = frozenset()
        if usual is not None and usual.expression != function.expression:
            # What was made of the function before is not what it would be now.
            made = frozenset(k for k, tree in self.formulas.items() if name in names_in(tree))
        twice = name in self.fresh and before is not None and before != function
        doubtful = self.doubtful | {name} if twice else self.doubtful - {name}
        return replace(self, functions={**self.functions, name: function}, values=values,
                       fresh=self.fresh | {name}, doubtful=doubtful,
                       redefined=self.redefined | made, ambiguous=self.ambiguous | made,
                       unread=self.unread - {name})  # fmt: skip

    def forgetting(self, name: str) -> Context:
        """The context after a definition of a name that could not be read."""
        gone = frozenset((name,))
        return replace(
            self, functions=_without(self.functions, gone), values=_without(self.values, gone),
            numbers=_without(self.numbers, gone), unread=self.unread | gone,
        )  # fmt: skip

    def on_loss(self, name: str, letters: frozenset[str]) -> Context:
        """The context in which words have named a loss, and some letters are free again."""
        return replace(
            self, loss=name, functions=_without(self.functions, letters),
            values=_without(self.values, letters), numbers=_without(self.numbers, letters),
            formulas=_without(self.formulas, letters), computed=_without(self.computed, letters),
            shapes=_without(self.shapes, letters),
        )  # fmt: skip

    def in_new_scope(self) -> Context:
        """The context of a new item: its letters may be defined anew."""
        return replace(self, fresh=frozenset())

    def in_new_section(self) -> Context:
        """The context of a new section, where letters of the one before may mean other things."""
        letters = {k for k in (*self.functions, *self.values) if self._may_change(k)}
        return replace(self, fresh=frozenset(), doubtful=self.doubtful | letters)

    def _may_change(self, name: str) -> bool:
        """Whether a name is a letter whose meaning is not the usual one."""
        usual, own = self._assumed(name), self.functions.get(name)
        same = usual is not None and own is not None and own.expression == usual.expression
        return name not in _LONG_LIVED and not same

    def of_row(self) -> Context:
        """The context of a row of a table, whose letters mean the function of the row."""
        kept = {name: f for name, f in self.functions.items() if name not in _ROW_LETTERS}
        return replace(self, functions=kept, fresh=frozenset(), subject=None, title="", is_row=True)

    def below_table(self, above: Context) -> Context:
        """The context of what stands below a table: its section goes on."""
        return replace(
            self, functions={**self.functions, **above.functions}, subject=above.subject,
            title=above.title, is_on_derivative=above.is_on_derivative, is_row=False,
        )  # fmt: skip

    def with_value(self, name: str, value: sp.Expr) -> Context:
        """The context in which a name stands for an expression."""
        return replace(self, values={**self.values, name: value}, doubtful=self.doubtful - {name})

    def with_number(self, name: str, value: Value) -> Context:
        """The context in which a name stands for a number, a vector or a matrix."""
        return replace(self, numbers={**self.numbers, name: value})

    def with_formula(self, name: str, formula: Tree) -> Context:
        """The context in which a name stands for a formula."""
        return replace(self, formulas={**self.formulas, name: formula})

    def with_shape(self, name: str, letter: str, formula: Tree) -> Context:
        """The context in which a function is defined by others of which nothing is known."""
        return replace(self, shapes={**self.shapes, name: (letter, formula)})

    def declaring(self, name: str, shape: Shape) -> Context:
        """The context in which a name has a shape."""
        shapes = {**self.dimensions, name: shape}
        return replace(self, dimensions=shapes, inherited=self.inherited - {name})

    def inheriting(self) -> Context:
        """The context below a new heading: what was declared before may not hold there."""
        return replace(self, inherited=frozenset(self.dimensions))

    def with_computed(self, name: str, formula: Tree) -> Context:
        """The context in which a name has been computed by a formula."""
        return replace(self, computed={**self.computed, name: formula})

    def with_another_formula(self, name: str, formula: Tree) -> Context:
        """The context in which a name stands for another formula than before."""
        kept = self.ambiguous if name in self.used else self.ambiguous | {name}
        return replace(
            self.with_formula(name, formula), redefined=self.redefined | {name},
            used=self.used - {name}, ambiguous=kept,
        )  # fmt: skip

    def using(self, name: str) -> Context:
        """The context after a derivative of a name has been shown."""
        return replace(self, used=self.used | {name})

    def with_entry(self, name: str, key: str, formula: Tree) -> Context:
        """The context in which a function gives the entries of a vector."""
        found = self.forgetting(name).with_formula(key, formula)
        return replace(found, entries=self.entries | {name})

    def without_value(self, name: str) -> Context:
        """The context in which a name is a letter of its own."""
        return replace(self, values=_without(self.values, frozenset((name,))))

    def about(self, title: str, subject: Function | None) -> Context:
        """The context of a section on a function."""
        return replace(self, title=title, subject=subject, label=None, is_at_large=False,
                       is_unsettled=False, is_below_slope=False)  # fmt: skip

    def doubting(self, names: frozenset[str]) -> Context:
        """The context in which some letters may mean another thing than usual."""
        return replace(self, doubtful=self.doubtful | names) if names else self

    def confirming(self, names: frozenset[str]) -> Context:
        """The context in which some letters are known to mean what they usually mean."""
        return replace(self, confirmed=self.confirmed | names)

    def reading(self, words: str) -> Context:
        """The context of a text that stands alone, with its own words."""
        return replace(self, words=words.casefold(), hints=(), confirmed=frozenset())

    def foreseeing(self, functions: Mapping[str, Function]) -> Context:
        """The context of a document that defines some functions further on."""
        return replace(self, later=functions)

    def totalling(self, name: str) -> Context:
        """The context in which the entries of a family sum to 1."""
        return replace(self, totals=self.totals | {name})

    def hinted(self, names: tuple[str, ...]) -> Context:
        """The context after words that name some functions."""
        return replace(self, hints=names)

    def with_subject(self, subject: Function) -> Context:
        """The context in which a function is the one that is spoken of."""
        return replace(self, subject=subject)

    def without_letters(self) -> Context:
        """The context of a new section: letters are free again, words keep their meaning."""
        kept = {k: f for k, f in self.functions.items() if len(k) > 1 and k not in GREEK}
        return replace(self, functions=kept, values={}, numbers={}, formulas={},
                       fresh=frozenset(), unread=frozenset(), redefined=frozenset(),
                       ambiguous=frozenset(), used=frozenset(),
                       computed={}, shapes={}, dimensions={}, entries=frozenset())  # fmt: skip

    @property
    def vectorial(self) -> frozenset[str]:
        """The functions whose value at one entry of a vector depends on all entries."""
        return self.entries | ({"sigma"} if _is_softmax(self.words) else frozenset())

    @property
    def names(self) -> Names:
        """What decides how a bracket behind a name is read."""
        # A number called f leaves "f(x) = ..." the beginning of a definition.
        values = (frozenset(self.values) | frozenset(self.numbers)) - _BY_HINT - _LOSSES
        lambert = {"W"} if "W" not in values and self._assumed("W") is not None else set()
        return Names(frozenset(self.functions) | lambert, values)

    def function(self, name: str) -> Function | None:
        """What a name stands for, or None."""
        if name in self.functions:
            return self.functions[name]
        if name in self.unread:
            # A word keeps its usual meaning, but nothing is refuted by it.
            usual = standard(name) if len(name) > 2 else None
            return None if usual is None else replace(usual, origin=ASSUMED)
        known = self._assumed(name) or standard(name) or self._spoken(name)
        return known or self._later(name)

    def _spoken(self, name: str) -> Function | None:
        """The function that the words just before name, for a letter without a definition."""
        if name in self.values or name in self.numbers:
            return None
        if name in _SIGMOIDS and "sigmoid" in (self.title, *self.hints[:1]):
            return Function(catalogue_function("sigmoid"), ASSUMED)
        if name not in _BY_HINT:
            return None
        if len(self.hints) == 1:
            entry = entry_of(self.hints[0])
            return None if entry is None else replace(in_letters(entry), origin=ASSUMED)
        if self.subject is not None and self.title:
            return replace(self.subject, origin=ASSUMED)
        return None

    def _later(self, name: str) -> Function | None:
        """The function that a name is given further on; it is not certain that it is meant."""
        found = self.later.get(name)
        is_new = name not in self.values and name not in self.numbers
        return replace(found, origin=ASSUMED) if found is not None and is_new else None

    def _assumed(self, name: str) -> Function | None:
        if name not in _ASSUMED:
            return None
        meaning, signs = _ASSUMED[name]
        if name in self.vectorial:
            return None
        known = name in self.confirmed or any(sign in self.words for sign in signs)
        known = known or (name == "sigma" and _COMPLEMENT.search(self.words) is not None)
        if name == "sigma" and self.hints and not set(self.hints) & WITH_SIGMA:
            known = False  # the words just before speak of another function
        if meaning == "LambertW":
            return Function(sp.LambertW(x), STANDARD) if known else None
        body = _DENSITY if meaning == "normal_density" else catalogue_function(meaning)
        return Function(body, CATALOGUE if known else ASSUMED)


def _without(known: Mapping[str, T], gone: frozenset[str]) -> dict[str, T]:
    """What is known of all names but some."""
    return {name: value for name, value in known.items() if name not in gone}


@lru_cache(maxsize=64)
def _is_softmax(words: str) -> bool:
    """Whether a document says that the letter sigma is the softmax, or speaks of no sigmoid."""
    if _IS_SOFTMAX.search(words) is not None:
        return True
    others = _ASSUMED["sigma"][1]
    return "softmax" in words and not any(sign in words for sign in others)


_LOSSES = frozenset(("L", "J", "E", "C", "CE", "BCE", "MSE"))  # also with their arguments
_SIGMOIDS = frozenset(("s", "S"))  # letters for the sigmoid where it is the subject
_BY_HINT = frozenset(("f", "g", "h"))  # letters for the function that the words name


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
