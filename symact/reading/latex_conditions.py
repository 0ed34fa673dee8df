r"""Conditions and cases in LaTeX: ``-1 \le x < 1``, ``\begin{cases}``, indicators."""

from abc import ABC, abstractmethod

from symact.core.errors import InputError
from symact.core.span import Span
from symact.reading.cases import CASES
from symact.reading.latex_cursor import Cursor
from symact.reading.latex_words import (
    ALSO,
    EITHER,
    ELSE_IF,
    ENVIRONMENTS,
    IF,
    OTHERWISE,
    RELATIONS,
    WITHOUT_BRACE,
)
from symact.reading.latex_words import AND as AND_COMMANDS
from symact.reading.latex_words import OR as OR_COMMANDS
from symact.reading.nodes import AND, COMPARISON, OR, Call, Chain, Literal, Name, Node, Pair
from symact.reading.tokens import Token

_EDGES = " .,;:"


class Conditions(Cursor, ABC):
    """The part of the grammar that decides between values."""

    @abstractmethod
    def sum(self, depth: int) -> Node:
        """An expression without relations."""

    # -- conditions -------------------------------------------------------------------------

    def condition(self, depth: int) -> Node:
        """Relations joined by ``and`` and ``or``; ``or`` binds looser."""
        return self._joined(depth, OR)

    def _joined(self, depth: int, level: int) -> Node:
        words, commands = (EITHER, OR_COMMANDS) if level == OR else (ALSO, AND_COMMANDS)
        operands = [self._inside(depth, level)]
        operators: list[str] = []
        while self._phrase() in words or self.command(*commands):
            operators.append(self.advance().text)
            operands.append(self._inside(depth, level))
        if not operators:
            return operands[0]
        span = self.between(operands[0], operands[-1])
        return Chain(level, tuple(operands), tuple(operators), span)

    def _inside(self, depth: int, level: int) -> Node:
        return self._joined(depth, AND) if level == OR else self._relation(depth)

    def _relation(self, depth: int) -> Node:
        if self._encloses_relation():
            opened = self.advance()
            inside = self.condition(depth + 1)
            self.close(opened)
            return inside
        operands = [self.sum(depth + 1)]
        operators: list[str] = []
        self.skip("&")
        if self.command(r"\in"):
            return self._membership(operands[0], depth)
        while (operator := self._relation_sign()) is not None:
            operators.append(operator)
            self.skip("&")
            operands.append(self.sum(depth + 1))
            self.skip("&")
        if not operators:
            raise self.misfit("a relation, such as >")
        span = self.between(operands[0], operands[-1])
        return Chain(COMPARISON, tuple(operands), tuple(operators), span)

    def _encloses_relation(self) -> bool:
        """Whether a bracket opens here that holds a relation, and so a condition."""
        if self.token.kind not in {"open", "left"} or self.token.text not in {"(", "["}:
            return False
        inner = 0
        for token in self.tokens[self.index + 1 :]:
            if token.kind in {"open", "left"} or token.text == "{":
                inner += 1
            elif token.kind in {"close", "right"} or token.text == "}":
                inner -= 1
            elif inner == 0 and (token.text in RELATIONS or token.text == r"\in"):
                return True
            if inner < 0:
                break
        return False

    def _relation_sign(self) -> str | None:
        token = self.token
        sign = RELATIONS.get(token.text) if token.kind in {"mark", "command"} else None
        if sign is None:
            return None
        self.advance()
        if self.mark("=") and self.token.start == token.end and token.text in {"<", ">", "="}:
            self.advance()  # typed as <=, >= or ==
            return sign if token.text == "=" else f"{sign}="
        return sign

    def _membership(self, left: Node, depth: int) -> Node:
        r"""``x \in [0, 1)`` as the relations that it stands for."""
        self.advance()
        opened = self.token
        if opened.kind == "bold" and opened.text == "R":
            self.advance()
            return Name("True", self.span(left.span.start, opened.end))
        if opened.kind not in {"open", "left"} or opened.text not in {"(", "["}:
            raise self.refusal(
                "SA103", "expected an interval", "write two relations, as in 0 < x < 1"
            )
        self.advance()
        lower = self.sum(depth + 1)
        if not self.skip(",", ";"):
            raise self.misfit("a comma and the upper end")
        upper = self.sum(depth + 1)
        closed = self.token
        wanted = "right" if opened.kind == "left" else "close"
        if closed.kind != wanted or closed.text not in {")", "]"}:
            raise self.misfit("the end of the interval")
        self.advance()
        span = self.span(left.span.start, closed.end)
        links: list[Node] = []
        if not _infinite(lower):
            operator = ">=" if opened.text == "[" else ">"
            links.append(Chain(COMPARISON, (left, lower), (operator,), span))
        if not _infinite(upper):
            operator = "<=" if closed.text == "]" else "<"
            links.append(Chain(COMPARISON, (left, upper), (operator,), span))
        if not links:
            raise self.refusal("SA103", "every number lies there", "write otherwise", span)
        return links[0] if len(links) == 1 else Chain(AND, tuple(links), ("&",), span)

    # -- indicators -------------------------------------------------------------------------

    def indicator(self, head: Token, depth: int) -> Node:
        """One where a condition holds and zero elsewhere; the cursor is behind its sign."""
        if self.mark("_"):
            self.advance()
            opened = self.advance()
            if opened.kind != "mark" or opened.text != "{":
                self.index -= 1
                raise self.misfit("a condition in braces")
            end = self._braced_condition(opened, depth)
        elif self.token.kind in {"open", "left"}:
            opened = self.advance()
            condition = self.condition(depth + 1)
            end = (condition, self.close(opened).end)
        else:
            raise self.misfit("the condition of the indicator")
        condition, stop = end
        if self.token.kind in {"open", "left"}:
            raise self.ambiguity(
                "an indicator with a bracket after it", r"write \mathbb{1}_{x > 0} alone"
            )
        span = self.span(head.start, stop)
        one, zero = Literal("1", span), Literal("0", span)
        rows = (Pair((one, condition), span), Pair((zero, Name("True", span)), span))
        return Call("Piecewise", rows, span, self.span(head.start, head.end))

    def _braced_condition(self, opened: Token, depth: int) -> tuple[Node, int]:
        inner = self.advance() if self.token.text == r"\{" else None
        if self.token.kind in {"open", "left"} and self.token.text in {"[", "("}:
            raise self.refusal("SA103", "expected a condition", r"write \mathbb{1}_{x > 0}")
        condition = self.condition(depth + 1)
        if inner is not None:
            self.close(inner)
        return condition, self.brace(opened).end

    # -- cases ------------------------------------------------------------------------------

    def cases(self, depth: int) -> Node:
        r"""Rows of a value and a condition, in an environment or behind ``\left\{``."""
        braced = self.advance() if self.token.kind == "left" else None
        begun = self.advance()
        if begun.text not in ENVIRONMENTS or (braced is None and begun.text not in WITHOUT_BRACE):
            raise self.refusal(
                "SA103",
                f"{begun.text} is no environment of cases here",
                r"write \begin{cases} ... \end{cases}",
                self.span(begun.start, begun.end),
            )
        rows: list[Node] = []
        last: Node | None = None
        ordered = False
        while True:
            while self.token.kind == "row":
                self.advance()
            if self.token.kind == "finish":
                break
            value, condition, chained = self._row(depth)
            ordered |= chained
            if isinstance(condition, Name) and (rows or last or self.token.kind != "finish"):
                raise self.ambiguity(
                    "a case for all x beside other cases", "give it a condition", condition.span
                )
            if condition is None and last is not None:
                raise self.ambiguity("two rows are for all other x", "give one of them a condition")
            if condition is None:
                always = Name("True", value.span)
                last = Pair((value, always), value.span)
            else:
                rows.append(Pair((value, condition), self.between(value, condition)))
        end = self._finish(begun, braced)
        if not rows:
            place = self.span(begun.start, end)
            raise self.refusal("SA103", "cases without a condition", "write a row for x > 0", place)
        span = self.span((braced or begun).start, end)
        head = "Piecewise" if ordered else CASES
        every = (*rows, *([last] if last is not None else []))
        return Call(head, every, span, self.span(begun.start, begun.end))

    def _finish(self, begun: Token, braced: Token | None) -> int:
        if self.token.text != begun.text:
            place = self.span(begun.start, begun.end)
            raise self.refusal(
                "SA103",
                rf"{begun.text} is ended by \end{{{self.token.text}}}",
                rf"write \end{{{begun.text}}}",
                place,
            )
        end = self.advance().end
        if braced is None:
            return end
        if self.token.kind != "right" or self.token.text not in {".", r"\}"}:
            raise self.misfit(r"\right.")
        return self.advance().end

    def _row(self, depth: int) -> tuple[Node, Node | None, bool]:
        """A value with its condition, None for all other x, and whether the order counts."""
        value = self.sum(depth + 1)
        separated = self.skip(",", ";", "&")
        otherwise = ordered = False
        while self.token.kind == "word":
            phrase = self._phrase()
            if phrase in OTHERWISE:
                otherwise = True
            elif phrase in ELSE_IF:
                ordered = True
            elif phrase not in IF:
                raise self._unread(self.here())
            self.advance()
            separated = True
            self.skip(",", "&", ":")
        condition: Node | None = None
        if not otherwise:
            if self.token.kind in {"row", "finish", "end"}:
                raise self.refusal(
                    "SA103",
                    "this row has no condition",
                    r"write & x > 0 behind the value, or & \text{otherwise}",
                    value.span,
                )
            if not separated:
                raise self.misfit()
            condition = self.condition(depth + 1)
        self.skip(",", ";", ".")
        if self.token.kind == "word":
            raise self._unread(self.here())
        if self.token.kind not in {"row", "finish"}:
            raise self.misfit()
        if self.token.kind == "row":
            self.advance()
        return value, condition, ordered

    def _unread(self, span: Span) -> InputError:
        return self.refusal(
            "SA103",
            "these words are no condition that is read",
            r"write a relation, such as \text{if } x > 0, or \text{otherwise}",
            span,
        )

    def _phrase(self) -> str:
        """The words under the cursor without capitals and punctuation; empty for no words."""
        return self.token.text.strip(_EDGES).casefold() if self.token.kind == "word" else ""


def _infinite(node: Node) -> bool:
    """Whether the end of an interval is infinite."""
    return node.span.text.strip().lstrip("-+−").strip() in {r"\infty", "∞"}
