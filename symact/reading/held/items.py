"""What a formula says, piece by piece: statements, and what is not understood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias, final

from symact.core.diagnostic import Diagnostic
from symact.core.span import Span
from symact.reading.held.tree import Tree


@final
@dataclass(frozen=True, slots=True)
class Statement:
    """An expression, or expressions with relations between them.

    Attributes:
        operands: the first is None where a chain goes on from the statement before.
        operators: the relations between them, named as in `Relation`.
        link: what stands before it: ``row``, ``comma``, ``implies``, ``wide``, ``words``,
            ``period``, or nothing.
        words: the words before it, such as ``max:``.
        condition: under which it is stated, or None.
        is_rest: whether it is stated for everything else, as a last case.
    """

    operands: tuple[Tree | None, ...]
    operators: tuple[str, ...]
    operator_spans: tuple[Span, ...]
    span: Span
    link: str = ""
    words: str = ""
    condition: Tree | None = None
    is_rest: bool = False

    @property
    def continues(self) -> bool:
        """Whether a chain goes on."""
        return self.operands[0] is None


@final
@dataclass(frozen=True, slots=True)
class Unread:
    """A piece that is not understood, and why."""

    diagnostic: Diagnostic
    span: Span
    link: str = ""
    has_relation: bool = True


Item: TypeAlias = Statement | Unread
