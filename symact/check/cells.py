"""Cells of tables that hold an expression and nothing else, and what such a cell claims."""

from __future__ import annotations

from collections.abc import Sequence

from symact.check.called import is_in_values
from symact.check.chains import Claim, State
from symact.check.context import resolved
from symact.check.judge.derivatives import derivative_of
from symact.check.judge.outcome import unknown
from symact.check.meaning import Meaning, swapped
from symact.check.report import ClaimKind
from symact.check.usual_names import Function, letter
from symact.core.verdict import Status
from symact.reading.held import tree as t
from symact.reading.held.statements import Statement, statements
from symact.reading.held.text import text_of
from symact.reading.pages.page import Language, Page, Run
from symact.reading.pages.plain import is_formula

_VARIABLES = frozenset(("x", "z", "t", "u", "v"))


def lone_expression(runs: Sequence[Run], page: Page, state: State) -> t.Tree | None:
    """The expression that a cell consists of, without a relation; None for anything else."""
    formulas = [run for run in runs if run.language is not Language.PROSE]
    words = "".join(page.source.text[r.start : r.end] for r in runs if r.language is Language.PROSE)
    if not formulas and len(runs) == 1 and is_formula(page.source.text, *_inked(runs[0], page)):
        formulas, words = [Run(Language.PLAIN, *_inked(runs[0], page))], ""
    if len(formulas) != 1 or any(c.isalpha() for c in words):
        return None
    run = formulas[0]
    plain = run.language is Language.PLAIN
    items = statements(text_of(page.source, run.start, run.end), state.context.names, plain=plain)
    if len(items) != 1 or not isinstance(items[0], Statement) or items[0].operators:
        return None
    return items[0].operands[0]


def _inked(run: Run, page: Page) -> tuple[int, int]:
    """The range of a run without the spaces at its ends."""
    text = page.source.text[run.start : run.end]
    return run.start + len(text) - len(text.lstrip()), run.end - len(text) + len(text.rstrip())


def slope_claim(tree: t.Tree, subject: Function, state: State) -> Claim:
    """The claim that an expression is the derivative of a function.

    Raises:
        UnclearError: where the expression has no meaning.
    """
    meaning = Meaning(state.context, "x")
    value = resolved(meaning.scalar(tree), state.context)
    parameters = subject.expression.free_symbols - {letter("x")}
    lone = value.free_symbols - parameters
    if len(lone) == 1 and letter("x") not in lone:
        value = swapped(value, next(iter(lone)))
        lone = frozenset() if {s.name for s in lone} <= _VARIABLES else lone
    found = derivative_of(subject.expression, value)
    if found.status is Status.REFUTED and (lone - {letter("x")} or meaning.assumed):
        found = unknown("a letter is not defined here", "SA242")
    if found.status is Status.REFUTED and parameters and not parameters & value.free_symbols:
        found = unknown("it may hold for some values of the parameters")
    if found.status is Status.REFUTED and is_in_values(subject.expression, value):
        found = unknown("its letter may stand for the value of the function", "SA242")
    return Claim(ClaimKind.DERIVATIVE, tree.span, found)
