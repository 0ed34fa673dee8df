"""Small documents with the verdicts that they have to get."""

# A row: a name, the text, and every decided claim as "line kind status code"; the code is left
# out where there is none. Claims that stay unknown are not listed.
MARKDOWN: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "a right definition and a right derivative",
        "# Sigmoid\n\n$$\\sigma(x) = \\frac{1}{1+e^{-x}}$$\n\n"
        "$$\\sigma'(x) = \\sigma(x)(1-\\sigma(x))$$\n",
        ("3 definition proved", "5 derivative proved"),
    ),
    (
        "a wrong derivative",
        "# Tanh\n\n$$\\tanh'(x) = 1 + \\tanh^2(x)$$\n",
        ("3 derivative refuted SA203",),
    ),
    (
        "a definition under another name",
        "$\\mathrm{ReLU}(x) = \\min(0, x)$ and $\\mathrm{ReLU}(x) = \\max(0, x)$\n",
        ("1 definition refuted SA202", "1 definition proved"),
    ),
    (
        "one wrong line in a chain",
        r"""$$\begin{aligned}
\sigma'(x) &= \frac{e^{-x}}{(1+e^{-x})^2} \\
&= \frac{1}{1+e^{-x}} \cdot \frac{e^{-x}}{1+e^{-x}} \\
&= \sigma(x) (1+\sigma(x)) \\
&= \sigma(x) + \sigma^2(x)
\end{aligned}$$
""",
        ("2 derivative proved", "3 derivation-step proved", "4 derivation-step refuted SA204",
         "5 derivation-step proved"),
    ),
    (
        "a wrong line that the next one takes back",
        r"""$$\begin{aligned}
\sigma'(x) &= \frac{e^{-x}}{(1+e^{-x})^2} \\
&= \sigma(x) (1+\sigma(x)) \\
&= \sigma(x) - \sigma^2(x)
\end{aligned}$$
""",
        ("2 derivative proved", "3 derivation-step refuted SA204"),
    ),
    (
        "a left side that is repeated",
        r"""$$\begin{aligned}
\sigma'(x) &= \frac{e^{-x}}{(1+e^{-x})^2} \\
\sigma'(x) &= \sigma(x) (1+\sigma(x)) \\
\sigma'(x) &= \sigma(x) (1-\sigma(x))
\end{aligned}$$
""",
        ("2 derivative proved", "3 derivative refuted SA203", "4 derivative proved"),
    ),
    (
        "a value at a kink",
        r"ReLU: $f(x) = \max(0, x)$, $f'(x) = \begin{cases} 1 & x \ge 0 \\ 0 & x < 0 \end{cases}$",
        ("1 definition proved", "1 derivative proved SA230"),
    ),
    (
        "a kink left out",
        r"ReLU: $f(x) = \max(0, x)$, $f'(x) = \begin{cases} 1 & x > 0 \\ 0 & x < 0 \end{cases}$",
        ("1 definition proved", "1 derivative proved"),
    ),
    (
        "cases that change at the wrong place",
        r"ReLU: $f(x) = \max(0, x)$, $f'(x) = \begin{cases} 1 & x > 1 \\ 0 & x \le 1 \end{cases}$",
        ("1 definition proved", "1 derivative refuted SA203"),
    ),
    (
        "the input where the output is meant",
        "# Sigmoid\n\n$\\sigma'(x) = x(1-x)$\n",
        ("3 derivative refuted SA221",),
    ),
    (
        "the output named",
        "# Sigmoid\n\nLet $y = \\sigma(x)$. Then $\\frac{dy}{dx} = y(1-y)$.\n",
        ("3 definition proved", "3 derivative proved"),
    ),
    (
        "changes of the domain",
        "$\\frac{x^2-1}{x-1} = x+1$ and $\\ln(x^2) = 2\\ln x$\n",
        ("1 identity proved SA231", "1 identity proved SA231"),
    ),
    ("a closed range", "# Sigmoid\n\nRange: $[0, 1]$\n", ("3 range refuted SA220",)),
    ("an open range", "# Sigmoid\n\nRange: $(0, 1)$\n", ("3 range proved",)),
    ("another range", "# Sigmoid\n\nRange: $(-1, 1)$\n", ("3 range refuted SA205",)),
    ("an attained end", "# ReLU\n\nRange: $(0, \\infty)$\n", ("3 range refuted SA220",)),
    ("a half-open range", "# ReLU\n\nRange: $[0, \\infty)$\n", ("3 range proved",)),
    (
        "a set that holds the range",
        "$\\sigma(x) \\in [0, 1]$ and $\\sigma(x) \\in (0, 1)$\n",
        ("1 range proved", "1 range proved"),
    ),
    ("a range in words", "# Tanh\n\nThe output lies between -1 and 1.\n", ("3 range proved",)),
    (
        "bounds",
        "$0 < \\sigma(x) < 1$, $\\tanh^2(x) < 1$, $|\\tanh x| \\le 1$\n",
        ("1 range proved", "1 range proved", "1 range proved"),
    ),
    (
        "a supremum that is no maximum",
        "$\\sup_x \\tanh(x) = 1$, $\\max_x \\tanh(x) = 1$\n",
        ("1 extremum proved", "1 extremum refuted SA206"),
    ),
    (
        "an infimum that is no minimum",
        "$\\inf_x \\tanh(x) = -1$, $\\min_x \\tanh(x) = -1$\n",
        ("1 extremum proved", "1 extremum refuted SA206"),
    ),
    ("a maximum", "$\\max_x \\sigma'(x) = \\frac14$\n", ("1 extremum proved",)),
    (
        "a maximum in words",
        "The derivative of the sigmoid has its maximum 0.25 at $x = 0$.\n",
        ("1 extremum proved",),
    ),
    (
        "a wrong maximum in words",
        "The derivative of the sigmoid has its maximum 0.5 at $x = 0$.\n",
        ("1 extremum refuted SA206",),
    ),
    (
        "a maximum in brackets",
        "# Sigmoid\n\n$\\sigma'(x) = \\sigma(x)(1-\\sigma(x))$ (max: 0.25 at x = 0)\n",
        ("3 derivative proved", "3 extremum proved"),
    ),
    (
        "limits",
        "$\\lim_{x\\to\\infty} \\tanh(x) = 1$, $\\lim_{x\\to-\\infty} \\tanh(x) = 1$, "
        "$\\lim_{x \\to 0} \\frac{\\tanh x}{x} = 1$\n",
        ("1 limit proved", "1 limit refuted SA207", "1 limit proved"),
    ),
    (
        "properties of tanh",
        "# Tanh\n\n- It is monotonically increasing.\n- It is convex.\n- It is bounded.\n",
        ("3 property proved", "4 property refuted SA208", "5 property proved"),
    ),
    (
        "properties of ReLU",
        "# ReLU\n\n- It is convex.\n- It is differentiable everywhere.\n",
        ("3 property proved", "4 property refuted SA208"),
    ),
    (
        "numbers rounded well",
        "$\\sigma(1) = 0.731$, $\\sigma(1) = 0.7311$, $\\sigma(1) \\approx 0.73$\n",
        ("1 numeric-evaluation proved",) * 3,
    ),
    (
        "numbers cut off and not rounded",
        "$\\sigma(1) = 0.7310$ and $\\sigma(1) = 0.7310585$\n",
        (),
    ),
    ("an exact number", "$\\sigma(0) = 0.5$, $\\tanh(0) = 1$\n",
     ("1 numeric-evaluation proved", "1 numeric-evaluation refuted SA211")),
    (
        "a decimal comma",
        "$\\tanh(1) = 0{,}7616$ and $\\tanh(1) = 0{,}7716$\n",
        ("1 numeric-evaluation proved", "1 numeric-evaluation refuted SA211"),
    ),
    (
        "a comma that may be a decimal point",
        "$\\sigma(1) = 0,7311$\n",
        (),
    ),
    (
        "matrices",
        r"""$\begin{bmatrix}1&2\\3&4\end{bmatrix}\begin{bmatrix}1\\1\end{bmatrix}
= \begin{bmatrix}3\\7\end{bmatrix}$

$\begin{bmatrix}1&2\\3&4\end{bmatrix}\begin{bmatrix}1\\1\end{bmatrix}
= \begin{bmatrix}3\\8\end{bmatrix}$

$\begin{bmatrix}1&2\\3&4\end{bmatrix}\begin{bmatrix}1&1\end{bmatrix}
= \begin{bmatrix}3\\7\end{bmatrix}$
""",
        ("1 matrix-arithmetic proved", "4 matrix-arithmetic refuted SA209",
         "7 matrix-arithmetic refuted SA210"),
    ),
    (
        "named matrices",
        r"""$W = \begin{bmatrix}1&2\\3&4\end{bmatrix}$, $x = \begin{bmatrix}1\\2\end{bmatrix}$

$Wx = \begin{bmatrix}5\\11\end{bmatrix}$, $W^\top x = \begin{bmatrix}7\\10\end{bmatrix}$

$Wx = \begin{bmatrix}5\\12\end{bmatrix}$, $\|x\|_2^2 = 5$
""",
        ("3 matrix-arithmetic proved", "3 matrix-arithmetic proved",
         "5 matrix-arithmetic refuted SA209", "5 matrix-arithmetic proved"),
    ),
    (
        "a gradient",
        "Let $z = Wx+b$, $a = \\sigma(z)$ and $L = \\frac12\\|a - y\\|^2$.\n\n"
        "$$\\frac{\\partial L}{\\partial W} = ((a-y)\\odot\\sigma'(z)) x^\\top$$\n",
        ("3 gradient proved",),
    ),
    (
        "a gradient in the wrong order",
        "Let $z = Wx+b$, $a = \\sigma(z)$ and $L = \\frac12\\|a - y\\|^2$.\n\n"
        "$$\\frac{\\partial L}{\\partial W} = x^\\top ((a-y)\\odot\\sigma'(z))$$\n",
        ("3 gradient refuted SA222",),
    ),
    (
        "a gradient without the factor of the activation",
        "Let $z = Wx+b$, $a = \\sigma(z)$ and $L = \\frac12\\|a - y\\|^2$.\n\n"
        "$$\\frac{\\partial L}{\\partial z} = a-y$$\n",
        ("3 gradient refuted SA223",),
    ),
    (
        "a table with a header",
        r"""| Function | Formula | Derivative | Range |
|---|---|---|---|
| Sigmoid | $\frac{1}{1+e^{-x}}$ | $f(x)(1-f(x))$ | $(0, 1)$ |
| Tanh | $\tanh(x)$ | $1-f(x)^2$ | $[-1, 1]$ |
| Softplus | $\ln(1+e^x)$ | $\frac{1}{1+e^x}$ | $(0,\infty)$ |
""",
        ("3 definition proved", "3 derivative proved", "3 range proved",
         "4 definition proved", "4 derivative proved", "4 range refuted SA220",
         "5 definition proved", "5 derivative refuted SA203", "5 range proved"),
    ),
    (
        "one letter in two sections",
        "# Swish\n\n$f(x) = x\\sigma(x)$\n\n$f'(x) = \\sigma(x) + x\\sigma(x)(1-\\sigma(x))$\n\n"
        "# Softplus\n\n$f(x) = \\ln(1+e^x)$\n\n$f'(x) = \\sigma(x)$\n",
        ("3 definition proved", "5 derivative proved", "9 definition proved",
         "11 derivative proved"),
    ),
    (
        "a letter that is defined anew",
        "Let $f(x) = x^2$. Then $f'(x) = 2x$.\n\nLet $f(x) = x^3$. Then $f'(x) = 3x^2$.\n",
        ("1 derivative proved", "3 derivative proved"),
    ),
    (
        "conditions in words",
        "# ReLU\n\nFor $x > 0$: $f'(x) = 1$. For $x < 0$: $f'(x) = 0$.\n",
        ("3 derivative proved", "3 derivative proved"),
    ),
    (
        "a name for a part",
        "Let $u = 1 + e^{-x}$. Then $\\frac{du}{dx} = -e^{-x}$ and $\\frac{du}{dx} = e^{-x}$.\n",
        ("1 derivative proved", "1 derivative refuted SA203"),
    ),
    (
        "an arrow between steps",
        "$f(x) = x^2 \\Rightarrow f'(x) = 3x$\n",
        ("1 derivative refuted SA203",),
    ),
    (
        "values of a derivative",
        "$f(x) = x^2$, $f'(1) = 2$, $f'(2) = 5$\n",
        ("1 numeric-evaluation proved", "1 numeric-evaluation refuted SA211"),
    ),
    (
        "a letter without a value",
        "$\\alpha > 0$. $f(x) = \\alpha(e^x - 1)$, $f'(x) = \\alpha e^x = f(x) + \\alpha$\n",
        ("1 derivative proved", "1 derivation-step proved"),
    ),
    (
        "sigma for another function",
        "Here $\\sigma(x) = \\max(0, x)$ is the activation. $\\sigma'(x) = 1$ for $x > 0$.\n",
        ("1 derivative proved",),
    ),
    (
        "damaged LaTeX",
        "# Tanh\n\n$$anh(x)=rac{e^{x}-e^{-x}}{e^{x}+e^{-x}}$$\n\n$$anh'(x) = 1 + anh^2(x)$$\n",
        ("3 definition proved", "5 derivative refuted SA203"),
    ),
)  # fmt: skip

# Nothing in these may be refuted or proved: it is no claim, or it is about something else.
UNCLAIMED = (
    "Assume that $\\tanh(x) = 2$.",
    "Suppose $f'(x) = 2x$. Then $f(x) = x^2$.",
    "If $\\sigma'(x) = \\sigma(x)$, then $\\sigma(x) = e^x$.",
    "Let $\\sigma$ be the standard deviation: $\\sigma(x) = 2$.",
    "where $\\sigma$ is the standard deviation, $\\sigma^2 = 4$ and $\\sigma = 2$.",
    "# Tanh\n\nUnlike the sigmoid, its range is $(0, 1)$.",
    "# Tanh\n\nUnlike ReLU, it is not unbounded.",
    "Solve $x^2 - 3x + 2 = 0$ for $x$.",
    "It is not true that $\\tanh'(x) = 1 + \\tanh^2(x)$.",
    "A common mistake is to write $\\tanh'(x) = 1 + \\tanh^2(x)$.",
    "```python\ny = 1 + np.tanh(x)\nassert y == x\n```",
    "Set $\\alpha = 0.01$ and $n = 3$.",
    "$x_{n+1} = x_n - \\eta f'(x_n)$",
    "$w \\leftarrow w - \\eta \\frac{\\partial L}{\\partial w}$",
)

# The same facts in the other kinds of files: the name of the file, its text, the decided claims.
FILES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "notes.tex",
        r"""\documentclass{article}
\newcommand{\relu}{\operatorname{ReLU}}
\begin{document}
\section{ReLU}
\begin{align}
\relu(x) &= \max(0, x) \\
\relu'(x) &= \begin{cases} 1 & x > 0 \\ 0 & x < 0 \end{cases} % $\sigma(x) = 2$
\end{align}
The sigmoid: $\sigma'(x) = \sigma(x)(1+\sigma(x))$.
\end{document}
""",
        ("6 definition proved", "7 derivative proved", "9 derivative refuted SA203"),
    ),
    (
        "notes.rst",
        "Sigmoid\n=======\n\n.. math::\n\n   \\sigma'(x) = \\sigma(x)(1+\\sigma(x))\n\n"
        "and :math:`\\sigma(-x) = 1 - \\sigma(x)`.\n",
        ("6 derivative refuted SA203", "8 identity proved"),
    ),
    (
        "notes.txt",
        "sigmoid(x) = 1/(1+exp(-x))\nsigmoid'(x) = sigmoid(x)*(1 + sigmoid(x))\n"
        "tanh'(x) = 1 - tanh^2(x)\n",
        ("1 definition proved", "2 derivative refuted SA203", "3 derivative proved"),
    ),
    (
        "module.py",
        '''r"""The sigmoid function.

.. math:: \\sigma(x) = \\frac{1}{1+e^{-x}}

Its derivative is :math:`\\sigma'(x) = \\sigma(x)(1+\\sigma(x))`.
"""

def tanh(x):
    r"""Tanh: :math:`\\tanh'(x) = 1 - \\tanh^2(x)`."""
    y = 1 + x  # $\\tanh(x) = 2$
''',
        ("3 definition proved", "5 derivative refuted SA203", "8 derivative proved"),
    ),
)  # fmt: skip
