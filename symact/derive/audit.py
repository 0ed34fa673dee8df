"""Everything that is printed as a derivation or a derivative, proved by the kernel."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import final

from symact.activations import catalogue
from symact.core.activation import Activation
from symact.core.errors import SymactError
from symact.core.verdict import Status, Verdict
from symact.derive.lines import DEFINITIONS
from symact.derive.rules import derivative
from symact.derive.steps import checked_lines
from symact.derive.through_output import through_output
from symact.derive.verdicts import (
    WHOLE_LINE,
    derivative_verdict,
    identity_verdict,
    output_verdict,
)


@final
@dataclass(frozen=True, slots=True)
class Finding:
    """What the kernel says of one printed statement.

    Attributes:
        activation: the name of the activation.
        statement: which statement it is.
    """

    activation: str
    statement: str
    verdict: Verdict


def audit(activations: Iterable[Activation] | None = None) -> list[Finding]:
    """The verdict on every line of every derivation, every derivative and every output form.

    Example:
        >>> from symact.activations import activation
        >>> [f.statement for f in audit([activation("linear")])]
        ['line 1 (linear)', 'derivative', 'derivative through the output']
    """
    chosen = catalogue().values() if activations is None else activations
    return [finding for activation in chosen for finding in _audit(activation)]


def _audit(activation: Activation) -> list[Finding]:
    """The findings for all values of the parameters, or else for those in force."""
    try:
        found = _findings(activation)
    except SymactError:
        found = []
    open_ones = [f for f in found if f.verdict.status is not Status.PROVED]
    if (found and not open_ones) or not activation.parameters:
        return found or _findings(activation)
    fixed = replace(activation, expression=activation.function, parameters=(), values=())
    return [
        replace(finding, statement=f"{finding.statement}, at the values in force")
        for finding in _findings(fixed)
    ]


def _findings(activation: Activation) -> list[Finding]:
    f = activation.expression
    found = []
    for number, line in enumerate(checked_lines(activation), start=1):
        label = f"line {number} ({line.step.rule})"
        if line.step.rule in DEFINITIONS:
            verdict = identity_verdict(line.value, line.target, line.on)
        elif line.step.rule in {"kink", "jump", "smooth-join"}:
            # One-sided slopes are read off the pieces' derivatives, which have lines of their own.
            verdict = identity_verdict(line.value, line.target, line.on)
        else:
            verdict = derivative_verdict(f, line.value, line.on)
        found.append(Finding(activation.name, label, verdict))
    found.append(
        Finding(activation.name, "derivative", derivative_verdict(f, derivative(f), WHOLE_LINE))
    )
    shortcut = through_output(activation)
    if shortcut is not None:
        verdict = output_verdict(activation.function, shortcut, activation)
        found.append(Finding(activation.name, "derivative through the output", verdict))
    return found
