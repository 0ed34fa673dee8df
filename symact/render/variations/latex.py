r"""A variation table for TeX: as a plain tabular, or drawn by the package tkz-tab."""

from symact.documents.mathspacing import width
from symact.documents.mathtree import parse_math
from symact.documents.model import Height, Sign, Station, Variation

ARROWS = {
    "rise": r"$\nearrow$",
    "fall": r"$\searrow$",
    "flat": r"$\longrightarrow$",
    "unknown": "?",
    "gap": r"$/\!\!/\!\!/$",
}
SIGNS = {"+": "$+$", "-": "$-$", "0": "$0$", "unknown": "?", "gap": r"$/\!\!/\!\!/$"}
MARKS = {"zero": "$0$", "undefined": r"$\Vert$", "keeps": "", "end": "", "unknown": "?"}
BARS = {"undefined": r"$\big\Vert$", "jump": r"$\big\vert$"}

TKZ_MARKS = {"zero": "z", "undefined": "d", "keeps": "t", "end": "", "unknown": "?"}
TKZ_SIGNS = {"+": "+", "-": "-", "0": "0", "unknown": "?", "gap": "h"}


def tabular(block: Variation) -> str:
    """The table in an environment that needs no package beyond array."""
    wide = 2 * len(block.points)
    rows = [_row(f"${block.variable}$", _spread([f"${tex}$" for tex in block.points]))]
    rows += [_row(f"${row.label}$", [_sign(cell) for cell in row.cells]) for row in block.signs]
    course = [
        _row(f"${block.label}$" if level == 0 else "", _level(block, level)) for level in (1, 0, -1)
    ]
    ruled = " \\\\ \\hline\n".join(rows)
    body = " \\\\[0.4ex]\n".join(course)
    return (
        "{\\renewcommand{\\arraystretch}{1.3}\\setlength{\\tabcolsep}{4pt}%\n"
        f"\\begin{{tabular}}{{|c|*{{{wide - 1}}}{{c}}|}}\n\\hline\n{ruled} \\\\ \\hline\n"
        f"{body} \\\\ \\hline\n\\end{{tabular}}}}"
    )


def _row(label: str, cells: list[str]) -> str:
    return " & ".join([label, *cells])


def _spread(points: list[str]) -> list[str]:
    """Cells of the points with empty ones between them."""
    row = [""] * (2 * len(points) - 1)
    row[::2] = points
    return row


def _sign(cell: Sign) -> str:
    return SIGNS.get(cell.kind) or MARKS.get(cell.kind, "")


def _third(level: float) -> int:
    return 1 if level >= 1 else -1 if level <= 0 else 0


def _level(block: Variation, level: int) -> list[str]:
    """One of the three lines of the row of arrows."""
    row = _spread([_station(station, level) for station in block.stations])
    for index, arrow in enumerate(block.arrows):
        start, stop = block.stations[index].leaving, block.stations[index + 1].arriving
        middle = _third(start) if arrow == "flat" and start == stop else 0
        if arrow == "gap" or level == middle:
            row[2 * index + 1] = ARROWS[arrow]
    return row


def _station(station: Station, level: int) -> str:
    if not station.bar:
        heights = (station.left, station.value, station.right)
        return next((f"${h.tex}$" for h in heights if h and _third(h.level) == level), "")
    bar = BARS[station.bar]
    inner = f"{_held(station.value, level)}{bar}" if station.value else ""
    return f"{_held(station.left, level)}{bar}{inner}{_held(station.right, level)}"


def _held(height: Height | None, level: int) -> str:
    """A value on its line, and on the other two the room that it takes."""
    if height is None:
        return ""
    shown = height.tex if _third(height.level) == level else rf"\hphantom{{{height.tex}}}"
    return rf"$\,{shown}\,$"


# -- tkz-tab --------------------------------------------------------------------------------


def tkz(block: Variation) -> str:
    """The table as commands of tkz-tab, for a document that loads that package."""
    labels = ", ".join(
        [
            f"${block.variable}$/1",
            *(f"${row.label}$/1" for row in block.signs),
            f"${block.label}$/2.4",
        ]
    )
    points = ", ".join(f"{{${tex}$}}" for tex in block.points)
    first = max(1.6, 0.4 * max(map(_wide, (block.label, *(row.label for row in block.signs)))))
    ends = (station.value or station.left or station.right for station in block.stations)
    margin = max(0.6, 0.27 * max(_wide(height.tex) for height in ends if height))
    setting = f"lgt={first + 0.6:.1f}, espcl={max(2.0, 3.2 * margin):.1f}, deltacl={margin:.2f}"
    lines = [f"\\tkzTabInit[{setting}]{{{labels}}}{{{points}}}"]
    lines += [f"\\tkzTabLine{{{', '.join(_tkz_cells(row.cells))}}}" for row in block.signs]
    lines.append(f"\\tkzTabVar{{{', '.join(_tkz_stations(block))}}}")
    lines += list(_on_arrows(block))
    body = "\n  ".join(lines)
    return f"\\begin{{tikzpicture}}\n  {body}\n\\end{{tikzpicture}}"


def _wide(tex: str) -> float:
    """The width of a formula in units of the type size, of which 2.5 are a centimetre."""
    return width(parse_math(tex))


def _tkz_cells(cells: tuple[Sign, ...]) -> list[str]:
    return [(TKZ_SIGNS if i % 2 else TKZ_MARKS)[cell.kind] for i, cell in enumerate(cells)]


def _side(level: float) -> str:
    return "+" if level > 0.5 else "-"


def _is_passed(block: Variation, index: int) -> bool:
    """Whether an arrow runs through above a point, with the value written on it."""
    station = block.stations[index]
    inner = 0 < index < len(block.stations) - 1
    lone = station.value is not None and not station.bar
    if not inner or not lone:
        return False
    return 0 < station.arriving < 1 and block.arrows[index - 1] == block.arrows[index]


def _tkz_stations(block: Variation) -> list[str]:
    return [_tkz_station(block, index) for index in range(len(block.stations))]


def _tkz_station(block: Variation, index: int) -> str:
    station = block.stations[index]
    if _is_passed(block, index):
        return "R/"
    after = block.arrows[index] if index < len(block.arrows) else "end"
    left, right = _side(station.arriving), _side(station.leaving)
    texts = [f"${h.tex}$" if h else "" for h in (station.left, station.value, station.right)]
    hatch = "H" if after == "gap" else ""
    if not station.bar:
        return f"{left}{hatch}/{{{next((t for t in texts if t), '')}}}"
    double = "D" if station.bar == "undefined" else "V"
    if not station.right:
        return f"{left}D{hatch}/{{{texts[0]}}}"
    if not station.left:
        return f"D{right}/{{{texts[2]}}}"
    return f"{left}{double}{right}/{{{texts[0]}}}/{{{texts[2]}}}"


def _on_arrows(block: Variation) -> list[str]:
    """The values that stand on an arrow that runs through."""
    result = []
    for index, station in enumerate(block.stations):
        if not _is_passed(block, index) or station.value is None:
            continue
        start = next(i for i in range(index - 1, -1, -1) if not _is_passed(block, i))
        stop = next(i for i in range(index + 1, len(block.stations)) if not _is_passed(block, i))
        result.append(
            f"\\tkzTabIma{{{start + 1}}}{{{stop + 1}}}{{{index + 1}}}{{${station.value.tex}$}}"
        )
    return result
