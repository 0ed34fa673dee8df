r"""Reading a function in LaTeX: one expression, or one definition such as ``f(z) = ...``."""

from collections.abc import Mapping

from symact.core.errors import InputError
from symact.core.span import Source
from symact.reading.definition import Definition, require_apart, without_itself
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
    head, sides = statement(source)
    variable = "x" if head is None else head.variable
    if head is not None:
        require_apart(head.name, head.variable, parameters, head.span)
        _require_declared(head, parameters)
    declared = frozenset((variable, *parameters))
    body, *others = (Formula(source, side, variable, declared).whole() for side in sides)
    if head is None:
        return Definition(body)
    found = Definition(body, head.name, head.notation, variable, tuple(others))
    return without_itself(found, head.span)


def _require_declared(head: Head, parameters: Mapping[str, object]) -> None:
    """Refuse further names on the left side that are not declared.

    Raises:
        InputError: SA101.
    """
    for name, span in head.others:
        if name not in parameters:
            raise InputError(unknown_name(name, span, [head.variable, *parameters]))
