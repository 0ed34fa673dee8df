r"""Ranges, limits and extrema in words, tables, lists and displays: proved, refuted, held back."""

from __future__ import annotations

import pytest

from symact.check.document import check_text

SIGMOID = r"$$\sigma(x) = \frac{1}{1+e^{-x}}$$"
HEADED = f"# Sigmoid\n\n{SIGMOID}\n\n"
TABLE = "| Function | Range | Derivative range | Problem |\n|---|---|---|---|\n"


def verdicts(text: str, kind: str) -> list[str]:
    """The verdicts on the claims of a kind, in order."""
    claims = check_text("notes.md", text).claims
    return [c.judgement.status.value for c in claims if c.kind.value == kind]


RANGES = [
    ("# Sigmoid\n\n**Range:**\n\n$$(0,1)$$\n", "$$(0,1)$$", "$$(0,2)$$"),
    ("# Sigmoid\n\n## Output Range\n\n[\n(0,1)\n]\n", "(0,1)", "[0,1]"),
    (f"## Sigmoid\n\n{SIGMOID}\n\n## 性质\n\n- 输出范围：$(0, 1)$\n", "(0, 1)", "(-1, 1)"),
    ("# Sigmoid\n\n- **Range**: $]0; 1[$\n", "]0; 1[", "[0; 1]"),
    ("# ReLU\n\n- Valeurs : image [0; +∞[\n", "[0; +∞[", "]0; +∞["),
    ("# Softplus\n\n- **Range**: $(0, +\\infin)$\n", "(0, +", "[0, +"),
    (f"The sigmoid squashes any input into $(0, 1)$:\n\n{SIGMOID}\n", "(0, 1)", "(0, 0.5)"),
    ("The sigmoid maps any real number into $(0, 1)$.\n", "(0, 1)", "(0.5, 1)"),
    ("- Función Tangente Hiperbólica: con una salida acotada entre (-1,1).\n", "(-1", "(0"),
    ("/* Fonction logistique\n   sortie comprise entre 0.0 et 1.0 */\n", "1.0", "0.5"),
    (TABLE + "| Sigmoid | (0,1) | (0,0.25] | Vanishing gradient |\n", "0.25", "0.5"),
    (TABLE + "| Tanh | (-1,1) | (0,1] | Vanishing gradient |\n", "(-1,1)", "(0,2)"),
    (TABLE + "| ELU | (-α,∞) | Positive | Cost |\n", "(-α,∞)", "(α,∞)"),
    ("# ReLU\n\nRange: [0, inf)", "[0", "(0"),
    (
        "| 函数 | 特点 |\n|---|---|\n| Sigmoid | 输出范围 $(0, 1)$，容易饱和（梯度消失） |\n",
        "1)",
        "2)",
    ),
]


@pytest.mark.parametrize(("text", "right", "wrong"), RANGES)
def test_a_range_is_proved_and_a_wrong_one_refuted(text: str, right: str, wrong: str) -> None:
    assert right in text
    found = verdicts(text, "range")
    assert found, text
    assert set(found) == {"proved"}
    spoiled = verdicts(text.replace(right, wrong), "range")
    assert "refuted" in spoiled, text.replace(right, wrong)


LIMITS = [
    (r"The function saturates: as $x \to \infty$, $\sigma(x) \to 1$.", "1$.", "0$."),
    (r"And $\sigma(x) \to 0$ as $x \to -\infty$.", "-\\infty", "\\infty"),
    (r"$\sigma'(x)\to 0$ for $x\to\pm\infty$.", "0$ for", "1$ for"),
    (r"$\sigma'(x)\to 0$ for $|x|\to\infty$.", "0$ for", "1$ for"),
    (r"当 $x \to +\infty$ 时，$\sigma(x) \to 1$。", "1$。", "0$。"),
    (r"$\sigma(x)$ tends to 1 as $x \to \infty$.", "to 1", "to 2"),
    (r"$\sigma'(x)$ approaches $0$ as $|x| \to \infty$.", "$0$", "$1$"),
    (r"$$\lim_{x \to \pm\infty} \sigma'(x) = 0$$", "= 0", "= 1"),
]


@pytest.mark.parametrize(("text", "right", "wrong"), LIMITS)
def test_a_limit_is_proved_and_a_wrong_one_refuted(text: str, right: str, wrong: str) -> None:
    assert right in text
    assert verdicts(HEADED + text, "limit") == ["proved"]
    assert verdicts(HEADED + text.replace(right, wrong), "limit") == ["refuted"]


EXTREMA = [
    HEADED + "- **Problema:** Gradiente maximo de 0.25, causa vanishing gradient.\n",
    "# Sigmoid\n\n其导数在 x = 0 时达到最大值 0.25。\n",
    HEADED + "La derivata è massima nell'origine, dove vale solo $0{,}25$.\n",
    HEADED + r"The product $\sigma(x) (1 - \sigma(x))$ is at its maximum when $x = 0$." + "\n",
]


@pytest.mark.parametrize("text", EXTREMA)
def test_an_extremum_is_proved(text: str) -> None:
    assert verdicts(text, "extremum") == ["proved"]


@pytest.mark.parametrize(
    "text", [text.replace("0.25", "0.5").replace("{,}25", "{,}5") for text in EXTREMA[:3]]
)
def test_a_wrong_extremum_is_not_proved(text: str) -> None:
    assert "proved" not in verdicts(text, "extremum")


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        (SIGMOID.replace("}$$", r"} \in (0,1)$$"), "(0,1)", "(0,0.5)"),
        (HEADED + r"$$\tanh(x) = 2\sigma(2x) - 1 \in (-1,1)$$", "(-1,1)", "(0,1)"),
    ],
)
def test_a_membership_behind_an_equation_is_proved(text: str, right: str, wrong: str) -> None:
    assert right in text
    assert verdicts(text, "range") == ["proved"]
    assert verdicts(text.replace(right, wrong), "range") == ["unknown"]


def test_the_bound_behind_an_equation_is_judged() -> None:
    right = HEADED + r"$$\sigma'(x) = \sigma(x)(1-\sigma(x)) \le 0.25$$"
    assert verdicts(right, "range") == ["proved"]
    assert verdicts(right.replace("0.25", "0.2"), "range") == ["unknown"]


HELD_BACK = [
    # Of the function or of its derivative.
    HEADED + "## Derivative\n\n**Range:**\n\n$$(0, 0.25]$$\n",
    HEADED + r"$$\sigma'(x) = \sigma(x)(1-\sigma(x))$$" + "\n\n**Range:** $(0, 0.25]$\n",
    # Of the arguments, or of something else.
    "# Tanh\n\n**Domain and range of the inputs:**\n\n$$(0,1)$$\n",
    "| Function | Input Range | Formula |\n|---|---|---|\n| Sigmoid | (-∞,5) | ? |\n",
    "| Function | Range |\n|---|---|\n| Sigmoid derivative | (0,0.25] |\n",
    HEADED + "We map each pixel value to $[0, 255]$.\n",
    HEADED + "The loss tends to 3 as $x \\to \\infty$.\n",
    # Equations to be solved, and letters in passing.
    "# f\n\n$$f(x) = 2x \\in [0, 1]$$\n",
    "$$f(x) = x^2 < 4$$\n",
    "Predict 1 if $\\hat y = \\sigma(z) \\ge 0.5$, and train until loss = 0.5 -> 0.3.\n",
    HEADED + r"Let $p = \sigma \in (0, 1)$ and $g(p) = p(1-p)$. Then $g'(p) = 1 - 2p$.",
    HEADED + "$$f(x) = \\tanh(x) \\in [0, 1)$$\n\nfor $x \\ge 0$.",
    HEADED + r"If $x$ is positive then $\sigma(x) = \frac{1}{1+e^{-x}} \in (0.5, 1)$.",
    # Limits of sequences, from one side, in another letter, and of what the words make of it.
    HEADED + r"As $n \to \infty$, $x_n \to 0$ and $\sigma(x_n) \to 1/2$.",
    HEADED + r"As $x \to 0^+$, $1/x \to \infty$.",
    HEADED + r"For $x > 0$, as $\beta \to \infty$, $\sigma(\beta x) \to 1$.",
    HEADED + r"The ratio of $\sigma(x)$ to $e^x$ tends to 1 as $x \to -\infty$.",
    HEADED + r"The ratio of tanh to x tends to 0 as $x \to \infty$.",
    # Of a part of the line, of what is scaled, or of what is only used.
    "| Input | Range |\n|---|---|\n| ReLU for x>0 | (0,∞) |\n",
    "| Activation | Range |\n|---|---|\n| Sigmoid, scaled | (0,10) |\n",
    "| Function | Typical range |\n|---|---|\n| Sigmoid | (-4,4) |\n",
    HEADED + "**Plot range:**\n\n$$(-6, 6)$$\n",
    HEADED + "It maps negative inputs into $(0, 0.5)$.\n",
    # An interval alone may be a domain.
    "# arcsin\n\n$[-1, 1]$\n\n$$f(x) = \\arcsin x$$\n",
    # Compared with another function.
    HEADED + r"Unlike ReLU, which it resembles, it tends to 7 as $x \to \infty$.",
]


@pytest.mark.parametrize("text", HELD_BACK)
def test_what_is_not_certain_is_not_refuted(text: str) -> None:
    claims = check_text("notes.md", text).claims
    assert [c for c in claims if c.judgement.status.value == "refuted"] == []


ADDRESS = "https://latex.codecogs.com/svg.image?"


def test_formulas_in_addresses_of_images_are_read() -> None:
    formula = r"f(x)&space;=&space;\frac{1}{1&plus;e^{-x}}"
    page = f'1. Sigmoid:\n\n   <img src="{ADDRESS}{formula}">\n'
    assert verdicts(page, "definition") == ["proved"]
    image = f"![tanh]({ADDRESS}\\tanh%27(x)&space;=&space;1&space;-&space;\\tanh^2(x))\n"
    assert verdicts(image, "derivative") == ["proved"]
    assert verdicts(image.replace("1&space;-", "1&plus;"), "derivative") == ["refuted"]


def test_lists_of_lists_are_tables() -> None:
    table = (
        "```{list-table} Compared\n:header-rows: 1\n\n* - Function\n  - Range\n"
        "* - Sigmoid\n  - (0,1)\n* - Tanh\n  - (-1,1)\n```\n"
    )
    assert verdicts(table, "range") == ["proved", "proved"]
    assert verdicts(table.replace("(-1,1)", "(0,1)"), "range") == ["proved", "refuted"]


def test_an_interval_below_a_name_is_proved_and_not_refuted() -> None:
    page = "# softsign\n\n$(-1, 1)$\n\n$$f(x)=\\frac{x}{1+|x|}$$\n"
    assert verdicts(page, "range") == ["proved"]
    assert verdicts(page.replace("(-1, 1)", "(-2, 1)"), "range") == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (HEADED + "La dérivée est maximale à l'origine, où elle vale 1/4.\n", "extremum"),
        (HEADED + "The derivative has values between 0 and 1/4.\n", "range"),
    ],
)
def test_fractions_in_words_are_read_whole(text: str, kind: str) -> None:
    assert set(verdicts(text, kind)) <= {"proved"}
