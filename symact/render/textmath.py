"""Formulas for a terminal: one line of Unicode where that reads well, stacked rows for grids."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from typing import assert_never, final

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
from symact.documents.mathspacing import classes
from symact.documents.mathsymbols import (
    ACCENTS,
    DELIMITERS,
    GREEK,
    MATRICES,
    PRINTED_FUNCTIONS,
    SPACES,
    SYMBOLS,
    in_alphabet,
)
from symact.documents.mathtree import parse_math

_SUPER = dict(zip("0123456789+−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ", strict=True)) | {"⊤": "ᵀ", "T": "ᵀ"}
_SUB = dict(zip("0123456789+−=()aeoxhklmnpstij", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓₕₖₗₘₙₚₛₜᵢⱼ", strict=True))
_MARKS = {"hat": "\u0302", "widehat": "\u0302", "tilde": "\u0303", "widetilde": "\u0303",
          "bar": "\u0304", "vec": "\u20d7", "dot": "\u0307", "ddot": "\u0308"}  # fmt: skip
_WALLS = {
    "(": "⎛⎜⎝(",
    ")": "⎞⎟⎠)",
    "[": "⎡⎢⎣[",
    "]": "⎤⎥⎦]",
    "|": "||||",
    "‖": "‖‖‖‖",
    "{": "⎧⎪⎩{",
    "}": "⎫⎪⎭}",
}


@final
@dataclass(frozen=True, slots=True)
class Box:
    """Lines of equal length, one of which stands on the line of the text."""

    lines: tuple[str, ...]
    base: int = 0

    @property
    def width(self) -> int:
        """The number of columns."""
        return columns(self.lines[0])

    def beside(self, other: "Box") -> "Box":
        """This box and another one on the same line of text."""
        above = max(self.base, other.base)
        below = max(len(self.lines) - self.base, len(other.lines) - other.base)
        left, right = self.padded(above, below), other.padded(above, below)
        return Box(tuple(a + b for a, b in zip(left, right, strict=True)), above)

    def padded(self, above: int, below: int) -> tuple[str, ...]:
        """The lines with empty ones added above and below."""
        empty = " " * self.width
        top = (empty,) * (above - self.base)
        return (*top, *self.lines, *((empty,) * (below - len(self.lines) + self.base)))


def columns(text: str) -> int:
    """The columns that a text fills: combining marks fill none."""
    return sum(1 for c in text if not ("\u0300" <= c <= "\u036f" or "\u20d0" <= c <= "\u20ff"))


def ljust(text: str, width: int) -> str:
    """The text, filled with blanks to a width in columns."""
    return text + " " * (width - columns(text))


def text_math(tex: str) -> str:
    r"""A formula on one line.

    Raises:
        InputError: SA11x, as `parse_math`.

    Example:
        >>> text_math(r"\frac{1}{1+e^{-x}}")
        '1/(1 + e^(−x))'
    """
    return _line(parse_math(tex)).strip()


def box_math(tex: str) -> Box:
    """A formula in as many lines as its grids need."""
    return _box(parse_math(tex))


def _join(row: MathRow, pieces: Iterable[Box]) -> Box:
    parts: list[Box] = []
    for i, (node, kind, piece) in enumerate(zip(row, classes(row), pieces, strict=True)):
        after = row[i + 1] if i + 1 < len(row) else None
        left, right = _margins(node, kind, after)
        if left and kind == "large":
            # A name needs a blank only where a letter or number stands before it.
            left = bool(parts) and parts[-1].lines[parts[-1].base][-1:].isalnum()
        parts.append(_padded(piece, left=left, right=right))
    return reduce(Box.beside, parts, Box(("",)))


def _margins(node: MathNode, kind: str, after: MathNode | None) -> tuple[bool, bool]:
    """Whether a blank stands before and after a node."""
    if kind in {"bin", "rel"}:
        tight = isinstance(node, Symbol) and node.name in {":", "cdot", "circ"}
        return (not tight, not tight)
    if kind == "punct":
        return (False, True)
    if kind == "large" and not isinstance(node, Accent):
        base = node.base if isinstance(node, Script) else node
        if isinstance(base, Accent):
            return (False, False)
        closed = after is None or (isinstance(base, Function) and _opens(after))
        return (True, not closed)
    return (False, False)


def _padded(piece: Box, *, left: bool, right: bool) -> Box:
    blank = Box((" ",))
    piece = blank.beside(piece) if left else piece
    return piece.beside(blank) if right else piece


def _opens(node: MathNode) -> bool:
    match node:
        case Symbol(name):
            return SYMBOLS[name][1] in {"open", "close", "rel", "bin", "punct"}
        case Fence() | Sized() | Space():
            return True
        case Group(body):
            return bool(body) and _opens(body[0])
        case Script(base):
            return _opens(base)
        case _:
            return False


def _line(row: MathRow) -> str:
    return _squeeze(_join(row, (Box((_flat(node),)) for node in row)).lines[0])


def _squeeze(text: str) -> str:
    while "   " in text:
        text = text.replace("   ", "  ")
    return text


def _box(row: MathRow) -> Box:
    return _join(row, (_node_box(node) for node in row))


def _node_box(node: MathNode) -> Box:
    match node:
        case Grid():
            return _grid(node)
        case Fence(left, right, body):
            return _walled(DELIMITERS[left], _box(body), DELIMITERS[right])
        case Boxed(body):
            inner = _box(body)
            bar = "─" * (inner.width + 2)
            return Box((f"┌{bar}┐", *(f"│ {line} │" for line in inner.lines), f"└{bar}┘"),
                       inner.base + 1)  # fmt: skip
        case Group(body):
            return _box(body)
        case Script(base, (), sup, 0) if isinstance(base, Grid | Fence):
            inside = _node_box(base)
            mark = _superscript(sup)
            lines = [text + " " * columns(mark) for text in inside.lines]
            lines[0] = inside.lines[0] + mark
            return Box(tuple(lines), inside.base)
        case _:
            return Box((_flat(node),))


def _walled(left: str, body: Box, right: str) -> Box:
    if len(body.lines) == 1:
        return Box((f"{left}{body.lines[0]}{right}",))
    count = len(body.lines)
    walls = [_wall(side, count, body.base) for side in (left, right)]
    return Box(tuple(f"{a}{line}{b}" for a, line, b in zip(walls[0], body.lines, walls[1],
                                                          strict=True)), body.base)  # fmt: skip


def _wall(side: str, count: int, base: int) -> list[str]:
    if not side:
        return [""] * count
    wall = _WALLS.get(side, side * 4)
    parts = [wall[0], *([wall[1]] * (count - 2)), wall[2]]
    if side == "{" and count > 2:
        parts[base] = "⎨"
    return parts


def _grid(node: Grid) -> Box:
    cells = [[_line(cell).strip() for cell in row] for row in node.rows]
    count = max(len(row) for row in cells)
    cells = [row + [""] * (count - len(row)) for row in cells]
    widths = [max(columns(row[i]) for row in cells) for i in range(count)]
    left_aligned = node.kind in {"cases", "dcases"}
    gap = " " if node.kind == "aligned" else "  "
    lines = []
    for row in cells:
        parts = []
        for i, (text, wide) in enumerate(zip(row, widths, strict=True)):
            right = node.kind == "aligned" and i % 2 == 0
            blank = " " * (wide - columns(text))
            flush = left_aligned or (node.kind == "aligned" and not right)
            parts.append(text + blank if flush else blank + text)
        lines.append(gap.join(parts))
    base = len(lines) // 2 if len(lines) != 2 else 0
    left, right_side = (DELIMITERS[name] for name in MATRICES[node.kind])
    pad = " " if left else ""
    inner = Box(tuple(f"{pad}{line}{pad if right_side else ''}" for line in lines), base)
    return _walled(left, inner, right_side)


def _tight(row: MathRow) -> str:
    """A script on one line, without white space round its relations."""
    text = _line(row)
    for sign in "=→<>≤≥∈":
        text = text.replace(f" {sign} ", sign)
    return text


def _superscript(row: MathRow) -> str:
    text = _tight(row)
    if text and all(char in _SUPER for char in text):
        return "".join(_SUPER[char] for char in text)
    return f"^{text if _is_single(row) else f'({text})'}"


def _subscript(row: MathRow) -> str:
    text = _tight(row)
    if text and all(char in _SUB for char in text):
        return "".join(_SUB[char] for char in text)
    return f"_{text if _is_single(row) else f'({text})'}"


def _is_single(row: MathRow) -> bool:
    """Whether a row is one name or number: e^2x would be read as a product."""
    match row:
        case (Group(body),):
            return _is_single(body)
        case (Digits() | Letter() | Function() | Words() | Styled(),):
            return True
        case _:
            return False


def _is_simple(row: MathRow) -> bool:
    """Whether a row may stand beside a slash without parentheses."""
    match row:
        case (Digits() | Letter() | Root() | Fence() | Styled(),):
            return True
        case (Script(base),):
            return _is_simple((base,))
        case (Group(body),):
            return _is_simple(body)
        case (Letter() | Function(), Fence()):
            return True
        case _:
            return False


def _part(row: MathRow) -> str:
    text = _line(row)
    differential = len(text) == 2 and text[0] in "d∂" and text[1].isalpha()
    bare = _is_simple(row) or differential or _is_enclosed(text)
    return text if bare else f"({text})"


def _is_enclosed(text: str) -> bool:
    """Whether one pair of parentheses holds the whole text, powers of it aside."""
    depth = 0
    for i, char in enumerate(text):
        depth += {"(": 1, ")": -1}.get(char, 0)
        if depth == 0:
            return char == ")" and all(rest in _SUPER.values() for rest in text[i + 1 :])
    return False


def _flat(node: MathNode) -> str:  # noqa: PLR0912
    match node:
        case Digits(text) | Words(text):
            return text
        case Letter(name):
            return GREEK.get(name, name)
        case Symbol(name):
            return SYMBOLS[name][0]
        case Function(name):
            return PRINTED_FUNCTIONS.get(name, name)
        case Space(name):
            return " " if SPACES[name] >= 3 else ""
        case Styled(style, body):
            text = _line(body)
            if style in {"mathbb", "mathcal"}:
                return "".join(in_alphabet(style, char) for char in text)
            return text
        case Group(body):
            return _line(body)
        case Fraction(numerator, denominator):
            top = _line(numerator) if _is_product(numerator) else _part(numerator)
            return f"{top}/{_part(denominator)}"
        case Root(body, index):
            mark = f"root[{_line(index)}]" if index else "√"
            text = _line(body)
            return f"{mark}{text}" if not index and _is_single(body) else f"{mark}({text})"
        case Script(Accent("underbrace" | "overbrace" as kind, body), sub, sup):
            label = _tight(sub or sup)
            return f"({_line(body)}){ACCENTS[kind]}[{label}]"
        case Script(base, sub, sup, primes):
            below = _subscript(sub) if sub else ""
            above = _superscript(sup) if sup else ""
            return f"{_script_base(base)}{'′' * primes}{below}{above}"
        case Fence(left, right, body):
            return f"{DELIMITERS[left]}{_line(body)}{DELIMITERS[right]}"
        case Sized(_, delimiter):
            return DELIMITERS[delimiter]
        case Accent(kind, body):
            text = _line(body)
            if kind in _MARKS:
                return text + _MARKS[kind]
            return text if columns(text) == 1 else f"({text})"
        case Stack(kind, small, base):
            return f"{_line(base)}{'_' if kind == 'underset' else '^'}({_line(small)})"
        case Boxed(body):
            return f"[{_line(body)}]"
        case Grid(kind, rows):
            left, right = (DELIMITERS[name] for name in MATRICES[kind])
            glue = " " if kind == "aligned" else ", "
            if kind in {"cases", "dcases"}:
                inner = "; ".join(_case([_line(c).strip() for c in row]) for row in rows)
            else:
                inner = "; ".join(glue.join(_line(c).strip() for c in row).strip() for row in rows)
            return f"{left or '['}{inner}{right or ('}' if left == '{' else ']')}"
        case _:
            assert_never(node)


def _case(cells: list[str]) -> str:
    """One case on one line."""
    if len(cells) < 2 or not cells[1]:
        return cells[0]
    value = cells[0].rstrip(",")
    worded = cells[1].startswith(("if", "for", "when", "otherwise", "else", "where"))
    return f"{value} {'' if worded else 'if '}{cells[1].rstrip(',.')}"


def _script_base(node: MathNode) -> str:
    text = _flat(node)
    compound = isinstance(node, Fraction) or (
        isinstance(node, Group) and columns(text) > 1 and text[-1] not in ")]"
    )
    return f"({text})" if compound else text


def _is_product(row: MathRow) -> bool:
    """Whether a numerator is a product of single letters and numbers, such as 2x."""
    plain = (Digits, Letter, Script)
    return bool(row) and all(
        isinstance(node, plain) or node in {Symbol("partial"), Symbol("nabla")} for node in row
    )
