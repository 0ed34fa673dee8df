"""The command line as its users meet it: output, exit status, and messages for wrong input."""

import json
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from symact.cli.main import COMMANDS

ROOT = Path(__file__).parents[2]
HOMEWORK = ROOT / "derivations" / "homework"
SYMACT = [sys.executable, "-c", "from symact.cli.main import main; main()"]


def run(*args: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """A call of symact in a process of its own."""
    return subprocess.run(
        [*SYMACT, *args], capture_output=True, text=True, input=stdin, check=False, cwd=ROOT
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_and_stands_in_the_readme(name: str) -> None:
    """`symact NAME --help` works, and the README knows the command."""
    result = run(name, "--help")

    assert result.returncode == 0
    assert "Usage" in result.stdout
    assert f"symact {name}" in (ROOT / "README.md").read_text()


WRONG = [
    (["derive", "sigmiod"], "did you mean sigmoid"),
    (["derive", "elu", "--alpha", "-1"], "outside the domain (0, oo)"),
    (["derive", "elu", "--alpha", "one"], "not a number"),
    (["derive", "relu", "--beta", "1"], "has no parameter"),
    (["derive"], "give one activation"),
    (["derive", "--expr", "x**10**10"], "SA105"),
    (["derive", "--expr", "__import__('os')"], "SA10"),
    (["derive", r"\tanh^{-1}(x)"], "SA107"),
    (["derive", r"\frac{x}{1+e^{-\beta x}}"], "--parameter 'beta > 0'"),
    (["derive", "b*x", "--parameter", "b > "], "SA306"),
    (["derive", "b*x", "--parameter", "b > 0", "--set", "b=-1"], "outside the domain (0, oo)"),
    (["derive", "x", "--parameter", "b > 0"], "SA311"),
    (["derive", "x*x", "--set", "b=2"], "'b' does not occur"),
    (["plot", "b*x", "--parameter", "b", "--set", "c=1", "-o", "f.svg"], "SA301"),
    (["derive", "relu", "-o", "/nowhere/at/all.pdf"], "does not exist"),
    (["notes", "-o", "/nowhere/at/all.pdf"], "does not exist"),
    (["derive", "relu", "-o", "docs"], "is a folder"),
    (["derive", "relu", "-o", "relu.docx"], "SA705"),
    (["plot", "relu", "-o", "relu.gif"], "SA705"),
    (["solve", "nothing.md"], "cannot read"),
    (["check", "nothing"], "does not exist"),
    (["derv"], "did you mean derive"),
    (["solve", "--frmat", "md", "x"], "No such option"),
]


TYPED = [
    ["derive", r"\frac{x}{1+e^{-x}}"],
    ["derive", r"f(z) = \frac{z}{1+e^{-z}}", "--digits", "20"],
    ["derive", "x/(1+exp(-b*x))", "--parameter", "b > 0"],
    ["derive", "x/(1+exp(-b*x))", "--set", "b=1"],
    ["derive", "swish(x) = x·σ(x)"],
]


@pytest.mark.parametrize("args", TYPED, ids=lambda v: v[1])
def test_a_typed_function_has_the_profile_of_the_catalogue(args: list[str]) -> None:
    """However it is spelled, Swish is Swish."""
    result = run(*args, "--format", "json")

    assert result.returncode == 0, result.stderr
    data = json.loads(result.stdout)
    assert data["range"]["infimum"]["exact"] == "-LambertW(exp(-1))"
    assert data["status"]["range"] == "proved"


def test_typed_functions_are_drawn(tmp_path: Path) -> None:
    """Beside those of the catalogue, each with the parameters that it has."""
    place = tmp_path / "pair.svg"
    formula = r"\begin{cases} x & x > 0 \\ \alpha x & x \le 0 \end{cases}"
    result = run("plot", formula, "swish", "|x|", "--alpha", "0.2", "--beta", "2", "-o", str(place))

    assert result.returncode == 0, result.stderr
    assert place.read_text().count("<svg") == 1


@pytest.mark.parametrize(("args", "words"), WRONG, ids=lambda v: " ".join(v)[:40])
def test_wrong_input_is_a_message_and_status_2(args: list[str], words: str) -> None:
    """A clear message, no traceback, nothing written."""
    result = run(*args)

    assert result.returncode == 2
    assert words in result.stderr
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


PROBLEMS = [
    ("## A\n$x = [1, 2]$, $b = [0]$", "SA601", 1),
    ("## A\n$x = [1, 2]$\n$W = [[1, 2, 3]]$\n$b = [0]$", "SA605", None),
    ("## A\n$x = [1, 2]$\n$W = [[1, 2], [3]]$\n$b = [0, 0]$", "SA603", 3),
    ("## A\n$x = [1, q]$\n$W = [[1, 2]]$\n$b = [0]$", "SA604", 2),
]


@pytest.mark.parametrize(("text", "code", "line"), PROBLEMS, ids=lambda v: str(v)[:12])
def test_a_wrong_problem_file_is_placed(
    text: str, code: str, line: int | None, tmp_path: Path
) -> None:
    """File, line, column and the code, exit 2."""
    path = tmp_path / "wrong.md"
    path.write_text(text)
    result = run("solve", str(path))

    assert result.returncode == 2
    found = re.search(rf"wrong\.md:(\d+):\d+: error\[{code}\]", result.stderr)
    assert found, result.stderr
    if line is not None:
        assert int(found[1]) == line


def test_derive_writes_the_documented_json() -> None:
    """Schema, and the fact that everybody knows."""
    data = json.loads(run("derive", "sigmoid", "--format", "json").stdout)

    assert data["schema"] == "symact.profile/1"
    assert data["derivative_range"]["supremum"]["exact"] == "1/4"


@pytest.mark.parametrize("name", ["example", "problem-a", "problem-b", "problem-c"])
def test_solutions_agree_with_numpy(name: str) -> None:
    """Every number of the homework, against an independent computation."""
    shown = json.loads(run("solve", str(HOMEWORK / f"{name}.md"), "--format", "json").stdout)
    (problem,) = shown["problems"]
    W, x, b = (np.array(problem[key], dtype=float) for key in ("W", "x", "b"))
    y = [float(entry["decimal"]) for entry in problem["y"]]

    np.testing.assert_array_equal(np.array(problem["product"], dtype=float), W @ x)
    np.testing.assert_array_equal(np.array(problem["z"], dtype=float), W @ x + b)
    np.testing.assert_array_equal(y, np.maximum(W @ x + b, 0))


def test_check_accepts_the_derivations_and_catches_a_planted_error(tmp_path: Path) -> None:
    """Negative control: one wrong entry in an answer is refuted, with its line and the truth."""
    assert run("check", "derivations", "--quiet").returncode == 0

    text = (HOMEWORK / "problem-c.md").read_text()
    wrong = text.replace(r"y = \begin{bmatrix} 9 \\ 0 \\ 3", r"y = \begin{bmatrix} 9 \\ 9 \\ 3")
    assert wrong != text
    path = tmp_path / "problem-c.md"
    path.write_text(wrong)
    result = run("check", str(path), "--quiet")

    assert result.returncode == 1
    assert "refuted" in result.stdout
    assert "y = (9, 0, 3)" in result.stdout


def test_an_interrupted_run_leaves_no_file(tmp_path: Path) -> None:
    """Ctrl-C while the notes are made: status 130, and nothing half written."""
    process = subprocess.Popen(
        [*SYMACT, "notes", "-o", str(tmp_path / "notes.pdf")],
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    time.sleep(3)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)

    assert process.returncode == 130
    assert "Traceback" not in errors
    assert list(tmp_path.iterdir()) == []


def test_list_names_everything() -> None:
    """Aliases and parameters are shown."""
    shown = run("list").stdout

    assert "silu" in shown
    assert "alpha in (0, oo), default 1/100" in shown
