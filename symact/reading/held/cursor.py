"""A cursor over the lexemes of a formula, and what it says where they do not fit."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence

from symact.core.diagnostic import Diagnostic
from symact.core.errors import InputError
from symact.core.span import Span
from symact.reading.held.lexer import Lexeme
from symact.reading.held.names import Names
from symact.reading.held.text import Text
from symact.reading.held.tree import Tree

MAX_DEPTH = 60


class Cursor:
    """A place in the lexemes, and the names in force; it only moves forward.

    Attributes:
        bars: how many absolute values written with plain bars are open in this bracket.
    """

    def __init__(self, text: Text, lexemes: Sequence[Lexeme], names: Names) -> None:
        self.text = text
        self.lexemes = list(lexemes)
        self.names = names
        self.index = 0
        self.bars = 0

    @property
    def here(self) -> Lexeme:
        """The lexeme under the cursor."""
        return self.lexemes[self.index]

    def ahead(self, count: int = 1) -> Lexeme:
        """A later lexeme, or the end."""
        return self.lexemes[min(self.index + count, len(self.lexemes) - 1)]

    def advance(self) -> Lexeme:
        """The lexeme under the cursor, which moves on."""
        lexeme = self.here
        if lexeme.kind != "end":
            self.index += 1
        return lexeme

    def at(self, kind: str, *texts: str) -> bool:
        """Whether a lexeme of this kind, with one of these texts, stands under the cursor."""
        return self.here.kind == kind and (not texts or self.here.text in texts)

    def skip(self, kind: str) -> bool:
        """Pass over lexemes of one kind; whether there was one."""
        before = self.index
        while self.here.kind == kind:
            self.index += 1
        return self.index > before

    # -- places -----------------------------------------------------------------------------

    def place(self, start: int) -> Span:
        """The range from a position to the end of the last lexeme read."""
        last = self.lexemes[self.index - 1].end if self.index else start
        return self.text.span(start, max(start, last))

    def of(self, lexeme: Lexeme) -> Span:
        """The place of a lexeme."""
        return self.text.span(lexeme.start, lexeme.end)

    # -- the grammar that the parts share ---------------------------------------------------

    @abstractmethod
    def sum(self, depth: int) -> Tree:
        """Terms with signs between them."""

    @abstractmethod
    def factor(self, depth: int) -> Tree:
        """A factor of a product, with what is written above and below it."""

    @abstractmethod
    def product(self, depth: int) -> Tree:
        """Factors with signs of multiplication and division between them."""

    @abstractmethod
    def relation(self, depth: int) -> Tree:
        """An expression, or several with relations between them."""

    @abstractmethod
    def starts_factor(self) -> bool:
        """Whether a factor begins under the cursor."""

    # -- refusals ---------------------------------------------------------------------------

    def refusal(self, code: str, message: str, mend: str, span: Span | None = None) -> InputError:
        """The refusal of the text here, or at a span."""
        return InputError(Diagnostic(code, message, span or self.of(self.here), help=mend))

    def ambiguity(self, message: str, mend: str, span: Span | None = None) -> InputError:
        """The refusal of what may mean two things."""
        return self.refusal("SA107", message, mend, span)

    def misfit(self, wanted: str = "") -> InputError:
        """The refusal of the lexeme under the cursor: another is wanted."""
        lexeme = self.here
        if lexeme.kind == "end":
            return self.refusal(
                "SA103", f"expected {wanted or 'more'}, but the formula ends", "complete it"
            )
        shown = self.of(lexeme).text
        if wanted:
            return self.refusal("SA103", f"expected {wanted}, but found {shown!r}", "mend it")
        return self.refusal("SA103", f"{shown!r} does not fit here", "remove it or complete it")

    def close_brace(self, opened: Lexeme) -> None:
        """Pass over the closing brace of a group.

        Raises:
            InputError: SA103 where there is none.
        """
        if not self.at("rbrace"):
            if self.at("end"):
                raise self.refusal(
                    "SA103", "this brace is never closed", "add the missing }", self.of(opened)
                )
            raise self.misfit("a closing brace")
        self.advance()
