"""A budget of time, after which work in progress becomes unknown instead of going on."""

import math
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from types import FrameType
from typing import NoReturn

from symact.core.errors import UnsupportedError


class OutOfTimeError(UnsupportedError):
    """The time is used up; whoever asks next is given a short time and told the same."""


_end: ContextVar[float] = ContextVar("end", default=math.inf)


@contextmanager
def searching_for(seconds: float) -> Iterator[None]:
    """Give all searches in what follows that many seconds together, in any thread.

    Searches look at `time_left` and give up by themselves; nothing is interrupted.

    Example:
        >>> with searching_for(5):
        ...     time_left() <= 5
        True
    """
    token = _end.set(min(_end.get(), time.monotonic() + seconds))
    try:
        yield
    finally:
        _end.reset(token)


def time_left() -> float:
    """The seconds that searches have left; infinity where nobody gave a number."""
    return _end.get() - time.monotonic()


@contextmanager
def time_budget(seconds: float, again: float = 0.5, reason: str = "") -> Iterator[None]:
    """Give a computation that many seconds, then interrupt each of its parts with a reason.

    The interruption is an `UnsupportedError`, so that a part that is allowed to fail becomes
    unknown while the parts before it stay proved; each later part has *again* seconds more. A
    single call into compiled code is not interrupted. Away from the main thread, and where the
    system has no interval timer, nothing is bounded.

    Example:
        >>> with time_budget(60):
        ...     1 + 1
        2
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not (
        threading.main_thread()
    ):
        yield
        return

    def interrupt(_number: int, _frame: FrameType | None) -> NoReturn:
        raise OutOfTimeError(reason or f"not decided within {seconds:g} s")

    before = signal.signal(signal.SIGALRM, interrupt)
    # Again and again: Python drops an exception that falls into a finaliser.
    signal.setitimer(signal.ITIMER_REAL, seconds, again)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0.0)
        signal.signal(signal.SIGALRM, before)
