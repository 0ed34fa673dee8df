"""``symact verify``: a certificate checked by the small checker alone."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from symact.cli.common import check_place, refused, write_json
from symact.cli.watch import watched

if TYPE_CHECKING:
    from collections.abc import Iterator

    from symact.verify.report import Finding, Report

REJECTED = 1
UNKNOWN = 3
_WIDTH = 14


@click.command(name="verify")
@click.argument("path", metavar="FILE")
@click.option("--partial", is_flag=True, help="Exit with 0 though something is not re-checked.")
@click.option("-q", "--quiet", is_flag=True, help="Show only what is not verified.")
@click.option(
    "--time-limit",
    "seconds",
    type=click.FloatRange(0, 86_400, min_open=True),
    default=60.0,
    show_default=True,
    metavar="SECONDS",
    help="Verification that takes longer is ended.",
)
@click.option(
    "--format",
    "chosen",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="What to write.",
)
@click.option("-o", "--output", default="-", metavar="OUT", help="Where to write; - is the screen.")
def command(
    *, path: str, partial: bool, quiet: bool, seconds: float, chosen: str, output: str
) -> int:
    """Re-check a certificate that symact derive --certificate wrote.

    Nothing in FILE is believed: every theorem is proved again from its certificate, and every
    statement is concluded again from the theorems. FILE may be - for standard input.
    """
    status = watched(seconds)
    if status is not None:
        return status
    check_place(output)
    from symact.core.verdict import Status  # noqa: PLC0415
    from symact.verify.check import verify  # noqa: PLC0415

    report = verify(_text(path), path)
    if chosen == "json":
        write_json(report.to_dict(), output)
    else:
        from symact.render.files import write_atomically  # noqa: PLC0415

        lines = [*_lines(report, path, quiet=quiet), ""]
        write_atomically(output, "\n".join(lines).encode())
    if report.count(Status.REFUTED):
        return REJECTED
    return UNKNOWN if report.count(Status.UNKNOWN) and not partial else 0


def _text(path: str) -> str:
    """The text of a file, unless it is too long to be a certificate.

    Raises:
        InputError: SA710, SA711 and SA732.
    """
    from symact.verify.paper import MAX_CHARACTERS, too_large  # noqa: PLC0415

    try:
        if path == "-":
            data = sys.stdin.buffer.read(MAX_CHARACTERS + 1)
        else:
            with Path(path).open("rb") as stream:
                data = stream.read(MAX_CHARACTERS + 1)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise refused("SA710", f"cannot read '{path}': {reason}", "check the name") from error
    if len(data) > MAX_CHARACTERS:
        raise too_large(f"'{path}'", f"{MAX_CHARACTERS} bytes")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise refused("SA711", f"'{path}' is not UTF-8 text", "save it as UTF-8") from error


def _lines(report: "Report", path: str, *, quiet: bool) -> "Iterator[str]":
    from symact.core.verdict import Status  # noqa: PLC0415
    from symact.verify.report import WORDS  # noqa: PLC0415

    yield f"{path}: f(x) = {report.function}"
    if not quiet:
        if report.label:
            yield f"{'a label':<{_WIDTH}}  {report.label}, which is not checked"
        proved = [f for f in report.of("theorems") if f.status is Status.PROVED]
        yield f"{WORDS[Status.PROVED]:<{_WIDTH}}  theorems: {len(proved)} are proved again"
    for finding in report.findings:
        proved_theorem = finding.place.startswith("theorems[")
        if finding.status is Status.PROVED and (quiet or proved_theorem):
            continue
        yield f"{WORDS[finding.status]:<{_WIDTH}}  {_described(finding)}"
    yield ", ".join(f"{report.count(status)} {word}" for status, word in WORDS.items())


def _described(finding: "Finding") -> str:
    line = "" if finding.line is None else f" (line {finding.line})"
    return f"{finding.place}{line}: {finding.reason}" if finding.reason else finding.place
