"""Formulas as a textbook sets them: a table of expressions and their LaTeX."""

import pytest
import sympy as sp
from hypothesis import given
from hypothesis import strategies as st

from symact.core import x
from symact.core.typeset import brackets, tex
from symact.core.typeset_held import Beside, Over, Plus, Raised, Slope, Times, settle

s, y, t, u = sp.symbols("s y t u", real=True)
alpha, beta = sp.symbols("alpha beta", positive=True)


def held(head, *args):
    return head(*args, evaluate=False)


TABLE = [
    (1 / (1 + sp.exp(-x)), r"\frac{1}{1 + e^{-x}}"),
    (sp.log(1 + sp.exp(x)), r"\ln\left(1 + e^{x}\right)"),
    (x * sp.tanh(x), r"x\,\tanh(x)"),
    (1 - sp.tanh(x) ** 2, r"1 - \tanh^{2}(x)"),
    (x * (x + 3) / 6, r"\frac{x\,(x + 3)}{6}"),
    (sp.Max(0, x), r"\max(0, x)"),
    (sp.Min(6, sp.Max(0, x)), r"\min(6, \max(0, x))"),
    (
        sp.Piecewise((x, x > 0), (alpha * x, True)),
        r"\begin{cases} x & \text{if } x > 0 \\ \alpha x & \text{if } x \le 0 \end{cases}",
    ),
    (
        sp.Piecewise((0, x <= -3), (x, x < 3), (1, True)),
        r"\begin{cases} 0 & \text{if } x \le -3 \\ x & \text{if } -3 < x < 3 \\ "
        r"1 & \text{if } x \ge 3 \end{cases}",
    ),
    (
        sp.Piecewise((1, x > 0), (0, x < 0)),
        r"\begin{cases} 1 & \text{if } x > 0 \\ 0 & \text{if } x < 0 \end{cases}",
    ),
    (
        sp.Piecewise((0, sp.Abs(x) < alpha), (x, True)),
        r"\begin{cases} 0 & \text{if } |x| < \alpha \\ x & \text{if } |x| \ge \alpha \end{cases}",
    ),
    (
        sp.Piecewise((0, sp.Eq(x, 0)), (sp.sin(x) / x, True)),
        r"\begin{cases} 0 & \text{if } x = 0 \\ \frac{\sin(x)}{x} & \text{if } x \ne 0 \end{cases}",
    ),
    (sp.Abs(x), "|x|"),
    (x / (1 + sp.Abs(x)), r"\frac{x}{1 + |x|}"),
    (sp.erf(x), r"\operatorname{erf}(x)"),
    (sp.erf(x / sp.sqrt(2)), r"\operatorname{erf}\left(\frac{x}{\sqrt{2}}\right)"),
    (sp.sqrt(2 / sp.pi), r"\sqrt{\frac{2}{\pi}}"),
    (1 / sp.sqrt(2 * sp.pi), r"\frac{1}{\sqrt{2\pi}}"),
    (
        sp.exp(-(x**2) / 2) / sp.sqrt(2 * sp.pi),
        r"\frac{1}{\sqrt{2\pi}}\,e^{-x^{2}/2}",
    ),
    (sp.sqrt(2) / 2, r"\frac{1}{\sqrt{2}}"),
    (sp.sqrt(2), r"\sqrt{2}"),
    (1 + sp.sqrt(2), r"1 + \sqrt{2}"),
    (sp.Rational(1, 4), r"\frac{1}{4}"),
    (sp.Rational(-1, 4), r"-\frac{1}{4}"),
    (sp.LambertW(sp.exp(-1)), "W(1/e)"),
    (-1 - sp.LambertW(sp.exp(-1)), "-1 - W(1/e)"),
    (sp.exp(-1), r"\frac{1}{e}"),
    (sp.Rational(44715, 10**6), "0.044715"),
    (sp.Rational(851, 500), "1.702"),
    (sp.Rational(10507009873554804934193349852946, 10**31), r"1.0507\ldots"),
    (x + sp.Rational(44715, 10**6) * x**3, r"x + 0.044715\,x^{3}"),
    (1 + sp.exp(-x), "1 + e^{-x}"),
    (held(sp.Mul, s, 1 - s), r"s\,(1 - s)"),
    (1 - t**2, "1 - t^{2}"),
    (y + alpha, r"y + \alpha"),
    (1 - sp.exp(-y), "1 - e^{-y}"),
    (alpha * (sp.exp(x) - 1), r"\alpha\left(e^{x} - 1\right)"),
    (3 * x**2 - x + 1, "3x^{2} - x + 1"),
    (-(x**2) + 3 * x + 1, "-x^{2} + 3x + 1"),
    (x - 1, "x - 1"),
    (1 - x, "1 - x"),
    (-x, "-x"),
    (-(x + 1) * sp.exp(x), r"-(x + 1)\,e^{x}"),
    (1 / (1 + x**2), r"\frac{1}{1 + x^{2}}"),
    (x**-2, r"\frac{1}{x^{2}}"),
    (1 / sp.sqrt(1 + x**2), r"\frac{1}{\sqrt{1 + x^{2}}}"),
    (x ** sp.Rational(2, 3), "x^{2/3}"),
    (sp.cosh(x) ** -2, r"\frac{1}{\cosh^{2}(x)}"),
    (sp.exp(x) / 2 - sp.exp(-x) / 2, r"\frac{1}{2}\left(e^{x} - e^{-x}\right)"),
    (2 * sp.exp(-x), "2e^{-x}"),
    (sp.pi * x / 2, r"\frac{\pi x}{2}"),
    (sp.sqrt(1 + x**2) - x, r"\sqrt{1 + x^{2}} - x"),
    (sp.asinh(x), r"\operatorname{arsinh}(x)"),
    (sp.oo, r"\infty"),
    (-sp.oo, r"-\infty"),
    (sp.Interval.Ropen(0, sp.oo), r"[0, \infty)"),
    (sp.And(x > -3, x <= 3), r"-3 < x \le 3"),
    (sp.Symbol("w_1"), "w_{1}"),
    (sp.Function("g")(x), "g(x)"),
    (held(sp.Add, x, x), "x + x"),
    (held(sp.Mul, 2, 3), r"2 \cdot 3"),
    (held(sp.Mul, 1, x), "x"),
    (held(sp.Mul, 6, held(sp.Pow, 3, -1)), r"\frac{6}{3}"),
    (sp.Derivative(sp.tanh(x), x), r"\frac{d}{dx} \tanh(x)"),
    (Raised(1 + sp.exp(-x), -1), r"\left(1 + e^{-x}\right)^{-1}"),
    (Times(x, -sp.exp(-x)), r"x \cdot \left(-e^{-x}\right)"),
    (Plus(x, 1, -sp.exp(x)), "x + 1 - e^{x}"),
    (Over(x, x), r"\frac{x}{x}"),
    (Beside(2, Slope(sp.tanh(x))), r"2\,\frac{d}{dx} \tanh(x)"),
]


@pytest.mark.parametrize(("expression", "expected"), TABLE, ids=[row[1] for row in TABLE])
def test_table(expression, expected):
    """Each expression is set as a textbook sets it."""
    assert tex(expression) == expected


def test_decimals_can_be_chosen():
    """The reader of a page may want every terminating fraction as a decimal, or none."""
    assert tex(sp.Rational(1, 4), decimals="always") == "0.25"
    assert tex(sp.Rational(1, 3), decimals="always") == r"\frac{1}{3}"
    assert tex(sp.Rational(851, 500), decimals="never") == r"\frac{851}{500}"


def test_order_can_be_kept():
    """As written, terms and factors stay where they are."""
    assert tex(held(sp.Add, sp.exp(x), 1), as_written=True) == "e^{x} + 1"
    assert tex(held(sp.Mul, sp.exp(x), x), as_written=True) == r"e^{x}\,x"


def test_names_are_looked_up():
    """Functions and letters take the names that the caller gives."""
    assert tex(sp.Function("f")(x), names={"f": r"\sigma"}) == r"\sigma(x)"
    assert tex(x**2, names={"x": "z"}) == "z^{2}"


def test_held_forms_mean_what_they_show():
    """Settling a held form gives the value of what stands on the page."""
    assert settle(Times(Raised(x, -1), x)) == 1
    assert settle(Plus(x, Beside(2, x), Over(x, 2))) == sp.Rational(7, 2) * x


LEAVES = st.sampled_from([x, sp.Integer(2), sp.Rational(-1, 3), sp.pi, alpha])


def _grow(children):
    unary = st.sampled_from([sp.exp, sp.tanh, sp.Abs, sp.atan, lambda e: -e, lambda e: e**2])
    binary = st.sampled_from([sp.Add, sp.Mul, lambda a, b: a - b])
    return st.one_of(
        st.builds(lambda f, a: f(a), unary, children),
        st.builds(lambda f, a, b: f(a, b), binary, children, children),
    )


EXPRESSIONS = st.recursive(LEAVES, _grow, max_leaves=8)


@given(EXPRESSIONS)
def test_brackets_balance_and_nothing_is_computers_spelling(expression):
    """Whatever is printed has balanced brackets and none of a program's marks."""
    text = tex(expression)
    assert text.count("{") == text.count("}")
    assert text.count("(") == text.count(")")
    assert text.count(r"\left") == text.count(r"\right")
    assert "*" not in text
    assert "--" not in text
    assert "+ -" not in text


def test_brackets_grow_only_around_tall_formulas():
    """Plain brackets around a line of plain letters."""
    assert brackets("x") == "(x)"
    assert brackets(r"\frac{1}{x}") == r"\left(\frac{1}{x}\right)"
