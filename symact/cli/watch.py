"""A bound on the time of a command that holds in compiled code too."""

import contextlib
import os
import select
import signal
import sys
import threading
import time

import click

UNKNOWN, FAULT = 3, 70
_SOON = 1.0


def watched(seconds: float) -> int | None:
    """Go on in a copy of this process, and end the copy when its time is used up.

    Returns:
        None in the copy, which does the work; in the process that watches, the exit status: that
        of the copy, or 3 with a message when the copy was ended. Where the system cannot fork the
        work is done unwatched.
    """
    if not hasattr(os, "fork") or threading.active_count() > 1:
        return None
    sys.stdout.flush()
    sys.stderr.flush()
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)  # the other end stays open for as long as the copy lives
        return None
    os.close(writing)
    in_time = _ended(reading, pid, time.monotonic() + seconds)
    if not in_time:
        os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    if not in_time:
        return out_of_time(seconds)
    if os.WIFSIGNALED(status):
        name = signal.Signals(os.WTERMSIG(status)).name
        click.echo(f"error[SA901]: the process was ended by {name}", err=True)
        return FAULT
    return os.WEXITSTATUS(status)


def out_of_time(seconds: float) -> int:
    """Say that nothing came of it in the time; the exit status is that of something unknown."""
    click.echo(
        f"error[SA725]: nothing is decided within {seconds:g} s\n"
        "  = help: give it more time with --time-limit SECONDS, or simplify the expression",
        err=True,
    )
    return UNKNOWN


def _ended(reading: int, pid: int, deadline: float) -> bool:
    """Whether the copy ends before a deadline; Ctrl-C is for the copy to answer."""
    while True:
        try:
            return bool(select.select([reading], [], [], max(0.0, deadline - time.monotonic()))[0])
        except KeyboardInterrupt:
            # A terminal tells both; one who tells only this process means the copy too.
            if not select.select([reading], [], [], _SOON)[0]:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGINT)
