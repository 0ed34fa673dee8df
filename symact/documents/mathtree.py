r"""Restricted LaTeX mathematics, read to a tree.

The vocabulary is declared in ``documents.mathsymbols``. What is not in it is refused with its
name and place: a formula that reaches a page was understood in full.
"""

import re

from symact.documents.mathcursor import Cursor, Token
from symact.documents.mathnodes import (
    Accent,
    Boxed,
    Digits,
    Fence,
    Fraction,
    Function,
    Grid,
    Group,
    Letter,
    MathNode,
    MathRow,
    Root,
    Script,
    Sized,
    Space,
    Stack,
    Styled,
    Symbol,
    Words,
)
from symact.documents.mathsymbols import (
    ACCENTS,
    ALPHABETS,
    CHARACTERS,
    DELIMITERS,
    ESCAPED,
    FUNCTIONS,
    GREEK,
    HINTS,
    MATRICES,
    SIZED,
    SPACES,
    STACKS,
    SYMBOLS,
)

MAX_DEPTH = 60
_UNICODE: dict[str, str] = {
    "−": "-",
    "·": "cdot",
    **{
        char: name
        for name, (char, _) in reversed(SYMBOLS.items())
        if not char.isascii() and len(char) == 1
    },
}
_UNICODE_GREEK = {char: name for name, char in GREEK.items()}


def parse_math(tex: str, name: str = "formula") -> MathRow:
    r"""The tree of a formula.

    Args:
        tex: restricted LaTeX without dollar signs.
        name: what a message calls the source.

    Raises:
        InputError: SA110 for an unknown command, SA111 for an unknown character, SA112 for
            something missing or unbalanced, SA113 for a ragged matrix, SA114 for an unknown
            environment, SA115 for a double script, SA116 for a formula too long or too deep.

    Example:
        >>> parse_math(r"\tfrac12")
        (Fraction(numerator=(Digits(text='1'),), denominator=(Digits(text='2'),), style='tfrac'),)
    """
    return _Parser(tex, name).whole()


class _Parser(Cursor):
    """The grammar: one method for each construct."""

    depth = 0

    # -- rows -------------------------------------------------------------------------------

    def whole(self) -> MathRow:
        """The formula to its end."""
        row = self.row(frozenset())
        if self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.refuse(token, "SA112", f"'{token.text}' without a beginning")
        return row

    def row(self, stops: frozenset[str]) -> MathRow:
        """Nodes up to one of *stops*, which stays, or to what cannot continue a row."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            token = self.tokens[min(self.at, len(self.tokens) - 1)]
            self.refuse(token, "SA116", f"formula nested more than {MAX_DEPTH} deep")
        nodes: list[MathNode] = []
        ends = stops | {"", "}", "&", "\\\\", "\\right", "\\end"}
        while (text := self.peek()) not in ends:
            if text in {"\\displaystyle", "\\textstyle"}:
                self.take("a style")
                nodes.append(Styled(text[1:], self.row(stops)))
                break
            nodes.append(self.scripted())
        self.depth -= 1
        return tuple(nodes)

    def scripted(self) -> MathNode:
        """One node with its scripts and primes."""
        base: MathNode = Group(()) if self.peek() in {"^", "_", "'"} else self.numeral_or_atom()
        sub: MathRow | None = None
        sup: MathRow | None = None
        primes = 0
        while self.peek() in {"^", "_", "'"}:
            token = self.take("a script")
            if token.text == "'":
                primes += 1
                continue
            value = self.argument()
            if token.text == "_":
                if sub is not None:
                    self.refuse(token, "SA115", "second subscript on one base", "use braces")
                sub = value
            elif value and all(node == Symbol("prime") for node in value):
                primes += len(value)
            else:
                if sup is not None:
                    self.refuse(token, "SA115", "second superscript on one base", "use braces")
                sup = value
        if not (sub or sup or primes):
            return base
        return Script(base, sub or (), sup or (), primes)

    def numeral_or_atom(self) -> MathNode:
        """A whole numeral, or one atom."""
        text = self.peek()
        if not _is_digit(text):
            return self.atom()
        digits = self.take("a digit").text
        while True:
            following = self.tokens[self.at + 1].text if self.at + 1 < len(self.tokens) else ""
            if _is_digit(self.peek()):
                digits += self.take("a digit").text
            elif self.peek() == "." and _is_digit(following) and "." not in digits:
                digits += self.take("a point").text
            else:
                return Digits(digits)

    def argument(self) -> MathRow:
        """A group in braces, or, as in TeX, exactly one token."""
        if self.peek() == "{":
            return self.braces()
        token = self.tokens[self.at] if self.at < len(self.tokens) else None
        if token is not None and token.text in {"^", "_", "&", "\\\\", "}", "'"}:
            self.refuse(token, "SA112", f"'{token.text}' where an argument should come")
        if _is_digit(self.peek()):
            return (Digits(self.take("an argument").text),)
        return (self.atom(),)

    def braces(self) -> MathRow:
        """The row between braces."""
        opening = self.expect("{")
        row = self.row(frozenset())
        if self.peek() != "}":
            self.refuse(opening, "SA112", "brace without its closing brace")
        self.take("'}'")
        return row

    # -- atoms ------------------------------------------------------------------------------

    def atom(self) -> MathNode:
        """One node without scripts."""
        if self.peek() == "{":
            return Group(self.braces())
        token = self.take("a formula")
        text = token.text
        if _is_digit(text):
            return Digits(text)
        if text.isascii() and text.isalpha():
            return Letter(text)
        if text in CHARACTERS:
            return Symbol(text)
        if text in _UNICODE_GREEK:
            return Letter(_UNICODE_GREEK[text])
        if text in _UNICODE:
            return Symbol(_UNICODE[text])
        if text.startswith("\\") and len(text) > 1:
            return self.command(token, text[1:])
        return self.refuse(token, "SA111", f"character '{text}' is not known in a formula")

    def command(self, token: Token, name: str) -> MathNode:  # noqa: PLR0912
        """The node that a command begins."""
        if name in GREEK:
            return Letter(name)
        if name in FUNCTIONS:
            return Function(name, FUNCTIONS[name])
        if name == "|":
            return Symbol("Vert")
        if name in SYMBOLS and (len(name) > 1 or name in ESCAPED):
            return Symbol(name)
        if name in SPACES:
            return Space(name)
        if name in SIZED:
            return Sized(name, self.delimiter())
        if name in ALPHABETS:
            return self.alphabet(token, name)
        if name in ACCENTS:
            return Accent(name, self.argument())
        if name in STACKS:
            small = self.argument()
            return Stack(name, small, self.argument())
        match name:
            case "frac" | "dfrac" | "tfrac":
                numerator = self.argument()
                return Fraction(numerator, self.argument(), name)
            case "sqrt":
                return self.root()
            case "left":
                return self.fence(token)
            case "middle":
                return Sized(name, self.delimiter())
            case "text" | "textrm" | "mbox":
                return self.words()
            case "operatorname" | "operatorname*":
                return Function(self.raw_name(), name.endswith("*"))
            case "boxed":
                return Boxed(self.braces())
            case "begin":
                return self.grid(token)
            case _:
                return self.refuse(
                    token,
                    "SA110",
                    f"command \\{name} is not in the vocabulary of formulas",
                    HINTS.get(name, ""),
                )

    def alphabet(self, token: Token, name: str) -> MathNode:
        """A row in another alphabet; blackboard and calligraphic ones have capitals only."""
        body = self.argument()
        if name in {"mathbb", "mathcal"}:
            for node in body:
                if not (isinstance(node, Letter) and len(node.name) == 1 and node.name.isupper()):
                    self.refuse(
                        token,
                        "SA110",
                        f"\\{name} is known for capital letters only",
                        "write \\mathbf{1} for an indicator",
                    )
        return Styled(name, body)

    def root(self) -> MathNode:
        """A root, with its index where there is one."""
        index: MathRow = ()
        if self.peek() == "[":
            opening = self.take("'['")
            index = self.row(frozenset({"]"}))
            if self.peek() != "]":
                self.refuse(opening, "SA112", "bracket of a root's index without its end")
            self.take("']'")
        return Root(self.argument(), index)

    def delimiter(self) -> str:
        """The name of the delimiter that comes next."""
        token = self.take("a delimiter")
        name = token.text.removeprefix("\\") if len(token.text) > 1 else token.text
        name = "Vert" if token.text == "\\|" else name
        if name not in DELIMITERS or token.text in {"{", "}"}:
            self.refuse(token, "SA112", f"'{token.text}' is no delimiter", "write \\{ for a brace")
        return name

    def fence(self, token: Token) -> MathNode:
        r"""The row between \left and \right."""
        left = self.delimiter()
        body = self.row(frozenset())
        if self.peek() != "\\right":
            self.refuse(token, "SA112", "\\left without its \\right")
        self.take("\\right")
        return Fence(left, self.delimiter(), body)

    def raw_text(self) -> tuple[str, int]:
        """The source between balanced braces, with its offset; the cursor moves behind it."""
        opening = self.expect("{")
        level = 1
        while level:
            token = self.take("'}'")
            level += {"{": 1, "}": -1}.get(token.text, 0)
        return self.source.text[opening.end : token.start], opening.end

    def words(self) -> MathNode:
        """Words, and formulas between dollar signs among them."""
        text, offset = self.raw_text()
        pieces = text.split("$")
        if len(pieces) % 2 == 0:
            self.fail("SA112", "odd number of dollar signs in words", offset, offset + len(text))
        parts: list[MathNode] = []
        for i, piece in enumerate(pieces):
            if i % 2:
                parts.extend(parse_math(piece, self.source.name))
            elif piece:
                parts.append(Words(self.plain(piece, offset)))
            offset += len(piece) + 1
        return parts[0] if len(parts) == 1 else Group(tuple(parts))

    def plain(self, text: str, offset: int) -> str:
        """Words with their escapes undone."""
        text = re.sub(r"\s+", " ", text)
        result = re.sub(r"\\([%&#_ ,$])", r"\1", text).replace("~", " ")
        bad = re.search(r"[\\{}^]", result)
        if bad:
            start = offset + bad.start()
            self.fail(
                "SA111", f"'{bad.group()}' is not known among words", start, start + 1,
                "put mathematics outside \\text",
            )  # fmt: skip
        return result

    def raw_name(self) -> str:
        """The name of an operator: letters, digits and thin spaces."""
        text, offset = self.raw_text()
        name = text.replace("\\,", "\u2009").replace("\\ ", " ").strip()
        if not re.fullmatch(r"[A-Za-z0-9\u2009 -]+", name):
            self.fail("SA111", "operator name has other characters than letters", offset,
                      offset + max(1, len(text)))  # fmt: skip
        return name

    # -- grids ------------------------------------------------------------------------------

    def environment(self) -> tuple[str, Token]:
        r"""The name in braces after \begin or \end, with its first token."""
        token = self.tokens[min(self.at, len(self.tokens) - 1)]
        text, _ = self.raw_text()
        return text.strip(), token

    def grid(self, begin: Token) -> MathNode:
        """A matrix, cases or aligned lines, checked to be rectangular where it must be."""
        name, token = self.environment()
        if name not in MATRICES:
            known = ", ".join(MATRICES)
            self.fail("SA114", f"environment '{name}' is not known", begin.start, token.end,
                      f"use one of {known}")  # fmt: skip
        columns = ""
        if name == "array":
            columns = self.raw_text()[0].replace(" ", "")
            if not re.fullmatch(r"\|?(?:[lcr]\|?)+", columns):
                self.refuse(begin, "SA114", f"array columns '{columns}' are not letters l, c, r")
        rows: list[tuple[MathRow, ...]] = []
        cells: list[MathRow] = []
        while True:
            cells.append(self.row(frozenset()))
            mark = self.take(f"\\end{{{name}}}")
            if mark.text == "&":
                continue
            if mark.text not in {"\\\\", "\\end"}:
                self.refuse(mark, "SA112", f"'{mark.text}' without a beginning in {name}")
            if mark.text == "\\\\" or cells != [()]:
                self.check_row(name, columns, rows, cells, mark)
                rows.append(tuple(cells))
            cells = []
            if mark.text == "\\end":
                break
            if self.peek() == "[":
                self.refuse(self.tokens[self.at], "SA112", "a row begins with a bracket, which "
                            "TeX takes for a distance", "write {[}")  # fmt: skip
        ended, end = self.environment()
        if ended != name:
            self.refuse(end, "SA112", f"\\begin{{{name}}} is ended by \\end{{{ended}}}")
        if not rows:
            self.fail("SA113", f"{name} has no rows", begin.start, end.start)
        return Grid(name, tuple(rows), columns)

    def check_row(
        self,
        name: str,
        columns: str,
        rows: list[tuple[MathRow, ...]],
        cells: list[MathRow],
        mark: Token,
    ) -> None:
        """Refuse a row that has not as many cells as the first, or as the columns declared."""
        count = len(cells)
        wanted = len(columns.replace("|", "")) or (len(rows[0]) if rows else count)
        if name in {"cases", "dcases"} and count > 2:
            self.refuse(mark, "SA113", f"{name} has {count} cells in a row, at most 2 fit")
        if name != "aligned" and count != wanted:
            self.refuse(
                mark,
                "SA113",
                f"row {len(rows) + 1} of the {name} has {count} entries, not {wanted}",
                "give every row as many entries",
            )


def _is_digit(text: str) -> bool:
    return len(text) == 1 and text in "0123456789"
