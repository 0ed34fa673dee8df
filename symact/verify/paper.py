"""The text of a certificate file: JSON of bounded size, and where in it a part stands."""

from __future__ import annotations

import json
import re
from typing import Any

from symact.core.diagnostic import Diagnostic
from symact.core.errors import InputError
from symact.core.span import Source, Span

MAX_CHARACTERS = 2**24
MAX_DEPTH = 32
MAX_INTEGER = 20  # digits

_STEP = re.compile(r"\[(\d+)\]|([^.\[\]]+)")
_BLANK = re.compile(r"[ \t\n\r]*")


def read_paper(text: str, name: str) -> dict[str, Any]:
    r"""The JSON object that a text holds.

    Raises:
        InputError: SA730 for what is not such JSON, with line and column; SA732 for more than the
            verifier reads.

    Example:
        >>> read_paper('{"schema": "symact.certificate/1"}', "c.json")
        {'schema': 'symact.certificate/1'}
        >>> try:
        ...     read_paper('{\n  "schema": oops}', "c.json")
        ... except InputError as error:
        ...     print(error.diagnostic.render().splitlines()[0])
        c.json:2:13: error[SA730]: not JSON: expecting value
    """
    source = Source(name, text)
    if len(text) > MAX_CHARACTERS:
        raise too_large(f"'{name}'", f"{MAX_CHARACTERS} characters")
    try:
        data = json.loads(
            text,
            object_pairs_hook=_once,
            parse_int=_integer,
            parse_float=_no_float,
            parse_constant=_no_float,
        )
    except json.JSONDecodeError as error:
        span = Span(source, error.pos, error.pos + 1)
        message = f"not JSON: {error.msg[:1].lower()}{error.msg[1:]}"
        mend = "write the file again with: symact derive NAME --certificate FILE"
        raise InputError(Diagnostic("SA730", message, span, help=mend)) from None
    except RecursionError:
        raise too_large("the nesting", f"{MAX_DEPTH} levels") from None
    if not isinstance(data, dict):
        raise _refused("SA730", "a certificate is one JSON object")
    _require_shallow(data)
    return data


def too_large(what: str, bound: str) -> InputError:
    """The refusal of what would cost too much."""
    return InputError(
        Diagnostic("SA732", f"{what} is too large", help=f"the verifier reads up to {bound}")
    )


def _refused(code: str, message: str) -> InputError:
    return InputError(Diagnostic(code, message, help="a certificate holds no such part"))


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object in which no name stands twice: readers would not agree which one counts."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _refused("SA730", f"the name {twice!r} stands twice in one object")
    return found


def _integer(text: str) -> int:
    if len(text) > MAX_INTEGER:
        raise _refused("SA730", "an integer of more than 20 digits")
    return int(text)


def _no_float(text: str) -> float:
    raise _refused("SA730", f"{text[:40]} is no integer; numbers are written as texts")


def _require_shallow(data: object) -> None:
    level: list[object] = [data]
    for _ in range(MAX_DEPTH):
        if not level:
            return
        level = [child for part in level for child in _children(part)]
    if level:
        raise too_large("the nesting", f"{MAX_DEPTH} levels")


def _children(part: object) -> list[object]:
    if isinstance(part, dict):
        return list(part.values())
    return part if isinstance(part, list) else []


def line_of(text: str, place: str) -> int | None:
    r"""The line on which a part of a JSON text stands, or the nearest part around it.

    Args:
        place: such as ``statements.range.supremum`` or ``theorems[2].claim``.

    Example:
        >>> line_of('{"a": 1,\n "b": [10,\n 20]}', "b[1]")
        3
    """
    at = _BLANK.match(text, 0).end()  # type: ignore[union-attr]
    for index, name in _STEP.findall(place):
        inner = _member(text, at, name) if name else _item(text, at, int(index))
        if inner is None:
            break
        at = inner
    return text.count("\n", 0, at) + 1


def _skipped(text: str, at: int) -> int:
    """The place after a value and the blanks that follow it."""
    _, end = json.JSONDecoder().raw_decode(text, at)
    return _BLANK.match(text, end).end()  # type: ignore[union-attr]


def _next(text: str, at: int) -> int:
    return _BLANK.match(text, at + 1).end()  # type: ignore[union-attr]


def _member(text: str, at: int, name: str) -> int | None:
    if text[at] != "{":
        return None
    at = _next(text, at)
    while text[at] == '"':
        key, end = json.JSONDecoder().raw_decode(text, at)
        colon = _BLANK.match(text, end).end()  # type: ignore[union-attr]
        value = _next(text, colon)
        if key == name:
            return value
        at = _skipped(text, value)
        if text[at] != ",":
            return None
        at = _next(text, at)
    return None


def _item(text: str, at: int, index: int) -> int | None:
    if text[at] != "[":
        return None
    at = _next(text, at)
    for _ in range(index):
        if text[at] == "]":
            return None
        at = _skipped(text, at)
        if text[at] != ",":
            return None
        at = _next(text, at)
    return at
