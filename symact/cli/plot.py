"""``symact plot``: figures of activations and their derivatives."""

from typing import TYPE_CHECKING

import click

from symact.cli.common import (
    is_formula,
    parameter_options,
    parameters,
    refused,
    typed_activation,
)

if TYPE_CHECKING:
    from fractions import Fraction

    from symact.core.activation import Activation
    from symact.plot.style import Format

FORMATS: "dict[str, Format]" = {"svg": "svg", "pdf": "pdf", "png": "png"}


@click.command(name="plot")
@click.argument("names", nargs=-1)
@click.option(
    "-o", "--output", required=True, metavar="FILE", help="Where to write: .svg, .pdf or .png."
)
@parameter_options
@click.option("--derivative/--no-derivative", default=True, help="Draw f' too (default).")
def command(  # noqa: PLR0913 -- one argument for each option
    *,
    names: tuple[str, ...],
    output: str,
    alpha: str | None,
    beta: str | None,
    settings: tuple[str, ...],
    declared: tuple[str, ...],
    derivative: bool,
) -> None:
    """Draw activations and their derivatives in one figure.

    NAMES are catalogue names or aliases, or functions themselves, typed as for symact derive; no
    name draws those of the lecture, `all` draws the whole catalogue.
    """
    from symact.core.errors import InputError  # noqa: PLC0415

    try:
        _plot(names, output, parameters(alpha, beta, settings), declared, derivative=derivative)
    except InputError as error:
        click.echo(error.diagnostic.render(), err=True)
        raise click.exceptions.Exit(2) from error


def _plot(
    names: tuple[str, ...],
    output: str,
    values: "dict[str, Fraction]",
    declared: tuple[str, ...],
    *,
    derivative: bool,
) -> None:
    from pathlib import Path  # noqa: PLC0415

    form = _form(output)
    # What is cheap to refuse is refused before anything is derived.
    folder = Path(output).parent
    if not folder.is_dir():
        raise refused("SA701", f"folder '{folder}' does not exist", f"mkdir -p '{folder}'")
    chosen = _chosen(names, values, declared)

    from symact.derive.build import profile  # noqa: PLC0415
    from symact.plot import draw  # noqa: PLC0415
    from symact.render.files import write_atomically  # noqa: PLC0415

    write_atomically(
        output, draw([profile(entry) for entry in chosen], form, derivative=derivative)
    )


def _form(output: str) -> "Format":
    from pathlib import Path  # noqa: PLC0415

    suffix = Path(output).suffix.lower().removeprefix(".")
    if suffix not in FORMATS:
        shown = f"suffix '.{suffix}'" if suffix else "file name without a suffix"
        raise refused("SA705", f"unknown {shown} in '{output}'", "end it in .svg, .pdf or .png")
    return FORMATS[suffix]


def _chosen(
    names: tuple[str, ...], values: "dict[str, Fraction]", declared: tuple[str, ...]
) -> "list[Activation]":
    """The activations that are named or typed, each with the parameters that it has.

    Raises:
        InputError: SA301 for a value, SA308 for a declaration, that none of them has.
    """
    from symact.activations import activation, catalogue, taught  # noqa: PLC0415
    from symact.reading.parameters import declaration, plain_name  # noqa: PLC0415

    if names in {(), ("all",)}:
        found = list((catalogue() if names else taught()).values())
    else:
        found = [
            typed_activation(name, None, values, declared, spare=True)
            if is_formula(name)
            else activation(name)
            for name in names
        ]
    known = {p.symbol.name for entry in found for p in entry.parameters}
    takes = ", ".join(sorted(known)) or "no parameter"
    mend = f"the parameters here: {takes}"
    for name in values:
        if plain_name(name) not in known:
            raise refused("SA301", f"no activation here has a parameter {name!r}", mend)
    for text in declared:
        name = declaration(text).symbol.name
        if name not in known:
            raise refused("SA308", f"no function here holds the parameter {name!r}", mend)
    given = {plain_name(name): value for name, value in values.items()}
    return [
        entry.with_parameters(
            **{
                p.symbol.name: given[p.symbol.name]
                for p in entry.parameters
                if p.symbol.name in given
            }
        )
        for entry in found
    ]
