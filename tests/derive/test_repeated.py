"""Periodic functions with kinks, jumps or poles: what comes again, as families."""

from functools import cache

import pytest
import sympy as sp

from symact.core.activation import Activation, x
from symact.core.verdict import Status
from symact.derive.build import profile
from symact.derive.cycles import repeated
from symact.derive.profile import Profile
from symact.derive.serialise import to_dict
from symact.derive.verdicts import WHOLE_LINE, derivative_verdict


@cache
def profile_of(text: str) -> Profile:
    return profile(Activation.from_text(text, name="f"))


@pytest.mark.parametrize(
    ("text", "low", "high", "slopes", "steepest"),
    [
        ("Abs(sin(x))", "0", "1", ("-1", "1"), "1"),
        ("Max(0, sin(x))", "0", "1", ("-1", "1"), "1"),
        ("Max(sin(x), cos(x))", "-sqrt(2)/2", "1", ("-1", "1"), "1"),
        ("x/2 + Abs(sin(x))", "-oo", "oo", ("-1/2", "3/2"), "3/2"),
        ("Abs(cos(2*x))", "0", "1", ("-2", "2"), "2"),
        ("asin(sin(x))", "-pi/2", "pi/2", ("-1", "1"), "1"),
        ("Abs(sin(x)) + Abs(cos(x))", "1", "sqrt(2)", ("-1", "1"), "1"),
        ("Max(sin(x), 1/2)", "1/2", "1", ("-sqrt(3)/2", "sqrt(3)/2"), "sqrt(3)/2"),
        ("sqrt(1 + sin(x))", "0", "sqrt(2)", ("-sqrt(2)/2", "sqrt(2)/2"), "sqrt(2)/2"),
        ("sign(sin(x))", "-1", "1", ("0", "0"), "oo"),
        ("tan(x)", "-oo", "oo", ("1", "oo"), "oo"),
        ("1/(2 + sin(x))", "1/3", "1", None, None),
    ],
)
def test_values(
    text: str, low: str, high: str, slopes: tuple[str, str] | None, steepest: str | None
) -> None:
    found = profile_of(text)
    assert found.range is not None
    assert found.derivative_range is not None
    assert str(found.range.infimum.number.exact) == low
    assert str(found.range.supremum.number.exact) == high
    if slopes is not None:
        ends = found.derivative_range.infimum, found.derivative_range.supremum
        assert tuple(str(end.number.exact) for end in ends) == slopes
        assert found.lipschitz is not None
        assert str(found.lipschitz.exact) == steepest


@pytest.mark.parametrize(
    ("text", "zeros", "extrema", "critical"),
    [
        ("Abs(sin(x))", "pi*k", "pi*k/2", "pi*k + pi/2"),
        ("Max(0, sin(x))", "[2*pi*k + pi, 2*pi*k + 2*pi]", "2*pi*k + pi/2", "2*pi*k + pi/2"),
        ("tan(x)", "pi*k", None, None),
        ("x/2 + Abs(sin(x))", None, "pi*k - pi/3, pi*k", "pi*k - pi/3"),
        ("asin(sin(x))", "pi*k", "pi*k + pi/2", None),
        ("sign(sin(x))", "pi*k", None, None),
    ],
)
def test_families(text: str, zeros: str | None, extrema: str | None, critical: str | None) -> None:
    found = profile_of(text)
    assert found.zeros is not None
    assert found.local_extrema is not None
    assert found.critical_points is not None
    for family, stated in (
        (found.zeros, zeros),
        (found.local_extrema, extrema),
        (found.critical_points, critical),
    ):
        assert family.family == stated
        assert family.infinite == (stated is not None)


def test_zeros_of_a_function_that_drifts_are_finitely_many() -> None:
    found = profile_of("x/2 + Abs(sin(x))")
    assert found.zeros is not None
    assert [number.decimal[:6] for number in found.zeros.points] == ["-1.895", "0.0000"]
    assert found.monotone == "none"
    assert profile_of("x + Max(0, cos(x))").monotone == "strictly increasing"


def test_kinks_and_plateaus_carry_their_period() -> None:
    data = to_dict(profile_of("Max(0, sin(x))"))
    kinks, plateaus = data["kinks"], data["plateaus"]
    assert isinstance(kinks, list)
    assert isinstance(plateaus, list)
    assert [kink["at"]["exact"] for kink in kinks] == ["0", "pi"]
    assert {part["period"]["exact"] for part in (*kinks, *plateaus)} == {"2*pi"}
    assert [(k["derivative_left"]["exact"], k["derivative_right"]["exact"]) for k in kinks] == [
        ("0", "1"),
        ("-1", "0"),
    ]
    assert "period" not in to_dict(profile_of("Abs(x)"))["kinks"][0]  # type: ignore[index]


@pytest.mark.parametrize(
    ("text", "axis", "centre"),
    [
        ("Abs(sin(x))", "0", None),
        ("sign(sin(x))", "pi/2", "0"),
        ("1/sin(x) + 1", "-pi/2", "0"),
        ("tan(x) + 2", None, "0"),
        ("x/2 + Abs(sin(x))", None, None),
    ],
)
def test_symmetries(text: str, axis: str | None, centre: str | None) -> None:
    found = profile_of(text).symmetries
    assert found is not None
    assert (None if found.axis is None else str(abs(found.axis.exact))) == (
        None if axis is None else axis.lstrip("-")
    )
    assert (None if found.centre is None else str(found.centre.at.exact)) == centre
    if text == "1/sin(x) + 1":
        assert found.centre is not None
        assert found.centre.value.exact == 1


def test_no_period_is_seen_where_there_is_none() -> None:
    assert repeated(x * sp.sin(x)) is None
    assert repeated(sp.sin(x) + sp.sin(sp.sqrt(2) * x)) is None
    assert repeated(sp.Max(x, sp.sin(x))) is None
    found = repeated(sp.Abs(sp.sin(x)) + 3 * x)
    assert found is not None
    assert (found.length, found.shift) == (sp.pi, 3 * sp.pi)


def test_a_wrong_slope_is_refuted_on_a_period() -> None:
    f = sp.Abs(sp.sin(x))
    right = sp.Piecewise((sp.cos(x), sp.sin(x) > 0), (-sp.cos(x), sp.sin(x) < 0))
    assert derivative_verdict(f, right, WHOLE_LINE).status is Status.PROVED
    wrong = sp.Piecewise((sp.cos(x), sp.sin(x) > 0), (sp.cos(x), sp.sin(x) < 0))
    assert derivative_verdict(f, wrong, WHOLE_LINE).status is Status.REFUTED
    # Right on one period, and not on the next: x stands in the condition.
    once = sp.Piecewise((right, x < sp.pi), (0, True))
    assert derivative_verdict(f, once, WHOLE_LINE).status is not Status.PROVED


@pytest.mark.parametrize(
    ("text", "value"), [("Max(0, sin(x) - 1)", 0), ("sign(sin(x) + 2)", 1), ("Max(sin(x), 2)", 2)]
)
def test_a_constant_in_disguise_is_a_constant(text: str, value: int) -> None:
    found = profile_of(text)
    assert found.monotone == "constant"
    assert found.limits is not None
    assert [limit.exact for limit in found.limits if limit is not None] == [value, value]
    assert found.plateaus is not None
    assert [(p.value.exact, p.interval.lower.decimal) for p in found.plateaus] == [(value, "-oo")]


def test_holes_are_no_jumps() -> None:
    found = profile_of("sin(x)**2/Abs(sin(x))")
    assert found.smoothness == "oo"
    assert found.lipschitz is not None
    assert found.lipschitz.exact == 1


def test_what_is_no_kink_for_sure_is_not_called_one() -> None:
    found = profile_of("acos(sin(x))**2")
    assert found.kinks is None
    assert found.local_extrema is None


def test_what_grows_says_so() -> None:
    data = to_dict(profile_of("x/2 + Abs(sin(x))"))
    (kink,) = data["kinks"]  # type: ignore[misc, str-bytes-unpack]
    assert (kink["period"]["exact"], kink["growth"]["exact"]) == ("pi", "pi/2")
