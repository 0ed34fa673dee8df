"""Grid tables of reStructuredText: cells of several lines, with the places of the file."""

from symact.check.document import check_text

PAGE = r"""
Sigmoid
=======

+-------------------------------------+-----------------------------------+
| Function                            | Derivative                        |
+-------------------------------------+-----------------------------------+
| .. math::                           | .. math::                         |
|      S(z) = \frac{1}                |      S'(z) = S(z) \cdot           |
|       {1 + e^{-z}}                  |       (1 - S(z))                  |
+-------------------------------------+-----------------------------------+
| .. image:: images/sigmoid.png       | .. image:: images/prime.png       |
|       :align: center                |      :align: center               |
+-------------------------------------+-----------------------------------+

Range: :math:`(0, 1)`
"""


def told(page: str) -> list[str]:
    return [c.judgement.status.value for c in check_text("page.rst", page).claims]


def test_cells_of_several_lines() -> None:
    report = check_text("page.rst", PAGE)
    assert told(PAGE) == ["proved", "proved", "proved"]
    first = report.claims[0]
    assert PAGE[first.start :].startswith("S(z) = ")
    assert PAGE[report.claims[1].start :].startswith("S'(z) = ")
    assert PAGE[report.claims[2].start :].startswith("(0, 1)")


def test_a_wrong_cell_is_refuted_at_its_place() -> None:
    wrong = PAGE.replace("(1 - S(z))", "(1 + S(z))")
    claim = check_text("page.rst", wrong).claims[1]
    assert claim.judgement.status.value == "refuted"
    assert wrong[claim.start :].startswith("S'(z) = ")


def test_other_drawings_are_left_alone() -> None:
    spanned = "+---+---+\n| f(x) = 1 and more |\n+---+---+\n| a | b |\n+---+---+\n"
    assert told(spanned) == []
