"""The syntax tree of an expression, and the precedence-climbing parser that grows it."""

from dataclasses import dataclass, replace
from typing import TypeAlias, final

from symact.core.diagnostic import Diagnostic
from symact.core.errors import InputError
from symact.core.span import Source, Span
from symact.reading.tokens import MAX_DEPTH, Token, tokens, too_deep


@final
@dataclass(frozen=True, slots=True)
class Literal:
    """A number as written."""

    text: str
    span: Span


@final
@dataclass(frozen=True, slots=True)
class Name:
    """A variable, a parameter or a constant."""

    name: str
    span: Span


@final
@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments."""

    name: str
    arguments: tuple["Node", ...]
    span: Span
    name_span: Span


@final
@dataclass(frozen=True, slots=True)
class Pair:
    """A bracketed list of two or more nodes, as Piecewise takes them."""

    items: tuple["Node", ...]
    span: Span


@final
@dataclass(frozen=True, slots=True)
class Chain:
    """Operands joined by operators of one precedence: a sum, a product, a comparison, and, or.

    Attributes:
        operators: one fewer than there are operands.
    """

    level: int
    operands: tuple["Node", ...]
    operators: tuple[str, ...]
    span: Span


@final
@dataclass(frozen=True, slots=True)
class Power:
    """Base and exponent."""

    base: "Node"
    exponent: "Node"
    span: Span


@final
@dataclass(frozen=True, slots=True)
class Prefix:
    """A minus or a not before its operand; an even number of either is gone."""

    operator: str
    operand: "Node"
    span: Span


Node: TypeAlias = Literal | Name | Call | Pair | Chain | Power | Prefix

OR, AND, NOT, COMPARISON, SUM, PRODUCT, SIGN, POWER = range(1, 9)

# ``&`` binds looser than a comparison here; in Python ``x > 0 & x < 1`` means nothing.
_LEVELS = {
    "|": OR,
    "&": AND,
    **dict.fromkeys(("<", "<=", ">", ">=", "==", "!="), COMPARISON),
    "+": SUM,
    "-": SUM,
    "*": PRODUCT,
    "/": PRODUCT,
    "**": POWER,
}
_PREFIXES = {"-": SIGN, "+": SIGN, "~": NOT}


def parse(source: Source) -> Node:
    """The syntax tree of the whole text.

    Raises:
        InputError: at the first token that does not fit.

    Example:
        >>> parse(Source("f", "-x**2")).operator
        '-'
    """
    parser = _Parser(source, tokens(source))
    node = parser.climb(OR, 0)
    if parser.token.kind != "end":
        raise InputError(parser.unexpected(node))
    return node


class _Parser:
    """A cursor over the tokens; the only mutable thing in this module."""

    def __init__(self, source: Source, found: tuple[Token, ...]) -> None:
        self.source = source
        self.found = found
        self.index = 0

    @property
    def token(self) -> Token:
        return self.found[self.index]

    def span(self, start: int, end: int) -> Span:
        return Span(self.source, start, end)

    def advance(self) -> Token:
        token = self.token
        self.index += 1
        return token

    def climb(self, minimum: int, depth: int) -> Node:
        """A node whose operators bind at least as tightly as *minimum*."""
        if depth > MAX_DEPTH:
            raise InputError(too_deep(self.span(self.token.start, self.token.end)))
        left = self.primary(depth)
        fresh = True  # whether ``left`` is one operand, and not a chain of this very loop
        while (level := self.operator_level()) is not None and level >= minimum:
            operator = self.advance()
            if level == POWER:
                # Right associative, and the exponent may carry a sign: x**-2.
                right = self.climb(SIGN, depth + 1)
                left = Power(left, right, self.span(left.span.start, right.span.end))
                continue
            right = self.climb(level + 1, depth + 1)
            span = self.span(left.span.start, right.span.end)
            if isinstance(left, Chain) and left.level == level and not fresh:
                left = Chain(level, (*left.operands, right), (*left.operators, operator.text), span)
            else:
                left = Chain(level, (left, right), (operator.text,), span)
            fresh = False
        return left

    def operator_level(self) -> int | None:
        return _LEVELS.get(self.token.text) if self.token.kind == "operator" else None

    def primary(self, depth: int) -> Node:
        token = self.token
        if token.kind == "operator" and token.text in _PREFIXES:
            return self.prefix(depth)
        if token.kind == "number":
            self.advance()
            return Literal(token.text, self.span(token.start, token.end))
        if token.kind == "name":
            self.advance()
            span = self.span(token.start, token.end)
            if self.token.text != "(":
                return Name(token.text, span)
            items, end = self.bracket(depth)
            return Call(token.text, items, self.span(token.start, end), span)
        if token.text == "(":
            items, end = self.bracket(depth)
            if not items:
                raise InputError(self.empty(token.start, end))
            span = self.span(token.start, end)
            return replace(items[0], span=span) if len(items) == 1 else Pair(items, span)
        raise InputError(self.expected("an expression"))

    def prefix(self, depth: int) -> Node:
        """Signs in a row, counted in a loop so that a thousand of them cost no recursion."""
        first = self.token
        count = 0
        while (
            self.token.kind == "operator"
            and _PREFIXES.get(self.token.text) == (_PREFIXES[first.text])
        ):
            count += self.advance().text != "+"
        operand = self.climb(_PREFIXES[first.text], depth + 1)
        if count % 2 == 0 and first.text != "~":
            return operand
        span = self.span(first.start, operand.span.end)
        inner = operand
        if first.text == "~" and count % 2 == 0:
            inner = Prefix("~", operand, span)
        return Prefix("~" if first.text == "~" else "-", inner, span)

    def bracket(self, depth: int) -> tuple[tuple[Node, ...], int]:
        """The comma-separated nodes of a bracket, and where it ends."""
        opened = self.advance()
        items: list[Node] = []
        while self.token.text != ")":
            if self.token.kind == "end":
                raise InputError(
                    Diagnostic(
                        "SA103",
                        "this bracket is never closed",
                        self.span(opened.start, opened.end),
                        help="add the missing )",
                    )
                )
            items.append(self.climb(OR, depth + 1))
            if self.token.text == ",":
                self.advance()
            elif self.token.text != ")" and self.token.kind != "end":
                raise InputError(self.unexpected(items[-1]))
        return tuple(items), self.advance().end

    def empty(self, start: int, end: int) -> Diagnostic:
        return Diagnostic(
            "SA103", "empty brackets", self.span(start, end), help="write an expression inside"
        )

    def expected(self, what: str) -> Diagnostic:
        token = self.token
        found = "the text ends" if token.kind == "end" else f"found {token.text!r}"
        return Diagnostic(
            "SA103",
            f"expected {what}, but {found}",
            self.span(token.start, token.end),
            help="complete the expression" if token.kind == "end" else "put a value before it",
        )

    def unexpected(self, before: Node) -> Diagnostic:
        """What to say of a token that follows a complete expression."""
        token = self.token
        span = self.span(token.start, token.end)
        if token.text == ")":
            return Diagnostic("SA103", "this bracket was never opened", span, help="remove it")
        if token.kind in {"number", "name"} or token.text == "(":
            shown = before.span.text[-20:]
            return Diagnostic(
                "SA103",
                f"an operator is missing before {token.text!r}",
                span,
                help=f"write {shown}*{token.text} for a product",
            )
        return Diagnostic("SA103", f"{token.text!r} does not fit here", span, help="remove it")
