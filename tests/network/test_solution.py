"""Worked solutions on paper: the right numbers, within the page; and the command."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from symact.cli.solve import command
from symact.documents.layout import TEXT_WIDTH
from symact.documents.mathspacing import width
from symact.documents.mathtree import parse_math
from symact.documents.model import Block, Display, Statement
from symact.documents.solution import exercise, problem_sheet, solution, solutions
from symact.reading.problem import read_problems

HOMEWORK = Path(__file__).parents[2] / "derivations" / "homework"
SIX = """## Six
W = [[-12, 3, 1/2, 100, -7, 8], [1, 2, 3, 4, 5, -66], [1/3, 2/7, -3/11, 4/13, 5/17, -6/19],
[10, 20, 30, 40, 50, 60], [-1, -2, -3, -4, -5, -6], [0, 0, 0, 0, 0, 0]]
x = [-1/2, 3, 100, -250, 6, 7] b = [1, 2, 3/4, 4, 5, 0]; activation: sigmoid
"""


def displays(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Display):
            yield block.tex
        elif isinstance(block, Statement):
            yield from displays(block.body)


def too_wide(formula: str) -> bool:
    return width(parse_math(formula)) > TEXT_WIDTH


def test_six_by_six_fits_the_page() -> None:
    """No display is wider than the text, and the check would notice one that is."""
    (problem,) = read_problems(SIX)
    formulas = list(displays((*exercise(problem), *solution(problem))))
    assert len(formulas) > 8
    assert not [formula for formula in formulas if too_wide(formula)]
    assert too_wide("+".join(["(-12)(100)"] * 9))  # the control


def test_problem_a_in_words_and_formulas() -> None:
    """The product term by term, the result in a box, the kink in a remark, no 1.0."""
    (problem,) = read_problems((HOMEWORK / "problem-a.md").read_text())
    blocks = solution(problem)
    whole = "\n".join(displays(blocks))
    assert "(1)(2) + (3)(-1)" in whole
    assert r"\boxed{y = \begin{bmatrix} 0 \\ 0 \end{bmatrix}}" in whole
    assert "1.0" not in whole
    assert isinstance(blocks[-1], Statement)
    assert blocks[-1].kind == "remark"


def test_documents() -> None:
    """With solutions and without."""
    problems = read_problems((HOMEWORK / "problem-b.md").read_text())
    assert len(solutions(problems).blocks) > len(problem_sheet(problems).blocks)


@pytest.mark.parametrize(
    ("name", "product", "z", "y"),
    [
        ("example", "-1 4 5", "-1 5 4", "0 5 4"),
        ("problem-a", "-1 -8", "0 -8", "0 0"),
        ("problem-b", "2 -3", "2 -2", "2 0"),
        ("problem-c", "8 -7 3", "9 -9 3", "9 0 3"),
    ],
)
def test_command_json(name: str, product: str, z: str, y: str) -> None:
    """The homework files through the command."""
    result = CliRunner().invoke(command, [str(HOMEWORK / f"{name}.md"), "--format", "json"])
    assert result.exit_code == 0
    (problem,) = json.loads(result.stdout)["problems"]
    assert product.split() == problem["product"]
    assert z.split() == problem["z"]
    assert y.split() == [entry["exact"] for entry in problem["y"]]
    assert bool(problem["remarks"]) == (name == "problem-a")


def test_command_refuses_with_exit_2_and_writes_nothing(tmp_path: Path) -> None:
    """Every fault of every file is told, and no output appears."""
    bad = tmp_path / "bad.md"
    bad.write_text("## P\n$W = [[1, 2]]$ $x = [1, k]$ $b = [0]$\n")
    out = tmp_path / "out.txt"
    result = CliRunner().invoke(command, [str(bad), str(tmp_path / "none.md"), "-o", str(out)])
    assert result.exit_code == 2
    assert f"{bad}:2:25: error[SA604]" in result.stderr
    assert "SA710" in result.stderr
    assert not out.exists()


def test_command_overrides_the_activation() -> None:
    """--activation wins over the file, and an unknown one is a fault."""
    path = str(HOMEWORK / "problem-b.md")
    result = CliRunner().invoke(command, [path, "--activation", "tanh"])
    assert result.exit_code == 0
    assert "tanh" in result.stdout
    assert CliRunner().invoke(command, [path, "--activation", "tanhh"]).exit_code == 2


def test_command_reads_standard_input() -> None:
    """A dash is standard input."""
    text = (HOMEWORK / "problem-c.md").read_text()
    result = CliRunner().invoke(command, ["-", "--format", "json"], input=text)
    assert json.loads(result.stdout)["problems"][0]["title"] == "Problem C"
