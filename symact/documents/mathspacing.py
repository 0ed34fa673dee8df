"""White space between the parts of a formula, after the table of chapter 18 of the TeXbook."""

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
from symact.documents.mathsymbols import MATRICES, PRINTED_FUNCTIONS, SIZED, SPACES, SYMBOLS

_ORDER = ("ord", "large", "bin", "rel", "open", "close", "punct", "inner")
# Eighteenths of the type size; a negative entry vanishes in scripts.
_TABLE = (
    (0, 3, -4, -5, 0, 0, 0, -3),
    (3, 3, 0, -5, 0, 0, 0, -3),
    (-4, -4, 0, 0, -4, 0, 0, -4),
    (-5, -5, 0, 0, -5, 0, 0, -5),
    (0, 0, 0, 0, 0, 0, 0, 0),
    (0, 3, -4, -5, 0, 0, 0, -3),
    (-3, -3, 0, -3, -3, -3, -3, -3),
    (-3, 3, -4, -5, -3, 0, -3, -3),
)


def class_of(node: MathNode) -> str:
    """TeX's class of one node, before its neighbours are looked at; spaces have none."""
    match node:
        case Digits() | Letter() | Words() | Group() | Fraction() | Root() | Boxed() | Styled():
            return "ord"
        case Symbol(name):
            return SYMBOLS[name][1]
        case Function():
            return "large"
        case Script(base) | Stack(base=(base,)):
            return class_of(base)
        case Stack():
            return "ord"
        case Accent(kind):
            return "large" if kind.endswith("brace") else "ord"
        case Fence():
            return "inner"
        case Sized(command):
            return SIZED[command][1] if command in SIZED else "rel"
        case Grid(kind):
            return "inner" if MATRICES[kind] != (".", ".") else "ord"
        case Space():
            return ""
        case _:
            assert_never(node)


def classes(row: MathRow) -> list[str]:
    """The classes of a row's nodes, where a sign without a left neighbour is no operation.

    Example:
        >>> from symact.documents.mathtree import parse_math
        >>> classes(parse_math("-x=-1"))
        ['ord', 'ord', 'rel', 'ord', 'ord']
    """
    found = [class_of(node) for node in row]
    before = ""
    for i, kind in enumerate(found):
        if kind == "bin" and before in {"", "bin", "large", "rel", "open", "punct"}:
            found[i] = "ord"
        if kind:
            before = found[i]
    after = ""
    for i in range(len(found) - 1, -1, -1):
        if found[i] == "bin" and after in {"", "rel", "close", "punct"}:
            found[i] = "ord"
        if found[i]:
            after = found[i]
    return found


def gaps(row: MathRow, *, script: bool = False) -> list[int]:
    """The space before each node of a row, in eighteenths of the type size."""
    result = []
    before = ""
    for kind in classes(row):
        amount = _TABLE[_ORDER.index(before)][_ORDER.index(kind)] if before and kind else 0
        result.append(0 if script and amount < 0 else abs(amount))
        before = kind or before
    return result


def width(row: MathRow, *, script: bool = False) -> float:
    """The width of a formula on a page, estimated to about a tenth, in units of the type size."""
    inner = sum(_node_width(node) for node in row)
    return inner * (0.72 if script else 1.0) + sum(gaps(row, script=script)) / 18


def _node_width(node: MathNode) -> float:  # noqa: PLR0912
    match node:
        case Digits(text):
            return 0.5 * len(text)
        case Letter():
            return 0.56
        case Symbol(name):
            kind = SYMBOLS[name][1]
            return {"bin": 0.75, "rel": 0.8, "large": 1.1, "punct": 0.3}.get(kind, 0.42)
        case Function(name):
            return 0.5 * len(PRINTED_FUNCTIONS.get(name, name))
        case Words(text):
            return 0.47 * len(text)
        case Space(name):
            return SPACES[name] / 18
        case Styled(_, body) | Group(body) | Accent(_, body):
            return width(body)
        case Boxed(body) | Root(body):
            return width(body) + 0.8
        case Fraction(numerator, denominator, style):
            scale = 0.75 if style == "tfrac" else 1.0
            return scale * max(width(numerator), width(denominator)) + 0.25
        case Script(base, sub, sup, primes):
            scripts = max(width(sub, script=True), width(sup, script=True))
            below = isinstance(base, Accent) or (isinstance(base, Function) and base.limits)
            own = _node_width(base) + 0.25 * primes
            return max(own, scripts) if below else own + scripts
        case Fence(_, _, body):
            return width(body) + 1.0
        case Sized():
            return 0.5
        case Stack(_, small, base):
            return max(width(base), width(small, script=True))
        case Grid(kind, rows):
            count = max(len(row) for row in rows)
            columns = [max((width(row[i]) for row in rows if i < len(row)), default=0.0)
                       for i in range(count)]  # fmt: skip
            return sum(columns) + (count - 1) * 1.0 + (0.0 if kind == "aligned" else 1.0)
        case _:
            assert_never(node)
