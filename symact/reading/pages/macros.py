r"""Definitions of macros in a document: ``\newcommand``, ``\def`` and ``\DeclareMathOperator``."""

import re

_MOST = 200
_LONGEST = 500  # of a replacement
_DEFINITION = re.compile(
    r"""\\(?P<how>newcommand|providecommand|renewcommand|DeclareMathOperator|[gex]?def)
        (?P<star>\*?)\s{0,9}
        (?:\{\s{0,9}(?P<braced>\\[A-Za-z]{1,40})\s{0,9}\}|(?P<bare>\\[A-Za-z]{1,40}))\s{0,9}
        (?:\[(?P<count>[0-9])\]|(?P<marks>(?:\#[1-9]){1,9}))?\s{0,9}\{""",
    re.VERBOSE,
)

Macro = tuple[str, int, str]


def macros_in(text: str) -> tuple[Macro, ...]:
    r"""The macros that a text defines, the last definition of each name; with a bound on size.

    Example:
        >>> macros_in(r"\newcommand{\R}{\mathbb{R}} \DeclareMathOperator{\relu}{ReLU}")
        (('\\R', 0, '\\mathbb{R}'), ('\\relu', 0, '\\operatorname{ReLU}'))
    """
    found: dict[str, Macro] = {}
    for match, end in _definitions(text):
        name = match["braced"] or match["bare"]
        body = text[match.end() : end - 1].strip()
        if match["how"] == "DeclareMathOperator":
            body = rf"\operatorname{match['star']}{{{body}}}"
        count = int(match["count"] or len(match["marks"] or "") // 2)
        found.pop(name, None)
        if len(found) < _MOST:
            found[name] = (name, count, body)
    return tuple(found.values())


def without_definitions(formula: str) -> str:
    r"""A formula without the definitions of macros in it.

    Example:
        >>> without_definitions(r"\def\R{\mathbb{R}} x")
        ' x'
    """
    if "\\" not in formula:
        return formula
    kept, position = [], 0
    for match, end in _definitions(formula):
        kept.append(formula[position : match.start()])
        position = end
    return "".join([*kept, formula[position:]])


def _definitions(text: str) -> list[tuple[re.Match[str], int]]:
    """Each definition with the place behind its last brace."""
    found = []
    position = 0
    while (match := _DEFINITION.search(text, position)) is not None:
        end = group_end(text, match.end(), _LONGEST)
        position = match.end() if end is None else end
        if end is not None:
            found.append((match, end))
    return found


def group_end(text: str, start: int, longest: int) -> int | None:
    """The place behind the brace that closes a group opened right before a place, or None."""
    depth = 1
    i = start
    stop = min(len(text), start + longest)
    while i < stop:
        character = text[i]
        if character == "\\":
            i += 1
        elif character in "{}":
            depth += 1 if character == "{" else -1
            if depth == 0:
                return i + 1
        i += 1
    return None
