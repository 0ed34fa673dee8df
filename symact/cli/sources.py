"""The documents that a command line names: which they are, and their text."""

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, final

from symact.cli.common import refused

if TYPE_CHECKING:
    from symact.check.settings import Settings

SUFFIXES: Final = (".md", ".markdown", ".qmd", ".rmd", ".tex", ".ipynb", ".rst", ".txt")
PROGRAM: Final = ".py"
MAX_BYTES: Final = 16_000_000
_PASSED_OVER: Final = {"node_modules", "__pycache__", "site-packages"}


@final
@dataclass(frozen=True, slots=True)
class Place:
    """A document that is to be checked.

    Attributes:
        name: as it is shown.
        path: None for standard input.
        settings: those of the project that the file is in, with those of the command line.
    """

    name: str
    path: Path | None
    settings: "Settings"


def places(
    names: Sequence[str], stdin_name: str, adjusted: "Callable[[Settings], Settings]"
) -> list[Place]:
    """The documents that are named, and those in folders that are named; each once.

    Args:
        adjusted: the settings of a project with those of the command line put in.

    Raises:
        InputError: SA710 for a name that does not exist; SA74.. for settings.
    """
    from symact.check.settings import settings_for  # noqa: PLC0415

    @cache
    def settings_in(folder: Path) -> "Settings":
        return adjusted(settings_for(folder))

    found: dict[str, Place] = {}
    for name in names:
        path = Path(name)
        if name == "-":
            found[name] = Place(stdin_name, None, settings_in(Path()))
        elif path.is_dir():
            for file in _inside(path):
                settings = settings_in(file.parent)
                if file.suffix.lower() != PROGRAM or settings.docstrings:
                    found.setdefault(str(file), Place(str(file), file, settings))
        elif path.exists():
            found.setdefault(name, Place(name, path, settings_in(path.parent)))
        else:
            raise refused("SA710", f"'{name}' does not exist", "check the name")
    return list(found.values())


def text_of(place: Place) -> str:
    """The text of a document, with its line ends as they are.

    Raises:
        InputError: SA710 for a file that cannot be read, SA711 for one that is no text.
    """
    try:
        if place.path is None:
            data = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            with place.path.open("rb") as stream:
                data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise refused("SA710", f"cannot read '{place.name}': {reason}", "check the name") from error
    if len(data) > MAX_BYTES:
        raise refused("SA710", f"'{place.name}' is larger than {MAX_BYTES} bytes", "split it")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        where = f"'{place.name}' is not UTF-8 text (byte {error.start})"
        raise refused("SA711", where, "save it as UTF-8") from error


def stamps(found: Sequence[Place]) -> dict[str, tuple[int, int]]:
    """What changes when a file is written: its time and its size."""
    result = {}
    for place in found:
        if place.path is not None and place.path.exists():
            state = place.path.stat()
            result[place.name] = (state.st_mtime_ns, state.st_size)
    return result


def _inside(folder: Path) -> Iterator[Path]:
    """The documents in a folder, by name, without what is hidden or installed."""
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.name in _PASSED_OVER:
            continue
        if path.is_dir():
            if not path.is_symlink():  # a link may lead around in a circle
                yield from _inside(path)
        elif path.suffix.lower() in {*SUFFIXES, PROGRAM}:
            yield path
