"""``symact repair``: damaged LaTeX in a document, mended where there is one way to mend it."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, NamedTuple

import click

from symact.cli.common import check_place

if TYPE_CHECKING:
    from symact.core.span import Source
    from symact.reading.pages.page import Page
    from symact.reading.repair import Mended

WOULD_CHANGE = 1
_NOTEBOOK = ".ipynb"
# One character as JSON writes it; a pair of surrogates is one.
_WRITTEN = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u.{4}|\\?.")


class Change(NamedTuple):
    """Other characters for the half-open range ``[start, end)`` of a text."""

    start: int
    end: int
    text: str


@click.command(name="repair")
@click.argument("path", metavar="FILE")
@click.option("-o", "--output", default="-", metavar="OUT", help="Where to write; - is the screen.")
@click.option("--in-place", is_flag=True, help="Write the mended text to FILE itself.")
@click.option(
    "--check", "only_check", is_flag=True, help="Write nothing; exit 1 if FILE is damaged."
)
def command(*, path: str, output: str, in_place: bool, only_check: bool) -> int:
    """Mend damaged LaTeX in a document, where there is exactly one way to mend it.

    Escapes that a program ate (egin{cases}, rac{1}{2}, a tab and anh), row breaks with one
    backslash, doubled backslashes, and what HTML, Markdown and OCR leave. Lost signs, digits and
    braces are never guessed. FILE may be - for standard input. Every repair is told on standard
    error. A notebook stays a notebook.

    Exit status: 0; with --check 1 if there is something to mend.
    """
    if in_place and (output != "-" or path == "-"):
        raise click.UsageError("--in-place writes FILE itself: it needs a file, and no -o")
    if only_check and (in_place or output != "-"):
        raise click.UsageError("--check writes nothing: leave out -o and --in-place")
    check_place(output)
    raw = _read(path)
    mended, remarks = mended_document(path, raw)
    for line in remarks:
        click.echo(line, err=True)
    if only_check:
        return WOULD_CHANGE if remarks else 0
    if in_place and not remarks:
        return 0
    from symact.render.files import write_atomically  # noqa: PLC0415

    # A link keeps pointing at the file, which is what changes.
    write_atomically(str(Path(path).resolve()) if in_place else output, mended.encode())
    return 0


def mended_document(name: str, raw: str) -> tuple[str, list[str]]:
    r"""The text of a document with its formulas mended, and a line for each repair.

    Args:
        name: of the file; its suffix says how it is read.
        raw: its characters.

    Raises:
        InputError: for a file that cannot be read as its suffix promises.
        click.UsageError: for a program, whose strings may be written in several ways.

    Example:
        >>> text, lines = mended_document("notes.md", r"So $\sigma(x) = rac{1}{1+e^{-x}}$.")
        >>> print(text)
        So $\sigma(x) = \frac{1}{1+e^{-x}}$.
        >>> print(lines[0])
        notes.md:1:17: remark[SA240]: read 'rac' as '\frac': the escape \f was eaten
    """
    from symact.reading.pages.read import read_page  # noqa: PLC0415

    page = read_page(name, raw)
    is_notebook = PurePath(name).suffix.lower() == _NOTEBOOK
    found = list(_mended(page))
    if found and page.offsets is not None and not is_notebook:
        raise click.UsageError(
            f'{name} is a program: mend its docstrings by hand, as raw strings (r"""...""")'
        )
    changes = [change for one in found for change in changes_of(page.source, one)]
    if is_notebook:
        text = _applied(raw, [_in_json(page, raw, change) for change in changes])
        json.loads(text)  # what is written is JSON, or it is not written
    else:
        text = _applied(raw, changes)
    return text, list(_lines(page, raw, found))


def changes_of(source: "Source", mended: "Mended") -> Iterator[Change]:
    r"""The smallest changes that make a source's text the mended one.

    Example:
        >>> from symact.core.span import Source
        >>> from symact.reading.repair import mend
        >>> source = Source("notes.md", "3imes 2")
        >>> list(changes_of(source, mend(source, 0, 7)))
        [Change(start=1, end=1, text='\\t')]
    """
    start, added = mended.origins[0], ""
    for character, origin in zip(mended.text, mended.origins[:-1], strict=True):
        if origin < start or source.text[origin] != character:
            added += character
            continue
        if added or origin > start:
            yield Change(start, origin, added)
        start, added = origin + 1, ""
    if added or mended.origins[-1] > start:
        yield Change(start, mended.origins[-1], added)


def _read(path: str) -> str:
    """The text of a file or of standard input.

    Raises:
        InputError: SA710, SA711.
    """
    from symact.check.settings import Settings  # noqa: PLC0415
    from symact.cli.sources import Place, text_of  # noqa: PLC0415

    return text_of(Place(path, None if path == "-" else Path(path), Settings()))


def _mended(page: "Page") -> Iterator["Mended"]:
    """The formulas of a page that need repair, each once."""
    from symact.reading.pages.page import Language  # noqa: PLC0415
    from symact.reading.repair import mend  # noqa: PLC0415

    runs = {
        (run.start, run.end)
        for block in page.blocks
        for cell in block.cells
        for run in cell
        if run.language is Language.LATEX
    }
    position = 0
    for start, end in sorted(runs):
        if start < position:
            continue
        position = end
        mended = mend(page.source, start, end)
        if mended.repairs:
            yield mended


def _applied(raw: str, changes: list[Change]) -> str:
    parts, position = [], 0
    for change in changes:
        parts += [raw[position : change.start], change.text]
        position = change.end
    return "".join([*parts, raw[position:]])


def _in_json(page: "Page", raw: str, change: Change) -> Change:
    """A change of a notebook's text as one of the file, where it stands in strings of JSON."""
    start = page.file_offset(change.start)
    text = json.dumps(change.text, ensure_ascii=False)[1:-1]
    if change.start == change.end:
        return Change(start, start, text)
    # The next character may stand in another string: the end is that of the last one.
    last = _WRITTEN.match(raw, page.file_offset(change.end - 1))
    return Change(start, last.end() if last else start, text)


def _lines(page: "Page", raw: str, found: list["Mended"]) -> Iterator[str]:
    """A line for each repair, with its place in the file."""
    from dataclasses import replace  # noqa: PLC0415

    from symact.core.span import Source, Span  # noqa: PLC0415
    from symact.reading.repair import remark  # noqa: PLC0415

    file = Source(page.source.name, raw)
    place: Callable[[int], int] = page.file_offset
    for mended in found:
        for repair in mended.repairs:
            span = Span(file, place(repair.span.start), place(repair.span.end))
            yield remark(replace(repair, span=span)).render().splitlines()[0]
