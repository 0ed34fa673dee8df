"""Work in a copied process that must show a sign of life at every step, or is ended."""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import select
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, NoReturn, TypeAlias, final

from symact.core.limits import Limits, bound_memory, lift_memory

CAN_FORK: Final = hasattr(os, "fork")
_CHUNK = 1 << 16
_BEAT, _RESULT, _FAULT = b"b", b"r", b"f"

Beat: TypeAlias = Callable[[], None]


@final
@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of paced work.

    Attributes:
        result: None where it was ended.
        steps: how many steps it had begun.
        reason: why it was ended.
    """

    result: object
    steps: int
    reason: str = ""


def paced(work: Callable[[Beat], object], limits: Limits) -> Outcome:
    """The result of *work* from a copy of this process, which must call its argument at each step.

    The copy is ended when a step takes more time than the limit, whatever it is doing, and can
    take no more memory. What it does to its own state nobody sees. Only where the system can fork;
    from any thread, since the copy has none but the one that made it.
    """
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        _child(work, limits, writing)
    os.close(writing)
    try:
        return _watched(reading, limits)
    finally:
        os.close(reading)
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)  # one that has ended is not reaped yet: this is safe
        os.waitpid(pid, 0)


def _child(work: Callable[[Beat], object], limits: Limits, writing: int) -> None:
    """Do the work, and end the process whatever comes of it."""
    with _LastDoor():
        _work(work, limits, writing)


def _work(work: Callable[[Beat], object], limits: Limits, writing: int) -> None:
    """Hand over the result of the work, or the reason why there is none."""
    try:
        for number in (signal.SIGINT, signal.SIGTERM):
            with contextlib.suppress(ValueError):
                signal.signal(number, signal.SIG_DFL)
        gc.freeze()  # what was imported stays: to look through it would copy all its pages
        bound_memory(limits)
        data = _RESULT + pickle.dumps(work(lambda: _send(writing, _BEAT)))
    except MemoryError:
        data = _FAULT + f"needs more than {limits.megabytes} MB of memory".encode()
    except SystemError:
        # Code in C gave up without a reason, as where it is refused memory.
        data = _FAULT + f"{limits.megabytes} MB of memory do not suffice".encode()
    with contextlib.suppress(OSError, ValueError):
        lift_memory()
    _send(writing, data)


@final
class _LastDoor:
    """The only way out of a copied process: it never returns into the code that made the copy."""

    def __enter__(self) -> None:
        """Go on."""

    def __exit__(self, *_: object) -> NoReturn:
        """End the process, without any cleaning up."""
        os._exit(0)


def _send(writing: int, data: bytes) -> None:
    while data:
        data = data[os.write(writing, data) :]


def _watched(reading: int, limits: Limits) -> Outcome:
    """What comes through the pipe: a sign for every step, then the result or a fault."""
    steps = 0
    rest: list[bytes] = []
    kind = b""
    deadline = time.monotonic() + limits.seconds
    while True:
        ready, _, _ = select.select([reading], [], [], max(0.0, deadline - time.monotonic()))
        if not ready:
            return Outcome(None, steps, limits.out_of_time)
        part = os.read(reading, _CHUNK)
        if not part:
            break
        deadline = time.monotonic() + limits.seconds
        if not kind:
            beats = len(part) - len(part.lstrip(_BEAT))
            steps += beats
            part = part[beats:]
            kind, part = part[:1], part[1:]
        rest.append(part)
    data = b"".join(rest)
    if kind == _RESULT:
        return Outcome(pickle.loads(data), steps)  # noqa: S301 -- from our own copy
    return Outcome(None, steps, data.decode(errors="replace") or "the process ended")
