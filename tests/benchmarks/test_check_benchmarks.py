"""The benchmarks of the check run and judge what they are told; nothing here is about speed."""

import json
import signal
import subprocess
import sys
from importlib import import_module
from pathlib import Path

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
sys.path.insert(0, str(BENCHMARKS))
side_by_side, check, ask_pairs = (
    import_module(name) for name in ("check_side_by_side", "check", "sides.ask_pairs")
)


def run(script: str, *args: str) -> str:
    command = [sys.executable, str(BENCHMARKS / script), *args]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_check_times_every_claim_of_a_document(tmp_path: Path) -> None:
    note, out = tmp_path / "note.md", tmp_path / "times.json"
    note.write_text(r"$\tanh'(x) = 1 - \tanh^2(x)$ and $\tanh'(x) = 1 + \tanh^2(x)$")
    run("check.py", str(note), "--only", "note.md", "--runs", "1", "-o", str(out))

    (row,) = json.loads(out.read_text())["documents"]["files"]["warm"]
    assert row["verdicts"] == {"proved": 1, "refuted": 1}
    assert len(row["judgings"]) == 2
    assert all(seconds > 0 for _, seconds in row["judgings"])


def test_the_same_seed_makes_the_same_corpus() -> None:
    assert check.corpus(1) == check.corpus(1) != check.corpus(2)


def test_symact_is_asked_and_judged(tmp_path: Path) -> None:
    out = tmp_path / "answers.json"
    args = ("--systems", "symact", "--groups", "numbers", "--runs", "1", "-o", str(out))
    table = run("check_side_by_side.py", *args)

    answers = json.loads(out.read_text())["answers"]
    assert len(answers) == 2 * len(side_by_side.GROUPS["numbers"])
    assert {a["judged"] for a in answers} <= {"right", "undecided"}
    assert "| numbers | in all |" in table


def test_an_answer_is_judged_by_the_truth() -> None:
    pair = side_by_side.Pair("numbers", "1", "2", ask_pairs.UNEQUAL)
    said = {"unequal": "right", "equal": "wrong", "undecided": "undecided"}
    assert {v: side_by_side.judged(pair, {"verdict": v}) for v in said} == said


def test_what_takes_too_long_is_undecided() -> None:
    def forever(left: str, right: str) -> tuple[str, str]:
        while True:
            len(left + right)

    before = signal.signal(signal.SIGALRM, ask_pairs._ring)
    try:
        assert ask_pairs.answer(forever, "1", "1", 0.05)["verdict"] == ask_pairs.UNDECIDED
    finally:
        signal.signal(signal.SIGALRM, before)
