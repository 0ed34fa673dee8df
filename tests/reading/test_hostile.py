"""Expressions made to exhaust their reader: each is refused with a message, or read, in time.

Every text is read in a process of its own whose time is bounded generously: a reader that computes
what a text merely spells needs hours for some of them, so that no finer clock is needed.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from symact.core.errors import InputError
from symact.reading.expression import read_expression

ROOT = Path(__file__).parents[2]
SYMACT = [sys.executable, "-c", "from symact.cli.main import main; main()"]
BOUND = 60
PROGRAM = """
import json, sys
from symact.core.errors import InputError
from symact.reading.expression import read_expression
for text in json.load(sys.stdin):
    try:
        read_expression(text)
        print(json.dumps(["read", ""]))
    except InputError as error:
        print(json.dumps([error.diagnostic.code, error.diagnostic.render()]))
"""


def nested(depth: int, before: str, inner: str, after: str = ")") -> str:
    """Something inside itself, many times."""
    return before * depth + inner + after * depth


def doubled(text: str, times: int, form: str) -> str:
    """A text put into a form that holds it twice, again and again."""
    for _ in range(times):
        text = form.replace("@", text)
    return text


REFUSED = {
    "a tower of nines": "9^9^9^9",
    "a tower of nines under x": "x^9^9^9^9",
    "a googol as exponent": "x^(10^100)",
    "a factorial": "x!",
    "factorial": "factorial(10^9)",
    "a sum of ten thousand": "+".join(["x"] * 10_000),
    "different terms": "+".join(f"x^{i}" for i in range(3000)),
    "500 brackets": nested(500, "(", "x"),
    "100000 brackets": nested(100_000, "(", "x"),
    "500 calls": nested(500, "exp(", "x"),
    "100000 calls": nested(100_000, "sin(", "x"),
    "open brackets": "(" * 15_000,
    "60 exponentials": nested(60, "exp(", "x"),
    "60 exponentials of 1": nested(60, "exp(", "1"),
    "60 powers of 2": nested(60, "2^(", "x"),
    "a tower of twos": nested(30, "2^(", "2"),
    "60 absolute values": nested(60, "abs(", "x", "-1)"),
    "60 logarithms": nested(60, "log(", "x"),
    "60 maxima": nested(60, "Max(x^2,1+", "x"),
    "60 roots": nested(60, "sqrt(1+", "x"),
    "100 sigmoids": nested(100, "sigmoid(", "x"),
    "a million digits": "9" * 1_000_000,
    "ten thousand digits": "9" * 10_000,
    "a far decimal": "1e100000",
    "a far small decimal": "1e-100000*x",
    "a megabyte of terms": "x+" * 500_000 + "x",
    "a megabyte of spaces": " " * 1_000_000,
    "a megabyte of letters": "a" * 1_000_000,
    "twenty thousand letters": "a" * 19_000,
    "a hundred thousandth power": "(1+x)^100000",
    "powers of powers": nested(20, "(1+", "x", ")^99"),
    "products of powers": "*".join(["(x+sin(x))^64"] * 40),
    "the power of a large number": "((1+1/7)^999)^999",
    "squares of squares": doubled("x", 11, "(@)*(@)"),
    "cases that double": doubled("x", 9, "Piecewise((@, x>0), (@, True))"),
    "cases in conditions": doubled("x>0", 30, "Piecewise((1, @), (0, True))>0"),
    "an import": "__import__('os').system('true')",
    "a dunder": "__import__",
    "an attribute": "x.__class__",
    "a full-width letter": "\uff58 + 1",
    "a mathematical letter": "\U0001d465 + 1",
    "a combining accent": "x\u0301 + 1",
    "writing from right to left": "\u202ex + 1",
    "a space of no width": "x\u200b + 1",
    "another script's digit": "x + \u0663",
    "raised digits without end": "x" + "\u00b2" * 5_000,
    "a control character": "x\x1b[2J",
    "the character zero": "x\x00",
    "half a character": "\ud800x",
}
READ = {
    "a high tower under x": "9^9^9^9^x",
    "a held product of powers": "(x+sin(x))^64*(1+x+exp(x))^60*(x+cos(x)+log(1+exp(x)))^50",
    "a thousandth power": "(1+x)^1000",
    "500 different terms": "+".join(f"exp(x+{i})" for i in range(500)),
    "30 exponentials": nested(30, "exp(", "x"),
    "60 cases inside each other": nested(60, "Piecewise((1+", "x", ",x>0),(0,True))"),
    "a continued fraction": nested(60, "1/(1+", "x"),
    "64 arguments": f"Max({','.join(f'x+{i}' for i in range(64))})",
    "300 signs": "-" * 300 + "x",
}


@pytest.fixture(scope="module")
def told() -> dict[str, tuple[str, str]]:
    """What the reader says of every text, from one process with bounded time."""
    every = {**REFUSED, **READ}
    shown = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        input=json.dumps(list(every.values())),
        capture_output=True,
        text=True,
        check=True,
        timeout=BOUND,
        cwd=ROOT,
    ).stdout.splitlines()
    return {name: tuple(json.loads(line)) for name, line in zip(every, shown, strict=True)}


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_text_is_refused_with_a_message(
    name: str, told: dict[str, tuple[str, str]]
) -> None:
    """A code, a short message, and nothing that a terminal would obey."""
    code, message = told[name]

    assert code.startswith("SA10")
    assert f"error[{code}]" in message
    assert len(message) < 1_500
    assert all(c.isprintable() or c == "\n" for c in message)


@pytest.mark.parametrize("name", READ)
def test_what_only_looks_hostile_is_read(name: str, told: dict[str, tuple[str, str]]) -> None:
    """The bounds refuse what is large, not what is long."""
    assert told[name] == ("read", "")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (nested(31, "exp(", "x"), "more than 30 functions are nested"),
        ("((1+x)^40)^40", "the degree 1600 is too large"),
        ("x^1001", "the degree 1001 is too large"),
        ("x^(2000/7)", "the exponent is too large"),
        ("x^600*(x+1)^600", "the degree 1200 is too large"),
    ],
)
def test_the_message_names_the_bound(text: str, words: str) -> None:
    """So that its author knows what to shorten."""
    with pytest.raises(InputError) as refusal:
        read_expression(text)

    assert words in refusal.value.diagnostic.render()
    assert refusal.value.diagnostic.help


ADMITTED = ["(" + "+".join(f"sqrt({i})" for i in range(2, 40)) + ")^60*x", nested(30, "exp(", "x")]


@pytest.mark.parametrize("text", ADMITTED, ids=["roots", "exponentials"])
def test_what_is_admitted_cannot_keep_derive_running(text: str) -> None:
    """Neither in Python nor in compiled code; what comes out is a result or a message."""
    result = subprocess.run(
        [*SYMACT, "derive", "--expr", text, "--time-limit", "2", "--format", "json"],
        capture_output=True,
        text=True,
        check=False,
        timeout=BOUND,
        cwd=ROOT,
    )

    assert "Traceback" not in result.stderr
    if result.returncode:
        assert result.returncode == 3
        assert "error[SA725]: nothing is decided within 2 s" in result.stderr
    else:
        assert "unknown" in json.loads(result.stdout)["status"].values()
