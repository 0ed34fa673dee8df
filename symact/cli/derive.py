"""``symact derive``: everything that is proved about one activation."""

from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from symact.cli.common import (
    check_place,
    chosen_activation,
    output_options,
    parameter_options,
    parameters,
    refused,
    wanted_format,
    write_document,
    write_json,
)
from symact.cli.watch import out_of_time, watched

if TYPE_CHECKING:
    from collections.abc import Iterator

    from symact.core.activation import Activation
    from symact.derive.profile import Profile
    from symact.documents.model import Document

PAGES = {
    "card": ("symact.documents.card", "card"),
    "table": ("symact.documents.variation", "variation_document"),
    "short": ("symact.documents.argument", "argument_document"),
    "full": ("symact.documents.certificates", "certificate_document"),
}
# Of the time: for what is tried in order, and again for each thing that is left after that.
_SHARE, _EACH = 0.7, 0.01
_SPARE = 10
# Seconds for the cases of a profile that is written as JSON.
_SOON = 3.0


@click.command(name="derive")
@click.argument("name", required=False)
@click.option("--expr", "expression", metavar="TEXT", help="A function: SymPy, Python or LaTeX.")
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
@click.option(
    "--digits",
    type=click.IntRange(1, 1000),
    metavar="N",
    help="How many digits of every decimal are shown, each of them proved.",
)
@click.option("--table", is_flag=True, help="The variation table alone, with its reasons.")
@click.option(
    "--proof",
    is_flag=False,
    flag_value="short",
    metavar="[short|full]",
    help="The argument alone: as a lecturer writes it, or the full certificate.",
)
@click.option(
    "--cases",
    "every",
    is_flag=True,
    help="What holds for all values of the parameters, case by case.",
)
@click.option(
    "--variation",
    "drawn",
    type=click.Choice(("tabular", "tkz-tab")),
    help="How TeX draws variation tables: as a plain tabular, or by the package tkz-tab.",
)
@click.option("--tkz", is_flag=True, help="Short for --format tex --variation tkz-tab.")
@click.option(
    "--certificate",
    metavar="FILE",
    help="Write a certificate too, which symact verify re-checks without any search.",
)
@output_options
def command(  # noqa: PLR0913 -- one argument for each option
    *,
    name: str | None,
    expression: str | None,
    alpha: str | None,
    beta: str | None,
    settings: tuple[str, ...],
    declared: tuple[str, ...],
    seconds: float,
    digits: int | None,
    table: bool,
    proof: str | None,
    every: bool,
    drawn: str | None,
    tkz: bool,
    certificate: str | None,
    chosen: str | None,
    output: str,
) -> int:
    r"""Derive and prove everything about one activation.

    NAME is a catalogue name or alias, or the function itself, such as 'x*tanh(log(1 + exp(x)))'
    or 'f(z) = \frac{z}{1 + e^{-z}}'; with --expr it may be given a NAME too.
    """
    status = watched(seconds)
    if status is not None:
        return status
    if proof not in {None, *PAGES} and name is None:
        # "--proof gelu" is the short proof about gelu.
        name, proof = proof, "short"
    page = _page(proof, table=table)
    kind = _format(chosen, output, drawn, tkz=tkz)
    check_place(output)
    check_place(certificate or "-")
    subject = chosen_activation(name, expression, parameters(alpha, beta, settings), declared)

    from symact.core.budget import OutOfTimeError, time_budget  # noqa: PLC0415
    from symact.derive.build import profile  # noqa: PLC0415

    if every:
        return _write_cases(subject, output, kind, seconds)

    reason = f"not decided within {seconds:g} s"
    with _shown(digits):
        try:
            with time_budget(_SHARE * seconds, _EACH * seconds, reason):
                result = profile(subject)
                if certificate is not None:
                    _write_certificate(result, certificate)
        except OutOfTimeError:
            return out_of_time(seconds)
        if certificate != "-" or output != "-":
            _write(page, result, output, kind, digits)
    return 0


def _write_certificate(result: "Profile", place: str) -> None:
    """Write the certificate of a profile, whole or not at all."""
    from symact.derive.certify import certificate_text  # noqa: PLC0415
    from symact.render.files import write_atomically  # noqa: PLC0415

    write_atomically(place, certificate_text(result).encode())


def _cases_of(subject: "Activation") -> "dict[str, object]":
    """What holds for all values of the parameters, where that is soon known."""
    if not subject.parameters:
        return {}
    from symact.derive.cases import cases  # noqa: PLC0415
    from symact.derive.serialise import cases_to_list  # noqa: PLC0415

    return {"cases": cases_to_list(cases(subject, _SOON))}


def _write_cases(subject: "Activation", output: str, kind: str, seconds: float) -> int:
    """Write what holds for all values of the parameters.

    Raises:
        InputError: SA313 for an activation without parameters.
    """
    from symact.derive.cases import cases  # noqa: PLC0415
    from symact.derive.serialise import SCHEMA, cases_to_list  # noqa: PLC0415

    if not subject.parameters:
        raise refused("SA313", f"{subject.name} has no parameters", "leave out --cases")
    found = cases(subject, seconds)
    if kind == "json":
        data = {"schema": SCHEMA, "name": subject.name, "cases": cases_to_list(found)}
        write_json(data, output)
        return 0
    from symact.documents.cases import cases_document  # noqa: PLC0415

    write_document(cases_document(subject, found), output, kind)
    return 0


@contextmanager
def _shown(digits: int | None) -> "Iterator[None]":
    """Prove and show that many digits of every number; as usual for None."""
    if digits is None:
        yield
        return
    from symact.core.number import DIGITS, proved_digits  # noqa: PLC0415
    from symact.documents.words import shown_places  # noqa: PLC0415

    # A few more are proved, so that those shown come of rounding and of cutting off alike.
    with proved_digits(max(DIGITS, digits + _SPARE)), shown_places(digits):
        yield


def _write(page: str, result: "Profile", output: str, kind: str, digits: int | None) -> None:
    """Write the page, or the profile itself as JSON."""
    if kind != "json" or page != "card":
        write_document(_build(page, result), output, kind)
        return
    from symact.derive.serialise import shortened, to_dict  # noqa: PLC0415

    data: object = {**to_dict(result), **_cases_of(result.activation)}
    write_json(data if digits is None else shortened(data, digits), output)


def _page(proof: str | None, *, table: bool) -> str:
    """The page that is asked for.

    Raises:
        InputError: SA309 for two pages at once, or a proof that is neither short nor full.
    """
    if proof not in {None, "short", "full"}:
        raise refused("SA309", f"no proof is called {proof!r}", "write --proof or --proof full")
    if proof and table:
        raise refused("SA309", "give --table or --proof", "the proof holds the table")
    return "table" if table else proof or "card"


def _format(chosen: str | None, output: str, drawn: str | None, *, tkz: bool) -> str:
    """The format to write, which for TeX says how variation tables are drawn.

    Raises:
        InputError: SA310 where tkz-tab is asked for and TeX is not.
    """
    if tkz and chosen is None and output == "-":
        chosen = "tex"
    kind = wanted_format(chosen, output)
    if not tkz and drawn != "tkz-tab":
        return kind
    if kind != "tex":
        raise refused("SA310", f"tkz-tab draws in TeX, not in {kind}", "write --format tex")
    return "tkz"


def _build(page: str, result: "Profile") -> "Document":
    """The document of a page."""
    from importlib import import_module  # noqa: PLC0415

    module, function = PAGES[page]
    built: Document = getattr(import_module(module), function)(result)
    return built
