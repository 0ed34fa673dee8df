"""Everything that is printed as a derivation or a derivative, proved by the kernel."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import final

import sympy as sp

from symact.activations import catalogue
from symact.core.activation import Activation
from symact.core.claims import Derivative, Ends, Identity
from symact.core.errors import UnsupportedError
from symact.core.verdict import Status, Verdict
from symact.derive.lines import DEFINITIONS
from symact.derive.pieces import Piece, inner_point, pieces_of, pieces_on
from symact.derive.rules import derivative
from symact.derive.steps import checked_lines
from symact.derive.through_output import through_output
from symact.kernel.balls import enclose, point, precision, sign_of
from symact.kernel.check_chart import RejectedError
from symact.kernel.signs import UndecidedError
from symact.kernel.theorem import prove, rational_end, sympy_end

WHOLE_LINE: Ends = (-sp.oo, sp.oo)


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


def derivative_verdict(f: sp.Expr, slope: sp.Expr, on: Ends) -> Verdict:
    """Whether *slope* is the derivative of *f* inside every smooth piece of *f* on an interval.

    Example:
        >>> derivative_verdict(sp.tanh(x), 1 - sp.tanh(x) ** 2, WHOLE_LINE).status
        <Status.PROVED: 'proved'>
        >>> derivative_verdict(sp.tanh(x), 1 + sp.tanh(x) ** 2, WHOLE_LINE).status
        <Status.REFUTED: 'refuted'>
    """
    return _piecewise(f, slope, on, is_slope=True)


def identity_verdict(lhs: sp.Expr, rhs: sp.Expr, on: Ends) -> Verdict:
    """Whether two expressions are equal inside every smooth piece on an interval."""
    return _piecewise(lhs, rhs, on, is_slope=False)


def output_verdict(f: sp.Expr, shortcut: sp.Expr, activation: Activation) -> Verdict:
    """Whether the derivative is *shortcut* with the output put in for its letter."""
    values = {
        p.symbol: sp.Rational(v.numerator, v.denominator)
        for p, v in zip(activation.parameters, activation.values, strict=True)
    }
    letters = shortcut.free_symbols - set(values)
    if len(letters) > 1:
        return Verdict(Status.UNKNOWN, "more than one letter for the output")
    for part in pieces_of(f).pieces:
        # Piece by piece, so that a condition on the output becomes one on a smooth expression.
        composed = shortcut.subs(values).subs(dict.fromkeys(letters, part.expression))
        verdict = derivative_verdict(part.expression, composed, ends_of(part))
        if verdict.status is not Status.PROVED:
            return verdict
    return Verdict(Status.PROVED)


def ends_of(piece: Piece) -> Ends:
    """The interval of a piece as claims name it."""
    return sympy_end(piece.lower, upper=False), sympy_end(piece.upper, upper=True)


def _piecewise(left: sp.Expr, right: sp.Expr, on: Ends, *, is_slope: bool) -> Verdict:
    try:
        parts = pieces_on(left, rational_end(on[0]), rational_end(on[1])).pieces
        for part in parts:
            # The right side may bend at other places: it is split again inside each piece.
            inside = pieces_on(right, part.lower, part.upper).pieces
            for piece in inside:
                verdict = _smooth(part.expression, piece, is_slope=is_slope)
                if verdict.status is not Status.PROVED:
                    return verdict
    except (UnsupportedError, UndecidedError) as error:
        return Verdict(Status.UNKNOWN, str(error))
    return Verdict(Status.PROVED)


def _smooth(left: sp.Expr, right: Piece, *, is_slope: bool) -> Verdict:
    on = ends_of(right)
    claim = (
        Derivative(left, right.expression, on) if is_slope else Identity(left, right.expression, on)
    )
    try:
        prove(claim)
    except RejectedError as error:
        if _differ(left, right, is_slope=is_slope):
            return Verdict(Status.REFUTED, "the two sides differ at a point")
        return Verdict(Status.UNKNOWN, str(error))
    return Verdict(Status.PROVED)


def _differ(left: sp.Expr, right: Piece, *, is_slope: bool) -> bool:
    """Whether the enclosures of the two sides are disjoint at a point of the piece."""
    truth = derivative(left) if is_slope else left
    with precision(256):
        at = point(inner_point(right.lower, right.upper))
        return bool(sign_of(enclose(truth, at) - enclose(right.expression, at)))
