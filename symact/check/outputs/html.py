"""Reports as one HTML page: the document with its marks, and notes in the margin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape
from importlib.resources import files

from symact.check.codes import title_of
from symact.check.outputs.entries import (
    Entry,
    Mark,
    details,
    entries,
    grouped,
    page_text,
    printable,
    tally,
)
from symact.check.outputs.marking import Piece, line_pieces
from symact.check.report import Report

_SIGNS = {Mark.PROVED: "✓", Mark.REFUTED: "✗", Mark.UNKNOWN: "?", Mark.REMARK: "!"}
_ORDER = (Mark.REFUTED, Mark.UNKNOWN, Mark.REMARK, Mark.PROVED)
_LEGEND = {
    Mark.PROVED: "proved for all values that the claim speaks of",
    Mark.REFUTED: "false, with values that show it",
    Mark.UNKNOWN: "neither proved nor refuted; the reason stands beside it",
    Mark.REMARK: "nothing is wrong, but something is to be said",
}
_HEADING = re.compile(r"#{1,6} |\\(?:sub)*section\b|\\chapter\b")
# Nothing is loaded and nothing is run, whatever the document holds.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def as_html(reports: Sequence[Report]) -> str:
    """A page that holds everything that it needs, fit for a screen and for paper.

    Example:
        >>> as_html([Report("a.md", ())]).startswith("<!doctype html>")
        True
    """
    style = files("symact.check.outputs").joinpath("page.css").read_text(encoding="utf-8")
    title = reports[0].file if len(reports) == 1 else f"{len(reports)} documents"
    rows = [
        "<!doctype html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">',
        f"<title>{_text(title)} – checked by symact</title>",
        f"<style>\n{style}</style>",
        "</head>",
        "<body>",
        f"<header><h1>{_text(title)}</h1>",
        f"<p>Checked by symact: {_text(tally(reports))}.</p>",
        _legend(),
        "</header>",
        "<main>",
        *(
            _document(report, index, alone=len(reports) == 1)
            for index, report in enumerate(reports, start=1)
        ),
        "</main>",
        "</body>",
        "</html>",
    ]
    return "\n".join(rows) + "\n"


def _legend() -> str:
    items = "".join(
        f'<li><span class="sign {mark.value}">{_SIGNS[mark]}</span> '
        f"<b>{mark.value}</b>: {_LEGEND[mark]}</li>"
        for mark in _ORDER
    )
    return f'<ul class="legend">{items}</ul>'


def _document(report: Report, index: int, *, alone: bool) -> str:
    found = grouped(entries(report))
    names = {id(entry): f"d{index}n{number}" for number, entry in enumerate(found, start=1)}
    text = page_text(report)
    placed = [entry for entry in found if entry.span is not None]
    loose = [entry for entry in found if entry.span is None]
    lines = line_pieces(text, placed)
    notes: dict[int, list[Entry]] = {}
    for entry in placed:
        if entry.span is not None:
            notes.setdefault(entry.span.line, []).append(entry)
    # The page of a single document has its name and its numbers on top already.
    head = [] if alone else [f'<h2 id="d{index}">{_text(report.file)}</h2>', _numbers(report)]
    body = "\n".join(
        _line(number, pieces, notes.get(number, []), names)
        for number, pieces in enumerate(lines, start=1)
    )
    return "\n".join(
        [
            f'<section aria-label="{_text(report.file)}">',
            *head,
            _summary(found, names),
            *(_note(entry, names[id(entry)], "p") for entry in loose),
            f'<div class="page">\n{body}\n</div>',
            "</section>",
        ]
    )


def _numbers(report: Report) -> str:
    return f'<p class="numbers">{_text(tally([report]))}.</p>'


def _summary(found: Sequence[Entry], names: dict[int, str]) -> str:
    """What asks for attention, the worst first; what was mended stands in the margin only."""
    rows = "\n".join(
        f'<tr><td><a href="#{names[id(entry)]}">{_where(entry)}</a></td>'
        f"<td>{_sign(entry)} {_verdict(entry)}</td><td>{_text(entry.code)}</td>"
        f"<td>{_text(entry.kind)}</td><td>{_text(entry.message)}</td></tr>"
        for mark in _ORDER[:-1]
        for entry in found
        if entry.mark is mark and (entry.claim or mark is not Mark.REMARK)
    )
    if not rows:
        return ""
    heads = "".join(
        f'<th scope="col">{head}</th>'
        for head in ("Line", "Verdict", "Code", "Claim", "What is found")
    )
    return (
        f'<table class="summary">\n<thead><tr>{heads}</tr></thead>\n'
        f"<tbody>\n{rows}\n</tbody></table>"
    )


def _line(
    number: int, pieces: Sequence[Piece], notes: Sequence[Entry], names: dict[int, str]
) -> str:
    shown = "".join(_piece(piece, names) for piece in pieces)
    margin = "".join(_note(entry, names[id(entry)], "div") for entry in _by_weight(notes))
    aside = f'<div class="margin" role="note">{margin}</div>' if margin else ""
    heading = " heading" if _HEADING.match("".join(piece.text for piece in pieces)) else ""
    return (
        f'<div class="line{heading}"><span class="number">{number}</span>'
        f'<div class="text">{shown}</div>{aside}</div>'
    )


def _piece(piece: Piece, names: dict[int, str]) -> str:
    if not piece.entries:
        return _text(piece.text)
    worst = _by_weight(piece.entries)[0]
    signs = "".join(
        f'<a class="sign {entry.mark.value}" href="#{names[id(entry)]}" '
        f'title="{entry.mark.value}">{_SIGNS[entry.mark]}</a>'
        for entry in piece.begin
    )
    return f'{signs}<mark class="{worst.mark.value}">{_text(piece.text)}</mark>'


def _note(entry: Entry, name: str, tag: str) -> str:
    head = f"{_sign(entry)} <b>{_verdict(entry)}</b> {_text(entry.kind)}"
    if entry.mark is Mark.PROVED:
        head += f" {_text(entry.message)}" if entry.message else ""
        return f'<{tag} class="note proved" id="{name}">{head}</{tag}>'
    more = "".join(
        f'<span class="detail"><i>{_text(label)}:</i> {_detail(label, text)}</span>'
        for label, text in details(entry)
    )
    title = escape(title_of(entry.code))
    code = f' <abbr title="{title}">{_text(entry.code)}</abbr>' if entry.code else ""
    return (
        f'<{tag} class="note {entry.mark.value}" id="{name}">{head}{code}'
        f'<span class="detail">{_text(entry.message)}</span>{more}</{tag}>'
    )


def _detail(label: str, text: str) -> str:
    return f"<code>{_text(text)}</code>" if label == "right" else _text(text)


def _sign(entry: Entry) -> str:
    return f'<span class="sign {entry.mark.value}" aria-hidden="true">{_SIGNS[entry.mark]}</span>'


def _verdict(entry: Entry) -> str:
    return entry.mark.value if entry.claim or entry.mark is Mark.REMARK else "not read"


def _where(entry: Entry) -> str:
    return "–" if entry.span is None else str(entry.span.line)


def _by_weight(found: Iterable[Entry]) -> list[Entry]:
    return sorted(found, key=lambda entry: _ORDER.index(entry.mark))


def _text(text: str) -> str:
    """A text of the user's, with every sign that HTML or the eye could take for something else."""
    return escape(printable(text))
