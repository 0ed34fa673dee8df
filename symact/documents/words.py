"""Numbers, intervals and sets in the words and formulas of a lecture."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from decimal import Context, Decimal
from fractions import Fraction

import sympy as sp

from symact.core.activation import Activation, Parameter
from symact.core.number import Interval, Number
from symact.core.typeset import tex
from symact.derive.profile import End, PointSet
from symact.documents.worked import approximate

LONGEST_RATIONAL = 9
LONGEST_FORM = 20
PLACES = 5
_shown = ContextVar("places", default=PLACES)


@contextmanager
def shown_places(places: int) -> Iterator[None]:
    r"""Show that many decimals of every number in what follows.

    Example:
        >>> with shown_places(9):
        ...     digits(Number(None, "1.099839320128866916958185"))
        '1.099839320\\ldots'
    """
    token = _shown.set(places)
    try:
        yield
    finally:
        _shown.reset(token)


def is_plain(number: Number) -> bool:
    """Whether the closed form is short enough to stand alone: a small fraction, or an infinity."""
    return number.exact is not None and (
        not number.is_finite
        or (bool(number.exact.is_Rational) and len(str(number.exact)) <= LONGEST_RATIONAL)
    )


def is_short(number: Number) -> bool:
    """Whether the closed form is short enough for a line of text."""
    return is_plain(number) or (
        number.exact is not None
        and not number.exact.is_Rational
        and number.exact.count_ops() <= LONGEST_FORM
    )


def digits(number: Number, places: int | None = None) -> str:
    r"""The decimals cut off after a few places, with dots where more follow.

    Example:
        >>> digits(Number(None, "1.099839320128866916958185"))
        '1.09983\\ldots'
        >>> digits(Number(sp.Rational(1, 4), "0.2500000000000000000000000"))
        '0.25'
    """
    places = _shown.get() if places is None else places
    whole, _, fraction = number.decimal.partition(".")
    if number.around is not None:
        return tex(number.around.xreplace(_cut_off(number.around, places)))
    if not fraction.strip("0"):
        return whole
    if "E" in fraction:
        mantissa, _, exponent = number.decimal.partition("E")
        return rf"{mantissa[: places + 2]}\ldots \cdot 10^{{{int(exponent)}}}"
    cut = fraction[:places]
    if not fraction[places:].strip("0"):
        return f"{whole}.{cut.rstrip('0')}"
    return rf"{whole}.{cut}\ldots"


def _cut_off(around: sp.Expr, places: int) -> dict[sp.Symbol, sp.Symbol]:
    """The decimals that stand as symbols in an expression, each after a few places."""
    found = [s for s in around.free_symbols if s.name.lstrip("-")[:1].isdigit()]
    return {s: sp.Symbol(s.name[: s.name.index(".") + places + 1]) for s in found}


def short(number: Number) -> str:
    """The number as briefly as it can be written: its closed form if that is short, else digits."""
    if is_short(number):
        return _form(number)
    return digits(number)


def _form(number: Number) -> str:
    if not number.is_finite:
        return r"\infty" if number.exact == sp.oo else r"-\infty"
    return tex(number.exact)


def rounded(number: Number, places: int | None = None) -> str:
    r"""The number rounded to a few significant digits.

    Example:
        >>> rounded(Number(None, "-0.7517915246935644574579049"))
        '-0.75179'
    """
    places = _shown.get() if places is None else places
    value = Context(prec=places).create_decimal(number.decimal)
    return f"{value:f}" if -places < value.adjusted() < places else approximate(number, places)


def full(number: Number) -> str:
    """The closed form where there is one, with its decimals where those say more."""
    if is_short(number):
        return _related(number)[1]
    return digits(number)


def _related(number: Number) -> tuple[str, str]:
    """The relation sign and what stands behind it when the number is stated in an equation."""
    if is_plain(number):
        return "=", _form(number)
    if is_short(number):
        approximately = rf" \approx {rounded(number)}" if number.decimal else ""
        return "=", _form(number) + approximately
    return r"\approx", rounded(number)


def equals(name: str, number: Number) -> str:
    r"""An equation that states a number.

    Example:
        >>> print(equals("x", Number(-sp.sqrt(2), "-1.414213562373095048801689")))
        x = -\sqrt{2} \approx -1.4142
    """
    relation, value = _related(number)
    return f"{name} {relation} {value}"


def interval(span: Interval) -> str:
    r"""An interval, or a single value in braces.

    Example:
        >>> from symact.core.number import INFINITY
        >>> print(interval(Interval(Number(sp.S.Zero, "0"), INFINITY, True, False)))
        [0, \infty)
    """
    if span.is_point:
        return rf"\{{{short(span.lower)}\}}"
    left = "[" if span.lower_closed else "("
    right = "]" if span.upper_closed else ")"
    return f"{left}{short(span.lower)}, {short(span.upper)}{right}"


def union(spans: Sequence[Interval]) -> str:
    """The union of intervals; the whole line is the set of real numbers."""
    if len(spans) == 1 and not spans[0].lower.is_finite and not spans[0].upper.is_finite:
        return r"\mathbb{R}"
    if all(span.is_point for span in spans):
        return rf"\{{{', '.join(short(span.lower) for span in spans)}\}}"
    return r" \cup ".join(interval(span) for span in spans)


def stretch(span: Interval, variable: str = "x") -> str:
    r"""An interval as a condition on a variable.

    Example:
        >>> from symact.core.number import MINUS_INFINITY
        >>> print(stretch(Interval(MINUS_INFINITY, Number(sp.S.Zero, "0"), False, True)))
        x \le 0
    """
    below = r"\le" if span.lower_closed else "<"
    above = r"\le" if span.upper_closed else "<"
    lower = f"{short(span.lower)} {below} " if span.lower.is_finite else ""
    upper = f" {above} {short(span.upper)}" if span.upper.is_finite else ""
    if lower and not upper:
        turned = r"\ge" if span.lower_closed else ">"
        return f"{variable} {turned} {short(span.lower)}"
    return f"{lower}{variable}{upper}" if lower or upper else rf"{variable} \in \mathbb{{R}}"


def open_stretch(lower: Number, upper: Number) -> str:
    """The condition that x lies strictly between two numbers."""
    return stretch(Interval(lower, upper, lower_closed=False, upper_closed=False))


def inside(span: Interval) -> str:
    """The interior of an interval as a condition on x."""
    return open_stretch(span.lower, span.upper)


def setting(value: Fraction) -> str:
    r"""The value of a parameter, as a decimal where it ends after a few places.

    Example:
        >>> setting(Fraction(1, 100)), setting(Fraction(1, 3))
        ('0.01', '\\frac{1}{3}')
    """
    places = next((n for n in range(7) if 10**n % value.denominator == 0), None)
    if places is None:
        return tex(sp.Rational(value.numerator, value.denominator))
    return f"{Decimal(value.numerator) / Decimal(value.denominator):.{places}f}"


def settings(activation: Activation) -> str:
    r"""The parameters with their values.

    Example:
        >>> from symact.activations import activation
        >>> settings(activation("leaky_relu"))
        '\\alpha = 0.01'
    """
    return r",\; ".join(
        f"{tex(p.symbol)} = {setting(v)}"
        for p, v in zip(activation.parameters, activation.values, strict=True)
    )


def every(parameter: Parameter) -> str:
    r"""The parameter and its domain, as in ``for every``.

    Example:
        >>> from symact.activations import activation
        >>> every(activation("elu").parameters[0]), every(activation("prelu").parameters[0])
        ('$\\alpha > 0$', 'real $\\alpha$')
    """
    domain, letter = parameter.domain, tex(parameter.symbol)
    if domain.lower is None and domain.upper is None:
        return f"real ${letter}$"
    below = r"\le" if domain.lower_closed else "<"
    above = r"\le" if domain.upper_closed else "<"
    if domain.upper is None and domain.lower is not None:
        turned = r"\ge" if domain.lower_closed else ">"
        return f"${letter} {turned} {setting(domain.lower)}$"
    lower = "" if domain.lower is None else f"{setting(domain.lower)} {below} "
    upper = "" if domain.upper is None else f" {above} {setting(domain.upper)}"
    return f"${lower}{letter}{upper}$"


def listed(parts: Sequence[str]) -> str:
    """Words joined as a sentence joins them.

    Example:
        >>> listed(["a", "b", "c"])
        'a, b and c'
    """
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def places(points: Sequence[Number], intervals: Sequence[Interval]) -> str:
    """Where something happens, as words with formulas between dollar signs."""
    parts = []
    if points:
        parts.append("at " + listed([f"${equals('x', p)}$" for p in points]))
    parts.extend(f"for ${stretch(span)}$" for span in intervals)
    return listed(parts)


def attained(end: End) -> str:
    """Whether and where an end of a range is attained."""
    if not end.attained:
        return "not attained"
    where = places(end.at, end.on)
    if end.on and not end.at and where == r"for $x \in \mathbb{R}$":
        return "attained everywhere"
    again = "" if end.family is None else ", and infinitely often besides"
    return f"attained {where}{again}".rstrip()


def set_words(found: PointSet) -> str:
    """A set of places as words; ``nowhere`` for the empty one."""
    return places(found.points, found.intervals) or "nowhere"
