r"""Reading a function in LaTeX: one expression, or one definition such as ``f(z) = ...``."""

from collections.abc import Mapping

from symact.core.diagnostic import Diagnostic
from symact.core.errors import InputError
from symact.core.span import Source
from symact.reading.definition import Definition, without_itself
from symact.reading.latex_definition import Head, statement
from symact.reading.latex_syntax import Formula
from symact.reading.unknown import unknown_name


def looks_like_latex(text: str) -> bool:
    r"""Whether a text is written in LaTeX: a backslash, a dollar sign or a brace says so.

    Example:
        >>> looks_like_latex(r"\tanh x"), looks_like_latex("x^{2}"), looks_like_latex("x^2")
        (True, True, False)
    """
    return any(mark in text for mark in "\\${")


def parse_latex(source: Source, parameters: Mapping[str, object]) -> Definition:
    r"""The function that a formula defines.

    Args:
        parameters: their names, Greek letters spelled out.

    Raises:
        InputError: at the first place that is unknown, unreadable or ambiguous.

    Example:
        >>> found = parse_latex(Source("f", r"\sigma(z) = \frac{1}{1 + e^{-\beta z}}"), {"beta": 1})
        >>> found.name, found.notation, found.variable
        ('sigma', '\\sigma', 'z')
    """
    head, tokens = statement(source)
    variable = "x" if head is None else head.variable
    if head is not None:
        _require_apart(head, parameters)
    declared = frozenset((variable, *parameters))
    body = Formula(source, tokens, variable, declared).whole()
    if head is None:
        return Definition(body)
    return without_itself(Definition(body, head.name, head.notation, variable), head.span)


def _require_apart(head: Head, parameters: Mapping[str, object]) -> None:
    """Refuse a left side whose names are declared as something else, or not declared.

    Raises:
        InputError: SA107, SA101.
    """
    for name in (head.variable, head.name):
        if name in parameters:
            raise InputError(
                Diagnostic(
                    "SA107",
                    f"{name} is declared as a parameter, and the left side defines it",
                    head.span,
                    help="give one of them another name",
                )
            )
    for name, span in head.others:
        if name not in parameters:
            raise InputError(unknown_name(name, span, [head.variable, *parameters]))
