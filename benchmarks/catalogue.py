"""The time of a first profile of every entry of the catalogue, and how much of it is proved.

Usage: python benchmarks/catalogue.py [-o times.json] [--only sigmoid,gelu] [--limit 60]

Each entry is profiled once, in a copy of this process (`fork`) that has imported everything and
computed nothing. So no cache holds anything, neither of symact nor of SymPy: the time is the one
that a user's first call takes after the imports. A question is a field of the profile's JSON that
has a status.
"""

from __future__ import annotations

import argparse
import json
import platform
import statistics
import time
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

import symact
from symact.activations.catalogue import catalogue
from symact.core.activation import Activation
from symact.core.limits import Limits
from symact.derive.build import profile
from symact.derive.serialise import to_dict
from symact.screening.confine import FAULT, confined

MEGABYTES = 2048
SLOWEST = 5


def main() -> None:
    """Measure, print a table, and write the times."""
    options = _options()
    _import_everything()
    entries = {k: e for k, e in catalogue().items() if not options.only or k in options.only}
    limits = Limits(seconds=options.limit, megabytes=MEGABYTES)
    rows = [measured(entry, limits) for entry in entries.values()]
    if options.output:
        record = {
            "machine": f"{platform.machine()}, Python {platform.python_version()}",
            "version": symact.__version__,
            "entries": rows,
        }
        Path(options.output).write_text(json.dumps(record, indent=1, ensure_ascii=False) + "\n")
    print(report(rows))


def measured(entry: Activation, limits: Limits) -> dict[str, Any]:
    """The first profile of an entry: its time, and its fields by status."""
    found = confined(lambda: _profiled(entry), limits)
    if FAULT in found:
        return {"name": entry.name, "failed": found[FAULT]}
    return {"name": entry.name, **found}


def _profiled(entry: Activation) -> dict[str, Any]:
    begun, used = time.perf_counter(), time.process_time()
    result = profile(entry)
    seconds, processor = time.perf_counter() - begun, time.process_time() - used
    data: dict[str, Any] = to_dict(result)
    return {
        "seconds": round(seconds, 4),
        "processor": round(processor, 4),
        "proved": sorted(k for k, status in data["status"].items() if status == "proved"),
        "unknown": {
            k: data["reasons"].get(k, "") for k, s in data["status"].items() if s != "proved"
        },
    }


def report(rows: list[dict[str, Any]]) -> str:
    """One Markdown table."""
    done = [row for row in rows if "failed" not in row]
    lines = ["| what | |", "| --- | ---: |"]
    lines += [f"| {label} | {value} |" for label, value in _figures(rows, done)]
    lines += ["", "| slowest | seconds | times the median |", "| --- | ---: | ---: |"]
    middle = statistics.median(row["seconds"] for row in done)
    for row in sorted(done, key=lambda row: -row["seconds"])[:SLOWEST]:
        lines.append(f"| {row['name']} | {row['seconds']:.2f} | {row['seconds'] / middle:.1f} |")
    for row in done:
        if row["unknown"]:
            lines.append(f"\nunknown of {row['name']}: {', '.join(sorted(row['unknown']))}")
    lines += [f"\nno profile of {row['name']}: {row['failed']}" for row in rows if "failed" in row]
    return "\n".join(lines)


def _figures(rows: list[Any], done: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    wall = sorted(row["seconds"] for row in done)
    proved = sum(len(row["proved"]) for row in done)
    unknown = sum(len(row["unknown"]) for row in done)
    late = wall[min(len(wall) - 1, -(-95 * len(wall) // 100) - 1)]
    yield "entries", str(len(rows))
    yield "entries without a profile", str(len(rows) - len(done))
    yield "questions", str(proved + unknown)
    yield "proved", str(proved)
    yield "unknown", str(unknown)
    yield "entries with every field proved", str(sum(not row["unknown"] for row in done))
    yield "median, s", f"{statistics.median(wall):.3f}"
    yield "median of processor time, s", f"{statistics.median(r['processor'] for r in done):.3f}"
    yield "95th percentile, s", f"{late:.3f}"
    yield "sum, s", f"{sum(wall):.1f}"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("-o", "--output", help="write the times as JSON")
    parser.add_argument("--only", type=lambda text: text.split(","), help="some of the entries")
    parser.add_argument("--limit", type=float, default=60.0, help="seconds for one entry")
    return parser.parse_args()


def _import_everything() -> None:
    """Import every module of the search and the kernel, so that no import is timed."""
    for name in ("kernel", "derive", "activations", "core", "verify"):
        package = import_module(f"symact.{name}")
        for module in walk_packages(package.__path__, f"{package.__name__}."):
            import_module(module.name)


if __name__ == "__main__":
    main()
