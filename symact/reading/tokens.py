"""Tokens of SymPy's spelling: one regular expression, and a span for every token."""

import re
from dataclasses import dataclass
from typing import final

from symact.core.diagnostic import Diagnostic
from symact.core.errors import InputError
from symact.core.span import Source, Span

MAX_CHARACTERS = 20_000
MAX_DEPTH = 200
MAX_TOKENS = 4_000

# What a keyboard with Greek letters and mathematical signs writes for the same thing.
_UNICODE = {
    "−": "-",
    "·": "*",
    "×": "*",
    "∗": "*",
    "÷": "/",
    "≤": "<=",
    "≥": ">=",
    "≠": "!=",
    "⩽": "<=",
    "⩾": ">=",
    "∧": "&",
    "∨": "|",
    "¬": "~",
    "∞": "oo",
    "^": "**",
    "√": "sqrt",
    "∛": "cbrt",
    "½": "0.5",
    "¼": "0.25",
    "¾": "0.75",
}
# Python's words for what SymPy writes as signs.
_WORDS = {"not": ("operator", "~"), "and": ("operator", "and"), "or": ("operator", "or"),
          "if": ("keyword", "if"), "else": ("keyword", "else")}  # fmt: skip
_GREEK_NAMES = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma "
    "tau upsilon phi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega phi "
    "epsilon"
)
GREEK = dict(zip("αβγδεζηθικλμνξοπρστυφχψωΓΔΘΛΞΠΣΥΦΨΩϕϵ", _GREEK_NAMES.split(), strict=True))
RAISED = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁻ˣ", "0123456789-x", strict=True))

_TOKEN = re.compile(
    r"""(?P<space>\s+)
      | (?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
      | (?P<symbol>∞)
      | (?P<raised>⁻?(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]+|ˣ))
      | (?P<root>[√∛])
      | (?P<part>[½¼¾])
      | (?P<name>[A-Za-z_\u0370-\u03ff][A-Za-z0-9_\u0370-\u03ff]*
          (?:\.[A-Za-z_][A-Za-z0-9_]*)*)
      | (?P<operator>\*\*|<=|>=|==|!=|[-+*/^<>&|~−·×∗÷≤≥≠⩽⩾∧∨¬])
      | (?P<equals>=)
      | (?P<bracket>[(),])
      """,
    re.VERBOSE,
)


@final
@dataclass(frozen=True, slots=True)
class Token:
    """A number, a name, an operator, a bracket or the end, with its place.

    Attributes:
        text: in SymPy's spelling, whatever signs the author used; of a raised number or letter
            what it would be on the line.
    """

    kind: str
    text: str
    start: int
    end: int


def tokens(source: Source) -> tuple[Token, ...]:
    """The tokens of a text, ended by one of kind ``end``.

    Raises:
        InputError: for a text that is too long, nested too deeply, or holds a character that
            has no meaning in an expression.

    Example:
        >>> [token.text for token in tokens(Source("f", "2*x^3"))]
        ['2', '*', 'x', '**', '3', '']
    """
    text = source.text
    if len(text) > MAX_CHARACTERS:
        raise InputError(
            Diagnostic(
                "SA105",
                f"the expression has {len(text)} characters, more than {MAX_CHARACTERS}",
                help="write a shorter expression",
            )
        )
    found: list[Token] = []
    position = depth = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None or match.lastgroup is None:
            raise InputError(_stray(source, position))
        start, position = position, match.end()
        if match.lastgroup == "space":
            continue
        word = match.group()
        kind, meaning = _meaning(match.lastgroup, word)
        found.append(Token(kind, meaning, start, position))
        if len(found) > MAX_TOKENS:
            raise InputError(too_long(Span(source, start, position)))
        depth += {"(": 1, ")": -1}.get(word, 0)
        if depth > MAX_DEPTH:
            raise InputError(too_deep(Span(source, start, position)))
    return (*found, Token("end", "", len(text), len(text)))


def _meaning(kind: str, word: str) -> tuple[str, str]:
    """The kind and the text of a token, in SymPy's spelling."""
    if kind == "name":
        return _WORDS.get(word, ("name", GREEK.get(word, word)))
    if kind == "raised":
        return kind, "".join(RAISED[character] for character in word)
    return {"symbol": "name", "part": "number"}.get(kind, kind), _UNICODE.get(word, word)


def too_long(span: Span) -> Diagnostic:
    """The diagnostic for an expression of too many parts."""
    return Diagnostic(
        "SA105",
        f"the expression has more than {MAX_TOKENS} parts",
        span,
        help="write a shorter expression",
    )


def too_deep(span: Span) -> Diagnostic:
    """The diagnostic for nesting beyond the bound."""
    return Diagnostic(
        "SA105",
        f"the expression is nested more than {MAX_DEPTH} deep",
        span,
        help="write it with fewer brackets inside each other",
    )


_STRAY = {
    "[": "write round brackets ( )",
    "]": "write round brackets ( )",
    "{": "write round brackets ( )",
    "}": "write round brackets ( )",
    "\\": "write all of it in LaTeX, or in SymPy's spelling, such as exp(-x)",
    "!": "the factorial is not one of the functions that are read",
    "'": "write the derivative's expression itself",
}


def _stray(source: Source, position: int) -> Diagnostic:
    character = source.text[position]
    return Diagnostic(
        "SA102",
        f"the character {character!r} has no meaning here",
        Span(source, position, position + 1),
        help=_STRAY.get(character, "remove it"),
    )
