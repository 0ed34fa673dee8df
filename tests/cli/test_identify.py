"""`symact identify` as its users meet it, and the output that its guide shows."""

import json
import re
import shlex
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SYMACT = [sys.executable, "-c", "from symact.cli.main import main; main()"]
GUIDE = (ROOT / "docs" / "identify.md").read_text()
SHOWN = re.findall(r"```console\n\$ symact (.*?)\n(.*?)```", GUIDE, re.DOTALL)


def run(*args: str) -> subprocess.CompletedProcess[str]:
    """A call of symact in a process of its own."""
    return subprocess.run(
        [*SYMACT, "identify", *args], capture_output=True, text=True, check=False, cwd=ROOT
    )


@pytest.mark.parametrize(("command", "output"), SHOWN, ids=[command for command, _ in SHOWN])
def test_the_guide_shows_what_is_printed(command: str, output: str) -> None:
    """Line by line."""
    result = run(*shlex.split(command)[1:])

    assert result.returncode == 0
    assert result.stdout == output


def test_the_guide_shows_a_match_and_none() -> None:
    """So that the test before this one is about both."""
    assert len(SHOWN) == 2
    assert "Each is proved" in SHOWN[0][1]
    assert "Not found" in SHOWN[1][1]


def test_json_of_a_match() -> None:
    """Schema, status, numbers and source."""
    result = run(r"\frac{x}{1 + e^{-1.702x}}", "--format", "json")

    data = json.loads(result.stdout)
    swish = next(match for match in data["matches"] if match["name"] == "swish")
    assert result.returncode == 0
    assert (data["schema"], data["status"]) == ("symact.identify/1", "proved")
    assert data["matches"][0]["name"] == "quick_gelu"
    assert swish["kind"] == "parameter"
    assert swish["parameters"]["beta"] == {"value": "851/500", "default": "1", "domain": "(0, oo)"}
    assert "quick_gelu" not in data["different"]
    assert "relu" in data["different"]


def test_json_of_no_match_is_unknown() -> None:
    """And a status of its own under --strict."""
    args = ("x*tanh(x) + x**3", "--format", "json", "--strict")
    result = run(*args)

    data = json.loads(result.stdout)
    assert result.returncode == 3
    assert (data["status"], data["matches"]) == ("unknown", [])
    assert "may have missed" in data["reason"]


@pytest.mark.parametrize("kind", ["md", "tex", "html"])
def test_every_format_names_the_match(kind: str) -> None:
    """The page in other formats."""
    assert "ReLU" in run("(x + Abs(x))/2", "--format", kind).stdout


def test_x_is_a_function_and_a_name_is_a_name() -> None:
    """A lone letter is no name; a name has its parameters."""
    assert "Linear" in run("x").stdout
    assert "α = 2" in run("elu", "--alpha", "2").stdout


WRONG = [
    (["sigmiod"], "did you mean sigmoid"),
    (["x**10**10"], "SA105"),
    (["__import__('os').system('true')"], "SA10"),
    (["x/(1 + exp(-b*x))"], "--parameter 'b > 0'"),
    (["swish", "--beta", "-1"], "outside the domain"),
    (["x", "-o", "/nowhere/at/all.pdf"], "does not exist"),
    ([], "Missing argument"),
]


@pytest.mark.parametrize(("args", "words"), WRONG, ids=lambda v: " ".join(v)[:40])
def test_wrong_input_is_a_message_and_status_2(args: list[str], words: str) -> None:
    """A clear message, no traceback, nothing written."""
    result = run(*args)

    assert result.returncode == 2
    assert words in result.stderr
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(
    "text",
    [
        "sin(exp(x**9)) + cos(exp(exp(x)))",
        "+".join(f"tanh({k}*x)" for k in range(1, 60)),
        "mish(mish(mish(x)))",
    ],
    ids=["wild", "long", "deep"],
)
def test_the_time_limit_holds(text: str) -> None:
    """An answer or a message, and soon."""
    start = time.monotonic()
    result = run(text, "--time-limit", "5")

    assert time.monotonic() - start < 15
    assert result.returncode in {0, 3}
    assert "Traceback" not in result.stderr
