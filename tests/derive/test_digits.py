"""As many proved digits as are asked for, against an independent computation."""

import json
import subprocess
import sys
from pathlib import Path

import mpmath
import pytest
from mpmath import mp

ROOT = Path(__file__).parents[2]


def derived(*args: str) -> str:
    """What `symact derive` prints."""
    return subprocess.run(
        [sys.executable, "-c", "from symact.cli.main import main; main()", "derive", *args],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    ).stdout


def steepest_slope_of_swish(digits: int) -> mpmath.mpf:
    """The largest slope of swish by Newton's method, which knows nothing of symact."""
    with mp.workdps(digits + 30):
        s = lambda t: 1 / (1 + mp.exp(-t))  # noqa: E731
        bend = lambda t: s(t) * (1 - s(t)) * (2 + t * (1 - 2 * s(t)))  # noqa: E731
        at = mp.findroot(bend, mp.mpf("2.4"))
        return s(at) + at * s(at) * (1 - s(at))


@pytest.mark.parametrize("digits", [1, 7, 25, 60, 1000])
def test_every_digit_is_right(digits: int) -> None:
    """The decimal has N digits and is the number rounded to these."""
    data = json.loads(derived("swish", "--digits", str(digits), "--format", "json"))
    shown = data["derivative_range"]["supremum"]["decimal"]
    truth = steepest_slope_of_swish(digits)

    assert len(shown.replace(".", "")) == digits
    with mp.workdps(digits + 20):
        assert abs(mpmath.mpf(shown) - truth) <= mpmath.mpf(10) ** (1 - digits) / 2


def test_the_text_shows_the_digits_too() -> None:
    """The card of swish holds its minimum to forty digits."""
    with mp.workdps(60):
        truth = mp.nstr(mp.lambertw(mp.exp(-1)).real, 45)

    assert truth[:40] in derived("swish", "--digits", "40")


def test_few_digits_do_not_make_two_numbers_one() -> None:
    """Values that agree in the digits shown stay two ends of an interval."""
    text = "Piecewise((1000001*x/1000000, x < 0), (x, True))"

    data = json.loads(derived("--expr", text, "--digits", "2", "--format", "json"))
    assert [end["exact"] for end in (data["derivative_range"]["infimum"], data["lipschitz"])] == [
        "1",
        "1000001/1000000",
    ]
