"""Correct derivations about losses and dense layers, with errors to seed."""

# ruff: noqa: E501 -- a line of a derivation stays one line

# Name, text, and edits: line, what is right there, what is wrong, kind of error.
Edit = tuple[int, str, str, str]

LAYERS: tuple[tuple[str, str, *tuple[Edit, ...]], ...] = (
    (
        "cross-entropy, with respect to the probability",
        r"""# Cross-entropy

For $0 < a < 1$:

$$
\begin{aligned}
\frac{d}{da} \left(-y \ln a - (1 - y) \ln(1 - a)\right) &= -\frac{y}{a} + \frac{1 - y}{1 - a} \\
&= \frac{-y (1 - a) + (1 - y) a}{a (1 - a)} \\
&= \frac{a - y}{a (1 - a)}
\end{aligned}
$$
""",
        (7, r"+ \frac{1 - y}", r"- \frac{1 - y}", "sign"),
        (8, r"+ (1 - y) a", r"+ (1 - y)", "factor"),
        (9, r"{a - y}", r"{y - a}", "sign"),
    ),
    (
        "cross-entropy, with respect to the score",
        r"""# Cross-entropy of a score

$$
\begin{aligned}
\frac{d}{dz} \left(\ln(1 + e^{z}) - y z\right) &= \frac{e^{z}}{1 + e^{z}} - y \\
&= \frac{1}{1 + e^{-z}} - y \\
&= \sigma(z) - y
\end{aligned}
$$
""",
        (5, r"} - y \\", r"} + y \\", "sign"),
        (6, r"e^{-z}", r"e^{z}", "sign"),
        (7, r"\sigma(z)", r"\sigma'(z)", "function"),
    ),
    (
        "squared error of a sigmoid",
        r"""# Squared error

\begin{align*}
\frac{d}{dz} \left(\frac{1}{2} (\sigma(z) - y)^{2}\right) &= (\sigma(z) - y) \sigma'(z) \\
&= (\sigma(z) - y) \sigma(z) (1 - \sigma(z))
\end{align*}
""",
        (4, r" \sigma'(z)", r"", "factor"),
        (4, r"&= (\sigma(z)", r"&= 2 (\sigma(z)", "constant"),
        (5, r"(1 - \sigma(z))", r"(1 + \sigma(z))", "sign"),
    ),
    (
        "dense layer, forward",
        r"""# A dense layer

$$
\begin{bmatrix} 1 & -1 \\ 0 & 2 \\ 3 & 1 \end{bmatrix} \begin{bmatrix} 1 \\ 2 \end{bmatrix} = \begin{bmatrix} -1 \\ 4 \\ 5 \end{bmatrix}
$$

$$
\begin{bmatrix} -1 \\ 4 \\ 5 \end{bmatrix} + \begin{bmatrix} 0 \\ 1 \\ -1 \end{bmatrix} = \begin{bmatrix} -1 \\ 5 \\ 4 \end{bmatrix}
$$
""",
        (4, r"= \begin{bmatrix} -1 \\ 4 \\ 5", r"= \begin{bmatrix} 3 \\ 4 \\ 5", "entry"),
        (4, r"\\ 4 \\ 5", r"\\ 4 \\ 7", "entry"),
        (8, r"= \begin{bmatrix} -1 \\ 5 \\ 4", r"= \begin{bmatrix} -1 \\ 5 \\ 6", "entry"),
    ),
    (
        "dense layer, backward",
        r"""# The way back

$$
\begin{bmatrix} 0 \\ 1 \\ -2 \end{bmatrix} \begin{bmatrix} 1 & 2 \end{bmatrix} = \begin{bmatrix} 0 & 0 \\ 1 & 2 \\ -2 & -4 \end{bmatrix}
$$

$$
\begin{bmatrix} 1 & 0 & 3 \\ -1 & 2 & 1 \end{bmatrix} \begin{bmatrix} 0 \\ 1 \\ -2 \end{bmatrix} = \begin{bmatrix} -6 \\ 0 \end{bmatrix}
$$
""",
        (4, r"-2 & -4", r"-2 & 4", "sign"),
        (8, r"= \begin{bmatrix} -6 \\ 0", r"= \begin{bmatrix} 6 \\ 0", "sign"),
        (8, r"= \begin{bmatrix} -6 \\ 0", r"= \begin{bmatrix} -6 \\ 4", "entry"),
    ),
    (
        "vanishing gradients",
        r"""# Vanishing gradients

- $\left(\frac{1}{4}\right)^{5} = \frac{1}{1024}$
- $\left(\frac{1}{4}\right)^{10} \approx 9.54 \cdot 10^{-7}$
- $0 < \sigma'(x) \le \frac{1}{4}$
""",
        (3, r"{1024}", r"{512}", "constant"),
        (4, r"10^{-7}", r"10^{-6}", "exponent"),
        (5, r"{4}", r"{5}", "constant"),
    ),
)
