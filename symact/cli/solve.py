"""``symact solve``: worked solutions of the dense-layer problems in a file."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from symact.core.diagnostic import Diagnostic
from symact.core.errors import InputError

if TYPE_CHECKING:
    from fractions import Fraction

    from symact.network.dense import Forward
    from symact.reading.problem import Problem

FORMATS = ("text", "md", "tex", "html", "pdf", "json")
UNREADABLE = 2
MAX_BYTES = 4_000_000


@click.command(name="solve")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--format",
    "chosen",
    type=click.Choice(FORMATS),
    help="What to write; by default what the name after -o asks for, else text.",
)
@click.option("-o", "--output", default="-", metavar="OUT", help="Where to write; - is the screen.")
@click.option("--activation", metavar="NAME", help="Use this activation in every problem.")
@click.option("--exercises", is_flag=True, help="Write the problems without their solutions.")
def command(
    files: tuple[str, ...], chosen: str | None, output: str, activation: str | None, exercises: bool
) -> None:
    """Solve the dense-layer problems in Markdown files, step by step.

    A problem sets x, W and b as LaTeX matrices or as lists such as [[1, 2], [3, 4]], and may
    name its activation. FILE - reads standard input.
    """
    try:
        problems = _problems(files, activation)
        _write(problems, chosen, output, exercises=exercises)
    except InputError as error:
        for diagnostic in getattr(error, "diagnostics", (error.diagnostic,)):
            click.echo(diagnostic.render(), err=True)
        sys.exit(UNREADABLE)


def _problems(files: tuple[str, ...], activation: str | None) -> "tuple[Problem, ...]":
    """The problems of all files, with the reader's remarks told on the way.

    Raises:
        InputError: with every fault of every file.
    """
    from dataclasses import replace  # noqa: PLC0415

    from symact.activations import activation as look_up  # noqa: PLC0415
    from symact.reading.problem import ProblemError, read_problems  # noqa: PLC0415

    forced = look_up(activation) if activation else None
    problems: list[Problem] = []
    faults: list[Diagnostic] = []
    for name in files:
        try:
            shown = "<stdin>" if name == "-" else name
            problems.extend(read_problems(_read(name), source_name=shown))
        except ProblemError as error:
            faults.extend(error.diagnostics)
        except InputError as error:
            faults.append(error.diagnostic)
    if faults:
        raise ProblemError(tuple(faults))
    for problem in problems:
        for remark in problem.remarks:
            if forced is None or remark.code != "SA609":
                click.echo(remark.render(), err=True)
    if forced is None:
        return tuple(problems)
    return tuple(replace(problem, activation=forced) for problem in problems)


def _read(name: str) -> str:
    """The text of a file.

    Raises:
        InputError: SA710 for a file that cannot be read, SA711 for one that is no text.
    """
    try:
        if name == "-":
            data = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            with Path(name).open("rb") as stream:
                data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(
            Diagnostic("SA710", f"cannot read '{name}': {reason}", help="check the name")
        ) from error
    if len(data) > MAX_BYTES:
        raise InputError(
            Diagnostic("SA710", f"'{name}' is larger than {MAX_BYTES} bytes", help="split it")
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            Diagnostic(
                "SA711", f"'{name}' is not UTF-8 text (byte {error.start})", help="save it as UTF-8"
            )
        ) from error
    return text.replace("\r\n", "\n")


def _write(
    problems: "tuple[Problem, ...]", chosen: str | None, output: str, *, exercises: bool
) -> None:
    from symact.documents.solution import problem_sheet, solutions  # noqa: PLC0415
    from symact.render import format_of, render  # noqa: PLC0415
    from symact.render.files import write_atomically  # noqa: PLC0415

    kind = chosen or format_of(output)
    if kind == "json":
        data = (json.dumps(to_dict(problems), indent=2, ensure_ascii=False) + "\n").encode()
    else:
        document = problem_sheet(problems) if exercises else solutions(problems)
        data = render(document, kind)
    if output == "-" and kind == "pdf" and sys.stdout.isatty():
        raise InputError(
            Diagnostic("SA707", "a PDF is not for a terminal", help="name a file with -o OUT.pdf")
        )
    write_atomically(output, data)


def to_dict(problems: "tuple[Problem, ...]") -> dict[str, object]:
    """The JSON form of the solutions: rationals as strings, rows as lists.

    A column is a list of numbers; a batch is a list of rows.
    """
    from symact.documents.solution import forward_of  # noqa: PLC0415

    return {
        "schema": "symact.solution/1",
        "problems": [_problem(problem, forward_of(problem)) for problem in problems],
    }


def _problem(problem: "Problem", forward: "Forward") -> dict[str, object]:
    activation = problem.activation
    return {
        "title": problem.title,
        "W": [[str(entry) for entry in row] for row in problem.W.rows],
        "x": _column(problem.x.rows),
        "b": _column(problem.b.rows),
        "activation": activation.name,
        "parameters": {
            p.symbol.name: str(v)
            for p, v in zip(activation.parameters, activation.values, strict=True)
        },
        "product": _column(forward.product),
        "z": _column(forward.z),
        "y": [row[0].to_dict() for row in forward.y]
        if len(forward.x[0]) == 1
        else [[entry.to_dict() for entry in row] for row in forward.y],
        "remarks": [remark.text for remark in forward.remarks],
    }


def _column(rows: "tuple[tuple[Fraction, ...], ...]") -> list[object]:
    if len(rows[0]) == 1:
        return [str(row[0]) for row in rows]
    return [[str(entry) for entry in row] for row in rows]
