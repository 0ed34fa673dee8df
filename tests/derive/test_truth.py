"""Profiles against a recorded truth of thirty activations, found by hand and without symact."""

import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import mpmath
import pytest
import sympy as sp

from symact.core.activation import Activation
from symact.core.number import Interval, Number
from symact.derive.build import profile
from symact.derive.profile import End, Profile
from symact.kernel.reals import closed_form, compare

RECORD = Path(__file__).parents[3] / "shared" / "research" / "truth-30.json"
WHY = "the recorded truth of thirty activations is not here"
DIGITS = 24
FIELDS = {
    "name", "expr", "range", "range_open", "range_set", "range_numeric", "fprime_sup",
    "fprime_sup_numeric", "fprime_sup_attained_at", "fprime_sup_approached_at", "fprime_inf",
    "fprime_inf_numeric", "fprime_inf_attained_at", "fprime_inf_approached_at",
    "n_critical_points", "critical_set", "kinks", "monotone", "closed_form", "note",
}  # fmt: skip
K = sp.Symbol("k", integer=True)


@cache
def record() -> dict[str, dict]:
    """The recorded truth by name."""
    return {entry["name"]: entry for entry in json.loads(RECORD.read_text())}


@cache
def profile_of(name: str) -> Profile:
    return profile(Activation.from_text(record()[name]["expr"], name="f"))


NAMES = list(record()) if RECORD.exists() else [pytest.param("", marks=pytest.mark.skip(WHY))]


def exact(text: str) -> sp.Expr:
    """A recorded number: a closed form or many digits."""
    return sp.sympify(text, locals={"k": K}, rational=True)


def same(number: Number, text: str) -> bool:
    """Whether a number is the recorded one: exactly where both are, else to the digits shown."""
    truth = exact(text)
    if truth in (sp.oo, -sp.oo):
        return number.decimal == str(truth)
    with mpmath.workdps(60):
        value = mpmath.mpf(sp.N(truth, 50))
        shown = mpmath.mpf(number.decimal)
        recorded = DIGITS if len(text) > DIGITS or "." not in text else len(text) - 4
        if abs(shown - value) > abs(value) * mpmath.mpf(10) ** -min(recorded, DIGITS):
            return False
    decided = "." not in text and not truth.has(sp.CRootOf)
    if number.exact is None or not decided:
        return True
    return compare(closed_form(number.exact), closed_form(truth)) == 0


def interval_is(interval: Interval, text: str) -> bool:
    """Whether an interval is the one in a text such as ``[0, oo)``."""
    if text.startswith("{"):
        return interval.is_point and interval.lower_closed and same(interval.lower, text[1:-1])
    lower, upper = text[1:-1].rsplit(", ", 1)
    closed = text[0] == "[", text[-1] == "]"
    return (
        (interval.lower_closed, interval.upper_closed) == closed
        and same(interval.lower, lower)
        and same(interval.upper, upper)
    )


def all_match(found: list, texts: list[str], is_same: Callable[[object, str], bool]) -> bool:
    return len(found) == len(texts) and all(
        is_same(one, text) for one, text in zip(found, texts, strict=True)
    )


# -- one test for each field ---------------------------------------------------------------


@pytest.mark.skipif(not RECORD.exists(), reason=WHY)
def test_every_field_of_the_record_is_compared() -> None:
    assert len(record()) == 30
    assert {key for entry in record().values() for key in entry} == FIELDS
    assert {name for name, entry in record().items() if entry["note"]} == set(NOTES)


@pytest.mark.parametrize("name", NAMES)
def test_the_range(name: str) -> None:
    """Both ends exact, in decimals, open or closed, and the set itself with its gaps."""
    truth, found = record()[name], profile_of(name).range
    ends = [found.infimum, found.supremum]

    assert all_match([e.number for e in ends], truth["range"], same)
    assert all_match([e.number for e in ends], truth["range_numeric"], same)
    assert [not e.attained for e in ends] == truth["range_open"]
    assert all_match(list(found.intervals), truth["range_set"].split(" U "), interval_is)


@pytest.mark.parametrize("end", ["sup", "inf"])
@pytest.mark.parametrize("name", NAMES)
def test_the_extreme_slopes(name: str, end: str) -> None:
    """The value, exact and in decimals, where it is attained, and where it is approached."""
    truth, p = record()[name], profile_of(name)
    found = p.derivative_range.supremum if end == "sup" else p.derivative_range.infimum

    assert same(found.number, truth[f"fprime_{end}"])
    assert same(found.number, truth[f"fprime_{end}_numeric"])
    assert places_are(found, truth[f"fprime_{end}_attained_at"])
    assert approached(p, found) == truth[f"fprime_{end}_approached_at"]


def places_are(found: End, texts: list[str]) -> bool:
    if found.family is not None:
        (text,) = texts
        return families_agree(found.family, text.removesuffix(", k integer"))
    intervals = [t for t in texts if t[0] in "(["]
    points = [t for t in texts if t[0] not in "(["]
    return all_match(list(found.on), intervals, interval_is) and all_match(
        list(found.at), points, same
    )


def families_agree(one: str, other: str) -> bool:
    """Whether two formulas in k with the same period give the same places."""
    gap = exact(one) - exact(other)
    return not gap.has(K) and bool((gap / exact(one).coeff(K)).is_integer)


def approached(p: Profile, end: End) -> list[str]:
    """The places at which the slope tends to an extreme value without attaining it anywhere."""
    if end.attained:
        return []
    limits = zip(("-oo", "oo"), p.derivative_limits, strict=True)
    found = [place for place, limit in limits if limit is not None and limit == end.number]
    for kink in p.kinks:
        sides = ((kink.derivative_left, "-"), (kink.derivative_right, "+"))
        found += [f"{kink.at.exact}{side}" for slope, side in sides if slope == end.number]
    return found


@pytest.mark.parametrize("name", NAMES)
def test_where_the_slope_is_zero(name: str) -> None:
    """The set of all places with slope 0: isolated ones, families, and plateaus."""
    truth, p = record()[name], profile_of(name)
    parts = [] if truth["critical_set"] == "{}" else truth["critical_set"].split(" U ")
    intervals = [t for t in parts if t[0] in "(["]
    points = [t[1:-1] for t in parts if t[0] == "{"]
    found = p.critical_points

    assert all_match(flat_parts(p), intervals, interval_is)
    if "x: tan(x)=x" in points:
        assert solves_the_tangent(p, [exact(t) for t in points if t != "x: tan(x)=x"])
    elif found.family is not None:
        (text,) = points
        assert families_agree(found.family, text)
    else:
        assert all_match([point.at for point in found.points], points, same)
    count = "infinite" if intervals or found.infinite else len(found.points)
    assert count == truth["n_critical_points"]


def flat_parts(p: Profile) -> list[Interval]:
    """The plateaus, without the ends at which the function has a corner or a jump."""
    bent = [k.at for k in p.kinks if k.smoothness <= 0]
    return [
        Interval(
            i.lower,
            i.upper,
            i.lower_closed and i.lower not in bent,
            i.upper_closed and i.upper not in bent,
        )
        for i in (plateau.interval for plateau in p.plateaus)
    ]


def solves_the_tangent(p: Profile, others: list[sp.Expr]) -> bool:
    """Whether the critical points are some others and infinitely many zeros of tan(x) - x."""
    numbers = [point.at for point in p.critical_points.points]
    rest = [n for n in numbers if n.exact not in others]
    with mpmath.workdps(40):
        places = [mpmath.mpf(n.decimal) for n in rest]
        gaps = [abs(mpmath.tan(q) - q) for q in places]
    return bool(
        p.critical_points.infinite
        and rest
        and len(rest) == len(numbers) - len(others)
        and max(gaps) < 1e-20
    )


@pytest.mark.parametrize("name", NAMES)
def test_the_kinks(name: str) -> None:
    """The places without a derivative; smooth joins are not among them."""
    bent = [kink.at for kink in profile_of(name).kinks if kink.smoothness <= 0]

    assert all_match(bent, record()[name]["kinks"], same)


@pytest.mark.parametrize("name", NAMES)
def test_monotone(name: str) -> None:
    assert profile_of(name).monotone.replace("none", "no") == record()[name]["monotone"]


@pytest.mark.parametrize("name", NAMES)
def test_what_has_a_closed_form(name: str) -> None:
    """Whatever is recorded in closed form is exact here, and nothing else is claimed to be."""
    truth, p = record()[name]["closed_form"], profile_of(name)
    ends = {
        "range": [p.range.infimum, p.range.supremum],
        "fprime_sup": [p.derivative_range.supremum],
        "fprime_inf": [p.derivative_range.infimum],
    }

    assert {k: all(e.number.exact is not None for e in v) for k, v in ends.items()} == truth


# -- the notes -----------------------------------------------------------------------------


def decimal(number: Number) -> mpmath.mpf:
    return mpmath.mpf(number.decimal)


def from_y(slope: str) -> Callable[[Profile], bool]:
    """The extreme slopes of x/(1 + exp(-b x)): (1 + y)/2 at 2 y/b, where y tanh y = 1."""

    def holds(p: Profile) -> bool:
        y = mpmath.findroot(lambda t: t * mpmath.tanh(t) - 1, mpmath.mpf("1.2"))
        high, low = p.derivative_range.supremum, p.derivative_range.infimum
        at = 2 * y / mpmath.mpf(slope)
        gaps = [
            decimal(high.number) - (1 + y) / 2,
            decimal(low.number) - (1 - y) / 2,
            decimal(high.at[0]) - at,
            decimal(low.at[0]) + at,
        ]
        return max(map(abs, gaps)) < mpmath.mpf(10) ** -23

    return holds


def critical_at(equation: Callable[[mpmath.mpf], mpmath.mpf]) -> Callable[[Profile], bool]:
    """The one critical point solves an equation."""
    return lambda p: abs(equation(decimal(p.critical_points.points[0].at))) < mpmath.mpf(10) ** -22


def mirrored_slopes(p: Profile) -> bool:
    total = decimal(p.derivative_range.supremum.number) + decimal(p.derivative_range.infimum.number)
    return abs(total - 1) < mpmath.mpf(10) ** -23


def selu_corner(p: Profile) -> bool:
    (kink,) = p.kinks
    return kink.derivative_left == p.derivative_range.supremum.number and kink.smoothness == 0


def lisht_slope(p: Profile) -> bool:
    high = p.derivative_range.supremum
    y = decimal(high.at[0])
    return high.at[0].decimal == high.number.decimal and abs(y * mpmath.tanh(y) - 1) < 1e-22


def elish_slope(p: Profile) -> bool:
    u = mpmath.findroot(lambda t: t**3 + 2 * t - 4, mpmath.mpf("1.2"))
    low = p.derivative_range.infimum
    gaps = [decimal(low.number) - (6 / u**2 - u**2 - 3), decimal(low.at[0]) - mpmath.log(u - 1)]
    return max(map(abs, gaps)) < 1e-22


def fills_its_hole(p: Profile) -> bool:
    """The continuous extension is meant: it attains 1 at 0, and is flat there."""
    high = p.range.supremum
    return high.attained and [n.exact for n in high.at] == [0] and p.smoothness == "oo"


NOTES: dict[str, Callable[[Profile], bool]] = {
    "silu": from_y("1"),
    "swish_1702": from_y("1.702"),
    "gelu": critical_at(lambda t: mpmath.ncdf(t) + t * mpmath.npdf(t)),
    "gelu_tanh": mirrored_slopes,
    "mish": critical_at(
        lambda t: (
            4 * (t + 1) + 4 * mpmath.exp(2 * t) + mpmath.exp(3 * t) + mpmath.exp(t) * (4 * t + 6)
        )
    ),
    "selu": selu_corner,
    "hardswish": lambda p: (
        [q.at.exact for q in p.critical_points.points] == [sp.Rational(-3, 2)]
        and [i.upper.exact for i in flat_parts(p)] == [-3]
    ),
    "softsign": lambda p: p.smoothness == "1",
    "hardshrink": lambda p: [k.kind for k in p.kinks] == ["jump"] * 2,
    "sinc": fills_its_hole,
    "lisht": lisht_slope,
    "elish": elish_slope,
}


@pytest.mark.parametrize("name", [n for n in NAMES if not isinstance(n, str) or n in NOTES])
def test_the_remarks_of_the_record(name: str) -> None:
    """What the record says in words, in numbers."""
    with mpmath.workdps(50):
        assert NOTES[name](profile_of(name))


@pytest.mark.skipif(not RECORD.exists(), reason=WHY)
def test_planted_faults_in_the_record_are_seen() -> None:
    """Negative control: every comparison can fail."""
    p = profile_of("silu")
    low = p.range.infimum

    assert not same(low.number, "-LambertW(exp(-2))")
    assert not same(low.number, re.sub("3795", "3796", record()["silu"]["range_numeric"][0]))
    assert not interval_is(p.range.intervals[0], record()["silu"]["range_set"].replace("[", "("))
    assert not places_are(p.derivative_range.supremum, ["2.39935728051546776783273969728"])
    assert not families_agree("pi*k + pi/4", "pi*k - pi/3")
    assert approached(profile_of("tanh"), profile_of("tanh").derivative_range.infimum) != ["oo"]
    assert not NOTES["silu"](profile_of("swish_1702"))
