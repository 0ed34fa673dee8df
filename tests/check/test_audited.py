"""Pages on which a verdict was wrong once, or would have been."""

import pytest

from symact.check.document import check_text


def told(text: str) -> list[str]:
    return [c.judgement.status.value for c in check_text("notes.md", text).claims]


NOT_PROVED = [
    "# Leaky ReLU\n\nf(x) = x if x > 0, x otherwise",
    "0.25^10 ≈ 2e-5",
    "$0.25^{10} \\approx 10^{-5}$",
    "$0.25^{20} \\approx 9.1 \\times 10^{-12}$",
    "$e^{-20} \\approx 2 \\cdot 10^{-8}$",
    "# Sigmoid\n\nσ′(0)=0.3",
    "# Tanh\n\nf(x) = 1 - exp(-2x) / (1 + exp(-2x))",
    "$\\tanh'(z) = 1 - \\tanh(z)$\nAt $z = 0$: the slope is 1.",
    "$\\tanh'(z) = 1 - \\tanh(z)$ At $z = 0$, the slope is 1.",
    "$\\tanh'(z) = 1 - \\tanh(z)$, at $z = 0$ it is 1.",
    "tanh'(z) = 1 - tanh(z)\nFor z = 0: 1",
    "$\\mathrm{ReLU}(x)=x$\nFor $x > 0$ the slope is 1.",
    "For tanh activation: σ(x)=sigmoid(x)",
    "**Tanh:** σ(x)=1/(1+e^-x)",
    "$V[2x] = 2V[x]$",
    "$\\mathrm{ReLU}(x) = \\max[0,x)$",
    "$\\delta 3 = \\delta 1 + \\delta 2$",
    "| f | range | gradient |\n|---|---|---|\n| relu | (0, inf) | unbounded |",
    "# Sigmoid\n\nValues lie in (0, 1), which is the range of tanh.",
    "$f(x) = \\max(0,x)$\n\n**Sigmoid**: $f(x)=\\max(0,x)$",
    "The sign function: $\\mathrm{sign}(x) = \\begin{cases}1 & x>0\\\\ -1 & x<0\\end{cases}$",
    "The sign function: $\\mathrm{sign}(x) = \\frac{x}{|x|}$",
    "Let $u=-x$ and $v=e^u$ and $y=v^2$.\n\n$$\\frac{dy}{dv}=-2v$$",
    "# Net\n\n$$a=\\sigma(z)$$\n\nHere $\\sigma(x)=\\tanh(x)$.\n\n"
    "$$\\frac{\\partial a}{\\partial z}=a(1-a)$$",
    "# Sigmoid\n\nUnless $x>0$, $\\sigma(x)>0.5$.",
    "# Sigmoid\n\nUnless $x>0$:\n\n$$\\sigma(x)>0.5$$",
    "# Sigmoid\n\nExcept for $x<0$, $\\sigma(x)<0.5$.",
    "# ReLU\n\nIf $x>0$, $f'(x)=0$, if $x<0$, $f'(x)=1$.",
    "$f(x)=A(B(x))+x$\n\n$$f'(x)=f'(A)\\cdot A'(B)\\cdot B'(x)$$",
    "# RNN\n\n$$h_t=\\tanh(wh_{t-1}+ux_t)$$\n\n"
    "$$\\frac{\\partial h_t}{\\partial w}=(1-h_t^2)h_{t-1}$$",
    "MSE: $$L=\\frac12(y-a)^2$$ BCE: $$L=-y\\log a-(1-y)\\log(1-a)$$\n\n"
    "For MSE $$\\frac{\\partial L}{\\partial a}=\\frac{a-y}{a(1-a)}$$",
    "$\\mathrm{ReLU}(x)=x$ if $x>0$ and 1 otherwise.",
    "relu6(x) = 0 if x<0, x if 0<=x<=6, 5 otherwise.",
    "# ReLU\n\n$$f'(x)=\\begin{cases}1 & x>0\\\\ 0 & x<0\\\\ 2 & x=0\\end{cases}$$",
    "Let $k<0$ and $f(x)=\\frac{1}{1+e^{kx}}$. Then $\\lim_{x\\to\\infty}f(x)=0$.",
    "# Sigmoid\n\nThe derivative of sigmoid lies in (0, 0.25).",
    "# Sigmoid\n\nSigmoid squashes any input into the range [0, 1).",
    "The range of softplus is (0, ∞].",
    "ReLU is defined as $f(x) = \\tanh(x)$.",
    "$$\\mathrm{ReLU}(x)=\\begin{cases}x & x>0\\\\ 0 & x<0\\\\ 2 & x=0\\end{cases}$$",
    "# ReLU\n\nELU is bounded below by 0.",
    "# Tanh\n\n$f(x)=x-\\tanh(x)$",
    "## Sigmoid\n\n$\\sigma(x) = 1/(1+e^{-x})$\n\nMaximum derivative of tanh is 0.25.",
    "## ReLU\n\nMinimum of tanh is 0.",
    "## ReLU\n\nDas Minimum von tanh ist 0.",
    "sigmoid 没有单调性。",
    "sigmoid 无法做到非负",
    "tanh non è monotona",
    "## Tanh\n\nsigmoid: f(x) = (e^x-e^{-x})/(e^x+e^{-x})",
    "## Tanh\n\nSigmoid: $f(x) = \\tanh(x)$",
    "# Sigmoid\n\n$f(x)=x\\sigma(x)$",
    "# ReLU6\n\n$f(x)=\\max(0,x)$",
    "$(x+1)^2 = x^2+1 \\quad \\forall x \\in \\mathbb{R}$",
    "The tanh output never falls in (-1, 1).",
    "$$f(x)=\\frac{1}{1+e^{-x}}$$\n\nFor tanh, $f'(x)=f(x)(1-f(x))$.",
    "The targets do not sum to one. $p=\\mathrm{softmax}(z)$, $L=-\\sum_iy_i\\log p_i$. "
    "$\\frac{\\partial L}{\\partial z_i}=p_i-y_i$",
]
NOT_REFUTED = [
    "0.25^10 = 9.54e-7 ≈ 10⁻⁶",
    "z = 0.0125 + 0.37 = 0.3825 (with the bias)\n\n= ½ × (−0.747)² = 0.279",
    "With $w = 0.2, x = 1.0, b = 0.1$: $z = w x + b = 0.2\\cdot 1.0+0.1 = 0.3$\n\n"
    "Sample 3: $z = w x + b = 0.2 \\cdot 2.0 + 0.1 = 0.5$",
    "# Identity\n\ny = σ(x) = x\n\n# Sigmoid\n\nσ(x) = 1/(1+e^-x)",
    "# ReLU\n\nf(x) = max(0,x)\n\nf(x)=max(0,x)f(x) = \\max(0, x)",
    "$E[2x + 1] = 2E[x] + 1$",
    "## Mean squared error\n\n$L=\\frac1n\\sum_{i=1}^n (y_i-\\hat y_i)^2$\n\n"
    "## Mean absolute error\n\n"
    "$\\frac{\\partial L}{\\partial\\hat y_i}=-\\frac1n \\operatorname{sign}(y_i - \\hat y_i)$",
    "| f | range | gradient |\n|---|---|---|\n| softplus | (0, inf) | bounded |",
    "# Tanh\n\nValues lie in (0, 1), which is the range of sigmoid.",
    "# Net\n\n$$a=\\sigma(z)$$\n\nHere $\\sigma(x)=\\tanh(x)$.\n\n"
    "$$\\frac{\\partial a}{\\partial z}=1-a^2$$",
    "# Net\n\n$$a_{o_1}=\\sigma(o_1)$$\n\n$$E_1=\\frac12(t_1-a_{o_1})^2$$\n\nNow tanh:\n\n"
    "$$a_{o_1}=\\tanh(o_1)$$\n\n$$\\frac{\\partial a_{o_1}}{\\partial o_1}=1-a_{o_1}^2$$",
    "Let $u=2x$ and $y=\\frac12x(1+\\tanh u)$. "
    "$\\frac{\\partial y}{\\partial u}=\\frac12x(1-\\tanh^2u)$",
    "$$u=wx$$ $$v=\\sigma(u)$$ $$y=v u$$ Holding $v$ fixed, $$\\frac{\\partial y}{\\partial u}=v$$",
    "$$f(z_i)=\\frac{e^{z_i}}{\\sum_j e^{z_j}}$$\n\n$$f'(z_i)=f(z_i)(1-f(z_i))$$",
    "MSE: $$L=\\frac12(y-a)^2$$ BCE: $$L=-y\\log a-(1-y)\\log(1-a)$$\n\n"
    "For MSE $$\\frac{\\partial L}{\\partial a}=a-y$$",
    "# Sigmoid\n\nFor $x<0$, $\\sigma(x)<0.5$ and for $x>0$ $\\sigma(x)>0.5$.",
    "# Sigmoid\n\nUnless $x>0$:\n\n$$\\sigma(x)\\le 0.5$$",
    "# Sigmoid\n\n$\\sigma(x)\\approx1$ at $x\\approx 6$",
    "$f(x)=x\\sigma(x)$\n\n$f(x)\\approx-0.278$ at $x\\approx-1.28$",
    "Let $k<0$ and $f(x)=\\frac{1}{1+e^{kx}}$. Then $\\lim_{x\\to\\infty}f(x)=1$.",
    "# ReLU\n\nRecall: if $y=x^2$, $\\frac{dy}{dx}=2x$. For ReLU $\\frac{dy}{dx}=1$ for $x>0$.",
    "## Sigmoid\n\nThe gradient is highest near z = 0 and decreases as z moves away from 0.",
    "## Sigmoid\n\nThe derivative is highest at x = 0 and falls to 0 in both tails.",
    "## Sigmoid\n\nThe derivative is largest at x = 0 and approaches 0 for large |x|.",
    "## Sigmoid\n\nThe derivative reaches its maximum at 0.",
    "### ReLU\n\nThe maximum derivative of sigmoid is only 0.25.",
    "## Tanh\n\nThe maximum slope of sigmoid is 0.25.",
    "sigmoid 没有以零为中心。",
    "## Sigmoid\n\n缺点：缺乏零中心化",
    "swish 打破了单调性",
    "swish non è monotona",
    "swish non è sempre monotona",
    "## Sigmoid\n\nLa derivada es máxima en x = 0 y decrece hacia 0",
    "## Sigmoid\n\n导数在 x=0 处最大，远离 0 时趋于 0",
    "### Tanh\n\n**Relation to Sigmoid**:\n\n$\\tanh(x) = 2\\sigma(2x) - 1$\n\n**Properties**:\n"
    "- Output range: $(-1, 1)$\n- Zero-centered",
    "## Tanh\n\n### Relation to the sigmoid\n\n$\\tanh(x)=2\\sigma(2x)-1$\n\n### Properties\n\n"
    "- Range: (-1, 1)\n- odd function",
    "### ELU\n\n**Improvement over ReLU:**\n\n- Range: (-α, ∞)",
    "# GELU\n\nGELU is a smooth version of ReLU, which is not differentiable at 0.",
    "# Sigmoid\n\n$\\sigma'(0)=0.5.0.5=0.25$",
    "# Tanh\n\nFor $x>0$:\n\n$$\\tanh(x)>0$$\n\n$$\\tanh(x) < x$$",
    "## ReLU\n\nLet $x<0$. Then\n\n$$\\mathrm{ReLU}(-x) = -x$$",
    "## Leaky ReLU\n\nf(x) = max(0.01x, x). In the case of ReLU: f'(x) = 1 if x > 0 else 0.",
    "$$f(x)=\\frac{1}{1+e^{-x}}$$\n\nFor tanh, $f'(x)=1-f(x)^2$.",
    "The sigmoid is not bounded by 0.5 (but by 1). ReLU is convex but not strictly convex.",
    "$L=\\frac12(y-a)^2$, $\\frac{\\partial L}{\\partial a}=a-y$. "
    "We get $\\frac{\\partial L}{\\partial a} = 2(a - y)$ if $L=(y-a)^2$.",
]  # fmt: skip


@pytest.mark.parametrize("text", NOT_PROVED)
def test_what_is_false_as_it_is_meant_is_not_proved(text: str) -> None:
    assert not told(text) or told(text)[-1] != "proved"


@pytest.mark.parametrize("text", NOT_REFUTED)
def test_what_is_true_as_it_is_meant_is_not_refuted(text: str) -> None:
    assert "refuted" not in told(text)
