"""Lambert's W of an expression: where it is linear in t, and its identities."""

import mpmath
import numpy as np
import pytest
import sympy as sp

from symact.core.activation import Activation, x
from symact.core.claims import Derivative, Identity
from symact.core.verdict import Status
from symact.derive.build import profile
from symact.derive.certify import certificate_text
from symact.derive.profile import Profile
from symact.kernel.check_chart import RejectedError
from symact.kernel.theorem import prove
from symact.numeric import numeric
from symact.verify.check import verify

W = sp.LambertW
LINE = (-sp.oo, sp.oo)


def profile_of(text: str) -> Profile:
    return profile(Activation.from_text(text, name="f"))


@pytest.mark.parametrize(
    ("text", "low", "high", "slopes"),
    [
        ("LambertW(exp(x))", "0", "oo", ("0", "1")),
        ("LambertW(x)", "-1", "oo", ("0", "oo")),
        ("LambertW(-x/4)", "-1", "oo", ("-oo", "0")),
        ("LambertW(-exp(x)/3)", "-1", "0", ("-oo", "0")),
        ("LambertW(-exp(1 - 2*x))", "-1", "0", ("0", "oo")),
        ("LambertW(2*exp(3*x - 1)) - x", "2*log(2)/3", "oo", ("-1", "2")),
        ("exp(-LambertW(x))", "0", "E", ("-oo", "0")),
        ("LambertW(Abs(x))", "0", "oo", ("-1", "1")),
        ("Piecewise((LambertW(x), x > 0), (x, True))", "-oo", "oo", ("0", "1")),
        ("exp(-LambertW(exp(x)))", "0", "1", None),
    ],
)
def test_ranges(text: str, low: str, high: str, slopes: tuple[str, str] | None) -> None:
    found = profile_of(text)
    assert found.range is not None
    assert found.derivative_range is not None
    ends = found.range.infimum, found.range.supremum
    assert [str(end.number.exact) for end in ends] == [low, high]
    if slopes is not None:
        ends = found.derivative_range.infimum, found.derivative_range.supremum
        assert tuple(str(end.number.exact) for end in ends) == slopes


@pytest.mark.parametrize(
    ("text", "zeros", "fixed"),
    [
        ("LambertW(exp(x))", [], ["1"]),
        ("x*LambertW(exp(-x))", ["0"], ["-1", "0"]),
        ("log(LambertW(x)) + LambertW(x)", ["1"], []),
        ("LambertW(x + 1)", ["-1"], None),
    ],
)
def test_places(text: str, zeros: list[str], fixed: list[str] | None) -> None:
    found = profile_of(text)
    assert found.zeros is not None
    assert found.fixed_points is not None
    assert [str(place.exact) for place in found.zeros.points] == zeros
    if fixed is not None:
        assert [str(place.exact) for place in found.fixed_points.points] == fixed


def test_the_domain_ends_at_the_branch_point() -> None:
    (domain,) = profile_of("LambertW(2*x + 1)").domain
    assert domain.lower.exact == -sp.exp(-1) / 2 - sp.Rational(1, 2)
    assert domain.lower_closed


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("LambertW(exp(x))*tanh(x)", lambda t: mpmath.lambertw(mpmath.exp(t)) * mpmath.tanh(t)),
        ("x/(1 + LambertW(exp(x)))", lambda t: t / (1 + mpmath.lambertw(mpmath.exp(t)))),
        ("x**2*LambertW(exp(-x/2))", lambda t: t**2 * mpmath.lambertw(mpmath.exp(-t / 2))),
    ],
)
def test_extrema_are_where_the_slope_of_samples_vanishes(text, of) -> None:  # type: ignore[no-untyped-def]
    found = profile_of(text).local_extrema
    assert found is not None
    assert found.points
    for point in found.points:
        at = mpmath.mpf(point.at.decimal)
        assert abs(mpmath.diff(of, at)) < 1e-10
        assert abs(of(at) - mpmath.mpf(point.value.decimal)) < 1e-15
    samples = [mpmath.re(of(mpmath.mpf(k) / 8)) for k in range(-160, 161)]
    turns = sum(
        (b - a) * (c - b) < 0 for a, b, c in zip(samples, samples[1:], samples[2:], strict=False)
    )
    assert turns == len(found.points)


def test_its_derivative_and_no_other_one_is_proved() -> None:
    f = x * W(sp.exp(-x))
    slope = W(sp.exp(-x)) - x * W(sp.exp(-x)) / (1 + W(sp.exp(-x)))
    prove(Derivative(f, slope, LINE))
    prove(Identity(W(sp.exp(x)) * sp.exp(W(sp.exp(x))), sp.exp(x), LINE))
    for wrong in (W(sp.exp(-x)), slope + sp.exp(-x)):
        with pytest.raises(RejectedError):
            prove(Derivative(f, wrong, LINE))


@pytest.mark.parametrize("text", ["LambertW(exp(x))", "LambertW(x)", "LambertW(Abs(x))"])
def test_certificates_are_verified(text: str) -> None:
    certificate = certificate_text(profile_of(text))
    report = verify(certificate)
    assert report.count(Status.PROVED) > 20
    assert not report.count(Status.REFUTED) + report.count(Status.UNKNOWN)


def test_a_planted_map_is_rejected() -> None:
    certificate = certificate_text(profile_of("LambertW(exp(x))"))
    altered = certificate.replace('"place": "x + log(x)"', '"place": "x + 2*log(x)"')
    assert altered != certificate
    assert verify(altered).count(Status.REFUTED) + verify(altered).count(Status.UNKNOWN)


@pytest.mark.parametrize(
    "text", ["LambertW(1 + exp(x))", "LambertW(x**2)", "LambertW(exp(x))*sin(x)"]
)
def test_another_argument_is_unknown_with_the_reason(text: str) -> None:
    found = profile_of(text)
    assert found.range is None
    assert "LambertW" in found.reasons["range"]


def test_numpy_functions() -> None:
    found = numeric(W(sp.exp(x)))
    places = np.array([-700.0, -1.0, 0.0, 1.0, 800.0])
    truth = [float(mpmath.re(mpmath.lambertw(mpmath.exp(p)))) for p in places]
    assert np.allclose(found.f(places), truth, rtol=1e-13, atol=0)
    assert np.isnan(numeric(W(x)).f([-1.0])).all()
    assert numeric(W(x)).df([0.0]).tolist() == [1.0]
