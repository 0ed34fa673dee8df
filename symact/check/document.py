"""The check of a document: its blocks in order, every statement judged where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias

from symact.check import phrases
from symact.check.chains import Claim, State, judge_statement
from symact.check.context import Context
from symact.check.judge.outcome import unknown
from symact.check.labels import label_claim
from symact.check.prose import claims_in
from symact.check.report import Checked, ClaimKind, Report
from symact.check.sentences import sentences_of
from symact.check.settings import Settings
from symact.check.subjects import functions_named, subject_in
from symact.check.surroundings import Surroundings, applied, surroundings_of
from symact.check.tables import ranges_in_columns, row_claims
from symact.core.diagnostic import Diagnostic, Severity
from symact.core.verdict import Status
from symact.reading.held import lexicon as lex
from symact.reading.held.macros import expanded
from symact.reading.held.statements import Statement, Unread, statements
from symact.reading.held.text import Text, text_of
from symact.reading.pages.page import Block, Kind, Language, Page, Run
from symact.reading.repair import mend, remark

Found: TypeAlias = "tuple[list[tuple[Claim, bool]], list[Diagnostic], State]"

_DEFINES = re.compile(
    r"\s*&?\s*(?:\\(?:text|mathrm|operatorname)\{)?(\\?[A-Za-z]+|[α-ωΑ-Ω])\}?\s*[(=_&]"
)
_NAMING = 3  # words of an item that only names what the items below it are about
_IMPOSSIBLE = re.compile(
    r"not (?:possible|defined|valid|match|allowed)|undefined|impossible|cannot|can't|invalid|do not fit|"
    r"不匹配|无法|nicht (?:möglich|definiert)|no (?:es posible|está definid)|impossible|n'est pas",
    re.IGNORECASE,
)
_FAULTS = (TypeError, ValueError, ArithmeticError, AttributeError, NotImplementedError,
           RecursionError, LookupError)  # fmt: skip


def check_page(page: Page, settings: Settings | None = None) -> Report:
    """Every claim of a document with its verdict.

    Args:
        page: the document, taken apart.
        settings: what is chosen and what it may cost.
    """
    del settings
    context = Context(words=page.source.text.casefold())
    report, confirmed = _checked(page, context)
    if confirmed and any(c.judgement.code == "SA242" for c in report.claims):
        # What a letter means may be seen only after its first use.
        report, _ = _checked(page, context.confirming(confirmed))
    return report


def _checked(page: Page, context: Context) -> tuple[Report, frozenset[str]]:
    """The report on a document, and the letters whose usual meaning it has confirmed."""
    state = State(context)
    claims: list[Checked] = []
    diagnostics: list[Diagnostic] = []
    parts = list(page.parts) if page.source.name.endswith(".py") else []
    for block in page.blocks:
        if parts and block.start >= parts[0]:
            parts = [start for start in parts if start > block.start]
            state = State(state.context.without_letters().about("", None).hinted(()))
        before = state.context.subject
        found, said, state = _block(block, page, state)
        state = replace(state, is_defining=state.context.subject is not before)
        diagnostics += said
        claims += [_placed(claim, page, repaired=mended) for claim, mended in found]
    claims.sort(key=lambda claim: (claim.start, claim.end))
    report = Report(page.source.name, tuple(claims), tuple(diagnostics))
    return report, state.context.confirmed - context.confirmed


def _placed(claim: Claim, page: Page, *, repaired: bool) -> Checked:
    start, end = page.file_offset(claim.span.start), page.file_offset(claim.span.end)
    return Checked(claim.kind, claim.span, start, end, claim.judgement, repaired)


def _block(block: Block, page: Page, state: State) -> Found:
    """The claims of one block, and the state after it."""
    claims: list[tuple[Claim, bool]] = []
    said: list[Diagnostic] = []
    if block.kind is Kind.HEADING:
        state = _headed(block, page, state)
    if block.kind is Kind.ITEM:
        state = replace(state, context=state.context.in_new_scope())
        if (words := _prose(block, page)) and phrases.word_count(words) <= _NAMING:
            context = subject_in(words, state.context, is_heading=bool(functions_named(words)))
            state = replace(state, context=context)
    if block.kind is Kind.ROW:
        words = _prose(block, page)
        context = subject_in(words, state.context.of_row(), is_heading=True)
        state = State(subject_in(words, context))
    if block.kind in {Kind.PARAGRAPH, Kind.ITEM}:
        state = replace(state, context=subject_in(_prose(block, page), state.context))
    ranges: list[Sequence[Run]] = []
    if block.kind is Kind.ROW:
        alone, state = row_claims(block, page, state)
        claims += [(claim, False) for claim in alone]
        ranges = [runs for is_range, runs in ranges_in_columns(block, page) if is_range]
    elif _is_lone_interval(block, page) and state.is_defining:
        ranges = list(block.cells)
    for runs in block.cells:
        for index, run in enumerate(runs):
            if run.language is Language.PROSE:
                continue
            around = surroundings_of(runs, index, page, state.context.names)
            if around.is_condition:
                continue
            if _is_inline(run, page):
                state = replace(state, chain=None)
            found, diagnostics, state = _run(run, page, state, around)
            claims += found
            said += diagnostics
        claims += [(claim, False) for claim in _spoken(runs, page, state, is_range=runs in ranges)]
        if block.kind is Kind.ROW:
            state = replace(state, chain=None)
    return claims, said, state


def _is_lone_interval(block: Block, page: Page) -> bool:
    """Whether a paragraph is an interval and nothing else."""
    text = page.source.text[block.start : block.end].strip(" \t\n$*_`.,")
    return block.kind is Kind.PARAGRAPH and bool(phrases.INTERVAL.fullmatch(text))


def _spoken(runs: Sequence[Run], page: Page, state: State, *, is_range: bool) -> Iterator[Claim]:
    """The claims that the words of some runs make."""
    for sentence in sentences_of(runs, page, state.context.names):
        try:
            yield from claims_in(sentence, state, is_range=is_range)
        except _FAULTS:
            continue  # words that only look like a claim are no claim


def _is_inline(run: Run, page: Page) -> bool:
    """Whether words stand before a run on its line, so that it continues no chain."""
    line = page.source.text.rfind("\n", 0, run.start) + 1
    return any(c.isalpha() for c in page.source.text[line : run.start])


def _prose(block: Block, page: Page) -> str:
    """The words of a block without its formulas."""
    parts = [
        page.source.text[run.start : run.end]
        for runs in block.cells
        for run in runs
        if run.language is Language.PROSE
    ]
    return " ".join(parts)


def _headed(block: Block, page: Page, state: State) -> State:
    """The state under a heading: a chain ends, and another function may be the subject."""
    context = subject_in(_prose(block, page), state.context, is_heading=True)
    return State(context)


def _run(run: Run, page: Page, state: State, around: Surroundings) -> Found:
    """The claims of one stretch of mathematics."""
    text, diagnostics = _text(run, page)
    repaired = bool(diagnostics)
    claims: list[tuple[Claim, bool]] = []
    plain = run.language is Language.PLAIN and "\\" not in text.chars
    items = statements(text, state.context.names, plain=plain)
    first = next((item for item in items if isinstance(item, Statement)), None)
    for index, item in enumerate(items):
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
        if _is_apart(item):
            state = replace(state, chain=None)
        if item is first or around.condition is not None:
            item = applied(item, around)
        try:
            found, state = judge_statement(item, state)
        except _FAULTS as error:
            # SymPy refuses some expressions in its own way; the document goes on.
            judgement = unknown(f"it is not computed: {type(error).__name__}")
            found, state = (Claim(ClaimKind.IDENTITY, item.span, judgement),), State(state.context)
        if around.is_doubtful or _denies(item, page):
            found = tuple(map(_doubted, found))
        claims += [(claim, repaired) for claim in found]
    return claims, diagnostics, state


def _denies(item: Statement, page: Page) -> bool:
    """Whether the text around a formula says itself that shapes do not fit."""
    text = page.source.text
    near = text[max(0, item.span.start - 200) : item.span.end + 300]
    return "egin{" in item.span.text and bool(_IMPOSSIBLE.search(near))


def _doubted(claim: Claim) -> Claim:
    """The claim, but open where it fails: the words around it may say another thing."""
    if claim.judgement.status is not Status.REFUTED:
        return claim
    reason = "the words around it may change what is claimed; by itself it is false"
    return replace(claim, judgement=unknown(reason))


def _without(item: Unread, page: Page, context: Context) -> Context:
    """The context after a piece that is not read: what it seems to define is not known."""
    match = _DEFINES.match(page.source.text, item.span.start, item.span.end)
    if match is None:
        return context
    return context.forgetting(lex.SIGNS.get(match[1], match[1].lstrip("\\")))


def _is_apart(item: Statement) -> bool:
    """Whether a statement begins a chain of its own."""
    return not item.continues


def _text(run: Run, page: Page) -> tuple[Text, list[Diagnostic]]:
    """The characters of a run, mended and with macros expanded, and what was mended."""
    diagnostics: list[Diagnostic] = []
    text = text_of(page.source, run.start, run.end)
    if run.language is Language.LATEX:
        mended = mend(page.source, run.start, run.end)
        if mended.repairs:
            text = Text(page.source, mended.text, mended.origins)
            diagnostics += [remark(repair) for repair in mended.repairs]
    if page.macros:
        text = expanded(text, page.macros)
    return text, diagnostics


def _not_read(item: Unread) -> Diagnostic:
    return replace(item.diagnostic, severity=Severity.REMARK)


def check_text(name: str, raw: str, settings: Settings | None = None) -> Report:
    """Every claim of a text with its verdict; the name tells what it is.

    Raises:
        InputError: for a text that cannot be taken apart.

    Example:
        >>> report = check_text("notes.md", r"$\\tanh'(x) = 1 - \\tanh^2(x)$")
        >>> [claim.judgement.status.value for claim in report.claims]
        ['proved']
    """
    from symact.reading.pages.read import read_page  # noqa: PLC0415

    return check_page(read_page(name, raw), settings)
