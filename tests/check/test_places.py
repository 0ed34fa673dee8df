"""Equations that are stated for one place, limits with letters in them, and bounds of products."""

import pytest

from symact.check.document import check_text


def told(text: str) -> list[str]:
    return [c.judgement.status.value for c in check_text("notes.md", text).claims]


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"$\sigma'(x) = 0.25 \text{ at } x = 0$", "proved"),
        (r"$\sigma'(x) = 0.25$ for $x = 0$", "proved"),
        (r"$\sigma'(x) = 0.25 \text{ at } x = 1$", "refuted"),
        (r"$\sigma'(x) = \frac{2}{9}$ for $x = \ln 2$", "proved"),
        (r"$\tanh(x) = 0.5 \text{ when } x \approx 0.549$", "proved"),
        (r"$\tanh(x) = 0.5 \text{ when } x \approx 0.649$", "refuted"),
        (r"$\tanh(x) = 0.5 \text{ when } x \approx 0.550$", "proved"),
        (r"$|x| = 0 \text{ when } x \approx 0.0$", "unknown"),
    ],
)
def test_an_equation_at_one_place(claim: str, verdict: str) -> None:
    assert told(f"# Sigmoid\n\n{claim}\n") == [verdict]


ELU = "# ELU\n\n$$f(x) = \\begin{cases} x & x > 0\\\\ \\alpha(e^x-1) & x \\le 0\\end{cases}$$\n\n"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\lim_{x \to 0^-} \alpha e^x = \alpha", "proved"),
        (r"\lim_{x \to 0^-} \alpha e^x = 2\alpha", "refuted"),
        (r"\lim_{x \to 0^-} f'(x) = \alpha", "proved"),
        (r"\lim_{x \to 0^+} f'(x) = 1", "proved"),
        (r"\lim_{x \to 0^+} f'(x) = \alpha", "refuted"),
        (r"\lim_{x \to 0} f(x) = 0", "proved"),
        (r"\lim_{x \to 0} \frac{\alpha}{x} = \alpha", "unknown"),
    ],
)
def test_limits_at_a_place_with_letters(claim: str, verdict: str) -> None:
    assert told(f"{ELU}$${claim}$$\n")[1:] == [verdict]


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"0 < \prod_{i=1}^{n} \sigma'(z_i) \le \left(\frac{1}{4}\right)^{n}", "proved"),
        (r"\prod_{i=1}^{n} \sigma'(z_i) \le 0.25^{n}", "proved"),
        (r"\left(\frac{1}{4}\right)^{n} \ge \prod_{i=1}^{n} \sigma'(z_i) > 0", "proved"),
        (r"0 < \prod_{i=1}^{n} \sigma'(z_i) \le \left(\frac{1}{5}\right)^{n}", "unknown"),
        (r"\prod_{i=1}^{n} \tanh(z_i) \le 1^{n}", "unknown"),  # two negative factors
        (r"\prod_{i=1}^{n} i \sigma'(z_i) \le 0.25^{n}", "unknown"),
    ],
)
def test_bounds_of_products(claim: str, verdict: str) -> None:
    assert told(f"# Sigmoid\n\n$${claim}$$\n") == [verdict]


def test_what_the_kernel_does_not_support_is_unknown() -> None:
    slope = r"\begin{cases} 1 & x \ge 0 \\ \alpha & x < 0 \end{cases}"
    page = rf"$$f(x, \alpha) = \max(\alpha x, x)$$ $$f'(x, \alpha) = {slope}$$"
    assert "refuted" not in told(page)
