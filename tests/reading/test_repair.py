r"""Damaged formulas: what is mended, into what, and what must stay as it is."""

import json
import re
import time
from pathlib import Path

import pytest

from symact.core.diagnostic import Severity
from symact.core.span import Source
from symact.reading.repair import Mended, is_suspect, mend, remark

SHARED = Path(__file__).parents[3] / "shared"


def mended(text: str) -> Mended:
    return mend(Source("f", text), 0, len(text))


# -- escapes that strings ate --------------------------------------------------------------------

EATEN = [
    # With the control character that a string makes of the escape.
    ("\x08eta x", r"\beta x"),
    ("\x08egin{cases} x \\\\ y \\end{cases}", r"\begin{cases} x \\ y \end{cases}"),
    ("y=\x0crac{1}{2}", r"y=\frac{1}{2}"),
    ("\x0corall x", r"\forall x"),
    ("\x07lpha(e^x-1)", r"\alpha(e^x-1)"),
    ("\x0bec{v}", r"\vec{v}"),
    ("\tanh(x)", r"\tanh(x)"),
    ("3\times 2", r"3\times 2"),
    ("x\to\\infty", r"x\to\infty"),
    ("x\to 0", r"x\to 0"),
    ("W^\top x", r"W^\top x"),
    ("2\tau", r"2\tau"),
    ("x\text{ if }", r"x\text{ if }"),
    ("\nabla f", r"\nabla f"),
    ("x\neq 0", r"x\neq 0"),
    ("\rho(x)", r"\rho(x)"),
    ("x\rightarrow 0", r"x\rightarrow 0"),
    ("\\left(1+x\right)", r"\left(1+x\right)"),
    # A program that reads lines turns a carriage return into a line end.
    ("\\left\\{x\night\\}", r"\left\{x\right\}"),
    # Without it.
    ("rac{1}{2}", r"\frac{1}{2}"),
    ("rac12", r"\frac12"),
    ("x rac {1}{2}", r"x \frac {1}{2}"),
    ("xrac{1}{2}", r"x\frac{1}{2}"),
    ("anh(x)", r"\tanh(x)"),
    ("heta_1", r"\theta_1"),
    ("3imes 2", r"3\times 2"),
    ("R^{mimes n}", r"R^{m\times n}"),
    ("abla f", r"\nabla f"),
    ("ext{max: } 0.25 ext{ at } x=0", r"\text{max: } 0.25 \text{ at } x=0"),
    (r"egin{cases} m{x} \end{cases}", r"\begin{cases} \bm{x} \end{cases}"),
    ("oldsymbol{x}", r"\boldsymbol{x}"),
    ("ar{x} + ilde{y}", r"\bar{x} + \tilde{y}"),
    ("igl( x igr)", r"\bigl( x \bigr)"),
    (r"\left. f' ight|_{x=0}", r"\left. f' \right|_{x=0}"),
    (r"\left(xight)", r"\left(x\right)"),
    (r"\lfloor x floor", r"\lfloor x \rfloor"),
    ("ho(x)=x", r"\rho(x)=x"),
    # A backslash alone.
    ("sqrt{x} leq 1", r"\sqrt{x} \leq 1"),
    ("f = left( frac{x}{2} right)^2", r"f = \left( \frac{x}{2} \right)^2"),
    ("sum_{i=1}^n x_i cdot y_i", r"\sum_{i=1}^n x_i \cdot y_i"),
    (r"\begin{cases} x \\ y end{cases}", r"\begin{cases} x \\ y \end{cases}"),
    ("x in (0, infty)", r"x in (0, \infty)"),
    ("mathbb{R}^{3 times 2}", r"\mathbb{R}^{3 \times 2}"),
    ("alpha x", r"\alpha x"),
    (r"f(x)=\left{x ight}", r"f(x)=\left\{x \right\}"),
]
PUT_IN = [
    (r"\\sigma(x)=\\frac{1}{1+e^{-x}}", r"\sigma(x)=\frac{1}{1+e^{-x}}"),
    (r"\\begin{bmatrix}1\\\\2\\end{bmatrix}", r"\begin{bmatrix}1\\2\end{bmatrix}"),
    ("x &lt; 0 &amp; y &gt;= 1", "x < 0 & y >= 1"),
    ("x &amp;le; 0", "x ≤ 0"),
    (r"x\_1 + \alpha\_{ij}", "x_1 + \\alpha_{ij}"),
    (r"x^\* \* y", "x^* * y"),
    (r"f\'(x)", "f'(x)"),
    (r"\begin{align\*} x \end{align\*}", r"\begin{align*} x \end{align*}"),
    (r"\begin{bmatrix}1 \\\\ 2\end{bmatrix}", r"\begin{bmatrix}1 \\ 2\end{bmatrix}"),
    (r"\operatorname* { m a x } ( 0 , x )", r"\operatorname*{max} ( 0 , x )"),
    (r"\begin{ c a s e s } x \end { cases }", r"\begin{cases} x \end{cases}"),
]
ROWS = [
    (r"\begin{bmatrix}1\2\end{bmatrix}", r"\begin{bmatrix}1\\2\end{bmatrix}"),
    (r"egin{bmatrix}0\1\-1\end{bmatrix}", r"\begin{bmatrix}0\\1\\-1\end{bmatrix}"),
    (r"\begin{bmatrix}1&-1\0&2\3&1\end{bmatrix}", r"\begin{bmatrix}1&-1\\0&2\\3&1\end{bmatrix}"),
    (
        r"\begin{bmatrix} 1 & -1 \ 0 & 2 \end{bmatrix}",
        r"\begin{bmatrix} 1 & -1 \\ 0 & 2 \end{bmatrix}",
    ),
    (
        r"egin{bmatrix} (1)(1) \ (0)(1) + (2)(2) \end{bmatrix}",
        r"\begin{bmatrix} (1)(1) \\ (0)(1) + (2)(2) \end{bmatrix}",
    ),
    (
        r"\begin{cases} x & x>0 \ \alpha x & x \le 0 \end{cases}",
        r"\begin{cases} x & x>0 \\ \alpha x & x \le 0 \end{cases}",
    ),
    (
        r"\begin{cases} x, & x>0, \ 0, & \text{if}\; x \le 0 \end{cases}",
        r"\begin{cases} x, & x>0, \\ 0, & \text{if}\; x \le 0 \end{cases}",
    ),
    (r"egin{cases} x \ lpha x \end{cases}", r"\begin{cases} x \\ \alpha x \end{cases}"),
    (
        "\\begin{aligned} a &= b \\\n &= c \\end{aligned}",
        "\\begin{aligned} a &= b \\\\\n &= c \\end{aligned}",
    ),
    (
        r"\begin{array}{ll} 1 & 2 \ a & b \end{array}",
        r"\begin{array}{ll} 1 & 2 \\ a & b \end{array}",
    ),
    (r"egin{pmatrix} a\b \end{pmatrix}", r"\begin{pmatrix} a\\b \end{pmatrix}"),
    (
        r"\max(0,egin{bmatrix} -1\5 \end{bmatrix}) = egin{bmatrix} 0\5 \end{bmatrix}",
        r"\max(0,\begin{bmatrix} -1\\5 \end{bmatrix}) = \begin{bmatrix} 0\\5 \end{bmatrix}",
    ),
]


@pytest.mark.parametrize(("damaged", "whole"), [*EATEN, *PUT_IN, *ROWS])
def test_what_has_one_repair_gets_it(damaged: str, whole: str) -> None:
    result = mended(damaged)
    assert result.text == whole
    assert result.repairs


# -- what must not be touched --------------------------------------------------------------------

AMBIGUOUS = [
    "eta x",  # \beta, \eta or \zeta
    "zeta",  # z\beta
    "u + i",
    "x o 0",
    "x\n e 0",
    "a\nu",
    "m{x}",  # nothing shows that \b was eaten
    "au + an + op",
    "    \tau",  # the tabulator may indent
    "f'(x) h + ho(1)",  # Landau's o
    "ho(h) = 1",
    r"\sigma(x) leq 1",  # or \nleq
    r"t^2 + \sigma theta",  # or t\theta
    "x\nleq 3",
    r"\left(1 - right)",  # or r\right
    "lambda_decay + alpha_min",
    "W_{times}",
    r"\begin{bmatrix} 1 \ 2 \end{bmatrix}",  # a row with a blank, or a column
    r"\begin{bmatrix} a & 2\ x & b \end{bmatrix}",
    r"\begin{bmatrix} a & W\x & b \end{bmatrix}",  # \x may be a macro
    r"\begin{bmatrix} 1 & 2 \ -3 & 4 \end{bmatrix}",  # or 2 - 3
    r"\begin{cases} x & \text{if}\ x>0 \end{cases}",
    r"\begin{aligned} f(x) &= x\ & \text{for } x>0 \end{aligned}",
    r"\begin{aligned} f &= x,\ g &= y \end{aligned}",
    "a = b \\\\ sin(x) = c",
    r"f = 2x \\tanh(x) = y",
    r"x = 1 \\\\ y = 2 \\ z",  # a blank line
]
BROKEN = [
    r"\frac{1}{1+e^{-x}",
    r"\frac{1}{1+e^{-x}}}",
    r"\begin{bmatrix}1\\2\end{pmatrix}",
    r"\begin{bmatrix}1\2\end{pmatrix}",
    r"f(x)=\max(0,x",
    r"\left(f(weight)\right)",
    r"\left( x + height) + y",
    r"\sigma^{\prime}(x)=\sigma(x)(l-\sigma(x))",
    "1(1+e^{x})",
]
WORDS = [
    r"\text{rac{1}{2} and the times anh}",
    r"\mathrm{rac}(x) + \operatorname{anh}(x)",
    "x % imes 2",
    "5 and the partial sum is 6 times",
    r"x\_train + leaky\_relu(x)",
    "tanh(x) = 2 sigmoid(2x) - 1",
    "ext(x) + ceil(x) + floor(x)",
    r"x \in \{0,1\}, \; y\,dx",
    "f′(x) = 2x − f’(x)",
    r"\sigma (x) = \frac { 1 } { 1 + e ^ { - x } }",
]


@pytest.mark.parametrize("text", [*AMBIGUOUS, *BROKEN, *WORDS])
def test_what_has_none_or_several_stays(text: str) -> None:
    result = mended(text)
    assert (result.text, result.repairs) == (text, ())
    assert result.origins == tuple(range(len(text) + 1))


def test_a_control_character_decides_what_letters_leave_open() -> None:
    assert not mended("eta").repairs
    assert mended("\x08eta").text == r"\beta"


# -- places --------------------------------------------------------------------------------------


def test_every_character_knows_where_it_comes_from() -> None:
    text = "So $a = 3imes rac{b}{2}$."
    result = mend(Source("notes.md", text), 4, 23)
    assert result.text == r"a = 3\times \frac{b}{2}"
    assert text[result.origins[result.text.index("b")]] == "b"
    assert text[result.origins[result.text.index("imes")] :].startswith("imes")
    assert result.origins[-1] == 23
    assert [(r.span.start, r.span.end, r.span.text) for r in result.repairs] == [
        (9, 13, "imes"),
        (14, 17, "rac"),
    ]


def test_a_repair_is_told_as_a_remark() -> None:
    diagnostic = remark(mended("x\neq 0").repairs[0])
    assert (diagnostic.code, diagnostic.severity) == ("SA240", Severity.REMARK)
    assert diagnostic.message == r"read '<line end>eq' as '\neq': the escape \n was eaten"


# -- cost ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "part",
    ["egin{", "ight)", "\\left(", " ", "&amp;", "\\ ", "\\begin{cases}", "text ", "{a ", "x imes ",
     "\\begin{ ", "\\\\\\\\", "m{x}egin", "a", "\\lfloor floor", "x\\_"],
)  # fmt: skip
def test_hostile_text_costs_little(part: str) -> None:
    text = (part * 20_000)[:19_990] + "rac{1}"
    start = time.process_time()
    mended(text)
    assert time.process_time() - start < 3


def test_a_formula_too_long_for_the_readers_is_left_alone() -> None:
    assert not mended("rac{1}{2}" * 3_000).repairs


def test_clean_text_is_not_looked_at_closely() -> None:
    assert not is_suspect(r"f(x) = \begin{cases} x & x > 0 \\ \alpha(e^x - 1) & x \le 0\end{cases}")


# -- the material from which the rules were made --------------------------------------------------


def test_damaged_formulas_of_the_collection() -> None:
    record = SHARED / "research" / "latex-corpus.json"
    if not record.exists():
        pytest.skip("the collection is not beside this repository")
    formulas = json.loads(record.read_text())
    changed = {f["id"] for f in formulas if mended(f["latex"]).repairs}
    assert changed == {f"F{n:02d}" for n in (*range(1, 22), 23, 24, 25, 35)}


def test_damaged_formulas_of_the_lecture() -> None:
    lecture = SHARED / "lecture" / "week3-day4.md"
    if not lecture.exists():
        pytest.skip("the lecture is not beside this repository")
    text = lecture.read_text()
    left = re.compile(r"(?<![\\A-Za-z])(?:egin|rac|ext|imes|lpha|anh|m\{)|(?<!\\)\\[0-9 -]")
    formulas = [m[1] or m[2] for m in re.finditer(r"\$\$(.+?)\$\$|\$([^$\n]+)\$", text, re.DOTALL)]
    assert sum(left.search(f) is not None for f in formulas) > 10
    assert [f for f in formulas if left.search(mended(f).text)] == []
