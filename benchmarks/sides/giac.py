"""Giac: ``minimize`` and ``maximize``, ``solve``, and its variation table ``tabvar``."""

from __future__ import annotations

import re

from sides.questions import Answer, Function, none
from sides.values import decimal, expression

_CALLS = {
    "range": "[minimize({f},x=-inf..inf),maximize({f},x=-inf..inf)]",
    "largest_slope": "maximize(diff({f},x),x=-inf..inf)",
    "smallest_slope": "minimize(diff({f},x),x=-inf..inf)",
    "stationary": "solve(diff({f},x)=0,x)",
}
_TABLE = dict.fromkeys(("range", "attained", "largest_slope", "smallest_slope"), "tabvar({f},x)")


def command(function: Function | None, question: str) -> list[str] | None:
    """What is run for a question; None where Giac has no call for it."""
    if function is None:
        return ["giac", "1"]
    return ["giac", _CALLS[question].format(f=function.giac)] if question in _CALLS else None


def table_command(function: Function | None, question: str) -> list[str] | None:
    """The same for the variation table."""
    if function is None:
        return ["giac", "1"]
    return ["giac", _TABLE[question].format(f=function.giac)] if question in _TABLE else None


def read(question: str, out: str, err: str) -> Answer:
    """What the last line that Giac writes says."""
    del err
    said = out.strip().splitlines()[-1] if out.strip() else ""
    if not said or "undef" in said or "Error" in said:
        return none(said, "no answer")
    exact = "." not in said
    if question == "range":
        return {"said": said, "exact": exact, "ends": list(map(_number, _items(said)))}
    if question != "stationary":
        return {"said": said, "exact": exact, "value": _number(said)}
    items = _items(said.removeprefix("list"))
    spans = [_span(item) for item in items if "not(" in item]
    points = [_number(item) for item in items if "not(" not in item]
    return {"said": said, "exact": exact, "points": points, "intervals": spans, "infinite": False}


def read_table(question: str, out: str, err: str) -> Answer:
    """What a variation table says: its log has more digits than the table that is returned."""
    del out
    rows = next((line for line in err.splitlines() if line.startswith("[[x,")), "")
    if not rows:
        return none("\n".join(err.strip().splitlines()[-2:]), "no table")
    places, slopes, values = (_cells(row) for row in rows[2:-2].split("],[")[:3])
    mirror = _mirror(err)
    row = values if question in {"range", "attained"} else slopes
    # Of an odd or even function the table has the half where x >= 0.
    sign = {"even": 1, "odd": -1}.get(mirror, 0) * (1 if row is values else -1)
    spread = row + [sign * cell for cell in row if sign]
    low, high = min(spread), max(spread)
    exact = "." not in str([low, high])
    if question == "range":
        return {"said": rows, "exact": exact, "ends": [decimal(low), decimal(high)]}
    if question != "attained":
        return {
            "said": rows,
            "exact": exact,
            "value": decimal(high if question == "largest_slope" else low),
        }
    inner = [v for at, v in zip(places, row, strict=True) if at.is_finite]
    inner += [sign * v for v in inner if sign]
    ends = [end.is_finite and any(v == end for v in inner) for end in (low, high)]
    return {"said": rows, "exact": exact, "attained": list(map(bool, ends))}


def _mirror(log: str) -> str:
    found = re.search(r"^(Odd|Even) function", log, re.MULTILINE)
    return found.group(1).lower() if found else ""


def _cells(row: str) -> list:
    """The numbers of a row at the points of the table; its head and the arrows left out."""
    cells = _split(row)
    return [expression(cell) for cell in cells[1::2]]


def _number(text: str) -> str:
    return decimal(expression(text))


def _items(text: str) -> list[str]:
    """The members of a list as Giac writes it."""
    return [item for item in _split(text.strip()[1:-1]) if item]


def _split(text: str) -> list[str]:
    """The parts between the commas that stand in no bracket."""
    parts, depth = [""], 0
    for letter in text:
        depth += (letter in "([") - (letter in ")]")
        if letter == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += letter
    return parts


def _span(text: str) -> list[str]:
    """The interval of ``not(x > a or b > x)``."""
    (high,) = re.findall(r"x>\(?(-?[\d/]+)", text)
    (low,) = re.findall(r"(-?[\d/]+)\)?>x", text)
    return [_number(low), _number(high)]
