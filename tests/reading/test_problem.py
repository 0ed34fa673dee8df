"""Problem files as lecturers write them, and every fault in them with its place."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from symact.reading.problem import ProblemError, read_problems

GOOD = r"""# Homework

At $x = 0$ the rectifier has a kink.

## Problem A
Take $y = f(Wx + b)$ with a sigmoid.

$$x=\begin{bmatrix}2\\-1\end{bmatrix},\quad W=\begin{bmatrix}1&3\\-2&4\end{bmatrix},
\quad b=\begin{bmatrix}1\\0\end{bmatrix}$$

### Hint
Beware of $x = 0$: here $W x = \begin{bmatrix} -1 \\ -8 \end{bmatrix}$.

**Problem B**

$$\begin{aligned} \boldsymbol{x} &= \begin{bmatrix} 1 \\ 0 \\ 2 \end{bmatrix}, &
\mathbf W &= \begin{bmatrix} 2 & -1 & 0 \\ 1 & 3 & −2 \end{bmatrix}, & b &= [0, 1] \end{aligned}$$

<!-- b = [5] -->
## Exercise 3
W = [[0, 2], [3, -1], [1, 1]], x = [-1, 4] and b = (1, -2, 0)^T;
activation: leaky ReLU with $\alpha = 0.1$.
"""


def test_reads_three_problems() -> None:
    """Displays, aligned displays, lists, bold letters, hints and comments."""
    a, b, c = read_problems(GOOD)
    assert (a.title, b.title, c.title) == ("Problem A", "Problem B", "Exercise 3")
    assert tuple(p.activation.name for p in (a, b, c)) == ("sigmoid", "relu", "leaky_relu")
    assert (Fraction(1, 10),) == c.activation.values
    assert a.x.rows == ((2,), (-1,))
    assert b.W.rows == ((2, -1, 0), (1, 3, -2))
    assert c.b.rows == ((1,), (-2,), (0,))
    assert [remark.code for remark in b.remarks] == ["SA609"]


PARTS = {
    "x": "$x = [1, 2]$\n",
    "W": "$W = [[1, 2], [3, 4], [5, 6]]$\n",
    "b": "$b = [0, 0, 0]$\n",
}


@pytest.mark.parametrize("missing", list(PARTS))
def test_missing(missing: str) -> None:
    """What is not set is told at the heading, with the text to write."""
    text = "## P\n" + "".join(part for name, part in PARTS.items() if name != missing)
    with pytest.raises(ProblemError) as refusal:
        read_problems(text, source_name="p.md")
    (found,) = refusal.value.diagnostics
    assert found.render().startswith("p.md:1:1: error[SA601]")
    assert f"does not set {missing}" in found.message
    assert f"${missing} = " in found.help
    assert read_problems(text + PARTS[missing])  # the control: the mend mends


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("## P\n$W=[[1,2,3],[4,5,6]]$ $x=[1,2]$\n$b=[0,0,0]$",
         [("SA605", 2, 26), ("SA605", 3, 4)]),
        ("## P\n$W=[[1,2],[4,5]]$ $x=[1,2]$ $b=[0,0]$\n$b=[1,1]$", [("SA602", 3, 2)]),
        ("## P\n$W=[[1,2],[4]]$\n$x=[1,z]$ $b=[0,0]$", [("SA603", 2, 12), ("SA604", 3, 7)]),
        ("## P\n$x=[1]$ $b=[0]$ $W=egin{bmatrix}1\\end{bmatrix}$",
         [("SA601", 1, 1), ("SA606", 2, 20)]),
        ("## P\n$W=[[1]]$ $x=[1]$ $b=[0]$\nactivation: sigmoit", [("SA303", 3, 13)]),
        ("## P\n$W=[[1]]$ $x=[1]$ $b=[0]$\nactivation: elu, alpha = -1", [("SA302", 3, 18)]),
        ("only words", [("SA601", 1, 1)]),
        ("", [("SA601", 1, 1)]),
    ],
)  # fmt: skip
def test_every_fault_with_its_place(text: str, places: list[tuple[str, int, int]]) -> None:
    """Several faults in one file are all reported, in the order of the text."""
    with pytest.raises(ProblemError) as refusal:
        read_problems(text)
    spans = [(d.code, d.span.line, d.span.column) for d in refusal.value.diagnostics if d.span]
    assert places == spans
    assert all(d.help for d in refusal.value.diagnostics)


def test_row_is_read_as_column_with_a_remark() -> None:
    """A row vector that can only be meant as a column is turned."""
    text = r"W = [[1,2],[4,5]] $x = \begin{bmatrix}1 & 2\end{bmatrix}$ $b=[0,0]$ with tanh"
    (problem,) = read_problems(text)
    assert problem.x.rows == ((1,), (2,))
    assert [remark.code for remark in problem.remarks] == ["SA608"]


@settings(max_examples=200, deadline=2000)
@given(st.text(alphabet="xWb=$[](),0123 \n#&-./\\{}beginmatrxd|^T*", max_size=80))
def test_fuzz(text: str) -> None:
    """Whatever the file holds, the answer is problems or located faults."""
    try:
        assert read_problems("## P\n" + text)
    except ProblemError as refusal:
        assert all(d.span is not None for d in refusal.diagnostics)  # noqa: PT017
