r"""Fractions, and among them derivatives in Leibniz's notation: ``\frac{d}{dx}``, ``dy/dx``."""

from __future__ import annotations

from dataclasses import replace

from symact.core.errors import InputError
from symact.reading.held.calls import Calls
from symact.reading.held.lexer import Lexeme
from symact.reading.held.tree import (
    At,
    Derivative,
    Gradient,
    Negative,
    Number,
    Operation,
    Power,
    Quotient,
    Root,
    Symbol,
    Tree,
)

_MOST = 20


class Derivatives(Calls):
    """The part of the grammar that divides and differentiates."""

    def differential(self, lexeme: Lexeme) -> str:
        """With which d a lexeme begins a differential: ``d``, ``partial``, ``delta``, or none."""
        if lexeme.kind == "partial":
            return "partial"
        if lexeme.kind == "letter" and lexeme.text == "delta":
            return "delta"  # many write it for the round d
        return "d" if lexeme.kind == "letter" and lexeme.text == "d" else ""

    # -- drawn fractions --------------------------------------------------------------------

    def fraction(self, depth: int) -> Tree:
        r"""What ``\frac`` begins."""
        head = self.advance()
        before = self.index
        try:
            derivative = self._leibniz(head.start, depth)
        except InputError:
            derivative = None
        if derivative is not None:
            return derivative
        self.index = before
        numerator = self.group(depth)
        denominator = self.group(depth)
        return Quotient(numerator, denominator, self.place(head.start))

    def _leibniz(self, start: int, depth: int) -> Tree | None:
        """A derivative, where numerator and denominator are differentials; else None."""
        above = self._open_braces()
        kind = self.differential(self.here)
        if not kind:
            return None
        self.advance()
        order = self._order(depth)
        operand: Tree | None = None
        if above and not self.at("rbrace"):
            operand = self.product(depth + 1)
        if not self._close_braces(above):
            return None
        below = self._open_braces()
        variables = self._variables(kind, depth) if below else ()
        if not variables or len(variables) != order or not self._close_braces(below):
            return None
        return self._of(operand, variables, kind, start, depth)

    def _open_braces(self) -> int:
        """Pass over opening braces; how many there are."""
        before = self.index
        self.skip("lbrace")
        return self.index - before

    def _close_braces(self, count: int) -> bool:
        """Pass over as many closing braces; whether they are there."""
        for _ in range(count):
            if not self.at("rbrace"):
                return False
            self.advance()
        return True

    def _order(self, depth: int) -> int:
        """The order above a d."""
        if self.here.kind not in {"caret", "raised"}:
            return 1
        if self.here.kind == "raised":
            text = self.advance().text
            return int(text) if text.isdecimal() else 0
        power = self.exponent(self.advance(), depth)
        if isinstance(power, Number) and power.text.isdecimal():
            return int(power.text)
        return 0

    def _variables(self, kind: str, depth: int) -> tuple[Tree, ...]:
        """The variables of differentials that stand side by side, one for each order."""
        found: list[Tree] = []
        while self.differential(self.here) == kind and len(found) < _MOST:
            self.advance()
            self.skip("wide")
            if not self.starts_factor():
                return ()
            variable = self.variable(depth)
            match variable:
                case Power(base=base, exponent=Number(text=text)) if text.isdecimal():
                    found.extend([base] * min(int(text), _MOST))
                case _:
                    found.append(variable)
        return tuple(found)

    def variable(self, depth: int) -> Tree:
        """What stands behind a d in a denominator."""
        start = self.here.start
        if self.here.kind in {"letter", "word"}:
            symbol, primes = self.letter(depth)
            if primes:
                # A prime on what is differentiated in is a part of its name.
                symbol = replace(symbol, name=symbol.name + "'" * primes)
            return self.scripts(symbol, start, depth)
        return self.factor(depth)

    def _of(
        self, operand: Tree | None, variables: tuple[Tree, ...], kind: str, start: int, depth: int
    ) -> Tree:
        """The derivative of what has been read, or else of what follows."""
        partial = kind != "d"
        if operand is None:
            self.skip("wide")
            if not self.starts_factor():
                return Derivative(
                    Symbol("", self.place(start)), variables, self.place(start), partial
                )
            enclosed = self.here.kind == "open"
            operand = self.factor(depth + 1) if enclosed else self.product(depth + 1)
            found = Derivative(operand, variables, self.place(start), partial)
            if enclosed and self.starts_factor() and self.here.kind != "partial":
                raise self.ambiguity(
                    "what is differentiated is not clear", "write brackets around all of it"
                )
            if not enclosed:
                self.loose.append(found)
            return found
        found = Derivative(operand, variables, self.place(start), partial)
        if isinstance(operand, Symbol) and self.at("open", "("):
            return self._argument(found, variables[0], start, depth)
        return found

    def _argument(self, found: Tree, variable: Tree, start: int, depth: int) -> Tree:
        r"""A derivative with its argument, as in ``\frac{df}{dx}(x)`` and ``\frac{df}{dx}(0)``."""
        before = self.index
        _, items, _ = self.enclosed(depth)
        match variable, items:
            case Symbol(name=name), (Symbol(name=other),) if name == other:
                return found
            case Symbol(), ((Number() | Negative(operand=Number())) as place,):
                return At(found, variable, place, self.place(start))
        self.index = before
        return found

    loose: list[Tree]

    # -- in one line ------------------------------------------------------------------------

    def slashed(self, depth: int) -> Tree | None:
        """A derivative in one line, as ``dy/dx``, ``d/dx f(x)``; None where there is none."""
        before, start = self.index, self.here.start
        try:
            found = self._slashed(start, depth)
        except InputError:
            found = None
        if found is None:
            self.index = before
        return found

    def _slashed(self, start: int, depth: int) -> Tree | None:
        head, kind = self.here, self.differential(self.here)
        operand: Tree | None = None
        order = 1
        if kind == "delta":
            return None  # in one line it may be an error signal
        if kind:
            self.advance()
            order = self._order(depth)
            if not self.at("operator", "/"):
                operand = self.factor(depth + 1)
        elif head.kind == "word" and head.text[0] == "d" and len(head.text) > 1:
            kind = "d"
            operand = self._behind_d(depth)
        else:
            return None
        if not self.at("operator", "/"):
            return None
        self.advance()
        variables = self._one_line_variables(kind, depth)
        if len(variables) != order:
            return None
        return self._of(operand, variables, kind, start, depth)

    def _behind_d(self, depth: int, *, applied: bool = True) -> Tree:
        """The symbol in a word such as ``dy``, which is read as one, or its value ``df(x)``."""
        head = self.advance()
        symbol = Symbol(head.text[1:], self.text.span(head.start + 1, head.end))
        decorated, _ = self.decorated(symbol, head.start, depth)
        if applied and self.at("open", "("):
            from symact.reading.held.tree import Call  # noqa: PLC0415

            _, items, _ = self.enclosed(depth)
            return Call(decorated, items, self.place(head.start))
        return decorated

    def _one_line_variables(self, kind: str, depth: int) -> tuple[Tree, ...]:
        if self.here.kind == "word" and kind == "d" and self.here.text[0] == "d":
            variable = self._behind_d(depth, applied=False)
            order = self._order(depth)
            return (variable,) * max(0, min(order, _MOST))
        if self.differential(self.here) != kind:
            return ()
        self.advance()
        if not self.starts_factor():
            return ()
        start = self.here.start
        if self.here.kind in {"letter", "word"}:
            symbol, _ = self.letter(depth)
            order = self._order(depth) if self.here.kind in {"caret", "raised"} else 1
            del start
            return (symbol,) * max(0, min(order, _MOST))
        return (self.factor(depth),)

    # -- others -----------------------------------------------------------------------------

    def gradient(self, depth: int) -> Tree:
        r"""What ``\nabla`` begins."""
        head = self.advance()
        variable: Tree | None = None
        if self.at("under"):
            self.advance()
            variable = self.group(depth)
        if self.at("caret"):
            raise self.refusal("SA103", "second derivatives of vectors are not read", "name it")
        operand = self.factor(depth + 1)
        return Gradient(operand, variable, self.place(head.start))

    def root(self, depth: int) -> Tree:
        r"""What ``\sqrt`` begins."""
        head = self.advance()
        degree: Tree | None = None
        if self.at("open", "["):
            _, items, _ = self.enclosed(depth)
            degree = items[0] if items else None
        if self.here.kind == "open":
            radicand = self.bracketed(depth)
        elif self.at("lbrace"):
            radicand = self.group(depth)
        else:
            radicand = self.single(depth)
        return Root(radicand, degree, self.place(head.start))

    def binomial(self, depth: int) -> Tree:
        """A binomial coefficient, which is held and not resolved."""
        head = self.advance()
        above, below = self.group(depth), self.group(depth)
        return Operation("binomial", (above, below), self.place(head.start))
