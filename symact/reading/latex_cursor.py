"""A cursor over the tokens of LaTeX, and what it says where they do not fit."""

from symact.core.diagnostic import Diagnostic
from symact.core.errors import InputError
from symact.core.span import Source, Span
from symact.reading.latex_tokens import Tokens, unknown_command
from symact.reading.latex_words import CLOSED_BY, COMMANDS, HINTS, RELATIONS
from symact.reading.nodes import Node
from symact.reading.tokens import Token
from symact.reading.unknown import unknown_name

MAX_DEPTH = 60


class Cursor:
    """A place in the tokens, with the names that are declared; it only moves forward.

    Attributes:
        variable: the name of the function's variable.
        declared: that name and those of the parameters.
        bars: how many absolute values written with plain bars are open in this bracket.
    """

    def __init__(
        self, source: Source, tokens: Tokens, variable: str, declared: frozenset[str]
    ) -> None:
        self.source = source
        self.tokens = list(tokens)
        self.variable = variable
        self.declared = declared
        self.index = 0
        self.bars = 0

    @property
    def token(self) -> Token:
        """The token under the cursor."""
        return self.tokens[self.index]

    @property
    def following(self) -> Token:
        """The token after it."""
        return self.tokens[min(self.index + 1, len(self.tokens) - 1)]

    def advance(self) -> Token:
        """The token under the cursor, which moves on."""
        token = self.token
        self.index += 1
        return token

    def mark(self, *texts: str) -> bool:
        """Whether one of these marks stands under the cursor."""
        return self.token.kind == "mark" and self.token.text in texts

    def command(self, *names: str) -> bool:
        """Whether one of these commands stands under the cursor."""
        return self.token.kind == "command" and self.token.text in names

    def skip(self, *texts: str) -> bool:
        """Pass over these marks; whether there was one."""
        before = self.index
        while self.mark(*texts):
            self.index += 1
        return self.index > before

    def span(self, start: int, end: int) -> Span:
        """A range of the text."""
        return Span(self.source, start, end)

    def here(self) -> Span:
        """The place of the token under the cursor."""
        return self.span(self.token.start, self.token.end)

    def between(self, first: Node, last: Node) -> Span:
        """The range from one node to another."""
        return self.span(first.span.start, last.span.end)

    # -- refusals ---------------------------------------------------------------------------

    def refusal(self, code: str, message: str, mend: str, span: Span | None = None) -> InputError:
        """The refusal of the text here, or at a span."""
        return InputError(Diagnostic(code, message, span or self.here(), help=mend))

    def ambiguity(self, message: str, mend: str, span: Span | None = None) -> InputError:
        """The refusal of what may mean two things."""
        return self.refusal("SA107", message, mend, span)

    def unknown(self, name: str, span: Span) -> InputError:
        """The refusal of a name that is not declared."""
        return InputError(unknown_name(name, span, sorted(self.declared)))

    def misfit(self, wanted: str = "") -> InputError:
        """The refusal of the token under the cursor: it is unknown, or another is wanted."""
        token = self.token
        if token.kind == "command" and token.text not in _PLACED:
            return InputError(unknown_command(token.text, self.here()))
        if token.kind == "word":
            return self.unknown(token.text, self.here())
        if token.kind == "end":
            return self.refusal(
                "SA103", f"expected {wanted or 'more'}, but the text ends", "complete the formula"
            )
        if self.mark("'"):
            return self.refusal(
                "SA103", "a derivative is no definition", "write the derivative's own formula"
            )
        shown = self.here().text
        if token.kind in {"close", "right"} and not wanted:
            return self.refusal(
                "SA103", f"{shown!r} was never opened", "remove it, or open it before"
            )
        if wanted:
            return self.refusal(
                "SA103", f"expected {wanted}, but found {shown!r}", "put one before it"
            )
        return self.refusal(
            "SA103", f"{shown!r} does not fit here", _MENDS.get(token.text, "remove it")
        )

    def close(self, opened: Token) -> Token:
        """The closing bracket of an opening one.

        Raises:
            InputError: SA103 where there is none, or another.
        """
        kind = "right" if opened.kind == "left" else "close"
        wanted = CLOSED_BY.get(opened.text, "")
        if self.token.kind == kind and self.token.text == wanted:
            return self.advance()
        place = self.span(opened.start, opened.end)
        if self.token.kind == "end":
            sized = r"\right" if opened.kind == "left" else ""
            raise self.refusal(
                "SA103", "this bracket is never closed", f"add the missing {sized}{wanted}", place
            )
        if self.token.kind in {"close", "right"}:
            shown = self.here().text
            raise self.refusal(
                "SA103",
                f"{place.text!r} is closed by {shown!r}",
                r"close it by its own kind, \left( by \right)",
            )
        raise self.misfit()

    def brace(self, opened: Token) -> Token:
        """The closing brace of an opening one.

        Raises:
            InputError: SA103 where there is none.
        """
        if self.mark("}"):
            return self.advance()
        if self.token.kind == "end":
            place = self.span(opened.start, opened.end)
            raise self.refusal("SA103", "this brace is never closed", "add the missing }", place)
        raise self.misfit()


# Commands that are known, but do not fit where they stand.
_PLACED = COMMANDS - HINTS.keys()
_MENDS = {
    "=": "write one definition, such as f(x) = ...",
    "&": r"leave it out; & stands in cases only",
    ",": "write one expression",
    ":": "write a division as /",
    **dict.fromkeys(
        (*(sign for sign in RELATIONS if sign != "="), r"\in"),
        r"write conditions inside \begin{cases} ... \end{cases}, and & before them",
    ),
}
