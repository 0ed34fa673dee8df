"""The tokens of a formula, and a cursor over them that refuses with the place."""

import re
from dataclasses import dataclass
from typing import NoReturn, final

from symact.core.diagnostic import Diagnostic
from symact.core.errors import InputError
from symact.core.span import Source, Span

MAX_LENGTH = 40_000
_TOKEN = re.compile(r"\\(?:[A-Za-z]+\*?|.)|\s+|.", re.DOTALL)
_ROW_SKIP = re.compile(r"\\\\\[\s*\d+(?:\.\d+)?\s*(?:pt|em|ex|mm|cm)\s*\]")
_STARRED = frozenset({"operatorname*"})


@final
@dataclass(frozen=True, slots=True)
class Token:
    """A command, a character, or the end of a row, with its place."""

    text: str
    start: int
    end: int


class Cursor:
    """A cursor over the tokens of one formula."""

    def __init__(self, tex: str, name: str) -> None:
        self.source = Source(name, tex)
        self.at = 0
        self.tokens: list[Token] = []
        if len(tex) > MAX_LENGTH:
            self.fail("SA116", f"formula of more than {MAX_LENGTH} characters", 0, 1)
        position = 0
        while position < len(tex):
            match = _ROW_SKIP.match(tex, position) or _TOKEN.match(tex, position)
            assert match is not None  # noqa: S101  # the last branch of _TOKEN matches anything
            text = match.group()
            if text.endswith("*") and text[1:] not in _STARRED and len(text) > 2:
                text = text[:-1]
            if not text.isspace() or text.startswith("\\"):
                shown = "\\\\" if text.startswith("\\\\") else text
                self.tokens.append(Token(shown, position, position + len(text)))
            position += len(text)

    # -- the cursor -------------------------------------------------------------------------

    def fail(self, code: str, message: str, start: int, end: int, help: str = "") -> NoReturn:  # noqa: A002
        """Refuse the formula, with the place."""
        raise InputError(Diagnostic(code, message, Span(self.source, start, end), help=help))

    def refuse(self, token: Token, code: str, message: str, help: str = "") -> NoReturn:  # noqa: A002
        """Refuse the formula because of a token."""
        self.fail(code, message, token.start, token.end, help)

    def peek(self) -> str:
        """The text of the next token, empty at the end."""
        return self.tokens[self.at].text if self.at < len(self.tokens) else ""

    def take(self, what: str) -> Token:
        """The next token, where *what* must come."""
        if self.at >= len(self.tokens):
            end = len(self.source.text)
            self.fail("SA112", f"formula ends where {what} should come", max(0, end - 1), end)
        self.at += 1
        return self.tokens[self.at - 1]

    def expect(self, text: str) -> Token:
        """The next token, which must be *text*."""
        token = self.take(f"'{text}'")
        if token.text != text:
            self.refuse(token, "SA112", f"expected '{text}', found '{token.text}'")
        return token
