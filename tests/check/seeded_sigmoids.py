"""Correct derivations about sigmoid, tanh and softplus, with errors to seed."""

# ruff: noqa: E501 -- a line of a derivation stays one line

# Name, text, and edits: line, what is right there, what is wrong, kind of error.
Edit = tuple[int, str, str, str]

SIGMOIDS: tuple[tuple[str, str, *tuple[Edit, ...]], ...] = (
    (
        "sigmoid, aligned",
        r"""# Sigmoid

$$
\begin{aligned}
\sigma'(x) &= \frac{d}{dx} \left[\left(1 + e^{-x}\right)^{-1}\right] \\
&= -\left(1 + e^{-x}\right)^{-2} \cdot \left(-e^{-x}\right) \\
&= \frac{e^{-x}}{\left(1 + e^{-x}\right)^{2}} \\
&= \frac{1}{1 + e^{-x}} \cdot \frac{e^{-x}}{1 + e^{-x}} \\
&= \sigma(x) \left(1 - \sigma(x)\right)
\end{aligned}
$$
""",
        (6, r"\left(-e^{-x}\right)", r"e^{-x}", "sign"),
        (6, r"^{-2}", r"^{-3}", "exponent"),
        (7, r"\right)^{2}", r"\right)^{3}", "exponent"),
        (7, r"\frac{e^{-x}}", r"\frac{e^{x}}", "sign"),
        (8, r"\cdot \frac{e^{-x}}{1 + e^{-x}}", r"\cdot \frac{e^{-x}}{1 - e^{-x}}", "sign"),
        (9, r"1 - \sigma(x)", r"1 + \sigma(x)", "sign"),
    ),
    (
        "sigmoid, align*",
        r"""## Derivative of the logistic function

\begin{align*}
\frac{d}{dx} \sigma(x) &= \frac{0 \cdot (1 + e^{-x}) - 1 \cdot (-e^{-x})}{(1 + e^{-x})^2} \\
&= \frac{e^{-x}}{(1 + e^{-x})^2} \\
&= \frac{1 + e^{-x} - 1}{(1 + e^{-x})^2} \\
&= \frac{1}{1 + e^{-x}} - \frac{1}{(1 + e^{-x})^2} \\
&= \sigma(x) - \sigma(x)^2
\end{align*}
""",
        (4, r"1 \cdot (-e^{-x})", r"1 \cdot e^{-x}", "sign"),
        (6, r"- 1}", r"- 2}", "constant"),
        (7, r"} - \frac", r"} + \frac", "sign"),
        (8, r"\sigma(x)^2", r"2 \sigma(x)^2", "constant"),
    ),
    (
        "sigmoid, displays that go on",
        r"""### Logistic sigmoid

We differentiate with the chain rule.

\[ \frac{d \sigma}{d x} = -\frac{1}{(1 + e^{-x})^2} \cdot \frac{d}{dx} (1 + e^{-x}) \]

Now the inner derivative:

\[ = -\frac{1}{(1 + e^{-x})^2} \cdot (-e^{-x}) \]

\[ = \frac{e^{-x}}{(1 + e^{-x})^2} \]

\[ = \frac{1}{e^{x} + 2 + e^{-x}} \]
""",
        (9, r"= -\frac", r"= \frac", "sign"),
        (11, r"{e^{-x}}", r"{-e^{-x}}", "sign"),
        (13, r"+ 2 +", r"+ 1 +", "constant"),
    ),
    (
        "sigmoid, left side repeated",
        r"""# Sigmoid

Let $y = \frac{1}{1 + e^{-x}}$.

- $\frac{dy}{dx} = \frac{e^{-x}}{(1 + e^{-x})^{2}}$
- $\frac{dy}{dx} = \frac{e^{x}}{(e^{x} + 1)^{2}}$
- $\frac{dy}{dx} = y (1 - y)$
- $\frac{d^{2} y}{dx^{2}} = y (1 - y) (1 - 2 y)$
""",
        (6, r"(e^{x} + 1)", r"(e^{x} - 1)", "sign"),
        (7, r"y (1 - y)", r"y (1 - y^{2})", "exponent"),
        (8, r"(1 - 2 y)", r"(1 - y)", "factor"),
        (8, r"(1 - 2 y)", r"(2 y - 1)", "sign"),
    ),
    (
        "sigmoid, Unicode",
        """# Sigmoid

The function is σ(x) = 1/(1 + e^(−x)).

σ′(x) = e^(−x)/(1 + e^(−x))²

σ′(x) = σ(x)(1 − σ(x))

σ″(x) = σ(x)(1 − σ(x))(1 − 2σ(x))

σ(−x) = 1 − σ(x)
""",
        (5, "= e^(−x)", "= −e^(−x)", "sign"),
        (7, "(1 − σ(x))", "(1 − σ(x)²)", "exponent"),
        (9, "(1 − 2σ(x))", "(1 − σ(x))", "constant"),
        (11, "1 − σ(x)", "−σ(x)", "constant"),
    ),
    (
        "sigmoid, keyboard",
        """# Sigmoid

`f(x) = 1/(1 + exp(-x))`

`f'(x) = exp(-x)/(1 + exp(-x))**2`

`f'(x) = f(x)*(1 - f(x))`

`f'(0) = 0.25`
""",
        (5, "**2", "**3", "exponent"),
        (5, "= exp(-x)", "= exp(x)", "sign"),
        (7, "(1 - f(x))", "(1 + f(x))", "sign"),
        (9, "0.25", "0.5", "constant"),
    ),
    (
        "sigmoid, second derivative",
        r"""# Second derivative of the sigmoid

$$
\begin{aligned}
\sigma''(x) &= \frac{d}{dx} \left(\sigma(x) - \sigma(x)^{2}\right) \\
&= \sigma'(x) - 2 \sigma(x) \sigma'(x) \\
&= \sigma'(x) (1 - 2 \sigma(x)) \\
&= \sigma(x) (1 - \sigma(x)) (1 - 2 \sigma(x)) \\
&= \sigma(x) - 3 \sigma(x)^{2} + 2 \sigma(x)^{3}
\end{aligned}
$$
""",
        (6, r"- 2 \sigma(x) \sigma'(x)", r"- 2 \sigma(x)", "factor"),
        (7, r"1 - 2", r"1 + 2", "sign"),
        (8, r"(1 - \sigma(x))", r"(1 - \sigma(x))^{2}", "exponent"),
        (9, r"- 3", r"- 2", "constant"),
    ),
    (
        "sigmoid, facts",
        r"""# Sigmoid

With $\sigma(x) = \frac{1}{1 + e^{-x}}$:

- The range of $\sigma$ is $(0, 1)$.
- $\lim_{x \to \infty} \sigma(x) = 1$
- $\lim_{x \to -\infty} \sigma(x) = 0$
- $\max_x \sigma'(x) = \frac{1}{4}$
- $\sigma(-x) = 1 - \sigma(x)$
- $\sigma'(0) = 0.25$
- $\sigma(2) \approx 0.8808$
""",
        (5, "(0, 1)", "(-1, 1)", "range"),
        (6, "= 1$", r"= \infty$", "limit"),
        (7, "= 0$", "= -1$", "limit"),
        (8, "{4}", "{2}", "constant"),
        (9, "1 - ", "-", "constant"),
        (11, "0.8808", "0.8880", "constant"),
    ),
    (
        "sigmoid of a multiple",
        r"""# A steeper sigmoid

$$
\begin{aligned}
\frac{d}{dx} \frac{1}{1 + e^{-3x}} &= -\left(1 + e^{-3x}\right)^{-2} \cdot \left(-3 e^{-3x}\right) \\
&= \frac{3 e^{-3x}}{\left(1 + e^{-3x}\right)^{2}} \\
&= 3 \sigma(3x) (1 - \sigma(3x))
\end{aligned}
$$
""",
        (5, r"\left(-3 e^{-3x}\right)", r"\left(-e^{-3x}\right)", "factor"),
        (6, r"\frac{3 e", r"\frac{e", "factor"),
        (7, r"1 - \sigma(3x)", r"1 - \sigma(x)", "argument"),
    ),
    (
        "log-sigmoid, with the rule of each line",
        r"""# Logarithm of the sigmoid

$$
\begin{aligned}
\frac{d}{dx} \ln \sigma(x) &= \frac{\sigma'(x)}{\sigma(x)} && \text{(chain rule)} \\
&= \frac{\sigma(x) (1 - \sigma(x))}{\sigma(x)} && \text{(slope of the sigmoid)} \\
&= 1 - \sigma(x) && \text{(cancel)} \\
&= \sigma(-x) && \text{(symmetry)}
\end{aligned}
$$
""",
        (5, r"{\sigma(x)} &&", r"{\sigma(x)^{2}} &&", "exponent"),
        (7, r"1 - \sigma(x)", r"1 + \sigma(x)", "sign"),
        (8, r"\sigma(-x)", r"-\sigma(x)", "sign"),
    ),
    (
        "tanh, quotient rule",
        r"""# Tanh

$$
\begin{aligned}
\frac{d}{dx} \tanh(x) &= \frac{(e^x + e^{-x})(e^x + e^{-x}) - (e^x - e^{-x})(e^x - e^{-x})}{(e^x + e^{-x})^2} \\
&= 1 - \frac{(e^x - e^{-x})^2}{(e^x + e^{-x})^2} \\
&= 1 - \tanh^2(x)
\end{aligned}
$$
""",
        (5, r") - (", r") + (", "sign"),
        (6, r"= 1 -", r"= 1 +", "sign"),
        (7, r"\tanh^2(x)", r"\tanh(x)", "exponent"),
    ),
    (
        "tanh, hyperbolic functions",
        r"""## tanh

\begin{align}
\tanh' x &= \frac{\cosh x \cdot \cosh x - \sinh x \cdot \sinh x}{\cosh^{2} x} \\
&= \frac{1}{\cosh^{2} x} \\
&= 1 - \tanh^{2} x
\end{align}
""",
        (4, r"- \sinh x \cdot \sinh x", r"- \sinh x \cdot \cosh x", "function"),
        (5, r"\cosh^{2}", r"\sinh^{2}", "function"),
        (6, r"1 -", r"1 +", "sign"),
    ),
    (
        "tanh, Unicode",
        """# Tanh

tanh(x) = (e^x − e^(−x))/(e^x + e^(−x))

tanh′(x) = 1 − tanh²(x)

tanh″(x) = −2·tanh(x)·(1 − tanh²(x))

2σ(2x) − 1 = tanh(x)
""",
        (5, "1 − ", "1 + ", "sign"),
        (7, "−2·", "2·", "sign"),
        (9, "2σ(2x)", "2σ(x)", "argument"),
    ),
    (
        "tanh, facts",
        r"""# Tanh

- The range of $\tanh$ is $(-1, 1)$.
- $\tanh(-x) = -\tanh(x)$
- $\max_x \tanh'(x) = 1$
- $\lim_{x \to -\infty} \tanh(x) = -1$
- $\tanh(1) \approx 0.7616$
""",
        (3, "(-1, 1)", "(0, 1)", "range"),
        (4, r"-\tanh(x)", r"\tanh(x)", "sign"),
        (5, "= 1$", r"= \frac{1}{4}$", "constant"),
        (6, "= -1$", "= 0$", "limit"),
        (7, "0.7616", "0.7661", "constant"),
    ),
    (
        "tanh from the sigmoid, in Spanish",
        r"""# Tangente hiperbólica

Con la función sigmoide $\sigma(x) = \frac{1}{1 + e^{-x}}$ se obtiene

$$
\begin{aligned}
2 \sigma(2x) - 1 &= \frac{2}{1 + e^{-2x}} - 1 \\
&= \frac{1 - e^{-2x}}{1 + e^{-2x}} \\
&= \tanh(x)
\end{aligned}
$$
""",
        (7, r"- 1 \\", r"+ 1 \\", "sign"),
        (8, r"{1 - e^{-2x}}", r"{1 - e^{-x}}", "argument"),
        (9, r"\tanh(x)", r"\tanh(2x)", "argument"),
    ),
    (
        "softplus, aligned",
        r"""# Softplus

$$
\begin{aligned}
\frac{d}{dx} \ln(1 + e^{x}) &= \frac{1}{1 + e^{x}} \cdot e^{x} \\
&= \frac{e^{x}}{1 + e^{x}} \\
&= \frac{1}{1 + e^{-x}} \\
&= \sigma(x)
\end{aligned}
$$
""",
        (5, r"\cdot e^{x}", r"\cdot e^{-x}", "sign"),
        (6, r"\frac{e^{x}}", r"\frac{1}", "factor"),
        (7, r"e^{-x}", r"e^{x}", "sign"),
        (8, r"\sigma(x)", r"\sigma'(x)", "function"),
    ),
    (
        "softplus, facts",
        r"""# Softplus

Let $f(x) = \ln(1 + e^{x})$.

- $f'(x) = \sigma(x)$
- $f''(x) = \sigma(x) (1 - \sigma(x))$
- $f(x) - f(-x) = x$
- $\lim_{x \to -\infty} f(x) = 0$
- The range of $f$ is $(0, \infty)$.
- $f(0) = \ln 2$
""",
        (5, r"\sigma(x)", r"\tanh(x)", "function"),
        (6, r"1 - \sigma(x)", r"1 - 2 \sigma(x)", "constant"),
        (7, r"= x", r"= 2x", "constant"),
        (8, r"= 0", r"= -\infty", "limit"),
        (9, r"(0, \infty)", r"(-1, \infty)", "range"),
        (10, r"\ln 2", r"1", "constant"),
    ),
    (
        "logit",
        r"""# The inverse of the sigmoid

For $0 < y < 1$:

$$
\begin{aligned}
\frac{d}{dy} \left(\ln y - \ln(1 - y)\right) &= \frac{1}{y} + \frac{1}{1 - y} \\
&= \frac{1 - y + y}{y (1 - y)} \\
&= \frac{1}{y (1 - y)}
\end{aligned}
$$
""",
        (7, r"} + \frac", r"} - \frac", "sign"),
        (8, r"+ y}", r"- y}", "sign"),
        (9, r"y (1 - y)", r"1 - y", "factor"),
    ),
)
