"""Reports as SARIF 2.1.0, for editors and code scanning."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from symact import __version__
from symact.check.codes import CODES
from symact.check.explanations.code import Code
from symact.check.outputs.entries import Entry, Mark, Place, details, open_entries
from symact.check.report import Report
from symact.core.diagnostic import Severity

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Mark.REFUTED: "error", Mark.UNKNOWN: "note", Mark.REMARK: "note"}
_RULE_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "note", Severity.REMARK: "note"}
_UNNAMED = "SA243"

_Data = dict[str, object]


def as_sarif(reports: Sequence[Report]) -> str:
    """One run with a result for everything that is not simply proved.

    What is unknown is a note, never a warning or an error.

    Example:
        >>> log = json.loads(as_sarif([Report("a.md", ())]))
        >>> log["version"], log["runs"][0]["results"]
        ('2.1.0', [])
    """
    found = [entry for report in reports for entry in open_entries(report)]
    codes = sorted({_rule_id(entry) for entry in found})
    index = {code: i for i, code in enumerate(codes)}
    run = {
        "tool": {
            "driver": {
                "name": "symact",
                "version": __version__,
                "rules": [_rule(code) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": {"uri": _uri(report.file)}} for report in reports],
        "results": [_result(entry, index) for entry in found],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2, ensure_ascii=False) + "\n"


def _rule(name: str) -> _Data:
    code = CODES.get(name) or Code(name, name, name, "", "")
    text = f"{code.text}\n\nWrong: {code.wrong}\n\nRight: {code.right}"
    markdown = (
        f"{code.text}\n\nWrong:\n\n```\n{code.wrong}\n```\n\nRight:\n\n```\n{code.right}\n```"
    )
    return {
        "id": name,
        "name": "".join(word.capitalize() for word in code.title.split() if word.isalnum()),
        "shortDescription": {"text": code.title},
        "fullDescription": {"text": code.text},
        "help": {"text": text, "markdown": markdown},
        "defaultConfiguration": {"level": _RULE_LEVELS[code.severity]},
    }


def _result(entry: Entry, index: dict[str, int]) -> _Data:
    rule = _rule_id(entry)
    more = [f"{label}: {text}" for label, text in details(entry)]
    location: _Data = {"artifactLocation": {"uri": _uri(entry.file)}}
    if entry.place is not None:
        location["region"] = _region(entry, entry.place)
    return {
        "ruleId": rule,
        "ruleIndex": index[rule],
        "level": _LEVELS[entry.mark],
        "message": {"text": "\n".join([f"{entry.kind}: {entry.message}", *more])},
        "locations": [{"physicalLocation": location}],
        "partialFingerprints": {"symactClaim/v1": _fingerprint(entry)},
        "properties": {"verdict": entry.mark.value, "kind": entry.kind},
    }


def _region(entry: Entry, place: Place) -> _Data:
    region: _Data = {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
        "charOffset": place.start,
        "charLength": place.end - place.start,
    }
    if entry.span is not None:
        region["snippet"] = {"text": entry.span.text}
    return region


def _rule_id(entry: Entry) -> str:
    return entry.code or _UNNAMED


def _uri(file: str) -> str:
    """The URI of a file: a relative reference for a relative name."""
    path = Path(file)
    if path.is_absolute():
        return path.as_uri()
    # A colon in the first part would make it the name of a scheme.
    return quote(path.as_posix(), safe="/")


def _fingerprint(entry: Entry) -> str:
    """What stays the same when lines are added above the claim."""
    return hashlib.sha256(f"{entry.code}\0{entry.kind}\0{entry.source}".encode()).hexdigest()
