"""Formulas without delimiters, copied three times, or side by side: where they begin and end."""

import pytest

from symact.core.span import Source
from symact.reading.held import tree as t
from symact.reading.held.names import Names
from symact.reading.held.statements import Statement, statements
from symact.reading.held.text import text_of
from symact.reading.pages.bare import bare_latex, bare_lines
from symact.reading.pages.page import Kind, Language
from symact.reading.pages.plain import formulas_in
from symact.reading.pages.read import read_page
from symact.reading.pages.triples import triples_in


def bare(text: str) -> list[str]:
    return [text[a:b] for a, b in bare_lines(text, 0, len(text), [])]


def plain(text: str) -> list[str]:
    return [text[a:b] for a, b in formulas_in(text, 0, len(text))]


def tripled(text: str) -> list[str]:
    return [text[found.start : found.end] for found in triples_in(text, 0, len(text))]


def left_side(text: str, *, keyboard: bool) -> t.Tree | None:
    """The left side of a formula, or None where it is refused."""
    items = statements(text_of(Source("f", text), 0, len(text)), Names(), plain=keyboard)
    return items[0].operands[0] if isinstance(items[0], Statement) else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("As\ny = \\frac{1}{2}\nwe go on.", ["y = \\frac{1}{2}"]),
        ("y = \\frac{1}{2}\nz = \\frac{1}{3}.", ["y = \\frac{1}{2}", "z = \\frac{1}{3}"]),
        ("y = \\frac{1}{2}\n= \\frac{2}{4}", ["y = \\frac{1}{2}\n= \\frac{2}{4}"]),
        ("y =\n\\frac{1}{2}\nis all.", ["y =\n\\frac{1}{2}"]),
        ("h(x) = \\frac{1}{2}\nh'(x) = x^2", ["h(x) = \\frac{1}{2}", "h'(x) = x^2"]),
        ("y = \\frac{1}{2}\nx 3", []),  # it may go on
        ("y = \\frac{1}{2}\ntimes two", []),
        ("y = \\frac{1}{2}\nfor all x", []),
        ("the sum +\ny = \\frac{1}{2}", []),
        ("so y = \\frac{1}{2}", []),
        ("see \\cite{x} = \\frac{1}{2}", []),
        ("y = \\frac{1}{2} und $x$", []),
        ("σ(x) = \\frac{1}{2}", []),  # a copy beside another one
        ("y = \\left(\\frac{1}{2}", []),
    ],
)
def test_lines_of_latex(text: str, expected: list[str]) -> None:
    assert bare(text) == expected


def test_whole_paragraphs_of_latex() -> None:
    assert bare_latex("y = \\frac{1}{2}\nif x > 0", 0, 24) == (0, 24)
    assert bare_latex("So\ny = \\frac{1}{2}", 0, 18) is None


def test_a_bare_line_is_a_display() -> None:
    page = read_page("notes.md", "Then\n\\frac{dy}{dx} = 2x\nfollows.")
    kinds = [block.kind for block in page.blocks]
    assert kinds == [Kind.PARAGRAPH, Kind.DISPLAY, Kind.PARAGRAPH]
    assert page.blocks[1].cells[0][0].language is Language.LATEX


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"即 σ ( x ) = 1 1 + e − x \sigma(x) = \frac{1}{1+e^{-x}} σ(x)=1+e−x1。",
         [r"\sigma(x) = \frac{1}{1+e^{-x}}"]),
        ("当 x = 0 x=0 x=0 时", ["x=0"]),
        ("在 ( 0 , 1 ) (0, 1) (0,1) 之间", ["(0, 1)"]),
        ("最大值 0.25 0.25 0.25。", ["0.25"]),
        ("值 0.25 0.25 0.26。", []),
        ("scores 3 3 3 and", []),
        (r"σ ( x ) = 1 \sigma(x) = \frac{1}{2} σ(x)=21", []),  # the first copy is damaged
        (r"σ ( x ) \sigma(x) σ(z)", []),
        ("x = 0 x=0 x=1", []),
    ],
)  # fmt: skip
def test_three_copies(text: str, expected: list[str]) -> None:
    assert tripled(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("f(0) = 0.5 f(1) = 0.7", ["f(0) = 0.5", "f(1) = 0.7"]),
        ("f(0) = 0.5 f(∞) = 1 f(-∞) = 0", ["f(0) = 0.5", "f(∞) = 1", "f(-∞) = 0"]),
        ("f(0) = 0.5 g(1) = 0.7", []),
        ("f(x) = 2 f(1) = 0.7", []),
        ("f(x) = 2 g(x)", ["f(x) = 2 g(x)"]),
        ("f(x) = x if x>0 f(x) = 1 if x<0", ["f(x) = x", "x>0", "f(x) = 1", "x<0"]),
        ("the sigmoid s(x) = 1", ["s(x) = 1"]),
        ("value in 0 s(0) = 0.5", ["s(0) = 0.5"]),
        ("y = x . a(x) – x. b2(x) = y + 1", []),  # a dot that may be a product
        ("f(1) = ln(2) ~ 0.69", ["f(1) = ln(2) ~ 0.69"]),
        ("net_h1 = 0.5\n= 0.25 + 0.25", ["net_h1 = 0.5\n= 0.25 + 0.25"]),
        ("learning_rate = 0.01", []),
        ("Range :- x = 1", ["x = 1"]),
    ],
)
def test_formulas_side_by_side(text: str, expected: list[str]) -> None:
    assert plain(text) == expected


@pytest.mark.parametrize("keyboard", [True, False])
@pytest.mark.parametrize(
    ("text", "name", "count"),
    [
        ("w1 = 2", "w", 1),
        ("net_h1 = 2", "net", 2),
        ("net_{h1} = 2", "net", 2),
        ("W_{i1}=0", "W", 2),
    ],
)
def test_indices(text: str, name: str, count: int, *, keyboard: bool) -> None:
    found = left_side(text, keyboard=keyboard)
    assert isinstance(found, t.Symbol)
    assert (found.name, len(found.indices)) == (name, count)


@pytest.mark.parametrize(
    "text",
    ["x2 = 4", "(1 + x)2 = 4", "log2(8) = 3", "tanh2(x) = 1", "x^a2 = 3", "E = mc2 = 1",
     "sigmoid(x) = 1/x tanh(x) = 2", "f(0) = 0.5 f(1) = 0.7"],
)  # fmt: skip
def test_what_may_be_another_formula_is_refused(text: str) -> None:
    items = statements(text_of(Source("f", text), 0, len(text)), Names(), plain=True)
    assert not any(isinstance(item, Statement) for item in items)


def test_squares_among_indices_are_indices() -> None:
    text = "x1 w1 + x2 w2 = y"
    found = left_side(text, keyboard=True)
    assert isinstance(found, t.Sum)


def test_names_with_numbers() -> None:
    found = left_side("ReLU6(x) = 3", keyboard=True)
    assert isinstance(found, t.Call)
    assert found.function.name == "ReLU6"
