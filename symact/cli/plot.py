"""``symact plot``: figures of activations and their derivatives."""

import re
from fractions import Fraction
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from symact.core.activation import Activation
    from symact.core.errors import InputError
    from symact.plot.style import Format

FORMATS: "dict[str, Format]" = {"svg": "svg", "pdf": "pdf", "png": "png"}

_NUMBER = re.compile(r"[+-]?\d{1,20}(\.\d{1,20})?(/\d{1,20})?\Z")


@click.command(name="plot")
@click.argument("names", nargs=-1)
@click.option(
    "-o", "--output", required=True, metavar="FILE", help="Where to write: .svg, .pdf or .png."
)
@click.option("--alpha", metavar="VALUE", help="The parameter alpha, such as 0.1 or 1/10.")
@click.option("--beta", metavar="VALUE", help="The parameter beta.")
@click.option("--set", "settings", multiple=True, metavar="NAME=VALUE", help="Any parameter.")
@click.option("--derivative/--no-derivative", default=True, help="Draw f' too (default).")
def command(
    *,
    names: tuple[str, ...],
    output: str,
    alpha: str | None,
    beta: str | None,
    settings: tuple[str, ...],
    derivative: bool,
) -> None:
    """Draw activations and their derivatives in one figure.

    NAMES are catalogue names or aliases; no name draws those of the lecture, `all` draws the
    whole catalogue.
    """
    from symact.core.errors import InputError  # noqa: PLC0415

    given = [f"alpha={alpha}"] * (alpha is not None) + [f"beta={beta}"] * (beta is not None)
    try:
        _plot(names, output, (*given, *settings), derivative=derivative)
    except InputError as error:
        click.echo(error.diagnostic.render(), err=True)
        raise click.exceptions.Exit(2) from error


def _plot(
    names: tuple[str, ...], output: str, settings: tuple[str, ...], *, derivative: bool
) -> None:
    from pathlib import Path  # noqa: PLC0415

    form = _form(output)
    values = dict(_setting(text) for text in settings)
    # What is cheap to refuse is refused before anything is derived.
    folder = Path(output).parent
    if not folder.is_dir():
        raise _refused("SA701", f"folder '{folder}' does not exist", f"mkdir -p '{folder}'")
    chosen = _chosen(names, values)

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
        raise _refused("SA705", f"unknown {shown} in '{output}'", "end it in .svg, .pdf or .png")
    return FORMATS[suffix]


def _setting(text: str) -> tuple[str, Fraction]:
    name, equals, value = (part.strip() for part in text.partition("="))
    if not equals or not name:
        raise _refused("SA304", f"not a setting: {text!r}", "write NAME=VALUE, such as alpha=0.1")
    if not _NUMBER.match(value) or re.search(r"/0+\Z", value):
        raise _refused("SA304", f"not a number: {value!r}", "write 3, -0.25 or 1/10")
    top, _, bottom = value.partition("/")
    return name, Fraction(top) / Fraction(bottom or 1)


def _chosen(names: tuple[str, ...], values: dict[str, Fraction]) -> "list[Activation]":
    """The activations of those names, each with the parameters that it has."""
    from symact.activations import activation, catalogue, taught  # noqa: PLC0415

    if names in {(), ("all",)}:
        found = list((catalogue() if names else taught()).values())
    else:
        found = [activation(name) for name in names]
    known = {p.symbol.name for entry in found for p in entry.parameters}
    for name in values:
        if name not in known:
            takes = ", ".join(sorted(known)) or "no parameter"
            raise _refused(
                "SA301",
                f"no activation here has a parameter {name!r}",
                f"the parameters here: {takes}",
            )
    return [
        entry.with_parameters(
            **{
                p.symbol.name: values[p.symbol.name]
                for p in entry.parameters
                if p.symbol.name in values
            }
        )
        for entry in found
    ]


def _refused(code: str, message: str, mend: str) -> "InputError":
    from symact.core.diagnostic import Diagnostic  # noqa: PLC0415
    from symact.core.errors import InputError  # noqa: PLC0415

    return InputError(Diagnostic(code, message, help=mend))
