"""Whether two formulas are equal, asked of symact, Math-Verify and latex2sympy2_extended.

Usage: python benchmarks/check_side_by_side.py [-o answers.json] [--limit 10] [--runs 3]
       [--systems symact,Math-Verify] [--groups forms,cases] [--env FOLDER]

The pairs and the truth about them are those of ``check_pairs.py``. Each system answers all of them
in a process of its own, one after the other; of several runs the least time of a pair counts. The
other two are installed into an environment outside of the repository; where that fails they are
reported as not installed and count for nothing.
"""

from __future__ import annotations

import argparse
import json
import platform
import statistics
import subprocess
import sys
import tempfile
import venv
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any, final

sys.path.insert(0, str(Path(__file__).parent))

from check_pairs import GROUPS
from side_by_side import written
from sides.ask_pairs import EQUAL, UNDECIDED, UNEQUAL

import symact

ASK = str(Path(__file__).parent / "sides" / "ask_pairs.py")
RIVALS = "math-verify[antlr4_13_2]==0.9.0"
ENVIRONMENT = Path(tempfile.gettempdir()) / "symact-benchmark-rivals"


@final
@dataclass(frozen=True, slots=True)
class System:
    """A checker: the name of its function in ``ask_pairs.py``, and the distribution it comes in."""

    name: str
    asked: str
    package: str = ""


SYSTEMS = {
    system.name: system
    for system in (
        System("symact", "symact"),
        System("symact, said for all x", "symact_for_all"),
        System("Math-Verify", "math_verify", "math-verify"),
        System("latex2sympy2_extended", "latex2sympy2_extended", "latex2sympy2_extended"),
    )
}  # fmt: skip


@final
@dataclass(frozen=True, slots=True)
class Pair:
    """Two formulas and whether they are equal."""

    group: str
    left: str
    right: str
    truth: str


def pairs(groups: list[str] | None = None) -> list[Pair]:
    """The pairs of some groups, or of all: each line gives an equal pair and an unequal one."""
    return [
        Pair(group, left, right, truth)
        for group, lines in GROUPS.items()
        if not groups or group in groups
        for left, same, other in lines
        for right, truth in ((same, EQUAL), (other, UNEQUAL))
    ]


def python_of_rivals(folder: Path) -> tuple[str, str]:
    """The Python of the environment of the others, made where needed; or why there is none."""
    python = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
    install = [str(python), "-m", "pip", "install", "--quiet", RIVALS]
    done = subprocess.run(install, capture_output=True, text=True, check=False)
    if done.returncode:
        return "", (done.stderr.strip().splitlines() or ["pip failed"])[-1]
    return str(python), ""


def version(python: str, package: str) -> str:
    """The version of a distribution in an environment."""
    code = f"from importlib.metadata import version; print(version({package!r}))"
    return subprocess.run(
        [python, "-c", code], capture_output=True, text=True, check=True
    ).stdout.strip()


def asked(python: str, system: System, asks: list[Pair], options: argparse.Namespace) -> Any:
    """The answers of one system: of the first run, with the least times of all runs."""
    command = [python, ASK, system.asked, str(options.limit)]
    given = json.dumps([(pair.left, pair.right) for pair in asks])
    runs = []
    for _ in range(options.runs):
        done = subprocess.run(command, input=given, capture_output=True, text=True, check=True)
        runs.append(json.loads(done.stdout.splitlines()[-1]))
    first = runs[0]
    for index, answer in enumerate(first["answers"]):
        answer["seconds"] = min(run["answers"][index]["seconds"] for run in runs)
    first["start"] = min(run["start"] for run in runs)
    return first


def judged(pair: Pair, answer: dict[str, Any]) -> str:
    """Whether an answer is right, wrong or none."""
    said = answer["verdict"]
    return UNDECIDED if said == UNDECIDED else "right" if said == pair.truth else "wrong"


def main() -> None:
    """Ask, judge, print the tables and write the record."""
    options = _options()
    asks = pairs(options.groups)
    record: dict[str, Any] = {
        "machine": f"{platform.machine()}, Python {platform.python_version()}",
        "limit": options.limit,
        "runs": options.runs,
        "systems": {},
        "answers": [],
    }
    for name in options.systems or SYSTEMS:
        system = SYSTEMS[name]
        python, why = (sys.executable, "") if not system.package else python_of_rivals(options.env)
        if not python:
            record["systems"][name] = {"installed": False, "why": why}
            continue
        print(f"asking {name}", file=sys.stderr)
        found = asked(python, system, asks, options)
        numbered = version(python, system.package) if system.package else symact.__version__
        record["systems"][name] = {"installed": True, "version": numbered, "start": found["start"]}
        record["answers"] += [
            {"system": name, "group": pair.group, "left": pair.left, "right": pair.right,
             "truth": pair.truth, "judged": judged(pair, answer), **answer}
            for pair, answer in zip(asks, found["answers"], strict=True)
        ]  # fmt: skip
    if options.output:
        Path(options.output).write_text(written(record))
    print(report(record, asks))


def report(record: dict[str, Any], asks: list[Pair]) -> str:
    """The tables in Markdown."""
    groups = list(dict.fromkeys(pair.group for pair in asks))
    counts = Counter(pair.truth for pair in asks)
    lines = [
        f"{counts[EQUAL]} equal pairs, {counts[UNEQUAL]} unequal; right / wrong / undecided",
        "",
    ]
    lines += [
        f"| system | {' | '.join(groups)} | in all |",
        "| --- |" + " ---: |" * (len(groups) + 1),
    ]
    there = {n: about for n, about in record["systems"].items() if about["installed"]}
    mine = {n: [a for a in record["answers"] if a["system"] == n] for n in there}
    for name, answers in mine.items():
        cells = [_cell([a for a in answers if a["group"] == group]) for group in groups]
        lines.append(
            f"| {name} {there[name]['version']} | {' | '.join([*cells, _cell(answers)])} |"
        )
    lines += [
        "",
        "| system | equal: confirmed | denied | open | unequal: denied | confirmed | open |",
        "| --- |" + " ---: |" * 6,
        *(f"| {name} | {' | '.join(_by_truth(answers))} |" for name, answers in mine.items()),
        "",
        "| system | start, s | median, ms | 95th percentile, ms | slowest, s | all pairs, s |",
        "| --- |" + " ---: |" * 5,
        *(f"| {name} | {there[name]['start']:.2f} | {_times(a)} |" for name, a in mine.items()),
    ]  # fmt: skip
    for name, about in record["systems"].items():
        if not about["installed"]:
            lines.append(f"\n{name} is not installed: {about['why']}")
    return "\n".join(lines)


def _cell(answers: list[dict[str, Any]]) -> str:
    kinds = Counter(answer["judged"] for answer in answers)
    return " / ".join(str(kinds[kind]) for kind in ("right", "wrong", UNDECIDED))


def _by_truth(answers: list[dict[str, Any]]) -> list[str]:
    kinds = Counter((a["truth"], a["judged"]) for a in answers)
    order = ("right", "wrong", UNDECIDED)
    return [str(kinds[truth, kind]) for truth in (EQUAL, UNEQUAL) for kind in order]


def _times(answers: list[dict[str, Any]]) -> str:
    seconds = sorted(answer["seconds"] for answer in answers)
    late = seconds[-(-95 * len(seconds) // 100) - 1]
    return (
        f"{1000 * statistics.median(seconds):.1f} | {1000 * late:.1f} "
        f"| {seconds[-1]:.2f} | {sum(seconds):.1f}"
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("-o", "--output", help="write every answer as JSON")
    parser.add_argument("--limit", type=float, default=10.0, help="seconds for one pair")
    parser.add_argument("--runs", type=int, default=3, help="of which the least times count")
    parser.add_argument("--systems", type=lambda text: text.split(","), help=", ".join(SYSTEMS))
    parser.add_argument("--groups", type=lambda text: text.split(","), help=", ".join(GROUPS))
    parser.add_argument("--env", type=Path, default=ENVIRONMENT, help="of the other checkers")
    return parser.parse_args()


if __name__ == "__main__":
    main()
