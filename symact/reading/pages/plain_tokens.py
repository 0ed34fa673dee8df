"""Tokens of prose as far as mathematics without delimiters is concerned."""

import re
import unicodedata
from enum import Enum
from typing import NamedTuple

from symact.reading.pages.plain_words import (
    ABBREVIATIONS,
    CODE_CALLS,
    CONSTANTS,
    FUNCTIONS,
    GREEK,
    TWO_LETTERS,
    UNITS,
)


class Sort(Enum):
    """What part a token can play in a formula, or that it can play none."""

    NUMBER = "number"
    OPERAND = "operand"  # a letter, a Greek letter, the name of a function
    CALLED = "called"  # an unknown name directly before an opening bracket
    SUFFIX = "suffix"  # primes, raised and lowered digits
    OPERATOR = "operator"
    SIGN = "sign"  # plus or minus
    PREFIX = "prefix"  # a root, a round d
    RELATION = "relation"
    ARROW = "arrow"
    OPEN = "open"
    CLOSE = "close"
    BAR = "bar"
    COMMA = "comma"
    DOTS = "dots"
    SPACE = "space"
    NEWLINE = "newline"
    # From here on: what ends a formula.
    WORD = "word"
    STOP = "stop"  # a full stop, a colon, a quotation mark, a dash
    EMPHASIS = "emphasis"
    FOREIGN = "foreign"  # a program's text, a path, a character with another meaning


class Token(NamedTuple):
    """A token with its place."""

    sort: Sort
    start: int
    end: int


MATHEMATICAL = frozenset(list(Sort)[: list(Sort).index(Sort.WORD)])
RELATIONS = "=≈≃≅<>≤≥⩽⩾≠∈≡∝"

_TOKEN = re.compile(
    r"""(?P<newline>\r?\n|\r)
      | (?P<space>[ \t\u00a0\u2000-\u200b\u202f\u3000]+)
      | (?P<link>(?:https?|ftp|file)://\S+|www\.\S+|[\w.+-]{1,64}@[\w-]+\.\w+)
      | (?P<leibniz>(?<![A-Za-z\\])[d∂](?:\^?[2-9]|[²³])?[A-Za-z\u0370-\u03ff]?[₀-₉\d]?[ ]?/[ ]?
          [d∂][A-Za-z\u0370-\u03ff](?:_?[A-Za-z\d]|[₀-₉ᵢⱼ])?(?:\^[2-9]|[²³])?(?![A-Za-z\d_]))
      | (?P<dotted>[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+)
      | (?P<word>[A-Za-zÀ-ÖØ-öø-ɏ](?:[A-Za-z0-9À-ÖØ-öø-ɏ]|_(?=\w))*(?:['’](?:s|t|d|ll|re|ve|m)\b)?)
      | (?P<number>\d+(?:\.\d+)?(?:[eE][-+−]?\d+(?![A-Za-z]))?|\.\d+)
      | (?P<sum>(?:∑|Σ(?=\s*(?:[_ᵢⱼₖₙₘ(\[]|[^\W\d_])))
          (?:[_^](?:\{[^{}\n]{1,20}\}|\([^()\n]{1,20}\)|[A-Za-z0-9](?:=\d)?)|[ᵢⱼₖₙₘ₌₁ⁿᵐᴺ⁼])*)
      | (?P<greek>[\u0370-\u03ff\u1f00-\u1fff]+)
      | (?P<letter>[\U0001d400-\U0001d7ffℝℯⅇℓℕℤℂ∞½¼¾⅓⅔⊤∅])
      | (?P<suffix>['’′″‴]+|[¹²³\u02b0-\u02b8\u02e0-\u02e4\u1d2c-\u1d6a\u1dbb\u2070-\u209c\u2c7c]+
          |[\u0300-\u036f]+)
      | (?P<prefix>[√∛∂∇∑∏∫])
      | (?P<arrow>[-=]{1,2}>|[→⇒⟹⟶↦⟺⇔])
      | (?P<code>===?|<-(?=\s)|[-+*/%&|^]=|<<|>>|&&|//|::|--+)
      | (?P<relation>:=|[<>!~]=|(?<=[ ])~(?=[ ]?[-−–]?\d)|[=≈≃≅<>≤≥⩽⩾≠∈≡∝])
      | (?P<dash>:-(?=\s))
      | (?P<stars>\*+)
      | (?P<sign>[-+−–±])
      | (?P<operator>[∗/·×÷^⊙∘⋅]|\\[*^]|(?<=[ ])\.(?=[ ]\S)
          |(?<=[A-Za-z)}’'\u0370-\u03ff])\.(?=[(\u0370-\u03ff]))
      | (?P<dots>\.\.\.+|…|⋯)
      | (?P<open>[(\[{（【])
      | (?P<close>[)\]}）】])
      | (?P<bar>\|\||[|‖])
      | (?P<comma>[,;，；、])
      | (?P<stop>[.:!?。：！？—"“”„«»‘])
      | (?P<subscript>_(?:\{[A-Za-z0-9,+ -]{1,12}\}|[A-Za-z0-9]{1,2}(?![A-Za-z0-9_])))
      | (?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_SORTS = {sort.value: sort for sort in Sort} | {
    "link": Sort.FOREIGN,
    "leibniz": Sort.OPERAND,
    "letter": Sort.OPERAND,
    "sum": Sort.PREFIX,
    "code": Sort.FOREIGN,
    "dash": Sort.STOP,  # a colon with a dash behind it
    "subscript": Sort.SUFFIX,
}
_PLURAL = re.compile(r"\((?:e?s|en)\)")
_SPACELESS = re.compile("[\u0e00-\u0eff\u1100-\u11ff\u3000-\u9fff\uac00-\ud7af\uf900-\ufaff]")
# Names of the sums, outputs and errors of neurons in worked examples, each with its index.
_NEURON = re.compile(
    r"(?:net|out|in|err|error|target|sum|act|loss|delta)_(?:[A-Za-z]{1,2}\d{0,2}|\d{1,2}|total)"
    r"|[A-Za-z]_(?:total|[A-Za-z]{2}\d{1,2}|[A-Za-z]\d{2})"
)
_SHORT = re.compile(r"[A-Za-zŷŵẑȳ](?:\d{1,2}|_[A-Za-z0-9]{1,2})?")


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The tokens of a range of a text; every character belongs to one.

    Example:
        >>> [token.sort.value for token in tokens("so f(x) = 2", 0, 11)]
        ['word', 'space', 'operand', 'open', 'operand', 'close', 'space', 'relation', 'space',
         'number']
    """
    found: list[Token] = []
    position = start
    while position < end:
        match = _TOKEN.match(text, position, end)
        if match is None or match.lastgroup is None:  # never: the last alternative takes any
            break
        found.append(Token(_sort(match, text, end), position, match.end()))
        position = match.end()
    return _emphasised(found, text, start, end)


def _sort(match: re.Match[str], text: str, end: int) -> Sort:
    group = match.lastgroup or "other"
    word = match.group()
    if group == "word":
        return _word(word, text, match.start(), match.end(), end)
    if group == "dotted":
        if len(word) == len("W.T") and word[1:] == ".T":
            return Sort.OPERAND
        return Sort.WORD if word in ABBREVIATIONS else Sort.FOREIGN
    if group == "greek":
        return Sort.OPERAND if len(word) <= len("σσ") else Sort.WORD
    if group == "number":
        return _number(text, match.end(), end)
    if group == "stars":
        return Sort.OPERATOR if len(word) <= len("**") else Sort.FOREIGN
    if group == "suffix" and word[0] in "'’" and not _ends_operand(text, match.start()):
        return Sort.STOP
    if group == "other":
        return Sort.WORD if word.isalpha() or needs_no_space(word) else Sort.FOREIGN
    return _SORTS[group]


def needs_no_space(character: str) -> bool:
    """Whether a character beside a formula ends it without a space between them.

    Letters of scripts that have no spaces do, and so do frames and pictures.
    """
    is_picture = unicodedata.category(character) == "So" and character not in "°℃℉"
    return is_picture or _SPACELESS.match(character) is not None


def _word(word: str, text: str, start: int, after: int, end: int) -> Sort:
    """The sort of a word of Latin letters."""
    called = after < end and text[after] == "("
    called = called or (text.startswith("'(", after) and after + 1 < end)
    known = word in FUNCTIONS or word.lower() in FUNCTIONS or word in GREEK or word in CONSTANTS
    if known or _SHORT.fullmatch(word) or _NEURON.fullmatch(word):
        return Sort.OPERAND
    if called and "_" not in word and word not in CODE_CALLS:
        return Sort.WORD if _PLURAL.match(text, after) else Sort.CALLED
    if len(word) == len("wx") and word.isascii() and word.isalpha():
        # After a digit it may be a unit, and number tokens refuse those themselves.
        glued = start > 0 and text[start - 1].isdigit()
        if glued or word.lower() not in TWO_LETTERS or _is_differential(word):
            return Sort.OPERAND
    return Sort.FOREIGN if "_" in word else Sort.WORD


def _is_differential(word: str) -> bool:
    return word[0] == "d" and word[1].isupper()


def _number(text: str, after: int, end: int) -> Sort:
    """A number, unless a unit or a longer word is glued to it."""
    stop = after
    while stop < end and text[stop].isascii() and (text[stop].isalnum() or text[stop] == "_"):
        stop += 1
    glued = text[after:stop]
    if not glued or glued in FUNCTIONS or glued in GREEK:
        return Sort.NUMBER
    if glued in UNITS or (len(glued) > len("ax") and not _SHORT.fullmatch(glued)):
        return Sort.NUMBER if text.startswith("(", stop) and glued not in UNITS else Sort.FOREIGN
    return Sort.NUMBER


def _ends_operand(text: str, at: int) -> bool:
    """Whether a quotation mark at a place can be a prime."""
    before = text[at - 1] if at else " "
    return before.isalnum() or before in ")]}′’'"


def _emphasised(found: list[Token], text: str, start: int, end: int) -> list[Token]:
    """The tokens with the stars of Markdown's emphasis told apart from products and powers."""
    waiting: list[int] = []
    for i, token in enumerate(found):
        if token.sort is Sort.NEWLINE:
            waiting = []
        if text[token.start] != "*" or token.sort is not Sort.OPERATOR:
            continue
        before = text[token.start - 1] if token.start > start else " "
        after = text[token.end] if token.end < end else " "
        opens = not after.isspace() and (before.isspace() or before in "(\"'“*")
        closes = not before.isspace() and (after.isspace() or after in ".,;:!?)\"'”*")
        size = token.end - token.start
        if closes and waiting and _size(found[waiting[-1]]) == size:
            for k in (waiting.pop(), i):
                found[k] = found[k]._replace(sort=Sort.EMPHASIS)
        elif opens:
            waiting.append(i)
    return found


def _size(token: Token) -> int:
    return token.end - token.start
