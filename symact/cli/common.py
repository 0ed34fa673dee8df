"""Options and small steps that several commands share."""

import re
import sys
from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from symact.core.activation import Activation
    from symact.core.errors import InputError
    from symact.documents.model import Document

F = TypeVar("F", bound=Callable[..., Any])

DOCUMENT_FORMATS = ("text", "md", "tex", "html", "pdf", "json")
# What no name of an activation holds: then what was typed is the function itself.
_FORMULA = re.compile(r"[^\w\s.-]|[²³¹⁰⁴⁵⁶⁷⁸⁹⁻]|\bif\b")
_NUMBER = re.compile(r"[+-]?\d{1,30}(?:\.\d{1,30})?(?:[eE][+-]?\d{1,2})?(?:/\d{1,30})?\Z")


def output_options(function: F) -> F:
    """``--format`` and ``-o``: the format is by default the one that the file's name asks for."""
    function = click.option(
        "-o", "--output", default="-", metavar="OUT", help="Where to write; - is the screen."
    )(function)
    return click.option(
        "--format",
        "chosen",
        type=click.Choice(DOCUMENT_FORMATS),
        help="What to write; by default what the name after -o asks for, else text.",
    )(function)


def parameter_options(function: F) -> F:
    """``--alpha``, ``--beta``, ``--set name=value`` and ``--parameter 'name > 0'``."""
    for option in (
        click.option(
            "--parameter",
            "declared",
            multiple=True,
            metavar="'NAME > 0'",
            help="A letter of the expression and its domain: 'b > 0', 'a in (0, 1)', or 'c'.",
        ),
        click.option("--set", "settings", multiple=True, metavar="NAME=VALUE", help="A parameter."),
        click.option("--beta", metavar="VALUE", help="The parameter beta."),
        click.option("--alpha", metavar="VALUE", help="The parameter alpha, such as 0.1 or 1/10."),
    ):
        function = option(function)
    return function


def parameters(
    alpha: str | None, beta: str | None, settings: tuple[str, ...]
) -> dict[str, Fraction]:
    """The parameters' values, exact.

    Raises:
        InputError: SA304 for a setting without a name or a value that is no number.

    Example:
        >>> parameters("0.1", None, ("gamma=1/3",))
        {'alpha': Fraction(1, 10), 'gamma': Fraction(1, 3)}
    """
    given = [("alpha", alpha), ("beta", beta)]
    values = {name: number(text) for name, text in given if text is not None}
    for setting in settings:
        name, equals, text = (part.strip() for part in setting.partition("="))
        if not equals or not name:
            raise refused("SA304", f"not a setting: {setting!r}", "write NAME=VALUE, as alpha=0.1")
        values[name] = number(text)
    return values


def number(text: str) -> Fraction:
    """The exact rational number that a text denotes.

    Raises:
        InputError: SA304 for anything else.
    """
    text = text.strip()
    top, _, bottom = text.partition("/")
    if not _NUMBER.match(text) or (bottom and int(bottom) == 0):
        raise refused("SA304", f"not a number: {text!r}", "write 3, -0.25, 1e-2 or 1/10")
    return Fraction(top) / Fraction(bottom or 1)


def refused(code: str, message: str, mend: str) -> "InputError":
    """An error of the user's, to be raised."""
    from symact.core.diagnostic import Diagnostic  # noqa: PLC0415
    from symact.core.errors import InputError  # noqa: PLC0415

    return InputError(Diagnostic(code, message, help=mend))


def is_formula(text: str) -> bool:
    r"""Whether what was typed is a function itself, and no name of the catalogue.

    Example:
        >>> is_formula("leaky-relu"), is_formula("x*tanh(x)"), is_formula(r"$\tanh x$")
        (False, True, True)
    """
    return _FORMULA.search(text) is not None


def chosen_activation(
    name: str | None,
    expression: str | None,
    values: dict[str, Fraction],
    declared: tuple[str, ...] = (),
) -> "Activation":
    """The activation of a catalogue name or of a typed expression, with its parameters set.

    Args:
        declared: the further letters of an expression with their domains, such as ``b > 0``; a
            value declares its name too.

    Raises:
        InputError: when neither or both are given, or one cannot be read.
    """
    if name is not None and expression is None and is_formula(name):
        name, expression = None, name
    if (name is None) == (expression is None):
        raise refused("SA305", "give one activation", "write a name, or --expr 'x*tanh(x)'")
    if expression is not None:
        return typed_activation(expression, name, values, declared)
    if declared:
        raise refused(
            "SA311",
            f"{name} is in the catalogue and has its own parameters",
            "set their values with --set, or write the formula instead of the name",
        )
    from symact.activations import activation  # noqa: PLC0415

    return activation(name or "", **values)


def typed_activation(
    expression: str,
    name: str | None,
    values: dict[str, Fraction],
    declared: tuple[str, ...],
    *,
    spare: bool = False,
) -> "Activation":
    """The activation that a typed expression defines, with its parameters set.

    Args:
        spare: whether there may be parameters and values that the expression does not hold.

    Raises:
        InputError: when something cannot be read, or a value is outside its domain.
    """
    from symact.reading.expression import read_activation  # noqa: PLC0415
    from symact.reading.parameters import declared_with  # noqa: PLC0415

    parameters, settings = declared_with(declared, values)
    found = read_activation(expression, name, parameters=parameters, spare=spare)
    held = {parameter.symbol.name for parameter in found.parameters}
    return found.with_parameters(**{k: v for k, v in settings.items() if k in held})


def wanted_format(chosen: str | None, output: str) -> str:
    """The format to write.

    Raises:
        InputError: SA705 for a suffix that asks for none, SA707 for a PDF on a terminal.
    """
    from symact.render import format_of  # noqa: PLC0415

    kind = chosen or format_of(output)
    if output == "-" and kind == "pdf" and sys.stdout.isatty():
        raise refused("SA707", "a PDF is not for a terminal", "name a file with -o OUT.pdf")
    return kind


def check_place(output: str) -> None:
    """Refuse a folder that does not exist before any work is done.

    Raises:
        InputError: SA701, SA703.
    """
    from pathlib import Path  # noqa: PLC0415

    if output == "-":
        return
    folder = Path(output).parent
    if not folder.is_dir():
        raise refused(
            "SA701", f"folder '{folder}' does not exist", f"create it with: mkdir -p '{folder}'"
        )
    if Path(output).is_dir():
        raise refused("SA703", f"'{output}' is a folder", "name a file inside it")


def write_document(document: "Document", output: str, kind: str) -> None:
    """Write a document, whole or not at all."""
    from symact.render import write  # noqa: PLC0415

    write(document, output, kind)


def write_json(data: object, output: str) -> None:
    """Write JSON, whole or not at all."""
    import json  # noqa: PLC0415

    from symact.render.files import write_atomically  # noqa: PLC0415

    write_atomically(output, (json.dumps(data, indent=2, ensure_ascii=False) + "\n").encode())
