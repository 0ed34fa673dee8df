"""Every code has an explanation, and no code is explained that is not one."""

import re
from pathlib import Path

import pytest

from symact.check.codes import CODES, code_of, explain, title_of
from symact.check.report import ClaimKind, Judgement
from symact.core.errors import InputError
from symact.core.verdict import Status

PACKAGE = Path(__file__).parents[2] / "symact"
CODE = re.compile(r'"(SA\d{3})"')


def raised() -> set[str]:
    """The codes that stand in the source as whole strings, outside of the explanations."""
    return {
        code
        for path in PACKAGE.rglob("*.py")
        if "explanations" not in path.parts
        for code in CODE.findall(path.read_text())
    }


def test_every_code_that_is_raised_is_explained() -> None:
    assert len(raised()) > 60
    assert raised() - set(CODES) == set()


@pytest.mark.parametrize("code", sorted(CODES))
def test_an_explanation_has_sentences_and_two_examples(code: str) -> None:
    row = CODES[code]

    assert row.text.endswith(".")
    assert row.text.count(".") + row.text.count(":") >= 1
    assert row.wrong != row.right
    assert row.wrong in re.sub(r"(?m)^    ", "", explain(code))
    assert row.title == row.title.strip(".")
    assert all(len(line) <= 100 for line in explain(code).splitlines() if line[:1] != " ")


def test_no_code_is_explained_twice() -> None:
    text = "".join(path.read_text() for path in (PACKAGE / "check" / "explanations").glob("*.py"))
    codes = re.findall(r'Code\(\s*"(SA\d{3})"', text)

    assert len(codes) == len(set(codes)) == len(CODES)


def test_an_unknown_code_is_refused_with_a_near_one() -> None:
    with pytest.raises(InputError) as caught:
        explain("SA2O3")

    assert caught.value.diagnostic.code == "SA742"
    assert "did you mean SA203?" in caught.value.diagnostic.help


@pytest.mark.parametrize("kind", ClaimKind)
def test_every_kind_of_claim_has_a_code_when_it_is_refuted(kind: ClaimKind) -> None:
    code = code_of(kind, Judgement(Status.REFUTED))

    assert title_of(code)
    assert code_of(kind, Judgement(Status.UNKNOWN)) == "SA243"
    assert code_of(kind, Judgement(Status.PROVED)) == ""
    assert code_of(kind, Judgement(Status.REFUTED, code="SA225")) == "SA225"
