r"""The chain rule in letters: ``\frac{dL}{dx} = \frac{dL}{da} \cdot \frac{da}{dx}``."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import final

from symact.check.linear.component_page import named
from symact.check.linear.keys import base_key, key_of
from symact.check.linear.layers import WEIGHTS
from symact.check.report import Judgement
from symact.core.verdict import Status
from symact.reading.held import tree as t
from symact.reading.held.tree import Tree
from symact.reading.held.walk import every

_SIGNS = frozenset({"", "*", r"\cdot", r"\times"})
_NUMBERS = frozenset({"", "hat", "tilde", "bar", "upright"})  # styles of what is no vector
_OVER_TIME = frozenset({"t"})  # h_t acts on what comes after it too
_MAX_LINKS = 8
MATRICES = WEIGHTS - {"w"}


@final
@dataclass(frozen=True, slots=True)
class _Term:
    """One product of derivatives: what lies between its two ends, and the index it is summed over.

    Attributes:
        between: from above to below, without the ends.
        bound: the letter of the index; empty without a sum.
    """

    between: tuple[t.Symbol, ...]
    bound: str = ""


def chain_rule(
    left: Tree,
    right: Tree,
    definitions: Mapping[str, Tree],
    vectors: Collection[str] = (),
    *,
    is_mixing: bool = False,
    numbers: Collection[str] = (),
) -> Judgement | None:
    r"""A proof that one derivative is a product of others by the chain rule; None without one.

    The denominator of each factor is the numerator of the next. A sum of such products is one over
    all that lies between. What the page defines must not lead from above to below on another way.

    Args:
        definitions: right sides by the keys of `keys.key_of`.
        vectors: the keys of what the page gives several entries: there the order of factors counts.
        numbers: names of single numbers, though they are written in capitals.
        is_mixing: whether an entry may depend on all entries of what it is made of.

    Example:
        >>> from symact.core.span import Source, Span
        >>> here = Span(Source("a", ""), 0, 0)
        >>> L, a, x = (t.Symbol(name, here) for name in "Lax")
        >>> slope = lambda of, by: t.Derivative(of, (by,), here)
        >>> good = t.Product((slope(L, a), slope(a, x)), (r"\cdot",), here)
        >>> chain_rule(slope(L, x), good, {}).note
        'by the chain rule, where L depends on x through a alone'
        >>> bad = t.Product((slope(L, a), slope(x, a)), (r"\cdot",), here)
        >>> chain_rule(slope(L, x), bad, {}) is None
        True
    """
    ends = _ends(left)
    if ends is None:
        return None
    top, bottom = ends
    parts = [part for sign, part in right.terms if sign > 0] if isinstance(right, t.Sum) else []
    if isinstance(right, t.Sum) and len(parts) != len(right.terms):
        return None
    terms = [_term(part, top, bottom) for part in parts or [right]]
    found = [term for term in terms if term is not None]
    if len(found) != len(terms) or not all(
        _is_usable(term, top, bottom, numbers) for term in found
    ):
        return None
    inner = {key_of(symbol) for term in found for symbol in term.between}
    if len({term.between for term in found}) != len(found) or inner & set(vectors):
        return None
    if key_of(bottom) in vectors or not _are_apart(found):
        return None
    if is_mixing and any(_letters(symbol, term) for term in found for symbol in term.between):
        return None
    if _has_other_way(found, top, bottom, definitions):
        return None
    through = " and ".join(dict.fromkeys(_told(term) for term in found))
    note = f"by the chain rule, where {key_of(top)} depends on {key_of(bottom)} through {through}"
    return Judgement(Status.PROVED, note=f"{note} alone")


def whole_vectors(definitions: Mapping[str, Tree]) -> set[str]:
    """The quantities that stand beside a weight matrix, and what is made of them."""
    found = {
        key_of(symbol)
        for key, tree in definitions.items()
        if any(isinstance(n, t.Symbol) and n.name in MATRICES for n in every(tree))
        for symbol in (*_symbols(tree), t.Symbol(key, tree.span))
    }
    while True:
        new = {k for k, d in definitions.items() if found & {key_of(s) for s in _symbols(d)}}
        if new <= found:
            return found
        found |= new


def _symbols(tree: Tree) -> list[t.Symbol]:
    return [node for node in every(tree) if isinstance(node, t.Symbol)]


def _ends(tree: Tree) -> tuple[t.Symbol, t.Symbol] | None:
    match tree:
        case t.Derivative(operand=t.Symbol() as above, variables=(t.Symbol() as below,)):
            return above, below
    return None


def _term(tree: Tree, top: t.Symbol, bottom: t.Symbol) -> _Term | None:
    """A product of derivatives that leads from one letter to the other, with its sum."""
    match tree:
        case t.BigOperator(kind="sum", operand=operand, index=t.Symbol(name=bound, indices=())):
            inner = _term(operand, top, bottom) if _is_over_all(tree) else None
            with_index = [s for s in inner.between if bound in named(s)[1]] if inner else []
            ends = {*named(top)[1], *named(bottom)[1]}
            if inner is None or inner.bound or len(with_index) != 1 or bound in ends:
                return None
            return _Term(inner.between, bound)
        case t.Product(factors=factors, signs=signs) if set(signs) <= _SIGNS:
            links = [_ends(factor) for factor in factors]
            if len(links) > _MAX_LINKS:
                return None
            return _path([link for link in links if link], top, bottom, len(links))
    return None


def _is_over_all(tree: t.BigOperator) -> bool:
    """Whether a sum may go over all values of its index."""
    lower = tree.lower is None or (isinstance(tree.lower, t.Number) and tree.lower.text in "01")
    return lower and (tree.upper is None or isinstance(tree.upper, t.Symbol | t.Number))


def _path(
    links: list[tuple[t.Symbol, t.Symbol]], top: t.Symbol, bottom: t.Symbol, count: int
) -> _Term | None:
    """The letters between the ends, if all factors form one way, in any order."""
    after = {key_of(above): below for above, below in links}
    if len(after) != count or count < 2 or key_of(bottom) in after:
        return None
    way: list[t.Symbol] = []
    at = top
    while key_of(at) in after and len(way) < count:
        at = after[key_of(at)]
        way.append(at)
    is_whole = len(way) == count and key_of(at) == key_of(bottom)
    return _Term(tuple(way[:-1])) if is_whole else None


def _is_usable(term: _Term, top: t.Symbol, bottom: t.Symbol, numbers: Collection[str]) -> bool:
    """Whether everything below is a number, each with an index that both sides name."""
    symbols = (*term.between, bottom)
    singles = all(_is_number(symbol) or key_of(symbol) in numbers for symbol in symbols)
    if not singles or named(top)[0].endswith("_?"):
        return False
    if top.label is not None or top.style == "bold" or key_of(top) == key_of(bottom):
        return False
    free = {*named(top)[1], *named(bottom)[1]} | ({term.bound} if term.bound else set())
    letters = {i for symbol in symbols for i in named(symbol)[1]}
    return {i for i in letters if not i.isdecimal()} <= free - _OVER_TIME


def _is_number(symbol: t.Symbol) -> bool:
    """Whether a letter stands for a number: capitals and letters in bold are vectors or more."""
    name, _ = named(symbol)
    is_plain = symbol.style in _NUMBERS and symbol.label is None
    return is_plain and not symbol.name[:1].isupper() and not name.endswith("_?")


def _are_apart(terms: list[_Term]) -> bool:
    """Whether the ways of a sum have nothing in common: then every way is counted once."""
    keys = [{key_of(symbol) for symbol in term.between} for term in terms]
    return all(not (keys[i] & keys[j]) for i in range(len(keys)) for j in range(i))


def _has_other_way(
    terms: list[_Term], top: t.Symbol, bottom: t.Symbol, definitions: Mapping[str, Tree]
) -> bool:
    """Whether what is defined leads down past the letters between, or to several entries of one."""
    firsts = frozenset(base_key(term.between[0]) for term in terms)
    if _reaches(base_key(top), base_key(bottom), firsts, definitions):
        return True
    for term in terms:
        for above, below in pairwise((*term.between, bottom)):
            if below is not bottom and _reaches(
                base_key(above), base_key(bottom), frozenset({base_key(below)}), definitions
            ):
                return True
        if any(_is_mixed(symbol, term, definitions) for symbol in term.between):
            return True
    return False


def _reaches(
    start: str, end: str, avoided: frozenset[str], definitions: Mapping[str, Tree]
) -> bool:
    """Whether one quantity depends on another one on a way that avoids some."""
    seen, waiting = {start}, [start]
    while waiting:
        here = waiting.pop()
        for name in _mentioned(here, definitions) - seen - avoided:
            if name == end:
                return True
            seen.add(name)
            waiting.append(name)
    return False


def _mentioned(name: str, definitions: Mapping[str, Tree]) -> set[str]:
    rows = [tree for key, tree in definitions.items() if name in {key, key.rpartition("_")[0]}]
    return {base_key(n) for tree in rows for n in every(tree) if isinstance(n, t.Symbol)}


def _is_mixed(symbol: t.Symbol, term: _Term, definitions: Mapping[str, Tree]) -> bool:
    """Whether an entry that is not summed over is made of several entries, as one of softmax is."""
    if not _letters(symbol, term):
        return False
    name = base_key(symbol)
    rows = [tree for key, tree in definitions.items() if name in {key, key.rpartition("_")[0]}]
    return any(
        isinstance(n, t.BigOperator)
        or (isinstance(n, t.Call) and "soft" in n.function.name.lower())
        for tree in rows
        for n in every(tree)
    )


def _letters(symbol: t.Symbol, term: _Term) -> set[str]:
    """The letters of the indices of an entry, without that of a sum."""
    return {i for i in named(symbol)[1] if not i.isdecimal()} - {term.bound}


def _told(term: _Term) -> str:
    names = ["all " * (term.bound in named(s)[1]) + key_of(s) for s in term.between]
    return " then ".join(names)
