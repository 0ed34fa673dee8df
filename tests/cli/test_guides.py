"""What the guide to `symact derive` shows is what is printed, and what it calls unknown is."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import symact

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "derive.md").read_text()
SHOWN = re.findall(r"```console\n\$ (symact .*?)\n(.*?)```", GUIDE, re.DOTALL)
UNKNOWN = re.findall(r"^\| `(.+?)` \| `(.+?)` \| (.+) \|$", GUIDE.split("What stays")[1], re.M)
CALL = f'symact() {{ {sys.executable} -c "from symact.cli.main import main; main()" "$@"; }}; '


@pytest.mark.parametrize(("command", "output"), SHOWN, ids=[command for command, _ in SHOWN])
def test_the_guide_shows_what_is_printed(command: str, output: str) -> None:
    """Line by line, pipes included."""
    result = subprocess.run(
        ["bash", "-c", CALL + command], capture_output=True, text=True, check=False, cwd=ROOT
    )

    assert result.stdout == output
    assert output


@pytest.mark.parametrize(("text", "field", "reason"), UNKNOWN, ids=[row[0] for row in UNKNOWN])
def test_what_the_guide_calls_unknown_is_unknown(text: str, field: str, reason: str) -> None:
    """A function that is decided by now has to leave the list."""
    profile = symact.profile(symact.Activation.from_text(text, name="f"))

    assert profile.status[field] == "unknown"
    assert profile.reasons[field] == reason


def test_the_guide_is_read_whole() -> None:
    """So that the tests before this one are about something."""
    assert len(SHOWN) == GUIDE.count("```console")
    assert len(UNKNOWN) >= 10


@pytest.mark.parametrize("text", ["floor(x)", "round(x)", "gamma(x)"])
def test_what_the_guide_calls_unread_is_unread(text: str) -> None:
    """An unknown name has a code."""
    assert f"`{text}`" in GUIDE
    with pytest.raises(symact.core.errors.InputError) as caught:
        symact.Activation.from_text(text)
    assert caught.value.diagnostic.code == "SA101"


def test_the_index_leads_to_every_page() -> None:
    """No page is left out, and no link leads nowhere."""
    docs = ROOT / "docs"
    links = re.findall(r"\]\((.+?)\)", (docs / "index.md").read_text())
    pages = {str(path.relative_to(docs)) for path in docs.rglob("*.md")} - {"index.md"}

    assert all((docs / link).exists() for link in links)
    assert pages <= set(links)
