"""Values at a place, limits and bounds in words: right and wrong ones."""

import pytest

from symact.check.document import check_text


def told(text: str) -> list[str]:
    return [c.judgement.status.value for c in check_text("notes.md", text).claims]


AT = [
    ("Sigmoid", "At x=0, the derivative is 0.25.", "0.25", "0.5"),
    ("Sigmoid", "The derivative at x=0 is 0.25.", "0.25", "0.5"),
    ("Sigmoid", "The derivative is 0.25 at $x=0$.", "0.25", "0.5"),
    ("Sigmoid", "The slope of the sigmoid at the origin is 1/4.", "1/4", "1/2"),
    ("Sigmoid", "When x = 0, the output is 0.5.", "0.5", "0.9"),
    ("Sigmoid", "The function equals 0.5 when x = 0.", "0.5", "2"),
    ("Sigmoid", "Its value at $z=2$ is about 0.88.", "0.88", "0.38"),
    ("Tanh", "当 $x=0$ 时，导数为 1。", "为 1", "为 2"),
    ("Tanh", "En $x=0$, la derivada es 1.", "es 1", "es 0"),
    ("Sigmoid", "The gradient of sigmoid is less than or equal to 0.25 everywhere.", "0.25", "0.2"),
    ("ReLU", "ReLU ranges from 0 to infinity.", "from 0", "from 1"),
    ("ReLU", "It returns 0 for negative inputs and x for positive ones.", "0 for", "1 for"),
    ("ReLU", "It outputs the input directly if it is positive, otherwise it outputs zero.", "zero",
     "one"),
]  # fmt: skip


@pytest.mark.parametrize(("title", "text", "right", "wrong"), AT)
def test_a_value_in_words(title: str, text: str, right: str, wrong: str) -> None:
    assert told(f"# {title}\n\n{text}") == ["proved"]
    assert told(f"# {title}\n\n{text.replace(right, wrong)}") == ["refuted"]


@pytest.mark.parametrize(
    "text",
    [
        "# ReLU\n\nThe derivative at 0 is 0.",
        "# ReLU\n\nAt x = 0, the derivative is often taken to be 1.",
        "# Sigmoid\n\nIs the derivative at 0 equal to 0.5?",
        "# Sigmoid\n\nAt x = 0, the derivative of the loss is 0.5.",
        "# Sigmoid\n\nThe derivative at 0 is not 0.5.",
        "# Sigmoid\n\nAt $x=0$, the output is 0.6 if the bias is 0.4.",
        "# Swish\n\nThe function has a minimum of about -0.3.",
    ],
)
def test_what_another_word_may_change_is_open(text: str) -> None:
    assert set(told(text)) <= {"unknown"}


def test_the_usual_values_of_parameters() -> None:
    text = "Swish is non-monotonic, has a minimum of about -0.278 at x ≈ -1.278."
    assert told(text)[-1] == "proved"
    assert told(text.replace("-0.278", "-0.378"))[-1] != "proved"
