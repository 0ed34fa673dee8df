"""Numbers and names of blocks, computed once so that every format prints the same ones.

Sections count 1, 2, ... and letters in the appendix; theorems and their like share one counter
inside a section; tables, figures and labelled formulas count through the whole document.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import final

from symact.core.diagnostic import Diagnostic
from symact.core.errors import InputError
from symact.documents.model import (
    Aligned,
    Block,
    Display,
    Document,
    Figure,
    Heading,
    Inline,
    Items,
    Line,
    Math,
    Paragraph,
    Reference,
    Statement,
    Table,
    Variation,
)

COUNTED = frozenset({"theorem", "remark", "example", "exercise"})
KINDS = (*sorted(COUNTED), "warning", "answer", "proof")


@final
@dataclass(frozen=True, slots=True)
class Numbered:
    """A block with its number, empty where it has none, and its anchor in links."""

    block: Block
    number: str = ""
    anchor: str = ""
    inner: tuple["Numbered", ...] = ()
    appendix: bool = False


@final
@dataclass(frozen=True, slots=True)
class Target:
    """What a reference points at: the word before the number, the number, and the anchor."""

    word: str
    number: str
    anchor: str

    @property
    def text(self) -> str:
        """The words of the reference, such as ``Table 2`` or ``(3)``."""
        return f"{self.word}\u00a0{self.number}" if self.word else self.number


@final
@dataclass(frozen=True, slots=True)
class NumberedDocument:
    """A document whose blocks know their numbers."""

    document: Document
    blocks: tuple[Numbered, ...]
    appendix: tuple[Numbered, ...]
    targets: dict[str, Target] = field(hash=False)

    @property
    def has_sections(self) -> bool:
        """Whether statements are numbered inside sections."""
        return any(isinstance(b.block, Heading) for b in self.blocks)

    def everything(self) -> Iterator[Numbered]:
        """All blocks in reading order, those inside statements included."""
        todo = [*reversed((*self.blocks, *self.appendix))]
        while todo:
            item = todo.pop()
            yield item
            todo.extend(reversed(item.inner))


class _Counter:
    """The running numbers of one document."""

    def __init__(self) -> None:
        self.section: list[int] = []
        self.appendix = False
        self.counts = {"statement": 0, "Table": 0, "Figure": 0, "equation": 0}
        self.targets: dict[str, Target] = {}
        self.sectioned = False

    def next(self, kind: str) -> str:
        self.counts[kind] += 1
        return str(self.counts[kind])

    def heading(self, level: int) -> str:
        while len(self.section) < level:
            self.section.append(0)
        del self.section[level:]
        self.section[level - 1] += 1
        if level == 1:
            self.counts["statement"] = 0
        first = self.section[0]
        head = chr(ord("A") + first - 1) if self.appendix else str(first)
        return ".".join([head, *map(str, self.section[1:])])

    def statement(self) -> str:
        number = self.next("statement")
        if not self.sectioned:
            return number
        first = self.section[0] if self.section else 0
        letter = chr(ord("A") + first - 1) if first else "0"
        return f"{letter if self.appendix else first}.{number}"

    def point(self, label: str, word: str, number: str) -> str:
        if not label:
            return ""
        if label in self.targets:
            raise InputError(
                Diagnostic("SA120", f"label '{label}' is given to two blocks", help="rename one")
            )
        anchor = re.sub(r"[^A-Za-z0-9]+", "-", label).strip("-") or "label"
        taken = {target.anchor for target in self.targets.values()}
        while anchor in taken:
            anchor += "-x"
        self.targets[label] = Target(word, number, anchor)
        return anchor

    def block(self, block: Block) -> Numbered:
        match block:
            case Heading(level, _, label):
                number = self.heading(level)
                word = "Appendix" if self.appendix else "Section"
                return Numbered(block, number, self.point(label, word, number),
                                appendix=self.appendix)  # fmt: skip
            case Display(_, label) | Aligned(_, label):
                number = f"({self.next('equation')})" if label else ""
                return Numbered(block, number, self.point(label, "", number))
            case Table() | Figure():
                kind = type(block).__name__
                number = self.next(kind) if block.caption or block.label else ""
                return Numbered(block, number, self.point(block.label, kind, number))
            case Statement(kind, body, _, label):
                if kind not in KINDS:
                    raise InputError(
                        Diagnostic("SA121", f"'{kind}' is no kind of statement",
                                   help=f"use one of {', '.join(KINDS)}")
                    )  # fmt: skip
                number = self.statement() if kind in COUNTED else ""
                anchor = self.point(label, kind.capitalize(), number)
                return Numbered(block, number, anchor, tuple(self.block(b) for b in body))
            case _:
                return Numbered(block)


def number(document: Document) -> NumberedDocument:
    """The document with every number and reference decided.

    Raises:
        InputError: SA120 for a label given twice, SA121 for an unknown kind of statement, SA122
            for a reference to a label that no block has.

    Example:
        >>> from symact.documents.model import Display, Heading, line
        >>> page = Document("Notes", (Heading(1, line("One")), Display("x=1", label="eq:x")))
        >>> [item.number for item in number(page).blocks]
        ['1', '(1)']
    """
    counter = _Counter()
    counter.sectioned = any(isinstance(block, Heading) for block in document.blocks)
    blocks = tuple(counter.block(block) for block in document.blocks)
    counter.appendix, counter.section = True, []
    appendix = tuple(counter.block(block) for block in document.appendix)
    result = NumberedDocument(document, blocks, appendix, counter.targets)
    for item in result.everything():
        for part in inlines(item.block):
            if isinstance(part, Reference) and part.label not in counter.targets:
                raise InputError(
                    Diagnostic("SA122", f"no block has the label '{part.label}'",
                               help="label the block that is meant")
                )  # fmt: skip
    return result


def lines(block: Block) -> tuple[Line, ...]:
    """The lines of words of one block, without those of the blocks inside it."""
    match block:
        case Heading(_, title) | Statement(_, _, title):
            return (title,)
        case Paragraph(parts):
            return (parts,)
        case Aligned(rows):
            return tuple(row.why for row in rows)
        case Items(items):
            return items
        case Table(head, rows, caption):
            return (caption, *head, *(cell for row in rows for cell in row))
        case Figure():
            return (block.caption,)
        case Variation():
            reasons = (cell.because for row in block.signs for cell in row.cells)
            return (*reasons, *block.notes)
        case _:
            return ()


def inlines(block: Block) -> Iterator[Inline]:
    """The inline parts of one block."""
    for line in lines(block):
        yield from line


def formulas(numbered: NumberedDocument) -> Iterator[str]:
    """Every formula of a document, in reading order."""
    for item in numbered.everything():
        match item.block:
            case Display(tex):
                yield tex
            case Aligned(rows):
                for row in rows:
                    yield from (row.lhs, row.relation, row.rhs)
            case Variation():
                yield from item.block.formulas()
            case _:
                pass
        yield from (part.tex for part in inlines(item.block) if isinstance(part, Math))
