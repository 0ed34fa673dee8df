"""How figures look, and how they become files: the same bytes on every run."""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

Format = Literal["svg", "pdf", "png"]

FUNCTION = "#0072b2"
DERIVATIVE = "#d55e00"
ASYMPTOTE = "#6a3d9a"
# Okabe and Ito's colours, without the yellow that vanishes on paper.
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#000000")
STROKES: tuple[Any, ...] = ("-", (0, (5, 1.6)), (0, (1.2, 1.2)), (0, (6, 1.5, 1.2, 1.5)))

PNG_DOTS_PER_INCH = 200

_RC = {
    "font.family": "STIXGeneral",
    "mathtext.fontset": "stix",
    "font.size": 9.5,
    "axes.unicode_minus": True,
    "svg.fonttype": "path",
    "svg.hashsalt": "symact",
    "pdf.fonttype": 42,
    "path.simplify": True,
    "path.simplify_threshold": 0.05,
    "lines.solid_capstyle": "butt",
    "lines.solid_joinstyle": "miter",
    "axes.linewidth": 0.7,
    "text.parse_math": True,
}
_NO_DATE: dict[str, dict[str, str | None]] = {
    "svg": {"Date": None, "Creator": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
    "png": {"Software": None},
}
_IDENTIFIER = re.compile(r'(\bid="|url\(#|href="#)')
_PROLOGUE = re.compile(r"\A.*?(?=<svg)", re.DOTALL)
_METADATA = re.compile(r"\s*<metadata>.*?</metadata>", re.DOTALL)


@contextmanager
def style() -> Iterator[None]:
    """Our look while a figure is built and written; the caller's settings come back after it."""
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(_RC)
        yield


def new_figure(width: float, height: float) -> Any:
    """An empty figure, in inches, with a canvas of its own and no window system behind it."""
    # SVG and PDF count in points; measuring in points too lets each formula be set only once.
    figure = Figure(figsize=(width, height), dpi=72, facecolor="white")
    FigureCanvasAgg(figure)
    return figure


def saved(figure: Any, form: Format) -> bytes:
    """The figure as a file: SVG, PDF or PNG without a date in it."""
    file = io.BytesIO()
    with style():
        figure.savefig(file, format=form, dpi=PNG_DOTS_PER_INCH, metadata=_NO_DATE[form])
    return file.getvalue()


def inline_svg(svg: bytes, prefix: str) -> str:
    """An SVG fit to stand among others in one page: no prologue, every id with a prefix.

    Example:
        >>> inline_svg(b'<?xml?><svg><g id="a"/><use href="#a"/></svg>', "relu")
        '<svg><g id="relu-a"/><use href="#relu-a"/></svg>'
    """
    bare = _METADATA.sub("", _PROLOGUE.sub("", svg.decode("utf-8")))
    return _IDENTIFIER.sub(lambda found: f"{found[1]}{prefix}-", bare)
