"""Formulas as Typst mathematics.

Characters are written as themselves and not by name, since names of symbols change between
releases of Typst; every character that Typst would read as syntax is escaped.
"""

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
from symact.documents.mathsymbols import (
    DELIMITERS,
    GREEK,
    MATRICES,
    PRINTED_FUNCTIONS,
    SIZED,
    SPACES,
    SYMBOLS,
)
from symact.documents.mathtree import parse_math

_SYNTAX = frozenset("()[]{}|/,;:_^&#$\"'\\.!?*-+<>=~@`%")
_CLASS = {"open": "opening", "close": "closing", "rel": "relation", "ord": "normal"}
_ALPHABETS = {
    "mathrm": "upright",
    "mathbf": "bold",
    "mathbb": "bb",
    "mathcal": "cal",
    "mathsf": "sans",
    "mathit": "italic",
    "boldsymbol": "bold",
}
_ACCENTS = {
    "hat": "hat",
    "widehat": "hat",
    "tilde": "tilde",
    "widetilde": "tilde",
    "bar": "macron",
    "overline": "overline",
    "underline": "underline",
    "vec": "arrow",
    "dot": "dot",
    "ddot": "dot.double",
    "underbrace": "underbrace",
    "overbrace": "overbrace",
}


def typst_math(tex: str) -> str:
    r"""A formula as Typst mathematics, without dollar signs.

    Raises:
        InputError: SA11x, as `parse_math`.

    Example:
        >>> typst_math(r"\frac{1}{1+e^{-x}}")
        'frac(1, 1 \\+ e^(− x))'
    """
    return _row(parse_math(tex))


def quote(text: str) -> str:
    """A Typst string literal."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _char(char: str) -> str:
    return f"\\{char}" if char in _SYNTAX else char


def _row(row: MathRow) -> str:
    """A row; white space beside words would be printed, so there is none."""
    text = ""
    before: MathNode | None = None
    for node in row:
        piece = _node(node)
        if text and not (isinstance(before, Words) or isinstance(node, Words)):
            text += " "
        text += piece
        before = node
    return text


def _letters_only(body: MathRow) -> str | None:
    """The letters and digits of a row that holds nothing else."""
    text = ""
    for node in body:
        match node:
            case Letter(name) if len(name) == 1:
                text += name
            case Digits(digits):
                text += digits
            case _:
                return None
    return text


def _styled(style: str, body: MathRow) -> str:
    if style == "displaystyle":
        return f"display({_row(body)})"
    if style == "textstyle":
        return f"inline({_row(body)})"
    letters = _letters_only(body)
    if letters and len(letters) > 1 and style in {"mathrm", "mathbf", "mathsf"}:
        inner = f"upright({quote(letters)})"
        return inner if style == "mathrm" else f"{_ALPHABETS[style]}({inner})"
    inner = f"upright({_row(body)})" if style == "mathbf" else _row(body)
    return f"{_ALPHABETS[style]}({inner})"


def _delimiter(name: str) -> str:
    return "".join(_char(c) for c in DELIMITERS[name])


def _fence(node: Fence) -> str:
    left, right = _delimiter(node.left), _delimiter(node.right)
    body = _row(node.body)
    # lr grows the first and the last thing it holds; where no delimiter stands, an empty
    # thing keeps the body's own ends from growing.
    nothing = "#h(0pt)"
    return f"lr({left or nothing} {body} {right or nothing})"


def _script(node: Script) -> str:
    primes = "′" * node.primes
    if isinstance(node.base, Accent) and node.base.kind.endswith("brace") and not primes:
        label = node.sub if node.base.kind == "underbrace" else node.sup
        other = node.sup if node.base.kind == "underbrace" else node.sub
        if label and not other:
            return f"{node.base.kind}({_row(node.base.body)}, {_row(label)})"
    if not isinstance(node.base, Letter | Digits | Function | Symbol):
        return _attached(node, primes)
    base = _node(node.base)
    mark = "'" * node.primes
    sub = f"_({_row(node.sub)})" if node.sub else ""
    sup = f"^({_row(node.sup)})" if node.sup else ""
    return f"{base}{mark}{sub}{sup}"


def _attached(node: Script, primes: str) -> str:
    """Scripts on a compound base."""
    base = '""' if node.base == Group(()) else _node(node.base)
    parts = [base]
    if node.sub:
        parts.append(f"b: {_row(node.sub)}")
    if node.sup or primes:
        parts.append(f"t: {' '.join(filter(None, (primes, _row(node.sup))))}")
    return f"attach({', '.join(parts)})"


def _cell(node: Grid, cell: MathRow, side: str) -> str:
    text = _row(cell)
    if node.columns:
        return {"l": f"& {text}", "r": f"{text} &", "c": text}[side]
    return text


def _grid(node: Grid) -> str:
    if node.kind in {"cases", "dcases"}:
        wrap = "display" if node.kind == "dcases" else ""
        lines = (" & #h(1em) ".join(f"{wrap}({_row(c)})" if wrap else _row(c) for c in row)
                 for row in node.rows)  # fmt: skip
        return f"display(cases({', '.join(lines)}))"
    if node.kind == "aligned":
        rows = "; ".join(" & ".join(_row(cell) for cell in row) for row in node.rows)
        return f"display(mat(delim: #none, row-gap: #0.6em, {rows}))"
    left, right = (DELIMITERS[name] for name in MATRICES[node.kind])
    delim = f"({quote(left)}, {quote(right)})" if left else "none"
    sides = node.columns.replace("|", "") or "c" * len(node.rows[0])
    rows = "; ".join(
        ", ".join(_cell(node, cell, side) for cell, side in zip(row, sides, strict=True))
        for row in node.rows
    )
    bars = [i for i in range(1, len(sides)) if _bar_before(node.columns, i)]
    augment = f"augment: #(vline: ({', '.join(map(str, bars))},)), " if bars else ""
    if node.kind == "smallmatrix":
        return f"inline(mat(delim: #none, column-gap: #0.5em, row-gap: #0.2em, {rows}))"
    # The cells of a displayed matrix are in text size, as TeX has them everywhere.
    return f"display(mat(delim: #{delim}, column-gap: #0.9em, {augment}{rows}))"


def _bar_before(columns: str, index: int) -> bool:
    seen = 0
    for char in columns:
        if char == "|" and seen == index:
            return True
        seen += char != "|"
    return False


def _function(node: Function) -> str:
    shown = PRINTED_FUNCTIONS.get(node.name, node.name)
    limits = ", limits: #true" if node.limits else ""
    return f"op({quote(shown)}{limits})"


def _node(node: MathNode) -> str:  # noqa: PLR0912
    match node:
        case Digits(text):
            return text
        case Letter(name):
            return GREEK.get(name, name)
        case Symbol("colon"):
            return 'class("punctuation", \\:)'
        case Symbol("|" | "vert" | "Vert" as name):
            return f'class("normal", {_char(SYMBOLS[name][0])})'
        case Symbol(name):
            return _char(SYMBOLS[name][0])
        case Function():
            return _function(node)
        case Words(text):
            return quote(text)
        case Space(name):
            return f"#h({SPACES[name] / 18:.4g}em)"
        case Styled(style, body):
            return _styled(style, body)
        case Group(body):
            return f'class("normal", {_row(body)})' if body else '""'
        case Fraction(numerator, denominator, style):
            text = f"frac({_row(numerator)}, {_row(denominator)})"
            wrap = {"dfrac": "display", "tfrac": "inline"}.get(style)
            return f"{wrap}({text})" if wrap else text
        case Root(body, index):
            return f"root({_row(index)}, {_row(body)})" if index else f"sqrt({_row(body)})"
        case Script():
            return _script(node)
        case Fence():
            return _fence(node)
        case Sized("middle", delimiter):
            return f"mid({_delimiter(delimiter)})"
        case Sized(command, delimiter):
            height, kind = SIZED[command]
            grown = f"lr(size: #{height:g}em, {_delimiter(delimiter) or '#h(0pt)'})"
            return f'class("{_CLASS[kind]}", {grown})'
        case Accent("overline" | "underline" | "underbrace" | "overbrace" as kind, body):
            return f"{kind}({_row(body)})"
        case Accent(kind, body):
            return f"{_ACCENTS[kind]}({_row(body)})"
        case Stack(kind, small, base):
            side = "b" if kind == "underset" else "t"
            return f"attach(limits({_row(base)}), {side}: {_row(small)})"
        case Boxed(body):
            return f"#framed($ {_row(body)} $.body)"
        case Grid():
            return _grid(node)
        case _:
            assert_never(node)
