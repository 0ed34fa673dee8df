r"""Brackets, braces, fractions, roots and exponents in LaTeX."""

from dataclasses import replace
from typing import TypeAlias

from symact.reading.latex_conditions import Conditions
from symact.reading.latex_words import CONSTANTS, FRACTIONS, GREEK
from symact.reading.nodes import PRODUCT, SUM, Call, Chain, Literal, Name, Node, Pair, Power, Prefix
from symact.reading.tokens import Token

Bracketed: TypeAlias = tuple[tuple[Node, ...], int]
_DIFFERENTIAL = ("d", r"\partial")


class Parts(Conditions):
    """The part of the grammar that brackets and stacks expressions."""

    # -- brackets ---------------------------------------------------------------------------

    def bracket(self, depth: int) -> Bracketed:
        """The expressions between two brackets of one kind, and where they end."""
        opened = self.advance()
        outer, self.bars = self.bars, 0
        items = [self.sum(depth + 1)]
        while self.mark(","):
            self.advance()
            items.append(self.sum(depth + 1))
        self.bars = outer
        return tuple(items), self.close(opened).end

    def grouped(self, depth: int) -> Node:
        """An expression in brackets that stands for itself."""
        opened = self.token
        items, end = self.bracket(depth)
        span = self.span(opened.start, end)
        if len(items) > 1:
            return Pair(items, span)
        if opened.text in {"[", r"\{"} and isinstance(items[0], Name):
            raise self.ambiguity(
                "this may be a whole or a fractional part", "write round brackets", span
            )
        return _within(items[0], opened.start, end)

    def absolute(self, depth: int) -> Node:
        """An expression between two bars."""
        opened = self.advance()
        head = self.span(opened.start, opened.end)
        if opened.kind == "bar":
            self.bars += 1
            inside = self.sum(depth + 1)
            if self.token.kind != "bar":
                if self.token.kind != "end":
                    raise self.misfit()
                raise self.refusal("SA103", "this bar is never closed", "add the missing |", head)
            self.bars -= 1
            end = self.advance().end
        else:
            outer, self.bars = self.bars, 0
            inside = self.sum(depth + 1)
            self.bars = outer
            end = self.close(opened).end
        return Call("Abs", (inside,), self.span(opened.start, end), head)

    def braced(self, depth: int) -> Node:
        """An expression in braces, which nobody sees on the page."""
        opened = self.advance()
        if self.mark("}"):
            place = self.span(opened.start, self.token.end)
            raise self.refusal("SA103", "empty braces", "write an expression inside", place)
        outer, self.bars = self.bars, 0
        node = self.sum(depth + 1)
        if self.command(r"\over"):
            self.advance()
            below = self.sum(depth + 1)
            node = Chain(PRODUCT, (node, below), ("/",), self.between(node, below))
        self.bars = outer
        return _within(node, opened.start, self.brace(opened).end)

    def invisible(self, depth: int) -> Node:
        """Braces beside other factors: what they hold must look as it is read."""
        before = self.tokens[self.index - 1] if self.index else None
        opened, inside = self.token, self.following
        node = self.braced(depth)
        first_there = before is None or before.kind in {"open", "left"}
        alone = (first_there or (before is not None and before.text in {"=", "&", "{", ","})) and (
            self.token.kind in {"end", "close", "right", "row", "finish"}
            or self.mark("}", "&", ",", ".")
        )
        loose = isinstance(node, Prefix) or (isinstance(node, Chain) and node.level == SUM)
        scripted = self.mark("^", "_", "'") and isinstance(node, Chain | Prefix | Power)
        first = _first_part(node)
        seen = inside.kind in {"open", "left"} and (
            first is None or first.span.start > inside.start
        )  # brackets that fill the braces
        if not seen and ((loose and not alone) or scripted):
            raise self.ambiguity(
                "braces are not seen on the page",
                r"write brackets: \left( ... \right)",
                self.span(opened.start, node.span.end),
            )
        return node

    # -- fractions and roots ----------------------------------------------------------------

    def fraction(self, depth: int) -> Node:
        """A fraction, with braces or with single letters and digits."""
        head = self.advance()
        if self._differential(self.index):
            raise self.refusal(
                "SA103",
                "a derivative is no definition",
                "write the derivative's own formula",
                self.span(head.start, self.tokens[self._after(self._after(self.index)) - 1].end),
            )
        above = self.argument(depth, head)
        below = self.argument(depth, head)
        span = self.span(head.start, below.span.end)
        if self.mark("^", "'", "_"):
            raise self.ambiguity(
                "a fraction with something raised beside it", "put brackets around the base"
            )
        return Chain(PRODUCT, (above, below), ("/",), span)

    def _differential(self, index: int) -> bool:
        """Whether the two arguments from a token on are those of a derivative: d and dx."""
        second = self._after(index)
        return self._begins_with_d(index, 1) and self._begins_with_d(second, 2)

    def _begins_with_d(self, index: int, least: int) -> bool:
        """Whether braces open there, with a d and at least so many tokens inside."""
        end = min(self._after(index), len(self.tokens))
        inside = self.tokens[index + 1 : end - 1] if self.tokens[index].text == "{" else []
        return len(inside) >= least and inside[0].text in _DIFFERENTIAL

    def _after(self, index: int) -> int:
        """The index behind an argument that begins at a token."""
        depth = 0
        while index < len(self.tokens) - 1:
            token = self.tokens[index]
            if token.kind == "mark":
                depth += {"{": 1, "}": -1}.get(token.text, 0)
            index += 1
            if depth <= 0:
                break
        return index

    def root(self, depth: int) -> Node:
        """A root, with its degree in square brackets."""
        sign = self.advance()
        head = self.span(sign.start, sign.end)
        degree: Literal | None = None
        if self.token.kind == "open" and self.token.text == "[":
            opened = self.advance()
            number = self.advance()
            if number.kind != "number" or not number.text.isdecimal():
                raise self.refusal(
                    "SA104",
                    "the degree of a root is a whole number from 2",
                    "write a power for any other exponent",
                    self.span(number.start, number.end),
                )
            degree = Literal(number.text, self.span(number.start, number.end))
            self.close(opened)
        inside, bare = self._radicand(sign, depth)
        if bare and (self.mark("^") or self.token.kind == "raised"):
            raise self.ambiguity(
                "this may be the root of a power or the power of a root",
                r"write \sqrt{x^{2}} or (\sqrt{x})^{2}",
            )
        span = self.span(sign.start, inside.span.end)
        if degree is None:
            return Call("sqrt", (inside,), span, head)
        return Call("real_root", (inside, degree), span, head)

    def _radicand(self, sign: Token, depth: int) -> tuple[Node, bool]:
        """What stands under a root, and whether nothing encloses it."""
        if self.token.kind in {"open", "left"}:
            return self.grouped(depth), False
        drawn = sign.text == r"\sqrt" and self.source.text[sign.start] != "\\"
        if drawn and self.token.kind == "number":
            token = self.advance()
            inside: Node = Literal(token.text, self.span(token.start, token.end))
        else:
            enclosed = self.mark("{")
            inside = self.argument(depth, sign)
            if enclosed:
                return inside, False
        if drawn and self.token.kind in {"letter", "command", "open", "left"}:
            raise self.ambiguity("how far the root reaches is not seen", "write √(...)")
        return inside, True

    def argument(self, depth: int, head: Token) -> Node:
        """What a command takes: braces, or, as in TeX, one letter or digit."""
        if self.mark("{"):
            return self.braced(depth)
        token = self.token
        span = self.here()
        if token.kind == "number":
            if "." in token.text and len(token.text) > 1:
                raise self.ambiguity(
                    f"{head.text} takes one digit without braces", f"write {{{token.text}}}"
                )
            rest = token.text[1:]
            middle = token.start + 1
            digit = Literal(token.text[0], self.span(token.start, middle))
            if rest:
                self.tokens[self.index] = Token("number", rest, middle, token.end)
            else:
                self.advance()
            return digit
        if self.command(*FRACTIONS):
            return self.fraction(depth + 1)
        if token.kind == "letter" or self.command(*GREEK, *CONSTANTS):
            self.advance()
            name = CONSTANTS.get(token.text) or GREEK.get(token.text, token.text)
            if name in self.declared or token.text in CONSTANTS:
                return Name(name, span)
            if name == "e":
                return Name("E", span)
            raise self.unknown(name, span)
        raise self.misfit(f"an argument of {head.text}")

    # -- exponents --------------------------------------------------------------------------

    def exponent(self, depth: int) -> Node | None:
        """What stands above the line behind ``^``; None for the plus of a positive part."""
        caret = self.advance()
        token = self.token
        if self.mark("{"):
            return self._braced_exponent(depth)
        if self.mark("+"):
            self.advance()
            return None
        if self.mark("-"):
            raise self.ambiguity("only the minus sign is raised", "write ^{-...} with braces")
        if token.kind == "number" and len(token.text) > 1:
            raise self.ambiguity(
                "only the first digit is raised", f"write ^{{{token.text}}} with braces"
            )
        if token.kind in {"open", "left"}:
            node = self.grouped(depth)
            if isinstance(node, Literal | Name):
                raise self.ambiguity(
                    "this may be a power or a derivative", "write ^{...} with braces", node.span
                )
            return node
        node = self.argument(depth, caret)
        adjacent = self.token.kind == "letter" and self.token.start == token.end
        named = token.kind == "command" and token.text in GREEK and self.token.kind == "letter"
        if (token.kind == "letter" and adjacent) or named:
            raise self.ambiguity(
                f"only {token.text} is raised", "write ^{...} around all of the exponent"
            )
        return node

    def _braced_exponent(self, depth: int) -> Node | None:
        opened, inside = self.token, self.following
        if inside.text == "+" and self.tokens[self.index + 2 : self.index + 3] != []:
            third = self.tokens[self.index + 2]
            if third.text == "}":
                self.index += 3
                return None
        if inside.text in {"'", r"\prime"}:
            raise self.refusal(
                "SA103", "a derivative is no definition", "write the derivative's own formula"
            )
        node = self.braced(depth)
        if inside.kind in {"open", "left"} and isinstance(node, Literal | Name):
            raise self.ambiguity(
                "this may be a power or a derivative",
                "write ^{...} without brackets",
                self.span(opened.start, node.span.end),
            )
        return node

    def scripts(self, base: Node, depth: int) -> Node:
        """The base with what is written above and below it."""
        if self.token.kind == "raised":
            token = self.advance()
            span = self.span(token.start, token.end)
            text = token.text.lstrip("-")
            size: Node = Name(self.variable, span) if text.isalpha() else Literal(text, span)
            if text.isalpha() and self.variable != text:
                raise self.unknown(text, span)
            power = size if text == token.text else Prefix("-", size, span)
            base = Power(base, power, self.span(base.span.start, token.end))
        elif self.mark("^"):
            power_or_plus = self.exponent(depth)
            span = self.span(base.span.start, self.tokens[self.index - 1].end)
            if power_or_plus is None:
                base = Call("Max", (Literal("0", span), base), span, span)
            else:
                base = Power(base, power_or_plus, span)
        elif self.mark("_") and self.following.text == "+":
            self.index += 2
            span = self.span(base.span.start, self.tokens[self.index - 1].end)
            base = Call("Max", (Literal("0", span), base), span, span)
        if self.mark("^") or self.token.kind == "raised":
            raise self.ambiguity(
                "a second exponent", "write brackets around the base, or braces around the exponent"
            )
        if self.mark("_"):
            raise self.refusal("SA103", "an index has no meaning here", "remove it")
        if self.mark("'") or self.command(r"\prime"):
            raise self.refusal(
                "SA103", "a derivative is no definition", "write the derivative's own formula"
            )
        return base


def _first_part(node: Node) -> Node | None:
    """What a node of several parts begins with, apart from its sign."""
    match node:
        case Chain():
            return node.operands[0]
        case Power():
            return node.base
        case Prefix():
            return node.operand
        case _:
            return None


def _within(node: Node, start: int, end: int) -> Node:
    """The node with the place of the brackets around it."""
    return replace(node, span=replace(node.span, start=start, end=end))
