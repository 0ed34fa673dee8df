r"""Answers that a problem file states: ``Wx = ...``, ``z = ...`` and ``y = ...``."""

import re
from dataclasses import dataclass
from typing import final

from symact.core.span import Source, Span
from symact.reading.matrix import Matrix, looks_like_matrix, read_matrix

_STATED = re.compile(
    r"(?<![A-Za-z\\_{^])(?P<name>W\s*x(?:\s*\+\s*b)?|[zy])\s*(?:&\s*)?=\s*(?:&\s*)?"
)


@final
@dataclass(frozen=True, slots=True)
class Answer:
    """A value that the author states.

    Attributes:
        name: ``Wx``, ``z`` or ``y``; ``Wx + b`` is z.
    """

    name: str
    matrix: Matrix
    span: Span


def stated_answers(source: Source, start: int, end: int) -> tuple[Answer, ...]:
    r"""Every stated answer between two offsets of a text.

    Raises:
        InputError: when a value begins like a matrix and is none.

    Example:
        >>> text = r"so $Wx = (-1, -8)$ and $y = \begin{bmatrix} 0 \\ 0 \end{bmatrix}$."
        >>> [(a.name, a.matrix.shape) for a in stated_answers(Source("a.md", text), 0, len(text))]
        [('Wx', (2, 1)), ('y', (2, 1))]
    """
    found = []
    for match in _STATED.finditer(source.text, start, end):
        if looks_like_matrix(source.text, match.end()):
            matrix = read_matrix(source, match.end())
            name = re.sub(r"\s", "", match["name"])
            found.append(
                Answer(
                    "z" if name == "Wx+b" else name,
                    matrix,
                    Span(source, match.start(), match.end()),
                )
            )
    return tuple(found)
