"""Correct derivations about Swish, GELU, Mish and the rectifiers, with errors to seed."""

# ruff: noqa: E501 -- a line of a derivation stays one line

# Name, text, and edits: line, what is right there, what is wrong, kind of error.
Edit = tuple[int, str, str, str]

GATES: tuple[tuple[str, str, *tuple[Edit, ...]], ...] = (
    (
        "swish, aligned",
        r"""# Swish

$$
\begin{aligned}
\frac{d}{dx} \left(x \sigma(x)\right) &= \sigma(x) + x \sigma'(x) \\
&= \sigma(x) + x \sigma(x) (1 - \sigma(x)) \\
&= \sigma(x) (1 + x (1 - \sigma(x)))
\end{aligned}
$$
""",
        (5, r"+ x \sigma'(x)", r"+ \sigma'(x)", "factor"),
        (5, r"+ x \sigma'(x)", r"- x \sigma'(x)", "sign"),
        (6, r"(1 - \sigma(x))", r"(1 + \sigma(x))", "sign"),
        (7, r"(1 + x", r"(x + x", "constant"),
    ),
    (
        "swish, through itself",
        r"""# Swish

Let $f(x) = x \sigma(x)$, where $\sigma(x) = \frac{1}{1 + e^{-x}}$.

$$
\begin{aligned}
f'(x) &= \sigma(x) + x \sigma(x) (1 - \sigma(x)) \\
&= \sigma(x) + x \sigma(x) - x \sigma(x)^{2} \\
&= f(x) + \sigma(x) (1 - f(x))
\end{aligned}
$$
""",
        (8, r"\sigma(x)^{2}", r"\sigma(x)", "exponent"),
        (8, r"- x", r"+ x", "sign"),
        (9, r"(1 - f(x))", r"(1 - \sigma(x))", "function"),
    ),
    (
        "swish, as a fraction",
        r"""# Swish

\[
\begin{aligned}
\frac{d}{dx} \frac{x}{1 + e^{-x}} &= \frac{1 \cdot (1 + e^{-x}) - x \cdot (-e^{-x})}{(1 + e^{-x})^{2}} \\
&= \frac{1 + e^{-x} + x e^{-x}}{(1 + e^{-x})^{2}} \\
&= \frac{e^{x} (1 + x + e^{x})}{(1 + e^{x})^{2}}
\end{aligned}
\]
""",
        (5, r"x \cdot (-e^{-x})", r"x \cdot e^{-x}", "sign"),
        (6, r"+ x e^{-x}", r"+ e^{-x}", "factor"),
        (7, r"{e^{x} (1", r"{(1", "factor"),
    ),
    (
        "swish, facts",
        r"""# Swish

With $f(x) = x \sigma(x)$:

- $f(0) = 0$ and $f'(0) = \frac{1}{2}$
- $f(x) - f(-x) = x$
- $f'(x) + f'(-x) = 1$
- $\lim_{x \to -\infty} f(x) = 0$
- $\min_x f(x) \approx -0.27846$
- $\max_x f'(x) \approx 1.09984$
""",
        (5, r"\frac{1}{2}", r"1", "constant"),
        (6, r"= x$", r"= 0$", "constant"),
        (7, r"= 1$", r"= 0$", "constant"),
        (8, r"= 0$", r"= -\infty$", "limit"),
        (9, r"-0.27846", r"-0.28746", "constant"),
        (10, r"1.09984", r"1.12890", "constant"),
    ),
    (
        "swish with a slope",
        r"""# Swish with the parameter $\beta > 0$

$$
\begin{aligned}
\frac{d}{dx} \left(x \sigma(\beta x)\right) &= \sigma(\beta x) + x \cdot \beta \sigma'(\beta x) \\
&= \sigma(\beta x) + \beta x \sigma(\beta x) (1 - \sigma(\beta x))
\end{aligned}
$$
""",
        (5, r"x \cdot \beta \sigma'", r"x \cdot \sigma'", "factor"),
        (6, r"+ \beta x", r"+ \beta^{2} x", "exponent"),
        (6, r"+ \beta x", r"- \beta x", "sign"),
    ),
    (
        "GELU, first derivative",
        r"""# GELU

Here $\Phi(x) = \frac{1}{2} \left(1 + \operatorname{erf}\left(\frac{x}{\sqrt{2}}\right)\right)$ and $\phi(x) = \frac{1}{\sqrt{2\pi}} e^{-x^2/2}$.

$$
\begin{aligned}
\operatorname{GELU}'(x) &= \frac{d}{dx} (x \Phi(x)) \\
&= \Phi(x) + x \Phi'(x) \\
&= \Phi(x) + x \phi(x)
\end{aligned}
$$
""",
        (8, r"+ x \Phi'(x)", r"+ \Phi'(x)", "factor"),
        (9, r"+ x", r"- x", "sign"),
        (9, r"x \phi(x)", r"x \Phi(x)", "function"),
    ),
    (
        "GELU, second derivative",
        r"""# GELU

$$
\begin{aligned}
\frac{d^{2}}{dx^{2}} \left(x \Phi(x)\right) &= \frac{d}{dx} \left(\Phi(x) + x \phi(x)\right) \\
&= \phi(x) + \phi(x) - x^{2} \phi(x) \\
&= (2 - x^{2}) \phi(x)
\end{aligned}
$$
""",
        (6, r"- x^{2}", r"+ x^{2}", "sign"),
        (7, r"2 - x^{2}", r"1 - x^{2}", "constant"),
        (7, r"x^{2}", r"x", "exponent"),
    ),
    (
        "normal density",
        r"""# The normal distribution

$$
\begin{aligned}
\Phi'(x) &= \frac{1}{2} \cdot \frac{2}{\sqrt{\pi}} e^{-x^{2}/2} \cdot \frac{1}{\sqrt{2}} \\
&= \frac{1}{\sqrt{2 \pi}} e^{-x^{2}/2} \\
&= \phi(x)
\end{aligned}
$$

$$
\phi'(x) = -x \phi(x)
$$
""",
        (5, r"\cdot \frac{1}{\sqrt{2}}", r"\cdot \frac{1}{2}", "constant"),
        (6, r"{\sqrt{2 \pi}}", r"{\sqrt{\pi}}", "constant"),
        (12, r"-x \phi(x)", r"x \phi(x)", "sign"),
    ),
    (
        "GELU, Unicode facts",
        """# GELU

GELU(x) = x·Φ(x)

GELU′(x) = Φ(x) + x·φ(x)

GELU″(x) = (2 − x²)·φ(x)

Φ(x) + Φ(−x) = 1
""",
        (5, "+ x·φ(x)", "+ φ(x)", "factor"),
        (7, "(2 − x²)", "(2 − x)", "exponent"),
        (9, "= 1", "= 0", "constant"),
    ),
    (
        "Mish",
        r"""# Mish

\begin{align*}
\frac{d}{dx} \left(x \tanh(\ln(1 + e^{x}))\right)
&= \tanh(\ln(1 + e^{x})) + x \left(1 - \tanh^{2}(\ln(1 + e^{x}))\right) \cdot \frac{e^{x}}{1 + e^{x}} \\
&= \tanh(\ln(1 + e^{x})) + x \sigma(x) \left(1 - \tanh^{2}(\ln(1 + e^{x}))\right)
\end{align*}
""",
        (5, r"\cdot \frac{e^{x}}{1 + e^{x}}", r"\cdot \frac{1}{1 + e^{x}}", "factor"),
        (6, r"+ x \sigma(x)", r"+ \sigma(x)", "factor"),
        (6, r"\left(1 - \tanh", r"\left(1 + \tanh", "sign"),
    ),
    (
        "ReLU",
        r"""# ReLU

$\operatorname{ReLU}(x) = \max(0, x)$

$$
\operatorname{ReLU}'(x) = \begin{cases} 1 & \text{if } x > 0 \\ 0 & \text{if } x < 0 \end{cases}
$$

$\frac{x + |x|}{2} = \operatorname{ReLU}(x)$

$\operatorname{ReLU}(x) - \operatorname{ReLU}(-x) = x$

The range of $\operatorname{ReLU}$ is $[0, \infty)$.
""",
        (6, r"0 & \text{if } x < 0", r"-1 & \text{if } x < 0", "constant"),
        (9, r"x + |x|", r"x - |x|", "sign"),
        (11, r"= x$", r"= |x|$", "function"),
        (13, r"[0, \infty)", r"(-\infty, \infty)", "range"),
    ),
    (
        "Leaky ReLU",
        r"""# Leaky ReLU

$$
f(x) = \begin{cases} x & x > 0 \\ 0.01 x & x \le 0 \end{cases}
$$

$$
f'(x) = \begin{cases} 1 & x > 0 \\ 0.01 & x < 0 \end{cases}
$$

- $f(-2) = -0.02$
- $\max(0.01 x, x) = f(x)$
- The range of $f$ is $(-\infty, \infty)$.
""",
        (8, r"0.01 & x < 0", r"0.1 & x < 0", "constant"),
        (11, r"= -0.02", r"= 0.02", "sign"),
        (12, r"\max", r"\min", "function"),
        (13, r"(-\infty, \infty)", r"[0, \infty)", "range"),
    ),
    (
        "ELU",
        r"""# ELU with $\alpha = 1$

$$
f(x) = \begin{cases} x & \text{if } x > 0 \\ e^{x} - 1 & \text{if } x \le 0 \end{cases}
$$

- $f'(x) = 1$ for $x > 0$
- $f'(x) = e^{x}$ for $x < 0$
- $f'(x) = f(x) + 1$ for $x < 0$
- $\lim_{x \to -\infty} f(x) = -1$
- The range of $f$ is $(-1, \infty)$.
- $f(-1) \approx -0.6321$
""",
        (8, r"= e^{x}", r"= e^{x} - 1", "constant"),
        (9, r"+ 1", r"- 1", "sign"),
        (10, r"= -1", r"= 0", "limit"),
        (11, r"(-1, \infty)", r"(0, \infty)", "range"),
        (12, r"-0.6321", r"-0.3679", "constant"),
    ),
    (
        "Gaussian",
        r"""# A bell

$$
\begin{aligned}
\frac{d^{2}}{dx^{2}} e^{-x^{2}} &= \frac{d}{dx} \left(-2x e^{-x^{2}}\right) \\
&= -2 e^{-x^{2}} + 4x^{2} e^{-x^{2}} \\
&= (4x^{2} - 2) e^{-x^{2}}
\end{aligned}
$$
""",
        (5, r"-2x e", r"-x e", "factor"),
        (6, r"+ 4x^{2}", r"- 4x^{2}", "sign"),
        (6, r"4x^{2}", r"4x", "exponent"),
        (7, r"- 2)", r"+ 2)", "sign"),
    ),
    (
        "arctangent, in German",
        r"""# Arkustangens

Die zweite Ableitung von $\arctan x$ ist

$$
\begin{aligned}
\frac{d}{dx} \frac{1}{1 + x^{2}} &= -\frac{1}{(1 + x^{2})^{2}} \cdot 2x \\
&= -\frac{2x}{(1 + x^{2})^{2}}
\end{aligned}
$$
""",
        (7, r"\cdot 2x", r"\cdot x", "factor"),
        (7, r"= -\frac", r"= \frac", "sign"),
        (8, r")^{2}}", r")^{3}}", "exponent"),
    ),
)
