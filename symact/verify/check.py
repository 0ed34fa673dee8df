"""The verifier of certificate files: every theorem proved again, every statement concluded again.

Nothing in a file is believed. Its theorems are proved from their certificates, its pieces are
shown to make up the function, and each statement is compared with what a rule concludes from
them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import sympy as sp

from symact.core.activation import x
from symact.core.errors import InputError, SymactError
from symact.core.verdict import Status
from symact.kernel.check_chart import RejectedError, require
from symact.kernel.theorem import Theorem
from symact.reading.expression import read_expression
from symact.verify.agree import problems
from symact.verify.bounds import MAX_PIECES, MAX_THEOREMS, TooLargeError
from symact.verify.content import (
    MISSHAPEN,
    expression,
    function_of,
    piece_of,
    require_schema,
    theorem_of,
)
from symact.verify.evidence import Evidence, Theorems
from symact.verify.layout import Layout, formula_of, layout_of, require_cover
from symact.verify.paper import line_of, read_paper
from symact.verify.report import Finding, Report
from symact.verify.rules import RULES, Rule, Study, require_slope

MAX_LINES = 50
_PARTS = frozenset({"schema", "name", "function", "pieces", "theorems", "statements", "open"})
_NO_LAYOUT = "the pieces of the function are not shown"


def verify(text: str, name: str = "<certificate>") -> Report:
    """Verify the text of a certificate file.

    Args:
        name: of the file, for messages.

    Raises:
        InputError: for what is no certificate, or is beyond what the verifier reads.

    Example:
        >>> from symact.activations import activation
        >>> from symact.derive.build import profile
        >>> from symact.derive.certify import certificate_text
        >>> text = certificate_text(profile(activation("sigmoid")))
        >>> report = verify(text)
        >>> report.count(Status.REFUTED), report.count(Status.UNKNOWN)
        (0, 0)
        >>> altered = text.replace("strictly increasing", "strictly decreasing")
        >>> [(f.place, f.reason) for f in verify(altered).findings if f.status is Status.REFUTED]
        [('statements.monotone', 'strictly increasing follows, not strictly decreasing')]
    """
    data = read_paper(text, name)
    require_schema(data)
    function = function_of(data)
    found = tuple(_located(_findings(data, function), text))
    return Report(function, str(data.get("name", "")), found)


def _located(findings: Iterable[Finding], text: str) -> Iterator[Finding]:
    """The findings, the first of those that are not verified with their lines."""
    left = MAX_LINES
    for finding in findings:
        if finding.status is Status.PROVED or not left:
            yield finding
            continue
        # To find a line is to read the file up to it.
        left -= 1
        yield replace(finding, line=line_of(text, finding.place))


def _findings(data: Mapping[str, Any], function: sp.Expr) -> Iterator[Finding]:
    theorems, proofs = _theorems(data.get("theorems"))
    yield from proofs
    layout, pieces = layout_found(data, function, Theorems(theorems))
    yield from pieces
    statements = data.get("statements")
    if isinstance(statements, dict):
        yield from statement_findings(statements, layout)
    else:
        yield Finding("statements", Status.REFUTED, "there are no statements")
    for key in data:
        if key not in _PARTS:
            yield Finding(key, Status.UNKNOWN, "the verifier has no rule for it")


def _theorems(data: Any) -> tuple[list[Theorem], list[Finding]]:
    """The theorems that are proved again, and a finding for each that is claimed."""
    if not isinstance(data, list):
        return [], [Finding("theorems", Status.REFUTED, "a list of theorems is expected")]
    if len(data) > MAX_THEOREMS:
        return [], [Finding("theorems", Status.UNKNOWN, f"more than {MAX_THEOREMS} theorems")]
    proved: list[Theorem] = []
    findings = []
    for index, entry in enumerate(data):
        place = f"theorems[{index}]"
        try:
            proved.append(theorem_of(entry))
        except TooLargeError as error:
            findings.append(Finding(place, Status.UNKNOWN, str(error)))
        except (SymactError, *MISSHAPEN) as error:
            findings.append(Finding(place, Status.REFUTED, str(error) or "it is not proved"))
        else:
            findings.append(Finding(place, Status.PROVED))
    return proved, findings


def layout_found(
    data: Mapping[str, Any], function: sp.Expr, evidence: Evidence
) -> tuple[Layout | None, list[Finding]]:
    """The pieces of a file, where they are shown to make up the function.

    Args:
        evidence: who answers what the verifier asks.
    """
    entries = data.get("pieces")
    if entries is None:
        return None, [Finding("pieces", Status.UNKNOWN, "the file gives no pieces of the function")]
    if not isinstance(entries, list) or len(entries) > MAX_PIECES:
        return None, [Finding("pieces", Status.REFUTED, f"a list of {MAX_PIECES} at most follows")]
    formulas, parts = [], []
    place = "pieces"
    try:
        for index, entry in enumerate(entries):
            place = f"pieces[{index}]"
            piece = piece_of(entry, evidence)
            parts.append(piece.part)
            formulas.append(formula_of(function, piece))
        place = "pieces"
        require_cover(parts)
        layout = layout_of(function, formulas, parts)
    except (RejectedError, InputError) as error:
        return None, [Finding(place, Status.REFUTED, str(error))]
    except (SymactError, *MISSHAPEN) as error:
        return None, [Finding(place, Status.UNKNOWN, str(error))]
    return layout, [Finding("pieces", Status.PROVED)]


def statement_findings(statements: Mapping[str, Any], layout: Layout | None) -> Iterator[Finding]:
    """A finding for each statement, or for each place at which one is wrong."""
    study = None if layout is None else Study(layout)
    for name, stated in statements.items():
        place = f"statements.{name}"
        check = _CHECKS.get(name)
        if stated is None:
            continue
        if check is None:
            yield Finding(place, Status.UNKNOWN, "the verifier has no rule for it")
        elif study is None:
            yield Finding(place, Status.UNKNOWN, _NO_LAYOUT)
        else:
            yield from check(study, stated, place)


_Check = Callable[[Study, Any, str], Iterator[Finding]]


def _by_rule(rule: Rule) -> _Check:
    """A statement is what its rule concludes."""

    def check(study: Study, stated: Any, place: str) -> Iterator[Finding]:
        try:
            found = list(problems(rule(study), stated, place))
        except (SymactError, *MISSHAPEN) as error:
            yield Finding(place, Status.UNKNOWN, str(error))
            return
        for problem in found:
            yield Finding(problem.place, problem.status, problem.reason)
        if not found:
            yield Finding(place, Status.PROVED)

    return check


def _slope(study: Study, stated: Any, place: str) -> Iterator[Finding]:
    """An expression that is the derivative on every piece."""
    yield _judged(lambda: require_slope(study.layout, expression(stated)), place)


def _shortcut(study: Study, stated: Any, place: str) -> Iterator[Finding]:
    """An expression in a letter for the output that is the derivative on every piece."""

    def judge() -> None:
        require(isinstance(stated, dict) and set(stated) == {"letter", "expression"}, "no shortcut")
        letter = sp.Symbol(stated["letter"], real=True)
        slope = read_expression(stated["expression"], symbols=[letter])
        require(not slope.has(x), "a shortcut is written in the output alone")
        require_slope(study.layout, slope, letter)

    yield _judged(judge, place)


def _judged(judge: Callable[[], None], place: str) -> Finding:
    try:
        judge()
    except (RejectedError, InputError) as error:
        return Finding(place, Status.REFUTED, str(error))
    except (SymactError, *MISSHAPEN) as error:
        return Finding(place, Status.UNKNOWN, str(error))
    return Finding(place, Status.PROVED)


_CHECKS: Mapping[str, _Check] = {
    "derivative": _slope,
    "through_output": _shortcut,
    **{name: _by_rule(rule) for name, rule in RULES.items()},
}
