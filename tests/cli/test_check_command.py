"""`symact check` and `symact explain` as their users meet them."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from symact.check.report import Checked, ClaimKind, Counterexample, Judgement, Report
from symact.check.settings import Settings
from symact.cli.check import command
from symact.cli.main import group
from symact.core.diagnostic import Diagnostic
from symact.core.errors import InputError
from symact.core.span import Span
from symact.core.verdict import Status
from symact.reading.pages.page import Page

ROOT = Path(__file__).parents[2]
SYMACT = [sys.executable, "-c", "from symact.cli.main import main; main()"]
VERDICTS = {
    "RIGHT": Judgement(Status.PROVED),
    "WRONG": Judgement(
        Status.REFUTED, "it is not", counterexample=Counterexample((("x", "1"),), "2", "3")
    ),
    "OPEN": Judgement(Status.UNKNOWN, "out of reach"),
    "KINK": Judgement(Status.PROVED, code="SA230", note="a kink"),
}
SEEN: list[tuple[Page, Settings]] = []


def fake_check_page(page: Page, settings: Settings) -> Report:
    """Every capital word of the table is a claim; UNREAD cannot be read."""
    SEEN.append((page, settings))
    text = page.source.text
    claims = []
    for word, judgement in VERDICTS.items():
        start = text.find(word)
        while start >= 0:
            end = start + len(word)
            span = Span(page.source, start, end)
            first, last = page.file_offset(start), page.file_offset(end)
            claims.append(Checked(ClaimKind.DERIVATIVE, span, first, last, judgement))
            start = text.find(word, end)
    unread = text.find("UNREAD")
    diagnostics = (
        (Diagnostic("SA241", "no", Span(page.source, unread, unread + 6)),) if unread >= 0 else ()
    )
    return Report(page.source.name, tuple(claims), diagnostics)


Check = Callable[..., Result]


@pytest.fixture
def check(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Check:
    """`symact check` in an empty folder, with the claims of the table above."""
    monkeypatch.setattr("symact.check.isolated.check_isolated", fake_check_page)
    monkeypatch.chdir(tmp_path)
    SEEN.clear()

    def run(*args: str, stdin: str | bytes = "") -> Result:
        return CliRunner().invoke(command, list(args), input=stdin)

    return run


STATUS = [
    ("RIGHT", (), 0),
    ("RIGHT KINK", ("--strict",), 0),
    ("WRONG", (), 1),
    ("OPEN", (), 0),
    ("OPEN", ("--strict",), 3),
    ("UNREAD", (), 0),
    ("UNREAD", ("--strict",), 3),
    ("OPEN WRONG", ("--strict",), 1),
    ("WRONG", ("--ignore", "SA203"), 0),
    ("WRONG", ("--select", "SA204,SA3"), 0),
    ("WRONG", ("--select", "SA204, SA2"), 1),
    ("OPEN", ("--strict", "--ignore", "SA243"), 0),
    ("WRONG <!-- symact: ignore SA203 -->", (), 0),
    ("WRONG <!-- symact: ignore SA204 -->", (), 1),
    ("", (), 0),
]


@pytest.mark.parametrize(("text", "options", "status"), STATUS)
def test_exit_status(check: Check, text: str, options: tuple[str, ...], status: int) -> None:
    Path("notes.md").write_text(text)

    assert check("notes.md", *options).exit_code == status


def test_what_is_proved_is_left_out_on_demand(check: Check) -> None:
    Path("notes.md").write_text("RIGHT\nWRONG")

    assert "notes.md:1:1: proved derivative: RIGHT" in check("notes.md").output
    quiet = check("notes.md", "-q").output
    assert "RIGHT" not in quiet
    assert "notes.md:2:1: refuted[SA203] derivative: it is not" in quiet
    assert "at x = 1 the left side is 2 and the right side is 3" in quiet


def test_folders_are_searched(check: Check) -> None:
    """Documents, each once, not what is hidden; programs only when docstrings are wanted."""
    for name in ("b/n.tex", "a.md", "b/c.rst", ".git/x.md", "n.png", "node_modules/p.md"):
        place = Path(name)
        place.parent.mkdir(exist_ok=True)
        place.write_text("WRONG")
    Path("b/code.py").write_text('"""WRONG"""\n')

    def files(*args: str) -> list[str]:
        data = json.loads(check(".", "a.md", "--format", "json", *args).output)
        return [file["file"] for file in data["files"]]

    assert files() == ["a.md", "b/c.rst", "b/n.tex"]
    assert files("--docstrings") == ["a.md", "b/c.rst", "b/code.py", "b/n.tex"]
    assert json.loads(check("b/code.py", "--format", "json").output)["summary"]["refuted"] == 1


def test_standard_input_has_a_name(check: Check) -> None:
    assert "<stdin>:1:1: refuted" in check("-", stdin="WRONG").output
    assert "a.tex:1:1: refuted" in check("-", "--stdin-name", "a.tex", stdin="WRONG").output


def test_offsets_are_those_of_the_file(check: Check) -> None:
    """With Windows line ends and a byte order mark."""
    raw = "\ufeff# Title\r\n\r\nWRONG\r\n"
    Path("notes.md").write_bytes(raw.encode())
    (claim,) = json.loads(check("notes.md", "--format", "json").output)["claims"]

    assert raw[claim["start"] : claim["end"]] == "WRONG"
    assert (claim["line"], claim["column"]) == (3, 1)


@pytest.mark.parametrize(
    ("name", "begin"),
    [
        ("out.json", "{"),
        ("out.sarif", '{\n  "$schema"'),
        ("out.xml", "<?xml"),
        ("out.html", "<!doctype html>"),
        ("out.txt", "notes.md:1:1: refuted"),
    ],
)
def test_the_name_of_the_output_says_the_format(check: Check, name: str, begin: str) -> None:
    Path("notes.md").write_text("WRONG")
    result = check("notes.md", "-o", name)

    assert (result.exit_code, result.output) == (1, "")
    assert Path(name).read_text().startswith(begin)
    assert {path.name for path in Path().iterdir()} == {"notes.md", name}


def test_settings_of_the_project_hold(check: Check) -> None:
    Path("symact.toml").write_text('[check]\nstrict = true\nignore = ["SA203"]\ntime-limit = 3\n')
    Path("notes.md").write_text("WRONG OPEN")

    assert check("notes.md").exit_code == 3
    assert SEEN[-1][1].time_limit == 3
    assert check("notes.md", "--ignore", "SA243", "--time-limit", "0.5").exit_code == 0
    assert SEEN[-1][1].time_limit == 0.5


def test_macros_are_read_first(check: Check) -> None:
    """Those of the document come after them, so that they win."""
    Path("macros.tex").write_text("\\newcommand{\\dd}[1]{\\mathrm{d} #1}\n")
    Path("notes.md").write_text("RIGHT")
    check("notes.md", "--macros", "macros.tex")

    assert SEEN[-1][0].macros == (("\\dd", 1, "\\mathrm{d} #1"),)


REFUSED = [
    (("nothing.md",), "SA710"),
    (("notes.md", "--ignore", "SA999"), "SA742"),
    (("notes.md", "--select", "derivative"), "SA742"),
    (("notes.md", "-o", "no/where.json"), "SA701"),
    (("-", "--watch"), "SA309"),
    (("notes.md", "--macros", "nothing.tex"), "SA710"),
]


@pytest.mark.parametrize(("args", "code"), REFUSED, ids=str)
def test_wrong_usage_is_refused(check: Check, args: tuple[str, ...], code: str) -> None:
    """The last door of the command line makes it a message and status 2."""
    Path("notes.md").write_text("RIGHT")
    result = check(*args)

    assert isinstance(result.exception, InputError)
    assert result.exception.diagnostic.code == code


def test_one_unreadable_file_does_not_hide_the_others(check: Check) -> None:
    """Status 2, and what could be read is reported."""
    Path("a.md").write_bytes(b"\xff\xfe")
    Path("b.md").write_text("WRONG")
    result = check("a.md", "b.md")

    assert result.exit_code == 2
    assert "SA711" in result.stderr
    assert "b.md:1:1: refuted" in result.stdout


def test_an_empty_folder_is_told(check: Check) -> None:
    result = check(".")

    assert result.exit_code == 0
    assert "no documents" in result.stderr


def test_colours_are_for_a_terminal_that_wants_them(monkeypatch: pytest.MonkeyPatch) -> None:
    from symact.cli.check import _coloured  # noqa: PLC0415

    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert _coloured("-")
    assert not _coloured("out.txt")
    monkeypatch.setenv("NO_COLOR", "1")
    assert not _coloured("-")


def test_explain_says_what_a_code_means() -> None:
    """One code, a range, and all of them."""
    one = CliRunner().invoke(group, ["explain", "sa203"]).output
    some = CliRunner().invoke(group, ["explain", "SA22"]).output
    every = CliRunner().invoke(group, ["explain"]).output

    assert one.startswith("SA203: wrong derivative\n")
    assert "Wrong:\n" in one
    assert some.splitlines()[0] == "SA220  closed and open ends mixed up"
    assert len(every.splitlines()) > 80


def test_an_unknown_code_is_a_message_and_status_2() -> None:
    result = subprocess.run(
        [*SYMACT, "explain", "SA999"], capture_output=True, text=True, check=False
    )

    assert result.returncode == 2
    assert "error[SA742]" in result.stderr


def test_the_derivations_of_symact_are_checked_without_a_file() -> None:
    """In every format; all of them are proved."""
    result = subprocess.run(
        [*SYMACT, "check", "--strict", "--format", "json"],
        capture_output=True,
        text=True,
        check=False,
    )
    data = json.loads(result.stdout)

    assert result.returncode == 0
    assert data["summary"]["proved"] == len(data["claims"]) > 100


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_watching_checks_again_when_a_file_changes(tmp_path: Path) -> None:
    """Until Ctrl-C, which ends it with status 130."""
    place = tmp_path / "notes.md"
    place.write_text("RIGHT")
    script = (
        "import sys\n"
        f"sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
        "import test_check_command as here\n"
        "from symact.check import isolated\n"
        "isolated.check_isolated = here.fake_check_page\n"
        "from symact.cli.main import main\n"
        "main()\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-u", "-c", script, "check", str(place), "--watch"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert process.stdout is not None
        assert "proved derivative: RIGHT" in process.stdout.readline()
        assert process.stdout.readline().startswith("1 proved")
        time.sleep(0.1)
        place.write_text("WRONG!")
        assert "refuted[SA203]" in process.stdout.readline()
    finally:
        process.send_signal(signal.SIGINT)
        status = process.wait(timeout=20)
        process.stdout.close()  # type: ignore[union-attr]
    assert status == 130


def test_files_are_checked_at_the_same_time(tmp_path: Path) -> None:
    """In processes of their own, with the real judges; reports in the order of the files."""
    right, wrong = tmp_path / "right.md", tmp_path / "wrong.md"
    right.write_text(r"Then $\tanh'(x) = 1 - \tanh^2(x)$.")
    wrong.write_text(r"Then $\tanh'(x) = 1 + \tanh^2(x)$.")
    broken = tmp_path / "broken.ipynb"
    broken.write_text("{")
    files = [str(wrong), str(right), str(broken)]
    result = subprocess.run(
        [*SYMACT, "check", *files, "--jobs", "2", "--format", "json"],
        capture_output=True,
        text=True,
        check=False,
    )
    found = json.loads(result.stdout)["files"]

    assert result.returncode == 2
    assert "SA726" in result.stderr
    assert [(file["file"], file["summary"]["refuted"]) for file in found] == [
        (str(wrong), 1),
        (str(right), 0),
    ]
    assert found[1]["summary"]["proved"] == 1
    assert found[0]["claims"][0]["code"] == "SA203"
