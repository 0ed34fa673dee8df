"""Formulas that stand in prose without delimiters."""

from __future__ import annotations

import re

from symact.reading.pages.plain_apart import apart
from symact.reading.pages.plain_grammar import (
    BLANK,
    TERMS,
    Prose,
    is_well_formed,
    prose_of,
    says_something,
)
from symact.reading.pages.plain_tokens import MATHEMATICAL, RELATIONS, Sort, needs_no_space
from symact.reading.pages.plain_words import (
    AFTER_DASH,
    ARTICLES,
    CASES,
    FUNCTIONS,
    GOING_ON,
    LISTING,
)

_RELATED = re.compile(rf"[{RELATIONS}→]")
_JOINS_AFTER = frozenset({Sort.OPERATOR, Sort.SIGN, Sort.RELATION, Sort.OPEN, Sort.COMMA})
# A function by cases in braces on one line, or one case on each: "f(x) = {1 if x > 0, 0 if x < 0}".
_BRACED = re.compile(
    r"(?<![\w\\$`])(?:[A-Za-zσφΦ]\w{0,12}|d[a-z]/d[a-z])[\'’′]{0,2}\([a-z]\)\s*=\s*\{\s*"
    r"(?=[^{}]{0,100}[<>≤≥])[^{}=\\$`]{1,60}(?:[<>]=?|=<|[≤≥])[^{}\\$`]{1,60}\}"
)
_INDENT = 200
_JOINS_BEFORE = frozenset({Sort.OPERATOR, Sort.SIGN, Sort.RELATION, Sort.CLOSE})


def formulas_in(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The ranges of what is surely a relation between mathematical terms in a stretch of prose.

    Where a formula may go on in words, or may be a piece of a program, nothing is found: half a
    formula says something else than the whole.

    Example:
        >>> text = "The slope is f'(x) = 2x for x > 0, with batch size = 32."
        >>> [text[a:b] for a, b in formulas_in(text, 0, len(text))]
        ["f'(x) = 2x", 'x > 0']
    """
    if not _RELATED.search(text, start, end):
        return ()
    prose = prose_of(text, start, end)
    found: list[tuple[int, int]] = [m.span() for m in _BRACED.finditer(text, start, end)]
    braced = tuple(found)
    i = 0
    while i < len(prose.tokens):
        if prose.sort(i) not in MATHEMATICAL or prose.sort(i) in BLANK:
            i += 1
            continue
        after = _stretch(prose, i)
        found += (
            span
            for segment in _segments(prose, i, after)
            for first, last in apart(prose, *segment)
            if (span := _fit(prose, first, last)) and not _is_inside(span, braced)
        )
        i = after
    return tuple(sorted(found))


def _is_inside(span: tuple[int, int], others: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= span[0] < last for first, last in others)


def is_formula(text: str, start: int, end: int) -> bool:
    """Whether a whole range, as of a span of code, reads as mathematics.

    Example:
        >>> is_formula("1 - f(x)**2", 0, 11), is_formula("pip install x", 0, 13)
        (True, False)
    """
    prose = prose_of(text, start, end)
    inked = [i for i in range(len(prose.tokens)) if prose.sort(i) not in BLANK]
    if not inked or any(prose.sort(i) not in MATHEMATICAL for i in inked):
        return False
    if len(inked) == 1:
        return prose.sort(inked[0]) in {Sort.NUMBER, Sort.OPERAND} and (
            prose.word(inked[0]).lower() not in FUNCTIONS
        )
    return is_well_formed(prose, inked, may_continue=True)


def _stretch(prose: Prose, start: int) -> int:
    """Where the mathematical tokens from a place on end; a line's end inside a formula is one."""
    i = last = start
    depth = 0
    while i < len(prose.tokens) and prose.sort(i) in MATHEMATICAL:
        sort = prose.sort(i)
        if sort is Sort.NEWLINE and not (
            depth > 0
            or prose.sort(last) in _JOINS_AFTER
            or prose.sort(_inked(prose, i)) in _JOINS_BEFORE
        ):
            return i
        if i in prose.partner:
            depth += 1 if sort is Sort.OPEN else -1
        if sort not in BLANK:
            last = i
        i += 1
    return i


def _inked(prose: Prose, i: int, step: int = 1) -> int:
    """The next token that is no space."""
    while 0 <= i < len(prose.tokens) and prose.sort(i) in BLANK:
        i += step
    return i


def _segments(prose: Prose, start: int, end: int) -> list[tuple[int, int]]:
    """A stretch cut at commas, at brackets without a partner, and at conditions in brackets."""
    cuts: list[tuple[int, int]] = []
    work = [(start, end)]
    while work:
        i, stop = work.pop()
        first = i
        spoilt = False
        while i < stop:
            sort = prose.sort(i)
            partner = prose.partner.get(i, -1)
            if sort is Sort.OPEN and i < partner < stop:
                if prose.related[i] < prose.related[partner]:
                    if i == first or prose.sort(i - 1) in BLANK | {Sort.COMMA}:
                        cuts += [] if spoilt else [(first, i)]
                        work.append((i + 1, partner))
                        first, spoilt = partner + 1, False
                    else:
                        spoilt = True  # a relation among arguments: a program's call
                i = partner + 1
                continue
            if sort is Sort.COMMA or (sort in {Sort.OPEN, Sort.CLOSE} and not first < partner < i):
                cuts += [] if spoilt else [(first, i)]
                first, spoilt = i + 1, False
            i += 1
        cuts += [] if spoilt else [(first, stop)]
    return cuts


def _fit(prose: Prose, first: int, last: int) -> tuple[int, int] | None:
    """The range of a segment of tokens if it is a formula that begins and ends here."""
    first, last = _trimmed(prose, *_without_arrows(prose, first, last))
    first, last = _without_articles(prose, *_without_dash(prose, first, last))
    last -= _is_quoted(prose, first, last)
    named = _behind_its_name(prose, first, last)
    first = named or first
    if first >= last or prose.related[first] == prose.related[last]:
        return None
    if _may_be_items(prose, first, last):
        return None
    if not ((named or _begins(prose, first)) and _ends(prose, last)):
        return None
    inked = [i for i in range(first, last) if prose.sort(i) not in BLANK]
    if not is_well_formed(prose, inked, may_continue=_continues(prose, first)):
        return None
    if not says_something(prose, inked):
        return None
    return prose.tokens[first].start, prose.tokens[last - 1].end


def _behind_its_name(prose: Prose, first: int, last: int) -> int:
    """Where a chain goes on whose first side is words: ``output = 0.3 * 0.5 = 0.15``; or 0."""
    if prose.sort(first) is not Sort.RELATION or prose.word(first) != "=":
        return 0
    at = _inked(prose, first - 1, -1)
    on_line = not any(prose.sort(i) is Sort.NEWLINE for i in range(max(at, 0), first))
    start = _inked(prose, first + 1)
    is_chain = prose.related[start] < prose.related[last]
    is_name = at >= 0 and prose.sort(at) is Sort.WORD and prose.word(at).isalpha()
    return start if is_chain and is_name and on_line else 0


def _may_be_items(prose: Prose, first: int, last: int) -> bool:
    """Whether a sign at a line's start may be the bullet of a list as well as a sign."""
    depth = 0
    for i in range(first, last):
        sort = prose.sort(i)
        if sort in {Sort.OPEN, Sort.CLOSE}:
            depth += 1 if sort is Sort.OPEN else -1
        if sort is not Sort.NEWLINE or depth > 0:
            continue
        sign = _inked(prose, i)
        if prose.sort(_inked(prose, i, -1)) in _JOINS_AFTER or prose.sort(sign + 1) not in BLANK:
            continue
        if prose.word(sign) in {"-", "+", "*", "–"}:
            return True
    return False


def _trimmed(prose: Prose, first: int, last: int) -> tuple[int, int]:
    while first < last and prose.sort(first) in BLANK:
        first += 1
    while first < last and prose.sort(last - 1) in BLANK:
        last -= 1
    return first, last


def _without_arrows(prose: Prose, first: int, last: int) -> tuple[int, int]:
    """A segment without an arrow at its ends, which is one between words."""
    first, last = _trimmed(prose, first, last)
    while first < last and prose.sort(last - 1) is Sort.ARROW:
        first, last = _trimmed(prose, first, last - 1)
    while first < last and prose.sort(first) is Sort.ARROW:
        first, last = _trimmed(prose, first + 1, last)
    return first, last


def _without_dash(prose: Prose, first: int, last: int) -> tuple[int, int]:
    """A segment without the dash behind it."""
    if last - first > 1 and prose.sort(last - 1) is Sort.SIGN and prose.sort(last - 2) in BLANK:
        return _trimmed(prose, first, last - 1) if _is_dash(prose, last - 1) else (first, last)
    return first, last


def _is_quoted(prose: Prose, first: int, last: int) -> bool:
    """Whether the last token is a quotation mark that looks like a prime."""
    before = prose.word(first - 1) if 0 < first < last else ""
    return before in {"'", "‘"} and prose.word(last - 1) in {"'", "’"}


def _without_articles(prose: Prose, first: int, last: int) -> tuple[int, int]:
    """A segment without a letter at its ends that is a word of the sentence."""
    while last - first > 2 and prose.sort(last - 2) in BLANK:
        before = prose.sort(_inked(prose, last - 2, -1))
        is_word = prose.word(last - 1) in ARTICLES and before in TERMS | {Sort.CLOSE, Sort.SUFFIX}
        if not (is_word and prose.sort(_inked(prose, last)) is Sort.WORD):
            break
        first, last = _trimmed(prose, first, last - 1)
    if last - first > 2 and prose.sort(first + 1) in BLANK and prose.word(first) in ARTICLES:
        following = prose.sort(_inked(prose, first + 1))
        if following in TERMS and prose.sort(_inked(prose, first - 1, -1)) is Sort.WORD:
            first, last = _trimmed(prose, first + 1, last)
    return first, last


def _begins(prose: Prose, first: int) -> bool:
    """Whether nothing before a segment belongs to it."""
    before = prose.sort(first - 1)
    dot = _inked(prose, first - 1, -1)
    if before in BLANK and prose.word(dot) == "." and _is_mathematics_on(prose, dot, -1):
        return False  # the dot may be a product
    if prose.sort(first) is Sort.SIGN and prose.sort(first + 1) in BLANK:
        return False  # a dash, or a minus of which the left side is missing
    if before in BLANK:
        at = _inked(prose, first - 1, -1)
        sort = prose.sort(at) if at >= 0 else Sort.NEWLINE
        on_line = any(prose.sort(i) is Sort.NEWLINE for i in range(at + 1, first)) or at < 0
        if sort is Sort.WORD:
            return on_line or prose.word(at).lower() not in GOING_ON
        if sort is Sort.EMPHASIS:
            return on_line or prose.sort(at - 1) not in MATHEMATICAL
        if sort is Sort.CLOSE and at not in prose.partner:
            return on_line or prose.sort(at - 1) not in MATHEMATICAL
        return on_line or sort not in {Sort.FOREIGN, Sort.OPERATOR, Sort.RELATION}
    if before is Sort.OPEN:
        if prose.word(first - 1) == "{":
            return False  # an index in LaTeX, or a program
        return first < 2 or prose.sort(first - 2) not in {Sort.CALLED, Sort.OPERAND, Sort.CLOSE}
    if before is Sort.STOP:
        return prose.word(first - 1) not in {".", "?", "!"}
    if before is Sort.WORD:
        return needs_no_space(prose.text[prose.tokens[first - 1].end - 1])
    return before in {Sort.EMPHASIS, Sort.ARROW, Sort.COMMA} or first == 0


def _ends(prose: Prose, last: int) -> bool:
    """Whether nothing after a segment belongs to it."""
    after, following = prose.sort(last), _inked(prose, last)
    if after in BLANK:
        sort = prose.sort(following)
        on_line = any(prose.sort(i) is Sort.NEWLINE for i in range(last, following))
        if sort is Sort.WORD:
            return _is_aside(prose, following)
        if sort is Sort.OPEN and following not in prose.partner:
            return prose.sort(following + 1) is Sort.WORD
        if sort is Sort.EMPHASIS:
            return on_line or prose.sort(following + 1) not in MATHEMATICAL
        if sort is Sort.SIGN:
            return _is_dash(prose, following)
        return on_line or sort is not Sort.FOREIGN
    if after is Sort.COMMA:
        return _is_no_list(prose, last)
    if after is Sort.STOP:
        if prose.word(last) == "." and _is_mathematics_on(prose, last, 1):
            return False  # the dot may be a product
        beyond = prose.sort(last + 1)
        return beyond in BLANK | {Sort.STOP, Sort.EMPHASIS, Sort.CLOSE} or (
            prose.word(last) not in {".", ":", "?", "!"}
        )
    if after is Sort.WORD:
        return needs_no_space(prose.text[prose.tokens[last].start])
    return after in {Sort.EMPHASIS, Sort.ARROW, Sort.CLOSE, Sort.SUFFIX}


def _is_mathematics_on(prose: Prose, dot: int, step: int) -> bool:
    """Whether the line goes on from a full stop, in one direction, without any word."""
    i = dot + step
    found = False
    while 0 <= i < len(prose.tokens) and prose.sort(i) is not Sort.NEWLINE:
        if prose.sort(i) not in MATHEMATICAL and prose.word(i) != ".":
            return False
        found = found or prose.sort(i) in TERMS
        i += step
    return found


def _is_aside(prose: Prose, at: int) -> bool:
    """Whether a word behind a formula neither computes on nor names a further value."""
    word = prose.word(at).lower()
    number = _inked(prose, at + 1)
    following = prose.sort(number)
    if word in LISTING and following is Sort.NUMBER and _is_of_case(prose, number):
        return True
    return word not in GOING_ON and not (
        word in LISTING and following in {Sort.NUMBER, Sort.SIGN, Sort.DOTS}
    )


def _is_of_case(prose: Prose, number: int) -> bool:
    """Whether a number is the value in another case: "and 0 for"."""
    beyond = _inked(prose, number + 1)
    return prose.sort(beyond) is Sort.WORD and prose.word(beyond).lower() in CASES


def _is_dash(prose: Prose, at: int) -> bool:
    """Whether a minus with a space on each side is a dash of the sentence."""
    following = prose.sort(_inked(prose, at + 1))
    if prose.sort(at + 1) not in BLANK or following is not Sort.WORD:
        return False
    word = prose.word(_inked(prose, at + 1))
    return prose.word(at) == "–" or word.lower() in AFTER_DASH


def _is_no_list(prose: Prose, comma: int) -> bool:
    """Whether what follows a comma is no further value: not ``x = 1, 2`` and not ``1,000``."""
    at = _inked(prose, comma + 1)
    if prose.sort(at) is Sort.SIGN:
        at += 1
    if prose.sort(at) is Sort.DOTS:
        return False
    if prose.sort(at) is not Sort.NUMBER:
        return True
    # A number that begins a relation of its own, counts something, or is the value in another
    # case, is no further value.
    beyond = prose.sort(_inked(prose, at + 1))
    return _is_of_case(prose, at) or beyond in MATHEMATICAL - {Sort.COMMA, Sort.CLOSE, Sort.NEWLINE}


def _continues(prose: Prose, first: int) -> bool:
    """Whether a segment may begin with a relation: at a line's start, and not after words."""
    at = _inked(prose, first - 1, -1)
    if at < 0:
        start = prose.tokens[0].start
        return not prose.text[
            max(start - _INDENT, prose.text.rfind("\n", 0, start) + 1) : start
        ].strip()
    on_line = any(prose.sort(i) is Sort.NEWLINE for i in range(at + 1, first))
    return on_line and prose.sort(at) in MATHEMATICAL
