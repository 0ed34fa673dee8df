"""Series with remainders: signs hold beyond their start, and limits are those of evaluation."""

import flint
import pytest
import sympy as sp

from symact.core.activation import x
from symact.core.errors import SymactError
from symact.kernel.balls import evaluate, point, precision, sign_of, values
from symact.kernel.certificates import TailData
from symact.kernel.dominance import dominant_sign
from symact.kernel.expansions import poly_series
from symact.kernel.signs import Signs, find_limit, find_tail
from symact.kernel.tails import End, Series, scale_of
from symact.kernel.theorem import derivative_of
from symact.kernel.translate import field_of

FUNCTIONS = [
    x / (1 + sp.exp(-x)),
    x * (1 + sp.erf(x / sp.sqrt(2))) / 2,
    sp.log(1 + sp.exp(x)) - x,
    x * sp.tanh(sp.log(1 + sp.exp(x))),
    sp.atan(x) - sp.pi / 2,
    x + sp.sqrt(1 + x**2),
    x * sp.erf(sp.log(1 + sp.exp(x))),
    (x**3 - 100 * x**2) * sp.exp(-x) + 1 / x,
    sp.log(2 + x**2) - 2 * sp.log(3 + x**2),
    x * sp.exp(-sp.exp(-x)),
    x * sp.tanh(sp.exp(x)),
    sp.exp(-sp.exp(x)) - sp.exp(-(x**3)),
    sp.log(1 + sp.log(1 + x**2)) - sp.Rational(1, 2) * sp.log(1 + x**2),
    sp.erf(1 / (1 + sp.exp(-x))) - sp.erf(1),
    sp.atan(x / (1 + x**2) + 2) - sp.atan(2),
]
ENDS = [End(None, 1), End(None, -1)]


@pytest.mark.parametrize("end", ENDS, ids=["left", "right"])
@pytest.mark.parametrize("function", FUNCTIONS, ids=str)
def test_signs_hold_at_every_sampled_point_beyond_the_start(function: sp.Expr, end: End) -> None:
    """Sampling may refute a tail's sign; it never confirms one."""
    for order in (0, 1, 2):
        tower, element = derivative_of(function, order)
        sign, data = find_tail(Signs(tower), element.num, end)
        for k in range(12):
            q = flint.fmpq(-end.side * data.start) * (1 + flint.fmpq(k * k, 3))
            with precision(4096):
                found = sign_of(evaluate(element.num, values(tower, point(q))))
            assert found in {0, sign}


def test_a_remainder_too_small_is_caught() -> None:
    """Negative control: the sampled function leaves a series whose remainder was planted away."""
    tower, element = derivative_of(sp.log(1 + sp.exp(x)), 0)
    with precision(192):
        scale = scale_of(tower, 4, 2)
        series = poly_series(scale, End(None, -1), element.num)
        planted = Series(series.terms)
        assert series.rest is not None
        assert dominant_sign(scale, planted) == 1
        exact = evaluate(element.num, values(tower, point(flint.fmpq(5))))
        lead = sum(
            (scale.ball(c) * (flint.arb(5) ** int(m.power) if not m.exponent else 0))
            for m, c in planted.terms
        )
        assert sign_of(exact - lead) == 1


LIMITS = [
    (sp.tanh(x), -1, 1),
    (x / (1 + sp.exp(-x)), 0, sp.oo),
    (sp.atan(x), -sp.pi / 2, sp.pi / 2),
    (x / sp.sqrt(1 + x**2), -1, 1),
    (sp.log(1 + sp.exp(x)) - x, sp.oo, 0),
    ((2 * x + 1) / (3 * x - 1), sp.Rational(2, 3), sp.Rational(2, 3)),
]


@pytest.mark.parametrize(("function", "left", "right"), LIMITS, ids=str)
def test_limits_at_infinity(function: sp.Expr, left: sp.Expr, right: sp.Expr) -> None:
    """The limits of well-known functions, exact."""
    tower, element = derivative_of(function, 0)
    for end, truth in zip(ENDS, (left, right), strict=True):
        found, _ = find_limit(Signs(tower), element, end)
        if isinstance(found, sp.Expr):
            constants, (a, b) = field_of(found, sp.sympify(truth))
            assert constants.is_zero(a - b)
        else:
            assert found * sp.oo == truth


def test_growth_outside_the_scale_is_refused() -> None:
    """A logarithm of a logarithm of a logarithm is not decided, and says so."""
    tower, element = derivative_of(sp.log(1 + sp.log(1 + sp.log(1 + x**2))), 0)

    with pytest.raises(SymactError):
        Signs(tower).near(element.num, End(None, 1), TailData(16, 4))
