"""How many claims a second ``symact check`` judges, cold and warm, on one core.

Usage: python benchmarks/check.py [-o times.json] [--runs 3] [--seed 1] [--only tanh] [FILE ...]

The documents are the derivations of the repository, a corpus made from the texts of the tests with
their letters renamed and an error seeded in every second one, and the files that are named. *Cold*
is a document in a copy of this process (`fork`) that has imported everything and checked nothing;
*warm* is all documents of a kind in one copy, each seen for the first time, behind others. The time
of a claim is that of its judgement and its share of what else its document took. Times are of the
processor, so that what else runs on the machine disturbs them little.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import re
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from types import FunctionType
from typing import Any, final

import symact
from symact.check import chains, prose, tables
from symact.check.document import check_text
from symact.core.errors import InputError
from symact.core.limits import Limits
from symact.screening.confine import FAULT, confined

ROOT = Path(__file__).parents[1]
WORST = 8
LIMITS = Limits(seconds=600.0, megabytes=4096)
LETTERS = ("x", "t", "u", "s", "v", "r")
WARMING = (
    r"$\tanh'(x) = 1 - \tanh^2(x)$, $x^2 \ge 0$, $\lim_{x\to\infty} e^{-x} = 0$. "
    r"The range of $f(x) = \arctan(x)$ is $(-\pi/2, \pi/2)$."
)


@final
@dataclass(frozen=True, slots=True)
class Document:
    """A text under a name."""

    name: str
    text: str


def derivations() -> list[Document]:
    """The derivations of the repository, without their README."""
    found = sorted((ROOT / "derivations").glob("*.md"))
    return [Document(p.name, p.read_text()) for p in found if p.name != "README.md"]


def corpus(seed: int) -> list[Document]:
    """Texts of the tests, each once right and once with an error, with another letter for x."""
    sys.path.insert(0, str(ROOT / "tests" / "check"))
    seeded = import_module("seeded")
    chosen = random.Random(seed)  # noqa: S311 -- the same corpus for everybody
    found = []
    for index, entry in enumerate(seeded.DERIVATIONS):
        errors = [s for s in seeded.SEEDED if s.name == entry.name]
        texts = [entry.text, *([chosen.choice(errors).spoiled] if errors else [])]
        for text in texts:
            found.append(Document(f"{index:03}-{len(found)}.md", renamed(text, chosen)))
    return found


def renamed(text: str, chosen: random.Random) -> str:
    """The text with another letter in the place of x, one that it does not use."""
    free = [c for c in LETTERS if c == "x" or not re.search(rf"(?<![A-Za-z]){c}(?![A-Za-z])", text)]
    letter = chosen.choice(free)
    return re.sub(r"(?<![A-Za-z\\])(d?)x(?![A-Za-z])", lambda match: match[1] + letter, text)


def cold(one: Document) -> dict[str, Any]:
    """The time of a document as the first one of a process."""
    return _copied(lambda: _timed([one]))


def warm(documents: list[Document]) -> dict[str, Any]:
    """The times of documents in one process, behind a short one that warms it up."""
    return _copied(lambda: _timed(documents, WARMING))


def _copied(work: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    found = confined(work, LIMITS)
    if FAULT in found:
        raise SystemExit(f"a check did not end: {found[FAULT]}")
    return found


def _timed(documents: Iterable[Document], before: str = "") -> dict[str, Any]:
    judgings = _watched()
    if before:
        check_text("before.md", before)
    found = []
    for one in documents:
        judgings.clear()
        begun, used = time.perf_counter(), time.process_time()
        try:
            claims = check_text(one.name, one.text).claims
        except InputError as error:
            found.append({"name": one.name, "unread": str(error)})
            continue
        found.append(
            {
                "name": one.name,
                "seconds": time.perf_counter() - begun,
                "processor": time.process_time() - used,
                "verdicts": Counter(c.judgement.status.value for c in claims),
                "judgings": list(judgings),
            }
        )
    return {"documents": found}


def _watched() -> list[tuple[str, float]]:
    """The claims with the seconds of their judgement, as they are found from here on."""
    judgings: list[tuple[str, float]] = []

    def noted(claims: Iterable[Any], begun: float) -> None:
        texts = [claim.span.text for claim in claims]
        each = (time.process_time() - begun) / max(1, len(texts))
        judgings.extend((text[:100], each) for text in texts)

    formulas, words, rows = chains.judge_statement, prose.claims_in, tables.row_claims

    def timed_formulas(*args: Any) -> Any:
        begun = time.process_time()
        claims, state = formulas(*args)
        noted(claims, begun)
        return claims, state

    def timed_words(*args: Any, **named: Any) -> Iterator[Any]:
        begun = time.process_time()
        for claim in words(*args, **named):
            noted([claim], begun)
            yield claim
            begun = time.process_time()

    def timed_rows(*args: Any) -> Any:
        begun = time.process_time()
        claims, state = rows(*args)
        noted(claims, begun)
        return claims, state

    # A name is bound wherever it was imported.
    instead: dict[Any, Any] = {formulas: timed_formulas, words: timed_words, rows: timed_rows}
    for module in [m for name, m in sys.modules.items() if name.startswith("symact.check")]:
        for name, value in list(vars(module).items()):
            if isinstance(value, FunctionType) and value in instead:
                setattr(module, name, instead[value])
    return judgings


def least(runs: list[list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """Of several runs, for each document the one with the least time, and each claim its least."""
    best = []
    for same in zip(*runs, strict=True):
        chosen = dict(min(same, key=lambda row: row.get("processor", 0.0)))
        if "judgings" in chosen and len({len(row["judgings"]) for row in same}) == 1:
            columns = zip(*(row["judgings"] for row in same), strict=True)
            chosen["judgings"] = [min(column, key=lambda item: item[1]) for column in columns]
        best.append(chosen)
    return best


def measured(documents: list[Document], runs: int) -> dict[str, list[dict[str, Any]]]:
    """The documents cold and warm, of several runs the least times."""
    each_alone = [[row for d in documents for row in cold(d)["documents"]] for _ in range(runs)]
    together = [warm(documents)["documents"] for _ in range(runs)]
    return {"cold": least(each_alone), "warm": least(together)}


def figures(rows: list[dict[str, Any]], sympy: float) -> list[str]:
    """The cells of one line of the table."""
    read = [row for row in rows if "seconds" in row]
    claims = sum(sum(row["verdicts"].values()) for row in read)
    seconds = sum(row["seconds"] for row in read)
    processor = sum(row["processor"] for row in read)
    each = sorted(second for row in read for _, second in by_claim(row))
    late = each[-(-95 * len(each) // 100) - 1]
    decided = claims - sum(row["verdicts"].get("unknown", 0) for row in read)
    return [
        str(len(read)), str(claims), str(decided), f"{claims / processor:.0f}",
        f"{claims / seconds:.0f}", f"{claims * sympy / processor:.0f}",
        f"{1000 * statistics.median(each):.1f}", f"{1000 * late:.1f}", f"{1000 * each[-1]:.0f}",
    ]  # fmt: skip


def by_claim(row: dict[str, Any]) -> list[tuple[str, float]]:
    """The claims of a document with their time: the judgement's, and a share of the rest."""
    judged = sum(seconds for _, seconds in row["judgings"])
    share = max(0.0, row["processor"] - judged) / max(1, len(row["judgings"]))
    return [(text, seconds + share) for text, seconds in row["judgings"]]


def report(found: dict[str, dict[str, list[dict[str, Any]]]], sympy: float) -> str:
    """The tables in Markdown."""
    head = [
        "documents", "claims", "decided", "claims a second", "by the clock",
        "in the time of `import sympy`", "median, ms", "95th percentile, ms", "slowest, ms",
    ]  # fmt: skip
    lines = [f"`import sympy` takes {sympy:.3f} s\n", f"| | {' | '.join(head)} |"]
    lines.append("| --- |" + " ---: |" * len(head))
    for kind, times in found.items():
        for how, rows in times.items():
            lines.append(f"| {kind}, {how} | {' | '.join(figures(rows, sympy))} |")
    lines += ["", f"The slowest {WORST} claims, warm:\n"]
    lines += ["| claim | document | ms |", "| --- | --- | ---: |"]
    slow = [
        (seconds, row["name"], " ".join(text.split()))
        for times in found.values()
        for row in times["warm"]
        if "seconds" in row
        for text, seconds in by_claim(row)
    ]
    for seconds, name, text in sorted(slow, reverse=True)[:WORST]:
        lines.append(
            f"| `` {text.replace('|', chr(92) + '|')} `` | {name} | {1000 * seconds:.0f} |"
        )
    lines += [
        f"\nnot read: {row['name']}: {row['unread']}"
        for times in found.values()
        for row in times["warm"]
        if "unread" in row
    ]
    return "\n".join(lines)


def import_time(runs: int) -> float:
    """The least processor time of ``import sympy`` in its own process, without that of Python."""

    def used(code: str) -> float:
        before = os.times()
        subprocess.run([sys.executable, "-c", code], check=True)
        after = os.times()
        return sum(after[2:4]) - sum(before[2:4])

    return min(used("import sympy") for _ in range(runs)) - min(used("pass") for _ in range(runs))


def main() -> None:
    """Measure, print the tables, and write the times."""
    options = _options()
    _import_everything()
    kinds = {"derivations": derivations(), "corpus": corpus(options.seed)}
    if options.files:
        kinds["files"] = [Document(p.name, p.read_text()) for p in options.files]
    if options.only:
        kinds = {k: [d for d in ds if options.only in d.name] for k, ds in kinds.items()}
    sympy = import_time(max(3, options.runs))
    found = {kind: measured(ds, options.runs) for kind, ds in kinds.items() if ds}
    if options.output:
        record = {
            "machine": f"{platform.machine()}, Python {platform.python_version()}",
            "version": symact.__version__,
            "runs": options.runs,
            "seed": options.seed,
            "import_sympy": round(sympy, 4),
            "documents": found,
        }
        Path(options.output).write_text(json.dumps(record, indent=1, ensure_ascii=False) + "\n")
    print(report(found, sympy))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("files", nargs="*", type=Path, help="more documents to measure")
    parser.add_argument("-o", "--output", help="write the times as JSON")
    parser.add_argument("--runs", type=int, default=3, help="of which the least times count")
    parser.add_argument("--seed", type=int, default=1, help="of the corpus")
    parser.add_argument("--only", help="documents with this in their name")
    return parser.parse_args()


def _import_everything() -> None:
    """Import every module that a check may need, so that no import is timed."""
    for name in ("core", "activations", "kernel", "reading", "verify", "derive", "check"):
        package = import_module(f"symact.{name}")
        for module in walk_packages(package.__path__, f"{package.__name__}."):
            import_module(module.name)


if __name__ == "__main__":
    main()
