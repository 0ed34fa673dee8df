"""``symact screen`` as its users meet it."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from symact.core.errors import InputError
from symact.core.limits import Limits
from symact.screening import outputs
from symact.screening.helper import Helper
from symact.screening.journal import key_of, opened
from symact.screening.record import Candidate, Outcome, failed

ROOT = Path(__file__).parents[2]
SYMACT = [sys.executable, "-c", "from symact.cli.main import main; main()"]
# Many unlike functions in one product: no machine studies this in the time that the tests give.
SLOW = "tanh(" * 8 + "x" + ")" * 8


def run(*args: object, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """A call of symact screen in a process of its own."""
    return subprocess.run(
        [*SYMACT, "screen", *map(str, args)],
        capture_output=True,
        text=True,
        input=stdin,
        check=False,
        cwd=ROOT,
        timeout=300,
    )


def lines(text: str) -> list[dict[str, object]]:
    """The objects of JSON lines."""
    return [json.loads(line) for line in text.splitlines()]


def test_records_come_in_the_order_of_the_file() -> None:
    """Proved facts, with the whole profile."""
    result = run("-", "--jobs", 2, stdin="relu: Max(0, x)\n# no\nx/(1 + exp(-x))\n")
    first, second = lines(result.stdout)

    assert result.returncode == 0
    assert (first["name"], second["name"]) == ("relu", "line 3")
    assert (first["status"], first["monotone"], first["lipschitz"]) == (
        "proved", "nondecreasing", "1.000000000000000000000000",
    )  # fmt: skip
    assert str(second["range"]).startswith("[-0.27846454276107379510")
    assert (second["range_attained"], second["critical_points"]) == ("infimum", 1)
    assert first["profile"]["schema"] == "symact.profile/1"  # type: ignore[index]
    assert first["profile"]["name"] == "relu"  # type: ignore[index]
    assert "2 candidates: 2 proved" in result.stderr


def test_candidates_in_latex() -> None:
    """A line may hold LaTeX, with or without a name."""
    text = "swish: x\\,\\sigma(x)\nf(z) = \\max(0, z)\n$\\tanh x$\n\\tanh^{-1}(x)\n"
    result = run("-", "--jobs", 2, "--flat", stdin=text)
    swish, relu, tanh, refused = lines(result.stdout)

    assert [r["status"] for r in (swish, relu, tanh)] == ["proved"] * 3
    assert swish["name"] == "swish"
    assert (relu["range_attained"], tanh["range_attained"]) == ("infimum", "neither")
    assert refused["status"] == "unreadable"
    assert "SA107" in result.stderr


def test_what_takes_too_long_is_unknown_and_stops_nothing(tmp_path: Path) -> None:
    """The others are proved; only --strict minds."""
    source = tmp_path / "c.txt"
    source.write_text(f"relu: Max(0, x)\nslow: {SLOW}\nsquare: x**2\n")
    result = run(source, "--time-limit", 2, "--jobs", 1, "--strict", "--flat")
    relu, slow, square = lines(result.stdout)

    assert result.returncode == 3
    assert (relu["status"], slow["status"], square["status"]) == ("proved", "unknown", "proved")
    assert "not decided within 2 s" in str(slow["reasons"])
    assert float(str(slow["seconds"])) < 30
    assert run("-", "--quiet", stdin="sin(x)**x").returncode == 0  # unknown, without --strict


def test_little_memory_is_a_reason() -> None:
    """A megabyte does not suffice for anything that needs algebra."""
    result = run("-", "--memory-limit", 1, "--flat", stdin=f"{SLOW}\nx\n")
    found = lines(result.stdout)[0]

    assert result.returncode == 0
    assert found["status"] == "unknown"
    assert "1 MB of memory" in str(found["reasons"])


def test_unreadable_lines_are_records_and_exit_2() -> None:
    """With the file, the line and the column; the other candidates are done."""
    result = run("-", "--flat", stdin="good: x\nbad: x + tanhh(x)\n{\n")
    good, bad, worse = lines(result.stdout)

    assert result.returncode == 2
    assert good["status"] == "proved"
    assert (bad["status"], bad["file"], bad["line"], bad["column"]) == (
        "unreadable", "<stdin>", 2, 10,
    )  # fmt: skip
    assert "tanhh" in str(bad["message"])
    assert worse["line"] == 3
    assert "<stdin>:2:10: error[SA101]: unknown name 'tanhh'" in result.stderr
    assert "Traceback" not in result.stderr


def test_csv_has_the_main_columns(tmp_path: Path) -> None:
    """And names that a spreadsheet could misread are only text in a cell."""
    out = tmp_path / "out.csv"
    result = run(
        "-", "-o", out, stdin='{"name": "a, \\"b\\"\\nc", "expression": "Max(0,x)"}\nsin(x)'
    )
    rows = list(csv.DictReader(io.StringIO(out.read_text())))

    assert result.returncode == 0
    assert tuple(rows[0]) == outputs.COLUMNS
    assert (rows[0]["name"], rows[0]["range"][:2], rows[0]["convex"]) == (
        'a, "b" c',
        "[0",
        "convex",
    )
    assert rows[1]["name"] == "line 2"


def test_parquet_reads_back(tmp_path: Path) -> None:
    """Columns with types, the profile as JSON."""
    pq = pytest.importorskip("pyarrow.parquet", reason="the extra symact[parquet] is not installed")
    out = tmp_path / "out.parquet"
    result = run("-", "-o", out, stdin="square: x**2\nbad: x +\n")
    table = pq.read_table(out).to_pydict()

    assert result.returncode == 2
    assert table["status"] == ["proved", "unreadable"]
    assert table["line"] == [1, 2]
    assert json.loads(table["profile"][0])["convex"] == "convex"
    assert table["profile"][1] is None


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before any work is done."""
    monkeypatch.setattr(outputs, "find_spec", lambda _name: None)
    with pytest.raises(InputError) as refusal:
        outputs.writer(None, "out.parquet")

    assert refusal.value.diagnostic.code == "SA721"
    assert "symact[parquet]" in refusal.value.diagnostic.help


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["nothing.txt"], "cannot read"),
        (["-", "-o", "out.xlsx"], "SA705"),
        (["-", "-o", "/nowhere/out.csv"], "does not exist"),
        (["-", "--time-limit", "0"], "time-limit"),
        (["-", "--jobs", "0"], "jobs"),
    ],
)
def test_wrong_usage_is_a_message(args: list[str], words: str) -> None:
    """Status 2, nothing written."""
    result = run(*args, stdin="x\n")

    assert result.returncode == 2
    assert words in result.stderr
    assert result.stdout == ""


def doctored(journal: Path) -> None:
    """Mark every outcome of a journal, so that its use shows."""
    marked = []
    for entry in lines(journal.read_text()):
        entry["outcome"]["seconds"] = 12345.0  # type: ignore[index]
        marked.append(json.dumps(entry))
    journal.write_text("\n".join(marked) + "\n")


def test_a_second_run_skips_what_is_done(tmp_path: Path) -> None:
    """By content: names and lines may change; limits, or --no-resume, do it again."""
    out, journal = tmp_path / "out.jsonl", tmp_path / "out.jsonl.journal"
    assert run("-", "-o", out, stdin="a: x**2\n").returncode == 0
    doctored(journal)
    with journal.open("a") as stream:
        stream.write('{"key": "cut sho')  # as a crash would leave it

    assert run("-", "-o", out, stdin="x\nrenamed: x**2\nagain: x**2\n").returncode == 0
    new, renamed, again = lines(out.read_text())
    assert (renamed["name"], renamed["line"], renamed["seconds"]) == ("renamed", 2, 12345.0)
    assert again["seconds"] == 12345.0
    assert new["seconds"] != 12345.0
    assert len(journal.read_text().splitlines()) == 3

    assert run("-", "-o", out, "--time-limit", 20, stdin="x**2\n").returncode == 0
    assert lines(out.read_text())[0]["seconds"] != 12345.0
    assert run("-", "-o", out, "--no-resume", stdin="x**2\n").returncode == 0
    assert lines(out.read_text())[0]["seconds"] != 12345.0
    assert len(journal.read_text().splitlines()) == 1


def test_the_journal_is_held_by_one_run(tmp_path: Path) -> None:
    """A second one is refused, and nothing that may pass is kept."""
    pytest.importorskip("fcntl")
    path = tmp_path / "j"
    key = key_of(Candidate("x"), Limits())
    with opened(path, resume=True) as journal:
        journal.add(key, failed("the worker process ended", lasting=False))
        journal.add("other", Outcome("proved"))
        with pytest.raises(InputError, match="another run"), opened(path, resume=True):
            pass
    with opened(path, resume=True) as journal:
        assert set(journal.known) == {"other"}


def test_an_interrupted_run_goes_on_later(tmp_path: Path) -> None:
    """Status 130, the old output untouched, no helper left, the journal valid."""
    source, out = tmp_path / "c.txt", tmp_path / "out.csv"
    source.write_text(f"relu: Max(0, x)\nslow: {SLOW}\n")
    out.write_text("what was here before\n")
    process = subprocess.Popen(
        [*SYMACT, "screen", str(source), "-o", str(out), "--jobs", "1", "--time-limit", "600"],
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    journal = tmp_path / "out.csv.journal"
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not (journal.exists() and journal.read_text()):
        time.sleep(0.1)
    time.sleep(1)  # the line is written a moment before the candidate is counted
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)

    assert process.returncode == 130
    assert "interrupted after 1 of 2" in errors
    assert "the same command goes on from there" in errors
    assert "Traceback" not in errors
    assert out.read_text() == "what was here before\n"
    assert len(lines(journal.read_text())) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "c.txt", "out.csv", "out.csv.journal",
    ]  # fmt: skip


def test_a_killed_worker_is_replaced() -> None:
    """Its candidate is unknown and will be tried again; the next one is answered."""
    helper = Helper()
    assert helper.ask(Candidate("x"), Limits()).status == "proved"
    pid = helper.pid
    assert pid is not None
    timer = threading.Timer(0.5, os.kill, (pid, signal.SIGKILL))
    timer.start()
    lost = helper.ask(Candidate(SLOW), Limits(seconds=60))
    timer.join()

    assert (lost.status, lost.lasting) == ("unknown", False)
    assert lost.reasons == {"profile": "the worker process ended"}
    assert helper.ask(Candidate("x**2"), Limits()).main["convex"] == "convex"
    assert helper.pid != pid
    helper.stop()
    helper.stop()  # a second time does no harm


CLUSTER = """
import json, subprocess, sys
from distributed import LocalCluster
if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        args = [*sys.argv[1:], "--dask", cluster.scheduler_address]
        sys.exit(subprocess.run(args).returncode)
"""


def test_a_cluster_gives_the_same_records(tmp_path: Path) -> None:
    """All but the seconds; time limits hold there too."""
    pytest.importorskip("distributed", reason="the extra symact[dask] is not installed")
    program, source = tmp_path / "cluster.py", tmp_path / "c.txt"
    program.write_text(CLUSTER)
    source.write_text(f"relu: Max(0, x)\nbad: x +\nslow: {SLOW}\ntanh(x)\n")
    args = ["screen", str(source), "--time-limit", "2", "--strict"]
    here = run(*args[1:])
    there = subprocess.run(
        [sys.executable, str(program), *SYMACT, *args],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        timeout=300,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )

    def bare(text: str) -> list[object]:
        keys = ("name", "status", "range", "lipschitz", "line", "message")
        return [[entry.get(key) for key in keys] for entry in lines(text)]

    assert (here.returncode, there.returncode) == (2, 2), there.stderr
    assert bare(there.stdout) == bare(here.stdout)


def test_no_scheduler_is_a_message() -> None:
    """An address at which nobody listens."""
    pytest.importorskip("distributed", reason="the extra symact[dask] is not installed")
    result = subprocess.run(
        [*SYMACT, "screen", "-", "--dask", "tcp://127.0.0.1:9"],
        capture_output=True,
        text=True,
        input="x\n",
        check=False,
        cwd=ROOT,
        timeout=120,
        env={**os.environ, "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "2s"},
    )

    assert result.returncode == 2
    assert "error[SA723]: no Dask scheduler answers" in result.stderr
    assert "Traceback" not in result.stderr
