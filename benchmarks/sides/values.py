"""Numbers that a computer algebra system writes, as decimals."""

from __future__ import annotations

import re

import sympy as sp

_NAMES = {
    "inf": sp.oo,
    "infinity": sp.oo,
    "pi": sp.pi,
    "e": sp.E,
    "i": sp.I,
    "ln": sp.log,
    "log": sp.log,
    "lambert_w": sp.LambertW,
    "LambertW": sp.LambertW,
}


def expression(text: str) -> sp.Expr:
    """The expression that a text of Giac or Maxima stands for.

    Raises:
        ValueError: for a text that is not a number.
    """
    plain = re.sub(r"%(\w+)", r"\1", text.strip()).replace("^", "**")
    try:
        return sp.parse_expr(plain, local_dict=dict(_NAMES))
    except (SyntaxError, TypeError, AttributeError, sp.SympifyError) as error:
        raise ValueError(text) from error


def decimal(value: sp.Expr) -> str:
    """Thirty digits of a real number, or an infinity.

    Raises:
        ValueError: for anything else.
    """
    if value in {sp.oo, -sp.oo}:
        return str(value)
    number = sp.N(value, 30)
    if not isinstance(number, sp.Float | sp.Integer | sp.Rational):
        raise ValueError(f"not a real number: {value}")
    return str(number)
