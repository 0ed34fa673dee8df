"""What programs put into a formula: doubled backslashes, escapes of HTML and Markdown, blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from symact.reading.repair_draft import Draft, Edit, worded
from symact.reading.repair_rules import ENTITIES, ENVIRONMENTS, ESCAPED, KNOWN, SPACELESS

_RUN = re.compile(r"\\+")
_LETTERS = re.compile(r"[A-Za-z]+")
# Behind these no row can end; a command may begin.
_NO_ROW = re.compile(r"(?:^|[=+\-−*/(\[{^_,<>&|])\s*\Z")
_NEAR = 40
_ENTITY = re.compile(rf"&(?:amp;)*({'|'.join(sorted(map(re.escape, ENTITIES), reverse=True))});")
_ESCAPE = re.compile(r"(?P<pair>\\\\)|\\(?P<sign>[*^'<_])")
# A subscript stands at one letter, a command or a bracket, and is one sign or in braces.
_HOST = re.compile(r"(?:(?<![A-Za-z\\])[A-Za-z]|\\[A-Za-z]{1,20}|[}\])'])\Z")
_INDEX = re.compile(r"(?:[A-Za-z0-9](?![A-Za-z0-9])|\s?\{|\\[A-Za-z])")
_FOUR = re.compile(r"(?<!\\)\\{4}(?![\\A-Za-z])")
_SPACED = re.compile(
    rf"\\(?:{'|'.join(SPACELESS)})\s*\*?\s*\{{\s*(?P<letters>[A-Za-z](?:\s+[A-Za-z])+)\s*\}}"
)
_NAME = re.compile(r"\\(?:begin|end)\s*\{(?P<name>[\sA-Za-z]{1,40}\s?\*?\s*)\}")


def doubled(draft: Draft) -> Iterator[Edit]:
    r"""Every backslash twice: a string that was escaped twice.

    Example:
        >>> text = r"\\sigma(x)=\\frac{1}{2}"
        >>> [e.start for e in doubled(Draft(text, tuple(range(len(text) + 1))))]
        [0, 11]
    """
    text = draft.text
    runs = list(_RUN.finditer(text))
    is_certain = False
    for run in runs:
        count = len(run.group())
        letters = _LETTERS.match(text, run.end())
        if count % 2:
            return
        if count % 4 and letters:
            if letters.group() not in KNOWN:
                return
            is_certain |= bool(_NO_ROW.search(text[max(0, run.start() - _NEAR) : run.start()]))
    if is_certain:
        for run in runs:
            half = run.group()[: len(run.group()) // 2]
            yield Edit(run.start(), run.end(), half, "every backslash is doubled")


def entities(draft: Draft) -> Iterator[Edit]:
    """HTML's names of characters.

    Example:
        >>> [e.text for e in entities(Draft("x &amp;lt; 0", tuple(range(13))))]
        ['<']
    """
    for match in _ENTITY.finditer(draft.text):
        yield Edit(
            match.start(), match.end(), ENTITIES[match[1]], "this is HTML's name of the character"
        )


def markdown(draft: Draft) -> Iterator[Edit]:
    r"""Characters that Markdown escapes: ``x\_1``, ``x^\*`` and rows that end in four backslashes.

    Example:
        >>> [e.text for e in markdown(Draft(r"x\_1 + x^\*", tuple(range(12))))]
        ['_', '*']
    """
    text = draft.text
    marks = worded(text)
    for match in _ESCAPE.finditer(text):
        sign = match["sign"]
        # The name of an environment or of an operator may have its star escaped, too.
        if sign is None or (marks[match.start()] and sign != "*"):
            continue
        if sign == "_" and not _is_subscript(text, match):
            continue
        if sign in ESCAPED or sign == "_":
            yield Edit(match.start(), match.end(), sign, f"{sign} needs no backslash in a formula")
    if not re.search(r"(?<!\\)\\\\(?!\\)", text):
        for match in _FOUR.finditer(text):
            yield Edit(
                match.start(), match.end(), "\\\\", "the backslashes of a row break are doubled"
            )


def _is_subscript(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - _NEAR) : match.start()]
    return bool(_HOST.search(before) and _INDEX.match(text, match.end()))


def spaced(draft: Draft) -> Iterator[Edit]:
    r"""Names whose letters OCR sets apart: ``\operatorname* { m a x }``, ``\begin{ c a s e s }``.

    Example:
        >>> text = r"\operatorname* { m a x }"
        >>> [e.text for e in spaced(Draft(text, tuple(range(len(text) + 1))))]
        ['\\operatorname*{max}']
    """
    for match in _SPACED.finditer(draft.text):
        whole, letters = match.group(), match["letters"]
        joined = whole.replace(letters, "".join(letters.split())).replace(" ", "")
        yield Edit(match.start(), match.end(), joined, "the letters of a name are set apart")
    for match in _NAME.finditer(draft.text):
        name = "".join(match["name"].split())
        if name != match["name"] and name in ENVIRONMENTS:
            joined = "".join(match.group().split())
            yield Edit(match.start(), match.end(), joined, "blanks stand in an environment's name")
