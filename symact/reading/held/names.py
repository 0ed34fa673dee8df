"""Which names are functions where a formula stands: what decides how ``a(b + c)`` is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

from symact.reading.held.lexicon import FUNCTION_LETTERS


@final
@dataclass(frozen=True, slots=True)
class Names:
    """The names that a document has declared up to a formula.

    Attributes:
        functions: names that are applied to what stands in brackets behind them.
        values: names of numbers, vectors and matrices, which are multiplied with it.
    """

    functions: frozenset[str] = frozenset()
    values: frozenset[str] = frozenset()

    def applies(self, name: str) -> bool:
        """Whether a bracket behind the name holds its argument.

        Example:
            >>> Names().applies("sigma"), Names().applies("x")
            (True, False)
            >>> Names(values=frozenset({"sigma"})).applies("sigma")
            False
        """
        if name in self.functions:
            return True
        return name in FUNCTION_LETTERS and name not in self.values
