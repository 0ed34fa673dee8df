"""What re-proving a theorem may cost, decided before it is paid."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from typing import Any

from symact.core.errors import SymactError

MAX_THEOREMS = 2000
MAX_PIECES = 64
MAX_TEXT = 20_000
MAX_NODES = 1000
MAX_TERMS = 5000
MAX_EXPONENT = 400
MAX_POWER = 64
MAX_PRODUCT = 10**8  # monomials that a product of powers could have
MAX_START = 2**32
MAX_SERIES = 8
MAX_RATIONAL = 4000  # characters

_MONOMIAL = re.compile(r"(?:\d{1,2}\^\d{1,4}(?: \d{1,2}\^\d{1,4})*)?\Z", re.ASCII)
_RATIONAL = re.compile(r"-?\d+(?:/\d+)?\Z", re.ASCII)


class TooLargeError(SymactError):
    """A part of a certificate that would cost more than the verifier pays."""


def require_affordable(theorem: Any) -> None:
    """Refuse a theorem whose numbers are beyond what a search writes.

    Raises:
        TooLargeError: with the part that is too large, or is not what it should be.
    """
    _walk(theorem, "")


def _walk(part: Any, name: str) -> None:
    if isinstance(part, str):
        _require(len(part) <= MAX_TEXT, "a text", f"{MAX_TEXT} characters")
    elif isinstance(part, dict):
        if name == "poly":
            _poly(part)
            return
        for key, value in part.items():
            _SPECIAL.get(key, _walk)(value, key)
    elif isinstance(part, list):
        for value in part:
            _walk(value, name)


def _require(condition: bool, what: str, bound: str) -> None:
    if not condition:
        raise TooLargeError(f"{what} is too large, or none: at most {bound}")


def _poly(poly: Any) -> dict[int, int]:
    """The degree of each variable of a polynomial."""
    _require(
        isinstance(poly, dict) and len(poly) <= MAX_TERMS, "a polynomial", f"{MAX_TERMS} terms"
    )
    degrees: dict[int, int] = {}
    for monomial, coefficient in poly.items():
        _require(bool(_MONOMIAL.match(monomial)), "a monomial", f"exponents {MAX_EXPONENT}")
        _rational(coefficient)
        for power in monomial.split():
            index, exponent = (int(number) for number in power.split("^"))
            _require(exponent <= MAX_EXPONENT, "an exponent", str(MAX_EXPONENT))
            degrees[index] = max(degrees.get(index, 0), exponent)
    return degrees


def _rational(text: Any) -> None:
    is_rational = isinstance(text, str) and len(text) <= MAX_RATIONAL and _RATIONAL.match(text)
    _require(bool(is_rational), "a rational number", f"{MAX_RATIONAL} characters")


def _powers(powers: Any, name: str) -> None:
    """The powers of a product, and how many monomials it may have."""
    total: dict[int, int] = {}
    for poly, power in _pairs(powers, name):
        is_power = type(power) is int and abs(power) <= MAX_POWER
        _require(is_power, "a power", str(MAX_POWER))
        for index, degree in _poly(poly).items():
            total[index] = total.get(index, 0) + degree * abs(power)
    size = math.prod(degree + 1 for degree in total.values())
    _require(size <= MAX_PRODUCT, "a product", f"{MAX_PRODUCT} monomials")


def _pairs(value: Any, name: str) -> Iterable[tuple[Any, Any]]:
    is_pairs = isinstance(value, list) and all(isinstance(p, list) and len(p) == 2 for p in value)
    _require(is_pairs, f"the part {name!r}", "pairs")
    return [(first, second) for first, second in value]


def _nodes(value: Any, name: str) -> None:
    _require(isinstance(value, list) and len(value) <= MAX_NODES, "a chart", f"{MAX_NODES} nodes")
    _walk(value, name)


def _cells(value: Any, name: str) -> None:
    for lower, upper in _pairs(value, name):
        _rational(lower)
        _rational(upper)


def _cuts(value: Any, name: str) -> None:
    is_cuts = isinstance(value, list) and all(isinstance(c, list) and len(c) == 4 for c in value)
    _require(is_cuts, f"the part {name!r}", "four entries")
    for cell, _, left, right in value:
        _cells([cell], name)
        _tails([left, right], name)


def _tails(value: Any, name: str) -> None:
    _require(isinstance(value, list), f"the part {name!r}", "a list")
    for tail in value:
        if tail is not None:
            _tail(tail, name)


def _tail(value: Any, name: str) -> None:
    is_tail = isinstance(value, list) and len(value) in {2, 3}
    is_tail = is_tail and all(type(number) is int for number in value)
    _require(is_tail, f"the part {name!r}", "three integers")
    _require(1 <= value[0] <= MAX_START, "the start of a series", str(MAX_START))
    _require(1 <= value[1] <= MAX_SERIES, "the order of a series", str(MAX_SERIES))


def _optional(value: Any, name: str) -> None:
    del name
    if value is not None:
        _rational(value)


_SPECIAL: Mapping[str, Any] = {
    "nodes": _nodes,
    "factors": _powers,
    "divisor": _powers,
    "slope": lambda value, name: None if isinstance(value, str) else _powers(value, name),
    "cells": _cells,
    "cuts": _cuts,
    "ends": _tails,
    "tail": _tail,
    "content": _optional,
}
