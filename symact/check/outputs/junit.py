"""Reports as JUnit XML: every claim is a test case."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from symact.check.outputs.entries import Entry, Mark, details, entries, grouped, one_line
from symact.check.report import Report


def as_junit(reports: Sequence[Report]) -> str:
    """A suite for each file; refuted is a failure, unknown is skipped with its reason.

    Example:
        >>> print(as_junit([Report("a.md", ())]).splitlines()[1])
        <testsuites name="symact check" tests="0" failures="0" skipped="0" errors="0">
    """
    parts = [(report.file, grouped(entries(report))) for report in reports]
    everything = [entry for _, found in parts for entry in found]
    root = ET.Element("testsuites", {"name": "symact check", **_numbers(everything)})
    for file, found in parts:
        suite = ET.SubElement(root, "testsuite", {"name": _clean(file), **_numbers(found)})
        for entry in found:
            _case(suite, entry)
    ET.indent(root)
    body = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'


def _case(suite: ET.Element, entry: Entry) -> None:
    place = entry.place
    where = f"{place.line}:{place.column}" if place else "0:0"
    source = one_line(entry.source, 120)
    attributes = {
        "classname": _clean(entry.file),
        "name": _clean(f"{where} {entry.kind}: {source}"),
        "file": _clean(entry.file),
        "time": "0",
    }
    if place is not None:
        attributes["line"] = str(place.line)
    case = ET.SubElement(suite, "testcase", attributes)
    said = f"[{entry.code}] {entry.message}" if entry.code else entry.message
    text = "\n".join([said, *(f"{label}: {more}" for label, more in details(entry))])
    match entry.mark:
        case Mark.REFUTED:
            failure = {"type": entry.code, "message": _clean(said)}
            ET.SubElement(case, "failure", failure).text = _clean(text)
        case Mark.UNKNOWN:
            ET.SubElement(case, "skipped", {"message": _clean(said)}).text = _clean(text)
        case Mark.REMARK:
            ET.SubElement(case, "system-out").text = _clean(text)
        case Mark.PROVED:
            pass


def _numbers(found: Sequence[Entry]) -> dict[str, str]:
    return {
        "tests": str(len(found)),
        "failures": str(sum(entry.mark is Mark.REFUTED for entry in found)),
        "skipped": str(sum(entry.mark is Mark.UNKNOWN for entry in found)),
        "errors": "0",
    }


def _clean(text: str) -> str:
    """A text without the characters that XML 1.0 does not allow, even escaped."""
    return "".join(c if _allowed(ord(c)) else "\ufffd" for c in text)


def _allowed(point: int) -> bool:
    plain = 0x20 <= point < 0xD800 or 0xE000 <= point < 0xFFFE or point > 0xFFFF
    return plain or point in {0x9, 0xA, 0xD}
