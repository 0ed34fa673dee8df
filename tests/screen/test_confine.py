"""Work that takes too much, crashes or never ends, in a process of its own."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from symact.screening.confine import CAN_FORK

ROOT = Path(__file__).parents[2]
PROGRAM = """
import json, os, signal, sys, time
from symact.screening.confine import confined
from symact.core.limits import Limits

def endless():
    while True:
        pass

def deaf():
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGALRM, signal.SIG_IGN)
    endless()

def deep():
    return deep()

def hog():
    kept = []
    while True:
        kept.append(bytearray(1 << 20))

def unexplained():
    raise SystemError("error return without exception set")

works = {
    "unexplained": unexplained,
    "endless": endless, "deaf": deaf, "deep": deep, "hog": hog,
    "killed": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "aborted": os.abort,
    "silent": lambda: os._exit(7),
    "faulty": lambda: {}["key"],
    "left": lambda: sys.exit(3),
    "large": lambda: {"text": "x" * 1_000_000},
}
print(json.dumps(confined(works[sys.argv[1]], Limits(1.0, 64))))
assert confined(lambda: {"result": 1}, Limits(60.0)) == {"result": 1}  # nothing else is harmed
"""

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="the system cannot fork")


def confined(work: str) -> dict[str, object]:
    """What is told about a work."""
    shown = subprocess.run(
        [sys.executable, "-c", PROGRAM, work],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        timeout=60,
    ).stdout
    return json.loads(shown)


@pytest.mark.parametrize(
    ("work", "reason", "lasting"),
    [
        ("endless", "not decided within 1 s", True),
        ("deaf", "not decided within 1 s", True),
        ("deep", "nested too deeply", True),
        ("hog", "needs more than 64 MB of memory", True),
        ("killed", "ended by SIGKILL", False),
        ("aborted", "64 MB of memory do not suffice", False),
        ("unexplained", "an extension failed, as when 64 MB of memory do not suffice", False),
        ("silent", "ended with status 7", False),
        ("faulty", "a fault of symact: KeyError: 'key'", False),
        ("left", "a fault of symact: SystemExit", False),
    ],
)
def test_there_is_always_a_reason(work: str, reason: str, lasting: bool) -> None:
    """And the process that asked goes on."""
    told = confined(work)

    assert reason in str(told["fault"])
    assert told["lasting"] is lasting


def test_a_large_result_comes_through() -> None:
    """More than a pipe holds at once."""
    assert len(str(confined("large")["text"])) == 1_000_000
