"""The reader of LaTeX: what a formula means, what is refused, and that nothing is misread."""

import contextlib
import json
import os
import time
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest
import sympy as sp
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from symact.activations import catalogue
from symact.core import Activation, InputError, x
from symact.core.typeset import tex
from symact.reading.expression import read_activation, read_definition, read_expression

LETTERS = [sp.Symbol(name, real=True) for name in ("a", "b", "alpha", "beta", "lambda", "alpha_p")]
# A larger collection of formulas with their meanings, where there is one.
CORPUS = Path(os.environ.get("SYMACT_FORMULAS", "no corpus"))

_spec = spec_from_file_location("formulas", Path(__file__).parent / "formulas.py")
_formulas = module_from_spec(_spec)
_spec.loader.exec_module(_formulas)
MEANINGS, REFUSED, ALIKE = _formulas.MEANINGS, _formulas.REFUSED, _formulas.ALIKE


def read(text: str, symbols: list[sp.Symbol] = LETTERS) -> sp.Expr:
    return read_definition(text, symbols=symbols, latex=True)[1]


@pytest.mark.parametrize("text", MEANINGS)
def test_meaning(text: str) -> None:
    """A formula is the same object as its meaning in SymPy's spelling."""
    assert read_expression(MEANINGS[text], symbols=LETTERS) == read(text)


def test_the_table_is_large_enough() -> None:
    """Some hundred and fifty ways to write functions."""
    assert len(MEANINGS) >= 150


@pytest.mark.parametrize("text", REFUSED)
def test_refusals_tell_code_and_place(text: str) -> None:
    """Each with a mend."""
    with pytest.raises(InputError) as refusal:
        read(text)
    found = refusal.value.diagnostic
    assert REFUSED[text] == (found.code, found.span.text if found.span else None)
    assert found.help


@pytest.mark.parametrize(("first", "second"), ALIKE)
def test_what_looks_alike_is_kept_apart(first: str, second: str) -> None:
    """A misreading would make the two the same."""
    found = []
    for text in (first, second):
        try:
            found.append(read(text))
        except InputError:
            found.append(text)
    assert found[0] != found[1]


SIGNS = {"+": "-", "x": "a", "2": "3", r"\tanh": r"\tan", ">": "<", r"\max": r"\min"}


@pytest.mark.parametrize(
    "text",
    [
        r"\frac{x + 2}{1 + e^{-x}} + 2",
        r"x\tanh(2x) + \tanh x + 2",
        r"\begin{cases} x & x > 2 \\ 2 & \text{otherwise} \end{cases} + x",
        r"\max(2, x) + \sqrt{2 + x^2}",
    ],
)
def test_a_changed_sign_changes_the_meaning(text: str) -> None:
    """Every sign counts: none is skipped over."""
    meaning = read(text)
    for sign, other in SIGNS.items():
        start = text.find(sign)
        while start >= 0:
            changed = text[:start] + other + text[start + len(sign) :]
            with contextlib.suppress(InputError):
                assert read(changed) != meaning, changed
            start = text.find(sign, start + 1)


def test_displays_of_the_catalogue_read_back() -> None:
    """What symact prints it reads, wherever the print holds the whole definition."""
    refused = {}
    for name, entry in catalogue().items():
        shown = entry.display or tex(entry.expression)
        symbols = [p.symbol for p in entry.parameters]
        try:
            found = read(shown, symbols)
        except InputError as refusal:
            refused[name] = refusal.diagnostic.code
            continue
        values = dict(zip(symbols, map(sp.Rational, entry.values), strict=True))
        difference = (found - entry.expression).subs(values)
        for point in (-7, -2, sp.Rational(-1, 2), 0, sp.Rational(3, 4), 3):
            assert abs(sp.N(difference.subs(x, point), 30)) < 1e-20, name
    # Letters that stand for fixed numbers, and a decimal that is cut off.
    assert refused == {
        "selu": "SA101",
        "selu_onnx": "SA101",
        "laplace_attention": "SA101",
        "serlu": "SA101",
    }


def test_what_sympy_prints_of_the_catalogue() -> None:
    """It reads back, but for rows that SymPy means in order and mathematics does not."""
    refused = set()
    for entry in catalogue().values():
        try:
            found = read(sp.latex(entry.expression), [p.symbol for p in entry.parameters])
        except InputError as refusal:
            refused.add(refusal.diagnostic.code)
            assert entry.expression.has(sp.Piecewise)
            continue
        values = dict(zip([p.symbol for p in entry.parameters], entry.values, strict=True))
        difference = (found - entry.expression).subs(values)
        for point in (-5, sp.Rational(-2, 3), 0, sp.Rational(5, 4)):
            assert abs(sp.N(difference.subs(x, point), 30)) < 1e-20, entry.name
    assert refused == {"SA109"}


ALPHA, B = LETTERS[2], LETTERS[1]
leaves = st.one_of(
    st.sampled_from([x, x, ALPHA, B, sp.pi]),
    st.tuples(st.integers(-9, 9), st.integers(1, 9)).map(lambda p: sp.Rational(*p)),
)
heads = st.sampled_from([sp.exp, sp.tanh, sp.atan, sp.erf, sp.Abs, sp.sign, sp.asinh, sp.sin])


def grow(children: st.SearchStrategy[sp.Expr]) -> st.SearchStrategy[sp.Expr]:
    pairs = st.tuples(children, children)
    return st.one_of(
        pairs.map(lambda p: p[0] + p[1]),
        pairs.map(lambda p: p[0] * p[1]),
        pairs.map(lambda p: p[0] / (p[1] + 11)),
        st.tuples(heads, children).map(lambda p: p[0](p[1])),
        st.tuples(children, st.integers(2, 4)).map(lambda p: p[0] ** p[1]),
        pairs.map(lambda p: sp.Max(p[0], p[1], evaluate=False)),
        pairs.map(lambda p: sp.Piecewise((p[0], x > 0), (p[1], True), evaluate=False)),
    )


@settings(max_examples=150, deadline=None)
@given(st.recursive(leaves, grow, max_leaves=6))
def test_random_formulas_read_back(expression: sp.Expr) -> None:
    """The print of an expression is read as that expression."""
    assume(not expression.has(sp.zoo, sp.nan))
    try:
        found = read(tex(expression, decimals="never"))
    except InputError as refusal:
        assert refusal.diagnostic.code in {"SA105", "SA106"}  # noqa: PT017
        return
    if found != expression:
        values = {x: sp.Rational(3, 7), ALPHA: sp.Rational(5, 3), B: sp.Rational(2, 9)}
        other = {**values, x: sp.Rational(-4, 3)}
        for point in (values, other):
            assert abs(sp.N((found - expression).subs(point), 20)) < 1e-12


CHARACTERS = "x01.+-*/^_={}()[]|&<>,' \\\t\nefractanhsqmiginsod$%~αβσ²√≤"
WORDS = [
    r"x",
    r"2",
    r"0.5",
    r"e",
    r"\frac",
    r"{",
    r"}",
    r"(",
    r")",
    r"\left(",
    r"\right)",
    r"\left|",
    r"\right|",
    r"|",
    r"^",
    r"_",
    r"+",
    r"-",
    r"/",
    r"\cdot",
    r"\tanh",
    r"\ln",
    r"\sigma",
    r"\max",
    r",",
    r"\begin{cases}",
    r"\end{cases}",
    r"&",
    r"\\",
    r">",
    r"\le",
    r"\text{if",
    r"}",
    r"\text{otherwise}",
    r"=",
    r"f(x)",
    r"\sqrt",
    r"[3]",
    r"\alpha",
    r"a",
    r"\mathbb{1}",
    r"\,",
    r"\operatorname{erf}",
    r"\{",
    r"\}",
    r"\left\{",
    r"\right.",
    r"\begin{array}{ll}",
    r"\end{array}",
    r"'",
    r"\in",
]


@settings(max_examples=500, deadline=3000)
@given(st.text(alphabet=CHARACTERS, max_size=50) | st.text(max_size=30))
def test_fuzz(text: str) -> None:
    """Whatever is typed is a function or a refusal with a place."""
    answer(text)


@settings(max_examples=500, deadline=5000)
@example("\\max [3]")
@given(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join))
def test_fuzz_of_words(text: str) -> None:
    """The same for texts made of what formulas are made of."""
    answer(text)


def answer(text: str) -> None:
    try:
        assert isinstance(read(text), sp.Expr)
    except InputError as refusal:
        found = refusal.diagnostic
        assert found.code.startswith("SA1")
        assert found.help
        assert found.span is not None
        assert 0 <= found.span.start <= found.span.end <= len(text)


HOSTILE = {
    "brackets": "(" * 5_000 + "x" + ")" * 5_000,
    "braces": "{" * 1_500 + "x" + "}" * 1_500,
    "fractions": r"\frac{1}{1+" * 80 + "x" + "}" * 80,
    "functions": r"\tanh" * 900 + "x",
    "bars": "|" * 3_900,
    "signs": "-" * 3_000 + "x" + "+" * 5_000,
    "roots": r"\sqrt[3]{1+" * 25 + "x" + "}" * 25,
    "powers": "x^{" * 300 + "x" + "}" * 300,
    "text": r"\text{" * 3_000,
    "dollars": "$" * 3_000,
    "a long text": "x+" * 20_000,
    "digits": "9" * 15_000 + "x",
    "a tower": "9^{9^{9^{9}}}x",
    "cases": r"\begin{cases} " + r" \\ ".join(f"x & {i}<x<{i}" for i in range(400))
    + r"\end{cases}",
    "nested conditions": r"\begin{cases} 1 & " * 50 + "x" + r">0 \\ 0 & x\le0\end{cases}" * 50,
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_refused_quickly(name: str) -> None:
    """Nothing costs more than its text."""
    start = time.perf_counter()
    with pytest.raises(InputError):
        read(HOSTILE[name])
    assert time.perf_counter() - start < 3.0


ADMITTED = {
    "sixty rows": r"\begin{cases} " + r" \\ ".join(f"x & {i}<x\\le {i + 1}" for i in range(60))
    + r"\end{cases}",
    "nested cases": r"\begin{cases} 1+" * 20 + "x" + r" & x>0 \\ 0 & x \le 0\end{cases}" * 20,
    "deep brackets": r"\left(" * 55 + "x" + r"\right)" * 55,
    "many terms": "+".join(["x"] * 900),
}  # fmt: skip


@pytest.mark.parametrize("name", ADMITTED)
def test_what_is_long_and_plain_is_read_in_time(name: str) -> None:
    """The bounds refuse what is large, not what is long."""
    start = time.perf_counter()
    assert read(ADMITTED[name]).has(x)
    assert time.perf_counter() - start < 6.0


def test_the_left_side_names_the_activation() -> None:
    """Its name, its notation and its variable; a name that is given comes first."""
    text = r"\mathrm{Swish}(t) = \frac{t}{1+e^{-\beta t}}"
    swish = Activation.from_latex(text, parameters={"beta": "(0, oo)"})

    assert (swish.name, swish.notation) == ("Swish", r"\operatorname{Swish}")
    assert swish.expression == catalogue()["swish"].expression
    assert Activation.from_latex(text, "mine", parameters={"beta": "> 0"}).name == "mine"
    assert Activation.from_text(r"\sigma(z) = \frac{1}{1+e^{-z}}").notation == r"\sigma"
    assert Activation.from_latex("2x").expression == 2 * x


def test_an_index_of_sigma_is_a_parameter_when_declared() -> None:
    """A declared letter is that parameter, and never silently a function."""
    sigma = sp.Symbol("sigma", positive=True)
    bell = read(r"\exp\left(-\frac{x^{2}}{2\sigma^{2}}\right)", [sigma])

    assert bell == sp.exp(-(x**2) / (2 * sigma**2))
    for text in (r"\sigma(x)", r"\sigma^2(x)", r"\sigma(1+x)"):
        with pytest.raises(InputError, match=r"function"):
            read(text, [sigma])


def meaning_of(text: str) -> sp.Expr | None:
    """The meaning that the corpus states, as far as SymPy's spelling holds it."""
    text = text.replace("lamda", "lambda").replace("sigma_s", "sigma")
    if text.startswith("Eq("):
        text = text.removeprefix("Eq(")[:-1].split(",", 1)[1]
    if "Sum" in text:
        return None
    names = ("alpha", "beta", "gamma", "lambda", "a", "b", "z")
    text = text.replace("Phi(", "normal_cdf(")
    return read_expression(text, symbols=[sp.Symbol(n, real=True) for n in names])


@pytest.mark.skipif(not CORPUS.exists(), reason="SYMACT_FORMULAS names no corpus of formulas")
def test_the_corpus_of_definitions() -> None:
    """None is misread, and all functions of one variable are read."""
    right, refused = [], []
    for item in json.loads(CORPUS.read_text()):
        if item["group"] != "A" or item["id"] == "A63":
            continue
        wanted = meaning_of(item["meaning"])
        names = ("alpha", "beta", "gamma", "lambda", "a", "b")
        held = {str(s) for s in wanted.free_symbols} if wanted is not None else set()
        symbols = [sp.Symbol(n, real=True) for n in names if n in held]
        try:
            found = read(item["latex"], symbols)
        except InputError:
            refused.append(item["id"])
            continue
        assert wanted is not None, item
        wanted = wanted.subs(sp.Symbol("z", real=True), x)
        points = {symbol: sp.Rational(n + 3, 7) for n, symbol in enumerate(symbols)}
        for point in (sp.Rational(-13, 4), sp.Rational(1, 3), sp.Rational(9, 2)):
            difference = (found - wanted).subs({**points, x: point})
            assert difference == 0 or abs(sp.N(difference, 20)) < 1e-15, item["id"]
        right.append(item["id"])
    assert refused == ["A61"]  # softmax takes a vector
    assert len(right) == 62


def test_read_activation_sees_latex() -> None:
    """A backslash, a dollar sign or a brace says so."""
    for text in (r"\tanh x", "$x^2$", "x^{2}"):
        assert read_activation(text).expression in {sp.tanh(x), x**2}
