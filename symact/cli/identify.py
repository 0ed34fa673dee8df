"""``symact identify``: whether a function is known already, and as what."""

import re
from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    from fractions import Fraction

    from symact.core.activation import Activation

UNKNOWN = 3
# Of the time: for the search, and again for each proof that is in progress after that.
_SHARE, _EACH = 0.7, 0.02
_PLAIN = re.compile(r"[\dx.\s]+")


@click.command(name="identify")
@click.argument("function", metavar="FUNCTION")
@parameter_options
@click.option(
    "--time-limit",
    "seconds",
    type=click.FloatRange(0, 86_400, min_open=True),
    default=30.0,
    show_default=True,
    metavar="SECONDS",
    help="What is not found by then is not found.",
)
@click.option("--strict", is_flag=True, help="Exit with status 3 when nothing is found.")
@output_options
def command(  # noqa: PLR0913 -- one argument for each option
    *,
    function: str,
    alpha: str | None,
    beta: str | None,
    settings: tuple[str, ...],
    declared: tuple[str, ...],
    seconds: float,
    strict: bool,
    chosen: str | None,
    output: str,
) -> int:
    """Find the activations of the catalogue that a function is, each with a proof.

    FUNCTION is an expression such as 'x/(1 + exp(-1.702*x))', or LaTeX, or the name of an
    activation. It may be an entry itself, an entry with other values of its parameters, or one
    with its input and output scaled and shifted.
    """
    status = watched(seconds)
    if status is not None:
        return status
    kind = wanted_format(chosen, output)
    check_place(output)
    values = parameters(alpha, beta, settings)
    subject = _subject(function, values, declared)

    from symact.core.budget import OutOfTimeError, time_budget  # noqa: PLC0415
    from symact.derive.identify import identify  # noqa: PLC0415

    with time_budget(_SHARE * seconds, _EACH * seconds):
        try:
            found = identify(subject, _SHARE * seconds)
        except OutOfTimeError:
            return out_of_time(seconds)
    if kind == "json":
        from symact.derive.identify.serialise import to_dict  # noqa: PLC0415

        write_json(to_dict(found), output)
    else:
        from symact.documents.identification import identification  # noqa: PLC0415

        write_document(identification(found), output, kind)
    return UNKNOWN if strict and not found.matches else 0


def _subject(text: str, values: "dict[str, Fraction]", declared: tuple[str, ...]) -> "Activation":
    """The function that is asked about; ``x`` and numbers are functions and no names."""
    if _PLAIN.fullmatch(text):
        return chosen_activation(None, text, values, declared)
    return chosen_activation(text, None, values, declared)
