"""Claims that stand before what defines their names, and losses written without an index."""

import pytest

from symact.check.document import check_text

WHERE = "\n\nwhere $E = \\frac12 (t - a)^2$, $a = \\sigma(z)$ and $z = wx+b$."
PAIRS = [
    ("$$\\frac{\\partial E}{\\partial w} = (a-t)a(1-a)x$$" + WHERE, "(1-a)", "(1+a)"),
    (
        "$\\frac{\\partial L}{\\partial x} = W^T\\delta$ where $z=Wx+b$ and "
        "$\\delta = \\frac{\\partial L}{\\partial z}$",
        "W^T",
        "W",
    ),
]


def told(text: str) -> list[str]:
    return [c.judgement.status.value for c in check_text("notes.md", text).claims]


@pytest.mark.parametrize(("text", "right", "wrong"), PAIRS)
def test_a_where_clause_defines_what_stands_before_it(text: str, right: str, wrong: str) -> None:
    assert told(text) == ["proved"]
    assert told(text.replace(right, wrong)) == ["refuted"]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("∂E/∂w = (a - t) x. Let E = 1/2 (t - a)^2 and a = w x.", "proved"),
        ("∂E/∂w = (a + t) x. Let E = 1/2 (t - a)^2 and a = w x.", "unknown"),
        ("dL/dw = 2w, where L is the loss. With L = w^3 we get more.", "unknown"),
        ("$\\frac{dL}{dw} = 2w$.\n\n## Next\n\nwhere $L = w^3$.", "unknown"),
    ],
)
def test_what_stands_behind_may_be_something_new(text: str, verdict: str) -> None:
    assert told(text)[0] == verdict


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        (
            "$L = \\frac{1}{n}\\sum(y - \\hat y)^2$, "
            "$\\frac{\\partial L}{\\partial \\hat y} = \\frac{2}{n}(\\hat y - y)$",
            "\\frac{2}{n}(",
            "-\\frac{2}{n}(",
        ),
        (
            "$CE = -\\sum_i y_i \\log \\hat y_i$\n\n"
            "$\\frac{\\partial CE}{\\partial \\hat y_i} = -\\frac{y_i}{\\hat y_i}$",
            "= -\\frac",
            "= \\frac",
        ),
        ("For BCE with sigmoid, $\\frac{\\partial L}{\\partial z} = \\hat y - y$", "- y$", "+ y$"),
    ],
)
def test_losses_as_notes_write_them(text: str, right: str, wrong: str) -> None:
    assert told(text)[-1] == "proved"
    assert told(text.replace(right, wrong))[-1] != "proved"


def test_an_equation_is_not_proved_by_itself() -> None:
    given = "Let $W \\in \\mathbb{R}^{3\\times 4}$ and $x\\in\\mathbb{R}^4$.\n\n"
    assert told(given + "Then $z = xW$ is not possible.") == ["unknown"]
