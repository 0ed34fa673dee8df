"""Derivations with one seeded error each: the negative control of the check.

Every text is correct as it stands; in every pair one line has been replaced by a false one, and all
other lines stay true. The check has to name that line, and no other.
"""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import final

sys.path.insert(0, str(Path(__file__).parent))
from seeded_gates import GATES
from seeded_layers import LAYERS
from seeded_sigmoids import SIGMOIDS


@final
@dataclass(frozen=True, slots=True)
class Edit:
    """One error: in that line, what is right gives way to what is wrong.

    Attributes:
        line: counted from 1.
        kind: ``sign``, ``factor``, ``exponent``, ``constant``, ``function``, ``argument``,
            ``entry``, ``range`` or ``limit``.
    """

    line: int
    old: str
    new: str
    kind: str


@final
@dataclass(frozen=True, slots=True)
class Derivation:
    """A correct derivation in Markdown, with the errors that are to be seeded in it."""

    name: str
    text: str
    edits: tuple[Edit, ...]


@final
@dataclass(frozen=True, slots=True)
class Seeded:
    """A correct text and its one wrong line.

    Attributes:
        line: of the wrong line, counted from 1.
        wrong: the whole wrong line, without its end.
    """

    name: str
    kind: str
    text: str
    line: int
    wrong: str

    @property
    def spoiled(self) -> str:
        """The text with the wrong line in the place of the right one."""
        lines = self.text.split("\n")
        lines[self.line - 1] = self.wrong
        return "\n".join(lines)


def _seeded(entry: Derivation, edit: Edit) -> Seeded:
    right = entry.text.split("\n")[edit.line - 1]
    if right.count(edit.old) != 1:
        raise ValueError(f"{entry.name}, line {edit.line}: {edit.old!r} is not there once")
    wrong = right.replace(edit.old, edit.new)
    return Seeded(entry.name, edit.kind, entry.text, edit.line, wrong)


DERIVATIONS: tuple[Derivation, ...] = tuple(
    Derivation(name, text, tuple(Edit(*edit) for edit in edits))
    for name, text, *edits in (*SIGMOIDS, *GATES, *LAYERS)
)
SEEDED: tuple[Seeded, ...] = tuple(
    _seeded(entry, edit) for entry in DERIVATIONS for edit in entry.edits
)
