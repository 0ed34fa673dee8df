"""What is true, for the tests of the verifier: by floating point with many digits, not by proof."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import Any

import mpmath
import sympy as sp

from symact.core.activation import x
from symact.core.claims import Claim, Limit, SignChart, Value
from symact.reading.expression import read_expression

DIGITS = 60
CLOSE = sp.Rational(1, 10**40)
PLACES = [sp.Rational(p, 7) for p in (-40, -17, -8, -3, -1, 1, 2, 5, 9, 19, 43)]


def claims_no_more(stated: Any, true: Any) -> bool:
    """Whether a statement says nothing that a true one does not say."""
    if isinstance(true, dict):
        if not isinstance(stated, dict) or set(stated) != set(true):
            return False
        numbers = {"exact", "decimal"} <= set(true)
        rest = [key for key in true if not (numbers and key in {"exact", "decimal"})]
        return (not numbers or _number(stated, true)) and all(
            claims_no_more(stated[key], true[key]) for key in rest
        )
    if isinstance(true, list):
        return (
            isinstance(stated, list)
            and len(stated) == len(true)
            and all(map(claims_no_more, stated, true))
        )
    return type(stated) is type(true) and stated == true


def _number(stated: dict[str, Any], true: dict[str, Any]) -> bool:
    if "oo" in str(true["decimal"]) or "oo" in str(stated["decimal"]):
        same = stated["decimal"] == true["decimal"]
        return same and stated["exact"] in {None, true["exact"]}
    own, other = Decimal(stated["decimal"]), Decimal(true["decimal"])
    exponents = [int(d.as_tuple().exponent) for d in (own, other)]
    near = abs(own - other) <= Decimal(1).scaleb(max(exponents))
    if stated["exact"] in {None, true["exact"]}:
        return near
    exact = sp.N(read_expression(stated["exact"]), DIGITS)
    return near and abs(exact - sp.Float(true["decimal"], DIGITS)) <= 10.0 ** max(exponents)


def value(expression: sp.Expr, place: sp.Expr) -> Any:
    """A value with many digits; None where there is none."""
    found = sp.N(expression.subs(x, place), DIGITS)
    return found if found.is_real and found.is_finite else None


def same_slope(function: sp.Expr, slope: sp.Expr) -> bool:
    """Whether an expression is near the derivative of a function, at some places."""
    step = sp.Rational(1, 10**15)
    for q in PLACES:
        sides = value(function, q - step), value(function, q + step), value(slope, q)
        if None not in sides and abs((sides[1] - sides[0]) / (2 * step) - sides[2]) > 1e-9:
            return False
    return True


def holds(claim: Claim) -> bool:
    """Whether a claim is seen to be true at some places."""
    f = sp.diff(claim.of, x, claim.order) if not isinstance(claim, SignChart) else None
    if isinstance(claim, Value):
        return abs(value(f, claim.at) - sp.N(claim.value, DIGITS)) <= CLOSE
    if isinstance(claim, Limit):
        return _tends(f, claim)
    assert isinstance(claim, SignChart)
    f = sp.diff(claim.of, x, claim.order)
    edges = [claim.on[0], *(q for cell in claim.cells for q in cell), claim.on[1]]
    for (lower, upper), sign in zip(list(pairwise(edges))[::2], claim.signs, strict=True):
        if sp.sign(value(f, _between(lower, upper))) != sign:
            return False
    return True


def _between(lower: sp.Expr, upper: sp.Expr) -> sp.Expr:
    if lower == -sp.oo:
        return sp.S.Zero if upper == sp.oo else upper - 1
    return lower + 1 if upper == sp.oo else (lower + upper) / 2


def _tends(f: sp.Expr, claim: Limit) -> bool:
    end = claim.on[claim.at_upper]
    side = -1 if claim.at_upper else 1
    gaps = []
    for k in (2, 4):
        q = (
            -side * sp.Integer(10) ** k
            if end in (sp.oo, -sp.oo)
            else end + side * sp.Rational(1, 10**k)
        )
        with mpmath.workdps(DIGITS):
            near = value(f, q)
        if near is None:
            return claim.value in (sp.oo, -sp.oo)
        if claim.value in (sp.oo, -sp.oo):
            gaps.append(-near * (1 if claim.value == sp.oo else -1))
        else:
            gaps.append(abs(near - sp.N(claim.value, DIGITS)))
    return bool(gaps[1] < gaps[0] or gaps[1] < CLOSE)
