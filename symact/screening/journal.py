"""The journal of a screening: what is done is on disk, so that a later run goes on from there."""

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import BinaryIO, final

from symact import __version__
from symact.core.diagnostic import Diagnostic
from symact.core.errors import InputError
from symact.core.limits import Limits
from symact.screening.record import Candidate, Outcome

SUFFIX = ".journal"


def key_of(candidate: Candidate, limits: Limits) -> str:
    """The name under which an outcome is kept: what it depends on, and nothing else.

    A candidate that is renamed or moved to another line keeps its outcome; another version of
    symact, or other limits, find it anew.

    Example:
        >>> one, two = Candidate("tanh(x)", "a", line=3), Candidate("tanh(x)", "b", line=9)
        >>> key_of(one, Limits()) == key_of(two, Limits())
        True
        >>> key_of(one, Limits()) == key_of(one, Limits(seconds=5))
        False
    """
    content = [candidate.expression.strip(), candidate.latex, __version__, limits.to_dict()]
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


@final
class Journal:
    """The outcomes that are known, and the file that gets every new one."""

    def __init__(self, stream: BinaryIO | None, known: dict[str, Outcome]) -> None:
        self._stream = stream
        self.known = known

    def add(self, key: str, outcome: Outcome) -> None:
        """Keep an outcome; it is on disk before this returns.

        What would not happen again is not kept, so that the next run tries it once more.
        """
        if not outcome.lasting:
            return
        self.known[key] = outcome
        if self._stream is None:
            return
        entry = {"key": key, "outcome": asdict(outcome)}
        self._stream.write(json.dumps(entry, ensure_ascii=False).encode() + b"\n")
        self._stream.flush()
        os.fsync(self._stream.fileno())


@contextmanager
def opened(path: Path | None, *, resume: bool) -> Iterator[Journal]:
    """The journal at a path, held by this run alone; without a path, one that nothing keeps.

    Raises:
        InputError: SA722 when another run holds it, SA702 when it cannot be written.
    """
    if path is None:
        yield Journal(None, {})
        return
    try:
        stream = path.open("a+b")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(
            Diagnostic("SA702", f"cannot write '{path}': {reason}", help="choose another -o")
        ) from error
    with stream:
        _hold(stream, path)
        if not resume:
            stream.truncate(0)
        stream.seek(0)
        known = dict(_entries(stream))
        _mend(stream)
        yield Journal(stream, known)


def _entries(stream: BinaryIO) -> Iterator[tuple[str, Outcome]]:
    """What the lines of a journal hold; a line that a crash cut short holds nothing."""
    for line in stream:
        try:
            data = json.loads(line)
            yield data["key"], Outcome(**data["outcome"])
        except (ValueError, KeyError, TypeError):
            continue


def _mend(stream: BinaryIO) -> None:
    """Begin a new line after one that was cut short."""
    end = stream.seek(0, os.SEEK_END)
    if end == 0:
        return
    stream.seek(end - 1)
    if stream.read(1) != b"\n":
        stream.write(b"\n")
        stream.flush()


def _hold(stream: BinaryIO, path: Path) -> None:
    try:
        import fcntl  # noqa: PLC0415 -- only POSIX has it
    except ImportError:
        return
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise InputError(
            Diagnostic(
                "SA722",
                f"another run is writing '{path}'",
                help="wait for it, or choose another -o",
            )
        ) from error
