"""Statements in order: definitions, and chains of which each sign of equality is a claim."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import final

import sympy as sp

from symact.check.context import Context, Function
from symact.check.definitions import Head, define, head_of
from symact.check.entries import as_entries, entry_defined, with_entries
from symact.check.extents import judge_extent
from symact.check.figures import functions_of, is_linear
from symact.check.glance import slope_in
from symact.check.judge.outcome import unknown
from symact.check.linear.component_page import is_softmax
from symact.check.linear.components import total_of
from symact.check.linear.evaluate import evaluate
from symact.check.linear.keys import key_of
from symact.check.linear.layers import LOSSES
from symact.check.linear.values import Misfit, Value
from symact.check.pairs import judge_equality
from symact.check.report import ClaimKind, Judgement
from symact.check.tails import cut, is_shape, judge_tail
from symact.check.unclear import UnclearError
from symact.core.activation import x
from symact.core.errors import SymactError
from symact.core.span import Span
from symact.core.verdict import Status
from symact.reading.held import tree as t
from symact.reading.held.statements import Statement
from symact.reading.held.walk import names_in

_EQUAL = frozenset(("=", ":=", "~"))


@final
@dataclass(frozen=True, slots=True)
class Claim:
    """A claim with its place and its verdict."""

    kind: ClaimKind
    span: Span
    judgement: Judgement


@final
@dataclass(frozen=True, slots=True)
class Chain:
    """Where a chain stands.

    Attributes:
        last: the operand that the next sign of equality continues.
        sound: the last operand that nothing is wrong with, before one that is wrong.
        differentiates: whether it began with a derivative.
    """

    last: t.Tree
    sound: t.Tree | None = None
    differentiates: bool = False
    condition: t.Tree | None = None


@final
@dataclass(frozen=True, slots=True)
class State:
    """What has been read so far.

    Attributes:
        chain: None where nothing can go on.
        differentiated: whether the last equation was one for a derivative.
        is_defining: whether the block before has defined a function.
        lead: the words of the last block that had some.
        posed: the condition that the block before poses, or none.
    """

    context: Context
    chain: Chain | None = None
    differentiated: bool = False
    is_defining: bool = False
    lead: str = ""
    posed: tuple[t.Tree, ...] = ()


def judge_statement(statement: Statement, state: State) -> tuple[tuple[Claim, ...], State]:
    """The claims of a statement with their verdicts, and the state after it."""
    statement = with_entries(statement, state.context.vectorial)
    if not statement.operators:
        only = statement.operands[0]
        chain = None if only is None else Chain(only, condition=statement.condition)
        return (), replace(state, chain=chain)
    if not set(statement.operators) <= _EQUAL:
        parts = cut(statement)
        return _relation(statement, state) if parts is None else _with_tail(*parts, state)
    first = statement.operands[0]
    if first is not None:
        state = replace(state, differentiated=_differentiates(first))
    found: list[Claim] = []
    for claim, after in _steps(statement, state):
        state = after
        if claim is not None:
            found.append(claim)
    return tuple(found), state


# -- chains of equalities ---------------------------------------------------------------------


def _steps(statement: Statement, state: State) -> Iterator[tuple[Claim | None, State]]:
    """One step for each sign of equality."""
    operands = list(statement.operands)
    first = operands[0]
    if first is None:
        if state.chain is None:
            yield None, replace(state, chain=_begun(operands[1], statement))
            rest = zip(operands[1:-1], statement.operators[1:], operands[2:], strict=True)
            state = replace(state, chain=_begun(operands[1], statement))
        else:
            rest = zip([state.chain.last, *operands[1:-1]], statement.operators, operands[1:],
                       strict=True)  # fmt: skip
    else:
        state = replace(state, chain=_begun(first, statement))
        rest = zip(operands[:-1], statement.operators, operands[1:], strict=True)
    starts = first is not None
    for left, operator, right in rest:
        if left is None or right is None:
            continue
        claim, state = _step(left, operator, right, statement, state, starts=starts)
        starts = False
        yield claim, state


def _begun(first: t.Tree | None, statement: Statement) -> Chain | None:
    if first is None:
        return None
    return Chain(first, differentiates=_differentiates(first), condition=statement.condition)


def _differentiates(tree: t.Tree) -> bool:
    return slope_in(tree) is not None


def _total(left: t.Tree, right: t.Tree, context: Context) -> str | None:
    """The family without a definition whose entries an equation says to sum to 1, or None."""
    name = total_of(left, right)
    defined = {key.partition("_")[0] for key in context.formulas}
    return name if name is not None and name not in defined else None


def _step(
    left: t.Tree, operator: str, right: t.Tree, statement: Statement, state: State, *, starts: bool
) -> tuple[Claim | None, State]:
    """One sign of equality: a definition, or a claim."""
    span = _between(left, right, starts=starts)
    if (family := _total(left, right, state.context)) is not None:
        context = state.context.totalling(family)
        return None, State(context, Chain(right), state.differentiated)
    if starts and (operator != "~" or isinstance(left, t.Symbol)):
        introduced = _introduced(left, right, state, statement.condition)
        if introduced is not None:
            judgement, context = introduced
            is_wrong = judgement is not None and judgement.status is Status.REFUTED
            sound = left if is_wrong else None
            chain = Chain(right, sound, condition=statement.condition)
            claim = None if judgement is None else Claim(ClaimKind.DEFINITION, span, judgement)
            return claim, State(context, chain, state.differentiated)
    chain = state.chain or Chain(left)
    condition = statement.condition or chain.condition
    kind, judgement = judge_equality(
        left, right, state.context, condition, approximate=operator == "~", is_step=not starts
    )
    if not starts and chain.differentiates and kind in {ClaimKind.IDENTITY, ClaimKind.DERIVATIVE}:
        kind = ClaimKind.STEP
        if judgement.code == "SA201":
            judgement = replace(judgement, code="SA204")
    judgement = _followed(chain, right, state.context, condition, judgement)
    context = _learned(left, right, state.context, judgement, starts=starts)
    if judgement.code == "SA242" and judgement.reason.endswith("is not defined here"):
        context = context.doubting(_assumed_in(left, right, context))
    if judgement.status is Status.PROVED and "sigma" not in context.confirmed:
        context = _confirmed(left, right, context, condition)
    if judgement.status is Status.REFUTED and chain.sound is None:
        after = replace(chain, last=right, sound=left)
    elif chain.sound is not None and judgement.code == "SA243" and "back" in judgement.reason:
        after = replace(chain, last=right, sound=None)
    else:
        after = replace(chain, last=right)
    if judgement.code == "SA242" and judgement.reason == "it gives a letter a value":
        return None, State(context, after, state.differentiated)
    return Claim(kind, span, judgement), State(context, after, state.differentiated)


def _assumed_in(left: t.Tree, right: t.Tree, context: Context) -> frozenset[str]:
    """The letters of an equation whose meaning the document has not given.

    Where such an equation holds a letter that nothing defines, the page may mean another function.
    """
    names = (names_in(left) | names_in(right)) & {"sigma", "phi", "Phi", "varphi"}
    return frozenset(n for n in names if n not in context.functions)


def _confirmed(left: t.Tree, right: t.Tree, context: Context, condition: t.Tree | None) -> Context:
    """The context in which a letter is confirmed by an equation that fails for another meaning."""
    used = {name for name in ("sigma",) if name in names_in(left) | names_in(right)}
    for name in used:
        known = context.function(name)
        if known is None or known.origin != "assumed":
            continue
        other = context.with_function(name, Function(sp.sin(x) + x / 3))
        if judge_equality(left, right, other, condition, is_step=True)[1].status is Status.REFUTED:
            context = context.confirming(frozenset((name,)))
    return context


def _followed(
    chain: Chain, right: t.Tree, context: Context, condition: t.Tree | None, judgement: Judgement
) -> Judgement:
    """The verdict on a step behind a wrong one: it may lead back to what is right."""
    if chain.sound is None or judgement.status is not Status.REFUTED:
        return judgement
    _, back = judge_equality(chain.sound, right, context, condition, is_step=True)
    if back.status is Status.PROVED:
        return unknown("the step before it is wrong, and this one leads back to what is right")
    return judgement


def _introduced(
    left: t.Tree, right: t.Tree, state: State, condition: t.Tree | None
) -> tuple[Judgement | None, Context] | None:
    """A definition's verdict and the context after it; None where the left side defines nothing."""
    head = head_of(left)
    context = state.context
    if (entry := entry_defined(left, right)) is not None and not is_softmax(entry):
        formula = as_entries(right, frozenset((entry.name,)))
        return None, context.with_entry(entry.name, key_of(entry), formula)
    if head is None or (condition is not None and head.arguments):
        return None
    if head.arguments and is_softmax(head.symbol):
        usual = judge_equality(left, right, context)[1]
        if usual.status is Status.PROVED:
            return usual, context
    if not head.arguments:
        value = _value_of(right, context)
        if value is not None:
            return _assigned(head, value, right, context)
        if head.name in context.values:
            same = judge_equality(left, right, context)[1]
            if same.status is Status.PROVED:
                return same, context
    if not head.arguments:
        context = _with_formula(head, right, context)
    try:
        defined = define(head, right, context)
    except UnclearError:
        if head.arguments:
            return _forgotten(head, right, context)
        if head.name in state.context.formulas or not _is_formula(right):
            # Another formula for a name is no claim about the first one.
            return None if context is state.context else (None, context)
        return None, context.forgetting(head.name).with_formula(head.name, right)
    return None if defined is None else (defined.judgement, defined.context)


def _with_formula(head: Head, right: t.Tree, context: Context) -> Context:
    """The context in which a name has a formula; one that is shown to be the same is no new one."""
    known = context.formulas.get(head.name)
    if known is None:
        return context.with_formula(head.name, right)
    if _is_literal(right) or head.symbol.name in names_in(right):
        return context
    if judge_equality(known, right, context)[1].status is Status.PROVED:
        return context
    return context.with_another_formula(head.name, right)


def _forgotten(
    head: Head, right: t.Tree, context: Context
) -> tuple[Judgement | None, Context] | None:
    """What is left of a definition that is not understood: the name means nothing from here on."""
    known = context.function(head.name)
    if known is not None and known.origin not in {"document", "assumed"}:
        return None
    found = judge_equality(head.symbol, right, context)[1]
    code = found.code if found.status is Status.UNKNOWN else "SA243"
    reason = found.reason or "this definition is not understood"
    return unknown(reason, code or "SA243"), context.forgetting(head.name)


def _assigned(
    head: Head, value: Value, right: t.Tree, context: Context
) -> tuple[Judgement | None, Context] | None:
    """What a name that gets a number, a vector or a matrix means from here on.

    Where the document has a formula for it, that is a claim; None lets the chain judge it.
    """
    formula = context.formulas.get(head.name)
    if formula is not None:
        kind, found = judge_equality(formula, right, context)
        # A letter may be set to another number, and a formula may have been written loosely.
        wrong = kind is ClaimKind.MATRIX and found.code == "SA209"
        if found.status is Status.PROVED or (found.status is Status.REFUTED and wrong):
            return found, context.with_number(head.name, value)
    if head.name in context.numbers:
        same = judge_equality(head.symbol, right, context)[1]
        if same.status is Status.PROVED and not _is_literal(right):
            return same, context
        return None, context.with_number(head.name, value)
    if len(head.symbol.name) > 1 and context.function(head.name) is not None:
        return None
    if head.name in LOSSES and not _is_literal(right):
        context = context.with_formula(head.name, right)  # it may be differentiated
    return None, context.with_number(head.name, value)


def _is_literal(tree: t.Tree) -> bool:
    """Whether a formula is given data: a number, a vector or a matrix of numbers."""
    match tree:
        case t.Number():
            return True
        case t.Negative(operand=inside) | t.Transpose(operand=inside):
            return _is_literal(inside)
        case t.Matrix(rows=rows):
            return all(_is_literal(entry) for row in rows for entry in row)
        case t.Bracket(items=items):
            return all(_is_literal(item) for item in items)
        case _:
            return False


def _is_formula(tree: t.Tree) -> bool:
    """Whether a name may stand for a formula in vectors, whose value comes later."""
    if isinstance(tree, t.Indexed):  # softmax(z)_i
        return isinstance(tree.operand, t.Call)
    return isinstance(
        tree, t.Sum | t.Product | t.Call | t.Transpose | t.Quotient | t.Negative | t.BigOperator
    )


def _value_of(tree: t.Tree, context: Context) -> Value | None:
    """The number, vector or matrix that a formula is, if it is one and nothing else."""
    if not (_is_literal(tree) or is_linear(tree, context) or _is_constant(tree)):
        return None
    try:
        found = evaluate(tree, context.numbers, functions_of(context))
    except (SymactError, RecursionError):
        return None
    return None if isinstance(found, Misfit) else found


def _is_constant(tree: t.Tree) -> bool:
    from symact.reading.held.walk import every  # noqa: PLC0415

    known = {"e", "pi"}
    return not any(isinstance(n, t.Symbol) and n.name not in known for n in every(tree))


def _learned(
    left: t.Tree, right: t.Tree, context: Context, judgement: Judgement, *, starts: bool
) -> Context:
    """The context with the value that a chain ends in for the name with which it began."""
    if not starts or judgement.status is Status.REFUTED:
        return context
    head = head_of(left)
    if head is None or head.arguments or key_of(head.symbol) in context.numbers:
        return context
    is_new = head.name not in context.formulas and head.symbol.name not in names_in(right)
    if is_new and (_is_named_gradient(right) or _says_what(judgement)):
        return context.with_formula(head.name, right)
    value = _value_of(right, context)
    return context if value is None else context.with_number(head.name, value)


def _says_what(judgement: Judgement) -> bool:
    """Whether an equation is open because it may only say what a name stands for."""
    return judgement.reason.startswith(("it may say what", "it gives a letter a value"))


def _is_named_gradient(tree: t.Tree) -> bool:
    r"""Whether a name is given to the gradient of a loss, as in ``G_Y = \partial L/\partial Y``."""
    return isinstance(tree, t.Derivative) and names_in(tree.operand) <= LOSSES


def _between(left: t.Tree, right: t.Tree, *, starts: bool) -> Span:
    """The place of a claim: both sides, of a step that goes on only the new one."""
    if starts and left.span.end <= right.span.end:
        return Span(right.span.source, left.span.start, right.span.end)
    return right.span


# -- other relations --------------------------------------------------------------------------


def _relation(statement: Statement, state: State) -> tuple[tuple[Claim, ...], State]:
    """Inequalities, memberships and limits."""
    operands: Sequence[t.Tree] = [o for o in statement.operands if o is not None]
    if len(operands) != len(statement.operands):
        if state.chain is None:
            return (), state
        operands = [state.chain.last, *operands]
    found = judge_extent(tuple(operands), statement.operators, state.context, statement.condition)
    after = replace(state, chain=Chain(operands[-1], condition=statement.condition))
    if found is None:
        return (), after
    return (Claim(found[0], statement.span, found[1]),), after


def _with_tail(head: Statement, tail: Statement, state: State) -> tuple[tuple[Claim, ...], State]:
    """Equations with a membership, an inequality or a limit behind them."""
    claims: tuple[Claim, ...] = ()
    after = replace(state, chain=None)
    # A letter in passing, as in "let p = sigma in (0, 1)", may be a variable from here on.
    is_letter = isinstance(head.operands[0], t.Symbol)
    if not is_letter or is_shape(tail.operands[-1]):
        claims, after = judge_statement(head, state)
    is_sound = not is_letter and all(claim.judgement.status is Status.PROVED for claim in claims)
    found = judge_tail(head.operands[0], tail, after.context, is_sound=is_sound)
    if found is None:
        return claims, after
    return (*claims, Claim(found[0], tail.span, found[1])), after
