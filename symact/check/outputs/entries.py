"""What a report says, one entry after the other, as every output format needs it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import Enum
from typing import final

from symact.check.codes import code_of, title_of
from symact.check.report import Checked, Counterexample, Report
from symact.core.diagnostic import Diagnostic, Severity
from symact.core.span import Span
from symact.core.verdict import Status

_MENDED = "SA240"
READING = "reading"  # what an entry about the text itself is about


class Mark(Enum):
    """How an entry is marked: a verdict, or a remark on what is not wrong."""

    PROVED = "proved"
    REFUTED = "refuted"
    UNKNOWN = "unknown"
    REMARK = "remark"


@final
@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry is in its file: offsets, and lines and columns counted from 1.

    Attributes:
        end: the offset of the first character after it, and so are its line and column.
    """

    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int


@final
@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a report says.

    Attributes:
        file: the name of the document.
        kind: that of the claim, or ``reading`` for what is about the text itself.
        code: empty for what is proved without remark.
        span: in the text of the page; None for what is about the whole document.
        place: in the file.
        help: how to mend it, or empty.
        note: a remark that goes with the message, or empty.
        claim: whether it is a claim, and not about the text itself.
    """

    file: str
    mark: Mark
    kind: str
    code: str
    message: str
    span: Span | None
    place: Place | None
    counterexample: Counterexample | None = None
    right: str | None = None
    convention: str | None = None
    help: str = ""
    note: str = ""
    repaired: bool = False
    claim: bool = True

    @property
    def source(self) -> str:
        """The text that it is about, on one line."""
        return "" if self.span is None else one_line(self.span.text)


def entries(report: Report) -> tuple[Entry, ...]:
    """The claims of a report and what could not be read, in the order of the document.

    Example:
        >>> entries(Report("a.md", ()))
        ()
    """
    locate = _locator(report)
    found = [_of_claim(report.file, claim, locate) for claim in report.claims]
    found += [
        _of_diagnostic(report, diagnostic, locate)
        for diagnostic in report.diagnostics
        if not _is_told(diagnostic, report)
    ]
    return tuple(sorted(found, key=lambda entry: entry.place.start if entry.place else -1))


def grouped(found: Iterable[Entry]) -> tuple[Entry, ...]:
    """The same entries with what was mended on a line told once for the line."""
    result: list[Entry] = []
    mended: dict[int, tuple[int, int]] = {}  # line: index of its entry, and how many it stands for
    for entry in found:
        line = entry.place.line if entry.place is not None and entry.code == _MENDED else None
        if line is None or entry.claim:
            result.append(entry)
        elif line not in mended:
            mended[line] = len(result), 1
            result.append(entry)
        else:
            mended[line] = mended[line][0], mended[line][1] + 1
    for at, count in mended.values():
        if count > 1:
            more = f"{result[at].message}, and {count - 1} more on this line"
            result[at] = replace(result[at], message=more)
    return tuple(result)


def open_entries(report: Report) -> tuple[Entry, ...]:
    """The entries that are not simply proved."""
    return tuple(entry for entry in entries(report) if entry.mark is not Mark.PROVED)


def tally(reports: Iterable[Report]) -> str:
    """The numbers of verdicts, as a line for people.

    Example:
        >>> tally([Report("a.md", (), ignored=2)])
        '0 proved, 0 refuted, 0 unknown; 2 ignored'
    """
    reports = tuple(reports)
    line = ", ".join(
        f"{sum(report.count(status) for report in reports)} {status.value}" for status in Status
    )
    unread = sum(not_read(report) for report in reports)
    ignored = sum(report.ignored for report in reports)
    if unread:
        line += f"; {unread} not read"
    return f"{line}; {ignored} ignored" if ignored else line


def not_read(report: Report) -> int:
    """How many parts of the document could not be read, and so are not judged."""
    return sum(
        d.severity is not Severity.REMARK and not _is_told(d, report) for d in report.diagnostics
    )


def side_by_side(counterexample: Counterexample) -> str:
    """A counterexample in words.

    Example:
        >>> side_by_side(Counterexample((("x", "1"),), "0.1966", "1.2663"))
        'at x = 1 the left side is 0.1966 and the right side is 1.2663'
    """
    at = ", ".join(f"{name} = {value}" for name, value in counterexample.at)
    where = f"at {at} " if at else ""
    values = f"the left side is {counterexample.left} and the right side is {counterexample.right}"
    return printable(where + values)


def details(entry: Entry) -> tuple[tuple[str, str], ...]:
    """What goes below the message: label and text, in the order in which they are read."""
    pairs = (
        ("shown by", side_by_side(entry.counterexample) if entry.counterexample else ""),
        ("right", entry.right or ""),
        ("convention", entry.convention or ""),
        ("help", entry.help),
        ("note", entry.note),
        ("note", "the text had to be mended to be read" if entry.repaired else ""),
    )
    return tuple((label, one_line(text)) for label, text in pairs if text)


def one_line(text: str, longest: int = 300) -> str:
    r"""A text on one line, cut where it is long, without signs that steer a terminal.

    Example:
        >>> one_line("a\n  = b"), one_line("abcdef", 4)
        ('a = b', 'abc…')
    """
    flat = printable(" ".join(text.split()))
    return flat if len(flat) <= longest else flat[: longest - 1] + "…"


def printable(text: str) -> str:
    """A text in which every sign that is not to be seen is replaced by one that is."""
    return "".join(c if c.isprintable() or c in "\n\t" else "\ufffd" for c in text)


def _of_claim(file: str, claim: Checked, locate: Callable[[int, int], Place]) -> Entry:
    judgement = claim.judgement
    mark = Mark(judgement.status.value)
    code = code_of(claim.kind, judgement)
    if mark is Mark.PROVED and (code or judgement.convention):
        mark = Mark.REMARK
    return Entry(
        file=file,
        mark=mark,
        kind=claim.kind.value,
        code=code,
        message=one_line(judgement.reason or judgement.note or title_of(code)),
        span=claim.span,
        place=locate(claim.start, claim.end),
        counterexample=judgement.counterexample,
        right=judgement.right,
        convention=judgement.convention,
        note=one_line(judgement.note) if judgement.reason else "",
        repaired=claim.repaired,
    )


def _is_told(diagnostic: Diagnostic, report: Report) -> bool:
    """Whether an undecided claim at the same place says the same."""
    span = diagnostic.span
    return span is not None and any(
        claim.judgement.status is Status.UNKNOWN
        and claim.judgement.reason == diagnostic.message
        and claim.span.start <= span.start
        and span.end <= claim.span.end
        for claim in report.claims
    )


def _of_diagnostic(
    report: Report, diagnostic: Diagnostic, locate: Callable[[int, int], Place]
) -> Entry:
    remark = diagnostic.severity is Severity.REMARK
    span = diagnostic.span
    return Entry(
        file=report.file,
        mark=Mark.REMARK if remark else Mark.UNKNOWN,
        kind=READING,
        code=diagnostic.code,
        message=one_line(diagnostic.message),
        span=span,
        place=None if span is None else locate(*file_range(report, span)),
        help="; ".join(one_line(part) for part in (diagnostic.help, *diagnostic.notes) if part),
        claim=False,
    )


def file_range(report: Report, span: Span) -> tuple[int, int]:
    """The offsets in the file of a span of the page's text."""
    if report.offsets is None:
        return span.start, span.end
    last = len(report.offsets) - 1
    return report.offsets[min(span.start, last)], report.offsets[min(span.end, last)]


def _locator(report: Report) -> Callable[[int, int], Place]:
    """Places in the file from offsets, with the line ends looked for only once."""
    text = _file_text(report)
    starts = [0, *(i + 1 for i, c in enumerate(text) if c == "\n")]

    def where(offset: int) -> tuple[int, int]:
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1

    def locate(start: int, end: int) -> Place:
        return Place(start, end, *where(start), *where(max(start, end)))

    return locate


def _file_text(report: Report) -> str:
    """The text of the file; of the page where the file is not at hand."""
    return report.raw or page_text(report)


def page_text(report: Report) -> str:
    """The text in which the spans of a report are."""
    spans = [claim.span for claim in report.claims]
    spans += [d.span for d in report.diagnostics if d.span is not None]
    return spans[0].source.text if spans else report.raw
