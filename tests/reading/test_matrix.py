"""Matrices in LaTeX and as lists."""

from fractions import Fraction

import pytest

from symact.core import InputError, Source
from symact.reading.matrix import read_matrix

ONE_HALF = Fraction(1, 2)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (r"\begin{bmatrix} 1 & -1 \\ 0 & 2 \end{bmatrix}", ((1, -1), (0, 2))),
        (r"\begin{pmatrix}1\\2\\\end{pmatrix}", ((1,), (2,))),
        (r"\begin{array}{rr} 1 & −2 \\[2pt] 3 & 4 \end{array}", ((1, -2), (3, 4))),
        (r"\left[\begin{array}{c} 1 \\ 2 \end{array}\right]", ((1,), (2,))),
        (r"\begin{bmatrix} \frac{1}{2} & -\tfrac12 & \,3 & {-1.5} \end{bmatrix}",
         ((ONE_HALF, -ONE_HALF, 3, Fraction(-3, 2)),)),
        (r"\begin{bmatrix} 1 & 2 \end{bmatrix}^\top", ((1,), (2,))),
        ("[[1,-1],[0,2]]", ((1, -1), (0, 2))),
        ("[1, -1/2]", ((1,), (-ONE_HALF,))),
        ("(1, 2)^T", ((1,), (2,))),
        ("-3", ((-3,),)),
    ],
)  # fmt: skip
def test_reads(text: str, rows: tuple[tuple[object, ...], ...]) -> None:
    """Each spelling gives the exact entries."""
    assert rows == read_matrix(Source("m", text)).rows


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("\\begin{bmatrix} 1 & 2 \\\\\n 3 \\end{bmatrix}", "SA603", 2, 2),
        ("\\begin{bmatrix} 1 & k \\end{bmatrix}", "SA604", 1, 21),
        ("\\begin{bmatrix} 1 & 0,5 \\end{bmatrix}", "SA604", 1, 21),
        ("\\begin{bmatrix} 1 & \\end{bmatrix}", "SA604", 1, 21),
        ("\\begin{bmatrix} 1/0 \\end{bmatrix}", "SA604", 1, 17),
        ("\\begin{bmatrix} 1 \\ 2 \\end{bmatrix}", "SA604", 1, 17),
        ("\\begin{bmatrix} 1 & 2", "SA606", 1, 1),
        ("\\begin{bmatrix} 1 \\end{pmatrix}", "SA606", 1, 19),
        ("\\begin{cases} 1 \\end{cases}", "SA606", 1, 1),
        ("[[1, 2], [3, 4]", "SA606", 1, 1),
        ("[[1, 2], 3]", "SA606", 1, 1),
        ("[1, 1e99999999]", "SA604", 1, 5),
    ],
)
def test_refuses(text: str, code: str, line: int, column: int) -> None:
    """Each fault has its code, its place and a mend."""
    with pytest.raises(InputError) as refusal:
        read_matrix(Source("m", text))
    found = refusal.value.diagnostic
    assert found.span is not None
    assert (code, line, column) == (found.code, found.span.line, found.span.column)
    assert found.help
