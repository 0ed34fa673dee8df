"""Letters that a document says may be negative: what is shown for positive ones is no proof."""

from __future__ import annotations

import re
from functools import lru_cache

from symact.check.context import Context
from symact.check.judge.outcome import unknown
from symact.check.report import Judgement
from symact.core.verdict import Status
from symact.reading.held import tree as t
from symact.reading.held.walk import names_in

_LETTER = r"\\?(?P<letter>alpha|beta|gamma|lambda|kappa|[abckmn])\b|(?P<sign>[αβγλκ])"
_SIGNS = {"α": "alpha", "β": "beta", "γ": "gamma", "λ": "lambda", "κ": "kappa"}
_ANY = r"(?:any|every|all|arbitrary)\s+real\s+(?:number\s+)?"
_MAY_BE = r"(?:may|can|could|is|be)\s+(?:be\s+)?(?:negative|any real)"
_NEGATIVE = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<![a-z\\])(?:{_LETTER})\$?\s*(?:<|\\lt\b|≤|\\leq?\b)\s*0(?![.\d])",
        rf"{_ANY}\W{{0,3}}(?:{_LETTER})",
        rf"(?<![a-z\\])(?:{_LETTER})\W{{0,3}}{_MAY_BE}",
    )
)


_POSITIVE = re.compile(rf"(?<![a-z\\])(?:{_LETTER})\$?\s*(?:>|\\gt\b)\s*0(?![.\d])")
_NEAR = 250  # characters before a claim in which a sign is looked for


def unless_negative(
    found: Judgement, operands: tuple[t.Tree | None, ...], context: Context
) -> Judgement:
    """The verdict, but open where it takes a letter to be positive that may be negative."""
    letters = _negative_letters(context.words)
    if found.status is Status.UNKNOWN or not letters:
        return found
    if found.status is Status.PROVED and not re.search(r"\b\w+ > 0", found.note):
        return found
    names = {n for o in operands if o is not None for n in names_in(o)}
    functions = (context.function(n) for n in names)
    inside = {str(s) for f in functions if f is not None for s in f.expression.free_symbols}
    said = sorted(letters & (names | inside) - _positive_near(operands))
    return unknown(f"{', '.join(said)} may be negative") if said else found


def _positive_near(operands: tuple[t.Tree | None, ...]) -> set[str]:
    """The letters that the words just before say to be positive."""
    first = next((o for o in operands if o is not None), None)
    if first is None:
        return set()
    start = first.span.start
    before = first.span.source.text[max(0, start - _NEAR) : start].casefold()
    return {m["letter"] or _SIGNS[m["sign"]] for m in _POSITIVE.finditer(before)}


@lru_cache(maxsize=64)
def _negative_letters(words: str) -> frozenset[str]:
    matches = (m for pattern in _NEGATIVE for m in pattern.finditer(words))
    return frozenset(m["letter"] or _SIGNS[m["sign"]] for m in matches)
