r"""Damaged LaTeX mended where only one repair is possible: ``rac{1}{2}``, ``egin{cases}``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import final

from symact.core.diagnostic import Diagnostic, Severity
from symact.core.span import Source, Span
from symact.reading.repair_draft import COMMAND, Draft, Edit
from symact.reading.repair_escapes import doubled, entities, markdown, spaced
from symact.reading.repair_pairs import pair_edits
from symact.reading.repair_rows import row_edits
from symact.reading.repair_rules import BARE, CLOSERS, LEFTOVERS, LIMITS, STICKING
from symact.reading.repair_words import is_marked, word_edits

CODE = "SA240"
# Longer formulas are refused by the readers.
MAX_CHARACTERS = 20_000
# A repair may make another one visible, but not for long.
_ROUNDS = 4
_PASSES: tuple[Callable[[Draft], Iterable[Edit]], ...] = (
    doubled, entities, markdown, word_edits, pair_edits, spaced, row_edits,
)  # fmt: skip

# What no formula without damage holds, or hardly any: the passes above look closer.
_SIGNS = re.compile(
    r"""[\a\b\v\f]
      | [\t\n\r](?:au|an|op|o|eq|ho|[a-z]{3,})(?![A-Za-z])
      | &(?:amp;|\#?[0-9a-z]{2,8};)
      | \\[*^'<_]
      | \\\\(?:\\\\|[A-Za-z]{2})
      | (?<!\\)\\(?:[\s0-9\-−+=(.\[&]|[A-Za-z](?![A-Za-z]))
      | (?<!\\r)ight\s*[()\[\]|./\\}]
      | \\left\s*\{
      | \{\s*[A-Za-z](?:\s+[A-Za-z])+\s*\}
      | \\(?:begin|end)\s*\{(?:\s|[A-Za-z]+\*?\s)
      """,
    re.VERBOSE,
)
_LETTERS = re.compile(r"(?<![\\A-Za-z])[A-Za-z]+")
_SUSPECT = (
    frozenset(LEFTOVERS)
    | BARE
    | LIMITS
    | CLOSERS.keys()
    | {"left", "right", "m", "ho"}
    | {
        a + rest
        for rest in STICKING
        for a in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    }
)


@final
@dataclass(frozen=True, slots=True)
class Repair:
    """One change: where in the source, what was there, what it became, and why."""

    span: Span
    before: str
    after: str
    reason: str


@final
@dataclass(frozen=True, slots=True)
class Mended:
    """A formula after repair.

    Attributes:
        text: the formula.
        origins: for each character of the text, and for its end, the offset in the source that it
            comes from; what is inserted has the offset of the place where it stands.
        repairs: what was changed; empty where the text is that of the source.
    """

    text: str
    origins: tuple[int, ...]
    repairs: tuple[Repair, ...]


def mend(source: Source, start: int, end: int) -> Mended:
    r"""The formula in a range of a text, mended where one repair alone is possible.

    Letters that two commands could have left, and that nothing beside them tells apart, stay as
    they are; so do lost signs, digits and braces.

    Example:
        >>> mended = mend(Source("notes.md", "3imes 2"), 0, 7)
        >>> mended.text, mended.origins
        ('3\\times 2', (0, 1, 1, 1, 2, 3, 4, 5, 6, 7))
        >>> [(r.before, r.after, r.reason) for r in mended.repairs]
        [('imes', '\\times', 'the escape \\t was eaten')]
        >>> mend(Source("notes.md", "eta x"), 0, 5).repairs
        ()
    """
    text = source.text[start:end]
    origins = tuple(range(start, end + 1))
    if not is_suspect(text) or len(text) > MAX_CHARACTERS:
        return Mended(text, origins, ())
    draft = Draft(
        text, origins, is_marked=is_marked(text), had_commands=COMMAND.search(text) is not None
    )
    for _ in range(_ROUNDS):
        before = len(draft.notes)
        for find in _PASSES:
            edits = tuple(find(draft))
            draft = draft.changed(edits) if edits else draft
        if len(draft.notes) == before:
            break
    repairs = [
        Repair(Span(source, n.start, n.end), n.before, n.after, n.reason) for n in draft.notes
    ]
    return Mended(
        draft.text, draft.origins, tuple(sorted(repairs, key=lambda r: (r.span.start, r.span.end)))
    )


def is_suspect(text: str) -> bool:
    r"""Whether something in a formula may be damage; what is not suspect is not changed.

    Example:
        >>> is_suspect(r"\frac{1}{1 + e^{-x}}"), is_suspect("rac{1}{1 + e^{-x}}")
        (False, True)
    """
    return _SIGNS.search(text) is not None or not _SUSPECT.isdisjoint(_LETTERS.findall(text))


def remark(repair: Repair) -> Diagnostic:
    r"""What to tell the author of a repair.

    Example:
        >>> mended = mend(Source("notes.md", "3imes 2"), 0, 7)
        >>> print(remark(mended.repairs[0]).render().splitlines()[0])
        notes.md:1:2: remark[SA240]: read 'imes' as '\times': the escape \t was eaten
    """
    before, after = _shown(repair.before), _shown(repair.after)
    return Diagnostic(
        CODE,
        f"read {before} as {after}: {repair.reason}",
        repair.span,
        help="write it so, or let symact repair do it",
        severity=Severity.REMARK,
    )


def _shown(text: str) -> str:
    """A text in quotes, with its control characters spelled out and its backslashes as they are."""
    names = {"\t": "<tab>", "\n": "<line end>", "\r": "<carriage return>"}
    spelled = (names.get(c, c if c.isprintable() else f"<U+{ord(c):04X}>") for c in text)
    return f"'{''.join(spelled)}'"
