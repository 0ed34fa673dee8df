"""Trees of formulas, printed as restricted LaTeX that reads back to the same tree."""

from typing import assert_never

from symact.documents.mathnodes import (
    Accent,
    Boxed,
    Digits,
    Fence,
    Fraction,
    Function,
    Grid,
    Group,
    Letter,
    MathNode,
    MathRow,
    Root,
    Script,
    Sized,
    Space,
    Stack,
    Styled,
    Symbol,
    Words,
)
from symact.documents.mathsymbols import CHARACTERS, FUNCTIONS


def to_tex(row: MathRow) -> str:
    r"""The formula as restricted LaTeX.

    Example:
        >>> from symact.documents.mathtree import parse_math
        >>> to_tex(parse_math(r"\frac1{1+e^{-x}}"))
        '\\frac{1}{1+e^{-x}}'
    """
    text = ""
    for node in row:
        piece = _node(node)
        # A command's name ends where no letter follows.
        if text and _ends_with_name(text) and piece[:1].isalpha():
            text += " "
        text += piece
    return text


def _ends_with_name(text: str) -> bool:
    stem = text.rstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return len(stem) < len(text) and stem.endswith("\\") and not stem.endswith("\\\\")


def _delimiter(name: str) -> str:
    if name in CHARACTERS:
        return name
    return f"\\{name} " if name.isalpha() else f"\\{name}"


def _words(text: str) -> str:
    for char in "%&#_$":
        text = text.replace(char, "\\" + char)
    return text


def _grid(node: Grid) -> str:
    rows = r" \\ ".join(" & ".join(to_tex(cell) for cell in row) for row in node.rows)
    # A last row of one empty cell would be taken for a row end at the end.
    tail = r" \\" if node.rows[-1] == ((),) else ""
    columns = f"{{{node.columns}}}" if node.columns else ""
    return f"\\begin{{{node.kind}}}{columns} {rows}{tail} \\end{{{node.kind}}}"


def _script(node: Script) -> str:
    base = "" if node.base == Group(()) else _node(node.base)
    primes = "'" * node.primes
    sub = f"_{{{to_tex(node.sub)}}}" if node.sub else ""
    sup = f"^{{{to_tex(node.sup)}}}" if node.sup else ""
    return f"{base}{primes}{sub}{sup}"


def _node(node: MathNode) -> str:  # noqa: PLR0912
    match node:
        case Digits(text):
            return text
        case Letter(name):
            return name if len(name) == 1 else f"\\{name}"
        case Symbol(name):
            return name if name in CHARACTERS else f"\\{name}"
        case Function(name, limits):
            if FUNCTIONS.get(name) == limits:
                return f"\\{name}"
            shown = name.replace("\u2009", "\\,")
            return f"\\operatorname{'*' if limits else ''}{{{shown}}}"
        case Words(text):
            return f"\\text{{{_words(text)}}}"
        case Space(name):
            return f"\\{name}"
        case Styled("displaystyle" | "textstyle" as style, body):
            return f"\\{style} {to_tex(body)}"
        case Styled(style, body):
            return f"\\{style}{{{to_tex(body)}}}"
        case Group(body):
            return f"{{{to_tex(body)}}}"
        case Fraction(numerator, denominator, style):
            return f"\\{style}{{{to_tex(numerator)}}}{{{to_tex(denominator)}}}"
        case Root(body, index):
            return f"\\sqrt{f'[{to_tex(index)}]' if index else ''}{{{to_tex(body)}}}"
        case Script():
            return _script(node)
        case Fence(left, right, body):
            return f"\\left{_delimiter(left)}{to_tex(body)}\\right{_delimiter(right)}"
        case Sized(command, delimiter):
            return f"\\{command}{_delimiter(delimiter)}"
        case Accent(kind, body):
            return f"\\{kind}{{{to_tex(body)}}}"
        case Stack(kind, small, base):
            return f"\\{kind}{{{to_tex(small)}}}{{{to_tex(base)}}}"
        case Boxed(body):
            return f"\\boxed{{{to_tex(body)}}}"
        case Grid():
            return _grid(node)
        case _:
            assert_never(node)
