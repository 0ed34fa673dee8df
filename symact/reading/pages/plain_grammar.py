"""Whether tokens follow each other as they must in a formula without delimiters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import final

from symact.reading.pages.plain_tokens import MATHEMATICAL, Sort, Token, tokens
from symact.reading.pages.plain_words import ARTICLES, FUNCTIONS

BLANK = frozenset({Sort.SPACE, Sort.NEWLINE})
RELATED = frozenset({Sort.RELATION, Sort.ARROW})
TERMS = frozenset({Sort.NUMBER, Sort.OPERAND, Sort.CALLED, Sort.DOTS})
WORKS = frozenset({Sort.OPERATOR, Sort.SIGN, Sort.PREFIX, Sort.SUFFIX, Sort.BAR})
_LIMITS = frozenset({"∞", "inf", "infinity", "infty"})
_MARKER = 5  # tokens between the brackets of the number of an equation


@final
@dataclass(frozen=True, slots=True)
class Prose:
    """A range of a text with its tokens.

    Attributes:
        partner: for a bracket the index of its partner.
        related: how many relations there are before each token.
    """

    text: str
    tokens: list[Token]
    partner: dict[int, int] = field(default_factory=dict)
    related: list[int] = field(default_factory=list)

    def sort(self, i: int) -> Sort:
        """The sort of a token; beyond the range it is a line's end."""
        return self.tokens[i].sort if 0 <= i < len(self.tokens) else Sort.NEWLINE

    def word(self, i: int) -> str:
        """The characters of a token."""
        return self.text[self.tokens[i].start : self.tokens[i].end]


def prose_of(text: str, start: int, end: int) -> Prose:
    """A range of a text with its tokens, the partners of brackets and the counts of relations."""
    prose = Prose(text, tokens(text, start, end))
    waiting: list[int] = []
    count = 0
    for i, token in enumerate(prose.tokens):
        prose.related.append(count)
        if token.sort in RELATED:
            count += 1
        elif token.sort is Sort.OPEN:
            waiting.append(i)
        elif token.sort is Sort.CLOSE and waiting:
            partner = waiting.pop()
            prose.partner[i], prose.partner[partner] = partner, i
        elif token.sort not in MATHEMATICAL:
            waiting = []
    prose.related.append(count)
    return prose


@final
@dataclass(slots=True)
class _Walk:
    """A walk over the tokens of a formula.

    Attributes:
        wants: whether an operand must follow.
        bars: how many bars of absolute values are open.
    """

    prose: Prose
    inked: list[int]
    may_continue: bool
    k: int = 0
    wants: bool = True
    bars: int = 0
    brackets: list[str] = field(default_factory=list)

    @property
    def spaced(self) -> bool:
        """Whether there is a space before the current token."""
        return self.k > 0 and self.inked[self.k - 1] < self.inked[self.k] - 1

    def sort(self, k: int) -> Sort:
        """The sort of a token that is no space."""
        return self.prose.sort(self.inked[k]) if k >= 0 else Sort.RELATION


def is_well_formed(prose: Prose, inked: list[int], *, may_continue: bool) -> bool:
    """Whether operands and operators of some tokens follow each other as they must.

    Args:
        prose: where the tokens are.
        inked: which of its tokens make up the formula.
        may_continue: whether it may begin with a relation.
    """
    walk = _Walk(prose, inked, may_continue)
    for k in range(len(inked)):
        walk.k = k
        if not _STEPS[walk.sort(k)](walk):
            return False
    return not (walk.wants or walk.brackets or walk.bars)


def _term(walk: _Walk) -> bool:
    if not walk.wants and _is_no_product(walk):
        return False
    walk.wants = False
    return True


def _bar(walk: _Walk) -> bool:
    opens = walk.wants or walk.bars == 0
    walk.bars += 1 if opens else -1
    walk.wants = opens
    return True


def _open(walk: _Walk) -> bool:
    if _is_marker(walk):
        return False
    walk.brackets.append(walk.prose.word(walk.inked[walk.k]))
    walk.wants = True
    return True


def _close(walk: _Walk) -> bool:
    if walk.wants or not walk.brackets:
        return False
    walk.brackets.pop()
    return True


def _suffix(walk: _Walk) -> bool:
    return not (walk.wants or walk.spaced)


def _sign(walk: _Walk) -> bool:
    if walk.wants and walk.sort(walk.k - 1) is Sort.SIGN:
        return False
    walk.wants = True
    return True


def _prefix(walk: _Walk) -> bool:
    walk.wants = True
    return True


def _relation(walk: _Walk) -> bool:
    if walk.brackets or walk.bars or (walk.wants and not (walk.k == 0 and walk.may_continue)):
        return False
    walk.wants = True
    return True


def _comma(walk: _Walk) -> bool:
    return bool(walk.brackets) and _operator(walk)


def _operator(walk: _Walk) -> bool:
    if walk.wants:
        return False
    walk.wants = True
    return True


_STEPS: dict[Sort, Callable[[_Walk], bool]] = {
    **dict.fromkeys(TERMS, _term),
    **dict.fromkeys(RELATED, _relation),
    Sort.BAR: _bar,
    Sort.OPEN: _open,
    Sort.CLOSE: _close,
    Sort.SUFFIX: _suffix,
    Sort.SIGN: _sign,
    Sort.PREFIX: _prefix,
    Sort.COMMA: _comma,
    Sort.OPERATOR: _operator,
}


def _is_no_product(walk: _Walk) -> bool:
    """Whether a term right after another is not a factor: two numbers, a word, a number."""
    prose, k = walk.prose, walk.k
    previous, sort = walk.sort(k - 1), walk.sort(k)
    if walk.brackets and walk.brackets[-1] == "[" and walk.spaced:
        return False  # the entries of a row
    if Sort.DOTS in {previous, sort}:
        return previous is not sort and Sort.NUMBER not in {previous, sort}
    if sort is Sort.NUMBER:  # of names before a number, "ln" is never a label or a base
        return not (walk.spaced and prose.word(walk.inked[k - 1]) == "ln")
    at = walk.inked[k]
    following = prose.sort(at + 1)
    if walk.spaced and prose.word(at) in ARTICLES and following not in {Sort.SUFFIX, Sort.OPEN}:
        return not (following is Sort.OPERATOR and prose.word(at + 1) == "^")
    # "Step 3 f(x) = ..." is no threefold f, and nothing tells it from one.
    if not walk.spaced or previous is not Sort.NUMBER or walk.brackets:
        return False
    return walk.sort(k - 2) not in WORKS | RELATED or k == 1


def _is_marker(walk: _Walk) -> bool:
    """Whether a bracket holds the number of an equation, of an item or of a reference."""
    prose, at = walk.prose, walk.inked[walk.k]
    partner = prose.partner.get(at, -1)
    if not at < partner <= at + _MARKER:
        return False
    inside = [prose.sort(i) for i in range(at + 1, partner) if prose.sort(i) not in BLANK]
    if inside != [Sort.NUMBER]:
        return False
    if walk.wants:
        return walk.k == 0 and prose.sort(partner + 1) in BLANK
    return walk.spaced or prose.word(at) == "["


def says_something(prose: Prose, inked: list[int]) -> bool:
    """Whether a formula is about a letter or computes, and is no comparison of bare names."""
    sorts = {prose.sort(i) for i in inked}
    words = [prose.word(i) for i in inked if prose.sort(i) in {Sort.OPERAND, Sort.CALLED}]
    letters = [word for word in words if word.lower() not in FUNCTIONS]
    signs = {prose.word(i) for i in inked if prose.sort(i) is Sort.RELATION}
    if signs & {"<", "<=", "≤", "⩽"} and signs & {">", ">=", "≥", "⩾"}:
        return False  # a mark of another language
    if Sort.RELATION not in sorts:  # only an arrow: a limit, or nothing
        return prose.word(inked[-1]).lower() in _LIMITS or prose.sort(inked[-1]) is Sort.NUMBER
    if words and not letters:
        return bool(sorts & {Sort.OPEN, Sort.SUFFIX})
    return bool(words) or bool(sorts & WORKS)
