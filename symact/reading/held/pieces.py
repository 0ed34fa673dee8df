r"""The pieces of a run of lexemes, each of which holds one statement or one condition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import final

from symact.reading.held import lexicon as lex
from symact.reading.held.arrays import without_arrays
from symact.reading.held.lexer import Lexeme

OPENING = frozenset(("open", "lbrace", "begin"))
CLOSING = frozenset(("close", "rbrace", "finish"))
_TAKERS = frozenset(
    ("caret", "under", "frac", "sqrt", "binom", "accent", "function", "letter", "word", "rbrace",
     "close", "open", "number")
)  # fmt: skip
_JOINING = frozenset(("+", "*", r"\cdot", r"\times", r"\odot", "/"))
_ORDERED = frozenset(("<", "<=", ">", ">=", "!="))
_ENDS = " ,;:."


@final
@dataclass(frozen=True, slots=True)
class Part:
    """Lexemes that belong together.

    Attributes:
        link: what stands before them; see `Statement`.
        words: the words before them.
        is_condition: whether they say when the part before them holds.
    """

    tokens: tuple[Lexeme, ...]
    link: str = ""
    words: str = ""
    is_condition: bool = False


def parts_of(tokens: Sequence[Lexeme]) -> list[Part]:
    """The parts of a run of lexemes, which ends with one of kind ``end``."""
    whole = without_arrays(_without_frames(_labelled(_bared(_stacked(tokens[:-1])))))
    return _Splitter(whole).run()


def _labelled(tokens: Sequence[Lexeme]) -> list[Lexeme]:
    """The lexemes with ``max:`` as words, and without brackets around a remark such as that."""
    found = list(tokens)
    for index in range(len(found) - 1):
        if found[index].kind in {"function", "word"} and found[index + 1].kind == "colon":
            found[index] = replace(found[index], kind="words", text=f"{found[index].text}:")
    for index in range(len(found) - 3, -1, -1):
        noun, name, after = found[index : index + 3]
        if noun.kind == "word" and name.kind == "letter" and name.gap and after.kind == "open":
            del found[index]  # "the sigmoid s(x)": the name of what follows, and no factor
    for index in range(len(found) - 1, -1, -1):
        if found[index].kind != "open" or index + 1 >= len(found):
            continue
        after = found[index + 1]
        end = _partner(found, index)
        is_remark = after.kind == "words" and (":" in after.text or _is_aside(found, index, end))
        if end is not None and is_remark and found[index].text in "([":
            del found[end]
            del found[index]
    return found


def _is_aside(tokens: Sequence[Lexeme], start: int, end: int | None) -> bool:
    r"""Whether a bracket that is set apart holds words alone, as ``\quad[\text{chain rule}]``."""
    if end is None or start == 0 or tokens[start - 1].kind not in {"wide", "row", "amp"}:
        return False
    inside = [token for token in tokens[start + 1 : end] if token.kind != "wide"]
    said = inside[0].text.strip(_ENDS).casefold() if inside else ""
    is_condition = said in lex.IF | lex.OTHERWISE or said.split(" ")[0] in lex.IF
    return len(inside) == 1 and inside[0].kind == "words" and not is_condition


def _bared(tokens: Sequence[Lexeme]) -> list[Lexeme]:
    """The lexemes without braces around a function's name alone, as in ``{Softsign}(x)``."""
    found = list(tokens)
    for index in range(len(found) - 3, -1, -1):
        opened, word, closed, after = (
            found[index : index + 4] if index + 4 <= len(found) else [None] * 4
        )
        if opened is None or word is None or closed is None or after is None:
            continue
        kinds = (opened.kind, closed.kind, after.kind)
        if kinds == ("lbrace", "rbrace", "open") and word.kind in {"word", "function"}:
            found[index : index + 3] = [word]
    return found


def _stacked(tokens: Sequence[Lexeme]) -> list[Lexeme]:
    r"""The lexemes with ``{a \over b}`` written as a fraction with two arguments."""
    found = list(tokens)
    while (at := next((i for i, t in enumerate(found) if t.kind == "over"), None)) is not None:
        start = _enclosing(found, at)
        end = None if start is None else _partner(found, start)
        if start is None or end is None:
            return found
        opened, over, closed = found[start], found[at], found[end]
        found[start : end + 1] = [
            replace(opened, kind="frac"), opened, *found[start + 1 : at],
            replace(over, kind="rbrace"), replace(over, kind="lbrace"), *found[at + 1 : end],
            closed,
        ]  # fmt: skip
    return found


def _enclosing(tokens: Sequence[Lexeme], at: int) -> int | None:
    """The place of the brace that is open at a lexeme."""
    level = 0
    for index in range(at - 1, -1, -1):
        level += (tokens[index].kind in CLOSING) - (tokens[index].kind in OPENING)
        if level < 0:
            return index if tokens[index].kind == "lbrace" else None
    return None


def _without_frames(tokens: Sequence[Lexeme]) -> list[Lexeme]:
    """The lexemes without environments of displays, and without braces around whole statements."""
    found = list(tokens)
    while True:
        pair = _frame(found)
        if pair is None:
            return found
        for index in sorted(pair, reverse=True):
            del found[index]


def _frame(tokens: Sequence[Lexeme]) -> tuple[int, int] | None:
    """The places of one frame that surrounds statements at the outermost level, or None."""
    level = 0
    for index, token in enumerate(tokens):
        if level == 0 and token.kind == "begin" and token.text in lex.ALIGNED:
            end = _partner(tokens, index)
            if end is not None:
                return index, end
        if level == 0 and token.kind == "lbrace":
            before = tokens[index - 1].kind if index else ""
            end = _partner(tokens, index)
            if end is not None and before not in _TAKERS and _holds_statement(tokens, index, end):
                return index, end
        level += (token.kind in OPENING) - (token.kind in CLOSING)
    return None


def _partner(tokens: Sequence[Lexeme], start: int) -> int | None:
    level = 0
    for index in range(start, len(tokens)):
        kind = tokens[index].kind
        level += (kind in OPENING) - (kind in CLOSING)
        if level == 0:
            same = tokens[start].kind != "begin" or tokens[index].text == tokens[start].text
            return index if same else None
    return None


def _holds_statement(tokens: Sequence[Lexeme], start: int, end: int) -> bool:
    level = 0
    for token in tokens[start + 1 : end]:
        if level == 0 and token.kind in {"relation", "row", "implies", "words"}:
            return True
        level += (token.kind in OPENING) - (token.kind in CLOSING)
    return False


def _outermost(tokens: Sequence[Lexeme]) -> list[Lexeme]:
    """The lexemes that stand in no bracket, group or environment."""
    kept: list[Lexeme] = []
    level = 0
    for token in tokens:
        if level == 0:
            kept.append(token)
        level += (token.kind in OPENING) - (token.kind in CLOSING)
    return kept


class _Splitter:
    """One pass over the lexemes at the outermost level."""

    def __init__(self, tokens: Sequence[Lexeme]) -> None:
        self.tokens = tokens
        self.parts: list[Part] = []
        self.current: list[Lexeme] = []
        self.link = ""
        self.words = ""
        self.is_condition = False
        self.skipped = 0

    def run(self) -> list[Part]:
        level = 0
        bars = 0
        for index, token in enumerate(self.tokens):
            if index < self.skipped:
                continue
            if level == 0 and self._opens_condition(index):
                self._flush("words")
                self.skipped = self._gather_condition(index)
                continue
            if level == 0 and bars % 2 == 0 and (link := self._boundary(index, token)):
                self._flush(link)
                if link == "row":
                    self.words = ""  # what stood behind the row before was said of that
                if token.kind == "words":
                    self._say(token)
                    if self._is_rest(token, self._next(index)):
                        self.parts.append(Part((token,), "words", is_condition=True))
                        self.words = ""
                elif token.kind == "forall":
                    self.is_condition = True
                continue
            if level == 0 and (
                token.kind in {"amp", "row"} or (token.kind == "wide" and not self.current)
            ):
                continue
            level += (token.kind in OPENING) - (token.kind in CLOSING)
            level = max(level, 0)
            self.current.append(token)
        outer = [token.kind for token in _outermost(self.current)]
        if outer.count("relation") > 1 and outer[-1] == "relation" != outer[-2]:
            self.current.pop()  # "a = b =", of which the rest stands elsewhere
        self._flush("")
        return self.parts

    def _flush(self, link: str) -> None:
        """End the part that is being gathered."""
        while self.current and self.current[-1].kind == "wide":
            self.current.pop()
        if self.current:
            self.parts.append(Part(tuple(self.current), self.link, self.words, self.is_condition))
            self.words, self.is_condition = "", False
        self.current = []
        self.link = link or self.link

    def _is_rest(self, token: Lexeme, after: Lexeme | None) -> bool:
        """Whether words say *otherwise* behind a value, and nothing else."""
        ends = after is None or after.kind in {"relation", "period", "comma"}
        said = token.text.strip(_ENDS).casefold()
        return bool(self.parts) and ends and said in lex.OTHERWISE

    def _say(self, token: Lexeme) -> None:
        """Remember words; those that begin a condition make one of what follows."""
        said = token.text.strip(_ENDS).casefold()
        last = said.split(" ")[-1] if said else ""
        conditional = said in lex.IF or last in {"if", "for", "when", "as"}
        if said in {"where", "with", "on", "y", "e", "a", "o", "u"}:
            conditional = False
        if conditional and self.parts and "range" not in said:
            self.is_condition = True
        self.words = f"{self.words} {token.text}".strip()

    def _opens_condition(self, index: int) -> bool:
        """Whether a bracket holds nothing but a condition, as in ``(for x != 0)``, ``(x < 0)``."""
        token = self.tokens[index]
        after = self.tokens[index + 1] if index + 1 < len(self.tokens) else None
        if token.kind != "open" or after is None or not (self.current or self.parts):
            return False
        if after.kind == "words":
            return after.text.strip(_ENDS).casefold() in lex.IF
        end = _partner(self.tokens, index)
        inside = self.tokens[index + 1 : end] if end is not None else []
        kinds = [t.kind for t in _outermost(inside)]
        signs = {t.text for t in inside if t.kind == "relation"}
        apart = not self.current or token.gap
        lone = kinds.count("relation") > 0 and "comma" not in kinds and signs <= _ORDERED
        return apart and lone and token.text == "("

    def _gather_condition(self, index: int) -> int:
        """Make a part of the condition in a bracket, and give the place behind it."""
        end = _partner(self.tokens, index)
        if end is None:
            return index + 1
        inside = tuple(self.tokens[index + 1 : end])
        if len(inside) > 1:
            self.parts.append(Part(inside, "words", is_condition=True))
        return end + 1

    # -- where a part ends ------------------------------------------------------------------

    def _boundary(self, index: int, token: Lexeme) -> str:
        """The link that a lexeme makes at the outermost level, or nothing."""
        kind = token.kind
        if kind in {"implies", "words", "forall", "semicolon"}:
            return {"semicolon": "comma", "forall": "words"}.get(kind, kind)
        if kind == "row":
            return "" if self._joins(index) else "row"
        if kind == "comma":
            return "comma"
        if kind == "wide":
            return "wide" if self._wide_ends(index) else ""
        if kind == "period":
            return "period"
        if kind == "colon":
            return "" if self._is_mapping(index) else "words"
        if kind == "amp":
            return "wide" if self._is_column(index) else ""
        return ""

    def _next(self, index: int) -> Lexeme | None:
        for token in self.tokens[index + 1 :]:
            if token.kind not in {"amp", "wide", "row"}:
                return token
        return None

    def _joins(self, index: int) -> bool:
        """Whether a row's end only breaks a long line."""
        before = self.current[-1] if self.current else None
        after = self._next(index)
        if after is None or before is None:
            return False
        if before.kind in {"relation", "operator"}:
            return True
        if after.kind == "operator" and after.text in {"-", r"\pm", r"\mp"}:
            return self._has_relation() and not self._states(index)
        return after.kind == "operator" and after.text in _JOINING

    def _has_relation(self) -> bool:
        """Whether the part that is being gathered states something."""
        return any(token.kind == "relation" for token in _outermost(self.current))

    def _states(self, index: int) -> bool:
        """Whether the row behind a row's end holds a relation of its own."""
        row: list[Lexeme] = []
        for token in self.tokens[index + 1 :]:
            if token.kind in {"row", "finish", "semicolon"}:
                break
            row.append(token)
        return any(token.kind == "relation" for token in _outermost(row))

    def _wide_ends(self, index: int) -> bool:
        after = self._next(index)
        before = self.current[-1] if self.current else None
        if before is None or after is None:
            return False
        if before.kind in {"relation", "operator"} or after.kind == "operator":
            return False
        return after.kind != "relation"

    def _is_mapping(self, index: int) -> bool:
        """Whether a colon stands in ``f : A -> B``."""
        rest = self.tokens[index + 1 :]
        return any(t.kind == "relation" and t.text == "->" for t in rest) and bool(self.current)

    def _is_column(self, index: int) -> bool:
        """Whether an ampersand separates two equations of one row."""
        after = self.tokens[index + 1] if index + 1 < len(self.tokens) else None
        if not any(token.kind == "relation" for token in self.current) or after is None:
            return False
        return after.kind not in {"relation", "operator"} and (
            self.current[-1].kind not in {"relation", "operator"}
        )
