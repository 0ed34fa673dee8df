"""The dense-layer problems of a document: their answers as claims."""

from __future__ import annotations

import re
from dataclasses import replace

from symact.check.report import Checked, ClaimKind, Judgement, Report
from symact.core.diagnostic import Severity
from symact.core.errors import InputError
from symact.core.span import Source
from symact.core.verdict import Status
from symact.network.marking import Marked, mark
from symact.reading.answers import stated_answers
from symact.reading.problem import ProblemError

SUFFIXES = (".md", ".markdown", ".txt")
_WRONG, _UNDECIDED = "SA209", "SA243"
_FAULTS = {"SA602", "SA603", "SA605"}  # of a text that is meant as a problem
# A y in a text about a layer may be the target of its training: only what is called an answer, or
# stands where nothing speaks against it, is one.
_ANSWER = re.compile(
    r"answer|solution|output|comput|result|forward|gives|antwort|lösung|ausgabe|ergebnis"
    r"|respuesta|solución|salida|réponse|sortie|答案|解",
    re.IGNORECASE,
)
_GIVEN = re.compile(
    r"target|label|one-hot|truth|true|\blet\b|given|suppose|want|expect|desired|assum|\bif\b|not"
    r"|ziel|soll|gegeben|\bsei\b|etiqueta|objetivo|cible|≠|\\neq?\b",
    re.IGNORECASE,
)
_WIDTH = 80  # characters before and after an answer in which such words count


def with_homework(report: Report, text: str) -> Report:
    r"""A report with the verdicts on the answers of the problems in the text.

    A text that sets no problems adds nothing. At one place an answer's verdict stands in for a
    claim of the report that is undecided or a mere definition, and gives way to any other.

    Example:
        >>> text = "x = (2, -1), W = [[1, 3], [-2, 4]], b = (1, 0)\nAnswer: Wx = (-1, 8)"
        >>> report = with_homework(Report("a.md", ()), text)
        >>> [(c.judgement.status.value, c.judgement.right) for c in report.claims]
        [('refuted', 'Wx = (-1, -8)')]
    """
    try:
        marks = [_claim(m) for m in mark(text, source_name=report.file) if _meant(m, text)]
    except ProblemError as error:
        return _faulty(report, error) if _states_answers(report.file, text) else report
    except InputError:
        return report
    claims = list(report.claims)
    for claim in marks:
        here = [other for other in claims if _overlap(claim, other)]
        if here and claim.judgement.status is Status.UNKNOWN:
            continue
        if any(_says_more(other) for other in here):
            continue
        claims = [other for other in claims if other not in here]
        claims.append(claim)
    claims.sort(key=lambda claim: claim.start)
    return replace(report, claims=tuple(claims))


def _faulty(report: Report, error: ProblemError) -> Report:
    """What keeps a text that is meant as a problem from being one is a remark."""
    told = tuple(
        replace(fault, severity=Severity.REMARK)
        for fault in error.diagnostics
        if fault.code in _FAULTS
    )
    return replace(report, diagnostics=(*report.diagnostics, *told))


def _states_answers(file: str, text: str) -> bool:
    try:
        return bool(stated_answers(Source(file, text), 0, len(text)))
    except InputError:
        return True


def _claim(marked: Marked) -> Checked:
    status, said = marked.verdict.status, marked.verdict.reason
    refuted = status is Status.REFUTED
    codes = {Status.PROVED: "", Status.REFUTED: _WRONG, Status.UNKNOWN: _UNDECIDED}
    judgement = Judgement(
        status,
        reason=f"{marked.name} is not what the layer computes" if refuted else said,
        code=codes[status],
        right=said if refuted else None,
    )
    span = marked.span
    return Checked(ClaimKind.MATRIX, span, span.start, span.end, judgement)


def _meant(marked: Marked, text: str) -> bool:
    """Whether an equation is a statement about the layer, and not something given."""
    if marked.name == "Wx" or marked.verdict.status is Status.PROVED:
        return True
    start, end = marked.span.start, marked.span.end
    around = text[max(marked.problem, start - _WIDTH) : start] + text[end : end + _WIDTH // 2]
    before = text[marked.problem : start]
    return bool(_ANSWER.search(before)) and not _GIVEN.search(around)


def _says_more(claim: Checked) -> bool:
    """Whether a claim is more than a name for what stands there."""
    if claim.judgement.status is Status.UNKNOWN:
        return False
    return claim.kind is not ClaimKind.DEFINITION or claim.judgement.status is Status.REFUTED


def _overlap(one: Checked, other: Checked) -> bool:
    return one.start < other.end and other.start < one.end
