r"""Functions and their arguments: ``\tanh x``, ``\tanh^2(x)``, ``f'(0)``, ``\max\{0, x\}``."""

from __future__ import annotations

from dataclasses import replace

from symact.reading.held.lexer import Lexeme
from symact.reading.held.lexer_words import is_function_name
from symact.reading.held.lexicon import EXTREMA, OPENS
from symact.reading.held.symbols import Symbols
from symact.reading.held.tree import (
    Bracket,
    Call,
    Extremum,
    Negative,
    Number,
    Power,
    Prime,
    Product,
    Relation,
    Symbol,
    Tree,
)

_STOPS = frozenset(("operator", "relation", "comma", "close", "rbrace", "end", "row", "amp"))
_SEVERAL = frozenset(("max", "min", "maximum", "minimum"))
_COEFFICIENTS = frozenset(("alpha", "beta", "gamma", "lambda", "omega", "pi", "a", "b", "c", "k"))
_MOMENTS = frozenset(("E", "V", "P", "Var", "Cov"))  # in front of square brackets


class Calls(Symbols):
    """The part of the grammar that applies functions."""

    def named(self, depth: int) -> Tree:
        """What a letter or a word begins: a symbol, or a function with its argument."""
        head = self.here
        symbol, primes = self.letter(depth)
        is_word = head.kind in {"function", "word"}
        if symbol.name in EXTREMA and is_word:
            return self.extremum(symbol, head.start, depth)
        applies = self.names.applies(symbol.name) and not self._repeated(head)
        known = head.kind == "function" or (is_word and is_function_name(symbol.name))
        if known or applies or (primes and self._encloses_letter()):
            return self._applied(symbol, primes, head.start, depth, known=known)
        called = not self._repeated(head) and self._looks_called(symbol, is_word=is_word)
        if self.at("open", "(") and not primes and called:
            return self._applied(symbol, primes, head.start, depth, known=False)
        if symbol.name in _MOMENTS and self.at("open", "[") and not self.here.gap:
            raise self.ambiguity("this may be an expected value or a product", "write which")
        base: Tree = symbol
        if primes:
            base = Prime(symbol, primes, self.place(head.start))
        return self.scripts(base, head.start, depth)

    def _repeated(self, head: Lexeme) -> bool:
        r"""Whether the bracket behind a letter holds it bare, as in ``\sigma(1 - \sigma)``.

        Then it stands for a value, and the bracket is a factor.
        """
        if self.here.kind != "open":
            return False
        closing = self._closing()
        return any(
            token.kind == head.kind
            and token.text == head.text
            and self.lexemes[index + 1].kind not in {"open", "lbrace", "prime"}
            for index, token in enumerate(self.lexemes[:closing])
            if index > self.index
        )

    def _encloses_letter(self) -> bool:
        """Whether a bracket with one letter or number follows, as in ``y'(x)``."""
        inside = {"letter", "number"}
        return (
            self.at("open", "(") and self.ahead().kind in inside and self.ahead(2).kind == "close"
        )

    def _looks_called(self, symbol: Symbol, *, is_word: bool) -> bool:
        """Whether a bracket behind a name that is not declared can only hold its argument."""
        if symbol.name in self.names.values:
            return False
        # A capital that is no known matrix is not multiplied by a bracket: it may be a function.
        if symbol.name.isupper() and not symbol.indices:
            return True
        if is_word and len(symbol.name) > 1:
            return True
        closing = self._closing()
        inside = self.lexemes[self.index + 1 : closing]
        depth = 0
        for lexeme in inside:
            depth += {"open": 1, "close": -1}.get(lexeme.kind, 0)
            if lexeme.kind in {"comma", "semicolon"} and depth == 0:
                return True
        return len(inside) == 1 and inside[0].kind == "letter" and symbol.name != inside[0].text

    def _closing(self) -> int:
        depth = 0
        for index in range(self.index, len(self.lexemes)):
            depth += {"open": 1, "close": -1}.get(self.lexemes[index].kind, 0)
            if depth == 0:
                return index
        return len(self.lexemes)

    # -- application ------------------------------------------------------------------------

    def _applied(self, symbol: Symbol, primes: int, start: int, depth: int, *, known: bool) -> Tree:
        """A function under whose name everything but its argument has been read."""
        power: Tree | None = None
        inverse = False
        if self.here.kind in {"caret", "raised"}:
            power = self._power(depth)
            inverse = isinstance(power, Negative) and _is_one(power.operand)
            inverse = inverse and (known or self.here.kind == "open")
        if self.at("prime"):
            primes += int(self.advance().text)
        arguments = self._arguments(depth, known=known)
        if arguments is None:
            base: Tree = symbol
            if primes:
                base = Prime(symbol, primes, self.place(start))
            if power is not None:
                base = Power(base, power, self.place(start))
            return self.scripts(base, start, depth)
        call: Tree = Call(symbol, arguments, self.place(start), primes, inverse)
        if power is not None and not inverse:
            call = Power(call, power, self.place(start))
            if self.here.kind in {"caret", "raised"}:
                raise self.ambiguity("a second exponent", "write brackets")
        return self.scripts(call, start, depth)

    def _power(self, depth: int) -> Tree:
        if self.here.kind == "raised":
            return self._raised()
        return self.exponent(self.advance(), depth)

    def _arguments(self, depth: int, *, known: bool) -> tuple[Tree, ...] | None:
        """The arguments that follow a function; None where it stands alone."""
        if self.here.kind == "open" and self.here.text in ("([{" if known else "(["):
            return self._in_brackets(depth)
        if self.at("lbrace"):
            opened = self.ahead()
            inside = self.group(depth)
            if opened.kind == "open" and isinstance(inside, Power):
                raise self.ambiguity(
                    "braces are not seen on the page: is the value raised, or the argument?",
                    "write the exponent behind the function's name", inside.span,
                )  # fmt: skip
            is_list = isinstance(inside, Bracket) and inside.opening == "("
            return inside.items if is_list and isinstance(inside, Bracket) else (inside,)
        if not known or self.here.kind in _STOPS or not self.starts_factor():
            return None
        return (self._tight(depth),)

    def _in_brackets(self, depth: int) -> tuple[Tree, ...]:
        opened, items, closed = self.enclosed(depth)
        if not items:
            raise self.refusal(
                "SA103", "a function without an argument", "write f(x)", self.of(opened)
            )
        if OPENS.get(opened.text) != closed.text:
            raise self.refusal(
                "SA103", f"{opened.text!r} is closed by {closed.text!r}", "write one of them anew",
                self.of(opened),
            )  # fmt: skip
        return items

    def _tight(self, depth: int) -> Tree:
        """An argument without brackets: a coefficient and one factor."""
        start = self.here.start
        parts: list[Tree] = []
        while True:
            token = self.here
            if token.kind in {"function", "word"} and parts:
                break
            parts.append(self.factor(depth + 1))
            is_coefficient = isinstance(parts[-1], Number) or (
                isinstance(parts[-1], Symbol) and parts[-1].name in _COEFFICIENTS
            )
            if self.here.kind == "open" or not self.starts_factor():
                break
            if self.here.kind in {"function", "word", "bar", "frac"} or not is_coefficient:
                if self.here.kind == "letter" and not self._apart():
                    raise self._unclear()
                break
        slash = self.at("operator", "/") and self.ahead().kind in {"number", "letter"}
        if slash and self.ahead(2).kind != "open":
            raise self._unclear()
        if len(parts) == 1:
            return parts[0]
        return Product(tuple(parts), ("",) * (len(parts) - 1), self.place(start))

    def _apart(self) -> bool:
        """Whether the letter under the cursor is a function or set apart by a space."""
        return self.names.applies(self.here.text) or self.here.gap

    def _unclear(self) -> Exception:
        return self.ambiguity(
            "how far the argument of the function reaches is not clear", "write brackets around it"
        )

    # -- extrema ----------------------------------------------------------------------------

    def extremum(self, symbol: Symbol, start: int, depth: int) -> Tree:
        r"""``\max_x f(x)`` and ``\max(0, x)``, which share their name."""
        kind = EXTREMA[symbol.name]
        below = symbol.indices
        if not below and self.here.kind == "open":
            arguments = self._in_brackets(depth)
            if len(arguments) > 1 or isinstance(arguments[0], Bracket):
                called = Call(symbol, arguments, self.place(start))
                return self.scripts(called, start, depth)
            return Extremum(kind, arguments[0], None, None, self.place(start))
        variable, domain = (None, None) if not below else _below(below[0])
        if self.at("lbrace") and self.ahead().kind == "open":
            inside = self.group(depth)
            if isinstance(inside, Bracket):
                return Call(symbol, inside.items, self.place(start))
            return Extremum(kind, inside, variable, domain, self.place(start))
        if not self.starts_factor():
            if symbol.name == "inf" and not below:  # the infimum of nothing: typed for infinity
                symbol = replace(symbol, name="infty")
            return self.scripts(symbol, start, depth)
        operand = self.product(depth + 1)
        return Extremum(kind, operand, variable, domain, self.place(start))


def _below(tree: Tree) -> tuple[Tree | None, Tree | None]:
    r"""The variable and the set below ``\max``."""
    if isinstance(tree, Relation) and tree.operators == ("in",):
        return tree.operands[0], tree.operands[1]
    return tree, None


def _is_one(tree: Tree) -> bool:
    return isinstance(tree, Number) and tree.text == "1"
