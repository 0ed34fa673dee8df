"""The settings of a check, from the project's files."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, final

from symact.check.codes import is_prefix, unknown_code
from symact.core.diagnostic import Diagnostic
from symact.core.errors import InputError
from symact.core.span import Source, Span

# File, and the tables in it that lead to the settings. In one folder the first one counts.
PLACES = {"symact.toml": ("check",), "pyproject.toml": ("tool", "symact", "check")}
LONGEST, LARGEST = 3600.0, 1_048_576


@final
@dataclass(frozen=True, slots=True)
class Settings:
    """How a document is checked, and what is reported of it.

    Attributes:
        select: codes, or beginnings of codes, that are reported; all where it is empty.
        ignore: codes, or beginnings of codes, that are not.
        strict: whether something unknown makes the check fail.
        docstrings: whether the docstrings of programs in a folder are read.
        time_limit: seconds for each claim.
        memory_limit: megabytes for each claim.
        output_letter: what the output of a function is called where nobody says.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    strict: bool = False
    docstrings: bool = False
    time_limit: float = 10.0
    memory_limit: int = 2048
    output_letter: str = "y"

    def reports(self, code: str) -> bool:
        """Whether a code is reported; of two beginnings the longer one decides.

        Example:
            >>> settings = Settings(select=("SA203",), ignore=("SA2",))
            >>> settings.reports("SA203"), settings.reports("SA204")
            (True, False)
        """
        wanted = _longest(self.select or ("SA",), code)
        return wanted is not None and wanted > (_longest(self.ignore, code) or 0)


def settings_for(folder: Path) -> Settings:
    """The settings in the nearest file that has some, in a folder or one around it.

    Raises:
        InputError: SA740 for an unknown setting, SA741 for a wrong value, SA742 for a code that
            does not exist.
    """
    for place in (folder.resolve(), *folder.resolve().parents):
        for name, path in PLACES.items():
            file = place / name
            if file.is_file():
                found = _read(file, path)
                if found is not None:
                    return found
    return Settings()


def settings_from(text: str, name: str, path: tuple[str, ...]) -> Settings | None:
    r"""The settings in a text; None where it has no table of them.

    Args:
        name: of the file, for messages.
        path: the names of the tables that lead to the settings.

    Raises:
        InputError: SA740, SA741, SA742.

    Example:
        >>> settings_from('[check]\nignore = ["SA23"]', "symact.toml", ("check",)).ignore
        ('SA23',)
    """
    source = Source(name, text)
    try:
        table: Any = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _refused("SA741", f"'{name}' is not TOML: {error}", None, "mend it") from error
    for key in path:
        table = table.get(key) if isinstance(table, Mapping) else None
    if table is None:
        return None
    if not isinstance(table, Mapping):
        raise _refused("SA741", f"{path[-1]} is no table", None, f"write [{'.'.join(path)}]")
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in _KEYS:
            raise _unknown(key, source)
        read, wants = _KEYS[key]
        try:
            values[key.replace("-", "_")] = read(value)
        except ValueError as error:
            span = _place(key, source)
            raise _refused(
                "SA741", f"{key} has a wrong value", span, f"it takes {wants}"
            ) from error
    return replace(Settings(), **values)


def codes(values: object) -> tuple[str, ...]:
    """Codes, or beginnings of codes, from a list of texts.

    Raises:
        ValueError: for anything but a list of texts.
        InputError: SA742 for a code that does not exist.

    Example:
        >>> codes(["SA2", "SA301"])
        ('SA2', 'SA301')
    """
    if not isinstance(values, list | tuple) or not all(isinstance(v, str) for v in values):
        raise ValueError(values)
    for value in values:
        if not is_prefix(value):
            raise unknown_code(value)
    return tuple(values)


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError(value)
    return value


def _seconds(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= LONGEST:
        raise ValueError(value)
    return float(value)


def _megabytes(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 64 <= value <= LARGEST:
        raise ValueError(value)
    return value


def _letter(value: object) -> str:
    if not isinstance(value, str) or len(value) != 1 or not value.isalpha():
        raise ValueError(value)
    return value


_KEYS: Mapping[str, tuple[Callable[[object], object], str]] = {
    "select": (codes, 'a list of codes, as ["SA2"]'),
    "ignore": (codes, 'a list of codes, as ["SA231"]'),
    "strict": (_truth, "true or false"),
    "docstrings": (_truth, "true or false"),
    "time-limit": (_seconds, f"seconds, above 0 and up to {LONGEST:g}"),
    "memory-limit": (_megabytes, f"megabytes, from 64 to {LARGEST}"),
    "output-letter": (_letter, 'one letter, as "y"'),
}


def _longest(prefixes: tuple[str, ...], code: str) -> int | None:
    return max((len(p) for p in prefixes if code.startswith(p)), default=None)


def _read(file: Path, path: tuple[str, ...]) -> Settings | None:
    try:
        text = file.read_text(encoding="utf-8")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise _refused("SA710", f"cannot read '{file}': {reason}", None, "") from error
    except UnicodeDecodeError as error:
        raise _refused("SA711", f"'{file}' is not UTF-8 text", None, "save it as UTF-8") from error
    return settings_from(text, str(file), path)


def _unknown(key: str, source: Source) -> InputError:
    near = difflib.get_close_matches(key.replace("_", "-"), _KEYS, n=1)
    guess = f"did you mean {near[0]}? " if near else ""
    mend = f"{guess}known are {', '.join(_KEYS)}"
    return _refused("SA740", f"unknown setting {key!r}", _place(key, source), mend)


def _place(key: str, source: Source) -> Span | None:
    """Where a setting is set, or at least a line that looks so."""
    found = re.search(rf"^\s*(?P<key>[\"']?{re.escape(key)}[\"']?)\s*=", source.text, re.MULTILINE)
    return Span(source, *found.span("key")) if found else None


def _refused(code: str, message: str, span: Span | None, mend: str) -> InputError:
    return InputError(Diagnostic(code, message, span, help=mend))
