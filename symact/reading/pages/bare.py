"""LaTeX of which the delimiters are missing: paragraphs, and lines of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from symact.reading.pages.dollars import words_in
from symact.reading.pages.lines import Line, lines_of
from symact.reading.pages.plain_words import GOING_ON, TWO_LETTERS

KNOWN = re.compile(
    r"\\(?:[dt]?frac|sqrt|sum|tanh|exp|log|ln|max|min|sigma|alpha|beta|lambda|phi|Phi|partial|mathrm"
    r"|mathbf|operatorname|text|begin|left|cdot|times|infty|int|lim|hat|leq?|geq?|approx|in|theta|mu"
    r"|nabla|delta|odot)(?![A-Za-z])"
)
_STATES = re.compile(r"[=<>≤≥≈]|\\(?:leq?|geq?|approx|in|to|neq?)(?![A-Za-z])")
_LONGEST = 20_000
_MOST_LINES = 60  # of one formula
_WORD = re.compile(r"(?<![\\A-Za-z{])[A-Za-z]{2,}(?![A-Za-z}])")
_TEXT = re.compile(r"\\(?:text[a-z]{0,2}|mbox|mathrm|operatorname\*?|begin|end)\s?\{[^{}]{0,300}\}")
# Other delimiters, code, tables, and letters of scripts that formulas do not use.
_STRANGE = re.compile(
    r"[$`|#\u0400-\u04ff\u2e80-\ud7af\uf900-\uffef]|\\[()\[\]]|\\(?:cite|ref|item)"
)
# Characters of formulas that have been set: beside LaTeX they are a second copy of it.
_RENDERED = re.compile(r"[α-ωΑ-Ω−⋅∗′∈∞≤≥≈→]")
_ITEM = re.compile(r"[ \t\r]*\n[ \t]*[+\-*=]\s")
_JOINS = re.compile(
    r"\s*(?:&|[=<>≤≥≈+*/·×)\]}^_-]|\\(?:leq?|geq?|approx|cdot|times|pm|equiv|sim|right|end)"
    r"(?![A-Za-z]))"
)
_OPEN_END = re.compile(
    r"(?:[=<>≤≥≈+*/·×(\[{^_-]|\\(?:leq?|geq?|approx|cdot|times|pm|equiv|left))\s*\Z"
)
_CONDITION = re.compile(
    r"\s*(?:if|for|when|whenever|otherwise|else|unless|wenn|falls|für|sonst|si|sinon|pour|para|se)\b",
    re.IGNORECASE,
)
# A function's formula, which needs no command beside one that has some.
_LEFT_SIDE = re.compile(r"\s*[A-Za-z]['’]{0,2}\([A-Za-z]\)\s*=[^=]*\^")
_CONDITIONAL = frozenset(("if", "or", "si", "se"))
_PAIRS = tuple(
    (re.compile(opening), re.compile(closing))
    for opening, closing in (
        (r"\{", r"\}"), (r"\(", r"\)"), (r"\\begin\b", r"\\end\b"),
        (r"\\left(?![A-Za-z])", r"\\right(?![A-Za-z])"),
    )
)  # fmt: skip
_FIRST = re.compile(r"\s*([A-Za-z]+)")
_ENDINGS = " \t\r.,;"


def bare_latex(text: str, start: int, end: int) -> tuple[int, int] | None:
    r"""The range of a paragraph that is LaTeX of which the delimiters are missing, or None.

    Some programs copy escaped brackets as bare ones on lines of their own; others lose them.

    Example:
        >>> bare_latex("[\nf(x) = \\tanh(x)\n]", 0, 19), bare_latex(r"see \cite{x}", 0, 12)
        ((2, 17), None)
    """
    if end - start > _LONGEST or not KNOWN.search(text, start, end):
        return None
    if _RENDERED.search(text, start, end):
        return None
    first, last = _inside_brackets(text, start, end)
    if first == start and not _STATES.search(text, first, last):
        return None
    content = text[first:last]
    short = {word.group().lower() for word in _WORD.finditer(_TEXT.sub("", content))} & TWO_LETTERS
    return (first, last) if words_in(content) == 0 and short <= _CONDITIONAL else None


def _inside_brackets(text: str, start: int, end: int) -> tuple[int, int]:
    """A range without the brackets that stand alone on its first and on its last line."""
    first, last = text.find("\n", start, end), text.rfind("\n", start, end)
    if first == last or text[start:first].strip() != "[" or text[last:end].strip() != "]":
        return start, end
    return first + 1, last


class _Part(NamedTuple):
    """One line or several that hold a whole formula, or a line that holds none."""

    start: int
    end: int
    is_formula: bool


def bare_lines(
    text: str, start: int, end: int, taken: list[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    r"""The ranges of formulas without delimiters that fill lines of their own.

    A line counts only where nothing beside it can belong to it: half a formula says something else.

    Args:
        text: the document.
        start: of the range.
        end: of the range.
        taken: what has delimiters; lines that hold some of it are left alone.

    Example:
        >>> text = "So\n\\frac{dy}{dx} = 2x\nand it goes on."
        >>> [text[a:b] for a, b in bare_lines(text, 0, len(text), [])]
        ['\\frac{dy}{dx} = 2x']
    """
    if end - start > _LONGEST or not KNOWN.search(text, start, end):
        return
    parts = list(_parts(text, [line for line in lines_of(text, start, end) if not line.is_blank]))
    for i, part in enumerate(parts):
        if not part.is_formula or any(a < part.end and part.start < b for a, b in taken):
            continue
        before = parts[i - 1] if i else None
        after = parts[i + 1] if i + 1 < len(parts) else None
        is_last = after is None and _ITEM.match(text, end) is not None  # "+ 5", an item or a term
        if _leaves_alone(text, before, is_before=True) and _leaves_alone(
            text, after, goes_on=is_last
        ):
            last = part.end
            while text[last - 1] in _ENDINGS:
                last -= 1
            yield part.start, last


def _parts(text: str, lines: list[Line]) -> Iterator[_Part]:
    """The lines, where a brace, an environment or a sign holds some together as one."""
    i = 0
    while i < len(lines):
        k = i
        while k + 1 < len(lines) and k - i < _MOST_LINES and _goes_on(text, lines, i, k):
            k += 1
        first, last = lines[i].start, lines[k].end
        whole = is_whole(text[first:last])
        k = k if whole else i
        yield _Part(first, lines[k].end, whole)
        i = k + 1


def _goes_on(text: str, lines: list[Line], i: int, k: int) -> bool:
    here = text[lines[i].start : lines[k].end]
    if not _is_wordless(text[lines[k].start : lines[k].end]):
        return False
    following = text[lines[k + 1].start : lines[k + 1].end]
    joins = _OPEN_END.search(here.rstrip(_ENDINGS)) or _JOINS.match(following)
    return bool(joins) or not _is_balanced(here) or here.endswith("\\\\")


def is_whole(content: str) -> bool:
    """Whether a text is a formula that begins and ends where the text does."""
    bare = content.rstrip(_ENDINGS)
    return (
        _is_wordless(content)
        and (KNOWN.search(content) or _LEFT_SIDE.match(content)) is not None
        and _STATES.search(content) is not None
        and _is_balanced(content)
        and not _OPEN_END.search(bare)
        and not bare.startswith(("*", "+ ", "- ", "> "))
    )


def _is_wordless(content: str) -> bool:
    """Whether a text holds no word of a sentence and nothing that is no LaTeX."""
    if _STRANGE.search(content) or _RENDERED.search(content) or words_in(content):
        return False
    shown = _TEXT.sub("", content)
    return not any(word.group().lower() in TWO_LETTERS for word in _WORD.finditer(shown))


def _is_balanced(content: str) -> bool:
    bare = content.replace("\\{", "").replace("\\}", "")
    counts = ((len(a.findall(bare)), len(b.findall(bare))) for a, b in _PAIRS)
    return all(opening == closing for opening, closing in counts)


def _leaves_alone(
    text: str, part: _Part | None, *, goes_on: bool = False, is_before: bool = False
) -> bool:
    """Whether what stands above or below a formula is a formula too or begins a sentence."""
    if part is None or part.is_formula:
        return not goes_on
    content = text[part.start : part.end]
    if _is_wordless(content):
        return False
    if is_before:
        return _OPEN_END.search(content) is None
    first = _FIRST.match(content)
    computes = first is not None and first[1].lower() in GOING_ON
    return not (computes or _JOINS.match(content) or _CONDITION.match(content))
