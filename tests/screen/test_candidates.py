"""Reading files of candidates: what a line may be, and where a wrong one is wrong."""

import json

import pytest

from symact.screening.candidates import read_candidates
from symact.screening.record import Candidate, Record


def one(line: str) -> Candidate | Record:
    """What a file of one line holds."""
    (found,) = read_candidates(line.encode(), "f")
    return found


@pytest.mark.parametrize(
    ("line", "name", "expression"),
    [
        ("x*tanh(x)", "", "x*tanh(x)"),
        ("swish: x/(1 + exp(-x))", "swish", "x/(1 + exp(-x))"),
        ("f = x**2", "f", "x**2"),
        ("f := x**2", "f", "x**2"),
        ("f(x) = x**2", "f", "x**2"),
        ("my-odd f.2 (x)= x", "my-odd f.2", "x"),
        ("σ: tanh(x)  # hyperbolic", "σ", "tanh(x)"),
        ("\tx\r", "", "x"),
        ("Piecewise((1, x >= 0), (0, True))", "", "Piecewise((1, x >= 0), (0, True))"),
        ("step: Piecewise((1, x == 0), (0, True))", "step", "Piecewise((1, x == 0), (0, True))"),
        ("Piecewise((1, x == 0), (0, True))", "", "Piecewise((1, x == 0), (0, True))"),
        ("x <= 0", "", "x <= 0"),
        ('{"name": "f", "expression": "x"}', "f", "x"),
        ('{"expression": "x", "name": null}', "", "x"),
    ],
)
def test_a_line_is_a_candidate(line: str, name: str, expression: str) -> None:
    """Names, comments and JSON."""
    found = one(line)

    assert isinstance(found, Candidate)
    assert (found.name, found.expression) == (name, expression)
    assert line[found.column - 1 :].startswith(expression)


def test_latex_is_carried() -> None:
    """The author's own LaTeX."""
    found = one(json.dumps({"expression": "x**2", "latex": r"x^{2}"}))

    assert isinstance(found, Candidate)
    assert found.latex == "x^{2}"


@pytest.mark.parametrize("line", ["", "   ", "# only a comment", "  # x", "\r"])
def test_empty_lines_are_skipped(line: str) -> None:
    """They hold nothing and are counted as lines."""
    found = list(read_candidates(f"{line}\nx\n".encode()))

    assert [entry.line for entry in found if isinstance(entry, Candidate)] == [2]
    assert len(found) == 1


@pytest.mark.parametrize(
    ("line", "message", "column"),
    [
        (b"f:", "without an expression", 2),
        (b"f = # nothing", "without an expression", 3),
        (b'{"expression": x}', "not JSON", 16),
        (b'{"name": "f"}', "no text under 'expression'", 1),
        (b'{"expression": ["x"]}', "no text under 'expression'", 1),
        (b'{"expression": "x", "name": 3}', "'name' is no text", 1),
        (b'{"a": ' + b"[" * 50_000, "not JSON", 1),
        (b'{"a": ' + b"9" * 50_000 + b"}", "not JSON", 1),
        (b"x + \xff", "not UTF-8", 5),
        (b"x" * 200_000, "200000 characters", 1),
    ],
    ids=lambda v: str(v)[:20],
)
def test_a_wrong_line_is_placed(line: bytes, message: str, column: int) -> None:
    """The other lines are read all the same."""
    first, wrong, last = read_candidates(b"x\n" + line + b"\nx**2", "f")

    assert isinstance(first, Candidate)
    assert isinstance(last, Candidate)
    assert isinstance(wrong, Record)
    assert wrong.status == "unreadable"
    assert message in wrong.outcome.message
    assert wrong.outcome.help
    assert (wrong.candidate.line, wrong.candidate.column + wrong.outcome.offset) == (2, column)


def test_a_mark_at_the_start_of_the_file_is_no_character() -> None:
    """Some editors begin UTF-8 files with one."""
    assert one("\ufefff: x") == Candidate("x", "f", file="f", column=4)
