"""Reading a file of candidates: one on each line, as text or as JSON."""

import json
import re
from collections.abc import Iterator

from symact.screening.record import Candidate, Outcome, Record, unreadable

MAX_LINE = 100_000

# ``name: expression``, ``name = expression``, ``f(x) = expression``; never ``x == 0``, ``x <= 0``.
_BETWEEN = re.compile(r":=?|(?<![<>!=])=(?!=)")
_NAME = re.compile(r"(?P<name>[^\W\d][\w. -]{0,79}?) ?(?:\( ?x ?\))?")
_LONGEST_NAME = 100


def read_candidates(data: bytes, file: str = "<text>") -> Iterator[Candidate | Record]:
    r"""The candidates of a file in order, and for each line that is none a record that says why.

    Whether an expression means anything is not decided here.

    Example:
        >>> for found in read_candidates(b"# mine\nswish: x/(1 + exp(-x))\n\nx*tanh(x)  # odd?\n"):
        ...     print(found.line, found.name or "-", found.expression)
        2 swish x/(1 + exp(-x))
        4 - x*tanh(x)
    """
    for number, raw in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        found = _candidate(raw.rstrip(b"\r"), file, number)
        if found is not None:
            yield found


def _candidate(raw: bytes, file: str, line: int) -> Candidate | Record | None:
    def refused(message: str, mend: str, offset: int = 0, text: str = "") -> Record:
        place = Candidate(text[:80], file=file, line=line)
        return Record(place, unreadable(message, mend, offset))

    if len(raw) > MAX_LINE:
        return refused(
            f"the line has {len(raw)} characters, more than {MAX_LINE}",
            "write one candidate on each line",
        )
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return refused("the line is not UTF-8 text", "save the file as UTF-8", error.start)
    if text.lstrip().startswith("{"):
        found = _from_json(text, file, line)
        if isinstance(found, Outcome):
            return Record(Candidate(text[:80], file=file, line=line), found)
        return found
    text = text.split("#", 1)[0].rstrip()
    if not text.strip():
        return None
    name, start = _named(text)
    start += len(text[start:]) - len(text[start:].lstrip())
    if start == len(text):
        return refused(
            "a name without an expression", "write the expression after it", start - 1, text
        )
    return Candidate(text[start:], name, file=file, line=line, column=start + 1)


def _named(text: str) -> tuple[str, int]:
    """The name that a line gives, or none, and where the rest of the line starts."""
    between = _BETWEEN.search(text, 0, _LONGEST_NAME)
    match = between and _NAME.fullmatch(text[: between.start()].strip())
    return (match["name"], between.end()) if between and match else ("", 0)


def _from_json(text: str, file: str, line: int) -> Candidate | Outcome:
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        return unreadable(
            f"not JSON: {error.msg.lower()}", 'write {"name": ..., "expression": ...}', error.pos
        )
    except (RecursionError, ValueError):
        return unreadable("not JSON of a candidate", 'write {"name": ..., "expression": ...}')
    expression = data.get("expression")
    if not isinstance(expression, str) or not expression.strip():
        return unreadable(
            "the object has no text under 'expression'", 'add "expression": "x*tanh(x)"'
        )
    extra = {key: data.get(key) or "" for key in ("name", "latex")}
    for key, value in extra.items():
        if not isinstance(value, str):
            return unreadable(f"{key!r} is no text", "put it between quotation marks")
    column = max(text.find(expression), 0) + 1
    return Candidate(expression, **extra, file=file, line=line, column=column)
