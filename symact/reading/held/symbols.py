r"""Letters with what is written above and below them: ``W_{ij}``, ``a^{[l]}``, ``f''``."""

from __future__ import annotations

from dataclasses import replace

from symact.reading.held.brackets import Brackets
from symact.reading.held.lexer import Lexeme
from symact.reading.held.tree import (
    Bracket,
    Indexed,
    Negative,
    Number,
    Operation,
    Power,
    Prime,
    Product,
    Sum,
    Symbol,
    Transpose,
    Tree,
)

_MOST_PRIMES = 20
_TRANSPOSES = frozenset(("T", "top", "intercal"))
_STARS = frozenset(("*", r"\star", r"\cdot"))
# Letters whose raised bracket is a layer also where no braces are written around it.
_LAYERED = frozenset(("W", "a", "z", "b", "h", "A", "Z", "delta", "dW", "dZ", "dA", "db", "w"))
_SCRIPTS = frozenset(("under", "caret", "prime", "raised", "lowered"))


class Symbols(Brackets):
    """The part of the grammar that decorates."""

    # -- below ------------------------------------------------------------------------------

    def indices(self, depth: int) -> tuple[Tree, ...]:
        """The indices below a letter, under the cursor."""
        if self.here.kind == "lowered":
            lexeme = self.advance()
            return tuple(self._mark(mark, lexeme) for mark in _marks(lexeme.text))
        self.advance()
        if not self.at("lbrace"):
            return (self.single(depth),)
        opened = self.advance()
        found: list[Tree] = []
        while not self.at("rbrace"):
            if self.skip("comma") or self.skip("wide"):
                continue
            if self.at("end"):
                self.close_brace(opened)
            if self.here.kind in {"words", "forall"}:
                word = self.advance()
                found.append(Symbol(word.text.strip(), self.of(word)))
                continue
            if self.at("colon"):
                found.append(Symbol(":", self.of(self.advance())))
                continue
            found.extend(_split(self.relation(depth + 1)))
        self.close_brace(opened)
        return tuple(found)

    def _mark(self, text: str, lexeme: Lexeme) -> Tree:
        place = self.of(lexeme)
        return Number(text, place) if text.isdecimal() else Symbol(text, place)

    # -- letters ----------------------------------------------------------------------------

    def letter(self, depth: int) -> tuple[Symbol, int]:
        """A letter or a word with its indices and its label, and how many primes follow."""
        head = self.advance()
        name, style = head.text, head.extra if head.extra not in {"upright", "sized"} else ""
        symbol = Symbol(name, self.of(head), style=style)
        return self.decorated(symbol, head.start, depth)

    def decorated(self, symbol: Symbol, start: int, depth: int) -> tuple[Symbol, int]:
        """A symbol with what stands around it, up to an exponent."""
        primes = 0
        while True:
            if self.here.kind in {"under", "lowered"} and not symbol.indices:
                symbol = replace(symbol, indices=self.indices(depth), span=self.place(start))
            elif self.at("prime"):
                primes += int(self.advance().text)
            elif self.at("caret") and (order := self._raised_primes(symbol)):
                primes += order
            elif self.at("caret") and (label := self._label(symbol, depth)) is not None:
                symbol = replace(symbol, label=label, span=self.place(start))
            else:
                return symbol, primes

    def _raised_primes(self, symbol: Symbol) -> int:
        r"""How many primes are raised here, as in ``f^{\prime}`` and ``f^{(3)}``; they are read."""
        one, two, three, four = (self.ahead(count) for count in range(1, 5))
        if one.kind == "prime":
            self.index += 2
            return int(one.text)
        if one.kind == "lbrace" and two.kind == "prime":
            count = next(k for k in range(2, _MOST_PRIMES) if self.ahead(k).kind != "prime")
            if self.ahead(count).kind == "rbrace":
                order = sum(int(self.ahead(k).text) for k in range(2, count))
                self.index += count + 1
                return order
        counted = one.kind == "lbrace" and two.kind == "open" and three.kind == "number"
        closed = four.kind == "close" and self.ahead(5).kind == "rbrace"
        if counted and closed and self.names.applies(symbol.name) and three.text.isdecimal():
            self.index += 6
            return min(int(three.text), _MOST_PRIMES)
        return 0

    def _label(self, symbol: Symbol, depth: int) -> Tree | None:
        """A label above a letter: a layer in brackets or a star; None for an exponent."""
        one, two, three = (self.ahead(count) for count in (1, 2, 3))
        if one.kind == "operator" and one.text in _STARS:
            self.index += 2
            return Symbol("star", self.of(one))
        if one.kind == "lbrace" and two.text in _STARS and three.kind == "rbrace":
            self.index += 4
            return Symbol("star", self.of(two))
        braced = one.kind == "lbrace"
        opened = two if braced else one
        if opened.kind != "open" or opened.text not in "([" or symbol.name == "e":
            return None
        before = self.index
        self.index += 2 if braced else 1
        inside = self.ahead()
        layered = opened.text == "[" or braced or symbol.name in _LAYERED
        if not layered or inside.kind not in {"letter", "number", "word"}:
            self.index = before
            return None
        label = self._bracketed_label(depth)
        if not _names_layer(label) or (braced and not self.at("rbrace")):
            self.index = before
            return None
        if braced:
            self.advance()
        return label

    def _bracketed_label(self, depth: int) -> Tree:
        _, items, _ = self.enclosed(depth)
        if len(items) != 1:
            raise self.refusal("SA103", "a label has one part", "write ^{(1)}")
        return items[0]

    # -- above ------------------------------------------------------------------------------

    def scripts(self, base: Tree, start: int, depth: int) -> Tree:
        """The base with exponents, primes, indices and marks behind it."""
        powered = False
        while self.here.kind in _SCRIPTS or self.at("operator", "!"):
            if self.at("prime"):
                order = int(self.advance().text)
                base = Prime(base, order, self.place(start))
            elif self.at("operator", "!"):
                self.advance()
                base = Operation("factorial", (base,), self.place(start))
            elif self.here.kind in {"under", "lowered"}:
                base = Indexed(base, self.indices(depth), self.place(start))
            elif powered:
                raise self.ambiguity("a second exponent", "write brackets around the base")
            else:
                base = self._powered(base, start, depth)
                powered = isinstance(base, Power)
        return base

    def _powered(self, base: Tree, start: int, depth: int) -> Tree:
        if self.here.kind == "raised":
            exponent = self._raised()
            return Power(base, exponent, self.place(start))
        primes = self._raised_primes(Symbol("", base.span))
        if primes:
            return Prime(base, primes, self.place(start))
        caret = self.advance()
        if self.at("operator", "+"):
            self.advance()
            return Operation("positive part", (base,), self.place(start))
        if self.at("lbrace") and self.ahead().text == "+" and self.ahead(2).kind == "rbrace":
            self.index += 3
            return Operation("positive part", (base,), self.place(start))
        if self.at("lbrace") and self.ahead().text == "-" and self.ahead(2).kind == "rbrace":
            self.index += 3
            return Operation("from below", (base,), self.place(start))
        if self.at("operator", "-") and not self._raises_more():
            self.advance()
            return Operation("from below", (base,), self.place(start))
        exponent = self.exponent(caret, depth)
        is_number = isinstance(base, Number) or (isinstance(base, Symbol) and base.name == "e")
        if isinstance(exponent, Symbol) and exponent.name in _TRANSPOSES and not is_number:
            return Transpose(base, self.place(start))
        return Power(base, exponent, self.place(start))

    def _raises_more(self) -> bool:
        """Whether something stands behind a raised minus that it belongs to."""
        return self.ahead().kind in {"number", "letter", "open", "word", "function"}

    def exponent(self, caret: Lexeme, depth: int) -> Tree:
        """What stands above the line behind ``^``."""
        of_e = self.lexemes[self.index - 2].text == "e" and self.lexemes[self.index - 1] is caret
        if self.at("lbrace"):
            return self.group(depth)
        token = self.here
        if self.at("operator", "-") and self.ahead().kind in {"number", "letter"}:
            # e^-x means e^{-x} to everybody but TeX.
            start = self.advance().start
            inside = self._with_index(self.single(depth), depth, is_typed=of_e)
            return Negative(inside, self.place(start))
        if token.kind == "number" and len(token.text) > 1 and "\\" in self.text.chars:
            raise self.ambiguity(
                "only the first digit is raised", f"write ^{{{token.text}}} with braces"
            )
        if token.kind == "open":
            return self.bracketed(depth)
        return self._with_index(self.single(depth), depth, is_typed=of_e)

    def _with_index(self, tree: Tree, depth: int, *, is_typed: bool) -> Tree:
        """An exponent of e with the index that is typed right behind it, as in ``e^z_i``."""
        plain = is_typed and "\\" not in self.text.chars and not self.here.gap
        if plain and isinstance(tree, Symbol) and self.here.kind in {"lowered", "under"}:
            begin = self.lexemes[self.index - 1].start
            indices = self.indices(depth)
            return replace(tree, indices=indices, span=self.place(begin))
        return tree

    def _raised(self) -> Tree:
        """An exponent in raised characters."""
        lexeme = self.advance()
        place = self.of(lexeme)
        text = lexeme.text.strip("()")
        negative, text = text.startswith("-"), text.lstrip("-+")
        if text.isdecimal():
            tree: Tree = Number(text, place)
        elif len(text) == 1:
            tree = Symbol(text, place)
        elif text[:-1].isdecimal() and text[-1:].isalpha():
            tree = Product((Number(text[:-1], place), Symbol(text[-1], place)), ("",), place)
        else:
            raise self.refusal("SA103", "this exponent is not read", "write ^(...)", place)
        return Negative(tree, place) if negative else tree


def _marks(text: str) -> list[str]:
    """Lowered characters as indices: digits by themselves, letters one by one."""
    return [text] if text.isdecimal() else list(text)


def _split(tree: Tree) -> tuple[Tree, ...]:
    """Indices that stand side by side, as in ``W_{ij}``."""
    beside = isinstance(tree, Product) and set(tree.signs) == {""}
    if beside and isinstance(tree, Product):
        lone = all(isinstance(f, Symbol | Number) for f in tree.factors)
        return tree.factors if lone else (tree,)
    if isinstance(tree, Bracket) and tree.opening == "(":
        return tree.items
    return (tree,)


def _names_layer(tree: Tree) -> bool:
    """Whether a tree counts layers or examples: a letter, a number, or one of them and a step."""
    match tree:
        case Symbol() | Number():
            return True
        case Sum(terms=((1, Symbol()), (_, Number()))):
            return True
        case _:
            return False
