"""A variation table as a Markdown table, the arrows in one row."""

from symact.documents.model import Sign, Station, Variation

ARROWS = {"rise": "↗", "fall": "↘", "flat": "→", "unknown": "?", "gap": "╱╱╱"}
SIGNS = {"+": "$+$", "-": "$-$", "0": "$0$", "unknown": "?", "gap": "╱╱╱"}
MARKS = {"zero": "$0$", "undefined": "‖", "keeps": "", "end": "", "unknown": "?"}
BARS = {"undefined": "‖", "jump": "¦"}


def table_rows(block: Variation) -> list[list[str]]:
    """The cells of the table, row by row, formulas between dollar signs."""
    head = [f"${block.variable}$", *_spread([f"${tex}$" for tex in block.points])]
    rows = [[f"${row.label}$", *map(_sign, row.cells)] for row in block.signs]
    course = _spread([_station(station) for station in block.stations])
    course[1::2] = [ARROWS[arrow] for arrow in block.arrows]
    return [head, *rows, [f"${block.label}$", *course]]


def _spread(points: list[str]) -> list[str]:
    """Cells of the points with empty ones between them."""
    row = [""] * (2 * len(points) - 1)
    row[::2] = points
    return row


def _sign(cell: Sign) -> str:
    return SIGNS.get(cell.kind) or MARKS.get(cell.kind, "")


def _station(station: Station) -> str:
    parts = (station.left, station.value, station.right)
    shown = [f"${height.tex}$" for height in parts if height is not None]
    if station.bar and len(shown) < 2:
        mark = BARS[station.bar]
        return f"{shown[0] if shown and station.left else ''} {mark} " + (
            shown[0] if shown and station.right else ""
        )
    bar = f" {BARS[station.bar]} " if station.bar else " "
    return bar.join(shown)
