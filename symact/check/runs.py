"""The claims of one stretch of mathematics: mended, read, and judged statement by statement."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final, TypeAlias

from symact.check.braced import with_cases
from symact.check.chains import Claim, State, judge_statement
from symact.check.context import Context
from symact.check.definitions import head_of
from symact.check.judge.outcome import unknown
from symact.check.labels import label_claim
from symact.check.nearby import is_on
from symact.check.pace import Pace
from symact.check.report import ClaimKind
from symact.check.surroundings import Surroundings, applied
from symact.check.values import values_in_matrix
from symact.core.diagnostic import Diagnostic, Severity
from symact.core.errors import InternalError, SymactError
from symact.core.verdict import Status
from symact.reading.held import lexicon as lex
from symact.reading.held import tree as t
from symact.reading.held.addresses import is_in_address
from symact.reading.held.macros import expanded
from symact.reading.held.statements import Statement, Unread, statements
from symact.reading.held.text import Text, text_of
from symact.reading.pages.page import Language, Page, Run
from symact.reading.repair import mend, remark

Found: TypeAlias = "tuple[list[tuple[Claim, bool]], list[Diagnostic], State]"

# What SymPy raises of its own for expressions that it does not like.
FAULTS: Final = (TypeError, ValueError, ArithmeticError, AttributeError, NotImplementedError,
                 RecursionError, LookupError)  # fmt: skip
_DEFINES = re.compile(
    r"\s*&?\s*(?:\\(?:text|mathrm|operatorname)\{)?(\\?[A-Za-z]+|[α-ωΑ-Ω])\}?\s*[(=_&]"
)
_BRACE = re.compile(r"^[^\n{}]*\{[^\n{}]*$", re.MULTILINE)
_IMPOSSIBLE = re.compile(
    r"not (?:possible|defined|valid|match|allowed|fit)|undefined|impossible|can ?not|can't|invalid|"
    r"mismatch|incompatible|"
    r"do not fit|不匹配|无法|nicht (?:möglich|definiert)|no (?:es posible|está definid)|n'est pas",
    re.IGNORECASE,
)


def run_claims(run: Run, page: Page, state: State, around: Surroundings, pace: Pace) -> Found:
    """The claims of one stretch of mathematics."""
    text, diagnostics = _text(run, page)
    repaired = bool(diagnostics)
    claims: list[tuple[Claim, bool]] = []
    plain = run.language is Language.PLAIN and "\\" not in text.chars
    items = with_cases(statements(text, state.context.names, plain=plain))
    first = next((item for item in items if isinstance(item, Statement)), None)
    for index, item in enumerate(items):
        reason = pace.begin()
        if reason is not None:
            late = Claim(ClaimKind.IDENTITY, item.span, unknown(reason, "SA244"))
            claims.append((late, repaired))
            state = State(state.context)
            continue
        if (claim := label_claim(items, index, state)) is not None:
            claims.append((claim, repaired))
            continue
        if isinstance(item, Unread):
            diagnostics.append(_not_read(item))
            if item.has_relation:
                judgement = unknown(item.diagnostic.message, "SA241")
                claims.append((Claim(ClaimKind.IDENTITY, item.span, judgement), repaired))
            state = State(_without(item, page, state.context))
            continue
        if not item.continues:
            state = replace(state, chain=None)
        if not item.operators:
            claims += [(claim, repaired) for claim in values_in_matrix(item.operands[0], state)]
        meant = applied(item, around) if item is first or around.condition is not None else item
        if meant is not item and around.differentiated and _is_definition(item, state):
            meant = item  # "the derivative of f(x) = ..." defines f
        found, state = _meant(meant, state, around.perhaps)
        unsure = around.differentiated and item.operators and meant is item
        in_brace = plain and _is_in_a_brace(item, page)
        denied = _denies(item, page, is_shape=any(c.kind is ClaimKind.SHAPE for c in found))
        if around.is_doubtful or unsure or in_brace or denied:
            found = tuple(map(_doubted, found))
        if around.other is not None and around.other.value is None:
            found = tuple(map(_halved, found))
        claims += [(claim, repaired) for claim in found]
    return claims, diagnostics, state


def _is_definition(item: Statement, state: State) -> bool:
    """Whether an equation holds as it stands, or gives a new name its meaning."""
    claims, after = _judged(item, state)
    if claims:
        return all(
            claim.judgement.status is Status.PROVED
            or (claim.kind is ClaimKind.DEFINITION and claim.judgement.status is Status.UNKNOWN)
            for claim in claims
        )
    return after.context is not state.context


def _meant(
    item: Statement, state: State, perhaps: tuple[t.Tree, ...]
) -> tuple[tuple[Claim, ...], State]:
    """The claims of a statement, by itself or under a condition that stands near it."""
    own = [c for c in perhaps if is_on(c, item)]
    if not own:
        return _judged(item, state)
    ways = [(_judged(replace(item, condition=c), state), c) for c in own]
    under, condition = next(filter(_is_proved, ways), ways[0])
    head = None if item.operands[0] is None else head_of(item.operands[0])
    if head is not None and head.arguments:
        return under  # a part of a function is no definition of it
    plain, after = _judged(item, state)
    if len(plain) != len(under[0]):
        return tuple(map(_doubted, plain)), after
    return tuple(_better(*pair, condition) for pair in zip(plain, under[0], strict=True)), after


def _is_proved(way: tuple[tuple[tuple[Claim, ...], State], t.Tree]) -> bool:
    (claims, _), _ = way
    return all(claim.judgement.status is Status.PROVED for claim in claims)


def _better(plain: Claim, under: Claim, condition: t.Tree) -> Claim:
    """The claim by itself, or under a condition if it holds or fails in both ways only there."""
    ways = (plain.judgement.status, under.judgement.status)
    match ways:
        case (Status.PROVED, _):
            return plain
        case (_, Status.PROVED):
            note = "; ".join(n for n in (f"for {condition.span.text}", under.judgement.note) if n)
            return replace(under, judgement=replace(under.judgement, note=note))
        case (Status.REFUTED, Status.REFUTED):
            return under
    return _doubted(plain)


def _judged(item: Statement, state: State) -> tuple[tuple[Claim, ...], State]:
    """The claims of a statement, or one that says that it is not computed."""
    try:
        return judge_statement(item, state)
    except InternalError:
        raise
    except SymactError as error:
        judgement = unknown(str(error) or "it is not supported")
    except FAULTS as error:
        judgement = unknown(f"it is not computed: {type(error).__name__}")
    return (Claim(ClaimKind.IDENTITY, item.span, judgement),), State(state.context)


def _is_in_a_brace(item: Statement, page: Page) -> bool:
    """Whether a formula stands beside a brace that is drawn over several lines of plain text."""
    text = page.source.text
    near = text[max(0, item.span.start - 200) : item.span.end + 200]
    return len(_BRACE.findall(near)) > 1


def _denies(item: Statement, page: Page, *, is_shape: bool) -> bool:
    """Whether the text around a formula says itself that shapes do not fit."""
    text = page.source.text
    near = text[max(0, item.span.start - 200) : item.span.end + 300]
    return (is_shape or "egin{" in item.span.text) and bool(_IMPOSSIBLE.search(near))


def _doubted(claim: Claim) -> Claim:
    """The claim, but open where it fails: the words around it may say another thing."""
    if claim.judgement.status is not Status.REFUTED:
        return claim
    reason = "the words around it may change what is claimed; by itself it is false"
    return replace(claim, judgement=unknown(reason))


def unless_conditioned(claim: Claim) -> Claim:
    """The claim, but open where it fails and a condition stated before may still hold."""
    kinds = {ClaimKind.RANGE, ClaimKind.IDENTITY, ClaimKind.DEFINITION}
    return _doubted(claim) if claim.kind in kinds else claim


def _halved(claim: Claim) -> Claim:
    """The claim, but open where it holds: another case stands behind it and is not read."""
    if claim.judgement.status is not Status.PROVED:
        return claim
    return replace(claim, judgement=unknown("another case stands behind it and is not read"))


def _without(item: Unread, page: Page, context: Context) -> Context:
    """The context after a piece that is not read: what it seems to define is not known."""
    match = _DEFINES.match(page.source.text, item.span.start, item.span.end)
    if match is None:
        return context
    return context.forgetting(lex.SIGNS.get(match[1], match[1].lstrip("\\")))


def _text(run: Run, page: Page) -> tuple[Text, list[Diagnostic]]:
    """The characters of a run, mended and with macros expanded, and what was mended."""
    diagnostics: list[Diagnostic] = []
    text = text_of(page.source, run.start, run.end)
    if run.language is Language.LATEX and not is_in_address(page.source.text, run.start):
        mended = mend(page.source, run.start, run.end)
        if mended.repairs:
            text = Text(page.source, mended.text, mended.origins)
            diagnostics += [remark(repair) for repair in mended.repairs]
    if page.macros:
        text = expanded(text, page.macros)
    return text, diagnostics


def _not_read(item: Unread) -> Diagnostic:
    return replace(item.diagnostic, severity=Severity.REMARK)
