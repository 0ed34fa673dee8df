"""The derivations that symact prints, checked like those of anybody else."""

from symact.activations import taught
from symact.check.report import Checked, ClaimKind, Judgement, Report
from symact.core.span import Source, Span
from symact.derive.audit import audit


def derivations() -> Report:
    """The verdicts on every line of the derivations that symact itself prints.

    Example:
        >>> report = derivations()
        >>> {claim.judgement.status.value for claim in report.claims}
        {'proved'}
    """
    findings = audit(taught().values())
    lines = [f"{found.activation}: {found.statement}" for found in findings]
    source = Source("<derivations of symact>", "\n".join(lines))
    claims: list[Checked] = []
    start = 0
    for found, line in zip(findings, lines, strict=True):
        judgement = Judgement(found.verdict.status, reason=found.verdict.reason)
        span = Span(source, start, start + len(line))
        kind = ClaimKind.STEP if found.statement.startswith("line") else ClaimKind.DERIVATIVE
        claims.append(Checked(kind, span, span.start, span.end, judgement))
        start += len(line) + 1
    return Report(source.name, tuple(claims), raw=source.text)
