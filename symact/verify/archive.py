"""Theorems as JSON: what is written is read back by proving it again, never by believing it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import sympy as sp

from symact.core.claims import Claim, Derivative, Ends, Identity, Limit, SignChart, Value
from symact.core.diagnostic import Diagnostic
from symact.core.errors import InputError
from symact.kernel.certificates import (
    ChartCertificate,
    LimitCertificate,
    TailData,
    chart_from_json,
    chart_to_json,
    rational_from_json,
)
from symact.kernel.check_chart import RejectedError
from symact.kernel.theorem import Certificate, Theorem, prove, rational_end, sympy_end
from symact.reading.expression import read_expression

SCHEMA = "symact.theorem/1"
Json: TypeAlias = Mapping[str, Any]


def theorem_to_json(theorem: Theorem) -> dict[str, Any]:
    """The claim and the certificate of a theorem."""
    claim = theorem.claim
    return {
        "schema": SCHEMA,
        "kind": _KINDS[type(claim)],
        "claim": {name: _written(getattr(claim, name)) for name in _FIELDS[type(claim)]},
        "certificate": _certificate(theorem.certificate),
    }


def theorem_from_json(data: Json) -> Theorem:
    """The theorem that `theorem_to_json` wrote, proved again from its certificate.

    Raises:
        RejectedError: when the certificate does not show the claim, or is no certificate.
        UndecidedError: when a sign that it needs stays open.
        InputError: for an expression that cannot be read.

    Example:
        >>> from symact.core.activation import x
        >>> s = 1 / (1 + sp.exp(-x))
        >>> data = theorem_to_json(prove(Value(s, 1, sp.S.Zero, sp.Rational(1, 4))))
        >>> theorem_from_json(data).claim.value
        1/4
        >>> data["claim"]["value"] = "1/5"
        >>> theorem_from_json(data)
        Traceback (most recent call last):
        ...
        symact.kernel.check_chart.RejectedError: the two sides are not shown to be equal
    """
    try:
        claim = _READERS[str(data["kind"])](data["claim"])
        certificate = _certificate_from(data["certificate"])
    except (KeyError, TypeError, ValueError, IndexError, StopIteration) as error:
        raise RejectedError(f"this is no certificate of symact: {error!r}") from error
    return prove(claim, certificate)


_KINDS: dict[type, str] = {
    Identity: "identity",
    Derivative: "derivative",
    SignChart: "sign-chart",
    Limit: "limit",
    Value: "value",
}
_FIELDS: dict[type, tuple[str, ...]] = {
    Identity: ("lhs", "rhs", "on"),
    Derivative: ("of", "slope", "on"),
    SignChart: ("of", "order", "on", "cells", "signs"),
    Limit: ("of", "order", "on", "at_upper", "value"),
    Value: ("of", "order", "at", "value"),
}


def _written(value: object) -> object:
    if isinstance(value, bool | int):
        return value
    if isinstance(value, tuple):
        return [_written(part) for part in value]
    return str(value)


def _expression(text: object) -> sp.Expr:
    if text in ("oo", "-oo"):
        return sp.oo if text == "oo" else -sp.oo
    if not isinstance(text, str):
        raise InputError(Diagnostic("SA104", "an expression was expected in the certificate"))
    return read_expression(text)


def _rational(text: str) -> sp.Rational:
    # Not by the reader of expressions, whose numbers have fewer digits than a narrow cell.
    return sympy_end(rational_from_json(text), upper=False)


def _ends(data: list[str]) -> Ends:
    lower, upper = data
    return _expression(lower), _expression(upper)


_READERS: dict[str, Callable[[Json], Claim]] = {
    "identity": lambda d: Identity(_expression(d["lhs"]), _expression(d["rhs"]), _ends(d["on"])),
    "derivative": lambda d: Derivative(
        _expression(d["of"]), _expression(d["slope"]), _ends(d["on"])
    ),
    "sign-chart": lambda d: SignChart(
        _expression(d["of"]),
        _order(d["order"]),
        _ends(d["on"]),
        tuple((_rational(lower), _rational(upper)) for lower, upper in d["cells"]),
        tuple(int(sign) for sign in d["signs"]),
    ),
    "limit": lambda d: Limit(
        _expression(d["of"]),
        _order(d["order"]),
        _ends(d["on"]),
        bool(d["at_upper"]),
        _expression(d["value"]),
    ),
    "value": lambda d: Value(
        _expression(d["of"]), _order(d["order"]), _expression(d["at"]), _expression(d["value"])
    ),
}
MAX_ORDER = 16


def _order(value: object) -> int:
    if not isinstance(value, int) or not 0 <= value <= MAX_ORDER:
        raise RejectedError(f"the order of a derivative lies between 0 and {MAX_ORDER}")
    return value


def _certificate(certificate: Certificate) -> dict[str, object] | None:
    match certificate:
        case None:
            return None
        case ChartCertificate():
            return chart_to_json(certificate)
        case LimitCertificate(lower, upper, at_upper, tail):
            ends = (sympy_end(lower, upper=False), sympy_end(upper, upper=True))
            return {
                "kind": "limit",
                "interval": [str(end) for end in ends],
                "at_upper": at_upper,
                "tail": [tail.start, tail.order],
            }


def _certificate_from(data: Json | None) -> Certificate:
    if data is None:
        return None
    if data["kind"] == "sign-chart":
        return chart_from_json(dict(data))
    lower, upper = _ends(data["interval"])
    start, order = data["tail"]
    return LimitCertificate(
        rational_end(lower), rational_end(upper), bool(data["at_upper"]), TailData(start, order)
    )
