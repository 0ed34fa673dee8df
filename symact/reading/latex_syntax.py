r"""The precedence-climbing parser of a formula in LaTeX: sums, products and names."""

from symact.core.errors import InputError
from symact.core.span import Span
from symact.reading.latex_cursor import MAX_DEPTH
from symact.reading.latex_functions import Functions, named_function
from symact.reading.latex_words import (
    COMMANDS,
    CONSTANTS,
    FRACTIONS,
    GREEK,
    LETTER_FUNCTIONS,
    OVER,
    TIMES,
)
from symact.reading.nodes import PRODUCT, SUM, Call, Chain, Literal, Name, Node, Prefix
from symact.reading.tokens import Token

# The letters that programs make a blank of together with the backslash before them.
_EATEN = "tnrbfav"
_STEPS = r"write \begin{cases} ... \end{cases}, which says what the value at 0 is"
_INDICATORS = frozenset(("1", "I"))


class Formula(Functions):
    """The whole grammar of an expression."""

    def whole(self) -> Node:
        """The tree of all that is left.

        Raises:
            InputError: at the first token that does not fit.
        """
        node = self.sum(0)
        if self.token.kind != "end":
            raise self.misfit()
        return node

    # -- sums and products ------------------------------------------------------------------

    def sum(self, depth: int) -> Node:
        """Terms with signs between them.

        Raises:
            InputError: SA105 for nesting beyond the bound.
        """
        if depth > MAX_DEPTH:
            raise self.refusal(
                "SA105",
                f"the formula is nested more than {MAX_DEPTH} deep",
                "write it with fewer brackets inside each other",
            )
        operands = [self._signed(depth)]
        operators: list[str] = []
        while self.mark("+", "-"):
            operators.append(self.advance().text)
            operands.append(self._signed(depth))
        if not operators:
            return operands[0]
        span = self.between(operands[0], operands[-1])
        return Chain(SUM, tuple(operands), tuple(operators), span)

    def _signed(self, depth: int) -> Node:
        """A product with signs before it."""
        start, negative = self.token.start, False
        while self.mark("+", "-"):
            negative ^= self.advance().text == "-"
        node = self._product(depth)
        return Prefix("-", node, self.span(start, node.span.end)) if negative else node

    def _product(self, depth: int) -> Node:
        operands = [self.factor(depth)]
        operators: list[str] = []
        while True:
            if self.mark(*TIMES) or self.command(*TIMES):
                self.advance()
                operators.append("*")
                operands.append(self._signed_factor(depth))
            elif self.mark(*OVER) or self.command(*OVER):
                self.advance()
                operators.append("/")
                operands.append(self._divisor(depth))
            elif self.starts_factor():
                self._require_clear_product(operands)
                operators.append("*")
                operands.append(self.factor(depth))
            else:
                break
        if not operators:
            return operands[0]
        span = self.between(operands[0], operands[-1])
        return Chain(PRODUCT, tuple(operands), tuple(operators), span)

    def _signed_factor(self, depth: int) -> Node:
        start = self.token.start
        if not self.mark("-"):
            return self.factor(depth)
        self.advance()
        node = self.factor(depth)
        return Prefix("-", node, self.span(start, node.span.end))

    def _divisor(self, depth: int) -> Node:
        """A divisor after a slash, which no product without a sign may follow."""
        node = self.factor(depth)
        if self.starts_factor():
            shown = self.span(node.span.start, self.token.end).text
            raise self.ambiguity(
                f"it is not clear whether all of {shown!r} is divided by",
                r"write \frac{a}{b c} or \frac{a}{b} c",
            )
        return node

    def _require_clear_product(self, operands: list[Node]) -> None:
        """Refuse a product without a sign that may mean something else.

        Raises:
            InputError: SA107.
        """
        last = operands[-1]
        if self.token.kind == "number":
            text = self.token.text
            raise self.ambiguity(
                f"the number {text} behind a factor",
                f"write {text} before it, ^{{{text}}} for a power, or \\cdot between",
            )
        if isinstance(last, Literal) and last.text.isdecimal() and self.command(*FRACTIONS):
            inside = self.tokens[self.index + 1]
            digit = self.tokens[self.index + 2] if inside.text == "{" else inside
            if digit.kind == "number":
                raise self.ambiguity(
                    "this may be a mixed number or a product", r"write \cdot, or one fraction"
                )
        if self.token.kind == "bar" and not _barred(last) and any(map(_barred, operands)):
            raise self.ambiguity(
                "which bars belong together is not clear", r"write \lvert x \rvert"
            )

    # -- factors ----------------------------------------------------------------------------

    def factor(self, depth: int) -> Node:
        """A factor of a product, with its exponent."""
        token = self.token
        name = self.function_here()
        if name is not None:
            return self.application(name, depth)
        if token.kind == "number":
            return self._number(depth)
        if token.kind == "letter" or token.text in {*GREEK, *CONSTANTS}:
            return self._letter(depth)
        if token.kind == "word":
            return self._word(depth)
        if token.kind == "bold":
            return self._bold(depth)
        if self.command(*FRACTIONS):
            return self.fraction(depth)
        if self.command(r"\sqrt"):
            return self.scripts(self.root(depth), depth)
        if token.kind == "bar" or (token.kind in {"open", "left"} and token.text == "|"):
            return self.scripts(self.absolute(depth), depth)
        braced = token.kind == "left" and token.text == r"\{" and self.following.kind == "begin"
        if token.kind == "begin" or braced:
            return self.cases(depth)
        if token.kind in {"open", "left"} and token.text in {"(", "[", r"\{"}:
            return self.scripts(self.grouped(depth), depth)
        if self.mark("{"):
            return self.scripts(self.invisible(depth), depth)
        raise self.misfit("" if token.kind == "command" else "an expression")

    def _number(self, depth: int) -> Node:
        token = self.advance()
        span = self.span(token.start, token.end)
        if len(token.text) > 1 and token.text[0] == "0" and token.text[1] != ".":
            raise self.ambiguity(
                f"the number {token.text} begins with 0", "write a decimal with a point", span
            )
        if token.text == "1" and self.mark("_") and self.following.text == "{":
            return self.indicator(token, depth)
        if self.mark("{") and self.following.text in {",", "."}:
            raise self.ambiguity("a comma inside of a number", "write a decimal with a point")
        return self.scripts(Literal(token.text, span), depth)

    def _bold(self, depth: int) -> Node:
        token = self.advance()
        if token.text in _INDICATORS and (self.mark("_") or self.token.kind in {"open", "left"}):
            return self.indicator(token, depth)
        raise self.refusal(
            "SA101",
            f"the bold sign {token.text!r} has no meaning here",
            "write an upright x for a number; bold letters are vectors",
            self.span(token.start, token.end),
        )

    def _word(self, depth: int) -> Node:
        token = self.token
        span = self.here()
        if token.text in self.declared:
            self.advance()
            return self._named(token.text, token, depth)
        if token.text.replace(".", "", 1).isdecimal():
            self.advance()
            return self.scripts(Literal(token.text, span), depth)
        if token.text == "e" and self.upright():
            self.advance()
            return self.scripts(Name("E", span), depth)
        raise self.unknown(token.text, span)

    # -- letters ----------------------------------------------------------------------------

    def _letter(self, depth: int) -> Node:
        """A variable, a parameter or a constant, with its index."""
        token = self.token
        if token.kind == "letter":
            run = self._run()
            if len(run) > 1 and run in self.declared:
                self.index += len(run)
                return self._named(run, token, depth)
            self._require_letters(run)
        self.advance()
        base = self.plain_name(token)
        if token.text in CONSTANTS and not self.mark("_"):
            return self._beside_bracket(Name(CONSTANTS[token.text], self._from(token)), depth)
        name = self._with_index(base)
        if name == "e" and name not in self.declared:
            return self._euler(token, depth)
        return self._named(name, token, depth)

    def _named(self, name: str, token: Token, depth: int) -> Node:
        span = self._from(token)
        if name not in self.declared:
            if self.mark("'") or self.command(r"\prime"):
                raise self.refusal(
                    "SA103", "a derivative is no definition", "write the derivative's own formula"
                )
            if self.token.kind in {"open", "left"}:
                raise self._unknown_function(name, span)
            raise self.unknown(name, span)
        node = self._beside_bracket(Name(name, span), depth)
        if token.text in LETTER_FUNCTIONS and self.token.kind in {"open", "left"}:
            raise self.ambiguity(
                f"{token.text} is declared, and may be a function here",
                r"write \cdot for a product",
                span,
            )
        return node

    def _unknown_function(self, name: str, span: Span) -> InputError:
        mend = _STEPS if name in {"H", "theta", "Theta", "u"} else "write its formula"
        return self.refusal(
            "SA101",
            f"unknown function {name!r}",
            f"{mend}; a factor of that name is declared with --parameter '{name} > 0'",
            span,
        )

    def _beside_bracket(self, node: Name, depth: int) -> Node:
        """The name, unless a bracket with nothing but a name makes it look like a function."""
        scripted = self.scripts(node, depth)
        if self.token.kind in {"open", "left"} and self.token.text == "(":
            inside, after = (self.tokens[min(self.index + i, len(self.tokens) - 1)] for i in (1, 2))
            lone = inside.kind == "letter" or inside.text in GREEK
            if lone and after.kind in {"close", "right"}:
                raise self.ambiguity(
                    f"{scripted.span.text}({inside.text}) looks like a function of {inside.text}",
                    r"write \cdot for a product",
                    self.span(node.span.start, after.end),
                )
        return scripted

    def _from(self, token: Token) -> Span:
        """The range from a token to the cursor."""
        return self.span(token.start, self.tokens[self.index - 1].end)

    def _with_index(self, base: str) -> str:
        """The name with its index, as parameters are declared: ``alpha_p``."""
        if not self.mark("_") or self.following.text == "+":
            return base
        self.advance()
        if not self.mark("{"):
            token = self.advance()
            text = self.plain_name(token)
            if token.kind == "number" and len(text) > 1:
                self.index -= 1
                raise self.ambiguity(
                    "only the first digit is lowered", f"write _{{{text}}} with braces"
                )
            if token.kind not in {"number", "letter", "word"} and token.text not in GREEK:
                self.index -= 1
                raise self.misfit("an index")
            return f"{base}_{text}"
        opened = self.advance()
        text = ""
        while self.token.kind in {"number", "letter", "word"} or self.token.text in GREEK:
            text += self.plain_name(self.advance())
        if not text:
            raise self.misfit("an index")
        self.brace(opened)
        return f"{base}_{text}"

    def _euler(self, token: Token, depth: int) -> Node:
        """Euler's number, which nearly always has an exponent."""
        node = Name("E", self._from(token))
        if self.mark("^") or self.token.kind == "raised":
            return self.scripts(node, depth)
        spaced = "\\" in self.source.text[token.end : self.token.start]
        if self.mark("-") or (self.starts_factor() and not spaced):
            raise self.ambiguity(
                "'e' without an exponent",
                r"write e^{-x} for the exponential, \exp(1) for the number",
                node.span,
            )
        return node

    def _run(self) -> str:
        """The letters that stand together from the cursor on, or none inside of such a run."""
        before = self.tokens[self.index - 1] if self.index else None
        if before is not None and before.kind == "letter" and before.end == self.token.start:
            return ""
        run = ""
        index, end = self.index, self.token.start
        while self.tokens[index].kind == "letter" and self.tokens[index].start == end:
            run += self.tokens[index].text
            index, end = index + 1, self.tokens[index].end
        return run

    def _require_letters(self, run: str) -> None:
        """Refuse letters that stand together like a word.

        Raises:
            InputError: SA108 for a command without its beginning, SA107 for other words.
        """
        if len(run) < 2:
            return
        span = self.span(self.token.start, self.token.start + len(run))
        whole = f"\\{run}"
        if whole in COMMANDS:
            raise self.ambiguity(f"the letters {run!r} without a backslash", f"write {whole}", span)
        if named_function(run) is not None:
            raise self.ambiguity(
                f"the letters {run!r} beside each other",
                rf"write \operatorname{{{run}}}",
                span,
            )
        for letter in _EATEN:
            if f"\\{letter}{run}" in COMMANDS:
                raise self.refusal(
                    "SA108",
                    f"the beginning of \\{letter}{run} seems to be lost",
                    f"write \\{letter}{run}; in a program, write the text as a raw string",
                    span,
                )
        if len(run) > 2:
            raise self.ambiguity(
                f"the letters {run!r} beside each other",
                rf"write spaces between factors, or \operatorname{{{run}}} for a name",
                span,
            )


def _barred(node: Node) -> bool:
    """Whether a factor is an absolute value between plain bars."""
    return isinstance(node, Call) and node.name == "Abs" and node.name_span.text == "|"
