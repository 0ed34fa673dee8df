"""A variation table in box-drawing characters, for a terminal."""

from symact.documents.model import Height, Sign, Station, Variation
from symact.render.textmath import columns, ljust, text_math

ARROWS = {"rise": "↗", "fall": "↘", "flat": "→", "unknown": "?", "gap": "╱╱╱"}
SIGNS = {"+": "+", "-": "−", "0": "0", "unknown": "?", "gap": "╱╱╱"}
MARKS = {"zero": "0", "undefined": "║", "keeps": "┊", "end": "", "unknown": "?"}
BARS = {"undefined": "║", "jump": "│"}
LANE = 5


def table_lines(block: Variation) -> list[str]:
    r"""The lines of the table, aligned; the row of arrows is three lines high.

    Example:
        >>> from symact.documents.model import Height, Station
        >>> ends = Station(right=Height("0", 0.0)), Station(left=Height("1", 1.0))
        >>> print("\n".join(table_lines(Variation(("0", "1"), (), "f(x)", ends, ("rise",)))))
         x    │ 0     1
        ──────┼────────
              │       1
         f(x) │    ↗
              │ 0
    """
    head = [text_math(point) for point in block.points]
    signs = [[_sign(cell) for cell in row.cells] for row in block.signs]
    course = [_level(block, level) for level in (1, 0, -1)]
    grid = [_spread(head, len(block.arrows)), *signs, *course]
    labels = [text_math(tex) for tex in (block.variable, *(row.label for row in block.signs))]
    labels += ["", text_math(block.label), ""]
    first = max(map(columns, labels))
    wide = [
        max(*(columns(row[i]) for row in grid), LANE if i % 2 else 1)
        for i in range(2 * len(block.points) - 1)
    ]
    lines = []
    for index, (label, row) in enumerate(zip(labels, grid, strict=True)):
        cells = "".join(_centred(text, w) for text, w in zip(row, wide, strict=True))
        lines.append(f" {ljust(label, first)} │ {cells}".rstrip())
        if index <= len(signs):
            lines.append("─" * (first + 2) + "┼" + "─" * (sum(wide) + 1))
    return lines


def _spread(points: list[str], lanes: int) -> list[str]:
    """Cells of the points with empty ones between them."""
    row = [""] * (2 * lanes + 1)
    row[::2] = points
    return row


def _sign(cell: Sign) -> str:
    return SIGNS.get(cell.kind) or MARKS.get(cell.kind, "")


def _third(level: float) -> int:
    """Which of the three lines a level is on: 1 at the top, -1 at the bottom."""
    return 1 if level >= 1 else -1 if level <= 0 else 0


def _level(block: Variation, level: int) -> list[str]:
    """One of the three lines of the row of arrows."""
    row = _spread([_station(station, level) for station in block.stations], len(block.arrows))
    for index, arrow in enumerate(block.arrows):
        start, stop = block.stations[index].leaving, block.stations[index + 1].arriving
        middle = _third(start) if arrow == "flat" and start == stop else 0
        if arrow == "gap" or level == middle:
            row[2 * index + 1] = ARROWS[arrow]
    return row


def _station(station: Station, level: int) -> str:
    if not station.bar:
        heights = (station.left, station.value, station.right)
        return next((text_math(h.tex) for h in heights if h and _third(h.level) == level), "")
    bar = BARS[station.bar]
    sides = [_height(height, level) for height in (station.left, station.right)]
    room = [columns(text_math(h.tex)) if h else 0 for h in (station.left, station.right)]
    left, right = sides[0].rjust(room[0]), ljust(sides[1], room[1])
    if station.value is not None:
        wide = columns(text_math(station.value.tex))
        return f"{left} {bar} {_height(station.value, level).center(wide)} {bar} {right}"
    return f"{left} {bar} {right}"


def _height(height: Height | None, level: int) -> str:
    return text_math(height.tex) if height and _third(height.level) == level else ""


def _centred(text: str, width: int) -> str:
    left = (width - columns(text)) // 2
    return " " * left + ljust(text, width - left)
