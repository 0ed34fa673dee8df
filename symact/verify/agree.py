"""Whether what a file states is what a rule concludes: number by number, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, final

import flint
import sympy as sp

from symact.core.errors import InputError, SymactError
from symact.core.verdict import Status
from symact.kernel.balls import Ball, precision, sign_of
from symact.kernel.cases import sign_at
from symact.kernel.reals import Real, closed_form, compare
from symact.reading.expression import read_expression
from symact.verify.branches import resolved
from symact.verify.evidence import MissingError
from symact.verify.sets import Answer

MIN_DIGITS = 20
MAX_DIGITS = 1200
_DECIMAL = re.compile(r"(-?)(\d+)(?:\.(\d+))?(?:E([+-]?\d{1,6}))?\Z", re.ASCII)
# A decimal is off by half a unit of its last place; a little more where it is close to the middle.
_SHARE = flint.fmpq(3, 5)
_INFINITE = {"oo": sp.oo, "-oo": -sp.oo}


@final
@dataclass(frozen=True, slots=True)
class Problem:
    """A place at which a statement is not what the rule concludes, or is not decided."""

    place: str
    status: Status
    reason: str


def problems(concluded: Answer, stated: Any, place: str) -> Iterator[Problem]:
    """Where a statement differs from what the rule concludes; nothing where it agrees."""
    if isinstance(concluded, Real):
        yield from _of_number(concluded, stated, place)
    elif isinstance(concluded, Mapping):
        yield from _of_object(dict(concluded), stated, place)
    elif isinstance(concluded, Sequence) and not isinstance(concluded, str):
        yield from _of_list(concluded, stated, place)
    elif type(stated) is not type(concluded) or stated != concluded:
        yield Problem(place, Status.REFUTED, f"{_shown(concluded)} follows, not {_shown(stated)}")


def _shown(value: object) -> str:
    words = {True: "true", False: "false", None: "null"}
    if value is None or isinstance(value, bool):
        return words[value]
    text = str(value) if isinstance(value, str | int) else "something of another kind"
    return text if len(text) <= 60 else f"{text[:57]}..."


def _of_object(concluded: dict[str, Answer], stated: Any, place: str) -> Iterator[Problem]:
    if not isinstance(stated, dict):
        yield Problem(place, Status.REFUTED, f"an object follows, not {_shown(stated)}")
        return
    rest = dict(stated)
    if "number" in concluded:
        # The ends of a range hold their number beside the rest.
        number = {key: rest.pop(key) for key in ("exact", "decimal") if key in rest}
        yield from problems(concluded.pop("number"), number, place)
    for key in [*concluded, *(key for key in rest if key not in concluded)]:
        if key not in concluded:
            yield Problem(f"{place}.{key}", Status.REFUTED, "no rule concludes this")
        elif key not in rest:
            yield Problem(place, Status.REFUTED, f"{key!r} is missing")
        else:
            yield from problems(concluded[key], rest[key], f"{place}.{key}")


def _of_list(concluded: Sequence[Answer], stated: Any, place: str) -> Iterator[Problem]:
    if not isinstance(stated, list):
        yield Problem(place, Status.REFUTED, f"a list follows, not {_shown(stated)}")
        return
    if len(stated) != len(concluded):
        yield Problem(place, Status.REFUTED, f"{len(concluded)} follow, not {len(stated)}")
        return
    for index, (own, other) in enumerate(zip(concluded, stated, strict=True)):
        yield from problems(own, other, f"{place}[{index}]")


def _of_number(number: Real, stated: Any, place: str) -> Iterator[Problem]:
    if not isinstance(stated, dict) or set(stated) != {"exact", "decimal"}:
        yield Problem(place, Status.REFUTED, "a number follows, with 'exact' and 'decimal'")
        return
    for key, check in (("exact", _require_exact), ("decimal", _require_decimal)):
        try:
            different = check(number, stated[key])
        except InputError as error:
            different = str(error)
        except SymactError as error:
            yield Problem(f"{place}.{key}", Status.UNKNOWN, str(error))
            continue
        if different:
            yield Problem(f"{place}.{key}", Status.REFUTED, different)


def _require_exact(number: Real, text: Any) -> str:
    """Why a closed form is not that of a number; empty where it is.

    Raises:
        SymactError: when it is not decided.
    """
    if text is None:
        return ""
    if not isinstance(text, str):
        return f"a text or null is expected, not {_shown(text)}"
    if text in _INFINITE or not number.is_finite:
        return "" if _INFINITE.get(text) == number.exact else f"the number is {_near(number)}"
    # Every part is to be a real number, so that no complex logarithm passes for one.
    value = resolved(read_expression(text), lambda u: sign_at(u, sp.S.Zero))
    if value.free_symbols:
        return "a constant is expected"
    form = closed_form(value)
    if not form.enclosure(128).is_finite():
        raise MissingError("the closed form has no enclosure")
    return f"the number is {_near(number)}" if compare(number, form) else ""


def _require_decimal(number: Real, text: Any) -> str:
    """Why a decimal is not that of a number; empty where it is, to its last digit."""
    if not isinstance(text, str):
        return f"a text is expected, not {_shown(text)}"
    if text in _INFINITE or not number.is_finite:
        return "" if _INFINITE.get(text) == number.exact else f"the number is {_near(number)}"
    match = _DECIMAL.match(text) if len(text) <= 2 * MAX_DIGITS else None
    if match is None:
        return f"{_shown(text)} is no decimal"
    _, whole, part, power = match.groups(default="")
    digits = (whole + part).lstrip("0")
    if len(digits) > MAX_DIGITS:
        return f"more than {MAX_DIGITS} digits"
    if not digits:
        return "" if compare(number, closed_form(sp.S.Zero)) == 0 else "the number is not 0"
    if len(digits) < MIN_DIGITS:
        return f"fewer than {MIN_DIGITS} digits"
    bits = 4 * len(digits) + 64
    last = int(power or 0) - len(part)
    for extra in (1, 4):
        with precision(extra * bits):
            gap = abs(number.enclosure(extra * bits) - Ball(text))
            side = sign_of(gap - Ball(10) ** last * Ball(_SHARE))
        if side:
            return "" if side < 0 else f"the number is {_near(number)}"
    raise MissingError("the last digit is not decided")


def _near(number: Real) -> str:
    """A number for a message."""
    if not number.is_finite:
        return str(number.exact)
    with precision(128):
        return str(number.enclosure(128).str(12, radius=False))
