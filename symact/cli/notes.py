"""``symact notes``: the lecture notes."""

import sys
import time

import click

from symact.cli.common import check_place, output_options, wanted_format, write_document


@click.command(name="notes")
@output_options
def command(*, chosen: str | None, output: str) -> None:
    """Write the lecture notes: activations, their derivations, the dense layer, and homework.

    The suffix of OUT decides what is written: .pdf, .html, .tex, .md, .txt or .json.
    """
    kind = wanted_format(chosen, output)
    check_place(output)
    begun = time.monotonic()
    _say("deriving and proving ...")
    from symact.documents.lecture import lecture  # noqa: PLC0415

    document = lecture()
    _say(f"writing {output} ...")
    write_document(document, output, kind)
    if output != "-":
        click.echo(f"wrote {output} in {time.monotonic() - begun:.1f} s", err=True)


def _say(text: str) -> None:
    if sys.stderr.isatty():
        click.echo(text, err=True)
