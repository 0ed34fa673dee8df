"""``symact screen``: what is proved about many candidates, a line for each."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from symact.cli.common import check_place, refused

if TYPE_CHECKING:
    from symact.core.limits import Limits
    from symact.screening.record import Candidate, Record
    from symact.screening.run import Work

PROVED, UNREADABLE, UNKNOWN, INTERRUPTED = 0, 2, 3, 130
_SHOWN = 20
_LONGEST = 86_400.0


@click.command(name="screen")
@click.argument("file", metavar="FILE")
@click.option("-o", "--output", default="-", metavar="OUT", help="Where to write; - is the screen.")
@click.option(
    "--format",
    "chosen",
    type=click.Choice(("jsonl", "csv", "parquet")),
    help="What to write; by default what the name after -o asks for, else jsonl.",
)
@click.option("--flat", is_flag=True, help="The main columns only, without the whole profiles.")
@click.option(
    "--jobs",
    type=click.IntRange(1, 1024),
    metavar="N",
    help="Worker processes; by default one for each processor.",
)
@click.option(
    "--time-limit",
    "seconds",
    type=click.FloatRange(0, _LONGEST, min_open=True),
    default=10.0,
    show_default=True,
    metavar="SECONDS",
    help="For each candidate.",
)
@click.option(
    "--memory-limit",
    "megabytes",
    type=click.IntRange(1, 1 << 20),
    default=1024,
    show_default=True,
    metavar="MB",
    help="For each candidate.",
)
@click.option(
    "--resume/--no-resume",
    default=True,
    help="Skip what an earlier run with the same output has done (default).",
)
@click.option("--strict", is_flag=True, help="Exit with status 3 when something is unknown.")
@click.option("--quiet", is_flag=True, help="No progress and no summary.")
@click.option("--dask", "address", metavar="ADDRESS", help="Work on a Dask cluster instead.")
def command(  # noqa: PLR0913 -- one argument for each option
    *,
    file: str,
    output: str,
    chosen: str | None,
    flat: bool,
    jobs: int | None,
    seconds: float,
    megabytes: int,
    resume: bool,
    strict: bool,
    quiet: bool,
    address: str | None,
) -> int:
    """Profile many candidate activations, each with bounded time and memory.

    FILE holds one candidate on each line: an expression in x, or name: expression, or a JSON
    object with "name" and "expression". # begins a comment; - reads standard input.

    A candidate that needs too long or too much is unknown and stops nothing else. What is done
    is kept beside the output, and the same command goes on from there.
    """
    from symact.core.limits import Limits  # noqa: PLC0415
    from symact.render.files import write_atomically  # noqa: PLC0415
    from symact.screening.candidates import read_candidates  # noqa: PLC0415
    from symact.screening.outputs import writer  # noqa: PLC0415

    write = writer(chosen, output)
    check_place(output)
    found = list(read_candidates(_read(file), "<stdin>" if file == "-" else file))
    limits = Limits(seconds, megabytes)
    records = _records(found, limits, output, _work(limits, jobs, address), resume, quiet)
    if records is None:
        return INTERRUPTED
    write_atomically(output, write(records, flat=flat))
    return _conclusion(records, strict=strict, quiet=quiet)


def _read(name: str) -> bytes:
    """The bytes of a file.

    Raises:
        InputError: SA710 for a file that cannot be read.
    """
    from pathlib import Path  # noqa: PLC0415

    try:
        return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise refused("SA710", f"cannot read '{name}': {reason}", "check the name") from error


def _work(limits: "Limits", jobs: int | None, address: str | None) -> "Work":
    """Where the candidates are worked on."""
    import os  # noqa: PLC0415
    from functools import partial  # noqa: PLC0415

    from symact.screening.places import here, on_cluster  # noqa: PLC0415

    if address is not None:
        return partial(on_cluster, limits=limits, address=address)
    return partial(here, limits=limits, jobs=jobs or os.cpu_count() or 1)


def _records(
    found: "Sequence[Candidate | Record]",
    limits: "Limits",
    output: str,
    work: "Work",
    resume: bool,
    quiet: bool,
) -> "list[Record] | None":
    """The records in the order of the file; None after Ctrl-C, with a word on how to go on."""
    from pathlib import Path  # noqa: PLC0415

    from symact.screening.journal import SUFFIX, opened  # noqa: PLC0415
    from symact.screening.run import screen  # noqa: PLC0415

    path = None if output == "-" else Path(output + SUFFIX)
    done = 0
    try:
        with opened(path, resume=resume) as journal, _progress(len(found), quiet=quiet) as advance:

            def tell(count: int) -> None:
                nonlocal done
                done += count
                advance(count)

            return screen(found, limits, journal, work, tell)
    except KeyboardInterrupt:
        kept = (
            f"they are kept in '{path}': the same command goes on from there"
            if path
            else "with -o OUT they would be kept"
        )
        click.echo(f"symact: interrupted after {done} of {len(found)} candidates; {kept}", err=True)
        return None


@contextmanager
def _progress(total: int, *, quiet: bool) -> Iterator[Callable[[int], None]]:
    """A bar on the error stream while the work goes on, where that is a terminal."""
    if quiet or not sys.stderr.isatty():
        yield lambda _count: None
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (TextColumn("screening"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("screening", total=total)
        yield lambda count: bar.advance(task, count)


def _conclusion(records: "Sequence[Record]", *, strict: bool, quiet: bool) -> int:
    """Tell what became of the candidates, and give the exit status."""
    from symact.screening.run import count  # noqa: PLC0415

    wrong = [record for record in records if record.status == "unreadable"]
    for record in wrong[:_SHOWN]:
        place, outcome = record.candidate, record.outcome
        column = place.column + outcome.offset
        head = f"{place.file}:{place.line}:{column}: error[{outcome.code}]"
        click.echo(f"{head}: {outcome.message}", err=True)
        if outcome.help:
            click.echo(f"  = help: {outcome.help}", err=True)
    if len(wrong) > _SHOWN:
        click.echo(f"and {len(wrong) - _SHOWN} more unreadable lines", err=True)
    counts = count(records)
    if not quiet:
        parts = ", ".join(f"{number} {status}" for status, number in counts.items())
        click.echo(f"{len(records)} candidates: {parts}", err=True)
    if wrong:
        return UNREADABLE
    return UNKNOWN if strict and counts["unknown"] else PROVED
