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


MIXED = r"""
+---------+------------------------+-----------------------+---------------+
| Name    | Formula                | Derivative            | Notes         |
+=========+========================+=======================+===============+
| Sigmoid | Logistic:              | .. math::             | - monotone    |
|         |                        |    s(x)(1 - s(x))     | - range       |
|         | .. math::              |                       |   (0, 1)      |
|         |    s(x) = \frac{1}     |                       |               |
|         |    {1 + e^{-x}}        |                       |               |
+---------+------------------------+-----------------------+---------------+
| Tanh    | :math:`\tanh(x)`       | :math:`1 +            | - convex      |
|         |                        | \tanh^2(x)`           |               |
+---------+------------------------+-----------------------+---------------+
| ReLU    | .. image:: sigmoid.png | .. image:: relu.png   |               |
|         |    :alt: $f(x) = 1$    |                       |               |
+---------+------------------------+-----------------------+---------------+
"""


def found_in(page: str) -> list[tuple[str, str]]:
    return [
        (c.judgement.status.value, " ".join(c.span.text.split()))
        for c in check_text("page.rst", page).claims
    ]


def test_lists_directives_and_images_in_cells() -> None:
    assert sorted(found_in(MIXED)) == [
        ("proved", "(0, 1)"),
        ("proved", r"\tanh(x)"),
        ("proved", "monotone"),
        ("proved", r"s(x) = \frac{1} {1 + e^{-x}}"),
        ("proved", "s(x)(1 - s(x))"),
        ("refuted", r"1 + \tanh^2(x)"),
        ("refuted", "convex"),
    ]


def test_a_range_of_one_line_ends_in_its_column() -> None:
    page = MIXED + MIXED.replace("Sigmoid", "Tanh   ")  # a second table, far from the first
    for claim in check_text("page.rst", page).claims:
        assert claim.start < claim.end
        if "\n" not in claim.span.text:
            assert page[claim.start : claim.end] == claim.span.text


def test_a_function_without_a_name_is_that_of_the_heading() -> None:
    bare = PAGE.replace("S(z) = \\frac{1} ", "\\frac{1}        ")
    assert told(bare)[0] == "proved"
    assert told(bare.replace("Sigmoid\n=======", "Tanh\n===="))[0] == "unknown"


SIMPLE = r"""
=========  ============================  ======================
Name       Formula                       Derivative
=========  ============================  ======================
Sigmoid    :math:`\frac{1}{1+e^{-x}}`    :math:`\sigma(x)
                                         (1-\sigma(x))`
Tanh       :math:`\tanh(x)`              :math:`1 + \tanh^2(x)`
Softplus   log(1 + exp(x))               exp(x) /
                                         (1 + exp(x))
=========  ============================  ======================

Next: $\tanh'(x) = 1-\tanh^2(x)$.
"""


def test_simple_tables_with_cells_of_several_lines() -> None:
    assert found_in(SIMPLE) == [
        ("proved", r"\frac{1}{1+e^{-x}}"),
        ("proved", r"\sigma(x) (1-\sigma(x))"),
        ("proved", r"\tanh(x)"),
        ("refuted", r"1 + \tanh^2(x)"),
        ("proved", "log(1 + exp(x))"),
        ("proved", "exp(x) / (1 + exp(x))"),
        ("proved", r"\tanh'(x) = 1-\tanh^2(x)"),
    ]


def test_a_simple_table_whose_first_head_is_blank() -> None:
    page = """
=======  =======  =======
         Sigmoid  Tanh
=======  =======  =======
Range    (0, 1)   (-1, 1)

Convex   No       Yes
=======  =======  =======
"""
    assert found_in(page) == [
        ("proved", "(0, 1)"),
        ("proved", "(-1, 1)"),
        ("proved", "No"),
        ("refuted", "Yes"),
    ]


def test_simple_tables_that_are_not_straight_are_left() -> None:
    spills = SIMPLE.replace(
        r"Tanh       :math:`\tanh(x)`      ", "Tanh       spills over the edge of it, and"
    )
    spans = SIMPLE.replace(
        "Name       Formula                       Derivative", "Name       Both\n---------  ----"
    )
    for page in (spills, spans):
        assert page != SIMPLE
        assert found_in(page) == [("proved", r"\tanh'(x) = 1-\tanh^2(x)")]


def test_wide_characters_take_two_columns() -> None:
    page = r"""
+------------+-------------------------+
| 函数       | 导数                    |
+============+=========================+
| Sigmoid    | $\sigma(x)(1-           |
|            | \sigma(x))$             |
+------------+-------------------------+
"""
    assert found_in(page) == [("proved", r"\sigma(x)(1- \sigma(x))")]
    assert found_in(page.replace("(1-", "(1+")) == [("refuted", r"\sigma(x)(1+ \sigma(x))")]


def test_lines_of_a_table_that_is_not_straight_are_no_rows() -> None:
    page = "+-----+-----+\n| f(x) = | g |\n| 1 + 1 = 3 | 2 |\n+-----+-----+\n"
    assert found_in(page) == []


def test_a_docstring_with_a_table() -> None:
    lines = "\n".join(f"    {line}" for line in SIMPLE.splitlines())
    page = f'def f(x):\n    r"""Functions.\n{lines}\n    """\n'
    found = check_text("a.py", page).claims
    assert [c.judgement.status.value for c in found].count("refuted") == 1
    wrong = next(c for c in found if c.judgement.status.value == "refuted")
    assert page[wrong.start : wrong.end] == r"1 + \tanh^2(x)"


LIST = r"""
.. list-table::
   :header-rows: 1

   * - Name
     - :math:`g(z)`
     - :math:`g'(z)`
   * - Identity
     - :math:`z`
     - :math:`1`
   * - Parametric RelU
     - .. math::
         \begin{cases} \alpha z & (z \lt 0) \\ z & (z \ge 0) \end{cases}
     - .. math::
         \begin{cases} \alpha & (z \lt 0) \\ 1 & (z \ge 0) \end{cases}
   * - Logistic (Sigmoid)
     - :math:`\frac{1}{1 + e^{-z}}`
     - :math:`g(z)(1 - g(z))`
"""


def test_list_tables_with_letters_as_heads() -> None:
    assert [status for status, _ in found_in(LIST)] == ["proved"] * 6
    wrong = LIST.replace(r"\alpha & (z", r"-\alpha & (z").replace("(1 - g", "(1 + g")
    assert [status for status, _ in found_in(wrong)][3:] == ["refuted", "proved", "refuted"]
    number = LIST.replace(":math:`1`", ":math:`2`")
    assert len(found_in(number)) == 5  # a wrong number may be another value


def test_heads_that_say_more_make_no_claims() -> None:
    for head in ("Second derivative", "Max derivative", "Derivative at 0", "Inverse function"):
        page = f"| Name | {head} |\n|---|---|\n| Softplus | $\\ln(e^x-1)$ |\n| Linear | $1$ |\n"
        assert [c for c in check_text("a.md", page).claims if c.kind.value != "extremum"] == []


def test_properties_in_tables_are_guarded() -> None:
    page = "# {}\n\n| Property | Value |\n|---|---|\n| Zero-centered | {} |\n"
    cases = {
        ("Leaky ReLU", "Yes"): "unknown",
        ("Leaky ReLU", "No"): "unknown",
        ("Tanh", "Yes"): "proved",
        ("Sigmoid", "Yes"): "refuted",
        ("Sigmoid", "No"): "proved",
    }
    for (title, answer), status in cases.items():
        found = check_text("a.md", page.format(title, answer)).claims
        assert [c.judgement.status.value for c in found] == [status], (title, answer)


def test_a_derivative_in_values_of_the_function_is_open() -> None:
    page = "# Tanh\n\n| Property | Value |\n|---|---|\n| Derivative | $1 {} x^2$ |\n"
    assert [c.judgement.status.value for c in check_text("a.md", page.format("-")).claims] == [
        "unknown"
    ]
    assert [c.judgement.status.value for c in check_text("a.md", page.format("+")).claims] == [
        "refuted"
    ]
