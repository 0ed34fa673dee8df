"""Shapes in documents: declarations, memberships, products of shapes, what is defined."""

import pytest

from symact.check.document import check_text

GIVEN = "Let $W \\in \\mathbb{R}^{3\\times 4}$ and $x\\in\\mathbb{R}^4$.\n\n"
IN_WORDS = "$A$ is a $2 \\times 3$ matrix and $B$ is a $2\\times 3$ matrix.\n\n"


def told(text: str) -> list[tuple[str, str]]:
    claims = check_text("notes.md", text).claims
    return [(c.kind.value, c.judgement.status.value) for c in claims]


PAIRS = [
    (GIVEN + "$$Wx \\in \\mathbb{R}^3$$", "R}^3$", "R}^4$"),
    (GIVEN + "$$z = Wx \\in \\mathbb{R}^3$$", "R}^3$", "R}^4$"),
    (GIVEN + "Then $x^T W^T \\in \\mathbb{R}^{1 \\times 3}$.", "x^T W^T", "W x^T"),
    (
        "$X \\in \\mathbb{R}^{N\\times D}$, $W \\in \\mathbb{R}^{D\\times H}$, "
        "so $XW \\in \\mathbb{R}^{N\\times H}$.",
        "so $XW",
        "so $WX",
    ),
    ("$$(2\\times 3)\\cdot(3 \\times 1) = (2 \\times 1)$$", "(2 \\times 1)", "(3 \\times 1)"),
    ("$W$ has shape (3, 4). $x$ has shape (4, 1). $Wx$ has shape (3, 1).", "(3, 1)", "(1, 3)"),
    ("$W$ is $3\\times 4$ and $x$ is $4\\times 1$, so $Wx$ is $3\\times 1$.", "$4\\t", "$3\\t"),
    (IN_WORDS + "The product $AB$ is not defined.", "$AB$", "$AB^T$"),
    (IN_WORDS + "$A B^T$ is defined.", "B^T", "B"),
    (IN_WORDS + "$A \\odot B$ is defined.", "odot B", "odot B^T"),
    (IN_WORDS + "$A \\odot B^T$ is not defined.", "B^T", "B"),
    (IN_WORDS + "$A^TB$ is $3 \\times 3$.", "3 \\times 3$.", "2 \\times 2$."),
]


@pytest.mark.parametrize(("text", "right", "wrong"), PAIRS)
def test_a_shape_is_proved_and_a_wrong_one_refuted(text: str, right: str, wrong: str) -> None:
    assert right in text
    assert told(text) == [("shape", "proved")]
    assert ("shape", "refuted") in told(text.replace(right, wrong))


@pytest.mark.parametrize(
    "text",
    [
        "Let $W \\in \\mathbb{R}^{3\\times 4}$.\n\nLet $W \\in \\mathbb{R}^{4\\times 3}$.",
        "$A B$ is not defined if the shapes do not match.",
        "$f(x) + g(x)$ is not defined at $x = 0$.",
        IN_WORDS + "Is $AB$ defined?",
        IN_WORDS + "If $B$ is transposed, $AB$ is defined.",
        "$$(2\\times 3)\\cdot(4 \\times 1) = (24 \\times 1)$$",
        GIVEN + "## Another layer\n\n$$Wx \\in \\mathbb{R}^4$$",
        GIVEN + "$\\frac{\\partial L}{\\partial W} \\in \\mathbb{R}^{4 \\times 3}$",
    ],
)
def test_what_is_no_claim_on_shapes_or_an_open_one(text: str) -> None:
    assert ("shape", "refuted") not in told(text)
    assert ("shape", "proved") not in told(text)


def test_a_gradient_has_the_shape_of_its_variable() -> None:
    text = GIVEN + "$\\frac{\\partial L}{\\partial W} \\in \\mathbb{R}^{3 \\times 4}$"
    assert told(text) == [("shape", "proved")]


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        ("$W \\in \\mathbb{R}^{3 \\times 2}$, $x \\in \\mathbb{R}^3$.\n\n$z = Wx$", ["refuted"]),
        ("$W \\in \\mathbb{R}^{3 \\times 2}$, $x \\in \\mathbb{R}^2$.\n\n$z = Wx$", []),
        (GIVEN + "$z = Wx + b$", []),
        (GIVEN + "## Another layer\n\n$z = xW$", []),
        (GIVEN + "Then $z = xW$ is not possible.", ["unknown"]),
    ],
)
def test_a_definition_with_shapes_that_do_not_fit(text: str, verdicts: list[str]) -> None:
    assert [verdict for _, verdict in told(text)] == verdicts
