"""The reader of LaTeX: what a formula means, what is refused, and that nothing is misread."""

import contextlib
import json
import time
from pathlib import Path

import pytest
import sympy as sp
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from symact.activations import catalogue
from symact.core import Activation, InputError, x
from symact.core.typeset import tex
from symact.reading.expression import read_activation, read_definition, read_expression

LETTERS = [sp.Symbol(name, real=True) for name in ("a", "b", "alpha", "beta", "lambda", "alpha_p")]
CORPUS = Path(__file__).parents[3] / "shared" / "research" / "latex-corpus.json"


def read(text: str, symbols: list[sp.Symbol] = LETTERS) -> sp.Expr:
    return read_definition(text, symbols=symbols, latex=True)[1]


RELU = "Piecewise((x, x > 0), (0, x <= 0))"
ELSE = "Piecewise((x, x > 0), (0, True))"
HARD = "Piecewise((-1, x < -1), (x, (-1 <= x) & (x <= 1)), (1, x > 1))"
MEANINGS = {
    # fractions, powers, roots
    r"\frac{1}{1+e^{-x}}": "1/(1 + exp(-x))",
    r"\frac1{1+\exp(-x)}": "1/(1 + exp(-x))",
    r"\dfrac{1}{1+\mathrm{e}^{-x}}": "1/(1 + exp(-x))",
    r"\tfrac12 x": "x/2",
    r"\frac12x": "x/2",
    r"\frac x2": "x/2",
    r"\frac{x}{2}\frac{x}{3}": "x**2/6",
    r"2\frac{x}{3}": "2*x/3",
    r"(1+e^{-x})^{-1}": "1/(1 + exp(-x))",
    r"1/(1+e^{-x})": "1/(1 + exp(-x))",
    r"1/(1+e^(-x))": "1/(1 + exp(-x))",
    r"x^2": "x**2",
    r"x^{10}": "x**10",
    r"x^2 x": "x**3",
    r"{x}^{2}": "x**2",
    r"{\left(1+x\right)}^{2}": "(1 + x)**2",
    r"{(-x)}^3": "-x**3",
    r"{\left|x\right|}^{3}": "Abs(x)**3",
    r"e^x": "exp(x)",
    r"e^{-x^2/2}": "exp(-x**2/2)",
    r"e^\frac{x}{2}": "exp(x/2)",
    r"\mathrm e^{x}": "exp(x)",
    r"x e^{-e^{-x}}": "x*exp(-exp(-x))",
    r"e^x x": "x*exp(x)",
    r"e\,x": "E*x",
    r"2^{x}": "2**x",
    r"-x^2": "-(x**2)",
    r"--x": "x",
    r"2\cdot-x": "-2*x",
    r"\sqrt{x}": "sqrt(x)",
    r"\sqrt x": "sqrt(x)",
    r"\sqrt2x": "sqrt(2)*x",
    r"\sqrt[3]{x}": "sign(x)*Abs(x)**(1/3)",
    r"\sqrt[4]{x}": "x**(1/4)",
    r"\sqrt[3]{8}x": "2*x",
    r"\sqrt{\tfrac{2}{\pi}}x": "sqrt(2/pi)*x",
    r"x^{\frac{1}{3}}": "x**(1/3)",
    r"√(1+x²)": "sqrt(1 + x**2)",
    r"\frac{x³}{3}": "x**3/3",
    # products and divisions
    r"2x": "2*x",
    r"0.5x": "x/2",
    r".5x": "x/2",
    r"x(1-x)": "x*(1 - x)",
    r"(1-x)(1+x)": "(1 - x)*(1 + x)",
    r"x\cdot x": "x**2",
    r"2\times x": "2*x",
    r"2*x": "2*x",
    r"x\div 2": "x/2",
    r"2 · x": "2*x",
    r"x/2\cdot 3": "3*x/2",
    r"x\,\frac{1}{2}": "x/2",
    r"\alpha x": "alpha*x",
    r"\alpha(e^x-1)": "alpha*(exp(x) - 1)",
    r"αx": "alpha*x",
    r"ax+b": "a*x + b",
    r"a b x": "a*b*x",
    r"\lambda\left(x-1\right)": "lambda*(x - 1)",
    r"\alpha_p x^2": "alpha_p*x**2",
    r"\alpha_{p} x": "alpha_p*x",
    r"2\pi x": "2*pi*x",
    # functions
    r"\tanh x": "tanh(x)",
    r"\tanh(x)": "tanh(x)",
    r"\tanh{x}": "tanh(x)",
    r"\tanh\left(x\right)": "tanh(x)",
    r"\tanh{\left(2 x \right)}": "tanh(2*x)",
    r"\tanh\left[x\right]": "tanh(x)",
    r"\tanh^2 x": "tanh(x)**2",
    r"\tanh^{2}(x)": "tanh(x)**2",
    r"\tanh(x)^2": "tanh(x)**2",
    r"\tanh x^2": "tanh(x**2)",
    r"\tanh\frac{x}{2}": "tanh(x/2)",
    r"\tanh\frac12x": "tanh(x/2)",
    r"\tanh\ln(1+e^x)": "tanh(log(1 + exp(x)))",
    r"\sin 2x": "sin(2*x)",
    r"\sin 2\pi x": "sin(2*pi*x)",
    r"\sin\beta x": "sin(beta*x)",
    r"\sin x\cos x": "sin(x)*cos(x)",
    r"x\tanh x": "x*tanh(x)",
    r"x\tanh(\ln(1+e^{x}))": "x*tanh(log(1 + exp(x)))",
    r"\ln x": "log(x)",
    r"\log(1+\exp(x))": "log(1 + exp(x))",
    r"\log_2 x": "log(x)/log(2)",
    r"\log_{10}(1+x^2)": "log(1 + x**2)/log(10)",
    r"\log_b(x)": "log(x)/log(b)",
    r"\ln|x|": "log(Abs(x))",
    r"\ln 2 + x": "log(2) + x",
    r"\ln(1+x)^2": "log(1 + x)**2",
    r"\exp x": "exp(x)",
    r"\exp(-x)": "exp(-x)",
    r"\exp{-x}": "exp(-x)",
    r"\exp\left(-\tfrac{x^{2}}{2}\right)": "exp(-x**2/2)",
    r"\exp\{-x\}": "exp(-x)",
    r"\arctan x": "atan(x)",
    r"\arcsin(x)": "asin(x)",
    r"\operatorname{arsinh}(x)": "asinh(x)",
    r"\operatorname{arctanh} x": "atanh(x)",
    r"\mathrm{sech}^2 x": "sech(x)**2",
    r"\operatorname{erf}(x)": "erf(x)",
    r"\mathrm{erf}\left(\frac{x}{\sqrt2}\right)": "erf(x/sqrt(2))",
    r"\operatorname{erf}\frac{x}{\sqrt{2}}": "erf(x/sqrt(2))",
    r"\operatorname{sgn}(x)": "sign(x)",
    r"\mathrm{sign}(x)": "sign(x)",
    r"\sgn x": "sign(x)",
    r"\sigma(x)": "1/(1 + exp(-x))",
    r"x\,\sigma(1.702x)": "x/(1 + exp(-1.702*x))",
    r"\sigma^2(x)": "1/(1 + exp(-x))**2",
    r"\sigma(x)(1-\sigma(x))": "sigmoid(x)*(1 - sigmoid(x))",
    r"x\Phi(x)": "x*normal_cdf(x)",
    r"\varphi(x)": "exp(-x**2/2)/sqrt(2*pi)",
    r"\phi(x)": "exp(-x**2/2)/sqrt(2*pi)",
    r"W(e^x)": "LambertW(exp(x))",
    r"\operatorname{softplus}(x)": "log(1 + exp(x))",
    r"\text{ReLU}(x)": "Max(0, x)",
    r"\mathrm{ReLU6}(x+3)": "relu6(x + 3)",
    r"\operatorname{Leaky ReLU}(x)": "leaky_relu(x)",
    r"\operatorname{clip}(x, 0, 6)": "Min(6, Max(0, x))",
    r"\max(0, x)": "Max(0, x)",
    r"\max\{0, x\}": "Max(0, x)",
    r"\max\left\{0, x\right\}": "Max(0, x)",
    r"\max(0, x)^2": "Max(0, x)**2",
    r"\min\bigl(\max(0,x),6\bigr)": "Min(6, Max(0, x))",
    r"(x)^+": "Max(0, x)",
    r"x_+": "Max(0, x)",
    r"[1-x^2]_+": "Max(0, 1 - x**2)",
    # absolute values and brackets
    r"|x|": "Abs(x)",
    r"\lvert x \rvert": "Abs(x)",
    r"\left| x \right|": "Abs(x)",
    r"\left\vert x\right\vert": "Abs(x)",
    r"\bigl|x\bigr|": "Abs(x)",
    r"\frac{x}{1+|x|}": "x/(1 + Abs(x))",
    r"x|x|": "x*Abs(x)",
    r"|x||x-1|": "Abs(x)*Abs(x - 1)",
    r"||x|-1|": "Abs(Abs(x) - 1)",
    r"|x+1|-|x-1|": "Abs(x + 1) - Abs(x - 1)",
    r"|x|^3": "Abs(x)**3",
    r"\left|{x + 1}\right|": "Abs(x + 1)",
    r"\Big(x\Big)": "x",
    r"0.5x\left(1+\tanh\left[\sqrt{2/\pi}\left(x+0.044715x^3\right)\right]\right)": "gelu_tanh(x)",
    # spaces and delimiters
    r"$x^2$": "x**2",
    r"$$x^2$$": "x**2",
    r"\(x^2\)": "x**2",
    r"\[ x^2. \]": "x**2",
    r"\begin{equation*} x^2 \end{equation*}": "x**2",
    r"\displaystyle x\;\tanh\!\left(x\right)~": "x*tanh(x)",
    r"{e^{x}-1}": "exp(x) - 1",
    # definitions
    r"f(x)=x^2": "x**2",
    r"\sigma(z) = \frac{1}{1+e^{-z}}": "1/(1 + exp(-x))",
    r"y = \tanh x": "tanh(x)",
    r"y = f(x) = \tanh x": "tanh(x)",
    r"\mathrm{Swish}(t) = t\,\sigma(t)": "x*sigmoid(x)",
    r"\text{Swish}_\beta(x)=x\,\sigma(\beta x)": "x*sigmoid(beta*x)",
    r"\tanh x = \frac{\sinh x}{\cosh x}": "sinh(x)/cosh(x)",
    r"\tanh^{-1}(x) = \frac12\ln\frac{1+x}{1-x}": "log((1 + x)/(1 - x))/2",
    r"f(x;\alpha) := \alpha x": "alpha*x",
    r"f(z_i) = e^{z_i}": "exp(x)",
    r"g(\theta) = \theta\tanh\theta": "x*tanh(x)",
    r"σ(z) = \frac{1}{1+e^{−z}}": "1/(1 + exp(-x))",
    # cases
    r"\begin{cases} x & x > 0 \\ 0 & x \le 0 \end{cases}": RELU,
    r"\begin{cases} x, & x > 0, \\ 0, & x \leqslant 0. \end{cases}": RELU,
    r"\begin{cases} x & \text{if } x > 0 \\ 0 & \text{if } x \leq 0 \end{cases}": RELU,
    r"\begin{cases} x & \text{for $x > 0$} \\ 0 & \text{for $x \le 0$} \end{cases}": RELU,
    r"\begin{cases} x \quad \text{if } x>0 \\ 0 \quad \text{if } x\le0 \end{cases}": RELU,
    r"\begin{cases} x, \quad x>0 \\ 0, \quad x ≤ 0 \end{cases}": RELU,
    r"\begin{cases} x & x>0 \\ 0 & \text{otherwise} \end{cases}": ELSE,
    r"\begin{cases} 0 & \text{otherwise} \\ x & x>0 \end{cases}": ELSE,
    r"\begin{cases} x & \text{wenn } x>0 \\ 0 & \text{sonst} \end{cases}": ELSE,
    r"\begin{dcases} x & \mbox{if } x>0 \\[1em] 0 & \mathrm{otherwise} \\ \end{dcases}": ELSE,
    r"\left\{\begin{array}{ll} x & x>0 \\ 0 & x\le 0 \end{array}\right.": RELU,
    r"\left\{\begin{array}{rcl} x & \mbox{for} & x>0 \\ 0 & \mbox{for} & x\le 0 \end{array}\right.":
        RELU,
    r"\left\{\begin{array}{rcl} x & x & > & 0 \\ 0 & x & \le & 0 \end{array}\right.": RELU,
    r"\left\lbrace\begin{aligned} x, &\ x>0 \\ 0, &\ x\le 0 \end{aligned}\right.": RELU,
    r"\begin{cases} -1 & x<-1 \\ x & -1\le x\le 1 \\ 1 & x>1 \end{cases}": HARD,
    r"\begin{cases} x & |x| \le 1 \\ 0 & |x| > 1 \end{cases}":
        "Piecewise((x, Abs(x) <= 1), (0, Abs(x) > 1))",
    r"\begin{cases} x & x \in [-1, 1) \\ 0 & \text{otherwise} \end{cases}":
        "Piecewise((x, (x >= -1) & (x < 1)), (0, True))",
    r"\begin{cases} 1 & x \in (-\infty, 0] \\ 0 & x \in (0, \infty) \end{cases}":
        "Piecewise((1, x <= 0), (0, x > 0))",
    r"\begin{cases} x & x<-1 \text{ or } x>1 \\ 0 & \text{otherwise} \end{cases}":
        "Piecewise((x, (x < -1) | (x > 1)), (0, True))",
    r"\begin{cases} x & x>-1 \text{ and } x<1 \\ 0 & \text{else} \end{cases}":
        "Piecewise((x, (x > -1) & (x < 1)), (0, True))",
    r"\begin{cases} 1 & x = 0 \\ \frac{\sin x}{x} & x \ne 0 \end{cases}":
        "Piecewise((1, Eq(x, 0)), (sin(x)/x, Ne(x, 0)))",
    r"\begin{cases} 0 & x\le-3 \\ x & \text{else if } x<3 \\ 1 & \text{otherwise} \end{cases}":
        "Piecewise((0, x <= -3), (x, x < 3), (1, True))",
    r"\begin{cases} x & x \ge 0 \\ 0 & x \le 0 \end{cases}": "Piecewise((x, x >= 0), (0, x <= 0))",
    r"\alpha\begin{cases} x & x>0 \\ e^x-1 & x\le 0 \end{cases} + 1":
        "alpha*Piecewise((x, x > 0), (exp(x) - 1, x <= 0)) + 1",
    r"x\,\mathbb{1}_{x>0}": "x*Piecewise((1, x > 0), (0, True))",
    r"\mathbf 1_{\{x\ge0\}}": "Piecewise((1, x >= 0), (0, True))",
    r"\mathbb{1}[x>0]": "Piecewise((1, x > 0), (0, True))",
}  # fmt: skip


@pytest.mark.parametrize("text", MEANINGS)
def test_meaning(text: str) -> None:
    """A formula is the same object as its meaning in SymPy's spelling."""
    assert read_expression(MEANINGS[text], symbols=LETTERS) == read(text)


def test_the_table_is_large_enough() -> None:
    """Some hundred and fifty ways to write functions."""
    assert len(MEANINGS) >= 150


REFUSED = {
    # what may mean two things
    r"\tanh^{-1}(x)": ("SA107", r"\tanh^{-1}"),
    r"\sigma^{-1}(x)": ("SA107", r"\sigma^{-1}"),
    r"\tanh x/2": ("SA107", "/"),
    r"\tanh x(1-x)": ("SA107", "("),
    r"\tanh x e^x": ("SA107", "e"),
    r"\ln 2\tanh x": ("SA107", r"\tanh"),
    r"\ln 2\cdot x": ("SA107", r"\cdot"),
    r"\ln 2\, x": ("SA107", "x"),
    r"\tanh{x}x": ("SA107", "x"),
    r"\ln{1+e^x}": ("SA107", "{1+e^x}"),
    r"\exp -x": ("SA107", "-"),
    r"{1+x}^2": ("SA107", "{1+x}"),
    r"x{1+x}": ("SA107", "{1+x}"),
    r"|x|{1+x}": ("SA107", "{1+x}"),
    r"{(x)+(1)}^2": ("SA107", "{(x)+(1)}"),
    r"{(x)^2}^2": ("SA107", "{(x)^2}"),
    r"1/2x": ("SA107", "x"),
    r"1/\sqrt{2}x": ("SA107", "x"),
    r"1/a b": ("SA107", "b"),
    r"2\frac12": ("SA107", r"\frac"),
    r"2\tfrac{1}{2}x": ("SA107", r"\tfrac"),
    r"x2": ("SA107", "2"),
    r"3 4": ("SA107", "4"),
    r"1\,000x": ("SA107", "000"),
    r"\max(0,01x)": ("SA107", "01"),
    r"1{,}5x": ("SA107", "{"),
    r"x^10": ("SA107", "10"),
    r"x^1.5": ("SA107", "1.5"),
    r"\log_10 x": ("SA107", "10"),
    r"e^-x": ("SA107", "-"),
    r"e-x": ("SA107", "e"),
    r"1e-3x": ("SA107", "e"),
    r"ex": ("SA107", "e"),
    r"e^ax": ("SA107", "x"),
    r"e^\beta x": ("SA107", "x"),
    r"x^2^3": ("SA107", "^"),
    r"x^{2}²": ("SA107", "²"),
    r"\sqrt x^2": ("SA107", "^"),
    r"√2x": ("SA107", "x"),
    r"\frac{x}{2}^2": ("SA107", "^"),
    r"x^{(2)}": ("SA107", "{(2)}"),
    r"x^(2)": ("SA107", "(2)"),
    r"\alpha(x)": ("SA107", r"\alpha(x)"),
    r"x(a)": ("SA107", "x(a)"),
    r"\pi(x)": ("SA107", r"\pi(x)"),
    r"[x]": ("SA107", "[x]"),
    r"\{x\}": ("SA107", r"\{x\}"),
    r"|x|x|x|": ("SA107", "|"),
    r"\sigma x": ("SA107", r"\sigma"),
    r"\sigma^2": ("SA107", r"\sigma"),
    r"W x": ("SA107", "W"),
    r"tanh(x)": ("SA107", "tanh"),
    r"relu(x)": ("SA107", "relu"),
    r"abx": ("SA107", "abx"),
    r"f(x) = x = x": ("SA107", "="),
    r"x = x^2": ("SA107", "x"),
    r"\sigma(x) = \frac{1}{1+\sigma(x)}": ("SA107", r"\sigma(x)"),
    r"a(x) = x": ("SA107", "a(x)"),
    r"\mathbb{1}_{x>0}(x)": ("SA107", "("),
    r"\begin{cases} 0 & \text{else} \\ x & \text{else} \end{cases}": ("SA107", r"\end{cases}"),
    # rows that contradict each other
    r"\begin{cases} 1 & x \ge 0 \\ 0 & x \le 0 \end{cases}": ("SA109", r"x \le 0"),
    r"\begin{cases} x & x > 0 \\ x^2 & x > 1 \end{cases}": ("SA109", r"x > 1"),
    r"\begin{cases} 0 & x<-1 \\ x & x<1 \\ 1 & x\ge1 \end{cases}": ("SA109", "x<1"),
    r"\begin{cases} 1 & -1 < 2x < 1 \\ 0 & 2x > 0 \end{cases}": ("SA109", "2x > 0"),
    # what is damaged
    "\tanh(x)": ("SA108", "anh"),
    "3\times x": ("SA108", "\times"),
    "\x0crac{1}{2}x": ("SA108", "rac"),
    "\x08eta x": ("SA108", "\x08eta"),
    r"rac{1}{2}x": ("SA108", "rac"),
    r"lpha x": ("SA108", "lpha"),
    # what is unknown
    r"y": ("SA101", "y"),
    r"f(x)+1": ("SA101", "f"),
    r"H(x)": ("SA101", "H"),
    r"\theta(x)": ("SA101", r"\theta"),
    r"E x": ("SA101", "E"),
    r"\gamma x": ("SA101", r"\gamma"),
    r"\operatorname{foo}(x)": ("SA101", r"\operatorname{foo}"),
    r"\operatorname{Heaviside}(x)": ("SA101", r"\operatorname{Heaviside}"),
    r"\lg x": ("SA101", r"\lg"),
    r"\foo x": ("SA101", r"\foo"),
    r"\Gamma(x)": ("SA101", r"\Gamma"),
    r"\sum_i x": ("SA101", r"\sum"),
    r"x \pm 1": ("SA101", r"\pm"),
    r"{x \over 2}": ("SA101", r"\over"),
    r"\mathbf{x}": ("SA101", r"\mathbf{x}"),
    r"1 + \ldots + x": ("SA101", r"\ldots"),
    r"\newcommand{\a}{x}\a": ("SA101", r"\newcommand"),
    r"\def\a{\a\a}\a": ("SA101", r"\def"),
    r"\input{/etc/passwd}": ("SA101", r"\input"),
    r"x^2 \text{ is positive}": ("SA101", r"\text{ is positive}"),
    r"\sigma(z) = \frac{1}{1+e^{-x}}": ("SA101", "x"),
    r"f(x; c) = x": ("SA101", "c"),
    r"x!": ("SA102", "!"),
    r"x % note": ("SA102", "%"),
    r"$x$ and $x$": ("SA102", "$"),
    # what has no form
    r"\sigma'(x)": ("SA103", "'"),
    r"\frac{d}{dx} x": ("SA103", r"\frac{d}{dx}"),
    r"\left(x)": ("SA103", ")"),
    r"(x]": ("SA103", "]"),
    r"(x": ("SA103", "("),
    r"x)": ("SA103", ")"),
    r"|x": ("SA103", "|"),
    r"{x": ("SA103", "{"),
    r"()": ("SA103", ")"),
    r"\frac{}{x}": ("SA103", "{}"),
    r"x +": ("SA103", ""),
    r"\frac{1}": ("SA103", ""),
    r"x & x": ("SA103", "&"),
    r"x \\ x": ("SA103", r"\\"),
    r"x > 0": ("SA103", ">"),
    r"\max 0, x": ("SA103", r"\max"),
    r"x+1 = x": ("SA103", "x+1"),
    r"\begin{cases} x & x>0 \\ 0 \end{cases}": ("SA103", "0"),
    r"\begin{cases} x & x>0 \\ 0 & \text{x small} \end{cases}": ("SA103", r"\text{x small}"),
    r"\begin{cases} x & x>0 \end{array}": ("SA103", r"\begin{cases}"),
    r"\begin{array}{l} x \end{array}": ("SA103", r"\begin{array}{l}"),
    r"\begin{bmatrix} x \\ 0 \end{bmatrix}": ("SA103", r"\begin{bmatrix}"),
    r"$$": ("SA103", "$$"),
    r"\sqrt[n]{x}": ("SA104", "n"),
    r"\tanh(x, x)": ("SA104", r"\tanh(x, x)"),
    r"9^{9^{9^9}}": ("SA105", "{9^9}"),
    r"\frac{x}{0}": ("SA106", "{0}"),
    r"x\infty": ("SA106", r"x\infty"),
}


@pytest.mark.parametrize("text", REFUSED)
def test_refusals_tell_code_and_place(text: str) -> None:
    """Each with a mend."""
    with pytest.raises(InputError) as refusal:
        read(text)
    found = refusal.value.diagnostic
    assert REFUSED[text] == (found.code, found.span.text if found.span else None)
    assert found.help


# Pairs that look alike: each is read as itself, or refused, and never as the other.
ALIKE = [
    (r"\tanh x^2", r"\tanh^2 x"),
    (r"\tanh(x)x", r"\tanh(x\,x)"),
    (r"x^{-1}", r"x-1"),
    (r"-x^2", r"(-x)^2"),
    (r"x^2 x", r"x^{2x}"),
    (r"e^x x", r"e^{x x}"),
    (r"\frac12x", r"\frac1{2x}"),
    (r"x/2\cdot 3", r"x/(2\cdot 3)"),
    (r"\sqrt2x", r"\sqrt{2x}"),
    (r"x|x|", r"|x\,x|"),
    (r"\ln(x)x", r"\ln(x\,x)"),
    (r"\sin x\cos x", r"\sin(x\cos x)"),
    (r"\log_2 x", r"\log 2x"),
    (r"\alpha_p x", r"\alpha p x"),
    (r"\max(0,x)", r"\min(0,x)"),
    (r"\sigma(x)", r"\varphi(x)"),
    (r"\sigma(-x)", r"-\sigma(x)"),
    (r"x\cdot10", r"x^{10}"),
    (r"\begin{cases}x&x>0\\0&x\le0\end{cases}", r"\begin{cases}x&x<0\\0&x\ge0\end{cases}"),
    (
        r"\begin{cases}x&x>0\\0&\text{else}\end{cases}",
        r"\begin{cases}0&x>0\\x&\text{else}\end{cases}",
    ),
    (r"\sqrt[3]{x}", r"x^{1/3}"),
    (r"|x|^2 x", r"|x^2 x|"),
]  # fmt: skip


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


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus of formulas is not on this machine")
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
