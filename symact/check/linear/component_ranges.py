"""Which indices run over the same numbers, and up to which bound they are written to run."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import final


@final
@dataclass(slots=True)
class Ranges:
    """Classes of indices and of places for them; it grows while formulas are read.

    Attributes:
        parents: another member of the class, towards the one that stands for it.
        bounds: the upper bounds written for a class, under some of its members.
    """

    parents: dict[str, str] = field(default_factory=dict)
    bounds: dict[str, set[str]] = field(default_factory=dict)

    def join(self, one: str, other: str) -> None:
        """Say that two indices run over the same numbers; a number itself says nothing."""
        if not one.isdecimal() and not other.isdecimal():
            self.parents[self._root(one)] = self._root(other)

    def limit(self, index: str, bound: str) -> None:
        """Say up to which bound an index runs."""
        self.bounds.setdefault(index, set()).add(bound)

    def written(self) -> frozenset[str]:
        """All bounds."""
        return frozenset(bound for bounds in self.bounds.values() for bound in bounds)

    def agree(self) -> bool:
        """Whether indices of one class are written to run up to one bound.

        Example:
            >>> ranges = Ranges()
            >>> for index, bound in (("i", "n"), ("k", "m")):
            ...     ranges.limit(index, bound)
            >>> ranges.agree()
            True
            >>> ranges.join("i", "k")
            >>> ranges.agree()
            False
        """
        seen: dict[str, set[str]] = {}
        for index, bounds in self.bounds.items():
            seen.setdefault(self._root(index), set()).update(bounds)
        return all(len(bounds) == 1 for bounds in seen.values())

    def _root(self, index: str) -> str:
        while index in self.parents and self.parents[index] != index:
            index = self.parents[index]
        return index
