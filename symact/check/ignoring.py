"""What the settings and the author's comments hide of a report."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from symact.check.codes import code_of
from symact.check.report import Checked, Report
from symact.check.settings import Settings
from symact.core.diagnostic import Diagnostic
from symact.core.span import Span
from symact.core.verdict import Status

_CODES = r"(?P<codes>(?:\s+SA\d{1,3}(?:\s*,\s*SA\d{1,3})*)?)\s*"
_ORDER = rf"symact:\s*ignore\b{_CODES}"
_COMMENT = re.compile(
    rf"<!--\s*{_ORDER}-->|(?:(?<!\\)%|\#|^\s*\.\.)\s*{_ORDER.replace('codes', 'more')}$"
)
_EVERY = ("SA",)

_Lines = Mapping[int, tuple[str, ...]]


def without_ignored(report: Report, settings: Settings) -> Report:
    """A report without what is hidden, of which it keeps the number.

    What is proved stays; only the remark that goes with it is hidden.
    """
    hiding: dict[int, _Lines] = {}

    def hidden(code: str, span: Span | None) -> bool:
        if not settings.reports(code):
            return True
        if span is None:
            return False
        # All spans of a page share one source, so its comments are looked for once.
        lines = hiding.setdefault(id(span.source), ignored_lines(span.source.text))
        return _commented(code, span, lines) if lines else False

    claims: list[Checked] = []
    diagnostics: list[Diagnostic] = []
    ignored = report.ignored
    for claim in report.claims:
        code = code_of(claim.kind, claim.judgement)
        proved = claim.judgement.status is Status.PROVED
        if (proved and not code) or not hidden(code, claim.span):
            claims.append(claim)
            continue
        ignored += 1
        if proved:
            bare = replace(claim.judgement, code="", note="", convention=None)
            claims.append(replace(claim, judgement=bare))
    for diagnostic in report.diagnostics:
        if hidden(diagnostic.code, diagnostic.span):
            ignored += 1
        else:
            diagnostics.append(diagnostic)
    return replace(report, claims=tuple(claims), diagnostics=tuple(diagnostics), ignored=ignored)


def ignored_lines(text: str) -> _Lines:
    r"""The beginnings of codes that comments hide, for each line of a text.

    A comment behind something speaks of its own line; one that stands alone of the next line too.

    Example:
        >>> dict(ignored_lines("a % symact: ignore SA203\n# symact: ignore\nb"))
        {1: ('SA203',), 2: ('SA',), 3: ('SA',)}
    """
    found: dict[int, tuple[str, ...]] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        for match in _COMMENT.finditer(line.rstrip()):
            named = (match["codes"] or match["more"] or "").replace(",", " ").split()
            codes = tuple(named) or _EVERY
            alone = not (line[: match.start()] + line[match.end() :]).strip()
            for where in (number, number + 1) if alone else (number,):
                found[where] = (*found.get(where, ()), *codes)
    return found


def _commented(code: str, span: Span, lines: _Lines) -> bool:
    first = span.line
    last = first + span.text.count("\n")
    return any(
        code.startswith(prefix)
        for number in range(first, last + 1)
        for prefix in lines.get(number, ())
    )
