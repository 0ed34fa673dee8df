"""A variation table in HTML: a table whose signs and arrows can be read aloud."""

from collections.abc import Callable
from html import escape

from symact.documents.model import Height, Line, Math, Sign, Station, Text, Variation
from symact.render.mathml import mathml
from symact.render.textmath import text_math

SIGNS = {
    "+": ("+", "positive"),
    "-": ("−", "negative"),
    "0": ("0", "zero throughout"),
    "unknown": ("?", "not known"),
    "gap": ("", "not defined"),
    "zero": ("0", "zero"),
    "undefined": ("‖", "does not exist"),
    "keeps": ("", ""),
    "end": ("", ""),
}
ARROWS = {
    "rise": "rises",
    "fall": "falls",
    "flat": "is constant",
    "gap": "not defined",
    "unknown": "course not known",
}
HIGH = 100
WIDE = 64
# Where the middle of the lowest and of the highest value stands, in the row's height.
FOOT, TOP = 84, 16


def variation_table(block: Variation, line: Callable[[Line], str]) -> str:
    """The table, with the reason of each sign where the pointer rests, and all reasons below."""
    gap = '<td class="lane"></td>'
    head = gap.join(f'<th scope="col">{mathml(tex)}</th>' for tex in block.points)
    rows = "".join(
        f'<tr><th scope="row">{mathml(row.label)}</th>{"".join(map(_sign, row.cells))}</tr>'
        for row in block.signs
    )
    notes = "".join(f"<li>{line(note)}</li>" for note in block.notes)
    below = f'<ul class="reasons">{notes}</ul>' if notes else ""
    return (
        '<div class="scroll"><table class="variation">'
        f'<thead><tr><th scope="col">{mathml(block.variable)}</th>{head}</tr></thead>'
        f"<tbody>{rows}{_course(block)}</tbody></table></div>{below}"
    )


def _sign(cell: Sign) -> str:
    shown, words = SIGNS[cell.kind]
    reason = plain(cell.because)
    spoken = ": ".join(part for part in (words, reason) if part)
    title = f' title="{escape(reason)}"' if reason else ""
    label = f' aria-label="{escape(spoken)}"' if spoken else ""
    inner = f'<span role="img"{label}>{shown}</span>' if spoken else ""
    return f'<td class="{_name(cell.kind)}"{title}>{inner}</td>'


def _name(kind: str) -> str:
    return {"+": "plus", "-": "minus", "0": "nought"}.get(kind, kind)


def _course(block: Variation) -> str:
    cells = []
    for index, station in enumerate(block.stations):
        cells.append(_station(station))
        if index < len(block.arrows):
            after = block.stations[index + 1].arriving
            cells.append(_arrow(block.arrows[index], station.leaving, after))
    return f'<tr class="course"><th scope="row">{mathml(block.label)}</th>{"".join(cells)}</tr>'


def _station(station: Station) -> str:
    if not station.bar:
        height = station.value or station.left or station.right
        return f'<td><div class="levels">{_height(height)}</div></td>'
    parts = [_height(station.left), _height(station.value), _height(station.right)]
    mark = f'<span class="bar {station.bar}"></span>'
    middle = f"{parts[1]}{mark}" if station.value else ""
    words = "no value" if station.bar == "undefined" else "jump"
    spoken = f'<span class="spoken">{words}</span>'
    inner = f"{parts[0]}{mark}{spoken}{middle}{parts[2]}"
    return f'<td><div class="levels">{inner}</div></td>'


def _height(height: Height | None) -> str:
    if height is None:
        return ""
    place = _y(height.level)
    return f'<span class="height" style="--y:{place:g}%">{mathml(height.tex)}</span>'


def _y(level: float) -> float:
    return round(FOOT + (TOP - FOOT) * level, 2)


def _arrow(kind: str, start: float, stop: float) -> str:
    words = ARROWS[kind]
    if kind == "gap":
        return f'<td class="gap"><span class="spoken">{words}</span></td>'
    if kind == "unknown":
        return f'<td><span role="img" aria-label="{words}">?</span></td>'
    a, b = _y(start), _y(stop)
    tip = WIDE - 5
    slope = (b - a) / (tip - 5)
    size = (1 + slope * slope) ** 0.5
    back, side = 9 / size, 4 / size
    corners = [
        (tip - back - slope * side, b - back * slope + side),
        (tip - back + slope * side, b - back * slope - side),
    ]
    head = " ".join(f"L{u:.1f} {v:.1f}" for u, v in corners)
    return (
        f'<td class="arrow"><svg role="img" aria-label="{words}" viewBox="0 0 {WIDE} {HIGH}" '
        f'width="{WIDE}" height="{HIGH}"><path class="shaft" d="M5 {a:g}L{tip} {b:g}"/>'
        f'<path class="tip" d="M{tip} {b:g}{head}Z"/></svg></td>'
    )


def plain(words: Line) -> str:
    """A line in characters alone, for a tooltip or a voice."""
    return "".join(
        text_math(part.tex) if isinstance(part, Math) else part.text
        for part in words
        if isinstance(part, Math | Text)
    )
