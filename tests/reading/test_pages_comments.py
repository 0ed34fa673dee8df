"""Comments of programs: which lines are read, of what they speak, and where they stand."""

import pytest

from symact.check.document import check_text
from symact.reading.pages.comments import comments_of

PROGRAM = """import numpy as np

# The sigmoid is f(x) = 1/(1+exp(-x)),
# and its derivative is f'(x) = f(x)(1 - f(x)).
def sigmoid(x):
    return 1 / (1 + np.exp(-x))  # output between 0 and 1

# derivative of tanh: 1 - tanh^2(x)
def tanh_prime(x):
    # y = x / 2
    return 1 - np.tanh(x) ** 2
"""


def told(program: str) -> list[tuple[str, str]]:
    report = check_text("net.py", program)
    return [(c.judgement.status.value, program[c.start : c.end]) for c in report.claims]


def test_comments_are_read_in_the_order_of_the_program() -> None:
    assert told(PROGRAM) == [
        ("proved", "f(x) = 1/(1+exp(-x))"),
        ("proved", "f'(x) = f(x)(1 - f(x))"),
        ("proved", "between 0 and 1"),
        ("proved", "1 - tanh^2(x)"),
    ]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("f(x)(1 - f(x))", "f(x)(1 + f(x))"), ("1 - tanh^2", "1 - tanh")],
)
def test_what_is_wrong_in_a_comment_is_refuted(right: str, wrong: str) -> None:
    found = told(PROGRAM.replace(f"# {right}", f"# {wrong}").replace(right, wrong))
    assert [status for status, _ in found].count("proved") == 3
    assert [status for status, _ in found].count("refuted") == 1


@pytest.mark.parametrize(
    "line",
    ["x = x / 2", "w = w - lr * dw", "return s * s", "if x > 0:", "def tanh(x): return x", "---",
     "print(tanh(x) == x)", "for i in range(3):", "z += 1", "assert sigmoid(0) == 1"],
)  # fmt: skip
def test_a_statement_that_is_switched_off_is_no_claim(line: str) -> None:
    assert told(f"# {line}\nx = 1\n") == []


def test_a_comment_above_a_function_is_about_it() -> None:
    assert told("# 1 - tanh(x)^2\ndef tanh_prime(x):\n    return 1\n") == []
    found = told("# Range: (-1, 1)\ndef tanh(x):\n    return 1\n")
    assert [status for status, _ in found] == ["proved"]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_places_hold_whatever_ends_a_line(end: str) -> None:
    program = f"x = 1{end}# é: f(x) = x^2{end}# f'(x) = 3x{end}"
    report = check_text("net.py", program)
    assert [program[c.start : c.end] for c in report.claims] == ["f'(x) = 3x"]
    assert report.claims[0].judgement.status.value == "refuted"


def test_marks_inside_strings_are_no_comments() -> None:
    assert list(comments_of('s = "# tanh(x) = 2"\n')) == []
