"""Reports as JSON of the schema ``symact.check/1``."""

from __future__ import annotations

import json
from collections.abc import Sequence

from symact.check.outputs.entries import Entry, Mark, Place, entries, not_read
from symact.check.report import SCHEMA, Counterexample, Report
from symact.core.verdict import Status

_Data = dict[str, object]


def as_json(reports: Sequence[Report]) -> str:
    """One object for one report; for several an object with the list ``files``.

    Example:
        >>> json.loads(as_json([Report("a.md", ())]))["summary"]["proved"]
        0
    """
    if len(reports) == 1:
        data: _Data = {"schema": SCHEMA, **_report(reports[0])}
    else:
        data = {"schema": SCHEMA, "files": [_report(report) for report in reports]}
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def to_dict(report: Report) -> _Data:
    """The data of one report, as in its JSON."""
    return {"schema": SCHEMA, **_report(report)}


def _report(report: Report) -> _Data:
    found = entries(report)
    return {
        "file": report.file,
        "claims": [_claim(entry) for entry in found if entry.claim],
        "diagnostics": [_diagnostic(entry) for entry in found if not entry.claim],
        "summary": {
            **{status.value: report.count(status) for status in Status},
            "not_read": not_read(report),
            "repaired": sum(claim.repaired for claim in report.claims),
            "ignored": report.ignored,
        },
    }


def _claim(entry: Entry) -> _Data:
    unknown = entry.mark is Mark.UNKNOWN
    verdict = Mark.PROVED if entry.mark is Mark.REMARK else entry.mark
    return {
        **_place(entry.place),
        "source": "" if entry.span is None else entry.span.text,
        "kind": entry.kind,
        "verdict": verdict.value,
        "code": entry.code or None,
        "message": "; ".join(part for part in (entry.message, entry.note) if part),
        "counterexample": _counterexample(entry.counterexample),
        "right": entry.right,
        "convention": entry.convention,
        "reason": entry.message if unknown else None,
        "repaired": entry.repaired,
    }


def _diagnostic(entry: Entry) -> _Data:
    return {
        **_place(entry.place),
        "code": entry.code,
        "severity": "remark" if entry.mark is Mark.REMARK else "not-read",
        "message": entry.message,
        "help": entry.help or None,
    }


def _place(place: Place | None) -> _Data:
    if place is None:
        return dict.fromkeys(("start", "end", "line", "column"))
    return {"start": place.start, "end": place.end, "line": place.line, "column": place.column}


def _counterexample(found: Counterexample | None) -> _Data | None:
    if found is None:
        return None
    return {"at": dict(found.at), "lhs": found.left, "rhs": found.right}
