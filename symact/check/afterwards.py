"""Claims that stand before the definitions that they need: "dL/dw = ..., where z = w x + b"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any, TypeAlias, final

from symact.check.blocks import block_claims, words_of
from symact.check.chains import Claim, State
from symact.check.context import Context
from symact.check.pace import Pace
from symact.check.report import ClaimKind
from symact.core.verdict import Status
from symact.reading.pages.page import Block, Page

Found: TypeAlias = "list[tuple[Claim, bool]]"
_OF_SLOPES = frozenset((ClaimKind.DERIVATIVE, ClaimKind.GRADIENT, ClaimKind.STEP))
_NAMES = ("functions", "values", "numbers", "formulas", "computed", "shapes", "dimensions")
_WHERE = (
    r"(?:(?:where|with|here|in which|wobei|mit|où|avec|donde|onde|con|dove|kde|gdzie|где)\b|"
    r"其中|式中|这里|ここで|여기서)"
)
_BEGINS = re.compile(rf"[\s*_>,(]*{_WHERE}", re.IGNORECASE)
_EXPLAINS = re.compile(
    rf"[\s$.,;:()\\\]*_`]*{_WHERE}\s*(?:\$|\\\(|[^\W\d_]\w{{0,4}}(?:\([^()]*\))?\s*=)",
    re.IGNORECASE,
)
_NEAR = 40  # characters behind a claim


@final
@dataclass(frozen=True, slots=True)
class Judged:
    """A block with the state before it and what was found in it."""

    block: Block
    before: State
    found: Found


def completed(judged: Judged, after: Context, page: Page, pace: Pace) -> Found:
    """What was found in a block, with proofs by what is defined further on in it or below it.

    Only a claim that was open is judged again. It is refuted only where such words as "where"
    follow it, since what else stands behind it may begin something new.
    """
    context = _completed(judged.before.context, after)
    is_open = any(claim.judgement.status is Status.UNKNOWN for claim, _ in judged.found)
    if not is_open or context is judged.before.context:
        return judged.found
    again, _, _ = block_claims(judged.block, page, replace(judged.before, context=context), pace)
    found = {(claim.span.start, claim.span.end): claim for claim, _ in again}
    return [
        (_better(claim, found.get((claim.span.start, claim.span.end), claim)), mended)
        for claim, mended in judged.found
    ]


def _better(before: Claim, after: Claim) -> Claim:
    """Of two verdicts on an open claim the second, if it is one that may be taken."""
    # An equation that gives a name its meaning would be proved by itself.
    if before.judgement.status is not Status.UNKNOWN or after.kind not in _OF_SLOPES:
        return before
    status = after.judgement.status
    behind = before.span.source.text[before.span.end :][:_NEAR]
    is_explained = _EXPLAINS.match(behind) is not None
    taken = status is Status.PROVED or (status is Status.REFUTED and is_explained)
    return after if taken else before


def _completed(context: Context, later: Context) -> Context:
    """The context with the names that only a later one knows, each with a certain meaning."""
    unsure = later.ambiguous | later.redefined | later.doubtful | later.unread
    known = {name for field in _NAMES for name in getattr(context, field)} | unsure
    changes: dict[str, Any] = {}
    for field in _NAMES:
        own: dict[str, Any] = getattr(context, field)
        said = getattr(later, field).items()
        # A letter with a usual meaning is not without one.
        new = {k: v for k, v in said if k not in known and context.function(k) is None}
        if new:
            changes[field] = {**own, **new}
    return replace(context, **changes) if changes else context


def explains(block: Block, page: Page) -> bool:
    """Whether a block begins as one that defines the names of the block above it."""
    return _BEGINS.match(words_of(block, page)) is not None


__all__ = ["Judged", "completed", "explains"]
