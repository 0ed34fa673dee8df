"""A variation table for Typst, drawn by the functions of the page's own template."""

from collections.abc import Callable

from symact.documents.model import Height, Line, Sign, Station, Variation
from symact.render.typstmath import quote, typst_math


def variation_call(block: Variation, line: Callable[[Line], str]) -> str:
    """The call that draws the table, and its reasons below it as a list."""
    head = _cells([_math(tex) for tex in block.points])
    rows = [
        f"({_math(row.label)}, ({', '.join(_sign(cell) for cell in row.cells)},))"
        for row in block.signs
    ]
    stations = ", ".join(_station(station) for station in block.stations)
    arrows = ", ".join(quote(arrow) for arrow in block.arrows)
    drawn = (
        f"#vt-table({_math(block.variable)}, {head}, ({', '.join(rows)}{',' if rows else ''}), "
        f"{_math(block.label)}, ({stations},), ({arrows},))"
    )
    notes = "".join(f"[{line(note)}]" for note in block.notes)
    return f"{drawn}\n\n#vt-reasons{notes}" if notes else drawn


def _cells(parts: list[str]) -> str:
    return f"({', '.join(parts)},)"


def _math(tex: str) -> str:
    return f"m({quote(tex)}, ${typst_math(tex)}$)"


def _sign(cell: Sign) -> str:
    return quote(cell.kind)


def _station(station: Station) -> str:
    left, value, right = (_height(h) for h in (station.left, station.value, station.right))
    return (
        f"(bar: {quote(station.bar)}, left: {left}, value: {value}, right: {right}, "
        f"arriving: {station.arriving:g}, leaving: {station.leaving:g})"
    )


def _height(height: Height | None) -> str:
    return "none" if height is None else f"(level: {height.level:g}, body: {_math(height.tex)})"
