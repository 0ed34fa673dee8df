r"""Matrices as a lecturer writes them: LaTeX environments, or lists in square brackets."""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import final

from symact.core.diagnostic import Diagnostic
from symact.core.errors import InputError
from symact.core.span import Source, Span
from symact.reading.shapes import Rows

MAX_ENTRIES = 4_096
MAX_DIGITS = 60
ENVIRONMENTS = ("bmatrix", "pmatrix", "matrix", "Bmatrix", "smallmatrix", "array")

_BEGIN = re.compile(
    r"(?:\\left\s*(?:[\[(.]|\\\{)\s*)?\\begin\s*\{(?P<name>[A-Za-z]+\*?)\}"
    r"(?P<columns>\s*\{[clr|\s]*\}|\s*\[[clr]\])?"
)
_LEFT = re.compile(r"\\(?:begin|left)(?![A-Za-z])")
_RIGHT = re.compile(r"\s*\\right\s*(?:[\]).]|\\\})")
_TRANSPOSED = re.compile(
    r"\s*\^\s*(?:\{\s*)?(?:\\top|\\intercal|\\mathsf\{?T\}?|\\mathrm\{?T\}?|T)"
)
_ROW_END = re.compile(r"\\\\(?:\s*\[[^\]]*\])?|\\cr(?![A-Za-z])")
# What only moves entries on the page.
_SPACING = re.compile(
    r"\\(?:[,;:! ]|quad|qquad|hline|displaystyle|phantom\{[^{}]*\}|hphantom\{[^{}]*\})|~|\{\}"
)
_MINUS = str.maketrans({"−": "-", "–": "-", "﹣": "-", "-": "-"})
_DECIMAL = r"(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?"
_NUMBER = re.compile(rf"(?P<sign>[+-]?)\s*(?P<value>{_DECIMAL})(?:\s*/\s*(?P<below>[0-9]+))?\Z")
_FRACTION = re.compile(
    r"(?P<sign>[+-]?)\s*\\[dt]?frac\s*(?:\{\s*(?P<over>[+-]?\s*[0-9]+)\s*\}|(?P<o>[0-9]))"
    r"\s*(?:\{\s*(?P<under>[+-]?\s*[0-9]+)\s*\}|(?P<u>[0-9]))\Z"
)

_CLOSING = re.compile(r"\\(?P<what>begin|end)\s*\{(?P<name>[A-Za-z]+\*?)\}|\n[ \t]*\n|\$\$|\\\]")
_COMMA = re.compile(",")
_AMPERSAND = re.compile(r"(?<!\\)&")
_BRACKET = re.compile(r"[\[\]()]|\n[ \t]*\n|\$")
_NESTED = re.compile(r"\s*[\[(]")
_INNER_ROW = re.compile(r"[\[(]([^\[\]()]*)[\])]")
_BARE_NUMBER = re.compile(
    r"[-+−]?\s*(?:\\[dt]?frac\s*(?:\{[^{}]*\}|[0-9])\s*(?:\{[^{}]*\}|[0-9])"
    r"|[0-9.]+(?:[eE][-+]?[0-9]+)?(?:\s*/\s*[0-9]+)?)"
)


@final
@dataclass(frozen=True, slots=True)
class Matrix:
    """A matrix as read.

    Attributes:
        rows: the exact entries, shape (m, n).
        span: the whole matrix.
        spans: the place of each entry, in the layout of ``rows``.
        decimals: whether its author writes decimals.
    """

    rows: Rows
    span: Span
    spans: tuple[tuple[Span, ...], ...]
    decimals: bool = False

    @property
    def shape(self) -> tuple[int, int]:
        """The number of rows and of columns."""
        return len(self.rows), len(self.rows[0])

    def transposed(self) -> "Matrix":
        """The same matrix with rows and columns exchanged."""
        return Matrix(
            tuple(zip(*self.rows, strict=True)),
            self.span,
            tuple(zip(*self.spans, strict=True)),
            self.decimals,
        )


def looks_like_matrix(text: str, start: int) -> bool:
    """Whether a matrix, a list or a bare number begins at the offset."""
    return bool(
        _LEFT.match(text, start) or re.match(r"[\[(]|[-+−]?\s*[0-9.]|\\[dt]?frac", text[start:])
    )


def read_matrix(source: Source, start: int = 0) -> Matrix:
    r"""The matrix that begins at an offset of a text.

    Environments ``bmatrix``, ``pmatrix``, ``matrix``, ``array``, lists ``[[1, 2], [3, 4]]``;
    a flat list ``[1, 2]`` or ``(1, 2)`` is a column, a bare number a 1x1 matrix. A transposition
    sign after it is obeyed. Entries are integers, decimals and fractions.

    Raises:
        InputError: SA603 ragged rows, SA604 an entry that is no number, SA606 a matrix that is
            not closed or not one of these.

    Example:
        >>> text = r"\begin{bmatrix} 1 & -1 \\ 0 & \frac{1}{2} \end{bmatrix}"
        >>> read_matrix(Source("a", text)).rows[1]
        (Fraction(0, 1), Fraction(1, 2))
    """
    text = source.text
    while start < len(text) and text[start].isspace():
        start += 1
    if _LEFT.match(text, start):
        cells, end = _environment(source, start)
    elif text[start : start + 1] in {"[", "("}:
        cells, end = _list(source, start)
    else:
        end = _end_of_number(text, start)
        cells = [[(start, end)]]
    return _matrix(source, cells, start, end)


def _end_of_number(text: str, start: int) -> int:
    match = _BARE_NUMBER.match(text, start)
    return match.end() if match else min(start + 1, len(text))


def _environment(source: Source, start: int) -> tuple[list[list[tuple[int, int]]], int]:
    """The places of the entries of a LaTeX environment, and where it ends."""
    text = source.text
    opened = _BEGIN.match(text, start)
    if opened is None:
        raise InputError(
            Diagnostic(
                "SA606",
                "this is not the beginning of a matrix",
                Span(source, start, min(start + 6, len(text))),
                help=r"write \begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}",
            )
        )
    name = opened["name"]
    at = Span(source, opened.start(), opened.end())
    if name not in ENVIRONMENTS:
        raise InputError(
            Diagnostic(
                "SA606",
                f"the environment {name} is not read as a matrix",
                at,
                help=rf"write \begin{{bmatrix}}; read are {', '.join(ENVIRONMENTS)}",
            )
        )
    found = _CLOSING.search(text, opened.end())
    if found is None or found["what"] != "end" or found["name"] != name:
        close = rf"\end{{{name}}}"
        if found is not None and found["what"] == "end":
            message = rf"\begin{{{name}}} is closed by \end{{{found['name']}}}"
            at = Span(source, found.start(), found.end())
        else:
            message = rf"\begin{{{name}}} is never closed"
        raise InputError(Diagnostic("SA606", message, at, help=f"write {close} after the last row"))
    body_end = found.start()
    lines = _split(_ROW_END, text, opened.end(), body_end)
    if len(lines) > 1 and not _SPACING.sub(" ", text[slice(*lines[-1])]).strip():
        lines.pop()  # a row end after the last row
    cells = [_split(_AMPERSAND, text, *line) for line in lines]
    end = found.end()
    right = _RIGHT.match(text, end)
    return cells, right.end() if right else end


def _split(separator: re.Pattern[str], text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The ranges between the separators of a range."""
    ranges, begin = [], start
    for match in separator.finditer(text, start, end):
        ranges.append((begin, match.start()))
        begin = match.end()
    return [*ranges, (begin, end)]


def _list(source: Source, start: int) -> tuple[list[list[tuple[int, int]]], int]:
    """The places of the entries of a list in brackets, and where it ends."""
    text = source.text
    depth, end = 0, start
    for match in _BRACKET.finditer(text, start):
        mark = match.group()
        if mark not in "[]()":
            break
        depth += 1 if mark in "[(" else -1
        if depth == 0:
            end = match.end()
            break
    if end == start:
        raise InputError(
            Diagnostic(
                "SA606",
                f"this {text[start]} is never closed",
                Span(source, start, start + 1),
                help="write a list as [[1, 2], [3, 4]]",
            )
        )
    inner = (start + 1, end - 1)
    if not _NESTED.match(text, *inner):
        return [[cell] for cell in _split(_COMMA, text, *inner)], end
    cells = [_split(_COMMA, text, *row.span(1)) for row in _INNER_ROW.finditer(text, *inner)]
    between = _INNER_ROW.sub("", text[slice(*inner)])
    if re.sub(r"[\s,]", "", between):
        raise InputError(
            Diagnostic(
                "SA606",
                "this list mixes rows and numbers",
                Span(source, start, end),
                help="write every row in its own brackets, as in [[1, 2], [3, 4]]",
            )
        )
    return cells, end


def _matrix(source: Source, cells: list[list[tuple[int, int]]], start: int, end: int) -> Matrix:
    text = source.text
    count = sum(map(len, cells))
    if count > MAX_ENTRIES:
        raise InputError(
            Diagnostic(
                "SA603",
                f"the matrix has {count} entries, more than {MAX_ENTRIES}",
                Span(source, start, end),
                help="worked steps are for matrices that fit a page",
            )
        )
    spans = tuple(tuple(_entry_span(source, *cell) for cell in row) for row in cells)
    _rectangular(source, spans)
    rows = tuple(tuple(_entry(span) for span in row) for row in spans)
    decimals = any("." in span.text for row in spans for span in row)
    transposed = _TRANSPOSED.match(text, end)
    if transposed is None:
        return Matrix(rows, Span(source, start, end), spans, decimals)
    whole = Span(source, start, transposed.end())
    matrix = Matrix(rows, whole, spans, decimals)
    # A flat list is a column already: (1, 2)^T is how a column is written in a line of text.
    flat = text[start] in "[(" and matrix.shape[1] == 1
    return matrix if flat else matrix.transposed()


def _entry_span(source: Source, start: int, end: int) -> Span:
    """The place of an entry without the spacing around it."""
    piece = re.compile(rf"(?:\s|{_SPACING.pattern})*").match(source.text, start, end)
    first = piece.end() if piece else start
    while True:
        shown = source.text[first:end].rstrip()
        trimmed = re.sub(rf"(?:{_SPACING.pattern})\Z", "", shown)
        if trimmed == source.text[first:end]:
            break
        end = first + len(trimmed)
    return Span(source, first, end)


def _rectangular(source: Source, spans: tuple[tuple[Span, ...], ...]) -> None:
    """Refuse rows of unequal length.

    Raises:
        InputError: SA603 at the first row that differs from the first.
    """
    for i, row in enumerate(spans[1:], start=2):
        if len(row) == len(spans[0]):
            continue
        begin = min(row[0].start, row[-1].end)
        raise InputError(
            Diagnostic(
                "SA603",
                f"row {i} has {_entries(len(row))}, and row 1 has {_entries(len(spans[0]))}",
                Span(source, begin, max(row[-1].end, begin + 1)),
                help=f"give row {i} {_entries(len(spans[0]))}",
            )
        )


def _entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count} entries"


def _entry(span: Span) -> Fraction:
    """The exact number of an entry.

    Raises:
        InputError: SA604 for an entry that is no number.
    """
    text = _SPACING.sub(" ", span.text).translate(_MINUS).strip()
    while text.startswith("{") and text.endswith("}"):
        text = text[1:-1].strip()
    if len(text) <= MAX_DIGITS:
        number = _NUMBER.match(text)
        if number and _moderate(number["value"]) and int(number["below"] or 1) != 0:
            value = Fraction(number["value"]) / int(number["below"] or 1)
            return -value if number["sign"] == "-" else value
        fraction = _FRACTION.match(text)
        if fraction:
            over, under = (
                int((fraction[long] or fraction[short]).replace(" ", ""))
                for long, short in (("over", "o"), ("under", "u"))
            )
            if under:
                value = Fraction(over, under)
                return -value if fraction["sign"] == "-" else value
    raise InputError(_no_number(span, text))


def _moderate(value: str) -> bool:
    exponent = value.lower().partition("e")[2]
    return abs(int(exponent or 0)) <= MAX_DIGITS


def _no_number(span: Span, text: str) -> Diagnostic:
    shown = Span(span.source, span.start, max(span.end, span.start + 1))
    if not text:
        return Diagnostic("SA604", "an entry is empty", shown, help="write its number, such as 0")
    if re.fullmatch(r"[+-]?[0-9]+,[0-9]+", text):
        mend = f"write {text.replace(',', '.')}: the decimal sign is a point"
    elif re.search(r"\\(?:\s|[0-9-])", span.text):
        mend = r"write \\ with two backslashes between the rows"
    elif len(text) > MAX_DIGITS:
        mend = f"write a number of at most {MAX_DIGITS} characters"
    elif re.search(r"/\s*0+\Z", text):
        mend = "write a denominator other than 0"
    elif re.fullmatch(r"[+-]?[0-9.]+(?:\s+[+-]?[0-9.]+)+", text):
        mend = "put & between the entries"
    else:
        mend = r"write an integer, a decimal or a fraction such as \frac{1}{2}"
    return Diagnostic("SA604", f"'{' '.join(text.split())[:40]}' is no number", shown, help=mend)
