r"""Pages completed by the usual meaning of what they leave undefined: softmax and the losses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import final

from symact.check.linear import usual_losses as usual
from symact.check.linear.component_page import is_index, is_loss, named
from symact.check.linear.keys import base_key
from symact.reading.held import tree as t
from symact.reading.held.exchange import exchanged
from symact.reading.held.tree import Tree
from symact.reading.held.walk import children, every

_LABELS = ("t", "T", "y", "Y", "y_true", "y_target", "y_actual")
_COUNTS = frozenset("nNmM")
_LETTERS = "ijkqr"
_SOFTMAX = re.compile(r"soft-?max", re.I)
_LOGISTIC = re.compile(r"sigmoid|logisti", re.I)
_ENTROPY = re.compile(
    r"cross[- ]?entrop|kreuzentrop|entropie crois|entrop[ií]a cruzada|交叉熵"
    r"|交差エントロピー|교차 ?엔트로피|çapraz entropi|negative log[- ]likelihood|\bbce\b|\bce loss"
    r"|softmax ?[-+/&] ?ce\b|\blog[- ]?loss|logistic loss|\bnll\b",
    re.I,
)
_SQUARES = re.compile(r"mean[- ]?squared?[- ]error|\bmse\b", re.I)
# Words of other losses, or of what changes one: then which of them is meant is open.
_NOT_ENTROPY = re.compile(
    r"squared|\bmse\b|quadrat|cuadr|均方|二乗|hinge|huber|class.weight|weighted (?:cross|loss)"
    r"|focal|label.smooth|regulari[sz]|weight decay|temperatur|温度",
    re.I,
)
_NOT_SQUARES = re.compile(
    r"half|root mean|rmse|frac\{?1\}?\{?2|1/2|0\.5|½|regulari[sz]|entrop|weighted", re.I
)
_A_LOSS = re.compile(r"(?<![a-z\\])(?:[ljec]|\\mathcal\s*\{?[ljec]\}?|\\text\{loss\}|loss)\s*&?=")
# What stands before a letter that is differentiated, or counts the terms of a sum.
_NO_LOSS = re.compile(r"(?:nabla\s*_?[^$=]{0,25}|[{_]|\bd|\\partial)\s*\Z")
_SCALED = re.compile(r"frac\s*\{?1\}?\s*\{?[a-z]|1\s*/\s*[a-z]|mean")


@final
@dataclass(frozen=True, slots=True)
class Completed:
    """A claim in entries, with the definitions that it rests on.

    Attributes:
        assumed: what of them the page does not say.
    """

    left: Tree
    right: Tree
    definitions: Mapping[str, Tree]
    assumed: tuple[str, ...] = ()


def completed(
    left: Tree, right: Tree, definitions: Mapping[str, Tree], words: str
) -> Iterator[Completed]:
    """The ways in which a page may mean a derivative of a softmax or of a loss.

    Args:
        words: of the document: a softmax or a loss is assumed only where they name it.
    """
    left, right = _with_words(left), _with_words(right)
    match left:
        case t.Derivative(operand=t.Symbol() as of, variables=(t.Symbol() as by,)):
            pass
        case t.Gradient(operand=t.Symbol() as of, variable=t.Symbol() as by):
            pass
        case _:
            return
    if is_loss(named(of)[0]) or of.name == "l":
        roles = _roles(right, definitions)
        if roles is not None:
            yield from _of_loss(Completed(left, right, definitions), (of, by), roles, words)
        return
    apart = base_key(of) != base_key(by) and not _is_known(of, definitions)
    if _SOFTMAX.search(words) and _is_entry(of) and _is_entry(by) and apart:
        yield Completed(left, right, {**definitions, **usual.softmax(of, by)}, _as_softmax(of, by))


def _of_loss(
    claim: Completed,
    ends: tuple[t.Symbol, t.Symbol],
    roles: tuple[t.Symbol, t.Symbol],
    words: str,
) -> Iterator[Completed]:
    """The ways to complete a gradient of a loss in the output or in that of which it is made."""
    (loss, by), (output, label) = ends, roles
    whole = _in_entries(claim, {base_key(s) for s in (by, label, output)})
    is_known, has_loss = (_is_known(s, claim.definitions) for s in (output, loss))
    is_own = base_key(by) == base_key(output)
    if whole is not None and has_loss:
        if is_known or is_own:
            yield whole
        elif _SOFTMAX.search(words):
            yield _with(whole, usual.softmax(output, by), *_as_softmax(output, by))
    if has_loss or _has_other_loss(words):
        return
    if is_own and whole is not None and _SQUARES.search(words) and not _NOT_SQUARES.search(words):
        count = next((s for s in _symbols(claim.right) if s.name in _COUNTS), None)
        if count is not None:
            squares = usual.mean_of_squares(output, label, count)
            note = f"{loss.name} is the mean of the {count.name} squares"
            yield _with(whole, {named(loss)[0]: squares}, note)
    if not is_own and _ENTROPY.search(words) and not _NOT_ENTROPY.search(words):
        yield from _of_entropy(claim, whole, ends, roles, words)


def _of_entropy(
    claim: Completed,
    whole: Completed | None,
    ends: tuple[t.Symbol, t.Symbol],
    roles: tuple[t.Symbol, t.Symbol],
    words: str,
) -> Iterator[Completed]:
    """The ways to complete a gradient of a cross-entropy, in that of which the output is made."""
    (loss, by), (output, label) = ends, roles
    key, is_known = named(loss)[0], _is_known(output, claim.definitions)
    names = f"{base_key(output)} with {base_key(label)}"
    if whole is not None and (is_known or _SOFTMAX.search(words)):
        made = {} if is_known else usual.softmax(output, by)
        notes = () if is_known else _as_softmax(output, by)
        made |= {key: usual.cross_entropy(output, label)}
        yield _with(whole, made, *notes, f"{loss.name} is the cross-entropy of {names}")
    if is_known or _LOGISTIC.search(words):
        is_entry = _is_entry(by)
        known = {} if is_known else usual.logistic(output, by, in_entries=is_entry)
        notes = () if is_known else (f"{base_key(output)} is the sigmoid of {base_key(by)}",)
        binary = usual.binary_cross_entropy(output, label, in_entries=is_entry)
        note = f"{loss.name} is the binary cross-entropy of {names}"
        yield _with(claim, {**known, key: binary}, *notes, note)


def _with(claim: Completed, more: Mapping[str, Tree], *notes: str) -> Completed:
    made = {**claim.definitions, **more}
    return replace(claim, definitions=made, assumed=(*claim.assumed, *notes))


def _as_softmax(of: t.Symbol, by: t.Symbol) -> tuple[str, ...]:
    return (f"{base_key(of)} is the softmax of {base_key(by)}",)


def _has_other_loss(words: str) -> bool:
    r"""Whether a loss is written somewhere that may be another one: ``L = -\frac1N \dots``."""
    return any(
        not re.search(r"log|ln", after) or _SCALED.search(after)
        for found in _A_LOSS.finditer(words)
        if not _NO_LOSS.search(words[max(0, found.start() - 40) : found.start()])
        for after in (words[found.end() : found.end() + 80],)
    )


# -- what the letters stand for ---------------------------------------------------------------


def _roles(right: Tree, definitions: Mapping[str, Tree]) -> tuple[t.Symbol, t.Symbol] | None:
    """The output and the label, where a right side speaks of two quantities."""
    families = {named(s)[0]: s for s in _symbols(right) if named(s)[0] not in _COUNTS}
    labels = [name for name in _LABELS if name in families]
    if len(families) != 2 or not labels or any(s.label is not None for s in families.values()):
        return None
    label = families[labels[0]]
    (output,) = (s for name, s in families.items() if name != labels[0])
    return None if _is_known(label, definitions) else (output, label)


def _symbols(tree: Tree) -> list[t.Symbol]:
    """The symbols that stand for something, and not for an index."""
    if isinstance(tree, t.Symbol):
        return [tree]
    return [symbol for child in children(tree) for symbol in _symbols(child)]


def _with_words(tree: Tree) -> Tree:
    r"""The formula in which a letter with a word below it, as ``y_{pred}``, is a name."""

    def change(part: Tree) -> Tree | None:
        if not isinstance(part, t.Symbol) or not part.indices or part.label is not None:
            return None
        name, letters = named(part)
        is_word = not letters and not name.endswith("_?")
        return replace(part, name=name, indices=(), style="") if is_word else None

    return exchanged(tree, change)


def _is_entry(symbol: t.Symbol) -> bool:
    letters = named(symbol)[1]
    return len(letters) == 1 and not letters[0].isdecimal() and symbol.label is None


def _is_known(symbol: t.Symbol, definitions: Mapping[str, Tree]) -> bool:
    """Whether a page defines a quantity, or an entry of it."""
    return named(symbol)[0] in {_without_indices(key) for key in definitions}


def _without_indices(key: str) -> str:
    name, _, marks = key.rpartition("_")
    return name if name and all(is_index(mark) for mark in marks.split(",")) else key


# -- from whole vectors to their entries ------------------------------------------------------


def _in_entries(claim: Completed, wholes: set[str]) -> Completed | None:
    """The claim for one entry, also where it is written for whole vectors; None if it is mixed."""
    sides = (claim.left, claim.right)
    symbols = [n for side in sides for n in every(side) if isinstance(n, t.Symbol)]
    vectors = [s for s in symbols if base_key(s) in wholes]
    letter = next((c for c in _LETTERS if c not in {s.name for s in symbols}), "")
    summed = {key: _summed(tree, wholes, letter) for key, tree in claim.definitions.items()}
    claim = replace(claim, definitions=summed) if letter else claim
    if vectors and all(_is_entry(s) for s in vectors):
        return claim
    is_plain = all(not named(s)[1] and s.label is None for s in vectors)
    if not (letter and is_plain and _is_linear(claim.right, wholes)):
        return None

    def change(part: Tree) -> Tree | None:
        is_vector = isinstance(part, t.Symbol) and base_key(part) in wholes
        return usual.entry(part, letter) if is_vector and isinstance(part, t.Symbol) else None

    left, right = (exchanged(side, change) for side in sides)
    return replace(claim, left=left, right=right)


def _summed(tree: Tree, wholes: set[str], letter: str) -> Tree:
    r"""A formula in which ``\sum (y - \hat y)^2``, without an index, is a sum over all entries."""

    def as_entry(part: Tree) -> Tree | None:
        is_vector = isinstance(part, t.Symbol) and base_key(part) in wholes and not named(part)[1]
        return usual.entry(part, letter) if is_vector and isinstance(part, t.Symbol) else None

    def change(part: Tree) -> Tree | None:
        match part:
            case t.BigOperator(kind="sum", index=None, lower=None, upper=None, operand=inside):
                index = t.Symbol(letter, part.span)
                return replace(part, operand=exchanged(inside, as_entry), index=index)
        return None

    return exchanged(tree, change)


def _is_linear(tree: Tree, wholes: set[str]) -> bool:
    """Whether a formula in vectors is the same one in each of their entries."""
    match tree:
        case t.Symbol():
            return base_key(tree) in wholes
        case t.Sum(terms=terms):
            return all(_is_linear(term, wholes) for _, term in terms)
        case t.Negative(operand=inside) | t.Bracket(items=(inside,)):
            return _is_linear(inside, wholes)
        case t.Product(factors=factors):
            held = [f for f in factors if not _is_free(f, wholes)]
            return len(held) == 1 and _is_linear(held[0], wholes)
        case t.Quotient(numerator=above, denominator=below):
            return _is_free(below, wholes) and _is_linear(above, wholes)
    return False


def _is_free(tree: Tree, wholes: set[str]) -> bool:
    return not any(isinstance(n, t.Symbol) and base_key(n) in wholes for n in every(tree))
