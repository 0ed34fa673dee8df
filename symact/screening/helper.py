"""Helper processes, and the one function that a screening is made of."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
import weakref
from dataclasses import asdict
from typing import final

from symact.core.errors import InternalError
from symact.core.limits import Limits
from symact.screening.confine import CAN_FORK, FAULT, LASTING
from symact.screening.record import Candidate, Outcome, Record, failed

_READY = b"ready\n"
_PROGRAM = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from symact.screening.worker import serve; serve()"
)
_GRACE = 30.0 if CAN_FORK else 0.0  # a helper that forks keeps the time itself


def screen_one(candidate: Candidate, limits: Limits) -> Record:
    """The record of one candidate, from a helper process that belongs to the calling thread.

    Whatever the candidate does, there is a record: one that takes too much time or memory, or
    that ends its process, is unknown with the reason. The same candidate and limits give the same
    record on every machine that is fast enough.

    Raises:
        InternalError: when helper processes cannot be started at all.
    """
    helper = getattr(_own, "helper", None)
    if helper is None:
        helper = _own.helper = Helper()
    return Record(candidate, helper.ask(candidate, limits))


_own = threading.local()
_running: "weakref.WeakSet[Helper]" = weakref.WeakSet()


def stop_helpers() -> None:
    """End every helper of this process; what they were doing is lost."""
    for helper in list(_running):
        helper.stop()


@final
class Helper:
    """A process that answers for candidates; one that dies is replaced at the next question."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        _running.add(self)

    @property
    def pid(self) -> int | None:
        """The number of the process, when one is running."""
        return None if self._process is None else self._process.pid

    def ask(self, candidate: Candidate, limits: Limits) -> Outcome:
        """The outcome of a candidate."""
        start = time.monotonic()
        process = self._started()
        late = threading.Event()

        def end() -> None:
            late.set()
            self.stop()

        timer = threading.Timer(limits.seconds + _GRACE, end)
        timer.daemon = True
        timer.start()
        try:
            line = _exchange(process, candidate, limits)
        finally:
            timer.cancel()
        seconds = round(time.monotonic() - start, 3)
        if not line.endswith(b"\n"):
            self.stop()
            if late.is_set():
                return failed(limits.out_of_time, seconds)
            return failed("the worker process ended", seconds, lasting=False)
        data = json.loads(line)
        if FAULT in data:
            return failed(data[FAULT], seconds, lasting=data[LASTING])
        return Outcome(**data)

    def stop(self) -> None:
        """End the process and what it has started."""
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(OSError):
            if CAN_FORK:
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()

    def __del__(self) -> None:
        self.stop()

    def _started(self) -> "subprocess.Popen[bytes]":
        """The running process, or a new one that has said that it is ready.

        Raises:
            InternalError: with what the process said, when it does not start.
        """
        if self._process is not None:
            return self._process
        self._process = process = subprocess.Popen(  # noqa: S603 -- our own program, no shell
            [sys.executable, "-c", _PROGRAM, json.dumps(sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            # Records must not depend on the order in which a hash happens to put things.
            env={**os.environ, "PYTHONHASHSEED": "0"},
            # Ctrl-C is for the parent, which ends its helpers.
            start_new_session=CAN_FORK,
        )
        if process.stdout is None or process.stderr is None:
            raise InternalError("a worker process has no pipes")
        if process.stdout.readline() != _READY:
            said = process.stderr.read().decode(errors="replace").strip().splitlines()
            self.stop()
            raise InternalError(f"no worker process: {said[-1] if said else 'it said nothing'}")
        return process


def _exchange(process: "subprocess.Popen[bytes]", candidate: Candidate, limits: Limits) -> bytes:
    """The line that a process answers; what lacks its end is no answer."""
    if process.stdin is None or process.stdout is None:
        return b""
    question = {"candidate": asdict(candidate), "limits": limits.to_dict()}
    try:
        process.stdin.write(json.dumps(question).encode() + b"\n")
        process.stdin.flush()
        return process.stdout.readline()
    except (OSError, ValueError):
        # The pipe is broken, or closed by the one who ended the process.
        return b""
