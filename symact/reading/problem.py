r"""Problem files: Markdown in which a lecturer sets ``x``, ``W`` and ``b`` of dense layers.

A problem begins at a heading and holds ``x = ...``, ``W = ...`` and ``b = ...`` anywhere below
it, each a LaTeX matrix or a list. Words between them are free; some name the activation.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import final

from symact.activations.catalogue import activation as look_up
from symact.core.activation import Activation
from symact.core.diagnostic import Diagnostic, Severity
from symact.core.errors import InputError
from symact.core.span import Source, Span
from symact.reading.matrix import Matrix, looks_like_matrix, read_matrix
from symact.reading.named import Named, named_activation
from symact.reading.shapes import bias_misfit, input_misfit

MAX_CHARACTERS = 1_000_000

_HEADING = re.compile(r"^(?P<marks>#{1,6})[ \t]+(?P<title>.*?)[ \t]*#*[ \t]*$", re.MULTILINE)
_BOLD_HEADING = re.compile(
    r"^\*\*(?P<title>(?:Problem|Exercise|Task|Question)\b[^*\n]*)\*\*:?[ \t]*$", re.MULTILINE
)
_TASK = re.compile(r"(?i)\b(?:problem|exercise|example|task|question|homework)\b")
_BOLD = r"\\(?:mathbf|boldsymbol|bm|mathrm|vec|mathit|symbf)"
_SETTING = re.compile(
    rf"(?:{_BOLD}\s*\{{\s*(?P<bold>[xWb])\s*\}}|{_BOLD}\s+(?P<spaced>[xWb])(?![A-Za-z])"
    r"|(?<![A-Za-z\\_{^])(?P<plain>[xWb]))"
    r"\s*(?:&\s*)?(?:=|:=)\s*(?:&\s*)?"
)
# A name that ends a longer left side, as in Wx = ... or Wx + b = ..., sets nothing.
_LONGER = re.compile(
    rf"(?:[+*·-]|\\cdot|\\times|(?<![A-Za-z])[A-Za-z]|{_BOLD}\s*\{{[A-Za-z]\}}|\^\{{?\\?[A-Za-z]+\}}?)"
    r"(?:\s|\\[,;:! ])*\Z"
)
_DAMAGED = re.compile(r"(?<![\\A-Za-z])egin\s*\{|\x08egin\s*\{")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_WHAT = {"x": "the input", "W": "the weights", "b": "the bias"}


@final
@dataclass(frozen=True, slots=True)
class Problem:
    """One dense layer with its input, as set in a file.

    Attributes:
        x: shape (n, k), one input per column.
        W: shape (m, n).
        b: shape (m, 1).
        remarks: what the reader assumed, for the person who set the problem.
    """

    title: str
    x: Matrix
    W: Matrix
    b: Matrix
    activation: Activation
    span: Span
    remarks: tuple[Diagnostic, ...] = ()

    @property
    def decimals(self) -> bool:
        """Whether the author writes decimals and so wants to read them."""
        return self.x.decimals or self.W.decimals or self.b.decimals


class ProblemError(InputError):
    """A file with one or more faults, all of them told."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__(diagnostics[0])
        self.diagnostics = diagnostics


@final
@dataclass(frozen=True, slots=True)
class _Section:
    title: str
    level: int
    heading: Span
    start: int
    end: int


@final
@dataclass(frozen=True, slots=True)
class _Setting:
    name: str
    span: Span
    value: int
    bare: bool


def read_problems(text: str, *, source_name: str = "<text>") -> tuple[Problem, ...]:
    r"""Every problem of a file.

    Raises:
        ProblemError: with every fault of the file, in the order of the text.

    Example:
        >>> text = "## Problem A\nx = (2, -1), W = [[1, 3], [-2, 4]], b = (1, 0), with a sigmoid"
        >>> problem = read_problems(text)[0]
        >>> problem.title, problem.W.shape, problem.activation.name
        ('Problem A', (2, 2), 'sigmoid')
    """
    source = Source(source_name, text)
    if len(text) > MAX_CHARACTERS:
        raise ProblemError(
            (
                Diagnostic(
                    "SA601",
                    f"the file has {len(text)} characters, more than {MAX_CHARACTERS}",
                    help="split it into smaller files",
                ),
            )
        )
    # Comments are blanked, not cut, so that every place stays where it is.
    blank = Source(source_name, _COMMENT.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), text))
    problems: list[Problem] = []
    faults: list[Diagnostic] = []
    general: Named | None = None
    for section in _sections(blank):
        try:
            here = named_activation(blank, section.start, section.end)
        except InputError as error:
            faults.append(error.diagnostic)
            here = Named(look_up("relu"), None)
        settings = _meant(tuple(_settings(blank, section)))
        if not settings and not _DAMAGED.search(blank.text, section.start, section.end):
            if section.level <= 1:  # words under the file's title hold for every problem
                general = here or general
            continue
        outcome = _problem(blank, section, settings, here or general)
        if isinstance(outcome, Problem):
            problems.append(outcome)
        else:
            faults.extend(outcome)
    if not problems and not faults:
        faults.append(_nothing(source))
    if faults:
        located = [(f, f.span.start if f.span else -1) for f in faults]
        raise ProblemError(tuple(f for f, _ in sorted(located, key=lambda pair: pair[1])))
    return tuple(problems)


def _nothing(source: Source) -> Diagnostic:
    return Diagnostic(
        "SA601",
        "no problem found: nothing sets x, W and b",
        Span(source, 0, min(len(source.text), 1)),
        help=r"write $x = \begin{bmatrix} 1 \\ 2 \end{bmatrix}$ and the same for W and b",
    )


def _sections(source: Source) -> Iterator[_Section]:
    """The parts of a file between headings; a subsection stays with the problem it belongs to."""
    found = sorted(
        [*_HEADING.finditer(source.text), *_BOLD_HEADING.finditer(source.text)],
        key=lambda match: match.start(),
    )
    starts: list[tuple[str, int, Span]] = [("Problem", 0, Span(source, 0, 0))]
    for match in found:
        level = len(match.groupdict().get("marks") or "") or 7
        title = re.sub(r"[*_`]", "", match["title"]).strip()
        kept, kept_level, _ = starts[-1]
        inside = level > kept_level > 0 and _TASK.search(kept) and not _TASK.search(title)
        if not inside:
            starts.append((title, level, Span(source, match.start(), match.end())))
    ends = [*(span.start for _, _, span in starts[1:]), len(source.text)]
    for (title, level, heading), end in zip(starts, ends, strict=True):
        yield _Section(title, level, heading, heading.end, end)


def _settings(source: Source, section: _Section) -> Iterator[_Setting]:
    """The places where x, W or b is set to something that begins like a matrix."""
    for match in _SETTING.finditer(source.text, section.start, section.end):
        if _LONGER.search(source.text, max(section.start, match.start() - 40), match.start()):
            continue
        if looks_like_matrix(source.text, match.end()):
            name = match["bold"] or match["spaced"] or match["plain"]
            place = (
                Span(source, match.start(), match.start("plain") + 1)
                if match["plain"]
                else (Span(source, match.start(), match.end()))
            )
            bare = source.text[match.end()] not in "[(" and source.text[match.end()] != "\\"
            yield _Setting(name, place, match.end(), bare)


def _meant(settings: tuple[_Setting, ...]) -> tuple[_Setting, ...]:
    """The settings without phrases such as "the kink at x = 0".

    A bare number sets a name only beside weights, and only where no matrix sets the same name.
    """
    proper = {setting.name for setting in settings if not setting.bare}
    weights = any(setting.name == "W" for setting in settings)
    return tuple(s for s in settings if not s.bare or (weights and s.name not in proper))


def _problem(
    source: Source, section: _Section, settings: tuple[_Setting, ...], named: Named | None
) -> Problem | list[Diagnostic]:
    """The problem of a section, or every fault in it."""
    faults = [
        _damaged(source, match)
        for match in _DAMAGED.finditer(source.text, section.start, section.end)
    ]
    first: dict[str, _Setting] = {}
    matrices: dict[str, Matrix] = {}
    for setting in settings:
        if setting.name in first:
            faults.append(_twice(setting, first[setting.name]))
            continue
        first[setting.name] = setting
        try:
            matrices[setting.name] = read_matrix(source, setting.value)
        except InputError as error:
            faults.append(error.diagnostic)
    if first:
        faults.extend(_missing(section, first, matrices))
    remarks = _straighten(matrices)
    faults.extend(_misfits(matrices))
    if faults:
        return faults
    if named is None:
        remarks.append(_assumed(section))
    chosen = named.activation if named else look_up("relu")
    span = Span(source, section.heading.start, section.end)
    return Problem(
        section.title, matrices["x"], matrices["W"], matrices["b"], chosen, span, tuple(remarks)
    )


def _damaged(source: Source, match: re.Match[str]) -> Diagnostic:
    return Diagnostic(
        "SA606",
        r"a \begin has lost its backslash and b",
        Span(source, match.start(), match.end()),
        help=r"write \begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}",
    )


def _twice(setting: _Setting, first: _Setting) -> Diagnostic:
    return Diagnostic(
        "SA602",
        f"{setting.name} is set twice in one problem",
        setting.span,
        help="remove one of them, or begin a new problem with a heading such as ## Problem B",
        notes=(f"first set in line {first.span.line}, column {first.span.column}",),
    )


def _missing(
    section: _Section, first: dict[str, _Setting], matrices: dict[str, Matrix]
) -> Iterator[Diagnostic]:
    """What is not set, told at the end of what is, with the size that would fit."""
    rows, columns = matrices["W"].shape if "W" in matrices else (2, 2)
    zeros = {
        "W": " & ".join("0" * (matrices["x"].shape[0] if "x" in matrices else columns)),
        "b": r" \\ ".join("0" * rows),
        "x": r" \\ ".join("0" * columns),
    }
    if "W" not in matrices and "b" in matrices:
        zeros["W"] = r" \\ ".join([zeros["W"]] * matrices["b"].shape[0])
    place = section.heading
    if place.start == place.end and first:
        place = next(iter(first.values())).span
    for name in ("x", "W", "b"):
        if name not in first:
            yield Diagnostic(
                "SA601",
                f"{section.title} does not set {name}, {_WHAT[name]}",
                place,
                help=rf"write ${name} = \begin{{bmatrix}} {zeros[name]} \end{{bmatrix}}$ "
                "with your numbers",
                notes=tuple(
                    f"{other} is set in line {setting.span.line}"
                    for other, setting in first.items()
                ),
            )


def _straighten(matrices: dict[str, Matrix]) -> list[Diagnostic]:
    """Turn rows that can only be meant as columns, and say so."""
    remarks = []
    weights = matrices.get("W")
    if weights is None:
        return []
    for name, length in (("x", weights.shape[1]), ("b", weights.shape[0])):
        given = matrices.get(name)
        if given is None or given.shape != (1, length) or length == 1:
            continue
        matrices[name] = given.transposed()
        remarks.append(
            Diagnostic(
                "SA608",
                f"{name} is written as a row and read as a column of {length} entries",
                given.span,
                help=f"write {name} with \\\\ between its entries",
                severity=Severity.REMARK,
            )
        )
    return remarks


def _misfits(matrices: dict[str, Matrix]) -> Iterator[Diagnostic]:
    weights = matrices.get("W")
    if weights is None:
        return
    for name, misfit in (("x", input_misfit), ("b", bias_misfit)):
        given = matrices.get(name)
        found = misfit(weights.rows, given.rows, given.span) if given else None
        if found is not None:
            yield found


def _assumed(section: _Section) -> Diagnostic:
    return Diagnostic(
        "SA609",
        f"{section.title} names no activation; ReLU is assumed",
        section.heading,
        help="write, for example, activation: sigmoid",
        severity=Severity.REMARK,
    )
