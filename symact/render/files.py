"""Writing results to disk, whole or not at all."""

import contextlib
import errno
import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from symact.core.diagnostic import Diagnostic
from symact.core.errors import InputError

_NEW_FILE_MODE = 0o666


def write_atomically(
    path: str | Path, data: bytes, companions: Mapping[str, bytes] | None = None
) -> tuple[Path, ...]:
    """Write a file and its companions so that an interruption leaves no part of any of them.

    Every file is written beside its place under another name and then renamed; the main file
    comes last, so that where it stands its companions stand too.

    Args:
        path: where to write; ``-`` is standard output, which takes no companions.
        companions: relative paths and contents of files that the main file includes.

    Returns:
        The paths written, the main file last.

    Raises:
        InputError: SA701 for a missing folder, SA702 for a place that cannot be written, SA703 for
            a folder where a file should be, SA704 for a companion outside the folder.
    """
    if str(path) == "-":
        _to_standard_output(data)
        return ()
    target = Path(path)
    if target.is_dir():
        raise _refused("SA703", f"'{path}' is a folder", "name a file inside it")
    folder = target.parent
    if not folder.is_dir():
        raise _refused(
            "SA701", f"folder '{folder}' does not exist", f"create it with: mkdir -p '{folder}'"
        )
    jobs = [(_inside(folder, name), content) for name, content in (companions or {}).items()]
    jobs.append((target, data))
    written: list[tuple[Path, Path]] = []
    try:
        for place, content in jobs:
            place.parent.mkdir(parents=True, exist_ok=True)
            written.append((_beside(place, content), place))
        for temporary, place in written:
            temporary.replace(place)
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error)
        full = error.errno in {errno.ENOSPC, errno.EDQUOT}
        mend = "free some space" if full else "choose another place with -o"
        raise _refused("SA702", f"cannot write '{path}': {reason.lower()}", mend) from error
    finally:
        for temporary, _ in written:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
    return tuple(place for _, place in written)


def _beside(place: Path, content: bytes) -> Path:
    """The content in a new file in the same folder, complete on disk."""
    handle, name = tempfile.mkstemp(prefix=f".{place.name}.", suffix=".part", dir=place.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(_mode(place))
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _mode(place: Path) -> int:
    """The permissions that the file has, or that a new one would get."""
    if place.exists():
        return place.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return _NEW_FILE_MODE & ~mask


def _inside(folder: Path, name: str) -> Path:
    if Path(name).is_absolute() or ".." in Path(name).parts:
        raise _refused("SA704", f"companion '{name}' would lie outside the folder", "")
    return folder / name


def _to_standard_output(data: bytes) -> None:
    stream = getattr(sys.stdout, "buffer", None)
    if stream is None:
        sys.stdout.write(data.decode("utf-8", errors="replace"))
        sys.stdout.flush()
        return
    sys.stdout.flush()
    stream.write(data)
    stream.flush()


def _refused(code: str, message: str, mend: str) -> InputError:
    return InputError(Diagnostic(code, message, help=mend))
