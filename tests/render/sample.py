"""A document that holds every kind of block: the lecture in small."""

from symact.documents.model import (
    Aligned,
    Display,
    Document,
    Emphasis,
    Figure,
    Heading,
    Items,
    Line,
    PageBreak,
    Reference,
    Row,
    Statement,
    Strong,
    Table,
    Verbatim,
    line,
    paragraph,
)

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 200" width="360" height="200">'
    '<rect width="360" height="200" fill="#ffffff"/>'
    '<path d="M20 150 H340 M180 20 V180" stroke="#8892a0" stroke-width="1" fill="none"/>'
    '<path d="M20 148 C120 146 150 130 180 100 C210 70 240 54 340 52" stroke="#1f4e79" '
    'stroke-width="2.5" fill="none"/>'
    '<path d="M20 149 C120 147 150 125 180 125 C210 125 240 147 340 149" stroke="#b45309" '
    'stroke-width="2.5" fill="none" stroke-dasharray="6 4"/></svg>'
)


def _row(*cells: str) -> tuple[Line, ...]:
    return tuple(line(cell) for cell in cells)


ATLAS = Table(
    head=_row("Name", "$f(x)$", "$f'(x)$", r"$f(\mathbb{R})$", r"$\sup f'$"),
    rows=(
        _row(
            "Sigmoid",
            r"$\dfrac{1}{1+e^{-x}}$",
            r"$\sigma(x)\,(1-\sigma(x))$",
            "$(0,1)$",
            r"$\tfrac14$ at $0$",
        ),
        _row("Tanh", r"$\dfrac{e^x-e^{-x}}{e^x+e^{-x}}$", r"$1-\tanh^2 x$", "$(-1,1)$", "$1$ at 0"),
        _row(
            "ReLU",
            r"$\max(0,x)$",
            r"$\begin{cases}0 & x<0\\1 & x>0\end{cases}$",
            r"$[0,\infty)$",
            "$1$",
        ),
        _row(
            r"ELU, $\alpha>0$",
            r"$\begin{cases}\alpha(e^x-1) & x<0\\x & x\ge0\end{cases}$",
            r"$\begin{cases}\alpha e^x & x<0\\1 & x>0\end{cases}$",
            r"$(-\alpha,\infty)$",
            r"$\max(1,\alpha)$",
        ),
        _row(
            "Swish",
            r"$x\,\sigma(x)$",
            r"$\sigma(x)\bigl(1+x(1-\sigma(x))\bigr)$",
            r"$[-0.2785,\infty)$",
            "$1.0998$ at $2.3994$",
        ),
        _row(
            "GELU",
            r"$x\,\Phi(x)$",
            r"$\Phi(x)+x\,\varphi(x)$",
            r"$[-0.1700,\infty)$",
            r"$1.1289$ at $\sqrt2$",
        ),
    ),
    caption=line("Activations, their derivatives, ranges and steepest slopes."),
    label="tab:atlas",
)

DERIVATION = Aligned(
    (
        Row(r"\sigma'(x)", r"\frac{d}{dx}(1+e^{-x})^{-1}", line("definition of $\\sigma$")),
        Row("", r"-(1+e^{-x})^{-2}\cdot(-e^{-x})", line("chain rule, with $u = 1+e^{-x}$")),
        Row(
            "",
            r"\frac{e^{-x}}{(1+e^{-x})^2} = \underbrace{\frac{1}{1+e^{-x}}}_{\sigma(x)}"
            r"\cdot\underbrace{\frac{e^{-x}}{1+e^{-x}}}_{1-\sigma(x)}",
            line("one factor each"),
        ),
        Row(
            "",
            r"\sigma(x)\,\bigl(1-\sigma(x)\bigr).",
            line(
                "because the two numerators add up to the common denominator, see ",
                Reference("thm:range"),
            ),
        ),
    ),
    label="eq:slope",
)

DENSE = Display(
    r"W\mathbf{x}=\begin{bmatrix}1 & -2\\ 0 & 3\\ -1 & \tfrac12\end{bmatrix}"
    r"\begin{bmatrix}2\\ -1\end{bmatrix}"
    r"=\begin{bmatrix}1\cdot2+(-2)\cdot(-1)\\ 0\cdot2+3\cdot(-1)\\"
    r" (-1)\cdot2+\tfrac12\cdot(-1)\end{bmatrix}"
    r"=\begin{bmatrix}4\\ -3\\ -\tfrac52\end{bmatrix}",
    label="eq:dense",
)

SAMPLE = Document(
    title="Activation functions & layers",
    subtitle="Lecture notes with every step proved",
    authors=("A. Lecturer",),
    date="Week 3",
    blocks=(
        Heading(1, line("An atlas of activations"), label="sec:atlas"),
        paragraph(
            "Let $f\\colon\\mathbb{R}\\to\\mathbb{R}$ act entry by entry. ",
            Reference("tab:atlas"),
            " lists the formula, the derivative, the range and the largest slope; "
            "$\\sigma(x)=\\frac{1}{1+e^{-x}}$ is the logistic sigmoid, and $\\varphi$, $\\Phi$ are "
            "the density and the distribution function of the standard normal law. It costs "
            "100% of 5_000 runs & more, in ",
            Verbatim("numpy.exp(-x)_#1"),
            ".",
        ),
        ATLAS,
        Heading(2, line("The leaky rectifier")),
        paragraph("With slope $\\alpha\\in(0,1)$ below zero, the derivative is"),
        Display(
            r"f'(x)=\begin{cases}\alpha & \text{if } x<0,\\ 1 & \text{if } x>0,\\"
            r" \text{undefined} & \text{if } x=0.\end{cases}",
            label="eq:leaky",
        ),
        Statement(
            "warning",
            (
                paragraph(
                    "At $x=0$ the derivative does not exist; what a framework returns there is "
                    "a convention. By ",
                    Reference("eq:leaky"),
                    " no choice is ",
                    Strong("the"),
                    " derivative.",
                ),
            ),
            title=line("The kink"),
        ),
        Heading(1, line("The sigmoid and its derivative $\\sigma'$"), label="sec:sigmoid"),
        Statement(
            "theorem",
            (
                paragraph(
                    "The sigmoid is differentiable on $\\mathbb{R}$ with "
                    "$\\sigma'(x)=\\sigma(x)\\,\\bigl(1-\\sigma(x)\\bigr)$, and "
                    "$0<\\sigma'(x)\\le\\tfrac14$ with equality only at $x=0$."
                ),
            ),
            title=line("Slope of $\\sigma$"),
            label="thm:range",
        ),
        Statement(
            "proof",
            (
                paragraph("The chain rule, applied to $\\sigma(x)=(1+e^{-x})^{-1}$, gives"),
                DERIVATION,
                paragraph("The product $s(1-s)$ is largest at $s=\\frac12$."),
            ),
        ),
        Figure(
            "sigmoid",
            SVG,
            b"",
            alt="the sigmoid rises from 0 to 1; its slope has one hump",
            caption=line("The sigmoid (solid) and $\\sigma'$ (dashed)."),
            label="fig:sigmoid",
            width=0.6,
        ),
        Statement(
            "remark",
            (
                paragraph("Through $n$ layers, as ", Reference("fig:sigmoid"), " shows:"),
                Display(
                    r"\prod_{k=1}^{n}\left|\sigma'(z_k)\right|\le\left(\tfrac14\right)^{n}"
                    r"\to 0\quad\text{as } n\to\infty"
                ),
            ),
        ),
        PageBreak(),
        Heading(1, line("A dense layer")),
        Statement(
            "example",
            (
                paragraph("Two inputs, three outputs; see ", Reference("sec:sigmoid"), "."),
                DENSE,
                Items(
                    (
                        line("multiply: ", Reference("eq:dense")),
                        line("add the bias $b$"),
                        line("apply $\\operatorname{ReLU}$"),
                    ),
                    numbered=True,
                ),
                Display(r"\boxed{a=\begin{pmatrix}4 & 0 & 0\end{pmatrix}^{\top}}"),
            ),
        ),
        Statement(
            "exercise",
            (paragraph("Do the same for $W^\\top$; see ", Reference("app:a"), "."),),
            label="exc:t",
        ),
        Table(
            head=_row("Activation", "What to watch for", "Largest slope"),
            rows=(
                _row(
                    "Sigmoid",
                    "It saturates on both sides, so that gradients vanish through many "
                    "layers, and its outputs are not centred at zero.",
                    "$\\tfrac14$",
                ),
                _row(
                    "ReLU",
                    "A unit whose input stays negative has slope zero and stays dead.",
                    "$1$",
                ),
            ),
        ),
        Items((line("plain ", Emphasis("entry")), line("another one: $x\\mapsto|x|$"))),
    ),
    appendix=(
        Heading(1, line("Solutions"), label="app:a"),
        Statement(
            "answer", (paragraph("Of ", Reference("exc:t"), ": the product is not defined."),)
        ),
        Display(
            r"\lim_{x\to-\infty} x\,\sigma(x)=0,\qquad \hat y=\arg\max_{i}\, z_i,"
            r"\qquad \left.\frac{\partial L}{\partial W}\right|_{W=0}"
        ),
    ),
)
