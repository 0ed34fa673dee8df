"""The reader of held formulas: the tree that is meant, the place of every node, and refusals."""

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symact.core.span import Source
from symact.reading.held.macros import MAX_EXPANSIONS, MAX_LENGTH, expanded
from symact.reading.held.names import Names
from symact.reading.held.statements import Statement, Unread, statements
from symact.reading.held.text import text_of
from symact.reading.held.tree import Tree
from symact.reading.held.walk import every

sys.path.insert(0, str(Path(__file__).parent))
from held_keyboard import KEYBOARD
from held_latex import FUNCTIONS
from held_linear import LINEAR
from held_shown import read, shown, stated, told

LATEX = FUNCTIONS + LINEAR


@pytest.mark.parametrize(("text", "meant"), LATEX)
def test_latex_is_read_as_meant(text: str, meant: str) -> None:
    assert told(text) == meant


@pytest.mark.parametrize(("text", "meant"), KEYBOARD)
def test_the_keyboard_is_read_as_meant(text: str, meant: str) -> None:
    assert told(text, plain=True) == meant


def test_an_inequality_in_brackets_is_a_condition() -> None:
    assert told(r"f'(x) = 0 \quad (x < 0)") == "f'(x) = 0 [x < 0]"


def test_the_tables_hold_what_they_should() -> None:
    """The comparison is no tautology: another formula is told in another way."""
    assert len({text for text, _ in LATEX}) == len(LATEX)
    assert told(r"\sigma(x)(1-x)") != told(r"\sigma(x)(x-1)")
    assert told("a-b-c") != told("a-(b-c)")


# -- the same thing in several spellings ---------------------------------------------------------

SPELLINGS = [
    (r"\sigma'(x)", r"\sigma^\prime(x)", r"\sigma^{\prime}(x)", r"\sigma^{'}(x)", "σ′(x)"),
    (r"\frac{1}{2}", r"\frac12", r"\tfrac12", r"\dfrac{1}{2}", r"{1 \over 2}", "1/2", "½"),
    (r"|x|", r"\left|x\right|", r"\lvert x\rvert", r"\left\vert x\right\vert", r"\vert x\vert"),
    (r"a \le b", r"a \leq b", r"a \leqslant b", "a ≤ b", "a <= b"),
    (r"a \ge b", r"a \geq b", r"a \geqslant b", "a ≥ b", "a >= b"),
    (r"\max(0,x)", r"\max\{0, x\}", r"\max\left(0,x\right)", r"\operatorname{max}(0,x)"),
    (r"\frac{d}{dx}\tanh x", r"\frac{\mathrm{d}}{\mathrm{d}x}\tanh(x)", r"\frac{d\tanh x}{dx}",
     r"\dfrac{d}{dx}\left(\tanh x\right)", r"\frac{d}{dx}[\tanh(x)]", r"{d \over dx}\tanh x"),
    (r"\frac{dy}{dx}", r"\frac{\mathrm{d}y}{\mathrm{d}x}", r"\dfrac{dy}{dx}", "dy/dx"),
    (r"W^\top", "W^T", r"W^{\top}", r"W^{\mathrm T}", r"W^{\intercal}", r"W^{\mathsf T}"),
    ("σ(x)(1−σ(x))", "σ(x)(1–σ(x))", r"\sigma(x)(1-\sigma(x))", r"\sigma(x)[1-\sigma(x)]"),
    (r"x_i", "xᵢ", "x_{i}"),
    (r"\operatorname{sech}^2(x)", r"\mathrm{sech}^2 x", r"\text{sech}^2(x)",
     r"\operatorname{sech}^{2}x"),
    (r"\arg\max_x f(x)", r"\operatorname{argmax}_x f(x)", r"\operatorname*{arg\,max}_x f(x)"),
    (r"e^{-x}", r"\mathrm{e}^{-x}", "e⁻ˣ", "{e}^{-x}"),
    (r"x\in[0,\infty)", r"x\in\left[0,+\infty\right)", "x∈[0,∞)"),
]  # fmt: skip


@pytest.mark.parametrize("spellings", SPELLINGS, ids=lambda spellings: spellings[0])
def test_spellings_of_one_thing(spellings: Sequence[str]) -> None:
    found = {told(spelling) for spelling in spellings}
    assert len(found) == 1
    assert "unread" not in found.pop()


CASES = [
    r"\begin{cases} x & x > 0 \\ 0 & x \le 0 \end{cases}",
    r"\begin{cases} x, & x > 0, \\ 0, & x \le 0. \end{cases}",
    r"\begin{cases} x & \text{if } x > 0 \\ 0 & \text{if } x \leq 0 \end{cases}",
    r"\begin{cases} x & \mbox{for } x > 0 \\[2pt] 0 & \mbox{for } x \leqslant 0 \end{cases}",
    r"\begin{cases} x & \textrm{when } x > 0 \\ 0 & \textrm{when } x \le 0 \end{cases}",
    r"\begin{cases} x & \text{si } x > 0 \\ 0 & \text{si } x \le 0 \end{cases}",
    r"\begin{dcases} x & x > 0 \\ 0 & x \le 0 \end{dcases}",
    r"\left\{\begin{array}{ll} x & x > 0 \\ 0 & x \le 0 \end{array}\right.",
    r"\left\{\begin{array}{rcl}x&\mbox{for}& x > 0 \\ 0 & \mbox{for} & x \le 0\end{array}\right.",
    r"\left\lbrace\begin{array}{rl}x&\text{if } x>0 \\ 0 & \text{if } x \le 0\end{array}\right.",
    r"\left\{\begin{aligned} &x, && x > 0 \\ &0, && x \le 0 \end{aligned}\right.",
    r"\left\{\begin{matrix} x & x > 0 \\ 0 & x \le 0 \end{matrix}\right.",
]


@pytest.mark.parametrize("text", CASES)
def test_cases_in_all_their_spellings(text: str) -> None:
    assert told(text) == "{x if x > 0; 0 if x <= 0}"


@pytest.mark.parametrize("word", ["otherwise", "else", "sonst", "sinon", "elsewhere"])
def test_words_for_the_rest(word: str) -> None:
    text = rf"\begin{{cases}} x & x > 0 \\ 0 & \text{{{word}}} \end{{cases}}"
    assert told(text) == "{x if x > 0; 0 otherwise}"


# -- names in force ------------------------------------------------------------------------------

NAMED = [
    ("a(b+c)", Names(), "(a (b + c))"),
    ("a(b+c)", Names(functions=frozenset("a")), "a((b + c))"),
    (r"\sigma(1-x)", Names(), "sigma((1 - x))"),
    (r"\sigma(1-x)", Names(values=frozenset({"sigma"})), "(sigma (1 - x))"),
    ("x(1-x)", Names(values=frozenset("x")), "(x (1 - x))"),
    ("s(1-s)", Names(functions=frozenset("s")), "(s (1 - s))"),
    ("s(x)(1-s(x))", Names(functions=frozenset("s")), "(s(x) (1 - s(x)))"),
    ("f(x-1)", Names(values=frozenset("f")), "(f (x - 1))"),
]


@pytest.mark.parametrize(("text", "names", "meant"), NAMED)
def test_declared_names_decide_between_a_call_and_a_product(
    text: str, names: Names, meant: str
) -> None:
    assert told(text, names) == meant


# -- places --------------------------------------------------------------------------------------

PLACES = [
    (r"f(x) = \frac{1}{1+e^{-x}}", {
        "f(x)": "f(x)", "(1 / (1 + (e^(-x))))": r"\frac{1}{1+e^{-x}}",
        "(1 + (e^(-x)))": "{1+e^{-x}}", "(e^(-x))": "e^{-x}", "(-x)": "{-x}"}),
    (r"\frac{d}{dx}\tanh x = 1 - \tanh^2 x", {
        "d{x}(tanh(x))": r"\frac{d}{dx}\tanh x", "(1 - (tanh(x)^2))": r"1 - \tanh^2 x",
        "(tanh(x)^2)": r"\tanh^2 x"}),
    (r"\sigma'(x)\,(1-x)", {"sigma'(x)": r"\sigma'(x)", "(1 - x)": "(1-x)"}),
    (r"\lim_{x \to 0^+} f(x)", {"f(x)": "f(x)", "lim{x->0 +}(f(x))": r"\lim_{x \to 0^+} f(x)"}),
    (r"\begin{cases} x^2 & x > 0 \\ 0 & x \le 0 \end{cases}", {
        "(x^2)": "x^2", "x > 0": "x > 0", "x <= 0": r"x \le 0"}),
    (r"x \in [0, 1)", {"[0, 1)": "[0, 1)", "x": "x"}),
    (r"a^{[l]} + W_{ij}", {"a<l>": "a^{[l]}", "W[i, j]": "W_{ij}"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "places"), PLACES)
@pytest.mark.parametrize("before", ["", "some $words$\nand a line: "])
def test_nodes_stand_where_they_are_written(text: str, places: dict[str, str], before: str) -> None:
    source = Source("f", before + text + " and more")
    found = statements(text_of(source, len(before), len(before) + len(text)), Names())
    spans = {shown(node): node.span for node in nodes(found)}
    for tree, written in places.items():
        assert spans[tree].text == written
        assert spans[tree].start >= len(before)


# Their written form holds the mark of the node around them, or stands for two numbers at once.
TOGETHER = ("\\mathbf", "\\boldsymbol", "\\bm", "\\hat", "\\bar", "\\tilde", "\\vec", "\\dot",
            "\\ddot", "\\mathcal", "\\overline", "\\over", "matrix", "array", "\\int", "text{ and",
            "else", "^*", "\\star", "^2 x", "^2x", "^2(x)", "^{2}x", "²", "½")  # fmt: skip
ALONE = [text for text, meant in LATEX if not any(mark in text for mark in TOGETHER)]


@pytest.mark.parametrize("text", ALONE)
def test_the_text_of_a_node_reads_as_that_node(text: str) -> None:
    for node in nodes(read(text)):
        assert told(node.span.text).strip("()") == shown(node).strip("()")


def nodes(items: Sequence[Statement | Unread]) -> list[Tree]:
    """Every node of the statements."""
    trees = [o for item in items if isinstance(item, Statement) for o in item.operands if o]
    return [node for tree in trees for node in every(tree)]


def test_the_sign_of_a_relation_has_its_place() -> None:
    text = r"a = b \le c \approx 0.5"
    (item,) = read(text)
    assert isinstance(item, Statement)
    assert [span.text for span in item.operator_spans] == ["=", r"\le", r"\approx"]


@pytest.mark.parametrize(
    ("text", "tree", "written"),
    [
        (r"\begin{bmatrix}1\\2\end{bmatrix}", "[1; 2]", r"\begin{bmatrix}1\\2\end{bmatrix}"),
        (r"\mathbf{W}\mathbf{x}", "(bold:W bold:x)", r"\mathbf{W}\mathbf{x}"),
        (r"\hat{y} - y", "hat:y", r"\hat{y}"),
    ],
)
def test_a_node_holds_its_own_command(text: str, tree: str, written: str) -> None:
    spans = {shown(node): node.span.text for node in nodes(read(text))}
    assert spans[tree] == written


# -- refusals ------------------------------------------------------------------------------------

REFUSED = [
    (r"\frac{1}{1+e^{-x}", "SA103", "{"),
    (r"\frac{1}{1+e^{-x}}}", "SA103", "}"),
    (r"\begin{bmatrix}1\\2\end{pmatrix}", "SA103", r"\end{pmatrix}"),
    (r"\begin{cases} x & x>0", "SA103", r"\begin{cases}"),
    (r"\begin{bmatrix}1&2\\3\end{bmatrix}", "SA103", "3"),
    (r"\begin{foo} x \end{foo}", "SA103", r"\begin{foo} x \end{foo}"),
    (r"f(x)=\max(0,x", "SA103", "("),
    (r"f(x)=\max(0,x))", "SA103", ")"),
    ("(x+1", "SA103", "("),
    ("x+1)", "SA103", ")"),
    (r"\left(x+1", "SA103", r"\left("),
    (r"\|x", "SA103", r"\|"),
    ("|x", "SA103", "|"),
    ("x+", "SA103", ""),
    ("x+*y", "SA103", "*"),
    ("*x", "SA103", "*"),
    ("x^", "SA103", ""),
    ("x_", "SA103", ""),
    (r"\frac{1}", "SA103", ""),
    (r"\frac{}{2}", "SA103", "}"),
    (r"\sqrt", "SA103", ""),
    (r"x = = y", "SA103", ""),
    ("f()", "SA103", "("),
    (r"\lim \sigma(x)", "SA103", r"\sigma"),
    (r"\lim_{x} f(x)", "SA103", "}"),
    (r"\sum_{i=1}^n", "SA103", ""),
    (r"x \pm 1", "SA103", r"\pm"),
    ("x_{i", "SA103", "{"),
    (r"\text{if", "SA103", "{"),
    (r"\foo{x}", "SA101", r"\foo"),
    (r"x + \unknowncommand y", "SA101", r"\unknowncommand"),
    ("x # y", "SA102", "#"),
    ("a/bc", "SA107", "c"),
    (r"x/2\pi", "SA107", r"\pi"),
    (r"\sin x/2", "SA107", "/"),
    (r"\tanh x/2", "SA107", "/"),
    ("x^2^3", "SA107", "^"),
    ("2^3^x", "SA107", "^"),
    (r"\frac{d}{dx} x \cdot \sigma(x) + x \cdot \frac{d}{dx}\sigma(x)", "SA107", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code", "place"), REFUSED)
def test_what_is_broken_or_ambiguous_is_refused(text: str, code: str, place: str | None) -> None:
    unread = [item for item in read(text) if isinstance(item, Unread)]
    assert unread, told(text)
    diagnostic = unread[0].diagnostic
    assert diagnostic.code == code
    assert diagnostic.message
    assert diagnostic.span is not None
    if place is not None:
        assert diagnostic.span.text == place


def test_what_is_not_read_leaves_the_rest() -> None:
    assert told(r"f(x) = x^2 \Rightarrow g(x) = x + \Rightarrow h(x) = 1") == (
        "f(x) = (x^2) ; unread SA103 ; <implies> h(x) = 1"
    )


# -- notations in another order than the grammar's ------------------------------------------------

REORDERED = [
    (r"\begin{bmatrix*}[r] 1 & -2 \\ 3 & 4 \end{bmatrix*}", "[1, (-2); 3, 4]", False),
    (r"W^{[2]\top} x", "(W<2>^T x)", False),
    (r"W^{(l+1)T} \delta", "(W<(l + 1)>^T delta)", False),
    (r"\|x\|^2_2", "(||x||[2]^2)", False),
    (r"x^2_i", "(x[i]^2)", False),
    (r"W^T_{ij}", "W^T[i, j]", False),
    (r"e^{-z}_i", "(e^(-z))[i]", False),
    (r"a^{[l]}_i", "a[i]<l>", False),
    (r"x \in ]0,1[", "x in (0, 1)", False),
    (r"x \in [0,1[", "x in [0, 1)", False),
    (r"]-\infty, 0]", "((-infty), 0]", False),
    (r"f: \mathbb{R} \to ]0,1[", "f : R -> (0, 1)", False),
    (r"\left\{\begin{matrix*}[l] 1 & x>0 \\ 0 & x \le 0 \end{matrix*}\right.",
     "{1 if x > 0; 0 if x <= 0}", False),
    (r"\forall x > 0: f(x) > 0", "<words> f(x) > 0 [x > 0]", False),
    ("d/dx (x^2) = 2x", "d{x}((x^2)) = (2 x)", True),
    ("Wᵀx", "(W^T x)", True),
    ("W.T @ x", "(W^T @ x)", True),
    ("x ~ 0.25", "x ~ 0.25", True),
    ("A = [[1,2],[3,4]]", "A = [[1, 2], [3, 4]]", True),
    (r"y = \sigma.(1-\sigma)", r"y = (sigma \cdot (1 - sigma))", False),
    ("y = x . sigmoid(x)", r"y = (x \cdot sigmoid(x))", True),
    (r"f(x) = x. g(x) = 2", "f(x) = x ; <period> g(x) = 2", False),
    ("1/(1+np.exp(-x))", "(1 / (1 + exp((-x))))", True),
    ("torch.nn.functional.relu(x)", "relu(x)", True),
    ("x.shape", "x ; <period> shape", True),
]  # fmt: skip


@pytest.mark.parametrize(("text", "meant", "plain"), REORDERED)
def test_what_is_written_in_another_order(text: str, meant: str, plain: bool) -> None:
    assert told(text, plain=plain) == meant


# -- macros --------------------------------------------------------------------------------------

MACROS = [
    (r"\relu(x)", [(r"\relu", 0, r"\operatorname{ReLU}")], "ReLU(x)"),
    (r"\s{x}(1-\s{x})", [(r"\s", 1, r"\sigma(#1)")], "(sigma(x) (1 - sigma(x)))"),
    (r"\dd{y}{x} = 2x", [(r"\dd", 2, r"\frac{d #1}{d #2}")], "d{x}(y) = (2 x)"),
    (r"x \in \R", [(r"\R", 0, r"\mathbb{R}")], "x in R"),
    (r"\a", [(r"\a", 0, r"\b"), (r"\b", 0, "x^2")], "(x^2)"),
    (r"\half x", [(r"\half", 0, r"\frac12")], "((1 / 2) x)"),
    (r"\al x", [(r"\al", 0, r"\alpha")], "(alpha x)"),
    (r"\half2", [(r"\half", 0, r"\frac12")], "((1 / 2) 2)"),
]


@pytest.mark.parametrize(("text", "macros", "meant"), MACROS)
def test_macros(text: str, macros: list[tuple[str, int, str]], meant: str) -> None:
    put = expanded(text_of(Source("f", text), 0, len(text)), macros)
    found = statements(put, Names())
    assert " ; ".join(stated(item) for item in found) == meant
    for node in nodes(found):
        assert 0 <= node.span.start <= node.span.end <= len(text)


def test_the_place_of_a_macro_is_its_call() -> None:
    text = r"1 + \relu(x)"
    put = expanded(text_of(Source("f", text), 0, len(text)), [(r"\relu", 0, r"\text{ReLU}")])
    spans = {shown(node): node.span for node in nodes(statements(put, Names()))}
    assert spans["ReLU(x)"].start == text.index("\\")


@pytest.mark.parametrize("body", [r"\a\a", r"x\a", r"\a{\a}"])
def test_macros_without_end_are_left_alone(body: str) -> None:
    text = text_of(Source("f", r"\a"), 0, 2)
    put = expanded(text, [(r"\a", 0, body)])
    assert put.chars == r"\a"
    assert MAX_EXPANSIONS <= 1_000
    assert MAX_LENGTH <= 100_000


# -- anything at all -----------------------------------------------------------------------------

PIECES = [
    "x", "1", "+", "-", "*", "/", "^", "_", "{", "}", "(", ")", "[", "]", "|", "=", "<", ",", "&",
    r"\\", r"\frac", r"\sigma", r"\tanh", "'", r"\left(", r"\right)", r"\begin{cases}",
    r"\end{cases}", r"\text{if }", r"\max", r"\lim", r"\to", r"\frac{d}{dx}", "²", "σ", "ᵢ", "½",
    r"\Big|", ".", r"\sum", r"\quad", r"\sqrt", "d", "e", "f", r"\hat", r"\mathbf", "~",
    r"\begin{bmatrix}", r"\end{bmatrix}", "\x00", "x̂", "\u202e",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join), st.booleans())
def test_every_text_is_read_or_refused_with_a_place(text: str, plain: bool) -> None:
    for item in read(text, plain=plain):
        assert 0 <= item.span.start <= item.span.end <= len(text)
        if isinstance(item, Unread):
            assert item.diagnostic.code.startswith("SA1")
            assert item.diagnostic.message
        else:
            assert len(item.operands) == len(item.operators) + 1
    for node in nodes(read(text, plain=plain)):
        assert 0 <= node.span.start <= node.span.end <= len(text)


@given(st.text(max_size=40), st.booleans())
def test_no_text_stops_the_reader(text: str, plain: bool) -> None:
    assert isinstance(read(text, plain=plain), tuple)
