r"""Tokens of LaTeX mathematics: one regular expression, and a span for every token.

Spaces and sizes are dropped here, words of ``\text`` are joined, and delimiters get one name.
"""

import re

from symact.core.diagnostic import Diagnostic
from symact.core.errors import InputError
from symact.core.span import Source, Span
from symact.reading.latex_words import (
    BOLD,
    CLOSING,
    COMMANDS,
    DELIMITERS,
    HINTS,
    LABELS,
    LOOKS,
    OPENING,
    SIZES,
    UPRIGHT,
)
from symact.reading.tokens import GREEK, MAX_CHARACTERS, MAX_TOKENS, RAISED, Token, too_long

_TOKEN = re.compile(
    r"""(?P<space>[ \t\r\n~\u00a0]+)
      | (?P<row>\\\\\*?(?:\[\s*-?[0-9.]+\s*(?:em|ex|pt|mm|cm|in|mu)\s*\])?)
      | (?P<environment>\\(?:begin|end)\s*\{(?P<kind>[A-Za-z]{1,20}\*?)\})
      | (?P<command>\\(?:operatorname\*|[A-Za-z]+|[^A-Za-z]))
      | (?P<number>[0-9]+(?:\.[0-9]+)?|\.[0-9]+)
      | (?P<letter>[A-Za-z])
      | (?P<greek>[\u0370-\u03ff])
      | (?P<raised>⁻?(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]+|ˣ))
      | (?P<mark>[-+*/^_{}()\[\]|&<>=,;:.'])
      | (?P<sign>[−–·×∗÷≤≥≠⩽⩾∞∈√])
      """,
    re.VERBOSE,
)
_SIGNS = {
    "−": "-",
    "–": "-",
    "·": r"\cdot",
    "×": r"\times",
    "∗": "*",
    "÷": r"\div",
    "≤": r"\le",
    "≥": r"\ge",
    "≠": r"\ne",
    "⩽": r"\le",
    "⩾": r"\ge",
    "∞": r"\infty",
    "∈": r"\in",
    "√": r"\sqrt",
}
_COLUMNS = re.compile(r"\s*(?:\[[tcb]\]\s*)?\{[lcr|@{}\s!\\,;:>.]{0,40}?\}(?!\})")
_WORDS = re.compile(r"(?:[^\W_]|[ .,;:~_-]|\\[ ,;_])*")
_LABEL = re.compile(r"\*?\s*\{[^{}]{0,80}\}")
_LETTERS = re.compile(r"[A-Za-z]+")
# What a program makes of the backslash and the first letter of a command in an ordinary string.
_EATEN = {"\t": "t", "\n": "n", "\r": "r", "\f": "f", "\b": "b", "\a": "a", "\v": "v"}

Tokens = tuple[Token, ...]


def latex_tokens(source: Source, start: int, end: int) -> Tokens:
    r"""The tokens of a range of a text, ended by one of kind ``end``.

    Raises:
        InputError: for a text that is too long, or holds a character, a command or words that
            have no meaning in a definition.

    Example:
        >>> text = r"\left( x \right)^2\,\text{if }"
        >>> [(t.kind, t.text) for t in latex_tokens(Source("f", text), 0, len(text))]
        ... # doctest: +ELLIPSIS
        [('left', '('), ('letter', 'x'), ('right', ')'), ('mark', '^'), ('number', '2'), ...]
    """
    if end - start > MAX_CHARACTERS:
        raise InputError(
            Diagnostic(
                "SA105",
                f"the formula has {end - start} characters, more than {MAX_CHARACTERS}",
                help="write a shorter formula",
            )
        )
    found: list[Token] = []
    position = start
    while position < end:
        position = _next(source, position, end, found)
        if len(found) > MAX_TOKENS:
            raise InputError(too_long(Span(source, position - 1, position)))
    return (*found, Token("end", "", end, end))


def _next(source: Source, position: int, end: int, found: list[Token]) -> int:
    """Append what stands at a position, if it means anything, and give the next position."""
    text = source.text
    match = _TOKEN.match(text, position, end)
    if match is None or match.lastgroup is None:
        raise InputError(_stray(source, position))
    # The inner group of an environment is the last that matched.
    kind = "environment" if match["environment"] else match.lastgroup
    word, after = match.group(), match.end()
    if kind == "space":
        _refuse_eaten(source, after, end)
        return after
    if kind == "environment":
        name = match["kind"]
        if word.startswith(r"\begin"):
            columns = _COLUMNS.match(text, after, end) if name in {"array", "matrix*"} else None
            after = columns.end() if columns else after
            found.append(Token("begin", name, position, after))
        else:
            found.append(Token("finish", name, position, after))
        return after
    if kind == "command":
        return _command(source, match, end, found)
    found.append(_plain(kind, word, position, after))
    return after


def _plain(kind: str, word: str, start: int, end: int) -> Token:
    """A token of one character, of digits, or of a row's end."""
    if kind == "greek":
        name = GREEK.get(word, word)
        return Token("command", f"\\{name}", start, end)
    if kind == "raised":
        return Token(kind, "".join(RAISED[c] for c in word), start, end)
    if kind == "sign":
        word = _SIGNS[word]
        kind = "command" if word.startswith("\\") else "mark"
    if word == "|":
        kind = "bar"
    elif word in OPENING | CLOSING:
        kind = "open" if word in OPENING else "close"
    return Token(kind, word, start, end)


def _command(source: Source, match: re.Match[str], end: int, found: list[Token]) -> int:
    word, start, after = match.group(), match.start(), match.end()
    if word in LOOKS:
        return after
    if word in LABELS:
        label = _LABEL.match(source.text, after, end)
        return label.end() if label else after
    if word in {r"\left", r"\right"} or word in SIZES:
        return _sized(source, match, end, found)
    if word in UPRIGHT or word in BOLD:
        return _typed(source, match, end, found)
    if word in DELIMITERS:
        name = DELIMITERS[word]
        kind = "bar" if name == "|" else "open" if name in OPENING else "close"
        if word in {r"\lvert", r"\rvert"}:
            kind = "open" if word == r"\lvert" else "close"
        found.append(Token(kind, name, start, after))
        return after
    found.append(Token("command", word, start, after))
    return after


def _sized(source: Source, match: re.Match[str], end: int, found: list[Token]) -> int:
    r"""A delimiter after ``\left``, ``\right`` or ``\big``."""
    word = match.group()
    space = re.compile(r"\s*").match(source.text, match.end(), end)
    at = space.end() if space else match.end()
    following = _TOKEN.match(source.text, at, end)
    name = DELIMITERS.get(following.group()) if following else None
    if following is None or name is None:
        raise InputError(
            Diagnostic(
                "SA103",
                f"expected a bracket after {word}",
                Span(source, match.start(), match.end()),
                help=rf"write {word}( or {word}|",
            )
        )
    if word in {r"\left", r"\right"}:
        kind = word[1:]
    elif name == "|":
        kind = {"l": "open", "r": "close"}.get(word[-1], "bar")
    else:
        kind = "open" if name in OPENING else "close" if name in CLOSING else "mark"
    found.append(Token(kind, name, match.start(), following.end()))
    return following.end()


def _typed(source: Source, match: re.Match[str], end: int, found: list[Token]) -> int:
    r"""Words or a letter in another type; formulas inside ``\text`` are taken out of it."""
    kind = "bold" if match.group() in BOLD else "word"
    text = source.text
    at = match.end()
    while at < end and text[at].isspace():
        at += 1
    if at < end and text[at] != "{":
        letter = re.compile(r"[A-Za-z0-9]").match(text, at, end)
        if letter is None:
            raise InputError(_no_words(source, match.start(), match.end()))
        found.append(Token(kind, letter.group(), match.start(), letter.end()))
        return letter.end()
    close = text.find("}", at, end)
    if close < 0:
        raise InputError(_no_words(source, match.start(), match.end()))
    inside = at + 1
    while True:
        dollar = text.find("$", inside, close)
        stop = close if dollar < 0 else dollar
        words = _WORDS.fullmatch(text, inside, stop)
        if words is None:
            raise InputError(_no_words(source, match.start(), close + 1))
        shown = " ".join(re.sub(r"\\[ ,;]|~|(?<=\s)\s+", " ", words.group()).split())
        shown = shown.replace("\\_", "_")
        if shown.strip(" .,;:") or (dollar < 0 and inside == at + 1):
            first = match.start() if inside == at + 1 else inside
            last = close + 1 if dollar < 0 else stop
            found.append(Token(kind, shown, first, last))
        if dollar < 0:
            return close + 1
        second = text.find("$", dollar + 1, close)
        if second < 0:
            raise InputError(_no_words(source, match.start(), close + 1))
        found += latex_tokens(source, dollar + 1, second)[:-1]
        inside = second + 1


def _no_words(source: Source, start: int, end: int) -> Diagnostic:
    return Diagnostic(
        "SA103",
        "these are no plain words",
        Span(source, start, end),
        help=r"write \operatorname{name} or \text{if }, and formulas outside of it",
    )


def _refuse_eaten(source: Source, after: int, end: int) -> None:
    r"""Refuse a tab or a line end that looks like the beginning of a command, as in ``\tanh``.

    Raises:
        InputError: SA108.
    """
    letter = _EATEN.get(source.text[after - 1])
    letters = _LETTERS.match(source.text, after, end)
    if letter is None or letters is None or len(letters.group()) < len("ho"):
        return
    command = f"\\{letter}{letters.group()}"
    if command in COMMANDS:
        raise InputError(_damaged(Span(source, after - 1, letters.end()), command))


def _damaged(span: Span, command: str) -> Diagnostic:
    return Diagnostic(
        "SA108",
        f"the backslash of {command} seems to be lost",
        span,
        help=f"write {command}; in a program, write the text as a raw string",
    )


_MENDS = {
    "$": "put the formula alone between two dollar signs",
    "%": r"leave the comment out",
    "!": "the factorial is not one of the functions that are read",
    "#": "macros are not run; write the formula itself",
    "\\": "a command needs a name",
    "’": "write the derivative's own formula",
    "′": "write the derivative's own formula",
    "⁡": "remove it",
}


def _stray(source: Source, position: int) -> Diagnostic:
    character = source.text[position]
    span = Span(source, position, position + 1)
    letters = _LETTERS.match(source.text, position + 1)
    if character in _EATEN and letters is not None:
        return _damaged(
            Span(source, position, letters.end()), f"\\{_EATEN[character]}{letters.group()}"
        )
    return Diagnostic(
        "SA102",
        f"the character {character!r} has no meaning here",
        span,
        help=_MENDS.get(character, "remove it"),
    )


def unknown_command(name: str, span: Span) -> Diagnostic:
    """What to say of a command that has no meaning here, with near ones."""
    import difflib  # noqa: PLC0415 -- only on the way to a message

    near = difflib.get_close_matches(name, COMMANDS - HINTS.keys(), n=3, cutoff=0.75)
    guess = f"did you mean {', '.join(near)}?" if near else "write it with other commands"
    return Diagnostic("SA101", f"{name} has no meaning here", span, help=HINTS.get(name, guess))
