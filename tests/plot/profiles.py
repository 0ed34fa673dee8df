"""Profiles written by hand, as the derivation would give them, for drawing."""

import sympy as sp

from symact.activations import activation
from symact.core import Interval, Number
from symact.core.number import INFINITY, MINUS_INFINITY
from symact.derive.profile import (
    DerivativeForm,
    End,
    Kink,
    Plateau,
    Point,
    Points,
    Profile,
    RangeSet,
)

OO = sp.oo


def number(value):
    """A Number from an exact value, or a decimal without closed form from a string."""
    if isinstance(value, str):
        return Number(None, value)
    value = sp.sympify(value)
    if value.is_infinite:
        return INFINITY if value > 0 else MINUS_INFINITY
    return Number(value, str(sp.N(value, 25)))


def interval(lower, upper):
    """An open interval, closed where it ends at a number in brackets elsewhere."""
    return Interval(number(lower), number(upper), lower_closed=False, upper_closed=False)


def end(value, *at, on=()):
    """An end of a range, attained at the places given."""
    attained = bool(at or on)
    return End(number(value), attained, tuple(map(number, at)), tuple(on))


def span(low, high):
    """A range with its two ends."""
    between = Interval(low.number, high.number, low.attained, high.attained)
    return RangeSet((between,), low, high)


def kink(at, value, left, right, slopes, smoothness=0, kind="corner"):  # noqa: PLR0917
    """A kink with one-sided values and slopes."""
    return Kink(
        number(at),
        number(value),
        number(left),
        number(right),
        *map(number, slopes),
        smoothness,
        kind,
    )


def profile(name, values, slopes, limits, slope_limits, **rest):
    """A profile of a catalogue entry with the fields that figures read."""
    entry = activation(name)
    return Profile(
        activation=entry,
        domain=(interval(-OO, OO),),
        derivative=DerivativeForm(entry.function),
        range=span(*values),
        derivative_range=span(*slopes),
        limits=tuple(map(number, limits)),
        derivative_limits=tuple(map(number, slope_limits)),
        local_extrema=Points(rest.pop("extrema", ())),
        kinks=rest.pop("kinks", ()),
        plateaus=rest.pop("plateaus", ()),
        **rest,
    )


def minimum(at, value):
    """A minimum inside a smooth piece."""
    return Point(number(at), number(value), "minimum")


NEGATIVE, POSITIVE = interval(-OO, 0), interval(0, OO)
ROOT2 = sp.sqrt(2)
W = sp.LambertW(sp.exp(-1))

PROFILES = {
    "sigmoid": profile(
        "sigmoid", (end(0), end(1)), (end(0), end(sp.Rational(1, 4), 0)), (0, 1), (0, 0)
    ),
    "tanh": profile("tanh", (end(-1), end(1)), (end(0), end(1, 0)), (-1, 1), (0, 0)),
    "relu": profile(
        "relu", (end(0, on=(NEGATIVE,)), end(OO)),
        (end(0, on=(NEGATIVE,)), end(1, on=(POSITIVE,))), (0, OO), (0, 1),
        kinks=(kink(0, 0, 0, 0, (0, 1)),), plateaus=(Plateau(NEGATIVE, number(0)),),
    ),
    "leaky_relu": profile(
        "leaky_relu", (end(-OO), end(OO)),
        (end(sp.Rational(1, 100), on=(NEGATIVE,)), end(1, on=(POSITIVE,))), (-OO, OO),
        (sp.Rational(1, 100), 1), kinks=(kink(0, 0, 0, 0, (sp.Rational(1, 100), 1)),),
    ),
    "swish": profile(
        "swish", (end(-W, -1 - W), end(OO)),
        (end("-0.0998393201288669", "-2.39935728052"), end("1.0998393201288669", "2.39935728052")),
        (0, OO), (0, 1), extrema=(minimum(-1 - W, -W),),
    ),
    "gelu": profile(
        "gelu", (end("-0.16997120747", "-0.75179146"), end(OO)),
        (end("-0.12890414", -ROOT2), end("1.1289041432", ROOT2)), (0, OO), (0, 1),
        extrema=(minimum("-0.75179146", "-0.16997120747"),),
    ),
    "softplus": profile("softplus", (end(0), end(OO)), (end(0), end(1)), (0, OO), (0, 1)),
    "elu": profile(
        "elu", (end(-1), end(OO)), (end(0), end(1, on=(POSITIVE,))), (-1, OO), (0, 1),
        kinks=(kink(0, 0, 0, 0, (1, 1), 1, "smooth join"),),
    ),
    "selu": profile(
        "selu", (end("-1.7580993408473768"), end(OO)), (end(0), end("1.7580993408473768")),
        ("-1.7580993408473768", OO), (0, "1.0507009873554805"),
        kinks=(kink(0, 0, 0, 0, ("1.7580993408473768", "1.0507009873554805")),),
    ),
    "step": profile(
        "step", (end(0, on=(NEGATIVE,)), end(1, on=(POSITIVE,))),
        (end(0, on=(NEGATIVE, POSITIVE)), end(0, on=(NEGATIVE, POSITIVE))), (0, 1), (0, 0),
        kinks=(kink(0, 1, 0, 1, (0, 0), -1, "jump"),),
        plateaus=(Plateau(NEGATIVE, number(0)), Plateau(POSITIVE, number(1))),
    ),
    "hardswish": profile(
        "hardswish", (end(-sp.Rational(3, 8), -sp.Rational(3, 2)), end(OO)),
        (end(-sp.Rational(1, 2)), end(sp.Rational(3, 2))), (0, OO), (0, 1),
        extrema=(minimum(-sp.Rational(3, 2), -sp.Rational(3, 8)),),
        kinks=(
            kink(-3, 0, 0, 0, (0, -sp.Rational(1, 2))), kink(3, 3, 3, 3, (sp.Rational(3, 2), 1)),
        ),
        plateaus=(Plateau(interval(-OO, -3), number(0)),),
    ),
    "hard_sigmoid": profile(
        "hard_sigmoid", (end(0, on=(interval(-OO, -3),)), end(1, on=(interval(3, OO),))),
        (end(0, on=(interval(-OO, -3), interval(3, OO))),
         end(sp.Rational(1, 6), on=(interval(-3, 3),))), (0, 1), (0, 0),
        kinks=(
            kink(-3, 0, 0, 0, (0, sp.Rational(1, 6))), kink(3, 1, 1, 1, (sp.Rational(1, 6), 0)),
        ),
        plateaus=(
            Plateau(interval(-OO, -3), number(0)), Plateau(interval(3, OO), number(1)),
        ),
    ),
    "softsign": profile("softsign", (end(-1), end(1)), (end(0), end(1, 0)), (-1, 1), (0, 0),
        kinks=(kink(0, 0, 0, 0, (1, 1), 1, "smooth join"),)),
    "linear": profile("linear", (end(-OO), end(OO)),
        (end(1, on=(interval(-OO, OO),)), end(1, on=(interval(-OO, OO),))), (-OO, OO), (1, 1)),
    "mish": profile(
        "mish", (end("-0.30884", "-1.19243"), end(OO)),
        (end("-0.11252612238946255", "-2.256376396360793"), end("1.08849", "1.49057")),
        (0, OO), (0, 1),
        extrema=(minimum("-1.19243", "-0.30884"),),
    ),
}  # fmt: skip
