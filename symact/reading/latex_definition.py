r"""The left side of a definition in LaTeX, and the dollar signs around a formula."""

import re
from dataclasses import dataclass
from typing import final

from symact.core.diagnostic import Diagnostic
from symact.core.errors import InputError
from symact.core.span import Source, Span
from symact.core.typeset_numbers import symbol_name
from symact.reading.latex_cursor import Cursor
from symact.reading.latex_tokens import Tokens, latex_tokens
from symact.reading.latex_words import EQUALS, EXPLAINED, FUNCTIONS, GREEK, IF
from symact.reading.tokens import Token

_AROUND = (("$$", "$$"), ("$", "$"), (r"\(", r"\)"), (r"\[", r"\]"))
_DISPLAY = re.compile(
    r"\\begin\{(?P<name>equation\*?|displaymath|math|align\*?|gather\*?|eqnarray\*?)\}"
    r"(?P<inside>.*)\\end\{(?P=name)\}\Z",
    re.DOTALL,
)
_ENDS = " .,;:"
_OPENS = frozenset(("open", "left", "begin"))
_CLOSES = frozenset(("close", "right", "finish"))


@final
@dataclass(frozen=True, slots=True)
class Head:
    r"""The left side of ``\sigma(z) = ...``.

    Attributes:
        name: as Python would spell it: ``sigma``.
        notation: as LaTeX spells it.
        variable: ``x`` where the left side does not name it.
        others: names of parameters behind the variable.
    """

    name: str
    notation: str
    variable: str
    span: Span
    others: tuple[tuple[str, Span], ...] = ()


def inner_range(source: Source) -> tuple[int, int]:
    r"""Where the formula itself stands: without dollar signs and the like around it.

    Example:
        >>> inner_range(Source("f", "$x^2$"))
        (1, 4)
    """
    text = source.text
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    for opening, closing in _AROUND:
        long = end - start >= len(opening) + len(closing)
        if long and text.startswith(opening, start) and text.endswith(closing, start, end):
            return start + len(opening), end - len(closing)
    display = _DISPLAY.match(text, start, end)
    return display.span("inside") if display else (start, end)


def statement(source: Source) -> tuple[Head | None, tuple[Tokens, ...]]:
    r"""The left side of a text, None where it is an expression alone, and the tokens to read.

    In ``f(x) = a = b`` there are several right sides, each ended by a token of kind ``end``.

    Raises:
        InputError: as `latex_tokens`, and for a left side that defines no function, and for an
            empty text.

    Example:
        >>> head, (rest,) = statement(Source("f", r"\mathrm{Swish}(t) = t\,\sigma(t)."))
        >>> head.name, head.notation, head.variable, rest[0].text
        ('Swish', '\\operatorname{Swish}', 't', 't')
    """
    start, end = inner_range(source)
    tokens = _without_clauses(latex_tokens(source, start, end))
    if len(tokens) == 1:
        whole = Span(source, 0, len(source.text))
        raise InputError(
            Diagnostic("SA103", "the formula is empty", whole, help=r"write one, such as \tanh(x)")
        )
    head: Head | None = None
    sides: list[Tokens] = []
    while (at := _equals(tokens)) is not None:
        if head is not None and (head.variable != "x" or "(" in head.span.text):
            sides.append(_side(tokens[:at], tokens[at]))
        else:
            head = _head(source, tokens[:at])
        tokens = tokens[at + 1 :]
    return head, (*sides, _side(tokens[:-1], tokens[-1]))


def _side(tokens: Tokens, after: Token) -> Tokens:
    """One right side, without what only aligns it with others."""
    first, last = 0, len(tokens)
    while first < last and _aligns(tokens[first]):
        first += 1
    while last > first and _aligns(tokens[last - 1]):
        last -= 1
    end = tokens[last - 1].end if last > first else after.start
    return (*tokens[first:last], Token("end", "", end, end))


def _aligns(token: Token) -> bool:
    return token.kind == "row" or (token.kind == "mark" and token.text == "&")


def _without_clauses(tokens: Tokens) -> Tokens:
    r"""The tokens without the end of a sentence, and clauses that say nothing new.

    These are ``x \in \mathbb{R}``, and ``where \sigma(x) is the sigmoid function``.
    """
    found, end = tokens[:-1], tokens[-1]
    found = _without_end(found)
    if len(found) > 3 and _is_every_number(found[-3:]):
        found = found[:-3]
        if found[-1].text == r"\forall" or _word(found[-1]) in IF:
            found = found[:-1]
        found = _without_end(found)
    return (*_without_end(_without_where(found)), end)


def _is_every_number(tokens: Tokens) -> bool:
    r"""Whether these are ``x \in \mathbb{R}``."""
    letter, sign, numbers = tokens
    is_letter = letter.kind == "letter" or letter.text in GREEK
    return is_letter and sign.text == r"\in" and (numbers.kind, numbers.text) == ("bold", "R")


def _without_end(tokens: Tokens) -> Tokens:
    if len(tokens) > 1 and tokens[-1].kind == "mark" and tokens[-1].text in {".", ",", ";"}:
        return tokens[:-1]
    return tokens


def _without_where(tokens: Tokens) -> Tokens:
    """The tokens without a clause that says of a letter what it means anyway."""
    at = next((i for i, t in enumerate(tokens) if _word(t) == "where"), None)
    if at is None or not tokens[at + 1 :]:
        return tokens
    said = tokens[at + 1 :]
    words = _word(said[-1])
    is_known = words in EXPLAINED.get(said[0].text, ())
    argument = [token.kind for token in said[1:-1]]
    return tokens[:at] if is_known and argument in ([], ["open", "letter", "close"]) else tokens


def _word(token: Token) -> str:
    return token.text.strip(_ENDS).casefold() if token.kind == "word" else ""


def _equals(tokens: Tokens) -> int | None:
    """The place of the first sign of equality outside of brackets."""
    depth = 0
    for index, token in enumerate(tokens):
        if token.kind in _OPENS or (token.kind == "mark" and token.text == "{"):
            depth += 1
        elif token.kind in _CLOSES or (token.kind == "mark" and token.text == "}"):
            depth -= 1
        elif depth == 0 and token.kind in {"mark", "command"} and token.text in EQUALS:
            return index
    return None


def _head(source: Source, tokens: Tokens) -> Head:
    end = tokens[-1].end if tokens else 0
    reader = _Left(source, (*tokens, Token("end", "", end, end)), "x", frozenset())
    return reader.head()


class _Left(Cursor):
    """The grammar of a left side: a name, and a variable."""

    def head(self) -> Head:
        """The left side.

        Raises:
            InputError: SA107 for a chain of values, SA103 for any other thing.
        """
        start = self.token.start
        name, notation = self._name()
        if self.mark("_"):
            self.advance()
            index, shown = self._index()
            name, notation = f"{name}_{index}", f"{notation}_{{{shown}}}"
        inverse = self._inverse()
        if inverse:
            name, notation = f"inverse_{name}", f"{notation}^{{-1}}"
        if self.mark("'", "^") or self.command(r"\prime"):
            raise self.refusal(
                "SA103", "a derivative is no definition", "write the formula of f itself"
            )
        variable, others = self._variables()
        self.skip("&", ":")
        if self.token.kind != "end":
            raise self._none()
        span = self.span(start, self.tokens[-1].end)
        return Head(name, notation, variable, span, others)

    def _none(self) -> InputError:
        start = self.tokens[0].start
        return self.refusal(
            "SA103",
            "the left side names no function",
            "write f(x) = ..., or the right side alone",
            self.span(start, max(self.tokens[-1].end, start + 1)),
        )

    def _name(self) -> tuple[str, str]:
        token = self.token
        letters = token.text.translate({ord(mark): None for mark in " -_"})
        if token.kind == "word" and letters.isalnum():
            self.advance()
            return token.text, rf"\operatorname{{{token.text}}}"
        if token.kind == "letter":
            self.advance()
            return token.text, token.text
        if token.text in GREEK or token.text in FUNCTIONS:
            self.advance()
            return token.text[1:], token.text
        raise self._none()

    def _index(self) -> tuple[str, str]:
        opened = self.advance() if self.mark("{") else None
        name, shown = "", ""
        while self.token.kind in {"letter", "number", "word"} or self.token.text in GREEK:
            token = self.advance()
            name += GREEK.get(token.text, token.text)
            shown += token.text
            if opened is None:
                break
        if not name:
            raise self._none()
        if opened is not None:
            self.brace(opened)
        return name, shown

    def _inverse(self) -> bool:
        """Whether the inverse of a function is defined; the cursor passes over its sign."""
        texts = [token.text for token in self.tokens[self.index : self.index + 5]]
        if texts[:5] == ["^", "{", "-", "1", "}"]:
            self.index += 5
            return True
        return False

    def _variables(self) -> tuple[str, tuple[tuple[str, Span], ...]]:
        if self.token.kind in {"letter", "command"}:
            return self._variable()[0], ()
        if self.token.kind not in {"open", "left"}:
            return "x", ()
        opened = self.advance()
        names = [self._variable()]
        while self.mark(",", ";") or self.token.kind == "bar":
            self.advance()
            names.append(self._variable())
        self.close(opened)
        return names[0][0], tuple(names[1:])

    def _variable(self) -> tuple[str, Span]:
        token = self.token
        if token.kind != "letter" and token.text not in GREEK:
            raise self._none()
        self.advance()
        name = GREEK.get(token.text, token.text)
        if self.mark("_"):
            self.advance()
            name = f"{name}_{self._index()[0]}"
        return name, self.span(token.start, self.tokens[self.index - 1].end)


def notation_of(name: str) -> str:
    r"""The LaTeX of a function's name that was typed without LaTeX.

    Example:
        >>> notation_of("sigma"), notation_of("g"), notation_of("my_gelu")
        ('\\sigma', 'g', '\\operatorname{my}_{gelu}')
    """
    return symbol_name(name, {})
