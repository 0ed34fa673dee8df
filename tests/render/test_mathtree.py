"""The reader of formulas: what it accepts, what it refuses, and that printing reads back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from symact.core.errors import InputError
from symact.documents import mathsymbols as names
from symact.documents.mathnodes import (
    Accent,
    Boxed,
    Digits,
    Fence,
    Fraction,
    Function,
    Grid,
    Group,
    Letter,
    MathRow,
    Root,
    Script,
    Sized,
    Space,
    Stack,
    Styled,
    Symbol,
    Words,
)
from symact.documents.mathspacing import classes, width
from symact.documents.mathtex import to_tex
from symact.documents.mathtree import parse_math
from symact.render.mathml import mathml
from symact.render.textmath import box_math, text_math
from symact.render.typstmath import typst_math

ONE, TWO, X = Digits("1"), Digits("2"), Letter("x")

CONSTRUCTS: list[tuple[str, MathRow]] = [
    ("12.5", (Digits("12.5"),)),
    (r"\frac12", (Fraction((ONE,), (TWO,)),)),
    (r"\dfrac{1}{2}x", (Fraction((ONE,), (TWO,), "dfrac"), X)),
    (r"\tfrac 1 2", (Fraction((ONE,), (TWO,), "tfrac"),)),
    ("x^23", (Script(X, sup=(TWO,)), Digits("3"))),
    ("x_1^2", (Script(X, (ONE,), (TWO,)),)),
    ("x^2_1", (Script(X, (ONE,), (TWO,)),)),
    ("f''", (Script(Letter("f"), primes=2),)),
    (r"f^{\prime}", (Script(Letter("f"), primes=1),)),
    (r"\sqrt2", (Root((TWO,)),)),
    (r"\sqrt[3]{x}", (Root((X,), (Digits("3"),)),)),
    (r"\left(x\right]", (Fence("(", "]", (X,)),)),
    (r"\left.x\right|", (Fence(".", "|", (X,)),)),
    (r"\left\{x\right.", (Fence("{", ".", (X,)),)),
    (r"\bigl(x\Bigr)", (Sized("bigl", "("), X, Sized("Bigr", ")"))),
    (r"\biggl\|", (Sized("biggl", "Vert"),)),
    ("|x|", (Symbol("|"), X, Symbol("|"))),
    (r"\|x\|", (Symbol("Vert"), X, Symbol("Vert"))),
    (r"\operatorname{erf}", (Function("erf"),)),
    (r"\operatorname*{arg\,max}", (Function("arg\u2009max", limits=True),)),
    (r"\max", (Function("max", limits=True),)),
    (r"\mathrm{ReLU}", (Styled("mathrm", tuple(map(Letter, "ReLU"))),)),
    (r"\mathbb R", (Styled("mathbb", (Letter("R"),)),)),
    (r"\boldsymbol{\theta}", (Styled("boldsymbol", (Letter("theta"),)),)),
    (r"\text{if }x", (Words("if "), X)),
    (r"\text{if $x$}", (Group((Words("if "), X)),)),
    (r"\overline{x}", (Accent("overline", (X,)),)),
    (r"\hat y", (Accent("hat", (Letter("y"),)),)),
    (r"\underbrace{x}_{1}", (Script(Accent("underbrace", (X,)), (ONE,)),)),
    (r"\overset{1}{=}", (Stack("overset", (ONE,), (Symbol("="),)),)),
    (r"\boxed{x}", (Boxed((X,)),)),
    (r"\displaystyle x", (Styled("displaystyle", (X,)),)),
    (r"x\,\quad\!x", (X, Space(","), Space("quad"), Space("!"), X)),
    (r"\{x\}", (Symbol("{"), X, Symbol("}"))),
    (r"{x}x", (Group((X,)), X)),
    ("x−1", (X, Symbol("-"), ONE)),
    ("σ≤1", (Letter("sigma"), Symbol("le"), ONE)),
    (
        r"\begin{bmatrix}1&2\\x&1\end{bmatrix}",
        (Grid("bmatrix", (((ONE,), (TWO,)), ((X,), (ONE,)))),),
    ),
    (
        r"\begin{array}{c|c}1&2\\[2pt]x&1\\\end{array}",
        (Grid("array", (((ONE,), (TWO,)), ((X,), (ONE,))), "c|c"),),
    ),
    (
        r"\begin{cases}x&\text{if }1\\1&\text{else}\end{cases}",
        (Grid("cases", (((X,), (Words("if "), ONE)), ((ONE,), (Words("else"),)))),),
    ),
]

REFUSED = [
    (r"x+\foo", "SA110", 2, r"\foo"),
    (r"\tag{1}", "SA110", 0, r"\tag"),
    (r"\limits_x", "SA110", 0, r"\limits"),
    (r"\mathbb{1}", "SA110", 0, "capital"),
    ("x\x0c", None, 0, ""),
    ("x$", "SA111", 1, "'$'"),
    ("x%y", "SA111", 1, "'%'"),
    ("漢", "SA111", 0, "漢"),
    (r"\frac{1}", "SA112", 7, "ends"),
    (r"{x", "SA112", 0, "brace"),
    (r"x}", "SA112", 1, "'}'"),
    (r"\left(x", "SA112", 0, r"\right"),
    (r"\left{x\right}", "SA112", 5, "delimiter"),
    (r"x&y", "SA112", 1, "'&'"),
    (r"x\\y", "SA112", 1, ""),
    ("x^", "SA112", 1, "ends"),
    ("x^^2", "SA112", 2, "argument"),
    (r"\begin{pmatrix}1&2\\3\end{pmatrix}", "SA113", 21, "row 2"),
    (r"\begin{array}{cc}1&2&3\end{array}", "SA113", 22, "3 entries"),
    (r"\begin{cases}1&2&3\end{cases}", "SA113", 18, "at most 2"),
    (r"\begin{align}x\end{align}", "SA114", 0, "align"),
    (r"\begin{bmatrix}1\end{pmatrix}", "SA112", None, "pmatrix"),
    (r"\begin{array}{xx}1&2\end{array}", "SA114", 0, "columns"),
    ("x_1_2", "SA115", 3, "second subscript"),
    ("x^1^2", "SA115", 3, "second superscript"),
    ("{" * 99 + "}" * 99, "SA116", None, "deep"),
    ("x" * 50_000, "SA116", 0, "characters"),
]


@pytest.mark.parametrize(("tex", "tree"), CONSTRUCTS, ids=[tex for tex, _ in CONSTRUCTS])
def test_construct(tex: str, tree: MathRow) -> None:
    """Every construct has the tree that TeX's rules give it."""
    assert parse_math(tex) == tree
    assert parse_math(to_tex(tree)) == tree


@pytest.mark.parametrize(
    ("tex", "code", "start", "words"), REFUSED, ids=[r[0][:30] for r in REFUSED]
)
def test_refused(tex: str, code: str | None, start: int | None, words: str) -> None:
    """What is not known or not balanced is refused with its code, its place and its name."""
    if code is None:
        assert parse_math(tex) == (X,)
        return
    with pytest.raises(InputError) as caught:
        parse_math(tex)
    diagnostic = caught.value.diagnostic
    assert diagnostic.code == code
    assert words in diagnostic.message
    assert diagnostic.span is not None
    if start is not None:
        assert diagnostic.span.start == start


def _atoms() -> st.SearchStrategy[object]:
    greek = sorted(names.GREEK)
    return st.one_of(
        st.builds(Digits, st.from_regex(r"[0-9]{1,3}(\.[0-9]{1,2})?", fullmatch=True)),
        st.builds(Letter, st.sampled_from([*"abcxyzW", *greek])),
        st.builds(Symbol, st.sampled_from(sorted(set(names.SYMBOLS) - {"prime", ".", "]"}))),
        st.sampled_from([Function(n, limits=v) for n, v in names.FUNCTIONS.items()]),
        st.builds(Function, st.sampled_from(["erf", "ReLU", "arg\u2009max"]), st.booleans()),
        st.builds(Words, st.sampled_from(["if ", "for all", "100% & _x", " otherwise"])),
        st.builds(Space, st.sampled_from(sorted(names.SPACES))),
        st.builds(
            Sized, st.sampled_from(sorted(names.SIZED)), st.sampled_from(sorted(names.DELIMITERS))
        ),
    )


ATOMS = _atoms()
DELIMITER = st.sampled_from(sorted(names.DELIMITERS))
STYLES = st.sampled_from([n for n in names.ALPHABETS if n not in {"mathbb", "mathcal"}])
COMPOUND = st.sampled_from(
    ["styled", "group", "fraction", "root", "script", "fence", "accent", "stack", "boxed", "grid",
     "cases"]
)  # fmt: skip


def starts_with_digits(node: object) -> bool:
    """Whether a node would continue a numeral that stands before it."""
    return isinstance(node.base if isinstance(node, Script) else node, Digits)


def _row(draw: st.DrawFn, depth: int, least: int = 0) -> MathRow:
    """A row of at most four nodes; two numerals side by side would be read as one."""
    row: list[object] = []
    for _ in range(draw(st.integers(least, 4 if depth else 2))):
        node = _tree(draw, depth)
        if not (row and starts_with_digits(node) and isinstance(row[-1], Digits)):
            row.append(node)
    return tuple(row)  # type: ignore[arg-type]


def _tree(draw: st.DrawFn, depth: int) -> object:
    if depth == 0 or draw(st.booleans()):
        return draw(ATOMS)

    def inner(least: int = 0) -> MathRow:
        return _row(draw, depth - 1, least)

    match draw(COMPOUND):
        case "styled":
            return Styled(draw(STYLES), inner())
        case "group":
            return Group(inner())
        case "fraction":
            return Fraction(inner(), inner(), draw(st.sampled_from(["frac", "dfrac", "tfrac"])))
        case "root":
            return Root(inner(), draw(st.sampled_from([(), (Digits("3"),)])))
        case "script":
            # TeX hangs a script on the last digit alone, so no longer numeral carries one.
            base = draw(
                ATOMS.filter(
                    lambda node: (
                        not isinstance(node, Space)
                        and not (isinstance(node, Digits) and len(node.text) > 1)
                    )
                )
            )
            return Script(base, inner(), inner(1), draw(st.integers(0, 2)))  # type: ignore[arg-type]
        case "fence":
            return Fence(draw(DELIMITER), draw(DELIMITER), inner())
        case "accent":
            return Accent(draw(st.sampled_from(sorted(names.ACCENTS))), inner())
        case "stack":
            return Stack(draw(st.sampled_from(names.STACKS)), inner(), inner())
        case "boxed":
            return Boxed(inner())
        case "cases":
            return Grid("cases", tuple((inner(1), inner(1)) for _ in range(2)))
        case _:
            kind = draw(st.sampled_from(["bmatrix", "pmatrix", "matrix", "vmatrix", "aligned"]))
            count = draw(st.integers(1, 3))
            return Grid(kind, tuple(tuple(inner(1) for _ in range(count)) for _ in range(2)))


@st.composite
def trees(draw: st.DrawFn) -> MathRow:
    """A random formula."""
    return _row(draw, 3)


def _is_ambiguous(row: object) -> bool:
    """A grid's row that begins with a bracket: refused on purpose."""
    return r"\\ [" in to_tex(row)  # type: ignore[arg-type]


@settings(max_examples=120, deadline=None)
@given(trees())
def test_printing_reads_back(row: MathRow) -> None:
    """A random tree, printed, reads back to the same tree, and every writer takes it."""
    if _is_ambiguous(row):
        return
    tex = to_tex(row)
    assert parse_math(tex) == row
    assert len(classes(row)) == len(row)
    assert width(row) >= -40
    assert mathml(tex, display=True).endswith("</math>")
    assert isinstance(typst_math(tex), str)
    text_math(tex)
    lines = box_math(tex).lines
    assert len({len(line) for line in lines if line.isascii()}) <= 1


def test_bracket_after_a_row_end_is_refused() -> None:
    r"""TeX takes ``\\ [`` for a distance; we refuse rather than print something else."""
    with pytest.raises(InputError, match="bracket"):
        parse_math(r"\begin{matrix}1\\ [0,1]\end{matrix}")


@settings(max_examples=120, deadline=None)
@given(st.text(alphabet=r"\{}[]()^_&'$ xy12+|%~abfrcleight", max_size=30))
def test_noise_is_read_or_refused(text: str) -> None:
    """No text makes the reader fail in another way than with a diagnostic."""
    try:
        row = parse_math(text)
    except InputError as error:
        assert error.diagnostic.code.startswith("SA11")  # noqa: PT017
    else:
        assert parse_math(to_tex(row)) == row


@pytest.mark.parametrize(
    ("tex", "expected"),
    [
        ("-x+y", ["ord", "ord", "bin", "ord"]),
        ("x=-1", ["ord", "rel", "ord", "ord"]),
        ("(-1)", ["open", "ord", "ord", "close"]),
        ("x-", ["ord", "ord"]),
    ],
)
def test_a_sign_is_told_from_an_operation(tex: str, expected: list[str]) -> None:
    """A minus is an operation only between two things."""
    assert classes(parse_math(tex)) == expected


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"\frac{1}{2x}", "1/(2x)"),
        (r"\frac{a+b}{c}", "(a + b)/c"),
        (r"\frac{dy}{dx}", "dy/dx"),
        (r"\frac{1}{(1+x)^2}", "1/(1 + x)²"),
        (r"\frac{(a)(b)}{c}", "((a)(b))/c"),
        (r"x^{-1}", "x⁻¹"),
        (r"e^{-x}", "e^(−x)"),
        (r"\tanh x", "tanh x"),
        (r"x\tanh(x)", "x tanh(x)"),
        (r"\{0\}\cup[1,\infty)", "{0} ∪ [1, ∞)"),
        (r"\sqrt{1+x}", "√(1 + x)"),
        (r"\begin{cases}0 & x<0\\x & \text{otherwise}\end{cases}", "{0 if x < 0; x otherwise}"),
    ],
)
def test_terminal_line(tex: str, text: str) -> None:
    """A formula on one line keeps its meaning: parentheses stand where they are needed."""
    assert text_math(tex) == text
