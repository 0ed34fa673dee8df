"""``symact table``: activations compared."""

import click

from symact.cli.common import (
    check_place,
    output_options,
    wanted_format,
    write_document,
    write_json,
)


@click.command(name="table")
@click.argument("names", nargs=-1)
@output_options
def command(*, names: tuple[str, ...], chosen: str | None, output: str) -> None:
    """Compare activations in a table: formula, derivative, range, largest slope, kinks.

    NAMES are catalogue names or aliases; none means those of the lecture.
    """
    kind = wanted_format(chosen, output)
    check_place(output)
    from symact.activations import activation, taught  # noqa: PLC0415
    from symact.derive.build import profile  # noqa: PLC0415

    entries = [activation(n) for n in names] if names else list(taught().values())
    profiles = [profile(entry) for entry in entries]
    if kind == "json":
        from symact.derive.serialise import to_dict  # noqa: PLC0415

        write_json([to_dict(p) for p in profiles], output)
        return
    from symact.documents.table import comparison  # noqa: PLC0415

    write_document(comparison(profiles), output, kind)
