"""The precedence-climbing parser of expressions in the spelling of SymPy and of Python."""

from collections.abc import Collection
from dataclasses import replace

from symact.core.diagnostic import Diagnostic
from symact.core.errors import InputError
from symact.core.span import Source, Span
from symact.reading import vocabulary
from symact.reading.definition import Definition, require_apart, without_itself
from symact.reading.nodes import (
    AND,
    COMPARISON,
    NOT,
    OR,
    POWER,
    PRODUCT,
    SIGN,
    SUM,
    Call,
    Chain,
    Literal,
    Name,
    Node,
    Pair,
    Power,
    Prefix,
)
from symact.reading.spellings import called, unqualified
from symact.reading.tokens import GREEK, MAX_DEPTH, Token, tokens, too_deep

# ``&`` binds looser than a comparison here; in Python ``x > 0 & x < 1`` means nothing.
_LEVELS = {
    **dict.fromkeys(("|", "or"), OR),
    **dict.fromkeys(("&", "and"), AND),
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
    return _Parser(source, tokens(source)).whole()


def parse_definition(source: Source, parameters: Collection[str] = ()) -> Definition:
    """The function that a text defines: an expression, or ``f(z) = ...``, or ``y = ...``.

    Raises:
        InputError: as `parse`, and for a function that is defined by itself.

    Example:
        >>> found = parse_definition(Source("f", "swish(z) = z*sigmoid(z)"))
        >>> found.name, found.variable
        ('swish', 'z')
    """
    found = tokens(source)
    kinds = tuple(token.kind if token.kind != "bracket" else token.text for token in found[:5])
    if kinds[:2] == ("name", "equals"):
        head, variable, start = found[0].text, "x", 2
    elif kinds == ("name", "(", "name", ")", "equals"):
        head, variable, start = found[0].text, found[2].text, 5
    else:
        return Definition(_Parser(source, found).whole())
    parser = _Parser(source, found)
    parser.index = start
    span = Span(source, found[0].start, found[0].end)
    require_apart(head, variable, parameters, span)
    notation = f"\\{head}" if head in GREEK.values() else ""
    return without_itself(Definition(parser.whole(), head, notation, variable), span)


class _Parser:
    """A cursor over the tokens; the only mutable thing in this module."""

    def __init__(self, source: Source, found: tuple[Token, ...]) -> None:
        self.source = source
        self.found = found
        self.index = 0
        self.bars = 0  # absolute values that are open in this bracket

    def whole(self) -> Node:
        """The syntax tree of all that is left."""
        node = self.expression(0)
        if self.token.kind != "end":
            raise InputError(self.unexpected(node))
        return node

    @property
    def token(self) -> Token:
        return self.found[self.index]

    def span(self, start: int, end: int) -> Span:
        return Span(self.source, start, end)

    def advance(self) -> Token:
        token = self.token
        self.index += 1
        return token

    def expression(self, depth: int) -> Node:
        """A value, or values with Python's ``if`` and ``else`` between them."""
        pieces: list[Node] = []
        while True:
            value = self.climb(OR, depth)
            if self.token.text != "if" or self.token.kind != "keyword":
                break
            self.advance()
            condition = self.climb(OR, depth + 1)
            if self.token.text != "else" or self.token.kind != "keyword":
                raise InputError(self.expected("else and a value"))
            self.advance()
            pieces.append(Pair((value, condition), self.span(value.span.start, condition.span.end)))
        if not pieces:
            return value
        span = self.span(pieces[0].span.start, value.span.end)
        last = Pair((value, Name("True", value.span)), value.span)
        return Call("Piecewise", (*pieces, last), span, span)

    def climb(self, minimum: int, depth: int) -> Node:
        """A node whose operators bind at least as tightly as *minimum*."""
        if depth > MAX_DEPTH:
            raise InputError(too_deep(self.span(self.token.start, self.token.end)))
        left = self.raised(self.primary(depth))
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
        if self.token.kind != "operator" or (self.token.text == "|" and self.bars):
            return None  # such a bar closes an absolute value
        return _LEVELS.get(self.token.text)

    def raised(self, base: Node) -> Node:
        """The base with the exponent that a keyboard wrote above the line, if there is one."""
        if self.token.kind != "raised":
            return base
        exponent = self.exponent()
        if self.token.kind == "raised" or self.token.text == "**":
            raise InputError(self.ambiguous("a power of a power"))
        return Power(base, exponent, self.span(base.span.start, exponent.span.end))

    def exponent(self) -> Node:
        token = self.advance()
        span = self.span(token.start, token.end)
        text = token.text.lstrip("-")
        size = Name(text, span) if text.isalpha() else Literal(text, span)
        return size if text == token.text else Prefix("-", size, span)

    def primary(self, depth: int) -> Node:
        token = self.token
        if token.kind == "operator" and token.text in _PREFIXES:
            return self.prefix(depth)
        if token.kind == "number":
            self.advance()
            return Literal(token.text, self.span(token.start, token.end))
        if token.kind == "name":
            return self.name(depth)
        if token.kind == "root":
            return self.root(depth)
        if token.text == "|":
            return self.absolute(depth)
        if token.text == "(":
            items, end = self.bracket(depth)
            if not items:
                raise InputError(self.empty(token.start, end))
            span = self.span(token.start, end)
            return replace(items[0], span=span) if len(items) == 1 else Pair(items, span)
        raise InputError(self.expected("an expression"))

    def name(self, depth: int) -> Node:
        """A name, or a call."""
        token = self.advance()
        span = self.span(token.start, token.end)
        name = unqualified(token.text) if "." in token.text else token.text
        if name is None:
            raise InputError(
                Diagnostic(
                    "SA101",
                    f"unknown name {token.text!r}",
                    span,
                    help="of modules, functions are read that mean the same in all of them, "
                    "such as np.tanh; write the formula of others",
                )
            )
        power: Node | None = None
        following = self.found[min(self.index + 1, len(self.found) - 1)]
        if self.token.kind == "raised" and following.text == "(" and vocabulary.is_function(name):
            if self.token.text.startswith("-"):
                raise InputError(self.ambiguous("the inverse function or one over it"))
            power = self.exponent()
        if name == "e" and self.token.kind != "raised" and self.token.text != "**":
            raise InputError(
                Diagnostic(
                    "SA107",
                    "'e' without an exponent",
                    span,
                    help="write e^(-x) or exp(-x) for the exponential, exp(1) for the number",
                )
            )
        if self.token.text != "(":
            return Name("E" if name == "e" else name, span)
        items, end = self.bracket(depth)
        call = called(name, Call(token.text, items, self.span(token.start, end), span))
        return call if power is None else Power(call, power, call.span)

    def root(self, depth: int) -> Node:
        """A root sign before one operand."""
        sign = self.advance()
        operand = self.primary(depth + 1)
        if self.token.kind == "raised" or self.token.text == "**":
            raise InputError(self.ambiguous("the root of a power or the power of a root"))
        span = self.span(sign.start, operand.span.end)
        head = self.span(sign.start, sign.end)
        if sign.text == "sqrt":
            return Call("sqrt", (operand,), span, head)
        return Call("real_root", (operand, Literal("3", head)), span, head)

    def absolute(self, depth: int) -> Node:
        """An expression between two bars."""
        opened = self.advance()
        self.bars += 1
        inside = self.climb(OR, depth + 1)
        if self.token.text != "|":
            raise InputError(
                Diagnostic(
                    "SA103",
                    "this bar is never closed",
                    self.span(opened.start, opened.end),
                    help="add the missing |, or write abs(...)",
                )
            )
        self.bars -= 1
        span = self.span(opened.start, self.advance().end)
        return Call("Abs", (inside,), span, self.span(opened.start, opened.end))

    def ambiguous(self, what: str) -> Diagnostic:
        return Diagnostic(
            "SA107",
            f"this may be {what}",
            self.span(self.token.start, self.token.end),
            help="say with brackets which one is meant",
        )

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
        outer, self.bars = self.bars, 0
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
            items.append(self.expression(depth + 1))
            if self.token.text == ",":
                self.advance()
            elif self.token.text != ")" and self.token.kind != "end":
                raise InputError(self.unexpected(items[-1]))
        self.bars = outer
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
        if token.kind == "equals":
            mend = "write a == b for an equality inside a condition, f(x) = ... for a definition"
            return Diagnostic("SA102", "'=' has no meaning here", span, help=mend)
        if token.kind in {"number", "name", "root"} or token.text == "(":
            shown = before.span.text[-20:]
            return Diagnostic(
                "SA103",
                f"an operator is missing before {token.text!r}",
                span,
                help=f"write {shown}*{token.text} for a product",
            )
        return Diagnostic("SA103", f"{token.text!r} does not fit here", span, help="remove it")
