"""The check of a document: its blocks in order, every statement judged where it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from symact.check.blocks import block_claims, words_of
from symact.check.chains import Claim, State
from symact.check.context import Context
from symact.check.nearby import posed_by
from symact.check.pace import Pace
from symact.check.report import Checked, Report
from symact.core.diagnostic import Diagnostic
from symact.reading.pages.page import Kind, Page


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
    report, confirmed = _checked(page, context, pace)
    if confirmed and not page.parts and any(c.judgement.code == "SA242" for c in report.claims):
        # What a letter means may be seen only after its first use.
        report, _ = _checked(page, context.confirming(confirmed), pace)
    return report


def _checked(page: Page, context: Context, pace: Pace) -> tuple[Report, frozenset[str]]:
    """The report on a document, and the letters whose usual meaning it has confirmed."""
    state = State(context)
    claims: list[Checked] = []
    diagnostics: list[Diagnostic] = []
    parts = list(page.parts) if page.source.name.endswith(".py") else []
    for block in page.blocks:
        if parts and block.start >= parts[0]:
            parts = [start for start in parts if start > block.start]
            own = page.source.text[block.start : parts[0] if parts else None]
            state = State(state.context.without_letters().about("", None).reading(own))
        before, lead = state.context.subject, state.lead
        found, said, state = block_claims(block, page, state, pace)
        defining = block.kind is not Kind.HEADING and state.context.subject is not before
        posed = posed_by(block, page, state.context.names)
        lead = words_of(block, page) or lead
        state = replace(state, is_defining=defining, lead=lead, posed=posed)
        diagnostics += said
        claims += [_placed(claim, page, repaired=mended) for claim, mended in found]
    claims.sort(key=lambda claim: (claim.start, claim.end))
    report = Report(page.source.name, tuple(claims), tuple(diagnostics))
    return report, state.context.confirmed - context.confirmed


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
