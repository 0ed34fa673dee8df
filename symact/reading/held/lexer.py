r"""Lexemes of mathematics in LaTeX, in Unicode and on the keyboard, each with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import final

from symact.core.diagnostic import Diagnostic
from symact.core.errors import InputError
from symact.reading.held import lexicon as lex
from symact.reading.held.lexer_indices import PART, index_end, numbered_name, sort_of_glued
from symact.reading.held.lexer_joined import second_formula
from symact.reading.held.lexer_words import Words
from symact.reading.held.text import Text, as_typed

MAX_CHARACTERS = 20_000
MAX_LEXEMES = 6_000
MAX_DIGITS = 60

_SPACE = re.compile(r"[\s~\u00a0\u2009\u200a\u200b\u2061-\u2064\ufeff]+")
_KEYBOARD_SPACE = re.compile(_SPACE.pattern.replace("~", ""))
_APART = re.compile(r"[^\S\n]{3}|\t")  # what sets formulas apart in plain text
_COMMENT = re.compile(r"%[^\n]*")
_ROW = re.compile(
    r"\\\\\*?(?:\s*\[\s*-?[0-9.]+\s*(?:em|ex|pt|mm|cm|in|mu)\s*\])?|\\(?:cr|newline)\b"
)
_ENVIRONMENT = re.compile(r"\\(begin|end)\s*\{\s*([A-Za-z]{1,20}\*?)\s*\}")
_COMMAND = re.compile(r"\\(?:operatorname\*|hspace\*|tag\*|[A-Za-z]+|.)", re.DOTALL)
_NUMBER = re.compile(r"(?:[0-9]+(?:(?:\.|\{,\})[0-9]+)?|\.[0-9]+)")
_TWO_POINTS = re.compile(r"[0-9]*\.[0-9]+\.[0-9]")
_EXPONENT = re.compile(r"[eE][+-]?[0-9]{1,4}(?![0-9A-Za-z])")
_PRIMES = re.compile(r"(?:['’′‘´ʹ]|\\prime\b|″|'')+")
_RUN = re.compile(r"[A-Za-z]+")
_RAISED = re.compile("[" + "".join(lex.RAISED) + "]+")
_LOWERED = re.compile("[" + "".join(lex.LOWERED) + "]+")
_ALIGNED = re.compile(r"\s*\[[lcr]\]")  # the columns of a matrix with a star
# What is left of e to the -x and of a square where nothing is raised.
_FLATTENED = re.compile(
    r"(?<![A-Za-z0-9\\])(?:e[-−–][xztuv](?![A-Za-z0-9])|(?:σ|tanh|sinh|cosh|sech)2(?=\())"
)
_MAYBE_FLAT = frozenset("eσtsc")
_TRANSPOSED = re.compile(r"\.T(?![A-Za-z0-9_(])")
_COLUMNS = re.compile(r"\s*(?:\[[tcb]\]\s*)?\{[lcr|@{}\s!\\,;:>.=&]{0,40}?\}(?!\})")
_AROUND = frozenset((r"\[", r"\]", r"\(", r"\)"))


@final
@dataclass(frozen=True, slots=True)
class Lexeme:
    r"""The smallest unit of a formula that has a meaning.

    Attributes:
        kind: ``number``, ``letter``, ``word``, ``function``, ``operator``, ``relation``, ``open``,
            ``close``, ``words``, ``row``, and others named in this module's tables; ``end`` last.
        text: its canonical form; for letters the name in full, for relations the sign.
        extra: the style of a letter, ``sized`` for a bracket after ``\left``, ``inline`` for
            a row's end outside of an environment.
        gap: whether white space that is seen on the page stands before it.
    """

    kind: str
    text: str
    start: int
    end: int
    extra: str = ""
    gap: bool = False


def lexemes(text: Text, *, plain: bool = False) -> tuple[Lexeme, ...]:
    r"""The lexemes of a formula, ended by one of kind ``end``.

    Args:
        text: the formula without its delimiters.
        plain: whether letters that stand together are one name, as on the keyboard.

    Raises:
        InputError: for a text that is too long, or a character or command without a meaning.

    Example:
        >>> from symact.core.span import Source
        >>> from symact.reading.held.text import text_of
        >>> source = Source("f", r"\sigma'(x) \le 1")
        >>> [(t.kind, t.text) for t in lexemes(text_of(source, 0, len(source.text)))][:4]
        [('letter', 'sigma'), ('prime', '1'), ('open', '('), ('letter', 'x')]
    """
    if len(text.chars) > MAX_CHARACTERS:
        raise InputError(
            Diagnostic("SA105", f"the formula has {len(text.chars)} characters, "
                       f"more than {MAX_CHARACTERS}", text.span(0, 1), help="split it")
        )  # fmt: skip
    return _Lexer(as_typed(text) if plain else text, plain=plain).run()


def _break(space: str) -> str:
    """What white space means in plain text: the end of a row, a wide space, or nothing."""
    return "row" if "\n" in space else "wide" if _APART.search(space) else ""


class _Lexer:
    """The state of reading: a position, and what has been found."""

    def __init__(self, text: Text, *, plain: bool) -> None:
        self.text = text
        self.chars = text.chars
        self.plain = plain
        self.at = 0
        self.gap = False
        self.found: list[Lexeme] = []
        self.words = Words(text, plain=plain)

    def run(self) -> tuple[Lexeme, ...]:
        end = len(self.chars)
        while self.at < end:
            if len(self.found) > MAX_LEXEMES:
                raise self.refusal("SA105", "the formula is too long", "split it", self.at)
            self._next()
        self.add("end", "", end, end)
        if self.plain and (at := second_formula(self.found)) is not None:
            message = "a product, or the beginning of another formula"
            token = self.found[at]
            raise self.refusal("SA107", message, "write * or a comma", token.start, token.end)
        return tuple(self.found)

    def add(self, kind: str, text: str, start: int, end: int, extra: str = "") -> None:
        r"""Append a lexeme and go on behind it; ``\arg\max`` is one."""
        before = self.found[-1] if self.found else None
        is_extremum = kind == "function" and text in {"max", "min"}
        if is_extremum and before is not None and before.text == "arg":
            start, text = self.found.pop().start, f"arg{text}"
        self.found.append(Lexeme(kind, text, start, end, extra, self.gap))
        self.gap = False
        self.at = end

    def refusal(
        self, code: str, message: str, mend: str, start: int, end: int | None = None
    ) -> InputError:
        """The refusal of what stands at a place."""
        last = min(len(self.chars), start + 1) if end is None else end
        return InputError(Diagnostic(code, message, self.text.span(start, last), help=mend))

    def _next(self) -> None:
        c, chars, at = self.chars[self.at], self.chars, self.at
        if c in _MAYBE_FLAT and (lost := _FLATTENED.match(chars, at)) and not self._is_raised():
            raise self.refusal(
                "SA107",
                "what was raised may have been lost here",
                "write it with ^",
                at,
                lost.end(),
            )
        if space := (_KEYBOARD_SPACE if self.plain else _SPACE).match(chars, at):
            if self.plain and self.found and (kind := _break(space.group())):
                self.add(kind, " ", at, space.end())
            self.gap, self.at = True, space.end()
        elif c == "%" and not self.plain and not self._is_percent():
            comment = _COMMENT.match(chars, at)
            self.at = comment.end() if comment else at + 1
        elif c == "\\" and not (self.plain and not _COMMAND.match(chars, at)):
            self._backslash()
        elif number := _NUMBER.match(chars, at):
            self._number(number)
        elif c == "ᵀ" or (self.plain and not self.gap and _TRANSPOSED.match(chars, at)):
            end = at + 1 if c == "ᵀ" else at + 2
            self.add("caret", "^", at, at)
            self.add("letter", "T", at, end)
        elif primes := _PRIMES.match(chars, at):
            count = sum(2 if p == "″" else 1 for p in re.findall(r"\\prime|.", primes.group()))
            self.add("prime", str(count), at, primes.end())
        elif (end := index_end(chars, at, self.found)) and not self.gap:
            self._index(at, end)
        elif end := numbered_name(chars, at):
            self.add("word", chars[at:end], at, end)
        elif run := _RUN.match(chars, at):
            self._run(run.start(), run.end())
        else:
            self._sign(c)

    def _is_raised(self) -> bool:
        """Whether the last lexeme raises what follows, as a difference in an exponent."""
        return bool(self.found) and self.found[-1].kind in {"caret", "lbrace"}

    def _index(self, start: int, end: int) -> None:
        """An index of letters and digits, all of which stand below: ``net_h1``, ``w_12a``."""
        self.add("lbrace", "{", start, start)
        for part in PART.finditer(self.chars, start, end):
            if part.group().isdecimal():
                self.add("number", part.group(), part.start(), part.end())
            else:
                self._run(part.start(), part.end())
        self.add("rbrace", "}", end, end)

    def _run(self, start: int, end: int) -> None:
        """Letters that stand together."""
        for piece in self.words.of_run(start, end, self.found):
            self.add(piece.kind, piece.text, piece.start, piece.end, piece.extra)

    def _is_percent(self) -> bool:
        """Whether a percent sign follows a number in Markdown, where it starts no comment."""
        return bool(self.found) and self.found[-1].kind == "number" and not self.gap

    def _number(self, match: re.Match[str]) -> None:
        end = match.end()
        glued = ""
        if not self.gap:
            glued = sort_of_glued(match.group(), self.chars, self.found, plain=self.plain)
        if glued == "lost":
            message = "a number right behind a letter: an index, or an exponent that was lost"
            raise self.refusal("SA107", message, "write x_2 or x^2", match.start(), end)
        if glued:
            self.add("under", "_", match.start(), match.start())
        exponent = _EXPONENT.match(self.chars, end)
        if exponent and (self.plain or exponent.group()[1:2] in {"+", "-"}):
            end = exponent.end()
        text = self.chars[match.start() : end].replace("{,}", ".")
        if _TWO_POINTS.match(self.chars, match.start()):
            message = "a second point in a number: which of them multiplies is not clear"
            raise self.refusal("SA107", message, "write 0.5 \\cdot 0.5", match.start(), end + 2)
        if len(text) > MAX_DIGITS:
            raise self.refusal(
                "SA105", f"a number of more than {MAX_DIGITS} digits", "write fewer digits",
                match.start(), end,
            )  # fmt: skip
        self.add("number", text, match.start(), end)

    def _sign(self, c: str) -> None:
        chars, at = self.chars, self.at
        if self.plain and chars.startswith("**", at):
            self.add("caret", "^", at, at + 2)
            return
        for sign, relation in lex.KEYBOARD:
            if chars.startswith(sign, at) and (self.plain or sign not in {"~", "~="}):
                kind = "implies" if relation == "=>" else "relation"
                self.add(kind, relation, at, at + len(sign))
                return
        if raised := _RAISED.match(chars, at):
            self.add("raised", "".join(lex.RAISED[d] for d in raised.group()), at, raised.end())
        elif lowered := _LOWERED.match(chars, at):
            lower = "".join(lex.LOWERED[d] for d in lowered.group())
            self.add("lowered", lower, at, lowered.end())
        elif c in lex.COMBINING and self.found and self.found[-1].kind == "letter":
            self.found[-1] = replace(self.found[-1], extra=lex.COMBINING[c], end=at + 1)
            self.at = at + 1
        else:
            self._single(c.translate(lex.FULL_WIDTH))

    def _single(self, c: str) -> None:
        at = self.at
        if c == "$":
            self.gap, self.at = True, at + 1
            return
        tables = (
            (lex.SIGNS, "letter"), (lex.OPERATORS, "operator"), (lex.RELATIONS, "relation"),
            (lex.NUMBER_SETS, "numbers"), (lex.BIG, "big"), (lex.MARKS, ""),
            (lex.CONDITION_COMMANDS, "logic"),
        )  # fmt: skip
        for table, kind in tables:
            if c in table:
                shown = (table[c], c) if not kind else (kind, table[c])
                self.add(shown[0], shown[1], at, at + 1)
                return
        if c in lex.OPENS or c in lex.CLOSES:
            self.add("open" if c in lex.OPENS else "close", c, at, at + 1)
        elif c in lex.PARTS:
            self.add("part", "/".join(map(str, lex.PARTS[c])), at, at + 1)
        elif c in lex.ACCENTED:
            name, style = lex.ACCENTED[c]
            self.add("letter", name, at, at + 1, style)
        elif c in lex.IMPLIES:
            self.add("implies", c, at, at + 1)
        elif c.isalpha():
            end = at
            while end < len(self.chars) and self.chars[end].isalpha():
                end += 1
            self.add("words", self.chars[at:end], at, end)
        else:
            raise self.refusal(
                "SA102", f"the character {c!r} has no meaning in a formula", "remove it", at
            )

    # -- commands ---------------------------------------------------------------------------

    def _backslash(self) -> None:
        chars, at = self.chars, self.at
        if row := _ROW.match(chars, at):
            self.add("row", "\\\\", at, row.end())
            return
        if environment := _ENVIRONMENT.match(chars, at):
            kind = "begin" if environment[1] == "begin" else "finish"
            end = environment.end()
            if kind == "begin" and environment[2] in {"array", "matrix*", "alignat", "alignedat"}:
                columns = _COLUMNS.match(chars, end)
                end = columns.end() if columns else end
            if kind == "begin" and environment[2].endswith("matrix*"):
                aligned = _ALIGNED.match(chars, end)
                end = aligned.end() if aligned else end
            self.add(kind, environment[2], at, end)
            return
        match = _COMMAND.match(chars, at)
        if match is None:
            raise self.refusal("SA103", "a backslash without a command", "remove it", at)
        self._command(match.group(), at, match.end())

    def _command(self, name: str, at: int, end: int) -> None:
        if name in lex.SPACES or name in _AROUND:
            self.gap, self.at = True, end
        elif name in lex.WIDE:
            self.add("wide", name, at, self._behind_group(end) if name[-1] not in "d" else end)
        elif name in lex.UNWRAPPED:
            self._unwrapped(name, end)
        elif name in lex.WORDS or name in lex.UPRIGHT or name in lex.BOLD:
            pieces, after = self.words.of_command(name, at, end)
            if len(pieces) == 1 and pieces[0].kind in {"letter", "function", "word"}:
                pieces = [replace(pieces[0], start=at, end=after)]
            for piece in pieces:
                self.add(piece.kind, piece.text, piece.start, piece.end, piece.extra)
            self.at = after
        elif name in lex.SIZES or name in {r"\left", r"\right", r"\middle"}:
            self._sized(name, at, end)
        elif name in lex.DELIMITERS:
            self._delimiter(lex.DELIMITERS[name], name, at, end)
        else:
            self._meaning(name, at, end)

    def _meaning(self, name: str, at: int, end: int) -> None:
        tables = (
            (lex.LETTERS, "letter"), (lex.FUNCTIONS, "function"), (lex.OPERATORS, "operator"),
            (lex.RELATIONS, "relation"), (lex.BIG, "big"), (lex.ACCENTS, "accent"),
            (lex.CONDITION_COMMANDS, "logic"),
        )  # fmt: skip
        for table, kind in tables:
            if name in table:
                self.add(kind, table[name], at, end)
                return
        if name in lex.FRACTIONS:
            self.add("frac", name, at, end)
        elif name in lex.IMPLIES:
            self.add("implies", name, at, end)
        elif name in lex.COMMANDS:
            self.add(lex.COMMANDS[name], "1" if name == r"\prime" else name, at, end)
        elif name in {r"\R", r"\Reals", r"\RR", r"\reals"}:
            self.add("numbers", "R", at, end)
        elif name in {r"\%", r"\#", r"\$", r"\&"}:
            self.add("operator", name, at, end)
        elif name == r"\_":
            self.add("under", "_", at, end)
        else:
            raise InputError(self.words.unknown_command(name, at, end))

    def _behind_group(self, at: int) -> int:
        """The position behind a group in braces at a place, or that place."""
        space = _SPACE.match(self.chars, at)
        start = space.end() if space else at
        if start >= len(self.chars) or self.chars[start] != "{":
            return at
        depth = 0
        for index in range(start, len(self.chars)):
            depth += {"{": 1, "}": -1}.get(self.chars[index], 0)
            if depth == 0:
                return index + 1
        return at

    def _unwrapped(self, name: str, end: int) -> None:
        """Pass over a command, or over it and its argument."""
        dropped = lex.UNWRAPPED[name]
        for _ in range(abs(dropped)):
            end = self._behind_group(end)
        self.gap, self.at = True, end

    def _sized(self, name: str, at: int, end: int) -> None:
        space = _SPACE.match(self.chars, end)
        start = space.end() if space else end
        following = _COMMAND.match(self.chars, start)
        shown = following.group() if following else self.chars[start : start + 1]
        after = following.end() if following else start + 1
        if shown == "\\" and following is None:
            after = start + 1
        if shown not in lex.DELIMITERS:
            # Real text has \left{ for \left\{, where no group can stand.
            if shown in {"{", "}"}:
                shown = f"\\{shown}"
            else:
                raise self.refusal(
                    "SA103", f"expected a bracket after {name}", f"write {name}( or {name}|",
                    at, end,
                )  # fmt: skip
        sign = lex.DELIMITERS[shown]
        if name in {r"\left", r"\right"}:
            kind = "open" if name == r"\left" else "close"
            self.add(kind, sign, at, after, "sized")
        else:
            self._delimiter(sign, shown, at, after)

    def _delimiter(self, sign: str, name: str, at: int, end: int) -> None:
        if name in {r"\lvert", r"\lVert", r"\rvert", r"\rVert"}:
            self.add("open" if name[1] == "l" else "close", sign, at, end)
        elif sign in lex.OPENS or sign in lex.CLOSES:
            self.add("open" if sign in lex.OPENS else "close", sign, at, end)
        else:
            self.add({"|": "bar", "‖": "dbar"}.get(sign, "period"), sign, at, end)
