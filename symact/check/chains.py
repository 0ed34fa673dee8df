"""Statements in order: definitions, and chains of which each sign of equality is a claim."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import final

import sympy as sp

from symact.check.context import Context
from symact.check.copies import without_copy
from symact.check.entries import with_entries
from symact.check.extents import judge_extent
from symact.check.glance import slope_in
from symact.check.judge.outcome import unknown
from symact.check.linear.components import total_of
from symact.check.linear.keys import key_of
from symact.check.losses import with_bare_losses
from symact.check.namings import introduced, learned
from symact.check.pairs import judge_equality
from symact.check.redefinitions import unless_other_total
from symact.check.report import ClaimKind, Judgement
from symact.check.scientific import with_scientific
from symact.check.shape_statements import member, misfit
from symact.check.signs import unless_negative
from symact.check.sums import with_indices
from symact.check.tails import cut, is_shape, judge_tail
from symact.check.usual_names import Function
from symact.core.activation import x
from symact.core.span import Span
from symact.core.typeset_numbers import GREEK
from symact.core.verdict import Status
from symact.reading.held import tree as t
from symact.reading.held.statements import Statement
from symact.reading.held.walk import names_in

_EQUAL = frozenset(("=", ":=", "~"))


_PARTED = re.compile(r"\n\s*\n|[^\W\d_]{3,}")


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
        is_restricted: whether it ends with a condition that it may not pose.
        conditioned: for how many blocks a condition of the words may still hold.
    """

    context: Context
    chain: Chain | None = None
    differentiated: bool = False
    is_defining: bool = False
    lead: str = ""
    posed: tuple[t.Tree, ...] = ()
    is_restricted: bool = False
    conditioned: int = 0


def judge_statement(statement: Statement, state: State) -> tuple[tuple[Claim, ...], State]:
    """The claims of a statement with their verdicts, and the state after it."""
    statement = with_scientific(with_indices(without_copy(statement)))
    statement = with_bare_losses(with_entries(statement, state.context.vectorial))
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
    if first is None and _is_apart(state.chain, statement):
        state = replace(state, chain=None)
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


def _is_apart(chain: Chain | None, statement: Statement) -> bool:
    """Whether a line that begins with a sign of equality is none of the chain before it.

    A chain that has come to a number has ended, where a paragraph or words follow it.
    """
    if chain is None or not isinstance(chain.last, t.Number):
        return False
    text, after = statement.span.source.text, chain.last.span.end
    between = text[after : statement.span.start]
    return _PARTED.search(between) is not None


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
        meant = introduced(left, right, state.context, statement.condition)
        if meant is not None:
            return _by_definition(meant, (left, right), statement, state, span)
    chain = state.chain or Chain(left)
    condition = statement.condition or chain.condition
    kind, judgement = judge_equality(
        left, right, state.context, condition, approximate=operator == "~", is_step=not starts
    )
    judgement = _of_kind(kind, judgement, (left, right), state.context)
    judgement = unless_other_total(judgement, state.context)
    judgement = _unless_named(judgement, statement, left, state.context)
    if not starts and chain.differentiates and kind in {ClaimKind.IDENTITY, ClaimKind.DERIVATIVE}:
        kind = ClaimKind.STEP
        if judgement.code == "SA201":
            judgement = replace(judgement, code="SA204")
    judgement = _followed(chain, right, state.context, condition, judgement)
    context = learned(left, right, state.context, judgement, starts=starts)
    if judgement.status is Status.PROVED and (top := _differentiated_name(left)):
        context = context.using(top)
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


def _by_definition(
    meant: tuple[Judgement | None, Context],
    sides: tuple[t.Tree, t.Tree],
    statement: Statement,
    state: State,
    span: Span,
) -> tuple[Claim | None, State]:
    """The claim of a definition: of a function by its name, or of shapes that do not fit."""
    judgement, context = meant
    left, right = sides
    is_wrong = judgement is not None and judgement.status is Status.REFUTED
    chain = Chain(right, left if is_wrong else None, condition=statement.condition)
    after = State(context, chain, state.differentiated)
    if judgement is not None:
        return Claim(ClaimKind.DEFINITION, span, judgement), after
    wrong = misfit(right, state.context)
    return None if wrong is None else Claim(ClaimKind.SHAPE, span, wrong), after


def _unless_named(
    found: Judgement, statement: Statement, left: t.Tree, context: Context
) -> Judgement:
    r"""The verdict, but open behind ``y = \sigma(x)``, which may say what the letter means here."""
    operands = statement.operands
    if found.status is not Status.REFUTED or len(operands) < 3 or operands[1] is not left:
        return found
    match operands[0], left:
        case t.Symbol(), t.Call(function=head, arguments=(t.Symbol(),), primes=0):
            is_letter = len(head.name) == 1 or head.name in GREEK
            if is_letter and head.name not in context.functions:
                return unknown(f"{head.name} may be given another meaning here", "SA242")
    return found


def _of_kind(
    kind: ClaimKind, found: Judgement, sides: tuple[t.Tree, t.Tree], context: Context
) -> Judgement:
    """The verdict as its kind allows: limits and extrema depend on the signs of letters."""
    depends = kind in {ClaimKind.LIMIT, ClaimKind.EXTREMUM}
    return unless_negative(found, sides, context) if depends else found


def _differentiated_name(tree: t.Tree) -> str:
    """The name whose derivative a left side is, or nothing."""
    match tree:
        case t.Derivative(operand=t.Symbol() as top) | t.Gradient(operand=t.Symbol() as top):
            return key_of(top)
        case _:
            return ""


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
    if statement.operators == ("in",) and is_shape(operands[-1]):
        return _shape(operands[0], operands[1], statement.span, state)
    found = judge_extent(tuple(operands), statement.operators, state.context, statement.condition)
    after = replace(state, chain=Chain(operands[-1], condition=statement.condition))
    if found is None:
        return (), after
    judgement = unless_negative(found[1], tuple(operands), state.context)
    return (Claim(found[0], statement.span, judgement),), after


def _shape(
    tree: t.Tree, numbers: t.Tree, span: Span, state: State
) -> tuple[tuple[Claim, ...], State]:
    """The claim of a membership in a space of matrices, if it is one, and the state after it."""
    judgement, context = member(tree, numbers, state.context)
    after = replace(state, context=context, chain=None)
    return () if judgement is None else (Claim(ClaimKind.SHAPE, span, judgement),), after


def _shapes(
    head: Statement, numbers: t.Tree, span: Span, state: State
) -> tuple[tuple[Claim, ...], State]:
    """The claim that the last side of a chain has a shape, which its first side then has too."""
    first, last = head.operands[0], head.operands[-1]
    claims: tuple[Claim, ...] = ()
    if last is not None:
        claims, state = _shape(last, numbers, span, state)
    if isinstance(first, t.Symbol) and all(c.judgement.status is Status.PROVED for c in claims):
        _, state = _shape(first, numbers, span, state)
    return claims, state


def _with_tail(head: Statement, tail: Statement, state: State) -> tuple[tuple[Claim, ...], State]:
    """Equations with a membership, an inequality or a limit behind them."""
    claims: tuple[Claim, ...] = ()
    after = replace(state, chain=None)
    # A letter in passing, as in "let p = sigma in (0, 1)", may be a variable from here on.
    is_letter = isinstance(head.operands[0], t.Symbol)
    if not is_letter or is_shape(tail.operands[-1]):
        claims, after = judge_statement(head, state)
    if tail.operators == ("in",) and (last := tail.operands[-1]) is not None and is_shape(last):
        shapes, after = _shapes(head, last, tail.span, after)
        return (*claims, *shapes), after
    is_sound = not is_letter and all(claim.judgement.status is Status.PROVED for claim in claims)
    found = judge_tail(head.operands[0], tail, after.context, is_sound=is_sound)
    if found is None:
        return claims, after
    return (*claims, Claim(found[0], tail.span, found[1])), after
