"""Conditions that stand near a formula, before or behind it, in its line or in the words above."""

import pytest

from symact.check.document import check_text
from symact.core.verdict import Status

RELU = "# ReLU\n\n$$f(x) = \\max(0, x)$$\n\n"


def slopes(text: str) -> list[str]:
    """What is said of the derivatives of a page about ReLU."""
    report = check_text("notes.md", RELU + text)
    return [c.judgement.status.value for c in report.claims if c.kind.value == "derivative"]


@pytest.mark.parametrize(
    "text",
    [
        "For $x > 0$, we have\n\n$$f'(x) = 1$$\n",
        "When $x<0$ the derivative is\n$$f'(x) = 0$$\n",
        "Case 1: $x > 0$\n\n$$f'(x) = 1$$\n",
        "The other side, $x < 0$:\n\n$$f'(x) = 0$$\n",
        "- $x > 0$: $f'(x) = 1$\n- $x < 0$: $f'(x) = 0$\n",
        "$f'(x) = 1$ (for $x > 0$), $f'(x)=0$ ($x<0$).\n",
        "$f'(x) = 1$ for $x>0$ and $f'(x)=0$ for $x<0$.\n",
        "If $x>0$, then $f'(x)=1$; if $x<0$, $f'(x)=0$.\n",
        "If $x>0$, then $f'(x)=1$ while for $x<0$, $f'(x)=0$.\n",
        "$x>0$: $f'(x)=1$; $x<0$: $f'(x)=0$.\n",
        "当 $x>0$ 时, $f'(x)=1$; 当 $x<0$ 时, $f'(x)=0$.\n",
        "Für $x>0$ gilt $f'(x)=1$, für $x<0$ gilt $f'(x)=0$.\n",
    ],
)
def test_what_holds_under_a_condition_nearby_is_proved(text: str) -> None:
    assert set(slopes(text)) == {"proved"}
    wrong = text.replace("= 1", "= 2").replace("=1", "=2").replace("= 0", "= 3").replace("=0", "=3")
    assert "proved" not in slopes(wrong)


def test_the_condition_is_named_where_it_stands_apart() -> None:
    report = check_text("notes.md", RELU + "For $x > 0$:\n\n$$f'(x) = 1$$\n")
    assert [c.judgement.note for c in report.claims][-1] == "for x > 0"


def test_what_fails_in_both_ways_is_refuted_where_the_condition_holds() -> None:
    report = check_text("notes.md", "# Tanh\n\n- $x > 2$: $\\tanh'(x) = 1 + \\tanh^2(x)$\n")
    (claim,) = report.claims
    assert claim.judgement.status is Status.REFUTED
    assert claim.judgement.counterexample is not None
    assert float(dict(claim.judgement.counterexample.at)["x"]) > 2


def test_a_part_of_a_function_does_not_define_it() -> None:
    text = RELU + "For $x>0$, $f'(x)=1$ and $f(x)=x$.\n\nFor $x<0$:\n\n$$f'(x) = 0$$\n"
    assert {c.judgement.status.value for c in check_text("notes.md", text).claims} == {"proved"}


def test_a_condition_on_indices_is_one_too() -> None:
    softmax = "$$s_i = \\frac{e^{z_i}}{\\sum_k e^{z_k}}$$\n\n"
    unequal = softmax + "If $i \\ne j$:\n\n$$\\frac{\\partial s_i}{\\partial z_j} = -s_i s_j$$\n"
    claims = check_text("notes.md", unequal).claims
    assert claims[-1].judgement.status is Status.PROVED
    equal = unequal.replace("i \\ne j", "i = j")
    assert check_text("notes.md", equal).claims[-1].judgement.status is not Status.PROVED
