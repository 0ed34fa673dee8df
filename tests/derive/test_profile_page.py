"""The page about the profile names every key of the JSON, and no field that does not exist."""

import re
from pathlib import Path

import pytest

from symact.activations import activation
from symact.derive.build import profile
from symact.derive.cases import cases
from symact.derive.serialise import cases_to_list, to_dict

PAGE = Path(__file__).parents[2] / "docs" / "profile.md"
SUBJECTS = ("relu", "sigmoid", "sine", "elu", "hard_tanh", "cubic")


def keys(data: object) -> set[str]:
    """All keys of JSON data at any depth."""
    if isinstance(data, dict):
        return set(data).union(*map(keys, data.values()))
    return set().union(*map(keys, data)) if isinstance(data, list) else set()


def undocumented(page: str, wanted: set[str]) -> set[str]:
    """The keys that the page does not name in code type."""
    return wanted - set(re.findall(r"`\"?([\w-]+)\"?`", page))


@pytest.fixture(scope="module")
def written() -> list[dict]:
    found = [to_dict(profile(activation(name))) for name in SUBJECTS]
    return [*found, *cases_to_list(cases(activation("elu")))]


def test_every_key_is_documented(written: list[dict]) -> None:
    """Fields, their parts and the traits; parameters are named by the function."""
    wanted = keys(written) - {"alpha"}

    assert len(wanted) > 80
    assert undocumented(PAGE.read_text(), wanted) == set()


def test_a_key_that_is_missing_on_the_page_is_seen(written: list[dict]) -> None:
    """Negative control."""
    page = PAGE.read_text().replace("`in_subdifferential`", "so")

    assert undocumented(page, keys(written) - {"alpha"}) == {"in_subdifferential"}


def test_every_field_has_a_place_in_the_table_or_a_heading(written: list[dict]) -> None:
    """Each field of the top level is introduced outside the examples."""
    page = re.sub(r"```.*?```", "", PAGE.read_text(), flags=re.DOTALL)

    assert undocumented(page, set(written[0])) == set()
