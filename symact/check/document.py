"""The check of a document: its blocks in order, every statement judged where it stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeAlias

from symact.check.afterwards import Judged, completed, explains
from symact.check.blocks import block_claims, words_of
from symact.check.chains import Claim, State
from symact.check.context import Context
from symact.check.nearby import ends_with_condition, holds_condition, posed_by
from symact.check.pace import Pace
from symact.check.report import Checked, Judgement, Report
from symact.check.subjects import owned
from symact.check.usual_names import DOCUMENT, Function
from symact.core.diagnostic import Diagnostic
from symact.reading.pages.page import Kind, Page

Once: TypeAlias = "tuple[Report, frozenset[str], dict[str, Function | None]]"
_LASTING = 3  # blocks for which a condition in words may hold
_UNDEFINED = re.compile(r"(?:\\(?:text|mathrm|operatorname)\{)?(\w+)\}? is not defined here")


def check_page(
    page: Page,
    given_up: Mapping[int, str] | None = None,
    beat: Callable[[], None] | None = None,
    rest: str = "",
) -> Report:
    """Every claim of a document with its verdict.

    Args:
        page: the document, taken apart.
        given_up: steps that are not taken, counted from 1 over the whole check, and why.
        beat: called when a step begins.
        rest: why no other step is taken either, or empty.
    """
    pace = Pace(given_up or {}, beat, rest)
    context = Context(words=page.source.text.casefold())
    report, confirmed, defined = _checked(page, context, pace)
    unknown_names = {_undefined(c.judgement) for c in report.claims}
    later = {name: f for name, f in defined.items() if name in unknown_names and f is not None}
    is_open = any(c.judgement.code == "SA242" for c in report.claims)
    if (confirmed or later) and not page.parts and is_open:
        # What a letter means may be seen only after its first use.
        context = context.confirming(confirmed).foreseeing(later)
        report, _, _ = _checked(page, context, pace)
    return report


def _undefined(judgement: Judgement) -> str:
    """The name for which a verdict says that it is not defined, or nothing."""
    match = _UNDEFINED.match(judgement.reason)
    return match[1] if match else ""


def _checked(page: Page, context: Context, pace: Pace) -> Once:
    """The report on a document, and what it says of letters.

    These are the letters whose usual meaning it has confirmed, and the functions that it defines;
    None stands for one that is defined in two ways.
    """
    state = State(context)
    defined: dict[str, Function | None] = {}
    claims: list[Checked] = []
    diagnostics: list[Diagnostic] = []
    parts = list(page.parts) if page.source.name.endswith(".py") else []
    owners = list(page.owners)
    above = context
    last: Judged | None = None
    place = 0  # where its claims are
    for block in page.blocks:
        if block.kind is not Kind.ROW and state.context.is_row:
            state = replace(state, context=state.context.below_table(above))
        elif block.kind is Kind.ROW and not state.context.is_row:
            above = state.context
        if parts and block.start >= parts[0]:
            passed = sum(start <= block.start for start in parts)
            parts, owners = parts[passed:], owners[passed - 1 :]
            own = page.source.text[block.start : parts[0] if parts else None]
            plain = state.context.without_letters().about("", None)
            state = State(owned(owners.pop(0), plain.reading(own)))
        before, lead, conditioned = state.context.subject, state.lead, state.conditioned
        entered = state
        found, said, state = block_claims(block, page, state, pace)
        found = completed(Judged(block, entered, found), state.context, page, pace)
        if last is not None and explains(block, page):
            again = completed(last, state.context, page, pace)
            claims[place:] = [_placed(claim, page, repaired=mended) for claim, mended in again]
        last, place = Judged(block, entered, found), len(claims)
        for name, function in state.context.functions.items():
            if function.origin == DOCUMENT:
                same = defined.get(name, function) == function
                defined[name] = function if same else None
        defining = block.kind is not Kind.HEADING and state.context.subject is not before
        posed = posed_by(block, page, state.context.names)
        lead = words_of(block, page) or lead
        doubt = not posed and ends_with_condition(block, page, state.context.names)
        left = 0 if block.kind is Kind.HEADING else max(0, conditioned - 1)
        state = replace(
            state, is_defining=defining, lead=lead, posed=posed, is_restricted=doubt,
            conditioned=_LASTING if holds_condition(block, page, state.context.names) else left,
        )  # fmt: skip
        diagnostics += said
        claims += [_placed(claim, page, repaired=mended) for claim, mended in found]
    claims.sort(key=lambda claim: (claim.start, claim.end))
    report = Report(page.source.name, tuple(claims), tuple(diagnostics))
    return report, state.context.confirmed - context.confirmed, defined


def _placed(claim: Claim, page: Page, *, repaired: bool) -> Checked:
    start, end = page.file_offset(claim.span.start), page.file_offset(claim.span.end)
    return Checked(claim.kind, claim.span, start, end, claim.judgement, repaired)


def check_text(name: str, raw: str) -> Report:
    r"""Every claim of a text with its verdict; the name tells what it is.

    Raises:
        InputError: for a text that cannot be taken apart.

    Example:
        >>> report = check_text("notes.md", r"$\tanh'(x) = 1 - \tanh^2(x)$")
        >>> [claim.judgement.status.value for claim in report.claims]
        ['proved']
    """
    from symact.reading.pages.read import read_page  # noqa: PLC0415

    return check_page(read_page(name, raw))
