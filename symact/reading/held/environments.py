r"""Environments inside of formulas: matrices, and functions by cases in all their spellings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeAlias

from symact.reading.held import lexicon as lex
from symact.reading.held.lexer import Lexeme
from symact.reading.held.operators import Operators
from symact.reading.held.tree import Cases, Logic, Matrix, Relation, Tree

Cell: TypeAlias = "tuple[Lexeme, ...]"
Row: TypeAlias = "tuple[Cell, ...]"

_MOST_ROWS = 200
_ENDS = " ,;:."
_UNDEFINED = frozenset(
    ("undefined", "not defined", "does not exist", "dne", "nicht definiert", "indéfini",
     "indefinido", "não definida", "undef", "未定义", "不存在", "no existe",
     "n'existe pas", "tanımsız")
)  # fmt: skip


class Environments(Operators):
    """The part of the grammar that reads rows."""

    def environment(self, depth: int, *, braced: bool = False) -> Tree:
        r"""What ``\begin`` begins; *braced* after ``\left\{``, where rows are cases."""
        opened = self.advance()
        name = opened.text
        rows = self._rows(opened)
        end = self.place(opened.start)
        is_cases = name in lex.CASES or braced
        if not is_cases and name.startswith("Bmatrix"):
            is_cases = any(len(row) > 1 and self._is_condition(row[-1]) for row in rows)
        if is_cases:
            return Cases(self._cases(rows, depth), end)
        if name in lex.MATRICES:
            if name.startswith("array") and self._looks_like_cases(rows):
                return Cases(self._cases(rows, depth), end)
            return self._matrix(rows, opened.start, depth)
        if name in lex.ALIGNED and len(rows) == 1 and len(rows[0]) == 1:
            return self._inner(rows[0][0], depth)
        raise self.refusal("SA103", f"\\begin{{{name}}} has no meaning here", "remove it", end)

    def _rows(self, opened: Lexeme) -> list[Row]:
        """The rows up to the end of the environment, each with its cells."""
        rows: list[Row] = []
        cells: list[Cell] = []
        cell: list[Lexeme] = []
        level = 0
        while True:
            token = self.here
            if token.kind == "end":
                raise self.refusal(
                    "SA103", f"\\begin{{{opened.text}}} is never closed",
                    f"add \\end{{{opened.text}}}", self.of(opened),
                )  # fmt: skip
            if token.kind == "finish" and level == 0:
                break
            level += {"begin": 1, "finish": -1}.get(token.kind, 0)
            self.advance()
            if level == 0 and token.kind in {"row", "amp"}:
                cells.append(tuple(cell))
                cell = []
                if token.kind == "row":
                    rows.append(tuple(cells))
                    cells = []
            else:
                cell.append(token)
        finish = self.advance()
        if finish.text != opened.text:
            raise self.refusal(
                "SA103", f"\\begin{{{opened.text}}} is closed by \\end{{{finish.text}}}",
                f"write \\end{{{opened.text}}}", self.of(finish),
            )  # fmt: skip
        if cell or cells:
            rows.append((*cells, tuple(cell)))
        rows = [row for row in rows if any(row)]
        if not rows or len(rows) > _MOST_ROWS:
            raise self.refusal(
                "SA103", "an environment without rows", "write them", self.of(opened)
            )
        return rows

    def _inner(self, cell: Sequence[Lexeme], depth: int) -> Tree:
        """An expression that stands in a cell."""
        reader = self._reader(cell)
        tree = reader.relation(depth + 1)
        reader.skip("wide")
        if not reader.at("end"):
            raise reader.misfit()
        return tree

    def _reader(self, cell: Sequence[Lexeme]) -> Environments:
        """A cursor over a cell."""
        at = cell[-1].end if cell else self.here.start
        kept = [token for token in cell if token.kind != "amp"]
        reader = type(self)(self.text, (*kept, Lexeme("end", "", at, at)), self.names)
        reader.loose = []
        return reader

    # -- matrices ---------------------------------------------------------------------------

    def _matrix(self, rows: list[Row], start: int, depth: int) -> Tree:
        width = max(len(row) for row in rows)
        entries = []
        for row in rows:
            if len(row) != width:
                raise self.refusal(
                    "SA103", f"a row of {len(row)} entries in a matrix with {width} columns",
                    "give all rows the same length", self.of(row[0][0]) if row[0] else None,
                )  # fmt: skip
            entries.append(tuple(self._inner(cell, depth) for cell in row))
        return Matrix(tuple(entries), self.place(start))

    # -- cases ------------------------------------------------------------------------------

    def _looks_like_cases(self, rows: list[Row]) -> bool:
        return len(rows) > 1 and all(len(row) > 1 and self._is_condition(row[-1]) for row in rows)

    @staticmethod
    def _is_condition(cell: Sequence[Lexeme]) -> bool:
        return any(token.kind in {"relation", "words"} for token in cell)

    def _cases(self, rows: list[Row], depth: int) -> tuple[tuple[Tree, Tree | None], ...]:
        """The rows that give a value; one that says *undefined* gives none."""
        given = [row for row in rows if not self._is_undefined(row)]
        return tuple(self._case(row, depth) for row in given)

    @staticmethod
    def _is_undefined(row: Row) -> bool:
        first = next((cell for cell in row if cell), ())
        said = _folded(first[0].text) if first and first[0].kind in {"words", "word"} else ""
        return said in _UNDEFINED

    def _case(self, row: Row, depth: int) -> tuple[Tree, Tree | None]:
        """The value and the condition of a row; the condition is None for the rest."""
        first, *others = [cell for cell in row if cell]
        rest = [token for cell in others for token in cell]
        head = list(first)
        if not rest:
            head, rest = _without_ampersand(head)
        value = _trimmed(head)
        if value and value[0].kind == "relation" and value[0].text == "=":
            value = value[1:]
        return self._inner(value, depth), self.condition(rest, depth)

    def condition(self, lexemes: Sequence[Lexeme], depth: int) -> Tree | None:
        """The condition that some lexemes state; None for *otherwise*.

        Raises:
            InputError: where they state none.
        """
        tokens = [t for t in _trimmed(lexemes) if t.kind not in {"wide", "amp"}]
        if tokens and tokens[0].kind == "open" and tokens[-1].kind == "close" and _encloses(tokens):
            tokens = tokens[1:-1]
        if not tokens:
            raise self.refusal("SA103", "a case without its condition", r"write & x > 0")
        first = tokens[0]
        if first.kind == "words":
            said = _folded(first.text)
            if said in lex.OTHERWISE and len(tokens) == 1:
                return None
            if any(said.startswith(f"{word} ") for word in lex.OTHERWISE) and len(tokens) == 1:
                return None
            if said in lex.IF or any(said.endswith(f" {word}") for word in lex.IF):
                return self.condition(tokens[1:], depth)
            if said in lex.OTHERWISE:
                return self.condition(tokens[1:], depth)
            raise self.refusal(
                "SA103", f"the words {first.text!r} are no condition", "write x > 0", self.of(first)
            )
        return self._logic(tokens, depth)

    def _logic(self, tokens: Sequence[Lexeme], depth: int) -> Tree:
        """Relations joined by *and* and *or*."""
        for sign, table in (("or", lex.OR), ("and", lex.AND)):
            parts: list[list[Lexeme]] = [[]]
            for token in tokens:
                joins = token.kind == "words" and _folded(token.text) in table
                if joins or (token.kind == "logic" and token.text == sign):
                    parts.append([])
                else:
                    parts[-1].append(token)
            if len(parts) > 1:
                found = tuple(self._logic(part, depth) for part in parts)
                place = self.text.span(tokens[0].start, tokens[-1].end)
                return Logic(sign, found, place)
        commas = [i for i, token in enumerate(tokens) if token.kind == "comma"]
        for at in commas:
            if not _open_before(tokens, at) and at + 1 < len(tokens):
                parts = [list(tokens[:at]), list(tokens[at + 1 :])]
                place = self.text.span(tokens[0].start, tokens[-1].end)
                return Logic("and", tuple(self._logic(part, depth) for part in parts), place)
        tree = self._inner(tokens, depth)
        if not isinstance(tree, Relation):
            raise self.refusal("SA103", "this is no condition", "write x > 0", tree.span)
        return tree

    def stacked(self, depth: int) -> Tree | None:
        r"""Cases behind ``\left\{`` in an environment without a brace of its own, or None."""
        before = self.index
        opened = self.advance()
        if not self.at("begin"):
            self.index = before
            return None
        name = self.here.text
        tree = self.environment(depth, braced=name not in lex.CASES)
        if self.here.kind == "close":
            self.advance()
        return replace(tree, span=self.place(opened.start))


def _folded(text: str) -> str:
    return text.strip(_ENDS).casefold()


def _trimmed(lexemes: Sequence[Lexeme]) -> list[Lexeme]:
    """The lexemes without signs of the sentence around them."""
    found = list(lexemes)
    drop = {"comma", "semicolon", "period", "wide", "colon"}
    while found and found[-1].kind in drop:
        found.pop()
    while found and found[0].kind in drop:
        found.pop(0)
    return found


def _without_ampersand(cell: Sequence[Lexeme]) -> tuple[list[Lexeme], list[Lexeme]]:
    """Value and condition where nothing but a word, a comma or space stands between them."""
    level = 0
    for index, token in enumerate(cell):
        level += {"open": 1, "lbrace": 1, "close": -1, "rbrace": -1}.get(token.kind, 0)
        if level == 0 and index and token.kind in {"words", "wide", "comma", "semicolon", "colon"}:
            return list(cell[:index]), list(cell[index:])
    return list(cell), []


def _open_before(tokens: Sequence[Lexeme], at: int) -> bool:
    level = 0
    for token in tokens[:at]:
        level += {"open": 1, "lbrace": 1, "close": -1, "rbrace": -1}.get(token.kind, 0)
    return level > 0


def _encloses(tokens: Sequence[Lexeme]) -> bool:
    """Whether the first bracket is closed by the last."""
    level = 0
    for index, token in enumerate(tokens):
        level += {"open": 1, "close": -1}.get(token.kind, 0)
        if level == 0:
            return index == len(tokens) - 1 and tokens[0].text in "(["
    return False
