"""`symact repair` as its users meet it."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from symact.cli.repair import mended_document

ROOT = Path(__file__).parents[2]
SYMACT = [sys.executable, "-c", "from symact.cli.main import main; main()"]
GUIDE = (ROOT / "docs" / "repair.md").read_text()
DAMAGED = "# Sigmoid\r\n\r\nIt is $\\sigma(x)=rac{1}{1+e^{-x}}$ — σ.\r\n\r\n$$3imes 2 = 6$$\r\n"
MENDED = DAMAGED.replace("rac{", "\\frac{").replace("imes", "\\times")


def run(*args: str, text: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """A call of symact in a process of its own."""
    return subprocess.run([*SYMACT, "repair", *args], capture_output=True, check=False, input=text)


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    path = tmp_path / "notes.md"
    path.write_bytes(DAMAGED.encode())
    return path


def test_mended_text_on_the_screen_and_repairs_beside(notes: Path) -> None:
    result = run(str(notes))
    assert result.returncode == 0
    assert result.stdout == MENDED.encode()
    lines = result.stderr.decode().splitlines()
    assert lines[0].startswith(f"{notes}:3:18: remark[SA240]: read 'rac' as '\\frac'")
    assert len(lines) == 2
    assert notes.read_bytes() == DAMAGED.encode()


def test_in_place(notes: Path) -> None:
    link = notes.with_name("link.md")
    link.symlink_to(notes)
    result = run(str(link), "--in-place")
    assert (result.returncode, result.stdout) == (0, b"")
    assert notes.read_bytes() == MENDED.encode()
    assert link.is_symlink()
    assert sorted(p.name for p in notes.parent.iterdir()) == ["link.md", "notes.md"]


def test_what_is_whole_is_not_written(notes: Path) -> None:
    notes.write_bytes(MENDED.encode())
    before = notes.stat().st_mtime_ns
    result = run(str(notes), "--in-place")
    assert (result.returncode, result.stderr) == (0, b"")
    assert notes.stat().st_mtime_ns == before


def test_to_another_file(notes: Path) -> None:
    other = notes.with_name("other.md")
    assert run(str(notes), "-o", str(other)).returncode == 0
    assert other.read_bytes() == MENDED.encode()


def test_check_writes_nothing_and_says_whether_there_is_damage(notes: Path) -> None:
    result = run(str(notes), "--check")
    assert (result.returncode, result.stdout) == (1, b"")
    assert b"SA240" in result.stderr
    assert notes.read_bytes() == DAMAGED.encode()
    notes.write_bytes(MENDED.encode())
    assert run(str(notes), "--check").returncode == 0


def test_standard_input() -> None:
    result = run("-", text=b"So $rac{1}{2}$.")
    assert (result.returncode, result.stdout) == (0, rb"So $\frac{1}{2}$.")


@pytest.mark.parametrize(
    "args",
    [("-", "--in-place"), ("a.md", "--in-place", "-o", "b.md"), ("a.md", "--check", "--in-place"),
     ("missing.md",), ("a.md", "-o", "no/such/folder.md")],
)  # fmt: skip
def test_wrong_usage(args: tuple[str, ...]) -> None:
    result = run(*args)
    assert result.returncode == 2
    assert b"Traceback" not in result.stderr
    assert result.stderr


def test_only_formulas_are_mended() -> None:
    text = "rac{1}{2} and 3 imes 2, `rac{1}{2}`, and $eta$.\n"
    assert mended_document("notes.md", text) == (text, [])


def notebook(*sources: list[str]) -> str:
    cells = [{"cell_type": "markdown", "metadata": {}, "source": source} for source in sources]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4}, indent=1, ensure_ascii=False)


def test_a_notebook_stays_a_notebook() -> None:
    damaged = notebook(
        ["# ŷ\n", "So $\x0crac{1}{2} = rac{1}{2}$\n", "and $x\n", "eq 0$."],
        ["$$egin{bmatrix} 1 & -1 \\ 0 & 2 \\end{bmatrix}$$"],
    )
    text, lines = mended_document("n.ipynb", damaged)
    sources = ["".join(cell["source"]) for cell in json.loads(text)["cells"]]
    assert sources == [
        "# ŷ\nSo $\\frac{1}{2} = \\frac{1}{2}$\nand $x\\neq 0$.",
        r"$$\begin{bmatrix} 1 & -1 \\ 0 & 2 \end{bmatrix}$$",
    ]
    assert len(lines) == 5
    assert all(re.match(r"n\.ipynb:\d+:\d+: remark\[SA240\]", line) for line in lines)
    # Outside of the repairs the file is what it was.
    assert text.count("\n") == damaged.count("\n")


def test_a_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "layers.py"
    path.write_text('"""So $rac{1}{2}$."""\n')
    result = run(str(path), "--in-place")
    assert result.returncode == 2
    assert b"raw strings" in result.stderr
    assert path.read_text() == '"""So $rac{1}{2}$."""\n'


def test_the_guide_shows_what_is_printed(tmp_path: Path) -> None:
    (shown,) = re.findall(r"```console\n(.*?)```", GUIDE, re.DOTALL)
    first, output = re.match(
        r"\$ cat notes\.md\n(.*?)\$ symact repair (.*)", shown, re.DOTALL
    ).groups()
    (tmp_path / "notes.md").write_text(first)
    command, printed = output.split("\n", 1)
    result = subprocess.run(
        [*SYMACT, "repair", *shlex.split(command)],
        capture_output=True, text=True, check=False, cwd=tmp_path, env={"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert result.returncode == 0
    assert result.stderr + result.stdout == printed
