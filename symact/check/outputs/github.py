"""Reports as annotations of GitHub Actions."""

from __future__ import annotations

from collections.abc import Sequence

from symact.check.outputs.entries import Entry, Mark, details, grouped, open_entries, printable
from symact.check.report import Report

_LEVELS = {Mark.REFUTED: "error", Mark.UNKNOWN: "notice", Mark.REMARK: "notice"}
_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def as_github(reports: Sequence[Report]) -> str:
    """A workflow command for everything that is not simply proved.

    Example:
        >>> as_github([Report("a.md", ())])
        ''
    """
    found = (entry for report in reports for entry in grouped(open_entries(report)))
    return "".join(f"{_annotation(entry)}\n" for entry in found)


def _annotation(entry: Entry) -> str:
    properties = {"file": printable(entry.file)}
    if entry.place is not None:
        place = entry.place
        properties |= {"line": str(place.line), "endLine": str(place.end_line)}
        # GitHub shows columns only inside one line, and takes the end as the last character.
        if place.line == place.end_line:
            last = max(place.column, place.end_column - 1)
            properties |= {"col": str(place.column), "endColumn": str(last)}
    properties["title"] = f"{entry.code} {entry.mark.value}: {entry.kind}".strip()
    shown = ",".join(f"{name}={value.translate(_PROPERTY)}" for name, value in properties.items())
    lines = [entry.message, *(f"{label}: {text}" for label, text in details(entry))]
    return f"::{_LEVELS[entry.mark]} {shown}::" + "\n".join(lines).translate(_MESSAGE)
