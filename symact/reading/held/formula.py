r"""The grammar of a formula: relations of sums of products of factors, by precedence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from symact.reading.held.cursor import MAX_DEPTH
from symact.reading.held.environments import Environments
from symact.reading.held.lexer import Lexeme
from symact.reading.held.names import Names
from symact.reading.held.text import Text
from symact.reading.held.tree import (
    Derivative,
    Dots,
    Limit,
    Negative,
    Number,
    Operation,
    Product,
    Quotient,
    Relation,
    Sum,
    Symbol,
    Tree,
)
from symact.reading.held.walk import names_in

_TIMES = frozenset(("*", r"\cdot", r"\times", r"\odot", r"\otimes", "@", r"\star"))
_SETS = frozenset((r"\cup", r"\cap", r"\setminus"))
_REFUSED = {
    r"\pm": "two values at once: write the two formulas one by one",
    r"\circ": "write the inner function as an argument, as in f(g(x))",
    r"\%": "write a percentage as a fraction",
}
_FACTORS = frozenset(
    ("number", "letter", "word", "function", "open", "lbrace", "frac", "sqrt", "binom", "begin",
     "big", "lim", "nabla", "partial", "numbers", "indicator", "accent", "part", "dots")
)  # fmt: skip


class Formula(Environments):
    """The whole grammar."""

    def __init__(self, text: Text, lexemes: Sequence[Lexeme], names: Names) -> None:
        super().__init__(text, lexemes, names)
        self.loose: list[Tree] = []

    def relation(self, depth: int) -> Tree:
        """An expression, or several with relations between them."""
        start = self.here.start
        operands = [self.sum(depth)]
        operators: list[str] = []
        spans = []
        while self.here.kind == "relation" or self._maps():
            sign = self.advance()
            self.skip("amp")
            self.skip("wide")
            operators.append(sign.text if sign.kind == "relation" else ":")
            spans.append(self.of(sign))
            operands.append(self.sum(depth))
        if not operators:
            return operands[0]
        return Relation(tuple(operands), tuple(operators), tuple(spans), self.place(start))

    def _maps(self) -> bool:
        """Whether the colon of ``f : A -> B`` stands here."""
        return self.at("colon") and any(
            t.kind == "relation" and t.text == "->" for t in self.lexemes[self.index :]
        )

    # -- sums -------------------------------------------------------------------------------

    def sum(self, depth: int) -> Tree:
        """Terms with signs between them.

        Raises:
            InputError: SA105 for nesting beyond the bound, SA107 where a derivative or a limit
                without brackets may reach over a sign.
        """
        if depth > MAX_DEPTH:
            raise self.refusal(
                "SA105", f"the formula is nested more than {MAX_DEPTH} deep", "use fewer brackets"
            )
        start = self.here.start
        self.skip("amp")
        outer, self.loose = self.loose, []
        terms = [self._term(depth)]
        while self.at("operator", "+", "-") or (self.at("amp") and self.ahead().text in {"+", "-"}):
            self.skip("amp")
            loose = list(self.loose)
            terms.append(self._term(depth))
            self._require_closed(loose, terms[-1][1])
        self.loose = outer
        if self.at("operator", *_SETS):
            return self._set_operation(start, terms, depth)
        if self.at("operator") and self.here.text in _REFUSED:
            raise self.refusal("SA103", "this is not read", _REFUSED[self.here.text])
        if len(terms) == 1:
            sign, term = terms[0]
            return term if sign > 0 else Negative(term, self.place(start))
        return Sum(tuple(terms), self.place(start))

    def _set_operation(self, start: int, terms: list[tuple[int, Tree]], depth: int) -> Tree:
        operator = self.advance().text
        other = self.sum(depth + 1)
        if len(terms) != 1 or terms[0][0] < 0:
            raise self.misfit()
        return Operation(operator, (terms[0][1], other), self.place(start))

    def _term(self, depth: int) -> tuple[int, Tree]:
        sign = 1
        while self.at("operator", "+", "-"):
            if self.advance().text == "-":
                sign = -sign
            self.skip("amp")
        if self.at("operator", r"\pm") and self.ahead().text == "infty":
            start = self.advance().start  # both ends of the line at once
            return sign, Operation("plus or minus", (self.product(depth),), self.place(start))
        return sign, self.product(depth)

    def _require_closed(self, loose: list[Tree], term: Tree) -> None:
        """Refuse a term of which it is not clear whether an operator before it reaches it.

        Raises:
            InputError: SA107.
        """
        for found in loose:
            if isinstance(found, Derivative | Limit) and not isinstance(term, type(found)):
                variables = found.variables if isinstance(found, Derivative) else (found.variable,)
                bound = {v.name for v in variables if isinstance(v, Symbol)}
                if bound & names_in(term):
                    raise self.ambiguity(
                        "how far the operator reaches is not clear",
                        "write brackets around what it is applied to", term.span,
                    )  # fmt: skip

    # -- products ---------------------------------------------------------------------------

    def product(self, depth: int) -> Tree:
        """Factors with signs of multiplication and division between them.

        Raises:
            InputError: SA107 where a slash is followed by factors side by side.
        """
        start = self.here.start
        factors: list[Tree] = [self._signed_factor(depth)]
        signs: list[str] = []
        while True:
            if self.at("operator", *_TIMES):
                sign = self.advance().text
                self.skip("amp")
                signs.append(sign)
                factors.append(self._signed_factor(depth))
            elif self.at("operator", "/"):
                self.advance()
                self._divide(factors, signs, start, depth)
            elif self._goes_on():
                self._check_number_behind(factors[-1])
                signs.append("")
                factors.append(self.factor(depth))
            elif self.at("over"):
                return self._over(factors, signs, start, depth)
            else:
                break
        return self._joined(factors, signs, start)

    def _check_number_behind(self, before: Tree) -> None:
        """Refuse a number behind a letter, as in ``w 3``: it is rarely a factor."""
        apart = self.here.kind == "number" and self.here.gap
        if apart and isinstance(before, Symbol) and before.name != "pi":
            raise self.ambiguity("is this number a factor or an index?", "write w_3 or w \\cdot 3")

    def _joined(self, factors: list[Tree], signs: list[str], start: int) -> Tree:
        if len(factors) == 1:
            return factors[0]
        return Product(tuple(factors), tuple(signs), self.place(start))

    def _over(self, factors: list[Tree], signs: list[str], start: int, depth: int) -> Tree:
        self.advance()
        numerator = self._joined(factors, signs, start)
        return Quotient(numerator, self.product(depth), self.place(start))

    def _divide(self, factors: list[Tree], signs: list[str], start: int, depth: int) -> None:
        """Divide what stands before the slash by the factor behind it."""
        del start
        number_over_number = isinstance(factors[-1], Number) and self.here.kind == "number"
        denominator = self._signed_factor(depth)
        # Over a line, factors side by side before a slash are one numerator.
        taken = 1
        while taken < len(factors) and signs[len(factors) - 1 - taken] == "":
            taken += 1
        group = factors[-taken:]
        if taken > 1:
            numerator: Tree = Product(
                tuple(group), ("",) * (taken - 1), self.place(self._offset(group[0]))
            )
        else:
            numerator = group[0]
        del factors[-taken:]
        if taken > 1:
            del signs[-(taken - 1) :]
        factors.append(
            Quotient(numerator, denominator, self.place(self._offset(group[0])), is_drawn=False)
        )
        clear = number_over_number or self.here.gap or self.here.kind in {"big", "frac", "words"}
        if self._goes_on() and not clear:
            raise self.ambiguity(
                "what stands below the slash is not clear", "write brackets, or a fraction"
            )

    def _offset(self, tree: Tree) -> int:
        """Where in the text a tree begins."""
        start = tree.span.start
        origins = self.text.origins
        low, high = 0, len(origins) - 1
        while low < high:
            middle = (low + high) // 2
            if origins[middle] < start:
                low = middle + 1
            else:
                high = middle
        return low

    def _signed_factor(self, depth: int) -> Tree:
        if self.at("operator", "-", "+"):
            head = self.advance()
            inside = self._signed_factor(depth)
            return Negative(inside, self.place(head.start)) if head.text == "-" else inside
        return self.factor(depth)

    def starts_factor(self) -> bool:
        """Whether a factor begins under the cursor."""
        if self.here.kind in {"bar", "dbar"}:
            return self.bars == 0 and not self.bar_at_point()
        return self.here.kind in _FACTORS

    def _goes_on(self) -> bool:
        return self.starts_factor()

    # -- factors ----------------------------------------------------------------------------

    def factor(self, depth: int) -> Tree:
        """A factor of a product, with what is written above and below it."""
        if depth > MAX_DEPTH:
            raise self.refusal("SA105", "the formula is nested too deeply", "use fewer brackets")
        start = self.here.start
        tree = self._atom(depth)
        tree = self.scripts(tree, start, depth)
        while self.bar_at_point():
            self.advance()
            tree = self.at_point(tree, start, depth)
        return tree

    def _atom(self, depth: int) -> Tree:
        token = self.here
        if (derivative := self._one_line(depth)) is not None:
            return derivative
        if token.kind == "close" and token.text == "]":
            return self.bracketed(depth)  # the open ends of intervals in French
        if token.kind in {"number", "part", "dots"}:
            return self._digits()
        parts: dict[str, Callable[[int], Tree]] = {
            "letter": self.named, "word": self.named, "function": self.named,
            "frac": self.fraction, "sqrt": self.root, "binom": self.binomial,
            "begin": self.environment, "big": self.big, "lim": self.limit,
            "nabla": self.gradient, "numbers": self.numbers, "indicator": self.indicator,
            "accent": self._accented, "bar": self.absolute, "dbar": self.absolute,
            "lbrace": self.group, "open": self._opened,
        }  # fmt: skip
        if token.kind not in parts:
            raise self.misfit("a number, a letter or a bracket")
        return parts[token.kind](depth)

    def _opened(self, depth: int) -> Tree:
        if self.here.text == ".":
            return self.evaluated(depth)
        if self.here.text in {"|", "‖"}:
            return self.absolute(depth)
        if self.here.text == "{" and (stacked := self.stacked(depth)) is not None:
            return stacked
        return self.bracketed(depth)

    def _one_line(self, depth: int) -> Tree | None:
        """A derivative in one line, or a name such as ``dW``."""
        token = self.here
        is_word = token.kind == "word" and token.text[0] == "d" and len(token.text) > 1
        if not self.differential(token) and not is_word:
            return None
        if (found := self.slashed(depth)) is not None:
            return found
        letter = self.ahead()
        beside = letter.start == token.end and not self.names.applies(letter.text)
        if token.kind == letter.kind == "letter" and beside:
            self.advance()
            self.advance()
            name = Symbol(f"d{letter.text}", self.place(token.start), style="differential")
            return self.decorated(name, token.start, depth)[0]
        if token.kind == "partial":
            raise self.misfit("a derivative")
        return None

    def _digits(self) -> Tree:
        """A number, or a part in one character, or an ellipsis."""
        token = self.advance()
        place = self.of(token)
        if token.kind == "dots":
            return Dots(place)
        if token.kind == "number":
            return Number(token.text, place)
        above, below = token.text.split("/")
        return Quotient(Number(above, place), Number(below, place), place)

    def _accented(self, depth: int) -> Tree:
        r"""What ``\hat`` begins: a letter with a style."""
        head = self.advance()
        braced = self.at("lbrace")
        if braced:
            self.advance()
        if self.here.kind not in {"letter", "word"}:
            raise self.misfit("a letter")
        letter = self.advance()
        symbol = Symbol(letter.text, self.of(letter), style=head.text)
        if braced:
            symbol, _ = self.decorated(symbol, head.start, depth)
            self.close_brace(head)
        symbol = replace(symbol, span=self.place(head.start))
        return self.decorated(symbol, head.start, depth)[0]

    def _digit(self, token: Lexeme) -> Tree:
        """The first digit of a number, which is all that a fraction takes without braces.

        Raises:
            InputError: SA107 behind other commands, where more is meant.
        """
        before = [t.kind for t in self.lexemes[max(0, self.index - 2) : self.index]]
        if "frac" not in before or "." in token.text:
            raise self.ambiguity("only the first digit is taken", f"write {{{token.text}}}")
        middle = token.start + 1
        self.lexemes[self.index] = replace(token, text=token.text[1:], start=middle)
        return Number(token.text[0], self.text.span(token.start, middle))

    def single(self, depth: int) -> Tree:
        """One letter or digit that a command takes without braces.

        Raises:
            InputError: SA103 where there is none.
        """
        token = self.here
        if token.kind == "number" and len(token.text) > 1 and "\\" in self.text.chars:
            return self._digit(token)
        if token.kind in {"letter", "number", "word", "function"}:
            self.advance()
            place = self.of(token)
            if token.kind == "number":
                return Number(token.text, place)
            style = token.extra if token.extra not in {"upright", "sized"} else ""
            return Symbol(token.text, place, style=style)
        if token.kind in {"frac", "sqrt", "accent", "numbers"}:
            return self._atom(depth + 1)
        if token.kind == "operator" and token.text in {"*", "+", "-", r"\star"}:
            self.advance()
            return Symbol(token.text, self.of(token))
        if token.kind == "part":
            return self._digits()
        raise self.misfit("a letter, a digit or braces")
