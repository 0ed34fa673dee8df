"""Work in a process of its own, which its time, its memory and its crashes cannot leave."""

import gc
import json
import os
import select
import signal
import sys
import time
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Any, Final, NoReturn, TypeAlias, final

from symact.core.limits import Limits, bound_memory, lift_memory

Data: TypeAlias = dict[str, Any]

FAULT: Final = "fault"  # the key under which a process tells why it has no result
LASTING: Final = "lasting"  # whether it would fail in the same way again
CAN_FORK: Final = hasattr(os, "fork")
_CHUNK = 1 << 16
_LONGEST = 500
_FIRST, _LAST = 3, 1 << 16  # the open files after standard input, output and error


def confined(work: Callable[[], Data], limits: Limits) -> Data:
    """The result of *work* from a copy of this process, or the reason why there is none.

    The copy is ended when the time is used up, whatever it is doing, and can take no more memory
    than the limit. What it does to its own state nobody sees, so that the results of many do not
    depend on their order. Only where the system can fork, and from a process of one thread.
    """
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        with _LastDoor(writing, limits) as door:
            bound_memory(limits)
            door.leave(work())
    os.close(writing)
    try:
        data, in_time = _collect(reading, time.monotonic() + limits.seconds)
    finally:
        os.close(reading)
        os.kill(pid, signal.SIGKILL)  # a process that has ended is not reaped yet: this is safe
        _, status = os.waitpid(pid, 0)
    if not in_time:
        return {FAULT: limits.out_of_time, LASTING: True}
    try:
        result: Data = json.loads(data)
    except ValueError:
        return {FAULT: _death(status, limits), LASTING: False}
    return result


def _collect(reading: int, deadline: float) -> tuple[bytes, bool]:
    """Everything that comes through a pipe before a deadline, and whether it was in time."""
    parts: list[bytes] = []
    while True:
        ready, _, _ = select.select([reading], [], [], max(0.0, deadline - time.monotonic()))
        if not ready:
            return b"", False
        part = os.read(reading, _CHUNK)
        if not part:
            return b"".join(parts), True
        parts.append(part)


def _death(status: int, limits: Limits) -> str:
    """Why a process that said nothing has ended."""
    if not os.WIFSIGNALED(status):
        return f"the process ended with status {os.WEXITSTATUS(status)}"
    name = signal.Signals(os.WTERMSIG(status)).name
    if name == "SIGABRT":
        # The arithmetic in C ends the process when it is refused memory.
        return f"the process was aborted, {_short_of(limits)}"
    return f"the process was ended by {name}"


def _short_of(limits: Limits) -> str:
    return f"as when {limits.megabytes} MB of memory do not suffice"


@final
class _LastDoor:
    """The only way out of a copied process: it never returns into the code that made the copy."""

    def __init__(self, writing: int, limits: Limits) -> None:
        self.writing = writing
        self.limits = limits

    def __enter__(self) -> "_LastDoor":
        # Nobody may wait for this copy on a pipe that it only inherited.
        os.closerange(_FIRST, self.writing)
        os.closerange(self.writing + 1, _LAST)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        # What was imported stays: to look through it for garbage would copy all its pages.
        gc.freeze()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> NoReturn:
        del kind, trace
        self.leave(_excuse(error, self.limits))

    def leave(self, result: Mapping[str, Any]) -> NoReturn:
        """Hand over the result and end the process, without any cleaning up."""
        code = 1
        try:
            lift_memory()
            data = json.dumps(result).encode()
            while data:
                data = data[os.write(self.writing, data) :]
            code = 0
        finally:
            os._exit(code)


def _excuse(error: BaseException | None, limits: Limits) -> Data:
    """Why an exception left no result; a fault of symact is tried again when it is mended."""
    match error:
        case MemoryError():
            return {FAULT: f"needs more than {limits.megabytes} MB of memory", LASTING: True}
        case SystemError():
            # Code in C gave up without a reason. Its own allocations do not raise MemoryError.
            return {FAULT: f"an extension failed, {_short_of(limits)}", LASTING: False}
        case RecursionError():
            return {FAULT: "the functions are nested too deeply", LASTING: True}
        case _:
            said = f"{type(error).__name__}: {error}"
            return {FAULT: f"a fault of symact: {said}"[:_LONGEST], LASTING: False}


def in_place(work: Callable[[], Data], limits: Limits) -> Data:
    """The result of *work* in this process, where the system cannot fork.

    Errors that are no fault of the candidate end the process; whoever asked starts a new one.
    """
    try:
        return work()
    except (MemoryError, RecursionError) as error:
        return _excuse(error, limits)


def run(work: Callable[[], Data], limits: Limits) -> Data:
    """The result of *work*, confined as far as the system can."""
    sys.stdout.flush()
    return confined(work, limits) if CAN_FORK else in_place(work, limits)
