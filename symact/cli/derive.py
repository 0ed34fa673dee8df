"""``symact derive``: everything that is proved about one activation."""

import click

from symact.cli.common import (
    check_place,
    chosen_activation,
    output_options,
    parameter_options,
    parameters,
    wanted_format,
    write_document,
    write_json,
)


@click.command(name="derive")
@click.argument("name", required=False)
@click.option(
    "--expr", "expression", metavar="TEXT", help="An expression in x, in SymPy's spelling."
)
@parameter_options
@output_options
def command(  # noqa: PLR0913 -- one argument for each option
    *,
    name: str | None,
    expression: str | None,
    alpha: str | None,
    beta: str | None,
    settings: tuple[str, ...],
    chosen: str | None,
    output: str,
) -> None:
    """Derive and prove everything about one activation.

    NAME is a catalogue name or alias; with --expr the function is typed instead, such as
    --expr 'x*tanh(log(1 + exp(x)))'.
    """
    kind = wanted_format(chosen, output)
    check_place(output)
    subject = chosen_activation(name, expression, parameters(alpha, beta, settings))

    from symact.derive.build import profile  # noqa: PLC0415

    result = profile(subject)
    if kind == "json":
        from symact.derive.serialise import to_dict  # noqa: PLC0415

        write_json(to_dict(result), output)
        return
    from symact.documents.card import card  # noqa: PLC0415

    write_document(card(result), output, kind)
