"""The function that a text defines: its name, its variable and the tree of its value."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import final

from symact.core.diagnostic import Diagnostic
from symact.core.errors import InputError
from symact.core.span import Span
from symact.reading.nodes import Call, Chain, Node, Pair, Power, Prefix
from symact.reading.tokens import GREEK


@final
@dataclass(frozen=True, slots=True)
class Definition:
    """What stands on the two sides of ``f(z) = ...``, or an expression in ``x`` alone.

    Attributes:
        name: of the function, or empty.
        notation: its LaTeX, or empty.
        others: further right sides, as in ``f(x) = a = b``, which must be equal to the first.
    """

    body: Node
    name: str = ""
    notation: str = ""
    variable: str = "x"
    others: tuple[Node, ...] = ()


def without_itself(found: Definition, span: Span) -> Definition:
    """The definition, unless its right side needs the function that it defines.

    Raises:
        InputError: SA107, since the author does not mean the function known by that name.
    """
    if {found.name, found.notation} & heads(found.body):
        raise InputError(
            Diagnostic(
                "SA107",
                f"{span.text.strip()!r} is defined by itself",
                span,
                help="write the right side without it, or give the function another name",
            )
        )
    return found


def require_apart(name: str, variable: str, parameters: Collection[str], span: Span) -> None:
    """Refuse a left side that is an equation, or whose names are declared as parameters.

    Raises:
        InputError: SA107.
    """
    if name == variable:
        raise InputError(
            Diagnostic(
                "SA107",
                "an equation is no definition",
                span,
                help="write f(x) = ..., or the right side alone",
            )
        )
    for taken in (variable, name):
        if taken in parameters:
            raise InputError(
                Diagnostic(
                    "SA107",
                    f"{taken} is declared as a parameter, and stands on the left side",
                    span,
                    help="give one of them another name",
                )
            )


def heads(node: Node) -> set[str]:
    """The functions that a tree calls: their names, and how they are written."""
    match node:
        case Call():
            written = node.name_span.text
            written = f"\\{GREEK[written]}" if written in GREEK else written
            return {node.name, written}.union(*(heads(part) for part in node.arguments))
        case Pair():
            return set().union(*(heads(part) for part in node.items))
        case Chain():
            return set().union(*(heads(part) for part in node.operands))
        case Power():
            return heads(node.base) | heads(node.exponent)
        case Prefix():
            return heads(node.operand)
        case _:
            return set()
