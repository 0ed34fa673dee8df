"""Pages of Jupyter notebooks: the Markdown cells, with each character's place in the JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import final

from symact.core.diagnostic import Diagnostic
from symact.core.errors import InputError
from symact.core.span import Source, Span
from symact.reading.pages.markdown import markdown_blocks
from symact.reading.pages.page import Page
from symact.reading.pages.parts import Part, page_of_parts

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|[\[\]{},:]|[^\s\[\]{},:"]+', re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u(?P<hex>[0-9a-fA-F]{4})|(?P<letter>.))|[^\\]", re.DOTALL)
_LETTERS = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
_PAIR = re.compile(r"\\u(?P<high>[dD][89abAB][0-9a-fA-F]{2})\\u(?P<low>[dD][c-fC-F][0-9a-fA-F]{2})")


@final
@dataclass(slots=True)
class _Frame:
    """An object or an array that is open; of a cell what has been seen of it."""

    is_object: bool
    key: str
    next_key: str = ""
    kind: str = ""
    strings: list[tuple[int, int]] = field(default_factory=list)


def read_notebook(name: str, raw: str) -> Page:
    """The page of a notebook's Markdown cells.

    Raises:
        InputError: SA726 for what is not JSON, with its place, and for JSON without cells.
    """
    source = Source(name, raw)
    try:
        content = json.loads(raw)
    except json.JSONDecodeError as error:
        at = min(error.pos, len(raw))
        reason = error.msg[:1].lower() + error.msg[1:]
        raise InputError(_refused(source, f"not a notebook: {reason}", at)) from None
    except (RecursionError, ValueError):
        raise InputError(_refused(source, "not a notebook: the JSON is too deep", 0)) from None
    if not isinstance(content, dict) or not ({"cells", "worksheets"} & content.keys()):
        raise InputError(_refused(source, "not a notebook: the JSON has no cells", 0))
    return page_of_parts(name, _markdown_cells(raw), markdown_blocks)


def _refused(source: Source, message: str, at: int) -> Diagnostic:
    span = Span(source, at, min(at + 1, len(source.text)))
    return Diagnostic("SA726", message, span, help="save the notebook again from Jupyter")


def _markdown_cells(raw: str) -> Iterator[Part]:
    """The sources of the Markdown cells, with a stack of what is open at each mark."""
    stack: list[_Frame] = []
    after_colon = False
    for match in _TOKEN.finditer(raw):
        mark = match.group()
        top = stack[-1] if stack else None
        if mark in "{[":
            stack.append(_Frame(mark == "{", top.next_key if top and top.is_object else ""))
            after_colon = False
        elif mark in "}]":
            closed = stack.pop() if stack else None
            if closed and closed.kind == "markdown" and closed.strings:
                yield _decoded(raw, closed.strings)
            after_colon = False
        elif mark == ":":
            after_colon = True
        elif mark == ",":
            after_colon = False
        elif mark[0] == '"':
            _string(stack, raw, match, is_value=after_colon)


def _string(stack: list[_Frame], raw: str, match: re.Match[str], *, is_value: bool) -> None:
    """Note a string where it is a key, a kind of cell, or a part of a cell's source."""
    if not stack:
        return
    top = stack[-1]
    start, end = match.start() + 1, match.end() - 1
    if top.is_object and not is_value:
        top.next_key = raw[start:end] if end - start < len("cell_type") * 3 else ""
    elif top.is_object and _is_cell(stack):
        if top.next_key == "cell_type":
            top.kind = raw[start:end]
        elif top.next_key == "source":
            top.strings = [(start, end)]
    elif not top.is_object and top.key == "source" and _is_cell(stack[:-1]):
        stack[-2].strings.append((start, end))


def _is_cell(stack: list[_Frame]) -> bool:
    """Whether the innermost of the open containers is an object in an array of cells."""
    if len(stack) < len("o[o") or not stack[-1].is_object:
        return False
    return not stack[-2].is_object and stack[-2].key == "cells"


def _decoded(raw: str, strings: list[tuple[int, int]]) -> Part:
    characters: list[str] = []
    offsets: list[int] = []
    for start, end in strings:
        position = start
        while position < end:
            offsets.append(position)
            plain = raw.find("\\", position, end)
            if plain != position:
                stop = end if plain < 0 else plain
                characters.append(raw[position:stop])
                offsets += range(position + 1, stop)
                position = stop
                continue
            character, position = _unescaped(raw, position, end)
            characters.append(character)
    offsets.append(strings[-1][1])
    return Part("".join(characters), tuple(offsets))


def _unescaped(raw: str, position: int, end: int) -> tuple[str, int]:
    """The character of an escape, and the place behind it."""
    pair = _PAIR.match(raw, position, end)
    if pair:
        high, low = int(pair["high"], 16) - 0xD800, int(pair["low"], 16) - 0xDC00
        return chr(0x10000 + (high << 10) + low), pair.end()
    match = _ESCAPE.match(raw, position, end)
    if match is None:
        return raw[position], position + 1
    if match["hex"]:
        code = int(match["hex"], 16)
        return ("\ufffd" if 0xD800 <= code < 0xE000 else chr(code)), match.end()
    letter = match["letter"]
    return _LETTERS.get(letter, letter), match.end()
