"""What has been proved, looked up by the claim: the verifier asks, and never searches."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, final

import sympy as sp

from symact.core.claims import Ends, Limit, SignChart, Value
from symact.core.errors import SymactError
from symact.kernel.certificates import Cell, ChartCertificate
from symact.kernel.field import Poly, Tower
from symact.kernel.theorem import Theorem


class MissingError(SymactError):
    """The evidence does not suffice to conclude; the message says what is missing."""


class Evidence(Protocol):
    """Who answers the verifier's questions with theorems."""

    def chart(self, of: sp.Expr, order: int, on: Ends) -> ChartCertificate:
        """The proved sign chart of a derivative on an interval.

        Raises:
            MissingError: where there is none.
        """

    def limit(self, of: sp.Expr, order: int, on: Ends, *, at_upper: bool) -> sp.Expr:
        """The proved limit of a derivative at an end of an interval.

        Raises:
            MissingError: where there is none.
        """

    def zeros(self, of: sp.Expr, order: int, where: tuple[Tower, Poly, Cell]) -> Sequence[sp.Expr]:
        """Places at which a derivative is proved to be 0.

        Args:
            where: a factor of it and a cell, in which such a place is asked for.
        """


@final
class Theorems:
    """The theorems of one file by their claims."""

    def __init__(self, theorems: Iterable[Theorem]) -> None:
        self._charts: dict[tuple[sp.Expr, int, Ends], ChartCertificate] = {}
        self._limits: dict[tuple[sp.Expr, int, Ends, bool], sp.Expr] = {}
        self._zeros: dict[tuple[sp.Expr, int], list[sp.Expr]] = {}
        for theorem in theorems:
            self._add(theorem)

    def _add(self, theorem: Theorem) -> None:
        match theorem.claim:
            case SignChart(of, order, on, _, _):
                if isinstance(theorem.certificate, ChartCertificate):
                    self._charts[of, order, on] = theorem.certificate
            case Limit(of, order, on, at_upper, value):
                self._limits[of, order, on, at_upper] = value
            case Value(of, order, at, value):
                if value == 0:
                    self._zeros.setdefault((of, order), []).append(at)

    def chart(self, of: sp.Expr, order: int, on: Ends) -> ChartCertificate:
        """The sign chart that a theorem states."""
        found = self._charts.get((of, order, on))
        if found is None:
            raise MissingError(f"no theorem gives the signs of {_named(of, order)}{_on(on)}")
        return found

    def limit(self, of: sp.Expr, order: int, on: Ends, *, at_upper: bool) -> sp.Expr:
        """The limit that a theorem states."""
        found = self._limits.get((of, order, on, at_upper))
        if found is None:
            end = on[1] if at_upper else on[0]
            raise MissingError(f"no theorem gives the limit of {_named(of, order)} at {end}")
        return found

    def zeros(self, of: sp.Expr, order: int, where: tuple[Tower, Poly, Cell]) -> Sequence[sp.Expr]:
        """The zeros that theorems name, in the cell or not."""
        del where
        return self._zeros.get((of, order), ())


def _named(of: sp.Expr, order: int) -> str:
    return f"{of}" if order == 0 else f"derivative {order} of {of}"


def _on(on: Ends) -> str:
    return f" on ({on[0]}, {on[1]})"
