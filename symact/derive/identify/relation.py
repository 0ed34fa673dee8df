"""How a function may be related to an entry of the catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import final

import sympy as sp

from symact.core.activation import Activation, Domain, x
from symact.core.verdict import Verdict
from symact.kernel.reals import closed_form, compare
from symact.kernel.theorem import Theorem


class Kind(Enum):
    """From the closest relation to the loosest."""

    EQUAL = "equal"
    PARAMETER = "parameter"
    SCALED = "scaled"


@final
@dataclass(frozen=True, slots=True)
class Scaling:
    """The maps of input and output in ``c g(a x + b) + d``."""

    a: sp.Expr = sp.S.One
    b: sp.Expr = sp.S.Zero
    c: sp.Expr = sp.S.One
    d: sp.Expr = sp.S.Zero

    @property
    def is_identity(self) -> bool:
        """Whether both maps change nothing."""
        return self == Scaling()

    def of(self, function: sp.Expr) -> sp.Expr:
        """The function scaled.

        Example:
            >>> Scaling(a=sp.Integer(2), d=sp.S.NegativeOne).of(sp.tanh(x))
            tanh(2*x) - 1
        """
        inner = self.a * x + self.b
        moved = function if inner == x else function.xreplace({x: inner})
        return self.c * moved + self.d


@final
@dataclass(frozen=True, slots=True)
class Relation:
    """``f(x) = c g(a x + b) + d`` with an entry g of the catalogue and values of its parameters.

    Attributes:
        values: a value for every parameter of the entry, in its order.
    """

    entry: Activation
    values: tuple[sp.Expr, ...]
    scaling: Scaling = Scaling()

    @property
    def kind(self) -> Kind:
        """What the relation needs beyond the entry itself."""
        if not self.scaling.is_identity:
            return Kind.SCALED
        return Kind.EQUAL if self.has_defaults else Kind.PARAMETER

    @property
    def has_defaults(self) -> bool:
        """Whether every parameter has its default value."""
        defaults = (sp.Rational(p.default) for p in self.entry.parameters)
        return all(v == default for v, default in zip(self.values, defaults, strict=True))

    @property
    def is_in_domain(self) -> bool:
        """Whether every value is proved to lie in the domain of its parameter.

        Raises:
            UndecidedError: when that stays open.
        """
        pairs = zip(self.entry.parameters, self.values, strict=True)
        return all(_contains(p.domain, v) for p, v in pairs)

    @property
    def base(self) -> sp.Expr:
        """The entry's function with the values put in."""
        symbols = [p.symbol for p in self.entry.parameters]
        return self.entry.expression.subs(dict(zip(symbols, self.values, strict=True)))

    @property
    def function(self) -> sp.Expr:
        """The right side of the relation."""
        return self.scaling.of(self.base)


@final
@dataclass(frozen=True, slots=True)
class Match:
    """A relation that is proved.

    Attributes:
        theorems: the identities of smooth pieces and of the values between them; none where the
            two formulas are the same.
    """

    relation: Relation
    theorems: tuple[Theorem, ...]


@final
@dataclass(frozen=True, slots=True)
class Identification:
    """Which entries of the catalogue a function is.

    Attributes:
        matches: the proved relations, the closest first.
        verdict: proved where there is a match, else unknown: the search may have missed one.
        different: the entries that are proved, at a point, to be another function at the
            default values of their parameters.
        undecided: the entries for which a relation fits as far as computed and is neither
            proved nor refuted.
    """

    subject: Activation
    matches: tuple[Match, ...]
    verdict: Verdict
    different: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()


def defaults(entry: Activation) -> tuple[sp.Expr, ...]:
    """The default values of an entry's parameters."""
    return tuple(sp.Rational(p.default) for p in entry.parameters)


def _contains(domain: Domain, value: sp.Expr) -> bool:
    ends = ((domain.lower, 1, domain.lower_closed), (domain.upper, -1, domain.upper_closed))
    for end, side, closed in ends:
        if end is None:
            continue
        beyond = side * compare(closed_form(value), closed_form(sp.Rational(end)))
        if beyond < 0 or (beyond == 0 and not closed):
            return False
    return True
