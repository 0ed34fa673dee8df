"""Real numbers as symact states them: a closed form where one is proved, and proved digits."""

from dataclasses import dataclass
from typing import final

import sympy as sp


@final
@dataclass(frozen=True, slots=True)
class Number:
    """A real number, or an end of the line.

    Attributes:
        exact: a proved closed form, ``oo`` or ``-oo``; None where none is known.
        decimal: at least 20 correct digits, or ``"oo"``, ``"-oo"``; empty for a number that
            depends on a parameter.
    """

    exact: sp.Expr | None
    decimal: str

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
            "decimal": self.decimal or None,
        }


@final
@dataclass(frozen=True, slots=True)
class Interval:
    """A connected set of real numbers; a single point is a closed interval of length 0."""

    lower: Number
    upper: Number
    lower_closed: bool
    upper_closed: bool

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
