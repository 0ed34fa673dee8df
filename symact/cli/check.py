"""``symact check``: every claim of documents, judged."""

import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar, final

import click

from symact.cli.common import check_place, refused

if TYPE_CHECKING:
    from symact.check.report import Report
    from symact.check.settings import Settings
    from symact.check.texts import Macros
    from symact.cli.sources import Place

F = TypeVar("F", bound=Callable[..., Any])

REFUTED: Final = 1
UNREADABLE: Final = 2
UNKNOWN: Final = 3
FORMATS: Final = ("text", "json", "sarif", "junit", "github", "html")
_SUFFIXES: Final = {
    ".json": "json", ".sarif": "sarif", ".xml": "junit", ".html": "html", ".htm": "html"
}  # fmt: skip
_LONGEST: Final = 3600.0
_PAUSE: Final = 0.4  # seconds between two looks at the files


@final
@dataclass(frozen=True, slots=True)
class _Output:
    """How and where a check is told."""

    kind: str
    place: str
    quiet: bool


def _options(function: F) -> F:
    """The options of a check, in the order in which help lists them."""
    for option in reversed(
        (
            click.option(
                "--format",
                "chosen",
                type=click.Choice(FORMATS),
                help="What to write; by default what the name after -o asks for, else text.",
            ),
            click.option(
                "-o", "--output", default="-", metavar="OUT", help="Where; - is the screen."
            ),
            click.option("-q", "--quiet", is_flag=True, help="Show only what is not proved."),
            click.option("--watch", is_flag=True, help="Check again whenever a file changes."),
            click.option(
                "--jobs",
                default=1,
                type=click.IntRange(1, 256),
                metavar="N",
                help="How many files at the same time.",
            ),
            click.option("--macros", metavar="FILE", help=r"A file of \newcommand to read first."),
            click.option(
                "--stdin-name", default="<stdin>", metavar="NAME", help="What - is called."
            ),
            click.option(
                "--select", multiple=True, metavar="CODES", help="Report only these: SA2,SA301."
            ),
            click.option("--ignore", multiple=True, metavar="CODES", help="Do not report these."),
            click.option("--strict", is_flag=True, help="Exit with 3 when something is unknown."),
            click.option("--docstrings", is_flag=True, help="In folders read programs too."),
            click.option(
                "--time-limit",
                type=click.FloatRange(0, _LONGEST, min_open=True),
                metavar="SECONDS",
                help="For each claim.",
            ),
        )
    ):
        function = option(function)
    return function


@click.command(name="check")
@click.argument("paths", nargs=-1, metavar="[FILE]...")
@_options
def command(  # noqa: PLR0913 -- one argument for each option
    *,
    paths: tuple[str, ...],
    chosen: str | None,
    output: str,
    quiet: bool,
    watch: bool,
    jobs: int,
    macros: str | None,
    stdin_name: str,
    **options: Any,
) -> None:
    """Judge every mathematical claim in documents: proved, refuted or unknown.

    FILE is Markdown, LaTeX, a notebook, reStructuredText, plain text, a program with docstrings,
    or a folder of such; - reads standard input. Without FILE, the derivations that symact itself
    prints are proved line by line.

    Exit status: 0 nothing is refuted, 1 something is, 2 unreadable input or wrong usage, 3
    something is unknown under --strict.
    """
    from symact.cli.sources import places  # noqa: PLC0415

    out = _Output(chosen or _SUFFIXES.get(Path(output).suffix.lower(), "text"), output, quiet)
    check_place(output)
    adjusted = partial(_adjusted, **_chosen(**options))
    if not paths:
        status = _own(out, adjusted)
    else:
        find = partial(places, paths, stdin_name, adjusted)
        known = _macros(macros)
        if watch:
            _follow(find, lambda found: _check(found, known, jobs, out), stdin="-" in paths)
        found = find()
        if not found:
            click.echo("symact: no documents are found there", err=True)
        status = _check(found, known, jobs, out)
    if status:
        raise click.exceptions.Exit(status)


def _chosen(
    *,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    strict: bool,
    docstrings: bool,
    time_limit: float | None,
) -> dict[str, Any]:
    """The settings that the command line makes.

    Raises:
        InputError: SA742 for a code that does not exist.
    """
    from symact.check.settings import codes  # noqa: PLC0415

    made: dict[str, Any] = {
        "select": codes([code for text in select for code in text.replace(",", " ").split()]),
        "ignore": codes([code for text in ignore for code in text.replace(",", " ").split()]),
        "strict": strict,
        "docstrings": docstrings,
        "time_limit": time_limit,
    }
    return {name: value for name, value in made.items() if value}


def _adjusted(settings: "Settings", ignore: tuple[str, ...] = (), **made: Any) -> "Settings":
    """The settings of a project with those of the command line; what is ignored adds up."""
    return replace(settings, ignore=(*settings.ignore, *ignore), **made)


def _check(found: "Sequence[Place]", macros: "Macros", jobs: int, out: _Output) -> int:
    """Check documents and write what is found; the result is the exit status."""
    reports: list[Report] = []
    strict: list[bool] = []
    for place, report in zip(found, _judged(found, macros, jobs), strict=True):
        if isinstance(report, str):
            click.echo(report, err=True)
        else:
            reports.append(report)
            strict.append(place.settings.strict)
    if reports or not found:
        _write(reports, out)
    return UNREADABLE if len(reports) < len(found) else _status(reports, strict)


def _own(out: _Output, adjusted: "Callable[[Settings], Settings]") -> int:
    """The same for the derivations that symact prints."""
    from symact.check.derivations import derivations  # noqa: PLC0415
    from symact.check.settings import Settings  # noqa: PLC0415

    report = derivations()
    _write([report], out)
    return _status([report], [adjusted(Settings()).strict])


def _judged(found: "Sequence[Place]", macros: "Macros", jobs: int) -> "list[Report | str]":
    """The report on each document, in their order, or why it cannot be read."""
    work = partial(_judge, macros=macros)
    if jobs == 1 or len(found) < 2 or any(place.path is None for place in found):
        return [work(place) for place in found]
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415
    from multiprocessing import get_context  # noqa: PLC0415

    workers = min(jobs, len(found))
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        return list(pool.map(work, found))


def _judge(place: "Place", macros: "Macros") -> "Report | str":
    """The report on one document, or why it cannot be read."""
    from symact.check.texts import report_on  # noqa: PLC0415
    from symact.cli.sources import text_of  # noqa: PLC0415
    from symact.core.errors import InputError  # noqa: PLC0415

    try:
        return report_on(place.name, text_of(place), place.settings, macros)
    except InputError as error:
        diagnostics = getattr(error, "diagnostics", (error.diagnostic,))
        return "\n".join(diagnostic.render() for diagnostic in diagnostics)


def _status(reports: "Sequence[Report]", strict: Sequence[bool]) -> int:
    from symact.check.outputs.entries import not_read  # noqa: PLC0415
    from symact.core.verdict import Status  # noqa: PLC0415

    if any(report.count(Status.REFUTED) for report in reports):
        return REFUTED
    open_ones = (report.count(Status.UNKNOWN) + not_read(report) for report in reports)
    demanded = any(wanted and count for wanted, count in zip(strict, open_ones, strict=True))
    return UNKNOWN if demanded else 0


def _write(reports: "Sequence[Report]", out: _Output) -> None:
    """Write the reports in the format that is wanted, whole or not at all."""
    from importlib import import_module  # noqa: PLC0415

    from symact.render.files import write_atomically  # noqa: PLC0415

    if out.kind == "text":
        from symact.check.outputs.text import as_text  # noqa: PLC0415

        text = as_text(reports, colour=_coloured(out.place), quiet=out.quiet)
    else:
        module = "json_report" if out.kind == "json" else out.kind
        writer = getattr(import_module(f"symact.check.outputs.{module}"), f"as_{out.kind}")
        text = writer(reports)
    write_atomically(out.place, text.encode("utf-8", errors="replace"))


def _coloured(output: str) -> bool:
    """Whether colours are seen and wanted; see no-color.org."""
    return output == "-" and sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def _macros(file: str | None) -> "Macros":
    if file is None:
        return ()
    from symact.check.settings import Settings  # noqa: PLC0415
    from symact.check.texts import macros_of  # noqa: PLC0415
    from symact.cli.sources import Place, text_of  # noqa: PLC0415

    return macros_of(file, text_of(Place(file, Path(file), Settings())))


def _follow(
    find: "Callable[[], list[Place]]", check: "Callable[[list[Place]], int]", *, stdin: bool
) -> None:
    """Check, and check again whenever a file changes, comes or goes, until Ctrl-C.

    Raises:
        InputError: SA309 for standard input, which does not change.
    """
    from symact.cli.sources import stamps  # noqa: PLC0415
    from symact.core.errors import InputError  # noqa: PLC0415

    if stdin:
        raise refused("SA309", "standard input cannot be watched", "name files")
    before: dict[str, tuple[int, int]] | None = None
    while True:
        try:
            found = find()
            now = stamps(found)
            if now != before:
                check(found)
                click.echo(f"watching {len(found)} files; Ctrl-C ends it", err=True)
        except InputError as error:
            # A file may be half written or gone at this moment.
            click.echo(error.diagnostic.render(), err=True)
            now = stamps(())
        before = now
        time.sleep(_PAUSE)
