"""Times what users wait for, as ratios against Python and SymPy in the same run.

Usage: python benchmarks/run.py [--quick]
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

SYMACT = [sys.executable, "-c", "from symact.cli.main import main; main()"]


def wall(command: list[str], runs: int) -> float:
    """The median wall time of a command in a process of its own, in seconds."""
    times = []
    for _ in range(runs):
        begun = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        times.append(time.perf_counter() - begun)
    return statistics.median(times)


def profiles() -> dict[str, float]:
    """The time of each profile of the lecture in this process, the first one warmed up."""
    from symact.activations import taught  # noqa: PLC0415
    from symact.derive.build import profile  # noqa: PLC0415

    profile(taught()["linear"])
    found = {}
    for name, entry in taught().items():
        begun = time.perf_counter()
        profile(entry)
        found[name] = time.perf_counter() - begun
    return found


def main() -> None:
    """Print one Markdown table."""
    runs = 1 if "--quick" in sys.argv[1:] else 5
    python = wall([sys.executable, "-c", "pass"], runs)
    sympy = wall([sys.executable, "-c", "import sympy"], runs)
    with tempfile.TemporaryDirectory() as folder:
        notes = str(Path(folder) / "notes.pdf")
        rows: list[tuple[str, Callable[[], float]]] = [
            ("`python -c pass`", lambda: python),
            ("`import sympy`", lambda: sympy),
            ("`symact --help`", lambda: wall([*SYMACT, "--help"], runs)),
            (
                "`symact derive gelu --format json`, cold",
                lambda: wall([*SYMACT, "derive", "gelu", "--format", "json"], runs),
            ),
            ("`symact notes` to PDF", lambda: wall([*SYMACT, "notes", "-o", notes], min(runs, 3))),
        ]
        times = profiles()
        rows.append(("profile, median of the lecture", lambda: statistics.median(times.values())))
        slowest = max(times, key=lambda name: times[name])
        rows.append((f"profile, slowest ({slowest})", lambda: times[slowest]))
        print("| what | seconds | times `python -c pass` | times `import sympy` |")
        print("| --- | ---: | ---: | ---: |")
        for label, measure in rows:
            seconds = measure()
            print(f"| {label} | {seconds:.3f} | {seconds / python:.1f} | {seconds / sympy:.2f} |")


if __name__ == "__main__":
    main()
