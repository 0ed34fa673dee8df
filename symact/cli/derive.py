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
from symact.cli.watch import out_of_time, watched

# Of the time: for what is tried in order, and again for each thing that is left after that.
_SHARE, _EACH = 0.7, 0.01


@click.command(name="derive")
@click.argument("name", required=False)
@click.option(
    "--expr", "expression", metavar="TEXT", help="An expression in x, in SymPy's spelling."
)
@parameter_options
@click.option(
    "--time-limit",
    "seconds",
    type=click.FloatRange(0, 86_400, min_open=True),
    default=60.0,
    show_default=True,
    metavar="SECONDS",
    help="What is not decided by then is unknown.",
)
@output_options
def command(  # noqa: PLR0913 -- one argument for each option
    *,
    name: str | None,
    expression: str | None,
    alpha: str | None,
    beta: str | None,
    settings: tuple[str, ...],
    seconds: float,
    chosen: str | None,
    output: str,
) -> int:
    """Derive and prove everything about one activation.

    NAME is a catalogue name or alias; with --expr the function is typed instead, such as
    --expr 'x*tanh(log(1 + exp(x)))'.
    """
    status = watched(seconds)
    if status is not None:
        return status
    kind = wanted_format(chosen, output)
    check_place(output)
    subject = chosen_activation(name, expression, parameters(alpha, beta, settings))

    from symact.core.budget import OutOfTimeError, time_budget  # noqa: PLC0415
    from symact.derive.build import profile  # noqa: PLC0415

    reason = f"not decided within {seconds:g} s"
    try:
        with time_budget(_SHARE * seconds, _EACH * seconds, reason):
            result = profile(subject)
    except OutOfTimeError:
        return out_of_time(seconds)
    if kind == "json":
        from symact.derive.serialise import to_dict  # noqa: PLC0415

        write_json(to_dict(result), output)
        return 0
    from symact.documents.card import card  # noqa: PLC0415

    write_document(card(result), output, kind)
    return 0
