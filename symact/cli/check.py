"""``symact check``: the homework and the derivations, verified."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from symact.cli.common import refused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from symact.core.verdict import Verdict

REFUTED = 1
UNKNOWN = 3


@click.command(name="check")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--strict", is_flag=True, help="Exit with 3 when something is unknown.")
@click.option("-q", "--quiet", is_flag=True, help="Show only what is not proved.")
def command(*, paths: tuple[str, ...], strict: bool, quiet: bool) -> None:
    """Verify homework files, and every line of the lecture's derivations.

    PATH is a Markdown file with dense-layer problems or a folder of such; each answer that it
    states (Wx, z, y) is compared with the exact one. The derivations that symact prints are
    proved line by line. Reading claims out of other documents is not done yet.
    """
    from symact.core.verdict import Status  # noqa: PLC0415

    counts = dict.fromkeys(Status, 0)
    for where, what, verdict in (*_homework(paths), *_derivations()):
        counts[verdict.status] += 1
        if quiet and verdict.status is Status.PROVED:
            continue
        reason = f": {verdict.reason}" if verdict.reason else ""
        click.echo(f"{verdict.status.value:<8} {where}: {what}{reason}")
    click.echo(
        f"{counts[Status.PROVED]} proved, {counts[Status.REFUTED]} refuted, "
        f"{counts[Status.UNKNOWN]} unknown"
    )
    if counts[Status.REFUTED]:
        raise click.exceptions.Exit(REFUTED)
    if strict and counts[Status.UNKNOWN]:
        raise click.exceptions.Exit(UNKNOWN)


def _derivations() -> "Iterator[tuple[str, str, Verdict]]":
    from symact.activations import taught  # noqa: PLC0415
    from symact.derive.audit import audit  # noqa: PLC0415

    for finding in audit(taught().values()):
        yield finding.activation, finding.statement, finding.verdict


def _homework(paths: tuple[str, ...]) -> "Iterator[tuple[str, str, Verdict]]":
    from symact.network.marking import mark  # noqa: PLC0415

    for path in _files(paths):
        try:
            text = path.read_text(encoding="utf-8")
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise refused("SA710", f"cannot read '{path}': {reason}", "check the name") from error
        except UnicodeDecodeError as error:
            raise refused("SA711", f"'{path}' is not UTF-8 text", "save it as UTF-8") from error
        for marked in mark(text, source_name=str(path)):
            yield f"{path}:{marked.line}", marked.statement, marked.verdict


def _files(paths: tuple[str, ...]) -> list[Path]:
    found: list[Path] = []
    for name in paths:
        path = Path(name)
        if not path.exists():
            raise refused("SA710", f"'{name}' does not exist", "check the name")
        found.extend(sorted(path.rglob("*.md")) if path.is_dir() else [path])
    return found
