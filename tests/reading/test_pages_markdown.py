"""Markdown pages: blocks, and in them formulas with exact places."""

import pytest

from symact.reading.pages.page import Block, Kind, Language, Page
from symact.reading.pages.read import read_page


def page_of(text: str, name: str = "notes.md") -> Page:
    return read_page(name, text)


def shown(page: Page, block: Block) -> list[str]:
    """The runs of a block, each with the first letter of its language."""
    text = page.source.text
    return [
        f"{run.language.value[0]}:{text[run.start : run.end]}"
        for cell in block.cells
        for run in cell
    ]


def outline(text: str) -> list[tuple[str, int, list[str]]]:
    page = page_of(text)
    return [(block.kind.value, block.level, shown(page, block)) for block in page.blocks]


def formulas(text: str) -> list[str]:
    """What is LaTeX in a text."""
    page = page_of(text)
    return [
        page.source.text[run.start : run.end]
        for block in page.blocks
        for cell in block.cells
        for run in cell
        if run.language is Language.LATEX
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("so $x^2$ is", ["x^2"]),
        ("so $$x^2$$ is", ["x^2"]),
        (r"so \(x^2\) is", ["x^2"]),
        (r"so \\(x^2\\) is", ["x^2"]),
        ("\\\\[\nx^2\n\\\\]", ["\nx^2\n"]),
        ("\\[\nx^2\n\\]", ["\nx^2\n"]),
        ("so $`x^2`$ is", ["x^2"]),
        (r"so \$$x^2$$ is", ["x^2"]),
        ("```math\nx^2\n```", ["x^2"]),
        ("```{math}\n:label: eq\nx^2\n```", ["x^2"]),
        ("\\begin{equation}\nx^2\n\\end{equation}", ["\nx^2\n"]),
        ("\\begin{align*}\na &= b\n\\end{align*}", ["\\begin{align*}\na &= b\n\\end{align*}"]),
        ("$$\\begin{align}\na &= b\n\\end{align}$$", ["\\begin{align}\na &= b\n\\end{align}"]),
        ("| $x^2$ | $y$ |\n|---|---|\n| $a$ | $|b|$ |", ["x^2", "y", "a", "|b|"]),
        ("$ f(x) = x $ and $n$th and $k$-th", [" f(x) = x ", "n", "k"]),
        (r"$f(x) = \text{1 if $x > 0$, else 0}$", [r"f(x) = \text{1 if $x > 0$, else 0}"]),
        ("在$x>0$时", ["x>0"]),
        ("the matrix $$\nA\n\n= B\n$$ and", ["\nA\n\n= B\n"]),
        ("[\n\\frac{1}{2} = 0.5\n]", ["\\frac{1}{2} = 0.5"]),
        (r"\sigma(x) = \frac{1}{1 + e^{-x}}", [r"\sigma(x) = \frac{1}{1 + e^{-x}}"]),
        ("{{< katex >}}\n\\tanh(0) = 0\n{{< /katex >}}", ["\\tanh(0) = 0"]),
        ("````{tab} One\n$x$\n```python\nb = '$y$'\n```\n````\n$z$", ["x", "z"]),
    ],
)
def test_delimiters(text: str, expected: list[str]) -> None:
    assert formulas(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "it costs $5 and $10",
        "a plan for $20/month, or $200/year",
        "between $5-$10 (US$7)",
        r"it costs \$5 and \$6",
        "set $HOME and $PATH",
        "cd $HOME/bin:$PATH",
        r"see \[12\] and \[Smith 2020\]",
        "`$x$` and ``\\(y\\)``",
        "```python\nx = '$a$'\n```",
        "<!-- $x^2$ -->",
        '<img alt="$x^2$" src="a.png">',
        "<script>$x^2$</script>",
        "---\ntitle: $x^2$\n---\n",
        "never closed: $$ x",
        "$$$$",
        r"see \cite{x} and \ref{y}",
    ],
)
def test_what_is_no_formula(text: str) -> None:
    assert formulas(text) == []


@pytest.mark.parametrize("eaten", ["\f", "\t", "\b", "\x07", "\x0b"])
def test_damage_stays_inside(eaten: str) -> None:
    assert formulas(f"$${eaten}rac{{1}}{{2}}$$") == [f"{eaten}rac{{1}}{{2}}"]
    assert formulas(f"so ${eaten}anh(x)$") == [f"{eaten}anh(x)"]


def test_a_page_of_notes() -> None:
    text = (
        "# Tanh #\n\nIts slope:\n$$\n1 - \\tanh^2 x\n$$\nfor all $x$.\n\n"
        "Sigmoid\n-------\n\n**In short:**\n1. at most `f'(x) = 1/4`\n   - at $x = 0$\n2. even\n"
    )
    assert outline(text) == [
        ("heading", 1, ["p:Tanh"]),
        ("paragraph", 0, ["p:Its slope:"]),
        ("display", 0, ["l:\n1 - \\tanh^2 x\n"]),
        ("paragraph", 0, ["p:for all ", "l:x", "p:."]),
        ("heading", 2, ["p:Sigmoid"]),
        ("heading", 7, ["p:In short:"]),
        ("item", 1, ["p:at most ", "p:f'(x) = 1/4"]),
        ("item", 2, ["p:at ", "l:x = 0"]),
        ("item", 1, ["p:even"]),
    ]


def test_kinds_of_runs_are_told_apart() -> None:
    page = page_of("the `slope` is `1 - f(x)**2`, that is y = 2x, $z$")
    runs = page.blocks[0].cells[0]
    assert [run.language for run in runs if run.language is not Language.PROSE] == [
        Language.PLAIN,
        Language.PLAIN,
        Language.LATEX,
    ]


def test_a_formula_in_code_with_words_is_found_in_it() -> None:
    page = page_of("use `f(x) = 2x for x < 0` here")
    plain = [run for run in page.blocks[0].cells[0] if run.language is Language.PLAIN]
    assert [page.source.text[run.start : run.end] for run in plain] == ["f(x) = 2x", "x < 0"]


def test_a_display_alone_is_one_whatever_its_delimiters() -> None:
    for text in ("$x = 1$.", "y = 2x", "$$x$$", "\\[x = 1\\]"):
        assert [block.kind for block in page_of(text).blocks] == [Kind.DISPLAY], text


def test_lines_of_a_display_are_no_blocks_of_their_own() -> None:
    inside = "\nf(x)\n= a\n- b\n+ c\n| d |\n1. e\n---\n"
    assert formulas(f"$${inside}$$") == [inside]


def test_an_unclosed_display_swallows_nothing_behind_a_heading() -> None:
    found = outline("so $$ x\n\n## Next\n\n$y$\n\n$$z$$")
    assert ("heading", 2, ["p:Next"]) in found
    assert ("display", 0, ["l:z"]) in found
    assert formulas("I have $$ in the bank.\n\nAnd $$f$$ is") == ["f"]


def test_marks_of_quotation_are_not_in_formulas() -> None:
    text = "> Note\n>\n> $$\n> f(x) = a\n> + b\n> $$\n> so\n"
    page = page_of(text)
    (display,) = [block for block in page.blocks if block.kind is Kind.DISPLAY]
    (run,) = display.cells[0]
    assert ">" not in page.source.text[run.start : run.end]
    assert page.source.text[run.start : run.end].split() == ["f(x)", "=", "a", "+", "b"]
    assert len(page.source.text) == len(text)
    assert text[run.start : run.end].startswith("\n> f(x)")


def test_displays_inside_items() -> None:
    assert outline("- first:\n  $$a$$\n  then\n- $b$\n") == [
        ("item", 1, ["p:first:"]),
        ("display", 0, ["l:a"]),
        ("paragraph", 0, ["p:then"]),
        ("item", 1, ["l:b"]),
    ]


def test_tables_with_bars() -> None:
    page = page_of(
        "Name | f | range\n--- | :---: | ---\nTanh | $\\tanh$ | (-1, 1)\nAbs | $|x|$ | odd\n"
    )
    head, first, second = page.blocks
    assert {block.kind for block in page.blocks} == {Kind.ROW}
    assert (head.header, first.header, second.header) == (None, 0, 0)
    assert shown(page, first) == ["p:Tanh", "l:\\tanh", "p:(-1, 1)"]
    assert len(second.cells) == 3
    assert shown(page, second) == ["p:Abs", "l:|x|", "p:odd"]


def test_tables_with_tabs() -> None:
    page = page_of("Name\tf\trange\nTanh\t$\tanh(x)$\t(-1, 1)\n\nSwish\t$s$\t1\n--\t--\t--\n")
    assert [(block.kind, block.header) for block in page.blocks] == [
        (Kind.ROW, None),
        (Kind.ROW, 0),
        (Kind.ROW, None),
    ]
    assert shown(page, page.blocks[1]) == ["p:Tanh", "l:\tanh(x)", "p:(-1, 1)"]


def test_code_blocks() -> None:
    text = (
        "```python\ny = 2\n```\n\n```\ny = 2x\n```\n\n```\nimport numpy\ny = 2x\n```\n\n"
        "~~~latex\ny = 2x\n~~~\n\n```{r}\ny = 2x\n```\n"
    )
    found = outline(text)
    assert [kind for kind, _, _ in found] == ["code"] * 5
    assert [runs for _, _, runs in found] == [[], ["p:y = 2x"], [], ["l:y = 2x"], []]


def test_html_headings_and_tags() -> None:
    assert outline('<h2 id="a">ReLU <b>now</b></h2>\n\n<p align="center">at $x$</p>') == [
        ("heading", 2, ["p:ReLU ", "p:now"]),
        ("paragraph", 0, ["p:at ", "l:x"]),
    ]


def test_what_is_raised_by_a_tag_is_no_whole_formula() -> None:
    page = page_of("f(x) = e<sup>-x</sup>, half of 2<sub>a</sub> = x")
    assert all(run.language is Language.PROSE for run in page.blocks[0].cells[0])


def test_half_of_a_formula_beside_another_run_is_none() -> None:
    for text in ("f(x) = 2 $x^2$", "f(x) = 2 `x`", "$2$ x = 4", "f(x) = 2\\(x\\)"):
        languages = [run.language for run in page_of(text).blocks[0].cells[0]]
        assert languages.count(Language.PLAIN) == ("`" in text), text


def test_macros() -> None:
    page = page_of(
        "$$\\newcommand{\\R}{\\mathbb{R}} \\def\\f#1{f(#1)} "
        "\\DeclareMathOperator*{\\am}{argmax}$$\n\n"
        "$x \\in \\R$ \\renewcommand{\\R}{\\mathbf{R}}"
    )
    assert page.macros == (
        ("\\f", 1, "f(#1)"),
        ("\\am", 0, "\\operatorname*{argmax}"),
        ("\\R", 0, "\\mathbf{R}"),
    )
    assert [block.kind for block in page.blocks] == [Kind.PARAGRAPH]


def test_a_macro_without_bounds_is_none() -> None:
    assert page_of("\\newcommand{\\R}{" + "x" * 1000 + "}").macros == ()
    many = "".join(f"\\def\\a{chr(97 + i % 26)}{chr(97 + i // 26)}{{x}}" for i in range(400))
    assert len(page_of(many).macros) == 200
