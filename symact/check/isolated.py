"""The check of a document where every claim is bounded: what takes too long stops nothing else."""

from __future__ import annotations

from functools import cache
from typing import cast

from symact.check.document import check_page, check_text
from symact.check.paced import CAN_FORK, paced
from symact.check.report import Report
from symact.check.settings import Settings
from symact.core.limits import Limits
from symact.reading.pages.page import Page

MOST = 25  # statements of one document that may be given up before the rest is


@cache
def _warmed() -> None:
    """Load what every check needs, so that the copied processes find it there."""
    check_text("warm.md", r"tanh: $\sigma(x) = \frac{1}{1 + e^{-x}}$, $\tanh'(0) = 1$")


def check_isolated(page: Page, settings: Settings) -> Report:
    """Every claim of a document with its verdict, each within the limits of time and memory.

    A statement that exceeds them is unknown with that reason; the document is then checked
    again without it. Where the system cannot fork the limits are kept by the kernel alone.
    """
    if not CAN_FORK:
        return check_page(page)
    _warmed()
    limits = Limits(settings.time_limit, settings.memory_limit)
    given_up: dict[int, str] = {}
    while len(given_up) < MOST:
        outcome = paced(lambda beat: check_page(page, dict(given_up), beat), limits)
        if outcome.result is not None:
            return cast("Report", outcome.result)
        given_up[outcome.steps] = outcome.reason
    reason = "too many statements of this document take too long"
    return check_page(page, given_up, rest=reason)
