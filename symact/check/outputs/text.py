"""Reports as text for a terminal: every finding with its line, and the span underlined."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import click

from symact.check.outputs.entries import Entry, Mark, details, entries, grouped, one_line, tally
from symact.check.report import Report
from symact.core.diagnostic import framed

_COLOURS = {
    Mark.PROVED: "green",
    Mark.REFUTED: "red",
    Mark.UNKNOWN: "yellow",
    Mark.REMARK: "cyan",
}
_GOOD = (Mark.PROVED, Mark.REMARK)


def as_text(reports: Sequence[Report], *, colour: bool = False, quiet: bool = False) -> str:
    """Every entry of the reports, and the numbers of verdicts in the last line.

    Args:
        quiet: leave out what is proved without remark, and remarks on the text itself.

    Example:
        >>> print(as_text([Report("a.md", ())]), end="")
        0 proved, 0 refuted, 0 unknown
    """
    parts: list[str] = []
    shown = [e for report in reports for e in grouped(entries(report))]
    for entry in shown:
        if quiet and entry.mark in _GOOD and (not entry.claim or entry.mark is Mark.PROVED):
            continue
        form = _short if entry.mark is Mark.PROVED else _long
        parts.append(form(entry, colour=colour))
    parts.append(tally(reports))
    codes = _codes(entry for entry in shown if entry.mark is Mark.REFUTED)
    if codes:
        parts.append(f"symact explain {codes[0]} says what the code means")
    return "\n".join(parts) + "\n"


def _short(entry: Entry, *, colour: bool) -> str:
    caveat = f" ({entry.message})" if entry.message else ""
    return f"{_where(entry)}: {_head(entry, colour=colour)}: {entry.source}{caveat}"


def _long(entry: Entry, *, colour: bool) -> str:
    head = f"{_where(entry)}: {_head(entry, colour=colour)}: {entry.message}"
    tail = [f"{label}: {text}" for label, text in details(entry)]
    if entry.span is None or entry.place is None:
        return "\n".join([head, *(f"  = {row}" for row in tail)])
    frame = framed(entry.span, tail, entry.place.line)
    if colour:
        frame[2] = click.style(frame[2], fg=_COLOURS[entry.mark])
    return "\n".join([head, *frame])


def _head(entry: Entry, *, colour: bool) -> str:
    """The verdict with its code, and what it is about: ``refuted[SA203] derivative``."""
    verdict = entry.mark.value + (f"[{entry.code}]" if entry.code else "")
    shown = click.style(verdict, fg=_COLOURS[entry.mark], bold=True) if colour else verdict
    return f"{shown} {entry.kind}"


def _where(entry: Entry) -> str:
    file, place = one_line(entry.file), entry.place
    return file if place is None else f"{file}:{place.line}:{place.column}"


def _codes(found: Iterable[Entry]) -> list[str]:
    return list(dict.fromkeys(entry.code for entry in found if entry.code))
