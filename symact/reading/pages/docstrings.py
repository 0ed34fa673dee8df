"""Pages of Python programs: docstrings and comments, with each character's place in the file."""

from __future__ import annotations

import ast
import re
import unicodedata
import warnings
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from symact.core.diagnostic import Diagnostic
from symact.core.errors import InputError
from symact.core.span import Source, Span
from symact.reading.pages.comments import comments_of
from symact.reading.pages.grid_tables import linearised
from symact.reading.pages.page import Page
from symact.reading.pages.parts import Part, page_of_parts
from symact.reading.pages.restructured import restructured_blocks

_LINE_END = re.compile(r"\r\n|\r|\n")
_LITERAL = re.compile(r"(?P<prefix>[rRuU]?)(?P<quotes>'''|\"\"\"|'|\")")
_ESCAPE = re.compile(
    r"""\\(?:(?P<line>\r\n|\r|\n)|x(?P<hex>[0-9a-fA-F]{2})|u(?P<short>[0-9a-fA-F]{4})
      |U(?P<long>[0-9a-fA-F]{8})|N\{(?P<name>[^{}]{1,100})\}|(?P<octal>[0-7]{1,3})
      |(?P<letter>[abfnrtv\\'"]))""",
    re.VERBOSE,
)
_LETTERS = dict(zip("abfnrtv\\'\"", "\a\b\f\n\r\t\v\\'\"", strict=True))
_JOINT = re.compile(r"_+|(?<=[a-z])(?=[A-Z])(?!LU)|(?<=^d)(?=(?:sig|tanh|relu|elu|soft))")
_DERIVATIVES = frozenset(("prime", "deriv", "grad", "der", "d", "dx", "backward", "bprop", "diff"))
_HOLDERS = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def read_docstrings(name: str, raw: str) -> Page:
    """The page of a program's docstrings and comments.

    Raises:
        InputError: SA727 for what is not Python, with its place.
    """
    source = Source(name, raw)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(raw.removeprefix("\ufeff"))
    except SyntaxError as error:
        starts = _line_starts(raw)
        line = min(max(1, error.lineno or 1), len(starts))
        at = min(starts[line - 1] + max(0, (error.offset or 1) - 1), len(raw))
        raise InputError(_refused(source, f"not Python: {error.msg}", at)) from None
    except (ValueError, RecursionError, MemoryError):
        raise InputError(_refused(source, "not Python that can be parsed", 0)) from None
    return page_of_parts(name, _parts(raw, tree), restructured_blocks)


def _refused(source: Source, message: str, at: int) -> Diagnostic:
    span = Span(source, at, min(at + 1, len(source.text)))
    return Diagnostic("SA727", message, span, help="make the program run, or leave the file out")


def _line_starts(raw: str) -> list[int]:
    return [0, *(match.end() for match in _LINE_END.finditer(raw))]


def _parts(raw: str, tree: ast.Module) -> Iterator[Part]:
    """What a program says in words, in the order in which it is written."""
    said = [*_docstrings(raw, tree)]
    holders = _holders(tree)
    for line, part in comments_of(raw):
        behind = line + part.text.count("\n")
        inside = [n for first, last, n in holders if first <= line <= last or first == behind]
        said.append(replace(part, owner=_owner(max(inside, key=len, default=()))))
    yield from sorted(said, key=lambda part: part.offsets[0])


def _holders(tree: ast.Module) -> list[tuple[int, int, tuple[str, ...]]]:
    """The first and last line of each class and function, and its names from the outside in."""
    found = []
    waiting: list[tuple[ast.AST, tuple[str, ...]]] = [(tree, ())]
    while waiting:
        node, names = waiting.pop()
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            names = (*names, node.name)
            found.append((node.lineno, node.end_lineno or node.lineno, names))
        waiting += ((child, names) for child in ast.iter_child_nodes(node))
    return found


def _owner(names: tuple[str, ...]) -> str:
    return " > ".join(map(words_of_name, names))


def _docstrings(raw: str, tree: ast.Module) -> Iterator[Part]:
    starts = _line_starts(raw)
    places = []
    waiting: list[tuple[ast.AST, tuple[str, ...]]] = [(tree, ())]
    while waiting:
        node, names = waiting.pop()
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            names = (*names, node.name)
        waiting += ((child, names) for child in ast.iter_child_nodes(node))
        if isinstance(node, _HOLDERS) and node.body:
            first = node.body[0]
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                node_value = first.value
                if isinstance(node_value.value, str):
                    places.append((_offset(raw, starts, node_value), node_value.value, names))
    for start, value, names in sorted(places):
        part = _decoded(raw, start)
        # Of a literal that is put together from several, or is odd in another way, no place is
        # known; what is not known is not read.
        if part is not None and part.text.replace("\r\n", "\n") == value.replace("\r\n", "\n"):
            yield replace(_drawn(part), owner=_owner(names))


def _drawn(part: Part) -> Part:
    """The docstring with its drawn tables written anew."""
    table = linearised(part.text)
    if table is None:
        return part
    return Part(table[0], tuple(part.offsets[k] for k in table[1]))


def words_of_name(name: str) -> str:
    """The words of a name in a program, with the usual short forms of a derivative written out.

    Example:
        >>> words_of_name("sigmoid_prime"), words_of_name("LeakyReLU"), words_of_name("dTanh")
        ('sigmoid derivative', 'Leaky ReLU', 'derivative Tanh')
    """
    words = _JOINT.sub(" ", name).split()
    return " ".join("derivative" if w.casefold() in _DERIVATIVES else w for w in words)


def _offset(raw: str, starts: list[int], node: ast.Constant) -> int:
    """The offset of a node, whose column is counted in bytes of UTF-8."""
    start = starts[node.lineno - 1]
    if node.lineno == 1 and raw.startswith("\ufeff"):
        start += 1
    end = starts[min(bisect_right(starts, start), len(starts) - 1)]
    line = raw[start : end if end > start else len(raw)]
    return start + len(line.encode()[: node.col_offset].decode(errors="ignore"))


def _decoded(raw: str, start: int) -> Part | None:
    """The docstring that begins at a place."""
    opening = _LITERAL.match(raw, start)
    if opening is None:
        return None
    quotes, is_raw = opening["quotes"], opening["prefix"] in {"r", "R"}
    characters: list[str] = []
    offsets: list[int] = []
    position = opening.end()
    while position < len(raw) and not raw.startswith(quotes, position):
        if raw[position] == "\\" and is_raw:
            characters += raw[position : position + 2]
            offsets += range(position, min(position + 2, len(raw)))
            position += 2
        elif raw[position] == "\\":
            text, after = _unescaped(raw, position)
            characters += text
            offsets += [position] * len(text)
            position = after
        elif raw[position] == "\r":
            after = position + 2 if raw.startswith("\r\n", position) else position + 1
            characters.append("\n")
            offsets.append(position)
            position = after
        else:
            characters.append(raw[position])
            offsets.append(position)
            position += 1
    return Part("".join(characters), (*offsets, min(position, len(raw))))


def _unescaped(raw: str, position: int) -> tuple[str, int]:
    """What an escape stands for, and the place behind it; an unknown one is a backslash."""
    match = _ESCAPE.match(raw, position)
    if match is None:
        return "\\", position + 1
    if match["line"]:
        return "", match.end()
    if match["letter"]:
        return _LETTERS[match["letter"]], match.end()
    if match["name"]:
        try:
            return unicodedata.lookup(match["name"]), match.end()
        except KeyError:
            return "\\", position + 1
    digits, base = (match["octal"], 8) if match["octal"] else (
        match["hex"] or match["short"] or match["long"], 16,
    )  # fmt: skip
    return chr(min(int(digits, base), 0x10FFFF)), match.end()
