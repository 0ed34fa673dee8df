r"""Brackets, bars and braces: groups, intervals, sets, absolute values, values at a point."""

from __future__ import annotations

from dataclasses import replace

from symact.core.span import Span
from symact.reading.held.cursor import Cursor
from symact.reading.held.lexer import Lexeme
from symact.reading.held.lexicon import OPENS
from symact.reading.held.tree import (
    Absolute,
    At,
    Bracket,
    Logic,
    Norm,
    Operation,
    Relation,
    Tree,
)

_FLOORS = {"⌊": "floor", "⌈": "ceiling"}


class Brackets(Cursor):
    """The part of the grammar that encloses."""

    def enclosed(self, depth: int) -> tuple[Lexeme, tuple[Tree, ...], Lexeme]:
        """What stands between two brackets, separated by commas or semicolons."""
        opened = self.advance()
        outer, self.bars = self.bars, 0
        items: list[Tree] = []
        if self.here.kind != "close":
            items.append(self._item(depth))
            while self.here.kind in {"comma", "semicolon"} or self._listed():
                if self.here.kind in {"comma", "semicolon"}:
                    self.advance()
                if self.here.kind == "close":
                    break
                items.append(self._item(depth))
        self.bars = outer
        closed = self.here
        if closed.kind != "close" and not (opened.text == "]" and closed.kind == "open"):
            raise self._unclosed(opened)
        self.advance()
        return opened, tuple(items), closed

    def _item(self, depth: int) -> Tree:
        self.skip("wide")
        item = self.relation(depth + 1)
        self.skip("wide")
        return item

    def _listed(self) -> bool:
        """Whether numbers of a list follow that are separated by spaces only, as NumPy prints."""
        before = self.lexemes[self.index - 1]
        if not self.here.gap and self.here.kind != "wide":
            return False
        if self.here.kind == "open":
            return before.kind == "close" and before.text == "]" == OPENS.get(self.here.text)
        return False

    def _unclosed(self, opened: Lexeme) -> Exception:
        wanted = OPENS.get(opened.text, opened.text)
        if self.at("end"):
            return self.refusal(
                "SA103", "this bracket is never closed", f"add the missing {wanted}",
                self.of(opened),
            )  # fmt: skip
        return self.misfit(f"{wanted!r}")

    def bracketed(self, depth: int) -> Tree:
        """What an opening bracket begins: a group, an interval, a set or a list."""
        opened, items, closed = self.enclosed(depth)
        span = self.place(opened.start)
        if not items:
            raise self.refusal("SA103", "nothing stands in these brackets", "write it", span)
        if opened.text in _FLOORS:
            return Operation(_FLOORS[opened.text], items, span)
        matches = OPENS.get(opened.text) == closed.text
        is_group = len(items) == 1 and matches and opened.text in "([{"
        if is_group and not isinstance(items[0], Relation | Logic | Bracket):
            return _within(items[0], span)
        return Bracket(opened.text, items, closed.text, span)

    def absolute(self, depth: int) -> Tree:
        """What an opening bar begins."""
        opened = self.advance()
        double = opened.text == "‖" or opened.kind == "dbar"
        if opened.kind == "open":
            outer, self.bars = self.bars, 0
            inside = self.sum(depth + 1)
            self.bars = outer
            if not (self.here.kind == "close" and self.here.text == opened.text):
                raise self._unclosed(opened)
        else:
            self.bars += 1
            inside = self.sum(depth + 1)
            self.bars -= 1
            if self.here.kind != opened.kind:
                raise self.refusal(
                    "SA103", "this bar is never closed", "add the missing bar", self.of(opened)
                )
        self.advance()
        span = self.place(opened.start)
        return Norm(inside, None, span) if double else Absolute(inside, span)

    # -- values at a point ------------------------------------------------------------------

    def evaluated(self, depth: int) -> Tree:
        r"""What ``\left.`` begins, up to ``\right|_{x = 0}``."""
        opened = self.advance()
        inside = self.sum(depth + 1)
        self.skip("wide")
        if not (self.here.kind == "close" and self.here.text in {"|", ")", "]"}):
            raise self._unclosed(opened)
        self.advance()
        return self.at_point(inside, opened.start, depth)

    def at_point(self, inside: Tree, start: int, depth: int) -> Tree:
        """An expression with the point written below the bar behind it."""
        if not self.at("under"):
            raise self.misfit("a point below the bar")
        self.advance()
        point = self.group(depth)
        span = self.place(start)
        match point:
            case Relation(operands=(variable, value), operators=(("=",) | ("->",))):
                return At(inside, variable, value, span)
            case Relation():
                raise self.refusal("SA103", "this is no point", "write x=0 below", point.span)
        return At(inside, None, point, span)

    def bar_at_point(self) -> bool:
        """Whether a bar stands here that has a point below it and opens nothing."""
        return self.here.kind == "bar" and self.ahead().kind == "under" and self.bars == 0

    def group(self, depth: int) -> Tree:
        """What a command takes: a group in braces, or one lexeme as in TeX."""
        if self.at("lbrace"):
            opened = self.advance()
            outer, self.bars = self.bars, 0
            inside = self.relation(depth + 1)
            self.bars = outer
            self.skip("wide")
            self.close_brace(opened)
            return _within(inside, self.place(opened.start))
        return self.single(depth)

    def single(self, depth: int) -> Tree:
        """One letter or digit that a command takes without braces."""
        raise NotImplementedError(depth)


def _within(tree: Tree, span: Span) -> Tree:
    """The tree with the place of the brackets around it."""
    return replace(tree, span=span)
