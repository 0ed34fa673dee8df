"""What an activation function is: a definition, and nothing that can be derived from it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import final

import sympy as sp

from symact.core.diagnostic import Diagnostic
from symact.core.errors import DomainError

x = sp.Symbol("x", real=True)


@final
@dataclass(frozen=True, slots=True)
class Domain:
    """An open or closed interval of rational ends in which a parameter may lie."""

    lower: Fraction | None = None
    upper: Fraction | None = None
    lower_closed: bool = False
    upper_closed: bool = False

    def __contains__(self, value: Fraction) -> bool:
        above = (
            self.lower is None or value > self.lower or (self.lower_closed and value == self.lower)
        )
        below = (
            self.upper is None or value < self.upper or (self.upper_closed and value == self.upper)
        )
        return above and below

    def __str__(self) -> str:
        left = "[" if self.lower_closed else "("
        right = "]" if self.upper_closed else ")"
        lower = "-oo" if self.lower is None else str(self.lower)
        upper = "oo" if self.upper is None else str(self.upper)
        return f"{left}{lower}, {upper}{right}"


REALS = Domain()
POSITIVE = Domain(lower=Fraction(0))


@final
@dataclass(frozen=True, slots=True)
class Parameter:
    """A constant of an activation that its user may choose.

    Attributes:
        default: the value meant when nobody says otherwise, exact.
    """

    symbol: sp.Symbol
    domain: Domain
    default: Fraction


@final
@dataclass(frozen=True, slots=True)
class Convention:
    """The value that a framework returns for the derivative where the derivative does not exist."""

    framework: str
    at: sp.Expr
    value: sp.Expr
    source: str


@final
@dataclass(frozen=True, slots=True)
class Activation:
    r"""A real function of one real variable, as its author defines it.

    Attributes:
        expression: in the variable ``x`` and the parameters' symbols.
        notation: the LaTeX name of the function, such as ``\sigma``.
        display: the definition in LaTeX where the usual way to write it is another.
        values: the parameters' values in force, in the order of ``parameters``.
        intuition: one sentence for a student.
    """

    name: str
    title: str
    notation: str
    expression: sp.Expr
    aliases: tuple[str, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    values: tuple[Fraction, ...] = ()
    conventions: tuple[Convention, ...] = ()
    display: str = ""
    output_letter: str = "y"
    source: str = ""
    intuition: str = ""
    use: str = ""

    def __post_init__(self) -> None:
        if not self.values:
            object.__setattr__(self, "values", tuple(p.default for p in self.parameters))

    @property
    def function(self) -> sp.Expr:
        """The expression in ``x`` alone: the parameters replaced by their values."""
        return self.expression.subs(
            {
                p.symbol: sp.Rational(v.numerator, v.denominator)
                for p, v in zip(self.parameters, self.values, strict=True)
            }
        )

    def with_parameters(self, **values: Fraction | int) -> "Activation":
        """The same activation with some parameters set.

        Raises:
            DomainError: for a parameter that the activation does not have, or a value outside
                its domain.
        """
        known = {p.symbol.name: p for p in self.parameters}
        for name, value in values.items():
            if name not in known:
                takes = ", ".join(known) or "no parameter"
                raise DomainError(
                    Diagnostic(
                        "SA301",
                        f"{self.name} has no parameter {name!r}",
                        help=f"{self.name} takes {takes}",
                    )
                )
            if Fraction(value) not in known[name].domain:
                raise DomainError(
                    Diagnostic(
                        "SA302",
                        f"{name} = {value} is outside the domain {known[name].domain} "
                        f"of {self.name}'s {name}",
                        help=f"choose {name} in {known[name].domain}; "
                        f"the default is {known[name].default}",
                    )
                )
        chosen = tuple(
            Fraction(values.get(p.symbol.name, old))
            for p, old in zip(self.parameters, self.values, strict=True)
        )
        return replace(self, values=chosen)

    @staticmethod
    def from_text(
        text: str, name: str | None = None, *, parameters: Mapping[str, str | Domain] | None = None
    ) -> "Activation":
        r"""Read an activation that somebody typed: SymPy's or Python's spelling, or LaTeX.

        Args:
            text: an expression in ``x``, or a definition such as ``f(z) = z*tanh(z)``.
            name: None for the name that a definition gives, or else ``f``.
            parameters: the domain of each further letter: ``(0, oo)``, ``> 0``, ``real``.

        Raises:
            InputError: with the place and the mend, for text that is no such function.

        Example:
            >>> Activation.from_text("x*tanh(log(1 + exp(x)))", name="mine").expression
            x*tanh(log(exp(x) + 1))
            >>> Activation.from_text("x/(1 + exp(-b*x))", parameters={"b": "(0, oo)"}).values
            (Fraction(1, 1),)
        """
        return _read(text, name, parameters, latex=None)

    @staticmethod
    def from_latex(
        text: str, name: str | None = None, *, parameters: Mapping[str, str | Domain] | None = None
    ) -> "Activation":
        r"""Read an activation in LaTeX; the arguments are those of `from_text`.

        Raises:
            InputError: with the place and the mend, for a formula that is unknown or ambiguous.

        Example:
            >>> mine = Activation.from_latex(r"\mathrm{Swish}(z) = \frac{z}{1 + e^{-z}}")
            >>> mine.name, mine.expression
            ('Swish', x/(1 + exp(-x)))
        """
        return _read(text, name, parameters, latex=True)


def _read(
    text: str,
    name: str | None,
    parameters: Mapping[str, str | Domain] | None,
    *,
    latex: bool | None,
) -> Activation:
    # The reader stands above core in the layers; a definition read from text is its work.
    from importlib import import_module  # noqa: PLC0415

    declared = import_module("symact.reading.parameters").declarations(parameters or {})
    read: Callable[..., Activation] = import_module("symact.reading.expression").read_activation
    return read(text, name, parameters=declared, latex=latex)
