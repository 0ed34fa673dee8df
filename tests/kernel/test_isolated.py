"""Numbers without a closed form as exact constants: their digits, and what vanishes at them."""

import mpmath
import pytest
import sympy as sp

from symact.activations import activation
from symact.core.activation import x
from symact.core.claims import Value
from symact.derive.build import profile
from symact.derive.serialise import to_dict
from symact.kernel.check_chart import RejectedError
from symact.kernel.isolated import isolated, number_of, vanishes
from symact.kernel.reals import Real, closed_form, compare
from symact.kernel.signs import UndecidedError
from symact.kernel.theorem import prove
from symact.reading.expression import read_activation

EQUATION = x - 1 / (1 + sp.exp(-x))
PLACE = mpmath.findroot(lambda t: t - 1 / (1 + mpmath.exp(-t)), 0.66)


def near(value: str) -> Real:
    return closed_form(sp.Rational(value))


@pytest.fixture
def place():
    rough = closed_form(sp.Rational("0.65904606840740666098438654"))
    spread = Real(None, lambda bits: rough.enclosure(bits) + type(rough.enclosure(64))(0, 1e-21))
    return isolated(EQUATION, spread)


def test_its_digits_are_those_of_the_zero(place):
    with mpmath.workdps(40):
        truth = mpmath.findroot(lambda t: t - 1 / (1 + mpmath.exp(-t)), 0.66)
        assert number_of(place).number(30).decimal == mpmath.nstr(truth, 30)


def test_what_its_equation_shows_to_vanish(place):
    assert vanishes(place - 1 / (1 + sp.exp(-place)))
    assert vanishes((place * sp.exp(place) + place - sp.exp(place)) * (1 + place**2))
    assert not vanishes(place - sp.Rational("0.6590460684"))
    assert not vanishes(place - 1 / (2 + sp.exp(-place)))


def test_the_kernel_takes_the_equation_and_nothing_else(place):
    prove(Value(1 / (1 + sp.exp(-x)), 0, place, place))
    with pytest.raises(RejectedError):
        prove(Value(1 / (1 + sp.exp(-x)), 0, place, place + sp.Rational(1, 10**30)))


def test_a_number_that_no_equation_isolates_is_refused():
    with pytest.raises(UndecidedError):
        isolated(1 + x**2, near("0.5"))


def test_it_is_compared_with_other_numbers(place):
    assert compare(closed_form(place), near("0.65904606840740666098")) > 0
    assert compare(closed_form(place), near("0.65904606840740666099")) < 0
    assert compare(closed_form(place), closed_form(1 / (1 + sp.exp(-place)))) == 0


def test_a_bend_without_a_closed_form():
    found = profile(activation("maxsig"))
    (kink,) = found.kinks
    assert kink.kind == "corner"
    assert kink.at.exact is None
    assert kink.at.decimal.startswith(mpmath.nstr(PLACE, 12))
    assert kink.value.decimal == kink.at.decimal
    assert (found.monotone, found.smoothness) == ("strictly increasing", "0")
    assert found.fixed_points.intervals[0].lower_closed
    assert "Isolated" not in str(to_dict(found))


def test_a_bend_at_the_zero_of_the_function_itself():
    found = profile(read_activation("Max(0, x + exp(-x**2) - 1/3)"))
    (kink,) = found.kinks
    assert kink.value.exact == 0
    assert found.range.infimum.attained
    assert found.status["lipschitz"] == "proved"


def test_two_sides_that_nearly_meet_are_a_jump():
    # The planted gap of 1e-30 is no continuity.
    text = "Piecewise((x, x > 1/(1 + exp(-x))), (1/(1 + exp(-x)) - 1/10**30, True))"
    (kink,) = profile(read_activation(text)).kinks
    assert kink.kind == "jump"
