"""The same five questions about thirty activations, to symact and to computer algebra systems.

Usage: python benchmarks/side_by_side.py [-o answers.json] [--limit 20] [--systems symact,SymPy]
       [--questions range,attained] [--only silu,gelu]

Every question is asked in a process of its own with a time limit. Each answer is judged against
the facts of ``thirty.json`` to ten digits; ``-o`` writes what every system said, word by word. A
system that is not installed is reported as such and counts for nothing.
"""

from __future__ import annotations

import argparse
import json
import platform
import statistics
import sys
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from sides.judge import NONE, RIGHT, WRONG, verdict
from sides.questions import QUESTIONS, Function, thirty
from sides.systems import LATE, NO_CALL, SYSTEMS, System, ask, startup


def main() -> None:
    """Ask, judge, print the tables and write the record."""
    options = _options()
    functions = {k: f for k, f in thirty().items() if not options.only or k in options.only}
    asked = options.questions or list(QUESTIONS)
    record: dict[str, Any] = {
        "machine": f"{platform.machine()}, Python {platform.python_version()}",
        "limit": options.limit,
        "questions": {question: QUESTIONS[question] for question in asked},
        "systems": {},
        "answers": [],
    }
    for name in options.systems or SYSTEMS:
        system = SYSTEMS[name]
        if not system.installed:
            record["systems"][name] = {"installed": False}
            continue
        print(f"asking {name}", file=sys.stderr)
        record["systems"][name] = {
            "installed": True,
            "version": system.version(),
        }
        for function in functions.values():
            record["answers"] += _answers(system, function, asked, options.limit)
    if options.output:
        Path(options.output).write_text(written(record))
    _print(record, len(functions))


def written(record: dict[str, Any]) -> str:
    """The record as JSON, a line for each answer."""
    lines = [json.dumps(answer, ensure_ascii=False) for answer in record["answers"]]
    about = json.dumps({**record, "answers": []}, indent=1, ensure_ascii=False)
    return about.replace('"answers": []', '"answers": [\n' + ",\n".join(lines) + "\n ]") + "\n"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("-o", "--output", help="write every answer as JSON")
    parser.add_argument("--limit", type=float, default=20.0, help="seconds for one question")
    parser.add_argument("--systems", type=lambda text: text.split(","), help=", ".join(SYSTEMS))
    parser.add_argument("--questions", type=lambda text: text.split(","), help=", ".join(QUESTIONS))
    parser.add_argument("--only", type=lambda text: text.split(","), help="some of the functions")
    return parser.parse_args()


def _answers(
    system: System, function: Function, questions: list[str], limit: float
) -> list[dict[str, Any]]:
    """What one system says about one function, judged."""
    found = []
    # Measured again each time, so that a machine that is busy for a while is busy for both.
    start = startup(system)
    for question in questions:
        answer, seconds = ask(system, function, question, limit)
        found.append(
            {
                "system": system.name,
                "function": function.name,
                "question": question,
                "verdict": verdict(function, question, answer),
                "seconds": round(max(0.0, seconds - start), 3),
                "start": round(start, 3),
                **answer,
            }
        )
    return found


def _kind(answer: dict[str, Any]) -> str:
    if answer["verdict"] != NONE:
        return str(answer["verdict"])
    return answer["none"] if answer["none"] in {LATE, NO_CALL} else NONE


def _print(record: dict[str, Any], count: int) -> None:
    """Right / wrong / no answer / late for each question, and the time."""
    asked = list(record["questions"])
    print(f"{count} functions; right / wrong / no answer / over {record['limit']:g} s\n")
    print("| system | " + " | ".join(q.replace("_", " ") for q in asked) + " | in all |")
    print("| --- |" + " ---: |" * (len(asked) + 1))
    for name, about in record["systems"].items():
        if not about["installed"]:
            print(f"| {name} |" + " not installed |" * (len(asked) + 1))
            continue
        mine = [a for a in record["answers"] if a["system"] == name]
        cells = [_cell([a for a in mine if a["question"] == q]) for q in asked]
        print(f"| {name} {about['version']} | " + " | ".join([*cells, _cell(mine)]) + " |")
    print(
        "\n| system | start, s | median of an answer, s | slowest answer, s | exact, of the right |"
    )
    print("| --- | ---: | ---: | ---: | ---: |")
    for name, about in record["systems"].items():
        if about["installed"]:
            print(_times(name, [a for a in record["answers"] if a["system"] == name]))


def _cell(answers: list[dict[str, Any]]) -> str:
    kinds = Counter(map(_kind, answers))
    if kinds[NO_CALL] == len(answers):
        return "no such call"
    return " / ".join(str(kinds[kind]) for kind in (RIGHT, WRONG, NONE, LATE))


def _times(name: str, answers: list[dict[str, Any]]) -> str:
    asked = [a for a in answers if _kind(a) != NO_CALL]
    seconds = [a["seconds"] for a in asked]
    start = statistics.median(a["start"] for a in asked)
    right = [a for a in asked if a["verdict"] == RIGHT]
    exact = sum(bool(a["exact"]) for a in right)
    return (
        f"| {name} | {start:.2f} | {statistics.median(seconds):.3f} "
        f"| {max(seconds):.2f} | {exact} of {len(right)} |"
    )


if __name__ == "__main__":
    main()
