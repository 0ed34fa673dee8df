"""``symact list``: the activations of the catalogue."""

import click


@click.command(name="list")
@click.option("--format", "chosen", type=click.Choice(("text", "json")), default="text")
def command(*, chosen: str) -> None:
    """List the activations of the catalogue with their aliases and parameters."""
    from symact.activations import catalogue  # noqa: PLC0415

    entries = [
        {
            "name": entry.name,
            "title": entry.title,
            "aliases": list(entry.aliases),
            "parameters": {
                p.symbol.name: {"default": str(p.default), "domain": str(p.domain)}
                for p in entry.parameters
            },
        }
        for entry in catalogue().values()
    ]
    if chosen == "json":
        import json  # noqa: PLC0415

        click.echo(json.dumps(entries, indent=2, ensure_ascii=False))
        return
    width = max(len(entry.name) for entry in catalogue().values())
    for entry in catalogue().values():
        settings = ", ".join(
            f"{p.symbol.name} in {p.domain}, default {p.default}" for p in entry.parameters
        )
        also = f"also {', '.join(entry.aliases)}" if entry.aliases else ""
        click.echo(f"{entry.name:<{width}}  {'; '.join(part for part in (also, settings) if part)}")
