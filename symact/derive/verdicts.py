"""Verdicts on derivatives and identities, piece by piece, from the kernel alone."""

from __future__ import annotations

import sympy as sp

from symact.core.activation import Activation
from symact.core.claims import Derivative, Ends, Identity
from symact.core.errors import UnsupportedError
from symact.core.verdict import Status, Verdict
from symact.derive.domains import Piece
from symact.derive.pieces import EndlessError, branches_in
from symact.derive.regions import region, sine_cycle
from symact.derive.rules import derivative
from symact.derive.switches import put
from symact.kernel.balls import enclose, precision, sign_of
from symact.kernel.check_chart import RejectedError
from symact.kernel.signs import UndecidedError
from symact.kernel.theorem import prove

WHOLE_LINE: Ends = (-sp.oo, sp.oo)


def derivative_verdict(f: sp.Expr, slope: sp.Expr, on: Ends) -> Verdict:
    """Whether *slope* is the derivative of *f* inside every smooth piece of *f* on an interval.

    Example:
        >>> from symact.core.activation import x
        >>> derivative_verdict(sp.tanh(x), 1 - sp.tanh(x) ** 2, WHOLE_LINE).status
        <Status.PROVED: 'proved'>
        >>> derivative_verdict(sp.tanh(x), 1 + sp.tanh(x) ** 2, WHOLE_LINE).status
        <Status.REFUTED: 'refuted'>
    """
    try:
        return _piecewise(f, slope, on, is_slope=True)
    except EndlessError as error:
        length = _common_period(f, slope)
        if length is None:
            return Verdict(Status.UNKNOWN, str(error))
        # Two periods, so that every place lies inside them or is a whole period away from one.
        return _piecewise(f, slope, (-length, length), is_slope=True)


def identity_verdict(lhs: sp.Expr, rhs: sp.Expr, on: Ends) -> Verdict:
    """Whether two expressions are equal inside every smooth piece on an interval."""
    try:
        return _piecewise(lhs, rhs, on, is_slope=False)
    except EndlessError as error:
        return Verdict(Status.UNKNOWN, str(error))


def output_verdict(f: sp.Expr, shortcut: sp.Expr, activation: Activation) -> Verdict:
    """Whether the derivative is *shortcut* with the output put in for its letter."""
    values = {
        p.symbol: sp.Rational(v.numerator, v.denominator)
        for p, v in zip(activation.parameters, activation.values, strict=True)
    }
    letter = sp.Symbol(activation.output_letter, real=True)
    if letter in values:
        return Verdict(Status.UNKNOWN, "a parameter has the letter of the output")
    try:
        parts = branches_in(f, region(*WHOLE_LINE))
    except (UnsupportedError, UndecidedError) as error:
        return Verdict(Status.UNKNOWN, str(error))
    for part in parts:
        if part.expression is None:
            continue
        # Piece by piece, so that a condition on the output becomes one on a smooth expression.
        composed = put(shortcut, {**values, letter: part.expression})
        verdict = derivative_verdict(part.expression, composed, ends_of(part))
        if verdict.status is not Status.PROVED:
            return verdict
    return Verdict(Status.PROVED)


def ends_of(piece: Piece) -> Ends:
    """The interval of a piece as claims name it."""
    return piece.lower, piece.upper


def _piecewise(left: sp.Expr, right: sp.Expr, on: Ends, *, is_slope: bool) -> Verdict:
    try:
        for part in branches_in(left, region(*on)):
            if part.expression is None:
                continue
            # The right side may bend at other places: it is split again inside each piece.
            for piece in branches_in(right, part.region):
                verdict = _smooth(part.expression, piece, is_slope=is_slope)
                if verdict.status is not Status.PROVED:
                    return verdict
    except EndlessError:
        raise
    except (UnsupportedError, UndecidedError) as error:
        return Verdict(Status.UNKNOWN, str(error))
    return Verdict(Status.PROVED)


def _smooth(left: sp.Expr, right: Piece, *, is_slope: bool) -> Verdict:
    on = ends_of(right)
    if right.expression is None:
        return Verdict(Status.UNKNOWN, "one side has no value where the other has one")
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
    """Whether the enclosures of the two sides are disjoint at some point of the piece."""
    truth = derivative(left) if is_slope else left
    with precision(256):
        return any(
            sign_of(enclose(truth, enclose(q)) - enclose(right.expression, enclose(q)))
            for q in right.region.samples()
        )


def _common_period(f: sp.Expr, slope: sp.Expr) -> sp.Expr | None:
    """A period of the derivatives of f and of *slope*; None where none is seen."""
    apart = sp.Dummy()
    found = sine_cycle(f + apart * slope)
    return None if found is None or found[1].has(apart) else found[0]
