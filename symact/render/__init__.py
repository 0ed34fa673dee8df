"""Writers: one file per target format, each a pure function of the document.

The table names the writers and imports none of them: a format costs nothing until it is used.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, final

from symact.core.diagnostic import Diagnostic
from symact.core.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

    from symact.documents.model import Document


@final
@dataclass(frozen=True, slots=True)
class Format:
    """A target format.

    Attributes:
        writer: module and function, ``module:function``.
        companions: the function that makes the files beside the main one, or empty.
        binary: whether a terminal should not be sent the result.
    """

    suffix: str
    writer: str
    companions: str = ""
    binary: bool = False


FORMATS: dict[str, Format] = {
    "text": Format(".txt", "symact.render.text:render_text"),
    "md": Format(".md", "symact.render.markdown:render_markdown"),
    "tex": Format(
        ".tex", "symact.render.latex:render_latex", "symact.render.latex:latex_companions"
    ),
    "html": Format(".html", "symact.render.html:render_html"),
    "pdf": Format(".pdf", "symact.render.pdf:render_pdf", binary=True),
    "typ": Format(".typ", "symact.render.typst:render_typst"),
    "json": Format(".json", "symact.render.json:render_json"),
}
# Other ways to write a format, which no suffix asks for.
VARIANTS: dict[str, Format] = {
    "tkz": Format(
        ".tex", "symact.render.latex:render_latex_tkz", "symact.render.latex:latex_companions"
    ),
}
SUFFIXES: dict[str, str] = {
    **{entry.suffix: name for name, entry in FORMATS.items()},
    ".markdown": "md",
    ".htm": "html",
    ".latex": "tex",
    ".typst": "typ",
    "": "text",
}


def format_of(path: "str | Path", default: str = "text") -> str:
    """The format that a file's name asks for; *default* for ``-``.

    Raises:
        InputError: SA705 for a suffix that no format has.

    Example:
        >>> format_of("week3.pdf"), format_of("-", "md")
        ('pdf', 'md')
    """
    if str(path) == "-":
        return default
    suffix = PurePath(path).suffix.lower()
    if suffix not in SUFFIXES:
        known = ", ".join(entry.suffix for entry in FORMATS.values())
        raise InputError(
            Diagnostic("SA705", f"no format is known for '{suffix}'", help=f"use one of {known}")
        )
    return SUFFIXES[suffix] if suffix else default


def render(document: "Document", format: str) -> bytes:  # noqa: A002  # the user's word
    """The document in a format, as the bytes of a file.

    Raises:
        InputError: SA706 for an unknown format; SA11x and SA12x from the document itself.
    """
    result = _call(_entry(format).writer)(document)
    return result.encode() if isinstance(result, str) else bytes(result)


def companions(document: "Document", format: str) -> dict[str, bytes]:  # noqa: A002
    """The files that must lie beside the main one, by relative path: the figures of LaTeX.

    Raises:
        InputError: SA706 for an unknown format.
    """
    name = _entry(format).companions
    return dict(_call(name)(document)) if name else {}


def write(document: "Document", path: "str | Path", format: str = "") -> "tuple[Path, ...]":  # noqa: A002
    """Render a document to a file with its companions, whole or not at all.

    Args:
        path: where to write; ``-`` is standard output.
        format: by default the one that the file's name asks for.

    Raises:
        InputError: SA70x for the place or the format; SA11x and SA12x from the document itself.
    """
    from symact.render.files import write_atomically  # noqa: PLC0415  # tempfile costs 10 ms

    name = format or format_of(path)
    beside = {} if str(path) == "-" else companions(document, name)
    return write_atomically(path, render(document, name), beside)


def _entry(name: str) -> Format:
    if name not in FORMATS and name not in VARIANTS:
        raise InputError(
            Diagnostic("SA706", f"format '{name}' is not known",
                       help=f"use one of {', '.join(FORMATS)}")
        )  # fmt: skip
    return FORMATS.get(name) or VARIANTS[name]


def _call(name: str) -> Callable[["Document"], Any]:
    module, _, function = name.partition(":")
    found: Callable[[Document], Any] = getattr(import_module(module), function)
    return found
