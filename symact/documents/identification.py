"""Which entries of the catalogue a function is, on a page."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

import sympy as sp

from symact.activations import names
from symact.core.activation import x
from symact.core.typeset import tex
from symact.derive.identify import Identification, Kind, Match, Relation
from symact.documents.model import Block, Display, Document, Items, Line, Strong, line, paragraph
from symact.documents.words import listed, setting, settings

_HEADS = {
    Kind.EQUAL: "Equal to",
    Kind.PARAMETER: "Equal to, for a value of its parameter,",
    Kind.SCALED: "Equal to, after scaling,",
}
_MOST = 5  # of each kind are written out
_PROOF = (
    "Each is proved: the two sides have the same domain, and are equal on every smooth piece and "
    "at every point between two pieces."
)


def identification(found: Identification) -> Document:
    """The page that tells what a function is known as."""
    return Document("Is it known?", tuple(_blocks(found)))


def _blocks(found: Identification) -> Iterator[Block]:
    subject = found.subject
    yield Display(f"f(x) = {tex(subject.function)}")
    if subject.values:
        yield paragraph(f"This is for ${settings(subject)}$.")
    for kind, head in _HEADS.items():
        matches = [m for m in found.matches if m.relation.kind is kind]
        if matches:
            yield paragraph(Strong(head))
            yield Items(tuple(_entry(match) for match in matches[:_MOST]))
            yield from _others(matches[_MOST:])
    if found.matches:
        yield paragraph(_PROOF)
    else:
        yield paragraph(Strong("Not found. "), f"{_sentence(found.verdict.reason)}.")
    yield from _rest(found)


def _others(matches: Sequence[Match]) -> Iterator[Block]:
    """The matches that are not written out."""
    if matches:
        titles = listed([match.relation.entry.title for match in matches])
        yield paragraph(f"So is it to {titles}; --format json has the formulas.")


def _entry(match: Match) -> Line:
    relation, entry = match.relation, match.relation.entry
    also = f" (also {', '.join(entry.aliases)})" if entry.aliases else ""
    values = _values(relation)
    at = f" with ${values}$" if values else ""
    return line(
        Strong(entry.title), f"{also}{at}: ${_identity(relation)}$. Source: {entry.source}."
    )


def _identity(relation: Relation) -> str:
    """The relation as a textbook writes it."""
    named = sp.Function("g")
    left = tex(relation.scaling.of(named(x)), names={"g": relation.entry.notation})
    if relation.kind is Kind.SCALED:
        return f"f(x) = {left}"
    written = relation.entry.display if not relation.entry.parameters else ""
    return f"f(x) = {left} = {written or tex(relation.base)}"


def _values(relation: Relation) -> str:
    pairs = zip(relation.entry.parameters, relation.values, strict=True)
    return r",\; ".join(f"{tex(p.symbol)} = {_number(value)}" for p, value in pairs)


def _number(value: sp.Expr) -> str:
    if value.is_Rational:
        return setting(Fraction(int(value.p), int(value.q)))
    return tex(value)


def _rest(found: Identification) -> Iterator[Block]:
    """What is known of the other entries."""
    count, every = len(found.different), len(names())
    if count and not found.matches:
        who = "every entry" if count == every else f"{count} of the {every} entries"
        which = "is" if count in {1, every} else "are"
        yield paragraph(
            f"At default values of the parameters, {who} of the catalogue {which} proved to "
            "differ from it: at some point the two values are apart. For other values and after "
            "scaling nothing is proved."
        )
    if found.undecided:
        yield paragraph(
            f"Not decided, though numbers were found that fit as far as computed: "
            f"{listed(list(found.undecided))}."
        )


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
