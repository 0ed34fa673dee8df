"""The systems: which call answers a question, and how the answer is read."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TypeAlias, final

import symact
from sides import giac, maxima
from sides.questions import Answer, Function, none

Command: TypeAlias = Callable[[Function | None, str], "list[str] | None"]
Reader: TypeAlias = Callable[[str, str, str], Answer]

LATE, NO_CALL = "late", "no call"
_HERE = Path(__file__).parent


@final
@dataclass(frozen=True, slots=True)
class System:
    """A system, its program, the command for a question, and the reader of what it writes."""

    name: str
    program: str
    version: Callable[[], str]
    command: Command
    read: Reader

    @property
    def installed(self) -> bool:
        """Whether its program is there."""
        return shutil.which(self.program) is not None


def _python(script: str) -> Command:
    def command(function: Function | None, question: str) -> list[str]:
        asked = [] if function is None else [question, function.expression]
        return [sys.executable, str(_HERE / script), *asked]

    return command


def _json(question: str, out: str, err: str) -> Answer:
    del question
    lines = out.strip().splitlines()
    if not lines:
        return none(err.strip()[-300:], "error")
    found: Answer = json.loads(lines[-1])
    return found


def _said(command: list[str]) -> Callable[[], str]:
    """The number in what a program says about its version."""

    def ask_version() -> str:
        with tempfile.TemporaryDirectory() as folder:
            out = subprocess.run(
                command, capture_output=True, text=True, check=False, cwd=folder
            ).stdout
        numbers = re.findall(r"^(?:[A-Z]\w+ )?(\d+(?:\.\d+)+)", out, re.MULTILINE)
        return numbers[0] if numbers else "unknown"

    return ask_version


SYSTEMS = {
    system.name: system
    for system in (
        System(
            "symact", sys.executable, lambda: symact.__version__, _python("ask_symact.py"), _json
        ),
        System("SymPy", sys.executable, lambda: version("sympy"), _python("ask_sympy.py"), _json),
        System("Giac", "giac", _said(["giac", "--version"]), giac.command, giac.read),
        System(
            "Giac tabvar",
            "giac",
            _said(["giac", "--version"]),
            giac.table_command,
            giac.read_table,
        ),
        System("Maxima", "maxima", _said(["maxima", "--version"]), maxima.command, maxima.read),
    )
}


def ask(system: System, function: Function, question: str, limit: float) -> tuple[Answer, float]:
    """The answer to a question and the wall time of the process that gave it."""
    command = system.command(function, question)
    if command is None:
        return none("", NO_CALL), 0.0
    out, err, seconds = _run(command, limit)
    if out is None:
        return none("", LATE), seconds
    try:
        return system.read(question, out, err), seconds
    except (ValueError, TypeError, IndexError, KeyError) as error:
        # An answer that this benchmark cannot read is shown as such, and is nobody's mistake.
        return none(out.strip()[-300:], f"not read: {type(error).__name__}: {error}"), seconds


def startup(system: System) -> float:
    """The time of the system's process with nothing to do."""
    return _run(system.command(None, "") or [], 60.0)[2]


def _run(command: list[str], limit: float) -> tuple[str | None, str, float]:
    """What a command writes, None when it is late, and its wall time."""
    begun = time.perf_counter()
    with (
        # Giac leaves a file in the folder that it is started in.
        tempfile.TemporaryDirectory() as folder,
        subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
            start_new_session=True,
        ) as process,
    ):
        try:
            out, err = process.communicate(timeout=limit)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            return None, "", time.perf_counter() - begun
    return out, err, time.perf_counter() - begun
