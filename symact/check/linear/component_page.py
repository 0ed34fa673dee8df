r"""What a page says of quantities with indices: the formulas of ``s_i``, ``W_{ij}``, ``L``."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias, final

import sympy as sp

from symact.check.linear.keys import base_key
from symact.check.linear.layers import LOSSES
from symact.check.linear.model import SOFTMAX, Model
from symact.core.errors import UnsupportedError
from symact.reading.held import tree as t
from symact.reading.held.tree import Tree
from symact.reading.held.walk import every

# A quantity with its number of indices: z_i is ("z", 1).
Family: TypeAlias = tuple[str, int]
LABELS = frozenset({"y", "t", "Y", "T", "p", "q"})
_LOGARITHMS = frozenset({"log", "ln"})


@final
@dataclass(frozen=True, slots=True)
class Defined:
    """The formula of a quantity.

    Attributes:
        indices: the letters that stand for its indices in the formula.
        is_whole: whether it is written for the whole vector, as ``a = f(z)``.
    """

    indices: tuple[str, ...]
    tree: Tree
    is_whole: bool = False


@final
@dataclass(frozen=True, slots=True)
class Page:
    """What is known where a claim stands.

    Attributes:
        defined: the formulas of quantities; several where a page gives more than one.
        vectors: names that have been written with an index.
        model: which functions are known.
        output: the quantity on which a loss without a formula depends; None where there is none.
        totals: quantities whose entries sum to 1, as the page says.
        assumed: quantities that have their usual meaning without a definition, such as delta.
    """

    defined: Mapping[Family, tuple[Defined, ...]]
    vectors: frozenset[str]
    model: Model = field(repr=False)
    output: Family | None = None
    totals: frozenset[str] = frozenset()
    assumed: frozenset[str] = frozenset()

    def expression(self, function: str) -> sp.Expr | None:
        """A function of one variable in ``x``; None for one of which only the name is known."""
        return self.model.expression(function)

    def formula(self, family: Family) -> Defined | None:
        """The formula of a quantity, or None.

        Raises:
            UnsupportedError: where the page gives it several.
        """
        found = self.defined.get(family, ())
        if len(found) > 1:
            raise UnsupportedError(f"{family[0]} is defined more than once")
        return found[0] if found else None

    def is_free_loss(self, family: Family) -> bool:
        """Whether a name is that of a loss without a formula."""
        return family[1] == 0 and is_loss(family[0]) and family not in self.defined


def page_of(
    trees: Collection[Tree],
    definitions: Mapping[str, Tree],
    functions: Mapping[str, sp.Expr],
    totals: frozenset[str] = frozenset(),
) -> Page:
    """What the definitions of a page say that bears on some formulas."""
    found: dict[Family, list[Defined]] = {}
    own = [symbol for tree in trees for symbol in _symbols(tree)]
    symbols = [*own, *(s for tree in definitions.values() for s in _symbols(tree))]
    letters = {letter for symbol in symbols for letter in named(symbol)[1]}
    for key, tree in definitions.items():
        name, indices = split_key(key)
        # "i = 1, ..., n" says how far an index runs.
        if name not in letters and not any(i.isdecimal() for i in indices):
            found.setdefault((name, len(indices)), []).append(Defined(indices, tree))
    vectors = frozenset(name for name, indices in map(named, symbols) if indices)
    vectors |= {name for name, count in found if count}
    for name, count in list(found):
        whole = found[name, count][-1].tree
        if count == 0 and name in vectors:
            del found[name, 0]
            if (name, 1) not in found and _is_entrywise(whole):
                found[name, 1] = [Defined(("i",), whole, is_whole=True)]
    assumed = _errors(trees, own, found)
    defined = {family: tuple(rows) for family, rows in (found | assumed).items()}
    names = frozenset(name for name, _ in assumed)
    return Page(defined, vectors, Model(functions), totals=totals, assumed=names)


def _errors(
    trees: Collection[Tree], symbols: list[t.Symbol], found: Mapping[Family, list[Defined]]
) -> dict[Family, list[Defined]]:
    r"""A ``\delta_i`` that the page has not defined, as the derivative of the loss in ``z_i``."""
    assumed: dict[Family, list[Defined]] = {}
    for symbol in (s for s in symbols if s.name == "delta"):
        name, indices = named(symbol)
        z = replace(symbol, name="z")
        family, inputs = (name, len(indices)), (named(z)[0], len(indices))
        if len(indices) != 1 or family in found or inputs not in found:
            continue
        loss = t.Symbol(_loss(trees, found), symbol.span)
        error = t.Derivative(loss, (z,), symbol.span, is_partial=True)
        assumed[family] = [Defined(indices, error)]
    return assumed


def _loss(trees: Collection[Tree], found: Mapping[Family, list[Defined]]) -> str:
    """The letter of the loss: the one that is differentiated, or else the one that is defined."""
    slopes = [n.operand for tree in trees for n in every(tree) if isinstance(n, t.Derivative)]
    used = [n.name for n in slopes if isinstance(n, t.Symbol) and n.name in LOSSES]
    return next(iter([*used, *(n for n, count in found if is_loss(n) and not count)]), "L")


def split_key(key: str) -> tuple[str, tuple[str, ...]]:
    """The name and the indices of a key such as ``W_i,j``.

    Example:
        >>> split_key("W^(1)_i,j"), split_key("L_CE"), split_key("b_o,i")
        (('W^(1)', ('i', 'j')), ('L_CE', ()), ('b', ('o', 'i')))
    """
    name, mark, rest = key.rpartition("_")
    if not mark or not name:
        return key, ()
    parts = tuple(rest.split(","))
    if all(is_index(part) for part in parts) and not _is_label(name, parts):
        return name, parts
    return key, ()


def is_loss(name: str) -> bool:
    """Whether a name is one that losses have."""
    return name.partition("_")[0] in LOSSES


def _is_label(name: str, marks: tuple[str, ...]) -> bool:
    """Whether capitals below a loss are its name, as in ``L_{CE}``."""
    return name in LOSSES and bool(marks) and all(mark.isupper() for mark in marks)


def is_index(text: str) -> bool:
    """Whether what stands below a letter counts entries: one letter, or a whole number."""
    return (len(text) == 1 and text.isalpha()) or text.isdecimal()


def named(symbol: t.Symbol) -> tuple[str, tuple[str, ...]]:
    """The name of a quantity, and its indices where they are letters or numbers."""
    base = base_key(symbol)
    marks = []
    for item in symbol.indices:
        match item:
            case t.Symbol(name=name, indices=(), label=None) if is_index(name):
                marks.append(name)
            case t.Number(text=text) if text.isdecimal():
                marks.append(text)
            case t.Symbol(name=name):
                return f"{base}_{name}", ()
            case _:
                return f"{base}_?", ()
    if _is_label(base, tuple(marks)):
        return f"{base}_{','.join(marks)}", ()
    return base, tuple(marks)


def outputs_of(page: Page) -> tuple[Family, ...]:
    """The quantities of which nothing else is made: a loss without a formula depends on them."""
    used: set[Family] = set()
    for family, rows in page.defined.items():
        for row in rows:
            used |= {f for f in _families(row, page) if f != family}
    return tuple(
        family
        for family, rows in page.defined.items()
        if family not in used
        and not is_loss(family[0])
        and not family[0].startswith("delta")
        and not any(isinstance(n, t.Derivative | t.Gradient) for r in rows for n in every(r.tree))
    )


def _families(row: Defined, page: Page) -> set[Family]:
    found = set()
    for symbol in _symbols(row.tree):
        name, indices = named(symbol)
        found.add((name, len(indices) or (1 if name in page.vectors else 0)))
    return found


def label_names(page: Page) -> frozenset[str]:
    """The labels of a cross-entropy, whose entries usually sum to 1."""
    found: set[str] = set()
    for rows in page.defined.values():
        for row in rows:
            calls = [n for n in every(row.tree) if isinstance(n, t.Call)]
            if any(c.function.name in _LOGARITHMS for c in calls):
                found |= {name for name, i in map(named, _symbols(row.tree)) if len(i) == 1}
    return frozenset(n for n in found & LABELS if (n, 1) not in page.defined)


def _is_entrywise(tree: Tree) -> bool:
    """Whether a formula for a vector is a function of another one: ``f(z)``, ``softmax(z)``."""
    return (
        isinstance(tree, t.Call)
        and tree.primes == 0
        and not tree.is_inverse
        and len(tree.arguments) == 1
        and isinstance(tree.arguments[0], t.Symbol)
        and not tree.arguments[0].indices
    )


def function_name(symbol: t.Symbol) -> str:
    """The name of a function, with its layer."""
    return base_key(symbol)


def as_entry(call: t.Call, page: Page) -> t.Symbol:
    """What is only multiplied with the bracket behind it, as ``y_k (1 - s_k)``.

    Raises:
        UnsupportedError: for a function with an index.
    """
    name, indices = named(call.function)
    is_known = name in page.vectors or (name == "delta" and len(indices) > 1)
    if not indices or not is_known or call.primes or call.is_inverse:
        raise UnsupportedError("a function with an index")
    return call.function


def is_softmax(symbol: t.Symbol) -> bool:
    """Whether a function is softmax."""
    return symbol.name.casefold() == SOFTMAX


def _symbols(tree: Tree) -> list[t.Symbol]:
    """The symbols of a formula that stand for something, and not those that only mark others."""
    nodes = tuple(every(tree))
    symbols = [n for n in nodes if isinstance(n, t.Symbol)]
    marks = {id(m) for n in symbols if n.indices or n.label is not None for m in _marks(n)}
    marks |= {id(n.function) for n in nodes if isinstance(n, t.Call)}
    return [n for n in symbols if id(n) not in marks]


def _marks(symbol: t.Symbol) -> tuple[Tree, ...]:
    label = () if symbol.label is None else tuple(every(symbol.label))
    return (*(node for item in symbol.indices for node in every(item)), *label)
