r"""Functions in LaTeX: ``\tanh x``, ``\tanh^2(x)``, ``\operatorname{erf}``, ``\max\{0, x\}``."""

from abc import abstractmethod
from typing import TypeAlias

from symact.core.errors import InputError
from symact.reading.latex_parts import Parts
from symact.reading.latex_words import (
    CONSTANTS,
    FRACTIONS,
    FUNCTIONS,
    GREEK,
    LETTER_FUNCTIONS,
    OVER,
    SHORT,
    TIMES,
)
from symact.reading.nodes import PRODUCT, SUM, Call, Chain, Literal, Name, Node, Pair, Power, Prefix
from symact.reading.spellings import SAME, called
from symact.reading.tokens import Token
from symact.reading.vocabulary import WORDS, catalogue_function

Arguments: TypeAlias = tuple[Node, ...]
_LOGARITHMS = frozenset(("log", "ln"))
_ENCLOSING = frozenset(("open", "left", "begin", "bold"))
_INVERSES = {
    **{rf"\{name}": rf"\arc{name}(x)" for name in ("sin", "cos", "tan")},
    **{rf"\{name}": rf"\operatorname{{ar{name}}}(x)" for name in ("sinh", "cosh", "tanh")},
}
_SEVERAL = frozenset(("Max", "Min", "max", "min", "maximum", "minimum", "clip", "clamp"))


def named_function(words: str) -> str | None:
    r"""The function that a name in upright letters means, or None.

    Example:
        >>> named_function("erf"), named_function("Leaky ReLU"), named_function("softmax")
        ('erf', 'Leaky ReLU', None)
    """
    if words in {"Heaviside", "heaviside", "H", "sigma", "phi", "Phi"}:
        return None  # its value at 0 is not agreed on; a letter is written as a letter
    if words in SHORT:
        return SHORT[words]
    if words in WORDS or words in SAME:
        return words
    if words in {"clip", "clamp"} or catalogue_function(words) is not None:
        return words
    return words.lower() if words.lower() in {"max", "min"} else None


class Functions(Parts):
    """The part of the grammar that applies functions to arguments."""

    @abstractmethod
    def factor(self, depth: int) -> Node:
        """A factor of a product, with its exponent."""

    def function_here(self) -> str | None:
        """The function that the token under the cursor names, or None."""
        token = self.token
        if token.kind == "command":
            if token.text in FUNCTIONS:
                return FUNCTIONS[token.text]
        elif token.kind == "word":
            return named_function(token.text)
        name = LETTER_FUNCTIONS.get(token.text) if token.kind in {"letter", "command"} else None
        return None if name is None or self.plain_name(token) in self.declared else name

    def plain_name(self, token: Token) -> str:
        """The name of a letter, as parameters are declared."""
        return GREEK.get(token.text, token.text)

    def starts_factor(self) -> bool:
        """Whether a factor begins under the cursor."""
        token = self.token
        if token.kind == "word":
            return self.upright() or named_function(token.text) is not None
        if token.kind == "bar":
            return self.bars == 0
        if token.kind == "command":
            known = (FUNCTIONS, GREEK, CONSTANTS, FRACTIONS, (r"\sqrt",))
            return any(token.text in group for group in known)
        return token.kind in {"number", "letter", "bold", "begin", "open", "left"} or self.mark("{")

    def upright(self) -> bool:
        r"""Whether a single letter or a declared name in upright type stands here."""
        text = self.token.text
        typed = self.here().text.startswith((r"\math", r"\operatorname"))
        return (typed and len(text) == 1) or text in self.declared

    # -- application ------------------------------------------------------------------------

    def application(self, name: str, depth: int) -> Node:
        """A function with its power, its base and its argument."""
        head = self.advance()
        place = self.span(head.start, head.end)
        letter = head.text in LETTER_FUNCTIONS
        power: Node | None = None
        base: Node | None = None
        while self.mark("^", "_") or self.token.kind == "raised":
            if self.mark("_") and base is None and name in _LOGARITHMS:
                base = self._base()
            elif self.mark("_"):
                raise self.refusal(
                    "SA103", f"{place.text} has no index here", "write its formula", self.here()
                )
            elif power is None:
                power = self._power(depth, head)
            else:
                raise self.ambiguity("a second exponent", "write brackets")
        if self.mark("'") or self.command(r"\prime"):
            raise self.refusal(
                "SA103", "a derivative is no definition", "write the derivative's own formula"
            )
        if self.token.kind in {"open", "left"} and self.token.text != "|":
            arguments, end = self.bracket(depth)
        elif letter or name in _SEVERAL:
            raise self._without_bracket(head, letter=letter)
        else:
            arguments, end = self._open_argument(depth, place.text)
        span = self.span(head.start, end)
        if base is not None and not (isinstance(base, Name) and base.name == "E"):
            arguments = (*arguments, base)
        elif name in _LOGARITHMS and len(arguments) > 1:
            raise self.refusal("SA104", f"{place.text} takes 1 argument", "give it one", span)
        call = called(name, Call(name, arguments, span, place))
        return self.scripts(call, depth) if power is None else self._raised(call, power)

    def _raised(self, call: Node, power: Node) -> Node:
        if self.mark("^", "_", "'") or self.token.kind == "raised":
            raise self.ambiguity("a second exponent", "write brackets")
        return Power(call, power, call.span)

    def _power(self, depth: int, head: Token) -> Node:
        """The exponent of a function's name: a whole number, since -1 may mean the inverse."""
        start = self.token.start
        if self.token.kind == "raised":
            token = self.advance()
            power: Node | None = Literal(token.text, self.span(token.start, token.end))
        else:
            power = self.exponent(depth)
        good = isinstance(power, Literal) and power.text.isdecimal()
        if power is None or not good:
            raise self.ambiguity(
                "this may be the inverse function or a power",
                f"write {_INVERSES.get(head.text, 'the inverse function by its name')}, "
                "or (...)^{...} for a power",
                self.span(head.start, max(start, self.tokens[self.index - 1].end)),
            )
        return power

    def _base(self) -> Node:
        """The base of a logarithm."""
        self.advance()
        opened = self.advance() if self.mark("{") else None
        token = self.advance()
        span = self.span(token.start, token.end)
        if token.kind == "number" and opened is None and len(token.text) > 1:
            raise self.ambiguity(
                "only the first digit is lowered", f"write _{{{token.text}}} with braces", span
            )
        name = self.plain_name(token)
        if token.kind == "number":
            node: Node = Literal(token.text, span)
        elif name in self.declared or token.text == "e":
            node = Name("E" if token.text == "e" else name, span)
        else:
            raise self.refusal("SA103", "no base of a logarithm", "write a number", span)
        if opened is not None:
            self.brace(opened)
        return node

    def _without_bracket(self, head: Token, *, letter: bool) -> InputError:
        place = self.span(head.start, head.end)
        shown = place.text
        if not letter:
            return self.refusal(
                "SA103", f"{shown} needs its arguments in brackets", f"write {shown}(0, x)", place
            )
        return self.ambiguity(
            f"{shown} may be a function or a parameter",
            f"write {shown}(x) for the function, or declare --parameter "
            f"'{self.plain_name(head)} > 0'",
            place,
        )

    # -- arguments without brackets ---------------------------------------------------------

    def _open_argument(self, depth: int, shown: str) -> tuple[Arguments, int]:
        """The argument of a function that stands without brackets: a coefficient and a factor."""
        inside = self.following
        if self.mark("{") and inside.kind in {"open", "left"} and inside.text != "|":
            return self._braced_bracket(depth, shown)
        if self.mark("{"):
            node = self.braced(depth)
            if isinstance(node, Chain) and node.level == SUM:
                raise self.ambiguity(
                    "braces are not seen on the page", f"write {shown}(...)", node.span
                )
            parts = [node]
        else:
            parts = self._tight(depth, shown)
        self._require_clear_end(parts, shown)
        if len(parts) == 1:
            return (parts[0],), parts[0].span.end
        span = self.between(parts[0], parts[-1])
        product = Chain(PRODUCT, tuple(parts), ("*",) * (len(parts) - 1), span)
        return (product,), span.end

    def _braced_bracket(self, depth: int, shown: str) -> tuple[Arguments, int]:
        """``{(...)}``, as SymPy prints."""
        opened = self.advance()
        arguments, end = self.bracket(depth)
        if not self.mark("}"):
            place = self.span(opened.start, end)
            raise self.ambiguity("braces are not seen on the page", f"write {shown}(...)", place)
        return arguments, self.brace(opened).end

    def _tight(self, depth: int, shown: str) -> list[Node]:
        if self.function_here() is not None:
            return [self.application(self.function_here() or "", depth + 1)]
        parts: list[Node] = []
        while True:
            if self.mark("-", "+"):
                raise self.ambiguity("a sign behind a function", f"write {shown}(-...)")
            barred = self.token.kind in {"open", "left"} and self.token.text == "|"
            if not self.starts_factor() or (self.token.kind in _ENCLOSING and not barred):
                raise self.misfit(f"the argument of {shown}")
            parts.append(self.factor(depth + 1))
            if not self.starts_factor() or self.function_here() is not None:
                return parts
            if any(self.mentions(part) for part in parts) or not self._letter_next():
                raise self._unclear(shown)

    def _letter_next(self) -> bool:
        """Whether a plain letter follows, with no space set before it."""
        before = self.tokens[self.index - 1]
        gap = self.source.text[before.end : self.token.start]
        plain = self.token.kind == "letter" or self.token.text in {*GREEK, *CONSTANTS}
        return plain and "\\" not in gap and self.token.text != "e"

    def _require_clear_end(self, parts: list[Node], shown: str) -> None:
        """Refuse a continuation of which nobody can say whether it is in the argument.

        Raises:
            InputError: SA107.
        """
        constant = not any(self.mentions(part) for part in parts)
        times = self.mark(*TIMES) or self.command(*TIMES)
        over = self.mark(*OVER) or self.command(*OVER)
        function = self.function_here() is not None
        if over or (constant and (times or function)):
            raise self._unclear(shown)
        if self.starts_factor() and not function:
            raise self._unclear(shown)

    def _unclear(self, shown: str) -> InputError:
        return self.ambiguity(
            f"how far the argument of {shown} reaches is not clear", f"write {shown}(...)"
        )

    def mentions(self, node: Node) -> bool:
        """Whether a tree holds the variable."""
        match node:
            case Name():
                return node.name == self.variable
            case Call():
                return any(self.mentions(part) for part in node.arguments)
            case Pair():
                return any(self.mentions(part) for part in node.items)
            case Chain():
                return any(self.mentions(part) for part in node.operands)
            case Power():
                return self.mentions(node.base) or self.mentions(node.exponent)
            case Prefix():
                return self.mentions(node.operand)
            case _:
                return False
