"""``symact explain``: what a code means."""

import sys

import click


@click.command(name="explain")
@click.argument("codes", nargs=-1, metavar="[CODE]...")
def command(*, codes: tuple[str, ...]) -> None:
    """Say what a code means, with an example that has the fault and one that has not.

    CODE is such as SA203; the beginning of some, such as SA2, lists them. Without CODE all are
    listed.
    """
    from symact.check.codes import CODES, explain, is_prefix  # noqa: PLC0415

    parts = []
    for name in codes or ("SA",):
        prefix = name.upper()
        if prefix not in CODES and is_prefix(prefix):
            rows = [row for row in CODES.values() if row.code.startswith(prefix)]
            rows.sort(key=lambda row: row.code)
            parts.append("\n".join(f"{row.code}  {row.title}" for row in rows))
        else:
            parts.append(explain(name))
    sys.stdout.write("\n\n".join(parts) + "\n")
