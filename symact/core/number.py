"""Real numbers as symact states them: a closed form where one is proved, and proved digits."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import final

import sympy as sp

DIGITS = 25
_count = ContextVar("digits", default=DIGITS)


def digit_count() -> int:
    """How many digits of every number are proved, where nobody says otherwise."""
    return _count.get()


@contextmanager
def proved_digits(count: int) -> Iterator[None]:
    """Prove that many digits of every number in what follows.

    Example:
        >>> with proved_digits(40):
        ...     digit_count()
        40
    """
    token = _count.set(count)
    try:
        yield
    finally:
        _count.reset(token)


@final
@dataclass(frozen=True, slots=True)
class Number:
    """A real number, or an end of the line.

    Attributes:
        exact: a proved closed form, ``oo`` or ``-oo``; None where none is known.
        decimal: at least 20 correct digits, or ``"oo"``, ``"-oo"``; empty for a number that
            depends on a parameter.
        around: for a number that depends on a parameter and has no closed form, an expression in
            which correct digits stand as symbols.
    """

    exact: sp.Expr | None
    decimal: str
    around: sp.Expr | None = None

    @property
    def is_finite(self) -> bool:
        """Whether the number is a real number and not an end of the line."""
        return self.decimal not in {"oo", "-oo"}

    def __float__(self) -> float:
        """The nearest double, for plotting only."""
        return float(self.decimal.replace("oo", "inf") or "nan")

    def to_dict(self) -> dict[str, str | None]:
        """The JSON form."""
        return {
            "exact": None if self.exact is None else str(self.exact),
            "decimal": self.decimal or (None if self.around is None else str(self.around)),
        }


@final
@dataclass(frozen=True, slots=True)
class Interval:
    """A connected set of real numbers; a single point is a closed interval of length 0."""

    lower: Number
    upper: Number
    lower_closed: bool
    upper_closed: bool

    @property
    def is_point(self) -> bool:
        """Whether the interval is a single number."""
        return self.lower == self.upper

    def to_dict(self) -> dict[str, object]:
        """The JSON form."""
        return {
            "lower": self.lower.to_dict(),
            "upper": self.upper.to_dict(),
            "lower_closed": self.lower_closed,
            "upper_closed": self.upper_closed,
        }


INFINITY = Number(sp.oo, "oo")
MINUS_INFINITY = Number(-sp.oo, "-oo")
