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
    "∧": "&",
    "∨": "|",
    "¬": "~",
    "π": "pi",
    "∞": "oo",
    "^": "**",
}

_TOKEN = re.compile(
    r"""(?P<space>\s+)
      | (?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
      | (?P<symbol>[π∞])
      | (?P<name>[A-Za-z_\u0370-\u03ff][A-Za-z0-9_\u0370-\u03ff]*)
      | (?P<operator>\*\*|<=|>=|==|!=|[-+*/^<>&|~−·×∗÷≤≥≠∧∨¬])
      | (?P<bracket>[(),])
      """,
    re.VERBOSE,
)


@final
@dataclass(frozen=True, slots=True)
class Token:
    """A number, a name, an operator, a bracket or the end, with its place.

    Attributes:
        text: in SymPy's spelling, whatever signs the author used.
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
        kind = "name" if match.lastgroup == "symbol" else match.lastgroup
        found.append(Token(kind, _UNICODE.get(word, word), start, position))
        if len(found) > MAX_TOKENS:
            raise InputError(too_long(Span(source, start, position)))
        depth += {"(": 1, ")": -1}.get(word, 0)
        if depth > MAX_DEPTH:
            raise InputError(too_deep(Span(source, start, position)))
    return (*found, Token("end", "", len(text), len(text)))


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
    "\\": "write the expression in SymPy's spelling, such as exp(-x) for e^{-x}",
    "=": "write Eq(a, b) or a == b for an equality inside a condition",
    "!": "the factorial is not one of the functions that are read",
    "'": "write the derivative's expression itself",
    "²": "write **2",
    "³": "write **3",
}


def _stray(source: Source, position: int) -> Diagnostic:
    character = source.text[position]
    return Diagnostic(
        "SA102",
        f"the character {character!r} has no meaning here",
        Span(source, position, position + 1),
        help=_STRAY.get(character, "remove it"),
    )
