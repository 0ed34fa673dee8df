"""reStructuredText and docstrings."""

import pytest

from symact.core.errors import InputError
from symact.reading.pages.page import Block, Kind, Language, Page
from symact.reading.pages.read import read_page

RST = r"""
====
Tanh
====

The slope :math:`1 - \tanh^2 x` of ``tanh'`` is, see :func:`slope`,

.. math:: f'(x) = 1 - f(x)^2
   :label: slope

.. math::
   :nowrap:

   f(x) = \begin{cases}
     1 & x > 0

     0 & x < 0
   \end{cases}

   g(x) = x

Code
----

.. code-block:: python

   y = "$x$"

.. note:: At $x = 0$ it is y = 1.

.. _target: https://example.org

* one
* two \(z\)

  * three

As in::

   y = 2x

>>> print("$a$")
$b$

=====  =======
Name   Slope
=====  =======
Tanh   $1-y^2$
=====  =======

+------+-----+
| ReLU | $r$ |
+------+-----+
"""

PROGRAM = '''\ufeff"""The \\tanh in :math:`\\\\tanh x`, "é", \\N{GREEK SMALL LETTER SIGMA}\
(x) = \\x31 at $x$."""
import re  # """no"""


class Tanh:
    r"""A class with $\\tanh$.

    Args:
        x: the input, x > 0

    .. math::

        f'(x) = 1 - f(x)^2
    """

    async def slope(self):
        "One line \\
on two: $a \\u2264 b$"
        return "$none$"


def parts():
    "in " "parts $q$"
'''


def shown(page: Page, block: Block) -> list[str]:
    text = page.source.text
    return [
        f"{run.language.value[0]}:{' '.join(text[run.start : run.end].split())}"
        for cell in block.cells
        for run in cell
    ]


def formulas(page: Page) -> list[str]:
    text = page.source.text
    return [
        text[run.start : run.end]
        for block in page.blocks
        for cell in block.cells
        for run in cell
        if run.language is Language.LATEX
    ]


def test_a_page() -> None:
    page = read_page("a.rst", RST)
    cases = r"l:f(x) = \begin{cases} 1 & x > 0 0 & x < 0 \end{cases}"
    assert [(block.kind.value, block.level, shown(page, block)) for block in page.blocks] == [
        ("heading", 1, ["p:Tanh"]),
        (
            "paragraph",
            0,
            ["p:The slope", r"l:1 - \tanh^2 x", "p:of", "p:tanh'", "p:is, see", "p:slope", "p:,"],
        ),
        ("display", 0, ["l:f'(x) = 1 - f(x)^2"]),
        ("display", 0, [cases]),
        ("display", 0, ["l:g(x) = x"]),
        ("heading", 2, ["p:Code"]),
        ("code", 0, []),
        ("paragraph", 0, ["p:At", "l:x = 0", "p:it is", "p:y = 1", "p:."]),
        ("item", 1, ["p:one"]),
        ("item", 1, ["p:two", "l:z"]),
        ("item", 2, ["p:three"]),
        ("paragraph", 0, ["p:As in::"]),
        ("code", 0, ["p:y = 2x"]),
        ("code", 0, []),
        ("row", 0, ["p:Name", "p:Slope"]),
        ("row", 0, ["p:Tanh", "l:1-y^2"]),
        ("row", 0, ["p:ReLU", "l:r"]),
    ]
    rows = [block for block in page.blocks if block.kind is Kind.ROW]
    assert [block.header for block in rows] == [None, page.blocks.index(rows[0]), None]


def test_items_right_below_a_line() -> None:
    page = read_page("a.rst", "Values:\n- f(0) = 1\n- two")
    assert [block.kind for block in page.blocks] == [Kind.PARAGRAPH, Kind.ITEM, Kind.ITEM]


def test_docstrings() -> None:
    page = read_page("a.py", PROGRAM)
    assert formulas(page) == ["\\tanh x", "x", "\\tanh", "f'(x) = 1 - f(x)^2", "a ≤ b"]
    plain = [
        page.source.text[run.start : run.end]
        for block in page.blocks
        for cell in block.cells
        for run in cell
        if run.language is Language.PLAIN
    ]
    assert plain == ["σ(x) = 1", "x > 0"]
    # What an escape has eaten stays eaten here; another part mends it.
    assert page.source.text.startswith("The \tanh in")


def test_places_of_docstrings() -> None:
    page = read_page("a.py", PROGRAM)
    text, offsets = page.source.text, page.offsets
    assert offsets is not None
    assert len(offsets) == len(text) + 1
    for character, written in [
        ("\t", "\\t"),
        ("σ", "\\N{GREEK"),
        ("≤", "\\u2264"),
        ("é", "é"),
        ("\\tanh$", "\\tanh$"),
        ("on two", "on two"),
    ]:
        assert PROGRAM.startswith(written, offsets[text.index(character)]), character
    assert list(offsets) == sorted(offsets)


def test_line_ends_of_windows() -> None:
    page = read_page("a.py", 'def f():\r\n    """One.\r\n\r\n    $x$\r\n    """\r\n')
    assert formulas(page) == ["x"]
    assert "\r" not in page.source.text


@pytest.mark.parametrize(
    ("raw", "place"),
    [("x = 1\ndef f(:\n", (2, 7)), ("x = '''", (1, 5)), ("\0", (1, 1)), ("a\ud800 = 1", (1, 1))],
)
def test_what_is_no_python(raw: str, place: tuple[int, int]) -> None:
    with pytest.raises(InputError) as caught:
        read_page("a.py", raw)
    diagnostic = caught.value.diagnostic
    assert (diagnostic.code, bool(diagnostic.help)) == ("SA727", True)
    assert diagnostic.span is not None
    assert (diagnostic.span.line, diagnostic.span.column) == place


def test_a_program_that_nests_too_deep() -> None:
    with pytest.raises(InputError, match="Python"):
        read_page("a.py", "(" * 100_000)
