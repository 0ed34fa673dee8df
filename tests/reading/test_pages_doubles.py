"""Formulas that a copied page shows twice: only the copy in LaTeX is read."""

import pytest

from symact.check.document import check_text
from symact.reading.pages.doubles import doubles_in


def taken(text: str) -> list[str]:
    return [text[d.start : d.end] for d in doubles_in(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        (r"f(x)=max(0,x)f(x) = \max(0, x)", r"f(x) = \max(0, x)"),
        ("f(x)=max\u2061(0,x)f(x) = \\max(0, x)", r"f(x) = \max(0, x)"),
        (r"σ(x)=11+ex\sigma(x) = \frac{1}{1 + e^{-x}}", r"\sigma(x) = \frac{1}{1 + e^{-x}}"),
        (r"So σ′(0)=14\sigma'(0) = \frac{1}{4}.", r"\sigma'(0) = \frac{1}{4}"),
        (r"f(x)=max(0,x) and g(x) = \max(0, x)", None),
        (r"f(x)=min(1,x)f(x) = \max(0, x)", None),
        (r"g(x)=max(0,x)f(x) = \max(0, x)", None),
        (r"2f(x) = \max(0, x)", None),
    ],
)
def test_the_second_copy_is_the_formula(text: str, formula: str | None) -> None:
    assert taken(text) == ([] if formula is None else [formula])


@pytest.mark.parametrize(("sign", "verdict"), [("-", "proved"), ("+", "refuted")])
def test_the_copy_is_judged_where_it_stands(sign: str, verdict: str) -> None:
    shown = sign.replace("-", "−")
    text = f"# Sigmoid\n\nσ′(x)=σ(x)(1{shown}σ(x))\\sigma'(x) = \\sigma(x)(1{sign}\\sigma(x))\n"
    (claim,) = check_text("notes.md", text).claims
    assert claim.judgement.status.value == verdict
    assert text[claim.start : claim.end] == f"\\sigma'(x) = \\sigma(x)(1{sign}\\sigma(x))"
