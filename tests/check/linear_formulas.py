"""Formulas as text, for the tests of vectors and matrices."""

from symact.check.linear.judge import judge_equation
from symact.check.linear.values import Value
from symact.check.report import Judgement
from symact.core.span import Source
from symact.reading.held.formula import Formula
from symact.reading.held.lexer import lexemes
from symact.reading.held.names import Names
from symact.reading.held.text import text_of
from symact.reading.held.tree import Relation, Tree


def read(text: str) -> Tree:
    """The tree of a formula, in which every letter is a value and no letter a function."""
    source = Source("test", text)
    held = text_of(source, 0, len(text))
    letters = frozenset("WxXbzay") | {"delta"}
    return Formula(held, lexemes(held), Names(values=letters)).relation(0)


def judged(text: str, names: dict[str, Value] | None = None, **more: object) -> Judgement:
    """The verdict on an equation."""
    tree = read(text)
    assert isinstance(tree, Relation)
    left, right = tree.operands
    return judge_equation(
        left,
        right,
        names or {},
        approximate=tree.operators == ("~",),
        **more,  # type: ignore[arg-type]
    )
